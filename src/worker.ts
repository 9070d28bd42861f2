import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from './db/database.ts'
import { runJobs } from './db/jobs.ts'
import { checkDatabase, isNotOurs } from './db/kind.ts'
import { clocks, jobs, sealAudit, sealingPause } from './features/tasks/index.ts'
import { type WorkerConfig, workerConfig } from './platform/config.ts'
import { type Logger, makeLog } from './platform/log.ts'
import { fileMailer, type Mailer, smtpMailer } from './platform/mail.ts'
import { asked, runProgram } from './platform/run-program.ts'

// The worker: e-mails and clocks. Several may run at once. Stops on SIGTERM or SIGINT: takes no more jobs, finishes
// those begun, then leaves the database. When the database goes away it waits.

/** Pause before a database that does not answer is asked again, in milliseconds. */
const pause = 1_000

await runProgram(work)

async function work(stopping: AbortSignal): Promise<void> {
  const config = workerConfig()
  const log = makeLog(config.LOG_LEVEL)
  const mailer = mailerOf(config)
  const database = openDatabase(config.WORKER_DATABASE_URL, 4, error => log.warn({ error }, 'an idle connection broke'))
  try {
    log.info('worker is ready')
    if (await isOurs(database, config, log, stopping)) {
      const all = jobs({ database, mailer, origin: config.ORIGIN, log })
      const queue = runJobs(config.WORKER_DATABASE_URL, all, clocks, log)
      const sealing = sealUntil(stopping, database, log)
      await asked(stopping)
      await Promise.all([queue.stop(), sealing])
    }
    mailer.close()
  } finally {
    await database.close()
  }
}

/**
 * Asks until the database says what it is for: before that nothing is done in it, or a trial's worker could come to work in
 * a live one that was away when it started.
 * @returns false where we were asked to stop first
 * @throws one sentence where it is for something else
 */
async function isOurs(
  database: Database,
  { KIND }: WorkerConfig,
  log: Logger,
  stopping: AbortSignal,
): Promise<boolean> {
  while (!stopping.aborted) {
    try {
      await checkDatabase(database, KIND)
      return true
    } catch (error) {
      if (isNotOurs(error)) throw error
      log.warn({ error }, 'the database cannot be reached')
    }
    await sleep(pause, undefined, { signal: stopping }).catch(() => undefined)
  }
  return false
}

function mailerOf({ SMTP_URL, MAIL_DIR = '', MAIL_FROM, KIND }: WorkerConfig): Mailer {
  return SMTP_URL ? smtpMailer(SMTP_URL, MAIL_FROM, KIND === 'live') : fileMailer(MAIL_DIR, MAIL_FROM)
}

async function sealUntil(stopping: AbortSignal, database: Database, log: Logger): Promise<void> {
  while (!stopping.aborted) {
    await sealAudit(database).catch(error => log.warn({ error }, 'the audit could not be sealed'))
    await sleep(sealingPause, undefined, { signal: stopping }).catch(() => undefined)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { openDatabase } from './db/database.ts'
import { runJobs } from './db/jobs.ts'
import { checkKind } from './db/kind.ts'
import { clocks, jobs, sealAudit, sealingPause } from './features/tasks/index.ts'
import { type WorkerConfig, workerConfig } from './platform/config.ts'
import { makeLog } from './platform/log.ts'
import { fileMailer, type Mailer, smtpMailer } from './platform/mail.ts'

// The worker: e-mails and clocks. Several may run at once. Stops on SIGTERM or SIGINT: takes no more jobs, finishes
// those begun, then leaves the database. When the database goes away it waits.

const config = workerConfig()
const log = makeLog(config.LOG_LEVEL)
const mailer = mailerOf(config)
const database = openDatabase(config.WORKER_DATABASE_URL, 4, error => log.warn({ error }, 'an idle connection broke'))
await checkKind(database, config.KIND).catch(error => {
  if (error.name === 'WrongKind') {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
  log.warn({ error }, 'the database cannot be reached')
})
const queue = runJobs(config.WORKER_DATABASE_URL, jobs({ database, mailer, origin: config.ORIGIN, log }), clocks, log)
const over = new AbortController()
const sealing = sealUntil(over.signal)

let stopping = false
const stop = async (): Promise<void> => {
  if (stopping) return
  stopping = true
  over.abort()
  try {
    await Promise.all([queue.stop(), sealing])
    mailer.close()
    await database.close()
    process.exit(0)
  } catch (error) {
    log.error({ error }, 'stopping failed')
    process.exit(1)
  }
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
log.info('worker is ready')

function mailerOf({ KIND, SMTP_URL, MAIL_DIR, MAIL_FROM }: WorkerConfig): Mailer {
  if (SMTP_URL) return smtpMailer(SMTP_URL, MAIL_FROM, KIND === 'live')
  if (MAIL_DIR && KIND === 'trial') return fileMailer(MAIL_DIR, MAIL_FROM)
  throw new Error('The configuration is not complete:\n  SMTP_URL is missing (a trial may have MAIL_DIR instead)')
}

async function sealUntil(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await sealAudit(database).catch(error => log.warn({ error }, 'the audit could not be sealed'))
    await sleep(sealingPause, undefined, { signal }).catch(() => undefined)
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import { parseCronItems, Logger as QueueLogger, type Runner, run } from 'graphile-worker'
import pg from 'pg'
import { type Logger, safeError } from '../platform/log.ts'

/** What a job does. It may be run again after it was done, and beside itself: it must come to the same. */
export type Job = (payload: unknown) => Promise<void>

/** When a job is asked for by the clock. */
export interface Clock {
  readonly job: string
  /** As in crontab(5); in UTC, because the queue knows no summer time. */
  readonly at: string
  /** How far back, in minutes, what was missed while no worker ran is made up for. */
  readonly madeUpFor?: number
}

export interface RunningJobs {
  /** Takes no more jobs, finishes those begun. */
  stop(): Promise<void>
}

/** Pause before the queue is opened again after the database went away, in milliseconds. */
const pause = 1_000

/**
 * Works off the job queue until it is stopped. When the database goes away it waits for it to come back.
 * @param url as the role `worker`
 */
export function runJobs(
  url: string,
  jobs: Readonly<Record<string, Job>>,
  clocks: readonly Clock[],
  log: Logger,
): RunningJobs {
  const pool = queuePool(url, log)
  const stopping = new AbortController()
  let runner: Runner | undefined
  const options = {
    pgPool: pool,
    concurrency: 2,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: queueLogger(log),
    // Without a delay, even of nothing, the library neither waits for its word that a job is done before it stops, nor
    // tries again when the database is away at that moment: the job would stay, and the rejection end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, spoken(job)])),
    parsedCronItems: parseCronItems(
      clocks.map(({ job, at, madeUpFor }) => ({
        task: job,
        match: at,
        identifier: job,
        // It comes round again by itself; two of a kind waiting are one.
        options: { backfillPeriod: (madeUpFor ?? 0) * 60_000, maxAttempts: 3, jobKey: `clock:${job}` },
      })),
    ),
  }
  const work = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        runner = await run({ ...options })
        if (stopping.signal.aborted) await runner.stop()
        await runner.promise
      } catch (error) {
        log.warn({ error }, 'the job queue cannot be reached')
      }
      runner = undefined
      await sleep(pause, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const ended = work()
  return {
    stop: async () => {
      stopping.abort()
      // It may be stopping already, for the database's sake.
      await runner?.stop().catch(() => undefined)
      await ended
      await pool.end()
    },
  }
}

function queuePool(url: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 5, connectionTimeoutMillis: 5_000 })
  const broke = (error: Error) => log.warn({ error }, 'a connection of the job queue broke')
  pool.on('error', broke)
  pool.on('connect', client => client.on('error', broke))
  return pool
}

/** The queue keeps the message of what went wrong beside the job: only what may be logged goes there. */
const spoken =
  (job: Job) =>
  async (payload: unknown): Promise<void> => {
    try {
      await job(payload)
    } catch (error) {
      const { type, code, constraint } = safeError(error)
      throw new Error([type, code, constraint].filter(Boolean).join(' '), { cause: error })
    }
  }

const queueLogger = (log: Logger): QueueLogger =>
  new QueueLogger(() => (level, said, meta) => {
    if (level === 'error') log.error({ error: cause(meta.error) }, said)
    else if (level === 'warning') log.warn(said)
    else log.debug(said)
  })

const cause = (error: unknown): unknown => (error instanceof Error && error.cause ? error.cause : error)

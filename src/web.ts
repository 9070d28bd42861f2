import { setTimeout as sleep } from 'node:timers/promises'
import { buildApp } from './app.ts'
import { openDatabase } from './db/database.ts'
import { checkDatabase } from './db/kind.ts'
import { startAreas } from './features/areas/index.ts'
import { startForms } from './features/assessments/index.ts'
import { webConfig } from './platform/config.ts'
import { makeLog } from './platform/log.ts'
import { asked, runProgram } from './platform/run-program.ts'

// The web server. Stops on SIGTERM or SIGINT: says that it is not ready, answers everybody who still asks, takes no more
// connections, finishes what is in flight, then leaves the database.

await runProgram(serve)

async function serve(stopping: AbortSignal): Promise<void> {
  const config = webConfig()
  const log = makeLog(config.LOG_LEVEL)
  const database = openDatabase(config.DATABASE_URL, config.DATABASE_POOL, error =>
    log.warn({ error }, 'an idle connection broke'),
  )
  try {
    await checkDatabase(database, config.KIND)
    await startAreas(config.CONFIG_DIR, database)
    startForms(config.CONFIG_DIR)
    const app = await buildApp(config, database, log, stopping)
    await app.listen({ port: config.PORT, host: config.HOST })
    const address = app.server.address()
    // With PORT=0 the system chose it.
    log.info({ port: typeof address === 'object' ? address?.port : config.PORT }, 'web is ready')
    await asked(stopping)
    await leave(app.server, config.DRAIN_SECONDS)
    await app.close()
  } finally {
    await database.close()
  }
}

/** Gives a proxy time to see that we are not ready, and open connections time to end with an answer; no longer than needed. */
async function leave(
  server: { getConnections(then: (error: Error | null, count: number) => void): unknown },
  seconds: number,
): Promise<void> {
  const open = () => new Promise<number>(resolve => server.getConnections((_, count) => resolve(count)))
  for (let time = 0; time < seconds * 20 && (await open()) > 0; time++) await sleep(50)
}

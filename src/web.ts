import { buildApp } from './app.ts'
import { openDatabase } from './db/database.ts'
import { startAreas } from './features/areas/index.ts'
import { startForms } from './features/assessments/index.ts'
import { webConfig } from './platform/config.ts'
import { makeLog } from './platform/log.ts'

// The web server. Stops on SIGTERM or SIGINT: takes no more requests, finishes those in flight, then leaves the database.

const config = webConfig()
const log = makeLog(config.LOG_LEVEL)
const database = openDatabase(config.DATABASE_URL, config.DATABASE_POOL, error =>
  log.warn({ error }, 'an idle connection broke'),
)
await startAreas(config.CONFIG_DIR, database)
startForms(config.CONFIG_DIR)
const app = await buildApp(config, database, log)

let stopping = false
const stop = (): void => {
  if (stopping) return
  stopping = true
  app
    .close()
    .then(() => database.close())
    .then(
      () => process.exit(0),
      error => {
        log.error({ error }, 'stopping failed')
        process.exit(1)
      },
    )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

await app.listen({ port: config.PORT, host: config.HOST })
log.info({ port: config.PORT }, 'web is ready')

// npm run migrate: brings a database to the newest schema and loads the area files. The only program that is given
// MIGRATE_DATABASE_URL, a role that may become the owner; the running server never sees it.
import { migrate } from '../src/db/migrate.ts'
import { loadAreasInto } from '../src/features/areas/index.ts'
import { migrationConfig } from '../src/platform/config.ts'

try {
  const config = migrationConfig()
  await migrate(config.MIGRATE_DATABASE_URL, {
    kind: config.KIND,
    signInKey: config.SIGN_IN_KEY,
    say: line => process.stdout.write(`${line}\n`),
    load: loadAreasInto(config.CONFIG_DIR),
  })
  process.stdout.write('The database is up to date.\n')
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

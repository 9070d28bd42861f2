import { join } from 'node:path'
import { type Embedded, startEmbedded } from '../../src/db/embedded/embedded.ts'
import { ensureDatabase } from '../../src/db/embedded/roles.ts'
import { secret } from '../../src/db/embedded/secrets.ts'
import { migrate } from '../../src/db/migrate.ts'
import { loadAreasInto } from '../../src/features/areas/index.ts'
import { databaseName, type Settings } from './settings.ts'

/** Starts the embedded server and makes our database in it, empty, if it has none. */
export async function startDatabase(settings: Settings, say: (line: string) => void): Promise<Embedded> {
  say('Starting the database')
  const { dataDir, secretsDir, logDir } = settings
  const embedded = await startEmbedded({ dataDir, secretsDir, logFile: join(logDir, 'postgres.log'), say })
  try {
    await ensureDatabase(embedded.access, databaseName)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  return embedded
}

/** Brings the database to the newest schema, with the areas' files as they are now. */
export async function bringUpToDate(
  settings: Settings,
  embedded: Embedded,
  say: (line: string) => void,
): Promise<void> {
  await migrate(embedded.urlFor('postgres', databaseName), {
    kind: 'trial',
    signInKey: await secret(settings.secretsDir, 'sign-in-key'),
    say,
    load: loadAreasInto(settings.configDir),
  })
}

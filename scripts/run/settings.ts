import { chmod, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { CannotStart } from '../../src/db/embedded/cannot-start.ts'

/** Where one running copy keeps what it makes, and where it is to be found. */
export interface Settings {
  /** The project's folder. */
  readonly project: string
  /** Everything that is made while running lies here. */
  readonly varDir: string
  readonly dataDir: string
  readonly secretsDir: string
  readonly logDir: string
  readonly configDir: string
  readonly port: number
  readonly identityPort: number
  /** The address people type. */
  readonly origin: string
}

/** The name of the database in the embedded server. */
export const databaseName = 'trusted_relationships'

/**
 * Reads VAR_DIR, PORT, IDENTITY_PORT, ORIGIN and CONFIG_DIR; each has a default.
 * @throws CannotStart when a port is not one.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const project = resolve(import.meta.dirname, '../..')
  const varDir = resolve(environment.VAR_DIR ?? join(project, 'var'))
  const port = portOf('PORT', environment.PORT ?? '8080')
  return {
    project,
    varDir,
    dataDir: join(varDir, 'data'),
    secretsDir: join(varDir, 'secrets'),
    logDir: join(varDir, 'log'),
    configDir: resolve(environment.CONFIG_DIR ?? join(project, 'config')),
    port,
    identityPort: portOf('IDENTITY_PORT', environment.IDENTITY_PORT ?? '8081'),
    origin: environment.ORIGIN ?? `http://localhost:${port}`,
  }
}

function portOf(name: string, text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new CannotStart(`${name} must be a whole number from 1 to 65535, not "${text}".`)
}

/** Makes the folders everything else is put into. The database's own user must be able to walk through the first. */
export async function makeFolders(settings: Settings): Promise<void> {
  if (await mkdir(settings.varDir, { recursive: true })) await chmod(settings.varDir, 0o755)
  for (const name of ['log', 'mail', 'identity'])
    await mkdir(join(settings.varDir, name), { recursive: true, mode: 0o700 })
}

import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { type Database, openDatabase } from '../src/db/database.ts'
import { startAreas } from '../src/features/areas/index.ts'
import { startForms } from '../src/features/assessments/index.ts'
import { webConfig } from '../src/platform/config.ts'
import { makeLog } from '../src/platform/log.ts'
import { csrfToken, writtenBy } from '../src/web/session.ts'
import type { TestDatabase } from './database.ts'
import { whenFileIsOver } from './when-over.ts'

export const origin = 'http://localhost'

/** The real application on a test database, closed when the file is over. */
export interface TestApp {
  readonly app: FastifyInstance
  readonly database: Database
  readonly signInKey: string
  /** What the forms of a session carry. */
  readonly csrfOf: (token: string) => string
  /** What the forms of a person carry. */
  readonly byOf: (person: string) => string
  /** Every line the server logged. */
  readonly logged: string[]
}

export async function testApp(on: TestDatabase, environment: Record<string, string> = {}): Promise<TestApp> {
  const logged: string[] = []
  const config = webConfig({
    KIND: 'trial',
    // A loaded machine is not what these tests are about (and a starved one counts as endlessly late).
    BUSY_AFTER_MS: '0',
    DATABASE_URL: on.appUrl,
    ORIGIN: origin,
    COOKIE_SECRET: 'c0'.repeat(32),
    SIGN_IN_KEY: on.signInKey,
    OIDC_ISSUERS: JSON.stringify([
      { key: 'trial', name: 'Trial', issuer: 'http://localhost:1', clientId: 'test', clientSecret: 'test-secret' },
    ]),
    ...environment,
  })
  const log = makeLog('info', { write: line => logged.push(line) })
  const database = openDatabase(on.appUrl, 6, () => undefined)
  whenFileIsOver(() => database.close())
  await startAreas(config.CONFIG_DIR, database)
  startForms(config.CONFIG_DIR)
  const app = await buildApp(config, database, log)
  whenFileIsOver(() => app.close())
  return {
    app,
    database,
    signInKey: on.signInKey,
    csrfOf: token => csrfToken(config.COOKIE_SECRET, token),
    byOf: person => writtenBy(config.COOKIE_SECRET, person),
    logged,
  }
}

import type { FastifyInstance } from 'fastify'
import { buildApp } from '../src/app.ts'
import { type Database, openDatabase } from '../src/db/database.ts'
import { startAreas } from '../src/features/areas/index.ts'
import { startForms } from '../src/features/assessments/index.ts'
import { webConfig } from '../src/platform/config.ts'
import { makeLog } from '../src/platform/log.ts'
import { csrfToken } from '../src/web/session.ts'

/** Secrets of databases that hold nobody real. */
export const signInKey = 'ab'.repeat(32)
const cookieSecret = 'c0'.repeat(32)

/** What a form of this session carries. */
export const csrfOf = (token: string): string => csrfToken(cookieSecret, token)
export const origin = 'http://localhost:18480'

/** What the web server is started with, in a process of its own or in this one. */
export const webEnvironment = (appUrl: string, configDir: string): Record<string, string> => ({
  KIND: 'trial',
  DATABASE_URL: appUrl,
  ORIGIN: origin,
  PORT: new URL(origin).port,
  COOKIE_SECRET: cookieSecret,
  SIGN_IN_KEY: signInKey,
  CONFIG_DIR: configDir,
  LOG_LEVEL: 'warn',
  OIDC_ISSUERS: JSON.stringify([
    { key: 'bench', name: 'Bench', issuer: 'http://localhost:1', clientId: 'bench', clientSecret: 'bench-secret' },
  ]),
})

/** The real application in this process: to see what a page asks, and how long it takes to draw. */
export interface Here {
  readonly app: FastifyInstance
  readonly database: Database
  /** When the last page was handed over, in milliseconds of the clock that only goes forward. */
  sentAt(): number
  close(): Promise<void>
}

export async function openHere(appUrl: string, configDir: string): Promise<Here> {
  // What draws pages here also works beside them, so it may be late: nobody waits for it.
  const config = webConfig({ ...webEnvironment(appUrl, configDir), BUSY_AFTER_MS: '0' })
  const database = openDatabase(appUrl, 6, () => undefined)
  await startAreas(configDir, database)
  startForms(configDir)
  const app = await buildApp(config, database, makeLog('error'))
  let sent = 0
  app.addHook('onSend', async () => {
    sent = performance.now()
  })
  return {
    app,
    database,
    sentAt: () => sent,
    close: async () => {
      await app.close()
      await database.close()
    },
  }
}

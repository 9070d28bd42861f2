import { join } from 'node:path'
import type { Embedded } from '../../src/db/embedded/embedded.ts'
import { secret } from '../../src/db/embedded/secrets.ts'
import { environmentWith, logOf, type Program } from './programs.ts'
import { databaseName, type Settings } from './settings.ts'

/**
 * The three programs of a trial and what each is told. Each gets the database role and the secrets it needs and no
 * other; none gets the superuser's.
 * @param loud their output goes to ours instead of to logs.
 */
export async function ourPrograms(settings: Settings, embedded: Embedded, loud: boolean): Promise<Program[]> {
  const { secretsDir, varDir, logDir, origin, configDir } = settings
  const issuer = {
    key: 'trial',
    name: 'Trial sign-in',
    issuer: `http://localhost:${settings.identityPort}`,
    clientId: 'trusted-relationships',
    clientSecret: await secret(secretsDir, 'trial-client-secret'),
  }
  const shared = {
    KIND: 'trial',
    ORIGIN: origin,
    CONFIG_DIR: configDir,
    // Node keeps what it compiled: a second start takes 40 % less processor time (0.9 s to 0.5 s for the web server).
    NODE_COMPILE_CACHE: join(varDir, 'cache'),
  }
  const signIn = { OIDC_ISSUERS: JSON.stringify([issuer]) }
  const program = (title: string, name: string, file: string, environment: Record<string, string>): Program => ({
    title,
    file,
    environment: environmentWith({ ...shared, ...environment }),
    logFile: loud ? undefined : logOf(logDir, name),
  })
  return [
    program('trial’s sign-in', 'identity-provider', 'trial/identity-provider.ts', {
      ...signIn,
      IDENTITY_PORT: String(settings.identityPort),
      PEOPLE_FILE: join(varDir, 'identity', 'people.json'),
    }),
    program('web server', 'web', 'src/web.ts', {
      ...signIn,
      DATABASE_URL: embedded.urlFor('app', databaseName),
      PORT: String(settings.port),
      COOKIE_SECRET: await secret(secretsDir, 'cookie-secret'),
      SIGN_IN_KEY: await secret(secretsDir, 'sign-in-key'),
    }),
    program('worker', 'worker', 'src/worker.ts', {
      REPORTS_DATABASE_URL: embedded.urlFor('reports', databaseName),
      WORKER_DATABASE_URL: embedded.urlFor('worker', databaseName),
      MAIL_DIR: join(varDir, 'mail'),
    }),
  ]
}

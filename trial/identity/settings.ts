import { dirname, join } from 'node:path'
import { z } from 'zod'
import { issuerConfig } from '../../src/platform/config.ts'

/** What this program is told when it is started. */
export type Settings = {
  readonly issuer: URL
  readonly clientId: string
  readonly clientSecret: string
  /** The service's own origin: where people come from and go back to. */
  readonly origin: string
  readonly peopleFile: string
  readonly keysFile: string
}

const environmentSchema = z.object({
  ORIGIN: z.url(),
  IDENTITY_PORT: z.coerce.number().int().min(1).max(65_535).default(8081),
  PEOPLE_FILE: z.string().min(1).default('var/identity/people.json'),
  OIDC_ISSUERS: z.string(),
})

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * Reads the settings. Of OIDC_ISSUERS it takes the one that lives here: on the loopback, at IDENTITY_PORT.
 * @throws one plain sentence
 */
export function settingsFrom(environment: Readonly<Record<string, string | undefined>>): Settings {
  if (environment.KIND !== 'trial') {
    throw new Error('The trial’s sign-in only runs where KIND is trial: a live system uses its own issuer.')
  }
  const read = environmentSchema.safeParse(environment)
  if (!read.success) {
    const names = new Set(read.error.issues.map(issue => String(issue.path[0])))
    throw new Error(`The trial’s sign-in cannot start: ${[...names].join(', ')} missing or wrong.`)
  }
  const { ORIGIN, IDENTITY_PORT, PEOPLE_FILE, OIDC_ISSUERS } = read.data
  const own = issuersIn(OIDC_ISSUERS).find(({ issuer }) => {
    const url = new URL(issuer)
    return url.protocol === 'http:' && LOOPBACK.includes(url.hostname) && Number(url.port || 80) === IDENTITY_PORT
  })
  if (!own)
    throw new Error(`The trial’s sign-in cannot start: OIDC_ISSUERS names no issuer at port ${IDENTITY_PORT} here.`)
  return {
    issuer: new URL(own.issuer),
    clientId: own.clientId,
    clientSecret: own.clientSecret,
    origin: new URL(ORIGIN).origin,
    peopleFile: PEOPLE_FILE,
    keysFile: join(dirname(PEOPLE_FILE), 'keys.json'),
  }
}

function issuersIn(text: string): z.infer<typeof issuerConfig>[] {
  try {
    return z.array(issuerConfig).parse(JSON.parse(text))
  } catch {
    throw new Error('The trial’s sign-in cannot start: OIDC_ISSUERS is not a list of issuers.')
  }
}

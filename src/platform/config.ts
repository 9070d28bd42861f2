import { z } from 'zod'

// The only reader of the environment. What is missing is said all at once, by name, before anything starts.

/** One issuer of sign-ins. `issuer` is compared with what the issuer calls itself, character by character. */
export const issuerConfig = z.object({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/, 'may hold a–z, 0–9 and -'),
  name: z.string().min(1).max(80),
  issuer: z.url({ protocol: /^https?$/ }).refine(u => !/[?#]/.test(u), 'must have no ? and no #'),
  clientId: z.string().min(1).max(255),
  clientSecret: z.string().min(8),
})
export type IssuerConfig = z.infer<typeof issuerConfig>

const issuers = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown
    } catch {
      context.addIssue({ code: 'custom', message: 'must be JSON: a list of issuers' })
      return z.NEVER
    }
  })
  .pipe(z.array(issuerConfig).min(1))

const secret = z.string().regex(/^[0-9a-f]{64,}$/, 'must be at least 32 bytes as hex')
const databaseUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://')
const minutes = (usual: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(usual)

const shared = {
  KIND: z.enum(['trial', 'live']),
  CONFIG_DIR: z.string().default('config'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
}

/** Looked at only to be refused: it may become the owner of everything. */
const notForRunning = { MIGRATE_DATABASE_URL: z.string().optional() }

const web = z.object({
  ...shared,
  ...notForRunning,
  DATABASE_URL: databaseUrl,
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(12),
  ORIGIN: z.url(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  COOKIE_SECRET: secret,
  SIGN_IN_KEY: secret,
  OIDC_ISSUERS: issuers,
  // Floors and ceilings are the promise (design D); a council may only be stricter within them.
  /** Milliseconds the program may fall behind before it says that it is busy; 0 for never. */
  BUSY_AFTER_MS: z.coerce.number().int().min(0).default(1_500),
  /** Requests under way at once; whoever comes on top is told that it is busy. */
  BUSY_AT: z.coerce.number().int().min(1).default(500),
  /** Seconds a stopping program goes on answering at most, so that a proxy sees in time that it is not ready. */
  DRAIN_SECONDS: z.coerce.number().int().min(0).max(60).default(1),
  IDLE_MINUTES: minutes(15, 1, 15),
  SESSION_HOURS: minutes(10, 1, 10),
  /** What a stranger may read: in titles before anybody is signed in and on a volunteer’s telephone, and of a passkey. */
  QUIET_NAME: z.string().trim().min(1).max(40).default('My work'),
})

const worker = z.object({
  ...shared,
  ...notForRunning,
  WORKER_DATABASE_URL: databaseUrl,
  /** Figures for those who may see no record are made by jobs; a live system must be able to. */
  REPORTS_DATABASE_URL: databaseUrl.optional(),
  ORIGIN: z.url(),
  MAIL_FROM: z.email().default('no-reply@example.org'),
  MAIL_DIR: z.string().optional(),
  SMTP_URL: z.string().optional(),
})

const migration = z.object({ ...shared, MIGRATE_DATABASE_URL: databaseUrl, SIGN_IN_KEY: secret })
const firstAdministrator = z.object({ MIGRATE_DATABASE_URL: databaseUrl })

export type WebConfig = z.infer<typeof web>
export type WorkerConfig = z.infer<typeof worker>
export type MigrationConfig = z.infer<typeof migration>
export type Environment = Record<string, string | undefined>

/** @param also what is missing although no field of its own asks for it */
function read<T>(schema: z.ZodType<T>, environment: Environment, also: readonly string[] = []): T {
  const result = schema.safeParse(environment)
  if (result.success && also.length === 0) return result.data
  const lines = (result.error?.issues ?? []).map(i => {
    const name = String(i.path[0] ?? '?')
    return environment[name] === undefined ? `${name} is missing` : `${name} ${i.message}`
  })
  throw new Error(`The configuration is not complete:\n  ${[...new Set([...lines, ...also])].join('\n  ')}`)
}

/** What no program of a live system must run with (design D): one sentence, or nothing. */
function unfitProgram(config: WebConfig | WorkerConfig, node: string): string | undefined {
  if (Number.parseInt(node, 10) < 24)
    return 'A live system needs Node 24 or newer: an older one gets no more security updates.'
  if (config.MIGRATE_DATABASE_URL)
    return 'A running program must not have MIGRATE_DATABASE_URL: give it to npm run migrate alone.'
  if (!config.ORIGIN.startsWith('https://')) return 'A live system needs an https address: set ORIGIN to one.'
  return undefined
}

/** Words that say what this is: whoever looks at a volunteer’s telephone reads the host and the name there (promises C). */
const tellsWhatThisIs =
  /relationship|exploit|county.?line|safeguard|trafficking|relief.?worker|mentor|childrens?.?(services|social)|\b(mast|macem|cce|cse)\b/i

/** What a live web server must not run with: one sentence, or nothing. */
export function unfitForLive(config: WebConfig, node = process.versions.node): string | undefined {
  if (config.KIND !== 'live') return undefined
  const unfit = unfitProgram(config, node)
  if (unfit) return unfit
  if (config.OIDC_ISSUERS.some(i => !i.issuer.startsWith('https://') || i.key === 'trial')) {
    return 'A live system does not take the trial’s sign-in: set OIDC_ISSUERS to your own https issuer.'
  }
  const weak = (s: string) => new Set(s.match(/../g)).size < 8
  if (weak(config.COOKIE_SECRET) || weak(config.SIGN_IN_KEY))
    return 'A live system does not take default secrets: make new ones.'
  if (config.COOKIE_SECRET === config.SIGN_IN_KEY) return 'A live system needs two different secrets.'
  if (tellsWhatThisIs.test(new URL(config.ORIGIN).host))
    return 'Whoever looks at a phone reads the host of ORIGIN: choose one that says nothing about the programme.'
  if (tellsWhatThisIs.test(config.QUIET_NAME))
    return 'Whoever looks at a phone reads QUIET_NAME: choose one that says nothing about the programme.'
  return undefined
}

/** What a live worker must not run with: one sentence, or nothing. */
export function unfitForLiveWork(config: WorkerConfig, node = process.versions.node): string | undefined {
  if (config.KIND !== 'live') return undefined
  const unfit = unfitProgram(config, node)
  if (unfit) return unfit
  if (config.MAIL_FROM.endsWith('@example.org'))
    return 'A live system does not write from example.org: set MAIL_FROM to an address of your own.'
  return undefined
}

/** @throws one error that names everything missing or wrong */
export function webConfig(environment: Environment = process.env): WebConfig {
  const config = read(web, environment)
  const unfit = unfitForLive(config)
  if (unfit) throw new Error(unfit)
  return config
}

/** @throws one error that names everything missing or wrong */
export function workerConfig(environment: Environment = process.env): WorkerConfig {
  const { KIND, SMTP_URL, MAIL_DIR, REPORTS_DATABASE_URL } = environment
  const config = read(worker, environment, [
    ...(SMTP_URL || (MAIL_DIR && KIND !== 'live') ? [] : ['SMTP_URL is missing (a trial may have MAIL_DIR instead)']),
    ...(KIND === 'live' && !REPORTS_DATABASE_URL ? ['REPORTS_DATABASE_URL is missing'] : []),
  ])
  const unfit = unfitForLiveWork(config)
  if (unfit) throw new Error(unfit)
  return config
}

/** @throws one error that names everything missing or wrong */
export const migrationConfig = (environment: Environment = process.env): MigrationConfig => read(migration, environment)

/** @throws one error that names what is missing */
export const firstAdministratorConfig = (environment: Environment = process.env) =>
  read(firstAdministrator, environment)

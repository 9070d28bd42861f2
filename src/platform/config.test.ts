import { describe, expect, test } from 'vitest'
import {
  type Environment,
  firstAdministratorConfig,
  migrationConfig,
  unfitForLive,
  unfitForLiveWork,
  webConfig,
  workerConfig,
} from './config.ts'

const secretOf = (seed: number) =>
  Array.from({ length: 32 }, (_, i) => ((i * 37 + seed * 11) % 256).toString(16).padStart(2, '0')).join('')
const issuer = {
  key: 'entra',
  name: 'Council',
  issuer: 'https://login.example.org/tenant',
  clientId: 'tr',
  clientSecret: 'a-long-secret',
}
const live: Environment = {
  KIND: 'live',
  DATABASE_URL: 'postgres://app@db.example.org/tr',
  ORIGIN: 'https://tr.example.org',
  COOKIE_SECRET: secretOf(1),
  SIGN_IN_KEY: secretOf(2),
  OIDC_ISSUERS: JSON.stringify([issuer]),
}
const trial: Environment = {
  ...live,
  KIND: 'trial',
  ORIGIN: 'http://localhost:8080',
  COOKIE_SECRET: '00'.repeat(32),
  SIGN_IN_KEY: '00'.repeat(32),
  OIDC_ISSUERS: JSON.stringify([{ ...issuer, key: 'trial', issuer: 'http://localhost:8081' }]),
}

const liveWorker: Environment = {
  KIND: 'live',
  WORKER_DATABASE_URL: 'postgres://worker@db.example.org/tr',
  REPORTS_DATABASE_URL: 'postgres://reports@db.example.org/tr',
  ORIGIN: 'https://tr.example.gov.uk',
  SMTP_URL: 'smtps://mail.example.gov.uk',
  MAIL_FROM: 'no-reply@example.gov.uk',
}

/** What is said, or that nothing is. */
function said(read: () => unknown): string {
  try {
    read()
    return 'nothing'
  } catch (error) {
    return (error as Error).message
  }
}

describe('what is missing', () => {
  test.each([
    ['the web server', webConfig, ['KIND', 'DATABASE_URL', 'ORIGIN', 'COOKIE_SECRET', 'SIGN_IN_KEY', 'OIDC_ISSUERS']],
    ['the worker', workerConfig, ['KIND', 'WORKER_DATABASE_URL', 'ORIGIN', 'SMTP_URL']],
    ['the migration', migrationConfig, ['KIND', 'MIGRATE_DATABASE_URL', 'SIGN_IN_KEY']],
    ['whoever makes the first administrator', firstAdministratorConfig, ['MIGRATE_DATABASE_URL']],
  ] as const)('%s is told all of it at once, by name', (_, read, names) => {
    const lines = said(() => read({})).split('\n')
    expect(lines.map(line => line.replace(' (a trial may have MAIL_DIR instead)', ''))).toEqual([
      'The configuration is not complete:',
      ...names.map(n => `  ${n} is missing`),
    ])
  })

  test('a live worker too: where letters go and how figures are made', () => {
    expect(said(() => workerConfig({ KIND: 'live', MAIL_DIR: '/somewhere' }))).toBe(
      [
        'The configuration is not complete:',
        '  WORKER_DATABASE_URL is missing',
        '  ORIGIN is missing',
        '  SMTP_URL is missing (a trial may have MAIL_DIR instead)',
        '  REPORTS_DATABASE_URL is missing',
      ].join('\n'),
    )
  })

  test('one thing alone is one line', () => {
    for (const name of Object.keys(live)) {
      const { [name]: _, ...rest } = live
      expect(said(() => webConfig(rest))).toBe(`The configuration is not complete:\n  ${name} is missing`)
    }
  })

  test('nothing is, where everything is there; the rest has a value of its own', () => {
    const config = webConfig(live)
    expect(config).toMatchObject({
      HOST: '127.0.0.1',
      PORT: 8080,
      IDLE_MINUTES: 15,
      SESSION_HOURS: 10,
      DATABASE_POOL: 12,
      LOG_LEVEL: 'info',
      CONFIG_DIR: 'config',
    })
    expect(config.OIDC_ISSUERS).toEqual([issuer])
  })
})

describe('what is wrong is named with what it must be, and never repeated', () => {
  test.each<[string, string, RegExp]>([
    ['KIND', 'production', /^ {2}KIND .*"trial"\|"live"/m],
    ['DATABASE_URL', 'mysql://secret-place', /DATABASE_URL must begin with postgres:\/\//],
    ['ORIGIN', 'secret-place', /ORIGIN /],
    ['COOKIE_SECRET', 'ab'.repeat(31), /COOKIE_SECRET must be at least 32 bytes as hex/],
    ['COOKIE_SECRET', 'secret-place'.repeat(9), /COOKIE_SECRET must be at least 32 bytes as hex/],
    ['SIGN_IN_KEY', '', /SIGN_IN_KEY must be at least 32 bytes as hex/],
    ['OIDC_ISSUERS', '[{"secret-place"', /OIDC_ISSUERS must be JSON: a list of issuers/],
    ['OIDC_ISSUERS', '[]', /OIDC_ISSUERS /],
    ['OIDC_ISSUERS', '[{"key":"secret-place"}]', /OIDC_ISSUERS /],
    ['PORT', '70000', /PORT /],
    ['PORT', 'secret-place', /PORT /],
    ['DATABASE_POOL', '1', /DATABASE_POOL /],
    ['LOG_LEVEL', 'trace', /LOG_LEVEL /],
    ['DRAIN_SECONDS', '-1', /DRAIN_SECONDS /],
  ])('%s as %j', (name, value, wanted) => {
    const words = said(() => webConfig({ ...live, [name]: value }))
    expect(words).toMatch(/^The configuration is not complete:\n {2}/)
    expect(words).toMatch(wanted)
    expect(words).not.toMatch(/secret-place|a-long-secret|abababab/)
  })

  test.each([
    ['IDLE_MINUTES', '0'],
    ['IDLE_MINUTES', '16'],
    ['IDLE_MINUTES', '7.5'],
    ['SESSION_HOURS', '11'],
    ['SESSION_HOURS', '0'],
  ])('a council may be stricter but not laxer: %s cannot be %s', (name, value) => {
    expect(said(() => webConfig({ ...live, [name]: value }))).toContain(name)
    expect(webConfig({ ...live, IDLE_MINUTES: '5', SESSION_HOURS: '4' })).toMatchObject({
      IDLE_MINUTES: 5,
      SESSION_HOURS: 4,
    })
  })
})

describe('a live system', () => {
  test('starts with what a live system needs', () => expect(said(() => webConfig(live))).toBe('nothing'))

  test.each<[string, Environment, string]>([
    ['plain http', { ORIGIN: 'http://tr.example.org' }, 'A live system needs an https address: set ORIGIN to one.'],
    [
      'the trial’s sign-in',
      { OIDC_ISSUERS: trial.OIDC_ISSUERS },
      'A live system does not take the trial’s sign-in: set OIDC_ISSUERS to your own https issuer.',
    ],
    [
      'an issuer over http beside a good one',
      { OIDC_ISSUERS: JSON.stringify([issuer, { ...issuer, key: 'other', issuer: 'http://login.example.org' }]) },
      'A live system does not take the trial’s sign-in: set OIDC_ISSUERS to your own https issuer.',
    ],
    [
      'the trial’s issuer behind https',
      { OIDC_ISSUERS: JSON.stringify([{ ...issuer, key: 'trial' }]) },
      'A live system does not take the trial’s sign-in: set OIDC_ISSUERS to your own https issuer.',
    ],
    [
      'a cookie secret of noughts',
      { COOKIE_SECRET: '00'.repeat(32) },
      'A live system does not take default secrets: make new ones.',
    ],
    [
      'a sign-in key that repeats itself',
      { SIGN_IN_KEY: 'c0ffee42'.repeat(8) },
      'A live system does not take default secrets: make new ones.',
    ],
    ['the same secret twice', { SIGN_IN_KEY: live.COOKIE_SECRET }, 'A live system needs two different secrets.'],
    [
      'a host that names the programme',
      { ORIGIN: 'https://trusted-relationships.example.org' },
      'Whoever looks at a phone reads the host of ORIGIN: choose one that says nothing about the programme.',
    ],
    [
      'a name on phones that says what it is',
      { QUIET_NAME: 'Relief workers' },
      'Whoever looks at a phone reads QUIET_NAME: choose one that says nothing about the programme.',
    ],
    [
      'the key of the owner',
      { MIGRATE_DATABASE_URL: 'postgres://owner@db.example.org/tr' },
      'A running program must not have MIGRATE_DATABASE_URL: give it to npm run migrate alone.',
    ],
  ])('does not start with %s, and says why in one sentence', (_, changed, sentence) => {
    expect(said(() => webConfig({ ...live, ...changed }))).toBe(sentence)
    expect(sentence).toMatch(/^[^.]+\.$/)
  })

  test.each<[string, Environment, string]>([
    ['plain http', { ORIGIN: 'http://tr.example.gov.uk' }, 'A live system needs an https address: set ORIGIN to one.'],
    [
      'the sender that nobody chose',
      { MAIL_FROM: undefined },
      'A live system does not write from example.org: set MAIL_FROM to an address of your own.',
    ],
    [
      'the key of the owner',
      { MIGRATE_DATABASE_URL: 'postgres://owner@db.example.org/tr' },
      'A running program must not have MIGRATE_DATABASE_URL: give it to npm run migrate alone.',
    ],
  ])('has no worker with %s, which says why in one sentence', (_, changed, sentence) => {
    expect(said(() => workerConfig(liveWorker))).toBe('nothing')
    expect(said(() => workerConfig({ ...liveWorker, ...changed }))).toBe(sentence)
  })

  test.each([
    ['20.20.2', true],
    ['22.1.0', true],
    ['23.11.0', true],
    ['24.0.0', false],
    ['26.3.1', false],
  ])('on Node %s is at the end of its life: %s', (node, old) => {
    const sentence = old
      ? 'A live system needs Node 24 or newer: an older one gets no more security updates.'
      : undefined
    expect(unfitForLive(webConfig(live), node)).toBe(sentence)
    expect(unfitForLiveWork(workerConfig(liveWorker), node)).toBe(sentence)
    expect(unfitForLive(webConfig(trial), node)).toBeUndefined()
  })

  test('only: a trial may have all of it', () => {
    expect(said(() => webConfig(trial))).toBe('nothing')
    expect(unfitForLive(webConfig(trial))).toBeUndefined()
  })
})

import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/db/database.ts'
import { startAreas } from '../src/features/areas/index.ts'
import { startForms } from '../src/features/assessments/index.ts'
import { webConfig } from '../src/platform/config.ts'
import { makeLog } from '../src/platform/log.ts'
import { loadConfig } from '../test/a-third-area.ts'
import { openSession } from '../test/as.ts'
import { launchBrowser } from '../test/chromium.ts'
import { type TestDatabase, testDatabase } from '../test/database.ts'
import { freePorts } from '../test/free-ports.ts'
import { whenFileIsOver } from '../test/when-over.ts'
import { aWorld, type MadePerson, type World } from '../test/world.ts'
import { looksRight, remembersWhatCame, servesAxe, withoutOurScripts } from './looks-right.ts'

// The whole house for a journey: database, server on a port, a browser, and for those who sign in the trial's real sign-in
// as a program of its own.

export interface House {
  readonly origin: string
  readonly world: World
  readonly database: TestDatabase
  /** Somebody's own browser, signed in already: their session was opened the way the server does it. */
  as(person: MadePerson, options?: Screen): Promise<Visitor>
  /** Somebody's own browser, signed in through the real sign-in, which knows them from then on. */
  signsIn(person: MadePerson, options?: Screen): Promise<Visitor>
  /** A small telephone on which nobody is signed in. */
  phone(options?: { javaScript?: boolean }): Promise<Page>
  /** Somebody whom the sign-in knows and we do not, in a browser of their own. */
  stranger(name: string): Promise<Page>
}

export interface Screen {
  readonly javaScript?: boolean
  readonly width?: number
  /** False where the same pages are looked at in another journey: they are opened and not looked at. */
  readonly looked?: boolean
}

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
  /** Opens a path of ours and checks what comes for accessibility and valid HTML. */
  open(path: string): Promise<void>
  /** Checks the page as it is now: axe finds nothing, html-validate finds nothing, nothing scrolls sideways. */
  looksRight(): Promise<void>
  /** Presses what leads to another page, or to the same one again, waits for it, and checks it. */
  goesOn(press: Locator): Promise<void>
  leave(): Promise<void>
}

const here = { locale: 'en-GB', timezoneId: 'Europe/London' } as const

/**
 * Starts a house for this test file; all of it ends with the file.
 * @param configDir another configuration than ours, loaded before it starts
 */
export async function aHouse(configDir?: string): Promise<House> {
  const database = await testDatabase()
  const world = await aWorld(database)
  if (configDir) await loadConfig(world, configDir)
  const [port, identityPort] = await freePorts()
  const origin = `http://localhost:${port}`
  const issuer = `http://localhost:${identityPort}`
  const folder = await mkdtemp(join(tmpdir(), 'house-'))
  whenFileIsOver(() => rm(folder, { recursive: true, force: true }))
  const people = join(folder, 'people.json')
  const environment = {
    KIND: 'trial',
    // A loaded machine is not what these tests are about (and a starved one counts as endlessly late).
    BUSY_AFTER_MS: '0',
    ORIGIN: origin,
    PORT: String(port),
    ...(configDir ? { CONFIG_DIR: configDir } : {}),
    IDENTITY_PORT: String(identityPort),
    PEOPLE_FILE: people,
    DATABASE_URL: database.appUrl,
    COOKIE_SECRET: 'c0'.repeat(32),
    SIGN_IN_KEY: database.signInKey,
    OIDC_ISSUERS: JSON.stringify([
      { key: 'trial', name: 'Trial', issuer, clientId: 'trusted-relationships', clientSecret: 'a-secret-of-the-test' },
    ]),
  }
  const config = webConfig(environment)
  const pool = openDatabase(config.DATABASE_URL, 6, () => undefined)
  whenFileIsOver(() => pool.close())
  await startAreas(config.CONFIG_DIR, pool)
  startForms(config.CONFIG_DIR)
  const app = await buildApp(config, pool, makeLog('silent'))
  whenFileIsOver(() => app.close())
  servesAxe(app)
  await app.listen({ port, host: '127.0.0.1' })
  const browser = await launchBrowser()
  whenFileIsOver(() => browser.close())

  const known: { sub: string; name: string; role: string }[] = []
  let provider: Promise<void> | undefined
  const introduce = async (sub: string, name: string): Promise<void> => {
    known.push({ sub, name, role: 'Invented' })
    await writeFile(people, JSON.stringify(known))
    provider ??= startProvider(environment)
    await provider
  }
  const browserOf = async ({ javaScript = true, width = 1280 }: Screen, height = 900): Promise<Page> => {
    const context = await browser.newContext({ baseURL: origin, viewport: { width, height }, ...here })
    const page = await context.newPage()
    remembersWhatCame(page)
    if (!javaScript) await withoutOurScripts(page, origin)
    return page
  }
  return {
    origin,
    world,
    database,
    as: async (person, options = {}) => {
      const page = await browserOf(options)
      const token = await openSession(pool.pool, database.signInKey, person)
      await page.context().addCookies([{ name: 'session', value: token, url: origin, httpOnly: true, sameSite: 'Lax' }])
      return visitor(page, options)
    },
    signsIn: async (person, options = {}) => {
      if (!known.some(k => k.sub === person.subject)) {
        await introduce(person.subject, person.name)
        await world.db.query(
          'insert into identity (issuer, subject, person_id) values ($1, $2, $3) on conflict do nothing',
          [issuer, person.subject, person.id],
        )
      }
      const page = await browserOf(options)
      await page.goto('/')
      await page.getByRole('button', { name: 'Go to sign in' }).click()
      await page.getByRole('button', { name: new RegExp(`${person.name}(?!\\d)`) }).click()
      await page.waitForURL(`${origin}/**`)
      return visitor(page, options)
    },
    stranger: async name => {
      await introduce(`stranger-${known.length}`, name)
      return browserOf({})
    },
    phone: options => browserOf({ ...options, width: 320 }, 640),
  }
}

/** The trial's sign-in, as a program of its own that ends with the file. */
async function startProvider(environment: Readonly<Record<string, string>>): Promise<void> {
  const imports = ['--import', './src/platform/jsx.js', '--import', './scripts/run/stop-with-parent.ts']
  const provider = spawn(process.execPath, [...imports, 'trial/identity-provider.ts'], {
    env: { ...process.env, ...environment },
    // Not our own outputs: a program that is left behind would keep them open, and Vitest waits until they close.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const ended = new Promise(resolve => provider.once('exit', resolve))
  whenFileIsOver(() => {
    provider.kill('SIGTERM')
    return ended
  })
  let complaint = ''
  provider.stderr?.on('data', chunk => (complaint += chunk))
  await new Promise<void>((resolve, reject) => {
    provider.stdout?.once('data', () => resolve())
    provider.once('close', code => reject(new Error(`the sign-in program ended with ${code}: ${complaint}`)))
  })
}

function visitor(page: Page, { looked = true }: Screen): Visitor {
  const look = async (): Promise<void> => (looked ? looksRight(page) : undefined)
  return {
    page,
    context: page.context(),
    open: async path => {
      await page.goto(path)
      await look()
    },
    looksRight: look,
    goesOn: async press => {
      await Promise.all([page.waitForEvent('framenavigated'), press.click()])
      await look()
    },
    leave: () => page.context().close(),
  }
}

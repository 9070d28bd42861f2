import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '../src/db/database.ts'
import { startAreas } from '../src/features/areas/index.ts'
import { startForms } from '../src/features/assessments/index.ts'
import { webConfig } from '../src/platform/config.ts'
import { makeLog } from '../src/platform/log.ts'
import { loadConfig } from '../test/a-third-area.ts'
import { launchBrowser } from '../test/chromium.ts'
import { type TestDatabase, testDatabase } from '../test/database.ts'
import { freePorts } from '../test/free-ports.ts'
import { whenFileIsOver } from '../test/when-over.ts'
import { aWorld, type MadePerson, type World } from '../test/world.ts'
import { looksRight, servesAxe, withoutOurScripts } from './looks-right.ts'

// The whole house for a journey: database, server on a port, the trial's real sign-in as a program of its own, a browser.

export interface House {
  readonly origin: string
  readonly world: World
  readonly database: TestDatabase
  /** Somebody's own browser, signed in through the real sign-in. */
  as(person: MadePerson, options?: { javaScript?: boolean; width?: number }): Promise<Visitor>
  /** A small telephone on which nobody is signed in. */
  phone(options?: { javaScript?: boolean }): Promise<Page>
  /** Somebody whom the sign-in knows and we do not, in a browser of their own. */
  stranger(name: string): Promise<Page>
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
  await writeFile(people, '[]')
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
  const introduce = async (sub: string, name: string): Promise<void> => {
    known.push({ sub, name, role: 'Invented' })
    await writeFile(people, JSON.stringify(known))
  }
  return {
    origin,
    world,
    database,
    as: async (person, options = {}) => {
      if (!known.some(k => k.sub === person.subject)) {
        await introduce(person.subject, person.name)
        await world.db.query(
          'insert into identity (issuer, subject, person_id) values ($1, $2, $3) on conflict do nothing',
          [issuer, person.subject, person.id],
        )
      }
      return signIn(browser, origin, person, options)
    },
    stranger: async name => {
      await introduce(`stranger-${known.length}`, name)
      return (await browser.newContext({ baseURL: origin, ...here })).newPage()
    },
    phone: async ({ javaScript = true } = {}) => {
      const context = await browser.newContext({ baseURL: origin, viewport: { width: 320, height: 640 }, ...here })
      const page = await context.newPage()
      if (!javaScript) await withoutOurScripts(page, origin)
      return page
    },
  }
}

async function signIn(
  browser: Browser,
  origin: string,
  person: MadePerson,
  options: { javaScript?: boolean; width?: number },
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: options.width ?? 1280, height: 900 },
    ...here,
  })
  const page = await context.newPage()
  if (options.javaScript === false) await withoutOurScripts(page, origin)
  await page.goto('/')
  await page.getByRole('button', { name: 'Go to sign in' }).click()
  await page.getByRole('button', { name: new RegExp(`${person.name}(?!\\d)`) }).click()
  await page.waitForURL(`${origin}/**`)
  return {
    page,
    context,
    open: async path => {
      await page.goto(path)
      await looksRight(page)
    },
    looksRight: () => looksRight(page),
    goesOn: async press => {
      await Promise.all([page.waitForEvent('framenavigated'), press.click()])
      await looksRight(page)
    },
    leave: () => context.close(),
  }
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now } from '../../src/platform/clock.ts'
import { beginSignIn } from '../../src/web/oidc.ts'
import { launchBrowser } from '../../test/chromium.ts'
import { issuerAt, ours } from '../../test/relying-party.ts'
import { identityServer } from './server.ts'

// "Choose who to be" as people see it: in the browser, wide and narrow, without a script.

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
const peopleFile = join(folder, 'people.json')
// Stands for the service: a real other origin, so that the page's own rule on where forms may lead is tried out.
const service = createServer((_, response) => response.end('Welcome back'))
let origin = ''
let browser: Browser
let issuer = ''
let stop = () => {}

beforeAll(async () => {
  const areas = ['York', 'North Yorkshire']
  const roles = ['Case-holder', 'Chair', 'Coordinator', 'Family Network Coordinator', 'Volunteer Mentor']
  const people = areas.flatMap(area =>
    roles.map((role, i) => ({
      sub: `${area}-${i}`.replace(' ', '-'),
      name: `Person ${i} Example-Longname-Invented`,
      role,
      area,
      agency: `${area} Council`,
    })),
  )
  writeFileSync(peopleFile, JSON.stringify(people))
  origin = `http://127.0.0.1:${await listening(service, 0)}`
  // The issuer's address holds its port, so a port is found before there is an issuer.
  const placeholder = createServer()
  const port = await listening(placeholder, 0)
  await new Promise(resolve => placeholder.close(resolve))
  const { server } = identityServer(settings(port))
  await listening(server, port)
  issuer = `http://127.0.0.1:${port}`
  stop = () => {
    for (const each of [server, service]) {
      each.close()
      each.closeAllConnections()
    }
  }
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser.close()
  stop()
  rmSync(folder, { recursive: true })
})

const listening = (server: Server, port: number) =>
  new Promise<number>(resolve => {
    // A TCP server's address is never a string.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

const settings = (port: number) => ({
  issuer: new URL(`http://127.0.0.1:${port}`),
  clientId: ours.id,
  clientSecret: ours.secret,
  origin,
  peopleFile,
  keysFile: join(folder, 'keys.json'),
})

async function open(width: number, javaScriptEnabled = true) {
  const context = await browser.newContext({ viewport: { width, height: 700 }, javaScriptEnabled })
  const page = await context.newPage()
  const troubles: string[] = []
  page.on('console', message => troubles.push(message.text()))
  page.on('pageerror', error => troubles.push(error.message))
  const redirectUri = `${origin}/sign-in/callback`
  const begun = await beginSignIn(issuerAt(issuer), { redirectUri, now: now() })
  if (!begun.ok) throw new Error(begun.why)
  await page.goto(begun.url.href)
  return { page, troubles, close: () => context.close() }
}

describe('"Choose who to be" in a browser', () => {
  test.each([1280, 320])(
    'is accessible and needs no sideways scrolling at %i pixels, in every state',
    async width => {
      const { page, troubles, close } = await open(width)
      const states = [
        async () => {},
        async () => page.goto(`${page.url()}?find=nobody-at-all`),
        async () => {
          await page.evaluate(() => document.querySelector('form[method=get]')?.setAttribute('method', 'post'))
          await page.getByRole('button', { name: 'Find' }).click()
          await page.getByRole('alert').waitFor()
        },
        async () => page.goto(`${issuer}/interaction/none`),
      ]
      const titles: string[] = []
      for (const go of states) {
        await go()
        titles.push(await page.title())
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate<axe.AxeResults>('axe.run()')
        expect(violations.map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' ')}`)).toEqual([])
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        expect(wide).toBeLessThanOrEqual(width)
      }
      expect(titles).toEqual([
        'Choose who to be',
        'Choose who to be',
        'Error: Choose who to be',
        'Sorry, this sign-in did not work',
      ])
      // The two answers that are errors on purpose are all the browser has to say: no rule of the page's own is broken.
      expect(troubles.filter(t => !/status of 4(22|04)/.test(t))).toEqual([])
      await close()
    },
    60_000,
  )

  test('works by keyboard alone and without JavaScript: find, choose, arrive at the service', async () => {
    const { page, close } = await open(1280, false)
    await page.getByLabel('Find a name').focus()
    await page.keyboard.type('chair north')
    await page.keyboard.press('Enter')
    await page.getByText('1 of 10 people match').waitFor()
    await page.getByRole('button', { name: 'Person 1 Example' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`${origin}/sign-in/callback?**`)
    expect(await page.textContent('body')).toBe('Welcome back')
    const arrived = new URL(page.url()).searchParams
    expect([...arrived.keys()].sort()).toEqual(['code', 'iss', 'state'])
    await close()
  })
})

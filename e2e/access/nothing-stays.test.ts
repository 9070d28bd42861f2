import { glob, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../src/db/database.ts'
import { openSession } from '../../test/as.ts'
import { launchWithProfile } from '../../test/chromium.ts'
import { aWorker } from '../../test/workforce.ts'
import { aHouse } from '../house.ts'

// Promises C: after signing out, a time-out or Back, nothing of what was on a volunteer's screen is left in the browser: its
// profile is searched, file by file, for words that stand nowhere else.

const house = await aHouse()
const { world } = house
const area = 'york'
const service = 'volunteer-mentor'
const word = (what: string): string => `zqcanary${what}zq`

/** A mentor with a young person of whom everything they may see is such a word. */
async function atWork() {
  const { id, person } = await aWorker(world, area, service)
  const child = await world.youngPerson(area, { knownAs: word('name') })
  await world.db.query(
    `update young_person_detail set safe_number = '07700 900123', safe_ringing = 'any time', safe_when = $2, safe_word = $2, safe_contact_note = $2 where young_person_id = $1`,
    [child.id, word('safe')],
  )
  await world.db.query(`set session_replication_role = 'replica'`)
  await world.db.query(
    `insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, planned_on, introduced_by, introduction_how, made_by)
      values ($1, $2, gen_random_uuid(), $3, $4, 'It', current_date, $6, $6, $5)`,
    [child.areaId, child.id, service, id, person.id, word('meeting')],
  )
  await world.db.query(`set session_replication_role = 'origin'`)
  return person
}

const canary = /zqcanary\w+?zq/
/** Which files hold such a word, as text of one or of two bytes a letter, and which word it is. */
async function leftIn(folder: string): Promise<readonly string[]> {
  const found = new Set<string>()
  for await (const path of glob('**/*', { cwd: folder })) {
    if (!(await stat(join(folder, path)).catch(() => undefined))?.isFile()) continue
    const bytes = await readFile(join(folder, path))
    for (const letters of ['latin1', 'utf16le'] as const) {
      const looked = Buffer.from('zqcanary', letters)
      for (let at = bytes.indexOf(looked); at !== -1; at = bytes.indexOf(looked, at + 1))
        found.add(`${Buffer.from(bytes.subarray(at, at + 3 * looked.length)).toString(letters)} in ${path}`)
    }
  }
  return [...found]
}

async function aProfile(): Promise<{ folder: string; context: BrowserContext; page: Page }> {
  const folder = await mkdtemp(join(tmpdir(), 'profile-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const context = await launchWithProfile(folder, house.origin)
  const page = context.pages()[0] ?? (await context.newPage())
  return { folder, context, page }
}

/** What the list of pages behind the Back button says. */
async function history(context: BrowserContext, page: Page): Promise<string> {
  const devtools = await context.newCDPSession(page)
  return JSON.stringify(await devtools.send('Page.getNavigationHistory'))
}
const soon = { timeout: 20_000 }
const showsNothing = async (page: Page) => {
  await expect.poll(() => page.title(), soon).toMatch(/locked|Sign in|signed out/)
  expect(await page.content()).not.toMatch(canary)
}

test.each([
  ['signing out', async (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()],
  [
    'a time-out',
    async (page: Page, person: string) => {
      await world.db.query(`update session set last_seen_at = now() - interval '6 minutes' where person_id = $1`, [
        person,
      ])
      await page.reload()
    },
  ],
  [
    'being signed out everywhere by somebody else',
    async (page: Page, person: string) => {
      await world.db.query(
        `update session set ended_at = now(), ended_because = 'ended by a manager' where person_id = $1`,
        [person],
      )
      await page.reload()
    },
  ],
])('after %s, and Back, nothing is left in the browser', { timeout: 180_000 }, async (_, leaves) => {
  const person = await atWork()
  const pool = openDatabase(house.database.appUrl, 2, () => undefined)
  const token = await openSession(pool.pool, house.database.signInKey, person)
  await pool.close()
  const { folder, context, page } = await aProfile()
  await context.addCookies([{ name: 'session', value: token, url: house.origin, httpOnly: true, sameSite: 'Lax' }])
  await page.goto('/')
  await page.goto(`/${area}/my-people`)
  // It was there to be left behind.
  for (const what of ['name', 'safe', 'meeting']) expect(await page.content()).toContain(word(what))
  await page.goto(`/${area}/my-work`)
  await page.getByRole('link', { name: /Say when you can meet/ }).click()
  await page
    .locator('textarea')
    .first()
    .fill(`Something typed and not sent ${word('typed')}`)
  await page.goto(`/${area}/my-people`)
  await leaves(page, person.id)
  await showsNothing(page)
  await page.goBack()
  await showsNothing(page)
  await page.goForward()
  await showsNothing(page)
  expect(await history(context, page)).not.toMatch(canary)
  expect(
    await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await caches.keys()).length,
      (await indexedDB.databases()).length,
    ]),
  ).toEqual([0, 0, 0, 0])
  await context.close()
  expect(await leftIn(folder)).toEqual([])
})

test('what a careless site leaves is found: in cache and storage', { timeout: 180_000 }, async () => {
  const careless = createServer((_, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=3600' })
      .end(
        `<title>Site</title><p>${word('cached')}</p><script>localStorage.setItem('a', 'zqcanary' + 'stored' + 'zq'); document.title += ' zqcanary' + 'titled' + 'zq'</script>`,
      ),
  )
  await new Promise<void>(resolve => careless.listen(0, '127.0.0.1', resolve))
  const { folder, context, page } = await aProfile()
  const address = `http://127.0.0.1:${(careless.address() as AddressInfo).port}/`
  await page.goto(address)
  await page.goto(`${address}again`)
  expect(await history(context, page)).toMatch(/zqcanarytitledzq/)
  await context.close()
  careless.close()
  const left = (await leftIn(folder)).join('\n')
  for (const what of ['cached', 'stored']) expect(left).toContain(what)
})

import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// A cracked phone with poor signal, in a car park: the first page is under 60 kB with everything it needs, as it comes
// over the air, and nothing on it waits for a script.

const most = 60_000
const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await matching(the, world)

/** What comes over the air for one address: compressed as the server sends it, with its headers. */
async function came(url: string, token: string) {
  const answer = await the.app.inject({
    url,
    headers: { 'accept-encoding': 'gzip, deflate, br', cookie: `session=${token}` },
  })
  expect(answer.statusCode, url).toBe(200)
  const headers = Object.entries(answer.headers).reduce((sum, [name, value]) => sum + `${name}: ${value}\r\n`.length, 0)
  return { bytes: answer.rawPayload.length + headers, answer }
}

test('the first page of a worker with five young people is under 60 kB with everything it needs', async () => {
  const first = await ready()
  await world.db.query('update worker set young_people_at_most = 5 where id = $1', [first.worker.id])
  for (const [nth, of] of [first, ...(await Promise.all([1, 2, 3, 4].map(() => ready())))].entries()) {
    const mine = { ...of, worker: first.worker, make: of.make.replace(of.worker.id, first.worker.id) }
    expect((await make(mine)).status).toBe(303)
    const match = await matched(mine)
    await world.db.query(
      `update match set made_at = now() - interval '9 days', introduced_on = app.today() - 1 where id = $1`,
      [match],
    )
    await world.db.query(
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
         select area_id, young_person_id, id, now() + make_interval(hours => $2 + 1), now() + make_interval(hours => $2 + 2), 'There', made_by from match where id = $1`,
      [match, nth],
    )
    await world.db.query(
      `update young_person_detail set safe_ringing = 'any time', safe_when = 'Not when Dad is home', safe_number = '07700 900123', safe_word = 'Banana', safe_contact_note = 'Their aunt may answer' where young_person_id = $1`,
      [of.child.id],
    )
  }
  const { token } = await signedIn(the, first.worker.person)
  const page = await came(urls.mine({ area: 'york' }), token)
  expect(page.answer.body.match(/<section/g)?.length).toBeGreaterThanOrEqual(5)

  // Nothing waits for a script: each that is fetched is a module or deferred, and what is inline is a line.
  const scripts = [...page.answer.body.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)]
  expect(scripts.length).toBeGreaterThan(0)
  for (const [, attributes = '', inline = ''] of scripts)
    expect(
      attributes.includes('src=') ? /type="module"|defer|async/.test(attributes) : inline.length < 300,
      attributes,
    ).toBe(true)

  let total = page.bytes
  const seen = new Set<string>()
  const waiting = [...page.answer.body.matchAll(/(?:src|<link[^>]*href)="(\/[^"]+)"/g)].map(([, url = '']) => url)
  for (let url = waiting.shift(); url; url = waiting.shift()) {
    if (seen.has(url)) continue
    seen.add(url)
    const file = await came(url, token)
    total += file.bytes
    const { body, headers } = await the.app.inject(url)
    const folder = url.slice(0, url.lastIndexOf('/') + 1)
    // What a script fetches only where it is needed is not: there is no passkey to be asked for on this page.
    if (String(headers['content-type']).includes('javascript'))
      for (const [, next = ''] of body.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+)["']/g)) waiting.push(folder + next)
    if (String(headers['content-type']).includes('css'))
      for (const [, next = ''] of body.matchAll(/url\(["']?(\/[^"')]+)/g)) waiting.push(next)
  }
  process.stdout.write(`The first page on a telephone: ${total} bytes, ${page.bytes} of them the page\n`)
  expect(seen.size).toBeGreaterThanOrEqual(4)
  expect(total).toBeLessThan(most)
})

import { randomUUID } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { features } from '../src/features.ts'
import { addressesOf } from './addresses.ts'
import { testApp } from './app.ts'
import { type Answer, type Client, client, signedIn } from './as.ts'
import { type Attack, marker, mayFail, mustFail, textsOf, token, withScript } from './bad-input/attacks.ts'
import { crawl, type Found, patternOf, posted } from './bad-input/crawl.ts'
import { formsOf } from './bad-input/fields.ts'
import { demonstrated, everyPage } from './demonstrated.ts'
import { guarded, personal } from './headers.ts'

// Every form that somebody can open, sent everything that has ever broken a form. The forms and their fields are read
// from the pages, so that a new one is tried as soon as a page leads to it.

const issuer = 'https://issuer.test'
const { database, world } = await demonstrated()
const the = await testApp(database)

// Meeting mode is offered on the day of a meeting.
await world.db.query(
  `update meeting set held_on = app.today() where id in (
     select distinct on (area_id) id from meeting where held_on > app.today() order by area_id, held_on)`,
)

// And somebody waits to be added as a worker.
await world.person({ role: 'volunteer-mentor', area: 'york', service: 'volunteer-mentor' })

/** One person for each set of roles that somebody has. */
const { rows: people } = await world.db.query<{ id: string; name: string; subject: string }>(
  `select distinct on (roles) id, name, subject from (
     select p.id, p.name, i.subject, (select string_agg(distinct m.role, ' ' order by m.role) from membership m where m.person_id = p.id) as roles
       from identity i join person p on p.id = i.person_id where i.issuer = $1) everybody
    order by roles, id`,
  [issuer],
)
const clients: Client[] = []
for (const person of people) clients.push(await signedIn(the, person))
const seen = await crawl(clients)
const reached = new Map(seen.forms)

// What no link led to stands at a record in a rare state: looked up, and opened by whoever may.
const { as, openings } = await everyPage(the, world)
for (const pattern of posted.filter(one => !reached.has(one))) {
  const page = features
    .flatMap(feature => feature.routes)
    .find(route => route.method === 'GET' && route.pattern === pattern)
  if (!page) {
    await aButton(pattern)
    continue
  }
  for (const opened of await openings(page, 6)) {
    const form = formsOf(opened.text).find(one => one.method === 'post' && patternOf(one.action) === pattern)
    if (!form) continue
    if (!people.some(person => person.id === opened.by.id)) people.push(opened.by)
    const who = people.findIndex(person => person.id === opened.by.id)
    reached.set(pattern, { pattern, page: opened.path, form, who })
    break
  }
}

/** A button of a record that was not come by, as whoever holds its case presses it, or the adult it is the match of. */
async function aButton(pattern: string): Promise<void> {
  for (const { path, youngPerson } of await addressesOf(world.db, pattern, 1)) {
    const holder = await world.one<(typeof people)[number]>(
      `select p.id, p.name, i.subject from person p join identity i on i.person_id = p.id
        where p.id = coalesce(
          (select person_id from case_holding where young_person_id = $1 and until_at is null),
          (select w.person_id from match m join worker w on w.id = m.worker_id where m.id::text = any (string_to_array($2, '/'))))`,
      [youngPerson, path],
    )
    // Buttons are alike but for where they lead.
    const [button] = formsOf((await (await as(holder)).get('/your-sessions')).text)
    if (!button) throw new Error('nothing to press')
    if (!people.some(person => person.id === holder.id)) people.push(holder)
    const who = people.findIndex(person => person.id === holder.id)
    reached.set(pattern, { pattern, page: '/your-sessions', form: { ...button, action: path }, who })
  }
}

/** Somebody’s session, with the token that its forms carry. */
async function sender(who: number) {
  const person = people[who]
  if (!person) throw new Error('nobody')
  const { token: session } = await as(person)
  return { session, csrf: the.csrfOf(session) }
}

/** Some of the accounts were closed on the way. */
async function stillHere() {
  const { rows } = await world.db.query<{ id: string }>('select id from person where closed_at is null')
  return people.filter(person => rows.some(row => row.id === person.id))
}

const formType = 'application/x-www-form-urlencoded'
async function send(token: string, path: string, body: string): Promise<Answer> {
  const answer = await the.app.inject({
    method: 'POST',
    url: path,
    cookies: { session: token },
    headers: { 'content-type': formType, origin: 'http://localhost', 'sec-fetch-site': 'same-origin' },
    payload: body,
  })
  return {
    status: answer.statusCode,
    text: answer.body,
    headers: answer.headers,
    location: String(answer.headers.location ?? ''),
  }
}

/** An answer that no attack may make worse: ours, whole, and without anything of it that runs. */
function sound(answer: Answer, says: string): void {
  expect(answer.status, says).toSatisfy(
    (status: number) => status === 303 || (status >= 400 && status < 500) || status === 200,
  )
  guarded({ headers: answer.headers, body: answer.text }, { page: answer.status !== 303 })
  personal(answer)
  expect(answer.text, says).not.toContain('<script>alert')
  expect(answer.text, says).not.toContain('<img onerror')
  expect(answer.location, says).not.toMatch(/^\/\/|^https?:/)
}

const shown = (text: string): string => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&')

async function refuses(found: Found): Promise<string[]> {
  const faults: string[] = []
  for (const one of mustFail(found.form, randomUUID)) {
    const { session, csrf } = await sender(found.who)
    const answer = await send(session, found.form.action, one.body.replace(token, csrf))
    const says = `${one.says}: ${found.pattern}`
    sound(answer, says)
    if (answer.status !== 422) faults.push(`${answer.status} to ${says}`)
    if (!isPage(found)) continue
    const page = shown(answer.text)
    for (const words of one.typed) if (!page.includes(words)) faults.push(`"${words}" was lost: ${says}`)
    if (!page.includes('govuk-error-summary')) faults.push(`no summary: ${says}`)
    // What opens it is not said to somebody who says that they know them: they may be about to be kept out.
    if (/:youngPerson(?!\/i-know-them)/.test(found.pattern) && !page.includes('Why you can see this'))
      faults.push(`does not say why they are seen: ${says}`)
  }
  return faults
}

async function bears(found: Found, one: Attack): Promise<void> {
  const { session, csrf } = await sender(found.who)
  sound(await send(session, found.form.action, one.body.replace(token, csrf)), `${one.says}: ${found.pattern}`)
}

const isPage = (found: Found): boolean => found.page.split('?')[0] === found.form.action

/** What takes away from somebody what they need for another form comes later, and what puts them out comes last. */
const ending =
  /i-know-them|merge|status|wrong-child|hand-over|case-holder|kept-away|\/end$|withdraw|set-aside|take-off|\/drafts/
const out = /sign-out|\/lock$|\/accounts\/|meeting-mode/
const rank = (pattern: string): number => (out.test(pattern) ? 2 : ending.test(pattern) ? 1 : 0)
const forms = [...reached.values()].sort((a, b) => rank(a.pattern) - rank(b.pattern))
const named = (all: readonly Found[]) => all.map(found => [found.pattern, found] as const)

// In this order: what is refused changes nothing, what is taken does.
describe('everything that somebody can send', { shuffle: false, timeout: 60_000 }, () => {
  test('is everything that can be sent', () => {
    expect(posted.filter(pattern => !reached.has(pattern))).toEqual([])
    expect(seen.odd.filter(one => one.startsWith('5'))).toEqual([])
  })

  test.each(named(forms.filter(({ form }) => form.fields.some(field => field.kind !== 'hidden'))))(
    '%s refuses what cannot be, and keeps what was typed beside it',
    async (_, found) => expect(await refuses(found)).toEqual([]),
  )

  test.each(named(forms))('%s does not break on what nobody types', async (_, found) => {
    for (const one of mayFail(found.form, randomUUID)) await bears(found, one)
    for (const name of textsOf(found.form)) {
      // Read again each time: what was taken before has moved the version on.
      const { session } = await sender(found.who)
      const page = await client(the, session).get(found.page)
      const form = formsOf(page.text).find(one => patternOf(one.action) === found.pattern)
      if (form) await bears({ ...found, form }, withScript(form, name, randomUUID))
    }
  })

  test('no page breaks afterwards on what was taken, and none of it runs', { timeout: 120_000 }, async () => {
    const pages: string[] = []
    const held: string[] = []
    const again: Client[] = []
    for (const person of await stillHere()) again.push(await signedIn(the, person))
    const { odd } = await crawl(again, (path, html) => {
      pages.push(path)
      if (html.includes(marker)) held.push(path)
      if (html.includes('<script>alert') || html.includes('<img onerror')) throw new Error(`it runs on ${path}`)
    })
    expect(odd.filter(one => one.startsWith('5'))).toEqual([])
    expect(pages.length).toBeGreaterThan(300)
    // Or it would prove nothing: much of it was taken and is shown.
    expect(held.length).toBeGreaterThan(20)
  })

  test('nothing failed on our side, and nothing of it stands in a log, ours or the database’s', async () => {
    const lines = the.logged.map(line => JSON.parse(line) as { level: number })
    expect(lines.filter(line => line.level >= 50)).toEqual([])
    expect(the.logged.join('')).not.toContain(marker)
    for await (const file of glob('var/test/*/postgres.log'))
      expect((await readFile(file, 'utf8')).includes(marker), file).toBe(false)
  })
})

import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { type Client, signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'
import { urls as access } from '../access/index.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const tested = await testApp(database)
const world = await aWorld(database)
const page = urls.search({ area: 'york' })
const days = (from: string, to: string) => {
  const [fromDay = [], toDay = []] = [from, to].map(day => day.split('-'))
  const parts = (name: string, [year = '', month = '', day = '']: string[]) =>
    `${name}-day=${day}&${name}-month=${month}&${name}-year=${year}`
  return `${parts('from', fromDay)}&${parts('to', toDay)}`
}

let officer: MadePerson
let holder: MadePerson
let child: MadeYoungPerson
let client: Client

beforeAll(async () => {
  officer = await world.person({ role: 'information-governance', area: 'york' })
  holder = await world.person({ role: 'case-holder', area: 'york' })
  child = await world.youngPerson('york', { heldBy: holder, surname: 'Quellwasser', given: 'Ottoline' })
  const elsewhere = await world.person({ role: 'case-holder', area: 'north-yorkshire' })
  const other = await world.youngPerson('north-yorkshire', { heldBy: elsewhere })
  expect((await (await signedIn(tested, holder)).get(`/york/young-people/${child.id}`)).status).toBe(200)
  expect((await (await signedIn(tested, elsewhere)).get(`/north-yorkshire/young-people/${other.id}`)).status).toBe(200)
  const event = `insert into audit_event (at, person_id, area_id, act, outcome) select $1::timestamptz + n * interval '1 second', $2, $3, $4 || n, 'done' from generate_series(1, $5::int) n`
  await world.db.query(event, ['2025-03-30T00:59:00Z', holder.id, child.areaId, 'spring act ', 60])
  await world.db.query(event, ['2025-03-30T23:30:00Z', holder.id, child.areaId, 'next day act ', 1])
  await world.db.query(event, ['2025-03-29T12:00:00Z', elsewhere.id, other.areaId, 'act elsewhere ', 1])
  await world.db.query(event, ['2025-03-29T12:00:00Z', elsewhere.id, null, 'sign-in elsewhere ', 1])
  await world.db.query(event, ['2025-03-29T12:00:00Z', holder.id, null, 'sign-in ', 1])
  client = await signedIn(tested, officer)
})

const acts = (text: string) => [...text.matchAll(/(Spring|Next day|Sign-in|Act)( \w+)* \d+/g)].map(m => m[0])

test('one page leads information governance to all that it looks at, and back', async () => {
  const overview = access.governance({ area: 'york' })
  const { text } = await client.get(overview)
  const leads = [...text.matchAll(/<li>\s*<a class="govuk-link" href="([^"]*)"/g)].map(([, href = '']) => href)
  expect(leads.length).toBe(5)
  for (const href of leads)
    expect((await client.get(href)).text, href).toContain(`<a href="${overview}" class="govuk-back-link"`)
  expect(text.match(/govuk-service-navigation__link/g)?.length).toBe(2)
  expect((await (await signedIn(tested, holder)).get(overview)).status).toBe(403)
})

describe('who did what', () => {
  test('shows who looked at what in the last week, by id and without what the record says', async () => {
    const { status, text } = await client.get(page)
    expect(status).toBe(200)
    expect(text).toContain('Young person viewed')
    expect(text).toContain(holder.name)
    expect(text).toContain(child.id)
    expect(text).toContain('case-holder')
    expect(text).not.toMatch(/Quellwasser|Ottoline/)
  })

  test('says what is wrong with days on top of the page and in its title', async () => {
    const { text } = await client.get(`${page}?${days('2025-03-30', '2025-03-29')}`)
    expect(text).toContain('<title>Error: Who did what')
    expect(text).toMatch(/There is a problem[\s\S]*href="#to-day"[\s\S]*The last day must not be before the first/)
  })

  test('is itself written down, with the person who was looked for', async () => {
    await client.get(`${page}?person=${holder.id}&${days('2025-03-30', '2025-03-30')}`)
    const event = await world.one<{ outcome: string; record_id: string }>(
      `select outcome, record_id from audit_event where person_id = $1 and act = 'audit viewed' order by seq desc limit 1`,
      [officer.id],
    )
    expect(event).toEqual({ outcome: 'read', record_id: holder.id })
  })

  test('counts days as they are in London, newest first, a page at a time', async () => {
    const first = await client.get(`${page}?person=&${days('2025-03-30', '2025-03-30')}`)
    expect(acts(first.text)).toHaveLength(25)
    expect(acts(first.text)[0]).toBe('Spring act 60')
    const pages = [first]
    for (let next = nextPage(first.text); next; next = nextPage(pages.at(-1)?.text ?? ''))
      pages.push(await client.get(next))
    expect(pages.flatMap(p => acts(p.text))).toEqual(Array.from({ length: 60 }, (_, i) => `Spring act ${60 - i}`))
    const after = await client.get(`${page}?person=&${days('2025-03-31', '2025-03-31')}`)
    expect(acts(after.text)).toEqual(['Next day act 1'])
  })

  test('shows of one person what belongs to no area, where they belong to this one', async () => {
    const when = days('2025-03-29', '2025-03-29')
    expect(acts((await client.get(`${page}?person=${holder.id}&${when}`)).text)).toEqual(['Sign-in 1'])
    expect(acts((await client.get(`${page}?person=&${when}`)).text)).toEqual([])
  })

  test('knows nothing of another area, whoever is asked for', async () => {
    const { rows } = await tested.database.pool.query(
      `with open as materialized (select app.enter($1, null)) select e.act from open, app.audit_of_area($2, null, '2025-01-01', '2025-12-31', null, 100) e`,
      [client.token, await world.areaId('north-yorkshire')],
    )
    expect(rows).toEqual([])
    const other = await world.one<{ id: string }>(
      `select person_id as id from audit_event where act = 'act elsewhere 1'`,
    )
    const answer = await client.get(`${page}?person=${other.id}&${days('2025-01-01', '2025-12-31')}`)
    expect(answer.text).toContain('choose one of the answers')
    expect((await client.get('/north-yorkshire/governance/audit')).text).not.toContain('elsewhere')
  })

  test('says nothing of a young person whom the officer knows', async () => {
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'neighbour', $3)`,
      [child.areaId, child.id, officer.id],
    )
    expect((await client.get(page)).text).not.toContain(child.id)
    await world.db.query('delete from wall where person_id = $1', [officer.id])
  })

  test.each([
    ['a day that does not exist', days('2025-02-30', '2025-03-30'), 'govuk-error-message'],
    ['days the wrong way round', days('2025-03-30', '2025-03-29'), 'The last day must not be before the first'],
    [
      'words where a day should be',
      'from-day=x&from-month=%27&from-year=--&to-day=&to-month=&to-year=',
      'Give the last day',
    ],
  ])('asks again after %s', async (_, query, words) => {
    const { status, text } = await client.get(`${page}?${query}`)
    expect(status).toBe(200)
    expect(text).toContain(words)
    expect(text).not.toContain('Newest first')
  })

  test('is for information governance alone', async () => {
    for (const role of ['case-holder', 'team-manager', 'forum-chair', 'area-administrator']) {
      const somebody = await signedIn(tested, await world.person({ role, area: 'york' }))
      expect((await somebody.get(page)).status, role).toBe(403)
    }
  })
})

const nextPage = (text: string): string | undefined =>
  /<a class="govuk-link" href="([^"]*before=[^"]*)">/.exec(text)?.[1]?.replaceAll('&amp;', '&')

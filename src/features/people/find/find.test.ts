import { beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, hiddenFields, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const york = { area: 'york' }
const holder = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const mentor = await world.person({ role: 'volunteer-mentor', area: 'york', service: 'volunteer-mentor' })
const elsewhere = await world.person({ role: 'case-holder', area: 'north-yorkshire' })
const colleague = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })

/** What a page says, without its mark-up. */
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')

/** Fills in the search and follows to what it found. */
async function search(as: Client, typed: Record<string, string>) {
  const sent = await as.send(urls.find(york), { knownAs: '', postcode: '', ...typed })
  return { sent, found: sent.status === 303 ? await as.get(sent.location) : sent }
}
const born = (iso: string) => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { 'bornOn-day': day, 'bornOn-month': month, 'bornOn-year': year }
}

describe('searching before recording', () => {
  let theirs: MadeYoungPerson
  let asHolder: Client
  let asColleague: Client
  beforeAll(async () => {
    theirs = await world.youngPerson('york', {
      heldBy: holder,
      given: 'Siobhan Marie',
      surname: 'Canaryfield',
      knownAs: 'Shiv',
      bornOn: '2011-03-04',
      postcode: 'YO16GA',
    })
    asHolder = await signedIn(the, holder)
    asColleague = await signedIn(the, colleague)
  })

  test('opens for whoever may record, and for nobody else', async () => {
    expect((await asHolder.get(urls.find(york))).status).toBe(200)
    expect((await (await signedIn(the, mentor)).get(urls.find(york))).status).toBe(403)
    expect((await (await signedIn(the, elsewhere)).get(urls.find(york))).status).toBe(404)
  })

  test('needs the full name: half of one is sent back with what was typed', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Siobhan', surname: '' })
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain('Write their surname')
    expect(sent.text).toContain('value="Siobhan"')
  })

  test.each([
    ['the same names', { givenNames: 'Siobhan', surname: 'Canaryfield' }, 'surname and given name'],
    ['names that sound alike', { givenNames: 'Shiobhan', surname: 'Kanaryfield' }, 'surname sounds alike'],
    ['the surname in two words', { givenNames: 'Siobhan', surname: 'Canary field' }, 'surname and given name'],
    ['both with a hyphen', { givenNames: 'Siob-han', surname: 'Canary-Field' }, 'surname and given name'],
    ['the name they go by', { givenNames: 'Shiv', surname: 'Canaryfield' }, 'surname and name they go by'],
    [
      'day and month turned round',
      { givenNames: 'Other', surname: 'Canaryfield', ...born('2011-04-03') },
      'day and month of birth swapped',
    ],
    [
      'one name and the date of birth',
      { givenNames: 'Siobhan', surname: 'Married', ...born('2011-03-04') },
      'given name and date of birth',
    ],
    ['names the other way round', { givenNames: 'Canaryfield', surname: 'Siobhan' }, 'names the other way round'],
    [
      'a birthday and a postcode',
      { givenNames: 'Quite', surname: 'Different', ...born('2011-03-04'), postcode: 'yo1 6ga' },
      'date of birth and postcode',
    ],
  ])('finds by %s, and says what is alike', async (_, typed, alike) => {
    const { found } = await search(asColleague, {
      ...born('0-0-0'),
      'bornOn-day': '',
      'bornOn-month': '',
      'bornOn-year': '',
      ...typed,
    })
    expect(found.status).toBe(200)
    expect(words(found.text)).toContain('A similar record exists. Contact')
    expect(words(found.text)).toContain(alike)
    // Never more than that of a child they cannot see.
    for (const secret of ['Shiv', 'Marie', theirs.id, '4 March 2011', 'YO1 6GA'])
      if (!Object.values(typed).includes(secret) && secret !== 'YO1 6GA' && secret !== '4 March 2011')
        expect(words(found.text)).not.toContain(secret)
  })

  test.each([
    ['another given name', { givenNames: 'Boris', surname: 'Canaryfield' }],
    [
      'names that only sound alike, with another date of birth',
      { givenNames: 'Shiobhan', surname: 'Kanaryfield', ...born('2009-11-30') },
    ],
    ['a birthday alone', { givenNames: 'Boris', surname: 'Grubbins', ...born('2011-03-04') }],
  ])('does not find by %s', async (_, typed) => {
    const { found } = await search(asColleague, { 'bornOn-day': '', 'bornOn-month': '', 'bornOn-year': '', ...typed })
    expect(words(found.text)).toContain('Nobody like this was found')
  })

  test('shows the record itself to those who may see it', async () => {
    const { found } = await search(asHolder, { givenNames: 'Siobhan', surname: 'Canaryfield' })
    expect(found.text).toContain(urls.youngPerson({ area: 'york', youngPerson: theirs.id }))
    expect(words(found.text)).toContain('You can open this record')
  })

  test('across a partner area says only to ask their duty worker', async () => {
    const away = await world.youngPerson('north-yorkshire', { given: 'Benedict', surname: 'Awayname' })
    const { found } = await search(asColleague, { givenNames: 'Benedict', surname: 'Awayname' })
    expect(words(found.text)).toContain('Ask the other area’s duty worker')
    expect(words(found.text)).toContain('01609 780 780')
    expect(words(found.text)).not.toContain('Alike:')
    expect(words(found.text)).not.toContain(away.id)
  })

  test('says the same to somebody behind a wall as to anybody else', async () => {
    const walled = await world.person({ role: 'case-holder', area: 'york' })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $4)`,
      [theirs.areaId, theirs.id, walled.id, holder.id],
    )
    const { found } = await search(await signedIn(the, walled), { givenNames: 'Siobhan', surname: 'Canaryfield' })
    const { found: anybodys } = await search(asColleague, { givenNames: 'Siobhan', surname: 'Canaryfield' })
    const alike = (text: string) => text.match(/A similar record exists[\s\S]*?Alike:[^<]*/)?.[0]
    expect(alike(found.text)).toBeDefined()
    expect(alike(found.text)).toBe(alike(anybodys.text))
  })

  test('can be made again with one letter changed, by whoever made it', async () => {
    const { found } = await search(asHolder, { givenNames: 'Siobhan', surname: 'Nobodylike', ...born('2011-03-04') })
    const [, again = ''] = /href="([^"]*\?again=[^"]*)"/.exec(found.text) ?? []
    const page = (await asHolder.get(again)).text
    for (const typed of ['Siobhan', 'Nobodylike', '2011']) expect(page).toContain(`value="${typed}"`)
    expect((await asColleague.get(again)).text).not.toContain('Nobodylike')
    expect((await asHolder.get(`${urls.find(york)}?again=%27`)).status).toBe(200)
  })

  test('that broke off before anybody was looked for says so, and no record is made from it', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Siobhan', surname: 'Canaryfield' })
    const { rows } = await world.db.query(
      `update young_person_search set matched_at = null where id = $1 and matched_at is not null returning id`,
      [sent.location.split('/').at(-1)],
    )
    expect(rows).toHaveLength(1)
    // The second of two equal clicks may come before the first has found anybody.
    expect(words((await asHolder.get(sent.location)).text)).toContain('We are still looking')
    await world.db.query(`update young_person_search set at = at - interval '1 minute' where id = $1`, [rows[0]?.id])
    const { status, text } = await asHolder.get(sent.location)
    expect(status).toBe(200)
    expect(words(text)).toContain('The search was not finished')
    expect(text).toContain('?again=')
    expect((await asHolder.get(`${sent.location}/record`)).status).toBe(404)
  })

  test('is nobody else’s to look at', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Siobhan', surname: 'Canaryfield' })
    expect((await asColleague.get(sent.location)).status).toBe(404)
  })

  test('is written down without a name', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Siobhan', surname: 'Canaryfield' })
    const id = sent.location.split('/').at(-1)
    const { rows } = await world.db.query(
      `select act, detail from audit_event where record_id = $1 and outcome = 'done'`,
      [id],
    )
    expect(rows).toEqual([
      { act: 'searched before recording', detail: { searchedWith: ['givenNames', 'surname'], stopped: false } },
    ])
  })
})

describe('recording a young person', () => {
  const day = { 'startedOn-day': '1', 'startedOn-month': '9', 'startedOn-year': '2026' }
  let asHolder: Client
  beforeAll(async () => {
    asHolder = await signedIn(the, holder)
  })
  const teamOf = (agency: string) =>
    world.one<{ team: string }>(
      `select t.id as team from team t join agency a on a.area_id = t.area_id and a.id = t.agency_id join area on area.id = a.area_id where area.key = 'york' and a.key = $1 order by t.name limit 1`,
      [agency],
    )

  test('follows from a search: the case-holder holds the case, and an episode begins', async () => {
    const { sent } = await search(asHolder, {
      givenNames: 'Wholly',
      surname: 'Newname',
      knownAs: 'Woo',
      ...born('2012-02-01'),
      postcode: 'YO10 5DD',
    })
    const page = await asHolder.get(`${sent.location}/record`)
    expect(words(page.text)).toContain('Wholly Newname')
    const { team } = await teamOf('childrens-social-care')
    const answer = await asHolder.send(`${sent.location}/record`, {
      holder: `${team} ${holder.id}`,
      ...day,
      toldBy: '2A',
      age: 'certain',
      estimateSource: '',
      reason: '',
    })
    expect(answer.status).toBe(303)
    const id = answer.location.split('/').at(-1)
    const row = await world.one(
      `select y.given_names, y.known_as, y.reference, d.postcode, h.person_id, h.team_id, e.started_on::text, e.told_by, s.used_at is not null as used
       from young_person y join young_person_detail d on d.young_person_id = y.id join case_holding h on h.young_person_id = y.id
       join episode e on e.young_person_id = y.id join young_person_search s on s.young_person_id = y.id where y.id = $1`,
      [id],
    )
    expect(row).toMatchObject({
      given_names: 'Wholly',
      known_as: 'Woo',
      postcode: 'YO105DD',
      person_id: holder.id,
      team_id: team,
      started_on: '2026-09-01',
      told_by: '2A',
      used: true,
    })
    expect(row.reference).toMatch(/^YO-[A-Z0-9]{4}-[A-Z0-9]{2}$/)
    const { rows: kept } = await world.db.query(
      `select word from young_person_name where young_person_id = $1 order by word`,
      [id],
    )
    expect(kept.map(w => w.word)).toEqual(['newname', 'wholly', 'woo'])
    expect((await asHolder.get(answer.location)).status).toBe(200)
    // Used once: the same search makes no second record.
    expect((await asHolder.get(`${sent.location}/record`)).status).toBe(404)
  })

  test('a double click records once', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Double', surname: 'Clicked' })
    const hidden = await asHolder.hidden(`${sent.location}/record`)
    const { team } = await teamOf('childrens-social-care')
    const body = { ...hidden, holder: `${team} ${holder.id}`, ...day, toldBy: '6', age: 'unknown' }
    const [first, second] = [
      await asHolder.post(`${sent.location}/record`, body),
      await asHolder.post(`${sent.location}/record`, body),
    ]
    expect(first.status).toBe(303)
    const n = await world.one<{ n: number }>(`select count(*)::int as n from young_person where surname = 'Clicked'`)
    expect(n.n).toBe(1)
    expect(second.status).not.toBe(500)
  })

  test('takes a reason where somebody like them was shown, and keeps it', async () => {
    await world.youngPerson('york', { given: 'Twin', surname: 'Lookalike' })
    const { sent, found } = await search(asHolder, { givenNames: 'Twin', surname: 'Lookalike' })
    expect(words(found.text)).toContain('similar record')
    const { team } = await teamOf('childrens-social-care')
    const fields = { holder: `${team} ${holder.id}`, ...day, toldBy: '6', age: 'unknown' }
    const without = await asHolder.send(`${sent.location}/record`, { ...fields, reason: '' })
    expect(without.status).toBe(422)
    expect(without.text).toContain('Say how you know that it is another young person')
    const withReason = await asHolder.send(`${sent.location}/record`, { ...fields, reason: 'A cousin: I met both' })
    expect(withReason.status).toBe(303)
    const { recorded_under } = await world.one(`select recorded_under from young_person where id = $1`, [
      withReason.location.split('/').at(-1),
    ])
    expect(recorded_under.reason).toBe('A cousin: I met both')
    expect(recorded_under.shown).toHaveLength(1)
  })

  test('by duty: a team holds the case, and is asked the same day to name somebody', async () => {
    const asDuty = await signedIn(the, duty)
    const { sent } = await search(asDuty, { givenNames: 'Nightly', surname: 'Found' })
    const { team } = await teamOf('early-help')
    const answer = await asDuty.send(`${sent.location}/record`, {
      holder: team,
      ...day,
      toldBy: '6',
      age: 'estimated',
      'estimate-day': '1',
      'estimate-month': '1',
      'estimate-year': '2012',
      estimateSource: 'The police',
    })
    expect(answer.status).toBe(303)
    const id = answer.location.split('/').at(-1)
    expect(await world.one(`select person_id, team_id from case_holding where young_person_id = $1`, [id])).toEqual({
      person_id: null,
      team_id: team,
    })
    expect(
      await world.one(
        `select desk, kind, due_on = (now() at time zone 'Europe/London')::date as today from task where young_person_id = $1`,
        [id],
      ),
    ).toEqual({
      desk: `team:${team}`,
      kind: 'name a case holder',
      today: true,
    })
    expect(
      await world.one(`select born_on::text, born_on_estimated, born_on_source from young_person where id = $1`, [id]),
    ).toEqual({
      born_on: '2012-01-01',
      born_on_estimated: true,
      born_on_source: 'The police',
    })
  })

  test('a Trusted Relationships team or worker is never offered as case-holder (R142)', async () => {
    const { sent } = await search(asHolder, { givenNames: 'Never', surname: 'Theirs' })
    const page = await asHolder.get(`${sent.location}/record`)
    expect(words(page.text)).not.toContain('Volunteer Mentors')
    const { team } = await teamOf('trusted-relationships')
    const forged = await asHolder.send(`${sent.location}/record`, { holder: team, ...day, toldBy: '6', age: 'unknown' })
    expect(forged.status).toBe(422)
  })

  test('and the database takes no Trusted Relationships worker as case-holder, whoever inserts (R142)', async () => {
    const child = await world.youngPerson('york')
    await world.db.query('update case_holding set until_at = now() where young_person_id = $1', [child.id])
    const insert = (kind: string) =>
      world.db.query(
        `insert into case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id)
         select area_id, young_person_id, $2, $3, agency_id, team_id from case_holding where young_person_id = $1 limit 1`,
        [child.id, mentor.id, kind],
      )
    await expect(insert('trusted-relationships')).rejects.toMatchObject({
      constraint: 'case_holding_is_never_trusted_relationships',
    })
    await expect(insert('professional')).rejects.toMatchObject({ constraint: 'case_holding_person' })
  })
})

describe('finding by name among those one can see', () => {
  test('a beginning of one name or of two is enough', async () => {
    const own = await world.person({ role: 'case-holder', area: 'york' })
    await world.youngPerson('york', { heldBy: own, given: 'Jayden', surname: 'Okorofind' })
    await world.youngPerson('york', { heldBy: own, given: 'Jasmine', surname: 'Otherfind' })
    await world.youngPerson('york', { given: 'Jay', surname: 'Okoronotmine' })
    const as = await signedIn(the, own)
    const by = async (name: string) => (await as.send(urls.list(york), { name }, { action: urls.byName(york) })).text
    expect(await by('ja')).toMatch(/Okorofind[\s\S]*|Otherfind/)
    expect(await by('jay oko')).toContain('Okorofind')
    expect(await by('jay oko')).not.toContain('Otherfind')
    expect(await by('JAY')).not.toContain('Okoronotmine')
    expect(await by('zzz')).toContain('Nobody you can see has a name like this')
    expect(await by('%')).toContain('Nobody you can see')
  })

  test('the name stands in no address: not in this one, nor in any the page leads to', async () => {
    const own = await world.person({ role: 'case-holder', area: 'york' })
    await world.youngPerson('york', { heldBy: own, surname: 'Addressless' })
    const as = await signedIn(the, own)
    const { text } = await as.send(urls.list(york), { name: 'Addressless' }, { action: urls.byName(york) })
    expect(text).toContain('Addressless')
    expect(text).not.toMatch(/(?:href|action)="[^"]*Addressless/i)
    expect((await as.get(urls.byName(york))).status).toBe(404)
  })

  test('pages through what duty can see, each young person once', async () => {
    for (let n = 0; n < 30; n++) await world.youngPerson('york', { given: 'Pagewise', surname: `Pageperson${n}` })
    const asDuty = await signedIn(the, duty)
    const seen: string[] = []
    let next: Record<string, string> | undefined = { ...(await asDuty.hidden(urls.list(york))), name: 'pagep' }
    while (next) {
      const page: string = (await asDuty.post(urls.byName(york), next)).text
      seen.push(...[...page.matchAll(/Pageperson\d+/g)].map(m => m[0]))
      next = page.includes('Next page') ? hiddenFields(page) : undefined
    }
    expect(new Set(seen).size).toBe(30)
    expect(seen).toHaveLength(30)
  })
})

import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = { area: 'york' }

const officer = await world.person({ role: 'information-governance', area: 'york' })
const holder = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const child = await world.youngPerson('york', {
  heldBy: holder,
  given: 'Ola Mae',
  surname: 'Canaryson',
  bornOn: '2011-02-03',
})
const record = `/york/young-people/${child.id}`
const asked = {
  name: 'Ola Canaryson',
  'born-day': '3',
  'born-month': '2',
  'born-year': '2011',
  kind: 'missing now',
  line: 'Not home since last night',
}
const inEmergency = async (...belongs: Parameters<typeof world.person>) => {
  const person = await world.person(
    ...(belongs.length > 0 ? belongs : [{ role: 'case-holder', area: 'york', agency: 'police' }]),
  )
  const client = await signedIn(the, person)
  expect((await client.send(urls.askEmergency(york), asked)).status).toBe(303)
  const { id } = await world.one<{ id: string }>(
    'select id from emergency_access where person_id = $1 order by asked_at desc limit 1',
    [person.id],
  )
  return { person, client, id }
}
const press = async (client: Client, action: string) => client.post(action, await client.hidden(urls.emergency(york)))
const toldOf = async (person: MadePerson, since: Date) =>
  (
    await world.db.query<{ kind: string }>(
      'select kind from notification where person_id = $1 and told_at >= $2 order by kind',
      [person.id, since],
    )
  ).rows.map(row => row.kind)
const now = async () => (await world.one<{ now: Date }>('select now()')).now

describe('while it lasts', () => {
  test('every page of that child says so and until when, with a button that ends it', async () => {
    const { client, id } = await inEmergency()
    for (const page of [record, `${record}/history`, `${record}/chronology`]) {
      const { status, text } = await client.get(page)
      expect(status, page).toBe(200)
      expect(text, page).toContain('You are using emergency access until')
      expect(text, page).toContain(`action="${urls.end({ ...york, request: id })}"`)
    }
    const ends = await press(client, urls.end({ ...york, request: id }))
    expect(ends.status).toBe(303)
    const closed = await client.get(record)
    expect(closed.status).toBe(410)
    expect(closed.text).toContain('It was closed to you on')
    expect(closed.text).toContain('01904 551 900')
  })

  test('can be renewed for an hour at a time, never past twelve hours and never by somebody else', async () => {
    const { client, id } = await inEmergency()
    const { client: other } = await inEmergency()
    const renew = urls.renew({ ...york, request: id })
    expect((await client.get(record)).status).toBe(200)
    const until = () =>
      world.one<{ minutes: number }>(
        `select round(extract(epoch from until_at - now()) / 60)::int as minutes from emergency_access where id = $1`,
        [id],
      )
    const asked = (ago: string) =>
      world.db.query(
        `update emergency_access set asked_at = now() - $2::interval, until_at = now() + interval '5 minutes' where id = $1`,
        [id, ago],
      )
    await asked('55 minutes')
    expect((await press(other, renew)).status).toBe(404)
    expect((await press(client, renew)).status).toBe(303)
    expect(await until()).toEqual({ minutes: 60 })
    await asked('11 hours 40 minutes')
    expect((await press(client, renew)).status).toBe(303)
    expect(await until()).toEqual({ minutes: 20 })
    await world.db.query(
      `update emergency_access set asked_at = now() - interval '12 hours', until_at = now() where id = $1`,
      [id],
    )
    expect((await press(client, renew)).status).toBe(404)
    expect((await client.get(record)).status).toBe(410)
    await expect(
      world.db.query(`update emergency_access set until_at = asked_at + interval '12 hours 1 second' where id = $1`, [
        id,
      ]),
    ).rejects.toThrow('emergency_access_at_most_twelve_hours')
  })
})

describe('asking', () => {
  test.each([
    ['two given names', 'Ola Mae', 404],
    ['a surname twice', 'Canaryson Canaryson', 404],
    ['a given name and the surname', 'Mae Canaryson', 200],
  ])('by %s', async (_, name, status) => {
    const person = await world.person({ role: 'case-holder', area: 'york', agency: 'police' })
    const client = await signedIn(the, person)
    await client.send(urls.askEmergency(york), { ...asked, name })
    expect((await client.get(record)).status).toBe(status)
  })
})

test('that broke off before the record was looked for says so, to whoever asked and to whoever reviews', async () => {
  const { client, id } = await inEmergency()
  const unfound = 'update emergency_access set young_person_id = null, looked_up_at = null, asked_at = $2 where id = $1'
  await world.db.query(unfound, [id, await now()])
  expect((await client.get(urls.emergency(york))).text).toContain('We are still looking for the record')
  await world.db.query(unfound, [id, new Date(Date.now() - 60_000)])
  expect((await client.get(record)).status).toBe(404)
  const { text } = await client.get(urls.emergency(york))
  expect(text).toContain('we did not look for the record')
  expect(text).not.toContain(urls.renew({ ...york, request: id }))
  expect((await (await signedIn(the, officer)).get(urls.review({ ...york, request: id }))).text).toContain(
    'It was not looked for',
  )
})

test('that was never looked up comes before information governance all the same, and is not looked up any more', async () => {
  const asker = await world.person({ role: 'case-holder', area: 'york', agency: 'police' })
  const { token } = await signedIn(the, asker)
  const since = await now()
  const ask = async (text: string, values: unknown[]) =>
    (
      await the.database.pool.query<{ id: string }>(
        `with me as materialized (select app.enter($1, null)) select ${text} as id from me`,
        [token, ...values],
      )
    ).rows[0]?.id
  const words = [child.areaId, ['ola', 'canaryson'], '2011-02-03']
  const id = await ask(`app.ask_emergency_access($2, $3, $4, 'cover', 'Line')`, words)
  const left = () => world.one<{ n: number }>('select app.emergencies_left() as n')
  const asOfficer = await signedIn(the, officer)
  const review = urls.review({ ...york, request: id ?? '' })
  // While it may be looked up nobody reviews it: they may be kept away from whom it is about.
  expect((await asOfficer.get(review)).status).toBe(404)
  expect(await left()).toEqual({ n: 0 })
  expect(await toldOf(officer, since)).toEqual([])
  await world.db.query(
    `update emergency_access set asked_at = asked_at - interval '3 minutes 1 second' where id = $1`,
    [id],
  )
  await expect(ask('app.look_up_in_emergency($2, $5, $3, $4)::text', [...words, id])).rejects.toThrow(
    'not for this person',
  )
  expect([await left(), await left()]).toEqual([{ n: 1 }, { n: 0 }])
  expect(await toldOf(officer, since)).toEqual(['emergency access used'])
  expect((await asOfficer.get(review)).text).toContain('It was not looked for')
  expect(await ask('app.renew_emergency_access($2, $3)::text', [child.areaId, id])).toBe('false')
})

describe('is told at once', () => {
  test('to governance, the asker’s manager whose role has an end, the case-holder and their manager', async () => {
    const above = await world.person({ role: 'team-manager', area: 'york', agency: 'health' })
    await world.db.query(`update membership set until_at = now() + interval '1 day' where person_id = $1`, [above.id])
    const since = await now()
    await inEmergency({ role: 'case-holder', area: 'york', agency: 'health' })
    expect(await toldOf(above, since)).toEqual(['emergency access used'])
    expect(await toldOf(officer, since)).toEqual(['emergency access used'])
    expect(await toldOf(holder, since)).toEqual(['opened in an emergency'])
    expect(await toldOf(manager, since)).toEqual(['opened in an emergency'])
  })

  test('to the agency’s manager where the team has none but the asker, and to nobody behind a wall', async () => {
    const head = await world.person({ role: 'agency-manager', area: 'york', agency: 'youth-justice' })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'friend', $3)`,
      [child.areaId, child.id, manager.id],
    )
    const since = await now()
    await inEmergency({ role: 'team-manager', area: 'york', agency: 'youth-justice' })
    expect(await toldOf(head, since)).toEqual(['emergency access used'])
    expect(await toldOf(manager, since)).toEqual([])
    await world.db.query('delete from wall')
  })
})

describe('is reviewed', () => {
  test('by the partner area where all of the own are kept away from the child, and they are told nothing', async () => {
    const partner = await world.person({ role: 'information-governance', area: 'north-yorkshire' })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'friend', $3)`,
      [child.areaId, child.id, officer.id],
    )
    const since = await now()
    const { id } = await inEmergency()
    expect(await toldOf(officer, since)).toEqual([])
    expect(await toldOf(partner, since)).toEqual(['emergency access used'])
    expect(
      await world.one('select area_id, count(*)::int as asked from task where record_id = $1 group by 1', [id]),
    ).toEqual({
      area_id: await world.areaId('north-yorkshire'),
      asked: 1,
    })
    expect((await (await signedIn(the, officer)).get(urls.review({ ...york, request: id }))).status).toBe(404)
    await world.db.query('delete from wall')
    await world.db.query(`update membership set until_at = now() where person_id = $1`, [partner.id])
  })

  test('with whose record it was, by reference, and what was opened; which is written down', async () => {
    const { client, id } = await inEmergency()
    await client.get(record)
    await client.get(`${record}/history`)
    // Nobody else reads it, whatever SQL they run; not even whoever asked.
    for (const { token } of [client, await signedIn(the, holder)])
      expect(
        (
          await the.database.pool.query(
            `with open as materialized (select app.enter($1, null)) select x.* from open, app.opened_in_emergency($2) x`,
            [token, id],
          )
        ).rows,
      ).toEqual([])
    const asOfficer = await signedIn(the, officer)
    const { text } = await asOfficer.get(urls.review({ ...york, request: id }))
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      child.id,
    ])
    expect(text).toContain(reference)
    expect(text).toContain('Young person viewed')
    expect(text).toContain('History viewed')
    expect(text).not.toContain('Canaryson')
    expect(
      await world.one(
        `select because, record_id, roles from audit_event where person_id = $1 and young_person_id = $2 order by seq desc limit 1`,
        [officer.id, child.id],
      ),
    ).toEqual({ because: ['review of emergency access'], record_id: id, roles: ['information-governance'] })
  })

  test('by the partner area where the only officer of the own area asked', async () => {
    const partner = await world.person({ role: 'information-governance', area: 'north-yorkshire' })
    await world.db.query('update membership set until_at = now() where person_id = $1', [officer.id])
    const since = await now()
    const { client, id } = await inEmergency(
      { role: 'duty', area: 'york' },
      { role: 'information-governance', area: 'york' },
    )
    expect(await toldOf(partner, since)).toEqual(['emergency access used'])
    expect((await client.get(urls.review({ ...york, request: id }))).status).toBe(404)
    const theirs = { area: 'north-yorkshire' }
    const asPartner = await signedIn(the, partner)
    expect((await asPartner.get(urls.reviews(theirs))).text).toContain(urls.review({ ...theirs, request: id }))
    const answer = await asPartner.send(urls.review({ ...theirs, request: id }), { outcome: 'right', note: 'Rung up.' })
    expect(answer.status).toBe(303)
    expect(await world.one(`select settled_at is not null as done from task where record_id = $1`, [id])).toEqual({
      done: true,
    })
    await world.db.query(`update membership set until_at = now() where role = 'information-governance'`)
    await world.db.query('update membership set until_at = null where person_id = $1', [officer.id])
  })
})

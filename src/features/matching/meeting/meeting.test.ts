import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { nextOf, timeOf, toWriteUp } from './meeting.ts'

test.each([
  ['16:30', '16:30'],
  ['16.30', '16:30'],
  ['4:30pm', '16:30'],
  ['4 pm', '16:00'],
  ['12pm', '12:00'],
  ['12am', '00:00'],
  ['7:05', '07:05'],
  ['5:30am', '05:30'],
  ['4:30', undefined],
  ['4', undefined],
  ['16', undefined],
  ['25:00', undefined],
  ['13pm', undefined],
  ['4:77pm', undefined],
  ['soon', undefined],
  ['', undefined],
])('%j is %s', (typed, time) => {
  expect(timeOf(typed)).toBe(time)
})

const hour = (h: number) => new Date(Date.UTC(2026, 10, 29, h))
const meeting = (id: string, from: number, to: number, but: object = {}) => ({
  id,
  matchId: 'm',
  startsAt: hour(from),
  endsAt: hour(to),
  opens: false,
  written: false,
  inGroup: false,
  ...but,
})
test('what is next is what is not over, or still open; what is over and not written is owed', () => {
  const all = [meeting('a', 8, 9), meeting('b', 10, 11, { written: true }), meeting('c', 14, 15)]
  expect(nextOf(all, 'm', hour(12))?.id).toBe('c')
  expect(nextOf(all, 'other', hour(12))).toBeUndefined()
  expect(nextOf([meeting('a', 8, 9, { opens: true })], 'm', hour(9))?.id).toBe('a')
  expect(toWriteUp(all, hour(12)).map(one => one.id)).toEqual(['a'])
})

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, makeAlone, introduced } = await matching(the, world)

/** A match in which they were introduced yesterday. */
const met = async (of: Ready) => ({ ...of.key, match: await introduced(of) })
const inDays = async (days: number) =>
  (await world.one<{ day: string }>('select (app.today() + $1::int)::text as day', [days])).day
const plan = async (days: number, more: Record<string, string> = {}) => ({
  ...on('onDay', await inDays(days)),
  from: '4pm',
  to: '5:30pm',
  venue: 'Canaryvenue, by the river',
  ...more,
})
/** Agreed by its manager long before, so many hours from now for an hour. */
const agreed = async (match: string, inHours: number, by: string) =>
  (
    await world.one<{ id: string }>(
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by, agreed_at)
         select area_id, young_person_id, id, now() + make_interval(secs => $2), now() + make_interval(secs => $2 + 3600), 'Canaryvenue', $3, now() - interval '5 days'
           from match where id = $1 returning id`,
      [match, inHours * 3600, by],
    )
  ).id
/** Moves one in time, as nothing is planned for a time that was. */
const move = (id: string, inHours: number) =>
  world.db.query(
    `update planned_meeting set starts_at = now() + make_interval(secs => $2), ends_at = now() + make_interval(secs => $2 + 3600) where id = $1`,
    [id, inHours * 3600],
  )

describe('the next meeting', () => {
  test('is said to be one to which nobody comes once the adult has left, and no other is offered', async () => {
    const of = await ready()
    const key = await met(of)
    const manager = await signedIn(the, of.manager)
    expect((await manager.send(urls.planMeeting(key), await plan(5))).status).toBe(303)
    const before = (await manager.get(urls.meetings(key))).text
    expect(before).not.toContain('Nobody comes')
    expect(before).toContain(`href="${urls.planMeeting(key)}"`)
    await world.db.query(`update worker set left_at = now(), left_by = $2, left_as = 'moved on' where id = $1`, [
      of.worker.id,
      of.manager.id,
    ])
    const page = (await manager.get(urls.meetings(key))).text
    expect(page).toContain('has left. Tell the young person')
    expect(page).not.toContain(`href="${urls.planMeeting(key)}"`)
    expect(page).toContain('Call it off')
  })

  test('is planned by the worker or whoever manages the service, and called off', async () => {
    const of = await ready()
    const key = await met(of)
    const mine = { area: 'york', mine: key.match }
    const phone = await signedIn(the, of.worker.person)
    const manager = await signedIn(the, of.manager)
    expect((await phone.send(urls.planMine(mine), await plan(3))).status).toBe(303)
    expect((await manager.send(urls.planMeeting(key), await plan(5))).status).toBe(303)
    const all = await manager.get(urls.meetings(key))
    expect(all.text.match(/Canaryvenue/g)?.length).toBe(2)
    expect(all.text).toContain('4pm to 5:30pm')
    const first = (await phone.get(urls.mine({ area: 'york' }))).text
    expect(first).toContain('4pm to 5:30pm')
    expect(first).not.toContain('Canaryvenue')
    const { rows } = await world.db.query<{ id: string }>(
      'select id from planned_meeting where match_id = $1 order by starts_at',
      [key.match],
    )
    const [near, far] = rows.map(row => row.id) as [string, string]
    expect(
      (await phone.send(urls.mine({ area: 'york' }), {}, { action: urls.callOffMine({ ...mine, agreed: near }) }))
        .status,
    ).toBe(303)
    expect(
      (await manager.send(urls.meetings(key), {}, { action: urls.callOffMeeting({ ...key, planned: far }) })).status,
    ).toBe(303)
    expect((await manager.get(urls.meetings(key))).text.match(/Called off/g)?.length).toBe(2)
    // Who is not in it calls nothing off.
    const again = await agreed(key.match, 50, of.manager.id)
    const other = await aWorker(world, 'york', of.panel.services[0] as string)
    const stranger = await signedIn(the, other.person)
    expect(
      (await stranger.send(urls.mine({ area: 'york' }), {}, { action: urls.callOffMine({ ...mine, agreed: again }) }))
        .status,
    ).toBe(404)
    const next = await signedIn(the, of.panel.managers[1] as MadePerson)
    expect((await next.get(urls.planMeeting(key))).status).toBe(404)
  })

  test.each([
    ['no time', 1, { from: 'soon' }, 'Write a time'],
    ['an end before it begins', 1, { from: '6pm' }, 'Give a time that is later'],
    ['a day that was', -1, {}, 'Give a day that is today or later'],
    ['a year ahead', 800, {}, 'Give a time to come, within a year'],
    ['no place', 1, { venue: '' }, 'Say where'],
  ])('keeps what was typed and says what is wrong with %s', async (_, days, more, says) => {
    const of = await ready()
    const key = await met(of)
    const phone = await signedIn(the, of.worker.person)
    const answer = await phone.send(urls.planMine({ area: 'york', mine: key.match }), await plan(days, more))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
  })

  test('is not planned while the match is stopped or not approved, before they are introduced, or while it is decided whether the service can go on', async () => {
    const of = await ready()
    await makeAlone(of)
    const key = { ...of.key, match: (await matched(of)) ?? '' }
    const manager = await signedIn(the, of.manager)
    // The introduction is planned for 2099.
    expect((await manager.send(urls.planMeeting(key), await plan(3))).text).toContain('introduced, or a later one')
    await world.db.query(`update match set introduced_on = app.today() where id = $1`, [key.match])
    await world.db.query(`update match set accepts = '{times}', accepts_reason = 'It' where id = $1`, [key.match])
    expect((await manager.send(urls.planMeeting(key), await plan(3))).text).toContain('No meeting can be planned now')
    await world.db.query(`update match set accepts = '{}', accepts_reason = null, stopped_at = now() where id = $1`, [
      key.match,
    ])
    expect((await manager.send(urls.planMeeting(key), await plan(3))).text).toContain('No meeting can be planned now')
    await world.db.query(`update match set stopped_at = null where id = $1`, [key.match])
    const { id: fact } = await world.one<{ id: string }>(
      `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
         select area_id, young_person_id, id, 'sexual-exploitation', 'known', 'current', 'It', current_date + 90, $2 from discussion where young_person_id = $1 limit 1 returning id`,
      [of.child.id, of.panel.holder.id],
    )
    await world.db.query(
      `insert into closed_service (area_id, young_person_id, strand_allocation_id, risk_fact_id, decide_by) values ($1, $2, $3, $4, current_date + 1) on conflict do nothing`,
      [of.areaId, of.child.id, of.strand, fact],
    )
    expect((await manager.send(urls.planMeeting(key), await plan(3))).text).toContain(
      'No new meetings until it is decided',
    )
  })
})

describe('surname and place (promises C)', () => {
  test.each([
    [3, false],
    [2.02, false],
    [1.98, true],
    [0, true],
    [-1.9, true],
    [-2.1, false],
  ])('of a meeting of an hour that begins in %d hours: %s', async (inHours, opens) => {
    const of = await ready()
    const key = await met(of)
    await world.db.query(`update young_person set surname = 'Canarysurname' where id = $1`, [of.child.id])
    const id = await agreed(key.match, 5, of.manager.id)
    await move(id, inHours)
    const phone = await signedIn(the, of.worker.person)
    const first = (await phone.get(urls.mine({ area: 'york' }))).text
    expect(first).not.toMatch(/Canary(surname|venue)/)
    const at = urls.openMeeting({ area: 'york', mine: key.match, agreed: id })
    const tap = await phone.get(at)
    expect(tap.status).toBe(opens ? 200 : 404)
    expect(first.includes(`${at}"`)).toBe(opens)
    expect(tap.text.includes('Canarysurname')).toBe(opens)
    expect(tap.text.includes('Canaryvenue')).toBe(opens)
    expect(/<title>[^<]*Canary/.test(tap.text)).toBe(false)
    // Each tap is written down.
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from audit_event where act = 'surname and place opened' and young_person_id = $1 and person_id = $2 and record_id = $3`,
      [of.child.id, of.worker.person.id, id],
    )
    expect(n).toBe(opens ? 1 : 0)
  })

  test('stand beside what the telephone calls them: no name of the street', async () => {
    const of = await ready()
    const key = await met(of)
    await world.db.query(
      `update young_person set surname = 'Canarysurname', known_as = 'Canaryjay gang', given_names = 'Canarygiven' where id = $1`,
      [of.child.id],
    )
    const id = await agreed(key.match, 1, of.manager.id)
    const at = urls.openMeeting({ area: 'york', mine: key.match, agreed: id })
    const { text } = await (await signedIn(the, of.worker.person)).get(at)
    expect(text).toContain('Canarygiven Canarysurname')
    expect(text).not.toContain('Canaryjay')
  })

  test('open only to whoever is matched, in a match that counts, of a meeting that stands', async () => {
    const of = await ready()
    const key = await met(of)
    const id = await agreed(key.match, 1, of.manager.id)
    const at = urls.openMeeting({ area: 'york', mine: key.match, agreed: id })
    const phone = await signedIn(the, of.worker.person)
    const other = await aWorker(world, 'york', of.panel.services[0] as string)
    expect((await phone.get(at)).status).toBe(200)
    expect((await (await signedIn(the, other.person)).get(at)).status).toBe(404)
    await world.db.query('update match set stopped_at = now() where id = $1', [key.match])
    expect((await phone.get(at)).status).toBe(404)
    await world.db.query('update match set stopped_at = null where id = $1', [key.match])
    expect((await phone.get(at)).status).toBe(200)
    await world.db.query('update planned_meeting set called_off_at = now(), called_off_by = agreed_by where id = $1', [
      id,
    ])
    expect((await phone.get(at)).status).toBe(404)
  })

  test('do not open because whoever holds the telephone writes down a meeting now', async () => {
    const of = await ready()
    const key = await met(of)
    const id = await agreed(key.match, 1, of.worker.person.id)
    const at = urls.openMeeting({ area: 'york', mine: key.match, agreed: id })
    const phone = await signedIn(the, of.worker.person)
    expect((await phone.get(at)).status).toBe(200)
    await world.db.query('update planned_meeting set agreed_at = now() where id = $1', [id])
    expect((await phone.get(at)).status).toBe(404)
  })
})

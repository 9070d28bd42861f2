import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld, type MadeYoungPerson } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')

const aMeeting = async (days = 0): Promise<{ area: string; meeting: string }> => {
  const { id } = await world.one<{ id: string }>(
    `insert into meeting (area_id, held_on, made_by) values ($1, current_date + $3::int, $2) returning id`,
    [await world.areaId('york'), york.coordinator.id, days],
  )
  return { area: 'york', meeting: id }
}
const siblings = (one: MadeYoungPerson, other: MadeYoungPerson) =>
  world.db.query(
    `insert into young_person_link (area_id, young_person_id, other_id, kind, recorded_by) values ($1, $2, $3, 'sibling', $4)`,
    [one.areaId, one.id, other.id, york.holder.id],
  )
const agenda = async (meeting: string) =>
  (
    await world.db.query<{ child: string; family: string | null; place: number }>(
      'select young_person_id as child, sibling_group as family, place_on_agenda as place from discussion where meeting_id = $1 and taken_off_at is null order by place_on_agenda',
      [meeting],
    )
  ).rows

describe('an agenda', () => {
  test('puts brothers and sisters together by themselves, and one who comes later behind the first', async () => {
    const first = await york.sent({ daysAgo: 40, given: 'Ada', surname: 'Firstborn' })
    const stranger = await york.sent({ daysAgo: 30 })
    const sister = await york.sent({ daysAgo: 20, surname: 'Hersister' })
    const brother = await york.sent({ daysAgo: 10 })
    await siblings(first, sister)
    await siblings(brother, sister)
    const at = await aMeeting()
    const co = await signedIn(the, york.coordinator)
    expect((await co.get(urls.agenda(at))).text).toContain('Brother or sister of Ada Firstborn')
    expect((await co.send(urls.agenda(at), { who: [first.id, stranger.id, sister.id] })).status).toBe(303)
    const listed = await agenda(at.meeting)
    expect(listed.map(d => d.child)).toEqual([first.id, sister.id, stranger.id])
    expect(listed[0]?.family).not.toBeNull()
    expect(listed.map(d => d.family)).toEqual([listed[0]?.family, listed[0]?.family, null])
    expect((await co.send(urls.agenda(at), { who: brother.id })).status).toBe(303)
    const later = await agenda(at.meeting)
    expect(later.map(d => d.child)).toEqual([first.id, sister.id, brother.id, stranger.id])
    expect(later[2]?.family).toBe(later[0]?.family)
    expect(later.map(d => d.place)).toEqual([1, 2, 3, 4])
  })

  test('keeps them apart where somebody says so', async () => {
    const one = await york.sent()
    const other = await york.sent()
    await siblings(one, other)
    const at = await aMeeting()
    const co = await signedIn(the, york.coordinator)
    expect((await co.send(urls.agenda(at), { who: [one.id, other.id], together: 'apart' })).status).toBe(303)
    expect((await agenda(at.meeting)).map(d => d.family)).toEqual([null, null])
  })
})

describe('a meeting that is changed', () => {
  test('moves what is not decided with its day, and takes the order somebody gives it', async () => {
    const one = await york.sent()
    const other = await york.sent()
    const at = await aMeeting(3)
    const co = await signedIn(the, york.coordinator)
    await co.send(urls.agenda(at), { who: [one.id, other.id] })
    await co.send(urls.meeting(at), {}, { action: urls.freezeAll(at) })
    const { rows } = await world.db.query<{ id: string; child: string }>(
      'select id, young_person_id as child from discussion where meeting_id = $1 order by place_on_agenda',
      [at.meeting],
    )
    const changed = {
      'heldOn-day': '5',
      'heldOn-month': '12',
      'heldOn-year': '2030',
      startsAt: '9:30',
      place: 'Room 9',
      chair: york.chair.id,
      [`place-${rows[0]?.id}`]: '2',
      [`place-${rows[1]?.id}`]: '1',
    }
    const stale = await co.hidden(urls.editMeeting(at))
    expect((await co.send(urls.editMeeting(at), { ...changed, startsAt: 'soon' })).status).toBe(422)
    expect((await co.send(urls.editMeeting(at), changed)).status).toBe(303)
    expect((await agenda(at.meeting)).map(d => d.child)).toEqual(rows.map(d => d.child).reverse())
    const days = await world.db.query(
      `select distinct d.held_on::text as day, t.due_on::text as due from discussion d join discussion_agency i on i.discussion_id = d.id join task t on t.record_id = i.id where d.meeting_id = $1`,
      [at.meeting],
    )
    expect(days.rows).toEqual([{ day: '2030-12-05', due: '2030-12-05' }])
    expect((await co.post(urls.editMeeting(at), { ...stale, ...changed, place: 'Room 1' })).status).toBe(409)
    const page = (await co.get(urls.meeting(at))).text
    expect(page).toContain('9:30')
    expect(page).toContain('Room 9')
    expect((await (await signedIn(the, york.police)).get(urls.editMeeting(at))).status).toBe(403)
  })
})

describe('a meeting', () => {
  test('closes only when everybody on it has an outcome or came off', async () => {
    const child = await york.sent()
    const co = await signedIn(the, york.coordinator)
    const { id: meeting } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id`,
      [child.areaId, york.coordinator.id],
    )
    const at = { area: 'york', meeting }
    expect((await co.send(urls.agenda(at), { who: child.id })).status).toBe(303)
    const refused = await co.send(urls.meeting(at), {}, { action: urls.close(at) })
    expect(refused.status).toBe(422)
    const { id: discussion } = await world.one<{ id: string }>('select id from discussion where young_person_id = $1', [
      child.id,
    ])
    await co.send(urls.takeOff({ area: 'york', youngPerson: child.id, discussion }), { reason: 'Ill today' })
    expect((await co.send(urls.meeting(at), {}, { action: urls.close(at) })).status).toBe(303)
    expect((await co.get(urls.forum({ area: 'york' }))).text).toContain('Closed')
  })

  test('attendance is noted once for all items, and stands on the page of the outcome', async () => {
    const child = await york.sent()
    const co = await signedIn(the, york.coordinator)
    const { id: meeting } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id`,
      [child.areaId, york.coordinator.id],
    )
    const at = { area: 'york', meeting }
    await co.send(urls.agenda(at), { who: child.id })
    const police = await york.agency('police')
    await co.send(urls.attendance(at), { [`a-${police}`]: 'there', [`a-${await york.agency('health')}`]: 'apologies' })
    const { id: discussion } = await world.one<{ id: string }>('select id from discussion where young_person_id = $1', [
      child.id,
    ])
    const page = await co.get(urls.outcome({ area: 'york', youngPerson: child.id, discussion }))
    expect(page.text).toMatch(new RegExp(`value="${police}"[^>]*checked`))
    expect(page.text.match(/name="there"[^>]*checked/g)).toHaveLength(1)
    expect((await co.get(urls.meeting(at))).text).toContain('Apologies: NHS in York')
  })

  test('mode keeps the screen open for those who run the forum, and for nobody else', async () => {
    const co = await signedIn(the, york.coordinator, { idleSeconds: 60 })
    const { id: meeting } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date, $2) returning id`,
      [await world.areaId('york'), york.coordinator.id],
    )
    const at = { area: 'york', meeting }
    expect((await co.send(urls.meeting(at), {}, { action: urls.meetingMode(at) })).status).toBe(303)
    await world.db.query(`update session set last_seen_at = now() - interval '10 minutes' where person_id = $1`, [
      york.coordinator.id,
    ])
    expect((await co.get(urls.meeting(at))).status).toBe(200)
    // Only its own agenda; anything else asks to sign in again, and so does going on for longer.
    const [on, off] = [await york.sent(), await york.sent()]
    const { id: discussion } = await world.one<{ id: string }>(
      `insert into discussion (area_id, young_person_id, kind, meeting_id, held_on, waiting_since, listed_by)
       values ($1, $2, 'scheduled', $3, current_date, now(), $4) returning id`,
      [on.areaId, on.id, meeting, york.coordinator.id],
    )
    expect((await co.get(urls.papers({ area: 'york', youngPerson: on.id, discussion }))).status).toBe(200)
    const another = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date + 30, $2) returning id`,
      [on.areaId, york.coordinator.id],
    )
    for (const path of [
      urls.discussions({ area: 'york', youngPerson: off.id }),
      urls.meeting({ area: 'york', meeting: another.id }),
      // Nobody more comes onto this screen, by another agenda or by another day.
      urls.agenda(at),
      urls.editMeeting(at),
      urls.newMeeting({ area: 'york' }),
      urls.newDiscussion({ area: 'york', youngPerson: on.id }),
    ])
      expect((await co.get(path)).location, path).toMatch(/^\/locked/)
    expect((await co.send(urls.meeting(at), {}, { action: urls.meetingMode(at) })).status).toBe(422)
    const police = await signedIn(the, york.police)
    expect((await police.send(urls.forum({ area: 'york' }), {}, { action: urls.meetingMode(at) })).status).toBe(403)
  })

  test.each([
    ['that does not exist', async () => '01a00000-0000-7000-8000-000000000000'],
    ['of another day', async () => (await aMeeting(7)).meeting],
    [
      'that is closed',
      async () => {
        const { meeting } = await aMeeting()
        await world.db.query('update meeting set closed_at = now(), closed_by = $2 where id = $1', [
          meeting,
          york.chair.id,
        ])
        return meeting
      },
    ],
  ])('mode is not for a meeting %s', async (_, made) => {
    const co = await signedIn(the, york.coordinator)
    const at = { area: 'york', meeting: await made() }
    const answer = await co.send(urls.forum({ area: 'york' }), {}, { action: urls.meetingMode(at) })
    expect([404, 422]).toContain(answer.status)
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from session where token_hash = sha256(convert_to($1, 'UTF8')) and meeting_until is not null`,
      [co.token],
    )
    expect(n).toBe(0)
  })

  test('attendance that somebody else noted meanwhile is not overwritten', async () => {
    const child = await york.sent()
    const at = await aMeeting()
    const co = await signedIn(the, york.coordinator)
    await co.send(urls.agenda(at), { who: child.id })
    const field = `a-${await york.agency('police')}`
    const chair = await signedIn(the, york.chair)
    const before = await chair.hidden(urls.attendance(at))
    expect((await co.send(urls.attendance(at), { [field]: 'apologies' })).status).toBe(303)
    const late = await chair.post(urls.attendance(at), { ...before, [field]: 'there' })
    expect(late.status).toBe(409)
    const { rows } = await world.db.query(
      'select attendance from discussion_agency i join discussion d on d.id = i.discussion_id where d.meeting_id = $1 and i.agency_id = $2',
      [at.meeting, field.slice(2)],
    )
    expect(rows).toEqual([{ attendance: 'apologies' }])
  })
})

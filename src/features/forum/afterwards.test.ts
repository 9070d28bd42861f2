import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
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
const manager = await world.person({ role: 'agency-manager', area: 'york', agency: 'police' })
const otherManager = await world.person({ role: 'agency-manager', area: 'york', agency: 'schools' })
const worker = new pg.Pool({ connectionString: database.workerUrl, max: 1 })
afterAll(() => worker.end())

async function fact(child: MadeYoungPerson, discussion: string) {
  const { id } = await world.one<{ id: string }>(
    `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
     values ($1, $2, $3, 'serious-assault', 'known', 'current', 'Carries a knife', current_date - 1, $4) returning id`,
    [child.areaId, child.id, discussion, york.chair.id],
  )
  return id
}
async function action(
  child: MadeYoungPerson,
  discussion: string,
  agency: string,
  dueDaysAgo: number,
  climbsDaysAgo: number,
) {
  const { id } = await world.one<{ id: string }>(
    `insert into forum_action (area_id, discussion_id, young_person_id, agency_id, says, due_on, climbs_on, given_by)
     values ($1, $2, $3, $4, 'Canary action', current_date - $5::int, current_date - $6::int, $7) returning id`,
    [child.areaId, discussion, child.id, await york.agency(agency), dueDaysAgo, climbsDaysAgo, york.chair.id],
  )
  return id
}

describe('a fact that was found (R60, R77)', () => {
  test('ends only by being lifted, with a reason, once; it stays to be read', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const at = { area: 'york', youngPerson: child.id, fact: await fact(child, discussion) }
    const chair = await signedIn(the, york.chair)
    const page = await chair.get(urls.discussion({ area: 'york', youngPerson: child.id, discussion }))
    expect(page.text).toContain('Look at it again')
    expect(page.text).toContain('Some services can’t take this on safely.')
    expect((await chair.send(urls.fact(at), { is: 'lifted', reason: '' })).status).toBe(422)
    const own = await chair.hidden(urls.fact(at))
    expect((await chair.send(urls.fact(at), { is: 'lifted', reason: 'He has moved to Hull' })).status).toBe(303)
    const again = await chair.post(urls.fact(at), { ...own, is: 'lifted', reason: 'He has moved to Hull' })
    expect(again.status).toBe(422)
    const row = await world.one('select lifted_by, lifted_reason, evidence from risk_fact where id = $1', [at.fact])
    expect(row).toEqual({
      lifted_by: york.chair.id,
      lifted_reason: 'He has moved to Hull',
      evidence: 'Carries a knife',
    })
    const after = await chair.get(urls.discussion({ area: 'york', youngPerson: child.id, discussion }))
    expect(after.text).not.toContain('Some services can’t take this on safely.')
    expect(after.text).toContain('He has moved to Hull')
  })

  test('looked at again it holds as said now, and what was said before stays', async () => {
    const child = await york.sent()
    const first = await fact(child, await york.discussion(child))
    const chair = await signedIn(the, york.coordinator)
    const again = {
      is: 'holds',
      answer: 'suspected-current',
      evidence: 'Only heard of',
      review: '6',
      reason: 'Not seen since May',
    }
    expect((await chair.send(urls.fact({ area: 'york', youngPerson: child.id, fact: first }), again)).status).toBe(303)
    const { rows } = await world.db.query(
      'select certainty, evidence, lifted_at is null as holds, replaces from risk_fact where young_person_id = $1 order by id',
      [child.id],
    )
    expect(rows).toEqual([
      { certainty: 'known', evidence: 'Carries a knife', holds: false, replaces: null },
      { certainty: 'suspected', evidence: 'Only heard of', holds: true, replaces: first },
    ])
  })

  test('a fact found again by a later discussion takes the place of the one before', async () => {
    const child = await york.sent()
    const before = await fact(child, await york.discussion(child))
    const discussion = await york.discussion(child, { kind: 'strategy' })
    const answer = await (await signedIn(the, york.chair)).send(
      urls.outcome({ area: 'york', youngPerson: child.id, discussion }),
      {
        finding: 'neither',
        findingReason: 'Nothing new.',
        suitable: 'yes',
        wouldBenefit: 'yes',
        facts: 'serious-assault',
        'serious-assault-is': 'known-past',
        'serious-assault-evidence': 'In prison since June',
        noQuorumReason: 'Short notice',
      },
    )
    expect(answer.status).toBe(303)
    const { rows } = await world.db.query(
      'select timing, lifted_at is null as holds, replaces from risk_fact where young_person_id = $1 order by id',
      [child.id],
    )
    expect(rows).toEqual([
      { timing: 'current', holds: false, replaces: null },
      { timing: 'past', holds: true, replaces: before },
    ])
  })
})

describe('an action (R141)', () => {
  test('is done by a member of its agency, not by another; the task is answered', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const key = {
      area: 'york',
      youngPerson: child.id,
      discussion,
      action: await action(child, discussion, 'police', 0, 0),
    }
    const school = await (await signedIn(the, york.school)).send(urls.action(key), { note: 'Not ours' })
    expect(school.status).toBe(422)
    expect(school.text).toContain('Another agency took this on')
    const police = await signedIn(the, york.police)
    expect((await police.send(urls.action(key), { note: 'Warning notice served' })).status).toBe(303)
    const row = await world.one('select done_by, done_note from forum_action where id = $1', [key.action])
    expect(row).toEqual({ done_by: york.police.id, done_note: 'Warning notice served' })
  })

  test('of the agency that holds the case can be done by whoever holds it', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const id = await action(child, discussion, 'childrens-social-care', 0, 0)
    const holder = await signedIn(the, york.holder)
    expect(
      (await holder.send(urls.action({ area: 'york', youngPerson: child.id, discussion, action: id }), {})).status,
    ).toBe(303)
  })

  test('climbs once to the manager of its agency when it does not act, and names no child there', async () => {
    const child = await york.sent({ surname: 'Canarychild' })
    const discussion = await york.discussion(child)
    const late = await action(child, discussion, 'police', 9, 1)
    await action(child, discussion, 'police', 2, 0)
    await action(child, discussion, 'schools', 2, 0)
    const climb = async () => (await worker.query<{ n: number }>('select app.actions_climb() as n')).rows[0]?.n ?? 0
    await climb()
    const { rows: news } = await world.db.query(
      `select person_id, path from notification where kind = 'action climbs' and young_person_id = $1`,
      [child.id],
    )
    expect(news).toEqual([{ person_id: manager.id, path: '/york/forum/late-actions' }])
    await climb()
    expect(
      (
        await world.db.query(`select from notification where kind = 'action climbs' and young_person_id = $1`, [
          child.id,
        ])
      ).rowCount,
    ).toBe(1)
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      child.id,
    ])
    const page = await (await signedIn(the, manager)).get(urls.lateActions({ area: 'york' }))
    expect(page.status).toBe(200)
    expect(page.text.split(reference)).toHaveLength(3)
    for (const hidden of ['Canarychild', 'Canary action']) expect(page.text).not.toContain(hidden)
    expect(
      (await (await signedIn(the, otherManager)).get(urls.lateActions({ area: 'york' }))).text.split(reference),
    ).toHaveLength(2)
    expect((await (await signedIn(the, york.police)).get(urls.lateActions({ area: 'york' }))).status).toBe(403)
    expect(
      (
        await world.one<{ climbed: boolean }>(
          'select climbed_at is not null as climbed from forum_action where id = $1',
          [late],
        )
      ).climbed,
    ).toBe(true)
  })
})

describe('outside a meeting', () => {
  test('an urgent discussion begins at once, and the next agenda notes it', async () => {
    const child = await york.sent({ surname: 'Cannotwait' })
    const co = await signedIn(the, york.coordinator)
    const begun = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      invited: [await york.agency('childrens-social-care'), await york.agency('police')],
    })
    expect(begun.status).toBe(303)
    const { id } = await world.one<{ id: string }>(
      `insert into meeting (area_id, held_on, made_by) values ($1, current_date + 7, $2) returning id`,
      [child.areaId, york.coordinator.id],
    )
    const agenda = await co.get(urls.meeting({ area: 'york', meeting: id }))
    expect(agenda.text).toContain('Discussed since the last meeting')
    expect(agenda.text).toContain('Cannotwait')
    const twice = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      invited: await york.agency('police'),
    })
    expect(twice.status).toBe(422)
    expect(twice.text).toContain('listed for that already')
  })

  test('a child whom the panel sends back waits again, and is listed again', async () => {
    const child = await york.sent({ surname: 'Sentback' })
    const discussion = await york.discussion(child)
    await world.db.query(`update discussion set outcome_at = now(), members_until = now() where id = $1`, [discussion])
    const co = await signedIn(the, york.coordinator)
    const waiting = async () => (await co.get(urls.forum({ area: 'york' }))).text.includes('Sentback')
    expect(await waiting()).toBe(false)
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'put on the agenda', format('role:%s:forum-coordinator', $1::uuid), '/york/forum')`,
      [child.areaId, child.id],
    )
    expect(await waiting()).toBe(true)
    await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'strategy',
      invited: await york.agency('police'),
    })
    expect(await waiting()).toBe(true)
    const { rows } = await world.db.query(
      `select settled_at is not null as settled from task where young_person_id = $1 and kind = 'put on the agenda'`,
      [child.id],
    )
    expect(rows).toEqual([{ settled: true }])
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
    const police = await signedIn(the, york.police)
    expect((await police.send(urls.forum({ area: 'york' }), {}, { action: urls.meetingMode(at) })).status).toBe(403)
  })
})

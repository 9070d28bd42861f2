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
    // Only the service that names this kind (R77), and none for one that York names nowhere.
    expect(page.text).toContain('Volunteer Mentors can’t take this on safely.')
    const other = await york.sent()
    const found = await york.discussion(other)
    await world.db.query(`update risk_fact set kind = 'sexual-exploitation' where id = $1`, [await fact(other, found)])
    const open = await chair.get(urls.discussion({ area: 'york', youngPerson: other.id, discussion: found }))
    expect(open.text).toContain('Known, and now')
    expect(open.text).not.toContain('take this on safely')
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
    expect(after.text).not.toContain('take this on safely')
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

  test('a fact found by a later discussion stands beside the one before: it may be about somebody else', async () => {
    const child = await york.sent()
    await fact(child, await york.discussion(child))
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
      { timing: 'current', holds: true, replaces: null },
      { timing: 'past', holds: true, replaces: null },
    ])
  })
})

const decided = (discussion: string) =>
  world.db.query(`update discussion set outcome_at = now(), members_until = now() + interval '28 days' where id = $1`, [
    discussion,
  ])
const openTasks = async (kind: string, record: string) =>
  (
    await world.db.query(
      'select desk, path from task where kind = $1 and record_id = $2 and settled_at is null order by desk',
      [kind, record],
    )
  ).rows
const told = async (kind: string, child: MadeYoungPerson): Promise<string[]> =>
  (
    await world.db.query('select distinct person_id from notification where kind = $1 and young_person_id = $2', [
      kind,
      child.id,
    ])
  ).rows.map(row => row.person_id)
const climb = async () => (await worker.query<{ n: number }>('select app.actions_climb() as n')).rows[0]?.n ?? 0

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

  test('that climbs is asked of the managers of its agency, and chair and co-ordinator are told', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    await decided(discussion)
    const late = await action(child, discussion, 'police', 9, 1)
    const key = { area: 'york', youngPerson: child.id, discussion, action: late }
    const page = async () => (await (await signedIn(the, york.chair)).get(urls.discussion(key))).text
    expect(await page(), 'nowhere else before it has climbed').not.toContain('with the manager')
    await climb()
    expect(await openTasks('see to a late action', late)).toEqual([
      { desk: `person:${manager.id}`, path: '/york/forum/late-actions' },
    ])
    expect((await told('action is late', child)).sort()).toEqual([york.chair.id, york.coordinator.id].sort())
    expect(await page()).toContain('Late: with the manager of the agency')
    await (await signedIn(the, york.police)).send(urls.action(key), { note: 'Done now' })
    expect(await openTasks('see to a late action', late)).toEqual([])
  })

  test('of an agency without a manager climbs to the desks of those who run the forum, and the page says so', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    await decided(discussion)
    const late = await action(child, discussion, 'health', 9, 1)
    const key = { area: 'york', youngPerson: child.id, discussion, action: late }
    await climb()
    const path = urls.action(key)
    expect(await openTasks('see to a late action', late)).toEqual(
      ['forum-chair', 'forum-coordinator'].map(role => ({ desk: `role:${child.areaId}:${role}`, path })),
    )
    const chair = await signedIn(the, york.chair)
    expect((await chair.get(path)).status).toBe(200)
    const page = (await chair.get(urls.discussion(key))).text
    expect(page).toContain('back with the forum')
    expect(page).not.toContain('with the manager of the agency')
  })

  test('climbs past a manager whom a wall keeps from the child', async () => {
    const child = await york.sent()
    const late = await action(child, await york.discussion(child), 'schools', 9, 1)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [child.areaId, child.id, otherManager.id],
    )
    await climb()
    expect((await openTasks('see to a late action', late)).map(t => t.desk)).toEqual(
      ['forum-chair', 'forum-coordinator'].map(role => `role:${child.areaId}:${role}`),
    )
  })

  test('given to an agency with nobody in the forum lies with the co-ordinator, who finds somebody', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const health = await york.agency('health')
    const sent = await (await signedIn(the, york.chair)).send(
      urls.outcome({ area: 'york', youngPerson: child.id, discussion }),
      {
        finding: 'neither',
        findingReason: 'x',
        suitable: 'yes',
        wouldBenefit: 'yes',
        noQuorumReason: 'x',
        action1: 'See them',
        'action1-who': health,
      },
    )
    expect(sent.status).toBe(303)
    const { id } = await world.one<{ id: string }>('select id from forum_action where discussion_id = $1', [discussion])
    expect(await openTasks('find somebody for an action', id)).toMatchObject([
      { desk: `role:${child.areaId}:forum-coordinator` },
    ])
  })

  test('of an agency that is taken out goes to the co-ordinator, so that no task is left that nobody can do', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const id = await action(child, discussion, 'police', 0, 0)
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, record_id, desk, path) values ($1, $2, 'do an action', $3, $4, '/')`,
      [child.areaId, child.id, id, `person:${york.police.id}`],
    )
    await world.db.query(
      'update discussion_agency set uninvited_at = now() where discussion_id = $1 and agency_id = $2',
      [discussion, await york.agency('police')],
    )
    expect(await openTasks('do an action', id)).toEqual([])
    expect(await openTasks('find somebody for an action', id)).toHaveLength(1)
  })
})

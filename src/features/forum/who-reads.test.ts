import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aForum } from '../../../test/forum.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../test/world.ts'
import { type Handling, handlings, mayRead, type Reader } from './handling.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aForum(world, 'york')
const north = await aForum(world, 'north-yorkshire')
const stranger = await world.person({ role: 'forum-member', area: 'york', agency: 'voluntary-sector' })

/** What somebody gets from SQL as the role of the web server, on a page about this child. */
async function sees(person: MadePerson, child: MadeYoungPerson, sql: string, values: unknown[] = []) {
  const { token } = await signedIn(the, person)
  const connection = await the.database.pool.connect()
  try {
    await connection.query('begin')
    await connection.query('select app.enter($1, $2)', [token, [child.id]])
    return (await connection.query(sql, values)).rows
  } finally {
    await connection.query('rollback')
    connection.release()
  }
}

async function contribution(child: MadeYoungPerson, discussion: string, agency: string, handling: Handling) {
  const says = `Canary ${agency} ${handling}`
  await world.db.query(
    'insert into contribution (area_id, discussion_id, young_person_id, agency_id, handling, says, given_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [child.areaId, discussion, child.id, await york.agency(agency), handling, says, york.coordinator.id],
  )
  return says
}

async function fact(child: MadeYoungPerson, discussion: string) {
  const { id } = await world.one<{ id: string }>(
    `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by)
     values ($1, $2, $3, 'serious-assault', 'known', 'current', 'Canary evidence', current_date + 90, $4) returning id`,
    [child.areaId, child.id, discussion, york.chair.id],
  )
  return id
}

const outcome = (child: MadeYoungPerson, discussion: string, daysAgo: number) =>
  world.db.query(
    `update discussion set outcome_at = now() - make_interval(days => $2), members_until = now() - make_interval(days => $2) + interval '28 days' where id = $1 and young_person_id = $3`,
    [discussion, daysAgo, child.id],
  )

describe('members see a child', () => {
  const names = 'select id from young_person where id = $1'
  test('from freezing until the window of the area closes, and while their agency owns an open action', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child, { frozen: false })
    const page = urls.papers({ area: 'york', youngPerson: child.id, discussion })
    const open = async (who: MadePerson) => [
      (await sees(who, child, names, [child.id])).length,
      (await (await signedIn(the, who)).get(page)).status,
    ]
    expect(await open(york.school), 'before the papers are frozen').toEqual([0, 404])
    await world.db.query('update discussion set papers_frozen_at = now() where id = $1', [discussion])
    expect(await open(york.school), 'once they are').toEqual([1, 200])
    expect(await open(stranger), 'an agency that is not invited').toEqual([0, 404])
    await outcome(child, discussion, 27)
    expect(await open(york.school), 'inside the window').toEqual([1, 200])
    await outcome(child, discussion, 28)
    expect(await open(york.school), 'after it').toEqual([0, 410])
    await world.db.query(
      `insert into forum_action (area_id, discussion_id, young_person_id, agency_id, says, due_on, climbs_on, given_by)
       values ($1, $2, $3, $4, 'Ring the family', current_date, current_date, $5)`,
      [child.areaId, discussion, child.id, await york.agency('schools'), york.chair.id],
    )
    expect(await open(york.school), 'with an open action').toEqual([1, 200])
    expect(await open(york.police), 'another agency without one').toEqual([0, 404])
    await world.db.query('update forum_action set done_at = now(), done_by = $2 where discussion_id = $1', [
      discussion,
      york.school.id,
    ])
    expect(await open(york.school), 'once it is done').toEqual([0, 410])
  })

  test('no longer at once when their invitation is taken back, or the child comes off the agenda', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const key = { area: 'york', youngPerson: child.id, discussion }
    const school = await signedIn(the, york.school)
    const co = await signedIn(the, york.coordinator)
    expect((await school.get(urls.papers(key))).status).toBe(200)
    const police = await york.agency('police')
    expect((await co.send(urls.agencies(key), { invited: police })).status).toBe(303)
    // Not the 404 of what never was: it was closed to them.
    expect((await school.get(urls.papers(key))).status).toBe(410)
    const member = await signedIn(the, york.police)
    expect((await member.get(urls.papers(key))).status).toBe(200)
    expect((await co.send(urls.takeOff(key), { reason: 'Listed by mistake' })).status).toBe(303)
    expect((await member.get(urls.papers(key))).status).toBe(410)
  })

  test('only in the discussion their agency is invited to, not in another about the same child', async () => {
    const child = await york.sent()
    const theirs = await york.discussion(child, { invited: ['schools'] })
    const other = await york.discussion(child, { invited: ['police'], kind: 'strategy' })
    const said = await contribution(child, other, 'police', 'all at this item')
    expect(await sees(york.school, child, 'select id from discussion where young_person_id = $1', [child.id])).toEqual([
      { id: theirs },
    ])
    const rows = await sees(york.school, child, 'select says from contribution where discussion_id = $1', [other])
    expect(rows.map(r => r.says)).not.toContain(said)
  })
})

describe('the handling mark is kept by the database', () => {
  const readers: [string, MadePerson, (agency: string) => Reader][] = [
    ['the chair', york.chair, () => ({ record: 'S5', invited: false, core: false, own: false })],
    ['the co-ordinator', york.coordinator, () => ({ record: 'S5', invited: false, core: false, own: false })],
    ['the case-holder', york.holder, () => ({ record: 'S5', invited: false, core: false, own: false })],
    [
      'a member of a core agency',
      york.police,
      a => ({ record: 'nothing', invited: true, core: true, own: a === 'police' }),
    ],
    [
      'a member of another agency',
      york.school,
      a => ({ record: 'nothing', invited: true, core: false, own: a === 'schools' }),
    ],
    [
      'a member of an agency that is not invited',
      stranger,
      () => ({ record: 'nothing', invited: false, core: false, own: false }),
    ],
    [
      'the chair of the other area',
      north.chair,
      () => ({ record: 'nothing', invited: false, core: false, own: false }),
    ],
  ]
  test.each(readers)('%s', async (_, person, readerOf) => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const expected: string[] = []
    for (const agency of ['police', 'schools'])
      for (const handling of Object.keys(handlings) as Handling[]) {
        const says = await contribution(child, discussion, agency, handling)
        if (mayRead(handling, readerOf(agency))) expected.push(says)
      }
    const rows = await sees(person, child, 'select says from contribution where discussion_id = $1', [discussion])
    expect(rows.map(r => r.says).sort()).toEqual(expected.sort())
  })

  test('what was found about people around the child is for core agencies, and so is that part of the papers', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child, { frozen: false })
    const key = { area: 'york', youngPerson: child.id, discussion }
    await fact(child, discussion)
    await (await signedIn(the, york.coordinator)).send(urls.discussion(key), {}, { action: urls.freeze(key) })
    const papers = 'select handling from paper where discussion_id = $1 order by 1'
    const facts = 'select evidence from risk_fact where young_person_id = $1'
    expect(await sees(york.police, child, papers, [discussion])).toHaveLength(2)
    expect(await sees(york.police, child, facts, [child.id])).toHaveLength(1)
    expect(await sees(york.school, child, papers, [discussion])).toEqual([{ handling: 'all at this item' }])
    expect(await sees(york.school, child, facts, [child.id])).toEqual([])
    expect((await (await signedIn(the, york.police)).get(urls.papers(key))).text).toContain('Canary evidence')
    expect((await (await signedIn(the, york.school)).get(urls.papers(key))).text).not.toContain('Canary evidence')
  })

  test('minutes show each agency its own part', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const key = { area: 'york', youngPerson: child.id, discussion }
    await fact(child, discussion)
    const core = await contribution(child, discussion, 'police', 'core agencies only')
    const all = await contribution(child, discussion, 'police', 'all at this item')
    const read = async (person: MadePerson) => (await (await signedIn(the, person)).get(urls.minutes(key))).text
    const [police, school, holder] = [await read(york.police), await read(york.school), await read(york.holder)]
    for (const text of [police, holder]) for (const says of [core, all, 'Canary evidence']) expect(text).toContain(says)
    expect(school).toContain(all)
    for (const says of [core, 'Canary evidence']) expect(school).not.toContain(says)
  })
})

describe('chair and co-ordinator', () => {
  test('see of a child who waits the name, the case-holder and how long; the rest once they are on an agenda', async () => {
    const child = await york.sent({ surname: 'Notyetlisted' })
    const detail = 'select living_area from young_person_detail where young_person_id = $1'
    const co = await signedIn(the, york.coordinator)
    expect((await co.get(urls.forum({ area: 'york' }))).text).toContain('Notyetlisted')
    expect(await sees(york.coordinator, child, detail, [child.id])).toEqual([])
    const begun = await co.send(urls.newDiscussion({ area: 'york', youngPerson: child.id }), {
      where: 'urgent',
      invited: await york.agency('police'),
    })
    expect(begun.status).toBe(303)
    expect((await co.get(begun.location)).status).toBe(200)
    expect(await sees(york.coordinator, child, detail, [child.id])).toHaveLength(1)
  })

  test('of the other area see neither child nor discussion, and cannot list them', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const chair = await signedIn(the, north.chair)
    expect((await chair.get(urls.discussion({ area: 'york', youngPerson: child.id, discussion }))).status).toBe(404)
    expect((await chair.get(urls.newDiscussion({ area: 'york', youngPerson: child.id }))).status).toBe(404)
    expect((await chair.get(urls.forum({ area: 'york' }))).status).toBe(404)
  })

  test('who know the family are kept out, also of the list and the agenda', async () => {
    const child = await york.sent({ surname: 'Behindawall' })
    const discussion = await york.discussion(child)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'neighbour', $3)`,
      [child.areaId, child.id, york.chair.id],
    )
    const chair = await signedIn(the, york.chair)
    expect((await chair.get(urls.forum({ area: 'york' }))).text).not.toContain('Behindawall')
    expect((await chair.get(urls.discussion({ area: 'york', youngPerson: child.id, discussion }))).status).toBe(404)
    await world.db.query('delete from wall where person_id = $1', [york.chair.id])
  })

  test('differ in one thing: only the chair confirms minutes, whatever SQL is run', async () => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    await outcome(child, discussion, 0)
    const key = { area: 'york', youngPerson: child.id, discussion }
    const confirm = 'select app.confirm_minutes($1, $2) as confirmed'
    expect(await sees(york.coordinator, child, confirm, [child.areaId, discussion])).toEqual([{ confirmed: false }])
    const co = await signedIn(the, york.coordinator)
    expect((await co.send(urls.minutes(key), {}, { action: urls.confirm(key) })).status).toBe(403)
    await expect(
      sees(york.chair, child, 'update discussion set minutes_confirmed_at = now() where id = $1', [discussion]),
    ).rejects.toMatchObject({ code: '42501' })
    const chair = await signedIn(the, york.chair)
    expect((await chair.send(urls.minutes(key), {}, { action: urls.confirm(key) })).status).toBe(303)
    expect((await chair.get(urls.minutes(key))).text).toContain(york.chair.name)
    const school = await signedIn(the, york.school)
    const late = await school.post(urls.papers(key), {
      ...(await school.hidden(urls.minutes(key))),
      agency: await york.agency('schools'),
      says: 'Too late',
      handling: 'all at this item',
    })
    expect(late.status).toBe(422)
    expect(late.text).toContain('The chair has confirmed the minutes')
    expect((await world.db.query('select from contribution where discussion_id = $1', [discussion])).rowCount).toBe(0)
  })
})

describe('what SQL as the web server cannot do', () => {
  test.each([
    ['speak for another agency', 'police'],
    ['speak at an item they are not invited to', 'voluntary-sector'],
  ])('a member cannot %s', async (_, agency) => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    const insert = `insert into contribution (area_id, discussion_id, young_person_id, agency_id, handling, says, given_by) values ($1, $2, $3, $4, 'all at this item', 'x', $5)`
    await expect(
      sees(york.school, child, insert, [child.areaId, discussion, child.id, await york.agency(agency), york.school.id]),
    ).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    [
      'an outcome',
      `insert into forum_outcome (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, recorded_by) values ($1, $2, $3, 'neither', 'x', true, true, $4)`,
    ],
    [
      'a fact',
      `insert into risk_fact (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, found_by) values ($1, $2, $3, 'serious-assault', 'known', 'current', 'x', current_date, $4)`,
    ],
  ])('a member or a case-holder cannot record %s', async (_, insert) => {
    const child = await york.sent()
    const discussion = await york.discussion(child)
    for (const person of [york.police, york.holder])
      await expect(sees(person, child, insert, [child.areaId, child.id, discussion, person.id])).rejects.toMatchObject({
        code: '42501',
      })
  })

  test('nobody lists a child who was not sent to the forum (R128)', async () => {
    const child = await world.youngPerson('york', { heldBy: york.holder })
    const insert = `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by) values ($1, $2, 'urgent', current_date, now(), $3)`
    await expect(sees(york.chair, child, insert, [child.areaId, child.id, york.chair.id])).rejects.toMatchObject({
      code: '42501',
    })
  })
})

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const other = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const agencyManager = await world.person({ role: 'agency-manager', area: 'york' })
let as: Record<'holder' | 'other' | 'manager' | 'agencyManager', Client>
let one: MadeYoungPerson
let two: MadeYoungPerson
let references: { one: string; two: string }
let count = 0

const key = (child: MadeYoungPerson) => ({ area: 'york', youngPerson: child.id })
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const referTo = async (child: MadeYoungPerson) => {
  count += 1
  const reference = `YO-CCCC-${['C', 'D', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P'][count % 10]}${['C', 'D', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P'][Math.floor(count / 10)]}`
  await world.db.query('update young_person set reference = $2 where id = $1', [child.id, reference])
  return reference
}

beforeAll(async () => {
  const people = { holder, other, manager, agencyManager }
  as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signedIn(the, person)])),
  ) as typeof as
})
beforeEach(async () => {
  one = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Firstrecord' })
  two = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Secondrecord' })
  references = { one: await referTo(one), two: await referTo(two) }
})

describe('two records of one young person', () => {
  const merge = () =>
    as.manager.send(urls.merge(key(one)), { reference: references.two, reason: 'Same birth certificate' })

  test('are merged by a manager: one goes on, the other can be read and no more', async () => {
    const answer = await merge()
    expect(answer.location).toBe(urls.youngPerson(key(two)))
    expect(words((await as.holder.get(urls.youngPerson(key(one)))).text)).toContain('This record was merged into')
    expect([404, 410]).toContain((await as.holder.get(urls.identity(key(one)))).status)
    expect((await as.holder.get(urls.identity(key(two)))).status).toBe(200)
    expect((await as.holder.get(urls.list({ area: 'york' }))).text).not.toContain(one.id)
    const york = { area: 'york' }
    const byName = await as.holder.send(urls.list(york), { name: 'firstrec' }, { action: urls.byName(york) })
    expect(byName.status).toBe(200)
    expect(byName.text).not.toContain(one.id)
  })

  test('and taken apart again: both are as they were', async () => {
    await merge()
    expect((await as.manager.send(urls.unmerge(key(one)), { reason: 'Two brothers' })).status).toBe(303)
    expect((await as.holder.get(urls.identity(key(one)))).status).toBe(200)
    expect(
      await world.one('select undone_reason from young_person_merge where young_person_id = $1', [one.id]),
    ).toEqual({ undone_reason: 'Two brothers' })
  })

  test('the case-holder of the one that goes on reads the other; both case-holders are told', async () => {
    const theirs = await world.youngPerson('york', { heldBy: other, surname: 'Goeson' })
    const reference = await referTo(theirs)
    await world.db.query(
      `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'gang', 'canarynote', $3)`,
      [one.areaId, one.id, holder.id],
    )
    expect((await as.other.get(urls.youngPerson(key(one)))).status).toBe(404)
    expect((await as.manager.send(urls.merge(key(one)), { reference, reason: 'Same mother' })).status).toBe(303)
    expect((await as.other.get(urls.youngPerson(key(theirs)))).text).toContain(urls.youngPerson(key(one)))
    const read = await as.other.get(urls.youngPerson(key(one)))
    expect(read.status).toBe(200)
    expect(read.text).toContain('canarynote')
    expect((await as.other.get(urls.exploitation(key(one)))).status).toBe(404)
    const told = await world.db.query(
      `select person_id, young_person_id from notification where kind = 'records merged' and young_person_id = any ($1) order by young_person_id`,
      [[one.id, theirs.id]],
    )
    expect(told.rows).toEqual([
      { person_id: holder.id, young_person_id: one.id },
      { person_id: other.id, young_person_id: theirs.id },
    ])
  })

  test('a wall before one of them stands before both', async () => {
    const theirs = await world.youngPerson('york', { heldBy: other })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [one.areaId, one.id, other.id],
    )
    expect((await as.other.get(urls.youngPerson(key(theirs)))).status).toBe(200)
    await as.manager.send(urls.merge(key(one)), { reference: await referTo(theirs), reason: 'Same mother' })
    expect([404, 410]).toContain((await as.other.get(urls.youngPerson(key(one)))).status)
    expect([404, 410]).toContain((await as.other.get(urls.youngPerson(key(theirs)))).status)
    // Their team holds the case from then on, and somebody is asked the same day.
    const stands = await world.one<{ person_id: null; desk: string }>(
      `select h.person_id, t.desk from case_holding h join task t on t.young_person_id = h.young_person_id and t.kind = 'name a case holder' and t.settled_at is null
       where h.young_person_id = $1 and h.until_at is null`,
      [theirs.id],
    )
    expect(stands).toEqual({ person_id: null, desk: `person:${manager.id}` })
    // And no news comes of either, nor is it said that they can see one.
    const news = 'select count(*)::int as n from notification where person_id = $1 and young_person_id = any ($2)'
    expect(await world.one(news, [other.id, [one.id, theirs.id]])).toEqual({ n: 0 })
  })

  test('what is asked about the one that closes is asked no more, and again when they are taken apart', async () => {
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'review an assessment', $3, '/')`,
      [one.areaId, one.id, `person:${holder.id}`],
    )
    const open = () =>
      world.one('select count(*)::int as n from task where young_person_id = $1 and settled_at is null', [one.id])
    await merge()
    expect(await open()).toEqual({ n: 0 })
    await as.manager.send(urls.unmerge(key(one)), { reason: 'Two brothers' })
    expect(await open()).toEqual({ n: 1 })
  })

  test.each([
    [
      'a hand-over',
      `insert into hand_over (area_id, young_person_id, to_agency_id, to_team_id, reason, due_on, asked_by, from_team_id, from_agency_id)
      select area_id, young_person_id, agency_id, team_id, 'Moved', current_date, person_id, team_id, agency_id from case_holding where young_person_id = $1`,
    ],
    ['being sent to the forum', 'update young_person set sent_to_forum_at = now() where id = $1'],
    [
      'being sent back to the forum',
      `with sent as (update young_person set sent_to_forum_at = now() - interval '9 days', forum_decided_at = now() - interval '3 days' where id = $1)
      insert into task (area_id, young_person_id, kind, desk, path) select area_id, id, 'put on the agenda', 'role:' || area_id || ':forum-coordinator', '/' from young_person where id = $1`,
    ],
    [
      'sharing without consent',
      `insert into lawful_share (area_id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, decided_by, decided_on, review_on, recorded_by)
      select y.area_id, y.id, g.id, '{contact}', 'It', 'public task', 'safeguarding', 'It', 'told', 'It', current_date, current_date + 30, y.created_by
        from young_person y join agency g on g.area_id = y.area_id and g.kind <> 'trusted-relationships' where y.id = $1 limit 1`,
    ],
    [
      'a draft of an assessment',
      `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by)
      select area_id, id, 'exploitation-risk-assessment', 1, repeat('0', 64), created_by from young_person where id = $1`,
    ],
  ])('do not close what is under way: %s', async (_, insert) => {
    await world.db.query(insert, [one.id])
    const answer = await merge()
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('Something is under way on this record')
    // The other way round nothing is lost.
    expect(
      (await as.manager.send(urls.merge(key(two)), { reference: references.one, reason: 'Same birth certificate' }))
        .status,
    ).toBe(303)
  })

  test('are merged though a draft that stood on one was moved away', async () => {
    await world.db.query(
      `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by, moved_at)
      select area_id, id, 'exploitation-risk-assessment', 1, repeat('0', 64), created_by, now() from young_person where id = $1`,
      [one.id],
    )
    expect((await merge()).status).toBe(303)
  })

  test.each(['one', 'two'] as const)('are not merged while a death locks one of them: %s', async which => {
    await world.db.query(`update young_person set status = 'died' where id = $1`, [{ one, two }[which].id])
    const answer = which === 'two' ? await merge() : await as.manager.get(urls.merge(key(one)))
    expect(answer.status).toBe(which === 'two' ? 422 : 200)
    expect(words((await merge()).text)).toContain('One of the two is locked')
  })

  test('that two teams hold are merged once one of them handed the case over; the page says so', async () => {
    const theirs = await world.youngPerson('york', { agency: 'early-help' })
    const reference = await referTo(theirs)
    const answer = await as.manager.send(urls.merge(key(one)), { reference, reason: 'x' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('one of you hands the case over first')
    expect(answer.text).toContain(urls.find({ area: 'york' }))
    await world.db.query(
      `update case_holding h set team_id = m.team_id, agency_id = m.agency_id from case_holding m
       where h.young_person_id = $1 and h.until_at is null and m.young_person_id = $2 and m.until_at is null`,
      [theirs.id, one.id],
    )
    expect((await as.manager.send(urls.merge(key(one)), { reference, reason: 'Same mother' })).status).toBe(303)
  })

  test('are not a case-holder’s to merge', async () => {
    expect((await as.holder.get(urls.merge(key(one)))).status).toBe(403)
  })

  test.each([
    ['itself', () => references.one, 'This is the same record'],
    ['nobody', () => 'YO-FFFF-FF', 'There is no record with this reference'],
  ])('are not merged with %s', async (_, reference, says) => {
    const answer = await as.manager.send(urls.merge(key(one)), { reference: reference(), reason: 'x' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain(says)
  })

  test('are not merged twice, nor in a ring', async () => {
    await merge()
    const third = await world.youngPerson('york', { heldBy: holder })
    const reference = await referTo(third)
    expect((await as.manager.send(urls.merge(key(two)), { reference, reason: 'x' })).status).toBe(422)
  })
})

describe('a deputy', () => {
  test('opens the same young people until it ends', async () => {
    expect([404, 410]).toContain((await as.other.get(urls.youngPerson(key(one)))).status)
    expect(
      (await as.holder.send(urls.deputy({ area: 'york' }), { forPerson: holder.id, deputy: other.id })).status,
    ).toBe(303)
    const open = await as.other.get(urls.youngPerson(key(one)))
    expect(open.status).toBe(200)
    expect(words(open.text)).toContain('You stand in for this young person’s case-holder')
    expect((await as.other.get(urls.identity(key(one)))).status).toBe(200)
    await as.holder.send(urls.deputy({ area: 'york' }), { forPerson: holder.id, deputy: 'nobody' })
    expect([404, 410]).toContain((await as.other.get(urls.youngPerson(key(one)))).status)
  })

  test('is named for oneself, or by the team’s manager', async () => {
    expect(
      (await as.other.send(urls.deputy({ area: 'york' }), { forPerson: holder.id, deputy: other.id })).status,
    ).toBe(422)
    expect(
      (await as.manager.send(urls.deputy({ area: 'york' }), { forPerson: holder.id, deputy: other.id })).status,
    ).toBe(303)
    await as.manager.send(urls.deputy({ area: 'york' }), { forPerson: holder.id, deputy: 'nobody' })
  })
})

describe('cases of an agency', () => {
  test('show its manager who holds whom, page by page, each once', async () => {
    for (let n = 0; n < 27; n++) await world.youngPerson('york', { heldBy: holder, surname: `Agencycase${n}x` })
    const seen: string[] = []
    let next: string | undefined = urls.agencyCases({ area: 'york' })
    while (next) {
      const page: string = (await as.agencyManager.get(next)).text
      seen.push(...[...page.matchAll(/Agencycase\d+x/g)].map(match => match[0]))
      next = page.match(/href="([^"]*)">\s*Next page/)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(new Set(seen).size).toBe(27)
    expect(seen).toHaveLength(27)
    expect((await as.holder.get(urls.agencyCases({ area: 'york' }))).status).toBe(403)
  })
})

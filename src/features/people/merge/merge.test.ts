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

describe('an entry recorded against the wrong young person', () => {
  const concernOn = async (child: MadeYoungPerson) =>
    (
      await world.one<{ id: string }>(
        `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'gang', 'canarynote', $3) returning id`,
        [child.areaId, child.id, holder.id],
      )
    ).id
  const moveTo = (entry: string, reference: string, who = as.holder) =>
    who.send(urls.move({ ...key(one), kindKey: 'concern', entry }), { reference, reason: 'Mixed up two brothers' })

  test('moves, is hidden where it was, sealed, and says who had opened the record meanwhile', async () => {
    const entry = await concernOn(one)
    await as.manager.get(urls.youngPerson(key(one)))
    expect((await moveTo(entry, references.two)).status).toBe(303)
    expect((await as.holder.get(urls.youngPerson(key(one)))).text).not.toContain('canarynote')
    expect((await as.holder.get(urls.youngPerson(key(two)))).text).toContain('canarynote')
    const seen = words((await as.holder.get(urls.wrongChild(key(one)))).text)
    expect(seen).toContain(manager.name)
    expect(seen).toContain('Mixed up two brothers')
    const kept = await world.one<{ moved_at: Date | null; sealed: boolean }>(
      `select e.moved_at, w.seal = sha256(convert_to((to_jsonb(e) || '{"moved_at": null}')::text, 'UTF8')) as sealed
       from wrong_child w join exploitation_concern e on e.id = w.entry_id where w.entry_id = $1`,
      [entry],
    )
    expect(kept.moved_at).not.toBeNull()
    expect(kept.sealed).toBe(true)
    const { rows: audited } = await world.db.query(
      `select young_person_id from audit_event where act = 'entry moved' and record_id = $1 and outcome = 'done' order by seq`,
      [entry],
    )
    expect(audited.map(row => row.young_person_id)).toEqual([one.id, two.id])
  })

  test('does not move to somebody on whose record one may not write', async () => {
    const entry = await concernOn(one)
    const theirs = await world.youngPerson('york', { heldBy: other })
    const answer = await moveTo(entry, await referTo(theirs))
    expect(answer.status).toBe(422)
    expect((await as.holder.get(urls.youngPerson(key(one)))).text).toContain('canarynote')
  })

  test('does not stand twice where it stands already', async () => {
    const entry = await concernOn(one)
    await concernOn(two)
    const answer = await moveTo(entry, references.two)
    expect(words(answer.text)).toContain('The same stands on the other record already')
  })

  test.each([
    [
      'adult',
      `insert into trusted_adult (area_id, young_person_id, circle, answer, words, asked_on, recorded_by) values ($1, $2, 'family', 'yes', 'canarywords', current_date, $3) returning id`,
    ],
    [
      'link',
      `insert into young_person_link (area_id, young_person_id, other_words, kind, recorded_by) values ($1, $2, 'canarywords', 'friend', $3) returning id`,
    ],
  ])('may be an answer about trusted adults or a link: %s', async (kindKey, insert) => {
    const { id } = await world.one<{ id: string }>(insert, [one.areaId, one.id, holder.id])
    expect(
      (await as.holder.send(urls.move({ ...key(one), kindKey, entry: id }), { reference: references.two, reason: 'x' }))
        .status,
    ).toBe(303)
    expect((await as.holder.get(urls.youngPerson(key(two)))).text).toContain('canarywords')
    expect((await as.holder.get(urls.youngPerson(key(one)))).text).not.toContain('canarywords')
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

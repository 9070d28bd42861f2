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
let as: Record<'holder' | 'other' | 'manager', Client>
let one: MadeYoungPerson
let two: MadeYoungPerson
let references: { one: string; two: string }

const key = (child: MadeYoungPerson) => ({ area: 'york', youngPerson: child.id })
const words = (page: string) => page.replace(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const today = (name: string) => {
  const [year = '', month = '', day = ''] = new Date().toISOString().slice(0, 10).split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}
const referTo = async (child: MadeYoungPerson) => {
  // A reference as somebody would read it out, of digits alone.
  const { reference } = await world.one<{ reference: string }>(
    `update young_person set reference = 'YO-' || translate(substr(id::text, 30, 4) || '-' || substr(id::text, 34, 2), 'abcdef012589', 'CDFGHJKMNPQR') where id = $1 returning reference`,
    [child.id],
  )
  return reference.toUpperCase()
}

beforeAll(async () => {
  const people = { holder, other, manager }
  as = Object.fromEntries(
    await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signedIn(the, person)])),
  ) as typeof as
})
beforeEach(async () => {
  one = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Firstrecord' })
  two = await world.youngPerson('york', { heldBy: holder, given: 'Jay', surname: 'Secondrecord' })
  references = { one: await referTo(one), two: await referTo(two) }
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

  test('takes its history along: where it was, nothing is left of it; where it belongs, it is recorded now', async () => {
    await as.holder.send(urls.exploitation(key(one)), { kinds: ['county-lines'], note: 'canarynote' })
    const { id } = await world.one<{ id: string }>('select id from exploitation_concern where young_person_id = $1', [
      one.id,
    ])
    await as.holder.send(urls.endConcern({ ...key(one), concern: id }), { ...today('endedOn'), reason: 'Canaryreason' })
    expect(words((await as.holder.get(urls.history(key(one)))).text)).toContain('Canaryreason')
    // Ended, it can be moved as well.
    expect((await moveTo(id, references.two)).status).toBe(303)
    const left = words((await as.holder.get(urls.history(key(one)))).text)
    expect(left).not.toContain('Canaryreason')
    expect(left).not.toContain('County lines')
    expect(words((await as.holder.get(urls.wrongChild(key(two)))).text)).toContain('County lines (no longer so)')
  })

  test('that still stands is in the history of the right record', async () => {
    const entry = await concernOn(one)
    await moveTo(entry, references.two)
    expect(words((await as.holder.get(urls.history(key(two)))).text)).toContain('Kind of exploitation')
  })

  test('is every answer about trusted adults, not only the newest', async () => {
    for (const answer of ['not known', 'no'])
      await world.db.query(
        `insert into trusted_adult (area_id, young_person_id, circle, answer, asked_on, recorded_by) values ($1, $2, 'family', $3, current_date, $4)`,
        [one.areaId, one.id, answer, holder.id],
      )
    const seen = words((await as.holder.get(urls.wrongChild(key(one)))).text)
    expect(seen).toContain('in the family: Not known')
    expect(seen).toContain('in the family: No')
  })

  test('is not a link that the other record has already', async () => {
    const sister = await world.youngPerson('york', { heldBy: holder })
    for (const [a, b] of [
      [one, sister],
      [sister, two],
    ] as const)
      await world.db.query(
        `insert into young_person_link (area_id, young_person_id, other_id, kind, recorded_by) values ($1, $2, $3, 'friend', $4)`,
        [one.areaId, a.id, b.id, holder.id],
      )
    const { id } = await world.one<{ id: string }>('select id from young_person_link where young_person_id = $1', [
      one.id,
    ])
    const path = urls.move({ ...key(one), kindKey: 'link', entry: id })
    const answer = await as.holder.send(path, { reference: references.two, reason: 'x' })
    expect(answer.status).toBe(422)
    expect(words(answer.text)).toContain('The same stands on the other record already')
  })

  test('says of a link who opened either of the two records', async () => {
    const sister = await world.youngPerson('york', { heldBy: other })
    const { id } = await world.one<{ id: string }>(
      `insert into young_person_link (area_id, young_person_id, other_id, kind, recorded_by) values ($1, $2, $3, 'friend', $4) returning id`,
      [one.areaId, one.id, sister.id, holder.id],
    )
    await as.other.get(urls.youngPerson(key(sister)))
    await as.holder.send(urls.move({ ...key(one), kindKey: 'link', entry: id }), {
      reference: references.two,
      reason: 'x',
    })
    expect(words((await as.holder.get(urls.wrongChild(key(one)))).text)).toContain(other.name)
  })

  describe('may be where somebody was', () => {
    const say = (child: MadeYoungPerson, status: string) =>
      as.holder.send(urls.status(key(child)), { status, ...today('sinceOn'), note: 'Canarynote', sure: 'sure' })
    const newest = async (child: MadeYoungPerson) =>
      (
        await world.one<{ id: string }>(
          'select id from young_person_status where young_person_id = $1 order by recorded_at desc limit 1',
          [child.id],
        )
      ).id
    const stands = async (child: MadeYoungPerson) =>
      (await world.one<{ status: string }>('select status from young_person where id = $1', [child.id])).status
    const move = async (status: string) =>
      as.holder.send(urls.move({ ...key(one), kindKey: 'status', entry: status }), {
        reference: references.two,
        reason: 'Brothers',
      })

    test('then the right one is missing, and the wrong one is where they were before', async () => {
      await say(one, 'hospital')
      await say(one, 'missing now')
      expect((await move(await newest(one))).status).toBe(303)
      expect([await stands(one), await stands(two)]).toEqual(['hospital', 'missing now'])
      expect((await as.holder.get(urls.status(key(one)))).text).not.toContain('Missing now</td>')
      expect(words((await as.holder.get(urls.history(key(two)))).text)).toContain('Missing now')
    })

    test('but not what opened a locked record again: they would be said to have died', async () => {
      await say(one, 'died')
      await as.manager.send(urls.unlock(key(one)), { note: 'Another child' })
      expect((await move(await newest(one))).status).toBe(422)
      expect(await stands(one)).toBe('none')
    })
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

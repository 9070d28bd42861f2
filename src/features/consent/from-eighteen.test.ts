import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aPanel } from '../../../test/nominations.ts'
import { acceptedBy, saysYes } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const areaId = await world.areaId('york')
const accepted = acceptedBy(world, { york: await aPanel(world, 'york') })
let of: Awaited<ReturnType<typeof accepted>>
beforeEach(async () => {
  of = await accepted('york', 1)
})

/** A day so many days from today by the database’s calendar, as many years ago. */
const dayOf = async (years: number, days: number) =>
  (
    await world.one<{ day: string }>(
      `select to_char((app.today() + $2::int - make_interval(years => $1))::date, 'YYYY-MM-DD') as day`,
      [years, days],
    )
  ).day

/** Their own yes which rests on somebody else’s, asked so many days ago; and that of a parent, which holds until then. */
async function withAParent(askedDaysAgo: number, until: string | null = null) {
  const asked = await dayOf(0, -askedDaysAgo)
  const { id } = await world.one<{ id: string }>(
    `insert into relevant_individual (area_id, young_person_id, kind, name, responsibility, recorded_by) values ($1, $2, 'parent or carer', 'Canarymother', 'yes', $3) returning id`,
    [areaId, of.child.id, of.panel.holder.id],
  )
  for (const individual of [null, id])
    await world.db.query(
      `insert into consent (area_id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, competence, competence_reason, until_on, recorded_by)
         values ($1, $2, $3, 'taking part', 'yes', $4, 'Somebody', 'It', 'It', '{in person}', true, $5, 'Reason', $6, $7)`,
      [
        areaId,
        of.child.id,
        individual,
        asked,
        individual ? 'not judged' : 'does not understand',
        individual && until,
        of.panel.holder.id,
      ],
    )
  return id
}
/** Somebody is asked again today. */
const says = (answer: 'yes' | 'no', individual: string | null) =>
  world.db.query(
    `insert into consent (area_id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, competence, competence_reason, recorded_by)
       values ($1, $2, $3, 'taking part', $4, app.today(), 'Somebody', 'It', 'It', '{in person}', true, $5, 'Reason', $6)`,
    [areaId, of.child.id, individual, answer, individual ? 'not judged' : 'does not understand', of.panel.holder.id],
  )
const turns18In = async (days: number) =>
  world.db.query('update young_person set born_on = $2 where id = $1', [of.child.id, await dayOf(18, days)])
const open = async (kind: string) => {
  await world.db.query('select app.asked_as_they_grow_up()')
  await world.db.query('select app.asked_as_they_grow_up()')
  const { rows } = await world.db.query(
    `select desk, path, due_on - app.today() as ahead from task where young_person_id = $1 and kind = $2 and settled_at is null`,
    [of.child.id, kind],
  )
  return rows
}
const now = (ahead = 0) =>
  world.one(`select yes, because from app.consent_decided($1, $2, 'taking part', app.today() + $3::int)`, [
    areaId,
    of.child.id,
    ahead,
  ])

describe('turning 18 (R151)', () => {
  test('a yes that rested on a parent’s counts to the day before, and is asked for again ahead of it, once', async () => {
    await turns18In(20)
    await withAParent(60)
    expect(await now()).toMatchObject({ yes: true })
    expect(await now(19)).toMatchObject({ yes: true })
    expect(await now(20)).toEqual({ yes: false, because: 'they were not asked since they turned 18' })
    expect(await open('ask about taking part')).toMatchObject([{ desk: `person:${of.panel.holder.id}`, ahead: 20 }])
  })

  test.each([
    ['five weeks ahead', 35, 60, 0],
    ['four weeks ahead', 28, 60, 1],
    ['who was asked lately is left in peace until the day', 10, 3, 0],
    ['and is asked on the day', 0, 3, 1],
    ['or after it, where the day was missed', -30, 60, 1],
  ])('%s', async (_, days, askedDaysAgo, tasks) => {
    await turns18In(days)
    await withAParent(askedDaysAgo)
    expect(await open('ask about taking part')).toHaveLength(tasks)
  })

  test('a yes of their own is not asked for again', async () => {
    await turns18In(10)
    await saysYes(world, areaId, of.child.id, of.panel.holder.id)
    expect(await open('ask about taking part')).toEqual([])
    expect(await now(10)).toEqual({ yes: true, because: 'they said yes' })
  })

  test('whoever is asked reads why, and their own yes makes it one again', async () => {
    await turns18In(0)
    await withAParent(60)
    await open('ask about taking part')
    const key = { area: 'york', youngPerson: of.child.id }
    const app = await signedIn(the, of.panel.holder)
    expect((await app.get(urls.consent(key))).text).toContain('18 or older, and have to be asked again')
    const today = await dayOf(0, 0)
    const answer = await app.send(urls.askYoungPerson(key), {
      answer: 'yes',
      'askedOn-day': today.slice(8),
      'askedOn-month': today.slice(5, 7),
      'askedOn-year': today.slice(0, 4),
      askedBy: 'Somebody',
      how: ['in person'],
      explained: 'What it is',
      understood: 'That I decide now',
      limitsTold: 'yes',
      competence: 'not judged',
    })
    expect(answer.status).toBe(303)
    expect(await now()).toEqual({ yes: true, because: 'they said yes' })
    expect(await open('ask about taking part')).toEqual([])
  })
})

describe('a parent’s yes that runs out', () => {
  const young = async () => turns18In(365 * 4)
  test('is asked for again where the yes rests on it, and settled by their answer alone', async () => {
    await young()
    const parent = await withAParent(60, await dayOf(0, -1))
    const key = { area: 'york', youngPerson: of.child.id, individual: parent }
    expect(await open('ask a parent again')).toMatchObject([
      { desk: `person:${of.panel.holder.id}`, path: urls.askIndividual(key) },
    ])
    // An answer of the young person’s is another matter.
    await says('yes', null)
    expect(await open('ask a parent again')).toHaveLength(1)
    await says('no', parent)
    expect(await open('ask a parent again')).toEqual([])
  })

  test.each([
    [14, 1],
    [15, 0],
  ])('is asked for ahead of it: %i days before, by %i tasks', async (days, tasks) => {
    await young()
    await withAParent(60, await dayOf(0, days))
    expect(await open('ask a parent again')).toHaveLength(tasks)
  })

  test('said no until a day, and is asked again on it', async () => {
    await young()
    const parent = await withAParent(60)
    await says('no', parent)
    await world.db.query(`update consent set until_on = app.today() + 1 where individual_id = $1 and answer = 'no'`, [
      parent,
    ])
    expect(await open('ask a parent again')).toEqual([])
    await world.db.query(`update consent set until_on = app.today() where individual_id = $1 and answer = 'no'`, [
      parent,
    ])
    expect(await open('ask a parent again')).toHaveLength(1)
  })

  test('is left where it still holds, or where the young person decides', async () => {
    await young()
    await withAParent(60, await dayOf(0, 15))
    expect(await open('ask a parent again')).toEqual([])
    await world.db.query(
      `update consent set until_on = app.today() - 1 where individual_id is not null and young_person_id = $1`,
      [of.child.id],
    )
    await world.db.query(
      `update consent set competence = 'understands' where individual_id is null and young_person_id = $1`,
      [of.child.id],
    )
    expect(await open('ask a parent again')).toEqual([])
  })
})

test('an answer settles what was asked of a record that was merged, and what ran out there is asked again', async () => {
  const other = await world.youngPerson('york', { heldBy: of.panel.holder })
  await world.db.query(`delete from task where young_person_id = $1`, [of.child.id])
  await world.db.query(
    `insert into task (area_id, young_person_id, kind, record_id, desk, path) values ($1, $2, 'ask about taking part', $2, $3, '/')`,
    [areaId, other.id, `person:${of.panel.holder.id}`],
  )
  await world.db.query('update young_person set merged_into = $2 where id = $1', [other.id, of.child.id])
  await saysYes(world, areaId, of.child.id, of.panel.holder.id)
  const asked = () =>
    world.one(
      `select count(*)::int as n from task where young_person_id = any ($1) and kind = 'ask about taking part' and settled_at is null`,
      [[other.id, of.child.id]],
    )
  expect(await asked()).toEqual({ n: 0 })
  await world.db.query(
    `update consent set young_person_id = $2, asked_on = app.today() - 9, until_on = app.today() - 1 where young_person_id = $1`,
    [of.child.id, other.id],
  )
  await world.db.query('select app.looked_at_again()')
  expect(await asked()).toEqual({ n: 1 })
})

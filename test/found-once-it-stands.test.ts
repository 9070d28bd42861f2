import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { nameParts } from '../src/features/people/name-words.ts'
import { aSession } from './access/session.ts'
import { testDatabase } from './database.ts'
import { aWorld } from './world.ts'

// What finds more than one may see, tried as the role app with any SQL: a transaction that is taken back leaves no trace, so
// nothing is found in one that still can be.

const database = await testDatabase()
const world = await aWorld(database)
const app = new pg.Client({ connectionString: database.appUrl })
await app.connect()
afterAll(() => app.end())

const unseen = await world.youngPerson('york', {
  heldBy: await world.person({ role: 'case-holder', area: 'york' }),
  given: 'Secret',
  surname: 'Outofsight',
  bornOn: '2011-03-04',
  postcode: 'YO1 7HH',
})
const outsider = await world.person({ role: 'case-holder', area: 'york', agency: 'youth-justice' })
const token = await aSession(world.db, outsider.id)
const theirs = await aSession(world.db, (await world.person({ role: 'case-holder', area: 'york' })).id)

beforeEach(async () => {
  await app.query('begin')
  await app.query('select app.enter($1, null)', [token])
  return () => app.query('rollback')
})

/** The code of the error that this gives. */
async function refused(text: string, values: unknown[]): Promise<unknown> {
  await app.query('savepoint asking')
  const code = await app.query(text, values).then(
    () => 'none',
    error => error.code,
  )
  await app.query('rollback to savepoint asking')
  return code
}

/** Goes on in the next transaction, as whoever asks. */
const stands = async () => {
  await app.query('commit')
  await app.query('begin')
  await app.query('select app.enter($1, null)', [token])
}

test('finds nobody for a request that can still be taken back, and one request is one guess', async () => {
  const ask = `select app.ask_emergency_access($1, array['secret', 'outofsight'], '2011-03-04', 'cover', 'Line') as id`
  const lookUp = 'select app.look_up_in_emergency($1, $2, $3, $4)'
  const sees = async () => (await app.query('select from app.young_person where id = $1', [unseen.id])).rowCount
  const { rows } = await app.query(ask, [unseen.areaId])
  const right = [unseen.areaId, rows[0].id, ['secret', 'outofsight'], '2011-03-04']
  expect(await refused(lookUp, right)).toBe('42501')
  await stands()
  expect(await refused(lookUp, [unseen.areaId, rows[0].id, ['other', 'outofsight'], '2011-03-04'])).toBe('42501')
  expect(await refused(lookUp, [unseen.areaId, rows[0].id, ['secret', 'outofsight'], '2011-03-05'])).toBe('42501')
  await app.query(lookUp, right)
  // It found them: told to whoever holds the case, and open only once that stands.
  expect(await sees()).toBe(0)
  await stands()
  expect(await sees()).toBe(1)
  expect(await refused(lookUp, right)).toBe('42501')
  expect(
    await world.one(`select count(*)::int as told from app.notification where kind = 'opened in an emergency'`),
  ).toEqual({ told: 1 })
})

test('finds nobody for a search that can still be taken back', async () => {
  const words = JSON.stringify(nameParts({ givenNames: 'Secret', surname: 'Outofsight' }))
  const search = `select app.search_young_people($1, 'Secret', 'Outofsight', null, '2011-03-04', 'YO17HH', $2) ->> 'id' as id`
  const match = 'select app.match_search($1, $2)'
  const matches = async (id: string) => {
    const found = await world.db.query('select found_id from app.search_match where search_id = $1', [id])
    return found.rows
  }
  // As the owner of that transaction, who sees what was written in it; a savepoint makes it no other.
  await world.db.query('begin')
  await world.db.query('set local role app')
  await world.db.query('select app.enter($1, null)', [token])
  await world.db.query('savepoint before')
  const taken = (await world.db.query(search, [unseen.areaId, words])).rows[0].id
  await world.db.query('release before')
  await world.db.query(match, [unseen.areaId, taken])
  await world.db.query('reset role')
  expect(await matches(taken)).toEqual([])
  await world.db.query('rollback')

  const { id } = (await app.query(search, [unseen.areaId, words])).rows[0]
  await stands()
  await app.query(match, [unseen.areaId, id])
  await stands()
  expect(await matches(id)).toEqual([{ found_id: unseen.id }])
  // Nor is one counted that began before others were made.
  await app.query('rollback')
  await app.query('begin isolation level repeatable read')
  await app.query('select app.enter($1, null)', [token])
  expect(await refused(search, [unseen.areaId, words])).toBe('42501')
  await app.query('rollback')
  await app.query('begin')
  // Nor is a search of somebody else's matched, or one of the day before yesterday.
  await app.query('select app.enter($1, null)', [theirs])
  const later = (await app.query(search, [unseen.areaId, words])).rows[0].id
  await stands()
  await app.query(match, [unseen.areaId, later])
  await world.db.query(
    `update app.young_person_search set person_id = $2, at = at - interval '25 hours' where id = $1`,
    [later, outsider.id],
  )
  await app.query(match, [unseen.areaId, later])
  await stands()
  expect(await matches(later)).toEqual([])
})

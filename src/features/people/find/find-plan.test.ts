import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { nameParts, nameWords } from '../name-words.ts'

// Twenty thousand young people in one area, found by name through an index, whoever asks: what the server itself counted
// says how many rows of names were read. A scan of the table would read some sixty thousand.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const duty = await world.person({ role: 'duty', area: 'york' })
const holder = await world.person({ role: 'case-holder', area: 'york' })
const app = new pg.Client({ connectionString: database.appUrl, options: '-c search_path=app' })
afterAll(() => app.end())

beforeAll(async () => {
  await app.connect()
  const area = await world.areaId('york')
  await world.db.query('set session_replication_role = replica')
  await world.db.query(
    `insert into young_person (area_id, reference, given_names, surname, born_on, created_by)
     select $1, 'PLAN-' || n, 'Given' || n % 97, 'Sur' || n, date '2009-01-01' + (n % 2000), $2 from generate_series(1, 20000) n`,
    [area, duty.id],
  )
  await world.db.query(
    `insert into young_person_name (area_id, young_person_id, part, word, sounds)
     select area_id, id, 'given', lower(given_names), 'KFN' from young_person where reference like 'PLAN-%'
     union all select area_id, id, 'surname', lower(surname), 'SR' || right(reference, 3) from young_person where reference like 'PLAN-%'`,
  )
  await world.db.query(
    `insert into young_person_detail (area_id, young_person_id, postcode, changed_by)
     select area_id, id, 'YO' || right(reference, 2) || '1AA', created_by from young_person where reference like 'PLAN-%'`,
  )
  await world.db.query(`set session_replication_role = origin`)
  for (const given of ['Jay', 'Jasmine'])
    await world.youngPerson('york', { heldBy: holder, given, surname: 'Okoroplan' })
  await world.db.query('analyze')
})

/** How many rows of the names were read while this ran, through indexes and by scanning. */
async function rowsRead(
  token: string,
  run: (area: string) => Promise<unknown>,
): Promise<{ index: number; scan: number; found: unknown }> {
  const counts = async () => {
    await app.query('select pg_stat_force_next_flush()').catch(() => undefined)
    await app.query('select 1')
    const row = await world.one<{ index: number; scan: number }>(
      `select coalesce((select sum(idx_tup_read) from pg_stat_user_indexes where relname = 'young_person_name'), 0)::int as index,
        (select seq_tup_read from pg_stat_user_tables where relname = 'young_person_name')::int as scan`,
    )
    return row
  }
  const before = await counts()
  await app.query('begin')
  await app.query('select app.enter($1, null)', [token])
  const found = await run(await world.areaId('york'))
  await app.query('commit')
  const after = await counts()
  return { index: after.index - before.index, scan: after.scan - before.scan, found }
}

const byName = (typed: string) => async (area: string) =>
  (
    await app.query('select id from app.find_young_people($1, $2, null, null, 26)', [
      area,
      nameWords(typed).map(w => w.word),
    ])
  ).rowCount

describe('finding by name among twenty thousand', () => {
  test.each([
    ['sur', 26],
    ['sur1234', 11],
    ['okoroplan', 2],
    ['okoroplan ja', 2],
    ['zzz', 0],
  ])('duty finds "%s" by the index, reading no more than a page needs', async (typed, count) => {
    const token = (await signedIn(the, duty)).token
    const { index, scan, found } = await rowsRead(token, byName(typed))
    expect(found).toBe(count)
    expect(scan).toBe(0)
    expect(index).toBeLessThan(1_000)
  })

  test('a case-holder reads the names of their own alone', async () => {
    const token = (await signedIn(the, holder)).token
    const { index, scan, found } = await rowsRead(token, byName('ja'))
    expect(found).toBe(2)
    expect(scan).toBe(0)
    expect(index).toBeLessThan(100)
  })

  test('the search before recording reads by word and by sound', async () => {
    const token = (await signedIn(the, holder)).token
    const words = JSON.stringify(nameParts({ givenNames: 'Jasmin', surname: 'Okoroplann' }))
    const { found } = await rowsRead(token, async area => {
      const { rows } = await app.query(
        `select app.search_young_people($1, 'Jasmin', 'Okoroplann', null, '2012-05-04', 'YO16GA', $2) as s`,
        [area, words],
      )
      return rows[0].s.id
    })
    const { index, scan } = await rowsRead(token, area => app.query('select app.match_search($1, $2)', [area, found]))
    const results = 'with me as materialized (select app.enter($1, null)) select r.* from me, app.search_results($2) r'
    // Jasmine by both names, Jay by a surname that sounds alike and the same birthday.
    expect((await app.query(results, [token, found])).rowCount).toBe(2)
    expect(scan).toBe(0)
    expect(index).toBeLessThan(200)
  })

  test('the search before recording reads by birthday and postcode too, and no young people or homes from end to end', async () => {
    const token = (await signedIn(the, holder)).token
    const words = JSON.stringify(nameParts({ givenNames: 'Quite', surname: 'Different' }))
    const york = await world.areaId('york')
    const asHolder = async () => {
      await world.db.query('begin')
      await world.db.query('set local role app')
      await world.db.query('select app.enter($1, null)', [token])
    }
    await asHolder()
    const searched = await world.one<{ id: string }>(
      `select app.search_young_people($1, 'Quite', 'Different', null, '2010-03-04', 'YO16GA', $2) ->> 'id' as id`,
      [york, words],
    )
    await world.db.query('commit')
    await asHolder()
    await world.db.query('select app.match_search($1, $2)', [york, searched.id])
    await world.db.query('reset role')
    expect(
      await world.one('select matched_at is not null as matched from young_person_search where id = $1', [searched.id]),
    ).toEqual({ matched: true })
    const { rows } = await world.db.query(
      `select relname, seq_tup_read::int as scanned from pg_stat_xact_all_tables where schemaname = 'app' and relname in ('young_person', 'young_person_detail', 'young_person_name') and seq_tup_read > 0`,
    )
    await world.db.query('rollback')
    expect(rows).toEqual([])
  })
})

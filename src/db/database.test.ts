import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { aWorld } from '../../test/world.ts'
import { openDatabase } from './database.ts'
import { checkDatabase } from './kind.ts'
import { migrate } from './migrate.ts'

const on = await testDatabase()
const world = await aWorld(on)
const broke: Error[] = []
const database = openDatabase(on.appUrl, 1, error => void broke.push(error))
afterAll(() => database.close())

const backend = async () => (await database.pool.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]?.pid
const cut = () =>
  world.db.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'app'`,
  )

describe('what comes out', () => {
  test('a day is a day, wherever the clock stands; a count is a number', async () => {
    const { rows } = await database.pool.query(
      `select date '2026-03-29' as day, 5000000000::bigint as many, current_setting('timezone') as zone`,
    )
    expect(rows).toEqual([{ day: '2026-03-29', many: 5_000_000_000, zone: 'Europe/London' }])
  })
})

describe('statements are prepared by name', () => {
  const prepared = async () =>
    (await database.pool.query<{ n: number }>(`select count(*)::int as n from pg_prepared_statements`)).rows[0]?.n ?? 0

  test('once for each text, whatever the parameters', async () => {
    const ask = (n: number) => sql<{ n: number }>`select ${n}::int + 1 as n`.execute(database.kysely)
    const before = await prepared()
    for (let n = 0; n < 5; n++) expect((await ask(n)).rows).toEqual([{ n: n + 1 }])
    expect(await prepared()).toBe(before + 1)
  })

  test('one that fails can be asked again and again on the same connection', async () => {
    const divide = (n: number) => sql<{ n: number }>`select 10 / ${n}::int as n`.execute(database.kysely)
    for (const _ of [1, 2, 3]) {
      await expect(divide(0)).rejects.toMatchObject({ code: '22012' })
      expect((await divide(5)).rows).toEqual([{ n: 2 }])
    }
  })

  test('one that cannot be read fails alike each time and leaves the connection well', async () => {
    const nonsense = () => sql`select ${1}::int frmo nowhere`.execute(database.kysely)
    for (const _ of [1, 2]) await expect(nonsense()).rejects.toMatchObject({ code: '42601' })
    expect(await backend()).toBeTypeOf('number')
  })

  test('never more than 400: lists of every length do not fill the server', async () => {
    for (let n = 1; n <= 450; n++) await database.pool.query(`select ${'$1::int +'.repeat(n)} 0 as n`, [1])
    expect(await prepared()).toBeLessThanOrEqual(400)
  })

  test('another shape of a table does not stop a connection that had prepared for the old one', async () => {
    await world.db.query(
      'create table app.changing (a int); grant select on app.changing to app; insert into app.changing values (1)',
    )
    const ask = () => sql`select * from changing where a = ${1}::int`.execute(database.kysely)
    expect((await ask()).rows).toEqual([{ a: 1 }])
    await world.db.query('alter table app.changing add column b int')
    // It fails once, for which a transaction is tried again (scope.ts); no connection may stay broken.
    await expect(ask()).rejects.toMatchObject({ code: '0A000' })
    expect((await ask()).rows).toEqual([{ a: 1, b: null }])
  })
})

describe('a connection that is cut', () => {
  test('while nobody uses it, is reported, and the next question gets a new one', async () => {
    const before = await backend()
    await cut()
    await expect.poll(() => broke.length, { timeout: 5_000 }).toBeGreaterThan(0)
    expect(await backend()).not.toBe(before)
  })

  test('while it answers, fails that question and no other', async () => {
    const asked = database.pool.query('select pg_sleep(10)')
    const failed = expect(asked).rejects.toMatchObject({ code: '57P01' })
    await sleep(100)
    await cut()
    await failed
    expect(await backend()).toBeTypeOf('number')
  })

  test('while it is held between two questions, fails the second and not the program', async () => {
    const work = database.kysely.connection().execute(async connection => {
      await sql`begin`.execute(connection)
      await sql`select ${randomUUID()}::uuid`.execute(connection)
      await cut()
      await sleep(200)
      await sql`select 1`.execute(connection)
    })
    await expect(work).rejects.toThrow()
    expect(await backend()).toBeTypeOf('number')
  })
})

describe('a database is for a trial or live, and stays that', () => {
  const say: string[] = []
  const load = async () => void say.push('loaded')
  const again = (kind: 'trial' | 'live') =>
    migrate(on.superuserUrl, { kind, signInKey: on.signInKey, say: line => void say.push(line), load })

  test('migrating it as the other is refused in one sentence, before anything is changed', async () => {
    const state = () =>
      world.one(`select (select count(*) from migrations.applied)::int as applied, xmin::text, kind from system`)
    // As a newer program would find it: something still to be applied.
    await world.db.query(`delete from migrations.applied where id = (select max(id) from migrations.applied)`)
    const before = await state()
    await expect(again('live')).rejects.toThrow(/^This database is marked trial; it cannot be used as live\.$/)
    expect(await state()).toEqual(before)
    expect(say).toEqual([])
  })

  test('a program for the other does not start on it', async () => {
    await expect(checkDatabase(database, 'live')).rejects.toThrow(
      /^This database is marked trial; it cannot be used as live\.$/,
    )
    await expect(checkDatabase(database, 'trial')).resolves.toBeUndefined()
  })

  test.each([
    ['compares before it asks a policy', 'alter function pg_catalog.text_lt(text, text) leakproof'],
    ['says what it counts', 'grant execute on function pg_catalog.pg_stat_get_xact_tuples_returned(oid) to public'],
  ])('nor does it on one that %s, until database.sql is run in it', async (_, sql) => {
    await world.db.query(sql)
    await expect(checkDatabase(database, 'trial')).rejects.toThrow(
      /^This database tells more than its policies allow: run database\/database\.sql in it\.$/,
    )
    await world.db.query(await readFile(join(import.meta.dirname, '../../database/database.sql'), 'utf8'))
    await expect(checkDatabase(database, 'trial')).resolves.toBeUndefined()
  })
})

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { testApp } from '../../test/app.ts'
import { signedIn } from '../../test/as.ts'
import { testDatabase } from '../../test/database.ts'
import { aWorld } from '../../test/world.ts'
import { openDatabase } from './database.ts'
import { type Asking, type ReadTx, reading, type WriteTx, writing } from './scope.ts'

const on = await testDatabase()
const the = await testApp(on)
const world = await aWorld(on)
/** Another connection, for a lock that stands while the first one looks. */
const { db: other } = await aWorld(on)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const askingAs = async (who: typeof holder): Promise<Asking> => ({
  token: (await signedIn(the, who)).token,
  request: randomUUID(),
  focus: undefined,
})
const me = await askingAs(holder)
const nobody: Asking = { token: '', request: randomUUID(), focus: undefined }

// One connection only: what a transaction leaves behind, the next one gets.
const database = openDatabase(on.appUrl, 1, () => undefined)
afterAll(() => database.close())

const sent = (tx: WriteTx, token = randomUUID()) =>
  tx
    .insertInto('sent_form')
    .values({ token: token as never, person_id: tx.who.person.id as never })
    .execute()
    .then(() => token)
const isThere = async (token: string) =>
  (await world.one<{ n: number }>('select count(*)::int as n from sent_form where token = $1', [token])).n === 1
const all = () => true

describe('who is asking', () => {
  test('stands in the transaction, with what their roles may do and the database’s clock', async () => {
    const entry = await reading(
      database,
      me,
      async tx => [tx.who.person.id, tx.who.acts.has('read S3'), tx.now] as const,
    )
    expect(entry).toMatchObject({
      state: 'open',
      who: { person: { id: holder.id } },
      value: [holder.id, true, expect.any(Date)],
    })
  })

  test('is somebody else in the next transaction on the same connection, and nobody in one without a token', async () => {
    const they = await askingAs(colleague)
    const seen = async (asking: Asking) => {
      const entry = await reading(database, asking, async tx => tx.who.person.id)
      return entry.state === 'open' ? entry.value : entry.state
    }
    expect([await seen(me), await seen(they), await seen(nobody), await seen(me)]).toEqual([
      holder.id,
      colleague.id,
      'none',
      holder.id,
    ])
  })

  test('is forgotten when the transaction ends, however it ends', async () => {
    const left = () =>
      database.pool
        .query<{ token: string; who: string | null }>(
          `select current_setting('app.token', true) as token, app.person_id() as who`,
        )
        .then(({ rows }) => rows[0])
    await reading(database, me, async () => 1)
    expect(await left()).toEqual({ token: '', who: null })
    await writing(
      database,
      me,
      tx => sent(tx),
      () => false,
    )
    expect(await left()).toEqual({ token: '', who: null })
    await expect(reading(database, me, () => Promise.reject(new Error('a bug')))).rejects.toThrow('a bug')
    expect(await left()).toEqual({ token: '', who: null })
  })

  test('runs nothing where nobody is', async () => {
    let ran = false
    for (const asking of [nobody, { ...me, token: 'x'.repeat(43) }]) {
      const entry = await writing(database, asking, async () => (ran = true), all)
      expect(entry).toEqual({ state: 'none' })
    }
    expect(ran).toBe(false)
  })
})

describe('a connection goes back clean', () => {
  const dirty: [string, Asking][] = [
    ['a token that PostgreSQL cannot read', { ...me, token: '\u0000' }],
    ['a focus that is no id', { ...me, focus: ['nonsense'] }],
  ]
  test.each(dirty)('after %s', async (_, asking) => {
    for (let time = 0; time < 3; time++) await expect(reading(database, asking, async () => 1)).rejects.toThrow()
    for (let time = 0; time < 3; time++) await expect(writing(database, asking, async () => 1, all)).rejects.toThrow()
    expect(await reading(database, me, async tx => tx.who.person.id)).toMatchObject({ value: holder.id })
  })

  test('after a statement that failed, a bug, and a refusal', async () => {
    await expect(reading(database, me, tx => sql`select 1 / 0`.execute(tx))).rejects.toMatchObject({ code: '22012' })
    await expect(writing(database, me, () => Promise.reject(new TypeError('a bug')), all)).rejects.toThrow('a bug')
    await writing(
      database,
      me,
      tx => sent(tx),
      () => false,
    )
    const state = await database.pool.query<{ xid: string | null }>(
      'select pg_current_xact_id_if_assigned()::text as xid',
    )
    expect(state.rows).toEqual([{ xid: null }])
    expect(await reading(database, me, async () => 'well')).toMatchObject({ value: 'well' })
  })
})

describe('reading', () => {
  test('writes nothing, whatever it is asked to run', async () => {
    const token = randomUUID()
    await expect(reading(database, me, (tx: ReadTx) => sent(tx as unknown as WriteTx, token))).rejects.toMatchObject({
      code: '25006',
    })
    await expect(reading(database, me, tx => sql`select app.sign_out(true)`.execute(tx))).rejects.toMatchObject({
      code: '25006',
    })
    expect(await isThere(token)).toBe(false)
    expect(await reading(database, me, async () => 'still signed in')).toMatchObject({ state: 'open' })
  })
})

describe('writing', () => {
  test('is there when it was kept, and not when it was refused or failed', async () => {
    const kept = await writing(database, me, tx => sent(tx), all)
    expect(kept.state === 'open' && (await isThere(kept.value))).toBe(true)
    const refused = await writing(
      database,
      me,
      tx => sent(tx),
      () => false,
    )
    expect(refused.state === 'open' && (await isThere(refused.value))).toBe(false)
    const token = randomUUID()
    await expect(
      writing(
        database,
        me,
        async tx => {
          await sent(tx, token)
          throw new Error('a bug')
        },
        all,
      ),
    ).rejects.toThrow('a bug')
    expect(await isThere(token)).toBe(false)
  })

  test('an error that was passed over is not taken for a commit: the server had undone everything', async () => {
    const token = randomUUID()
    const careless = writing(
      database,
      me,
      async tx => {
        await sent(tx, token)
        await sql`select 1 / 0`.execute(tx).catch(() => undefined)
        return 'done'
      },
      all,
    )
    await expect(careless).rejects.toThrow('nothing was committed')
    expect(await isThere(token)).toBe(false)
    expect(await writing(database, me, tx => sent(tx), all)).toMatchObject({ state: 'open' })
  })

  test.each([
    ['40001', 'a serialisation failure'],
    ['40P01', 'a deadlock'],
    ['0A000', 'a plan made for another shape'],
  ])('%s, %s, is tried once more, and once only', async code => {
    let times = 0
    const fails = (until: number) => async (tx: WriteTx) => {
      times += 1
      if (times < until)
        await sql.raw(`do $$ begin raise exception 'again' using errcode = '${code}'; end $$`).execute(tx)
      return times
    }
    expect(await writing(database, me, fails(2), all)).toMatchObject({ value: 2 })
    times = 0
    await expect(writing(database, me, fails(9), all)).rejects.toMatchObject({ code })
    expect(times).toBe(2)
  })

  test('two that lock each other’s rows both end well: the one the database gives up is tried again', async () => {
    const pair = openDatabase(on.appUrl, 2, () => undefined)
    const { value: a } = (await writing(pair, me, tx => sent(tx), all)) as { value: string }
    const { value: b } = (await writing(pair, me, tx => sent(tx), all)) as { value: string }
    const mark = (tx: WriteTx, token: string, by: string) =>
      tx
        .updateTable('sent_form')
        .set({ location: by })
        .where('token', '=', token as never)
        .execute()
    let arrived = 0
    const both = async (first: string, second: string, by: string) =>
      writing(
        pair,
        me,
        async tx => {
          await mark(tx, first, by)
          arrived += 1
          // Until the other holds its first row too; a second try finds that it has long arrived.
          while (arrived < 2) await new Promise(resolve => setTimeout(resolve, 5))
          await mark(tx, second, by)
        },
        all,
      )
    await Promise.all([both(a, b, '/one'), both(b, a, '/two')])
    const rows = await world.db.query<{ location: string }>(
      'select distinct location from sent_form where token in ($1, $2)',
      [a, b],
    )
    expect(rows.rows).toHaveLength(1)
    expect(arrived).toBe(3)
    await pair.close()
  })
})

describe('the session token', () => {
  /** What anybody with an eye on the server can read of the statements that run now or ran last, on every connection. */
  const statements = async () =>
    (
      await world.db.query<{ query: string }>(
        'select query from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()',
        [on.name],
      )
    ).rows.map(row => row.query)

  test('is never in the text of a statement: not of the one that hands it over, nor of any that follows', async () => {
    const seen: string[] = []
    await reading(database, me, async tx => {
      seen.push(...(await statements()))
      const slow = sql`select pg_sleep(1)`.execute(tx)
      await expect.poll(async () => (await statements()).join()).toContain('pg_sleep')
      seen.push(...(await statements()))
      await slow
    })
    expect(seen.join('\n')).toContain('select app.enter($1, $2')
    expect(seen.join('\n')).not.toContain(me.token)
  })

  test('nor of the one that writes down what a page shows', async () => {
    const client = await signedIn(the, holder)
    await world.db.query(`update session set last_seen_at = now() - interval '1 minute' where person_id = $1`, [
      holder.id,
    ])
    await other.query('begin')
    await other.query('select from session where person_id = $1 for update', [holder.id])
    const page = client.get('/your-sessions')
    await expect.poll(async () => (await statements()).join()).toContain('app.viewed($1')
    const seen = await statements()
    await other.query('commit')
    expect((await page).status).toBe(200)
    expect(seen.join('\n')).not.toContain(client.token)
  })
})

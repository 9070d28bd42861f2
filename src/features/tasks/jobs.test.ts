import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { openDatabase } from '../../db/database.ts'
import { makeLog } from '../../platform/log.ts'
import { fileMailer } from '../../platform/mail.ts'
import { clocks, jobs, type Means } from './jobs.ts'

// What the database lets the role `worker` do, and what its functions answer. The program is tested in src/worker.test.ts.

const database = await testDatabase()
const world = await aWorld(database)
const worker = new pg.Client({ connectionString: database.workerUrl })
await worker.connect()
afterAll(() => worker.end())

const origin = 'http://localhost:8080'
const asWorker = openDatabase(database.workerUrl, 2, () => undefined)
afterAll(() => asWorker.close())
/** Runs a job as the worker would. */
const work = (name: string): Promise<void> | undefined =>
  jobs({
    database: asWorker,
    origin,
    log: makeLog('silent'),
    mailer: fileMailer('/nowhere', 'no-reply@mail.example'),
  })[name]?.({ _cron: { ts: new Date().toISOString() } })
const one = async <T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T> => {
  const { rows } = await worker.query<T>(text, values)
  return rows[0] as T
}
test('every job is either asked for or has its hour, and no hour is without a job', () => {
  const known = Object.keys(jobs({} as Means))
  expect(clocks.map(one => one.job).toSorted()).toEqual(known.filter(job => job !== 'mail').toSorted())
})

/** Somebody with an address, and with no team whose desk other tests put things on. */
async function reachable(role = 'steering-group', agency?: string) {
  const person = await world.person({ role, area: 'york', ...(agency ? { agency } : {}) })
  await world.db.query('update person set work_email = $2 where id = $1', [person.id, `${person.id}@council.example`])
  return person
}
const tell = (person: string, urgency: string) =>
  world.db.query(`insert into notification (person_id, kind, path, urgency) values ($1, 'hand over asked', '/', $2)`, [
    person,
    urgency,
  ])
const asked = async (person: string) =>
  (
    await world.one<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs where payload->>'person' = $1`,
      [person],
    )
  ).n
const begun = async (person: string, kind: string) =>
  (await one<{ id: string | null }>('select app.mail_begins($1, $2) as id', [person, kind])).id
const handOver = async (id: string) => {
  await worker.query('select * from app.mail_to($1)', [id])
  await worker.query('select app.mail_handed_over($1)', [id])
}

describe('the role worker', () => {
  test('reads no table of ours but what everybody may: no person, no child, nothing above S0', async () => {
    const { rows } = await world.db.query<{ name: string; says: string }>(
      `select c.relname as name, obj_description(c.oid, 'pg_class') as says from pg_class c
        where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
          and has_table_privilege('worker', c.oid, 'select, insert, update, delete, truncate, references, trigger') order by 1`,
    )
    for (const { says } of rows) expect(says).toMatch(/^S0\. /)
    expect(rows.map(r => r.name)).not.toContain('person')
    for (const table of [
      'person',
      'membership',
      'notification',
      'task',
      'young_person',
      'mailing',
      'session',
      'system',
    ])
      await expect(worker.query(`select from app.${table}`)).rejects.toThrow('permission denied')
  })

  test('calls the functions of its jobs and none of those that ask who it is', async () => {
    const { rows } = await world.db.query<{ name: string }>(
      `select p.proname as name from pg_proc p where p.pronamespace = 'app'::regnamespace and has_function_privilege('worker', p.oid, 'execute')`,
    )
    const names = rows.map(r => r.name)
    expect(names).toEqual(expect.arrayContaining(['mail_begins', 'mail_to', 'mail_handed_over', 'seal_audit']))
    for (const name of ['enter', 'viewed', 'acted', 'tell', 'ask', 'sign_in_ends', 'ask_for_mail', 'mail_from_here_on'])
      expect(names).not.toContain(name)
  })

  test('works in every table of the queue, whatever the library’s version made of them', async () => {
    const { rows } = await world.db.query<{ name: string; rls: boolean; let_in: boolean; may: boolean }>(
      `select c.relname as name, c.relrowsecurity as rls, has_table_privilege('worker', c.oid, 'select') as may,
          exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polroles = array['worker'::regrole::oid]
            and pg_get_expr(p.polqual, c.oid) = 'true') as let_in
         from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind in ('r', 'p')`,
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const { name, ...is } of rows) expect({ name, ...is }).toEqual({ name, rls: true, may: true, let_in: true })
  })

  test('is the only login that reaches the queue', async () => {
    for (const url of [database.appUrl, database.reportsUrl]) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await expect(client.query('select from graphile_worker._private_jobs')).rejects.toThrow('permission denied')
      await expect(client.query(`select graphile_worker.add_job('mail')`)).rejects.toThrow('permission denied')
      await expect(client.query(`select app.ask_for_mail(null, 'today')`)).rejects.toThrow('permission denied')
      await client.end()
    }
  })
})

describe('the digest', () => {
  const sevenInSummer = '2026-07-01T06:00:00Z'
  const eightInSummer = '2026-07-01T07:00:00Z'
  const sevenInWinter = '2026-12-01T07:00:00Z'

  test.each([
    [sevenInSummer, 1],
    [eightInSummer, 0],
    [sevenInWinter, 1],
    ['2026-12-01T06:00:00Z', 0],
  ])('at %s asks for %i e-mail: it is seven in London or it is not', async (at, expected) => {
    const person = await reachable()
    await tell(person.id, 'digest')
    await worker.query('select app.digests_due($1)', [at])
    expect(await asked(person.id)).toBe(expected)
  })

  test('comes once a day, however often it is asked for', async () => {
    const person = await reachable()
    await tell(person.id, 'digest')
    const first = await begun(person.id, 'digest')
    expect(first).not.toBeNull()
    await handOver(first as string)
    await tell(person.id, 'digest')
    expect(await begun(person.id, 'digest')).toBeNull()
    await worker.query('select app.digests_due($1)', [sevenInWinter])
    expect(await asked(person.id)).toBe(0)
  })

  test.each([
    ['today', '0 days', true],
    ['in two days', '2 days', true],
    ['in three days', '3 days', false],
  ])('is for a task due %s: %s from now, %s', async (_, from, expected) => {
    const person = await reachable()
    await world.db.query(
      `insert into task (area_id, kind, desk, path, due_on) values ($1, 'do an action', $2, '/', (now() at time zone 'Europe/London')::date + $3::interval)`,
      [await world.areaId('york'), `person:${person.id}`, from],
    )
    expect((await begun(person.id, 'digest')) !== null).toBe(expected)
  })

  test('mentions what is late on Mondays, not every day', async () => {
    const person = await reachable()
    const area = await world.areaId('york')
    await world.db.query(
      `insert into task (area_id, kind, desk, path, due_on) values ($1, 'do an action', $2, '/', '2026-01-01')`,
      [area, `person:${person.id}`],
    )
    const due = async (day: string) =>
      (await world.one<{ due: boolean }>('select app.is_soon_due($1, $2) as due', [person.id, day])).due
    expect(await due('2026-06-01')).toBe(true)
    expect(await due('2026-06-02')).toBe(false)
  })

  test('is for whoever stands in for somebody, about the young people they stand in for', async () => {
    // At a desk of their own: others are asked things at that of the usual team.
    const agency = 'youth-justice'
    const [holder, deputy] = [await reachable('case-holder', agency), await reachable('case-holder', agency)]
    const child = await world.youngPerson('york', { heldBy: holder, agency })
    const other = await world.youngPerson('york')
    const due = (about: string) =>
      world.db.query(
        `insert into task (area_id, young_person_id, kind, desk, path, due_on) values ($1, $2, 'do an action', $3, '/', (now() at time zone 'Europe/London')::date)`,
        [child.areaId, about, `person:${holder.id}`],
      )
    await world.db.query(`insert into deputy (area_id, person_id, deputy_id, made_by) values ($1, $2, $3, $2)`, [
      child.areaId,
      holder.id,
      deputy.id,
    ])
    await due(other.id)
    expect(await begun(deputy.id, 'digest')).toBeNull()
    await due(child.id)
    expect(await begun(deputy.id, 'digest')).not.toBeNull()
  })

  test('is for whoever sits at the desk of a role, and not about a child behind their wall', async () => {
    const inside = await reachable('duty')
    const walled = await reachable('duty')
    const child = await world.youngPerson('york')
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [child.areaId, child.id, walled.id],
    )
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path, due_on) values ($1, $2, 'do an action', $3, '/', (now() at time zone 'Europe/London')::date)`,
      [child.areaId, child.id, `role:${child.areaId}:duty`],
    )
    expect(await begun(inside.id, 'digest')).not.toBeNull()
    expect(await begun(walled.id, 'digest')).toBeNull()
    // A wall before a record that was merged into this one stands before this one too.
    const merged = await world.youngPerson('york')
    const walledBefore = await reachable('duty')
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [merged.areaId, merged.id, walledBefore.id],
    )
    await world.db.query('update young_person set merged_into = $2 where id = $1', [merged.id, child.id])
    expect(await begun(walledBefore.id, 'digest')).toBeNull()
  })
})

describe('an e-mail', () => {
  test('stands for what was told before it, and the next one for what was told after', async () => {
    const person = await reachable()
    await tell(person.id, 'today')
    const first = await begun(person.id, 'today')
    await tell(person.id, 'today')
    expect(await begun(person.id, 'today')).toBe(first)
    await handOver(first as string)
    const mailed = 'select count(*)::int as n from notification where person_id = $1 and mailed_at is not null'
    expect(await world.one(mailed, [person.id])).toEqual({ n: 1 })
    const second = await begun(person.id, 'today')
    expect(second).not.toBe(first)
    await handOver(second as string)
    expect(await world.one(mailed, [person.id])).toEqual({ n: 2 })
    expect(await begun(person.id, 'today')).toBeNull()
  })

  test('that was handed over has no address any more', async () => {
    const person = await reachable()
    await tell(person.id, 'today')
    const id = (await begun(person.id, 'today')) as string
    expect((await worker.query('select * from app.mail_to($1)', [id])).rowCount).toBe(1)
    await worker.query('select app.mail_handed_over($1)', [id])
    expect((await worker.query('select * from app.mail_to($1)', [id])).rowCount).toBe(0)
  })

  test.each([
    ['whose account is closed', `update person set closed_at = now() where id = $1`],
    ['without an address', `update person set work_email = null where id = $1`],
  ])('is not begun for somebody %s', async (_, change) => {
    const person = await reachable()
    await tell(person.id, 'today')
    await world.db.query(change, [person.id])
    expect(await begun(person.id, 'today')).toBeNull()
  })

  test('waits while another worker hands it over', async () => {
    const person = await reachable()
    await tell(person.id, 'today')
    const id = (await begun(person.id, 'today')) as string
    const other = new pg.Client({ connectionString: database.workerUrl })
    await other.connect()
    await other.query('begin')
    await other.query('select * from app.mail_to($1)', [id])
    const mine = worker.query('select * from app.mail_to($1)', [id])
    await other.query('select app.mail_handed_over($1)', [id])
    await other.query('commit')
    expect((await mine).rowCount).toBe(0)
    await other.end()
  })
})

describe('a copy of a database', () => {
  test('sends nothing: it carries the mark of the place it was copied from', async () => {
    const original = await testDatabase()
    const client = async (url: string) => {
      const made = new pg.Client({ connectionString: url })
      await made.connect()
      return made
    }
    const here = async (url: string, at = origin) => {
      const asWorker = await client(url)
      const { rows } = await asWorker.query<{ here: boolean }>('select app.mails_from_here($1) as here', [at])
      await asWorker.end()
      return rows[0]?.here
    }
    expect(await here(original.workerUrl)).toBe(true)
    expect(await here(original.workerUrl)).toBe(true)
    expect(await here(original.workerUrl, 'https://drill.example')).toBe(false)

    const copy = `${original.name}_copy`
    await world.db.query(`create database ${copy} owner tr_owner template ${original.name}`)
    await world.db.query(`grant connect on database ${copy} to worker`)
    const named = (url: string) => url.replace(original.name, copy)
    try {
      expect(await here(named(original.workerUrl))).toBe(false)
      // Until somebody who may become the owner says that this is the system now.
      const owner = await client(named(original.superuserUrl))
      await owner.query('set role tr_owner')
      await owner.query('select app.mail_from_here_on()')
      await owner.end()
      expect(await here(named(original.workerUrl))).toBe(true)
    } finally {
      await world.db.query(`drop database ${copy} with (force)`)
    }
  })
})

describe('a clock', () => {
  test.each([...clocks.map(({ job }) => job), 'mail'])('%s has a job of its name', name => {
    expect(Object.keys(jobs({} as Means))).toContain(name)
  })

  test('tells the team the same day when nobody holds a case any more (R142)', async () => {
    const child = await world.youngPerson('york')
    await work('cases without a holder')
    expect(await world.one('select kind, settled_at from task where young_person_id = $1', [child.id])).toEqual({
      kind: 'name a case holder',
      settled_at: null,
    })
  })

  test.each(['actions climb', 'clear away', 'mail left over', 'cases without a holder'])(
    '%s comes to the same when it runs twice',
    async name => {
      await work(name)
      const tasks = await world.one('select count(*) as n from task')
      const news = await world.one('select count(*) as n from notification')
      await work(name)
      expect(await world.one('select count(*) as n from task')).toEqual(tasks)
      expect(await world.one('select count(*) as n from notification')).toEqual(news)
    },
  )
})

describe('clearing away', () => {
  test('takes drafts, posted forms and sign-ins that have had their time, and no others', async () => {
    const person = await reachable()
    await world.db.query(
      `insert into draft (person_id, form, subject, instance, body, expires_at) values
        ($1, 'old', '/', gen_random_uuid(), '{}', now() - interval '1 minute'), ($1, 'new', '/', gen_random_uuid(), '{}', now() + interval '1 minute')`,
      [person.id],
    )
    await world.db.query(
      `insert into sent_form (token, person_id, location, at) values (gen_random_uuid(), $1, 'old', now() - interval '31 days'), (gen_random_uuid(), $1, 'new', now())`,
      [person.id],
    )
    await worker.query('select app.clear_away()')
    expect((await world.db.query('select form from draft where person_id = $1', [person.id])).rows).toEqual([
      { form: 'new' },
    ])
    expect((await world.db.query('select location from sent_form where person_id = $1', [person.id])).rows).toEqual([
      { location: 'new' },
    ])
  })

  test('takes codes a month and sessions a year after they ended, and leaves what the audit says of them', async () => {
    const person = await reachable()
    await world.db.query(
      `insert into invitation (code_hash, person_id, expires_at, used_at) values
        (sha256('old' || uuid_send($1)), $1, now() - interval '31 days', now() - interval '33 days'),
        (sha256('new' || uuid_send($1)), $1, now() - interval '29 days', null)`,
      [person.id],
    )
    await world.db.query(
      `insert into session (token_hash, person_id, device, authenticated_at, idle_for, expires_at) values
        (sha256('old' || uuid_send($1)), $1, 'old', now() - interval '366 days', '15 minutes', now() - interval '366 days'),
        (sha256('new' || uuid_send($1)), $1, 'new', now() - interval '364 days', '15 minutes', now() - interval '364 days')`,
      [person.id],
    )
    await world.db.query(
      `insert into audit_event (person_id, session_id, act, outcome) select person_id, id, 'signed in', 'done' from session where person_id = $1`,
      [person.id],
    )
    await worker.query('select app.clear_away()')
    expect((await world.db.query('select used_at from invitation where person_id = $1', [person.id])).rows).toEqual([
      { used_at: null },
    ])
    expect((await world.db.query('select device from session where person_id = $1', [person.id])).rows).toEqual([
      { device: 'new' },
    ])
    const said = await world.one('select count(*)::int as n from audit_event where person_id = $1', [person.id])
    expect(said).toEqual({ n: 2 })
  })
})

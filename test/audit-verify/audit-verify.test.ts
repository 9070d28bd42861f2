import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Head, line, type Report, verify } from '../../scripts/audit/chain.ts'
import { auditIn } from '../../scripts/audit/read.ts'
import { aSession } from '../access/session.ts'
import { testDatabase } from '../database.ts'
import { aWorld, type MadeYoungPerson } from '../world.ts'
import { settled } from './settled.ts'

// The chain as it is made by the database (promises B), verified by a program that shares no code with it: each way of
// tampering is done here as the superuser, found, and undone.

const database = await testDatabase()
const world = await aWorld(database)
const db = new Client({ connectionString: database.superuserUrl })
const app = new Client({ connectionString: database.appUrl })
const worker = new Client({ connectionString: database.workerUrl })
let head: Head

beforeAll(async () => {
  await Promise.all([db.connect(), app.connect(), worker.connect()])
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: holder })
  const token = await aSession(world.db, holder.id)
  for (let batch = 1; batch <= 4; batch++) {
    for (let n = 1; n <= 5; n++) await look(token, child, n)
    expect(await seal()).toBe(11)
  }
  await look(token, child, 6)
  const report = await verifyNow()
  expect(report).toMatchObject({ events: 44, seals: 4, unsealed: 2, faults: [] })
  if (!report.head) throw new Error('nothing was sealed')
  head = report.head
}, 120_000)
afterAll(() => Promise.all([db.end(), app.end(), worker.end()]))

/** Two events or three: a view, a change with words that no format likes, now and then somebody nobody knows. */
async function look(token: string, child: MadeYoungPerson, n: number): Promise<void> {
  await app.query('select app.viewed($1, gen_random_uuid(), $2, $3, null)', [token, `page ${n} viewed`, [child.id]])
  await app.query('begin')
  await app.query('select app.enter($1, null)', [token])
  const detail = JSON.stringify({ level: { from: null, to: 'emerging' }, words: 'Zoë “said”\n\\ 😀', n: 1.5e3 })
  await app.query('select app.acted(gen_random_uuid(), $1, $2, uuidv7(), $3)', ['level changed', child.id, detail])
  await app.query('commit')
  if (n === 5) await app.query('select app.not_allowed(null, null, $1)', ['accounts listed'])
}

async function seal(): Promise<number> {
  await settled(db)
  const { rows } = await worker.query<{ n: string }>('select app.seal_audit()::text as n')
  return Number(rows[0]?.n)
}

const verifyNow = async (kept?: Head): Promise<Report> => {
  await db.query('begin')
  try {
    const audit = auditIn(db)
    return await verify(audit.events(), audit.seals(), kept)
  } finally {
    await db.query('rollback')
  }
}

/** What the verifier says after this was done by somebody who may do everything; undone afterwards. */
async function faultsAfter(tampering: string, kept?: Head): Promise<readonly string[]> {
  await db.query('begin')
  try {
    await db.query(`alter table app.audit_event drop constraint audit_event_outcome; alter table app.audit_event drop constraint audit_event_act_is_one_line;
      alter table app.audit_event alter seq drop identity; ${tampering}`)
    const audit = auditIn(db)
    return (await verify(audit.events(), audit.seals(), kept)).faults
  } finally {
    await db.query('rollback')
  }
}

/** One event out of the middle of the second seal. */
const one = `(select seq from app.audit_event order by xid, seq offset 15 limit 1)`
const other = `(select seq from app.audit_event order by xid, seq offset 17 limit 1)`
const changed = expect.stringMatching(
  /^Seal 2 of .*: an event or the seal was changed, or events were put in another order\.$/,
)

describe('what was sealed and is as it was', () => {
  test('passes, and is told apart from what no seal covers yet', async () => {
    expect(await verifyNow(head)).toEqual({ events: 44, seals: 4, unsealed: 2, head, faults: [] })
  })

  test('is written as a line in the same way here and in the database', async () => {
    await db.query('begin')
    const { rows } = await db.query<{ text: string }>(
      'select app.audit_line(e) as text from app.audit_event e order by e.xid, e.seq',
    )
    const lines: string[] = []
    for await (const event of auditIn(db).events()) lines.push(line(event))
    await db.query('rollback')
    expect(lines).toEqual(rows.map(row => row.text))
  })

  test('goes on passing while it grows', async () => {
    await db.query('begin')
    try {
      await db.query(`select app.not_allowed(null, null, 'later')`)
      const audit = auditIn(db)
      expect(await verify(audit.events(), audit.seals(), head)).toEqual({
        events: 44,
        seals: 4,
        unsealed: 3,
        head,
        faults: [],
      })
    } finally {
      await db.query('rollback')
    }
  })
})

describe('a field that was changed is found', () => {
  test.each([
    ['who', `person_id = gen_random_uuid()`],
    ['who, taken out', `person_id = null`],
    ['when, by a microsecond', `at = at + interval '1 microsecond'`],
    ['on which device', `session_id = null`],
    ['in which request', `request = gen_random_uuid()`],
    ['what', `act = act || '.'`],
    ['whether it was a change', `outcome = case outcome when 'read' then 'done' else 'read' end`],
    ['because of what', `because = because || 'duty'::text`],
    ['whose record', `young_person_id = null`],
    ['in which area', `area_id = gen_random_uuid()`],
    ['which record', `record_id = gen_random_uuid()`],
    ['the detail', `detail = detail || '{"level": null}'`],
    ['as which role', `roles = roles || 'duty'::text`],
  ])('%s', async (_, set) => {
    expect(await faultsAfter(`update app.audit_event set ${set} where seq = ${one}`)).toEqual([changed])
  })

  test.each([
    ['a list of relations in which two became one', `because = array['case-holder,duty']`, 'list of relations'],
    ['an empty relation', `because = array['']`, 'list of relations'],
    ['an act that runs into the next field', `act = E'viewed\\nread'`, 'act'],
    ['an outcome that nobody can write', `outcome = 'seen'`, 'outcome'],
    ['a time that is none', `at = 'infinity'`, 'time'],
  ])('and so is what no constraint would let in: %s', async (_, set, part) => {
    expect(await faultsAfter(`update app.audit_event set ${set} where seq = ${one}`)).toEqual([
      expect.stringMatching(new RegExp(`^Event \\d+ was changed: its ${part} is not one that can be written\\.$`)),
      changed,
    ])
  })
})

describe('what was taken out, put in or put in another order is found', () => {
  test.each([
    [
      'an event taken out',
      `delete from app.audit_event where seq = ${one}`,
      'Seal 2 of .*: 1 event is missing of 11\\.',
    ],
    [
      'all events of a seal taken out',
      `delete from app.audit_event where xid < (select up_to_xid from app.audit_seal where number = 2) and xid >= (select up_to_xid from app.audit_seal where number = 1)`,
      'Seal 2 of .*: 11 events are missing of 11\\.',
    ],
    [
      'an event put in',
      `insert into app.audit_event select (jsonb_populate_record(e, '{"seq": 9000000}')).* from app.audit_event e where seq = ${one}`,
      'Seal 2 of .*: 1 event is added to 11\\.',
    ],
    [
      'one put in before everything',
      `insert into app.audit_event select (jsonb_populate_record(e, '{"seq": 9000000, "xid": "3"}')).* from app.audit_event e where seq = ${one}`,
      'Seal 1 of .*: 1 event is added to 11\\.',
    ],
  ])('%s', async (_, tampering, fault) => {
    expect(await faultsAfter(tampering)).toEqual([expect.stringMatching(new RegExp(`^${fault}$`))])
  })

  test('two events that changed places', async () => {
    const swap = (column: string) =>
      `with pair as (select array_agg(seq order by seq) s, array_agg(xid order by seq) x from app.audit_event where seq in (${one}, ${other}))
       update app.audit_event e set ${column} from pair where e.seq = any (pair.s)`
    expect(await faultsAfter(swap('xid = case e.seq when s[1] then x[2] else x[1] end'))).toEqual([changed])
    expect(
      await faultsAfter(
        `alter table app.audit_event drop constraint audit_event_pkey; ${swap('seq = case e.seq when s[1] then s[2] else s[1] end')}`,
      ),
    ).toEqual([changed])
  })

  test('an event that was moved from one seal to the next', async () => {
    const faults = await faultsAfter(
      `update app.audit_event set xid = (select up_to_xid from app.audit_seal where number = 2) where seq = ${one}`,
    )
    expect(faults).toEqual([
      expect.stringMatching(/^Seal 2 .*1 event is missing of 11\.$/),
      expect.stringMatching(/^Seal 3 .*1 event is added to 11\.$/),
    ])
  })

  test('one taken out and another put in its place', async () => {
    expect(await faultsAfter(`update app.audit_event set seq = 9000000 where seq = ${one}`)).toEqual([changed])
  })
})

describe('seals', () => {
  test.each([
    ['the hash of one', `update app.audit_seal set hash = sha256(hash) where number = 2`, [2, 3]],
    ['one made anew for a changed event', forged(), [3]],
  ])('%s: found, if not there then at the next', async (_, tampering, seals) => {
    expect(await faultsAfter(tampering)).toEqual(
      seals.map(number => expect.stringMatching(new RegExp(`^Seal ${number} .*changed`))),
    )
  })

  test('one that counts otherwise', async () => {
    expect(await faultsAfter('update app.audit_seal set events = 12 where number = 2')).toEqual([
      expect.stringMatching(/^Seal 2 .*1 event is missing of 12\.$/),
    ])
  })

  test('one taken out of the middle, and the first', async () => {
    expect((await faultsAfter('delete from app.audit_seal where number = 2'))[0]).toBe('Seal 2 is missing.')
    expect((await faultsAfter('delete from app.audit_seal where number in (1, 2)'))[0]).toBe(
      'Seals 1 to 2 are missing.',
    )
  })

  test('one whose reach was changed', async () => {
    const faults = await faultsAfter(
      'update app.audit_seal set up_to_xid = (select up_to_xid from app.audit_seal where number = 1) where number = 2',
    )
    expect(faults[0]).toBe('Seal 2 does not go on where 1 ended.')
  })
})

describe('a tail that was cut off', () => {
  const cut = `delete from app.audit_seal where number = 4;
    delete from app.audit_event where xid >= (select max(up_to_xid) from app.audit_seal)`

  test('leaves a chain that is whole in itself: nothing inside can tell', async () => {
    expect(await faultsAfter(cut)).toEqual([])
  })

  test('is found with a seal that was kept outside', async () => {
    expect(await faultsAfter(cut, head)).toEqual([
      'The end was cut off: seal 4 was kept outside, and the last one here is 3.',
    ])
  })

  test('is found when another end was made in its place', async () => {
    const faults = await faultsAfter(
      `delete from app.audit_seal where number = 4; update app.audit_event set act = 'nothing' where xid >= (select max(up_to_xid) from app.audit_seal);
       insert into app.audit_seal (number, up_to_xid, events, hash) select 4, '9000000', count(*),
         sha256((select hash from app.audit_seal where number = 3) || string_agg(sha256(convert_to(app.audit_line(e), 'UTF8')), ''::bytea order by e.xid, e.seq))
         from app.audit_event e where xid >= (select max(up_to_xid) from app.audit_seal)`,
      head,
    )
    expect(faults).toEqual(['Seal 4 is not the one that was kept outside.'])
  })
})

describe('npm run audit:verify', () => {
  const run = async (url: string, ...args: string[]) => {
    const script = join(import.meta.dirname, '../../scripts/audit-verify.ts')
    const done = promisify(execFile)(process.execPath, [script, ...args], {
      env: { ...process.env, AUDIT_DATABASE_URL: url },
    })
    return done.then(
      ({ stdout }) => ({ code: 0, stdout }),
      (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
    )
  }

  test('says that all is well with 0, and what to keep outside', async () => {
    const kept = `${head.number}:${head.hash}`
    expect(await run(database.superuserUrl, '--head', kept)).toEqual({
      code: 0,
      stdout: `44 events in 4 seals, and 2 not sealed yet.\n0 entries moved and sealed.\nKeep this outside: ${kept}\nEverything that was sealed is as it was.\n`,
    })
  })

  test('ends with 1 and says where, when something is wrong', async () => {
    const { code, stdout } = await run(database.superuserUrl, '--head', `9:${'0'.repeat(64)}`)
    expect(code).toBe(1)
    expect(stdout).toContain('The end was cut off: seal 9 was kept outside, and the last one here is 4.')
    expect(stdout).toContain('What was sealed is NOT as it was.')
  })

  test('refuses to vouch for what it cannot see, rather than find nothing wrong with it', async () => {
    await db.query('grant select on app.audit_event, app.audit_seal, app.wrong_child to reports')
    const { code, stdout } = await run(database.reportsUrl)
    await db.query('revoke select on app.audit_event, app.audit_seal, app.wrong_child from reports')
    expect(code).toBe(1)
    expect(stdout).toMatch(/could not be read, so nothing is verified: .*row-level security/)
  })

  test('refuses a head that is none', async () => {
    expect(await run(database.superuserUrl, '--head', 'the last one')).toMatchObject({ code: 1 })
  })
})

/** Seal 2 worked out again over a changed event, as somebody would who knows how. */
function forged(): string {
  return `update app.audit_event set act = 'nothing' where seq = ${one};
    update app.audit_seal s set hash = (select sha256(p.hash || string_agg(sha256(convert_to(app.audit_line(e), 'UTF8')), ''::bytea order by e.xid, e.seq))
      from app.audit_event e, app.audit_seal p where p.number = 1 and e.xid >= p.up_to_xid and e.xid < s.up_to_xid group by p.hash) where number = 2`
}

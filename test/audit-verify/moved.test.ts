import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyMoved } from '../../scripts/audit/moved.ts'
import { aSession } from '../access/session.ts'
import { aCompletedAssessment } from '../an-assessment.ts'
import { testDatabase } from '../database.ts'
import { aWorld } from '../world.ts'

// Each way of tampering with an entry that was moved from the wrong young person, done as the superuser, found, and undone.

const database = await testDatabase()
const world = await aWorld(database)
const db = new Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
const app = new Client({ connectionString: database.appUrl })
const moves: Record<string, string> = {}

beforeAll(async () => {
  await Promise.all([db.connect(), app.connect()])
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  const [wrong, right] = [
    await world.youngPerson('york', { heldBy: holder }),
    await world.youngPerson('york', { heldBy: holder }),
  ]
  const insert = async (text: string) =>
    (await world.one<{ id: string }>(`${text} returning id`, [wrong.areaId, wrong.id, holder.id])).id
  const entries = {
    'exploitation concern': await insert(
      `insert into exploitation_concern (area_id, young_person_id, kind, note, recorded_by) values ($1, $2, 'gang', 'Zoë “said”', $3)`,
    ),
    'trusted adult': await insert(
      `insert into trusted_adult (area_id, young_person_id, circle, answer, asked_on, recorded_by) values ($1, $2, 'family', 'no', current_date, $3)`,
    ),
    link: await insert(
      `insert into young_person_link (area_id, young_person_id, other_words, kind, recorded_by) values ($1, $2, 'Sam', 'friend', $3)`,
    ),
    status: await insert(
      `insert into young_person_status (area_id, young_person_id, status, since_on, recorded_by) values ($1, $2, 'hospital', current_date, $3)`,
    ),
    'risk assessment': await aCompletedAssessment(world, wrong, holder),
  }
  const token = await aSession(world.db, holder.id)
  for (const [kind, entry] of Object.entries(entries)) {
    await app.query('begin')
    await app.query('select app.enter($1, $2)', [token, [wrong.id]])
    const call =
      kind === 'risk assessment' ? 'move_assessed($1, $2, $3, $4, $5, current_date)' : 'move_entry($1, $2, $3, $4, $5)'
    const { rows } = await app.query(`select app.${call} as answer`, [wrong.id, kind, entry, right.id, 'Brothers'])
    expect(rows).toEqual([{ answer: 'done' }])
    await app.query('commit')
    moves[kind] = (await world.one<{ id: string }>('select id from wrong_child where entry_id = $1', [entry])).id
  }
}, 120_000)
afterAll(() => Promise.all([db.end(), app.end()]))

async function faultsAfter(tampering: string): Promise<readonly string[]> {
  await db.query('begin')
  try {
    await db.query(`set local session_replication_role = replica; ${tampering}`)
    return (await verifyMoved(db)).faults
  } finally {
    await db.query('rollback')
  }
}

describe('entries that were moved and sealed', () => {
  test('are as they were', async () => {
    expect(await verifyMoved(db)).toEqual({ moved: 5, faults: [] })
  })

  test('stay so when a table gets another column', async () => {
    expect(await faultsAfter(`alter table exploitation_concern add column later text default 'x'`)).toEqual([])
  })

  test.each([
    [
      'the original',
      `update sealed_entry set original = original || '{"note": "other"}' where original ? 'note' and original ? 'ended_reason'`,
      'exploitation concern',
      'the sealed original or its seal was changed',
    ],
    [
      'the seal',
      `update wrong_child set seal = sha256(seal) where kind = 'status'`,
      'status',
      'the sealed original or its seal was changed',
    ],
    [
      'the entry',
      `update exploitation_concern set note = 'other' where moved_at is not null`,
      'exploitation concern',
      'the entry was changed where it was',
    ],
    [
      'an answer',
      `update trusted_adult set answer = 'not known' where moved_at is not null`,
      'trusted adult',
      'the entry was changed where it was',
    ],
    [
      'a section of an assessment',
      `update assessment_section s set answers = '{}' from assessment a where a.id = s.assessment_id and a.moved_at is not null`,
      'risk assessment',
      'the entry was changed where it was',
    ],
    [
      'an entry taken out',
      `delete from young_person_link where moved_at is not null`,
      'link',
      'the entry is missing where it was',
    ],
    [
      'an entry put back in sight',
      `update young_person_status set moved_at = null where moved_at is not null`,
      'status',
      'the entry is missing where it was',
    ],
    [
      'an original taken out',
      `delete from sealed_entry where original ? 'circle'`,
      'trusted adult',
      'its sealed original is missing',
    ],
  ])('%s: found', async (_, tampering, kind, says) => {
    expect(await faultsAfter(tampering)).toEqual([`The ${kind} moved as ${moves[kind]}: ${says}.`])
  })
})

import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../test/an-assessment.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../test/world.ts'
import { reading, writing } from '../../db/scope.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })

const withPeople = wholeAnswers({
  people: {
    'sexual-exploitation': {
      answer: 'yes',
      entries: [
        {
          who: 'A man with a grey car',
          certainty: 'known',
          time: 'current',
          evidence: 'Seen outside school',
          evidenceOn: '2026-06-01',
          source: 'school',
          sourceOther: '',
        },
      ],
    },
  },
})

async function aDraftOf(answers = wholeAnswers(), by: MadePerson = holder) {
  const child = await world.youngPerson('york', { heldBy: by })
  const id = await aDraft(world, child, by, answers)
  return { child, id, at: { area: 'york', youngPerson: child.id, assessment: id } }
}
const asking = (token: string, child: string) => ({
  token,
  request: '019a0000-0000-7000-8000-000000000000',
  focus: [child],
})

describe('a completed assessment stays as it is, in the database too', () => {
  const change = async (sql: string, values: unknown[]) => {
    const client = await the.database.pool.connect()
    try {
      await client.query('begin')
      await client.query(`select set_config('app.token', $1, true)`, [(await signedIn(the, holder)).token])
      const { rowCount } = await client.query(sql, values)
      return `changed ${rowCount}`
    } catch (error) {
      const { constraint, code } = error as { constraint?: string; code?: string }
      return constraint ?? code ?? 'failed'
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test.each([
    ['its level', `update app.assessment set level = 'none' where id = $1`, 'assessment_completed_stays'],
    ['its reason', `update app.assessment set level_reason = 'Another' where id = $1`, 'assessment_completed_stays'],
    ['the arithmetic', `update app.assessment set suggested = '{}' where id = $1`, 'assessment_completed_stays'],
    [
      'when it was completed',
      `update app.assessment set completed_at = now() - interval '1 year' where id = $1`,
      'assessment_completed_stays',
    ],
    [
      'an answer',
      `update app.assessment_section set answers = '{}' where assessment_id = $1`,
      'assessment_completed_stays',
    ],
    ['who began it', `update app.assessment set started_by = started_by where id = $1`, '42501'],
    ['it away', `delete from app.assessment where id = $1`, '42501'],
    ['an answer away', `delete from app.assessment_section where assessment_id = $1`, '42501'],
    [
      'a person who poses a risk',
      `update app.person_who_poses_risk set certainty = 'suspected' where assessment_id = $1`,
      '42501',
    ],
    ['what was filed', `delete from app.copy_for_record where assessment_id = $1`, '42501'],
  ])('the app role cannot change %s', async (_, sql, fault) => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder, withPeople)
    expect(await change(sql, [id])).toBe(fault)
  })

  test('nobody is added to those who pose a risk, in a completed one or one that was set aside', async () => {
    const insert = `insert into app.person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, proposed_by)
      select area_id, young_person_id, id, 'serious-assault', 'known', 'current', 'Somebody', 'Was seen', current_date, 'police', '${holder.id}' from app.assessment where id = $1`
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder)
    expect(await change(insert, [id])).toBe('assessment_completed_stays')
    const { id: draft } = await aDraftOf()
    expect(await change(insert, [draft])).toBe('changed 1')
    await world.db.query(
      `update assessment set set_aside_at = now(), set_aside_by = $2, set_aside_reason = 'Not needed' where id = $1`,
      [draft, holder.id],
    )
    expect(await change(insert, [draft])).toBe('assessment_completed_stays')
  })

  test('neither can a section be added, nor can the superuser change one by mistake', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder)
    const insert = `insert into app.assessment_section (area_id, assessment_id, young_person_id, section_key, answers, saved_by) values ('${child.areaId}', $1, '${child.id}', 'later', '{}', '${holder.id}')`
    expect(await change(insert, [id])).toBe('assessment_completed_stays')
    await expect(
      world.db.query(`update assessment_section set answers = '{}' where assessment_id = $1`, [id]),
    ).rejects.toThrow('stays as it is')
  })

  test('a level without a reason, or a completion without a level, cannot be stored', async () => {
    const { id } = await aDraftOf()
    await expect(
      world.db.query('update assessment set completed_at = now(), completed_by = $2 where id = $1', [id, holder.id]),
    ).rejects.toMatchObject({ constraint: 'assessment_completion_is_whole' })
    await expect(world.db.query(`update assessment set level = 'none' where id = $1`, [id])).rejects.toMatchObject({
      constraint: 'assessment_completion_is_whole',
    })
  })
})

describe('people who pose a risk (S5)', () => {
  test('are seen by whoever holds the case, and by nobody on duty, even for a child in focus', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    await aCompletedAssessment(world, child, holder, withPeople)
    const count = async (person: MadePerson) => {
      const found = await reading(the.database, asking((await signedIn(the, person)).token, child.id), async tx => ({
        rows: (await tx.selectFrom('person_who_poses_risk').select('id').execute()).length,
        sections: (
          await tx.selectFrom('assessment_section').select('section_key').where('section_key', '=', 'people').execute()
        ).length,
        assessments: (
          await tx
            .selectFrom('assessment')
            .select('id')
            .where('young_person_id', '=', child.id as never)
            .execute()
        ).length,
      }))
      return found.state === 'open' ? found.value : found.state
    }
    expect(await count(holder)).toMatchObject({ rows: 1, assessments: 1 })
    expect(await count(duty)).toEqual({ rows: 0, sections: 0, assessments: 0 })
    expect(await count(colleague)).toEqual({ rows: 0, sections: 0, assessments: 0 })
  })

  test('stand as restricted for somebody who may read the assessment and not them', async () => {
    // No role of today reads S4 without S5 before the forum; the relation is narrowed to prove the policy and the page.
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder, withPeople)
    await world.db.query(`delete from relation_may where because = 'case-holder' and act = 'read S5'`)
    try {
      const somebody = await signedIn(the, holder)
      const at = { area: 'york', youngPerson: child.id, assessment: id }
      const page = await somebody.get(urls.assessment(at))
      expect(page.status).toBe(200)
      expect(page.text).not.toContain('grey car')
      expect(page.text).toContain('Restricted')
      const copy = await somebody.get(urls.recordCopyText(at))
      expect(copy.text).not.toContain('grey car')
      expect(copy.text).toContain('Restricted')
    } finally {
      await world.db.query(`insert into relation_may (because, act) values ('case-holder', 'read S5')`)
    }
  })
})

describe('a draft is its writers’ own', () => {
  test('who may read assessments and not write them does not see it', async () => {
    const { id, child } = await aDraftOf()
    await world.db.query(`delete from relation_may where because = 'case-holder' and act = 'assess'`)
    try {
      const found = await reading(the.database, asking((await signedIn(the, holder)).token, child.id), tx =>
        tx
          .selectFrom('assessment')
          .select('id')
          .where('id', '=', id as never)
          .execute(),
      )
      expect(found).toMatchObject({ state: 'open', value: [] })
    } finally {
      await world.db.query(`insert into relation_may (because, act) values ('case-holder', 'assess')`)
    }
  })

  test('nobody begins one in the name of somebody else', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const token = (await signedIn(the, holder)).token
    const forged = writing(
      the.database,
      asking(token, child.id),
      tx =>
        tx
          .insertInto('assessment')
          .values({
            area_id: child.areaId as never,
            young_person_id: child.id as never,
            form_key: 'x',
            form_version: 1,
            form_hash: 'a'.repeat(64),
            started_by: colleague.id as never,
          })
          .execute(),
      () => true,
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })
})

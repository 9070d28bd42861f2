import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls as people } from '../../people/index.ts'
import { forms } from '../forms-in-force.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const other = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const screening = forms().screening.current
const chair = await world.person({ role: 'forum-chair', area: 'york' })

const canary = wholeAnswers({
  questions: { ...wholeAnswers().questions, 'voice-words': 'Canarywords' },
  people: {
    'serious-assault': {
      answer: 'yes',
      entries: [
        {
          who: 'Canaryman',
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

let as: Record<'holder' | 'manager' | 'duty' | 'chair', Client>
let wrong: MadeYoungPerson
let right: MadeYoungPerson
let reference: string
const at = (child: MadeYoungPerson) => ({ area: 'york', youngPerson: child.id })
let many = 0
const referenceOf = async (child: MadeYoungPerson) => {
  const letters = 'CDFGHJKMNP'
  many += 1
  const typed = `YO-DDDD-${letters[many % 10]}${letters[Math.floor(many / 10) % 10]}`
  await world.db.query('update young_person set reference = $2 where id = $1', [child.id, typed])
  return typed
}
const openTasks = async (child: MadeYoungPerson) =>
  (
    await world.db.query(
      `select kind, desk from task where young_person_id = $1 and settled_at is null order by kind, desk`,
      [child.id],
    )
  ).rows

beforeAll(async () => {
  as = {
    holder: await signedIn(the, holder),
    manager: await signedIn(the, manager),
    duty: await signedIn(the, duty),
    chair: await signedIn(the, chair),
  }
})
beforeEach(async () => {
  wrong = await world.youngPerson('york', { heldBy: holder })
  right = await world.youngPerson('york', { heldBy: holder })
  reference = await referenceOf(right)
})
const move = (assessment: string, to = reference) =>
  as.holder.send(urls.move({ ...at(wrong), assessment }), { reference: to, reason: 'Two children of the same name' })

describe('a risk assessment about another young person', () => {
  test('moves with all that is in it, and nothing of it can be read where it was', async () => {
    const id = await aCompletedAssessment(world, wrong, holder, canary)
    await world.db.query(
      `insert into copy_for_record (area_id, young_person_id, assessment_id, reference, filed_by) values ($1, $2, $3, 'COPY-7', $4)`,
      [wrong.areaId, wrong.id, id, holder.id],
    )
    await as.duty.get(people.youngPerson(at(wrong)))
    await as.manager.get(urls.assessment({ ...at(wrong), assessment: id }))
    const asked = await as.holder.get(urls.move({ ...at(wrong), assessment: id }))
    expect(asked.text).toContain('COPY-7')

    const answer = await move(id)
    expect(answer.location).toBe(people.wrongChild(at(wrong)))
    expect((await as.holder.get(urls.assessment({ ...at(wrong), assessment: id }))).status).toBe(404)
    expect((await as.holder.get(urls.recordCopyText({ ...at(wrong), assessment: id }))).status).toBe(404)
    expect((await as.holder.get(urls.assessments(at(wrong)))).text).toContain('There is none yet')

    const { moved_to_id: to, seal } = await world.one<{ moved_to_id: string; seal: Buffer }>(
      'select moved_to_id, seal from wrong_child where entry_id = $1',
      [id],
    )
    expect(seal).toHaveLength(32)
    const read = await as.holder.get(urls.assessment({ ...at(right), assessment: to }))
    expect(read.text).toContain('Canarywords')
    expect(read.text).toContain('Canaryman')
    expect(read.text).toContain('Clear signs that come back')

    // Whoever opened the record meanwhile has to be told.
    const listed = (await as.holder.get(people.wrongChild(at(wrong)))).text
    expect(listed).toContain('risk assessment')
    expect(listed).toContain(manager.name)
    expect(listed).toContain(duty.name)
    expect(await openTasks(right)).toEqual([{ kind: 'review an assessment', desk: `person:${holder.id}` }])
    expect(await openTasks(wrong)).toEqual([])
    const audited = await world.db.query(
      `select young_person_id from audit_event where act = 'entry moved' and outcome = 'done' and young_person_id = any ($1) order by seq`,
      [[wrong.id, right.id]],
    )
    expect(audited.rows.map(row => row.young_person_id)).toEqual([wrong.id, right.id])
  })

  test('no statement reads it where it was, nor the people in it', async () => {
    const id = await aCompletedAssessment(world, wrong, holder, canary)
    await move(id)
    const connection = await the.database.pool.connect()
    try {
      await connection.query('begin')
      await connection.query('select app.enter($1, $2)', [as.holder.token, [wrong.id]])
      for (const table of ['assessment', 'assessment_section', 'person_who_poses_risk', 'copy_for_record'])
        expect(
          (await connection.query(`select from app.${table} where young_person_id = $1`, [wrong.id])).rowCount,
        ).toBe(0)
      const { rowCount } = await connection.query(`update app.assessment set version = version`)
      expect(rowCount).toBe(0)
    } finally {
      await connection.query('rollback')
      connection.release()
    }
  })

  test('a draft moves too, and both records may begin one again', async () => {
    const id = await aDraft(world, wrong, holder, canary)
    const begun = await aDraft(world, right, holder)
    expect((await move(id)).status).toBe(422)
    await world.db.query(
      `update assessment set set_aside_at = now(), set_aside_by = $2, set_aside_reason = 'Begun twice' where id = $1`,
      [begun, holder.id],
    )
    expect((await move(id)).status).toBe(303)
    expect(await openTasks(right)).toEqual([{ kind: 'complete an assessment', desk: `person:${holder.id}` }])
    expect((await as.holder.send(urls.start(at(wrong)), {})).status).toBe(303)
  })

  test('what the forum froze of it is hidden, what is not decided leaves the agenda, and the chair is told', async () => {
    const id = await aCompletedAssessment(world, wrong, holder, canary)
    const discussion = await withTheForum(id)
    expect((await as.chair.get(people.youngPerson(at(wrong)))).status).toBe(200)
    expect((await as.holder.get(urls.move({ ...at(wrong), assessment: id }))).text).toContain('The forum has it')
    expect((await move(id)).status).toBe(303)
    expect(
      await world.one(
        'select taken_off_at is not null as off, (select count(*)::int from paper p where p.discussion_id = d.id and p.moved_at is null) as papers from discussion d where id = $1',
        [discussion],
      ),
    ).toEqual({ off: true, papers: 0 })
    expect([404, 410]).toContain((await as.chair.get(people.youngPerson(at(wrong)))).status)
    expect(await world.one('select sent_to_forum_at from young_person where id = $1', [wrong.id])).toEqual({
      sent_to_forum_at: null,
    })
    expect(
      await world.one(
        `select count(*)::int as n from notification where person_id = $1 and young_person_id = $2 and kind = 'assessment moved'`,
        [chair.id, wrong.id],
      ),
    ).toEqual({ n: 1 })
  })

  test('what the forum decided stays as it was decided; its papers are hidden all the same', async () => {
    const id = await aCompletedAssessment(world, wrong, holder, canary)
    const discussion = await withTheForum(id)
    await world.db.query(
      `update discussion set outcome_at = now(), members_until = now() + interval '28 days' where id = $1`,
      [discussion],
    )
    expect((await move(id)).status).toBe(303)
    expect(
      await world.one(
        'select taken_off_at, (select count(*)::int from paper p where p.discussion_id = d.id and p.moved_at is null) as papers from discussion d where id = $1',
        [discussion],
      ),
    ).toEqual({ taken_off_at: null, papers: 0 })
    expect((await as.chair.get(`/york/young-people/${wrong.id}/discussions/${discussion}`)).text).not.toContain(
      'Canary',
    )
  })

  test('papers frozen from a later assessment stay', async () => {
    const id = await aCompletedAssessment(world, wrong, holder, canary)
    await aCompletedAssessment(world, wrong, holder)
    const discussion = await withTheForum(id)
    await move(id)
    expect(
      await world.one('select count(*)::int as papers from paper where discussion_id = $1 and moved_at is null', [
        discussion,
      ]),
    ).toEqual({ papers: 1 })
  })

  test.each([
    ['itself', () => referenceOf(wrong), 'This is the reference of this very record'],
    [
      'a record of another case-holder',
      async () => referenceOf(await world.youngPerson('york', { heldBy: other })),
      'no record with this reference',
    ],
  ])('does not move to %s', async (_, to, says) => {
    const id = await aCompletedAssessment(world, wrong, holder)
    const answer = await move(id, await to())
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
    expect((await as.holder.get(urls.assessment({ ...at(wrong), assessment: id }))).status).toBe(200)
  })

  test('is not duty’s to move', async () => {
    const id = await aCompletedAssessment(world, wrong, holder)
    expect((await as.duty.get(urls.move({ ...at(wrong), assessment: id }))).status).toBe(403)
  })
})

/** Sent, and its papers frozen for a discussion; as the forum would have done it. Answers the discussion. */
async function withTheForum(assessment: string): Promise<string> {
  await world.db.query('update assessment set sent_to_forum_at = now(), sent_to_forum_by = $2 where id = $1', [
    assessment,
    holder.id,
  ])
  await world.db.query('update young_person set sent_to_forum_at = now() where id = $1', [wrong.id])
  const { id } = await world.one<{ id: string }>(
    `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by, papers_frozen_at, papers_frozen_by)
     values ($1, $2, 'urgent', current_date, now(), $3, now(), $3) returning id`,
    [wrong.areaId, wrong.id, chair.id],
  )
  await world.db.query(
    `insert into paper (area_id, discussion_id, young_person_id, handling, edition, body, hash, frozen_by)
     select $1, $2, $3, 'all at this item', 1, body, sha256(convert_to(body::text, 'UTF8')), $4 from (select $5::jsonb as body) b`,
    [
      wrong.areaId,
      id,
      wrong.id,
      chair.id,
      JSON.stringify({
        youngPerson: [],
        caseHolder: [],
        words: [{ about: null, says: 'Canarywords' }],
        assessment: null,
        notKnown: [],
      }),
    ],
  )
  return id
}

describe('a screening about another young person', () => {
  const screened = async () =>
    (
      await world.one<{ id: string }>(
        `insert into screening (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by)
         select $1, $2, form_key, form_version, form_hash, '{"questions":{}}', current_date, 'assess', current_date, $3
         from (values ($4, $5::integer, $6)) f (form_key, form_version, form_hash) returning id`,
        [wrong.areaId, wrong.id, holder.id, screening.form.key, screening.form.version, screening.hash],
      )
    ).id

  test('moves, and asks for no assessment here any more', async () => {
    const id = await screened()
    await world.db.query(
      `insert into task (area_id, young_person_id, kind, desk, path) values ($1, $2, 'complete an assessment', $3, '/')`,
      [wrong.areaId, wrong.id, `person:${holder.id}`],
    )
    const answer = await as.holder.send(urls.moveScreening({ ...at(wrong), screening: id }), {
      reference,
      reason: 'Twins',
    })
    expect(answer.status).toBe(303)
    expect(await openTasks(wrong)).toEqual([])
    expect((await as.holder.get(urls.screening({ ...at(wrong), screening: id }))).status).toBe(404)
    const { moved_to_id: to } = await world.one<{ moved_to_id: string }>(
      'select moved_to_id from wrong_child where entry_id = $1',
      [id],
    )
    expect((await as.holder.get(urls.screening({ ...at(right), screening: to }))).status).toBe(200)
  })

  test('waits for the assessment that followed it', async () => {
    const id = await screened()
    const followed = await aCompletedAssessment(world, wrong, holder)
    await world.db.query('alter table assessment disable trigger assessment_completed_stays')
    await world.db.query('update assessment set screening_id = $2 where id = $1', [followed, id])
    await world.db.query('alter table assessment enable trigger assessment_completed_stays')
    const send = () =>
      as.holder.send(urls.moveScreening({ ...at(wrong), screening: id }), { reference, reason: 'Twins' })
    const answer = await send()
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Move the assessment first')
    expect((await move(followed)).status).toBe(303)
    // Until the screening moves too, it still asks for an assessment.
    expect(await openTasks(wrong)).toEqual([{ kind: 'complete an assessment', desk: `person:${holder.id}` }])
    expect((await send()).status).toBe(303)
    expect(await openTasks(wrong)).toEqual([])
  })
})

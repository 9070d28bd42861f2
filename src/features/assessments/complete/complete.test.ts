import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { reading } from '../../../db/scope.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { areaOf, areas } from '../../areas/index.ts'
import { noAnswers } from '../assessment-answers.ts'
import { reassessmentDueOn } from '../clock.ts'
import { latestCompletedAssessment } from '../queries.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const manager = await world.person({ role: 'team-manager', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const forumCoordinator = await world.person({ role: 'forum-coordinator', area: 'york' })
const today = dayOf(new Date())

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
const row = (id: string) => world.one('select * from assessment where id = $1', [id])
const asking = (token: string, child: string) => ({
  token,
  request: '019a0000-0000-7000-8000-000000000000',
  focus: [child],
})

describe('starting an assessment', () => {
  test('leads to its sections, is asked of the case-holder, and happens once', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const at = { area: 'york', youngPerson: child.id }
    const somebody = await signedIn(the, holder)
    const own = await somebody.hidden(urls.start(at))
    const both = await Promise.all([somebody.post(urls.start(at), own), somebody.post(urls.start(at), own)])
    expect(both.map(each => each.status)).toEqual([303, 303])
    expect(both[0]?.location).toBe(both[1]?.location)
    const page = await somebody.get(both[0]?.location ?? '')
    expect(page.status).toBe(200)
    expect(page.text).toContain('Going missing')
    expect(page.text).toContain('the day it is begun, as no screening decision asks for it')
    expect((await world.db.query('select from assessment where young_person_id = $1', [child.id])).rowCount).toBe(1)
    const task = await world.one('select kind, desk, path from task where young_person_id = $1', [child.id])
    expect(task).toEqual({ kind: 'complete an assessment', desk: `person:${holder.id}`, path: both[0]?.location })
  })

  test('a second one is not begun beside it, by two people at once neither', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const start = urls.start({ area: 'york', youngPerson: child.id })
    const people = [await signedIn(the, holder), await signedIn(the, manager)]
    const forms = await Promise.all(people.map(each => each.hidden(start)))
    const answers = await Promise.all(people.map((each, i) => each.post(start, forms[i] ?? {})))
    expect(answers.map(each => each.status).sort()).toEqual([303, 422])
    expect((await world.db.query('select from assessment where young_person_id = $1', [child.id])).rowCount).toBe(1)
  })

  test('a reassessment follows the last one', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const last = await aCompletedAssessment(world, child, holder)
    const start = urls.start({ area: 'york', youngPerson: child.id })
    const somebody = await signedIn(the, holder)
    expect((await somebody.get(start)).text).toContain('the completion of the last risk assessment')
    await somebody.send(start, {})
    expect(
      await world.one('select previous_id from assessment where young_person_id = $1 and completed_at is null', [
        child.id,
      ]),
    ).toEqual({ previous_id: last })
  })
})

describe('completing an assessment (R130)', () => {
  test('needs what is missing, with a link to each field', async () => {
    const { id, at } = await aDraftOf(
      wholeAnswers({
        indicators: {
          'missing-unknown': { level: 'emerging', evidence: '', evidenceOn: null, source: null, sourceOther: '' },
        },
        judgement: { level: null, reason: '' },
      }),
    )
    const somebody = await signedIn(the, holder)
    const page = await somebody.get(urls.complete(at))
    const section = (sectionKey: string) => urls.section({ ...at, sectionKey })
    for (const href of [
      `${section('missing')}#missing-unknown.evidence`,
      `${section('missing')}#missing-unknown.evidenceOn-day`,
      `${section('judgement')}#judgement.level`,
      `${section('judgement')}#judgement.reason`,
    ])
      expect(page.text).toContain(`href="${href}"`)
    expect(page.text).not.toContain('Complete the assessment')
    const target = await somebody.get(section('missing'))
    for (const field of ['missing-unknown.evidence', 'missing-unknown.evidenceOn-day', 'missing-unknown.source'])
      expect(target.text).toContain(`id="${field}"`)
    const own = await somebody.hidden('/')
    const forced = await somebody.post(urls.complete(at), { ...own, _version: '1' })
    expect(forced.status).toBe(422)
    expect(forced.text).toContain('Answers are missing')
    expect((await row(id)).completed_at).toBeNull()
  })

  test('keeps level, reason and the arithmetic, sets the clock of the review, and proposes people who pose a risk', async () => {
    const { id, child, at } = await aDraftOf(withPeople)
    const somebody = await signedIn(the, holder)
    const check = await somebody.get(urls.complete(at))
    expect(check.text).toContain('No level can be suggested yet. Whoever completes the assessment decides.')
    const answer = await somebody.send(urls.complete(at), {})
    expect(answer.status).toBe(303)
    const kept = await row(id)
    expect(kept).toMatchObject({
      level: 'moderate',
      level_reason: 'Clear signs that come back',
      completed_by: holder.id,
    })
    expect((kept.suggested as { steps: string[] }).steps.length).toBeGreaterThan(5)
    expect(
      await world.one(
        'select kind, certainty, timing, description from person_who_poses_risk where assessment_id = $1',
        [id],
      ),
    ).toEqual({
      kind: 'sexual-exploitation',
      certainty: 'known',
      timing: 'current',
      description: 'A man with a grey car',
    })
    const review = areaOf('york')?.clocks.review ?? expect.fail('York has a clock')
    expect(
      await world.one('select kind, due_on::text from task where young_person_id = $1 and settled_at is null', [
        child.id,
      ]),
    ).toEqual({
      kind: 'review an assessment',
      due_on: reassessmentDueOn(today, review, areas().bankHolidays),
    })
    const page = await somebody.get(urls.assessment(at))
    for (const says of [
      'Complete',
      'Clear signs that come back',
      'Three nights in May',
      'A man with a grey car',
      'What we don’t know yet',
      'Send to the MACEM meeting',
    ])
      expect(page.text).toContain(says)
  })

  test('a section saved meanwhile stops it: nobody stands by what they did not see', async () => {
    const { id, at } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const own = await somebody.hidden(urls.complete(at))
    await somebody.send(urls.section({ ...at, sectionKey: 'judgement' }), {
      'judgement.level': 'none',
      'judgement.reason': 'Changed',
    })
    expect((await somebody.post(urls.complete(at), own)).status).toBe(409)
    expect((await row(id)).completed_at).toBeNull()
  })

  test('a double click completes once', async () => {
    const { id, at } = await aDraftOf(withPeople)
    const somebody = await signedIn(the, holder)
    const own = await somebody.hidden(urls.complete(at))
    const both = await Promise.all([somebody.post(urls.complete(at), own), somebody.post(urls.complete(at), own)])
    expect(both.map(each => each.status)).toEqual([303, 303])
    expect((await world.db.query('select from person_who_poses_risk where assessment_id = $1', [id])).rowCount).toBe(1)
  })

  test.each([
    ['the team’s manager', manager, 200],
    ['a colleague', colleague, 404],
    ['duty', duty, 403],
  ])('is for the team’s manager as for the case-holder, not for others: %s', async (_, person, status) => {
    const { at } = await aDraftOf()
    expect((await (await signedIn(the, person)).get(urls.complete(at))).status).toBe(status)
  })
})

describe('sending to the forum (R131)', () => {
  test('lets chair and co-ordinator see who waits, asks for a place on the agenda, and is done once', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const id = await aCompletedAssessment(world, child, holder)
    const at = { area: 'york', youngPerson: child.id, assessment: id }
    const somebody = await signedIn(the, holder)
    const sent = await somebody.send(urls.assessment(at), {}, { action: urls.send(at) })
    expect(sent.status).toBe(303)
    expect(
      await world.one('select sent_to_forum_at is not null as sent from young_person where id = $1', [child.id]),
    ).toEqual({ sent: true })
    expect(
      await world.one(
        `select desk, record_id, path from task where kind = 'put on the agenda' and young_person_id = $1`,
        [child.id],
      ),
    ).toEqual({
      desk: `role:${child.areaId}:forum-coordinator`,
      record_id: id,
      path: '/york/forum',
    })
    const page = await somebody.get(urls.assessment(at))
    expect(page.text).toContain('With the forum')
    expect(page.text).not.toContain('Set this assessment aside')
    const again = await somebody.post(urls.send(at), { ...(await somebody.hidden('/')) })
    expect(again.status).toBe(422)
    expect(again.text).toContain('with the forum already')
    const event = await world.one(
      `select person_id from audit_event where act = 'assessment sent to the forum' and young_person_id = $1`,
      [child.id],
    )
    expect(event).toEqual({ person_id: holder.id })
    const waiting = await reading(
      the.database,
      { ...asking((await signedIn(the, forumCoordinator)).token, child.id), focus: undefined },
      tx =>
        tx
          .selectFrom('young_person')
          .select('id')
          .where('area_id', '=', child.areaId as never)
          .where('id', '=', child.id as never)
          .execute(),
    )
    expect(waiting).toMatchObject({ state: 'open', value: [{ id: child.id }] })
  })

  test('a draft cannot be sent', async () => {
    const { at } = await aDraftOf()
    const somebody = await signedIn(the, holder)
    const answer = await somebody.post(urls.send(at), { ...(await somebody.hidden('/')) })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Complete the assessment first')
  })
})

describe('setting aside', () => {
  test('takes a reason, and makes room for another', async () => {
    const { id, at } = await aDraftOf(noAnswers())
    const somebody = await signedIn(the, holder)
    expect((await somebody.send(urls.setAside(at), { reason: '' })).status).toBe(422)
    const answer = await somebody.send(urls.setAside(at), { reason: 'Begun for the wrong child' })
    expect(answer.status).toBe(303)
    expect(await row(id)).toMatchObject({ set_aside_reason: 'Begun for the wrong child', set_aside_by: holder.id })
    expect((await somebody.send(urls.start(at), {})).status).toBe(303)
  })

  test('of a completed one: it is no longer the latest', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const first = await aCompletedAssessment(world, child, holder)
    const second = await aCompletedAssessment(world, child, holder, wholeAnswers(), first)
    const somebody = await signedIn(the, holder)
    const latest = async () => {
      const found = await reading(the.database, asking(somebody.token, child.id), tx =>
        latestCompletedAssessment(tx, child.areaId, child.id),
      )
      return found.state === 'open' ? found.value?.assessment.id : found.state
    }
    expect(await latest()).toBe(second)
    const at = { area: 'york', youngPerson: child.id, assessment: second }
    expect((await somebody.send(urls.setAside(at), { reason: 'Recorded against the wrong young person' })).status).toBe(
      303,
    )
    expect(await latest()).toBe(first)
  })
})

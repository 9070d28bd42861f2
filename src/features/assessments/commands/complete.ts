import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { completable } from '../assessment.ts'
import { type Answers, peopleAnswer } from '../assessment-answers.ts'
import { complete } from '../assessment-missing.ts'
import { peopleKey } from '../assessment-sections.ts'
import { reassessmentDueOn } from '../clock.ts'
import type { RiskAssessmentForm } from '../form-definition.ts'
import { assessmentWithPrevious, deskOfCase, standingOf } from '../queries.ts'
import { suggestedLevel } from '../suggested-level.ts'
import { urls } from '../urls.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'

/**
 * Completes an assessment: from now on it is what somebody stood by today (R130). The level is the one a person stated
 * with a reason; the suggestion is kept beside it. People who pose a risk are put where the forum finds the facts.
 * @param version of the assessment as it was shown
 * @returns `stale` where any section was saved meanwhile
 */
export async function completeAssessment(
  tx: WriteTx,
  area: Area,
  at: AssessmentKey,
  version: number,
): Promise<Outcome<'already completed' | 'set aside' | 'answers missing'>> {
  const locked = await lockAssessment(tx, at)
  if (!locked) return notFound()
  const [whole, desk, { screening }] = await Promise.all([
    assessmentWithPrevious(tx, at.areaId, at.youngPerson, at.id),
    deskOfCase(tx, at.areaId, at.youngPerson),
    standingOf(tx, at.areaId, at.youngPerson),
  ])
  if (!whole) return notFound()
  const { answers, assessment, sections } = whole
  const today = dayOf(tx.now)
  const answer = completable(locked, complete(answers, assessment.form, today).length)
  if (!answer.ok) return refused(answer.why)
  if (locked.version !== version) return stale()
  const { level, reason } = answers.judgement
  if (!level) return refused('answers missing')

  if (!sections.some(section => section.key === peopleKey)) await noPeopleSaid(tx, at)
  // While it is still a draft: a completed one takes nobody more.
  await proposePeople(tx, at, answers, assessment.form)
  const suggested = suggestedLevel(answers, assessment.form)
  await tx
    .updateTable('assessment')
    .set({
      level,
      level_reason: reason,
      suggested: JSON.stringify(suggested),
      // The decision it answers, which may have come or gone since it was begun.
      screening_id: screening?.id ?? null,
      completed_at: tx.now,
      completed_by: tx.who.person.id as never,
      version: locked.version + 1,
    })
    .where('area_id', '=', at.areaId as never)
    .where('id', '=', at.id as never)
    .execute()
  const about = { area: at.areaId, youngPerson: at.youngPerson }
  await settle(tx, { ...about, kind: 'complete an assessment' })
  await settle(tx, { ...about, kind: 'review an assessment' })
  if (desk) {
    await ask(tx, {
      ...about,
      kind: 'review an assessment',
      of: desk,
      dueOn: reassessmentDueOn(today, area.clocks.review, areas().bankHolidays),
      path: urls.start({ area: area.key, youngPerson: at.youngPerson }),
    })
  }
  await audit(tx, 'assessment completed', {
    youngPerson: at.youngPerson,
    record: at.id,
    detail: { level, suggested: suggested.level },
  })
  return done()
}

/** Nothing was said of people who pose a risk: that is kept as an answer, so that a missing section means it may not be read. */
async function noPeopleSaid(tx: WriteTx, at: AssessmentKey): Promise<void> {
  await tx
    .insertInto('assessment_section')
    .values({
      area_id: at.areaId as never,
      assessment_id: at.id as never,
      young_person_id: at.youngPerson as never,
      section_key: peopleKey,
      answers: JSON.stringify({ people: {} }),
      saved_by: tx.who.person.id as never,
    })
    .execute()
}

/** R60, R77: proposed here, found by the forum. `complete` has made sure that nothing of it is missing. */
async function proposePeople(
  tx: WriteTx,
  at: AssessmentKey,
  answers: Answers,
  form: RiskAssessmentForm,
): Promise<void> {
  const rows = form.people.kinds.flatMap(({ key }) => {
    const { answer, entries } = peopleAnswer(answers, key)
    return answer === 'yes' ? entries.map(entry => ({ kind: key, ...entry })) : []
  })
  if (rows.length === 0) return
  await tx
    .insertInto('person_who_poses_risk')
    .values(
      rows.map(({ kind, who, certainty, time, evidence, evidenceOn, source, sourceOther }) => ({
        area_id: at.areaId as never,
        young_person_id: at.youngPerson as never,
        assessment_id: at.id as never,
        kind,
        certainty: certainty as NonNullable<typeof certainty>,
        timing: time as NonNullable<typeof time>,
        description: who,
        evidence,
        evidence_on: evidenceOn as NonNullable<typeof evidenceOn>,
        source: source as NonNullable<typeof source>,
        source_other: sourceOther === '' ? null : sourceOther,
        proposed_by: tx.who.person.id as never,
      })),
    )
    .execute()
}

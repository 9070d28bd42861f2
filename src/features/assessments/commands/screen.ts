import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask } from '../../tasks/index.ts'
import type { Answers } from '../assessment-answers.ts'
import { assessmentClock, workingDaysIn } from '../clock.ts'
import { forms } from '../forms-in-force.ts'
import { deskOfCase, standingOf } from '../queries.ts'
import type { ScreeningOutcome } from '../screening-queries.ts'
import { urls } from '../urls.ts'

/** What a screening says, as the form has checked it. Days are of England, yyyy-mm-dd. */
export interface Screened {
  readonly questions: Answers['questions']
  readonly receivedOn: string
  readonly outcome: ScreeningOutcome
  readonly decidedOn: string
}

/**
 * Records a screening (R30). A decision that a risk assessment is needed starts its clock on the day of the decision, and
 * asks the case-holder for it.
 */
export async function recordScreening(
  tx: WriteTx,
  area: Area,
  youngPerson: string,
  screened: Screened,
): Promise<Outcome<never, { id: string }>> {
  const { form, hash } = forms().screening.current
  const { id } = await tx
    .insertInto('screening')
    .values({
      area_id: area.id as never,
      young_person_id: youngPerson as never,
      form_key: form.key,
      form_version: form.version,
      form_hash: hash,
      answers: JSON.stringify({ questions: screened.questions }),
      received_on: screened.receivedOn,
      outcome: screened.outcome,
      decided_on: screened.decidedOn,
      recorded_by: tx.who.person.id as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (screened.outcome !== 'no-assessment') await askForAssessment(tx, area, youngPerson, screened.decidedOn)
  await audit(tx, 'screening recorded', { youngPerson, record: id, detail: { outcome: screened.outcome } })
  return done({ id })
}

/** Asks whoever holds the case for the assessment that a screening decided on, by its clock. */
export async function askForAssessment(tx: WriteTx, area: Area, youngPerson: string, decidedOn: string): Promise<void> {
  const [desk, { draft }] = await Promise.all([
    deskOfCase(tx, area.id, youngPerson),
    standingOf(tx, area.id, youngPerson),
  ])
  if (!desk) return
  const { assessment } = area.clocks
  const holidays = areas().bankHolidays
  const { dueOn } = assessmentClock({
    startedOn: decidedOn,
    startedBy: assessment.startsWith,
    workingDays: workingDaysIn(decidedOn, assessment, holidays),
    today: decidedOn,
    holidays,
  })
  const at = { area: area.key, youngPerson }
  await ask(tx, {
    kind: 'complete an assessment',
    area: area.id,
    youngPerson,
    of: desk,
    dueOn: dueOn ?? undefined,
    path: draft ? urls.assessment({ ...at, assessment: draft.id }) : urls.start(at),
  })
}

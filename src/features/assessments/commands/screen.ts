import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask } from '../../tasks/index.ts'
import type { Answers } from '../assessment-answers.ts'
import { clockNow } from '../assessment-clock.ts'
import { forms } from '../forms-in-force.ts'
import { deskOfCase } from '../queries.ts'
import type { ScreeningOutcome } from '../screening-queries.ts'
import { urls } from '../urls.ts'
import { askWhatStands } from './what-is-asked.ts'

/** What a screening says, as the form has checked it. Days are of England, yyyy-mm-dd. */
export interface Screened {
  readonly questions: Answers['questions']
  readonly receivedOn: string
  readonly outcome: ScreeningOutcome
  readonly decidedOn: string
  /** Whether the risk assessment that an earlier decision asked for is not wanted any more. */
  readonly takesBack: boolean
}

/**
 * Records a screening (R30). A decision that a risk assessment is needed starts its clock on the day of the decision, and
 * asks the case-holder for it; a later one that none is needed takes it back where it says so.
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
      takes_back: screened.takesBack,
      recorded_by: tx.who.person.id as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await askAfter(tx, area, youngPerson, screened)
  await audit(tx, 'screening recorded', {
    youngPerson,
    record: id,
    detail: { outcome: screened.outcome, ...(screened.takesBack ? { takesBack: true } : {}) },
  })
  return done({ id })
}

/**
 * What is asked once this was decided. The front door sees no assessments: it asks by its own decision, and an open task
 * keeps the earlier date.
 */
async function askAfter(
  tx: WriteTx,
  area: Area,
  youngPerson: string,
  { outcome, decidedOn, takesBack }: Screened,
): Promise<void> {
  if (await mayAssess(tx, youngPerson)) return askWhatStands(tx, area, youngPerson)
  if (outcome === 'no-assessment') {
    if (takesBack) await sql`select app.no_assessment_asked(${area.id}::uuid, ${youngPerson}::uuid)`.execute(tx)
    return
  }
  const desk = await deskOfCase(tx, area.id, youngPerson)
  if (!desk) return
  const around = { rules: area, holidays: areas().bankHolidays, today: dayOf(tx.now) }
  const { dueOn } = clockNow({ draft: null, last: null, screening: { decidedOn } }, around)
  await ask(tx, {
    kind: 'complete an assessment',
    area: area.id,
    youngPerson,
    of: desk,
    dueOn: dueOn ?? undefined,
    path: urls.start({ area: area.key, youngPerson }),
  })
}

/** Whether the asker may assess this young person, and so sees whether an assessment was begun. */
async function mayAssess(tx: WriteTx, youngPerson: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select 'assess' = any (app.my_acts_on(${youngPerson}::uuid)) as may`.execute(tx)
  return rows[0]?.may === true
}

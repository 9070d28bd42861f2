import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { byReference } from '../../people/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { reassessmentDueOn } from '../clock.ts'
import { deskOfCase, standingOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { askForAssessment } from './screen.ts'

/** What is moved, in the words of the table that keeps it. */
export type Movable = 'risk assessment' | 'screening'
export type NotMoved = 'no such record' | 'gone' | 'not both yours' | 'answered' | 'stands there already'

/**
 * Moves an assessment or a screening that is about another young person: copied there, hidden here and in the papers of
 * the forum, sealed as it was (design: Wrong child). What was asked because of it is asked anew on both sides.
 */
export async function moveToRightChild(
  tx: WriteTx,
  area: Area,
  of: { readonly youngPerson: string; readonly kind: Movable; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMoved>> {
  const right = await byReference(tx, area.id, input.reference)
  if (!right) return refused('no such record')
  const reviewOn = reassessmentDueOn(dayOf(tx.now), area.clocks.review, areas().bankHolidays)
  const { rows } = await sql<{ answer: 'done' | Exclude<NotMoved, 'no such record'> }>`select app.move_assessed(
    ${of.youngPerson}::uuid, ${of.kind}, ${of.id}::uuid, ${right}::uuid, ${input.reason}, ${reviewOn}::date) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'gone'
  if (answer !== 'done') return refused(answer)
  await askWhatIsLeft(tx, area, of.youngPerson)
  await audit(tx, 'entry moved', {
    youngPerson: of.youngPerson,
    record: of.id,
    detail: { kind: of.kind, to: right },
  })
  await audit(tx, 'entry moved', { youngPerson: right, record: of.id, detail: { kind: of.kind, from: of.youngPerson } })
  return done()
}

/** What the record that it was taken from still needs: the assessment a screening asked for, or the next look at the last one. */
async function askWhatIsLeft(tx: WriteTx, area: Area, youngPerson: string): Promise<void> {
  const about = { area: area.id, youngPerson }
  const [standing, desk] = await Promise.all([
    standingOf(tx, area.id, youngPerson),
    deskOfCase(tx, area.id, youngPerson),
  ])
  if (standing.draft) return
  await settle(tx, { ...about, kind: 'complete an assessment' })
  await settle(tx, { ...about, kind: 'review an assessment' })
  if (standing.screening) await askForAssessment(tx, area, youngPerson, standing.screening.decidedOn)
  if (standing.last && desk)
    await ask(tx, {
      ...about,
      kind: 'review an assessment',
      of: desk,
      dueOn: reassessmentDueOn(dayOf(standing.last.completedAt), area.clocks.review, areas().bankHolidays),
      path: urls.start({ area: area.key, youngPerson }),
    })
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { byReference } from '../../people/index.ts'
import { reassessmentDueOn } from '../clock.ts'
import { askWhatStands } from './what-is-asked.ts'

/** What is moved, in the words of the table that keeps it. */
export type Movable = 'risk assessment' | 'screening'
export type NotMoved = 'no such record' | 'this one' | 'gone' | 'not both yours' | 'answered' | 'stands there already'

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
  if (right === of.youngPerson) return refused('this one')
  const reviewOn = reassessmentDueOn(dayOf(tx.now), area.clocks.review, areas().bankHolidays)
  const { rows } = await sql<{
    answer: 'done' | Exclude<NotMoved, 'no such record' | 'this one'>
  }>`select app.move_assessed(
    ${of.youngPerson}::uuid, ${of.kind}, ${of.id}::uuid, ${right}::uuid, ${input.reason}, ${reviewOn}::date) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'gone'
  if (answer !== 'done') return refused(answer)
  await askWhatStands(tx, area, of.youngPerson)
  await audit(tx, 'entry moved', {
    youngPerson: of.youngPerson,
    record: of.id,
    detail: { kind: of.kind, to: right },
  })
  await audit(tx, 'entry moved', { youngPerson: right, record: of.id, detail: { kind: of.kind, from: of.youngPerson } })
  return done()
}

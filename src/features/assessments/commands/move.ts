import { sql } from 'kysely'
import type { WriteTx } from '../../../db/scope.ts'
import type { Outcome } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { moveToWhomItIsAbout, type NotMovable } from '../../people/index.ts'
import { reassessmentDueOn } from '../clock.ts'
import { askWhatStands } from './what-is-asked.ts'

/** What is moved, in the words of the table that keeps it. */
export type Movable = 'risk assessment' | 'screening'
export type NotMoved = NotMovable | 'answered' | 'stands there already'

/**
 * Moves an assessment or a screening that is about another young person: copied there, hidden here and in the papers of
 * the forum, sealed as it was (design: Wrong child). What was asked because of it is asked anew on both sides.
 */
export async function moveToRightChild(
  tx: WriteTx,
  area: Area,
  { youngPerson, kind, id }: { readonly youngPerson: string; readonly kind: Movable; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMoved>> {
  const reviewOn = reassessmentDueOn(dayOf(tx.now), area.clocks.review, areas().bankHolidays)
  const moved = await moveToWhomItIsAbout<'answered' | 'stands there already'>(
    tx,
    { areaId: area.id, youngPerson, kind, id },
    input.reference,
    right =>
      sql`app.move_assessed(${youngPerson}::uuid, ${kind}, ${id}::uuid, ${right}::uuid, ${input.reason}, ${reviewOn}::date)`,
  )
  if (moved.is === 'done') await askWhatStands(tx, area, youngPerson)
  return moved
}

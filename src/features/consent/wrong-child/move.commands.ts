import { sql } from 'kysely'
import type { WriteTx } from '../../../db/scope.ts'
import type { Outcome } from '../../../platform/outcome.ts'
import { moveRefusals, moveToWhomItIsAbout, type NotMovable } from '../../people/index.ts'

/** What is moved, in the words of the table that keeps it. */
export type Movable = 'answer about consent' | 'relevant individual' | 'wishes' | 'keep apart'
export type NotMoved = NotMovable | 'stands there already' | 'nothing to take back'
export const moveConstraints = { consent_withdraws_a_yes: 'nothing to take back' } as const satisfies Record<
  string,
  NotMoved
>

/** What to say where nothing moves. */
export const notMoved: Record<NotMoved, string | { readonly field: 'reference'; readonly text: string }> = {
  ...moveRefusals,
  'stands there already': { field: 'reference', text: 'The same stands on the other record already, or is about it' },
  'nothing to take back':
    'This answer takes a yes back, and there is no yes on the other record. Move the yes first, then this one.',
}

/**
 * Moves what was recorded against the wrong young person: copied where it belongs, hidden here, sealed as it was (design:
 * Wrong child). What it means for both is decided again in the same transaction.
 */
export const moveConsented = (
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  { kind, id }: { readonly kind: Movable; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMoved>> =>
  moveToWhomItIsAbout<'stands there already' | 'nothing to take back'>(
    tx,
    { ...of, kind, id },
    input.reference,
    right => sql`app.move_consented(${of.youngPerson}::uuid, ${kind}, ${id}::uuid, ${right}::uuid, ${input.reason})`,
  )

import { sql } from 'kysely'
import type { WriteTx } from '../../../db/scope.ts'
import type { Outcome } from '../../../platform/outcome.ts'
import { type EntryKind, entryKinds } from './entry.ts'
import { moveToWhomItIsAbout, type NotMovable } from './moving.commands.ts'

/** Moves an entry to the young person it is about. Here it is hidden from then on, and sealed as it was. */
export const moveEntry = (
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  { kind, id }: { readonly kind: EntryKind; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMovable | 'stands there already'>> =>
  moveToWhomItIsAbout<'stands there already'>(
    tx,
    { ...of, kind: entryKinds[kind], id },
    input.reference,
    right =>
      sql`app.move_entry(${of.youngPerson}::uuid, ${entryKinds[kind]}, ${id}::uuid, ${right}::uuid, ${input.reason})`,
  )

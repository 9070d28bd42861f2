import type { WriteTx } from '../../db/scope.ts'
import type { Change } from './changes.ts'

/** Keeps what a record said before and after, under the class of each field. Nothing to keep is nothing done. */
export async function writeChanges(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  changes: readonly Change[],
  why: string | undefined,
): Promise<void> {
  if (changes.length === 0) return
  await tx
    .insertInto('record_change')
    .values(
      changes.map(change => ({
        area_id: of.areaId,
        young_person_id: of.youngPerson,
        class: change.class,
        field: change.field,
        was: change.was,
        became: change.became,
        why: why ?? null,
        changed_by: tx.who.person.id,
      })),
    )
    .execute()
}

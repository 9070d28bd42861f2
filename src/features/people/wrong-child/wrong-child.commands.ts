import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { byReference } from '../linked/link-queries.ts'
import { type EntryKind, entryKinds } from './entry.ts'

export type NotMoved = 'no such record' | 'this one' | 'gone' | 'not both yours' | 'stands there already'

/** Moves an entry to the young person it is about. Here it is hidden from then on, and sealed as it was. */
export async function moveEntry(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  entry: { readonly kind: EntryKind; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMoved>> {
  const right = await byReference(tx, of.areaId, input.reference)
  if (!right) return refused('no such record')
  if (right === of.youngPerson) return refused('this one')
  const { rows } = await sql<{
    answer: 'done' | Exclude<NotMoved, 'no such record' | 'this one'>
  }>`select app.move_entry(
    ${of.youngPerson}::uuid, ${entryKinds[entry.kind]}, ${entry.id}::uuid, ${right}::uuid, ${input.reason}) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'gone'
  if (answer !== 'done') return refused(answer)
  await audit(tx, 'entry moved', {
    youngPerson: of.youngPerson,
    record: entry.id,
    detail: { kind: entryKinds[entry.kind], to: right },
  })
  await audit(tx, 'entry moved', {
    youngPerson: right,
    record: entry.id,
    detail: { kind: entryKinds[entry.kind], from: of.youngPerson },
  })
  return done()
}

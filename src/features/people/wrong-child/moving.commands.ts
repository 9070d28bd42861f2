import { type RawBuilder, sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { byReference } from '../linked/link-queries.ts'

/** Why nothing moves, whatever it is. */
export type NotMovable = 'no such record' | 'this one' | 'gone' | 'not both yours'

/**
 * Moves something that is about another young person there (design: Wrong child), and writes it down on both records.
 * @param entry what it is, in the words of the table that keeps what was moved
 * @param move the database's function for it, given the young person it is about; answers 'done' or why not
 */
export async function moveToWhomItIsAbout<Why extends string = never>(
  tx: WriteTx,
  entry: { readonly areaId: string; readonly youngPerson: string; readonly kind: string; readonly id: string },
  reference: string,
  move: (right: string) => RawBuilder<'done' | Exclude<NotMovable, 'no such record' | 'this one'> | Why>,
): Promise<Outcome<NotMovable | Why>> {
  const { areaId, youngPerson, kind, id } = entry
  const right = await byReference(tx, areaId, reference)
  if (!right) return refused('no such record')
  if (right === youngPerson) return refused('this one')
  const { rows } = await sql<{ answer: 'done' | NotMovable | Why }>`select ${move(right)} as answer`.execute(tx)
  const answer = rows[0]?.answer ?? 'gone'
  if (answer !== 'done') return refused(answer)
  await audit(tx, 'entry moved', { youngPerson, record: id, detail: { kind, to: right } })
  await audit(tx, 'entry moved', { youngPerson: right, record: id, detail: { kind, from: youngPerson } })
  return done()
}

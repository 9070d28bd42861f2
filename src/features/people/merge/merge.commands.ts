import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { byReference } from '../linked/link-queries.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}
export type NotMerged =
  | 'no such record'
  | 'the same record'
  | 'not both yours'
  | 'merged already'
  | 'locked'
  | 'under way'

/**
 * Two records of one young person: this one closes, the other goes on. Nothing is moved, so it can be undone; whoever is
 * close to the record that goes on reads this one too. Both case-holders are told.
 */
export async function mergeInto(
  tx: WriteTx,
  of: Of,
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMerged, { other: string }>> {
  const other = await byReference(tx, of.areaId, input.reference)
  if (!other) return refused('no such record')
  const { rows } = await sql<{ answer: 'done' | Exclude<NotMerged, 'no such record'> }>`select app.merge_young_people(
    ${of.youngPerson}::uuid, ${other}::uuid, ${input.reason}) as answer`.execute(tx)
  const answer = rows[0]?.answer ?? 'not both yours'
  if (answer !== 'done') return refused(answer)
  await audit(tx, 'records merged', { youngPerson: of.youngPerson, detail: { into: other } })
  await audit(tx, 'records merged', { youngPerson: other, detail: { from: of.youngPerson } })
  return done({ other })
}

/** They are two young people after all: both records go on as they were. */
export async function takeApart(tx: WriteTx, of: Of, reason: string): Promise<Outcome<'not merged'>> {
  const { rows } = await sql<{ answer: 'done' | 'not merged' }>`select app.unmerge_young_people(
    ${of.youngPerson}::uuid, ${reason}) as answer`.execute(tx)
  if (rows[0]?.answer !== 'done') return refused('not merged')
  await audit(tx, 'records taken apart', { youngPerson: of.youngPerson })
  return done()
}

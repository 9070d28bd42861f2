import { sql } from 'kysely'
import { auditThrough } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'

export type NotApproved = 'cannot be any more' | 'another reason came'

/** A second person approves what was accepted. The audit knows whose match it is; they do not. */
export async function approveMatch(tx: WriteTx, match: string): Promise<Outcome<NotApproved>> {
  const { rows } = await sql<{
    answer: 'done' | 'gone' | NotApproved
  }>`select app.approve_match(${match}::uuid) as answer`.execute(tx)
  const answer = rows[0]?.answer ?? 'gone'
  if (answer === 'gone') return notFound()
  if (answer !== 'done') return refused(answer)
  await written(tx, 'match approved', match)
  return done()
}

/** A second person says no, and why: whoever made it reads that, and the next adult is looked for. */
export async function declineMatch(tx: WriteTx, match: string, why: string): Promise<Outcome<never>> {
  const { rows } = await sql<{
    answer: 'done' | 'gone'
  }>`select app.decline_match(${match}::uuid, ${why}) as answer`.execute(tx)
  if (rows[0]?.answer !== 'done') return notFound()
  await written(tx, 'match declined', match)
  return done()
}

const written = (tx: WriteTx, act: string, match: string) =>
  auditThrough(tx, act, sql`select app.acted_on_match(${tx.request}::uuid, ${act}, ${match}::uuid)`)

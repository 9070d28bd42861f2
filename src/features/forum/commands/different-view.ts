import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { open } from '../discussion.ts'
import { type DiscussionKey, discussion } from '../discussion-queries.ts'

/**
 * Writes down that an agency sees it differently (product: "a different view recorded"), before the outcome or after it. A
 * member speaks for their own agency, whoever runs the forum for any that is invited; the policy of the table says the same.
 */
export async function seeDifferently(
  tx: WriteTx,
  key: DiscussionKey,
  input: { readonly agency: string; readonly name?: string | undefined; readonly says: string },
): Promise<Outcome<'minutes confirmed' | 'taken off' | 'not invited'>> {
  const found = await discussion(tx, key)
  if (!found) return notFound()
  const answer = open(found)
  if (!answer.ok) return refused(answer.why)
  if (!found.invited.some(i => i.agencyId === input.agency)) return refused('not invited')
  const { id } = await tx
    .insertInto('different_view')
    .values({
      area_id: key.areaId,
      discussion_id: key.discussion,
      young_person_id: key.youngPerson,
      agency_id: input.agency,
      name: input.name ?? null,
      says: input.says,
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'different view given', {
    youngPerson: key.youngPerson,
    record: id,
    detail: { agency: input.agency },
  })
  return done()
}

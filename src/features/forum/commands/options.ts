import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { open } from '../discussion.ts'
import type { DiscussionKey } from '../discussion-queries.ts'
import { lockDiscussion } from './lock.ts'

/** Writes down what speaks for and against an option (R131, R138). Saying it again replaces what counts, not what was said. */
export async function considerOption(
  tx: WriteTx,
  key: DiscussionKey,
  input: {
    readonly option: string
    readonly reasonsFor: string | undefined
    readonly reasonsAgainst: string | undefined
    readonly recommended: string
  },
): Promise<Outcome<'minutes confirmed' | 'taken off'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const answer = open(found)
  if (!answer.ok) return refused(answer.why)
  const { id } = await tx
    .insertInto('option_considered')
    .values({
      area_id: key.areaId,
      discussion_id: key.discussion,
      young_person_id: key.youngPerson,
      option_key: input.option,
      reasons_for: input.reasonsFor ?? null,
      reasons_against: input.reasonsAgainst ?? null,
      recommended: input.recommended === 'yes',
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'option considered', { youngPerson: key.youngPerson, record: id, detail: { option: input.option } })
  return done()
}

import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { settle } from '../../tasks/index.ts'
import { open } from '../discussion.ts'
import { type DiscussionKey, discussion } from '../discussion-queries.ts'
import type { Handling } from '../handling.ts'

/**
 * Adds what one agency knows. A member speaks for their own agency, the co-ordinator types for any that is invited; the
 * policy of the table says the same.
 */
export async function contribute(
  tx: WriteTx,
  key: DiscussionKey,
  input: { readonly agency: string; readonly says: string; readonly handling: Handling },
): Promise<Outcome<'minutes confirmed' | 'taken off' | 'not invited'>> {
  const found = await discussion(tx, key)
  if (!found) return notFound()
  const answer = open(found)
  if (!answer.ok) return refused(answer.why)
  const invited = found.invited.find(i => i.agencyId === input.agency)
  if (!invited) return refused('not invited')
  const { id } = await tx
    .insertInto('contribution')
    .values({
      area_id: key.areaId,
      discussion_id: key.discussion,
      young_person_id: key.youngPerson,
      agency_id: input.agency,
      handling: input.handling,
      says: input.says,
      given_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await settle(tx, {
    area: key.areaId,
    youngPerson: key.youngPerson,
    kind: 'contribute to a discussion',
    record: invited.id,
  })
  await audit(tx, 'contribution given', {
    youngPerson: key.youngPerson,
    record: id,
    detail: { handling: input.handling, agency: input.agency },
  })
  return done()
}

import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { nominatable } from '../nomination.ts'
import { latestOutcome } from '../queries.ts'

export type NotNominatable =
  | 'not discussed'
  | 'not suitable'
  | 'would not benefit'
  | 'already nominated'
  | 'already decided'

/** Begins a nomination after the forum's two yeses (R128, R132, R133). @returns the id of the nomination */
export async function startNomination(
  tx: WriteTx,
  at: { readonly areaId: string; readonly youngPerson: string },
): Promise<Outcome<NotNominatable, string>> {
  const latest = await latestOutcome(tx, at.areaId, at.youngPerson)
  const answer = nominatable(latest)
  if (!latest) return refused('not discussed')
  if (!answer.ok) return refused(answer.why)
  const { id } = await tx
    .insertInto('nomination')
    .values({
      area_id: at.areaId,
      young_person_id: at.youngPerson,
      forum_outcome_id: latest.id,
      started_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'nomination started', { youngPerson: at.youngPerson, record: id })
  return done(id)
}

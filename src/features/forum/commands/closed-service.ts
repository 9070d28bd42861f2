import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { type ClosedServiceDecision, decidableClosed } from '../closed-service.ts'

/**
 * Writes down what the manager and the case-holder decided about a service that cannot take a young person on safely any
 * more. It ends nothing by itself. Who else is told, who is asked and who is not asked any more, follows in the database.
 */
export async function decideClosed(
  tx: WriteTx,
  at: { readonly areaId: string; readonly youngPerson: string; readonly closed: string },
  input: { readonly as: ClosedServiceDecision; readonly says: string; readonly interimPlan: string | undefined },
): Promise<Outcome<'already decided' | 'nothing to decide'>> {
  const closed = await tx
    .selectFrom('closed_service')
    .select(['over_at as overAt', 'decided_at as decidedAt'])
    .where('area_id', '=', at.areaId)
    .where('young_person_id', '=', at.youngPerson)
    .where('id', '=', at.closed)
    .executeTakeFirst()
  if (!closed) return notFound()
  const answer = decidableClosed(closed)
  if (!answer.ok) return refused(answer.why)
  const changed = await tx
    .updateTable('closed_service')
    .set({
      decided_by: tx.who.person.id,
      decided_as: input.as,
      decided_says: input.says,
      interim_plan: input.interimPlan ?? null,
    })
    .where('area_id', '=', at.areaId)
    .where('id', '=', at.closed)
    .where('decided_by', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return refused('already decided')
  await audit(tx, 'closed service decided', {
    youngPerson: at.youngPerson,
    record: at.closed,
    detail: { as: input.as },
  })
  return done()
}

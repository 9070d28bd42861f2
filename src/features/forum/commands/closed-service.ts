import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf, endOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask } from '../../tasks/index.ts'
import { type ClosedServiceDecision, decidableClosed } from '../closed-service.ts'
import { urls } from '../urls.ts'

/**
 * Writes down what the manager and the case-holder decided about a service that cannot take a young person on safely any
 * more. It ends nothing by itself. Who else is told, and that nobody is asked any more, follows in the database.
 */
export async function decideClosed(
  tx: WriteTx,
  area: Area,
  at: { readonly areaId: string; readonly youngPerson: string; readonly closed: string },
  input: { readonly as: ClosedServiceDecision; readonly says: string },
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
    .set({ decided_by: tx.who.person.id, decided_as: input.as, decided_says: input.says })
    .where('area_id', '=', at.areaId)
    .where('id', '=', at.closed)
    .where('decided_by', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return refused('already decided')
  if (input.as === 'back to the forum')
    await ask(tx, {
      area: at.areaId,
      youngPerson: at.youngPerson,
      record: at.closed,
      kind: 'put on the agenda',
      of: { role: 'forum-coordinator', area: at.areaId },
      dueOn: endOf(dayOf(tx.now), area.clocks.backOnAgenda, areas().bankHolidays),
      path: urls.newDiscussion({ area: area.key, youngPerson: at.youngPerson }),
    })
  await audit(tx, 'closed service decided', {
    youngPerson: at.youngPerson,
    record: at.closed,
    detail: { as: input.as },
  })
  return done()
}

import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { settle, tell } from '../../tasks/index.ts'
import { withdrawable } from '../nomination.ts'
import type { NominationKey } from '../queries.ts'
import { urls } from '../urls.ts'
import { lockNomination } from './lock.ts'
import { about, coordinator, settleAll } from './pass-on.ts'

export interface Withdrawal {
  readonly reason: string
  /** Whether the young person knows. */
  readonly told: 'yes' | 'not yet' | 'not safe'
  readonly version: number
}

/** Takes a nomination back (R134). The coordinator is told where it had been sent. */
export async function withdrawNomination(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: Withdrawal,
): Promise<Outcome<'already decided' | 'already withdrawn'>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const answer = withdrawable(found)
  if (!answer.ok) return refused(answer.why)
  if (found.version !== input.version) return stale()
  await tx
    .updateTable('nomination')
    .set({
      withdrawn_at: tx.now,
      withdrawn_by: tx.who.person.id,
      withdrawn_reason: input.reason,
      told: input.told,
      version: found.version + 1,
    })
    .where('area_id', '=', key.areaId)
    .where('id', '=', key.nomination)
    .execute()
  await audit(tx, 'nomination withdrawn', { youngPerson: key.youngPerson, record: key.nomination })
  await settleAll(tx, key)
  if (found.submittedAt)
    await tell(tx, {
      ...about(key),
      kind: 'nomination withdrawn',
      to: coordinator(key),
      urgency: 'today',
      // Where it was the only one, the record has closed to them with it.
      path: urls.queue({ area: area.key }),
    })
  else await settle(tx, { area: key.areaId, youngPerson: key.youngPerson, kind: 'complete a nomination' })
  return done()
}

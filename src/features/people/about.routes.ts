import type { ReadTx } from '../../db/scope.ts'
import { dayOf } from '../../platform/working-days.ts'
import type { Asked } from '../../web/route.ts'
import { youngPersonHeader } from './queries.ts'

/** What a page about one young person starts from; null where they are not of this area. The kit has asked for the act. */
export async function aboutThem({ tx, area, key, acts, now }: Asked<'/:area/:youngPerson', ReadTx>) {
  const youngPerson = await youngPersonHeader(tx, area.id, key.youngPerson)
  return youngPerson ? { areaKey: area.key, today: dayOf(now), youngPerson, acts } : null
}

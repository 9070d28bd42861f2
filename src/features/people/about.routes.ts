import type { ReadTx } from '../../db/scope.ts'
import { dayOf } from '../../platform/working-days.ts'
import type { Asked } from '../../web/route.ts'
import { youngPersonHeader } from './queries.ts'

/** What a page about one young person starts from, for those who may do this with them; null for everybody else. */
export async function aboutThem({ tx, area, key, acts, now }: Asked<'/:area/:youngPerson', ReadTx>, may: string) {
  const youngPerson = await youngPersonHeader(tx, area.id, key.youngPerson)
  return youngPerson && acts.has(may) ? { areaKey: area.key, today: dayOf(now), youngPerson, acts } : null
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { named } from '../codes.ts'
import { circles } from '../trusted-adults/trusted-adult.ts'
import { concernsOf, linkedTo, trustedAdultsOf } from '../young-person/young-person-queries.ts'
import type { Entry } from './entry.ts'

/** Everything on a record that may turn out to be about somebody else. */
export async function entriesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Entry[]> {
  const [concerns, adults, links] = await Promise.all([
    concernsOf(tx, areaId, youngPerson).execute(),
    trustedAdultsOf(tx, areaId, youngPerson).execute(),
    linkedTo(tx, youngPerson),
  ])
  return [
    ...concerns.map(one => ({
      kind: 'concern' as const,
      id: one.id as string,
      says: named('exploitation-type', one.kind),
    })),
    ...adults.map(one => ({
      kind: 'adult' as const,
      id: one.id as string,
      says: `An adult they trust: ${circles.find(circle => circle.key === one.circle)?.name.toLowerCase() ?? ''}`,
    })),
    ...links.map(one => ({
      kind: 'link' as const,
      id: one.linkId,
      says: `Linked: ${named('relationship-kind', one.kind)}`,
    })),
  ]
}

/** What was moved away from here, newest first, with who had seen it. */
export function movedAway(tx: ReadTx, areaId: string, youngPerson: string) {
  return tx
    .selectFrom('wrong_child as w')
    .innerJoin('person as p', 'p.id', 'w.moved_by')
    .select(['w.id', 'w.kind', 'w.reason', 'w.moved_at as movedAt', 'p.name as by'])
    .select(
      sql<readonly { readonly name: string; readonly title: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'title', s.title)), '[]')
        from app.who_saw_entry(${youngPerson}::uuid, w.id) s)`.as('seenBy'),
    )
    .where('w.area_id', '=', areaId)
    .where('w.young_person_id', '=', youngPerson)
    .orderBy('w.moved_at', 'desc')
    .limit(25)
    .execute()
}
export type Moved = Awaited<ReturnType<typeof movedAway>>[number]

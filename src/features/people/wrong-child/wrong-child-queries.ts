import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../../db/scope.ts'
import { answerInWords, named } from '../codes.ts'
import { isStatus, statusWords } from '../status.ts'
import { circles } from '../trusted-adults/trusted-adult.ts'
import type { Entry } from './entry.ts'

/** Everything on a record that may turn out to be about somebody else, what is over and older answers too. */
export async function entriesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Entry[]> {
  const { concerns, adults, links, statuses } = await tx
    .selectNoFrom(eb => [
      jsonArrayFrom(
        eb
          .selectFrom('exploitation_concern')
          .select(['id', 'kind', 'recorded_at as at', 'ended_at as endedAt'])
          .where('area_id', '=', areaId)
          .where('young_person_id', '=', youngPerson)
          .orderBy('recorded_at', 'desc')
          .limit(most),
      ).as('concerns'),
      jsonArrayFrom(
        eb
          .selectFrom('trusted_adult')
          .select(['id', 'circle', 'answer', 'asked_on as on'])
          .where('area_id', '=', areaId)
          .where('young_person_id', '=', youngPerson)
          .orderBy('recorded_at', 'desc')
          .orderBy('circle')
          .limit(most),
      ).as('adults'),
      // One row speaks for both sides, and is moved from the side on which it was recorded.
      jsonArrayFrom(
        eb
          .selectFrom('young_person_link')
          .select(['id', 'kind', 'recorded_at as at', 'ended_at as endedAt'])
          .where('area_id', '=', areaId)
          .where('young_person_id', '=', youngPerson)
          .orderBy('recorded_at', 'desc')
          .limit(most),
      ).as('links'),
      jsonArrayFrom(
        eb
          .selectFrom('young_person_status')
          .select(['id', 'status', 'since_on as on'])
          .where('area_id', '=', areaId)
          .where('young_person_id', '=', youngPerson)
          .where('status', '<>', 'died')
          .orderBy('recorded_at', 'desc')
          .limit(most),
      ).as('statuses'),
    ])
    .executeTakeFirstOrThrow()
  const over = (endedAt: unknown) => (endedAt ? ' (no longer so)' : '')
  return [
    ...concerns.map(one => ({
      kind: 'concern' as const,
      id: one.id as string,
      says: named('exploitation-type', one.kind) + over(one.endedAt),
      on: String(one.at),
    })),
    ...adults.map(one => ({
      kind: 'adult' as const,
      id: one.id as string,
      says: `An adult they could tell a worry to, ${circles.find(circle => circle.key === one.circle)?.name.toLowerCase() ?? ''}: ${answerInWords(one.answer)}`,
      on: String(one.on),
    })),
    ...links.map(one => ({
      kind: 'link' as const,
      id: one.id as string,
      says: `Linked: ${named('relationship-kind', one.kind)}${over(one.endedAt)}`,
      on: String(one.at),
    })),
    ...statuses.map(one => ({
      kind: 'status' as const,
      id: one.id as string,
      says: `Where they were: ${isStatus(one.status) ? statusWords[one.status].choose : one.status}`,
      on: String(one.on),
    })),
  ]
}

const most = 100

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

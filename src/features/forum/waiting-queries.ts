import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'

/** Since when a child waits for the forum; nothing where they do not. */
export async function waitingSince(tx: ReadTx, areaId: string, youngPerson: string): Promise<Date | undefined> {
  const row = await tx
    .selectFrom('young_person')
    .select('sent_to_forum_at as since')
    .where('area_id', '=', areaId)
    .where('id', '=', youngPerson)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('discussion as d')
            .select('d.id')
            .where('d.area_id', '=', areaId)
            .where('d.young_person_id', '=', youngPerson)
            .where('d.outcome_at', '>=', sql<Date>`young_person.sent_to_forum_at`),
        ),
      ),
    )
    .executeTakeFirst()
  return row?.since ?? undefined
}

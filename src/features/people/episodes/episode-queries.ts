import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../../db/scope.ts'
import type { Closing } from './episode.ts'

/** The times of a young person with Trusted Relationships, newest first, each with its strands as far as the asker may read them. */
export function episodesOf(tx: ReadTx, areaId: string, youngPerson: string) {
  return tx
    .selectFrom('episode as e')
    .leftJoin('person as p', 'p.id', 'e.ended_by')
    .select(eb => [
      'e.id',
      'e.started_on as startedOn',
      'e.told_by as toldBy',
      'e.ended_on as endedOn',
      'e.end_reason as endReason',
      sql<Closing | null>`e.end_kind`.as('endKind'),
      'p.name as endedBy',
      'e.version',
      jsonArrayFrom(
        eb
          .selectFrom('strand_allocation as s')
          .innerJoin('service as v', j => j.onRef('v.area_id', '=', 's.area_id').onRef('v.key', '=', 's.service_key'))
          .select(['s.id', 's.strand', 'v.name as service', 's.from_at as from', 's.until_at as until'])
          .whereRef('s.area_id', '=', 'e.area_id')
          .whereRef('s.episode_id', '=', 'e.id')
          .orderBy('s.from_at'),
      ).as('strands'),
    ])
    .where('e.area_id', '=', areaId)
    .where('e.young_person_id', '=', youngPerson)
    .orderBy('e.started_on', 'desc')
    .orderBy('e.id', 'desc')
    .limit(25)
}

/**
 * When the young person was first heard of in the time that is open, and who told us; null once that was screened, and for
 * those who may not know.
 */
export async function heardOf(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<{ readonly startedOn: string; readonly toldBy: string | null } | null> {
  const row = await tx
    .selectFrom('episode as e')
    .select(['e.started_on as startedOn', 'e.told_by as toldBy'])
    .where('e.area_id', '=', areaId)
    .where('e.young_person_id', '=', youngPerson)
    .where('e.ended_on', 'is', null)
    .where(eb =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('screening as s')
            .select('s.id')
            .whereRef('s.area_id', '=', 'e.area_id')
            .whereRef('s.young_person_id', '=', 'e.young_person_id')
            .whereRef('s.received_on', '>=', 'e.started_on'),
        ),
      ),
    )
    .executeTakeFirst()
  return row ?? null
}

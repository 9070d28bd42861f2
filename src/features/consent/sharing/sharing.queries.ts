import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { AgencyToShareWith, LawfulShare, SharingStrip } from '../sharing.ts'
import type { Decided } from '../who-decides.ts'

/** What is shared now with whom and what was decided, as the database works it out, with the agencies it is about. */
export async function sharedNow(
  tx: ReadTx,
  youngPerson: string,
): Promise<{
  readonly now: SharingStrip | null
  readonly decided: Decided | null
  readonly agencies: readonly AgencyToShareWith[]
}> {
  const { rows } = await sql<{ now: SharingStrip | null; decided: Decided | null; agencies: AgencyToShareWith[] }>`
    select app.sharing_strip(${youngPerson}::uuid) as now,
      (select to_jsonb(d) from app.consent_now(${youngPerson}::uuid, 'sharing') d) as decided,
      (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'key', a.key, 'name', a.name, 'onPublicTask', a.on_public_task, 'standsForMany', a.stands_for_many) order by a.name), '[]')
        from app.agencies_to_share_with(${youngPerson}::uuid) a) as agencies`.execute(tx)
  return rows[0] ?? { now: null, decided: null, agencies: [] }
}

/** With whom something can be shared, and who knows by a public task. */
export async function agenciesToShareWith(tx: ReadTx, youngPerson: string): Promise<readonly AgencyToShareWith[]> {
  const { rows } =
    await sql<AgencyToShareWith>`select id, key, name, on_public_task as "onPublicTask", stands_for_many as "standsForMany"
    from app.agencies_to_share_with(${youngPerson}::uuid)`.execute(tx)
  return rows
}

/** One of many, such as a school, that can still be named to be asked about: what stands for all of them, and its name, by id. */
export async function agenciesToName(tx: ReadTx, youngPerson: string): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ id: string; says: string }>`select id, many || ': ' || name as says
    from app.agencies_to_name(${youngPerson}::uuid)`.execute(tx)
  return Object.fromEntries(rows.map(row => [row.id, row.says]))
}

/** What is or was shared without consent, newest first. */
export const lawfulShares = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly LawfulShare[]> =>
  tx
    .selectFrom('lawful_share as l')
    .innerJoin('agency as a', join => join.onRef('a.area_id', '=', 'l.area_id').onRef('a.id', '=', 'l.agency_id'))
    .innerJoin('person as p', 'p.id', 'l.recorded_by')
    .select([
      'l.id',
      'l.version',
      'a.name as agency',
      sql<LawfulShare['categories']>`l.categories`.as('categories'),
      'l.items',
      'l.basis',
      'l.purpose',
      'l.necessity',
      'l.told',
      'l.told_reason as toldReason',
      'l.decided_by as decidedBy',
      'l.decided_on as decidedOn',
      'l.review_on as reviewOn',
      'l.recorded_at as recordedAt',
      'p.name as recordedBy',
      'l.reviewed_reason as reviewedReason',
      'l.ended_at as endedAt',
    ])
    .where('l.area_id', '=', areaId)
    .where('l.young_person_id', '=', youngPerson)
    .orderBy('l.recorded_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(200)
    .execute()

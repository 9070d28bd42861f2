import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { Day } from '../../../platform/working-days.ts'
import type { Stage } from './waiting.ts'

/** Somebody who was accepted and has no adult yet. */
export interface WhoWaits {
  readonly strandId: string
  readonly youngPerson: string
  readonly name: string
  readonly reference: string
  readonly serviceKey: string
  /** Since when nobody is at their side in this strand. */
  readonly since: Date
  readonly stage: Stage
  readonly keepsInTouch: string | null
  readonly howOften: string | null
  readonly checkedOn: Day | null
  readonly foundAt: Date | null
}

/**
 * Those of an area who have no adult yet (R31), whoever waits longest first: of their own service to whoever matches for it, of
 * every service to whoever co-ordinates.
 * @param after the strand of the last one of the page before
 */
export async function whoWaits(
  tx: ReadTx,
  areaId: string,
  after: string | undefined,
  most: number,
): Promise<readonly WhoWaits[]> {
  const { rows } = await sql<WhoWaits>`
    select strand_id as "strandId", young_person_id as "youngPerson", name, reference, service_key as "serviceKey", from_at as since, stage,
      keeps_in_touch as "keepsInTouch", how_often as "howOften", checked_on as "checkedOn", found_at as "foundAt"
      from app.who_waits(${areaId}::uuid, ${after ?? null}::uuid, ${most})`.execute(tx)
  return rows
}

/** How many young people have nobody at their side in any strand, of the services that the reader sees. */
export async function nobodyAtTheirSide(tx: ReadTx, areaId: string): Promise<number> {
  const { rows } = await sql<{ many: number }>`select app.nobody_at_their_side(${areaId}::uuid) as many`.execute(tx)
  return rows[0]?.many ?? 0
}

/** How many wait, by service and by how long: up to two weeks, four weeks, three months, longer. */
export async function waitingCounts(
  tx: ReadTx,
  areaId: string,
): Promise<readonly { readonly serviceKey: string; readonly band: number; readonly many: number }[]> {
  const { rows } = await sql<{ serviceKey: string; band: number; many: number }>`
    select service_key as "serviceKey", band, many from app.waiting_counts(${areaId}::uuid)`.execute(tx)
  return rows
}

/** A look at how somebody is who waits. */
export interface WaitingCheck {
  readonly id: string
  readonly checkedOn: Day
  readonly checkedBy: string
  readonly keepsInTouch: string
  readonly howOften: string
  readonly told: string
  readonly howTheyAre: string
}

/** The looks at how a young person is who waits in a strand, the newest first. */
export const waitingChecks = (
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  strand: string,
): Promise<readonly WaitingCheck[]> =>
  tx
    .selectFrom('waiting_check as c')
    .innerJoin('person as p', 'p.id', 'c.checked_by')
    .select([
      'c.id',
      'c.checked_on as checkedOn',
      'p.name as checkedBy',
      'c.keeps_in_touch as keepsInTouch',
      'c.how_often as howOften',
      'c.told',
      'c.how_they_are as howTheyAre',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .where('c.strand_allocation_id', '=', strand)
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(50)
    .execute()

/** The open strand of somebody who waits in it; null where there is none, or somebody is at their side. */
export async function strandWaiting(tx: ReadTx, areaId: string, youngPerson: string, strand: string) {
  const { rows } = await sql<{ id: string; serviceKey: string }>`
    select s.id, s.service_key as "serviceKey" from strand_allocation s join young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      where s.area_id = ${areaId} and s.young_person_id = ${youngPerson} and s.id = ${strand} and s.until_at is null and y.status <> 'died' and y.merged_into is null
        and not exists (select from allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The open strands of a young person: whether they wait in it, and whether the asker manages its service (R36, R39). */
export async function strandsThatWait(tx: ReadTx, areaId: string, youngPerson: string) {
  const { rows } = await sql<{ id: string; serviceKey: string; waits: boolean; mine: boolean }>`
    select s.id, s.service_key as "serviceKey",
        not exists (select from allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id) as waits,
        s.area_id || ':' || s.service_key = any ((select app.my_services_to('manage workers'))::text[]) as mine
      from strand_allocation s join young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      where s.area_id = ${areaId} and s.young_person_id = ${youngPerson} and s.until_at is null and y.status <> 'died' and y.merged_into is null
      order by s.from_at`.execute(tx)
  return rows
}

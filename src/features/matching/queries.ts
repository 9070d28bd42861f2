import { type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { Day } from '../../platform/working-days.ts'
import type { HardReason } from './fit.ts'

export interface WishesRow {
  readonly asked: 'asked' | 'not asked'
  readonly askedOn: Day | null
  readonly notAskedReason: string | null
  readonly gender: 'woman' | 'man' | 'no matter'
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly words: string | null
  readonly version: number
}

/** What a young person wishes, or null where nobody wrote it down yet. */
export async function wishesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<WishesRow | null> {
  const row = await tx
    .selectFrom('wishes as w')
    .select([
      'w.asked',
      'w.asked_on as askedOn',
      'w.not_asked_reason as notAskedReason',
      'w.gender',
      'w.available',
      'w.places',
      'w.languages',
      'w.interests',
      'w.words',
      'w.version',
    ])
    .where('w.area_id', '=', areaId)
    .where('w.young_person_id', '=', youngPerson)
    .executeTakeFirst()
  return row ?? null
}

/** Somebody who must be kept apart from a young person, as whoever reads intelligence about them sees it. */
export interface KeptApart {
  readonly id: string
  /** The other young person's reference, where the reader can see them; the worker's name; or words. */
  readonly who: string
  readonly howFar: string
  readonly ownPast: boolean
  readonly reason: string
  readonly evidence: string
  readonly reviewOn: Day
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly closedAt: Date | null
  readonly closedReason: string | null
  /** The other side, so that it is written down whom a page names. */
  readonly otherId: string | null
}

/** Everybody who must be or was kept apart from a young person, newest first. */
export async function keptApart(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly KeptApart[]> {
  const { rows } = await sql<KeptApart>`
    select k.id, coalesce(k.other_words, w.name, y.reference, 'Another young person') as who, k.how_far as "howFar", k.own_past as "ownPast",
      k.reason, k.evidence, k.review_on as "reviewOn", p.name as "recordedBy", k.recorded_at as "recordedAt", k.closed_at as "closedAt",
      k.closed_reason as "closedReason", y.id as "otherId"
    from keep_apart k join person p on p.id = k.recorded_by
      left join app.worker_names(${areaId}) w on w.id = k.worker_id
      left join young_person y on y.area_id = k.area_id and y.id = case when k.young_person_id = ${youngPerson} then k.other_young_person_id else k.young_person_id end
        and k.other_young_person_id is not null
    where k.area_id = ${areaId} and (k.young_person_id = ${youngPerson} or k.other_young_person_id = ${youngPerson})
    order by k.recorded_at desc, k.id desc limit 100`.execute(tx)
  return rows
}

/** A worker of the young person's service, with the class of what stands in the way. */
export interface CandidateRow {
  readonly workerId: string
  readonly name: string
  readonly hard: readonly HardReason[]
  readonly supervisionLate: boolean
  readonly trainingMissing: boolean
  readonly gender: string
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly livedExperience: string | null
  readonly youngPeopleAtMost: number
}

/** Everybody who works for the service of a strand, for whoever matches for it; nothing for anybody else. */
export async function candidatesFor(tx: ReadTx, areaId: string, strand: string): Promise<readonly CandidateRow[]> {
  const { rows } =
    await sql<CandidateRow>`select worker_id as "workerId", name, hard, supervision_late as "supervisionLate",
    training_missing as "trainingMissing", gender, available, places, languages, interests, lived_experience as "livedExperience",
    young_people_at_most as "youngPeopleAtMost" from app.candidates(${areaId}::uuid, ${strand}::uuid)`.execute(tx)
  return rows
}

/** Who works for the services of an area, by name; who has left is left out. */
export async function workerNames(
  tx: ReadTx,
  areaId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly serviceKey: string }[]> {
  const { rows } = await sql<{
    id: string
    name: string
    serviceKey: string
  }>`select id, name, service_key as "serviceKey"
    from app.worker_names(${areaId}::uuid) where not has_left`.execute(tx)
  return rows
}

/** The open strand of a young person whose service the asker manages (R36, R39); null where there is none. */
export async function openStrand(tx: ReadTx, areaId: string, youngPerson: string, strand: string) {
  const row = await tx
    .selectFrom('strand_allocation as s')
    .select(['s.id', 's.service_key as serviceKey', 's.strand', 's.from_at as fromAt'])
    .where('s.area_id', '=', areaId)
    .where('s.young_person_id', '=', youngPerson)
    .where('s.id', '=', strand)
    .where('s.until_at', 'is', null)
    .where(
      sql<SqlBool>`s.area_id || ':' || s.service_key = any ((select app.my_services_to('manage workers'))::text[])`,
    )
    .executeTakeFirst()
  return row ?? null
}

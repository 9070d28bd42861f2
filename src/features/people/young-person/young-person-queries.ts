import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../../db/scope.ts'
import { episodesOf } from '../episodes/episode-queries.ts'
import { aroundThem } from './around-them.queries.ts'

/** Everything of a young person that says who they are (S1), with how the case stands. */
export async function wholeIdentity(tx: ReadTx, areaId: string, id: string) {
  const row = await tx
    .selectFrom('young_person as y')
    .select(eb => [
      'y.id',
      'y.area_id as areaId',
      'y.reference',
      'y.given_names as givenNames',
      'y.surname',
      'y.known_as as knownAs',
      'y.born_on as bornOn',
      'y.born_on_estimated as bornOnEstimated',
      'y.born_on_source as bornOnSource',
      'y.pronouns',
      'y.sex',
      'y.gender',
      'y.ethnicity',
      'y.language',
      'y.interpreter_need as interpreterNeed',
      'y.interpreter',
      'y.easy_read as easyRead',
      'y.disability',
      'y.status',
      'y.status_since as statusSince',
      'y.merged_into as mergedInto',
      'y.version',
      jsonObjectFrom(
        eb
          .selectFrom('hand_over as o')
          .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'o.area_id').onRef('t.id', '=', 'o.to_team_id'))
          .leftJoin('person as p', 'p.id', 'o.to_person_id')
          .select(['o.id', 'o.due_on as dueOn', 't.name as team', 'p.name as person', 'o.made_by_manager as byManager'])
          .whereRef('o.area_id', '=', 'y.area_id')
          .whereRef('o.young_person_id', '=', 'y.id')
          .where('o.answered_at', 'is', null),
      ).as('handOver'),
      jsonArrayFrom(
        eb
          .selectFrom('young_person_merge as m')
          .select(['m.young_person_id as id', 'm.merged_at as at'])
          .whereRef('m.area_id', '=', 'y.area_id')
          .whereRef('m.into_id', '=', 'y.id')
          .where('m.undone_at', 'is', null)
          .orderBy('m.merged_at')
          .limit(10),
      ).as('mergedFrom'),
    ])
    .where('y.area_id', '=', areaId)
    .where('y.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
export type Identity = NonNullable<Awaited<ReturnType<typeof wholeIdentity>>>

/** Of a record that was merged: when it is safe now stands in the one that goes on, which not everybody can open. */
const isOld = sql<boolean>`exists (select from young_person y where y.area_id = young_person_detail.area_id and y.id = young_person_detail.young_person_id and y.merged_into is not null)`

/** Contact and circumstances (S2); null for those who may not read them. */
export async function circumstances(tx: ReadTx, areaId: string, id: string) {
  const row = await tx
    .selectFrom('young_person_detail')
    .select([
      'living_area as livingArea',
      'address',
      'postcode',
      'living_with as livingWith',
      'school',
      'school_status as schoolStatus',
      'sen_provision as senProvision',
      'sen_type as senType',
      'case_status as caseStatus',
      'care_status as careStatus',
      'phone',
      'safe_number as safeNumber',
      'safe_ringing as safeRinging',
      'safe_times as safeTimes',
      isOld.as('isOld'),
      sql<boolean>`app.may_ring(safe_ringing, safe_times, now()) and not ${isOld}`.as('mayRing'),
      sql<Date | null>`case when not ${isOld} then app.next_ringing(safe_ringing, safe_times, now()) end`.as(
        'nextRinging',
      ),
      'safe_when as safeWhen',
      'never_text as neverText',
      'safe_word as safeWord',
      'safe_contact_note as safeContactNote',
      'version',
    ])
    .where('area_id', '=', areaId)
    .where('young_person_id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
export type Circumstances = NonNullable<Awaited<ReturnType<typeof circumstances>>>

/** Kinds of exploitation that are worried about now (R4, R5). */
export const concernsOf = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('exploitation_concern as c')
    .innerJoin('person as p', 'p.id', 'c.recorded_by')
    .select(['c.id', 'c.kind', 'c.since_on as sinceOn', 'c.note', 'c.recorded_at as recordedAt', 'p.name as by'])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', id)
    .where('c.ended_at', 'is', null)
    .orderBy('c.recorded_at')
    .orderBy('c.kind')
    .limit(50)

/** What is happening around them (R7, R8). */
export const pictureOf = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('local_picture as l')
    .select([
      'l.active_places as activePlaces',
      'l.originating_networks as originatingNetworks',
      'l.flags',
      'l.note',
      'l.version',
    ])
    .where('l.area_id', '=', areaId)
    .where('l.young_person_id', '=', id)

/** The newest answer for each circle (R6). */
export const trustedAdultsOf = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('trusted_adult as a')
    .distinctOn('a.circle')
    .select(['a.id', 'a.circle', 'a.answer', 'a.words', 'a.asked_on as askedOn', 'a.recorded_at as recordedAt'])
    .where('a.area_id', '=', areaId)
    .where('a.young_person_id', '=', id)
    .orderBy('a.circle')
    .orderBy('a.recorded_at', 'desc')
    .orderBy('a.id', 'desc')

/** Who is around them, kinds of exploitation, local picture, trusted adults and times with Trusted Relationships in one question; each as far as the asker may read it. */
export async function whatIsKnown(tx: ReadTx, areaId: string, id: string) {
  return tx
    .selectNoFrom([
      jsonArrayFrom(concernsOf(tx, areaId, id)).as('concerns'),
      jsonObjectFrom(pictureOf(tx, areaId, id)).as('picture'),
      jsonArrayFrom(trustedAdultsOf(tx, areaId, id)).as('trustedAdults'),
      jsonArrayFrom(episodesOf(tx, areaId, id)).as('episodes'),
      aroundThem(areaId, id).as('around'),
    ])
    .executeTakeFirstOrThrow()
}
export type Known = Awaited<ReturnType<typeof whatIsKnown>>

/** Somebody linked to a young person; named only where the asker can see them. */
export interface Linked {
  readonly linkId: string
  readonly kind: string
  readonly note: string | null
  readonly otherId: string | null
  readonly name: string | null
  readonly reference: string | null
  readonly words: string | null
}

export async function linkedTo(tx: ReadTx, id: string): Promise<readonly Linked[]> {
  const { rows } =
    await sql<Linked>`select link_id as "linkId", kind, note, other_id as "otherId", name, reference, words
    from app.linked_young_people(${id}::uuid)`.execute(tx)
  return rows
}

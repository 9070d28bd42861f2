import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { KnownAdult } from './known-adult.ts'

/** The trusted adults a young person knew already, newest first, with what was done about each. */
export async function knownAdultsOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly KnownAdult[]> {
  const { rows } = await sql<KnownAdult>`
    select k.id, k.strand_allocation_id as "strandId", k.service_key as "serviceKey",
      k.area_id || ':' || k.service_key = any ((select app.my_services_to('manage workers'))::text[]) as "mayChange", k.proposed_by = (select app.person_id()) as mine,
      k.name, k.phone, k.relation, k.known_since as "knownSince", k.words, k.agreed_on as "agreedOn", k.knowledge,
      pp.name as "proposedBy", k.proposed_at as "proposedAt", ap.name as "approvedBy", k.approved_at as "approvedAt", k.approval_says as "approvalSays",
      sp.name as "supportedBy", k.every_days as "everyDays", k.next_contact_on as "nextContactOn", k.review_on as "reviewOn",
      k.stopped_at as "stoppedAt", k.ended_on as "endedOn", k.end_reason as "endReason", k.end_says as "endSays", k.version,
      coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'doneOn', s.done_on, 'doneBy', s.done_by, 'outcome', s.outcome, 'says', s.says, 'nextOn', s.next_on)
        order by s.done_on desc, s.id desc) from (select * from known_adult_step t where t.area_id = k.area_id and t.known_adult_id = k.id and t.young_person_id = k.young_person_id
          order by t.done_on desc, t.id desc limit 100) s), '[]') as steps
    from known_adult k join person pp on pp.id = k.proposed_by left join person ap on ap.id = k.approved_by left join person sp on sp.id = k.supported_by
    where k.area_id = ${areaId} and k.young_person_id = ${youngPerson} order by k.proposed_at desc, k.id desc limit 50`.execute(
    tx,
  )
  return rows
}

/** The open strands of a young person, for whoever names an adult for one of them. */
export async function openStrands(tx: ReadTx, areaId: string, youngPerson: string) {
  return tx
    .selectFrom('strand_allocation as s')
    .select(['s.id', 's.service_key as serviceKey'])
    .where('s.area_id', '=', areaId)
    .where('s.young_person_id', '=', youngPerson)
    .where('s.until_at', 'is', null)
    .orderBy('s.from_at')
    .execute()
}

/** Who can support an adult for a service: everybody with a role in it now. */
export async function peopleOfService(
  tx: ReadTx,
  areaId: string,
  serviceKey: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly title: string }[]> {
  return tx
    .selectFrom('person as p')
    .innerJoin('membership as m', 'm.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.title'])
    .distinct()
    .where('m.area_id', '=', areaId)
    .where('m.service_key', '=', serviceKey)
    .where('m.from_at', '<=', tx.now)
    .where(({ eb, or }) => or([eb('m.until_at', 'is', null), eb('m.until_at', '>', tx.now)]))
    .orderBy('p.name')
    .limit(500)
    .execute()
}

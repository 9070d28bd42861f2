import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { Consent, RelevantIndividual, WayOfAsking } from './consent.ts'
import type { Decided } from './who-decides.ts'

/** Everybody beside the young person who is asked, in the order in which they were recorded. */
export const individualsOf = (
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<readonly RelevantIndividual[]> =>
  tx
    .selectFrom('relevant_individual as i')
    .select(['i.id', 'i.kind', 'i.name', 'i.relation', 'i.responsibility', 'i.version'])
    .where('i.area_id', '=', areaId)
    .where('i.young_person_id', '=', youngPerson)
    .orderBy('i.recorded_at')
    .orderBy('i.id')
    .limit(200)
    .execute()

/** What was answered about taking part: what was asked last first, whenever it was typed. */
export const answersAboutTakingPart = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Consent[]> =>
  tx
    .selectFrom('consent as c')
    .innerJoin('person as p', 'p.id', 'c.recorded_by')
    .select([
      'c.id',
      'c.individual_id as individualId',
      'c.answer',
      'c.asked_on as askedOn',
      'c.asked_by as askedBy',
      'c.explained',
      sql<readonly WayOfAsking[]>`c.how`.as('how'),
      'c.language',
      'c.limits_told as limitsTold',
      'c.understood',
      'c.says',
      'c.competence',
      'c.competence_reason as competenceReason',
      'c.form_reference as formReference',
      'c.form_version as formVersion',
      'c.not_approached_reason as notApproachedReason',
      'c.not_approached_by as notApproachedBy',
      'c.until_on as until',
      'c.recorded_at as recordedAt',
      'p.name as recordedBy',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .where('c.question', '=', 'taking part')
    .orderBy('c.asked_on', 'desc')
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute()

/** One answer, with who gave it where it was not the young person; null where there is none to be read. */
export async function oneAnswer(tx: ReadTx, areaId: string, youngPerson: string, id: string) {
  const row = await tx
    .selectFrom('consent as c')
    .leftJoin('relevant_individual as i', join =>
      join.onRef('i.area_id', '=', 'c.area_id').onRef('i.id', '=', 'c.individual_id'),
    )
    .select([
      'i.name as who',
      'c.answer',
      'c.asked_on as askedOn',
      'c.form_reference as formReference',
      'c.form_version as formVersion',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .where('c.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** What is decided about taking part today; the database works it out. */
export async function takingPartNow(tx: ReadTx, youngPerson: string): Promise<Decided | null> {
  const { rows } =
    await sql<Decided>`select yes, because, differs from app.consent_now(${youngPerson}::uuid, 'taking part')`.execute(
      tx,
    )
  return rows[0] ?? null
}

/**
 * Who makes the introduction, by the panel's newest acceptance (null where there is none), and whether somebody is still to
 * think through what follows from a yes that ended.
 */
export async function aroundTheAnswers(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<{ readonly introducer: string | null; readonly takenBack: boolean }> {
  const { rows } = await sql<{ introducer: string | null; takenBack: boolean }>`select
    (select d.introducer_name from app.nomination_decision d where d.area_id = ${areaId} and d.young_person_id = ${youngPerson} and d.kind = 'accepted'
      order by d.decided_at desc limit 1) as introducer,
    exists (select from app.task t where t.area_id = ${areaId} and t.young_person_id = ${youngPerson} and t.kind = 'a yes was taken back'
      and t.settled_at is null) as "takenBack"`.execute(tx)
  return rows[0] ?? { introducer: null, takenBack: false }
}

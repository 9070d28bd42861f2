import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../db/scope.ts'
import type { Day } from '../../platform/working-days.ts'
import type { TaskKind } from '../tasks/index.ts'
import type { Consent, Question, RelevantIndividual, WayOfAsking } from './consent.ts'
import type { Purpose } from './sharing.ts'
import { aboutACopy } from './signed-copy/signed-copy.queries.ts'
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

/** What was answered to a question: what was asked last first, whenever it was typed. */
export async function answersTo(
  tx: ReadTx,
  question: Question,
  areaId: string,
  youngPerson: string,
): Promise<readonly Consent[]> {
  const all = await tx
    .selectFrom('consent as c')
    .innerJoin('person as p', 'p.id', 'c.recorded_by')
    .select(eb => [
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
      'c.other_asker_reason as otherAskerReason',
      'c.until_on as until',
      sql<readonly Purpose[]>`c.purposes`.as('purposes'),
      sql<boolean>`c.answer = 'yes' and c.ends <> '{}'`.as('narrowed'),
      jsonArrayFrom(
        eb
          .selectFrom('consent_share as s')
          .select(['s.agency_id as agencyId', 's.category'])
          .whereRef('s.area_id', '=', 'c.area_id')
          .whereRef('s.consent_id', '=', 'c.id'),
      ).as('shares'),
      jsonArrayFrom(
        eb
          .selectFrom('consent_copy as k')
          .innerJoin('person as kp', 'kp.id', 'k.recorded_by')
          .select([...aboutACopy, 'k.recorded_at as recordedAt', 'kp.name as recordedBy'])
          .whereRef('k.area_id', '=', 'c.area_id')
          .whereRef('k.consent_id', '=', 'c.id')
          .orderBy('k.recorded_at', 'desc')
          .orderBy('k.id', 'desc'),
      ).as('copies'),
      'c.recorded_at as recordedAt',
      'p.name as recordedBy',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .where('c.question', '=', question)
    .orderBy('c.asked_on', 'desc')
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute()
  return all.map(one => ({
    ...one,
    copies: one.copies.map(copy => ({ ...copy, recordedAt: new Date(copy.recordedAt) })),
  }))
}

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

/** Whether a young person takes part today, and why; the database works it out. */
export async function takingPartNow(tx: ReadTx, youngPerson: string): Promise<Decided | null> {
  const { rows } =
    await sql<Decided>`select yes, because, differs from app.consent_now(${youngPerson}::uuid, 'taking part')`.execute(
      tx,
    )
  return rows[0] ?? null
}

/** Who asks the young person first, where nobody has: whoever makes the introduction (R144). */
export async function asksFirst(tx: ReadTx, youngPerson: string, question: Question): Promise<string | null> {
  const { rows } = await sql<{
    name: string | null
  }>`select app.asks_first(${youngPerson}::uuid, ${question}) as name`.execute(tx)
  return rows[0]?.name ?? null
}

/** What stands around a question: who asks first, since when it could be asked, and whether somebody is to think again. */
export interface AroundTheQuestion {
  /** Who makes the introduction, by the panel's newest acceptance in this time with Trusted Relationships. */
  readonly introducer: string | null
  /** The day of the forum's newest outcome from which a nomination came (R150). */
  readonly outcomeOn: Day | null
  /** Whether somebody is still to think through what follows from a yes that ended. */
  readonly takenBack: boolean
  /** A record that was merged into this one: what was answered there counts too. */
  readonly alsoOn: string | null
}

export async function aroundTheQuestion(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  whenTakenBack: TaskKind,
): Promise<AroundTheQuestion> {
  return tx
    .selectNoFrom(eb => [
      eb
        .selectFrom('nomination_decision as d')
        .select('d.introducer_name')
        .where('d.area_id', '=', areaId)
        .where('d.young_person_id', '=', youngPerson)
        .where('d.kind', '=', 'accepted')
        .where('d.decided_on', '>=', e =>
          e
            .selectFrom('episode as e')
            .select(sql<Day>`max(e.started_on)`.as('began'))
            .where('e.area_id', '=', areaId)
            .where('e.young_person_id', '=', youngPerson),
        )
        .orderBy('d.decided_at', 'desc')
        .limit(1)
        .as('introducer'),
      eb
        .selectFrom('nomination as n')
        .innerJoin('forum_outcome as o', join =>
          join.onRef('o.area_id', '=', 'n.area_id').onRef('o.id', '=', 'n.forum_outcome_id'),
        )
        .select(sql<Day>`(o.recorded_at at time zone 'Europe/London')::date::text`.as('day'))
        .where('n.area_id', '=', areaId)
        .where('n.young_person_id', '=', youngPerson)
        .orderBy('o.recorded_at', 'desc')
        .limit(1)
        .as('outcomeOn'),
      eb
        .exists(
          eb
            .selectFrom('task as t')
            .select('t.id')
            .where('t.area_id', '=', areaId)
            .where('t.young_person_id', '=', youngPerson)
            .where('t.kind', '=', whenTakenBack)
            .where('t.settled_at', 'is', null),
        )
        .$castTo<boolean>()
        .as('takenBack'),
      eb
        .selectFrom('young_person_merge as m')
        .select('m.young_person_id')
        .where('m.area_id', '=', areaId)
        .where('m.into_id', '=', youngPerson)
        .where('m.undone_at', 'is', null)
        .limit(1)
        .as('alsoOn'),
    ])
    .executeTakeFirstOrThrow()
}

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'

export type NotPlanned =
  | 'not now'
  | 'not decided'
  | 'introduced first'
  | 'not ahead'
  | 'there already'
  | 'too long'
  | 'another place'
  | 'with another'
export const meetingConstraints = {
  planned_meeting_while_it_counts: 'not now',
  planned_meeting_once_it_is_decided: 'not decided',
  planned_meeting_after_the_introduction: 'introduced first',
  planned_meeting_ahead: 'not ahead',
  planned_meeting_once: 'there already',
  planned_meeting_is_a_while: 'too long',
  planned_meeting_kept_apart: 'another place',
  planned_meeting_one_at_a_time: 'with another',
} as const satisfies Record<string, NotPlanned>

/**
 * Writes down when and where the two meet next, for the worker or whoever manages the service. What a worker plans for a match
 * of their own is only asked (the database sees to it): `answerPlan` says whether it is on.
 * @param group of a group activity (R69): the same for everybody who is there
 * @param said.from HH:MM, as said.to; in Europe/London
 */
export async function planMeeting(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string; readonly match: string },
  said: { readonly onDay: Day; readonly from: string; readonly to: string; readonly venue: string },
  act: 'meeting planned' | 'meeting asked for',
  group: string | null = null,
): Promise<Outcome<NotPlanned, string>> {
  const id = randomUUID()
  const at = (time: string) => sql<Date>`(${said.onDay}::date + ${time}::time) at time zone 'Europe/London'`
  await tx
    .insertInto('planned_meeting')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      match_id: of.match,
      starts_at: at(said.from),
      ends_at: at(said.to),
      venue: said.venue,
      agreed_by: tx.who.person.id,
      group_id: group,
    })
    .execute()
  await audit(tx, act, { youngPerson: of.youngPerson, record: id })
  return done(id)
}

/** Answers what was asked on the telephone, once it stands. False where whoever manages the service plans it. */
export async function answerPlan(tx: WriteTx, meeting: string): Promise<boolean> {
  const { rows } = await sql<{
    planned: boolean | null
  }>`select app.answer_plan(${tx.request}::uuid, ${meeting}::uuid) as planned`.execute(tx)
  return rows[0]?.planned === true
}

/** Calls one off. */
export async function callOffMeeting(tx: WriteTx, meeting: string): Promise<Outcome> {
  const { rows } = await sql<{ whose: string | null }>`select app.call_off_meeting(${meeting}::uuid) as whose`.execute(
    tx,
  )
  const youngPerson = rows[0]?.whose
  if (!youngPerson) return notFound()
  await audit(tx, 'meeting called off', { youngPerson, record: meeting })
  return done()
}

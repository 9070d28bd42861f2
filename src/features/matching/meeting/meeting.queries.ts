import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { AskedMeeting, MyMeeting, PlannedMeeting } from './meeting.ts'

/** What was agreed in a match, newest first. */
export async function meetingsOf(tx: ReadTx, areaId: string, match: string): Promise<readonly PlannedMeeting[]> {
  return tx
    .selectFrom('planned_meeting as m')
    .innerJoin('person as p', 'p.id', 'm.agreed_by')
    .select([
      'm.id',
      'm.starts_at as startsAt',
      'm.ends_at as endsAt',
      'm.venue',
      'p.name as agreedBy',
      'm.called_off_at as calledOffAt',
      'm.agreed',
    ])
    .where('m.area_id', '=', areaId)
    .where('m.match_id', '=', match)
    .orderBy('m.starts_at', 'desc')
    .limit(100)
    .execute()
}

/** The asker's own, of the last four weeks and to come, the earliest first. */
export async function myMeetings(tx: ReadTx): Promise<readonly MyMeeting[]> {
  const { rows } = await sql<MyMeeting>`select m.id, m.match_id as "matchId", m.starts_at as "startsAt",
    m.ends_at as "endsAt", m.opens, m.in_group as "inGroup", exists (select from engagement_attempt t where t.meeting_id = m.id and t.match_id = m.match_id) as written
    from app.my_meetings() m`.execute(tx)
  return rows
}

/** When the asker asked to meet whom, where it is for whoever manages the service to plan it. */
export async function myAskedMeetings(tx: ReadTx): Promise<readonly AskedMeeting[]> {
  const { rows } = await sql<AskedMeeting>`select match_id as "matchId", starts_at as "startsAt", ends_at as "endsAt"
    from app.my_asked_meetings() order by starts_at, match_id`.execute(tx)
  return rows
}

/** Surname and place of one meeting, while it opens them. */
export interface OpenMeeting {
  readonly youngPersonId: string
  readonly matchId: string
  readonly goesBy: string
  readonly surname: string
  readonly venue: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** From two hours before to one hour after, of one's own; null at any other time. */
export async function openMeeting(tx: ReadTx, meeting: string): Promise<OpenMeeting | null> {
  const { rows } = await sql<OpenMeeting>`select young_person_id as "youngPersonId", match_id as "matchId",
    goes_by as "goesBy", surname, venue, starts_at as "startsAt", ends_at as "endsAt" from app.open_meeting(${meeting}::uuid)`.execute(
    tx,
  )
  return rows[0] ?? null
}

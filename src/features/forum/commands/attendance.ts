import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../../platform/outcome.ts'
import type { DiscussionKey } from '../discussion-queries.ts'
import type { AreaAt } from './agenda.ts'
import { lockDiscussion } from './lock.ts'

export type Attendance = 'there' | 'apologies' | 'not there'
export type Came = readonly { readonly agency: string; readonly attendance: Attendance }[]

/** Notes once for a whole meeting who came: on every item the agency is invited to that nobody decided about yet. */
export async function noteAttendance(
  tx: WriteTx,
  area: AreaAt,
  meetingId: string,
  agencies: Came,
  version: number,
): Promise<Outcome> {
  const meeting = await tx
    .selectFrom('meeting')
    .select('version')
    .where('area_id', '=', area.id)
    .where('id', '=', meetingId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!meeting) return notFound()
  if (meeting.version !== version) return stale()
  for (const came of agencies)
    await noted(tx, came)
      .where('i.area_id', '=', area.id)
      .where('d.meeting_id', '=', meetingId)
      .where('d.outcome_at', 'is', null)
      .execute()
  await tx
    .updateTable('meeting')
    .set({ version: version + 1 })
    .where('area_id', '=', area.id)
    .where('id', '=', meetingId)
    .execute()
  await audit(tx, 'attendance noted', { record: meetingId })
  return done()
}

/** Notes who came to one discussion: those outside a meeting have no other place for apologies. */
export async function noteWhoCame(tx: WriteTx, key: DiscussionKey, agencies: Came, version: number): Promise<Outcome> {
  const found = await lockDiscussion(tx, key)
  if (!found || found.takenOffAt || found.minutesConfirmedAt) return notFound()
  if (found.version !== version) return stale()
  for (const came of agencies)
    await noted(tx, came).where('i.area_id', '=', key.areaId).where('d.id', '=', key.discussion).execute()
  await tx
    .updateTable('discussion')
    .set({ version: sql<number>`version + 1` })
    .where('area_id', '=', key.areaId)
    .where('id', '=', key.discussion)
    .execute()
  await audit(tx, 'attendance noted', { youngPerson: key.youngPerson, record: key.discussion })
  return done()
}

const noted = (tx: WriteTx, { agency, attendance }: Came[number]) =>
  tx
    .updateTable('discussion_agency as i')
    .from('discussion as d')
    .set({ attendance, attendance_by: tx.who.person.id })
    .whereRef('d.area_id', '=', 'i.area_id')
    .whereRef('d.id', '=', 'i.discussion_id')
    .where('i.agency_id', '=', agency)
    .where('i.uninvited_at', 'is', null)

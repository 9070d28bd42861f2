import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import type { AreaAt } from './agenda.ts'

export type Attendance = 'there' | 'apologies' | 'not there'

/** Notes once for a whole meeting who came: on every item the agency is invited to that nobody decided about yet. */
export async function noteAttendance(
  tx: WriteTx,
  area: AreaAt,
  meetingId: string,
  agencies: readonly { readonly agency: string; readonly attendance: Attendance }[],
): Promise<Outcome> {
  for (const { agency, attendance } of agencies) {
    await tx
      .updateTable('discussion_agency as i')
      .from('discussion as d')
      .set({ attendance, attendance_at: tx.now, attendance_by: tx.who.person.id })
      .whereRef('d.area_id', '=', 'i.area_id')
      .whereRef('d.id', '=', 'i.discussion_id')
      .where('i.area_id', '=', area.id)
      .where('d.meeting_id', '=', meetingId)
      .where('d.outcome_at', 'is', null)
      .where('i.agency_id', '=', agency)
      .where('i.uninvited_at', 'is', null)
      .execute()
  }
  await audit(tx, 'attendance noted', { record: meetingId })
  return done()
}

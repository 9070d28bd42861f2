import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'

/** How long a meeting lasts at most, in hours: 12 children in 90 minutes, with room. The database allows four. */
const longest = 3

/** The screen does not lock while a meeting is under way; the database decides who may and for how long. */
export async function startMeetingMode(tx: WriteTx, meeting: string): Promise<Outcome> {
  await sql`select app.meeting_mode(now() + make_interval(hours => ${longest}))`.execute(tx)
  await audit(tx, 'meeting mode started', { record: meeting })
  return done()
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'

/** Whether this screen stays open for a meeting now. */
export const inMeetingMode = ({ who, now }: Pick<WriteTx, 'who' | 'now'>): boolean =>
  who.meetingUntil !== undefined && who.meetingUntil > now

/** With its meeting ends what the screen stayed open for: it locks, and whoever goes on proves that it is them. */
export async function endMeetingMode(tx: WriteTx): Promise<void> {
  await audit(tx, 'meeting mode ended', {})
  await sql`select app.lock_now()`.execute(tx)
}

/** How long a meeting lasts at most, in hours: 12 children in 90 minutes, with room. The database allows four. */
const longest = 3

/**
 * The screen does not lock while a meeting is under way. The database decides who may, for how long, and that it is a
 * meeting of today which is still open; from inside it is not begun again.
 */
export async function startMeetingMode(tx: WriteTx, meeting: string): Promise<Outcome<'not now'>> {
  const { rows } = await sql<{
    answer: 'done' | 'not now'
  }>`select app.begin_meeting(${meeting}::uuid, now() + make_interval(hours => ${longest})) as answer`.execute(tx)
  if (rows[0]?.answer !== 'done') return refused('not now')
  await audit(tx, 'meeting mode started', { record: meeting })
  return done()
}

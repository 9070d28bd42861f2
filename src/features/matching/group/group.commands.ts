import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import { callOffMeeting, type NotPlanned, planMeeting } from '../meeting/meeting.commands.ts'
import { groupOf, whoCanCome } from './group.queries.ts'

/**
 * Plans a group activity: a meeting of each with the adult at their side, in one place at one time (R69). All of it or nothing:
 * whoever must be kept apart from another of them, or from somebody else who is there, is held to that by each meeting.
 * @param said.from HH:MM, as said.to; in Europe/London
 */
export async function planGroup(
  tx: WriteTx,
  areaId: string,
  said: {
    readonly onDay: Day
    readonly from: string
    readonly to: string
    readonly venue: string
    readonly who: readonly string[]
  },
): Promise<Outcome<NotPlanned, string>> {
  const group = randomUUID()
  const all = (await whoCanCome(tx, areaId)).filter(one => said.who.includes(one.match))
  // Somebody cannot come any more since the page was shown: nobody is left out without a word.
  if (all.length < 2 || all.length < said.who.length) return refused('not now')
  for (const { youngPerson, match } of all) {
    const planned = await planMeeting(tx, { areaId, youngPerson, match }, said, 'meeting planned', group)
    if (planned.is !== 'done') return planned
  }
  await audit(tx, 'group activity planned', { record: group })
  return done(group)
}

/** Calls it off for everybody who was to be there, seen or not seen by whoever does; not once it is over. */
export async function callOffGroup(tx: WriteTx, areaId: string, group: string): Promise<Outcome> {
  const found = await groupOf(tx, areaId, group)
  const on = found?.all.filter(one => one.calledOffAt === null && one.endsAt > tx.now) ?? []
  if (on.length === 0) return notFound()
  for (const { meeting } of on) await callOffMeeting(tx, meeting)
  await sql`select app.call_off_rest_of_group(${tx.request}::uuid, ${areaId}::uuid, ${group}::uuid)`.execute(tx)
  await audit(tx, 'group activity called off', { record: group })
  return done()
}

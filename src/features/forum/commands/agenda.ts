import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { DiscussionKind } from '../../areas/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { removable } from '../discussion.ts'
import type { DiscussionKey } from '../discussion-queries.ts'
import { lockDiscussion } from './lock.ts'

export interface AreaAt {
  readonly id: string
  readonly key: string
}

/** Puts a meeting in. */
export async function makeMeeting(
  tx: WriteTx,
  area: AreaAt,
  input: {
    heldOn: string
    startsAt?: string | undefined
    place?: string | undefined
    chair?: string | undefined
    coordinator?: string | undefined
  },
): Promise<Outcome<never, string>> {
  const { id } = await tx
    .insertInto('meeting')
    .values({
      area_id: area.id,
      held_on: input.heldOn,
      starts_at: input.startsAt ? sql<never>`${input.startsAt}::time` : null,
      place: input.place ?? null,
      chair_id: input.chair ?? null,
      coordinator_id: input.coordinator ?? null,
      made_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'meeting made', { record: id })
  return done<string>(id)
}

/** Closes a meeting: everything on it is decided or was taken off. */
export async function closeMeeting(tx: WriteTx, area: AreaAt, id: string): Promise<Outcome<'still open items'>> {
  const meeting = await tx
    .selectFrom('meeting')
    .select('closed_at as closedAt')
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!meeting || meeting.closedAt) return notFound()
  const open = await tx
    .selectFrom('discussion')
    .select('id')
    .where('area_id', '=', area.id)
    .where('meeting_id', '=', id)
    .where('taken_off_at', 'is', null)
    .where('outcome_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (open) return refused('still open items')
  await tx
    .updateTable('meeting')
    .set({ closed_at: tx.now, closed_by: tx.who.person.id, version: sql<number>`version + 1` })
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .execute()
  await audit(tx, 'meeting closed', { record: id })
  return done()
}

/** Whom to invite unless somebody says otherwise: every core agency, and the agency that holds the case. */
export async function usuallyInvited(tx: ReadTx, area: AreaAt, youngPerson: string): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('agency as a')
    .select('a.id')
    .where('a.area_id', '=', area.id)
    .where('a.in_use', '=', true)
    .where(({ or, eb, exists, selectFrom }) =>
      or([
        eb('a.core', '=', true),
        exists(
          selectFrom('case_holding as h')
            .select('h.id')
            .whereRef('h.area_id', '=', 'a.area_id')
            .whereRef('h.agency_id', '=', 'a.id')
            .where('h.young_person_id', '=', youngPerson)
            .where('h.until_at', 'is', null),
        ),
      ]),
    )
    .execute()
  return rows.map(row => row.id)
}

export interface Listing {
  readonly youngPeople: readonly { readonly id: string; readonly since: Date }[]
  readonly kind: DiscussionKind
  readonly meeting?: string | undefined
  readonly heldOn: string
  /** They belong together: discussed one after another, minutes split per child. */
  readonly together: boolean
  /** Agencies to invite; those usually invited where left out. */
  readonly agencies?: readonly string[] | undefined
}

/** Puts children on an agenda, or begins a discussion outside a meeting. Nobody waits for an agenda. */
export async function list(tx: WriteTx, area: AreaAt, input: Listing): Promise<Outcome<never, readonly string[]>> {
  const group = input.together && input.youngPeople.length > 1 ? sql<string>`uuidv7()` : null
  const place = input.meeting
    ? ((
        await tx
          .selectFrom('discussion')
          .select(({ fn }) => fn.max('place_on_agenda').as('last'))
          .where('area_id', '=', area.id)
          .where('meeting_id', '=', input.meeting)
          .executeTakeFirst()
      )?.last ?? 0)
    : 0
  const sibling = group ? (await sql<{ id: string }>`select ${group} as id`.execute(tx)).rows[0]?.id : undefined
  const made: string[] = []
  for (const [at, child] of input.youngPeople.entries()) {
    const { id } = await tx
      .insertInto('discussion')
      .values({
        area_id: area.id,
        young_person_id: child.id,
        kind: input.kind,
        meeting_id: input.meeting ?? null,
        held_on: input.heldOn,
        place_on_agenda: place + at + 1,
        sibling_group: sibling ?? null,
        waiting_since: child.since,
        listed_by: tx.who.person.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    made.push(id)
    await invite(
      tx,
      { areaId: area.id, youngPerson: child.id, discussion: id },
      input.agencies ?? (await usuallyInvited(tx, area, child.id)),
    )
    await settle(tx, { area: area.id, youngPerson: child.id, kind: 'put on the agenda' })
    await audit(tx, 'put on an agenda', { youngPerson: child.id, record: id, detail: { kind: input.kind } })
  }
  return done<readonly string[]>(made)
}

async function invite(tx: WriteTx, key: DiscussionKey, agencies: readonly string[]): Promise<void> {
  if (agencies.length === 0) return
  await tx
    .insertInto('discussion_agency')
    .values(
      agencies.map(agency => ({
        area_id: key.areaId,
        discussion_id: key.discussion,
        young_person_id: key.youngPerson,
        agency_id: agency,
        invited_by: tx.who.person.id,
      })),
    )
    .onConflict(c =>
      c
        .constraint('discussion_agency_once')
        .doUpdateSet({ uninvited_at: null, invited_at: tx.now, invited_by: tx.who.person.id })
        .where('discussion_agency.uninvited_at', 'is not', null),
    )
    .execute()
}

/** Sets which agencies are invited. One taken back loses the child at once; what it said stays. */
export async function setInvited(
  tx: WriteTx,
  key: DiscussionKey,
  agencies: readonly string[],
): Promise<Outcome<'already decided' | 'taken off'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const answer = removable(found)
  if (!answer.ok) return refused(answer.why)
  await invite(tx, key, agencies)
  await tx
    .updateTable('discussion_agency')
    .set({ uninvited_at: tx.now })
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .where('uninvited_at', 'is', null)
    .where('agency_id', 'not in', agencies.length > 0 ? [...agencies] : ['00000000-0000-0000-0000-000000000000'])
    .execute()
  await audit(tx, 'agencies invited', { youngPerson: key.youngPerson, record: key.discussion, detail: { agencies } })
  return done()
}

/** Takes a child off an agenda, with the reason. The child waits again, since as long as before. */
export async function takeOff(
  tx: WriteTx,
  area: AreaAt,
  key: DiscussionKey,
  reason: string,
): Promise<Outcome<'already decided' | 'taken off'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const answer = removable(found)
  if (!answer.ok) return refused(answer.why)
  await tx
    .updateTable('discussion')
    .set({
      taken_off_at: tx.now,
      taken_off_by: tx.who.person.id,
      taken_off_reason: reason,
      version: sql<number>`version + 1`,
    })
    .where('area_id', '=', key.areaId)
    .where('id', '=', key.discussion)
    .execute()
  await ask(tx, {
    area: area.id,
    youngPerson: key.youngPerson,
    kind: 'put on the agenda',
    of: { role: 'forum-coordinator', area: area.id },
    path: `/${area.key}/forum`,
  })
  await audit(tx, 'taken off an agenda', { youngPerson: key.youngPerson, record: key.discussion })
  return done()
}

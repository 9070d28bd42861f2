import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { DiscussionKind } from '../../areas/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { arrange, neighbours, type Placed } from '../agenda-order.ts'
import { siblingsAmong } from '../agenda-queries.ts'
import { invitable, removable } from '../discussion.ts'
import type { DiscussionKey } from '../discussion-queries.ts'
import { askedUrgently } from '../waiting-queries.ts'
import { tellMembers } from './freeze.ts'
import { lockDiscussion } from './lock.ts'

export interface AreaAt {
  readonly id: string
  readonly key: string
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
  /** All of them belong together: discussed one after another, minutes split per child. */
  readonly together: boolean
  /** Brothers and sisters stand apart; usually they stand together. */
  readonly siblingsApart?: boolean
  /** Agencies to invite; those usually invited where left out. */
  readonly agencies?: readonly string[] | undefined
}

/** Puts children on an agenda, or begins a discussion outside a meeting. Nobody waits for an agenda. */
export async function list(
  tx: WriteTx,
  area: AreaAt,
  input: Listing,
): Promise<Outcome<'needs an assessment', readonly string[]>> {
  const ids = input.youngPeople.map(child => child.id)
  if (input.kind === 'scheduled' && (await askedUrgently(tx, area.id, ids))) return refused('needs an assessment')
  const order = input.meeting ? await orderWith(tx, area, input.meeting, ids, input) : []
  const made: string[] = []
  for (const child of input.youngPeople) {
    const at = order.findIndex(one => one.youngPerson === child.id)
    const { id } = await tx
      .insertInto('discussion')
      .values({
        area_id: area.id,
        young_person_id: child.id,
        kind: input.kind,
        meeting_id: input.meeting ?? null,
        held_on: input.heldOn,
        place_on_agenda: at + 1,
        sibling_group: order[at]?.group ?? null,
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

/** The order of an agenda with these children on it; those who make room are moved at once. */
async function orderWith(
  tx: WriteTx,
  area: AreaAt,
  meeting: string,
  added: readonly string[],
  how: Pick<Listing, 'together' | 'siblingsApart'>,
): Promise<readonly Placed[]> {
  await tx
    .selectFrom('meeting')
    .select('id')
    .where('area_id', '=', area.id)
    .where('id', '=', meeting)
    .forUpdate()
    .execute()
  const agenda = await tx
    .selectFrom('discussion')
    .select(['id', 'young_person_id as youngPerson', 'sibling_group as group', 'place_on_agenda as place'])
    .where('area_id', '=', area.id)
    .where('meeting_id', '=', meeting)
    .where('taken_off_at', 'is', null)
    .orderBy('place_on_agenda')
    .orderBy('id')
    .execute()
  const everybody = [...agenda.map(one => one.youngPerson), ...added]
  const pairs = how.siblingsApart ? [] : await siblingsAmong(tx, area.id, everybody)
  const order = arrange(agenda, added, how.together ? [...pairs, ...neighbours(added)] : pairs, randomUUID)
  await place(tx, area, agenda, order)
  return order
}

/** Gives those on an agenda the places and groups of an order. */
export async function place(
  tx: WriteTx,
  area: AreaAt,
  agenda: readonly (Placed & { readonly id: string; readonly place: number })[],
  order: readonly Placed[],
): Promise<void> {
  for (const item of agenda) {
    const at = order.findIndex(one => one.youngPerson === item.youngPerson)
    const group = order[at]?.group ?? null
    if (at + 1 === item.place && group === item.group) continue
    await tx
      .updateTable('discussion')
      .set({ place_on_agenda: at + 1, sibling_group: group })
      .where('area_id', '=', area.id)
      .where('id', '=', item.id)
      .execute()
  }
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
        .doUpdateSet({ uninvited_at: null, invited_by: tx.who.person.id })
        .where('discussion_agency.uninvited_at', 'is not', null),
    )
    .execute()
}

/**
 * Sets which agencies are invited. One taken back loses the child at once; what it said stays. Where the papers are frozen,
 * those who come new are told and asked like the others were.
 */
export async function setInvited(
  tx: WriteTx,
  area: AreaAt,
  key: DiscussionKey,
  agencies: readonly string[],
): Promise<Outcome<'already decided' | 'taken off'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const invited = await tx
    .selectFrom('discussion_agency')
    .select('agency_id as agency')
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .where('uninvited_at', 'is', null)
    .execute()
  const some = agencies.filter(agency => !invited.some(i => i.agency === agency))
  const answer = invitable(found, some.length > 0)
  if (!answer.ok) return refused(answer.why)
  await invite(tx, key, some)
  await tx
    .updateTable('discussion_agency')
    .set({ uninvited_at: tx.now })
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .where('uninvited_at', 'is', null)
    .where(sql<boolean>`agency_id <> all (${[...agencies]}::uuid[])`)
    .execute()
  if (found.papersFrozenAt && some.length > 0) await tellMembers(tx, area, key, { askBy: found.heldOn, only: some })
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

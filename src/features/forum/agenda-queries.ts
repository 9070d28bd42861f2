import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { DiscussionKind } from '../areas/index.ts'
import type { Pair } from './agenda-order.ts'

/** As much of a child as a list of the forum shows: who, whose case, no more (access matrix, before there is a relation). */
export interface Listed {
  readonly id: string
  readonly reference: string
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly bornOn: string | null
  readonly holder: string | null
  readonly team: string | null
}

export interface Waiting extends Listed {
  readonly since: Date
  /** The front door asked for a strategy discussion, and there is no assessment yet: not for a scheduled meeting. */
  readonly urgent: boolean
  /** The day of the discussion they are listed for already, if any, and where it is. */
  readonly listedFor: string | null
  readonly listedAs: string | null
}

const listed = [
  'y.id',
  'y.reference',
  'y.given_names as givenNames',
  'y.surname',
  'y.known_as as knownAs',
  'y.born_on as bornOn',
  'p.name as holder',
  't.name as team',
] as const

/** A child with whoever holds the case; the base of every list here. */
const children = (tx: ReadTx) =>
  tx
    .selectFrom('young_person as y')
    .leftJoin('case_holding as h', j =>
      j.onRef('h.area_id', '=', 'y.area_id').onRef('h.young_person_id', '=', 'y.id').on('h.until_at', 'is', null),
    )
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .leftJoin('team as t', j => j.onRef('t.area_id', '=', 'h.area_id').onRef('t.id', '=', 'h.team_id'))

/** Who waits for the forum of an area, longest first: sent and not decided about, asked back, or on an agenda. */
export async function waitingForForum(
  tx: ReadTx,
  areaId: string,
  page: number,
  pageSize: number,
): Promise<readonly Waiting[]> {
  return children(tx)
    .innerJoin(
      sql<{
        young_person_id: string
        since: Date
      }>`app.waiting_for_forum(${areaId}::uuid, null, ${pageSize + 1}, ${(page - 1) * pageSize})`.as('w'),
      'w.young_person_id',
      'y.id',
    )
    .select([...listed, 'w.since', sql<boolean>`y.forum_asked_urgently_at is not null`.as('urgent')])
    .select(({ selectFrom }) => [
      selectFrom('discussion as d')
        .select('d.id')
        .whereRef('d.area_id', '=', 'y.area_id')
        .whereRef('d.young_person_id', '=', 'y.id')
        .where('d.outcome_at', 'is', null)
        .where('d.taken_off_at', 'is', null)
        .orderBy('d.held_on')
        .limit(1)
        .as('listedAs'),
      selectFrom('discussion as d')
        .select('d.held_on')
        .whereRef('d.area_id', '=', 'y.area_id')
        .whereRef('d.young_person_id', '=', 'y.id')
        .where('d.outcome_at', 'is', null)
        .where('d.taken_off_at', 'is', null)
        .orderBy('d.held_on')
        .limit(1)
        .as('listedFor'),
    ])
    .where('y.area_id', '=', areaId)
    .orderBy('w.since')
    .orderBy('y.id')
    .execute()
}

/** Brothers and sisters among children sent to the forum: who belongs together on an agenda. */
export async function siblingsAmong(tx: ReadTx, areaId: string, children: readonly string[]): Promise<readonly Pair[]> {
  const { rows } = await sql<{
    one: string
    other: string
  }>`select one, other from app.siblings_sent_to_forum(${areaId}::uuid, ${[...children]}::uuid[])`.execute(tx)
  return rows.map(row => [row.one, row.other])
}

export interface MeetingLine {
  readonly id: string
  readonly heldOn: string
  readonly startsAt: string | null
  readonly place: string | null
  readonly closedAt: Date | null
  readonly items: number
}

const startsAt = sql<string | null>`to_char(m.starts_at, 'HH24:MI')`.as('startsAt')

/** Meetings that are not closed, soonest first; then the last closed ones, newest first. */
export async function meetings(tx: ReadTx, areaId: string): Promise<readonly MeetingLine[]> {
  const rows = await tx
    .selectFrom('meeting as m')
    .select(['m.id', 'm.held_on as heldOn', startsAt, 'm.place', 'm.closed_at as closedAt'])
    .select(({ selectFrom }) =>
      selectFrom('discussion as d')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('d.area_id', '=', 'm.area_id')
        .whereRef('d.meeting_id', '=', 'm.id')
        .where('d.taken_off_at', 'is', null)
        .as('items'),
    )
    .where('m.area_id', '=', areaId)
    .orderBy(sql`m.closed_at is not null`)
    .orderBy(sql`case when m.closed_at is null then m.held_on end`)
    .orderBy('m.held_on', 'desc')
    .orderBy('m.id')
    .limit(10)
    .execute()
  return rows.map(row => ({ ...row, items: Number(row.items ?? 0) }))
}

/** One meeting, with the day of the one before it: what happened outside meetings since then is noted on its agenda. */
export async function meeting(tx: ReadTx, areaId: string, id: string) {
  const row = await tx
    .selectFrom('meeting as m')
    .leftJoin('person as c', 'c.id', 'm.chair_id')
    .leftJoin('person as o', 'o.id', 'm.coordinator_id')
    .select([
      'm.id',
      'm.held_on as heldOn',
      startsAt,
      'm.place',
      'm.closed_at as closedAt',
      'm.version',
      'c.name as chair',
      'm.chair_id as chairId',
      'o.name as coordinator',
      'm.coordinator_id as coordinatorId',
    ])
    .select(({ selectFrom }) =>
      selectFrom('meeting as before')
        .select(({ fn }) => fn.max('before.held_on').as('day'))
        .whereRef('before.area_id', '=', 'm.area_id')
        .whereRef('before.held_on', '<', 'm.held_on')
        .as('previousOn'),
    )
    .where('m.area_id', '=', areaId)
    .where('m.id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
export type Meeting = NonNullable<Awaited<ReturnType<typeof meeting>>>

export interface AgendaItem extends Listed {
  readonly discussion: string
  readonly kind: DiscussionKind
  readonly heldOn: string
  readonly siblingGroup: string | null
  readonly papersFrozenAt: Date | null
  readonly outcomeAt: Date | null
  readonly minutesConfirmedAt: Date | null
  readonly takenOffAt: Date | null
}

const items = (tx: ReadTx) =>
  children(tx)
    .innerJoin('discussion as d', j => j.onRef('d.area_id', '=', 'y.area_id').onRef('d.young_person_id', '=', 'y.id'))
    .select([
      ...listed,
      'd.id as discussion',
      'd.kind',
      'd.held_on as heldOn',
      'd.sibling_group as siblingGroup',
      'd.papers_frozen_at as papersFrozenAt',
      'd.outcome_at as outcomeAt',
      'd.minutes_confirmed_at as minutesConfirmedAt',
      'd.taken_off_at as takenOffAt',
    ])

/** The agenda of a meeting in its order; brothers and sisters stand together. */
export const agendaOf = (tx: ReadTx, areaId: string, meetingId: string): Promise<readonly AgendaItem[]> =>
  items(tx)
    .where('d.area_id', '=', areaId)
    .where('d.meeting_id', '=', meetingId)
    .where('d.taken_off_at', 'is', null)
    .orderBy('d.place_on_agenda')
    .orderBy('d.id')
    .limit(100)
    .execute()

/**
 * Urgent discussions and strategy meetings since the meeting before, for the next agenda to note. One on the very day of
 * a meeting may have been before or after it: it is noted by both rather than by neither.
 */
export const outsideMeetings = (
  tx: ReadTx,
  areaId: string,
  from: string,
  until: string,
): Promise<readonly AgendaItem[]> =>
  items(tx)
    .where('d.area_id', '=', areaId)
    .where('d.kind', '<>', 'scheduled')
    .where('d.taken_off_at', 'is', null)
    .where('d.held_on', '>=', from)
    .where('d.held_on', '<=', until)
    .orderBy('d.held_on')
    .orderBy('d.id')
    .limit(100)
    .execute()

/** Every discussion of one child that the asker may see, newest first. */
export const discussionsOf = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly AgendaItem[]> =>
  items(tx)
    .where('d.area_id', '=', areaId)
    .where('d.young_person_id', '=', youngPerson)
    .orderBy('d.held_on', 'desc')
    .orderBy('d.id', 'desc')
    .limit(50)
    .execute()

/** The discussions the asker’s own agency is invited to and may open now, soonest first. */
export const invitedDiscussions = (tx: ReadTx, areaId: string): Promise<readonly AgendaItem[]> =>
  items(tx)
    .where('d.area_id', '=', areaId)
    .where('d.id', '=', sql<string>`any ((select app.my_discussions())::uuid[])`)
    .orderBy('d.outcome_at', ob => ob.desc().nullsFirst())
    .orderBy('d.held_on')
    .orderBy('d.id')
    .limit(50)
    .execute()

/** Who can chair and who can prepare the forum of an area. */
export const peopleOfForum = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('membership as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .select(['p.id', 'p.name', 'm.role'])
    .distinct()
    .where('m.area_id', '=', areaId)
    .where('m.role', 'in', ['forum-chair', 'forum-coordinator'])
    .where('m.until_at', 'is', null)
    .where('p.closed_at', 'is', null)
    .orderBy('p.name')
    .limit(100)
    .execute()

export interface Agency {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly core: boolean
}

/** The agencies of an area, core ones first; one that stands for many speaks for each of them. */
export const agenciesOf = (tx: ReadTx, areaId: string): Promise<readonly Agency[]> =>
  tx
    .selectFrom('agency')
    .select(['id', 'key', 'name', 'core'])
    .where('area_id', '=', areaId)
    .where('in_use', '=', true)
    .where('one_of_id', 'is', null)
    .orderBy('core', 'desc')
    .orderBy('name')
    .execute()

/** The agencies invited to any item of a meeting, with what is known of their coming. */
export const agenciesAtMeeting = (tx: ReadTx, areaId: string, meetingId: string) =>
  tx
    .selectFrom('discussion_agency as i')
    .innerJoin('discussion as d', j => j.onRef('d.area_id', '=', 'i.area_id').onRef('d.id', '=', 'i.discussion_id'))
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'i.area_id').onRef('a.id', '=', 'i.agency_id'))
    .select(['a.id', 'a.key', 'a.name', 'a.core'])
    .select(({ fn }) => [fn.max('i.attendance').as('attendance'), fn.countAll<number>().as('items')])
    .where('d.area_id', '=', areaId)
    .where('d.meeting_id', '=', meetingId)
    .where('d.taken_off_at', 'is', null)
    .where('i.uninvited_at', 'is', null)
    .groupBy(['a.id', 'a.key', 'a.name', 'a.core'])
    .orderBy('a.core', 'desc')
    .orderBy('a.name')
    .execute()

/** What the asker’s agencies have not done, for an agency manager: by reference, not by name (R141). */
export async function lateActions(tx: ReadTx, areaId: string) {
  const { rows } = await sql<{
    id: string
    youngPersonId: string
    reference: string
    dueOn: string
    climbedAt: Date | null
    agency: string
  }>`select id, young_person_id as "youngPersonId", reference, due_on as "dueOn", climbed_at as "climbedAt", agency from app.late_actions(${areaId}::uuid)`.execute(
    tx,
  )
  return rows
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

/** A young person whose case the reader holds, or a colleague the reader stands in for, with what comes next for them. */
export interface MyYoungPerson {
  readonly id: string
  readonly areaId: string
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly reference: string
  readonly status: string
  /** Who holds the case, where the reader stands in for them. */
  readonly inPlaceOf: string | null
  /** The next date: a task of the reader's, or a discussion. */
  readonly next: { readonly on: string; readonly kind: string } | undefined
}

/** The young people the reader holds or stands in for, those with the nearest date first. */
export async function myYoungPeople(tx: ReadTx, today: string, most: number): Promise<readonly MyYoungPerson[]> {
  const standsIn = sql`d.deputy_id = ${tx.who.person.id} and d.from_at <= now() and (d.until_at is null or d.until_at > now())`
  const { rows } = await sql<Omit<MyYoungPerson, 'next'> & { on: string | null; kind: string | null }>`
    select y.id, y.area_id as "areaId", y.given_names as "givenNames", y.surname, y.known_as as "knownAs", y.reference, y.status, n.on, n.kind,
      case when h.person_id <> ${tx.who.person.id} then (select p.name from person p where p.id = h.person_id) end as "inPlaceOf"
    from case_holding h join young_person y on y.area_id = h.area_id and y.id = h.young_person_id and y.merged_into is null
      left join lateral (
        select c.on, c.kind from (
          select t.due_on as on, t.kind from task t where t.area_id = y.area_id and t.young_person_id = y.id and t.settled_at is null
            and t.due_on is not null and t.desk = any ((select app.my_desks() || app.desks_i_stand_in_for())::text[])
          union all
          select d.held_on, 'discussion' from discussion d where d.area_id = y.area_id and d.young_person_id = y.id
            and d.outcome_at is null and d.taken_off_at is null and d.held_on >= ${today}::date) c
        order by c.on limit 1) n on true
    where h.until_at is null and h.person_id = any (array(select ${tx.who.person.id}::uuid union all select d.person_id from deputy d where ${standsIn}))
      and (h.person_id = ${tx.who.person.id} or exists (select from deputy d where ${standsIn} and d.person_id = h.person_id and d.area_id = h.area_id))
    order by n.on nulls last, y.surname, y.id limit ${most}`.execute(tx)
  return rows.map(({ on, kind, ...rest }) => ({ ...rest, next: on && kind ? { on, kind } : undefined }))
}

/** Nominations before the panel of an area. */
export interface Queue {
  readonly areaId: string
  /** Waiting for the panel. */
  readonly waiting: number
  /** Waiting for an answer to the panel. */
  readonly asked: number
  readonly oldest: Date | null
}

/** How many nominations wait, in the areas where the reader considers them: as the queue counts, of a record that is closed none. */
export async function queues(tx: ReadTx): Promise<readonly Queue[]> {
  const { rows } = await sql<Queue>`
    select n.area_id as "areaId", count(*) filter (where n.question_since is null) as waiting,
      count(*) filter (where n.question_since is not null) as asked, min(n.submitted_at) filter (where n.question_since is null) as oldest
    from nomination n join young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
    where n.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[])
      and n.submitted_at is not null and n.withdrawn_at is null and n.decided_at is null
    group by n.area_id order by n.area_id`.execute(tx)
  return rows
}

/** What agencies the reader manages have not done, in an area. */
export interface LateActions {
  readonly areaId: string
  readonly late: number
}

/** How many actions are late in each of these areas, of the agencies the reader manages there (R141). */
export async function lateActions(tx: ReadTx, areas: readonly string[]): Promise<readonly LateActions[]> {
  const { rows } = await sql<LateActions>`
    select a.id as "areaId", (select count(*) from app.late_actions(a.id)) as late from unnest(${areas}::uuid[]) a (id)`.execute(
    tx,
  )
  return rows
}

/** A meeting of the forum, or a discussion outside one. */
export interface MyMeeting {
  readonly id: string
  readonly areaId: string
  readonly kind: 'scheduled' | 'urgent' | 'strategy'
  readonly on: string
  /** "14:00". */
  readonly at: string | null
  readonly place: string | null
  /** Young people on it whom the reader may read about. */
  readonly items: number
  /** Of a discussion outside a meeting: whose. */
  readonly youngPersonId: string | null
  /** Whether the reader runs the forum there; members open the papers of their items. */
  readonly runs: boolean
}

/** What the forum has before it in the reader's areas, soonest first; discussions outside meetings only where invited. */
export async function myMeetings(tx: ReadTx, today: string, most: number): Promise<readonly MyMeeting[]> {
  const { rows } = await sql<MyMeeting>`
    select m.id, m.area_id as "areaId", 'scheduled' as kind, m.held_on as on, to_char(m.starts_at, 'HH24:MI') as at, m.place,
      (select count(*) from discussion d where d.area_id = m.area_id and d.meeting_id = m.id and d.taken_off_at is null) as items, null::uuid as "youngPersonId",
      m.area_id = any ((select app.my_areas_to('run the forum'))::uuid[]) as runs
    from meeting m where m.area_id = any ((select app.my_areas_to('see the forum'))::uuid[]) and m.held_on >= ${today}::date and m.closed_at is null
    union all
    select d.id, d.area_id, d.kind, d.held_on, null, null, 1, d.young_person_id, d.area_id = any ((select app.my_areas_to('run the forum'))::uuid[])
    from discussion d where d.area_id = any ((select app.my_areas_to('see the forum'))::uuid[]) and d.kind <> 'scheduled'
      and d.outcome_at is null and d.taken_off_at is null
    order by "on", at nulls last, id limit ${most}`.execute(tx)
  return rows
}

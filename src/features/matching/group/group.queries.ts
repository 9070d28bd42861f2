import { type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

const ofMyServices = sql<SqlBool>`m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[])`

/** When it turned out that somebody does not come: called off, or their match was over, or their adult gone, before it began. */
const notThere = sql<Date | null>`coalesce(g.called_off_at, case when least(m.stopped_at, m.ended_at, w.left_at) < g.starts_at then least(m.stopped_at, m.ended_at, w.left_at) end)`

/** Somebody who is, or can be, in a group activity. */
export interface InGroup {
  readonly match: string
  readonly youngPerson: string
  readonly name: string
  readonly worker: string
}

const matched = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('match as m')
    .innerJoin('young_person as y', join =>
      join.onRef('y.area_id', '=', 'm.area_id').onRef('y.id', '=', 'm.young_person_id'),
    )
    .innerJoin('worker as w', join => join.onRef('w.area_id', '=', 'm.area_id').onRef('w.id', '=', 'm.worker_id'))
    .innerJoin('person as p', 'p.id', 'w.person_id')
    .select([
      'm.id as match',
      'm.young_person_id as youngPerson',
      sql<string>`coalesce(y.known_as, y.given_names) || ' ' || y.surname`.as('name'),
      'p.name as worker',
    ])
    .where('m.area_id', '=', areaId)
    .where(ofMyServices)

/** Whoever has met the adult at their side and can meet them now, in the services whose workers the asker manages, by name. */
export const whoCanCome = (tx: ReadTx, areaId: string): Promise<readonly InGroup[]> =>
  matched(tx, areaId)
    .where('m.counts', '=', true)
    .where('m.worker_left', '=', false)
    .where('m.introduced_on', 'is not', null)
    .where(
      sql<SqlBool>`not exists (select from match_pause s where s.area_id = m.area_id and s.match_id = m.id and s.over_at is null)`,
    )
    .where(
      sql<SqlBool>`not exists (select from closed_service c where c.area_id = m.area_id and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null)`,
    )
    .where(sql<SqlBool>`m.worker_id <> all ((select app.me_as_worker())::uuid[])`)
    .orderBy('name')
    .orderBy('m.id')
    .limit(200)
    .execute()

/** A group activity, as a line. */
export interface Group {
  readonly id: string
  readonly startsAt: Date
  readonly endsAt: Date
  readonly venue: string
  /** How many are to be there; none where it was called off. */
  readonly many: number
}

/** Group activities of the asker's services, from four weeks ago on, the latest first. */
export async function groupsOf(
  tx: ReadTx,
  areaId: string,
  page: { readonly from: number; readonly most: number },
): Promise<readonly Group[]> {
  const { rows } = await sql<Group>`
    select g.group_id as id, g.starts_at as "startsAt", g.ends_at as "endsAt", g.venue, count(*) filter (where ${notThere} is null)::int as many
      from planned_meeting g join match m on m.area_id = g.area_id and m.id = g.match_id join worker w on w.area_id = m.area_id and w.id = m.worker_id
      where g.area_id = ${areaId}::uuid and g.group_id is not null and g.starts_at > now() - interval '28 days' and ${ofMyServices}
      group by g.group_id, g.starts_at, g.ends_at, g.venue order by g.starts_at desc, g.group_id limit ${page.most} offset ${page.from}`.execute(
    tx,
  )
  return rows
}

/** One of them with who is there; null where none of it is to be seen. */
export async function groupOf(tx: ReadTx, areaId: string, group: string) {
  const rows = await matched(tx, areaId)
    .innerJoin('planned_meeting as g', join =>
      join.onRef('g.area_id', '=', 'm.area_id').onRef('g.match_id', '=', 'm.id'),
    )
    .select([
      'g.id as meeting',
      'g.starts_at as startsAt',
      'g.ends_at as endsAt',
      'g.venue',
      notThere.as('calledOffAt'),
    ])
    .where('g.group_id', '=', group)
    .orderBy('name')
    .orderBy('g.id')
    .limit(200)
    .execute()
  const [first] = rows
  return first ? { id: group, startsAt: first.startsAt, endsAt: first.endsAt, venue: first.venue, all: rows } : null
}

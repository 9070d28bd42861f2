import { type RawBuilder, sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { Happening, Kind } from './chronology.ts'

/** Something that happened, and where it is written. */
export interface Entry extends Happening {
  readonly kind: Kind
  /** The day it happened; it may have been recorded later. */
  readonly on: string
  readonly recordedAt: Date
  readonly by: string | null
  readonly title: string | null
  readonly agency: string | null
  /** The record it is from, for the link. */
  readonly ref: string | null
}

export interface Wanted {
  readonly kind: Kind | undefined
  readonly oldestFirst: boolean
  readonly most: number
  readonly beyond: number
}

/** The day in London of a moment. */
const day = (column: string) => sql.raw(`(${column} at time zone 'Europe/London')::date`)

/**
 * What happened to a young person, as far as the asker may see it: each table answers under its own policy, so what
 * stays out for somebody else stays out here. Newest first, or oldest.
 */
export async function chronology(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  { kind, oldestFirst, most, beyond }: Wanted,
): Promise<readonly Entry[]> {
  const direction = sql.raw(oldestFirst ? 'asc' : 'desc')
  const parts = Object.entries(sources(areaId, youngPerson)).filter(([of]) => !kind || of === kind)
  const union = sql.join(
    parts.flatMap(([of, branches]) =>
      branches.map(
        branch => sql`select ${sql.lit(of)} as kind, x.* from (${branch}) x (what, "on", at, by, a, b, c, ref)`,
      ),
    ),
    sql` union all `,
  )
  const { rows } = await sql<Entry>`
    select e.kind, e.what, e.on, e.at as "recordedAt", e.a, e.b, e.c, e.ref, p.name as by, p.title, g.name as agency
    from (select * from (${union}) everything order by "on" ${direction}, at ${direction}, ref ${direction} limit ${most} offset ${beyond}) e
      left join person p on p.id = e.by
      left join lateral (
        select a.name from membership m join agency a on a.area_id = m.area_id and a.id = m.agency_id
        where m.person_id = p.id and m.area_id = ${areaId} order by m.from_at <= e.at desc, m.until_at desc nulls first, m.from_at desc limit 1) g on true
    order by e.on ${direction}, e.at ${direction}, e.ref ${direction}`.execute(tx)
  return rows
}

/** Each branch gives: what, on, at, by, a, b, c, ref. */
function sources(areaId: string, youngPerson: string): Record<Kind, readonly RawBuilder<unknown>[]> {
  const theirs = (alias: string) =>
    sql`${sql.ref(`${alias}.area_id`)} = ${areaId}::uuid and ${sql.ref(`${alias}.young_person_id`)} = ${youngPerson}::uuid`
  const none = sql.raw('null::text')
  return {
    case: [
      sql`select 'recorded', ${day('y.created_at')}, y.created_at, y.created_by, ${none}, ${none}, ${none}, y.id
        from young_person y where y.area_id = ${areaId}::uuid and y.id = ${youngPerson}::uuid`,
      sql`select 'held', ${day('h.from_at')}, h.from_at, h.made_by, hp.name, ht.name, ${none}, h.id
        from case_holding h join team ht on ht.area_id = h.area_id and ht.id = h.team_id left join person hp on hp.id = h.person_id where ${theirs('h')}`,
      sql`select 'hand-over asked', ${day('o.asked_at')}, o.asked_at, o.asked_by, ot.name, ${none}, ${none}, o.id
        from hand_over o join team ot on ot.area_id = o.area_id and ot.id = o.to_team_id where ${theirs('o')}`,
      sql`select 'hand-over answered', ${day('o.answered_at')}, o.answered_at, o.answered_by, ot.name, o.answer, ${none}, o.id
        from hand_over o join team ot on ot.area_id = o.area_id and ot.id = o.to_team_id where ${theirs('o')} and o.answer in ('declined', 'withdrawn')`,
    ],
    life: [
      sql`select 'status', s.since_on, s.recorded_at, s.recorded_by, s.status, ${none}, ${none}, s.id from young_person_status s where ${theirs('s')}`,
      sql`select 'worry', coalesce(w.since_on, ${day('w.recorded_at')}), w.recorded_at, w.recorded_by, w.kind, ${none}, ${none}, w.id
        from exploitation_concern w where ${theirs('w')} and w.moved_at is null`,
      sql`select 'worry ended', coalesce(w.ended_on, ${day('w.ended_at')}), w.ended_at, w.ended_by, w.kind, ${none}, ${none}, w.id
        from exploitation_concern w where ${theirs('w')} and w.moved_at is null and w.ended_at is not null`,
    ],
    assessment: [
      sql`select 'screened', s.decided_on, s.recorded_at, s.recorded_by, s.outcome, ${none}, ${none}, s.id from screening s where ${theirs('s')}`,
      sql`select 'assessment started', ${day('r.started_at')}, r.started_at, r.started_by, ${none}, ${none}, ${none}, r.id from assessment r where ${theirs('r')}`,
      sql`select 'assessment completed', ${day('r.completed_at')}, r.completed_at, r.completed_by, r.level, ${none}, ${none}, r.id
        from assessment r where ${theirs('r')} and r.completed_at is not null`,
      sql`select 'assessment sent', ${day('r.sent_to_forum_at')}, r.sent_to_forum_at, r.sent_to_forum_by, ${none}, ${none}, ${none}, r.id
        from assessment r where ${theirs('r')} and r.sent_to_forum_at is not null`,
      sql`select 'assessment set aside', ${day('r.set_aside_at')}, r.set_aside_at, r.set_aside_by, ${none}, ${none}, ${none}, r.id
        from assessment r where ${theirs('r')} and r.set_aside_at is not null`,
    ],
    forum: [
      sql`select 'listed', ${day('d.listed_at')}, d.listed_at, d.listed_by, d.kind, d.held_on::text, ${none}, d.id from discussion d where ${theirs('d')}`,
      sql`select 'taken off', ${day('d.taken_off_at')}, d.taken_off_at, d.taken_off_by, d.kind, d.held_on::text, ${none}, d.id
        from discussion d where ${theirs('d')} and d.taken_off_at is not null`,
      sql`select case when f.corrects is null then 'outcome' else 'outcome corrected' end,
          case when f.corrects is null then d.held_on else ${day('f.recorded_at')} end, f.recorded_at, f.recorded_by, d.kind, f.finding,
          case when f.suitable then 'yes' else 'no' end || ',' || case when f.would_benefit then 'yes' else 'no' end, d.id
        from forum_outcome f join discussion d on d.area_id = f.area_id and d.id = f.discussion_id where ${theirs('f')}`,
      sql`select 'minutes confirmed', ${day('d.minutes_confirmed_at')}, d.minutes_confirmed_at, d.minutes_confirmed_by, ${none}, ${none}, ${none}, d.id
        from discussion d where ${theirs('d')} and d.minutes_confirmed_at is not null`,
      sql`select 'fact found', ${day('r.found_at')}, r.found_at, r.found_by, r.kind, r.certainty, r.timing, r.discussion_id from risk_fact r where ${theirs('r')}`,
      sql`select 'fact lifted', ${day('r.lifted_at')}, r.lifted_at, r.lifted_by, r.kind, ${none}, ${none}, r.discussion_id
        from risk_fact r where ${theirs('r')} and r.lifted_at is not null`,
      sql`select 'action given', ${day('k.given_at')}, k.given_at, k.given_by, kg.name, k.says, k.due_on::text, k.discussion_id
        from forum_action k join agency kg on kg.area_id = k.area_id and kg.id = k.agency_id where ${theirs('k')}`,
      sql`select 'action done', ${day('k.done_at')}, k.done_at, k.done_by, kg.name, k.says, ${none}, k.discussion_id
        from forum_action k join agency kg on kg.area_id = k.area_id and kg.id = k.agency_id where ${theirs('k')} and k.done_at is not null`,
    ],
    nomination: [
      sql`select 'episode started', e.started_on, e.recorded_at, e.recorded_by, ${none}, ${none}, ${none}, ${sql.raw('null::uuid')} from episode e where ${theirs('e')}`,
      sql`select 'episode ended', e.ended_on, e.ended_at, e.ended_by, e.end_reason, ${none}, ${none}, ${sql.raw('null::uuid')}
        from episode e where ${theirs('e')} and e.ended_at is not null`,
      sql`select 'nomination started', ${day('n.started_at')}, n.started_at, n.started_by, ${none}, ${none}, ${none}, n.id from nomination n where ${theirs('n')}`,
      sql`select 'nomination submitted', ${day('n.submitted_at')}, n.submitted_at, n.submitted_by, ${none}, ${none}, ${none}, n.id
        from nomination n where ${theirs('n')} and n.submitted_at is not null`,
      sql`select 'nomination withdrawn', ${day('n.withdrawn_at')}, n.withdrawn_at, n.withdrawn_by, ${none}, ${none}, ${none}, n.id
        from nomination n where ${theirs('n')} and n.withdrawn_at is not null`,
      sql`select 'decided', q.decided_on, q.decided_at, q.decided_by, q.kind, ${none}, ${none}, q.nomination_id from nomination_decision q where ${theirs('q')}`,
      sql`select 'question asked', ${day('q.asked_at')}, q.asked_at, q.asked_by, ${none}, ${none}, ${none}, q.nomination_id from panel_question q where ${theirs('q')}`,
      sql`select 'question answered', ${day('q.answered_at')}, q.answered_at, q.answered_by, ${none}, ${none}, ${none}, q.nomination_id
        from panel_question q where ${theirs('q')} and q.answered_at is not null`,
      sql`select 'strand started', ${day('l.from_at')}, l.from_at, l.decided_by, v.name, l.strand::text, ${none}, l.nomination_id
        from strand_allocation l join service v on v.area_id = l.area_id and v.key = l.service_key where ${theirs('l')}`,
      sql`select 'strand ended', ${day('l.until_at')}, l.until_at, l.ended_by, v.name, l.strand::text, ${none}, l.nomination_id
        from strand_allocation l join service v on v.area_id = l.area_id and v.key = l.service_key where ${theirs('l')} and l.until_at is not null`,
    ],
  }
}

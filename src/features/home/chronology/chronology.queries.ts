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
      left join lateral (select o.name, o.title from person o where o.id = e.by limit 1) p on true
      left join lateral (
        select a.name from membership m join agency a on a.area_id = m.area_id and a.id = m.agency_id
        where m.person_id = e.by and m.area_id = ${areaId} order by m.from_at <= e.at desc, m.until_at desc nulls first, m.from_at desc limit 1) g on true
    order by e.on ${direction}, e.at ${direction}, e.ref ${direction}`.execute(tx)
  return rows
}

/**
 * Each branch reads one table, under its policy once, and says everything that its rows tell: what, on, at, by, a, b, c,
 * ref. What has no moment has not happened.
 */
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
      sql`select v.what, ${day('v.at')}, v.at, v.by, ot.name, v.b, ${none}, o.id
        from hand_over o join team ot on ot.area_id = o.area_id and ot.id = o.to_team_id cross join lateral (values
          ('hand-over asked', o.asked_at, o.asked_by, ${none}),
          ('hand-over answered', case when o.answer in ('declined', 'withdrawn') then o.answered_at end, o.answered_by, o.answer)) v (what, at, by, b)
        where ${theirs('o')} and v.at is not null`,
    ],
    life: [
      sql`select 'status', s.since_on, s.recorded_at, s.recorded_by, s.status, ${none}, ${none}, s.id from young_person_status s where ${theirs('s')}`,
      sql`select 'night', ${day('t.written_at')}, t.written_at, t.written_by, t.kind, left(t.says, 300), ${none}, t.id from night_note t where ${theirs('t')}`,
      sql`select v.what, coalesce(v.on, ${day('v.at')}), v.at, v.by, w.kind, ${none}, ${none}, w.id
        from exploitation_concern w cross join lateral (values
          ('worry', w.since_on, w.recorded_at, w.recorded_by),
          ('worry ended', w.ended_on, w.ended_at, w.ended_by)) v (what, "on", at, by)
        where ${theirs('w')} and w.moved_at is null and v.at is not null`,
    ],
    assessment: [
      sql`select 'screened', s.decided_on, s.recorded_at, s.recorded_by, s.outcome, case when s.takes_back then 'takes back' end, ${none}, s.id from screening s where ${theirs('s')}`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, v.a, ${none}, ${none}, r.id
        from assessment r cross join lateral (values
          ('assessment started', r.started_at, r.started_by, ${none}),
          ('assessment completed', r.completed_at, r.completed_by, r.level),
          ('assessment sent', r.sent_to_forum_at, r.sent_to_forum_by, ${none}),
          ('assessment set aside', r.set_aside_at, r.set_aside_by, ${none})) v (what, at, by, a)
        where ${theirs('r')} and v.at is not null`,
    ],
    forum: [
      sql`select v.what, ${day('v.at')}, v.at, v.by, d.kind, d.held_on::text, ${none}, d.id
        from discussion d cross join lateral (values
          ('listed', d.listed_at, d.listed_by),
          ('taken off', d.taken_off_at, d.taken_off_by),
          ('minutes confirmed', d.minutes_confirmed_at, d.minutes_confirmed_by)) v (what, at, by)
        where ${theirs('d')} and v.at is not null`,
      sql`select case when f.corrects is null then 'outcome' else 'outcome corrected' end,
          case when f.corrects is null then d.held_on else ${day('f.recorded_at')} end, f.recorded_at, f.recorded_by, d.kind, f.finding,
          case when f.suitable then 'yes' else 'no' end || ',' || case when f.would_benefit then 'yes' else 'no' end, d.id
        from forum_outcome f join discussion d on d.area_id = f.area_id and d.id = f.discussion_id where ${theirs('f')}`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, r.kind, r.certainty, r.timing, r.discussion_id
        from risk_fact r cross join lateral (values
          ('fact found', r.found_at, r.found_by),
          ('fact lifted', r.lifted_at, r.lifted_by)) v (what, at, by)
        where ${theirs('r')} and v.at is not null`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, kg.name, k.says, k.due_on::text, k.discussion_id
        from forum_action k join agency kg on kg.area_id = k.area_id and kg.id = k.agency_id cross join lateral (values
          ('action given', k.given_at, k.given_by),
          ('action done', k.done_at, k.done_by)) v (what, at, by)
        where ${theirs('k')} and v.at is not null`,
    ],
    nomination: [
      sql`select v.what, v.on, v.at, v.by, v.a, ${none}, ${none}, ${sql.raw('null::uuid')}
        from episode e cross join lateral (values
          ('episode started', e.started_on, e.recorded_at, e.recorded_by, ${none}),
          ('episode ended', e.ended_on, e.ended_at, e.ended_by, e.end_reason)) v (what, "on", at, by, a)
        where ${theirs('e')} and v.at is not null`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, ${none}, ${none}, ${none}, n.id
        from nomination n cross join lateral (values
          ('nomination started', n.started_at, n.started_by),
          ('nomination submitted', n.submitted_at, n.submitted_by),
          ('nomination withdrawn', n.withdrawn_at, n.withdrawn_by)) v (what, at, by)
        where ${theirs('n')} and v.at is not null`,
      sql`select 'decided', q.decided_on, q.decided_at, q.decided_by, q.kind, ${none}, ${none}, q.nomination_id from nomination_decision q where ${theirs('q')}`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, ${none}, ${none}, ${none}, q.nomination_id
        from panel_question q cross join lateral (values
          ('question asked', q.asked_at, q.asked_by),
          ('question answered', q.answered_at, q.answered_by)) v (what, at, by)
        where ${theirs('q')} and v.at is not null`,
      sql`select v.what, ${day('v.at')}, v.at, v.by, s.name, l.strand::text, ${none}, l.nomination_id
        from strand_allocation l join service s on s.area_id = l.area_id and s.key = l.service_key cross join lateral (values
          ('strand started', l.from_at, l.decided_by),
          ('strand ended', l.until_at, l.ended_by)) v (what, at, by)
        where ${theirs('l')} and v.at is not null`,
      sql`select 'taking part answered', t.asked_on, t.recorded_at, t.recorded_by, t.answer, case when t.individual_id is null then 'the young person' end, ${none}, t.id
        from consent t where ${theirs('t')} and t.question = 'taking part' and t.moved_at is null`,
      // One that was never approved opened nothing and brought nobody together.
      sql`select v.what, coalesce(v.on, ${day('v.at')}), v.at, v.by, s.name, ${none}, ${none}, m.id
        from match m join service s on s.area_id = m.area_id and s.key = m.service_key cross join lateral (values
          ('matched', null::date, m.made_at, m.made_by),
          ('match stopped', null, m.stopped_at, null),
          ('match ended', m.ended_on, m.ended_at, m.ended_by)) v (what, "on", at, by)
        where ${theirs('m')} and v.at is not null and (m.accepts = '{}' or m.approved_at is not null)`,
    ],
  }
}

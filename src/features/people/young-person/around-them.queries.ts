import { sql } from 'kysely'

/** Somebody who works with a young person now, and how to reach them. */
export interface Around {
  readonly as: 'stands in' | 'introduces' | 'manages' | 'discussed'
  readonly name: string | null
  readonly title: string | null
  /** Their agency, or the service they manage. */
  readonly of: string | null
  readonly phone: string | null
  readonly email: string | null
}

/**
 * Who works with a young person beside whoever holds the case: who stands in, who introduces Trusted Relationships, who
 * manages the service, and which agencies took part in the newest discussion. Each table answers under its own policy.
 * A part of one question about the record: a page asks few.
 */
export function aroundThem(areaId: string, youngPerson: string) {
  const running = sql.raw('m.from_at <= now() and (m.until_at is null or m.until_at > now())')
  return sql<readonly Around[]>`coalesce((select jsonb_agg(x) from (
    select 'stands in' as as, p.name, p.title, null as of, p.work_phone as phone, p.work_email as email
      from case_holding h join deputy m on m.area_id = h.area_id and m.person_id = h.person_id and ${running} join person p on p.id = m.deputy_id
      where h.area_id = ${areaId}::uuid and h.young_person_id = ${youngPerson}::uuid and h.until_at is null
    union all
    (select 'introduces', d.introducer_name, null, d.introducer_agency, null, null from nomination_decision d
      where d.area_id = ${areaId}::uuid and d.young_person_id = ${youngPerson}::uuid and d.kind = 'accepted' order by d.decided_at desc limit 1)
    union all
    (select distinct 'manages', p.name, p.title, v.name, p.work_phone, p.work_email
      from strand_allocation s join service v on v.area_id = s.area_id and v.key = s.service_key
        join membership m on m.area_id = s.area_id and m.service_key = s.service_key and ${running}
          and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
        join person p on p.id = m.person_id and p.closed_at is null
      where s.area_id = ${areaId}::uuid and s.young_person_id = ${youngPerson}::uuid and s.until_at is null limit 10)
    union all
    (select 'discussed', p.name, p.title, g.name, p.work_phone, p.work_email
      from (select n.id, n.area_id from discussion n where n.area_id = ${areaId}::uuid and n.young_person_id = ${youngPerson}::uuid and n.outcome_at is not null
          order by n.held_on desc, n.id desc limit 1) d
        join discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.attendance = 'there' and i.uninvited_at is null
        join agency g on g.area_id = i.area_id and g.id = i.agency_id
        left join lateral (select o.name, o.title, o.work_phone, o.work_email from membership m join person o on o.id = m.person_id and o.closed_at is null
          where m.area_id = g.area_id and m.agency_id = g.id and m.role = 'forum-member' and ${running} order by o.name, o.id limit 1) p on true
      order by g.name limit 15)) x), '[]')`
}

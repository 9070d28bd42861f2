-- Reading the audit: who did what and when, by person or by date, for information governance in their own areas. Ids and
-- acts only: what a record says opens inside a request, never here. Reading the audit stands in the audit too.

insert into app.role_may (role, act) values ('information-governance', 'read the audit');

create index audit_event_area on app.audit_event (area_id, at desc, seq desc) where area_id is not null;
-- Serves what audit_event_person served, and dates too.
create index audit_event_person_time on app.audit_event (person_id, at desc, seq desc);
drop index app.audit_event_person;

-- What happened in an area between two days (in London, both counted), newest first, after the event last shown. Of one
-- person also what has no area, such as signing in, where they belong or belonged to this one. Behind walls as everything.
create function app.audit_of_area(area uuid, person uuid, from_on date, to_on date, before_seq bigint, most integer)
returns table (seq bigint, at timestamptz, person_id uuid, name text, title text, act text, outcome text, because text[], young_person_id uuid, record_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare
  begins timestamptz := from_on::timestamp at time zone 'Europe/London';
  ends timestamptz := (to_on + 1)::timestamp at time zone 'Europe/London';
  last_at timestamptz; walls uuid[] := app.my_walls(); here boolean;
begin
  if area is null or not area = any (app.my_areas_to('read the audit')) then return; end if;
  select e.at into last_at from app.audit_event e where e.seq = before_seq;
  ends := least(ends, last_at + interval '1 microsecond');
  if person is null then
    return query
      select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, e.record_id
      from app.audit_event e left join app.person p on p.id = e.person_id
      where e.area_id = area and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
        and (e.young_person_id is null or e.young_person_id <> all (walls))
      order by e.at desc, e.seq desc limit least(most, 100);
    return;
  end if;
  here := exists (select from app.membership m where m.person_id = person and m.area_id = area);
  return query
    select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, e.record_id
    from app.audit_event e join app.person p on p.id = e.person_id
    where e.person_id = person and (e.area_id = area or (here and e.area_id is null))
      and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
      and (e.young_person_id is null or e.young_person_id <> all (walls))
    order by e.at desc, e.seq desc limit least(most, 100);
end $$;
grant execute on function app.audit_of_area(uuid, uuid, date, date, bigint, integer) to app;

-- Information governance reads of whom by their reference, as in its reviews, and finds who opened one young person's record.
drop function app.audit_of_area(uuid, uuid, date, date, bigint, integer);
create function app.audit_of_area(area uuid, person uuid, reference text, from_on date, to_on date, before_seq bigint, most integer)
  returns table (seq bigint, at timestamptz, person_id uuid, name text, title text, act text, outcome text, because text[], young_person_id uuid, reference_now text, record_id uuid)
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare
  begins timestamptz := from_on::timestamp at time zone 'Europe/London';
  ends timestamptz := (to_on + 1)::timestamp at time zone 'Europe/London';
  last_at timestamptz; walls uuid[] := app.my_walls(); here boolean; child uuid; theirs text;
begin
  if area is null or not area = any (app.my_areas_to('read the audit')) then return; end if;
  select e.at into last_at from app.audit_event e where e.seq = before_seq;
  ends := least(ends, last_at + interval '1 microsecond');
  if reference is not null then
    select y.id, y.reference into child, theirs from app.young_person y
      where y.area_id = area and y.reference = any (array[audit_of_area.reference, upper(audit_of_area.reference)]) and y.id <> all (walls);
    return query
      select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, theirs, e.record_id
      from app.audit_event e left join app.person p on p.id = e.person_id
      where e.young_person_id = child and e.area_id = area and (person is null or e.person_id = person)
        and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
      order by e.at desc, e.seq desc limit least(most, 100);
    return;
  end if;
  if person is null then
    return query
      select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, y.reference, e.record_id
      from app.audit_event e left join app.person p on p.id = e.person_id left join app.young_person y on y.area_id = area and y.id = e.young_person_id
      where e.area_id = area and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
        and (e.young_person_id is null or e.young_person_id <> all (walls))
      order by e.at desc, e.seq desc limit least(most, 100);
    return;
  end if;
  here := exists (select from app.membership m where m.person_id = person and m.area_id = area);
  return query
    select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, y.reference, e.record_id
    from app.audit_event e join app.person p on p.id = e.person_id left join app.young_person y on y.area_id = area and y.id = e.young_person_id
    where e.person_id = person and (e.area_id = area or (here and e.area_id is null))
      and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
      and (e.young_person_id is null or e.young_person_id <> all (walls))
    order by e.at desc, e.seq desc limit least(most, 100);
end $$;
grant execute on function app.audit_of_area(uuid, uuid, text, date, date, bigint, integer) to app;

-- "On the programme without a Trusted Relationship, and for how long" (R31) counts from when nobody was at their side, and not
-- from when they were accepted: whose adult left yesterday has waited a day. And it counts young people: somebody who has an
-- adult in one strand and waits in the other has one.

-- Since when nobody is there in a strand in which they wait: accepted, or whoever was there last was there no more.
create function app.without_adult_since(area uuid, strand uuid) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, app as $$
  select greatest(s.from_at,
      (select max(least(m.stopped_at, m.ended_at, case when m.worker_left then w.left_at end)) from app.match m
        join app.worker w on w.area_id = m.area_id and w.id = m.worker_id
        where m.area_id = s.area_id and m.strand_allocation_id = s.id and (m.accepts = '{}' or m.approved_at is not null)),
      (select max(least(k.stopped_at, k.ended_at)) from app.known_adult k
        where k.area_id = s.area_id and k.strand_allocation_id = s.id and k.approved_at is not null))
    from app.strand_allocation s where s.area_id = $1 and s.id = $2
$$;
revoke all on function app.without_adult_since(uuid, uuid) from public;

-- As in 0140, but for since when; and where the adult left, nobody is said to wait for an approval that was given long ago.
create or replace function app.who_waits(area uuid, after uuid, most integer) returns table (strand_id uuid, young_person_id uuid, name text, reference text, service_key text, from_at timestamptz,
    stage text, keeps_in_touch text, how_often text, checked_on date, found_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.young_person_id, coalesce(y.known_as, y.given_names) || ' ' || y.surname, y.reference, s.service_key, since.at,
      case when m.stopped_at is not null then 'stopped' when m.worker_left then 'left' when m.id is not null then 'to approve'
        when (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) then 'to match' else 'to ask' end,
      c.keeps_in_touch, c.how_often, c.checked_on, (app.latest_outcome(s.area_id, s.young_person_id)).recorded_at
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      cross join lateral (select app.without_adult_since(s.area_id, s.id) as at offset 0) since
      left join app.match m on m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null and m.handing_over_at is null
      left join lateral (select x.* from app.waiting_check x where x.area_id = s.area_id and x.strand_allocation_id = s.id order by x.recorded_at desc, x.id desc limit 1) c on true
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
      and ($2 is null or (since.at, s.id) > (app.without_adult_since($1, $2), $2))
    order by since.at, s.id limit least($3, 100)
$$;

do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.waiting_counts(uuid)'::regprocedure, 'now() - s.from_at', 'now() - app.without_adult_since(s.area_id, s.id)'),
      ('app.waiting_for_adult(uuid, text)', '(s.from_at at time zone', '(app.without_adult_since(s.area_id, s.id) at time zone'),
      ('app.who_waits_is_looked_at()', 'coalesce((select max(c.checked_on) from app.waiting_check c where c.area_id = a.area_id and c.strand_allocation_id = a.id), (a.from_at at time zone ''Europe/London'')::date)',
        'greatest((select max(c.checked_on) from app.waiting_check c where c.area_id = a.area_id and c.strand_allocation_id = a.id), (app.without_adult_since(a.area_id, a.id) at time zone ''Europe/London'')::date)')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise: %', g.of, g.was; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

-- How many of those of the reader's services who wait have nobody in any strand.
create function app.nobody_at_their_side(area uuid) returns integer
  language sql stable security definer set search_path = pg_catalog, app as $$
  select count(distinct s.young_person_id)::integer
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a join app.strand_allocation o on o.area_id = a.area_id and o.id = a.strand_allocation_id and o.until_at is null
        where a.area_id = s.area_id and a.young_person_id = s.young_person_id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
$$;
revoke all on function app.nobody_at_their_side(uuid) from public;
grant execute on function app.nobody_at_their_side(uuid) to app;

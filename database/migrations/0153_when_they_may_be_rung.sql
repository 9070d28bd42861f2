-- Safe-contact times that act. When a young person may be rung is asked and kept as times of a week; a worker's telephone has
-- the number only in them, by the clock of this database in Europe/London. Where nobody asked there is no number.

alter table app.young_person_detail
  add column safe_ringing text not null default 'not asked',
  add column safe_times text[] not null default '{}',
  add constraint young_person_detail_safe_ringing check (safe_ringing in ('any time', 'at these times', 'never', 'not asked')),
  add constraint young_person_detail_safe_times check (safe_times <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'),
  add constraint young_person_detail_safe_times_as_said check ((safe_ringing = 'at these times') = (safe_times <> '{}'));
comment on column app.young_person_detail.safe_ringing is 'S2. When they may be rung: any time, at these times, never, or not asked, which is as never.';
comment on column app.young_person_detail.safe_times is 'S2. Those times: day and part of day, such as sat-evening (R45).';
comment on column app.young_person_detail.safe_when is 'S2. What else there is to know about when, in words.';
grant update (safe_ringing, safe_times) on app.young_person_detail to app;

drop trigger keeps_history on app.young_person_detail;
create trigger keeps_history after update on app.young_person_detail for each row execute function app.keeps_history(
  'living_area', '2', 'living area', 'address', '2', 'address', 'postcode', '2', 'postcode', 'living_with', '2', 'whom they live with', 'phone', '2', 'phone',
  'school', '2', 'school', 'school_status', '2', 'how school is going', 'sen_provision', '2', 'special educational needs',
  'sen_type', '2', 'kinds of special educational need', 'case_status', '2', 'case status', 'care_status', '2', 'care or legal status',
  'safe_number', '2', 'safe number', 'safe_ringing', '2', 'when they may be rung', 'safe_times', '2', 'times they may be rung', 'safe_when', '2', 'when it is safe',
  'never_text', '2', 'never text', 'safe_word', '2', 'safe word', 'safe_contact_note', '2', 'safe contact note');

-- The day and part of day of a moment, as a clock in England shows it; null at night. The same hours as src/platform/week.ts.
create function app.time_of_week(at timestamptz) returns text
  language sql immutable set search_path = pg_catalog as $$
  select ('{mon,tue,wed,thu,fri,sat,sun}'::text[])[extract(isodow from l)::integer] || '-' ||
      case when extract(hour from l) < 6 then null when extract(hour from l) < 9 then 'early' when extract(hour from l) < 12 then 'morning'
        when extract(hour from l) < 17 then 'afternoon' when extract(hour from l) < 21 then 'evening' end
    from (select at at time zone 'Europe/London' as l) x
$$;
revoke all on function app.time_of_week(timestamptz) from public;
grant execute on function app.time_of_week(timestamptz) to app;

-- Whether they may be rung at a moment. What is not said is no.
create function app.may_ring(ringing text, times text[], at timestamptz) returns boolean
  language sql immutable set search_path = pg_catalog, app as $$
  select coalesce(case ringing when 'any time' then true when 'at these times' then app.time_of_week(at) = any (times) end, false)
$$;
revoke all on function app.may_ring(text, text[], timestamptz) from public;
grant execute on function app.may_ring(text, text[], timestamptz) to app;

-- When the next of such times begins; null where there are none. Every part begins at an hour that each day has, also when the clocks change.
create function app.next_ringing(ringing text, times text[], at timestamptz) returns timestamptz
  language sql immutable set search_path = pg_catalog, app as $$
  select min(x.begins) from generate_series(0, 7) d, unnest('{6:00,9:00,12:00,17:00}'::time[]) t,
      lateral (select ((at at time zone 'Europe/London')::date + d + t) at time zone 'Europe/London' as begins) x
    where ringing = 'at these times' and x.begins > at and app.time_of_week(x.begins) = any (times)
$$;
revoke all on function app.next_ringing(text, text[], timestamptz) from public;
grant execute on function app.next_ringing(text, text[], timestamptz) to app;

-- How ringing stands now for each of those a telephone shows, and the number, which no function but number_to_ring hands on.
-- The record that goes on says it where two were merged. Of a number that says whose it is, the number alone.
create function app.ringing_on_my_telephone() returns table (match_id uuid, ringing text, times text[], stands text, next_at timestamptz, number text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.id, r.ringing, r.times, case when m.paused then 'paused' when not app.newest_brief_read(m.area_id, m.id) then 'read first'
        when r.ringing in ('never', 'not asked') then r.ringing when n.number is null then 'no number' when app.may_ring(r.ringing, r.times, now()) then 'now' else 'later' end,
      app.next_ringing(r.ringing, r.times, now()), n.number
    from app.my_matches() m join app.young_person y on y.area_id = m.area_id and y.id = m.young_person_id
      left join app.young_person_detail d on d.area_id = y.area_id and d.young_person_id = coalesce(y.merged_into, y.id)
      cross join lateral (select coalesce(d.safe_ringing, 'not asked') as ringing, coalesce(d.safe_times, '{}') as times) r
      cross join lateral (select case when app.not_neutral(k.words, k.names, coalesce(d.safe_number, '')) is null and d.safe_number !~ '[[:alpha:]]' then d.safe_number
          else substring(d.safe_number from '[+]?[0-9][0-9 ()-]{5,}[0-9]') end as number from app.kept_off_telephones(m.area_id, m.young_person_id) k) n
$$;
revoke all on function app.ringing_on_my_telephone() from public;

-- The same without the number; with whom to ask: who made the match, or else somebody who manages its service now. Nobody behind a wall.
create function app.my_ringing() returns table (match_id uuid, ringing text, times text[], stands text, next_at timestamptz, manager text, manager_phone text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select r.match_id, r.ringing, r.times, r.stands, r.next_at, p.name, p.work_phone from app.ringing_on_my_telephone() r join app.match m on m.id = r.match_id
    left join lateral (select x.name, x.work_phone from unnest(app.people_at('service:' || m.area_id || ':' || m.service_key)) who join app.person x on x.id = who
      where who <> app.person_id() and m.young_person_id <> all (app.walls_of(who)) order by who = m.made_by desc, x.name, x.id limit 1) p on true
$$;
revoke all on function app.my_ringing() from public;
grant execute on function app.my_ringing() to app;

-- The number of one, where they may be rung at this moment.
create function app.number_to_ring(match uuid) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select r.number from app.ringing_on_my_telephone() r where r.match_id = $1 and r.stands = 'now'
$$;
revoke all on function app.number_to_ring(uuid) from public;
grant execute on function app.number_to_ring(uuid) to app;

select app.know_records();

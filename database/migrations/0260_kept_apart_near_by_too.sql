-- Where two must not meet, the border between two areas lets nobody meet. A young person with a record in the partner area
-- is the same young person (0221), an adult of both areas is one adult, and a place near the border is one place. Whoever plans reads
-- what they read before: that this place does not work at that time.

-- Areas that are partners of each other, or of one that both know: who may meet whom is one question among them.
create function app.partner_group(area uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  with recursive near (id) as (select $1
    union select other.id from near join app.area here on here.id = near.id join app.area other on other.id = any (here.partners) or here.id = any (other.partners))
  select array_agg(id order by id) from near
$$;
revoke all on function app.partner_group(uuid) from public;

-- One lock for all of them, and not one of each: nobody can hold the first and wait for the second.
create or replace function app.one_asks_who_meets_whom(area uuid) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select pg_advisory_xact_lock(hashtextextended('who meets whom in ' || (app.partner_group($1))[1], 0))
$$;

create or replace function app.kept_apart_at(area uuid, young_person uuid, worker uuid, from_at timestamp with time zone, until_at timestamp with time zone, place text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  with here as materialized (select app.records_near_by(array[$2]) as records, app.partner_group($1) as areas),
    apart as (select k.* from app.keep_apart k, here where k.area_id = any (here.areas) and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched'
      and (k.young_person_id = any (here.records) or k.other_id = any (here.records))),
    young_people as (
      -- Two who are kept apart are two, however alike they are called.
      (select unnest(app.records_near_by(array[case when k.young_person_id = any (here.records) then k.other_id else k.young_person_id end])) as id from apart k, here where k.other_id is not null
        except select unnest(app.records_of($2)))
      union select unnest(app.records_near_by(app.walls_of(w.person_id) || app.kept_from(w.person_id))) from app.worker w where w.area_id = $1 and w.id = $3),
    adults as (
      select w.person_id as id from apart k join app.worker w on w.area_id = k.area_id and w.id = k.worker_id
      union select l.person_id from app.wall l, here where l.area_id = any (here.areas) and l.young_person_id = any (here.records) and l.until_at is null),
    meetings as (
      select p.* from here cross join young_people y join app.planned_meeting p on p.area_id = any (here.areas) and p.young_person_id = y.id
      union all
      select p.* from here cross join adults a join app.worker w on w.area_id = any (here.areas) and w.person_id = a.id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
        join app.planned_meeting p on p.area_id = m.area_id and p.match_id = m.id)
  select exists (select from meetings p where p.called_off_at is null
    and p.starts_at < $5 + interval '1 hour' and p.ends_at > $4 - interval '1 hour' and app.same_place(p.venue, $6))
$$;

-- What was planned before anybody knew is called off wherever they meet, and each area hears of its own meeting alone: not who said so in
-- the other, and of a wall nobody, as whom it is about alone reads it.
create or replace function app.keep_apart_calls_off() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare p record; says jsonb := to_jsonb(new);
  by_ uuid := coalesce(says ->> 'recorded_by', says ->> 'merged_by')::uuid;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = coalesce(case when x.area_id = new.area_id then by_ end, x.agreed_by) from app.match m
      where x.area_id = any (app.partner_group(new.area_id)) and x.young_person_id = any (app.records_near_by(array[new.young_person_id])) and x.called_off_at is null and x.ends_at > now()
        and m.area_id = x.area_id and m.id = x.match_id and app.kept_apart_at(x.area_id, x.young_person_id, m.worker_id, x.starts_at, x.ends_at, x.venue)
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $$;

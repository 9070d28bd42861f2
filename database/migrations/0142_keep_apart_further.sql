-- Who must be kept apart, and not only not matched, is walled off: a worker from the record, whatever else they do, and two
-- young people from being in one place at one time.

create function app.kept_from(person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct y.id), '{}') from app.worker w join app.keep_apart k on k.area_id = w.area_id and k.worker_id = w.id and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched'
    join app.young_person one on one.area_id = k.area_id and one.id = k.young_person_id
    join app.young_person y on y.area_id = one.area_id and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id))
    where w.person_id = $1
$$;
revoke all on function app.kept_from(uuid) from public;

create or replace function app.my_walls() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select app.walls_of(app.person_id()) || app.kept_from(app.person_id()) || app.not_on_this_screen()
$$;

-- Wherever walls count they are those of this screen and of this person, keep-aparts among them.
do $$ declare f regprocedure; begin
  foreach f in array '{app.my_young_people(text),app.why_i_can_see(uuid),app.visible_young_people(uuid[])}'::regprocedure[] loop
    if position('app.walls_of(me)' in pg_get_functiondef(f)) = 0 then raise exception '% says it otherwise', f; end if;
    execute replace(pg_get_functiondef(f), 'app.walls_of(me)', 'app.my_walls()');
  end loop;
end $$;

-- Whether somebody who must be kept apart from them is to be in this place at about this time.
create function app.kept_apart_there(area uuid, young_person uuid, from_at timestamptz, until_at timestamptz, place text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare records uuid[] := app.records_of(young_person);
begin
  -- Both at the same moment: the second waits for the first.
  perform 1 from app.keep_apart k where k.area_id = area and k.other_id is not null and k.closed_at is null and k.moved_at is null
    and (k.young_person_id = any (records) or k.other_id = any (records)) order by k.id for update;
  return exists (select from app.keep_apart k join app.planned_meeting p on p.area_id = area and p.called_off_at is null
      and p.starts_at < until_at + interval '1 hour' and p.ends_at > from_at - interval '1 hour' and lower(btrim(p.venue)) = lower(btrim(place))
      and p.young_person_id = any (app.records_of(case when k.young_person_id = any (records) then k.other_id else k.young_person_id end))
    where k.area_id = area and k.other_id is not null and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched' and (k.young_person_id = any (records) or k.other_id = any (records)));
end $$;
revoke all on function app.kept_apart_there(uuid, uuid, timestamptz, timestamptz, text) from public;

-- Looked at after the policies. It says no more than that the place does not work then: whoever plans may not know of the other.
create function app.planned_meeting_kept_apart() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.kept_apart_there(new.area_id, new.young_person_id, new.starts_at, new.ends_at, new.venue) then
    perform app.against('planned_meeting_kept_apart', 'this place does not work at that time'); end if;
  return null;
end $$;
revoke all on function app.planned_meeting_kept_apart() from public;
create trigger planned_meeting_kept_apart after insert on app.planned_meeting for each row execute function app.planned_meeting_kept_apart();

-- What was planned before anybody knew: the meeting of the one whose record says so is called off, and both sides are told.
create function app.keep_apart_calls_off() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare p record;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = new.recorded_by
      where x.area_id = new.area_id and x.young_person_id = any (app.records_of(new.young_person_id)) and x.called_off_at is null and x.ends_at > now()
        and exists (select from app.planned_meeting o where o.area_id = new.area_id and o.young_person_id = any (app.records_of(new.other_id)) and o.called_off_at is null
          and o.starts_at < x.ends_at + interval '1 hour' and o.ends_at > x.starts_at - interval '1 hour' and lower(btrim(o.venue)) = lower(btrim(x.venue)))
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $$;
revoke all on function app.keep_apart_calls_off() from public;
create trigger keep_apart_calls_off after insert on app.keep_apart for each row when (new.other_id is not null and new.closed_at is null and new.how_far <> 'not matched') execute function app.keep_apart_calls_off();

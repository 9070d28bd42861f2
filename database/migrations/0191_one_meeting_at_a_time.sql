-- An adult could be planned with two young people at one time, and one of them waited for nobody. Two are met together only in
-- a group activity, which a manager plans knowing that they will see each other (R69). A meeting of a match that was stopped
-- is no meeting any more.
-- Somebody who works for two services, or in both areas, is one person. Who plans for them in another area waits, as those of one
-- area do.
create function app.with_another_then(area uuid, match uuid, from_at timestamptz, until_at timestamptz, group_activity uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  perform app.one_asks_who_meets_whom(area);
  select w.person_id into who from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.area_id = $1 and m.id = $2;
  perform pg_advisory_xact_lock(hashtextextended('whom do they meet ' || who, 0));
  return exists (select from app.worker w join app.match o on o.area_id = w.area_id and o.worker_id = w.id and o.id <> $2 and o.counts
    join app.planned_meeting p on p.area_id = o.area_id and p.match_id = o.id
    where w.person_id = who and p.called_off_at is null and p.starts_at < until_at and p.ends_at > from_at
      and (group_activity is null or p.group_id is distinct from group_activity));
end $$;
revoke all on function app.with_another_then(uuid, uuid, timestamptz, timestamptz, uuid) from public;

create function app.planned_meeting_one_at_a_time() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.with_another_then(new.area_id, new.match_id, new.starts_at, new.ends_at, new.group_id) then
    perform app.against('planned_meeting_one_at_a_time', 'the adult meets another then'); end if;
  return null;
end $$;
revoke all on function app.planned_meeting_one_at_a_time() from public;
create trigger planned_meeting_one_at_a_time after insert on app.planned_meeting for each row execute function app.planned_meeting_one_at_a_time();

-- Between asking on a telephone and the answer another can be planned.
do $$ declare
  f text := pg_get_functiondef('app.answer_plan(uuid, uuid)'::regprocedure);
  was text := 'and not app.kept_apart_there(p.area_id, p.match_id, p.starts_at, p.ends_at, p.venue) then';
begin
  if position(was in f) = 0 then raise exception 'answer_plan says it otherwise'; end if;
  execute replace(f, was, 'and not app.kept_apart_there(p.area_id, p.match_id, p.starts_at, p.ends_at, p.venue)
      and not app.with_another_then(p.area_id, p.match_id, p.starts_at, p.ends_at, p.group_id) then');
end $$;

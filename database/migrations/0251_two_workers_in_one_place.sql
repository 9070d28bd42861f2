-- Two workers who must be kept apart are not planned in one place at about one time, whomever they meet there: as of every other
-- two (0162). Of a plan and a keep-apart that are written at the same moment, the second sees the first.

-- Whom a worker must be kept apart from, whichever side says so, and wherever either of them works: two workers are two people in
-- every area. Who plans elsewhere reads what they read before: that the place does not work then, or the class of the reason.
create function app.workers_apart_from(area uuid, worker uuid) returns table (person_id uuid, how_far text, own_past boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.person_id, k.how_far, k.own_past from app.worker w join app.worker mine on mine.person_id = w.person_id
    join app.worker_apart k on k.closed_at is null and ((k.area_id, k.worker_id) = (mine.area_id, mine.id) or (k.other_area_id, k.other_worker_id) = (mine.area_id, mine.id))
    join app.worker o on (o.area_id, o.id) = (case when k.worker_id = mine.id then k.other_area_id else k.area_id end, case when k.worker_id = mine.id then k.other_worker_id else k.worker_id end)
  where w.area_id = $1 and w.id = $2
$$;
revoke all on function app.workers_apart_from(uuid, uuid) from public;

create function app.workers_apart_at(area uuid, worker uuid, from_at timestamptz, until_at timestamptz, place text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.workers_apart_from($1, $2) k join app.worker w on w.person_id = k.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      join app.planned_meeting p on p.area_id = m.area_id and p.match_id = m.id
    where p.called_off_at is null and p.starts_at < $4 + interval '1 hour' and p.ends_at > $3 - interval '1 hour' and app.same_place(p.venue, $5))
$$;
revoke all on function app.workers_apart_at(uuid, uuid, timestamptz, timestamptz, text) from public;

do $$ declare f text := pg_get_functiondef('app.kept_apart_there(uuid, uuid, timestamptz, timestamptz, text)'::regprocedure);
  was text := 'app.kept_apart_at(m.area_id, m.young_person_id, m.worker_id, from_at, until_at, place)';
begin
  if position(was in f) = 0 then raise exception 'kept_apart_there says it otherwise'; end if;
  execute replace(f, was, was || ' or app.workers_apart_at(m.area_id, m.worker_id, from_at, until_at, place)');
end $$;

-- What was planned before anybody knew: the meetings of the worker whose page says so are called off, and those who plan are told. In
-- another area nobody reads who said so: only that the meeting that somebody there planned is called off.
create function app.worker_apart_calls_off() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare p record;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = case when x.area_id = new.area_id then new.recorded_by else x.agreed_by end
      from app.worker o join app.worker w on w.person_id = o.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where o.area_id = new.area_id and o.id = new.worker_id
        and x.area_id = m.area_id and x.match_id = m.id and x.called_off_at is null and x.ends_at > now()
        and app.workers_apart_at(x.area_id, m.worker_id, x.starts_at, x.ends_at, x.venue)
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $$;
revoke all on function app.worker_apart_calls_off() from public;
create trigger worker_apart_calls_off after insert on app.worker_apart for each row when (new.other_worker_id is not null and new.closed_at is null) execute function app.worker_apart_calls_off();

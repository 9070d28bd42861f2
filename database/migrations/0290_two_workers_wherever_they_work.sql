-- Two workers who must be kept apart are two people wherever they work. What was said of them in one area was asked of in no other:
-- both could be planned in one place in the partner area, or take over from each other there. Who plans there reads what they read
-- before: that the place does not work then, or the class of the reason.
create or replace function app.workers_apart_from(area uuid, worker uuid) returns table (person_id uuid, how_far text, own_past boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.person_id, k.how_far, k.own_past from app.worker w join app.worker mine on mine.person_id = w.person_id
    join app.worker_apart k on k.area_id = mine.area_id and mine.id in (k.worker_id, k.other_worker_id) and k.closed_at is null
    join app.worker o on o.area_id = k.area_id and o.id = case when k.other_worker_id = mine.id then k.worker_id else k.other_worker_id end
  where w.area_id = $1 and w.id = $2
$$;

create or replace function app.workers_apart_at(area uuid, worker uuid, from_at timestamptz, until_at timestamptz, place text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.workers_apart_from($1, $2) k join app.worker w on w.person_id = k.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      join app.planned_meeting p on p.area_id = m.area_id and p.match_id = m.id
    where p.called_off_at is null and p.starts_at < $4 + interval '1 hour' and p.ends_at > $3 - interval '1 hour' and app.same_place(p.venue, $5))
$$;

-- In another area nobody reads who said so: only that the meeting that somebody there planned is called off.
create or replace function app.worker_apart_calls_off() returns trigger
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

-- As of two young people, or of one and an adult, of two areas (0260). And nobody reads there who said that they are related to
-- somebody: a wall is read by whom it is about alone.
do $$ declare f text := pg_get_functiondef('app.keep_apart_calls_off()'::regprocedure); r record;
begin
  for r in select * from (values
      ($q$says ->> 'said_by', says$q$, 'says'),
      ('called_off_by = by_ from app.match m', 'called_off_by = coalesce(case when x.area_id = new.area_id then by_ end, x.agreed_by) from app.match m')) v (was, becomes) loop
    if position(r.was in f) = 0 then raise exception 'keep_apart_calls_off says it otherwise'; end if;
    f := replace(f, r.was, r.becomes);
  end loop;
  execute f;
end $$;

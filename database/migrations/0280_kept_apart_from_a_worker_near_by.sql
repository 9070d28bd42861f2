-- Whoever must be kept apart from a worker may be of one area and the worker of its partner: a young person here and a mentor there,
-- or two workers. It stands in the area of whoever wrote it down, as of two young people (0261). The worker is named by whoever may
-- name or manage workers there by a role of their own: it tells nobody who works elsewhere.

-- The area of a worker who is named from this one, or nothing that could be told from a worker who is not there. Of here it is
-- asked by the key alone, as before.
create function app.area_of_named_worker(area uuid, worker uuid) returns uuid
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare there uuid := coalesce((select w.area_id from app.worker w where w.area_id = area and w.id = worker),
  (select w.area_id from app.worker w join app.area a on a.id = $1 and w.area_id = any (a.partners) where w.id = worker));
begin
  if there is distinct from area and app.person_id() is not null
      and not coalesce(there = any (app.my_areas_to('name workers')) or worker = any (app.my_workers('manage workers')), false) then
    raise exception 'nobody here, or in a partner area, whom they may name' using errcode = 'insufficient_privilege'; end if;
  return there;
end $$;
revoke all on function app.area_of_named_worker(uuid, uuid) from public;

alter table app.keep_apart add column worker_area_id uuid;
comment on column app.keep_apart.worker_area_id is 'S5. The area of the worker: this one, or a partner. The database finds it.';
create function app.keep_apart_worker_area() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.worker_area_id := app.area_of_named_worker(new.area_id, new.worker_id);
  return new;
end $$;
revoke all on function app.keep_apart_worker_area() from public;
create trigger keep_apart_worker_area before insert on app.keep_apart for each row when (new.worker_id is not null) execute function app.keep_apart_worker_area();
update app.keep_apart set worker_area_id = area_id where worker_id is not null;
alter table app.keep_apart add constraint keep_apart_worker_is_of_an_area check ((worker_id is null) = (worker_area_id is null)) not valid;
alter table app.keep_apart validate constraint keep_apart_worker_is_of_an_area;
create index keep_apart_worker_area_index on app.keep_apart (worker_area_id, worker_id);
drop index app.keep_apart_worker_index;
alter table app.keep_apart drop constraint keep_apart_worker;
alter table app.keep_apart add constraint keep_apart_worker foreign key (worker_area_id, worker_id) references app.worker (area_id, id) not valid;
alter table app.keep_apart validate constraint keep_apart_worker;

alter table app.worker_apart add column other_area_id uuid;
comment on column app.worker_apart.other_area_id is 'S5. The area of the other worker: this one, or a partner. The database finds it.';
create function app.worker_apart_other_area() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.other_area_id := app.area_of_named_worker(new.area_id, new.other_worker_id);
  return new;
end $$;
revoke all on function app.worker_apart_other_area() from public;
create trigger worker_apart_other_area before insert on app.worker_apart for each row when (new.other_worker_id is not null) execute function app.worker_apart_other_area();
update app.worker_apart set other_area_id = area_id where other_worker_id is not null;
alter table app.worker_apart add constraint worker_apart_other_is_of_an_area check ((other_worker_id is null) = (other_area_id is null)) not valid;
alter table app.worker_apart validate constraint worker_apart_other_is_of_an_area;
create index worker_apart_other_area_index on app.worker_apart (other_area_id, other_worker_id);
drop index app.worker_apart_other_worker_index;
alter table app.worker_apart drop constraint worker_apart_other_worker;
alter table app.worker_apart add constraint worker_apart_other_worker foreign key (other_area_id, other_worker_id) references app.worker (area_id, id) not valid;
alter table app.worker_apart validate constraint worker_apart_other_worker;

-- Near by one reads the class alone, by function; where it stands, both sides read it whole.
alter policy who_manages on app.worker_apart using (worker_id = any ((select app.my_workers('manage workers'))::uuid[])
  or other_area_id = area_id and other_worker_id = any ((select app.my_workers('manage workers'))::uuid[]));

create or replace function app.worker_apart_of_two_people() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.worker w join app.worker o on o.person_id = w.person_id
      where w.area_id = new.area_id and w.id = new.worker_id and o.area_id = new.other_area_id and o.id = new.other_worker_id) then
    perform app.against('worker_apart_of_two_people', 'the same person'); end if;
  return null;
end $$;

-- Whom a form offers: by name and by what they work for, of a partner area with its name.
drop function app.worker_names(uuid);
create function app.worker_names(area uuid) returns table (id uuid, name text, works_for text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, s.name || case when w.area_id = $1 then '' else ', ' || b.name end
  from app.area a join app.area b on b.id = any (a.id || a.partners) and b.id = any (app.my_areas_to('name workers'))
    join app.worker w on w.area_id = b.id and w.left_at is null join app.service s on s.area_id = w.area_id and s.key = w.service_key join app.person p on p.id = w.person_id
  where a.id = $1 and a.id = any (app.my_areas_to('name workers'))
  order by b.id <> a.id, p.name, w.id limit 2000
$$;
revoke all on function app.worker_names(uuid) from public;
grant execute on function app.worker_names(uuid) to app;

drop function app.workers_to_keep_apart(uuid);
create function app.workers_to_keep_apart(worker uuid) returns table (id uuid, name text, works_for text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.id, p.name, s.name || case when o.area_id = w.area_id then '' else ', ' || b.name end
  from app.worker w join app.area a on a.id = w.area_id join app.area b on b.id = any (a.id || a.partners)
    join app.worker o on o.area_id = b.id and o.left_at is null and o.person_id not in (w.person_id, app.person_id())
      and (b.id = a.id or b.id = any (app.my_areas_to('name workers')) or o.id = any (app.my_workers('manage workers')))
    join app.service s on s.area_id = o.area_id and s.key = o.service_key join app.person p on p.id = o.person_id
  where w.id = $1 and w.id = any (app.my_workers('manage workers')) order by b.id <> a.id, p.name, o.id limit 2000
$$;
revoke all on function app.workers_to_keep_apart(uuid) from public;
grant execute on function app.workers_to_keep_apart(uuid) to app;

-- Near by: that there is somebody, how far apart, and whom to ask.
drop function app.worker_aparts(uuid);
create function app.worker_aparts(worker uuid) returns table (id uuid, who text, role text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text,
    review_on date, recorded_by text, recorded_at timestamptz, closed_at timestamptz, closed_reason text, written_there boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as materialized (select app.my_workers('manage workers') as managed, app.me_as_any_worker() as me),
    them as (select m.area_id, m.id from mine, app.worker w join app.worker m on m.area_id = w.area_id and m.person_id = w.person_id
      where w.id = $1 and m.id = any (mine.managed)),
    one as (select k.*, case when k.worker_id = t.id and k.area_id = t.area_id then k.other_worker_id else k.worker_id end as them, k.area_id <> t.area_id as there,
        k.area_id = t.area_id or k.worker_id = any (mine.managed) as whole
      from mine, them t join app.worker_apart k on (k.area_id, k.worker_id) = (t.area_id, t.id) or (k.other_area_id, k.other_worker_id) = (t.area_id, t.id)
      where k.worker_id <> all (mine.me) and (k.other_worker_id is null or k.other_worker_id <> all (mine.me)))
  select k.id, case when k.whole then coalesce(k.other_words, op.name) else 'A worker of a partner area' end, coalesce(k.other_role, 'worker'), k.how_far, k.own_past,
      case when k.whole then k.reason end, case when k.whole then k.evidence end, case when k.whole then k.confirmed_by end, case when k.whole then k.review_on end,
      case when k.whole then p.name end, case when k.whole then k.recorded_at end, k.closed_at, case when k.whole then k.closed_reason end, k.there
    from one k join app.person p on p.id = k.recorded_by left join app.worker o on o.id = k.them left join app.person op on op.id = o.person_id
    order by k.recorded_at desc, k.id desc limit 100
$$;
revoke all on function app.worker_aparts(uuid) from public;
grant execute on function app.worker_aparts(uuid) to app;

-- Whom a worker must be kept apart from, whichever side says so, and wherever either of them works: two workers are two people in
-- every area. Who plans elsewhere reads what they read before: that the place does not work then, or the class of the reason.
create or replace function app.workers_apart_from(area uuid, worker uuid) returns table (person_id uuid, how_far text, own_past boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select o.person_id, k.how_far, k.own_past from app.worker w join app.worker mine on mine.person_id = w.person_id
    join app.worker_apart k on k.closed_at is null and ((k.area_id, k.worker_id) = (mine.area_id, mine.id) or (k.other_area_id, k.other_worker_id) = (mine.area_id, mine.id))
    join app.worker o on (o.area_id, o.id) = (case when k.worker_id = mine.id then k.other_area_id else k.area_id end, case when k.worker_id = mine.id then k.other_worker_id else k.worker_id end)
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

-- Everything that asked for the worker in the area of the record asks for them where they work.
do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.kept_from(uuid)'::regprocedure, 'k.area_id = w.area_id and k.worker_id = w.id', 'k.worker_area_id = w.area_id and k.worker_id = w.id'),
      ('app.kept_apart_at(uuid, uuid, uuid, timestamptz, timestamptz, text)'::regprocedure, 'w.area_id = k.area_id and w.id = k.worker_id', 'w.area_id = k.worker_area_id and w.id = k.worker_id'),
      ('app.safety_of(uuid, uuid, text)'::regprocedure, 'kw.area_id = k.area_id and kw.id = k.worker_id', 'kw.area_id = k.worker_area_id and kw.id = k.worker_id'),
      ('app.stops_matches()'::regprocedure, 'join app.worker k on k.area_id = w.area_id and k.person_id = w.person_id', 'join app.worker k on k.person_id = w.person_id')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

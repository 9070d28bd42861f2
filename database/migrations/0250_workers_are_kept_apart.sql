-- "Keep-apart records between any two people in the system": also where neither is a young person. A worker is kept apart from
-- another worker, or from somebody in words. Whoever manages either of them reads it whole, as whoever holds either record does of
-- two young people (0142); neither of the two does, also where they manage the other or themselves. The other may be of a partner area:
-- there one reads the class alone.

create table app.worker_apart (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_id uuid not null,
  other_worker_id uuid,
  other_area_id uuid,
  other_words text,
  other_role text,
  own_past boolean not null default false,
  how_far text not null,
  reason text,
  evidence text,
  confirmed_by text,
  review_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_reason text,
  constraint worker_apart_pkey primary key (area_id, id),
  constraint worker_apart_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint worker_apart_other_worker foreign key (other_area_id, other_worker_id) references app.worker (area_id, id),
  constraint worker_apart_recorded_by foreign key (recorded_by) references app.person (id),
  constraint worker_apart_closed_by foreign key (closed_by) references app.person (id),
  constraint worker_apart_of_two check (num_nonnulls(other_worker_id, other_words) = 1 and other_worker_id is distinct from worker_id),
  constraint worker_apart_other_is_of_an_area check ((other_worker_id is null) = (other_area_id is null)),
  constraint worker_apart_other_role check (other_role in ('family or network', 'poses a risk', 'somebody else')),
  constraint worker_apart_role_of_words check ((other_role is null) = (other_words is null)),
  constraint worker_apart_own_past_is_not_written_down check (own_past = (reason is null) and own_past = (evidence is null) and own_past = (confirmed_by is not null)),
  constraint worker_apart_how_far check (how_far in ('no contact at all', 'not in the same place at the same time')),
  constraint worker_apart_closing_is_whole check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closed_reason is null)),
  constraint worker_apart_confirmed_by_length check (length(confirmed_by) between 1 and 200),
  constraint worker_apart_other_words_length check (length(other_words) between 1 and 500),
  constraint worker_apart_reason_length check (length(reason) between 1 and 10000),
  constraint worker_apart_evidence_length check (length(evidence) between 1 and 10000),
  constraint worker_apart_closed_reason_length check (length(closed_reason) between 1 and 10000)
);
create index worker_apart_worker_index on app.worker_apart (area_id, worker_id);
create index worker_apart_other_area_index on app.worker_apart (other_area_id, other_worker_id);
create index worker_apart_recorded_by_index on app.worker_apart (recorded_by);
create index worker_apart_closed_by_index on app.worker_apart (closed_by);
select app.guard('app.worker_apart');
comment on table app.worker_apart is 'S5. A worker and somebody else who must be kept apart, neither of them a young person: another worker, or a person in words. Neither of the two reads it.';
comment on column app.worker_apart.area_id is 'S5. Area.';
comment on column app.worker_apart.id is 'S5. Identity.';
comment on column app.worker_apart.worker_id is 'S5. The worker.';
comment on column app.worker_apart.other_worker_id is 'S5. The other worker.';
comment on column app.worker_apart.other_area_id is 'S5. The area of the other worker: this one, or a partner. The database finds it.';
comment on column app.worker_apart.other_words is 'S5. Or the other in words, such as a person of concern.';
comment on column app.worker_apart.other_role is 'S5. What somebody who is named in words is.';
comment on column app.worker_apart.own_past is 'S5. It comes from a worker’s own past: who confirmed it is written down, and nothing else.';
comment on column app.worker_apart.how_far is 'S5. How far apart.';
comment on column app.worker_apart.reason is 'S5. Why; never of a worker’s own past.';
comment on column app.worker_apart.evidence is 'S5. What it rests on.';
comment on column app.worker_apart.confirmed_by is 'S5. Of a worker’s own past: who confirmed it, and no more.';
comment on column app.worker_apart.review_on is 'S5. When it is looked at again.';
comment on column app.worker_apart.recorded_at is 'S5. When it was recorded.';
comment on column app.worker_apart.recorded_by is 'S5. By whom.';
comment on column app.worker_apart.closed_at is 'S5. When it ended.';
comment on column app.worker_apart.closed_by is 'S5. Who ended it.';
comment on column app.worker_apart.closed_reason is 'S5. Why it ended.';

create table app.worker_apart_look (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_apart_id uuid not null,
  says text not null,
  next_on date not null,
  looked_at timestamptz not null default now(),
  looked_by uuid not null,
  constraint worker_apart_look_pkey primary key (area_id, id),
  constraint worker_apart_look_of foreign key (area_id, worker_apart_id) references app.worker_apart (area_id, id),
  constraint worker_apart_look_by foreign key (looked_by) references app.person (id),
  constraint worker_apart_look_says_length check (length(says) between 1 and 10000)
);
create index worker_apart_look_of_index on app.worker_apart_look (area_id, worker_apart_id);
create index worker_apart_look_by_index on app.worker_apart_look (looked_by);
select app.guard('app.worker_apart_look');
comment on table app.worker_apart_look is 'S5. Somebody looked at it again that two are kept apart, and it goes on. Only functions read it. Append-only.';
comment on column app.worker_apart_look.area_id is 'S5. Area.';
comment on column app.worker_apart_look.id is 'S5. Identity.';
comment on column app.worker_apart_look.worker_apart_id is 'S5. Those who are kept apart.';
comment on column app.worker_apart_look.says is 'S5. Why it goes on.';
comment on column app.worker_apart_look.next_on is 'S5. When it is looked at again.';
comment on column app.worker_apart_look.looked_at is 'S5. When.';
comment on column app.worker_apart_look.looked_by is 'S5. By whom.';

-- Everything that whoever asks is or was as a worker, whether their role runs or not.
create function app.me_as_any_worker() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(w.id), '{}') from app.worker w where w.person_id = (select app.person_id())
$$;
revoke all on function app.me_as_any_worker() from public;
grant execute on function app.me_as_any_worker() to app;

create policy who_manages on app.worker_apart for select to app
  using (worker_id = any ((select app.my_workers('manage workers'))::uuid[]) or other_area_id = area_id and other_worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
create policy who_keeps_apart on app.worker_apart for insert to app
  with check (recorded_by = (select app.person_id()) and worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
create policy not_the_two on app.worker_apart as restrictive for all to app
  using (worker_id <> all ((select app.me_as_any_worker())::uuid[]) and (other_worker_id is null or other_worker_id <> all ((select app.me_as_any_worker())::uuid[])));
grant select on app.worker_apart to app;
grant insert (area_id, id, worker_id, other_worker_id, other_words, other_role, own_past, how_far, reason, evidence, confirmed_by, review_on, recorded_by) on app.worker_apart to app;

-- The area of a worker who is named from this one, or nothing that could be told from a worker who is not there: it tells nobody who
-- works elsewhere. Near by a worker is named by whoever may name or manage workers there by a role of their own.
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

create function app.worker_apart_other_area() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.other_area_id := app.area_of_named_worker(new.area_id, new.other_worker_id);
  return new;
end $$;
revoke all on function app.worker_apart_other_area() from public;
create trigger worker_apart_other_area before insert on app.worker_apart for each row when (new.other_worker_id is not null) execute function app.worker_apart_other_area();

-- One person can be two workers, of two services, of one and back or of two areas: never kept apart from themself.
create function app.worker_apart_of_two_people() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.worker w join app.worker o on o.person_id = w.person_id
      where w.area_id = new.area_id and w.id = new.worker_id and o.area_id = new.other_area_id and o.id = new.other_worker_id) then
    perform app.against('worker_apart_of_two_people', 'the same person'); end if;
  return null;
end $$;
revoke all on function app.worker_apart_of_two_people() from public;
create trigger worker_apart_of_two_people after insert on app.worker_apart for each row when (new.other_worker_id is not null) execute function app.worker_apart_of_two_people();
-- Its day is still to come, and whatever was asked about it is settled when it ends: as of every keep-apart.
create trigger keep_apart_holds after insert on app.worker_apart for each row execute function app.keep_apart_holds();
create trigger keep_apart_closes before update on app.worker_apart for each row when (old.closed_by is null and new.closed_by is not null) execute function app.keep_apart_closes();
create trigger who_meets_whom before insert on app.worker_apart for each row execute function app.who_meets_whom();

-- Who comes to manage the service after its managers were asked to look at it again does not read it there either.
create function app.worker_aparts_of_me() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(k.id), '{}') from app.worker w join app.worker_apart k on (k.area_id, k.worker_id) = (w.area_id, w.id) or (k.other_area_id, k.other_worker_id) = (w.area_id, w.id)
    where w.person_id = (select app.person_id())
$$;
revoke all on function app.worker_aparts_of_me() from public;
grant execute on function app.worker_aparts_of_me() to app;
create policy not_the_two on app.task as restrictive for select to app
  using (kind <> 'look at a keep-apart again' or record_id is null or record_id <> all ((select app.worker_aparts_of_me())::uuid[]));

-- With whom a worker can be kept apart: everybody who works here, and near by whoever may be named, but themself and whoever asks.
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

-- From whom a worker must be kept apart, or had to be, for whoever manages them: whichever side says so, and also what was said
-- of them before they left and came back. Near by: that there is somebody, how far apart, and whom to ask.
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

create function app.worker_apart_looks(worker uuid) returns table (keep_apart_id uuid, says text, next_on date, looked_at timestamptz, looked_by text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select l.worker_apart_id, l.says, l.next_on, l.looked_at, p.name from app.worker w join app.worker_apart_look l on l.area_id = w.area_id join app.person p on p.id = l.looked_by
    where w.id = $1 and l.worker_apart_id in (select k.id from app.worker_aparts($1) k) order by l.looked_at desc, l.id desc limit 500
$$;
revoke all on function app.worker_apart_looks(uuid) from public;
grant execute on function app.worker_apart_looks(uuid) to app;

-- The open one that whoever asks may decide on, seen from this worker; nothing where there is none. Held until the transaction
-- ends. No login may call it.
create function app.worker_apart_to_decide(worker uuid, apart uuid) returns app.worker_apart
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.worker_apart;
begin
  if not coalesce(worker = any (app.my_workers('manage workers')), false) then raise exception 'not yours to decide' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.worker_apart x where x.id = apart and x.area_id = (select w.area_id from app.worker w where w.id = worker)
    and x.closed_at is null and x.id in (select a.id from app.worker_aparts(worker) a) for update;
  return k;
end $$;
revoke all on function app.worker_apart_to_decide(uuid, uuid) from public;

-- Both answer as those of a young person do (0117).
create function app.close_worker_apart(worker uuid, apart uuid, reason text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.worker_apart := app.worker_apart_to_decide(worker, apart);
begin
  if k.id is null then return 'gone'; end if;
  if k.own_past and length(reason) > 200 then return 'only who confirmed it'; end if;
  update app.worker_apart x set closed_by = app.person_id(), closed_reason = close_worker_apart.reason where x.area_id = k.area_id and x.id = k.id;
  return 'done';
end $$;
revoke all on function app.close_worker_apart(uuid, uuid, text) from public;
grant execute on function app.close_worker_apart(uuid, uuid, text) to app;

create function app.look_at_worker_apart(worker uuid, apart uuid, says text, next_on date) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.worker_apart := app.worker_apart_to_decide(worker, apart);
begin
  if k.id is null then return 'gone'; end if;
  if next_on is null or next_on <= app.today() then return 'looked at again too early'; end if;
  if k.own_past and length(says) > 200 then return 'only who confirmed it'; end if;
  insert into app.worker_apart_look (area_id, worker_apart_id, says, next_on, looked_by) values (k.area_id, k.id, says, next_on, app.person_id());
  update app.worker_apart x set review_on = next_on where x.area_id = k.area_id and x.id = k.id;
  perform app.settle_all(k.area_id, '{"look at a keep-apart again"}', array[k.id]);
  return 'done';
end $$;
revoke all on function app.look_at_worker_apart(uuid, uuid, text, date) from public;
grant execute on function app.look_at_worker_apart(uuid, uuid, text, date) to app;

-- Asked of the desk of the worker's service, or of the other's where nobody sits there; where one of the two sits at it, of the
-- others by name, as neither is to hear of it.
create function app.worker_aparts_due() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with side as (select k.area_id, k.id, w.id as worker_id, s.at, 'service:' || w.area_id || ':' || w.service_key as desk, array(select t.person_id from app.worker t where t.area_id = k.area_id and t.id in (k.worker_id, k.other_worker_id)) as two
      from app.worker_apart k cross join lateral (values (k.worker_id, 1), (k.other_worker_id, 2)) s (worker, at) join app.worker w on w.area_id = k.area_id and w.id = s.worker
      where k.closed_at is null and k.review_on <= app.today()),
    sits as (select s.*, app.people_at(s.desk) as people from side s),
    one as (select distinct on (s.area_id, s.id) s.* from sits s where exists (select from unnest(s.people) who where who <> all (s.two)) order by s.area_id, s.id, s.at),
    asked as (insert into app.task (area_id, kind, record_id, desk, path, due_on)
      select o.area_id, 'look at a keep-apart again', o.id, d.desk, app.path_in(o.area_id, '/workers/' || o.worker_id || '/keep-apart'), app.today()
        from one o cross join lateral (select o.desk where not o.people && o.two union all
          select 'person:' || who from unnest(o.people) who where o.people && o.two and who <> all (o.two)) d (desk)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;
revoke all on function app.worker_aparts_due() from public;

do $$ declare f text := pg_get_functiondef('app.keep_aparts_due()'::regprocedure); was text := 'select count(*)::integer from asked';
begin
  if position(was in f) = 0 then raise exception 'keep_aparts_due says it otherwise'; end if;
  execute replace(f, was, 'select count(*)::integer + app.worker_aparts_due() from asked');
end $$;

-- A keep-apart is looked at again and goes on, or ends, by a person's decision: from either side, and also where it stands in
-- a record that was merged.

-- "look at a keep-apart again" is one: with the hyphen no such task could be put in.
alter table app.task drop constraint task_kind_is_a_word, add constraint task_kind_is_a_word check (kind ~ '^[a-z][a-z -]{2,60}$');

create table app.keep_apart_look (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  keep_apart_id uuid not null,
  says text not null,
  next_on date not null,
  looked_at timestamptz not null default now(),
  looked_by uuid not null,
  constraint keep_apart_look_pkey primary key (area_id, id),
  constraint keep_apart_look_of foreign key (area_id, keep_apart_id) references app.keep_apart (area_id, id),
  constraint keep_apart_look_by foreign key (looked_by) references app.person (id),
  constraint keep_apart_look_says_length check (length(says) between 1 and 10000)
);
create index keep_apart_look_of_index on app.keep_apart_look (area_id, keep_apart_id);
create index keep_apart_look_by_index on app.keep_apart_look (looked_by);
select app.guard('app.keep_apart_look');
comment on table app.keep_apart_look is 'S5. Somebody looked at a keep-apart again and it goes on. Only functions read it. Append-only.';
comment on column app.keep_apart_look.area_id is 'S5. Area.';
comment on column app.keep_apart_look.id is 'S5. Identity.';
comment on column app.keep_apart_look.keep_apart_id is 'S5. The keep-apart.';
comment on column app.keep_apart_look.says is 'S5. Why it goes on.';
comment on column app.keep_apart_look.next_on is 'S5. When it is looked at again.';
comment on column app.keep_apart_look.looked_at is 'S5. When.';
comment on column app.keep_apart_look.looked_by is 'S5. By whom.';

-- It was closed by an update that reached no merged record; the functions below are the one way now.
drop policy who_closes on app.keep_apart;
revoke update (closed_by, closed_reason) on app.keep_apart from app;

-- The open keep-apart that whoever asks may decide on, seen from this young person; nothing where there is none. Held until
-- the transaction ends. No login may call it.
create function app.keep_apart_to_decide(young_person uuid, keep_apart uuid) returns app.keep_apart
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.keep_apart; records uuid[] := app.records_of(young_person); acts text[] := app.my_acts_on(young_person);
begin
  if not coalesce(array['keep apart', 'read S5'] <@ acts, false) then raise exception 'not yours to decide' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.keep_apart x where x.id = keep_apart and x.closed_at is null and (x.young_person_id = any (records) or x.other_id = any (records))
    and x.young_person_id <> all (app.my_walls()) and (x.other_id is null or x.other_id <> all (app.my_walls())) for update;
  return k;
end $$;
revoke all on function app.keep_apart_to_decide(uuid, uuid) from public;

-- Ends it for both. Answers done, gone or, where it comes from a worker's own past and more is said than who confirmed it
-- (a name and a job), only who confirmed it: of that past nothing is written down.
create function app.close_keep_apart(young_person uuid, keep_apart uuid, reason text) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.keep_apart := app.keep_apart_to_decide(young_person, keep_apart);
begin
  if k.id is null then return 'gone'; end if;
  if k.own_past and length(reason) > 200 then return 'only who confirmed it'; end if;
  update app.keep_apart x set closed_by = app.person_id(), closed_reason = close_keep_apart.reason where x.area_id = k.area_id and x.id = k.id;
  return 'done';
end $$;
revoke all on function app.close_keep_apart(uuid, uuid, text) from public;
grant execute on function app.close_keep_apart(uuid, uuid, text) to app;

-- It goes on until it is looked at again. Answers done, gone, looked at again too early or only who confirmed it (as above).
create function app.look_at_keep_apart(young_person uuid, keep_apart uuid, says text, next_on date) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare k app.keep_apart := app.keep_apart_to_decide(young_person, keep_apart);
begin
  if k.id is null then return 'gone'; end if;
  if next_on is null or next_on <= app.today() then return 'looked at again too early'; end if;
  if k.own_past and length(says) > 200 then return 'only who confirmed it'; end if;
  insert into app.keep_apart_look (area_id, keep_apart_id, says, next_on, looked_by) values (k.area_id, k.id, says, next_on, app.person_id());
  update app.keep_apart x set review_on = next_on where x.area_id = k.area_id and x.id = k.id;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = k.area_id and t.kind = 'look at a keep-apart again' and t.record_id = k.id and t.settled_at is null;
  return 'done';
end $$;
revoke all on function app.look_at_keep_apart(uuid, uuid, text, date) from public;
grant execute on function app.look_at_keep_apart(uuid, uuid, text, date) to app;

-- What was said each time, of the keep-aparts that whoever asks reads of this young person.
create function app.keep_apart_looks(young_person uuid) returns table (keep_apart_id uuid, says text, next_on date, looked_at timestamptz, looked_by text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select l.keep_apart_id, l.says, l.next_on, l.looked_at, p.name from app.kept_apart($1) k
    join app.young_person y on y.id = $1 join app.keep_apart_look l on l.area_id = y.area_id and l.keep_apart_id = k.id join app.person p on p.id = l.looked_by
    order by l.looked_at desc, l.id desc limit 500
$$;
revoke all on function app.keep_apart_looks(uuid) from public;
grant execute on function app.keep_apart_looks(uuid) to app;

-- Asked of whoever holds the record that goes on; where nobody holds that one, of whoever holds the other side's.
create or replace function app.keep_aparts_due() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with side as (select k.area_id, k.id, coalesce(y.merged_into, y.id) as young_person_id, s.at from app.keep_apart k
      cross join lateral (values (k.young_person_id, 1), (k.other_id, 2)) s (child, at) join app.young_person y on y.area_id = k.area_id and y.id = s.child
      where k.closed_at is null and k.review_on <= app.today()),
    one as (select distinct on (s.area_id, s.id) s.area_id, s.id, s.young_person_id, coalesce('person:' || h.person_id, 'team:' || h.team_id) as desk from side s
      join app.case_holding h on h.area_id = s.area_id and h.young_person_id = s.young_person_id and h.until_at is null
      join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' order by s.area_id, s.id, s.at),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select o.area_id, o.young_person_id, 'look at a keep-apart again', o.id, o.desk, '/' || a.key || '/young-people/' || o.young_person_id || '/keep-apart', app.today()
        from one o join app.area a on a.id = o.area_id
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;

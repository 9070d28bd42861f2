-- Accepted, and nobody at their side yet (R31): somebody keeps in touch, the young person is told something true, and it is
-- looked at each week. A finding of the forum that has grown old while they wait is asked for anew.

-- Whoever reads a page counts only what they may read.
alter view app.allocation_with_adult set (security_invoker = true);
grant select on app.allocation_with_adult to app;

create table app.waiting_check (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  checked_on date not null default (now() at time zone 'Europe/London')::date,
  checked_by uuid not null,
  keeps_in_touch text not null,
  how_often text not null,
  told text not null,
  how_they_are text not null,
  recorded_at timestamptz not null default now(),
  constraint waiting_check_pkey primary key (area_id, id),
  constraint waiting_check_strand foreign key (area_id, strand_allocation_id, young_person_id) references app.strand_allocation (area_id, id, young_person_id),
  constraint waiting_check_checked_by foreign key (checked_by) references app.person (id),
  constraint waiting_check_keeps_in_touch_length check (length(keeps_in_touch) between 1 and 200),
  constraint waiting_check_how_often_length check (length(how_often) between 1 and 200),
  constraint waiting_check_told_length check (length(told) between 1 and 10000),
  constraint waiting_check_how_they_are_length check (length(how_they_are) between 1 and 10000)
);
create index waiting_check_newest on app.waiting_check (area_id, strand_allocation_id, recorded_at desc);
create index waiting_check_young_person_index on app.waiting_check (area_id, young_person_id);
create index waiting_check_strand_index on app.waiting_check (area_id, strand_allocation_id, young_person_id);
create index waiting_check_checked_by_index on app.waiting_check (checked_by);
select app.guard('app.waiting_check');
comment on table app.waiting_check is 'S3. How a young person is who was accepted and has no adult yet, looked at each week. Never changed: a new look is a new row.';
comment on column app.waiting_check.area_id is 'S3. Area.';
comment on column app.waiting_check.id is 'S3. Identity.';
comment on column app.waiting_check.young_person_id is 'S3. Young person.';
comment on column app.waiting_check.strand_allocation_id is 'S3. The strand they wait in.';
comment on column app.waiting_check.checked_on is 'S3. Day of the look.';
comment on column app.waiting_check.checked_by is 'S3. Who looked.';
comment on column app.waiting_check.keeps_in_touch is 'S3. Who keeps in touch with them meanwhile.';
comment on column app.waiting_check.how_often is 'S3. How often.';
comment on column app.waiting_check.told is 'S3. What the young person was told.';
comment on column app.waiting_check.how_they_are is 'S3. How they are, in their words where there are some.';
comment on column app.waiting_check.recorded_at is 'S3. When it was written down.';

insert into app.relation_may (because, act)
  select because, 'check on who waits' from unnest('{case-holder,team manager,deputy,coordinator,operational manager,service manager}'::text[]) because;
insert into app.role_may (role, act) select r, 'see who waits' from unnest('{coordinator,operational-manager,service-manager}'::text[]) r;
create policy read_s3 on app.waiting_check for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_checks on app.waiting_check for insert to app with check (checked_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('check on who waits'))::uuid[]));
create policy walled on app.waiting_check as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.waiting_check to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, checked_by, keeps_in_touch, how_often, told, how_they_are) on app.waiting_check to app;

-- Looked at: nobody is asked this week any more. Only who waits is looked at so.
create function app.waiting_checked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.until_at is not null)
    or exists (select from app.allocation_with_adult a where a.area_id = new.area_id and a.strand_allocation_id = new.strand_allocation_id) then
    perform app.against('waiting_check_of_who_waits', 'they do not wait'); end if;
  perform app.settle_all(new.area_id, '{"check on who waits"}', array[new.strand_allocation_id]);
  return null;
end $$;
revoke all on function app.waiting_checked() from public;
create trigger waiting_checked after insert on app.waiting_check for each row execute function app.waiting_checked();

-- Who of an area waits, the longest first: of their service to whoever matches for it, of all services to whoever
-- co-ordinates, neither of whom opens every record to see it (ADR 4). After a strand, at most so many.
create function app.who_waits(area uuid, after uuid, most integer) returns table (strand_id uuid, young_person_id uuid, name text, reference text, service_key text, from_at timestamptz,
    stage text, keeps_in_touch text, how_often text, checked_on date, found_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.young_person_id, coalesce(y.known_as, y.given_names) || ' ' || y.surname, y.reference, s.service_key, s.from_at,
      case when m.stopped_at is not null then 'stopped' when m.id is not null then 'to approve'
        when (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) then 'to match' else 'to ask' end,
      c.keeps_in_touch, c.how_often, c.checked_on, (app.latest_outcome(s.area_id, s.young_person_id)).recorded_at
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      left join app.match m on m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null and m.handing_over_at is null
      left join lateral (select x.* from app.waiting_check x where x.area_id = s.area_id and x.strand_allocation_id = s.id order by x.recorded_at desc, x.id desc limit 1) c on true
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
      and ($2 is null or (s.from_at, s.id) > (select l.from_at, l.id from app.strand_allocation l where l.area_id = $1 and l.id = $2))
    order by s.from_at, s.id limit least($3, 100)
$$;
revoke all on function app.who_waits(uuid, uuid, integer) from public;
grant execute on function app.who_waits(uuid, uuid, integer) to app;

-- How many of them by service and by how long: up to two weeks, four weeks, three months, longer.
create function app.waiting_counts(area uuid) returns table (service_key text, band integer, many integer)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.service_key, width_bucket(extract(epoch from now() - s.from_at) / 86400, array[14, 28, 91]::float8[]), count(*)::integer
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
    group by 1, 2
$$;
revoke all on function app.waiting_counts(uuid) from public;
grant execute on function app.waiting_counts(uuid) to app;

-- Nobody waits any more: somebody is at their side, or their strand ended.
create function app.waits_no_more() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.settle_all(new.area_id, '{"check on who waits"}', array[case tg_table_name when 'strand_allocation' then new.id else (to_jsonb(new)->>'strand_allocation_id')::uuid end]);
  return null;
end $$;
revoke all on function app.waits_no_more() from public;
create trigger waits_no_more after insert or update of approved_at on app.match for each row when (new.ended_at is null and new.stopped_at is null and (new.accepts = '{}' or new.approved_at is not null)) execute function app.waits_no_more();
create trigger waits_no_more after update of approved_by on app.known_adult for each row when (old.approved_at is null and new.approved_at is not null) execute function app.waits_no_more();
create trigger waits_no_more after update of until_at on app.strand_allocation for each row when (old.until_at is null and new.until_at is not null) execute function app.waits_no_more();

-- As in 0108; somebody they know already is one, too (R31).
create or replace function app.ask_for_adult(area uuid, allocation uuid) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select app.ask_of(s.area_id, s.young_person_id, 'match a worker', s.id, array['service:' || s.area_id || ':' || s.service_key], null,
    app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates'))
  from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' where s.area_id = $1 and s.id = $2 and s.until_at is null
    and (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d)
    and not exists (select from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
    and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
$$;

-- Each week somebody looks how they are; and where the forum's finding is older than the area holds it to be fresh, the
-- forum is asked to look again. Runs each hour; nobody is asked twice.
create function app.who_waits_is_looked_at() returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare s record; n integer := 0;
begin
  for s in select a.area_id, a.id, a.young_person_id, a.service_key, a.nomination_id,
        app.end_of(a.area_id, 'waitingCheck', coalesce((select max(c.checked_on) from app.waiting_check c where c.area_id = a.area_id and c.strand_allocation_id = a.id), (a.from_at at time zone 'Europe/London')::date)) as due_on,
        app.end_of(a.area_id, 'freshFinding', ((app.latest_outcome(a.area_id, a.young_person_id)).recorded_at at time zone 'Europe/London')::date) as fresh_until
      from app.strand_allocation a join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id and y.status <> 'died' and y.merged_into is null
      where a.until_at is null and not exists (select from app.allocation_with_adult w where w.area_id = a.area_id and w.strand_allocation_id = a.id) loop
    if s.due_on <= app.today() then
      perform app.ask_of(s.area_id, s.young_person_id, 'check on who waits', s.id, array['service:' || s.area_id || ':' || s.service_key], s.due_on,
        app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/strands/' || s.id || '/waiting'));
      n := n + 1; end if;
    if s.fresh_until < app.today() and not exists (select from app.discussion d where d.area_id = s.area_id and d.young_person_id = s.young_person_id and d.outcome_at is null and d.taken_off_at is null) then
      perform app.ask_of(s.area_id, s.young_person_id, 'put on the agenda', s.id, array['role:' || s.area_id || ':forum-coordinator'], app.end_of(s.area_id, 'backOnAgenda', app.today()),
        app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/discussions/new'));
      n := n + 1; end if;
  end loop;
  return n;
end $$;
revoke all on function app.who_waits_is_looked_at() from public;
grant execute on function app.who_waits_is_looked_at() to worker;

select app.know_records();

-- The forum, held by the database: what a fact about safety asks of people, who is asked when an agency does not act, the
-- way to a strategy discussion before there is an assessment, and the rules that stood in commands alone.

-- ------------------------------------------------------------------------------------------------------------------
-- Clocks, for what the database itself asks of people.

alter table app.system add column bank_holidays date[] not null default '{}';
comment on column app.system.bank_holidays is 'S0. Bank holidays of England, loaded from config with the areas: working days are counted without them.';

-- The last day of a clock of an area that starts on a day; as `endOf` in the program. Null where the area has no such clock.
create function app.end_of(area uuid, clock text, start date) returns date language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare rule jsonb; off date[]; length integer; last date := start;
begin
  select a.configuration -> 'clocks' -> clock into rule from app.area a where a.id = area;
  length := rule ->> 'length';
  case rule ->> 'unit'
    when 'days' then return start + length;
    when 'months' then return (start + make_interval(months => length))::date;
    when 'working-days' then
      select s.bank_holidays into off from app.system s;
      while length > 0 loop
        last := last + 1;
        if extract(isodow from last) < 6 and last <> all (off) then length := length - 1; end if;
      end loop;
      return last;
    else return null;
  end case;
end $$;
create function app.today() returns date language sql stable set search_path = pg_catalog as $$
  select (now() at time zone 'Europe/London')::date
$$;
-- When a day is over, by the clock in London.
create function app.end_of_day(day date) returns timestamptz language sql immutable set search_path = pg_catalog as $$
  select (day + 1)::timestamp at time zone 'Europe/London'
$$;
create function app.path_in(area uuid, rest text) returns text language sql stable security definer set search_path = pg_catalog, app as $$
  select '/' || a.key || rest from app.area a where a.id = area
$$;

-- Asks, settles and tells where nobody's rights are in question: for triggers and clocks, whose own rules say whom. No
-- login may call them.
create function app.ask_of(area uuid, young_person uuid, kind text, record uuid, desks text[], due_on date, path text) returns void
language sql volatile security definer set search_path = pg_catalog, app as $$
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select $1, $2, $3, $4, d, $7, $6, app.person_id() from (select distinct unnest($5) as d) each
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path
$$;
create function app.settle_all(area uuid, kinds text[], records uuid[]) returns void
language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = $1 and t.kind = any ($2) and t.record_id = any ($3) and t.settled_at is null
$$;
create function app.tell_all(area uuid, young_person uuid, kind text, desks text[], path text) returns void
language sql volatile security definer set search_path = pg_catalog, app as $$
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select distinct who, $1, $2, $3, $5, 'today' from unnest($4) d, unnest(app.people_at(d)) who where who is distinct from app.person_id()
$$;
create function app.forum_desks(area uuid) returns text[] language sql immutable set search_path = pg_catalog as $$
  select array['role:' || area || ':forum-coordinator', 'role:' || area || ':forum-chair']
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- A service that cannot take on safely what was found while a young person is in it.

create table app.closed_service (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  risk_fact_id uuid not null,
  closed_at timestamptz not null default now(),
  decide_by date not null,
  over_at timestamptz,
  decided_at timestamptz,
  decided_by uuid constraint closed_service_decided_by references app.person,
  decided_as text constraint closed_service_decided_as check (decided_as in ('pause', 'strand 2', 'back to the forum', 'planned goodbye')),
  decided_says text constraint closed_service_decided_says_length check (length(decided_says) between 1 and 10000),
  primary key (area_id, id),
  constraint closed_service_once unique (area_id, strand_allocation_id, risk_fact_id),
  constraint closed_service_strand foreign key (area_id, strand_allocation_id, young_person_id) references app.strand_allocation (area_id, id, young_person_id),
  constraint closed_service_fact foreign key (area_id, risk_fact_id, young_person_id) references app.risk_fact (area_id, id, young_person_id),
  constraint closed_service_decision_is_whole check (num_nonnulls(decided_at, decided_by, decided_as, decided_says) in (0, 4))
);
create index closed_service_young_person_index on app.closed_service (area_id, young_person_id, closed_at desc);
create index closed_service_strand_index on app.closed_service (area_id, strand_allocation_id, young_person_id);
create index closed_service_fact_index on app.closed_service (area_id, risk_fact_id, young_person_id);
create index closed_service_decided_by_index on app.closed_service (decided_by);
select app.guard('app.closed_service');
comment on table app.closed_service is 'S4. A known, current fact met a limb of the service a young person is in (R60, R77): no new meetings until the manager and the case-holder have decided. Nothing ends by itself. Says nothing of whom the fact is about.';
comment on column app.closed_service.area_id is 'S4. Area.';
comment on column app.closed_service.id is 'S4. Identity.';
comment on column app.closed_service.young_person_id is 'S4. Young person.';
comment on column app.closed_service.strand_allocation_id is 'S4. The strand, with its service.';
comment on column app.closed_service.risk_fact_id is 'S4. The fact; what it says is read where facts are read.';
comment on column app.closed_service.closed_at is 'S4. When the fact was found.';
comment on column app.closed_service.decide_by is 'S4. By when they decide, from the clock of the area.';
comment on column app.closed_service.over_at is 'S4. When there was nothing to decide any more: the fact was lifted, or the strand ended.';
comment on column app.closed_service.decided_at is 'S4. When it was decided.';
comment on column app.closed_service.decided_by is 'S4. Who wrote it down.';
comment on column app.closed_service.decided_as is 'S4. pause, strand 2, back to the forum or planned goodbye.';
comment on column app.closed_service.decided_says is 'S4. What was decided, and with whom.';

insert into app.relation_may (because, act)
  select because, 'decide about a closed service' from unnest(array['case-holder', 'team manager', 'deputy', 'operational manager', 'service manager']) because;
create policy read_s4 on app.closed_service for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy those_who_decide on app.closed_service for update to app
  using (decided_at is null and over_at is null and young_person_id = any ((select app.my_young_people('decide about a closed service'))::uuid[]))
  with check (decided_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('decide about a closed service'))::uuid[]));
create policy walled on app.closed_service as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.closed_service to app;
grant update (decided_by, decided_as, decided_says) on app.closed_service to app;

-- Who decides: whoever holds the case, and the managers of the service. Where it has none, the coordinator of the area.
create function app.desks_for_closed_service(area uuid, young_person uuid, strand uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  with managers as (
    select distinct 'person:' || m.person_id as desk from app.strand_allocation s join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key
        and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      where s.area_id = $1 and s.id = $3 and $2 <> all (app.walls_of(m.person_id)))
  select array(
    select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end from app.case_holding h
      where h.area_id = $1 and h.young_person_id = $2 and h.until_at is null
    union select desk from managers
    union select 'role:' || $1 || ':coordinator' where not exists (select from managers))
$$;

-- A fact was found. Its date to be looked at again is asked of the forum's co-ordinator. One that is known and current
-- closes services: where the young person is in one of them, those who must decide are asked in this very transaction.
create function app.risk_fact_found() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare s record; before app.closed_service; by_when date; closed uuid; desks text[]; path text;
begin
  perform app.ask_of(new.area_id, new.young_person_id, 'look at a fact again', new.id, array['role:' || new.area_id || ':forum-coordinator'], new.review_on,
    app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/facts/' || new.id));
  if new.certainty <> 'known' or new.timing <> 'current' then return null; end if;
  for s in select a.id from app.strand_allocation a join app.service v on v.area_id = a.area_id and v.key = a.service_key and new.kind = any (v.limbs)
      where a.area_id = new.area_id and a.young_person_id = new.young_person_id and a.until_at is null loop
    -- The same fact, looked at again, is not new: what was decided stands, and what was asked keeps its day.
    select * into before from app.closed_service c where c.area_id = new.area_id and c.strand_allocation_id = s.id and c.risk_fact_id = new.replaces;
    continue when before.decided_at is not null;
    by_when := coalesce(before.decide_by, app.end_of(new.area_id, 'newFact', app.today()), app.today() + 1);
    insert into app.closed_service (area_id, young_person_id, strand_allocation_id, risk_fact_id, decide_by)
      values (new.area_id, new.young_person_id, s.id, new.id, by_when) returning id into closed;
    desks := app.desks_for_closed_service(new.area_id, new.young_person_id, s.id);
    path := app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/closed-services/' || closed);
    perform app.ask_of(new.area_id, new.young_person_id, 'decide about a closed service', closed, desks, by_when, path);
    if before.id is null then
      perform app.tell_all(new.area_id, new.young_person_id, 'service closed', desks || ('role:' || new.area_id || ':coordinator'),
        app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/nominations'));
    end if;
  end loop;
  return null;
end $$;
create trigger risk_fact_found after insert on app.risk_fact for each row execute function app.risk_fact_found();

-- Nothing is left to decide where the fact was lifted or the strand ended.
create function app.closed_services_over(area uuid, strand uuid, fact uuid) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  with over as (
    update app.closed_service c set over_at = now() where c.area_id = $1 and c.over_at is null and (c.strand_allocation_id = $2 or c.risk_fact_id = $3) returning c.id)
  select app.settle_all($1, '{"decide about a closed service"}', array(select id from over))
$$;
create function app.risk_fact_lifts() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if tg_when = 'BEFORE' then
    if app.person_id() is not null then new.lifted_at := now(); end if;
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"look at a fact again"}', array[new.id]);
  perform app.closed_services_over(new.area_id, null, new.id);
  return null;
end $$;
create trigger risk_fact_lifted_now before update on app.risk_fact for each row when (old.lifted_at is null and new.lifted_at is not null) execute function app.risk_fact_lifts();
create trigger risk_fact_lifts after update on app.risk_fact for each row when (old.lifted_at is null and new.lifted_at is not null) execute function app.risk_fact_lifts();

create function app.strand_allocation_ends() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.closed_services_over(new.area_id, new.id, null);
  return null;
end $$;
create trigger strand_allocation_ends after update of until_at on app.strand_allocation for each row when (old.until_at is null and new.until_at is not null)
  execute function app.strand_allocation_ends();

-- Decided: nobody is asked any more, and the other side and the coordinator are told.
create function app.closed_service_decided() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if tg_when = 'BEFORE' then new.decided_at := now(); return new; end if;
  perform app.settle_all(new.area_id, '{"decide about a closed service"}', array[new.id]);
  perform app.tell_all(new.area_id, new.young_person_id, 'closed service decided',
    app.desks_for_closed_service(new.area_id, new.young_person_id, new.strand_allocation_id) || ('role:' || new.area_id || ':coordinator'),
    app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/closed-services/' || new.id));
  return null;
end $$;
create trigger closed_service_decided_now before update on app.closed_service for each row when (old.decided_by is null and new.decided_by is not null)
  execute function app.closed_service_decided();
create trigger closed_service_decided after update on app.closed_service for each row when (old.decided_by is null and new.decided_by is not null)
  execute function app.closed_service_decided();

-- What holds now and has no task yet is asked for as well.
insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
  select f.area_id, f.young_person_id, 'look at a fact again', f.id, 'role:' || f.area_id || ':forum-coordinator',
    '/' || a.key || '/young-people/' || f.young_person_id || '/facts/' || f.id, f.review_on
  from app.risk_fact f join app.area a on a.id = f.area_id where f.lifted_at is null;

-- ------------------------------------------------------------------------------------------------------------------
-- Actions whose agency does not act (R141).

alter table app.forum_action add column climbed_to text constraint forum_action_climbed_to check (climbed_to in ('managers', 'forum'));
alter table app.forum_action add constraint forum_action_climbed_to_somebody check ((climbed_at is null) = (climbed_to is null)) not valid;
comment on column app.forum_action.climbed_to is 'S4. Where it went: to the managers of the agency, or, where it has none, back to those who run the forum.';
update app.forum_action set climbed_to = 'managers' where climbed_at is not null;

-- Once, by the clock: its managers are asked to see to it; where nobody manages the agency, those who run the forum are.
-- Chair and co-ordinator are told in every case. Returns how many climbed.
create or replace function app.actions_climb() returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare late record; desks text[]; n integer := 0;
begin
  for late in select a.area_id, a.id, a.young_person_id, a.discussion_id, a.agency_id from app.forum_action a
      where a.done_at is null and a.climbed_at is null and a.climbs_on < app.today() order by a.id for update loop
    n := n + 1;
    select array_agg(distinct 'person:' || m.person_id) into desks from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = late.area_id and m.agency_id = late.agency_id and m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now())
        and late.young_person_id <> all (app.walls_of(m.person_id));
    update app.forum_action set climbed_at = now(), climbed_to = case when desks is null then 'forum' else 'managers' end where area_id = late.area_id and id = late.id;
    perform app.ask_of(late.area_id, late.young_person_id, 'see to a late action', late.id, coalesce(desks, app.forum_desks(late.area_id)), app.today(),
      app.path_in(late.area_id, case when desks is null
        then '/young-people/' || late.young_person_id || '/discussions/' || late.discussion_id || '/actions/' || late.id else '/forum/late-actions' end));
    perform app.tell_all(late.area_id, late.young_person_id, 'action climbs', desks, app.path_in(late.area_id, '/forum/late-actions'));
    perform app.tell_all(late.area_id, late.young_person_id, 'action is late', app.forum_desks(late.area_id),
      app.path_in(late.area_id, '/young-people/' || late.young_person_id || '/discussions/' || late.discussion_id || '/actions/' || late.id));
  end loop;
  return n;
end $$;

create function app.forum_action_done() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if tg_when = 'BEFORE' then
    if app.person_id() is not null then new.done_at := now(); end if;
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"do an action", "see to a late action", "find somebody for an action"}', array[new.id]);
  return null;
end $$;
create trigger forum_action_done_now before update on app.forum_action for each row when (old.done_at is null and new.done_at is not null) execute function app.forum_action_done();
create trigger forum_action_done after update on app.forum_action for each row when (old.done_at is null and new.done_at is not null) execute function app.forum_action_done();

-- ------------------------------------------------------------------------------------------------------------------
-- A strategy discussion before there is an assessment: the front door decides that it is needed, and nobody waits.

alter table app.young_person add column forum_asked_urgently_at timestamptz;
comment on column app.young_person.forum_asked_urgently_at is 'S1. When the front door asked for a strategy discussion before any assessment was sent; empty again once one is. Until then the forum lists them for urgent and strategy discussions alone.';

create function app.screening_asks_the_forum() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if tg_op = 'INSERT' then
    update app.young_person y set sent_to_forum_at = coalesce(y.sent_to_forum_at, now()),
        forum_asked_urgently_at = case when y.sent_to_forum_at is null then now() else y.forum_asked_urgently_at end
      where y.area_id = new.area_id and y.id = new.young_person_id;
    perform app.ask_of(new.area_id, new.young_person_id, 'put on the agenda', new.id, array['role:' || new.area_id || ':forum-coordinator'], app.today(),
      app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/new'));
    perform app.tell_all(new.area_id, new.young_person_id, 'strategy discussion asked', app.forum_desks(new.area_id),
      app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/new'));
    return null;
  end if;
  -- It was about another young person: whom the forum has through it alone, it has no more.
  perform app.settle_all(new.area_id, '{"put on the agenda"}', array[new.id]);
  update app.young_person y set sent_to_forum_at = null, forum_asked_urgently_at = null
    where y.area_id = new.area_id and y.id = new.young_person_id and y.forum_asked_urgently_at is not null
      and not exists (select from app.screening s where s.area_id = y.area_id and s.young_person_id = y.id and s.outcome = 'strategy-discussion' and s.moved_at is null);
  if found then
    update app.discussion d set taken_off_at = now(), taken_off_by = app.person_id(), taken_off_reason = 'The screening was about another young person.', version = d.version + 1
      where d.area_id = new.area_id and d.young_person_id = new.young_person_id and d.outcome_at is null and d.taken_off_at is null;
  end if;
  return null;
end $$;
create trigger screening_asks_the_forum after insert on app.screening for each row when (new.outcome = 'strategy-discussion' and new.moved_at is null)
  execute function app.screening_asks_the_forum();
create trigger screening_asks_no_more after update of moved_at on app.screening for each row
  when (new.outcome = 'strategy-discussion' and old.moved_at is null and new.moved_at is not null) execute function app.screening_asks_the_forum();

-- As in 0010; and whoever was asked about urgently is now sent like everybody.
create or replace function app.sent_to_forum(area uuid, young_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not ('assess' = any (app.my_acts_on(young_person))) then raise exception 'not yours to send' using errcode = 'insufficient_privilege'; end if;
  update app.young_person y set sent_to_forum_at = coalesce(y.sent_to_forum_at, now()), forum_asked_urgently_at = null where y.area_id = area and y.id = young_person;
end $$;

alter policy run_lists on app.discussion with check (
  area_id = any ((select app.my_areas_to('run the forum'))::uuid[]) and listed_by = (select app.person_id()) and outcome_at is null and minutes_confirmed_at is null
  and exists (select 1 from app.young_person y where y.area_id = discussion.area_id and y.id = discussion.young_person_id and y.sent_to_forum_at is not null
    and y.merged_into is null and (discussion.kind <> 'scheduled' or y.forum_asked_urgently_at is null)));

-- Brothers and sisters among these young people, all of them sent to the forum: so that they stand together on an agenda.
-- Only that they are; what else a link says opens with the record.
create function app.siblings_sent_to_forum(area uuid, these uuid[]) returns table (one uuid, other uuid)
language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct l.young_person_id, l.other_id from app.young_person_link l
    join app.young_person a on a.area_id = l.area_id and a.id = l.young_person_id and a.sent_to_forum_at is not null
    join app.young_person b on b.area_id = l.area_id and b.id = l.other_id and b.sent_to_forum_at is not null
  where l.area_id = $1 and l.young_person_id = any ($2) and l.other_id = any ($2) and l.kind = 'sibling' and l.ended_at is null and l.moved_at is null
    and $1 = any (app.my_areas_to('list young people sent to the forum')) and a.id <> all (app.my_walls()) and b.id <> all (app.my_walls())
$$;
grant execute on function app.siblings_sent_to_forum(uuid, uuid[]) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Discussions: what was frozen or decided stays, times are the database's, and every door has an end.

alter table app.discussion add column members_at_latest timestamptz;
comment on column app.discussion.members_at_latest is 'S4. Until when invited agencies see it while no outcome is recorded: the window of the area, counted from the day it takes place.';
alter table app.discussion add constraint discussion_outside_meetings_is_near check (kind = 'scheduled'
  or held_on between (listed_at at time zone 'Europe/London')::date - 366 and (listed_at at time zone 'Europe/London')::date + 366) not valid;
update app.discussion d set members_at_latest = app.end_of_day(coalesce(app.end_of(d.area_id, 'memberWindow', d.held_on), d.held_on));

create or replace view app.discussion_open_to_agency as
  select i.area_id, i.agency_id, d.young_person_id, d.id as discussion_id from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
    where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until is null and d.members_at_latest > now()
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
    where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until > now()
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id from app.forum_action a
    join app.discussion_agency i on i.area_id = a.area_id and i.discussion_id = a.discussion_id and i.agency_id = a.agency_id and i.uninvited_at is null
    join app.discussion d on d.area_id = a.area_id and d.id = a.discussion_id and d.papers_frozen_at is not null and d.taken_off_at is null
    where a.done_at is null;

create function app.discussion_changes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id();
begin
  if tg_op = 'INSERT' or new.held_on is distinct from old.held_on then
    new.members_at_latest := app.end_of_day(coalesce(app.end_of(new.area_id, 'memberWindow', new.held_on), new.held_on)); end if;
  if tg_op = 'INSERT' or me is null then return new; end if;
  if old.outcome_at is not null and (new.outcome_at is distinct from old.outcome_at or new.held_on <> old.held_on) then
    perform app.against('discussion_outcome_stays', 'what was decided stays decided'); end if;
  if new.papers_frozen_at is distinct from old.papers_frozen_at then
    if old.papers_frozen_at is not null then perform app.against('discussion_papers_stay_frozen', 'papers are frozen once'); end if;
    if new.papers_frozen_by is distinct from me then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.papers_frozen_at := now();
  elsif new.papers_frozen_by is distinct from old.papers_frozen_by then perform app.against('discussion_papers_stay_frozen', 'papers are frozen once'); end if;
  if new.taken_off_at is distinct from old.taken_off_at then
    if old.taken_off_at is not null then perform app.against('discussion_taken_off_stays', 'it is off the agenda'); end if;
    if new.taken_off_by is distinct from me then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.taken_off_at := now();
  end if;
  return new;
end $$;
create trigger discussion_changes before insert or update on app.discussion for each row execute function app.discussion_changes();

-- Agencies are asked for what they know until it is decided, taken off or confirmed, by the day it takes place.
create function app.discussion_asks() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare invited uuid[] := array(select i.id from app.discussion_agency i where i.area_id = new.area_id and i.discussion_id = new.id);
begin
  if new.outcome_at is not null or new.taken_off_at is not null or new.minutes_confirmed_at is not null then
    perform app.settle_all(new.area_id, '{"contribute to a discussion"}', invited);
  elsif new.held_on <> old.held_on then
    update app.task t set due_on = new.held_on where t.area_id = new.area_id and t.kind = 'contribute to a discussion' and t.record_id = any (invited) and t.settled_at is null;
  end if;
  return null;
end $$;
create trigger discussion_asks after update of outcome_at, taken_off_at, minutes_confirmed_at, held_on on app.discussion for each row execute function app.discussion_asks();

create function app.discussion_agency_changes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); owed record;
begin
  if tg_when = 'BEFORE' then
    if me is null then return new; end if;
    if new.uninvited_at is distinct from old.uninvited_at then
      if new.uninvited_at is null then new.invited_at := now(); else new.uninvited_at := now(); end if;
    end if;
    if new.attendance is distinct from old.attendance then
      new.attendance_at := case when new.attendance is not null then now() end;
      if new.attendance_by is distinct from me then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    end if;
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"contribute to a discussion"}', array[new.id]);
  -- What it had taken on is now nobody's: the co-ordinator finds somebody.
  for owed in select a.id, a.due_on from app.forum_action a where a.area_id = new.area_id and a.discussion_id = new.discussion_id and a.agency_id = new.agency_id and a.done_at is null loop
    perform app.settle_all(new.area_id, '{"do an action"}', array[owed.id]);
    perform app.ask_of(new.area_id, new.young_person_id, 'find somebody for an action', owed.id, array['role:' || new.area_id || ':forum-coordinator'], owed.due_on,
      app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/' || new.discussion_id || '/actions/' || owed.id));
  end loop;
  return null;
end $$;
create trigger discussion_agency_changes before update on app.discussion_agency for each row execute function app.discussion_agency_changes();
create trigger discussion_agency_uninvited after update of uninvited_at on app.discussion_agency for each row when (old.uninvited_at is null and new.uninvited_at is not null)
  execute function app.discussion_agency_changes();

-- Nothing is added to what the chair has confirmed or what came off the agenda; waits for a confirmation under way.
create function app.said_while_open() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare d app.discussion;
begin
  if app.person_id() is null then return null; end if;
  select * into d from app.discussion x where x.area_id = new.area_id and x.id = new.discussion_id for share;
  if d.minutes_confirmed_at is not null or d.taken_off_at is not null then perform app.against(tg_argv[0], 'the discussion is closed'); end if;
  return null;
end $$;
create trigger contribution_while_open after insert on app.contribution for each row execute function app.said_while_open('contribution_while_open');
create trigger option_considered_while_open after insert on app.option_considered for each row execute function app.said_while_open('option_considered_while_open');
create trigger different_view_while_open after insert on app.different_view for each row execute function app.said_while_open('different_view_while_open');
create trigger forum_action_while_open after insert on app.forum_action for each row execute function app.said_while_open('forum_action_while_open');

-- An agency whose invitation was taken back says nothing more.
create function app.contribution_by_the_invited() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if app.person_id() is not null and not exists (select from app.discussion_agency i where i.area_id = new.area_id and i.discussion_id = new.discussion_id
      and i.agency_id = new.agency_id and i.uninvited_at is null) then
    perform app.against('contribution_invited', 'the agency is not invited any more'); end if;
  return null;
end $$;
create trigger contribution_by_the_invited after insert on app.contribution for each row execute function app.contribution_by_the_invited();

-- Editions follow one upon the other, and none comes after the outcome.
create function app.paper_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare d app.discussion;
begin
  if app.person_id() is null then return null; end if;
  select * into d from app.discussion x where x.area_id = new.area_id and x.id = new.discussion_id for update;
  if d.outcome_at is not null or d.taken_off_at is not null then perform app.against('paper_before_the_outcome', 'it is decided already'); end if;
  if new.edition > 1 and not exists (select from app.paper p where p.area_id = new.area_id and p.discussion_id = new.discussion_id
      and p.handling = new.handling and p.edition = new.edition - 1) then
    perform app.against('paper_follows_the_edition_before', 'an edition is left out'); end if;
  return null;
end $$;
create trigger paper_comes after insert on app.paper for each row execute function app.paper_comes();

-- An outcome: of an open discussion whose papers are frozen, with the quorum of the area or the reason why without
-- (R131, R138); the window of the members opens with it. A correction takes the chair's word off the minutes and asks
-- for it again.
create function app.forum_outcome_counts() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare d app.discussion; rule jsonb; there text[];
begin
  select * into d from app.discussion x where x.area_id = new.area_id and x.id = new.discussion_id for update;
  if new.corrects is not null then
    update app.discussion x set minutes_confirmed_at = null, minutes_confirmed_by = null, version = x.version + 1
      where x.area_id = new.area_id and x.id = new.discussion_id and x.minutes_confirmed_at is not null;
    if found then
      perform app.ask_of(new.area_id, new.young_person_id, 'confirm minutes', new.discussion_id, array['role:' || new.area_id || ':forum-chair'],
        coalesce(app.end_of(new.area_id, 'minutesConfirmed', app.today()), app.today()),
        app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/' || new.discussion_id || '/minutes'));
    end if;
    return null;
  end if;
  if app.person_id() is not null then
    if d.outcome_at is not null then perform app.against('forum_outcome_first_once', 'it is decided already'); end if;
    if d.taken_off_at is not null then perform app.against('forum_outcome_on_the_agenda', 'it was taken off the agenda'); end if;
    if d.papers_frozen_at is null then perform app.against('forum_outcome_on_frozen_papers', 'the papers are not frozen'); end if;
    if new.no_quorum_reason is null then
      select a.configuration -> 'forum' -> 'discussions' -> d.kind -> 'quorum' into rule from app.area a where a.id = new.area_id;
      select coalesce(array_agg(g.key), '{}') into there from app.discussion_agency i join app.agency g on g.area_id = i.area_id and g.id = i.agency_id
        where i.area_id = new.area_id and i.discussion_id = new.discussion_id and i.uninvited_at is null and i.attendance = 'there';
      if rule is null or cardinality(there) < (rule ->> 'agencies')::int
        or not there @> array(select jsonb_array_elements_text(rule -> 'mustInclude')) then
        perform app.against('forum_outcome_with_a_quorum', 'too few agencies took part, and no reason is given'); end if;
    end if;
  end if;
  update app.discussion x set outcome_at = new.recorded_at, version = x.version + 1,
      members_until = app.end_of_day(coalesce(app.end_of(x.area_id, 'memberWindow', least(x.held_on, app.today())), least(x.held_on, app.today())))
    where x.area_id = new.area_id and x.id = new.discussion_id and x.outcome_at is null;
  return null;
end $$;
create trigger forum_outcome_counts after insert on app.forum_outcome for each row execute function app.forum_outcome_counts();

create function app.meeting_closes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if app.person_id() is null then return new; end if;
  if old.closed_at is not null then perform app.against('meeting_closed_stays', 'the meeting is closed'); end if;
  if new.closed_at is not null then
    if new.closed_by is distinct from app.person_id() then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.closed_at := now();
  end if;
  return new;
end $$;
create trigger meeting_closes before update on app.meeting for each row execute function app.meeting_closes();

-- A different view: of a member too, for their own agency, while they are invited.
create policy member_sees_it_differently on app.different_view for insert to app with check (
  recorded_by = (select app.person_id()) and agency_id = any ((select app.my_forum_agencies())::uuid[]) and discussion_id = any ((select app.my_discussions())::uuid[]));

-- ------------------------------------------------------------------------------------------------------------------
-- Columns the program may give. Identity and time are the database's; what is decided about a row comes by its trigger.

revoke insert, update on app.meeting, app.discussion, app.discussion_agency, app.paper, app.contribution, app.forum_outcome, app.option_considered, app.risk_fact,
  app.different_view, app.forum_action from app;
revoke update (held_on, starts_at, place, chair_id, coordinator_id, closed_at, closed_by, version) on app.meeting from app;
grant insert (area_id, held_on, starts_at, place, chair_id, coordinator_id, made_by) on app.meeting to app;
grant update (held_on, starts_at, place, chair_id, coordinator_id, closed_at, closed_by, version) on app.meeting to app;
revoke update (meeting_id, place_on_agenda, sibling_group, held_on, papers_frozen_at, papers_frozen_by, outcome_at, members_until, taken_off_at, taken_off_by, taken_off_reason, version)
  on app.discussion from app;
grant insert (area_id, young_person_id, kind, meeting_id, place_on_agenda, sibling_group, held_on, waiting_since, listed_by) on app.discussion to app;
grant update (place_on_agenda, sibling_group, held_on, papers_frozen_at, papers_frozen_by, taken_off_at, taken_off_by, taken_off_reason, version) on app.discussion to app;
revoke update (invited_at, invited_by, uninvited_at, attendance, attendance_at, attendance_by) on app.discussion_agency from app;
grant insert (area_id, discussion_id, young_person_id, agency_id, invited_by) on app.discussion_agency to app;
grant update (invited_by, uninvited_at, attendance, attendance_by) on app.discussion_agency to app;
grant insert (area_id, discussion_id, young_person_id, handling, edition, body, hash, frozen_by) on app.paper to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, handling, says, given_by) on app.contribution to app;
grant insert (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, answers_reason, no_quorum_reason, corrects, corrects_reason, recorded_by)
  on app.forum_outcome to app;
grant insert (area_id, discussion_id, young_person_id, option_key, reasons_for, reasons_against, recommended, recorded_by) on app.option_considered to app;
revoke update (lifted_at, lifted_by, lifted_reason) on app.risk_fact from app;
grant insert (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, replaces, found_by) on app.risk_fact to app;
grant update (lifted_at, lifted_by, lifted_reason) on app.risk_fact to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, name, says, recorded_by) on app.different_view to app;
revoke update (done_at, done_by, done_note) on app.forum_action from app;
grant insert (area_id, discussion_id, young_person_id, agency_id, person_id, says, due_on, climbs_on, given_by) on app.forum_action to app;
grant update (done_at, done_by, done_note) on app.forum_action to app;

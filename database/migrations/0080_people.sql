-- Whoever is asked about a child can see them; a hand-over that nobody answers climbs; histories that cannot be forged;
-- entries about the wrong child hidden from all but governance, and their seals checked.

-- ------------------------------------------------------------------------------------------------------------------
-- Who is asked when nobody holds a case: never somebody whom a wall keeps from the child. No login may call these.

-- Of these people, those whom no wall keeps from the child.
create function app.outside_walls(people uuid[], young_person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(p), '{}') from unnest(people) p where $2 <> all (app.walls_of(p))
$$;

-- Who manages this team now, or with 'agency-manager' its agency.
create function app.managers_with(area uuid, team uuid, role text) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.person_id), '{}') from app.team t
    join app.membership m on m.area_id = t.area_id and m.agency_id = t.agency_id and m.role = $3 and m.role in ('team-manager', 'agency-manager')
      and (m.role = 'agency-manager' or m.team_id = t.id) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    join app.person p on p.id = m.person_id and p.closed_at is null
  where t.area_id = $1 and t.id = $2
$$;

-- The desks at which somebody can be found who does something about a child of this team whom nobody holds: its managers,
-- those of its agency, the team; where a wall keeps all of them out, whoever is on duty, who can open the record and ring;
-- and at last the administrator, who can give somebody the role. Never a desk at which nobody may see the child.
create function app.desks_to_name(area uuid, young_person uuid, team uuid) returns text[] language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare level text; able uuid[]; above text;
begin
  foreach level in array array['team-manager', 'agency-manager'] loop
    able := app.outside_walls(app.managers_with(area, team, level), young_person);
    if able <> '{}' then return array(select 'person:' || a from unnest(able) a); end if;
  end loop;
  foreach above in array array['team:' || team, 'role:' || area || ':duty', 'role:' || area || ':area-administrator'] loop
    if app.outside_walls(app.people_at(above), young_person) <> '{}' then return array[above]; end if;
  end loop;
  return array['team:' || team];
end $$;

-- Whether somebody who can see the child is asked already.
create function app.asked_to_name(area uuid, young_person uuid, team uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select 1 from app.task t where t.area_id = $1 and t.young_person_id = $2 and t.kind = 'name a case holder' and t.settled_at is null
    and t.desk = any (app.desks_to_name($1, $2, $3)))
$$;

-- Asks, the same day, for a case-holder to be named, at the desks where somebody can see to it, and tells them. What was
-- asked at other desks is asked there no more. Of a record that is locked or merged nothing is asked: nobody could do it.
create or replace function app.name_a_holder(area uuid, young_person uuid, agency uuid, team uuid, news text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare desks text[]; today date := (now() at time zone 'Europe/London')::date; area_key text; at_path text;
begin
  if exists (select 1 from app.young_person y where y.area_id = area and y.id = young_person and (y.status = 'died' or y.merged_into is not null)) then return; end if;
  desks := app.desks_to_name(area, young_person, team);
  select a.key into area_key from app.area a where a.id = area;
  at_path := '/' || area_key || case when desks[1] like 'role:%:area-administrator' then '/accounts' else '/young-people/' || young_person || '/case-holder' end;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.young_person_id = name_a_holder.young_person
    and t.kind = 'name a case holder' and t.settled_at is null and t.desk <> all (desks);
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select area, young_person, 'name a case holder', young_person, desk, at_path, today, app.person_id() from unnest(desks) desk
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  if news is not null then
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select distinct who, area, young_person, news, at_path, 'today' from unnest(desks) desk, unnest(app.people_at(desk)) who where who is distinct from app.person_id();
  end if;
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Who can hold a case.

-- As in 0010; and of an agency that holds cases.
create or replace function app.can_hold(person uuid, area uuid, team uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null and p.kind = 'professional'
    join app.agency a on a.area_id = m.area_id and a.id = m.agency_id and a.holds_cases
    where m.person_id = $1 and m.area_id = $2 and m.team_id = $3 and m.role = 'case-holder' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
$$;

-- And of this young person: nobody holds the case of a child from whom a wall keeps them.
create function app.can_hold_case_of(young_person uuid, person uuid, area uuid, team uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select app.can_hold($2, $3, $4) and $1 <> all (app.walls_of($2))
$$;

create or replace function app.name_case_holder(young_person uuid, team uuid, holder uuid, reason text, due date) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); h app.case_holding; t app.team; asked uuid;
begin
  if not ('name a case-holder' = any (app.my_acts_on(young_person))) then raise exception 'not yours to name' using errcode = 'insufficient_privilege'; end if;
  select * into h from app.case_holding x where x.young_person_id = name_case_holder.young_person and x.until_at is null for update;
  select x.* into t from app.team x join app.agency a on a.area_id = x.area_id and a.id = x.agency_id and a.holds_cases where x.area_id = h.area_id and x.id = name_case_holder.team;
  if t.id is null or (holder is not null and not app.can_hold_case_of(h.young_person_id, holder, h.area_id, t.id)) then return jsonb_build_object('why', 'holder not possible'); end if;
  if h.team_id = t.id and h.person_id is not distinct from holder then return jsonb_build_object('why', 'holds it already'); end if;
  update app.hand_over o set answer = 'overtaken', answered_at = now(), answered_by = me where o.area_id = h.area_id and o.young_person_id = h.young_person_id and o.answered_at is null;
  if app.i_manage(h.area_id, t.id) then
    perform app.switch_holder(h.area_id, h.young_person_id, t.agency_id, t.id, holder, reason);
    if holder is null then perform app.name_a_holder(h.area_id, h.young_person_id, t.agency_id, t.id, null); end if;
    return '{}';
  end if;
  insert into app.hand_over (area_id, young_person_id, to_agency_id, to_team_id, to_person_id, to_person_kind, made_by_manager, reason, due_on, asked_by, from_team_id, from_agency_id)
    values (h.area_id, h.young_person_id, t.agency_id, t.id, holder, case when holder is not null then 'professional' end, true, reason, due, me, h.team_id, h.agency_id) returning id into asked;
  perform app.switch_holder(h.area_id, h.young_person_id, t.agency_id, t.id, null, reason);
  return jsonb_build_object('handOver', asked);
end $$;

-- As in 0010; and what the team asked was reminded of goes with its answer.
create or replace function app.answer_hand_over(hand_over uuid, answer text, holder uuid, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); o app.hand_over; acts text[];
begin
  select * into o from app.hand_over x where x.id = hand_over for update;
  if not found or o.answered_at is not null then return 'gone'; end if;
  acts := app.my_acts_on(o.young_person_id);
  -- About somebody who cannot be seen: as if there were none.
  if acts = '{}' then return 'gone'; end if;
  if not (case when answer = 'withdrawn' then 'hand over' else 'accept a hand-over' end = any (acts)) then return 'not yours'; end if;
  if answer <> 'withdrawn' and not exists (select 1 from app.relation_hand_over r where r.person_id = me and r.young_person_id = o.young_person_id) then return 'not yours'; end if;
  if answer = 'withdrawn' and o.made_by_manager then return 'not yours'; end if;
  if answer = 'accepted' then
    if not app.can_hold_case_of(o.young_person_id, holder, o.area_id, o.to_team_id) or (holder <> me and not app.i_manage(o.area_id, o.to_team_id)) then return 'holder not possible'; end if;
    perform app.switch_holder(o.area_id, o.young_person_id, o.to_agency_id, o.to_team_id, holder, o.reason);
  elsif answer = 'declined' and o.made_by_manager then
    perform app.switch_holder(o.area_id, o.young_person_id, o.from_agency_id, o.from_team_id, null, reason);
    perform app.name_a_holder(o.area_id, o.young_person_id, o.from_agency_id, o.from_team_id, 'hand over declined');
  end if;
  update app.hand_over x set answer = answer_hand_over.answer, answered_at = now(), answered_by = me, answer_reason = answer_hand_over.reason where x.area_id = o.area_id and x.id = o.id;
  return 'done';
end $$;

-- What a page asks for is held for every statement: nobody is asked who could not take the case.
create function app.hand_over_can_be_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.to_agency_id and a.holds_cases)
    or (new.to_person_id is not null and not app.can_hold_case_of(new.young_person_id, new.to_person_id, new.area_id, new.to_team_id)) then
    raise exception 'they cannot hold this case' using errcode = 'check_violation', constraint = 'hand_over_to_who_can_hold'; end if;
  return null;
end $$;
create trigger hand_over_can_be_taken after insert on app.hand_over for each row when (new.answered_at is null) execute function app.hand_over_can_be_taken();

-- By when somebody answers is the area's clock, a few working days; no statement puts it off for years.
alter table app.hand_over add constraint hand_over_due_soon check (due_on <= (asked_at at time zone 'Europe/London')::date + 31);
revoke insert on app.hand_over from app;
grant insert (area_id, id, young_person_id, to_agency_id, to_team_id, to_person_id, to_person_kind, reason, due_on, asked_by, from_team_id, from_agency_id) on app.hand_over to app;

-- R142, of teams as of people: an agency that is Trusted Relationships itself holds no case, is handed none, and has neither
-- case-holders nor their managers. Which other agencies hold cases is the area's file, and may change with it.
alter table app.agency
  add column serves text not null generated always as (case when kind = 'trusted-relationships' then 'trusted-relationships' else 'professional' end) stored,
  add constraint agency_trusted_relationships_holds_no_cases check (kind <> 'trusted-relationships' or not holds_cases),
  add constraint agency_that_serves unique (area_id, id, serves);
comment on column app.agency.serves is 'S0. trusted-relationships, or professional for every other: what R142 hangs on.';
alter table app.case_holding add column agency_serves text not null default 'professional' constraint case_holding_agency_is_never_trusted_relationships check (agency_serves = 'professional');
create index case_holding_agency_index on app.case_holding (area_id, agency_id, agency_serves);
alter table app.case_holding add constraint case_holding_agency foreign key (area_id, agency_id, agency_serves) references app.agency (area_id, id, serves);
comment on column app.case_holding.agency_serves is 'S1. Always professional: R142 holds for teams too.';
alter table app.hand_over add column to_agency_serves text not null default 'professional' constraint hand_over_agency_is_never_trusted_relationships check (to_agency_serves = 'professional');
create index hand_over_to_agency_index on app.hand_over (area_id, to_agency_id, to_agency_serves);
alter table app.hand_over add constraint hand_over_to_agency foreign key (area_id, to_agency_id, to_agency_serves) references app.agency (area_id, id, serves);
comment on column app.hand_over.to_agency_serves is 'S1. Always professional: R142 holds for teams too.';
alter table app.membership add column agency_serves text generated always as (
  case when agency_id is not null and role in ('case-holder', 'team-manager', 'agency-manager') then 'professional' end) stored;
create index membership_agency_serves_index on app.membership (area_id, agency_id, agency_serves);
alter table app.membership add constraint membership_agency_serves foreign key (area_id, agency_id, agency_serves) references app.agency (area_id, id, serves);
comment on column app.membership.agency_serves is 'S0. professional for who holds cases or manages those who do (R142); empty for other roles.';

-- ------------------------------------------------------------------------------------------------------------------
-- Somebody is always responsible, also when nobody acts.

-- Cases whose holder is gone: closed account, no longer a case-holder of that agency, or behind a wall. The team holds the
-- child, and whoever can see them is asked the same day. One person's, or everybody's. No login may call it. The words
-- that stand in the history say no more of a wall than of anything else.
create or replace function app.release_cases_of(only_person uuid) returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare h record; n integer := 0;
begin
  for h in select x.*, p.closed_at is not null or not exists (select 1 from app.membership m where m.person_id = x.person_id and m.area_id = x.area_id and m.role = 'case-holder'
        and m.agency_id = x.agency_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())) as has_left
    from app.case_holding x join app.person p on p.id = x.person_id
    where x.until_at is null and x.person_id is not null and (only_person is null or x.person_id = only_person)
      and (p.closed_at is not null or not exists (select 1 from app.membership m where m.person_id = x.person_id and m.area_id = x.area_id and m.role = 'case-holder'
        and m.agency_id = x.agency_id and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
        or (x.person_id in (select w.person_id from app.wall w where w.until_at is null) and x.young_person_id = any (app.walls_of(x.person_id))))
    order by x.area_id, x.young_person_id for update of x
  loop
    perform app.switch_holder(h.area_id, h.young_person_id, h.agency_id, h.team_id, null, case when h.has_left then 'The case-holder left.' else 'The case-holder cannot hold this case any more.' end);
    perform app.name_a_holder(h.area_id, h.young_person_id, h.agency_id, h.team_id, 'case holder lost');
    insert into app.audit_event (person_id, session_id, act, outcome, area_id, young_person_id, detail)
      values (app.person_id(), app.session_id(), 'case-holder lost', 'done', h.area_id, h.young_person_id, jsonb_build_object('caseHolder', jsonb_build_object('from', h.person_id, 'to', null)));
    n := n + 1;
  end loop;
  return n;
end $$;

-- Looks whether somebody is asked to take a case that nobody has accepted, and asks: the team's managers where nobody holds
-- it; where a hand-over was not answered in its time, or whoever was asked cannot take it any more, the managers of the
-- team that was asked, and those who gave it are told. True where somebody had to be asked. No login may call it.
create function app.ask_for_holder(area uuid, young_person uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare h app.case_holding; o app.hand_over; able uuid[]; at_path text; news constant text := 'hand over late'; asked integer;
begin
  if exists (select 1 from app.young_person y where y.area_id = area and y.id = young_person and (y.status = 'died' or y.merged_into is not null)) then return false; end if;
  select * into h from app.case_holding x where x.area_id = area and x.young_person_id = ask_for_holder.young_person and x.until_at is null;
  select * into o from app.hand_over x where x.area_id = area and x.young_person_id = ask_for_holder.young_person and x.answered_at is null;
  if o.id is null then
    if h.id is null or h.person_id is not null or app.asked_to_name(area, young_person, h.team_id) then return false; end if;
    perform app.name_a_holder(area, young_person, h.agency_id, h.team_id, 'case holder lost');
    return true;
  end if;
  if o.due_on >= (now() at time zone 'Europe/London')::date and (case when o.to_person_id is null then app.outside_walls(app.people_at('team:' || o.to_team_id), young_person) <> '{}'
    else app.can_hold_case_of(young_person, o.to_person_id, area, o.to_team_id) end) then return false; end if;
  select '/' || a.key || '/young-people/' || young_person || '/case-holder' into at_path from app.area a where a.id = area;
  if o.made_by_manager then
    -- The team asked holds the child already.
    if app.asked_to_name(area, young_person, o.to_team_id) then return false; end if;
    perform app.name_a_holder(area, young_person, o.to_agency_id, o.to_team_id, news);
    asked := 1;
  else
    able := app.outside_walls(app.managers_with(area, o.to_team_id, 'team-manager'), young_person);
    insert into app.task (area_id, young_person_id, kind, desk, path, due_on, asked_by)
      select area, young_person, 'accept a hand over', 'person:' || a, at_path || '/answer', o.due_on, app.person_id() from unnest(able) a
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
    get diagnostics asked = row_count;
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select a, area, young_person, news, at_path || '/answer', 'today' from unnest(able) a where asked > 0 and a is distinct from app.person_id();
  end if;
  -- Those who gave it, once: the one who asked and the managers of their team. Whoever gave it away may not open it any more.
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, area, young_person, news, case when o.made_by_manager then '/' else at_path end, 'today'
    from (select o.asked_by as who union select unnest(app.managers_with(area, o.from_team_id, 'team-manager'))) givers
    where who is distinct from app.person_id() and not exists (select 1 from app.notification n where n.area_id = area and n.young_person_id = ask_for_holder.young_person
      and n.person_id = who and n.kind = news and n.told_at >= o.asked_at);
  return asked > 0;
end $$;

-- Called by the worker's clock, for what ends or passes with time. Answers how many cases had nobody.
create or replace function app.release_lost_cases() returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare n integer := app.release_cases_of(null); c record;
begin
  for c in select x.area_id, x.young_person_id from app.case_holding x where x.until_at is null and x.person_id is null
    union select o.area_id, o.young_person_id from app.hand_over o where o.answered_at is null order by 1, 2
  loop
    if app.ask_for_holder(c.area_id, c.young_person_id) then n := n + 1; end if;
  end loop;
  return n;
end $$;

-- As in 0010; and what they were asked to take over is asked of their manager.
create or replace function app.somebody_left() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid := case tg_table_name when 'person' then new.id else (to_jsonb(new)->>'person_id')::uuid end; o record;
begin
  perform app.release_cases_of(who);
  for o in select x.area_id, x.young_person_id from app.hand_over x where x.to_person_id = who and x.answered_at is null order by 1, 2 loop
    perform app.ask_for_holder(o.area_id, o.young_person_id);
  end loop;
  return null;
end $$;

-- A wall takes effect at once, whoever says it: where it removes the case-holder, or whoever was asked for one, somebody
-- else is asked in the same moment; where it removes the last manager, the one above is told, who names somebody.
create function app.wall_leaves_nobody_alone() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare h record; able uuid[];
begin
  perform app.release_cases_of(new.person_id);
  for h in select x.* from app.case_holding x where x.area_id = new.area_id and x.young_person_id = any (app.walls_of(new.person_id)) and x.until_at is null order by x.young_person_id loop
    perform app.ask_for_holder(h.area_id, h.young_person_id);
    able := app.managers_with(h.area_id, h.team_id, 'team-manager');
    if new.person_id = any (able) and app.outside_walls(able, h.young_person_id) = '{}' then
      insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
        select who, h.area_id, h.young_person_id, 'no manager', '/' || (select a.key from app.area a where a.id = h.area_id) || '/young-people/' || h.young_person_id || '/case-holder', 'today'
        from unnest(app.managers_with(h.area_id, h.team_id, 'agency-manager')) who where who is distinct from app.person_id();
    end if;
  end loop;
  return null;
end $$;
create trigger wall_leaves_nobody_alone after insert on app.wall for each row when (new.until_at is null) execute function app.wall_leaves_nobody_alone();

-- As in 0060; what a wall takes away is seen to by the wall itself.
create or replace function app.i_know_them(area uuid, young_person uuid, kind text) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id();
begin
  if me is null or not (array[young_person] <@ app.visible_young_people(array[young_person])) then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  if kind not in ('household', 'relative', 'friend', 'neighbour', 'knows the family') then raise exception 'unknown kind' using errcode = 'check_violation'; end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by) values (area, young_person, me, i_know_them.kind, me) on conflict do nothing;
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Merging.

-- As in 0010; a draft that was moved away is no draft of theirs, and whoever was asked to an agenda again waits again.
create or replace function app.under_way(area uuid, young_person uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return exists (select 1 from app.assessment a where a.area_id = area and a.young_person_id = under_way.young_person and a.completed_at is null and a.set_aside_at is null and a.moved_at is null)
    or exists (select 1 from app.young_person y where y.area_id = area and y.id = under_way.young_person
      and y.sent_to_forum_at is not null and (y.forum_decided_at is null or y.forum_decided_at < y.sent_to_forum_at))
    or exists (select 1 from app.task t where t.area_id = area and t.young_person_id = under_way.young_person and t.kind = 'put on the agenda' and t.settled_at is null)
    or exists (select 1 from app.discussion d where d.area_id = area and d.young_person_id = under_way.young_person and d.outcome_at is null and d.taken_off_at is null)
    or exists (select 1 from app.nomination n where n.area_id = area and n.young_person_id = under_way.young_person and n.withdrawn_at is null and n.decided_at is null)
    or exists (select 1 from app.strand_allocation s where s.area_id = area and s.young_person_id = under_way.young_person and s.until_at is null);
end $$;

-- As in 0010; a record that is locked by a death neither closes another nor is closed by one: 'locked'. The walls of both
-- stand before both, so whoever holds the one that goes on may have to give it up.
create or replace function app.merge_young_people(young_person uuid, other uuid, reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare a app.young_person; b app.young_person; holder uuid;
begin
  if not ('merge records' = any (app.my_acts_on(young_person))) then raise exception 'not yours to merge' using errcode = 'insufficient_privilege'; end if;
  if young_person = other then return 'the same record'; end if;
  if not ('merge records' = any (app.my_acts_on(other))) then return 'not both yours'; end if;
  perform 1 from app.young_person y where y.id in (young_person, other) order by y.id for update;
  select * into a from app.young_person y where y.id = young_person;
  select * into b from app.young_person y where y.id = other;
  if a.area_id <> b.area_id then return 'not both yours'; end if;
  if a.merged_into is not null or b.merged_into is not null or exists (select 1 from app.young_person y where y.area_id = a.area_id and y.merged_into = a.id) then return 'merged already'; end if;
  if a.status = 'died' or b.status = 'died' then return 'locked'; end if;
  if app.under_way(a.area_id, a.id) or exists (select 1 from app.hand_over o where o.area_id = a.area_id and o.young_person_id = a.id and o.answered_at is null) then
    return 'under way'; end if;
  perform app.ask_no_more(a.area_id, a.id, array['do an action']);
  insert into app.young_person_merge (area_id, young_person_id, into_id, reason, merged_by) values (a.area_id, a.id, b.id, reason, app.person_id());
  update app.young_person y set merged_into = b.id, version = y.version + 1 where y.area_id = a.area_id and y.id = a.id;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, h.area_id, h.young_person_id, 'records merged', '/' || (select x.key from app.area x where x.id = h.area_id) || '/young-people/' || h.young_person_id, 'today'
    from app.case_holding h, unnest(case when h.person_id is null then app.people_at('team:' || h.team_id) else array[h.person_id] end) who
    where h.area_id = a.area_id and h.young_person_id in (a.id, b.id) and h.until_at is null and who is distinct from app.person_id();
  for holder in select h.person_id from app.case_holding h where h.area_id = b.area_id and h.young_person_id = b.id and h.until_at is null and h.person_id is not null loop
    perform app.release_cases_of(holder);
  end loop;
  perform app.ask_for_holder(b.area_id, b.id);
  return 'done';
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- The history of a record is written by the database out of what changed; no statement of the app can add to it.

alter table app.record_change add column entry_id uuid, add column moved_at timestamptz;
comment on column app.record_change.entry_id is 'S5. The entry that was recorded or ended, where it was one that can turn out to be about somebody else.';
comment on column app.record_change.moved_at is 'S5. When that entry turned out to be about another young person; hidden since.';
comment on column app.record_change.was is 'S5. What it said before: codes as they are kept, several on a line each.';
comment on column app.record_change.became is 'S5. What it says since, in the same way.';
create index record_change_entry on app.record_change (area_id, entry_id) where entry_id is not null;
alter policy read_its_class on app.record_change using (moved_at is null and (
  (class = 1 and young_person_id = any ((select app.my_young_people('read S1'))::uuid[]))
  or (class = 2 and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]))
  or (class = 3 and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]))
  or (class = 4 and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]))
  or (class = 5 and young_person_id = any ((select app.my_young_people('read S5'))::uuid[]))));
drop policy write_down on app.record_change;
revoke insert on app.record_change from app;

-- A value as a history says it; nothing, an empty text and an empty list are the same.
create function app.in_history(value jsonb) returns text language sql immutable set search_path = pg_catalog as $$
  select case jsonb_typeof(value)
    when 'array' then (select nullif(string_agg(one, E'\n' order by one), '') from jsonb_array_elements_text(value) one)
    when 'boolean' then case when value = 'true'::jsonb then 'yes' else 'no' end
    else nullif(value #>> '{}', '') end
$$;

-- Writes down each column that says something else than before: under its class, by its name, with why in the words of
-- whoever changed it (`app.why`, theirs to give). What nobody is signed in for, such as loading, has no history.
-- Arguments: column, class, name, and so on.
create function app.keeps_history() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  me uuid := app.person_id(); after jsonb := to_jsonb(new); before jsonb := '{}'; was text; became text;
begin
  if me is null then return null; end if;
  if tg_op = 'UPDATE' then before := to_jsonb(old); end if;
  for n in 0 .. tg_nargs / 3 - 1 loop
    was := app.in_history(before -> tg_argv[n * 3]); became := app.in_history(after -> tg_argv[n * 3]);
    if was is distinct from became then
      insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by)
        values (new.area_id, coalesce(after ->> 'young_person_id', after ->> 'id')::uuid, tg_argv[n * 3 + 1]::smallint, tg_argv[n * 3 + 2], was, became,
          nullif(current_setting('app.why', true), ''), me);
    end if;
  end loop;
  return null;
end $$;
create trigger keeps_history after update of given_names, surname, known_as, pronouns, born_on, born_on_estimated, born_on_source, sex, gender, ethnicity, language,
    interpreter_need, interpreter, easy_read, disability on app.young_person for each row execute function app.keeps_history(
  'given_names', '1', 'given names', 'surname', '1', 'surname', 'known_as', '1', 'name they go by', 'pronouns', '1', 'pronouns', 'born_on', '1', 'date of birth',
  'born_on_estimated', '1', 'date of birth is an estimate', 'born_on_source', '1', 'source of the estimate', 'sex', '1', 'sex', 'gender', '1', 'gender',
  'ethnicity', '1', 'ethnicity', 'language', '1', 'language', 'interpreter_need', '1', 'interpreter', 'interpreter', '1', 'interpreter reference',
  'easy_read', '1', 'easy read', 'disability', '1', 'disability');
create trigger keeps_history after update on app.young_person_detail for each row execute function app.keeps_history(
  'living_area', '2', 'living area', 'address', '2', 'address', 'postcode', '2', 'postcode', 'living_with', '2', 'whom they live with', 'phone', '2', 'phone',
  'school', '2', 'school', 'school_status', '2', 'how school is going', 'sen_provision', '2', 'special educational needs',
  'sen_type', '2', 'kinds of special educational need', 'case_status', '2', 'case status', 'care_status', '2', 'care or legal status',
  'safe_number', '2', 'safe number', 'safe_when', '2', 'when it is safe', 'never_text', '2', 'never text', 'safe_word', '2', 'safe word',
  'safe_contact_note', '2', 'safe contact note');
create trigger keeps_history after insert or update on app.local_picture for each row execute function app.keeps_history(
  'active_places', '4', 'networks active in', 'originating_networks', '4', 'networks from', 'flags', '4', 'what happens around them', 'note', '4', 'note on the local picture');

-- A kind of exploitation that people begin or cease to worry about. An entry that was moved here after it ended changes
-- nothing that stands.
create function app.concern_keeps_history() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); begins boolean := tg_op = 'INSERT';
begin
  if me is null or (begins and new.ended_at is not null) or (not begins and (old.ended_at is not null or new.ended_at is null)) then return null; end if;
  insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by, entry_id)
    values (new.area_id, new.young_person_id, 4, 'kind of exploitation', case when not begins then new.kind end, case when begins then new.kind end,
      case when not begins then new.ended_reason end, me, new.id);
  return null;
end $$;
create trigger keeps_history after insert or update of ended_at on app.exploitation_concern for each row execute function app.concern_keeps_history();

-- What was written before this: an entry is known by its moment, where only one was recorded or ended then.
update app.record_change c set entry_id = e.id from app.exploitation_concern e
  where c.field = 'kind of exploitation' and e.area_id = c.area_id and e.young_person_id = c.young_person_id
    and date_trunc('milliseconds', c.changed_at) = date_trunc('milliseconds', case when c.became is null then e.ended_at else e.recorded_at end)
    and (select count(*) from app.exploitation_concern o where o.area_id = e.area_id and o.young_person_id = e.young_person_id
      and date_trunc('milliseconds', case when c.became is null then o.ended_at else o.recorded_at end) = date_trunc('milliseconds', c.changed_at)) = 1;
update app.record_change c set moved_at = e.moved_at from app.exploitation_concern e where e.area_id = c.area_id and e.id = c.entry_id and e.moved_at is not null;

-- ------------------------------------------------------------------------------------------------------------------
-- Nobody writes under another's name, and what is over is not written again.

revoke update (since_on, note) on app.exploitation_concern from app;
alter policy end_it on app.exploitation_concern
  using (moved_at is null and ended_at is null and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]) and (ended_by is null or ended_by = (select app.person_id())));
alter policy end_it on app.young_person_link
  using (moved_at is null and ended_at is null
    and (young_person_id = any ((select app.my_young_people('link young people'))::uuid[]) or other_id = any ((select app.my_young_people('link young people'))::uuid[])))
  with check ((young_person_id = any ((select app.my_young_people('link young people'))::uuid[]) or other_id = any ((select app.my_young_people('link young people'))::uuid[]))
    and (ended_by is null or ended_by = (select app.person_id())));
alter policy record_it on app.local_picture
  with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
alter policy change_it on app.local_picture
  with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
alter policy change_circumstances on app.young_person_detail
  with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('change circumstances'))::uuid[]));
-- Who is recorded was born.
alter table app.young_person add constraint young_person_born_before_recorded check (born_on <= (created_at at time zone 'Europe/London')::date);

-- R6: whose name it is stands with a yes alone. What was kept before this rule stays as it was kept.
alter table app.trusted_adult add constraint trusted_adult_words_say_who check (words is null or answer = 'yes') not valid;

-- ------------------------------------------------------------------------------------------------------------------
-- Recorded against the wrong young person.

alter table app.young_person_status add column moved_at timestamptz;
comment on column app.young_person_status.moved_at is 'S2. When it turned out to be about another young person; hidden since.';
alter policy read_s2 on app.young_person_status using (moved_at is null and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
alter table app.wrong_child drop constraint wrong_child_kind, add constraint wrong_child_kind
  check (kind in ('exploitation concern', 'trusted adult', 'link', 'status', 'risk assessment', 'screening'));

-- As in 0010; and the history knows the entry.
create or replace function app.set_status(young_person uuid, shown integer, status text, since date, note text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare y app.young_person; entry uuid;
begin
  if not ('change status' = any (app.my_acts_on(young_person))) then raise exception 'not yours to say' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = set_status.young_person for update;
  if y.version <> shown then return 'stale'; end if;
  insert into app.young_person_status (area_id, young_person_id, status, since_on, note, recorded_by) values (y.area_id, y.id, status, since, note, app.person_id()) returning id into entry;
  insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by, entry_id)
    values (y.area_id, y.id, 2, 'status', y.status, set_status.status, note, app.person_id(), entry);
  if set_status.status = 'died' then perform app.ask_no_more(y.area_id, y.id, array['tell of a death']); end if;
  update app.young_person x set status = set_status.status, status_since = case when set_status.status <> 'none' then since end, version = x.version + 1
    where x.area_id = y.area_id and x.id = y.id;
  return 'done';
end $$;

-- What is true of a young person now is what was said last and not moved away; whoever holds the case is told of a change.
create function app.status_as_last_said(area uuid, young_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare last app.young_person_status; y app.young_person;
begin
  select * into y from app.young_person x where x.area_id = area and x.id = status_as_last_said.young_person for update;
  select * into last from app.young_person_status s where s.area_id = area and s.young_person_id = status_as_last_said.young_person and s.moved_at is null
    order by s.recorded_at desc, s.id desc limit 1;
  last.status := coalesce(last.status, 'none');
  if y.status = last.status and y.status_since is not distinct from (case when last.status <> 'none' then last.since_on end) then return; end if;
  update app.young_person x set status = last.status, status_since = case when last.status <> 'none' then last.since_on end, version = x.version + 1 where x.area_id = area and x.id = y.id;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, h.area_id, h.young_person_id, 'status changed', '/' || (select x.key from app.area x where x.id = area) || '/young-people/' || h.young_person_id, 'today'
    from app.case_holding h, unnest(case when h.person_id is null then app.people_at('team:' || h.team_id) else array[h.person_id] end) who
    where h.area_id = area and h.young_person_id = y.id and h.until_at is null and who is distinct from app.person_id();
end $$;

-- As in 0010; and a status, save a death, which is put right by opening the record again. The history of the entry is
-- hidden with it; where it belongs, the history says that it was recorded now, by whoever moved it.
create or replace function app.move_entry(young_person uuid, kind text, entry uuid, right_one uuid, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare area uuid; was jsonb; copy uuid := uuidv7();
begin
  if not ('move an entry' = any (app.my_acts_on(young_person))) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not ('record what is known' = any (app.my_acts_on(right_one)))
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  if kind = 'exploitation concern' then
    select to_jsonb(e) into was from app.exploitation_concern e where e.area_id = area and e.id = entry and e.young_person_id = move_entry.young_person and e.moved_at is null for update;
    if was is null then return 'gone'; end if;
    if was->>'ended_at' is null and exists (select 1 from app.exploitation_concern e where e.area_id = area and e.young_person_id = right_one and e.kind = was->>'kind'
      and e.ended_at is null and e.moved_at is null) then return 'stands there already'; end if;
    update app.exploitation_concern e set moved_at = now() where e.area_id = area and e.id = entry;
    insert into app.exploitation_concern select (jsonb_populate_record(null::app.exploitation_concern, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  elsif kind = 'trusted adult' then
    select to_jsonb(e) into was from app.trusted_adult e where e.area_id = area and e.id = entry and e.young_person_id = move_entry.young_person and e.moved_at is null for update;
    if was is null then return 'gone'; end if;
    update app.trusted_adult e set moved_at = now() where e.area_id = area and e.id = entry;
    insert into app.trusted_adult select (jsonb_populate_record(null::app.trusted_adult, was || jsonb_build_object('id', copy, 'young_person_id', right_one,
      'words', case when was->>'answer' = 'yes' then was->>'words' end))).*;
  elsif kind = 'link' then
    select to_jsonb(e) into was from app.young_person_link e where e.area_id = area and e.id = entry and e.young_person_id = move_entry.young_person and e.moved_at is null for update;
    if was is null then return 'gone'; end if;
    if was->>'other_id' = right_one::text or (was->>'ended_at' is null and exists (select 1 from app.young_person_link l where l.area_id = area and l.kind = was->>'kind'
      and l.ended_at is null and l.moved_at is null and ((l.young_person_id = right_one and l.other_id = (was->>'other_id')::uuid)
        or (l.other_id = right_one and l.young_person_id = (was->>'other_id')::uuid)))) then return 'stands there already'; end if;
    update app.young_person_link e set moved_at = now() where e.area_id = area and e.id = entry;
    insert into app.young_person_link select (jsonb_populate_record(null::app.young_person_link, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  elsif kind = 'status' then
    -- Both records change: locked in the order in which merging locks them.
    perform 1 from app.young_person y where y.id in (young_person, right_one) order by y.id for update;
    select to_jsonb(e) into was from app.young_person_status e where e.area_id = area and e.id = entry and e.young_person_id = move_entry.young_person and e.moved_at is null
      and e.status <> 'died' for update;
    -- What opened a locked record again stays: without it the death would be what was said last.
    if was is null or 'died' = (select s.status from app.young_person_status s where s.area_id = area and s.young_person_id = move_entry.young_person
      and s.id <> entry and s.moved_at is null order by s.recorded_at desc, s.id desc limit 1) then return 'gone'; end if;
    update app.young_person_status e set moved_at = now() where e.area_id = area and e.id = entry;
    insert into app.young_person_status select (jsonb_populate_record(null::app.young_person_status, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
    insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by, entry_id)
      select area, right_one, 2, 'status', y.status, was->>'status', was->>'note', app.person_id(), copy from app.young_person y where y.area_id = area and y.id = right_one;
    perform app.status_as_last_said(area, young_person);
    perform app.status_as_last_said(area, right_one);
  else return 'gone'; end if;
  update app.record_change c set moved_at = now() where c.area_id = area and c.entry_id = entry;
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, kind, entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), (was->>'recorded_at')::timestamptz, app.person_id());
  return 'done';
end $$;

-- An entry as it was before it was moved; null where it is gone. No login may call it.
create function app.entry_as_it_was(area uuid, kind text, entry uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare it jsonb; stays constant jsonb := '{"moved_at": null}';
begin
  case kind
    when 'exploitation concern' then select to_jsonb(e) || stays into it from app.exploitation_concern e where e.area_id = area and e.id = entry;
    when 'trusted adult' then select to_jsonb(e) || stays into it from app.trusted_adult e where e.area_id = area and e.id = entry;
    when 'link' then select to_jsonb(e) || stays into it from app.young_person_link e where e.area_id = area and e.id = entry;
    when 'status' then select to_jsonb(e) || stays into it from app.young_person_status e where e.area_id = area and e.id = entry;
    when 'screening' then select to_jsonb(e) || stays into it from app.screening e where e.area_id = area and e.id = entry;
    when 'risk assessment' then
      select to_jsonb(e) || stays || jsonb_build_object(
        'sections', (select jsonb_agg(to_jsonb(s) order by s.section_key) from app.assessment_section s where s.area_id = area and s.assessment_id = entry),
        'people', (select jsonb_agg(to_jsonb(p) || stays order by p.id) from app.person_who_poses_risk p where p.area_id = area and p.assessment_id = entry))
        into it from app.assessment e where e.area_id = area and e.id = entry;
  end case;
  return it;
end $$;

-- What the seal was put on, word for word: a table may get columns later, and the seal must still fit.
create table app.sealed_entry (
  area_id uuid not null,
  wrong_child_id uuid not null,
  original jsonb not null,
  primary key (area_id, wrong_child_id),
  constraint sealed_entry_wrong_child foreign key (area_id, wrong_child_id) references app.wrong_child (area_id, id)
);
select app.guard('app.sealed_entry');
comment on table app.sealed_entry is 'S5. An entry that was recorded against the wrong young person, as it was when it was sealed. Only functions read it, for governance.';
comment on column app.sealed_entry.area_id is 'S5. Area.';
comment on column app.sealed_entry.wrong_child_id is 'S5. The move that sealed it.';
comment on column app.sealed_entry.original is 'S5. The entry, word for word: its SHA-256 is the seal.';

create function app.seals_the_entry() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare it jsonb := app.entry_as_it_was(new.area_id, new.kind, new.entry_id);
begin
  if it is null or sha256(convert_to(it::text, 'UTF8')) <> new.seal then raise exception 'the seal does not fit what it is put on'; end if;
  insert into app.sealed_entry (area_id, wrong_child_id, original) values (new.area_id, new.id, it);
  return null;
end $$;
create trigger seals_the_entry after insert on app.wrong_child for each row execute function app.seals_the_entry();

-- What was sealed before this, where the seal still fits; npm run audit:verify tells of any other.
insert into app.sealed_entry (area_id, wrong_child_id, original)
  select w.area_id, w.id, it from app.wrong_child w, app.entry_as_it_was(w.area_id, w.kind, w.entry_id) it
  where it is not null and sha256(convert_to(it::text, 'UTF8')) = w.seal;

-- Who opened the record of the wrong child while the entry stood there: whoever has to be told. A link stood on both.
create function app.readers_of_entry(move app.wrong_child) returns table (person_id uuid, name text, title text, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  select p.id, p.name, p.title, min(e.at) from app.audit_event e join app.person p on p.id = e.person_id
  where e.young_person_id in (select (move).young_person_id union select l.other_id from app.young_person_link l where l.area_id = (move).area_id and l.id = (move).entry_id)
    and e.outcome = 'read' and e.at between (move).recorded_at and (move).moved_at
  group by p.id, p.name, p.title order by min(e.at) limit 200
$$;
create or replace function app.who_saw_entry(young_person uuid, move uuid) returns table (person_id uuid, name text, title text, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  select s.person_id, s.name, s.title, s.first_at from app.wrong_child w, app.readers_of_entry(w) s
  where w.young_person_id = $1 and w.id = move and 'move an entry' = any (app.my_acts_on($1))
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Governance: what was moved in an area and why; and, for a reason that is written down first, the sealed original.

insert into app.role_may (role, act) values ('information-governance', 'read moved entries');

-- Newest first, after the one last shown, or one alone. References, never names: what an entry says opens one at a time.
create function app.moved_entries(area uuid, one uuid, before_id uuid, most integer)
returns table (id uuid, young_person_id uuid, right_young_person_id uuid, kind text, reference text, right_reference text, recorded_at timestamptz, moved_at timestamptz, by_name text, by_title text, reason text, seen_by jsonb)
language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare walls uuid[] := app.my_walls();
begin
  if area is null or not area = any (app.my_areas_to('read moved entries')) then return; end if;
  return query
    select w.id, w.young_person_id, w.right_young_person_id, w.kind, y.reference, r.reference, w.recorded_at, w.moved_at, p.name, p.title, w.reason,
      (select coalesce(jsonb_agg(jsonb_build_object('name', s.name, 'title', s.title)), '[]') from app.readers_of_entry(w) s)
    from app.wrong_child w join app.person p on p.id = w.moved_by
      join app.young_person y on y.area_id = w.area_id and y.id = w.young_person_id join app.young_person r on r.area_id = w.area_id and r.id = w.right_young_person_id
    where w.area_id = area and (one is null or w.id = one) and (before_id is null or w.id < before_id) and w.young_person_id <> all (walls) and w.right_young_person_id <> all (walls)
    order by w.id desc limit least(most, 100);
end $$;
create index wrong_child_newest on app.wrong_child (area_id, id desc);

-- Opens the sealed original for an hour to whoever says why, and writes that down on the record it stood on. False where
-- there is none for them.
create function app.open_moved_entry(area uuid, move uuid, why text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare w app.wrong_child;
begin
  if area is null or not area = any (app.my_areas_to('read moved entries')) or coalesce(why, '') = '' then return false; end if;
  select * into w from app.wrong_child x where x.area_id = area and x.id = move and x.young_person_id <> all (app.my_walls()) and x.right_young_person_id <> all (app.my_walls());
  if not found then return false; end if;
  insert into app.audit_event (person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail)
    values (app.person_id(), app.session_id(), 'sealed entry opened', 'done', array['information governance'], w.area_id, w.young_person_id, w.id, jsonb_build_object('why', why));
  return true;
end $$;

-- The original, to whoever opened it within the hour; with whether its seal fits.
create function app.moved_entry(area uuid, move uuid) returns table (original jsonb, sealed boolean) language sql stable security definer set search_path = pg_catalog, app as $$
  select s.original, sha256(convert_to(s.original::text, 'UTF8')) = w.seal
  from app.wrong_child w join app.sealed_entry s on s.area_id = w.area_id and s.wrong_child_id = w.id
  where w.area_id = $1 and w.id = $2 and $1 = any (app.my_areas_to('read moved entries'))
    and w.young_person_id <> all (app.my_walls()) and w.right_young_person_id <> all (app.my_walls())
    and exists (select 1 from app.audit_event e where e.person_id = app.person_id() and e.at > now() - interval '60 minutes' and e.record_id = w.id and e.act = 'sealed entry opened')
$$;
grant execute on function app.moved_entries(uuid, uuid, uuid, integer), app.open_moved_entry(uuid, uuid, text), app.moved_entry(uuid, uuid) to app;

-- Nothing goes out by itself yet; what is built to asks first (docs/adr).
comment on column app.young_person.status is 'S1. Where they are now, if not where they are expected. Whatever would reach them or their family by itself asks this first.';
comment on table app.young_person_status is 'S2. Missing now, custody, hospital, secure, died: since when, and who said so. Append-only.';

-- ------------------------------------------------------------------------------------------------------------------
-- Children cross borders (docs/adr): a night call reaches the duty team of the area where they live.

-- One at a time, and only where the responsible area works together with the one they live in. The key of an area says
-- where; other words say that it is somewhere else.
create view app.area_relation_living as
  select m.person_id, y.area_id, y.id as young_person_id, 'duty where they live'::text as because from app.membership m
    join app.area lives on lives.id = m.area_id
    join app.young_person_detail d on d.living_area = lives.key
    join app.young_person y on y.area_id = d.area_id and y.id = d.young_person_id and y.merged_into is null
    join app.area responsible on responsible.id = y.area_id and lives.id = any (responsible.partners)
    where m.role = 'duty' and m.from_at <= now() and (m.until_at is null or m.until_at > now());
do $$ begin
  execute 'create or replace view app.area_relation as ' || rtrim(rtrim(pg_get_viewdef('app.area_relation'::regclass)), ';') || ' union all select person_id, area_id, young_person_id, because from app.area_relation_living';
end $$;
insert into app.relation_kind (because, role, says) values ('duty where they live', 'duty', 'You are on duty for the area where this young person lives.');
insert into app.relation_may (because, act) select 'duty where they live', act from app.relation_may where because = 'duty';

-- Search before recording looks each candidate up by its key. The planner expects many more of them than there are, and
-- with a whole area's young people would rather read everybody.
alter function app.search_young_people(uuid, text, text, text, date, text, jsonb) set enable_seqscan to off;

-- Another adult takes over: the next one is matched while the one who is there still is, so that they can be introduced by
-- somebody the young person knows (R144). And what an attack on the match found: who ends it, on which days, and a second
-- person's no.

alter table app.match add follows_id uuid, add handing_over_at timestamptz;
comment on column app.match.follows_id is 'S3. The match it takes over from.';
comment on column app.match.handing_over_at is 'S3. Since when somebody else is to take over; nothing where that came to nothing.';
alter table app.match add constraint match_follows foreign key (area_id, follows_id) references app.match (area_id, id);
create index match_follows_index on app.match (area_id, follows_id);
drop index app.match_one_open;
create unique index match_one_open on app.match (area_id, strand_allocation_id) where ended_at is null and handing_over_at is null;
alter table app.match drop constraint match_end_reason;
alter table app.match add constraint match_end_reason check (end_reason in ('as planned', 'somebody else takes over', 'the young person wished it', 'the worker leaves', 'it was not the right match',
  'it is not safe', 'the strand ended', 'it was not approved', 'the young person died'));
grant insert (follows_id) on app.match to app;
grant update (handing_over_at, planned_on, introduced_by, introduction_how) on app.match to app;

-- The one who takes over is somebody else, and takes over from whoever is there now. Looked at after the policies.
create function app.match_takes_over() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare before app.match;
begin
  if new.follows_id is null then
    if exists (select from app.match m where m.area_id = new.area_id and m.strand_allocation_id = new.strand_allocation_id and m.ended_at is null and m.id <> new.id) then
      perform app.against('match_one_open', 'they are matched already'); end if;
    return null;
  end if;
  select * into before from app.match m where m.area_id = new.area_id and m.id = new.follows_id and m.strand_allocation_id = new.strand_allocation_id and m.ended_at is null and m.handing_over_at is not null;
  if before.id is null or exists (select from app.match m where m.area_id = new.area_id and m.strand_allocation_id = new.strand_allocation_id and m.ended_at is null and m.id not in (new.id, before.id)) then
    perform app.against('match_takes_over_from_the_one', 'it takes over from the one who is there'); end if;
  if exists (select from app.worker w join app.worker b on b.person_id = w.person_id where w.area_id = new.area_id and w.id = new.worker_id and b.area_id = new.area_id and b.id = before.worker_id) then
    perform app.against('match_takes_over_by_another', 'somebody else takes over'); end if;
  -- Both are there until the first has said goodbye: that is asked for from now on.
  perform app.ask_for_goodbyes(new.area_id, array[before.id]);
  return null;
end $$;
revoke all on function app.match_takes_over() from public;
create trigger match_takes_over after insert on app.match for each row execute function app.match_takes_over();

-- As in 0106. Nobody ends or changes their own match; days lie where they can, and none is taken back; while a match pauses
-- they do not meet; a plan is changed until they have met.
create or replace function app.match_changes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare stood date; key text;
begin
  if pg_trigger_depth() = 1 and new.stopped_at is not distinct from old.stopped_at and to_jsonb(new) - 'counts' <> to_jsonb(old) - 'counts' and exists (select from app.worker w where w.area_id = new.area_id and w.id = new.worker_id and w.person_id = app.person_id()) then
    perform app.against('match_not_with_oneself', 'nobody decides about their own match'); end if;
  if new.ended_by is not null then
    if app.person_id() is not null and new.ended_by <> app.person_id() then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.ended_at := now();
    perform app.settle_all(new.area_id, '{"approve a match","plan a goodbye"}', array[new.id]);
    if (new.end_reason = 'the young person died') <> exists (select from app.young_person y where y.area_id = new.area_id and y.id = any (app.records_of(new.young_person_id)) and y.status = 'died') then
      perform app.against('match_ends_as_it_did', 'why it ends is what happened'); end if;
  end if;
  if new.handing_over_at is not null then new.handing_over_at := coalesce(old.handing_over_at, now()); end if;
  if new.introduced_on is distinct from old.introduced_on or new.started_on is distinct from old.started_on then
    if new.stopped_at is not null or not (new.accepts = '{}' or new.approved_at is not null) then
      perform app.against('match_approved_before_they_meet', 'approved first'); end if;
    if new.introduced_on is null or old.started_on is not null and new.started_on is null then
      perform app.against('match_days_stay', 'a day that was is not taken back'); end if;
    stood := (coalesce(new.approved_at, new.made_at) at time zone 'Europe/London')::date;
    if new.introduced_on < stood or new.started_on < stood then perform app.against('match_stands_before_they_meet', 'the match first'); end if;
    if exists (select from app.match_pause p where p.area_id = new.area_id and p.match_id = new.id and p.over_at is null
        and (p.from_at at time zone 'Europe/London')::date < greatest(case when new.introduced_on is distinct from old.introduced_on then new.introduced_on end, case when new.started_on is distinct from old.started_on then new.started_on end)) then
      perform app.against('match_not_while_it_pauses', 'no new meetings for now'); end if;
  end if;
  if new.introduced_on > app.today() or new.started_on > app.today() or new.ended_on > app.today() then
    perform app.against('match_on_days_that_were', 'on a day that was'); end if;
  if (new.planned_on, new.introduced_by, new.introduction_how) is distinct from (old.planned_on, old.introduced_by, old.introduction_how) and old.introduced_on is not null then
    perform app.against('match_plan_until_they_met', 'they have met already'); end if;
  return new;
end $$;

-- Whoever waited for somebody waits again: the one who was to take over will not, or the next adult is asked for, where
-- their strand goes on and they take part.
create function app.match_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.settle_all(new.area_id, '{"plan a goodbye"}', array(select m.id from app.match m where m.area_id = new.area_id and m.id = new.follows_id and m.ended_at is null and m.stopped_at is null));
  update app.match m set handing_over_at = null, version = m.version + 1 where m.area_id = new.area_id and m.id = new.follows_id and m.ended_at is null;
  perform app.ask_for_adult(new.area_id, new.strand_allocation_id);
  return null;
end $$;
revoke all on function app.match_ended() from public;

-- Asks the service of a strand for an adult, where nobody is there and the young person takes part.
create function app.ask_for_adult(area uuid, allocation uuid) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select app.ask_of(s.area_id, s.young_person_id, 'match a worker', s.id, array['service:' || s.area_id || ':' || s.service_key], null,
    app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates'))
  from app.strand_allocation s where s.area_id = $1 and s.id = $2 and s.until_at is null
    and (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d)
    and not exists (select from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
$$;
revoke all on function app.ask_for_adult(uuid, uuid) from public;
create trigger match_ended after update of ended_at, ended_by on app.match for each row when (old.ended_at is null and new.ended_at is not null) execute function app.match_ended();

-- Somebody who says yes later, or again, is looked for again.
create function app.yes_asks_for_adult() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.ask_for_adult(s.area_id, s.id) from app.strand_allocation s where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)) and s.until_at is null;
  return null;
end $$;
revoke all on function app.yes_asks_for_adult() from public;
create trigger yes_asks_for_adult after insert on app.consent for each row when (new.question = 'taking part') execute function app.yes_asks_for_adult();

-- As in 0106; the adult's telephone has somebody new.
create or replace function app.match_stands(area uuid, match uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare allocation uuid;
begin
  select m.strand_allocation_id into allocation from app.match m where m.area_id = $1 and m.id = $2;
  perform app.settle_all(area, '{"match a worker"}', array[allocation]);
  perform app.tell_of_match(area, match, 'match made');
end $$;

-- The second person says no: it ends before anything opened, and whoever made it reads why.
create function app.decline_match(match uuid, why text) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it app.match;
begin
  select m.* into it from app.match m where m.id = $1 and m.area_id in (select x.area_id from app.matches_to_approve() x where x.id = $1) for update;
  if it.id is null or it.approved_at is not null or it.ended_at is not null or it.stopped_at is not null then return 'gone'; end if;
  update app.match m set ended_on = app.today(), ended_by = app.person_id(), end_reason = 'it was not approved', goodbye = why, version = m.version + 1 where m.area_id = it.area_id and m.id = it.id;
  return 'done';
end $$;
revoke all on function app.decline_match(uuid, text) from public;
grant execute on function app.decline_match(uuid, text) to app;

-- Whose match somebody approves or declines in this transaction, for the audit alone: they read no name, the audit knows the child.
create function app.acted_on_match(request uuid, act text, match uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it app.match;
begin
  select m.* into it from app.match m where m.id = $3 and case act when 'match approved' then m.approved_by = app.person_id() and m.approved_at = now()
    when 'match declined' then m.ended_by = app.person_id() and m.ended_at = now() else false end;
  if it.id is null then raise exception 'nothing of theirs' using errcode = 'insufficient_privilege'; end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
    values (request, app.person_id(), app.session_id(), act, 'done', '{second person}', it.area_id, it.young_person_id, it.id, '{}', app.my_roles_for('{}'));
end $$;
revoke all on function app.acted_on_match(uuid, text, uuid) from public;
grant execute on function app.acted_on_match(uuid, text, uuid) to app;

-- Somebody who has died is nobody's to meet: it ends with that, a place is free again, and nobody is asked for a goodbye.
create function app.death_stops_matches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.match m set stopped_at = now() where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.id)) and m.ended_at is null and m.stopped_at is null;
  update app.match m set ended_on = app.today(), ended_by = app.person_id(), end_reason = 'the young person died', goodbye = 'They died.', version = m.version + 1
    where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.id)) and m.ended_at is null and app.person_id() is not null;
  return null;
end $$;
revoke all on function app.death_stops_matches() from public;
create trigger death_stops_matches after update of status on app.young_person for each row when (new.status = 'died' and old.status <> 'died') execute function app.death_stops_matches();

-- As in 0092. Whoever was only the second person for a match never had the record open: for them it is not there.
create or replace function app.opened_by_me_until(young_person uuid) returns timestamptz
  language sql stable security definer set search_path = pg_catalog, app as $$
  select max(e.at) from app.audit_event e where e.young_person_id = $1 and e.person_id = app.person_id() and e.outcome in ('read', 'done')
    and e.at > now() - interval '28 days' and e.act <> 'young people listed' and e.because <> '{second person}' and not (select array[$1] <@ app.visible_young_people(array[$1]))
$$;

-- A record under which somebody is still matched, or the goodbye is not written yet, is not merged into another.
do $$ declare says text := pg_get_functiondef('app.under_way(uuid,uuid)'::regprocedure); was constant text := 'or exists (select 1 from app.strand_allocation s where'; begin
  if position(was in says) = 0 then raise exception 'app.under_way() says it otherwise'; end if;
  execute replace(says, was, 'or exists (select 1 from app.match m where m.area_id = area and m.young_person_id = under_way.young_person and m.ended_at is null) ' || was);
end $$;

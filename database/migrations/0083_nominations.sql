-- What the forum says after a nomination was begun reaches it; whoever is close to a nomination does not decide about it;
-- a nomination that was taken back closes the record to the panel; a deputy and the manager of a service see what is asked.

-- What the forum says of a young person now: its newest outcome, a correction included. No login may call it.
create function app.latest_outcome(area uuid, young_person uuid) returns app.forum_outcome language sql stable security definer set search_path = pg_catalog, app as $$
  select o from app.forum_outcome o where o.area_id = $1 and o.young_person_id = $2 order by o.recorded_at desc, o.id desc limit 1
$$;

-- R130: there is no way to the panel past the risk assessment, whatever was discussed before it was complete. One that was
-- made under a record that was merged into this one counts. No login may call it.
create function app.is_assessed(area uuid, young_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.young_person y join app.assessment a on a.area_id = y.area_id and a.young_person_id = y.id
    where y.area_id = $1 and (y.id = $2 or y.merged_into = $2) and a.completed_at is not null and a.set_aside_at is null and a.moved_at is null)
$$;

-- As in 0040; and with what the newest outcome found, a completed risk assessment, and an introduction still to come. An
-- outcome being recorded at the same moment is waited for, so that either this sees it or it sees what was sent.
create or replace function app.nomination_changes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); child app.young_person; ages jsonb; years integer; says jsonb; latest app.forum_outcome;
begin
  if new.decided_at is distinct from old.decided_at and pg_trigger_depth() < 2 then
    perform app.against('nomination_is_decided_by_a_decision', 'a nomination is decided by a decision'); end if;
  if (new.question_since, new.paused_seconds) is distinct from (old.question_since, old.paused_seconds) and pg_trigger_depth() < 2 then
    perform app.against('nomination_pauses_for_a_question', 'a nomination pauses for a question'); end if;
  if new.withdrawn_at is distinct from old.withdrawn_at then
    if old.withdrawn_at is not null or old.decided_at is not null then perform app.against('nomination_is_closed', 'the nomination is closed'); end if;
    if me is not null and new.withdrawn_by is distinct from me then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
  end if;
  if new.submitted_at is distinct from old.submitted_at then
    if old.submitted_at is not null then perform app.against('nomination_submitted_once', 'a nomination is submitted once'); end if;
    if new.withdrawn_at is not null then perform app.against('nomination_is_closed', 'the nomination is closed'); end if;
    if me is not null then
      if new.submitted_by is distinct from me then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
      -- A hand-over under way is waited for; who holds the case afterwards may submit, nobody else.
      perform 1 from app.case_holding h where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null for share;
      if new.young_person_id <> all (app.my_young_people('nominate')) then raise exception 'the case was handed over' using errcode = 'insufficient_privilege'; end if;
    end if;
    perform 1 from app.discussion d where d.area_id = new.area_id and d.young_person_id = new.young_person_id order by d.id for share;
    select * into child from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id for no key update;
    select a.configuration -> 'ages' into ages from app.area a where a.id = new.area_id;
    says := app.nomination_says(new.area_id, new.id);
    if child.status = 'died' then perform app.against('nomination_of_somebody_alive', 'the young person has died'); end if;
    if child.born_on is null then perform app.against('nomination_needs_a_date_of_birth', 'no date of birth, not even estimated'); end if;
    years := extract(year from age((now() at time zone 'Europe/London')::date::timestamp, child.born_on::timestamp));
    if years >= (ages ->> 'under')::int then perform app.against('nomination_under_eighteen', 'not under the age'); end if;
    if (years < (ages ->> 'principallyFrom')::int or years > (ages ->> 'principallyTo')::int) and not says ? 'age-reason' then
      perform app.against('nomination_outside_ages_has_a_reason', 'outside the ages without a reason'); end if;
    if not app.is_assessed(new.area_id, new.young_person_id) then
      perform app.against('nomination_needs_an_assessment', 'no completed risk assessment'); end if;
    if not (says ? case when says ->> 'young-person-asked' = 'yes' then 'young-person-words' else 'young-person-not-asked' end
        and says ? case when says ->> 'family-asked' = 'yes' then 'family-words' else 'family-not-asked' end
        and says ?& array['young-person-asked', 'family-asked', 'introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by', 'could-fail']
        and says ?| array['hope-relationships', 'hope-safety', 'hope-stability', 'hope-learning', 'hope-wellbeing', 'hope-activities']) then
      perform app.against('nomination_is_complete', 'answers are missing'); end if;
    -- Days are kept as they are written, yyyy-mm-dd, and so compare as text.
    if says ->> 'introduction-by' < (new.submitted_at at time zone 'Europe/London')::date::text then
      perform app.against('nomination_introduction_is_to_come', 'the day of the introduction has passed'); end if;
    latest := app.latest_outcome(new.area_id, new.young_person_id);
    if not latest.both_yes then perform app.against('nomination_follows_the_latest_outcome', 'a later discussion answered otherwise'); end if;
    new.finding := latest.finding;
  end if;
  return new;
end $$;

-- Nobody decides about a young person whose case they hold, nor about what they wrote themselves (access, separation of
-- duties), whoever pressed the button: which of the two it is, or nothing. No login may call it.
create function app.too_close_to_decide(area uuid, nomination uuid, person uuid) returns text language sql stable security definer set search_path = pg_catalog, app as $$
  select case
    when exists (select from app.case_holding h where h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.person_id = $3 and h.until_at is null)
      then 'holds_the_case'
    when n.started_by = $3 or exists (select from app.nomination_answer a where a.area_id = n.area_id and a.nomination_id = n.id and a.given_by = $3) then 'wrote_it'
  end from app.nomination n where n.area_id = $1 and n.id = $2
$$;

-- The nominations about which the person who asks decides nothing: theirs in whatever way, or with a conflict of interest.
create function app.not_for_me_to_decide() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct id), '{}') from (
    select n.id from app.nomination n where n.submitted_by = app.person_id()
    union select n.id from app.nomination n where n.started_by = app.person_id()
    union select a.nomination_id from app.nomination_answer a where a.given_by = app.person_id()
    union select n.id from app.case_holding h join app.nomination n on n.area_id = h.area_id and n.young_person_id = h.young_person_id
      where h.person_id = app.person_id() and h.until_at is null
    union select d.nomination_id from (select distinct on (x.nomination_id) x.nomination_id, x.conflict from app.panel_declaration x
      where x.person_id = app.person_id() order by x.nomination_id, x.recorded_at desc, x.id desc) d where d.conflict) mine
$$;
grant execute on function app.not_for_me_to_decide() to app;

-- As in 0040; and an acceptance stands on what the forum says now, and on an introduction still to come.
create or replace function app.nomination_decision_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare n app.nomination; declared app.panel_declaration; latest app.forum_outcome; close text;
begin
  select * into n from app.nomination where area_id = new.area_id and id = new.nomination_id for update;
  if n.decided_at is not null then perform app.against('nomination_decision_once', 'it is decided already'); end if;
  if n.submitted_at is null or n.withdrawn_at is not null then perform app.against('nomination_decision_on_what_was_submitted', 'the nomination is not before the panel'); end if;
  if new.decided_on > (now() at time zone 'Europe/London')::date or new.decided_on < (n.submitted_at at time zone 'Europe/London')::date then
    perform app.against('nomination_decision_after_submission', 'the day is before the nomination or after today'); end if;
  close := app.too_close_to_decide(new.area_id, new.nomination_id, new.decided_by);
  if close is not null and new.decided_by <> n.submitted_by then
    perform app.against('nomination_decision_not_by_who_' || close, 'who decides has no part in it'); end if;
  select * into declared from app.panel_declaration where area_id = new.area_id and nomination_id = new.nomination_id and person_id = new.decided_by
    order by recorded_at desc, id desc limit 1;
  if declared.here is not true then perform app.against('nomination_decision_by_who_takes_part', 'who decides takes part'); end if;
  if declared.conflict then perform app.against('nomination_decision_without_conflict', 'who decides has no conflict of interest'); end if;
  if new.kind = 'accepted' then
    if new.introduction_by < new.decided_on then
      perform app.against('nomination_decision_introduces_afterwards', 'the introduction is before the decision'); end if;
    -- An outcome being recorded at the same moment is waited for, as a fact is where a service is chosen.
    perform 1 from app.discussion d where d.area_id = new.area_id and d.young_person_id = new.young_person_id order by d.id for update;
    perform 1 from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id for update;
    latest := app.latest_outcome(new.area_id, new.young_person_id);
    if not latest.both_yes then
      perform app.against('nomination_decision_follows_the_latest_outcome', 'a later discussion answered otherwise'); end if;
  end if;
  return new;
end $$;

-- As in 0040; compared with what the forum found last, whichever outcome the nomination followed.
create or replace function app.strand_allocation_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare latest app.forum_outcome; declared app.panel_declaration; close text;
begin
  perform 1 from app.discussion d where d.area_id = new.area_id and d.young_person_id = new.young_person_id order by d.id for update;
  perform 1 from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id for update;
  if exists (select from app.risk_fact f join app.service s on s.area_id = f.area_id and s.key = new.service_key and f.kind = any (s.limbs)
      where f.area_id = new.area_id and f.young_person_id = new.young_person_id and f.certainty = 'known' and f.timing = 'current' and f.lifted_at is null) then
    perform app.against('strand_allocation_is_safe', 'this service cannot take this on safely'); end if;
  latest := app.latest_outcome(new.area_id, new.young_person_id);
  if new.different_reason is null and (latest.finding, new.strand) not in (('at risk of', 1), ('subject to', 2)) then
    perform app.against('strand_allocation_differs_with_a_reason', 'another strand than the finding, without a reason'); end if;
  close := app.too_close_to_decide(new.area_id, new.nomination_id, new.decided_by);
  if close is not null and new.decided_by <> new.submitted_by then
    perform app.against('strand_allocation_not_by_who_' || close, 'who decides has no part in it'); end if;
  select * into declared from app.panel_declaration where area_id = new.area_id and nomination_id = new.nomination_id and person_id = new.decided_by
    order by recorded_at desc, id desc limit 1;
  if declared.conflict then perform app.against('strand_allocation_without_conflict', 'who decides has no conflict of interest'); end if;
  return new;
end $$;

-- Ending one is a panel act like choosing it.
alter policy panel_ends on app.strand_allocation
  using (until_at is null and young_person_id = any ((select app.my_young_people('decide a nomination'))::uuid[])
    and nomination_id <> all ((select app.not_for_me_to_decide())::uuid[]));

-- Who takes part, and with which conflict of interest, is said of what the panel has before it, and of what it accepted:
-- strands are chosen and ended afterwards too. A conflict is taken back by nobody but whoever has it.
create function app.panel_declaration_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare n app.nomination; before app.panel_declaration;
begin
  select * into n from app.nomination where area_id = new.area_id and id = new.nomination_id for update;
  if n.submitted_at is null or n.withdrawn_at is not null or n.decided_as <> 'accepted' then
    perform app.against('panel_declaration_while_considered', 'the nomination is not before the panel'); end if;
  select * into before from app.panel_declaration d where d.area_id = new.area_id and d.nomination_id = new.nomination_id and d.person_id = new.person_id
    order by d.recorded_at desc, d.id desc limit 1;
  if before.conflict and not new.conflict and new.recorded_by <> new.person_id then
    perform app.against('panel_declaration_taken_back_by_its_owner', 'only they can take it back'); end if;
  return new;
end $$;
create trigger panel_declaration_comes before insert on app.panel_declaration for each row execute function app.panel_declaration_comes();

-- The coordinator learns of a new outcome while a nomination is before the panel: what it was sent for may be answered
-- otherwise now. Nobody whom a wall keeps away is told (0006).
create function app.outcome_reaches_the_panel() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, n.area_id, n.young_person_id, 'outcome while considered',
      '/' || (select a.key from app.area a where a.id = n.area_id) || '/young-people/' || n.young_person_id || '/nominations/' || n.id || '/consideration', 'today'
    from app.nomination n, unnest(app.people_at('role:' || n.area_id || ':coordinator')) who
    where n.area_id = new.area_id and n.young_person_id = new.young_person_id and n.submitted_at is not null and n.withdrawn_at is null and n.decided_at is null
      and who is distinct from app.person_id();
  return null;
end $$;
create trigger outcome_reaches_the_panel after insert on app.forum_outcome for each row execute function app.outcome_reaches_the_panel();

-- ------------------------------------------------------------------------------------------------------------------
-- A nomination that was taken back leaves the panel nothing to decide: where it was the only one, the record closes to
-- them, and they list it no longer. One that is before them, or was decided, keeps it open.

create or replace view app.area_relation_panel as
  select m.person_id, n.area_id, n.young_person_id, case m.role when 'coordinator' then 'coordinator' else 'panel member' end as because
  from app.membership m join app.nomination n on n.area_id = m.area_id and n.submitted_at is not null and n.withdrawn_at is null
  where m.role in ('coordinator', 'panel-member') and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- Why it was taken back is read where the young person is.
alter policy queue_or_read_s4 on app.nomination using (
  (submitted_at is not null and withdrawn_at is null and area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
  or young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));

create function app.nomination_closes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.young_person y set opened_to_panel_at = null where y.area_id = new.area_id and y.id = new.young_person_id and y.opened_to_panel_at is not null
    and not exists (select from app.nomination n where n.area_id = new.area_id and n.young_person_id = new.young_person_id
      and n.submitted_at is not null and n.withdrawn_at is null);
  return null;
end $$;
create trigger nomination_closes after update of withdrawn_at on app.nomination for each row when (new.withdrawn_at is not null and new.submitted_at is not null)
  execute function app.nomination_closes();

-- Those that were taken back before this came.
update app.young_person y set opened_to_panel_at = null where y.opened_to_panel_at is not null
  and exists (select from app.nomination n where n.area_id = y.area_id and n.young_person_id = y.id and n.withdrawn_at is not null)
  and not exists (select from app.nomination n where n.area_id = y.area_id and n.young_person_id = y.id and n.submitted_at is not null and n.withdrawn_at is null);

comment on column app.young_person.opened_to_panel_at is 'S1. Since when coordinator and panel of the area list the young person: a nomination was submitted, and not all were taken back.';

-- How many were taken back in an area since a moment: the panel counts them, and reads none.
create function app.nominations_taken_back(area uuid, since timestamptz) returns bigint language sql stable security definer set search_path = pg_catalog, app as $$
  select count(*) from app.nomination n where n.area_id = $1 and n.submitted_at is not null and n.withdrawn_at > $2
    and $1 = any (app.my_areas_to('list nominated young people'))
$$;
grant execute on function app.nominations_taken_back(uuid, timestamptz) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Whose desk. What is asked of a case-holder is seen by whoever stands in for them, for the young people they stand in
-- for; and what is asked of those who manage a service lies at the desk of that service, whoever manages it tomorrow.

alter table app.task drop constraint task_desk;
alter table app.task add constraint task_desk check (desk ~ '^(person|team):[0-9a-f-]{36}$' or desk ~ '^(role|service):[0-9a-f-]{36}:[a-z0-9-]+$') not valid;
alter table app.task validate constraint task_desk;
comment on column app.task.desk is 'S1. Where it lies: person:…, team:…, role:area:… or service:area:….';

create or replace function app.desks_of(person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct d), '{}') from (
    select 'person:' || person as d where person is not null
    union all select 'team:' || m.team_id from app.membership m where m.person_id = person and m.team_id is not null
      and m.role in ('case-holder', 'team-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    union all select 'service:' || m.area_id || ':' || m.service_key from app.membership m where m.person_id = person and m.service_key is not null
      and m.role in ('operational-manager', 'service-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    union all select 'role:' || m.area_id || ':' || m.role from app.membership m where m.person_id = person
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) desks
$$;

create or replace function app.people_at(desk text) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare kind text := split_part(desk, ':', 1); at uuid := split_part(desk, ':', 2); sit uuid[];
begin
  if kind = 'person' then
    select array_agg(p.id) into sit from app.person p where p.id = at and p.closed_at is null;
  elsif kind = 'team' then
    select array_agg(distinct p.id) into sit from app.area a join app.membership m on m.area_id = a.id and m.team_id = at and m.role in ('case-holder', 'team-manager')
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()) join app.person p on p.id = m.person_id and p.closed_at is null;
  elsif kind = 'service' then
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.service_key = split_part(desk, ':', 3) and m.role in ('operational-manager', 'service-manager')
        and m.from_at <= now() and (m.until_at is null or m.until_at > now());
  else
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.role = split_part(desk, ':', 3) and m.from_at <= now() and (m.until_at is null or m.until_at > now());
  end if;
  return coalesce(sit, '{}');
end $$;

-- The desks of those whom the person who asks stands in for now.
create function app.desks_i_stand_in_for() returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct 'person:' || d.person_id), '{}') from app.deputy d
  where d.deputy_id = app.person_id() and d.from_at <= now() and (d.until_at is null or d.until_at > now())
$$;
grant execute on function app.desks_i_stand_in_for() to app;

-- Only about the young people they stand in for: what else is asked of a colleague is none of theirs.
create policy of_whom_i_stand_in_for on app.task for select to app using (desk = any ((select app.desks_i_stand_in_for())::text[])
  and young_person_id = any ((select app.my_young_people('read S1'))::uuid[]));

-- As in 0050; and what is asked of whom they stand in for, about the young people they stand in for.
create or replace function app.is_soon_due(person uuid, today date) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from (
      select t.due_on, t.young_person_id from app.task t where t.settled_at is null and t.desk = any (app.desks_of(person))
      union all
      select t.due_on, t.young_person_id from app.deputy d join app.task t on t.settled_at is null and t.area_id = d.area_id and t.desk = 'person:' || d.person_id
        where d.deputy_id = person and d.from_at <= now() and (d.until_at is null or d.until_at > now())
          and exists (select from app.relation_deputy r where r.person_id = person and r.area_id = t.area_id and r.young_person_id = t.young_person_id)) t
    where t.due_on <= today + 2 and (t.due_on >= today or extract(isodow from today) = 1)
      and (t.young_person_id is null or t.young_person_id <> all ((select app.walls_of(person))::uuid[])))
$$;

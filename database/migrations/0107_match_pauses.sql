-- Live matches are looked at again when something changes: no new meetings until the manager of the service and whoever
-- holds the case have decided. Nothing ends by itself, and nothing is said of whom a fact is about, but its class.

create table app.match_pause (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid not null,
  why text not null,
  from_at timestamptz not null default now(),
  paused_by uuid,
  says text,
  decide_by date not null,
  decided_at timestamptz,
  decided_by uuid,
  decided_as text,
  decided_says text,
  look_again_on date,
  over_at timestamptz,
  over_by uuid,
  over_says text,
  constraint match_pause_pkey primary key (area_id, id),
  constraint match_pause_match foreign key (area_id, match_id) references app.match (area_id, id),
  constraint match_pause_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint match_pause_paused_by foreign key (paused_by) references app.person (id),
  constraint match_pause_decided_by foreign key (decided_by) references app.person (id),
  constraint match_pause_over_by foreign key (over_by) references app.person (id),
  constraint match_pause_why check (why in ('limb', 'limb gone', 'check', 'away', 'wall', 'no yes', 'asked')),
  constraint match_pause_asked_by_somebody check ((why = 'asked') = (paused_by is not null) and (why = 'asked') = (says is not null)),
  constraint match_pause_decision_is_whole check (num_nonnulls(decided_at, decided_by, decided_as, decided_says) in (0, 4)),
  constraint match_pause_decided_as check (decided_as in ('wait', 'goodbye')),
  constraint match_pause_looked_at_again check ((look_again_on is null) = (decided_as is distinct from 'wait')),
  constraint match_pause_over_by_somebody check (over_by is null or over_at is not null and over_says is not null),
  constraint match_pause_says_length check (length(says) between 1 and 10000),
  constraint match_pause_decided_says_length check (length(decided_says) between 1 and 10000),
  constraint match_pause_over_says_length check (length(over_says) between 1 and 10000)
);
create unique index match_pause_once on app.match_pause (area_id, match_id, why) where over_at is null;
create index match_pause_match_index on app.match_pause (area_id, match_id, from_at desc);
create index match_pause_young_person_index on app.match_pause (area_id, young_person_id);
create index match_pause_paused_by_index on app.match_pause (paused_by);
create index match_pause_decided_by_index on app.match_pause (decided_by);
create index match_pause_over_by_index on app.match_pause (over_by);
create index match_pause_look_again on app.match_pause (look_again_on) where over_at is null and look_again_on is not null;
select app.guard('app.match_pause');
comment on table app.match_pause is 'S3. Why a match has no new meetings, since when, and what was decided. Several may stand at once; they meet again when none does.';
comment on column app.match_pause.area_id is 'S3. Area.';
comment on column app.match_pause.id is 'S3. Identity.';
comment on column app.match_pause.young_person_id is 'S3. Young person.';
comment on column app.match_pause.match_id is 'S3. The match.';
comment on column app.match_pause.why is 'S3. The class of the reason, and no more: limb (what was found about safety), limb gone (that holds no more, nobody has decided yet), check, away, wall, no yes, or asked for by somebody.';
comment on column app.match_pause.from_at is 'S3. Since when.';
comment on column app.match_pause.paused_by is 'S3. Who asked for it; nobody where a rule did.';
comment on column app.match_pause.says is 'S3. Why, who keeps in touch, and what the young person was told.';
comment on column app.match_pause.decide_by is 'S3. By when they decide, from the clock of the area.';
comment on column app.match_pause.decided_at is 'S3. When it was decided.';
comment on column app.match_pause.decided_by is 'S3. Who wrote it down.';
comment on column app.match_pause.decided_as is 'S3. wait or goodbye; that they meet again is an end of the pause.';
comment on column app.match_pause.decided_says is 'S3. What was decided, and with whom.';
comment on column app.match_pause.look_again_on is 'S3. When it is asked again.';
comment on column app.match_pause.over_at is 'S3. When it was over.';
comment on column app.match_pause.over_by is 'S3. Who said so; nobody where the reason went away.';
comment on column app.match_pause.over_says is 'S3. What they said.';

insert into app.relation_may (because, act)
  select because, 'decide about a match' from unnest('{case-holder,team manager,deputy,coordinator,operational manager,service manager}'::text[]) because;
insert into app.task_settled_by (kind, act) values ('decide about a match', 'decide about a match');
-- The class of a reason is for those who decide about it, and not for everybody who reads the plan.
create policy who_decides on app.match_pause for select to app using (young_person_id = any ((select app.my_young_people('decide about a match'))::uuid[]));
create policy walled on app.match_pause as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.match_pause to app;

-- Whether a match has no new meetings for now.
create function app.match_paused(area uuid, match uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.match_pause p where p.area_id = $1 and p.match_id = $2 and p.over_at is null)
$$;
revoke all on function app.match_paused(uuid, uuid) from public;

-- What stands against a match that is there, by class. Ages are those of the day it was made, and it has its place.
create function app.live_reasons(area uuid, match uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array(select why from unnest(app.hard_reasons(m.area_id, m.strand_allocation_id, m.worker_id)) why where why not in ('age', 'capacity')
    union all select case when d.because in ('they said no', 'those with parental responsibility said no') then 'said no' else 'no yes' end
      from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d where not d.yes)
  from app.match m where m.area_id = $1 and m.id = $2
$$;
revoke all on function app.live_reasons(uuid, uuid) from public;

-- Tells those who decide, and the worker whose telephone shows it. Neutral words: what a stranger could read.
create function app.tell_of_match(area uuid, match uuid, news text) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select app.tell_all(m.area_id, m.young_person_id, news, app.desks_for_closed_service(m.area_id, m.young_person_id, m.strand_allocation_id),
      app.path_in(m.area_id, '/young-people/' || m.young_person_id || '/matches')),
    app.tell_all(m.area_id, null, 'your people changed', array['person:' || w.person_id], app.path_in(m.area_id, '/my-people'))
  from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.area_id = $1 and m.id = $2
$$;
revoke all on function app.tell_of_match(uuid, uuid, text) from public;

-- Somebody decides about a match, by the day.
create function app.ask_about_match(area uuid, match uuid, by_when date) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select app.ask_of(m.area_id, m.young_person_id, 'decide about a match', m.id, app.desks_for_closed_service(m.area_id, m.young_person_id, m.strand_allocation_id), by_when,
    app.path_in(m.area_id, '/young-people/' || m.young_person_id || '/matches/' || m.id || '/decide'))
  from app.match m where m.area_id = $1 and m.id = $2
$$;
revoke all on function app.ask_about_match(uuid, uuid, date) from public;

-- Looks at matches again. Who said no, or must be kept apart, meets no more: the match stops and a goodbye is asked for
-- (R151). Anything else pauses it; what has gone away lets it go on, but for what was found about safety: that is decided.
create function app.look_at_matches(area uuid, matches uuid[]) returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.match; reasons text[]; came text[]; went text[]; by_when date := coalesce(app.end_of(area, 'newFact', app.today()), app.today() + 1); changed integer := 0;
begin
  for m in select x.* from app.match x where x.area_id = area and x.id = any (matches) and x.counts order by x.id for update loop
    reasons := app.live_reasons(area, m.id);
    -- A fact that was looked at again and still holds was lifted and found in one act (0082): what was decided about it stands.
    if 'limb' = any (reasons) and not exists (select from app.match_pause p where p.area_id = area and p.match_id = m.id and p.why = 'limb' and p.over_at is null) then
      update app.match_pause p set over_at = null where p.area_id = area and p.match_id = m.id and p.why = 'limb' and p.over_at = now() and p.over_by is null;
      if found then
        delete from app.match_pause p where p.area_id = area and p.match_id = m.id and p.why = 'limb gone' and p.from_at = now() and p.decided_at is null;
        if not exists (select from app.match_pause p where p.area_id = area and p.match_id = m.id and p.over_at is null and p.decided_at is null) then
          perform app.settle_all(area, '{"decide about a match"}', array[m.id]); end if;
      end if;
    end if;
    if reasons && '{keep apart,own past,said no}' then
      update app.match x set stopped_at = now() where x.area_id = area and x.id = m.id;
      perform app.ask_for_goodbyes(area, array[m.id]);
      changed := changed + 1;
      continue;
    end if;
    -- What somebody decided to end does not go on by itself.
    with gone as (update app.match_pause p set over_at = now() where p.area_id = area and p.match_id = m.id and p.over_at is null and p.decided_as is distinct from 'goodbye'
        and p.why in ('limb', 'check', 'away', 'wall', 'no yes') and p.why <> all (reasons) returning p.why)
      select coalesce(array_agg(why), '{}') into went from gone;
    with new as (insert into app.match_pause (area_id, young_person_id, match_id, why, decide_by)
      select area, m.young_person_id, m.id, why, by_when
        from (select unnest(reasons) as why union select 'limb gone' where 'limb' = any (went)) each where why in ('limb', 'limb gone', 'check', 'away', 'wall', 'no yes')
      on conflict (area_id, match_id, why) where over_at is null do nothing returning why)
      select coalesce(array_agg(why), '{}') into came from new;
    continue when came = '{}' and went = '{}';
    changed := changed + 1;
    -- What was found about safety is asked with the service it closes (0082).
    if came <> '{}' and not (came <@ '{limb}' and exists (select from app.closed_service c where c.area_id = area and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null)) then
      perform app.ask_about_match(area, m.id, by_when); end if;
    if not app.match_paused(area, m.id) then
      perform app.settle_all(area, '{"decide about a match"}', array[m.id]);
      perform app.tell_of_match(area, m.id, 'match goes on');
    elsif came <> '{}' then perform app.tell_of_match(area, m.id, 'match paused'); end if;
  end loop;
  return changed;
end $$;
revoke all on function app.look_at_matches(uuid, uuid[]) from public;

-- A match that stops or ends has nothing to decide any more; whoever it concerns is told.
create function app.match_over() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.match_pause p set over_at = now() where p.area_id = new.area_id and p.match_id = new.id and p.over_at is null;
  perform app.settle_all(new.area_id, '{"decide about a match"}', array[new.id]);
  perform app.tell_of_match(new.area_id, new.id, case when new.ended_at is null then 'match stopped' else 'match ended' end);
  return null;
end $$;
revoke all on function app.match_over() from public;
create trigger match_over after update on app.match for each row
  when (old.ended_at is null and new.ended_at is not null or old.stopped_at is null and new.stopped_at is not null) execute function app.match_over();

-- What changes about a young person, and about a worker, is looked at in the statement that changes it.
create function app.looks_at_their_matches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.look_at_matches(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.young_person_id = any (app.records_of(
    case tg_table_name when 'young_person' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'young_person_id')::uuid end)) and m.counts));
  return null;
end $$;
revoke all on function app.looks_at_their_matches() from public;
-- After the service was closed (0082): triggers go by name.
create trigger then_looks_at_matches after insert or update of lifted_at on app.risk_fact for each row execute function app.looks_at_their_matches();
create trigger looks_at_matches after insert or update of until_at on app.wall for each row execute function app.looks_at_their_matches();
create trigger tells_matches after insert on app.consent for each row when (new.question = 'taking part') execute function app.looks_at_their_matches();
-- Also a day of birth that is put right: whose yes counts turns on their age.
create trigger looks_at_matches after update of merged_into, born_on on app.young_person for each row
  when (old.merged_into is distinct from new.merged_into or old.born_on is distinct from new.born_on) execute function app.looks_at_their_matches();

create function app.looks_at_matches_of_worker() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.look_at_matches(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.worker_id = new.worker_id and m.counts));
  return null;
end $$;
revoke all on function app.looks_at_matches_of_worker() from public;
create trigger looks_at_matches after insert or update of taken_back_at, taken_back_by on app.worker_leave for each row execute function app.looks_at_matches_of_worker();
create trigger looks_at_matches after insert or update of taken_back_at, taken_back_by on app.requirement_met for each row execute function app.looks_at_matches_of_worker();

-- What was decided about a service that is closed holds for the match in it.
create function app.closed_service_and_match() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare ends boolean := new.decided_as = 'planned goodbye'; matches uuid[];
begin
  with decided as (update app.match_pause p set decided_at = now(), decided_by = new.decided_by, decided_as = case when ends then 'goodbye' else 'wait' end,
      decided_says = new.decided_says, look_again_on = case when not ends then app.today() + 7 end
    from app.match m where m.area_id = new.area_id and m.strand_allocation_id = new.strand_allocation_id and m.ended_at is null
      and p.area_id = m.area_id and p.match_id = m.id and p.why = 'limb' and p.over_at is null returning p.match_id)
    select coalesce(array_agg(match_id), '{}') into matches from decided;
  if ends then perform app.ask_for_goodbyes(new.area_id, matches); end if;
  return null;
end $$;
revoke all on function app.closed_service_and_match() from public;
create trigger closed_service_holds_for_match after update on app.closed_service for each row when (old.decided_by is null and new.decided_by is not null)
  execute function app.closed_service_and_match();

-- What was paused stays so for whoever comes next in that strand, whether they take over or are matched anew.
create function app.pauses_follow_the_strand() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  insert into app.match_pause (area_id, young_person_id, match_id, why, paused_by, says, decide_by, decided_at, decided_by, decided_as, decided_says, look_again_on)
    select distinct on (p.why) new.area_id, new.young_person_id, new.id, p.why, p.paused_by, p.says, p.decide_by,
        case when p.decided_as = 'wait' then p.decided_at end, case when p.decided_as = 'wait' then p.decided_by end, case when p.decided_as = 'wait' then 'wait' end,
        case when p.decided_as = 'wait' then p.decided_says end, p.look_again_on
      from app.match m join app.match_pause p on p.area_id = m.area_id and p.match_id = m.id
      where m.area_id = new.area_id and m.strand_allocation_id = new.strand_allocation_id and m.id <> new.id and p.why in ('asked', 'limb gone') and p.over_by is null
        and (p.over_at is null or p.over_at in (m.ended_at, m.stopped_at))
      order by p.why, p.from_at desc
    on conflict (area_id, match_id, why) where over_at is null do nothing;
  if found then perform app.ask_about_match(new.area_id, new.id, app.today()); end if;
  return null;
end $$;
revoke all on function app.pauses_follow_the_strand() from public;
create trigger pauses_follow_the_strand after insert on app.match for each row execute function app.pauses_follow_the_strand();

-- As in 0106. An answer that is neither a no nor a yes to be relied on pauses a match, and does not stop it (R151).
do $$ declare says text := pg_get_functiondef('app.stops_matches()'::regprocedure); was constant text := 'else not (select d.yes from app.consent_decided(new.area_id, new.young_person_id, ''taking part'', app.today()) d) end'; begin
  if position(was in says) = 0 then raise exception 'app.stops_matches() says it otherwise'; end if;
  execute replace(says, was, 'else exists (select from app.consent_decided(new.area_id, new.young_person_id, ''taking part'', app.today()) d where not d.yes
          and d.because not in (''it is not safe to ask them'', ''nobody judged whether they understand'', ''they were not asked since they turned 18'')) end');
end $$;

-- Whether the asker decides about a match: whoever holds the case, and who manages its own service; nobody about their own.
create function app.match_to_decide(area uuid, match uuid) returns app.match
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.* from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id, app.my_acts_on(m.young_person_id) acts
  where m.area_id = $1 and m.id = $2 and m.counts and w.person_id <> app.person_id() and 'decide about a match' = any (acts)
    and ('match a worker' <> all (acts) or m.area_id || ':' || m.service_key = any (app.my_services_to('manage workers')))
$$;
revoke all on function app.match_to_decide(uuid, uuid) from public;

-- Somebody pauses a match: why, who keeps in touch, what the young person was told, and when it is looked at again.
create function app.pause_match(area uuid, match uuid, says text, look_again_on date) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.match := app.match_to_decide(area, match);
begin
  if m.id is null then return 'gone'; end if;
  perform 1 from app.match x where x.area_id = m.area_id and x.id = m.id for update;
  if exists (select from app.match_pause p where p.area_id = m.area_id and p.match_id = m.id and p.why = 'asked' and p.over_at is null) then return 'paused already'; end if;
  if look_again_on <= app.today() then return 'look again later'; end if;
  insert into app.match_pause (area_id, young_person_id, match_id, why, paused_by, says, decide_by, decided_at, decided_by, decided_as, decided_says, look_again_on)
    values (m.area_id, m.young_person_id, m.id, 'asked', app.person_id(), $3, app.today(), now(), app.person_id(), 'wait', $3, $4);
  perform app.tell_of_match(m.area_id, m.id, 'match paused');
  return 'done';
end $$;
revoke all on function app.pause_match(uuid, uuid, text, date) from public;
grant execute on function app.pause_match(uuid, uuid, text, date) to app;

-- What was decided: they wait, a goodbye is planned, or they meet again. They do not while a reason still holds.
create function app.decide_about_match(area uuid, match uuid, decides text, says text, look_again_on date) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.match := app.match_to_decide(area, match);
begin
  if m.id is null then return 'gone'; end if;
  perform 1 from app.match x where x.area_id = m.area_id and x.id = m.id for update;
  if not app.match_paused(m.area_id, m.id) then return 'gone'; end if;
  if decides = 'go on' then
    if app.live_reasons(m.area_id, m.id) <> '{}' then return 'still so'; end if;
    update app.match_pause p set over_at = now(), over_by = app.person_id(), over_says = $4 where p.area_id = m.area_id and p.match_id = m.id and p.over_at is null;
    perform app.tell_of_match(m.area_id, m.id, 'match goes on');
  else
    if exists (select from app.closed_service c where c.area_id = m.area_id and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null) then
      return 'the service first'; end if;
    if decides = 'wait' and look_again_on <= app.today() then return 'look again later'; end if;
    update app.match_pause p set decided_at = now(), decided_by = app.person_id(), decided_as = $3, decided_says = $4, look_again_on = case when $3 = 'wait' then $5 end
      where p.area_id = m.area_id and p.match_id = m.id and p.over_at is null;
    if decides = 'goodbye' then perform app.ask_for_goodbyes(m.area_id, array[m.id]); end if;
  end if;
  perform app.settle_all(m.area_id, '{"decide about a match"}', array[m.id]);
  return 'done';
end $$;
revoke all on function app.decide_about_match(uuid, uuid, text, text, date) from public;
grant execute on function app.decide_about_match(uuid, uuid, text, text, date) to app;

-- What days bring: a check runs out, leave begins or is over, a yes runs out; what waits is asked again. Runs each hour.
create function app.matches_to_look_at() returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare each record; looked integer := 0;
begin
  for each in select m.area_id, array_agg(m.id order by m.id) as matches from app.match m
      where m.counts and (app.match_paused(m.area_id, m.id) or app.lacks(m.area_id, m.worker_id, 'must')
        or exists (select from app.worker_leave l where l.area_id = m.area_id and l.worker_id = m.worker_id and l.taken_back_at is null and l.from_on <= app.today() and (l.back_on is null or l.back_on > app.today()))
        or not (select d.yes from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d)
        or exists (select from app.risk_fact f join app.service v on v.area_id = m.area_id and v.key = m.service_key where f.area_id = m.area_id and f.young_person_id = m.young_person_id
          and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current' and f.kind = any (v.limbs)))
      group by m.area_id loop
    looked := looked + app.look_at_matches(each.area_id, each.matches);
  end loop;
  perform app.ask_about_match(p.area_id, p.match_id, app.today()) from app.match_pause p where p.over_at is null and p.look_again_on <= app.today()
    and not exists (select from app.task t where t.area_id = p.area_id and t.kind = 'decide about a match' and t.record_id = p.match_id and t.settled_at is null);
  return looked;
end $$;
revoke all on function app.matches_to_look_at() from public;
grant execute on function app.matches_to_look_at() to worker;

-- What is asked of a case-holder goes with the case.
do $$ begin
  execute replace(pg_get_functiondef('app.tasks_follow_the_case()'::regprocedure), $q$'look at a keep-apart again'])$q$, $q$'look at a keep-apart again', 'decide about a match'])$q$);
end $$;

select app.know_records();

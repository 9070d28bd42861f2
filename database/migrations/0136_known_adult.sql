-- A trusted adult whom a young person knows already, such as an aunt, a teacher or a coach, can be the Trusted Relationship (R31):
-- named with the young person’s own words, checked, approved by a second person, supported by the service, looked at again,
-- and ended with a reason. They never become a user and read nothing here.

create table app.known_adult (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  service_key text not null,
  name text not null,
  phone text,
  relation text not null,
  known_since text not null,
  words text not null,
  agreed_on date not null,
  knowledge text not null,
  proposed_at timestamptz not null default now(),
  proposed_by uuid not null,
  approved_at timestamptz,
  approved_by uuid,
  approval_says text,
  supported_by uuid,
  every_days smallint,
  next_contact_on date,
  review_on date,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  end_says text,
  stopped_at timestamptz,
  counts boolean generated always as (approved_at is not null and ended_at is null and stopped_at is null) stored,
  version integer not null default 1,
  constraint known_adult_pkey primary key (area_id, id),
  constraint known_adult_of_young_person unique (area_id, id, young_person_id),
  constraint known_adult_strand foreign key (area_id, strand_allocation_id, young_person_id) references app.strand_allocation (area_id, id, young_person_id),
  constraint known_adult_service foreign key (area_id, service_key) references app.service (area_id, key),
  constraint known_adult_proposed_by foreign key (proposed_by) references app.person (id),
  constraint known_adult_approved_by foreign key (approved_by) references app.person (id),
  constraint known_adult_supported_by foreign key (supported_by) references app.person (id),
  constraint known_adult_ended_by foreign key (ended_by) references app.person (id),
  constraint known_adult_approved_by_another check (approved_by <> proposed_by),
  constraint known_adult_approval_is_whole check (num_nonnulls(approved_at, approved_by, approval_says, supported_by, every_days, next_contact_on, review_on) in (0, 7)),
  constraint known_adult_every_days check (every_days between 1 and 365),
  constraint known_adult_end_is_whole check (num_nonnulls(ended_on, ended_at, ended_by, end_reason, end_says) in (0, 5)),
  constraint known_adult_end_reason check (end_reason in ('as planned', 'the young person wished it', 'the adult wished it', 'not approved', 'it is not safe', 'the strand ended')),
  constraint known_adult_name_length check (length(name) between 1 and 200),
  constraint known_adult_phone_length check (length(phone) between 1 and 50),
  constraint known_adult_relation_length check (length(relation) between 1 and 200),
  constraint known_adult_known_since_length check (length(known_since) between 1 and 200),
  constraint known_adult_words_length check (length(words) between 1 and 20000),
  constraint known_adult_knowledge_length check (length(knowledge) between 1 and 10000),
  constraint known_adult_approval_says_length check (length(approval_says) between 1 and 10000),
  constraint known_adult_end_says_length check (length(end_says) between 1 and 10000)
);
create index known_adult_young_person_index on app.known_adult (area_id, young_person_id);
create unique index known_adult_one_that_counts on app.known_adult (area_id, strand_allocation_id) where counts;
create index known_adult_strand_index on app.known_adult (area_id, strand_allocation_id, young_person_id);
create index known_adult_service_index on app.known_adult (area_id, service_key);
create index known_adult_due_index on app.known_adult (next_contact_on, review_on) where counts;
create index known_adult_proposed_by_index on app.known_adult (proposed_by);
create index known_adult_approved_by_index on app.known_adult (approved_by);
create index known_adult_supported_by_index on app.known_adult (supported_by);
create index known_adult_ended_by_index on app.known_adult (ended_by);
select app.guard('app.known_adult');
comment on table app.known_adult is 'S3. A trusted adult whom a young person knew already, as the Trusted Relationship of a strand (R31). Never a user.';
comment on column app.known_adult.area_id is 'S3. Area.';
comment on column app.known_adult.id is 'S3. Identity.';
comment on column app.known_adult.young_person_id is 'S3. Young person.';
comment on column app.known_adult.strand_allocation_id is 'S3. The strand.';
comment on column app.known_adult.service_key is 'S3. Its service.';
comment on column app.known_adult.name is 'S2. Who it is; never on a worker’s telephone.';
comment on column app.known_adult.phone is 'S2. How to reach them; never on a worker’s telephone.';
comment on column app.known_adult.relation is 'S2. What they are to the young person.';
comment on column app.known_adult.known_since is 'S3. Since when they know each other.';
comment on column app.known_adult.words is 'S3. Why them, in the young person’s words.';
comment on column app.known_adult.agreed_on is 'S3. When the young person agreed.';
comment on column app.known_adult.knowledge is 'S3. Who else knows and agrees, such as a parent.';
comment on column app.known_adult.proposed_at is 'S3. When they were named.';
comment on column app.known_adult.proposed_by is 'S3. By whom.';
comment on column app.known_adult.approved_at is 'S3. When a second person approved them.';
comment on column app.known_adult.approved_by is 'S3. Who: whoever matches for the service, never whoever named them.';
comment on column app.known_adult.approval_says is 'S3. Why they were approved.';
comment on column app.known_adult.supported_by is 'S3. Who of the service supports them.';
comment on column app.known_adult.every_days is 'S3. How often, in days.';
comment on column app.known_adult.next_contact_on is 'S3. When the service talks with them next.';
comment on column app.known_adult.review_on is 'S3. When it is looked at again.';
comment on column app.known_adult.ended_on is 'S3. Last day.';
comment on column app.known_adult.ended_at is 'S3. When the end was recorded.';
comment on column app.known_adult.ended_by is 'S3. By whom.';
comment on column app.known_adult.end_reason is 'S3. Why.';
comment on column app.known_adult.end_says is 'S3. What was said about it.';
comment on column app.known_adult.stopped_at is 'S3. Since when the service does not stand behind them any more: the young person took back their yes, or somebody like them must be kept away. It ends by a person’s decision.';
comment on column app.known_adult.counts is 'S3. Whether they are at the young person’s side now: approved, not stopped and not ended.';
comment on column app.known_adult.version is 'S3. Counts changes.';

create table app.known_adult_step (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  known_adult_id uuid not null,
  young_person_id uuid not null,
  kind text not null,
  done_on date not null,
  done_by text not null,
  outcome text,
  says text not null,
  next_on date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  constraint known_adult_step_pkey primary key (area_id, id),
  constraint known_adult_step_of foreign key (area_id, known_adult_id, young_person_id) references app.known_adult (area_id, id, young_person_id),
  constraint known_adult_step_recorded_by foreign key (recorded_by) references app.person (id),
  constraint known_adult_step_kind check (kind in ('check', 'contact', 'review')),
  constraint known_adult_step_outcome check ((kind = 'check') = (outcome is not null) and outcome in ('in order', 'not in order')),
  constraint known_adult_step_next check ((kind = 'check') = (next_on is null)),
  constraint known_adult_step_done_by_length check (length(done_by) between 1 and 200),
  constraint known_adult_step_says_length check (length(says) between 1 and 20000)
);
create index known_adult_step_of_index on app.known_adult_step (area_id, known_adult_id, young_person_id);
create index known_adult_step_young_person_index on app.known_adult_step (area_id, young_person_id);
create index known_adult_step_recorded_by_index on app.known_adult_step (recorded_by);
select app.guard('app.known_adult_step');
comment on table app.known_adult_step is 'S3. What was done about a trusted adult a young person knew already: a check, a talk with them, a review. Append-only.';
comment on column app.known_adult_step.area_id is 'S3. Area.';
comment on column app.known_adult_step.id is 'S3. Identity.';
comment on column app.known_adult_step.known_adult_id is 'S3. The adult.';
comment on column app.known_adult_step.young_person_id is 'S3. Young person.';
comment on column app.known_adult_step.kind is 'S3. check, contact or review.';
comment on column app.known_adult_step.done_on is 'S3. On what day.';
comment on column app.known_adult_step.done_by is 'S3. Who did it.';
comment on column app.known_adult_step.outcome is 'S3. Of a check: in order or not.';
comment on column app.known_adult_step.says is 'S3. What was checked or said; never the content of a check.';
comment on column app.known_adult_step.next_on is 'S3. When the next talk or review is.';
comment on column app.known_adult_step.recorded_at is 'S3. When it was recorded.';
comment on column app.known_adult_step.recorded_by is 'S3. By whom.';

insert into app.relation_may (because, act) select b, 'name a known adult' from unnest('{case-holder,deputy,team manager,operational manager,service manager,family network coordinator}'::text[]) b;

-- Both classes: who they are and where they can be reached is S2, the rest S3.
create policy read_s2_and_s3 on app.known_adult for select to app
  using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]) and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
create policy who_names on app.known_adult for insert to app with check (proposed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('name a known adult'))::uuid[]));
create policy manager_changes on app.known_adult for update to app
  using (ended_at is null and area_id || ':' || service_key = any ((select app.my_services_to('manage workers'))::text[]) and young_person_id = any ((select app.my_young_people('match a worker'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('match a worker'))::uuid[]));
create policy walled on app.known_adult as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.known_adult to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, service_key, name, phone, relation, known_since, words, agreed_on, knowledge, proposed_by) on app.known_adult to app;
grant update (approved_by, approval_says, supported_by, every_days, next_contact_on, review_on, ended_on, ended_by, end_reason, end_says, version) on app.known_adult to app;

create policy read_s2_and_s3 on app.known_adult_step for select to app
  using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]) and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
create policy who_names on app.known_adult_step for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('name a known adult'))::uuid[]));
create policy walled on app.known_adult_step as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.known_adult_step to app;
grant insert (area_id, id, known_adult_id, young_person_id, kind, done_on, done_by, outcome, says, next_on, recorded_by) on app.known_adult_step to app;

-- Whether somebody like this must be kept away from a young person: two words of the name, or its only one, stand in what a
-- keep-apart says of somebody, or in what is said of a person who poses a risk, in whatever order and with whatever between. By
-- class alone, and asked when somebody is approved, which takes two people and leaves a record: nobody tries names out.
create function app.known_as_unsafe(area uuid, young_person uuid, name text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  with named as (select distinct w from regexp_split_to_table(lower($3), '[^[:alnum:]]+') w where w <> ''),
    said as (select k.other_words as words from app.keep_apart k where k.area_id = $1 and k.young_person_id = any (app.records_of($2)) and k.closed_at is null and k.moved_at is null and k.other_words is not null
      union all select r.description from app.person_who_poses_risk r where r.area_id = $1 and r.young_person_id = any (app.records_of($2)) and r.moved_at is null)
  select exists (select 1 from said s where (select count(*) from named n where n.w = any (regexp_split_to_array(lower(s.words), '[^[:alnum:]]+')))
    >= (select least(2, greatest(1, count(*))) from named))
$$;
revoke all on function app.known_as_unsafe(uuid, uuid, text) from public;

-- What is asked of whoever matches for the service of a known adult, once.
create function app.ask_about_known_adult(a app.known_adult, asked_kind text, due date) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select $1.area_id, $1.young_person_id, $2, $1.id, 'service:' || $1.area_id || ':' || $1.service_key, '/' || r.key || '/young-people/' || $1.young_person_id || '/known-adults', $3, app.person_id()
    from app.area r where r.id = $1.area_id
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$$;
revoke all on function app.ask_about_known_adult(app.known_adult, text, date) from public;

-- Looked at after the policies, so that nobody learns by a refusal what they may not read.
create function app.known_adult_named() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select 1 from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.service_key = new.service_key and s.until_at is null) then
    raise exception 'of an open strand' using errcode = 'check_violation', constraint = 'known_adult_of_an_open_strand'; end if;
  if new.agreed_on > app.today() then raise exception 'agreed on a day that was' using errcode = 'check_violation', constraint = 'known_adult_on_days_that_were'; end if;
  if new.approved_at is null then perform app.ask_about_known_adult(new, 'approve a known adult', app.today()); end if;
  return null;
end $$;
revoke all on function app.known_adult_named() from public;
create trigger known_adult_named after insert on app.known_adult for each row execute function app.known_adult_named();

-- Approved once, by a second person, after a check that is in order and none that is not, with a yes to taking part; and ended
-- once, by whoever ends it. Where a strand goes on with nobody, the next adult is asked for.
create function app.known_adult_changes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if old.approved_by is not null and (new.approved_by, new.approval_says) is distinct from (old.approved_by, old.approval_says) then
    raise exception 'approved once' using errcode = 'check_violation', constraint = 'known_adult_approved_once'; end if;
  -- When they are talked with and looked at next is moved by a talk and a look (below), and by nothing else.
  if old.approved_by is not null and app.person_id() is not null and pg_trigger_depth() = 1 and (new.supported_by, new.every_days, new.next_contact_on, new.review_on) is distinct from (old.supported_by, old.every_days, old.next_contact_on, old.review_on) then
    raise exception 'by a step' using errcode = 'check_violation', constraint = 'known_adult_moved_by_a_step'; end if;
  if old.approved_by is null and new.approved_by is not null then
    if new.approved_by is distinct from coalesce(app.person_id(), new.approved_by) then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.approved_at := now();
    -- A no, or somebody who must be kept away, that is being written down this moment is waited for.
    perform 1 from app.young_person y where y.area_id = new.area_id and y.id = any (app.records_of(new.young_person_id)) order by y.id for update;
    if not exists (select 1 from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.until_at is null) then
      raise exception 'of an open strand' using errcode = 'check_violation', constraint = 'known_adult_of_an_open_strand'; end if;
    if not (select d.yes from app.consent_decided(new.area_id, new.young_person_id, 'taking part', app.today()) d) then
      raise exception 'they have not said yes' using errcode = 'check_violation', constraint = 'known_adult_after_consent'; end if;
    if (select count(*) filter (where s.outcome = 'in order') = 0 or count(*) filter (where s.outcome = 'not in order') > 0 from app.known_adult_step s
        where s.area_id = new.area_id and s.known_adult_id = new.id and s.kind = 'check') then
      raise exception 'checked first' using errcode = 'check_violation', constraint = 'known_adult_checked_first'; end if;
    if app.known_as_unsafe(new.area_id, new.young_person_id, new.name) then
      raise exception 'they must be kept apart' using errcode = 'check_violation', constraint = 'known_adult_is_safe'; end if;
    if not exists (select 1 from app.membership m where m.person_id = new.supported_by and m.area_id = new.area_id and m.service_key = new.service_key
        and m.from_at <= now() and (m.until_at is null or m.until_at > now())) then
      raise exception 'supported by somebody of the service' using errcode = 'check_violation', constraint = 'known_adult_supported_by_the_service'; end if;
    if least(new.next_contact_on, new.review_on) <= app.today() then
      raise exception 'on a day to come' using errcode = 'check_violation', constraint = 'known_adult_looked_at_ahead'; end if;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.young_person_id = new.young_person_id and t.settled_at is null
      and (t.kind = 'approve a known adult' and t.record_id = new.id or t.kind = 'match a worker' and t.record_id = new.strand_allocation_id);
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select who, new.area_id, new.young_person_id, 'known adult approved', '/' || r.key || '/young-people/' || new.young_person_id || '/known-adults', 'today'
        from app.area r, app.case_holding h, unnest(app.people_at(case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end)) who
        where r.id = new.area_id and h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null and who is distinct from app.person_id();
  end if;
  if new.ended_by is not null and old.ended_by is null then
    if new.ended_by is distinct from coalesce(app.person_id(), new.ended_by) then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.ended_at := now();
    if new.ended_on > app.today() then raise exception 'ended on a day that was' using errcode = 'check_violation', constraint = 'known_adult_on_days_that_were'; end if;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.record_id = new.id and t.settled_at is null
      and t.kind in ('approve a known adult', 'talk with a known adult', 'look at a known adult again');
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, asked_by)
      select s.area_id, s.young_person_id, 'match a worker', s.id, 'service:' || s.area_id || ':' || s.service_key,
        '/' || r.key || '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates', app.person_id()
      from app.strand_allocation s join app.area r on r.id = s.area_id where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.until_at is null
        and not exists (select 1 from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  return new;
end $$;
revoke all on function app.known_adult_changes() from public;
create trigger known_adult_changes before update on app.known_adult for each row execute function app.known_adult_changes();

-- A talk says when the next one is, a review when it is looked at again; both answer what was asked. A check that is not in order
-- asks for a look at once.
create function app.known_adult_steps() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare a app.known_adult;
begin
  select * into a from app.known_adult x where x.area_id = new.area_id and x.id = new.known_adult_id for update;
  if a.ended_at is not null or a.stopped_at is not null then raise exception 'they have ended' using errcode = 'check_violation', constraint = 'known_adult_goes_on'; end if;
  if new.kind <> 'check' and a.approved_at is null then raise exception 'approved first' using errcode = 'check_violation', constraint = 'known_adult_step_after_approval'; end if;
  if new.done_on > app.today() then raise exception 'on a day that was' using errcode = 'check_violation', constraint = 'known_adult_on_days_that_were'; end if;
  if new.next_on <= app.today() then raise exception 'on a day to come' using errcode = 'check_violation', constraint = 'known_adult_looked_at_ahead'; end if;
  if new.kind = 'check' then
    if new.outcome = 'not in order' and a.counts then perform app.ask_about_known_adult(a, 'look at a known adult again', app.today()); end if;
    return null;
  end if;
  update app.known_adult x set next_contact_on = case when new.kind = 'contact' then new.next_on else x.next_contact_on end,
    review_on = case when new.kind = 'review' then new.next_on else x.review_on end where x.area_id = a.area_id and x.id = a.id;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.record_id = a.id and t.settled_at is null
    and t.kind = case new.kind when 'contact' then 'talk with a known adult' else 'look at a known adult again' end;
  return null;
end $$;
revoke all on function app.known_adult_steps() from public;
create trigger known_adult_steps after insert on app.known_adult_step for each row execute function app.known_adult_steps();

-- R151: where a yes to taking part was taken back, or somebody like them must be kept away, the service stands behind them no
-- longer, from this statement on; whoever matches for the service looks the same day, and ends it or names somebody anew.
create function app.stops_known_adults() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare a app.known_adult; of uuid := case tg_table_name when 'young_person' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'young_person_id')::uuid end;
begin
  for a in update app.known_adult x set stopped_at = now(), version = x.version + 1 where x.area_id = new.area_id and x.young_person_id = any (app.records_of(of)) and x.counts
      and (app.known_as_unsafe(x.area_id, x.young_person_id, x.name) or not (select d.yes from app.consent_decided(x.area_id, x.young_person_id, 'taking part', app.today()) d)) returning x.* loop
    perform app.ask_about_known_adult(a, 'look at a known adult again', app.today());
  end loop;
  return null;
end $$;
revoke all on function app.stops_known_adults() from public;
create trigger stops_known_adults after insert on app.keep_apart for each row when (new.other_words is not null) execute function app.stops_known_adults();
create trigger stops_known_adults after insert on app.person_who_poses_risk for each row execute function app.stops_known_adults();
create trigger stops_known_adults after insert on app.consent for each row when (new.question = 'taking part') execute function app.stops_known_adults();
create trigger stops_known_adults after update of responsibility on app.relevant_individual for each row when (old.responsibility <> new.responsibility) execute function app.stops_known_adults();
create trigger stops_known_adults after update of merged_into, born_on on app.young_person for each row when (old.merged_into is distinct from new.merged_into or old.born_on is distinct from new.born_on) execute function app.stops_known_adults();

-- The service supports nobody beyond its strand; what the two are to each other goes on without it.
create function app.known_adults_end_with_the_strand() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.known_adult x set ended_on = app.today(), ended_by = new.ended_by, end_reason = 'the strand ended', end_says = 'Their time in this strand ended.', version = x.version + 1
    where x.area_id = new.area_id and x.strand_allocation_id = new.id and x.ended_at is null;
  return null;
end $$;
revoke all on function app.known_adults_end_with_the_strand() from public;
create trigger known_adults_end_with_the_strand after update of until_at on app.strand_allocation for each row when (old.until_at is null and new.until_at is not null) execute function app.known_adults_end_with_the_strand();

-- Talks and reviews that are due. Runs each hour; nobody is asked twice.
create function app.known_adults_due() returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare a app.known_adult; asked integer := 0;
begin
  -- A yes that ran out.
  for a in update app.known_adult x set stopped_at = now(), version = x.version + 1
      where x.counts and not (select d.yes from app.consent_decided(x.area_id, x.young_person_id, 'taking part', app.today()) d) returning x.* loop
    perform app.ask_about_known_adult(a, 'look at a known adult again', app.today());
    asked := asked + 1;
  end loop;
  for a in select x.* from app.known_adult x join app.young_person y on y.area_id = x.area_id and y.id = x.young_person_id and y.status <> 'died' and y.merged_into is null
      where x.counts and least(x.next_contact_on, x.review_on) <= app.today() loop
    if a.next_contact_on <= app.today() then perform app.ask_about_known_adult(a, 'talk with a known adult', a.next_contact_on); end if;
    if a.review_on <= app.today() then perform app.ask_about_known_adult(a, 'look at a known adult again', a.review_on); end if;
    asked := asked + 1;
  end loop;
  return asked;
end $$;
revoke all on function app.known_adults_due() from public;
grant execute on function app.known_adults_due() to worker;

-- Whoever reads a match may not read who works for the service: that they left stands with the match.
alter table app.match add column worker_left boolean not null default false;
comment on column app.match.worker_left is 'S3. Whether the worker has left, so that a goodbye is needed and somebody else.';
create function app.leaves_their_matches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.match m set worker_left = true where m.area_id = new.area_id and m.worker_id = new.id and m.ended_at is null;
  return null;
end $$;
revoke all on function app.leaves_their_matches() from public;
create trigger leaves_their_matches after update of left_at on app.worker for each row when (old.left_at is null and new.left_at is not null) execute function app.leaves_their_matches();

-- They count as having a Trusted Relationship (R31). A worker who left does not, whenever the goodbye is written down.
create or replace view app.allocation_with_adult as
  select m.area_id, m.strand_allocation_id, m.young_person_id, 'match'::text as how from app.match m where m.counts and not m.worker_left
  union all
  select k.area_id, k.strand_allocation_id, k.young_person_id, 'known adult' from app.known_adult k where k.counts;

select app.know_records();

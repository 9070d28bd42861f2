-- Consent that is asked, recorded and counted (R149 to R152): of each individual apart, to taking part and to sharing apart.
-- A no is a row, not an absence. What is decided is worked out here, by one rule, for pages, lists and whatever depends on it.

create table app.relevant_individual (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  kind text not null,
  name text not null,
  relation text,
  responsibility text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  version integer not null default 1,
  constraint relevant_individual_pkey primary key (area_id, id),
  constraint relevant_individual_of_young_person unique (area_id, id, young_person_id),
  constraint relevant_individual_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint relevant_individual_recorded_by foreign key (recorded_by) references app.person (id),
  constraint relevant_individual_kind check (kind in ('parent or carer', 'council', 'network member')),
  constraint relevant_individual_responsibility check (responsibility in ('yes', 'no', 'not known')),
  constraint relevant_individual_council_has_it check (kind <> 'council' or responsibility = 'yes'),
  constraint relevant_individual_network_has_none check (kind <> 'network member' or responsibility = 'no'),
  constraint relevant_individual_name_length check (length(name) between 1 and 200),
  constraint relevant_individual_relation_length check (length(relation) between 1 and 200)
);
create index relevant_individual_young_person_index on app.relevant_individual (area_id, young_person_id);
create index relevant_individual_recorded_by_index on app.relevant_individual (recorded_by);
select app.guard('app.relevant_individual');
comment on table app.relevant_individual is 'S2. Somebody beside the young person who is asked (R149): a parent or carer, a council that has parental responsibility, somebody of the network.';
comment on column app.relevant_individual.area_id is 'S2. Area.';
comment on column app.relevant_individual.id is 'S2. Identity.';
comment on column app.relevant_individual.young_person_id is 'S2. About whom they are asked.';
comment on column app.relevant_individual.kind is 'S2. parent or carer, council or network member.';
comment on column app.relevant_individual.name is 'S2. Their name; of a council, who answers for it.';
comment on column app.relevant_individual.relation is 'S2. What they are to the young person.';
comment on column app.relevant_individual.responsibility is 'S2. Whether they have parental responsibility.';
comment on column app.relevant_individual.recorded_at is 'S2. When it was recorded.';
comment on column app.relevant_individual.recorded_by is 'S2. By whom.';
comment on column app.relevant_individual.version is 'S2. Counts changes.';

create table app.consent (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  individual_id uuid,
  question text not null,
  answer text not null,
  asked_on date not null,
  asked_by text not null,
  explained text,
  how text[] not null default '{}',
  language text,
  limits_told boolean not null default false,
  understood text,
  says text,
  competence text not null default 'not judged',
  competence_reason text,
  form_reference text,
  form_version text,
  not_approached_reason text,
  not_approached_by text,
  until_on date,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null,
  constraint consent_pkey primary key (area_id, id),
  constraint consent_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint consent_individual foreign key (area_id, individual_id, young_person_id) references app.relevant_individual (area_id, id, young_person_id),
  constraint consent_recorded_by foreign key (recorded_by) references app.person (id),
  constraint consent_question check (question in ('taking part', 'sharing')),
  constraint consent_answer check (answer in ('yes', 'no', 'withdrawn', 'not approached')),
  constraint consent_how check (how <@ '{in person,by telephone,by video,in writing,easy read,with pictures,with an interpreter,in sign language}'),
  constraint consent_competence check (competence in ('understands', 'does not understand', 'not judged')),
  constraint consent_competence_is_of_the_young_person check (individual_id is null or competence = 'not judged'),
  constraint consent_competence_has_a_reason check (competence = 'not judged' or competence_reason is not null),
  constraint consent_is_informed check (answer <> 'yes' or (explained is not null and understood is not null and how <> '{}')),
  constraint consent_tells_the_limits check (answer <> 'yes' or individual_id is not null or limits_told),
  constraint consent_not_approached_is_whole check (case when answer = 'not approached' then not_approached_reason is not null and not_approached_by is not null and until_on is not null
    else not_approached_reason is null and not_approached_by is null end),
  constraint consent_until_after_it_was_asked check (until_on >= asked_on),
  constraint consent_asked_by_length check (length(asked_by) between 1 and 200),
  constraint consent_explained_length check (length(explained) between 1 and 20000),
  constraint consent_language_length check (length(language) between 1 and 200),
  constraint consent_understood_length check (length(understood) between 1 and 20000),
  constraint consent_says_length check (length(says) between 1 and 20000),
  constraint consent_competence_reason_length check (length(competence_reason) between 1 and 20000),
  constraint consent_form_reference_length check (length(form_reference) between 1 and 200),
  constraint consent_form_version_length check (length(form_version) between 1 and 100),
  constraint consent_not_approached_reason_length check (length(not_approached_reason) between 1 and 20000),
  constraint consent_not_approached_by_length check (length(not_approached_by) between 1 and 200)
);
create index consent_newest on app.consent (area_id, young_person_id, question, asked_on desc, recorded_at desc);
create index consent_individual_index on app.consent (area_id, individual_id, young_person_id);
create index consent_recorded_by_index on app.consent (recorded_by);
select app.guard('app.consent');
comment on table app.consent is 'S3. What one individual answered to one question, taking part or sharing, and how they were asked (R149 to R152). Append-only: the newest of each individual counts.';
comment on column app.consent.area_id is 'S3. Area.';
comment on column app.consent.id is 'S3. Identity.';
comment on column app.consent.young_person_id is 'S3. About whom.';
comment on column app.consent.individual_id is 'S3. Who was asked; empty for the young person.';
comment on column app.consent.question is 'S3. taking part or sharing.';
comment on column app.consent.answer is 'S3. yes, no, withdrawn, or not approached because it would not be safe.';
comment on column app.consent.asked_on is 'S3. On what day.';
comment on column app.consent.asked_by is 'S3. Who asked: the introducer first.';
comment on column app.consent.explained is 'S3. What was explained (R151).';
comment on column app.consent.how is 'S3. How: in person, in easy read, with an interpreter and so on.';
comment on column app.consent.language is 'S3. In which language.';
comment on column app.consent.limits_told is 'S3. Whether they were told that we share to keep somebody safe, whatever they answer (R78, R153).';
comment on column app.consent.understood is 'S3. What they understood, in their words (R151).';
comment on column app.consent.says is 'S3. What else they said; of sharing, whom they would rather we did not tell.';
comment on column app.consent.competence is 'S3. Whether whoever asked saw that the young person understands this decision.';
comment on column app.consent.competence_reason is 'S3. What makes them say so.';
comment on column app.consent.form_reference is 'S3. The council’s own consent form (R152).';
comment on column app.consent.form_version is 'S3. Its version.';
comment on column app.consent.not_approached_reason is 'S3. Why it would not be safe to ask.';
comment on column app.consent.not_approached_by is 'S3. Who decided that.';
comment on column app.consent.until_on is 'S3. Last day it holds; of somebody not approached, when it is looked at again. Empty where it holds until they say otherwise.';
comment on column app.consent.recorded_at is 'S3. When it was recorded.';
comment on column app.consent.recorded_by is 'S3. By whom.';

insert into app.relation_may (because, act) select b, 'ask for consent' from unnest('{case-holder,deputy,team manager,coordinator,operational manager,service manager}'::text[]) b;
insert into app.task_settled_by (kind, act) values ('a yes was taken back', 'ask for consent');

create policy read_s3 on app.relevant_individual for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_adds on app.relevant_individual for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy who_asks_changes on app.relevant_individual for update to app
  using (young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[])) with check (young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.relevant_individual as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.relevant_individual to app;
grant insert (area_id, id, young_person_id, kind, name, relation, responsibility, recorded_by) on app.relevant_individual to app;
grant update (name, relation, responsibility, version) on app.relevant_individual to app;

create policy read_s3 on app.consent for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_records on app.consent for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.consent as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.consent to app;
grant insert (area_id, id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, how, language, limits_told, understood, says, competence, competence_reason,
  form_reference, form_version, not_approached_reason, not_approached_by, until_on, recorded_by) on app.consent to app;

-- Whether the answer to a question is yes on a day, and why: the same rule as src/features/consent/who-decides.ts, which a
-- test compares with this one. The newest is what was asked last, whenever it was typed. A young person’s no is a no whoever
-- else says yes; a yes runs out and a no does not. Answers in a record that was merged count.
create function app.consent_decided(area uuid, young_person uuid, asks text, on_day date, but uuid default null) returns table (yes boolean, because text, differs boolean)
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare own record; age integer; says_yes boolean; says_no boolean; records uuid[] := app.records_of(young_person);
begin
  select case when y.born_on is not null then app.age_on(y.born_on, on_day) end into age from app.young_person y where y.area_id = area and y.id = young_person;
  select n.* into own from (select c.answer, c.competence, c.until_on from app.consent c
      where c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.individual_id is null and c.id is distinct from but
      order by c.asked_on desc, c.recorded_at desc, c.id desc limit 1) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  select coalesce(bool_or(n.answer = 'yes'), false), coalesce(bool_or(n.answer in ('no', 'withdrawn')), false) into says_yes, says_no from (
    select distinct on (c.individual_id) c.answer, c.until_on from app.consent c
      join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
      where c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.id is distinct from but
      order by c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  differs := false; yes := false;
  if own.answer is null then because := 'they were not asked';
  elsif own.answer = 'not approached' then because := 'it is not safe to ask them';
  elsif own.answer <> 'yes' then because := 'they said no'; differs := says_yes;
  elsif age >= 18 then yes := true; because := 'they said yes';
  elsif own.competence = 'understands' or (age >= 16 and own.competence <> 'does not understand') then yes := true; because := 'they said yes'; differs := says_no;
  elsif own.competence = 'not judged' then because := 'nobody judged whether they understand';
  elsif says_yes and says_no then because := 'those with parental responsibility differ'; differs := true;
  elsif says_no then because := 'those with parental responsibility said no';
  elsif says_yes then yes := true; because := 'somebody with parental responsibility said yes';
  else because := 'nobody with parental responsibility has said yes';
  end if;
  return next;
end $$;
revoke all on function app.consent_decided(uuid, uuid, text, date, uuid) from public;

-- The same for whoever may read it.
create function app.consent_now(young_person uuid, asks text) returns table (yes boolean, because text, differs boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select d.yes, d.because, d.differs from app.young_person y, app.consent_decided(y.area_id, y.id, asks, app.today()) d
    where y.id = $1 and $1 = any (app.my_young_people('read S3'))
$$;
revoke all on function app.consent_now(uuid, text) from public;
grant execute on function app.consent_now(uuid, text) to app;

-- Rules of an answer, looked at after the policies: nobody learns by a refusal what they may not read.
create function app.consent_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.asked_on > app.today() then raise exception 'asked on a day that was' using errcode = 'check_violation', constraint = 'consent_on_a_day_that_was'; end if;
  if new.answer = 'withdrawn' and not exists (select 1 from app.consent c where c.area_id = new.area_id and c.young_person_id = any (app.records_of(new.young_person_id))
      and c.question = new.question and c.individual_id is not distinct from new.individual_id and c.answer = 'yes' and c.id <> new.id) then
    raise exception 'a yes is withdrawn' using errcode = 'check_violation', constraint = 'consent_withdraws_a_yes'; end if;
  return null;
end $$;
revoke all on function app.consent_holds() from public;
create trigger consent_holds after insert on app.consent for each row execute function app.consent_holds();

-- Whoever gave an answer keeps their name: the answer would be somebody else's.
create function app.individual_stays() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select 1 from app.consent c where c.area_id = new.area_id and c.individual_id = new.id) then
    raise exception 'they have answered under this name' using errcode = 'check_violation', constraint = 'relevant_individual_name_stays'; end if;
  return null;
end $$;
revoke all on function app.individual_stays() from public;
create trigger individual_stays after update of name on app.relevant_individual for each row when (old.name <> new.name) execute function app.individual_stays();

-- Being asked at all answers the task, also where it was not safe to ask; whoever waits for the answer is told. When a yes
-- ends, by whoever's answer, the case-holder is asked the same day what must still be shared, and whether somebody could be
-- pressing them.
create function app.consent_answers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare at_path text; holder text; was boolean; is_now boolean; today date := app.today();
begin
  if new.question <> 'taking part' then return null; end if;
  select '/' || a.key || '/young-people/' || new.young_person_id || '/consent' into at_path from app.area a where a.id = new.area_id;
  select d.yes into was from app.consent_decided(new.area_id, new.young_person_id, new.question, today, new.id) d;
  select d.yes into is_now from app.consent_decided(new.area_id, new.young_person_id, new.question, today) d;
  if new.individual_id is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.young_person_id = new.young_person_id and t.kind = 'ask about taking part' and t.settled_at is null;
  end if;
  select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end into holder from app.case_holding h
    where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null;
  if was and not is_now and holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'a yes was taken back', new.young_person_id, holder, at_path, today, app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  if new.individual_id is null or was <> is_now then
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select distinct who, new.area_id, new.young_person_id, case when was and not is_now then 'takes part no more' else 'asked about taking part' end, at_path,
          case when was and not is_now then 'today' else 'digest' end
        from (select 'service:' || s.area_id || ':' || s.service_key as desk from app.strand_allocation s where s.area_id = new.area_id and s.young_person_id = new.young_person_id and s.until_at is null
          union select holder where was and not is_now) d, unnest(app.people_at(d.desk)) who where d.desk is not null and who is distinct from app.person_id();
  end if;
  return null;
end $$;
revoke all on function app.consent_answers() from public;
create trigger consent_answers after insert on app.consent for each row execute function app.consent_answers();

-- R150: at the earliest opportunity. Whoever holds the case is asked to have the young person asked, counted from the
-- forum’s outcome, before any worker learns who they are.
create function app.strand_asks_for_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare found_on date; holder text; area_key text;
begin
  -- What they said in this time with Trusted Relationships, if it holds: whoever comes back is asked anew.
  if exists (select 1 from app.consent c join app.episode e on e.area_id = new.area_id and e.id = new.episode_id
      where c.area_id = new.area_id and c.young_person_id = new.young_person_id and c.question = 'taking part' and c.individual_id is null
        and c.asked_on >= e.started_on and (c.until_on is null or c.until_on >= app.today())) then return null; end if;
  select (o.recorded_at at time zone 'Europe/London')::date into found_on from app.nomination n
    join app.forum_outcome o on o.area_id = n.area_id and o.id = n.forum_outcome_id where n.area_id = new.area_id and n.id = new.nomination_id;
  select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end into holder from app.case_holding h
    where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null;
  if holder is null then return null; end if;
  select a.key into area_key from app.area a where a.id = new.area_id;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (new.area_id, new.young_person_id, 'ask about taking part', new.young_person_id, holder, '/' || area_key || '/young-people/' || new.young_person_id || '/consent',
      greatest(app.end_of(new.area_id, 'consent', coalesce(found_on, app.today())), app.today()), new.decided_by)
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return null;
end $$;
revoke all on function app.strand_asks_for_consent() from public;
create trigger strand_asks_for_consent after insert on app.strand_allocation for each row execute function app.strand_asks_for_consent();

-- What is asked of a case-holder goes with the case.
do $$ begin
  execute replace(pg_get_functiondef('app.tasks_follow_the_case()'::regprocedure), $q$'decide about a closed service'])$q$, $q$'decide about a closed service', 'ask about taking part', 'a yes was taken back', 'look at a keep-apart again'])$q$);
end $$;

-- An answer that has run out, or that was to be looked at again, is asked for by whoever holds the case. Runs each hour;
-- nobody is asked twice.
create function app.looked_at_again() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with newest as (select distinct on (c.area_id, c.young_person_id) c.area_id, c.young_person_id, c.until_on, c.answer from app.consent c
      where c.question = 'taking part' and c.individual_id is null order by c.area_id, c.young_person_id, c.asked_on desc, c.recorded_at desc, c.id desc),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about taking part', n.young_person_id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
          '/' || a.key || '/young-people/' || n.young_person_id || '/consent', app.today()
        from newest n join app.area a on a.id = n.area_id join app.case_holding h on h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.until_at is null
          join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        where n.until_on < app.today() and n.answer in ('yes', 'not approached')
          and exists (select 1 from app.strand_allocation s where s.area_id = n.area_id and s.young_person_id = n.young_person_id and s.until_at is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;
revoke all on function app.looked_at_again() from public;
grant execute on function app.looked_at_again() to worker;

select app.know_records();

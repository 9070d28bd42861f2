-- Who can be matched to a young person, who cannot and of what class the reason is, and what the young person wishes.

create table app.wishes (
  area_id uuid not null,
  young_person_id uuid not null,
  asked text not null,
  asked_on date,
  not_asked_reason text,
  gender text not null default 'no matter',
  available text[] not null default '{}',
  places text[] not null default '{}',
  languages text[] not null default '{}',
  interests text[] not null default '{}',
  words text,
  changed_at timestamptz not null default now(),
  changed_by uuid not null,
  version integer not null default 1,
  constraint wishes_pkey primary key (area_id, young_person_id),
  constraint wishes_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint wishes_changed_by foreign key (changed_by) references app.person (id),
  constraint wishes_asked check (asked in ('asked', 'not asked')),
  constraint wishes_asked_on_a_day check ((asked = 'asked') = (asked_on is not null)),
  constraint wishes_not_asked_for_a_reason check ((asked = 'not asked') = (not_asked_reason is not null)),
  constraint wishes_not_asked_reason_length check (length(not_asked_reason) between 1 and 10000),
  constraint wishes_gender check (gender in ('woman', 'man', 'no matter')),
  constraint wishes_available check (available <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'),
  constraint wishes_words_length check (length(words) between 1 and 20000)
);
create index wishes_changed_by_index on app.wishes (changed_by);
select app.guard('app.wishes');
comment on table app.wishes is 'S3. What a young person wishes of the adult, and when and where they can meet; or why they were not asked.';
comment on column app.wishes.area_id is 'S3. Area.';
comment on column app.wishes.young_person_id is 'S3. Young person.';
comment on column app.wishes.asked is 'S3. asked or not asked.';
comment on column app.wishes.asked_on is 'S3. On what day they were asked.';
comment on column app.wishes.not_asked_reason is 'S3. Why they were not.';
comment on column app.wishes.gender is 'S3. A woman, a man, or no matter.';
comment on column app.wishes.available is 'S3. When they can meet: day and part of day (R45).';
comment on column app.wishes.places is 'S3. Places of the area where they can meet; coarse.';
comment on column app.wishes.languages is 'S3. Languages they want to talk in.';
comment on column app.wishes.interests is 'S3. What they like.';
comment on column app.wishes.words is 'S3. What they wish, in their words.';
comment on column app.wishes.changed_at is 'S3. Last change.';
comment on column app.wishes.changed_by is 'S3. By whom.';
comment on column app.wishes.version is 'S3. Counts changes.';

create table app.keep_apart (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  other_id uuid,
  worker_id uuid,
  other_words text,
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
  constraint keep_apart_pkey primary key (area_id, id),
  constraint keep_apart_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint keep_apart_other_young_person foreign key (area_id, other_id) references app.young_person (area_id, id),
  constraint keep_apart_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint keep_apart_recorded_by foreign key (recorded_by) references app.person (id),
  constraint keep_apart_closed_by foreign key (closed_by) references app.person (id),
  constraint keep_apart_of_two check (num_nonnulls(other_id, worker_id, other_words) = 1 and other_id is distinct from young_person_id),
  constraint keep_apart_own_past_is_of_a_worker check (not own_past or worker_id is not null),
  constraint keep_apart_own_past_is_not_written_down check (own_past = (reason is null) and own_past = (evidence is null) and own_past = (confirmed_by is not null)),
  constraint keep_apart_confirmed_by_length check (length(confirmed_by) between 1 and 200),
  constraint keep_apart_how_far check (how_far in ('no contact at all', 'not in the same place at the same time', 'not matched')),
  constraint keep_apart_closing_is_whole check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closed_reason is null)),
  constraint keep_apart_other_words_length check (length(other_words) between 1 and 500),
  constraint keep_apart_reason_length check (length(reason) between 1 and 10000),
  constraint keep_apart_evidence_length check (length(evidence) between 1 and 10000),
  constraint keep_apart_closed_reason_length check (length(closed_reason) between 1 and 10000)
);
create index keep_apart_young_person_index on app.keep_apart (area_id, young_person_id);
create index keep_apart_other_index on app.keep_apart (area_id, other_id);
create index keep_apart_worker_index on app.keep_apart (area_id, worker_id);
create index keep_apart_recorded_by_index on app.keep_apart (recorded_by);
create index keep_apart_closed_by_index on app.keep_apart (closed_by);
select app.guard('app.keep_apart');
comment on table app.keep_apart is 'S5. A young person and somebody else who must be kept apart: another young person, a worker, or a person in words. Whoever matches learns of it by class alone.';
comment on column app.keep_apart.area_id is 'S5. Area.';
comment on column app.keep_apart.id is 'S5. Identity.';
comment on column app.keep_apart.young_person_id is 'S5. Young person.';
comment on column app.keep_apart.other_id is 'S5. The other young person.';
comment on column app.keep_apart.worker_id is 'S5. Or the worker.';
comment on column app.keep_apart.other_words is 'S5. Or the other in words, such as a person of concern.';
comment on column app.keep_apart.own_past is 'S5. It comes from the worker’s own past: whoever matches is sent to the safeguarding lead.';
comment on column app.keep_apart.how_far is 'S5. How far apart.';
comment on column app.keep_apart.reason is 'S5. Why; never of a worker’s own past.';
comment on column app.keep_apart.confirmed_by is 'S5. Of a worker’s own past: who confirmed it, and no more.';
comment on column app.keep_apart.evidence is 'S5. What it rests on.';
comment on column app.keep_apart.review_on is 'S5. When it is looked at again.';
comment on column app.keep_apart.recorded_at is 'S5. When it was recorded.';
comment on column app.keep_apart.recorded_by is 'S5. By whom.';
comment on column app.keep_apart.closed_at is 'S5. When it ended.';
comment on column app.keep_apart.closed_by is 'S5. Who ended it.';
comment on column app.keep_apart.closed_reason is 'S5. Why it ended.';

insert into app.relation_may (because, act) select b, 'record wishes' from unnest('{case-holder,deputy,team manager,coordinator,operational manager,service manager}'::text[]) b;
insert into app.relation_may (because, act) select b, 'keep apart' from unnest('{case-holder,deputy,team manager}'::text[]) b;
insert into app.role_may (role, act) select r, 'name workers' from unnest('{case-holder,team-manager}'::text[]) r;
insert into app.relation_may (because, act) values ('operational manager', 'match a worker'), ('service manager', 'match a worker');

create policy read_s3 on app.wishes for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_adds on app.wishes for insert to app with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record wishes'))::uuid[]));
create policy who_asks_changes on app.wishes for update to app using (young_person_id = any ((select app.my_young_people('record wishes'))::uuid[]))
  with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record wishes'))::uuid[]));
create policy walled on app.wishes as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.wishes to app;
grant insert (area_id, young_person_id, asked, asked_on, not_asked_reason, gender, available, places, languages, interests, words, changed_by) on app.wishes to app;
grant update (asked, asked_on, not_asked_reason, gender, available, places, languages, interests, words, changed_at, changed_by, version) on app.wishes to app;

-- It speaks for both sides: whoever reads intelligence about either, and is kept away from neither.
create policy read_s5 on app.keep_apart for select to app using (young_person_id = any ((select app.my_young_people('read S5'))::uuid[]) or other_id = any ((select app.my_young_people('read S5'))::uuid[]));
create policy who_keeps_apart on app.keep_apart for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]));
create policy who_closes on app.keep_apart for update to app
  using (closed_at is null and (young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]) or other_id = any ((select app.my_young_people('keep apart'))::uuid[])))
  with check (closed_by = (select app.person_id()) and (young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]) or other_id = any ((select app.my_young_people('keep apart'))::uuid[])));
create policy walled on app.keep_apart as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
create policy walled_from_the_other on app.keep_apart as restrictive for all to app using (other_id is null or other_id <> all ((select app.my_walls())::uuid[]));
grant select on app.keep_apart to app;
grant insert (area_id, id, young_person_id, other_id, worker_id, other_words, own_past, how_far, reason, evidence, confirmed_by, review_on, recorded_by) on app.keep_apart to app;
grant update (closed_by, closed_reason) on app.keep_apart to app;

create function app.keep_apart_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.review_on <= app.today() then raise exception 'looked at again on a day to come' using errcode = 'check_violation', constraint = 'keep_apart_review_ahead'; end if;
  return null;
end $$;
revoke all on function app.keep_apart_holds() from public;
create trigger keep_apart_holds after insert on app.keep_apart for each row execute function app.keep_apart_holds();
create trigger keep_apart_from_somebody_seen before insert on app.keep_apart for each row when (new.other_id is not null and current_user = 'app') execute function app.link_to_somebody_seen();

create function app.keep_apart_closes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.closed_at := now();
  -- From whichever side it is closed.
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'look at a keep-apart again' and t.record_id = new.id and t.settled_at is null;
  return new;
end $$;
revoke all on function app.keep_apart_closes() from public;
create trigger keep_apart_closes before update on app.keep_apart for each row when (new.closed_by is not null) execute function app.keep_apart_closes();

-- Everybody who must be or was kept apart from a young person, also by what a merged record says; the other by reference
-- where the reader can see them, and in the words of a name where it is a worker.
create function app.kept_apart(young_person uuid) returns table (id uuid, other_id uuid, who text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text, review_on date,
    recorded_by text, recorded_at timestamptz, closed_at timestamptz, closed_reason text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with one as (select k.*, case when k.young_person_id = any (app.records_of($1)) then k.other_id else k.young_person_id end as them from app.keep_apart k
      where (k.young_person_id = any (app.records_of($1)) or k.other_id = any (app.records_of($1))) and 'read S5' = any (app.my_acts_on($1)) order by k.recorded_at desc, k.id desc limit 100),
    seen as (select unnest(app.visible_young_people(array(select them from one where them is not null))) as id)
  select k.id, seen.id, coalesce(k.other_words, wp.name, y.reference, 'Another young person'), k.how_far, k.own_past, k.reason, k.evidence, k.confirmed_by, k.review_on,
      p.name, k.recorded_at, k.closed_at, k.closed_reason
    from one k join app.person p on p.id = k.recorded_by left join app.worker w on w.id = k.worker_id left join app.person wp on wp.id = w.person_id
      left join seen on seen.id = k.them left join app.young_person y on y.id = seen.id
    where (k.them is null or k.them <> all (app.my_walls())) order by k.recorded_at desc, k.id desc
$$;
revoke all on function app.kept_apart(uuid) from public;
grant execute on function app.kept_apart(uuid) to app;

-- What was to be looked at again is asked of whoever holds the case. Runs each hour; nobody is asked twice.
create function app.keep_aparts_due() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select k.area_id, k.young_person_id, 'look at a keep-apart again', k.id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
          '/' || a.key || '/young-people/' || k.young_person_id || '/keep-apart', app.today()
        from app.keep_apart k join app.area a on a.id = k.area_id join app.case_holding h on h.area_id = k.area_id and h.young_person_id = k.young_person_id and h.until_at is null
          join app.young_person y on y.area_id = k.area_id and y.id = k.young_person_id and y.status <> 'died' and y.merged_into is null
        where k.closed_at is null and k.review_on <= app.today()
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;
revoke all on function app.keep_aparts_due() from public;
grant execute on function app.keep_aparts_due() to worker;

-- Who works for the services of an area, by name: for whoever says with whom somebody must not be matched.
create function app.worker_names(area uuid) returns table (id uuid, name text, service_key text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, w.service_key from app.worker w join app.person p on p.id = w.person_id
  where w.area_id = area and w.left_at is null and area = any (app.my_areas_to('name workers'))
  order by p.name, w.id limit 2000
$$;
revoke all on function app.worker_names(uuid) from public;
grant execute on function app.worker_names(uuid) to app;


-- A match: one worker at the side of one young person, made by a manager (R15, R16, R36, R39), after a yes of the young
-- person, past every hard rule. What is soft is accepted by a named person with a reason and approved by a second one.

create table app.match (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  service_key text not null,
  worker_id uuid not null,
  reason text not null,
  first_id uuid,
  other_reason text,
  accepts text[] not null default '{}',
  accepts_reason text,
  approved_at timestamptz,
  approved_by uuid,
  planned_on date not null,
  introduced_by text not null,
  introduction_how text not null,
  introduced_on date,
  started_on date,
  made_at timestamptz not null default now(),
  made_by uuid not null,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  goodbye text,
  passed_on text,
  stopped_at timestamptz,
  version integer not null default 1,
  constraint match_pkey primary key (area_id, id),
  constraint match_strand foreign key (area_id, strand_allocation_id, young_person_id) references app.strand_allocation (area_id, id, young_person_id),
  constraint match_service foreign key (area_id, service_key) references app.service (area_id, key),
  constraint match_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint match_first foreign key (area_id, first_id) references app.worker (area_id, id),
  constraint match_made_by foreign key (made_by) references app.person (id),
  constraint match_approved_by foreign key (approved_by) references app.person (id),
  constraint match_ended_by foreign key (ended_by) references app.person (id),
  constraint match_approval_is_whole check ((approved_at is null) = (approved_by is null)),
  constraint match_approved_by_another check (approved_by <> made_by),
  constraint match_accepts check (accepts <@ '{supervision,training,times,places,wish}'),
  constraint match_accepts_with_a_reason check ((accepts = '{}') = (accepts_reason is null)),
  constraint match_other_with_a_reason check (first_id is null or first_id = worker_id or other_reason is not null),
  constraint match_introduced_before_it_started check (started_on is null or introduced_on is not null and started_on >= introduced_on),
  constraint match_ended_after_it_began check (ended_on >= greatest(introduced_on, started_on)),
  constraint match_end_is_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_on is null) and (ended_at is null) = (end_reason is null)),
  constraint match_end_reason check (end_reason in ('as planned', 'the young person wished it', 'the worker leaves', 'it was not the right match', 'it is not safe', 'the strand ended')),
  constraint match_goodbye_with_the_end check (ended_at is null or goodbye is not null),
  constraint match_reason_length check (length(reason) between 1 and 10000),
  constraint match_other_reason_length check (length(other_reason) between 1 and 10000),
  constraint match_accepts_reason_length check (length(accepts_reason) between 1 and 10000),
  constraint match_introduced_by_length check (length(introduced_by) between 1 and 200),
  constraint match_introduction_how_length check (length(introduction_how) between 1 and 10000),
  constraint match_goodbye_length check (length(goodbye) between 1 and 10000),
  constraint match_passed_on_length check (length(passed_on) between 1 and 10000)
);
create unique index match_one_open on app.match (area_id, strand_allocation_id) where ended_at is null;
create index match_young_person_index on app.match (area_id, young_person_id, made_at desc);
create index match_strand_index on app.match (area_id, strand_allocation_id, young_person_id);
create index match_worker_index on app.match (area_id, worker_id) where ended_at is null;
create index match_all_of_worker_index on app.match (area_id, worker_id);
create index match_service_index on app.match (area_id, service_key);
create index match_first_index on app.match (area_id, first_id);
create index match_made_by_index on app.match (made_by);
create index match_approved_by_index on app.match (approved_by);
create index match_ended_by_index on app.match (ended_by);
select app.guard('app.match');
comment on table app.match is 'S3. A worker at the side of a young person, from the match to the goodbye (R31, R39). It counts once it is approved, where something soft was accepted.';
comment on column app.match.area_id is 'S3. Area.';
comment on column app.match.id is 'S3. Identity.';
comment on column app.match.young_person_id is 'S3. Young person.';
comment on column app.match.strand_allocation_id is 'S3. The strand.';
comment on column app.match.service_key is 'S3. Its service.';
comment on column app.match.worker_id is 'S3. Worker.';
comment on column app.match.reason is 'S3. Why this worker.';
comment on column app.match.first_id is 'S3. Who stood first when it was made: what was proposed.';
comment on column app.match.other_reason is 'S3. Why another one was chosen.';
comment on column app.match.accepts is 'S3. Soft reasons against it that were accepted.';
comment on column app.match.accepts_reason is 'S3. Why they were accepted.';
comment on column app.match.approved_at is 'S3. When a second person approved that.';
comment on column app.match.approved_by is 'S3. Who; never whoever made it.';
comment on column app.match.planned_on is 'S3. When it is to start.';
comment on column app.match.introduced_by is 'S3. Who introduces them (R144).';
comment on column app.match.introduction_how is 'S3. How.';
comment on column app.match.introduced_on is 'S3. When they were introduced.';
comment on column app.match.started_on is 'S3. When it started.';
comment on column app.match.made_at is 'S3. When it was made.';
comment on column app.match.made_by is 'S3. By whom.';
comment on column app.match.ended_on is 'S3. Last day.';
comment on column app.match.ended_at is 'S3. When the end was recorded.';
comment on column app.match.ended_by is 'S3. By whom.';
comment on column app.match.end_reason is 'S3. Why.';
comment on column app.match.goodbye is 'S3. How the goodbye is planned, or was.';
comment on column app.match.passed_on is 'S3. What the young person wants passed on to whoever comes next.';
comment on column app.match.stopped_at is 'S3. Since when nothing opens by it: a yes was taken back, or the two must be kept apart. It ends with a goodbye.';
comment on column app.match.version is 'S3. Counts changes.';

create policy read_s3 on app.match for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy manager_makes on app.match for insert to app with check (made_by = (select app.person_id()) and area_id || ':' || service_key = any ((select app.my_services_to('manage workers'))::text[]) and young_person_id = any ((select app.my_young_people('match a worker'))::uuid[]));
create policy manager_changes on app.match for update to app using (ended_at is null and area_id || ':' || service_key = any ((select app.my_services_to('manage workers'))::text[]) and young_person_id = any ((select app.my_young_people('match a worker'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('match a worker'))::uuid[]));
create policy walled on app.match as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.match to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, service_key, worker_id, reason, first_id, other_reason, accepts, accepts_reason, planned_on, introduced_by, introduction_how, made_by) on app.match to app;
grant update (introduced_on, started_on, ended_on, ended_by, end_reason, goodbye, passed_on, version) on app.match to app;

-- Whether a worker lacks something that must, or should, be there before a match (R38).
create function app.lacks(area uuid, worker uuid, before_match text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select 1 from app.worker w join app.service_requirement r on r.area_id = w.area_id and r.service_key = w.service_key and r.in_use and r.before_match = $3
    where w.area_id = area and w.id = worker and not exists (select 1 from app.requirement_met m where m.area_id = area and m.worker_id = worker and m.requirement_key = r.key
      and m.taken_back_at is null and (m.expires_on is null or m.expires_on >= app.today())))
$$;
revoke all on function app.lacks(uuid, uuid, text) from public;

-- Why a worker cannot be matched to a young person of a strand today, by class alone (R17, R38, R60, R77, R94). What stands
-- in a record that was merged counts, and a keep-apart goes by the person, whatever service they work for now.
create function app.hard_reasons(area uuid, allocation uuid, worker uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.strand_allocation; w app.worker; v app.service; today date := app.today(); why text[] := '{}'; age integer; records uuid[]; apart record;
begin
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation;
  select * into w from app.worker x where x.area_id = area and x.id = worker;
  select * into v from app.service x where x.area_id = area and x.key = s.service_key;
  records := app.records_of(s.young_person_id);
  if exists (select 1 from app.risk_fact f where f.area_id = area and f.young_person_id = any (records) and f.lifted_at is null
      and f.certainty = 'known' and f.timing = 'current' and f.kind = any (v.limbs)) then why := why || 'limb'::text; end if;
  select coalesce(bool_or(not k.own_past), false) as kept, coalesce(bool_or(k.own_past), false) as past into apart from app.keep_apart k
    join app.worker kw on kw.area_id = k.area_id and kw.id = k.worker_id and kw.person_id = w.person_id where k.young_person_id = any (records) and k.closed_at is null;
  -- What ended as unsafe is not tried again with the same person.
  if apart.kept or exists (select 1 from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id and mw.person_id = w.person_id
      where m.young_person_id = any (records) and m.end_reason = 'it is not safe') then why := why || 'keep apart'::text; end if;
  if apart.past then why := why || 'own past'::text; end if;
  if s.young_person_id = any (app.walls_of(w.person_id)) then why := why || 'wall'::text; end if;
  if app.lacks(area, worker, 'must') then why := why || 'check'::text; end if;
  age := app.age_on(w.born_on, today);
  if age < v.worker_ages_from or age > v.worker_ages_to then why := why || 'age'::text; end if;
  if (select count(*) from app.match m where m.area_id = area and m.worker_id = worker and m.ended_at is null and m.strand_allocation_id <> allocation) >= w.young_people_at_most then why := why || 'capacity'::text; end if;
  if w.started_on > today or exists (select 1 from app.worker_leave l where l.area_id = area and l.worker_id = worker and l.taken_back_at is null and l.from_on <= today and (l.back_on is null or l.back_on > today))
    then why := why || 'away'::text; end if;
  return why;
end $$;
revoke all on function app.hard_reasons(uuid, uuid, uuid) from public;

-- What somebody may accept, with a reason and a second person.
create function app.soft_reasons(area uuid, allocation uuid, worker uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.strand_allocation; w app.worker; v app.service; y app.wishes; why text[] := '{}';
begin
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation;
  select * into w from app.worker x where x.area_id = area and x.id = worker;
  select * into v from app.service x where x.area_id = area and x.key = s.service_key;
  select * into y from app.wishes x where x.area_id = area and x.young_person_id = s.young_person_id;
  if coalesce((select max(x.held_on) from app.supervision x where x.area_id = area and x.worker_id = worker), w.started_on) + v.supervision_days < app.today() then why := why || 'supervision'::text; end if;
  if app.lacks(area, worker, 'should') then why := why || 'training'::text; end if;
  if y.available <> '{}' and not y.available && w.available then why := why || 'times'::text; end if;
  if y.places <> '{}' and not y.places && w.places then why := why || 'places'::text; end if;
  if y.gender in ('woman', 'man') and w.gender <> y.gender then why := why || 'wish'::text; end if;
  return why;
end $$;
revoke all on function app.soft_reasons(uuid, uuid, uuid) from public;

-- Candidates of the service of a strand, for whoever matches for it (R36, R39): with the class of what stands in the way.
create function app.candidates(area uuid, allocation uuid) returns table (worker_id uuid, name text, hard text[], soft text[], young_people bigint, known_before boolean,
    gender text, available text[], places text[], languages text[], interests text[], lived_experience text, young_people_at_most smallint)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, app.hard_reasons(area, allocation, w.id), app.soft_reasons(area, allocation, w.id),
    (select count(*) from app.match m where m.area_id = area and m.worker_id = w.id and m.ended_at is null),
    exists (select 1 from app.match m where m.area_id = area and m.worker_id in (select k.id from app.worker k where k.area_id = area and k.person_id = w.person_id) and m.young_person_id = any (app.records_of(s.young_person_id)) and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')),
    w.gender, w.available, w.places, w.languages, w.interests, w.lived_experience, w.young_people_at_most
  from app.strand_allocation s join app.worker w on w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null and w.person_id <> app.person_id()
    join app.person p on p.id = w.person_id
  where exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work' where m.person_id = w.person_id and m.area_id = w.area_id
      and m.service_key = w.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
    and s.area_id = area and s.id = allocation and s.until_at is null and s.young_person_id = any (app.my_young_people('match a worker'))
    and s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers'))
  order by p.name, w.id limit 1000
$$;
revoke all on function app.candidates(uuid, uuid) from public;
grant execute on function app.candidates(uuid, uuid) to app;

-- Names of the adults in a young person's matches, for whoever reads those.
create function app.names_in_matches(young_person uuid) returns table (worker_id uuid, name text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct w.id, p.name from app.match m join app.worker w on w.area_id = m.area_id and w.id in (m.worker_id, m.first_id) join app.person p on p.id = w.person_id
    where m.young_person_id = $1 and $1 = any (app.my_young_people('read S3'))
$$;
revoke all on function app.names_in_matches(uuid) from public;
grant execute on function app.names_in_matches(uuid) to app;

-- Why two cannot be matched today, as the constraint that says so; null where they can (R17, R38, R60, R77, R151). Asked when
-- a match is made and again when it is approved. The strand is held, so that it does not end meanwhile.
create function app.match_refused(area uuid, allocation uuid, worker uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare s app.strand_allocation; w app.worker;
begin
  -- One at a time for a worker and for a young person: nobody is matched twice to the last place.
  select * into w from app.worker x where x.area_id = area and x.id = worker for update;
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation for share;
  perform 1 from app.young_person y where y.area_id = area and y.id = s.young_person_id for update;
  if s.until_at is not null or w.left_at is not null or w.service_key <> s.service_key then return 'match_of_the_service'; end if;
  if not (select d.yes from app.consent_decided(area, s.young_person_id, 'taking part', app.today()) d) then return 'match_after_consent'; end if;
  if app.hard_reasons(area, allocation, worker) <> '{}' then return 'match_is_safe'; end if;
  return null;
end $$;
revoke all on function app.match_refused(uuid, uuid, uuid) from public;

-- A match that cannot be is not there: no page and no statement makes one. Looked at after the policies, so that nobody learns
-- by a refusal what they may not read.
create function app.match_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare refused text := app.match_refused(new.area_id, new.strand_allocation_id, new.worker_id); soft text[];
begin
  if not exists (select 1 from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.service_key = new.service_key) then
    refused := 'match_of_the_service'; end if;
  if exists (select 1 from app.worker w where w.area_id = new.area_id and w.id = new.worker_id and w.person_id = new.made_by) then
    refused := 'match_not_with_oneself'; end if;
  if refused is not null then
    raise exception '%', case refused when 'match_of_the_service' then 'a worker of the service of an open strand' when 'match_not_with_oneself' then 'nobody matches themself'
      when 'match_after_consent' then 'they have not said yes' else 'this match cannot be' end using errcode = 'check_violation', constraint = refused; end if;
  soft := app.soft_reasons(new.area_id, new.strand_allocation_id, new.worker_id);
  if not (soft <@ new.accepts and new.accepts <@ soft) then
    raise exception 'what is accepted is what there is' using errcode = 'check_violation', constraint = 'match_accepts_what_there_is'; end if;
  return new;
end $$;
revoke all on function app.match_holds() from public;
create trigger match_holds after insert on app.match for each row execute function app.match_holds();

-- Whether a match counts: it was approved, where something soft was accepted.
alter table app.match add column counts boolean generated always as (ended_at is null and stopped_at is null and (accepts = '{}' or approved_at is not null)) stored;
comment on column app.match.counts is 'S3. Whether it opens anything now: not ended, not stopped, and approved where that is needed.';
create index match_counts on app.match (area_id, worker_id) where counts;

-- What opens by an active match: the whole record to a Family Network Coordinator, and to whoever supervises mentors the
-- young people of those mentors. Relief workers and mentors read no record; their telephone shows what app.my_matches says.
insert into app.relation_kind (because, role, says) values
  ('family network coordinator', 'family-network-coordinator', 'You are this young person’s Family Network Coordinator.'),
  ('mentor co-ordinator', 'mentor-coordinator', 'You supervise this young person’s mentor.');
insert into app.relation_may (because, act) select b, a from unnest('{family network coordinator,mentor co-ordinator}'::text[]) b, unnest('{read S1,read S2,read S3,read S4}'::text[]) a;

create view app.relation_match as
  select w.person_id, m.area_id, m.young_person_id, 'family network coordinator'::text as because from app.match m
    join app.worker w on w.area_id = m.area_id and w.id = m.worker_id and w.left_at is null
    join app.membership b on b.person_id = w.person_id and b.area_id = m.area_id and b.service_key = m.service_key and b.role = 'family-network-coordinator'
      and b.from_at <= now() and (b.until_at is null or b.until_at > now())
    where m.counts
  union all
  select b.person_id, m.area_id, m.young_person_id, 'mentor co-ordinator' from app.match m
    join app.membership b on b.area_id = m.area_id and b.service_key = m.service_key and b.role = 'mentor-coordinator'
      and b.from_at <= now() and (b.until_at is null or b.until_at > now())
    where m.counts;
revoke all on app.relation_match from public;
do $$ begin
  execute format('create or replace view app.relation as %s union all select * from app.relation_match', rtrim(pg_get_viewdef('app.relation'::regclass), E' ;\n'));
end $$;

create or replace function app.relations_of(person uuid, young_people uuid[]) returns table(young_person_id uuid, because text)
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare roles text[] := array(select m.role from app.membership m where m.person_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now()));
begin
  if roles && '{case-holder,team-manager}' then
    return query select r.young_person_id, r.because from app.relation_case_holder r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_deputy r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_hand_over r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_merged r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{forum-member}' then
    return query select r.young_person_id, r.because from app.relation_forum r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{operational-manager,service-manager}' then
    return query select r.young_person_id, r.because from app.relation_strand r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{family-network-coordinator,mentor-coordinator}' then
    return query select r.young_person_id, r.because from app.relation_match r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{duty}' then
    return query select r.young_person_id, r.because from app.area_relation_duty r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.area_relation_living r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{agency-manager}' then
    return query select r.young_person_id, r.because from app.area_relation_agency r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{forum-chair,forum-coordinator}' then
    return query select r.young_person_id, r.because from app.area_relation_forum r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{coordinator,panel-member}' then
    return query select r.young_person_id, r.because from app.area_relation_panel r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  return query select r.young_person_id, r.because from app.relation_emergency r where r.person_id = $1 and r.young_person_id = any ($2);
end $$;

-- A second person approves what was accepted: somebody who matches or coordinates, here or in a partner area, and never
-- whoever made the match or is in it. They read what is accepted and why, and not who the young person is.
insert into app.role_may (role, act) select r, 'approve a match' from unnest('{operational-manager,service-manager,coordinator}'::text[]) r;

create function app.matches_to_approve() returns table (area_id uuid, id uuid, service_key text, worker text, accepts text[], accepts_reason text, made_by text, made_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.area_id, m.id, m.service_key, wp.name, m.accepts, m.accepts_reason, p.name, m.made_at
    from app.match m join app.area a on a.id = m.area_id join app.worker w on w.area_id = m.area_id and w.id = m.worker_id
      join app.person wp on wp.id = w.person_id join app.person p on p.id = m.made_by
  where m.ended_at is null and m.stopped_at is null and m.approved_at is null and m.accepts <> '{}' and m.made_by <> app.person_id() and w.person_id <> app.person_id()
    and (m.area_id = any (app.my_areas_to('approve a match')) or a.partners && app.my_areas_to('approve a match'))
    and m.young_person_id <> all (app.my_walls())
  order by m.made_at, m.id limit 200
$$;
revoke all on function app.matches_to_approve() from public;
grant execute on function app.matches_to_approve() to app;

-- What was asked is answered and the case-holder is told, once the match counts.
create function app.match_stands(area uuid, match uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it app.match; key text;
begin
  select m.* into it from app.match m where m.area_id = area and m.id = match;
  select a.key into key from app.area a where a.id = area;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.young_person_id = it.young_person_id
    and t.kind = 'match a worker' and t.record_id = it.strand_allocation_id and t.settled_at is null;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, area, it.young_person_id, 'match made', '/' || key || '/young-people/' || it.young_person_id || '/matches', 'today' from app.case_holding h,
      unnest(app.people_at(case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end)) who
      where h.area_id = area and h.young_person_id = it.young_person_id and h.until_at is null and who is distinct from app.person_id();
end $$;
revoke all on function app.match_stands(uuid, uuid) from public;

create function app.approve_match(match uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it app.match;
begin
  if not exists (select 1 from app.matches_to_approve() x where x.id = match) then return 'gone'; end if;
  select m.* into it from app.match m where m.id = match and m.area_id in (select x.area_id from app.matches_to_approve() x where x.id = match) for update;
  if it.approved_at is not null or it.ended_at is not null or it.stopped_at is not null then return 'gone'; end if;
  if app.match_refused(it.area_id, it.strand_allocation_id, it.worker_id) is not null then return 'cannot be any more'; end if;
  if not (app.soft_reasons(it.area_id, it.strand_allocation_id, it.worker_id) <@ it.accepts) then return 'another reason came'; end if;
  update app.match m set approved_at = now(), approved_by = app.person_id(), version = m.version + 1 where m.area_id = it.area_id and m.id = it.id;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.kind = 'approve a match' and t.record_id = it.id and t.settled_at is null;
  perform app.match_stands(it.area_id, it.id);
  return 'done';
end $$;
revoke all on function app.approve_match(uuid) from public;
grant execute on function app.approve_match(uuid) to app;

-- It stands at once, or whoever approves is asked.
create function app.match_made() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare partner record;
begin
  if new.accepts = '{}' then perform app.match_stands(new.area_id, new.id); return null; end if;
  -- Each by name, so that whoever made it is not asked; a partner's too, as a service may have two people in all. Who could in both
  -- areas is asked once, where the match is.
  for partner in select distinct on (m.person_id) m.person_id, m.area_id, a.key from app.area mine join app.area a on a.id = mine.id or a.id = any (mine.partners)
      join app.membership m on m.area_id = a.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      join app.role_may r on r.role = m.role and r.act = 'approve a match'
      join app.person p on p.id = m.person_id and p.closed_at is null
    where mine.id = new.area_id and m.person_id <> new.made_by and new.young_person_id <> all (app.walls_of(m.person_id))
      and not exists (select 1 from app.worker w where w.area_id = new.area_id and w.id = new.worker_id and w.person_id = m.person_id)
    order by m.person_id, a.id = mine.id desc, a.key
  loop
    insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
      values (partner.area_id, 'approve a match', new.id, 'person:' || partner.person_id, '/' || partner.key || '/matches', app.today(), new.made_by)
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end loop;
  return null;
end $$;
revoke all on function app.match_made() from public;
create trigger match_made after insert on app.match for each row execute function app.match_made();

-- An end is recorded now, by whoever records it, and never undone; days lie where they can.
create function app.match_changes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.ended_by is not null then
    if app.person_id() is not null and new.ended_by <> app.person_id() then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.ended_at := now();
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.record_id = new.id and t.kind in ('approve a match', 'plan a goodbye') and t.settled_at is null;
    -- Whose strand goes on needs the next adult.
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, asked_by)
      select s.area_id, s.young_person_id, 'match a worker', s.id, 'service:' || s.area_id || ':' || s.service_key,
        '/' || a.key || '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates', app.person_id()
      from app.strand_allocation s join app.area a on a.id = s.area_id where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.until_at is null
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  if (new.introduced_on is distinct from old.introduced_on or new.started_on is distinct from old.started_on) and (new.stopped_at is not null or not (new.accepts = '{}' or new.approved_at is not null)) then
    raise exception 'approved first' using errcode = 'check_violation', constraint = 'match_approved_before_they_meet'; end if;
  if new.introduced_on > app.today() or new.started_on > app.today() or new.ended_on > app.today() then
    raise exception 'on a day that was' using errcode = 'check_violation', constraint = 'match_on_days_that_were'; end if;
  return new;
end $$;
revoke all on function app.match_changes() from public;
create trigger match_changes before update on app.match for each row execute function app.match_changes();

-- A goodbye that somebody of the service plans is asked of each of these matches.
create function app.ask_for_goodbyes(area uuid, matches uuid[]) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select m.area_id, m.young_person_id, 'plan a goodbye', m.id, 'service:' || m.area_id || ':' || m.service_key,
      '/' || a.key || '/young-people/' || m.young_person_id || '/matches', app.today(), app.person_id()
    from app.match m join app.area a on a.id = m.area_id where m.area_id = area and m.id = any (matches) and m.ended_at is null
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$$;
revoke all on function app.ask_for_goodbyes(uuid, uuid[]) from public;

-- When a worker leaves, and when a strand ends while somebody is at their side.
create function app.matches_of_what_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.ask_for_goodbyes(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.ended_at is null
    and case tg_table_name when 'worker' then m.worker_id else m.strand_allocation_id end = new.id));
  return null;
end $$;
revoke all on function app.matches_of_what_ended() from public;
create trigger worker_leaves_matches after update of left_at on app.worker for each row when (old.left_at is null and new.left_at is not null) execute function app.matches_of_what_ended();
create trigger strand_ends_matches after update of until_at on app.strand_allocation for each row when (old.until_at is null and new.until_at is not null) execute function app.matches_of_what_ended();

-- R151: where a yes was taken back, or the two must be kept apart from now on, nothing opens by the match from this statement
-- on; a goodbye is asked for.
create function app.stops_matches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare stopped uuid[];
begin
  with stops as (update app.match m set stopped_at = now() where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.young_person_id)) and m.ended_at is null and m.stopped_at is null
      and case tg_table_name
        when 'keep_apart' then exists (select 1 from app.worker w join app.worker k on k.area_id = w.area_id and k.person_id = w.person_id
          where w.area_id = m.area_id and w.id = m.worker_id and k.id = (to_jsonb(new)->>'worker_id')::uuid)
        else not (select d.yes from app.consent_decided(new.area_id, new.young_person_id, 'taking part', app.today()) d) end
      returning m.id)
    select coalesce(array_agg(id), '{}') into stopped from stops;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.kind = 'approve a match' and t.record_id = any (stopped) and t.settled_at is null;
  perform app.ask_for_goodbyes(new.area_id, stopped);
  return null;
end $$;
revoke all on function app.stops_matches() from public;
create trigger stops_matches after insert on app.keep_apart for each row when (new.worker_id is not null) execute function app.stops_matches();
create trigger stops_matches after insert on app.consent for each row when (new.question = 'taking part') execute function app.stops_matches();
-- Whose yes counts turns on who has parental responsibility.
create trigger stops_matches after update of responsibility on app.relevant_individual for each row when (old.responsibility <> new.responsibility) execute function app.stops_matches();

-- Whoever matched reads on after the strand ended, until the goodbye is written down.
create or replace view app.relation_strand as
  select m.person_id, s.area_id, s.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end as because
  from app.strand_allocation s join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key
    and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
  where s.until_at is null and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  union all
  select m.person_id, s.area_id, s.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end
  from app.match x join app.strand_allocation s on s.area_id = x.area_id and s.id = x.strand_allocation_id and s.until_at is not null
    join app.membership m on m.area_id = x.area_id and m.service_key = x.service_key
      and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
  where x.ended_at is null and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- What a relief worker's or mentor's telephone shows of those they are matched with (promises C): the name they go by, how to
-- reach them safely, and the introduction. No surname, no address, no word of risk.
create function app.my_matches() returns table (area_id uuid, id uuid, young_person_id uuid, goes_by text, safe_number text, safe_when text, never_text boolean, safe_word text, safe_contact_note text,
    planned_on date, introduced_by text, introduction_how text, introduced_on date, started_on date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.area_id, m.id, m.young_person_id, coalesce(y.known_as, y.given_names), d.safe_number, d.safe_when, coalesce(d.never_text, true), d.safe_word, d.safe_contact_note,
      m.planned_on, m.introduced_by, m.introduction_how, m.introduced_on, m.started_on
    from app.match m join app.young_person y on y.area_id = m.area_id and y.id = m.young_person_id
      left join app.young_person_detail d on d.area_id = m.area_id and d.young_person_id = m.young_person_id
  where m.counts and m.worker_id = any (app.me_as_worker()) and m.young_person_id <> all (app.my_walls()) and y.status <> 'died'
  order by m.made_at, m.id limit 50
$$;
revoke all on function app.my_matches() from public;
grant execute on function app.my_matches() to app;

create or replace function app.named_to_me(wanted uuid[]) returns table(young_person_id uuid, because text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select n.id, n.because from (
    select e.young_person_id, 'review of emergency access' from app.emergency_access e
      where e.young_person_id = any (wanted) and coalesce(e.reviewed_in, e.area_id) = any (app.my_areas_to('review emergency access')) and e.person_id <> app.person_id()
    union select d.young_person_id, 'sample of duty' from app.duty_look d
      where d.young_person_id = any (wanted) and d.reviewed_in = any (app.my_areas_to('review duty looks')) and d.person_id <> app.person_id()
    union select c.child, 'moved entry' from app.wrong_child w, unnest(array[w.young_person_id, w.right_young_person_id]) c (child)
      where c.child = any (wanted) and w.area_id = any (app.my_areas_to('read moved entries'))
    union select x.young_person_id, 'match' from app.my_matches() x where x.young_person_id = any (wanted)
    union select a.young_person_id, 'late action' from app.forum_action a join app.membership m on m.area_id = a.area_id and m.agency_id = a.agency_id
      and m.role = 'agency-manager' and m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      where a.young_person_id = any (wanted) and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date) n (id, because)
  where n.id <> all (app.my_walls())
$$;

select app.know_records();

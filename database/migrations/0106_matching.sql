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
  other_young_person_id uuid,
  worker_id uuid,
  other_words text,
  own_past boolean not null default false,
  how_far text not null,
  reason text not null,
  evidence text not null,
  review_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  closed_at timestamptz,
  closed_by uuid,
  closed_reason text,
  constraint keep_apart_pkey primary key (area_id, id),
  constraint keep_apart_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint keep_apart_other_young_person foreign key (area_id, other_young_person_id) references app.young_person (area_id, id),
  constraint keep_apart_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint keep_apart_recorded_by foreign key (recorded_by) references app.person (id),
  constraint keep_apart_closed_by foreign key (closed_by) references app.person (id),
  constraint keep_apart_of_two check (num_nonnulls(other_young_person_id, worker_id, other_words) = 1 and other_young_person_id is distinct from young_person_id),
  constraint keep_apart_own_past_is_of_a_worker check (not own_past or worker_id is not null),
  constraint keep_apart_how_far check (how_far in ('no contact at all', 'not in the same place at the same time', 'not matched')),
  constraint keep_apart_closing_is_whole check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (closed_reason is null)),
  constraint keep_apart_other_words_length check (length(other_words) between 1 and 500),
  constraint keep_apart_reason_length check (length(reason) between 1 and 10000),
  constraint keep_apart_evidence_length check (length(evidence) between 1 and 10000),
  constraint keep_apart_closed_reason_length check (length(closed_reason) between 1 and 10000)
);
create index keep_apart_young_person_index on app.keep_apart (area_id, young_person_id);
create index keep_apart_other_index on app.keep_apart (area_id, other_young_person_id);
create index keep_apart_worker_index on app.keep_apart (area_id, worker_id);
create index keep_apart_recorded_by_index on app.keep_apart (recorded_by);
create index keep_apart_closed_by_index on app.keep_apart (closed_by);
select app.guard('app.keep_apart');
comment on table app.keep_apart is 'S5. A young person and somebody else who must be kept apart: another young person, a worker, or a person in words. Whoever matches learns of it by class alone.';
comment on column app.keep_apart.area_id is 'S5. Area.';
comment on column app.keep_apart.id is 'S5. Identity.';
comment on column app.keep_apart.young_person_id is 'S5. Young person.';
comment on column app.keep_apart.other_young_person_id is 'S5. The other young person.';
comment on column app.keep_apart.worker_id is 'S5. Or the worker.';
comment on column app.keep_apart.other_words is 'S5. Or the other in words, such as a person of concern.';
comment on column app.keep_apart.own_past is 'S5. It comes from the worker’s own past: whoever matches is sent to the safeguarding lead.';
comment on column app.keep_apart.how_far is 'S5. How far apart.';
comment on column app.keep_apart.reason is 'S5. Why.';
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
create policy read_s5 on app.keep_apart for select to app using (young_person_id = any ((select app.my_young_people('read S5'))::uuid[]) or other_young_person_id = any ((select app.my_young_people('read S5'))::uuid[]));
create policy who_keeps_apart on app.keep_apart for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]));
create policy who_closes on app.keep_apart for update to app
  using (closed_at is null and (young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]) or other_young_person_id = any ((select app.my_young_people('keep apart'))::uuid[])))
  with check (closed_by = (select app.person_id()) and (young_person_id = any ((select app.my_young_people('keep apart'))::uuid[]) or other_young_person_id = any ((select app.my_young_people('keep apart'))::uuid[])));
create policy walled on app.keep_apart as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
create policy walled_from_the_other on app.keep_apart as restrictive for all to app using (other_young_person_id is null or other_young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.keep_apart to app;
grant insert (area_id, id, young_person_id, other_young_person_id, worker_id, other_words, own_past, how_far, reason, evidence, review_on, recorded_by) on app.keep_apart to app;
grant update (closed_at, closed_by, closed_reason) on app.keep_apart to app;

create function app.keep_apart_comes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.review_on <= app.today() then raise exception 'looked at again on a day to come' using errcode = 'check_violation', constraint = 'keep_apart_review_ahead'; end if;
  if new.other_young_person_id is not null and not (array[new.other_young_person_id] <@ app.visible_young_people(array[new.other_young_person_id])) and current_user = 'app' then
    raise exception 'somebody who can be seen' using errcode = 'foreign_key_violation', constraint = 'keep_apart_other_young_person'; end if;
  return new;
end $$;
revoke all on function app.keep_apart_comes() from public;
create trigger keep_apart_comes before insert on app.keep_apart for each row execute function app.keep_apart_comes();

create function app.keep_apart_closes() returns trigger
  language plpgsql set search_path = pg_catalog as $$ begin new.closed_at := now(); return new; end $$;
revoke all on function app.keep_apart_closes() from public;
create trigger keep_apart_closes before update on app.keep_apart for each row execute function app.keep_apart_closes();

-- Why a worker cannot be matched to a young person of a strand today, by class alone (R17, R38, R60, R77, R94). Facts of
-- a young person who was merged into them count, and keep-aparts of their own past are a class of their own.
create function app.hard_reasons(area uuid, allocation uuid, worker uuid) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.strand_allocation; w app.worker; v app.service; today date := app.today(); why text[] := '{}'; age integer;
begin
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation;
  select * into w from app.worker x where x.area_id = area and x.id = worker;
  select * into v from app.service x where x.area_id = area and x.key = s.service_key;
  if exists (select 1 from app.risk_fact f where f.area_id = area and f.young_person_id = s.young_person_id and f.lifted_at is null
      and f.certainty = 'known' and f.timing = 'current' and f.kind = any (v.limbs)) then why := why || 'limb'::text; end if;
  if exists (select 1 from app.keep_apart k where k.area_id = area and k.young_person_id = s.young_person_id and k.worker_id = worker and k.closed_at is null and not k.own_past) then why := why || 'keep apart'::text; end if;
  if exists (select 1 from app.keep_apart k where k.area_id = area and k.young_person_id = s.young_person_id and k.worker_id = worker and k.closed_at is null and k.own_past) then why := why || 'own past'::text; end if;
  if s.young_person_id = any (app.walls_of(w.person_id)) then why := why || 'wall'::text; end if;
  if exists (select 1 from app.service_requirement r where r.area_id = area and r.service_key = w.service_key and r.in_use and r.before_match = 'must'
      and not exists (select 1 from app.requirement_met m where m.area_id = area and m.worker_id = worker and m.requirement_key = r.key and m.taken_back_at is null
        and (m.expires_on is null or m.expires_on >= today))) then why := why || 'check'::text; end if;
  age := app.age_on(w.born_on, today);
  if age < v.worker_ages_from or age > v.worker_ages_to then why := why || 'age'::text; end if;
  if exists (select 1 from app.worker_leave l where l.area_id = area and l.worker_id = worker and l.taken_back_at is null and l.from_on <= today and (l.back_on is null or l.back_on > today)) then why := why || 'away'::text; end if;
  return why;
end $$;
revoke all on function app.hard_reasons(uuid, uuid, uuid) from public;

-- Who works for the services of an area, by name: for whoever says with whom somebody must not be matched.
create function app.worker_names(area uuid) returns table (id uuid, name text, service_key text, has_left boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, w.service_key, w.left_at is not null from app.worker w join app.person p on p.id = w.person_id
  where w.area_id = area and area = any (app.my_areas_to('name workers'))
  order by p.name, w.id limit 2000
$$;
revoke all on function app.worker_names(uuid) from public;
grant execute on function app.worker_names(uuid) to app;

-- Candidates of the service of a strand, for whoever matches for it: with the class of what stands in the way.
create function app.candidates(area uuid, allocation uuid) returns table (worker_id uuid, name text, hard text[], supervision_late boolean, training_missing boolean,
    gender text, available text[], places text[], languages text[], interests text[], lived_experience text, young_people_at_most smallint)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, app.hard_reasons(area, allocation, w.id),
    coalesce((select max(x.held_on) from app.supervision x where x.area_id = area and x.worker_id = w.id), w.started_on) + v.supervision_days < app.today(),
    exists (select 1 from app.service_requirement r where r.area_id = area and r.service_key = w.service_key and r.in_use and r.before_match = 'should'
      and not exists (select 1 from app.requirement_met m where m.area_id = area and m.worker_id = w.id and m.requirement_key = r.key and m.taken_back_at is null
        and (m.expires_on is null or m.expires_on >= app.today()))),
    w.gender, w.available, w.places, w.languages, w.interests, w.lived_experience, w.young_people_at_most
  from app.strand_allocation s join app.service v on v.area_id = s.area_id and v.key = s.service_key
    join app.worker w on w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null and w.person_id <> app.person_id()
    join app.person p on p.id = w.person_id
  where s.area_id = area and s.id = allocation and s.until_at is null and s.young_person_id = any (app.my_young_people('match a worker'))
    and s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers'))
  order by p.name, w.id limit 1000
$$;
revoke all on function app.candidates(uuid, uuid) from public;
grant execute on function app.candidates(uuid, uuid) to app;

select app.know_records();

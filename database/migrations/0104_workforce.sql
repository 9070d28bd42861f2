-- Who becomes the trusted adult (R17, R18, R20), what they need before they meet a young person, and who supervises them
-- (R19, R38). Rows about workers open by role and service, never by a relation to a young person.

-- What a service asks of its workers is data of the area, loaded from its file.
alter table app.service add worker_kind text, add worker_ages_from smallint, add worker_ages_to smallint, add supervised_by text, add supervision_days smallint;
comment on column app.service.worker_kind is 'S0. What one of its workers is: rp-relief-worker, volunteer-mentor or family-network-coordinator.';
comment on column app.service.worker_ages_from is 'S0. Youngest age at which a worker of this service can be matched (R17).';
comment on column app.service.worker_ages_to is 'S0. Oldest age at which one can be matched; empty for none.';
comment on column app.service.supervised_by is 'S0. Role that supervises its workers (R19, R38).';
comment on column app.service.supervision_days is 'S0. How many days after one supervision the next is due.';

create table app.service_requirement (
  area_id uuid not null,
  service_key text not null,
  key text not null,
  renew_months smallint,
  before_match text not null constraint service_requirement_before_match check (before_match in ('must', 'should')),
  in_use boolean not null default true,
  constraint service_requirement_pkey primary key (area_id, service_key, key),
  constraint service_requirement_service foreign key (area_id, service_key) references app.service (area_id, key)
);
select app.guard('app.service_requirement');
create policy everybody_reads on app.service_requirement for select to app, worker, reports using (true);
grant select on app.service_requirement to app, worker, reports;
comment on table app.service_requirement is 'S0. What a service asks of its workers: induction, training, checks (R38). Loaded from config/areas.';
comment on column app.service_requirement.area_id is 'S0. Area.';
comment on column app.service_requirement.service_key is 'S0. Service.';
comment on column app.service_requirement.key is 'S0. Such as safeguarding; its name stands in the area file.';
comment on column app.service_requirement.renew_months is 'S0. After how many months it is done again; empty for never.';
comment on column app.service_requirement.before_match is 'S0. must: nobody is matched without it. should: whoever matches is warned.';
comment on column app.service_requirement.in_use is 'S0. Whether the area file names it now.';

create table app.worker (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  person_id uuid not null,
  service_key text not null,
  born_on date not null,
  started_on date not null,
  confirmed_by text,
  confirmed_on date,
  safeguarding_lead text,
  emergency_contact text,
  gender text not null default 'not said',
  pronouns text,
  languages text[] not null default '{}',
  interests text[] not null default '{}',
  lived_experience text,
  young_people_at_most smallint not null,
  available text[] not null default '{}',
  places text[] not null default '{}',
  added_at timestamptz not null default now(),
  added_by uuid not null,
  left_at timestamptz,
  left_by uuid,
  left_as text,
  version integer not null default 1,
  constraint worker_pkey primary key (area_id, id),
  constraint worker_id_is_unique unique (id),
  constraint worker_area foreign key (area_id) references app.area (id),
  constraint worker_person foreign key (person_id) references app.person (id),
  constraint worker_added_by foreign key (added_by) references app.person (id),
  constraint worker_left_by foreign key (left_by) references app.person (id),
  constraint worker_service foreign key (area_id, service_key) references app.service (area_id, key),
  constraint worker_gender check (gender in ('woman', 'man', 'another', 'not said')),
  constraint worker_pronouns_length check (length(pronouns) between 1 and 200),
  constraint worker_lived_experience_length check (length(lived_experience) between 1 and 20000),
  constraint worker_young_people_at_most check (young_people_at_most between 0 and 40),
  constraint worker_available check (available <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'),
  constraint worker_left_is_whole check ((left_at is null) = (left_by is null) and (left_at is null) = (left_as is null)),
  constraint worker_left_as check (left_as in ('moved on', 'the service ended', 'concern about conduct', 'another reason')),
  constraint worker_confirmation_is_whole check ((confirmed_by is null) = (confirmed_on is null)),
  constraint worker_confirmed_by_length check (length(confirmed_by) between 1 and 200),
  constraint worker_safeguarding_lead_length check (length(safeguarding_lead) between 1 and 300),
  constraint worker_emergency_contact_length check (length(emergency_contact) between 1 and 300)
);
create unique index worker_once on app.worker (area_id, service_key, person_id) where left_at is null;
create index worker_person_index on app.worker (person_id);
create index worker_added_by_index on app.worker (added_by);
create index worker_left_by_index on app.worker (left_by);
create index worker_service_index on app.worker (area_id, service_key);
select app.guard('app.worker');
comment on table app.worker is 'S2. A worker of a service: RP Relief Worker, Volunteer Mentor or Family Network Coordinator (R17, R18, R20). Of a relief worker’s own past nothing is held but who confirmed it and when.';
comment on column app.worker.area_id is 'S2. Area.';
comment on column app.worker.id is 'S2. Identity.';
comment on column app.worker.person_id is 'S1. Account.';
comment on column app.worker.service_key is 'S1. Service they work for.';
comment on column app.worker.born_on is 'S2. Date of birth: age counts on the day of each match (R17).';
comment on column app.worker.started_on is 'S2. First day.';
comment on column app.worker.confirmed_by is 'S2. Who confirmed previous involvement with Children and Families Services (R17); what it was is held nowhere.';
comment on column app.worker.confirmed_on is 'S2. When it was confirmed.';
comment on column app.worker.safeguarding_lead is 'S2. Whom a worker under 18 turns to, with a number: their own safeguarding lead.';
comment on column app.worker.emergency_contact is 'S2. Whom to ring about the worker, with a number.';
comment on column app.worker.gender is 'S1. As they say: some young people wish for a woman or a man.';
comment on column app.worker.pronouns is 'S1. As they said.';
comment on column app.worker.languages is 'S1. config/code-lists language.';
comment on column app.worker.interests is 'S1. config/code-lists interest, or written in.';
comment on column app.worker.lived_experience is 'S2. What they choose to share of their own life.';
comment on column app.worker.young_people_at_most is 'S2. How many young people they have at once at most.';
comment on column app.worker.available is 'S2. When they can meet: day and part of day, such as sat-evening (R45).';
comment on column app.worker.places is 'S2. Places of the area they can travel to; coarse.';
comment on column app.worker.added_at is 'S2. When they were added.';
comment on column app.worker.added_by is 'S2. By whom.';
comment on column app.worker.left_at is 'S2. When they left; nothing opens to them from then on.';
comment on column app.worker.left_by is 'S2. Who recorded it.';
comment on column app.worker.left_as is 'S2. Why they left.';
comment on column app.worker.version is 'S2. Counts changes, so that nobody overwrites what they did not see.';

create table app.requirement_met (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_id uuid not null,
  service_key text not null,
  requirement_key text not null,
  done_on date not null,
  expires_on date,
  seen text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  taken_back_reason text,
  constraint requirement_met_pkey primary key (area_id, id),
  constraint requirement_met_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint requirement_met_requirement foreign key (area_id, service_key, requirement_key) references app.service_requirement (area_id, service_key, key),
  constraint requirement_met_recorded_by foreign key (recorded_by) references app.person (id),
  constraint requirement_met_taken_back_by foreign key (taken_back_by) references app.person (id),
  constraint requirement_met_seen_length check (length(seen) between 1 and 300),
  constraint requirement_met_taken_back_is_whole check ((taken_back_at is null) = (taken_back_by is null) and (taken_back_at is null) = (taken_back_reason is null)),
  constraint requirement_met_taken_back_reason_length check (length(taken_back_reason) between 1 and 2000)
);
create index requirement_met_worker_index on app.requirement_met (area_id, worker_id, requirement_key);
create index requirement_met_requirement_index on app.requirement_met (area_id, service_key, requirement_key);
create index requirement_met_recorded_by_index on app.requirement_met (recorded_by);
create index requirement_met_taken_back_by_index on app.requirement_met (taken_back_by);
select app.guard('app.requirement_met');
comment on table app.requirement_met is 'S2. That a worker did a training, an induction or a check, on what day and until when it counts (R38). A wrong one is taken back, not changed.';
comment on column app.requirement_met.area_id is 'S2. Area.';
comment on column app.requirement_met.id is 'S2. Identity.';
comment on column app.requirement_met.worker_id is 'S2. Worker.';
comment on column app.requirement_met.service_key is 'S2. Service that asks for it.';
comment on column app.requirement_met.requirement_key is 'S2. What was met, from the area file.';
comment on column app.requirement_met.done_on is 'S2. On what day; of a check, the day of the certificate.';
comment on column app.requirement_met.expires_on is 'S2. Last day it counts, from the months of the area file; empty where it is never done again.';
comment on column app.requirement_met.seen is 'S2. What was seen: the name of a certificate, who trained them. Never the number or content of a check.';
comment on column app.requirement_met.recorded_at is 'S2. When it was recorded.';
comment on column app.requirement_met.recorded_by is 'S2. By whom; never the worker.';
comment on column app.requirement_met.taken_back_at is 'S2. When it turned out wrong; it counts no more.';
comment on column app.requirement_met.taken_back_by is 'S2. Who said so.';
comment on column app.requirement_met.taken_back_reason is 'S2. Why.';

create table app.supervision (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_id uuid not null,
  held_on date not null,
  held_by uuid not null,
  how text not null,
  recorded_at timestamptz not null default now(),
  constraint supervision_pkey primary key (area_id, id),
  constraint supervision_of_worker unique (area_id, id, worker_id, held_by),
  constraint supervision_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint supervision_held_by foreign key (held_by) references app.person (id),
  constraint supervision_how check (how in ('in person', 'by video', 'by telephone', 'in a group'))
);
create index supervision_worker_index on app.supervision (area_id, worker_id, held_on desc);
create index supervision_held_by_index on app.supervision (held_by);
select app.guard('app.supervision');
comment on table app.supervision is 'S2. That a supervision took place (R19, R38); what was said stands in supervision_note. Append-only.';
comment on column app.supervision.area_id is 'S2. Area.';
comment on column app.supervision.id is 'S2. Identity.';
comment on column app.supervision.worker_id is 'S2. Worker.';
comment on column app.supervision.held_on is 'S2. On what day.';
comment on column app.supervision.held_by is 'S2. Who supervised; never the worker.';
comment on column app.supervision.how is 'S2. in person, by video, by telephone or in a group.';
comment on column app.supervision.recorded_at is 'S2. When it was recorded.';

create table app.supervision_note (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  supervision_id uuid not null,
  worker_id uuid not null,
  held_by uuid not null,
  wellbeing text not null,
  support text,
  says text not null,
  agreed text,
  written_at timestamptz not null default now(),
  constraint supervision_note_pkey primary key (area_id, id),
  constraint supervision_note_once unique (area_id, supervision_id),
  constraint supervision_note_of foreign key (area_id, supervision_id, worker_id, held_by) references app.supervision (area_id, id, worker_id, held_by),
  constraint supervision_note_wellbeing check (wellbeing in ('well', 'some strain', 'needs support', 'not asked')),
  constraint supervision_note_support_when_needed check (wellbeing <> 'needs support' or support is not null),
  constraint supervision_note_support_length check (length(support) between 1 and 20000),
  constraint supervision_note_says_length check (length(says) between 1 and 50000),
  constraint supervision_note_agreed_length check (length(agreed) between 1 and 20000)
);
create index supervision_note_of_index on app.supervision_note (area_id, supervision_id, worker_id, held_by);
select app.guard('app.supervision_note');
comment on table app.supervision_note is 'S3. What was said in a supervision, and how the worker is: for the worker and whoever supervised, nobody else. Append-only.';
comment on column app.supervision_note.area_id is 'S3. Area.';
comment on column app.supervision_note.id is 'S3. Identity.';
comment on column app.supervision_note.supervision_id is 'S3. Supervision.';
comment on column app.supervision_note.worker_id is 'S3. Worker.';
comment on column app.supervision_note.held_by is 'S3. Who supervised.';
comment on column app.supervision_note.wellbeing is 'S3. How the worker is.';
comment on column app.supervision_note.support is 'S3. What is done about it.';
comment on column app.supervision_note.says is 'S3. What was said.';
comment on column app.supervision_note.agreed is 'S3. What was agreed until next time.';
comment on column app.supervision_note.written_at is 'S3. When.';

create table app.worker_leave (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_id uuid not null,
  from_on date not null,
  back_on date,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  taken_back_at timestamptz,
  taken_back_by uuid,
  constraint worker_leave_pkey primary key (area_id, id),
  constraint worker_leave_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint worker_leave_recorded_by foreign key (recorded_by) references app.person (id),
  constraint worker_leave_taken_back_by foreign key (taken_back_by) references app.person (id),
  constraint worker_leave_back_after_it_began check (back_on > from_on),
  constraint worker_leave_taken_back_is_whole check ((taken_back_at is null) = (taken_back_by is null))
);
create index worker_leave_worker_index on app.worker_leave (area_id, worker_id, from_on);
create index worker_leave_recorded_by_index on app.worker_leave (recorded_by);
create index worker_leave_taken_back_by_index on app.worker_leave (taken_back_by);
select app.guard('app.worker_leave');
comment on table app.worker_leave is 'S2. When a worker is away, and from when they are back. No reason is held.';
comment on column app.worker_leave.area_id is 'S2. Area.';
comment on column app.worker_leave.id is 'S2. Identity.';
comment on column app.worker_leave.worker_id is 'S2. Worker.';
comment on column app.worker_leave.from_on is 'S2. First day away.';
comment on column app.worker_leave.back_on is 'S2. First day back; empty while it is not known.';
comment on column app.worker_leave.recorded_at is 'S2. When it was recorded.';
comment on column app.worker_leave.recorded_by is 'S2. By whom.';
comment on column app.worker_leave.taken_back_at is 'S2. When it was called off.';
comment on column app.worker_leave.taken_back_by is 'S2. By whom.';

create table app.lone_visit (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  worker_id uuid not null,
  started_at timestamptz not null default now(),
  back_by timestamptz not null,
  going text,
  checked_in_at timestamptz,
  overdue_at timestamptz,
  seen_to_at timestamptz,
  seen_to_by uuid,
  constraint lone_visit_pkey primary key (area_id, id),
  constraint lone_visit_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint lone_visit_seen_to_by foreign key (seen_to_by) references app.person (id),
  constraint lone_visit_back_by check (back_by > started_at and back_by <= started_at + interval '16 hours'),
  constraint lone_visit_going_length check (length(going) between 1 and 300),
  constraint lone_visit_seen_to_is_whole check ((seen_to_at is null) = (seen_to_by is null))
);
create unique index lone_visit_one_at_a_time on app.lone_visit (area_id, worker_id) where checked_in_at is null and seen_to_at is null;
create index lone_visit_worker_index on app.lone_visit (area_id, worker_id, started_at desc);
create index lone_visit_seen_to_by_index on app.lone_visit (seen_to_by);
create index lone_visit_due on app.lone_visit (back_by) where checked_in_at is null and seen_to_at is null and overdue_at is null;
select app.guard('app.lone_visit');
comment on table app.lone_visit is 'S2. A worker goes somewhere alone and says by when they check in. When that time passes, those who manage and supervise are asked to ring them.';
comment on column app.lone_visit.area_id is 'S2. Area.';
comment on column app.lone_visit.id is 'S2. Identity.';
comment on column app.lone_visit.worker_id is 'S2. Worker.';
comment on column app.lone_visit.started_at is 'S2. When it began.';
comment on column app.lone_visit.back_by is 'S2. By when they check in.';
comment on column app.lone_visit.going is 'S2. Where to, in their words; for whoever has to look for them.';
comment on column app.lone_visit.checked_in_at is 'S2. When they checked in.';
comment on column app.lone_visit.overdue_at is 'S2. When it was noticed that they had not.';
comment on column app.lone_visit.seen_to_at is 'S2. When somebody found out that they are safe.';
comment on column app.lone_visit.seen_to_by is 'S2. Who.';

-- Who may do what with workers: by role and service, in the area. Supervision is for the role the area names.
insert into app.role_may (role, act) values
  ('operational-manager', 'manage workers'), ('service-manager', 'manage workers'), ('mentor-coordinator', 'manage workers'),
  ('operational-manager', 'supervise workers'), ('service-manager', 'supervise workers'), ('mentor-coordinator', 'supervise workers'),
  ('operational-manager', 'see who is overdue'), ('service-manager', 'see who is overdue'), ('mentor-coordinator', 'see who is overdue'), ('duty', 'see who is overdue'),
  ('relief-worker', 'see own work'), ('volunteer-mentor', 'see own work'), ('family-network-coordinator', 'see own work');

-- Services this person manages or supervises, as area:service. Nothing on a screen that stays open for a meeting.
create function app.my_services_to(wanted text) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id || ':' || m.service_key), '{}') from app.membership m
    join app.role_may r on r.role = m.role and r.act = wanted
    join app.service s on s.area_id = m.area_id and s.key = m.service_key
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and (wanted <> 'supervise workers' or s.supervised_by = m.role)
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$$;
revoke all on function app.my_services_to(text) from public;
grant execute on function app.my_services_to(text) to app;

-- Workers this person manages or supervises: never themself.
create function app.my_workers(wanted text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(w.id), '{}') from unnest(app.my_services_to(wanted)) mine
    join app.worker w on w.area_id = split_part(mine, ':', 1)::uuid and w.service_key = split_part(mine, ':', 2) and w.person_id <> app.person_id()
$$;
revoke all on function app.my_workers(text) from public;
grant execute on function app.my_workers(text) to app;

-- What this person is themself: a worker of a service, while their role runs. Not on a screen that stays open for a meeting.
create function app.me_as_worker() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct w.id), '{}') from app.worker w
    join app.membership m on m.person_id = w.person_id and m.area_id = w.area_id and m.service_key = w.service_key
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    join app.role_may r on r.role = m.role and r.act = 'see own work'
  where w.person_id = app.person_id() and w.left_at is null
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$$;
revoke all on function app.me_as_worker() from public;
grant execute on function app.me_as_worker() to app;

-- Where what is asked about a service's workers lies: whoever manages it, and its Mentor Co-ordinators.
create function app.desks_of_service(area uuid, service text) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array['service:' || s.area_id || ':' || s.key]
      || array(select distinct 'person:' || m.person_id from app.membership m where m.area_id = s.area_id and m.service_key = s.key and m.role = 'mentor-coordinator'
        and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
    from app.service s where s.area_id = area and s.key = service
$$;
revoke all on function app.desks_of_service(uuid, text) from public;

create policy managed_or_own on app.worker for select to app using (id = any ((select app.my_workers('manage workers'))::uuid[]) or id = any ((select app.me_as_worker())::uuid[]));
create policy manager_adds on app.worker for insert to app with check (
  area_id || ':' || service_key = any ((select app.my_services_to('manage workers'))::text[]) and added_by = (select app.person_id()) and person_id <> (select app.person_id()));
create policy manager_changes on app.worker for update to app
  using (left_at is null and id = any ((select app.my_workers('manage workers'))::uuid[]))
  with check (id = any ((select app.my_workers('manage workers'))::uuid[]));
grant select on app.worker to app;
grant insert (area_id, id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, gender,
  young_people_at_most, added_by) on app.worker to app;
grant update (born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, gender, young_people_at_most, available, places, version) on app.worker to app;

create policy managed_or_own on app.requirement_met for select to app using (worker_id = any ((select app.my_workers('manage workers'))::uuid[]) or worker_id = any ((select app.me_as_worker())::uuid[]));
create policy manager_records on app.requirement_met for insert to app with check (recorded_by = (select app.person_id()) and worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
create policy manager_takes_back on app.requirement_met for update to app
  using (taken_back_at is null and worker_id = any ((select app.my_workers('manage workers'))::uuid[]))
  with check (taken_back_by = (select app.person_id()) and worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
grant select on app.requirement_met to app;
grant insert (area_id, id, worker_id, requirement_key, done_on, seen, recorded_by) on app.requirement_met to app;
grant update (taken_back_at, taken_back_by, taken_back_reason) on app.requirement_met to app;

create policy managed_or_own on app.supervision for select to app using (worker_id = any ((select app.my_workers('manage workers'))::uuid[]) or worker_id = any ((select app.me_as_worker())::uuid[]));
create policy supervisor_records on app.supervision for insert to app with check (held_by = (select app.person_id()) and worker_id = any ((select app.my_workers('supervise workers'))::uuid[]));
grant select on app.supervision to app;
grant insert (area_id, id, worker_id, held_on, held_by, how) on app.supervision to app;

create policy worker_and_supervisor on app.supervision_note for select to app using (
  worker_id = any ((select app.me_as_worker())::uuid[])
  or (held_by = (select app.person_id()) and worker_id = any ((select app.my_workers('supervise workers'))::uuid[])));
create policy supervisor_writes on app.supervision_note for insert to app with check (held_by = (select app.person_id()) and worker_id = any ((select app.my_workers('supervise workers'))::uuid[]));
grant select on app.supervision_note to app;
grant insert (area_id, supervision_id, worker_id, held_by, wellbeing, support, says, agreed) on app.supervision_note to app;

create policy managed_or_own on app.worker_leave for select to app using (worker_id = any ((select app.my_workers('manage workers'))::uuid[]) or worker_id = any ((select app.me_as_worker())::uuid[]));
create policy manager_says on app.worker_leave for insert to app with check (recorded_by = (select app.person_id()) and worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
create policy manager_calls_off on app.worker_leave for update to app
  using (taken_back_at is null and worker_id = any ((select app.my_workers('manage workers'))::uuid[]))
  with check (taken_back_by = (select app.person_id()) and worker_id = any ((select app.my_workers('manage workers'))::uuid[]));
grant select on app.worker_leave to app;
grant insert (area_id, id, worker_id, from_on, back_on, recorded_by) on app.worker_leave to app;
grant update (taken_back_at, taken_back_by) on app.worker_leave to app;

create policy managed_or_own on app.lone_visit for select to app using (worker_id = any ((select app.my_workers('manage workers'))::uuid[]) or worker_id = any ((select app.me_as_worker())::uuid[]));
create policy worker_goes on app.lone_visit for insert to app with check (worker_id = any ((select app.me_as_worker())::uuid[]));
grant select on app.lone_visit to app;
grant insert (area_id, id, worker_id, back_by, going) on app.lone_visit to app;

-- Age in years on a day.
create function app.age_on(born date, on_day date) returns integer
  language sql immutable set search_path = pg_catalog as $$ select extract(year from age(on_day, born))::integer $$;
revoke all on function app.age_on(date, date) from public;
grant execute on function app.age_on(date, date) to app;

-- R17: who may be a worker of a service at all. Under 18 they have somebody of their own to turn to. Looked at after the
-- policies, as every rule here, so that nobody learns by a refusal what they may not read; and only where it was said anew,
-- so that a change of the area's file keeps nobody from leaving.
create function app.worker_comes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare s app.service; today date := app.today();
begin
  select * into s from app.service x where x.area_id = new.area_id and x.key = new.service_key;
  if tg_op = 'INSERT' and not exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work'
      where m.person_id = new.person_id and m.area_id = new.area_id and m.service_key = new.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now())) then
    raise exception 'they have no role in this service' using errcode = 'check_violation', constraint = 'worker_has_a_role'; end if;
  if app.age_on(new.born_on, greatest(new.started_on, today)) < s.worker_ages_from then
    raise exception 'too young for this service' using errcode = 'check_violation', constraint = 'worker_is_old_enough'; end if;
  if s.worker_kind = 'rp-relief-worker' and new.confirmed_by is null then
    raise exception 'previous involvement is confirmed by somebody' using errcode = 'check_violation', constraint = 'worker_is_confirmed'; end if;
  if new.confirmed_on > today then
    raise exception 'confirmed on a day that was' using errcode = 'check_violation', constraint = 'worker_confirmed_on_a_day_that_was'; end if;
  if app.age_on(new.born_on, today) < 18 and (new.safeguarding_lead is null or new.emergency_contact is null) then
    raise exception 'a worker under 18 has somebody to turn to' using errcode = 'check_violation', constraint = 'worker_under_18_has_a_lead'; end if;
  return new;
end $$;
revoke all on function app.worker_comes() from public;
create trigger worker_comes after insert or update of born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact on app.worker for each row execute function app.worker_comes();

-- R38: until when it counts is worked out here, from the months of the area file: the day before the same day. Where a month
-- has no such day, its last day counts too.
create function app.requirement_met_comes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare months smallint; again date;
begin
  select w.service_key, r.renew_months into new.service_key, months from app.worker w left join app.service_requirement r on r.area_id = w.area_id
    and r.service_key = w.service_key and r.key = new.requirement_key where w.area_id = new.area_id and w.id = new.worker_id;
  again := (new.done_on + make_interval(months => months::integer))::date;
  new.expires_on := again - case when extract(day from again) < extract(day from new.done_on) then 0 else 1 end;
  return new;
end $$;
revoke all on function app.requirement_met_comes() from public;
create trigger requirement_met_comes before insert on app.requirement_met for each row execute function app.requirement_met_comes();

create function app.requirement_met_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare w app.worker;
begin
  select * into w from app.worker x where x.area_id = new.area_id and x.id = new.worker_id;
  if not exists (select 1 from app.service_requirement r where r.area_id = new.area_id and r.service_key = w.service_key and r.key = new.requirement_key and r.in_use) then raise exception 'this service does not ask for it' using errcode = 'check_violation', constraint = 'requirement_met_is_asked_for'; end if;
  if w.left_at is not null then raise exception 'they have left' using errcode = 'check_violation', constraint = 'requirement_met_while_there'; end if;
  if new.done_on > app.today() or new.done_on < w.born_on then
    raise exception 'done on a day that was' using errcode = 'check_violation', constraint = 'requirement_met_on_a_day_that_was'; end if;
  return null;
end $$;
revoke all on function app.requirement_met_holds() from public;
create trigger requirement_met_holds after insert on app.requirement_met for each row execute function app.requirement_met_holds();

create function app.requirement_met_taken_back() returns trigger
  language plpgsql set search_path = pg_catalog as $$ begin new.taken_back_at := now(); return new; end $$;
revoke all on function app.requirement_met_taken_back() from public;
create trigger requirement_met_taken_back before update on app.requirement_met for each row when (new.taken_back_by is not null) execute function app.requirement_met_taken_back();
create trigger worker_leave_called_off before update on app.worker_leave for each row when (new.taken_back_by is not null) execute function app.requirement_met_taken_back();

create function app.worker_leave_comes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if (select w.left_at from app.worker w where w.area_id = new.area_id and w.id = new.worker_id) is not null then
    raise exception 'they have left' using errcode = 'check_violation', constraint = 'worker_leave_while_there'; end if;
  return null;
end $$;
revoke all on function app.worker_leave_comes() from public;
create trigger worker_leave_comes after insert on app.worker_leave for each row execute function app.worker_leave_comes();

create function app.supervision_comes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare w app.worker;
begin
  select * into w from app.worker x where x.area_id = new.area_id and x.id = new.worker_id;
  if w.person_id = new.held_by then raise exception 'nobody supervises themself' using errcode = 'check_violation', constraint = 'supervision_not_of_oneself'; end if;
  if w.left_at is not null then raise exception 'they have left' using errcode = 'check_violation', constraint = 'supervision_while_there'; end if;
  if new.held_on > app.today() or new.held_on < w.started_on then
    raise exception 'held on a day that was' using errcode = 'check_violation', constraint = 'supervision_on_a_day_that_was'; end if;
  return new;
end $$;
revoke all on function app.supervision_comes() from public;
create trigger supervision_comes after insert on app.supervision for each row execute function app.supervision_comes();

-- What a worker says of themself: when they can meet, where, and what they like. The rest is for whoever manages them.
create function app.say_of_myself(area uuid, worker uuid, shown integer, available text[], places text[], languages text[], interests text[], pronouns text, lived_experience text, emergency_contact text)
  returns boolean language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_variable
begin
  if worker <> all (app.me_as_worker()) then raise exception 'not about you' using errcode = 'insufficient_privilege'; end if;
  update app.worker w set available = say_of_myself.available, places = say_of_myself.places, languages = say_of_myself.languages, interests = say_of_myself.interests,
    pronouns = say_of_myself.pronouns, lived_experience = say_of_myself.lived_experience, emergency_contact = say_of_myself.emergency_contact, version = w.version + 1
    where w.area_id = area and w.id = worker and w.version = shown;
  return found;
end $$;
revoke all on function app.say_of_myself(uuid, uuid, integer, text[], text[], text[], text[], text, text, text) from public;
grant execute on function app.say_of_myself(uuid, uuid, integer, text[], text[], text[], text[], text, text, text) to app;

alter table app.session drop constraint session_ended_because;
alter table app.session add constraint session_ended_because
  check (ended_because in ('signed out', 'signed out everywhere', 'account closed', 'replaced', 'opened with a new code', 'ended by a manager'));

-- Every session of a worker ends at once: a lost telephone, a worry, or because they leave.
create function app.end_sessions_of_worker(area uuid, worker uuid) returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare n integer;
begin
  if worker <> all (app.my_workers('manage workers')) then raise exception 'not yours to end' using errcode = 'insufficient_privilege'; end if;
  with ended as (update app.session s set ended_at = now(), ended_because = 'ended by a manager'
    from app.worker w where w.area_id = area and w.id = worker and w.left_at is null and s.person_id = w.person_id and s.ended_at is null returning 1) select count(*) into n from ended;
  return n;
end $$;
revoke all on function app.end_sessions_of_worker(uuid, uuid) from public;
grant execute on function app.end_sessions_of_worker(uuid, uuid) to app;

-- A worker leaves: their role in the service and every session end in the same second.
create function app.worker_leaves(area uuid, worker uuid, why text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare w app.worker;
begin
  if worker <> all (app.my_workers('manage workers')) then raise exception 'not yours to end' using errcode = 'insufficient_privilege'; end if;
  perform app.end_sessions_of_worker(area, worker);
  update app.worker x set left_at = now(), left_by = app.person_id(), left_as = why, version = x.version + 1
    where x.area_id = area and x.id = worker and x.left_at is null returning * into w;
  if w.id is null then return false; end if;
  update app.membership m set until_at = now() where m.person_id = w.person_id and m.area_id = w.area_id and m.service_key = w.service_key
    and m.role in (select r.role from app.role_may r where r.act = 'see own work') and (m.until_at is null or m.until_at > now());
  -- Who works elsewhere too is not out there: whoever gives roles looks.
  if why = 'concern about conduct' then
    insert into app.notification (person_id, area_id, kind, path, urgency)
      select distinct p, area, 'left over a concern', '/' || a.key || '/accounts/' || w.person_id, 'today'
        from app.area a, unnest(app.people_at('role:' || a.id || ':area-administrator')) p where a.id = area and p is distinct from app.person_id();
  end if;
  return true;
end $$;
revoke all on function app.worker_leaves(uuid, uuid, text) from public;
grant execute on function app.worker_leaves(uuid, uuid, text) to app;

-- A role that ends by whatever way ends the worker too, so that nobody is matched to somebody without one.
create function app.worker_without_a_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.worker w set left_at = now(), left_by = coalesce(app.person_id(), new.person_id), left_as = 'the service ended', version = w.version + 1
    where w.person_id = new.person_id and w.area_id = new.area_id and w.service_key = new.service_key and w.left_at is null and new.until_at <= now()
      and not exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work'
        where m.person_id = new.person_id and m.area_id = new.area_id and m.service_key = new.service_key and (m.until_at is null or m.until_at > now()));
  return null;
end $$;
revoke all on function app.worker_without_a_role() from public;
create trigger role_ended_ends_the_worker after update of until_at on app.membership for each row
  when (new.until_at is not null and new.service_key is not null) execute function app.worker_without_a_role();

-- The same for a role that ended by the clock. Runs each hour.
create function app.workers_without_a_role() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with ended as (update app.worker w set left_at = now(), left_by = w.person_id, left_as = 'the service ended', version = w.version + 1
    where w.left_at is null and not exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work'
      where m.person_id = w.person_id and m.area_id = w.area_id and m.service_key = w.service_key and (m.until_at is null or m.until_at > now())) returning 1)
  select count(*)::integer from ended
$$;
revoke all on function app.workers_without_a_role() from public;
grant execute on function app.workers_without_a_role() to worker;

-- Working alone: checking in, noticing who has not, and writing down what was found out.
create function app.check_in(area uuid, worker uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare visit uuid;
begin
  if worker <> all (app.me_as_worker()) then raise exception 'not yours' using errcode = 'insufficient_privilege'; end if;
  update app.lone_visit v set checked_in_at = now() where v.area_id = area and v.worker_id = worker and v.checked_in_at is null and v.seen_to_at is null returning v.id into visit;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = visit and t.kind = 'ring a worker' and t.settled_at is null;
  return visit is not null;
end $$;
revoke all on function app.check_in(uuid, uuid) from public;
grant execute on function app.check_in(uuid, uuid) to app;

-- Runs each minute. Who manages or supervises them and who is on duty are asked to ring them, by name of nobody in the e-mail.
create function app.lone_visits_overdue() returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare v record; one_desk text; at_path text; n integer := 0;
begin
  for v in update app.lone_visit x set overdue_at = now() from app.worker w, app.area a
      where x.back_by < now() and x.checked_in_at is null and x.seen_to_at is null and x.overdue_at is null
        and w.area_id = x.area_id and w.id = x.worker_id and a.id = x.area_id
      returning x.area_id, x.id, w.service_key, w.person_id, a.key
  loop
    at_path := '/' || v.key || '/workers/overdue';
    foreach one_desk in array app.desks_of_service(v.area_id, v.service_key) || ('role:' || v.area_id || ':duty') loop
      insert into app.task (area_id, kind, record_id, desk, path, due_on) values (v.area_id, 'ring a worker', v.id, one_desk, at_path, app.today())
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
    end loop;
    -- Whoever sits at two desks is told once.
    insert into app.notification (person_id, area_id, kind, path, urgency)
      select distinct p, v.area_id, 'worker overdue', at_path, 'today' from unnest(app.desks_of_service(v.area_id, v.service_key) || ('role:' || v.area_id || ':duty')) d, unnest(app.people_at(d)) p
        where p <> v.person_id;
    n := n + 1;
  end loop;
  return n;
end $$;
revoke all on function app.lone_visits_overdue() from public;
grant execute on function app.lone_visits_overdue() to worker;

create table app.lone_visit_note (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  visit_id uuid not null,
  safe boolean not null,
  says text not null,
  written_at timestamptz not null default now(),
  written_by uuid not null,
  constraint lone_visit_note_pkey primary key (area_id, id),
  constraint lone_visit_note_visit foreign key (area_id, visit_id) references app.lone_visit (area_id, id),
  constraint lone_visit_note_written_by foreign key (written_by) references app.person (id),
  constraint lone_visit_note_says_length check (length(says) between 1 and 2000)
);
create index lone_visit_note_visit_index on app.lone_visit_note (area_id, visit_id);
create index lone_visit_note_written_by_index on app.lone_visit_note (written_by);
select app.guard('app.lone_visit_note');
comment on table app.lone_visit_note is 'S2. What somebody found out about a worker who had not checked in. Only functions read it. Append-only.';
comment on column app.lone_visit_note.area_id is 'S2. Area.';
comment on column app.lone_visit_note.id is 'S2. Identity.';
comment on column app.lone_visit_note.visit_id is 'S2. Visit.';
comment on column app.lone_visit_note.safe is 'S2. Whether they are safe: only then nobody looks for them any more.';
comment on column app.lone_visit_note.says is 'S2. What was found out.';
comment on column app.lone_visit_note.written_at is 'S2. When.';
comment on column app.lone_visit_note.written_by is 'S2. By whom.';

create function app.overdue_visits(area uuid) returns table(id uuid, worker_id uuid, name text, service_key text, phone text, emergency_contact text, safeguarding_lead text, going text,
    started_at timestamptz, back_by timestamptz, notes jsonb)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select v.id, w.id, p.name, w.service_key, p.work_phone, w.emergency_contact, w.safeguarding_lead, v.going, v.started_at, v.back_by,
      (select coalesce(jsonb_agg(jsonb_build_object('says', n.says, 'at', n.written_at, 'by', b.name) order by n.written_at), '[]') from app.lone_visit_note n join app.person b on b.id = n.written_by
        where n.area_id = v.area_id and n.visit_id = v.id)
    from app.lone_visit v join app.worker w on w.area_id = v.area_id and w.id = v.worker_id join app.person p on p.id = w.person_id
  where v.area_id = area and v.back_by < now() and v.checked_in_at is null and v.seen_to_at is null and w.person_id <> app.person_id()
    and (w.id = any (app.my_workers('manage workers')) or (area = any (app.my_areas_to('see who is overdue')) and exists (
      select 1 from app.membership m where m.person_id = app.person_id() and m.area_id = v.area_id and m.role = 'duty' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))))
  order by v.back_by limit 200
$$;
revoke all on function app.overdue_visits(uuid) from public;
grant execute on function app.overdue_visits(uuid) to app;

-- What somebody found out. Only when they are safe does nobody look for them any more.
create function app.see_to_visit(area uuid, visit uuid, safe boolean, note text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select 1 from app.overdue_visits(area) o where o.id = visit) then return false; end if;
  perform 1 from app.lone_visit v where v.area_id = area and v.id = visit and v.checked_in_at is null and v.seen_to_at is null for update;
  if not found then return false; end if;
  insert into app.lone_visit_note (area_id, visit_id, safe, says, written_by) values (area, visit, see_to_visit.safe, note, app.person_id());
  if not see_to_visit.safe then return true; end if;
  update app.lone_visit v set seen_to_at = now(), seen_to_by = app.person_id() where v.area_id = area and v.id = visit;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = visit and t.kind = 'ring a worker' and t.settled_at is null;
  return true;
end $$;
revoke all on function app.see_to_visit(uuid, uuid, boolean, text) from public;
grant execute on function app.see_to_visit(uuid, uuid, boolean, text) to app;

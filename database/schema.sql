-- Generated from the catalogues by `npm run generate`: do not edit.
-- What database/migrations make together. For reading: a database is made by the migrations.

create schema app;
grant usage on schema app to app;
grant usage on schema app to reports;
grant usage on schema app to worker;

create table app.agency (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  key text not null,
  name text not null,
  kind text not null,
  core boolean default false not null,
  public_task boolean default false not null,
  holds_cases boolean default false not null,
  serves text generated always as (
CASE
    WHEN (kind = 'trusted-relationships'::text) THEN 'trusted-relationships'::text
    ELSE 'professional'::text
END) stored not null,
  in_use boolean default true not null,
  stands_for_many boolean default false not null,
  one_of_id uuid,
  constraint agency_pkey PRIMARY KEY (area_id, id),
  constraint agency_key_is_unique UNIQUE (area_id, key),
  constraint agency_that_serves UNIQUE (area_id, id, serves),
  constraint agency_one_of_many CHECK (one_of_id IS NULL OR NOT stands_for_many AND NOT core AND NOT holds_cases),
  constraint agency_trusted_relationships_holds_no_cases CHECK (kind <> 'trusted-relationships'::text OR NOT holds_cases),
  constraint agency_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint agency_one_of FOREIGN KEY (area_id, one_of_id) REFERENCES app.agency(area_id, id)
);
CREATE INDEX agency_one_of_index ON app.agency USING btree (area_id, one_of_id);
CREATE TRIGGER stands_for_many AFTER UPDATE ON app.agency FOR EACH ROW WHEN (new.stands_for_many AND NOT old.stands_for_many) EXECUTE FUNCTION app.stands_for_many();
alter table app.agency enable row level security, force row level security;
create policy everybody_reads on app.agency for select to app, reports, worker
  using (true);
create policy owner_everything on app.agency for all to tr_owner
  using (true)
  with check (true);
grant select on app.agency to app;
grant select on app.agency to reports;
grant select on app.agency to worker;

create table app.area (
  id uuid not null,
  key text not null,
  name text not null,
  partners uuid[] default '{}'::uuid[] not null,
  configuration jsonb not null,
  constraint area_pkey PRIMARY KEY (id),
  constraint area_key_is_unique UNIQUE (key),
  constraint area_key_is_a_slug CHECK (key ~ '^[a-z][a-z0-9-]{1,40}$'::text)
);
alter table app.area enable row level security, force row level security;
create policy everybody_reads on app.area for select to app, reports, worker
  using (true);
create policy owner_everything on app.area for all to tr_owner
  using (true)
  with check (true);
grant select on app.area to app;
grant select on app.area to reports;
grant select on app.area to worker;

create table app.assessment (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  episode_id uuid,
  screening_id uuid,
  previous_id uuid,
  form_key text not null,
  form_version integer not null,
  form_hash text not null,
  started_at timestamp with time zone default now() not null,
  started_by uuid not null,
  level text,
  level_reason text,
  suggested jsonb,
  completed_at timestamp with time zone,
  completed_by uuid,
  sent_to_forum_at timestamp with time zone,
  sent_to_forum_by uuid,
  set_aside_at timestamp with time zone,
  set_aside_by uuid,
  set_aside_reason text,
  moved_at timestamp with time zone,
  version integer default 1 not null,
  constraint assessment_pkey PRIMARY KEY (area_id, id),
  constraint assessment_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint assessment_completion_is_whole CHECK ((completed_at IS NULL) = (completed_by IS NULL) AND (completed_at IS NULL) = (level IS NULL) AND (completed_at IS NULL) = (level_reason IS NULL) AND (completed_at IS NULL) = (suggested IS NULL)),
  constraint assessment_does_not_follow_itself CHECK (previous_id <> id),
  constraint assessment_form_hash_is_one CHECK (form_hash ~ '^[0-9a-f]{64}$'::text),
  constraint assessment_level CHECK (level = ANY (ARRAY['none'::text, 'emerging'::text, 'moderate'::text, 'significant'::text])),
  constraint assessment_level_reason_length CHECK (length(level_reason) >= 1 AND length(level_reason) <= 50000),
  constraint assessment_sending_is_whole CHECK ((sent_to_forum_at IS NULL) = (sent_to_forum_by IS NULL)),
  constraint assessment_sent_is_completed CHECK (sent_to_forum_at IS NULL OR completed_at IS NOT NULL),
  constraint assessment_set_aside_reason_length CHECK (length(set_aside_reason) >= 1 AND length(set_aside_reason) <= 4000),
  constraint assessment_setting_aside_is_whole CHECK ((set_aside_at IS NULL) = (set_aside_by IS NULL) AND (set_aside_at IS NULL) = (set_aside_reason IS NULL)),
  constraint assessment_completed_by FOREIGN KEY (completed_by) REFERENCES app.person(id),
  constraint assessment_episode FOREIGN KEY (area_id, episode_id, young_person_id) REFERENCES app.episode(area_id, id, young_person_id),
  constraint assessment_previous FOREIGN KEY (area_id, previous_id, young_person_id) REFERENCES app.assessment(area_id, id, young_person_id),
  constraint assessment_screening FOREIGN KEY (area_id, screening_id, young_person_id) REFERENCES app.screening(area_id, id, young_person_id),
  constraint assessment_sent_to_forum_by FOREIGN KEY (sent_to_forum_by) REFERENCES app.person(id),
  constraint assessment_set_aside_by FOREIGN KEY (set_aside_by) REFERENCES app.person(id),
  constraint assessment_started_by FOREIGN KEY (started_by) REFERENCES app.person(id),
  constraint assessment_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX assessment_completed_by_index ON app.assessment USING btree (completed_by);
CREATE INDEX assessment_episode_index ON app.assessment USING btree (area_id, episode_id, young_person_id);
CREATE INDEX assessment_latest_completed ON app.assessment USING btree (area_id, young_person_id, completed_at DESC) WHERE ((completed_at IS NOT NULL) AND (set_aside_at IS NULL) AND (moved_at IS NULL));
CREATE INDEX assessment_newest ON app.assessment USING btree (area_id, young_person_id, started_at DESC);
CREATE UNIQUE INDEX assessment_one_draft ON app.assessment USING btree (area_id, young_person_id) WHERE ((completed_at IS NULL) AND (set_aside_at IS NULL) AND (moved_at IS NULL));
CREATE INDEX assessment_previous_index ON app.assessment USING btree (area_id, previous_id, young_person_id);
CREATE INDEX assessment_screening_index ON app.assessment USING btree (area_id, screening_id, young_person_id);
CREATE INDEX assessment_sent_to_forum_by_index ON app.assessment USING btree (sent_to_forum_by);
CREATE INDEX assessment_set_aside_by_index ON app.assessment USING btree (set_aside_by);
CREATE INDEX assessment_started_by_index ON app.assessment USING btree (started_by);
CREATE TRIGGER assessment_completed_stays BEFORE UPDATE ON app.assessment FOR EACH ROW EXECUTE FUNCTION app.completed_assessment_stays();
alter table app.assessment enable row level security, force row level security;
create policy assess on app.assessment for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (started_by = ( SELECT app.person_id() AS person_id)) AND (completed_at IS NULL)));
create policy assess_on on app.assessment for update to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[]))))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])));
create policy owner_everything on app.assessment for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.assessment for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) OR ((completed_at IS NOT NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))))));
create policy shared on app.assessment for select to app
  using (((moved_at IS NULL) AND (completed_at IS NOT NULL) AND (set_aside_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read shared assessment'::text) AS my_young_people)::uuid[]))));
create policy walled on app.assessment as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.assessment to app;
grant insert (area_id, young_person_id, episode_id, screening_id, previous_id, form_key, form_version, form_hash, started_by) on app.assessment to app;
grant update (screening_id, level, level_reason, suggested, completed_at, completed_by, sent_to_forum_at, sent_to_forum_by, set_aside_at, set_aside_by, set_aside_reason, version) on app.assessment to app;

create table app.assessment_section (
  area_id uuid not null,
  assessment_id uuid not null,
  section_key text not null,
  young_person_id uuid not null,
  answers jsonb not null,
  version integer default 1 not null,
  saved_at timestamp with time zone default now() not null,
  saved_by uuid not null,
  constraint assessment_section_pkey PRIMARY KEY (area_id, assessment_id, section_key),
  constraint assessment_section_answers_size CHECK (pg_column_size(answers) < 8000000),
  constraint assessment_section_key_is_a_slug CHECK (section_key ~ '^[a-z][a-z0-9-]{0,60}$'::text),
  constraint assessment_section_assessment FOREIGN KEY (area_id, assessment_id, young_person_id) REFERENCES app.assessment(area_id, id, young_person_id),
  constraint assessment_section_saved_by FOREIGN KEY (saved_by) REFERENCES app.person(id),
  constraint assessment_section_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX assessment_section_assessment_index ON app.assessment_section USING btree (area_id, assessment_id, young_person_id);
CREATE INDEX assessment_section_saved_by_index ON app.assessment_section USING btree (saved_by);
CREATE INDEX assessment_section_young_person_index ON app.assessment_section USING btree (area_id, young_person_id);
CREATE TRIGGER assessment_section_completed_stays BEFORE INSERT OR DELETE OR UPDATE ON app.assessment_section FOR EACH ROW EXECUTE FUNCTION app.completed_sections_stay();
alter table app.assessment_section enable row level security, force row level security;
create policy assess on app.assessment_section for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (saved_by = ( SELECT app.person_id() AS person_id))));
create policy assess_on on app.assessment_section for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])))
  with check (((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (saved_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.assessment_section for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.assessment_section as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy with_the_assessment on app.assessment_section for select to app
  using (((EXISTS ( SELECT 1
   FROM app.assessment a
  WHERE ((a.area_id = assessment_section.area_id) AND (a.id = assessment_section.assessment_id)))) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[]))) AND ((section_key <> 'people'::text) OR (young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])))));
grant select on app.assessment_section to app;
grant insert (area_id, assessment_id, section_key, young_person_id, answers, saved_by) on app.assessment_section to app;
grant update (answers, version, saved_at, saved_by) on app.assessment_section to app;

create table app.audit_event (
  seq bigint generated always as identity not null,
  xid xid8 default pg_current_xact_id() not null,
  at timestamp with time zone default clock_timestamp() not null,
  request uuid,
  person_id uuid,
  session_id uuid,
  act text not null,
  outcome text not null,
  because text[] default '{}'::text[] not null,
  area_id uuid,
  young_person_id uuid,
  record_id uuid,
  detail jsonb default '{}'::jsonb not null,
  roles text[] default '{}'::text[] not null,
  constraint audit_event_pkey PRIMARY KEY (seq),
  constraint audit_event_act_is_one_line CHECK (act !~ '[
]'::text),
  constraint audit_event_act_length CHECK (length(act) >= 1 AND length(act) <= 100),
  constraint audit_event_outcome CHECK (outcome = ANY (ARRAY['read'::text, 'done'::text, 'not allowed'::text]))
);
CREATE INDEX audit_event_area ON app.audit_event USING btree (area_id, at DESC, seq DESC) WHERE (area_id IS NOT NULL);
CREATE INDEX audit_event_person_time ON app.audit_event USING btree (person_id, at DESC, seq DESC);
CREATE INDEX audit_event_young_person ON app.audit_event USING btree (young_person_id, seq DESC) WHERE (young_person_id IS NOT NULL);
alter table app.audit_event enable row level security, force row level security;
create policy owner_everything on app.audit_event for all to tr_owner
  using (true)
  with check (true);

create table app.audit_seal (
  number bigint not null,
  sealed_at timestamp with time zone default clock_timestamp() not null,
  up_to_xid xid8 not null,
  events bigint not null,
  hash bytea not null,
  constraint audit_seal_pkey PRIMARY KEY (number)
);
alter table app.audit_seal enable row level security, force row level security;
create policy owner_everything on app.audit_seal for all to tr_owner
  using (true)
  with check (true);

create table app.brief (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid not null,
  number integer not null,
  where_to_meet text not null,
  not_alone_with text not null,
  what_if text not null,
  health text not null,
  emergency_contact text not null,
  why_again text,
  issued_at timestamp with time zone default now() not null,
  issued_by uuid not null,
  constraint brief_pkey PRIMARY KEY (area_id, id),
  constraint brief_number_once UNIQUE (area_id, match_id, number),
  constraint brief_of_match UNIQUE (area_id, id, match_id, young_person_id),
  constraint brief_again_for_a_reason CHECK ((number = 1) = (why_again IS NULL)),
  constraint brief_emergency_contact_length CHECK (length(emergency_contact) >= 1 AND length(emergency_contact) <= 500),
  constraint brief_health_length CHECK (length(health) >= 1 AND length(health) <= 2000),
  constraint brief_not_alone_with_length CHECK (length(not_alone_with) >= 1 AND length(not_alone_with) <= 2000),
  constraint brief_number_counts CHECK (number >= 1),
  constraint brief_what_if_length CHECK (length(what_if) >= 1 AND length(what_if) <= 2000),
  constraint brief_where_to_meet_length CHECK (length(where_to_meet) >= 1 AND length(where_to_meet) <= 2000),
  constraint brief_why_again_length CHECK (length(why_again) >= 1 AND length(why_again) <= 2000),
  constraint brief_issued_by FOREIGN KEY (issued_by) REFERENCES app.person(id),
  constraint brief_match FOREIGN KEY (area_id, match_id, young_person_id) REFERENCES app.match(area_id, id, young_person_id)
);
CREATE INDEX brief_issued_by_index ON app.brief USING btree (issued_by);
CREATE INDEX brief_match_index ON app.brief USING btree (area_id, match_id, young_person_id);
CREATE TRIGGER brief_holds AFTER INSERT ON app.brief FOR EACH ROW EXECUTE FUNCTION app.brief_holds();
alter table app.brief enable row level security, force row level security;
create policy manager_issues on app.brief for insert to app
  with check (((issued_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[])) AND (EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = brief.area_id) AND (m.id = brief.match_id) AND (((m.area_id || ':'::text) || m.service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])))))));
create policy of_their_strand on app.brief as restrictive for select to app
  using ((EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = brief.area_id) AND (m.id = brief.match_id)))));
create policy owner_everything on app.brief for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.brief for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.brief as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.brief to app;
grant insert (area_id, id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, why_again, issued_by) on app.brief to app;

create table app.brief_read (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid not null,
  brief_id uuid not null,
  worker_id uuid not null,
  read_at timestamp with time zone default now() not null,
  constraint brief_read_pkey PRIMARY KEY (area_id, id),
  constraint brief_read_once UNIQUE (area_id, brief_id, worker_id),
  constraint brief_read_brief FOREIGN KEY (area_id, brief_id, match_id, young_person_id) REFERENCES app.brief(area_id, id, match_id, young_person_id),
  constraint brief_read_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX brief_read_brief_index ON app.brief_read USING btree (area_id, brief_id, match_id, young_person_id);
CREATE INDEX brief_read_worker_index ON app.brief_read USING btree (area_id, worker_id);
CREATE TRIGGER brief_was_read AFTER INSERT ON app.brief_read FOR EACH ROW EXECUTE FUNCTION app.brief_was_read();
alter table app.brief_read enable row level security, force row level security;
create policy of_their_strand on app.brief_read as restrictive for select to app
  using ((EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = brief_read.area_id) AND (m.id = brief_read.match_id)))));
create policy owner_everything on app.brief_read for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.brief_read for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.brief_read as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.brief_read to app;

create table app.budget (
  key text not null,
  per_day integer not null,
  source text not null,
  constraint budget_pkey PRIMARY KEY (key),
  constraint budget_is_positive CHECK (per_day > 0)
);
alter table app.budget enable row level security, force row level security;
create policy everybody_reads on app.budget for select to app, worker
  using (true);
create policy owner_everything on app.budget for all to tr_owner
  using (true)
  with check (true);
grant select on app.budget to app;
grant select on app.budget to worker;

create table app.case_holding (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  person_id uuid,
  person_kind text,
  agency_id uuid not null,
  team_id uuid not null,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  made_by uuid,
  reason text,
  agency_serves text default 'professional'::text not null,
  constraint case_holding_pkey PRIMARY KEY (area_id, id),
  constraint case_holding_agency_is_never_trusted_relationships CHECK (agency_serves = 'professional'::text),
  constraint case_holding_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint case_holding_is_never_trusted_relationships CHECK (person_kind = 'professional'::text),
  constraint case_holding_person_has_kind CHECK ((person_id IS NULL) = (person_kind IS NULL)),
  constraint case_holding_agency FOREIGN KEY (area_id, agency_id, agency_serves) REFERENCES app.agency(area_id, id, serves),
  constraint case_holding_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint case_holding_person FOREIGN KEY (person_id, person_kind) REFERENCES app.person(id, kind),
  constraint case_holding_team FOREIGN KEY (area_id, team_id, agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint case_holding_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX case_holding_agency_index ON app.case_holding USING btree (area_id, agency_id, agency_serves);
CREATE INDEX case_holding_agency_now ON app.case_holding USING btree (area_id, agency_id, from_at DESC, id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_current_person ON app.case_holding USING btree (person_id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_made_by_index ON app.case_holding USING btree (made_by);
CREATE INDEX case_holding_nobody ON app.case_holding USING btree (area_id, from_at) WHERE ((until_at IS NULL) AND (person_id IS NULL));
CREATE UNIQUE INDEX case_holding_one_at_a_time ON app.case_holding USING btree (area_id, young_person_id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_person_index ON app.case_holding USING btree (person_id, person_kind);
CREATE INDEX case_holding_team_index ON app.case_holding USING btree (area_id, team_id, agency_id);
CREATE INDEX case_holding_young_person_index ON app.case_holding USING btree (area_id, young_person_id, from_at DESC);
CREATE TRIGGER case_in_a_team_in_use BEFORE INSERT ON app.case_holding FOR EACH ROW EXECUTE FUNCTION app.case_in_a_team_in_use();
CREATE TRIGGER tasks_follow_the_case AFTER INSERT ON app.case_holding FOR EACH ROW WHEN (new.until_at IS NULL) EXECUTE FUNCTION app.tasks_follow_the_case();
alter table app.case_holding enable row level security, force row level security;
create policy owner_everything on app.case_holding for all to tr_owner
  using (true)
  with check (true);
create policy read_s1 on app.case_holding for select to app
  using (((EXISTS ( SELECT 1
   FROM app.young_person y
  WHERE ((y.area_id = case_holding.area_id) AND (y.id = case_holding.young_person_id)))) AND ((until_at IS NULL) OR (young_person_id = ANY (( SELECT app.my_young_people('read the case history'::text) AS my_young_people)::uuid[])))));
create policy walled on app.case_holding as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.case_holding to app;

create table app.closed_service (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  risk_fact_id uuid not null,
  closed_at timestamp with time zone default now() not null,
  decide_by date not null,
  over_at timestamp with time zone,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_as text,
  decided_says text,
  interim_plan text,
  constraint closed_service_pkey PRIMARY KEY (area_id, id),
  constraint closed_service_once UNIQUE (area_id, strand_allocation_id, risk_fact_id),
  constraint closed_service_decided_as CHECK (decided_as = ANY (ARRAY['pause'::text, 'strand 2'::text, 'back to the forum'::text, 'planned goodbye'::text])),
  constraint closed_service_decided_says_length CHECK (length(decided_says) >= 1 AND length(decided_says) <= 10000),
  constraint closed_service_decision_is_whole CHECK (num_nonnulls(decided_at, decided_by, decided_as, decided_says) = ANY (ARRAY[0, 4])),
  constraint closed_service_interim_plan_length CHECK (length(interim_plan) >= 1 AND length(interim_plan) <= 10000),
  constraint closed_service_plan_until_the_forum CHECK (interim_plan IS NULL OR decided_as = 'back to the forum'::text),
  constraint closed_service_decided_by FOREIGN KEY (decided_by) REFERENCES app.person(id),
  constraint closed_service_fact FOREIGN KEY (area_id, risk_fact_id, young_person_id) REFERENCES app.risk_fact(area_id, id, young_person_id),
  constraint closed_service_strand FOREIGN KEY (area_id, strand_allocation_id, young_person_id) REFERENCES app.strand_allocation(area_id, id, young_person_id)
);
CREATE INDEX closed_service_decided_by_index ON app.closed_service USING btree (decided_by);
CREATE INDEX closed_service_fact_index ON app.closed_service USING btree (area_id, risk_fact_id, young_person_id);
CREATE INDEX closed_service_strand_index ON app.closed_service USING btree (area_id, strand_allocation_id, young_person_id);
CREATE INDEX closed_service_young_person_index ON app.closed_service USING btree (area_id, young_person_id, closed_at DESC);
CREATE TRIGGER closed_service_decided AFTER UPDATE ON app.closed_service FOR EACH ROW WHEN (old.decided_by IS NULL AND new.decided_by IS NOT NULL) EXECUTE FUNCTION app.closed_service_decided();
CREATE TRIGGER closed_service_decided_now BEFORE UPDATE ON app.closed_service FOR EACH ROW WHEN (old.decided_by IS NULL AND new.decided_by IS NOT NULL) EXECUTE FUNCTION app.closed_service_decided();
CREATE TRIGGER closed_service_holds_for_match AFTER UPDATE ON app.closed_service FOR EACH ROW WHEN (old.decided_by IS NULL AND new.decided_by IS NOT NULL) EXECUTE FUNCTION app.closed_service_and_match();
alter table app.closed_service enable row level security, force row level security;
create policy owner_everything on app.closed_service for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.closed_service for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy those_who_decide on app.closed_service for update to app
  using (((decided_at IS NULL) AND (over_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('decide about a closed service'::text) AS my_young_people)::uuid[]))))
  with check (((decided_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('decide about a closed service'::text) AS my_young_people)::uuid[]))));
create policy walled on app.closed_service as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.closed_service to app;
grant update (decided_by, decided_as, decided_says, interim_plan) on app.closed_service to app;

create table app.consent (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  individual_id uuid,
  question text not null,
  answer text not null,
  asked_on date not null,
  asked_by text not null,
  explained text,
  how text[] default '{}'::text[] not null,
  language text,
  limits_told boolean default false not null,
  understood text,
  says text,
  competence text default 'not judged'::text not null,
  competence_reason text,
  form_reference text,
  form_version text,
  not_approached_reason text,
  not_approached_by text,
  until_on date,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid not null,
  moved_at timestamp with time zone,
  purposes text[] default '{}'::text[] not null,
  ends text[] default '{}'::text[] not null,
  other_asker_reason text,
  constraint consent_pkey PRIMARY KEY (area_id, id),
  constraint consent_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint consent_answer CHECK (answer = ANY (ARRAY['yes'::text, 'no'::text, 'withdrawn'::text, 'not approached'::text])),
  constraint consent_asked_by_length CHECK (length(asked_by) >= 1 AND length(asked_by) <= 200),
  constraint consent_competence CHECK (competence = ANY (ARRAY['understands'::text, 'does not understand'::text, 'not judged'::text])),
  constraint consent_competence_has_a_reason CHECK (competence = 'not judged'::text OR competence_reason IS NOT NULL),
  constraint consent_competence_is_of_the_young_person CHECK (individual_id IS NULL OR competence = 'not judged'::text),
  constraint consent_competence_reason_length CHECK (length(competence_reason) >= 1 AND length(competence_reason) <= 20000),
  constraint consent_explained_length CHECK (length(explained) >= 1 AND length(explained) <= 20000),
  constraint consent_form_reference_length CHECK (length(form_reference) >= 1 AND length(form_reference) <= 200),
  constraint consent_form_version_length CHECK (length(form_version) >= 1 AND length(form_version) <= 100),
  constraint consent_how CHECK (how <@ '{"in person","by telephone","by video","in writing","easy read","with pictures","with an interpreter","in sign language"}'::text[]),
  constraint consent_is_informed CHECK (answer <> 'yes'::text OR explained IS NOT NULL AND understood IS NOT NULL AND how <> '{}'::text[]),
  constraint consent_language_length CHECK (length(language) >= 1 AND length(language) <= 200),
  constraint consent_not_approached_by_length CHECK (length(not_approached_by) >= 1 AND length(not_approached_by) <= 200),
  constraint consent_not_approached_is_whole CHECK (
CASE
    WHEN answer = 'not approached'::text THEN not_approached_reason IS NOT NULL AND not_approached_by IS NOT NULL AND until_on IS NOT NULL
    ELSE not_approached_reason IS NULL AND not_approached_by IS NULL
END),
  constraint consent_not_approached_reason_length CHECK (length(not_approached_reason) >= 1 AND length(not_approached_reason) <= 20000),
  constraint consent_other_asker_reason_length CHECK (length(other_asker_reason) >= 1 AND length(other_asker_reason) <= 2000),
  constraint consent_purposes CHECK (purposes <@ '{"early help",safeguarding,"public protection"}'::text[] AND (question = 'sharing'::text OR purposes = '{}'::text[])),
  constraint consent_question CHECK (question = ANY (ARRAY['taking part'::text, 'sharing'::text])),
  constraint consent_says_length CHECK (length(says) >= 1 AND length(says) <= 20000),
  constraint consent_sharing_has_a_purpose CHECK (question <> 'sharing'::text OR answer <> 'yes'::text OR purposes <> '{}'::text[]),
  constraint consent_tells_the_limits CHECK (answer <> 'yes'::text OR individual_id IS NOT NULL OR limits_told),
  constraint consent_understood_length CHECK (length(understood) >= 1 AND length(understood) <= 20000),
  constraint consent_until_after_it_was_asked CHECK (until_on >= asked_on),
  constraint consent_individual FOREIGN KEY (area_id, individual_id, young_person_id) REFERENCES app.relevant_individual(area_id, id, young_person_id),
  constraint consent_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint consent_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX consent_individual_index ON app.consent USING btree (area_id, individual_id, young_person_id);
CREATE INDEX consent_newest ON app.consent USING btree (area_id, young_person_id, question, asked_on DESC, recorded_at DESC);
CREATE INDEX consent_recorded_by_index ON app.consent USING btree (recorded_by);
CREATE TRIGGER consent_answers AFTER INSERT ON app.consent FOR EACH ROW EXECUTE FUNCTION app.consent_answers();
CREATE TRIGGER consent_ends BEFORE INSERT ON app.consent FOR EACH ROW EXECUTE FUNCTION app.consent_ends();
CREATE TRIGGER consent_holds AFTER INSERT ON app.consent FOR EACH ROW EXECUTE FUNCTION app.consent_holds();
CREATE TRIGGER consent_names AFTER INSERT ON app.consent FOR EACH ROW EXECUTE FUNCTION app.consent_names();
CREATE TRIGGER introducer_asks_first AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.individual_id IS NULL AND (new.answer = ANY (ARRAY['yes'::text, 'no'::text])) AND new.other_asker_reason IS NULL) EXECUTE FUNCTION app.introducer_asks_first();
CREATE TRIGGER not_beside_what_moved AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.individual_id IS NOT NULL) EXECUTE FUNCTION app.not_beside_what_moved();
CREATE TRIGGER sharing_answers AFTER INSERT ON app.consent FOR EACH ROW EXECUTE FUNCTION app.sharing_answers();
CREATE TRIGGER stops_known_adults AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.question = 'taking part'::text) EXECUTE FUNCTION app.stops_known_adults();
CREATE TRIGGER stops_matches AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.question = 'taking part'::text) EXECUTE FUNCTION app.stops_matches();
CREATE TRIGGER stops_matches_where_moved AFTER UPDATE OF moved_at ON app.consent FOR EACH ROW WHEN (old.moved_at IS NULL AND new.moved_at IS NOT NULL AND new.question = 'taking part'::text) EXECUTE FUNCTION app.stops_matches();
CREATE TRIGGER tells_matches AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.question = 'taking part'::text) EXECUTE FUNCTION app.looks_at_their_matches();
CREATE TRIGGER yes_asks_for_adult AFTER INSERT ON app.consent FOR EACH ROW WHEN (new.question = 'taking part'::text) EXECUTE FUNCTION app.yes_asks_for_adult();
alter table app.consent enable row level security, force row level security;
create policy owner_everything on app.consent for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.consent for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[]))));
create policy walled on app.consent as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_records on app.consent for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
grant select on app.consent to app;
grant insert (area_id, id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, how, language, limits_told, understood, says, competence, competence_reason, form_reference, form_version, not_approached_reason, not_approached_by, until_on, recorded_by, purposes, other_asker_reason) on app.consent to app;

create table app.consent_copy (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  consent_id uuid not null,
  form_reference text not null,
  form_version text not null,
  file_type text not null,
  bytes bytea not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid not null,
  set_aside_at timestamp with time zone,
  set_aside_by uuid,
  set_aside_reason text,
  moved_at timestamp with time zone,
  constraint consent_copy_pkey PRIMARY KEY (area_id, id),
  constraint consent_copy_form_reference_length CHECK (length(form_reference) >= 1 AND length(form_reference) <= 200),
  constraint consent_copy_form_version_length CHECK (length(form_version) >= 1 AND length(form_version) <= 100),
  constraint consent_copy_is_what_it_says CHECK (
CASE file_type
    WHEN 'application/pdf'::text THEN SUBSTRING(bytes FROM 1 FOR 5) = '\x255044462d'::bytea
    WHEN 'image/jpeg'::text THEN SUBSTRING(bytes FROM 1 FOR 3) = '\xffd8ff'::bytea
    WHEN 'image/png'::text THEN SUBSTRING(bytes FROM 1 FOR 8) = '\x89504e470d0a1a0a'::bytea
    ELSE false
END),
  constraint consent_copy_set_aside_is_whole CHECK ((set_aside_at IS NULL) = (set_aside_by IS NULL) AND (set_aside_at IS NULL) = (set_aside_reason IS NULL)),
  constraint consent_copy_set_aside_reason_length CHECK (length(set_aside_reason) >= 1 AND length(set_aside_reason) <= 4000),
  constraint consent_copy_size CHECK (octet_length(bytes) <= 10485760),
  constraint consent_copy_consent FOREIGN KEY (area_id, consent_id, young_person_id) REFERENCES app.consent(area_id, id, young_person_id),
  constraint consent_copy_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint consent_copy_set_aside_by FOREIGN KEY (set_aside_by) REFERENCES app.person(id),
  constraint consent_copy_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX consent_copy_consent_index ON app.consent_copy USING btree (area_id, consent_id, young_person_id);
CREATE INDEX consent_copy_recorded_by_index ON app.consent_copy USING btree (recorded_by);
CREATE INDEX consent_copy_set_aside_by_index ON app.consent_copy USING btree (set_aside_by);
CREATE INDEX consent_copy_young_person_index ON app.consent_copy USING btree (area_id, young_person_id);
CREATE TRIGGER consent_copy_holds AFTER INSERT ON app.consent_copy FOR EACH ROW EXECUTE FUNCTION app.consent_copy_holds();
CREATE TRIGGER not_beside_what_moved AFTER INSERT ON app.consent_copy FOR EACH ROW EXECUTE FUNCTION app.not_beside_what_moved();
alter table app.consent_copy enable row level security, force row level security;
create policy owner_everything on app.consent_copy for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.consent_copy for select to app
  using (((set_aside_at IS NULL) AND (moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[]))));
create policy walled on app.consent_copy as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_adds on app.consent_copy for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
grant select on app.consent_copy to app;
grant insert (area_id, id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_by) on app.consent_copy to app;

create table app.consent_share (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  consent_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  category text not null,
  constraint consent_share_pkey PRIMARY KEY (area_id, id),
  constraint consent_share_once UNIQUE (area_id, consent_id, agency_id, category),
  constraint consent_share_category CHECK (category = ANY (ARRAY['identity'::text, 'contact'::text, 'assessment'::text, 'plan'::text, 'notes'::text, 'measures'::text])),
  constraint consent_share_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint consent_share_consent FOREIGN KEY (area_id, consent_id, young_person_id) REFERENCES app.consent(area_id, id, young_person_id) DEFERRABLE INITIALLY DEFERRED,
  constraint consent_share_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX consent_share_agency_index ON app.consent_share USING btree (area_id, agency_id, young_person_id);
CREATE INDEX consent_share_consent_index ON app.consent_share USING btree (area_id, consent_id, young_person_id);
CREATE INDEX consent_share_young_person_index ON app.consent_share USING btree (area_id, young_person_id);
CREATE TRIGGER consent_share_holds AFTER INSERT ON app.consent_share FOR EACH ROW EXECUTE FUNCTION app.consent_share_holds();
alter table app.consent_share enable row level security, force row level security;
create policy owner_everything on app.consent_share for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.consent_share for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])) AND (EXISTS ( SELECT
   FROM app.consent c
  WHERE ((c.area_id = consent_share.area_id) AND (c.id = consent_share.consent_id))))));
create policy walled on app.consent_share as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_records on app.consent_share for insert to app
  with check ((young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[])));
grant select on app.consent_share to app;
grant insert (area_id, id, consent_id, young_person_id, agency_id, category) on app.consent_share to app;

create table app.contribution (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  handling text not null,
  says text not null,
  given_at timestamp with time zone default now() not null,
  given_by uuid not null,
  constraint contribution_pkey PRIMARY KEY (area_id, id),
  constraint contribution_handling CHECK (handling = ANY (ARRAY['core agencies only'::text, 'all at this item'::text, 'may go to the family'::text])),
  constraint contribution_says_length CHECK (length(says) >= 1 AND length(says) <= 50000),
  constraint contribution_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint contribution_given_by FOREIGN KEY (given_by) REFERENCES app.person(id),
  constraint contribution_invited FOREIGN KEY (area_id, discussion_id, agency_id) REFERENCES app.discussion_agency(area_id, discussion_id, agency_id)
);
CREATE INDEX contribution_discussion_index ON app.contribution USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX contribution_given_by_index ON app.contribution USING btree (given_by);
CREATE INDEX contribution_invited_index ON app.contribution USING btree (area_id, discussion_id, agency_id);
CREATE TRIGGER contribution_by_the_invited AFTER INSERT ON app.contribution FOR EACH ROW EXECUTE FUNCTION app.contribution_by_the_invited();
CREATE TRIGGER contribution_while_open AFTER INSERT ON app.contribution FOR EACH ROW EXECUTE FUNCTION app.said_while_open('contribution_while_open');
alter table app.contribution enable row level security, force row level security;
create policy member_contributes on app.contribution for insert to app
  with check (((given_by = ( SELECT app.person_id() AS person_id)) AND ((young_person_id = ANY (( SELECT app.my_young_people('run the forum'::text) AS my_young_people)::uuid[])) OR ((agency_id = ANY (( SELECT app.my_forum_agencies() AS my_forum_agencies)::uuid[])) AND (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))))));
create policy owner_everything on app.contribution for all to tr_owner
  using (true)
  with check (true);
create policy read_by_handling on app.contribution for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_core_discussions() AS my_core_discussions)::uuid[])) OR ((handling = ANY (ARRAY['all at this item'::text, 'may go to the family'::text])) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[])))) OR ((agency_id = ANY (( SELECT app.my_forum_agencies() AS my_forum_agencies)::uuid[])) AND (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[])))));
create policy walled on app.contribution as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.contribution to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, handling, says, given_by) on app.contribution to app;

create table app.copy_for_record (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  assessment_id uuid not null,
  reference text not null,
  filed_at timestamp with time zone default now() not null,
  filed_by uuid not null,
  moved_at timestamp with time zone,
  constraint copy_for_record_pkey PRIMARY KEY (area_id, id),
  constraint copy_for_record_reference_length CHECK (length(reference) >= 1 AND length(reference) <= 100),
  constraint copy_for_record_assessment FOREIGN KEY (area_id, assessment_id, young_person_id) REFERENCES app.assessment(area_id, id, young_person_id),
  constraint copy_for_record_filed_by FOREIGN KEY (filed_by) REFERENCES app.person(id),
  constraint copy_for_record_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX copy_for_record_assessment_index ON app.copy_for_record USING btree (area_id, assessment_id, young_person_id);
CREATE INDEX copy_for_record_filed_by_index ON app.copy_for_record USING btree (filed_by);
CREATE INDEX copy_for_record_young_person_index ON app.copy_for_record USING btree (area_id, young_person_id);
alter table app.copy_for_record enable row level security, force row level security;
create policy assess on app.copy_for_record for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (filed_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.copy_for_record for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.copy_for_record for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))));
create policy walled on app.copy_for_record as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.copy_for_record to app;
grant insert (area_id, young_person_id, assessment_id, reference, filed_by) on app.copy_for_record to app;

create table app.deputy (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  person_id uuid not null,
  deputy_id uuid not null,
  deputy_kind text default 'professional'::text not null,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  made_by uuid not null,
  constraint deputy_pkey PRIMARY KEY (area_id, id),
  constraint deputy_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint deputy_is_never_trusted_relationships CHECK (deputy_kind = 'professional'::text),
  constraint deputy_is_somebody_else CHECK (deputy_id <> person_id),
  constraint deputy_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint deputy_deputy FOREIGN KEY (deputy_id, deputy_kind) REFERENCES app.person(id, kind),
  constraint deputy_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint deputy_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX deputy_deputy_index ON app.deputy USING btree (deputy_id, deputy_kind);
CREATE INDEX deputy_made_by_index ON app.deputy USING btree (made_by);
CREATE UNIQUE INDEX deputy_one_at_a_time ON app.deputy USING btree (area_id, person_id) WHERE (until_at IS NULL);
CREATE INDEX deputy_person_index ON app.deputy USING btree (person_id);
alter table app.deputy enable row level security, force row level security;
create policy of_my_areas on app.deputy for select to app
  using ((area_id = ANY (( SELECT app.my_member_areas() AS my_member_areas)::uuid[])));
create policy owner_everything on app.deputy for all to tr_owner
  using (true)
  with check (true);
grant select on app.deputy to app;

create table app.different_view (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid,
  name text,
  says text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  constraint different_view_pkey PRIMARY KEY (area_id, id),
  constraint different_view_is_of_somebody CHECK (agency_id IS NOT NULL OR name IS NOT NULL),
  constraint different_view_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint different_view_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint different_view_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint different_view_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint different_view_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id)
);
CREATE INDEX different_view_agency_index ON app.different_view USING btree (area_id, agency_id);
CREATE INDEX different_view_discussion_index ON app.different_view USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX different_view_recorded_by_index ON app.different_view USING btree (recorded_by);
CREATE TRIGGER different_view_while_open AFTER INSERT ON app.different_view FOR EACH ROW EXECUTE FUNCTION app.said_while_open('different_view_while_open');
alter table app.different_view enable row level security, force row level security;
create policy forum_records on app.different_view for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id))));
create policy member_sees_it_differently on app.different_view for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (agency_id = ANY (( SELECT app.my_forum_agencies() AS my_forum_agencies)::uuid[])) AND (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy owner_everything on app.different_view for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.different_view for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.different_view as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.different_view to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, name, says, recorded_by) on app.different_view to app;

create table app.discussion (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  kind text not null,
  meeting_id uuid,
  place_on_agenda integer default 0 not null,
  sibling_group uuid,
  held_on date not null,
  waiting_since timestamp with time zone not null,
  listed_at timestamp with time zone default now() not null,
  listed_by uuid not null,
  papers_frozen_at timestamp with time zone,
  papers_frozen_by uuid,
  outcome_at timestamp with time zone,
  members_until timestamp with time zone,
  minutes_confirmed_at timestamp with time zone,
  minutes_confirmed_by uuid,
  taken_off_at timestamp with time zone,
  taken_off_by uuid,
  taken_off_reason text,
  version integer default 1 not null,
  members_at_latest timestamp with time zone,
  constraint discussion_pkey PRIMARY KEY (area_id, id),
  constraint discussion_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint discussion_kind CHECK (kind = ANY (ARRAY['scheduled'::text, 'urgent'::text, 'strategy'::text])),
  constraint discussion_minutes_follow_the_outcome CHECK (minutes_confirmed_at IS NULL OR outcome_at IS NOT NULL),
  constraint discussion_outcome_opens_a_window CHECK ((outcome_at IS NULL) = (members_until IS NULL)),
  constraint discussion_outside_meetings_is_near CHECK (kind = 'scheduled'::text OR held_on >= ((listed_at AT TIME ZONE 'Europe/London'::text)::date - 366) AND held_on <= ((listed_at AT TIME ZONE 'Europe/London'::text)::date + 366)) NOT VALID,
  constraint discussion_scheduled_has_a_meeting CHECK ((kind = 'scheduled'::text) = (meeting_id IS NOT NULL)),
  constraint discussion_taken_off_with_a_reason CHECK ((taken_off_at IS NULL) = (taken_off_reason IS NULL)),
  constraint discussion_with_an_outcome_stays CHECK (taken_off_at IS NULL OR outcome_at IS NULL),
  constraint discussion_listed_by FOREIGN KEY (listed_by) REFERENCES app.person(id),
  constraint discussion_meeting FOREIGN KEY (area_id, meeting_id) REFERENCES app.meeting(area_id, id),
  constraint discussion_minutes_confirmed_by FOREIGN KEY (minutes_confirmed_by) REFERENCES app.person(id),
  constraint discussion_papers_frozen_by FOREIGN KEY (papers_frozen_by) REFERENCES app.person(id),
  constraint discussion_taken_off_by FOREIGN KEY (taken_off_by) REFERENCES app.person(id),
  constraint discussion_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX discussion_agenda ON app.discussion USING btree (area_id, meeting_id, place_on_agenda, id);
CREATE INDEX discussion_listed_by_index ON app.discussion USING btree (listed_by);
CREATE INDEX discussion_minutes_confirmed_by_index ON app.discussion USING btree (minutes_confirmed_by);
CREATE UNIQUE INDEX discussion_once_a_meeting ON app.discussion USING btree (area_id, meeting_id, young_person_id) WHERE ((taken_off_at IS NULL) AND (meeting_id IS NOT NULL));
CREATE UNIQUE INDEX discussion_one_waiting ON app.discussion USING btree (area_id, young_person_id, kind) WHERE ((taken_off_at IS NULL) AND (outcome_at IS NULL));
CREATE INDEX discussion_open_to_members ON app.discussion USING btree (area_id, members_until) WHERE ((papers_frozen_at IS NOT NULL) AND (taken_off_at IS NULL));
CREATE INDEX discussion_outside_meetings ON app.discussion USING btree (area_id, held_on DESC, id) WHERE (kind <> 'scheduled'::text);
CREATE INDEX discussion_papers_frozen_by_index ON app.discussion USING btree (papers_frozen_by);
CREATE INDEX discussion_taken_off_by_index ON app.discussion USING btree (taken_off_by);
CREATE INDEX discussion_young_person_index ON app.discussion USING btree (area_id, young_person_id, held_on DESC);
CREATE TRIGGER discussion_asks AFTER UPDATE OF outcome_at, taken_off_at, minutes_confirmed_at, held_on ON app.discussion FOR EACH ROW EXECUTE FUNCTION app.discussion_asks();
CREATE TRIGGER discussion_changes BEFORE INSERT OR UPDATE ON app.discussion FOR EACH ROW EXECUTE FUNCTION app.discussion_changes();
CREATE TRIGGER discussion_decides AFTER INSERT OR UPDATE OF outcome_at ON app.discussion FOR EACH ROW WHEN (new.outcome_at IS NOT NULL) EXECUTE FUNCTION app.discussion_decides();
alter table app.discussion enable row level security, force row level security;
create policy at_my_meeting on app.discussion as restrictive for update to app
  using (((( SELECT app.people_at_my_meeting() AS people_at_my_meeting) IS NULL) OR (young_person_id = ANY (( SELECT app.people_at_my_meeting() AS people_at_my_meeting)::uuid[]))));
create policy owner_everything on app.discussion for all to tr_owner
  using (true)
  with check (true);
create policy read_agenda on app.discussion for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy run_changes on app.discussion for update to app
  using ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])))
  with check ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])));
create policy run_lists on app.discussion for insert to app
  with check (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) AND (listed_by = ( SELECT app.person_id() AS person_id)) AND (outcome_at IS NULL) AND (minutes_confirmed_at IS NULL) AND (( SELECT app.people_at_my_meeting() AS people_at_my_meeting) IS NULL) AND (EXISTS ( SELECT 1
   FROM app.young_person y
  WHERE ((y.area_id = discussion.area_id) AND (y.id = discussion.young_person_id) AND (y.sent_to_forum_at IS NOT NULL) AND (y.merged_into IS NULL) AND ((discussion.kind <> 'scheduled'::text) OR (y.forum_asked_urgently_at IS NULL)))))));
create policy walled on app.discussion as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.discussion to app;
grant insert (area_id, young_person_id, kind, meeting_id, place_on_agenda, sibling_group, held_on, waiting_since, listed_by) on app.discussion to app;
grant update (place_on_agenda, sibling_group, held_on, papers_frozen_at, papers_frozen_by, taken_off_at, taken_off_by, taken_off_reason, version) on app.discussion to app;

create table app.discussion_agency (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  invited_at timestamp with time zone default now() not null,
  invited_by uuid not null,
  uninvited_at timestamp with time zone,
  attendance text,
  attendance_at timestamp with time zone,
  attendance_by uuid,
  constraint discussion_agency_pkey PRIMARY KEY (area_id, id),
  constraint discussion_agency_once UNIQUE (area_id, discussion_id, agency_id),
  constraint discussion_agency_attendance CHECK (attendance = ANY (ARRAY['there'::text, 'apologies'::text, 'not there'::text])),
  constraint discussion_agency_attendance_is_recorded CHECK ((attendance IS NULL) = (attendance_at IS NULL)),
  constraint discussion_agency_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint discussion_agency_attendance_by FOREIGN KEY (attendance_by) REFERENCES app.person(id),
  constraint discussion_agency_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint discussion_agency_invited_by FOREIGN KEY (invited_by) REFERENCES app.person(id)
);
CREATE INDEX discussion_agency_agency_index ON app.discussion_agency USING btree (area_id, agency_id);
CREATE INDEX discussion_agency_attendance_by_index ON app.discussion_agency USING btree (attendance_by);
CREATE INDEX discussion_agency_discussion_index ON app.discussion_agency USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX discussion_agency_invited_by_index ON app.discussion_agency USING btree (invited_by);
CREATE TRIGGER discussion_agency_changes BEFORE UPDATE ON app.discussion_agency FOR EACH ROW EXECUTE FUNCTION app.discussion_agency_changes();
CREATE TRIGGER discussion_agency_uninvited AFTER UPDATE OF uninvited_at ON app.discussion_agency FOR EACH ROW WHEN (old.uninvited_at IS NULL AND new.uninvited_at IS NOT NULL) EXECUTE FUNCTION app.discussion_agency_changes();
alter table app.discussion_agency enable row level security, force row level security;
create policy at_my_meeting on app.discussion_agency as restrictive for update to app
  using (((( SELECT app.people_at_my_meeting() AS people_at_my_meeting) IS NULL) OR (young_person_id = ANY (( SELECT app.people_at_my_meeting() AS people_at_my_meeting)::uuid[]))));
create policy invited_to_my_meeting on app.discussion_agency as restrictive for insert to app
  with check (((( SELECT app.people_at_my_meeting() AS people_at_my_meeting) IS NULL) OR (young_person_id = ANY (( SELECT app.people_at_my_meeting() AS people_at_my_meeting)::uuid[]))));
create policy owner_everything on app.discussion_agency for all to tr_owner
  using (true)
  with check (true);
create policy read_agenda on app.discussion_agency for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy run_changes on app.discussion_agency for update to app
  using ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])))
  with check ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])));
create policy run_invites on app.discussion_agency for insert to app
  with check (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) AND (invited_by = ( SELECT app.person_id() AS person_id))));
create policy walled on app.discussion_agency as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.discussion_agency to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, invited_by) on app.discussion_agency to app;
grant update (invited_by, uninvited_at, attendance, attendance_by) on app.discussion_agency to app;

create table app.draft (
  person_id uuid not null,
  form text not null,
  subject text not null,
  instance uuid not null,
  young_person_id uuid,
  body jsonb not null,
  saved_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone default (now() + '30 days'::interval) not null,
  constraint draft_pkey PRIMARY KEY (person_id, form, subject, instance),
  constraint draft_body_is_fields CHECK (jsonb_typeof(body) = 'object'::text),
  constraint draft_body_size CHECK (pg_column_size(body) < 4000000),
  constraint draft_form_length CHECK (length(form) >= 1 AND length(form) <= 100),
  constraint draft_subject_length CHECK (length(subject) >= 1 AND length(subject) <= 300),
  constraint draft_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX draft_expires ON app.draft USING btree (expires_at);
alter table app.draft enable row level security, force row level security;
create policy about_a_child_i_can_see on app.draft as restrictive for all to app
  using (((young_person_id IS NULL) OR (EXISTS ( SELECT 1
   FROM app.young_person y
  WHERE (y.id = draft.young_person_id)))));
create policy of_a_match_of_mine on app.draft as restrictive for all to app
  using (((subject !~ '^/[^/]*/my-people/'::text) OR ("substring"(subject, '^/[^/]*/my-people/([0-9a-f-]{36})(?:/|$)'::text) = ANY (( SELECT app.my_write_ups() AS my_write_ups)::text[]))));
create policy own_drafts on app.draft for all to app
  using ((person_id = ( SELECT app.person_id() AS person_id)))
  with check ((person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.draft for all to tr_owner
  using (true)
  with check (true);
grant delete, insert, select, update on app.draft to app;

create table app.duty_look (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  person_id uuid not null,
  on_day date not null,
  reviewed_in uuid not null,
  answer text,
  note text,
  answered_at timestamp with time zone,
  answered_by uuid,
  constraint duty_look_pkey PRIMARY KEY (area_id, id),
  constraint duty_look_once UNIQUE (area_id, on_day, person_id, young_person_id),
  constraint duty_look_answer CHECK (answer = ANY (ARRAY['yes'::text, 'no'::text])),
  constraint duty_look_answer_is_whole CHECK (num_nonnulls(answer, note, answered_at, answered_by) = ANY (ARRAY[0, 4])),
  constraint duty_look_answered_by_somebody_else CHECK (answered_by <> person_id),
  constraint duty_look_note_length CHECK (length(note) >= 1 AND length(note) <= 4000),
  constraint duty_look_answered_by FOREIGN KEY (answered_by) REFERENCES app.person(id),
  constraint duty_look_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint duty_look_reviewed_in FOREIGN KEY (reviewed_in) REFERENCES app.area(id),
  constraint duty_look_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX duty_look_answered_by_index ON app.duty_look USING btree (answered_by);
CREATE INDEX duty_look_person_index ON app.duty_look USING btree (person_id);
CREATE INDEX duty_look_reviewed_in_index ON app.duty_look USING btree (reviewed_in);
CREATE INDEX duty_look_waiting ON app.duty_look USING btree (reviewed_in, on_day) WHERE (answered_at IS NULL);
CREATE INDEX duty_look_young_person_index ON app.duty_look USING btree (area_id, young_person_id);
alter table app.duty_look enable row level security, force row level security;
create policy owner_everything on app.duty_look for all to tr_owner
  using (true)
  with check (true);

create table app.emergency_access (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  person_id uuid not null,
  young_person_id uuid,
  kind text not null,
  line text not null,
  asked_at timestamp with time zone default now() not null,
  until_at timestamp with time zone default (now() + '01:00:00'::interval) not null,
  ended_at timestamp with time zone,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  review_outcome text,
  review_note text,
  reviewed_in uuid,
  asked_for bytea,
  looked_up_at timestamp with time zone,
  constraint emergency_access_pkey PRIMARY KEY (area_id, id),
  constraint emergency_access_at_most_twelve_hours CHECK (until_at <= (asked_at + '12:00:00'::interval)),
  constraint emergency_access_found_by_looking CHECK (young_person_id IS NULL OR looked_up_at IS NOT NULL),
  constraint emergency_access_kind CHECK (kind = ANY (ARRAY['missing now'::text, 'immediate danger'::text, 'court or police request'::text, 'cover'::text])),
  constraint emergency_access_line_length CHECK (length(line) >= 1 AND length(line) <= 2000),
  constraint emergency_access_review_is_whole CHECK (num_nonnulls(reviewed_at, reviewed_by, review_outcome, review_note) = ANY (ARRAY[0, 4])),
  constraint emergency_access_review_note_length CHECK (length(review_note) >= 1 AND length(review_note) <= 4000),
  constraint emergency_access_review_outcome CHECK (review_outcome = ANY (ARRAY['right'::text, 'not right'::text])),
  constraint emergency_access_reviewed_by_somebody_else CHECK (reviewed_by <> person_id),
  constraint emergency_access_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint emergency_access_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint emergency_access_reviewed_by FOREIGN KEY (reviewed_by) REFERENCES app.person(id),
  constraint emergency_access_reviewed_in FOREIGN KEY (reviewed_in) REFERENCES app.area(id),
  constraint emergency_access_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX emergency_access_left ON app.emergency_access USING btree (asked_at) WHERE (asked_for IS NOT NULL);
CREATE INDEX emergency_access_person_index ON app.emergency_access USING btree (person_id, until_at);
CREATE INDEX emergency_access_reviewed_by_index ON app.emergency_access USING btree (reviewed_by);
CREATE INDEX emergency_access_reviewed_in_index ON app.emergency_access USING btree (reviewed_in);
CREATE INDEX emergency_access_unreviewed ON app.emergency_access USING btree (area_id, asked_at) WHERE (reviewed_at IS NULL);
CREATE INDEX emergency_access_young_person_index ON app.emergency_access USING btree (area_id, young_person_id);
alter table app.emergency_access enable row level security, force row level security;
create policy governance_reads on app.emergency_access for select to app
  using (((COALESCE(reviewed_in, area_id) = ANY (( SELECT app.my_areas_to('review emergency access'::text) AS my_areas_to)::uuid[])) AND (person_id <> ( SELECT app.person_id() AS person_id)) AND (asked_for IS NULL)));
create policy governance_reviews on app.emergency_access for update to app
  using (((COALESCE(reviewed_in, area_id) = ANY (( SELECT app.my_areas_to('review emergency access'::text) AS my_areas_to)::uuid[])) AND (person_id <> ( SELECT app.person_id() AS person_id)) AND (reviewed_at IS NULL) AND (asked_for IS NULL)))
  with check ((reviewed_by = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.emergency_access for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.emergency_access as restrictive for all to app
  using (((young_person_id IS NULL) OR (young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant select on app.emergency_access to app;
grant update (reviewed_at, reviewed_by, review_outcome, review_note) on app.emergency_access to app;

create table app.engagement_attempt (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid,
  worker_id uuid,
  meeting_id uuid,
  tried_by text,
  on_day date not null,
  at_time time without time zone,
  kind text not null,
  place text,
  tried text not null,
  response text not null,
  says text,
  next_try text,
  next_on date,
  written_at timestamp with time zone default now() not null,
  written_by uuid not null,
  constraint engagement_attempt_pkey PRIMARY KEY (area_id, id),
  constraint engagement_attempt_by_somebody CHECK ((worker_id IS NULL) = (tried_by IS NOT NULL)),
  constraint engagement_attempt_kind CHECK (kind = ANY (ARRAY['met'::text, 'rang'::text, 'text'::text, 'letter or card'::text, 'went by'::text, 'through somebody they trust'::text, 'something to do together'::text])),
  constraint engagement_attempt_next_try_length CHECK (length(next_try) >= 1 AND length(next_try) <= 2000),
  constraint engagement_attempt_of_a_worker_in_a_match CHECK (worker_id IS NULL OR match_id IS NOT NULL),
  constraint engagement_attempt_place_length CHECK (length(place) >= 1 AND length(place) <= 200),
  constraint engagement_attempt_response CHECK (response = ANY (ARRAY['we talked'::text, 'not today'::text, 'could not make it'::text, 'no answer'::text, 'somebody else answered'::text, 'we got it wrong'::text])),
  constraint engagement_attempt_says_length CHECK (length(says) >= 1 AND length(says) <= 4000),
  constraint engagement_attempt_tried_by_length CHECK (length(tried_by) >= 1 AND length(tried_by) <= 200),
  constraint engagement_attempt_tried_length CHECK (length(tried) >= 1 AND length(tried) <= 4000),
  constraint engagement_attempt_match FOREIGN KEY (area_id, match_id, young_person_id) REFERENCES app.match(area_id, id, young_person_id),
  constraint engagement_attempt_meeting FOREIGN KEY (area_id, meeting_id, match_id) REFERENCES app.planned_meeting(area_id, id, match_id),
  constraint engagement_attempt_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id),
  constraint engagement_attempt_written_by FOREIGN KEY (written_by) REFERENCES app.person(id),
  constraint engagement_attempt_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX engagement_attempt_match_index ON app.engagement_attempt USING btree (area_id, match_id, young_person_id);
CREATE INDEX engagement_attempt_meeting_index ON app.engagement_attempt USING btree (area_id, meeting_id, match_id);
CREATE INDEX engagement_attempt_worker_index ON app.engagement_attempt USING btree (area_id, worker_id);
CREATE INDEX engagement_attempt_written_by_index ON app.engagement_attempt USING btree (written_by);
CREATE INDEX engagement_attempt_young_person_index ON app.engagement_attempt USING btree (area_id, young_person_id, on_day DESC);
CREATE TRIGGER engagement_attempt_holds AFTER INSERT ON app.engagement_attempt FOR EACH ROW EXECUTE FUNCTION app.engagement_attempt_holds();
alter table app.engagement_attempt enable row level security, force row level security;
create policy owner_everything on app.engagement_attempt for all to tr_owner
  using (true)
  with check (true);
create policy professional_writes on app.engagement_attempt for insert to app
  with check (((written_by = ( SELECT app.person_id() AS person_id)) AND (worker_id IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('write what was tried'::text) AS my_young_people)::uuid[]))));
create policy read_s3 on app.engagement_attempt for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.engagement_attempt as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy worker_reads_own on app.engagement_attempt for select to app
  using (((worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[])) AND (match_id = ANY (( SELECT app.my_match_ids() AS my_match_ids)::uuid[]))));
create policy worker_writes on app.engagement_attempt for insert to app
  with check (((written_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[])) AND (match_id = ANY (( SELECT app.my_match_ids() AS my_match_ids)::uuid[]))));
grant select on app.engagement_attempt to app;
grant insert (area_id, id, young_person_id, match_id, worker_id, meeting_id, tried_by, on_day, at_time, kind, place, tried, response, says, next_try, next_on, written_by) on app.engagement_attempt to app;

create table app.engagement_review (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid,
  held_on date not null,
  says text not null,
  decided text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  agreed_at timestamp with time zone,
  agreed_by uuid,
  constraint engagement_review_pkey PRIMARY KEY (area_id, id),
  constraint engagement_review_agreement_is_whole CHECK ((agreed_at IS NULL) = (agreed_by IS NULL)),
  constraint engagement_review_decided CHECK (decided = ANY (ARRAY['try again'::text, 'try another way'::text, 'stop trying'::text])),
  constraint engagement_review_of_two CHECK (agreed_by <> recorded_by),
  constraint engagement_review_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint engagement_review_agreed_by FOREIGN KEY (agreed_by) REFERENCES app.person(id),
  constraint engagement_review_match FOREIGN KEY (area_id, match_id, young_person_id) REFERENCES app.match(area_id, id, young_person_id),
  constraint engagement_review_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint engagement_review_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX engagement_review_agreed_by_index ON app.engagement_review USING btree (agreed_by);
CREATE INDEX engagement_review_match_index ON app.engagement_review USING btree (area_id, match_id, young_person_id);
CREATE INDEX engagement_review_recorded_by_index ON app.engagement_review USING btree (recorded_by);
CREATE INDEX engagement_review_young_person_index ON app.engagement_review USING btree (area_id, young_person_id, recorded_at DESC);
CREATE TRIGGER engagement_review_agreed BEFORE UPDATE ON app.engagement_review FOR EACH ROW WHEN (new.agreed_by IS NOT NULL) EXECUTE FUNCTION app.engagement_review_agreed();
CREATE TRIGGER engagement_review_holds AFTER INSERT ON app.engagement_review FOR EACH ROW EXECUTE FUNCTION app.engagement_review_holds();
alter table app.engagement_review enable row level security, force row level security;
create policy case_holder_agrees on app.engagement_review for update to app
  using (((agreed_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('agree to a review'::text) AS my_young_people)::uuid[]))))
  with check (((agreed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('agree to a review'::text) AS my_young_people)::uuid[]))));
create policy manager_reviews on app.engagement_review for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('review what was tried'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.engagement_review for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.engagement_review for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.engagement_review as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.engagement_review to app;
grant insert (area_id, id, young_person_id, match_id, held_on, says, decided, recorded_by) on app.engagement_review to app;
grant update (agreed_by) on app.engagement_review to app;

create table app.engagement_tips (
  area_id uuid not null,
  version integer not null,
  says text,
  written_at timestamp with time zone default now() not null,
  written_by uuid not null,
  constraint engagement_tips_pkey PRIMARY KEY (area_id, version),
  constraint engagement_tips_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint engagement_tips_version_counts CHECK (version >= 1),
  constraint engagement_tips_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint engagement_tips_written_by FOREIGN KEY (written_by) REFERENCES app.person(id)
);
CREATE INDEX engagement_tips_written_by_index ON app.engagement_tips USING btree (written_by);
alter table app.engagement_tips enable row level security, force row level security;
create policy area_writes on app.engagement_tips for insert to app
  with check (((written_by = ( SELECT app.person_id() AS person_id)) AND (area_id = ANY (( SELECT app.my_areas_to('write top tips'::text) AS my_areas_to)::uuid[]))));
create policy everybody_reads on app.engagement_tips for select to app
  using (true);
create policy owner_everything on app.engagement_tips for all to tr_owner
  using (true)
  with check (true);
grant select on app.engagement_tips to app;
grant insert (area_id, version, says, written_by) on app.engagement_tips to app;

create table app.episode (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  started_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  told_by text,
  ended_on date,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  version integer default 1 not null,
  end_kind text,
  constraint episode_pkey PRIMARY KEY (area_id, id),
  constraint episode_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint episode_end_is_whole CHECK ((ended_on IS NULL) = (ended_at IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)),
  constraint episode_end_kind CHECK (end_kind = ANY (ARRAY['as planned'::text, 'the young person wished it'::text, 'somebody else helps'::text, 'they moved away'::text, 'it is not safe'::text, 'we did not reach them'::text, 'something else'::text])),
  constraint episode_end_kind_of_an_end CHECK (end_kind IS NULL OR ended_on IS NOT NULL),
  constraint episode_ends_after_it_starts CHECK (ended_on IS NULL OR ended_on >= started_on),
  constraint episode_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint episode_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint episode_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX episode_ended_by_index ON app.episode USING btree (ended_by);
CREATE UNIQUE INDEX episode_one_open ON app.episode USING btree (area_id, young_person_id) WHERE (ended_on IS NULL);
CREATE INDEX episode_recorded_by_index ON app.episode USING btree (recorded_by);
CREATE INDEX episode_young_person_index ON app.episode USING btree (area_id, young_person_id, started_on DESC);
alter table app.episode enable row level security, force row level security;
create policy owner_everything on app.episode for all to tr_owner
  using (true)
  with check (true);
create policy read_s2 on app.episode for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[])));
create policy walled on app.episode as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.episode to app;

create table app.exploitation_concern (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  kind text not null,
  since_on date,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  ended_on date,
  ended_at timestamp with time zone,
  ended_by uuid,
  ended_reason text,
  moved_at timestamp with time zone,
  version integer default 1 not null,
  constraint exploitation_concern_pkey PRIMARY KEY (area_id, id),
  constraint exploitation_concern_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_reason IS NULL)),
  constraint exploitation_concern_note_length CHECK (length(note) <= 50000),
  constraint exploitation_concern_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint exploitation_concern_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint exploitation_concern_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX exploitation_concern_ended_by_index ON app.exploitation_concern USING btree (ended_by);
CREATE UNIQUE INDEX exploitation_concern_once ON app.exploitation_concern USING btree (area_id, young_person_id, kind) WHERE ((ended_at IS NULL) AND (moved_at IS NULL));
CREATE INDEX exploitation_concern_recorded_by_index ON app.exploitation_concern USING btree (recorded_by);
CREATE INDEX exploitation_concern_young_person_index ON app.exploitation_concern USING btree (area_id, young_person_id);
CREATE TRIGGER keeps_history AFTER INSERT OR UPDATE OF ended_at ON app.exploitation_concern FOR EACH ROW EXECUTE FUNCTION app.concern_keeps_history();
alter table app.exploitation_concern enable row level security, force row level security;
create policy end_it on app.exploitation_concern for update to app
  using (((moved_at IS NULL) AND (ended_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[]))))
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[])) AND ((ended_by IS NULL) OR (ended_by = ( SELECT app.person_id() AS person_id)))));
create policy owner_everything on app.exploitation_concern for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.exploitation_concern for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))));
create policy record_it on app.exploitation_concern for insert to app
  with check (((moved_at IS NULL) AND (recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[]))));
create policy walled on app.exploitation_concern as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.exploitation_concern to app;
grant update (ended_on, ended_at, ended_by, ended_reason, version) on app.exploitation_concern to app;

create table app.format_request (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  individual_id uuid,
  wanted text not null,
  says text,
  asked_at timestamp with time zone default now() not null,
  asked_by uuid not null,
  arranged_at timestamp with time zone,
  arranged_by uuid,
  arranged_says text,
  constraint format_request_pkey PRIMARY KEY (area_id, id),
  constraint format_request_arranged_is_whole CHECK ((arranged_at IS NULL) = (arranged_by IS NULL) AND (arranged_at IS NULL) = (arranged_says IS NULL)),
  constraint format_request_arranged_says_length CHECK (length(arranged_says) >= 1 AND length(arranged_says) <= 4000),
  constraint format_request_says_length CHECK (length(says) >= 1 AND length(says) <= 1000),
  constraint format_request_says_which CHECK (says IS NOT NULL OR (wanted <> ALL (ARRAY['another language'::text, 'an interpreter'::text, 'another way'::text]))),
  constraint format_request_wanted CHECK (wanted = ANY (ARRAY['another language'::text, 'an interpreter'::text, 'sign language'::text, 'easy read'::text, 'large print'::text, 'braille'::text, 'to listen to'::text, 'another way'::text])),
  constraint format_request_arranged_by FOREIGN KEY (arranged_by) REFERENCES app.person(id),
  constraint format_request_asked_by FOREIGN KEY (asked_by) REFERENCES app.person(id),
  constraint format_request_individual FOREIGN KEY (area_id, individual_id, young_person_id) REFERENCES app.relevant_individual(area_id, id, young_person_id),
  constraint format_request_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX format_request_arranged_by_index ON app.format_request USING btree (arranged_by);
CREATE INDEX format_request_asked_by_index ON app.format_request USING btree (asked_by);
CREATE INDEX format_request_individual_index ON app.format_request USING btree (area_id, individual_id, young_person_id);
CREATE INDEX format_request_young_person_index ON app.format_request USING btree (area_id, young_person_id, asked_at DESC);
CREATE TRIGGER format_is_arranged BEFORE UPDATE ON app.format_request FOR EACH ROW WHEN (old.arranged_by IS NULL AND new.arranged_by IS NOT NULL) EXECUTE FUNCTION app.format_is_asked_for();
CREATE TRIGGER format_is_asked_for AFTER INSERT ON app.format_request FOR EACH ROW EXECUTE FUNCTION app.format_is_asked_for();
CREATE TRIGGER format_moves AFTER UPDATE OF young_person_id ON app.format_request FOR EACH ROW WHEN (old.young_person_id <> new.young_person_id AND new.arranged_at IS NULL) EXECUTE FUNCTION app.format_is_asked_for();
alter table app.format_request enable row level security, force row level security;
create policy owner_everything on app.format_request for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.format_request for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.format_request as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_adds on app.format_request for insert to app
  with check (((asked_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
create policy who_asks_arranges on app.format_request for update to app
  using (((arranged_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))))
  with check (((arranged_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
grant select on app.format_request to app;
grant insert (area_id, id, young_person_id, individual_id, wanted, says, asked_by) on app.format_request to app;
grant update (arranged_by, arranged_says) on app.format_request to app;

create table app.forum_action (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  person_id uuid,
  says text not null,
  due_on date not null,
  climbs_on date not null,
  given_at timestamp with time zone default now() not null,
  given_by uuid not null,
  done_at timestamp with time zone,
  done_by uuid,
  done_note text,
  climbed_at timestamp with time zone,
  climbed_to text,
  constraint forum_action_pkey PRIMARY KEY (area_id, id),
  constraint forum_action_climbed_to CHECK (climbed_to = ANY (ARRAY['managers'::text, 'forum'::text])),
  constraint forum_action_climbed_to_somebody CHECK ((climbed_at IS NULL) = (climbed_to IS NULL)) NOT VALID,
  constraint forum_action_climbs_after_it_is_due CHECK (climbs_on >= due_on),
  constraint forum_action_done_by_somebody CHECK ((done_at IS NULL) = (done_by IS NULL)),
  constraint forum_action_done_note_length CHECK (length(done_note) >= 1 AND length(done_note) <= 4000),
  constraint forum_action_says_length CHECK (length(says) >= 1 AND length(says) <= 4000),
  constraint forum_action_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint forum_action_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint forum_action_done_by FOREIGN KEY (done_by) REFERENCES app.person(id),
  constraint forum_action_given_by FOREIGN KEY (given_by) REFERENCES app.person(id),
  constraint forum_action_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX forum_action_agency_index ON app.forum_action USING btree (area_id, agency_id);
CREATE INDEX forum_action_climbs ON app.forum_action USING btree (climbs_on) WHERE ((done_at IS NULL) AND (climbed_at IS NULL));
CREATE INDEX forum_action_discussion_index ON app.forum_action USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX forum_action_done_by_index ON app.forum_action USING btree (done_by);
CREATE INDEX forum_action_given_by_index ON app.forum_action USING btree (given_by);
CREATE INDEX forum_action_open ON app.forum_action USING btree (area_id, discussion_id, agency_id) WHERE (done_at IS NULL);
CREATE INDEX forum_action_open_agency ON app.forum_action USING btree (area_id, agency_id) WHERE (done_at IS NULL);
CREATE INDEX forum_action_person_index ON app.forum_action USING btree (person_id);
CREATE TRIGGER forum_action_done AFTER UPDATE ON app.forum_action FOR EACH ROW WHEN (old.done_at IS NULL AND new.done_at IS NOT NULL) EXECUTE FUNCTION app.forum_action_done();
CREATE TRIGGER forum_action_done_now BEFORE UPDATE ON app.forum_action FOR EACH ROW WHEN (old.done_at IS NULL AND new.done_at IS NOT NULL) EXECUTE FUNCTION app.forum_action_done();
CREATE TRIGGER forum_action_while_open AFTER INSERT ON app.forum_action FOR EACH ROW EXECUTE FUNCTION app.said_while_open('forum_action_while_open');
alter table app.forum_action enable row level security, force row level security;
create policy forum_gives on app.forum_action for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (given_by = ( SELECT app.person_id() AS person_id)) AND (done_at IS NULL)));
create policy owner_does on app.forum_action for update to app
  using (((done_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('run the forum'::text) AS my_young_people)::uuid[])) OR ((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (EXISTS ( SELECT 1
   FROM app.case_holding h
  WHERE ((h.area_id = forum_action.area_id) AND (h.young_person_id = forum_action.young_person_id) AND (h.agency_id = forum_action.agency_id) AND (h.until_at IS NULL))))) OR ((agency_id = ANY (( SELECT app.my_forum_agencies() AS my_forum_agencies)::uuid[])) AND (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))))))
  with check ((done_by = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.forum_action for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.forum_action for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.forum_action as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.forum_action to app;
grant insert (area_id, discussion_id, young_person_id, agency_id, person_id, says, due_on, climbs_on, given_by) on app.forum_action to app;
grant update (done_at, done_by, done_note) on app.forum_action to app;

create table app.forum_outcome (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  discussion_id uuid not null,
  finding text not null,
  finding_reason text not null,
  suitable boolean not null,
  would_benefit boolean not null,
  both_yes boolean generated always as ((suitable AND would_benefit)) stored not null,
  answers_reason text,
  no_quorum_reason text,
  corrects uuid,
  corrects_reason text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  constraint forum_outcome_pkey PRIMARY KEY (area_id, id),
  constraint forum_outcome_both_yes UNIQUE (area_id, id, young_person_id, both_yes),
  constraint forum_outcome_of_discussion UNIQUE (area_id, id, discussion_id),
  constraint forum_outcome_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint forum_outcome_answers_reason_length CHECK (length(answers_reason) >= 1 AND length(answers_reason) <= 20000),
  constraint forum_outcome_correction_has_a_reason CHECK ((corrects IS NULL) = (corrects_reason IS NULL)),
  constraint forum_outcome_corrects_reason_length CHECK (length(corrects_reason) >= 1 AND length(corrects_reason) <= 4000),
  constraint forum_outcome_finding CHECK (finding = ANY (ARRAY['at risk of'::text, 'subject to'::text, 'neither'::text])),
  constraint forum_outcome_finding_reason_length CHECK (length(finding_reason) >= 1 AND length(finding_reason) <= 20000),
  constraint forum_outcome_no_quorum_reason_length CHECK (length(no_quorum_reason) >= 1 AND length(no_quorum_reason) <= 4000),
  constraint forum_outcome_no_says_why CHECK (suitable AND would_benefit OR answers_reason IS NOT NULL),
  constraint forum_outcome_corrects FOREIGN KEY (area_id, corrects, discussion_id) REFERENCES app.forum_outcome(area_id, id, discussion_id),
  constraint forum_outcome_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint forum_outcome_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id)
);
CREATE UNIQUE INDEX forum_outcome_corrected_once ON app.forum_outcome USING btree (area_id, corrects) WHERE (corrects IS NOT NULL);
CREATE INDEX forum_outcome_corrects_index ON app.forum_outcome USING btree (area_id, corrects, discussion_id);
CREATE INDEX forum_outcome_discussion_index ON app.forum_outcome USING btree (area_id, discussion_id, young_person_id);
CREATE UNIQUE INDEX forum_outcome_first_once ON app.forum_outcome USING btree (area_id, discussion_id) WHERE (corrects IS NULL);
CREATE INDEX forum_outcome_recorded_by_index ON app.forum_outcome USING btree (recorded_by);
CREATE INDEX forum_outcome_young_person_index ON app.forum_outcome USING btree (area_id, young_person_id, recorded_at DESC);
CREATE TRIGGER forum_outcome_counts AFTER INSERT ON app.forum_outcome FOR EACH ROW EXECUTE FUNCTION app.forum_outcome_counts();
CREATE TRIGGER forum_outcome_on_its_day BEFORE INSERT ON app.forum_outcome FOR EACH ROW EXECUTE FUNCTION app.forum_outcome_on_its_day();
CREATE TRIGGER outcome_reaches_the_panel AFTER INSERT ON app.forum_outcome FOR EACH ROW EXECUTE FUNCTION app.outcome_reaches_the_panel();
alter table app.forum_outcome enable row level security, force row level security;
create policy forum_records on app.forum_outcome for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.forum_outcome for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.forum_outcome for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.forum_outcome as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.forum_outcome to app;
grant insert (area_id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, answers_reason, no_quorum_reason, corrects, corrects_reason, recorded_by) on app.forum_outcome to app;

create table app.hand_over (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  to_agency_id uuid not null,
  to_team_id uuid not null,
  to_person_id uuid,
  to_person_kind text,
  made_by_manager boolean default false not null,
  reason text not null,
  due_on date not null,
  asked_at timestamp with time zone default now() not null,
  asked_by uuid not null,
  from_team_id uuid not null,
  from_agency_id uuid not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by uuid,
  answer_reason text,
  to_agency_serves text default 'professional'::text not null,
  constraint hand_over_pkey PRIMARY KEY (area_id, id),
  constraint hand_over_agency_is_never_trusted_relationships CHECK (to_agency_serves = 'professional'::text),
  constraint hand_over_answer CHECK (answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'withdrawn'::text, 'overtaken'::text])),
  constraint hand_over_answer_is_whole CHECK ((answer IS NULL) = (answered_at IS NULL)),
  constraint hand_over_answer_reason_length CHECK (length(answer_reason) <= 4000),
  constraint hand_over_decline_has_a_reason CHECK (answer <> 'declined'::text OR answer_reason IS NOT NULL),
  constraint hand_over_due_soon CHECK (due_on <= ((asked_at AT TIME ZONE 'Europe/London'::text)::date + 31)),
  constraint hand_over_is_never_to_trusted_relationships CHECK (to_person_kind = 'professional'::text),
  constraint hand_over_person_has_kind CHECK ((to_person_id IS NULL) = (to_person_kind IS NULL)),
  constraint hand_over_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint hand_over_answered_by FOREIGN KEY (answered_by) REFERENCES app.person(id),
  constraint hand_over_asked_by FOREIGN KEY (asked_by) REFERENCES app.person(id),
  constraint hand_over_from_team FOREIGN KEY (area_id, from_team_id, from_agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint hand_over_to_agency FOREIGN KEY (area_id, to_agency_id, to_agency_serves) REFERENCES app.agency(area_id, id, serves),
  constraint hand_over_to_person FOREIGN KEY (to_person_id, to_person_kind) REFERENCES app.person(id, kind),
  constraint hand_over_to_team FOREIGN KEY (area_id, to_team_id, to_agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint hand_over_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX hand_over_answered_by_index ON app.hand_over USING btree (answered_by);
CREATE INDEX hand_over_asked_by_index ON app.hand_over USING btree (asked_by);
CREATE INDEX hand_over_from_team_index ON app.hand_over USING btree (area_id, from_team_id, from_agency_id);
CREATE UNIQUE INDEX hand_over_one_open ON app.hand_over USING btree (area_id, young_person_id) WHERE (answered_at IS NULL);
CREATE INDEX hand_over_open_team ON app.hand_over USING btree (area_id, to_team_id) WHERE (answered_at IS NULL);
CREATE INDEX hand_over_to_agency_index ON app.hand_over USING btree (area_id, to_agency_id, to_agency_serves);
CREATE INDEX hand_over_to_person_index ON app.hand_over USING btree (to_person_id, to_person_kind);
CREATE INDEX hand_over_to_team_index ON app.hand_over USING btree (area_id, to_team_id, to_agency_id);
CREATE INDEX hand_over_young_person_index ON app.hand_over USING btree (area_id, young_person_id, asked_at DESC);
CREATE TRIGGER hand_over_can_be_taken AFTER INSERT ON app.hand_over FOR EACH ROW WHEN (new.answered_at IS NULL) EXECUTE FUNCTION app.hand_over_can_be_taken();
CREATE TRIGGER hand_over_to_a_team_in_use BEFORE INSERT ON app.hand_over FOR EACH ROW EXECUTE FUNCTION app.hand_over_to_a_team_in_use();
alter table app.hand_over enable row level security, force row level security;
create policy ask_it on app.hand_over for insert to app
  with check (((asked_by = ( SELECT app.person_id() AS person_id)) AND (NOT made_by_manager) AND (answered_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('hand over'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.hand_over for all to tr_owner
  using (true)
  with check (true);
create policy read_s1 on app.hand_over for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read the case history'::text) AS my_young_people)::uuid[])));
create policy walled on app.hand_over as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.hand_over to app;
grant insert (area_id, id, young_person_id, to_agency_id, to_team_id, to_person_id, to_person_kind, reason, due_on, asked_by, from_team_id, from_agency_id) on app.hand_over to app;

create table app.identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  bound_at timestamp with time zone default now() not null,
  ended_at timestamp with time zone,
  constraint identity_pkey PRIMARY KEY (issuer, subject),
  constraint identity_subject_length CHECK (length(subject) >= 1 AND length(subject) <= 255),
  constraint identity_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX identity_person_index ON app.identity USING btree (person_id);
alter table app.identity enable row level security, force row level security;
create policy owner_everything on app.identity for all to tr_owner
  using (true)
  with check (true);

create table app.invitation (
  id uuid default uuidv7() not null,
  code_hash bytea not null,
  person_id uuid not null,
  made_by uuid,
  made_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  locator text,
  tries_left smallint,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_code_is_unique UNIQUE (code_hash),
  constraint invitation_in_person CHECK ((locator IS NULL) = (tries_left IS NULL)),
  constraint invitation_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint invitation_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX invitation_locator_index ON app.invitation USING btree (locator) WHERE (locator IS NOT NULL);
CREATE INDEX invitation_made_by_index ON app.invitation USING btree (made_by);
CREATE INDEX invitation_person_index ON app.invitation USING btree (person_id);
alter table app.invitation enable row level security, force row level security;
create policy owner_everything on app.invitation for all to tr_owner
  using (true)
  with check (true);

create table app.keep_apart (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  other_id uuid,
  worker_id uuid,
  other_words text,
  own_past boolean default false not null,
  how_far text not null,
  reason text,
  evidence text,
  confirmed_by text,
  review_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_reason text,
  moved_at timestamp with time zone,
  other_role text,
  other_area_id uuid,
  worker_area_id uuid,
  constraint keep_apart_pkey PRIMARY KEY (area_id, id),
  constraint keep_apart_closed_reason_length CHECK (length(closed_reason) >= 1 AND length(closed_reason) <= 10000),
  constraint keep_apart_closing_is_whole CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closed_reason IS NULL)),
  constraint keep_apart_confirmed_by_length CHECK (length(confirmed_by) >= 1 AND length(confirmed_by) <= 200),
  constraint keep_apart_evidence_length CHECK (length(evidence) >= 1 AND length(evidence) <= 10000),
  constraint keep_apart_how_far CHECK (how_far = ANY (ARRAY['no contact at all'::text, 'not in the same place at the same time'::text, 'not matched'::text])),
  constraint keep_apart_of_two CHECK (num_nonnulls(other_id, worker_id, other_words) = 1 AND other_id IS DISTINCT FROM young_person_id),
  constraint keep_apart_other_is_of_an_area CHECK ((other_id IS NULL) = (other_area_id IS NULL)),
  constraint keep_apart_other_role CHECK (other_role = ANY (ARRAY['family or network'::text, 'poses a risk'::text, 'somebody else'::text])),
  constraint keep_apart_other_words_length CHECK (length(other_words) >= 1 AND length(other_words) <= 500),
  constraint keep_apart_own_past_is_not_written_down CHECK (own_past = (reason IS NULL) AND own_past = (evidence IS NULL) AND own_past = (confirmed_by IS NOT NULL)),
  constraint keep_apart_own_past_is_of_a_worker CHECK (NOT own_past OR worker_id IS NOT NULL),
  constraint keep_apart_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 10000),
  constraint keep_apart_role_of_words CHECK (other_role IS NULL OR other_words IS NOT NULL),
  constraint keep_apart_worker_is_of_an_area CHECK ((worker_id IS NULL) = (worker_area_id IS NULL)),
  constraint keep_apart_closed_by FOREIGN KEY (closed_by) REFERENCES app.person(id),
  constraint keep_apart_other_young_person FOREIGN KEY (other_area_id, other_id) REFERENCES app.young_person(area_id, id),
  constraint keep_apart_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint keep_apart_worker FOREIGN KEY (worker_area_id, worker_id) REFERENCES app.worker(area_id, id),
  constraint keep_apart_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX keep_apart_closed_by_index ON app.keep_apart USING btree (closed_by);
CREATE INDEX keep_apart_other_area_index ON app.keep_apart USING btree (other_area_id, other_id);
CREATE INDEX keep_apart_other_index ON app.keep_apart USING btree (area_id, other_id);
CREATE INDEX keep_apart_recorded_by_index ON app.keep_apart USING btree (recorded_by);
CREATE INDEX keep_apart_worker_area_index ON app.keep_apart USING btree (worker_area_id, worker_id);
CREATE INDEX keep_apart_young_person_index ON app.keep_apart USING btree (area_id, young_person_id);
CREATE TRIGGER keep_apart_calls_off AFTER INSERT ON app.keep_apart FOR EACH ROW WHEN (new.other_words IS NULL AND new.closed_at IS NULL AND new.how_far <> 'not matched'::text) EXECUTE FUNCTION app.keep_apart_calls_off();
CREATE TRIGGER keep_apart_closes BEFORE UPDATE ON app.keep_apart FOR EACH ROW WHEN (old.closed_by IS NULL AND new.closed_by IS NOT NULL) EXECUTE FUNCTION app.keep_apart_closes();
CREATE TRIGGER keep_apart_from_somebody_seen BEFORE INSERT ON app.keep_apart FOR EACH ROW WHEN (new.other_id IS NOT NULL AND CURRENT_USER = 'app'::name) EXECUTE FUNCTION app.link_to_somebody_seen();
CREATE TRIGGER keep_apart_holds AFTER INSERT ON app.keep_apart FOR EACH ROW EXECUTE FUNCTION app.keep_apart_holds();
CREATE TRIGGER keep_apart_other_area BEFORE INSERT ON app.keep_apart FOR EACH ROW WHEN (new.other_id IS NOT NULL) EXECUTE FUNCTION app.keep_apart_other_area();
CREATE TRIGGER keep_apart_worker_area BEFORE INSERT ON app.keep_apart FOR EACH ROW WHEN (new.worker_id IS NOT NULL) EXECUTE FUNCTION app.keep_apart_worker_area();
CREATE TRIGGER known_since_the_brief AFTER INSERT ON app.keep_apart FOR EACH ROW WHEN (new.closed_at IS NULL) EXECUTE FUNCTION app.known_since_the_brief();
CREATE TRIGGER stops_known_adults AFTER INSERT ON app.keep_apart FOR EACH ROW WHEN (new.other_words IS NOT NULL) EXECUTE FUNCTION app.stops_known_adults();
CREATE TRIGGER stops_matches AFTER INSERT ON app.keep_apart FOR EACH ROW WHEN (new.worker_id IS NOT NULL AND new.closed_at IS NULL) EXECUTE FUNCTION app.stops_matches();
CREATE TRIGGER then_looks_at_matches AFTER INSERT ON app.keep_apart FOR EACH ROW WHEN (new.worker_id IS NOT NULL AND new.closed_at IS NULL) EXECUTE FUNCTION app.looks_at_their_matches();
CREATE TRIGGER who_meets_whom BEFORE INSERT ON app.keep_apart FOR EACH ROW EXECUTE FUNCTION app.who_meets_whom();
alter table app.keep_apart enable row level security, force row level security;
create policy owner_everything on app.keep_apart for all to tr_owner
  using (true)
  with check (true);
create policy read_s5 on app.keep_apart for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR ((other_area_id = area_id) AND (other_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[]))))));
create policy walled on app.keep_apart as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy walled_from_the_other on app.keep_apart as restrictive for all to app
  using (((other_id IS NULL) OR (other_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
create policy who_keeps_apart on app.keep_apart for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('keep apart'::text) AS my_young_people)::uuid[]))));
create policy young_people_are_not_matched on app.keep_apart as restrictive for insert to app
  with check (((how_far <> 'not matched'::text) OR (other_id IS NULL)));
grant select on app.keep_apart to app;
grant insert (area_id, id, young_person_id, other_id, worker_id, other_words, own_past, how_far, reason, evidence, confirmed_by, review_on, recorded_by, other_role) on app.keep_apart to app;

create table app.keep_apart_look (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  keep_apart_id uuid not null,
  says text not null,
  next_on date not null,
  looked_at timestamp with time zone default now() not null,
  looked_by uuid not null,
  constraint keep_apart_look_pkey PRIMARY KEY (area_id, id),
  constraint keep_apart_look_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint keep_apart_look_by FOREIGN KEY (looked_by) REFERENCES app.person(id),
  constraint keep_apart_look_of FOREIGN KEY (area_id, keep_apart_id) REFERENCES app.keep_apart(area_id, id)
);
CREATE INDEX keep_apart_look_by_index ON app.keep_apart_look USING btree (looked_by);
CREATE INDEX keep_apart_look_of_index ON app.keep_apart_look USING btree (area_id, keep_apart_id);
alter table app.keep_apart_look enable row level security, force row level security;
create policy owner_everything on app.keep_apart_look for all to tr_owner
  using (true)
  with check (true);

create table app.known_adult (
  area_id uuid not null,
  id uuid default uuidv7() not null,
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
  proposed_at timestamp with time zone default now() not null,
  proposed_by uuid not null,
  approved_at timestamp with time zone,
  approved_by uuid,
  approval_says text,
  supported_by uuid,
  every_days smallint,
  next_contact_on date,
  review_on date,
  ended_on date,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  end_says text,
  stopped_at timestamp with time zone,
  counts boolean generated always as (((approved_at IS NOT NULL) AND (ended_at IS NULL) AND (stopped_at IS NULL))) stored,
  version integer default 1 not null,
  constraint known_adult_pkey PRIMARY KEY (area_id, id),
  constraint known_adult_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint known_adult_approval_is_whole CHECK (num_nonnulls(approved_at, approved_by, approval_says, supported_by, every_days, next_contact_on, review_on) = ANY (ARRAY[0, 7])),
  constraint known_adult_approval_says_length CHECK (length(approval_says) >= 1 AND length(approval_says) <= 10000),
  constraint known_adult_approved_by_another CHECK (approved_by <> proposed_by),
  constraint known_adult_end_is_whole CHECK (num_nonnulls(ended_on, ended_at, ended_by, end_reason, end_says) = ANY (ARRAY[0, 5])),
  constraint known_adult_end_reason CHECK (end_reason = ANY (ARRAY['as planned'::text, 'the young person wished it'::text, 'the adult wished it'::text, 'not approved'::text, 'it is not safe'::text, 'the strand ended'::text])),
  constraint known_adult_end_says_length CHECK (length(end_says) >= 1 AND length(end_says) <= 10000),
  constraint known_adult_every_days CHECK (every_days >= 1 AND every_days <= 365),
  constraint known_adult_knowledge_length CHECK (length(knowledge) >= 1 AND length(knowledge) <= 10000),
  constraint known_adult_known_since_length CHECK (length(known_since) >= 1 AND length(known_since) <= 200),
  constraint known_adult_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint known_adult_phone_length CHECK (length(phone) >= 1 AND length(phone) <= 50),
  constraint known_adult_relation_length CHECK (length(relation) >= 1 AND length(relation) <= 200),
  constraint known_adult_words_length CHECK (length(words) >= 1 AND length(words) <= 20000),
  constraint known_adult_approved_by FOREIGN KEY (approved_by) REFERENCES app.person(id),
  constraint known_adult_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint known_adult_proposed_by FOREIGN KEY (proposed_by) REFERENCES app.person(id),
  constraint known_adult_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key),
  constraint known_adult_strand FOREIGN KEY (area_id, strand_allocation_id, young_person_id) REFERENCES app.strand_allocation(area_id, id, young_person_id),
  constraint known_adult_supported_by FOREIGN KEY (supported_by) REFERENCES app.person(id)
);
CREATE INDEX known_adult_approved_by_index ON app.known_adult USING btree (approved_by);
CREATE INDEX known_adult_due_index ON app.known_adult USING btree (next_contact_on, review_on) WHERE counts;
CREATE INDEX known_adult_ended_by_index ON app.known_adult USING btree (ended_by);
CREATE UNIQUE INDEX known_adult_one_that_counts ON app.known_adult USING btree (area_id, strand_allocation_id) WHERE counts;
CREATE INDEX known_adult_proposed_by_index ON app.known_adult USING btree (proposed_by);
CREATE INDEX known_adult_service_index ON app.known_adult USING btree (area_id, service_key);
CREATE INDEX known_adult_strand_index ON app.known_adult USING btree (area_id, strand_allocation_id, young_person_id);
CREATE INDEX known_adult_supported_by_index ON app.known_adult USING btree (supported_by);
CREATE INDEX known_adult_young_person_index ON app.known_adult USING btree (area_id, young_person_id);
CREATE TRIGGER known_adult_changes BEFORE UPDATE ON app.known_adult FOR EACH ROW EXECUTE FUNCTION app.known_adult_changes();
CREATE TRIGGER known_adult_named AFTER INSERT ON app.known_adult FOR EACH ROW EXECUTE FUNCTION app.known_adult_named();
CREATE TRIGGER waits_no_more AFTER UPDATE OF approved_by ON app.known_adult FOR EACH ROW WHEN (old.approved_at IS NULL AND new.approved_at IS NOT NULL) EXECUTE FUNCTION app.waits_no_more();
alter table app.known_adult enable row level security, force row level security;
create policy manager_changes on app.known_adult for update to app
  using (((ended_at IS NULL) AND (((area_id || ':'::text) || service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])) AND (young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[]))))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[])));
create policy owner_everything on app.known_adult for all to tr_owner
  using (true)
  with check (true);
create policy read_s2_and_s3 on app.known_adult for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])) AND (young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[]))));
create policy walled on app.known_adult as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_names on app.known_adult for insert to app
  with check (((proposed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('name a known adult'::text) AS my_young_people)::uuid[]))));
grant select on app.known_adult to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, service_key, name, phone, relation, known_since, words, agreed_on, knowledge, proposed_by) on app.known_adult to app;
grant update (approved_by, approval_says, supported_by, every_days, next_contact_on, review_on, ended_on, ended_by, end_reason, end_says, version) on app.known_adult to app;

create table app.known_adult_step (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  known_adult_id uuid not null,
  young_person_id uuid not null,
  kind text not null,
  done_on date not null,
  done_by text not null,
  outcome text,
  says text not null,
  next_on date,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  constraint known_adult_step_pkey PRIMARY KEY (area_id, id),
  constraint known_adult_step_done_by_length CHECK (length(done_by) >= 1 AND length(done_by) <= 200),
  constraint known_adult_step_kind CHECK (kind = ANY (ARRAY['check'::text, 'contact'::text, 'review'::text])),
  constraint known_adult_step_next CHECK ((kind = 'check'::text) = (next_on IS NULL)),
  constraint known_adult_step_outcome CHECK ((kind = 'check'::text) = (outcome IS NOT NULL) AND (outcome = ANY (ARRAY['in order'::text, 'not in order'::text]))),
  constraint known_adult_step_says_length CHECK (length(says) >= 1 AND length(says) <= 20000),
  constraint known_adult_step_of FOREIGN KEY (area_id, known_adult_id, young_person_id) REFERENCES app.known_adult(area_id, id, young_person_id),
  constraint known_adult_step_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id)
);
CREATE INDEX known_adult_step_of_index ON app.known_adult_step USING btree (area_id, known_adult_id, young_person_id);
CREATE INDEX known_adult_step_recorded_by_index ON app.known_adult_step USING btree (recorded_by);
CREATE INDEX known_adult_step_young_person_index ON app.known_adult_step USING btree (area_id, young_person_id);
CREATE TRIGGER known_adult_steps AFTER INSERT ON app.known_adult_step FOR EACH ROW EXECUTE FUNCTION app.known_adult_steps();
alter table app.known_adult_step enable row level security, force row level security;
create policy owner_everything on app.known_adult_step for all to tr_owner
  using (true)
  with check (true);
create policy read_s2_and_s3 on app.known_adult_step for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])) AND (young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[]))));
create policy walled on app.known_adult_step as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_names on app.known_adult_step for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('name a known adult'::text) AS my_young_people)::uuid[]))));
grant select on app.known_adult_step to app;
grant insert (area_id, id, known_adult_id, young_person_id, kind, done_on, done_by, outcome, says, next_on, recorded_by) on app.known_adult_step to app;

create table app.lawful_share (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  categories text[] not null,
  items text not null,
  basis text not null,
  purpose text not null,
  necessity text not null,
  told text not null,
  told_reason text,
  decided_by text not null,
  decided_on date not null,
  review_on date not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid not null,
  reviewed_at timestamp with time zone,
  reviewed_by uuid,
  reviewed_reason text,
  ended_at timestamp with time zone,
  version integer default 1 not null,
  constraint lawful_share_pkey PRIMARY KEY (area_id, id),
  constraint lawful_share_basis CHECK (basis = ANY (ARRAY['public task'::text, 'legal obligation'::text, 'vital interests'::text, 'legitimate interests'::text])),
  constraint lawful_share_categories CHECK (categories <> '{}'::text[] AND categories <@ '{identity,contact,assessment,plan,notes,measures}'::text[]),
  constraint lawful_share_decided_by_length CHECK (length(decided_by) >= 1 AND length(decided_by) <= 200),
  constraint lawful_share_items_length CHECK (length(items) >= 1 AND length(items) <= 10000),
  constraint lawful_share_necessity_length CHECK (length(necessity) >= 1 AND length(necessity) <= 10000),
  constraint lawful_share_purpose CHECK (purpose = ANY (ARRAY['early help'::text, 'safeguarding'::text, 'public protection'::text])),
  constraint lawful_share_review_follows CHECK (review_on > decided_on),
  constraint lawful_share_review_is_whole CHECK ((reviewed_at IS NULL) = (reviewed_by IS NULL) AND (reviewed_at IS NULL) = (reviewed_reason IS NULL) AND (ended_at IS NULL OR reviewed_at IS NOT NULL)),
  constraint lawful_share_reviewed_reason_length CHECK (length(reviewed_reason) >= 1 AND length(reviewed_reason) <= 10000),
  constraint lawful_share_told CHECK (told = ANY (ARRAY['told'::text, 'not safe'::text, 'not practicable'::text])),
  constraint lawful_share_told_or_why CHECK ((told = 'told'::text) = (told_reason IS NULL)),
  constraint lawful_share_told_reason_length CHECK (length(told_reason) >= 1 AND length(told_reason) <= 10000),
  constraint lawful_share_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint lawful_share_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint lawful_share_reviewed_by FOREIGN KEY (reviewed_by) REFERENCES app.person(id),
  constraint lawful_share_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX lawful_share_agency_index ON app.lawful_share USING btree (area_id, agency_id, young_person_id);
CREATE INDEX lawful_share_newest ON app.lawful_share USING btree (area_id, recorded_at DESC, id DESC);
CREATE INDEX lawful_share_recorded_by_index ON app.lawful_share USING btree (recorded_by);
CREATE INDEX lawful_share_reviewed_by_index ON app.lawful_share USING btree (reviewed_by);
CREATE INDEX lawful_share_young_person_index ON app.lawful_share USING btree (area_id, young_person_id);
CREATE TRIGGER lawful_share_holds AFTER INSERT OR UPDATE ON app.lawful_share FOR EACH ROW EXECUTE FUNCTION app.lawful_share_holds();
CREATE TRIGGER lawful_share_now BEFORE UPDATE ON app.lawful_share FOR EACH ROW EXECUTE FUNCTION app.lawful_share_now();
alter table app.lawful_share enable row level security, force row level security;
create policy owner_everything on app.lawful_share for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.lawful_share for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.lawful_share as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_shares_records on app.lawful_share for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('share without consent'::text) AS my_young_people)::uuid[]))));
create policy who_shares_reviews on app.lawful_share for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('share without consent'::text) AS my_young_people)::uuid[])))
  with check (((reviewed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('share without consent'::text) AS my_young_people)::uuid[]))));
grant select on app.lawful_share to app;
grant insert (area_id, id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, told_reason, decided_by, decided_on, review_on, recorded_by) on app.lawful_share to app;
grant update (review_on, reviewed_at, reviewed_by, reviewed_reason, ended_at, version) on app.lawful_share to app;

create table app.local_picture (
  area_id uuid not null,
  young_person_id uuid not null,
  active_places text[] default '{}'::text[] not null,
  originating_networks text[] default '{}'::text[] not null,
  flags text[] default '{}'::text[] not null,
  note text,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid not null,
  version integer default 1 not null,
  constraint local_picture_pkey PRIMARY KEY (area_id, young_person_id),
  constraint local_picture_note_length CHECK (length(note) <= 50000),
  constraint local_picture_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint local_picture_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX local_picture_changed_by_index ON app.local_picture USING btree (changed_by);
CREATE TRIGGER keeps_history AFTER INSERT OR UPDATE ON app.local_picture FOR EACH ROW EXECUTE FUNCTION app.keeps_history('active_places', '4', 'networks active in', 'originating_networks', '4', 'networks from', 'flags', '4', 'what happens around them', 'note', '4', 'note on the local picture');
alter table app.local_picture enable row level security, force row level security;
create policy change_it on app.local_picture for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[])))
  with check (((changed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.local_picture for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.local_picture for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy record_it on app.local_picture for insert to app
  with check (((changed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[]))));
create policy walled on app.local_picture as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.local_picture to app;
grant update (active_places, originating_networks, flags, note, changed_at, changed_by, version) on app.local_picture to app;

create table app.lone_visit (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_id uuid not null,
  started_at timestamp with time zone default now() not null,
  back_by timestamp with time zone not null,
  going text,
  checked_in_at timestamp with time zone,
  overdue_at timestamp with time zone,
  seen_to_at timestamp with time zone,
  seen_to_by uuid,
  constraint lone_visit_pkey PRIMARY KEY (area_id, id),
  constraint lone_visit_back_by CHECK (back_by > started_at AND back_by <= (started_at + '16:00:00'::interval)),
  constraint lone_visit_going_length CHECK (length(going) >= 1 AND length(going) <= 300),
  constraint lone_visit_seen_to_is_whole CHECK ((seen_to_at IS NULL) = (seen_to_by IS NULL)),
  constraint lone_visit_seen_to_by FOREIGN KEY (seen_to_by) REFERENCES app.person(id),
  constraint lone_visit_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX lone_visit_due ON app.lone_visit USING btree (back_by) WHERE ((checked_in_at IS NULL) AND (seen_to_at IS NULL) AND (overdue_at IS NULL));
CREATE UNIQUE INDEX lone_visit_one_at_a_time ON app.lone_visit USING btree (area_id, worker_id) WHERE ((checked_in_at IS NULL) AND (seen_to_at IS NULL));
CREATE INDEX lone_visit_seen_to_by_index ON app.lone_visit USING btree (seen_to_by);
CREATE INDEX lone_visit_worker_index ON app.lone_visit USING btree (area_id, worker_id, started_at DESC);
alter table app.lone_visit enable row level security, force row level security;
create policy managed_or_own on app.lone_visit for select to app
  using (((worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR (worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[]))));
create policy owner_everything on app.lone_visit for all to tr_owner
  using (true)
  with check (true);
create policy worker_goes on app.lone_visit for insert to app
  with check ((worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[])));
grant select on app.lone_visit to app;
grant insert (area_id, id, worker_id, back_by, going) on app.lone_visit to app;

create table app.lone_visit_note (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  visit_id uuid not null,
  safe boolean not null,
  says text not null,
  written_at timestamp with time zone default now() not null,
  written_by uuid not null,
  constraint lone_visit_note_pkey PRIMARY KEY (area_id, id),
  constraint lone_visit_note_says_length CHECK (length(says) >= 1 AND length(says) <= 2000),
  constraint lone_visit_note_visit FOREIGN KEY (area_id, visit_id) REFERENCES app.lone_visit(area_id, id),
  constraint lone_visit_note_written_by FOREIGN KEY (written_by) REFERENCES app.person(id)
);
CREATE INDEX lone_visit_note_visit_index ON app.lone_visit_note USING btree (area_id, visit_id);
CREATE INDEX lone_visit_note_written_by_index ON app.lone_visit_note USING btree (written_by);
alter table app.lone_visit_note enable row level security, force row level security;
create policy owner_everything on app.lone_visit_note for all to tr_owner
  using (true)
  with check (true);

create table app.mailing (
  id uuid default uuidv7() not null,
  person_id uuid not null,
  kind text not null,
  for_on date default ((now() AT TIME ZONE 'Europe/London'::text))::date not null,
  made_at timestamp with time zone default now() not null,
  handed_over_at timestamp with time zone,
  constraint mailing_pkey PRIMARY KEY (id),
  constraint mailing_kind CHECK (kind = ANY (ARRAY['today'::text, 'digest'::text])),
  constraint mailing_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE UNIQUE INDEX mailing_one_at_a_time ON app.mailing USING btree (person_id, kind) WHERE (handed_over_at IS NULL);
CREATE UNIQUE INDEX mailing_one_digest_a_day ON app.mailing USING btree (person_id, for_on) WHERE (kind = 'digest'::text);
CREATE INDEX mailing_person_index ON app.mailing USING btree (person_id);
alter table app.mailing enable row level security, force row level security;
create policy owner_everything on app.mailing for all to tr_owner
  using (true)
  with check (true);

create table app.match (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  service_key text not null,
  worker_id uuid not null,
  reason text not null,
  first_id uuid,
  other_reason text,
  accepts text[] default '{}'::text[] not null,
  accepts_reason text,
  approved_at timestamp with time zone,
  approved_by uuid,
  planned_on date not null,
  introduced_by text not null,
  introduction_how text not null,
  introduced_on date,
  started_on date,
  made_at timestamp with time zone default now() not null,
  made_by uuid not null,
  ended_on date,
  ended_at timestamp with time zone,
  ended_by uuid,
  end_reason text,
  goodbye text,
  passed_on text,
  stopped_at timestamp with time zone,
  version integer default 1 not null,
  counts boolean generated always as (((ended_at IS NULL) AND (stopped_at IS NULL) AND ((accepts = '{}'::text[]) OR (approved_at IS NOT NULL)))) stored,
  follows_id uuid,
  handing_over_at timestamp with time zone,
  proposed_id uuid,
  worker_left boolean default false not null,
  constraint match_pkey PRIMARY KEY (area_id, id),
  constraint match_with_young_person UNIQUE (area_id, id, young_person_id),
  constraint match_accepts CHECK (accepts <@ '{supervision,training,times,places,wish}'::text[]),
  constraint match_accepts_reason_length CHECK (length(accepts_reason) >= 1 AND length(accepts_reason) <= 10000),
  constraint match_accepts_with_a_reason CHECK ((accepts = '{}'::text[]) = (accepts_reason IS NULL)),
  constraint match_approval_is_whole CHECK ((approved_at IS NULL) = (approved_by IS NULL)),
  constraint match_approved_by_another CHECK (approved_by <> made_by),
  constraint match_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (ended_on IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
  constraint match_end_reason CHECK (end_reason = ANY (ARRAY['we did not reach them'::text, 'as planned'::text, 'somebody else takes over'::text, 'the young person wished it'::text, 'the worker leaves'::text, 'it was not the right match'::text, 'it is not safe'::text, 'the strand ended'::text, 'it was not approved'::text, 'the young person died'::text])),
  constraint match_ended_after_it_began CHECK (ended_on >= GREATEST(introduced_on, started_on)),
  constraint match_goodbye_length CHECK (length(goodbye) >= 1 AND length(goodbye) <= 10000),
  constraint match_goodbye_with_the_end CHECK (ended_at IS NULL OR goodbye IS NOT NULL),
  constraint match_introduced_before_it_started CHECK (started_on IS NULL OR introduced_on IS NOT NULL AND started_on >= introduced_on),
  constraint match_introduced_by_length CHECK (length(introduced_by) >= 1 AND length(introduced_by) <= 200),
  constraint match_introduction_how_length CHECK (length(introduction_how) >= 1 AND length(introduction_how) <= 10000),
  constraint match_other_reason_length CHECK (length(other_reason) >= 1 AND length(other_reason) <= 10000),
  constraint match_other_with_a_reason CHECK (first_id IS NULL OR first_id = worker_id OR other_reason IS NOT NULL),
  constraint match_passed_on_length CHECK (length(passed_on) >= 1 AND length(passed_on) <= 10000),
  constraint match_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 10000),
  constraint match_approved_by FOREIGN KEY (approved_by) REFERENCES app.person(id),
  constraint match_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint match_first FOREIGN KEY (area_id, first_id) REFERENCES app.worker(area_id, id),
  constraint match_follows FOREIGN KEY (area_id, follows_id) REFERENCES app.match(area_id, id),
  constraint match_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint match_proposed FOREIGN KEY (area_id, proposed_id) REFERENCES app.worker(area_id, id),
  constraint match_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key),
  constraint match_strand FOREIGN KEY (area_id, strand_allocation_id, young_person_id) REFERENCES app.strand_allocation(area_id, id, young_person_id),
  constraint match_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX match_all_of_worker_index ON app.match USING btree (area_id, worker_id);
CREATE INDEX match_approved_by_index ON app.match USING btree (approved_by);
CREATE INDEX match_counts ON app.match USING btree (area_id, worker_id) WHERE counts;
CREATE INDEX match_ended_by_index ON app.match USING btree (ended_by);
CREATE INDEX match_first_index ON app.match USING btree (area_id, first_id);
CREATE INDEX match_follows_index ON app.match USING btree (area_id, follows_id);
CREATE INDEX match_made_by_index ON app.match USING btree (made_by);
CREATE UNIQUE INDEX match_one_open ON app.match USING btree (area_id, strand_allocation_id) WHERE ((ended_at IS NULL) AND (handing_over_at IS NULL));
CREATE INDEX match_proposed_index ON app.match USING btree (area_id, proposed_id);
CREATE INDEX match_service_index ON app.match USING btree (area_id, service_key);
CREATE INDEX match_strand_index ON app.match USING btree (area_id, strand_allocation_id, young_person_id);
CREATE INDEX match_worker_index ON app.match USING btree (area_id, worker_id) WHERE (ended_at IS NULL);
CREATE INDEX match_young_person_index ON app.match USING btree (area_id, young_person_id, made_at DESC);
CREATE TRIGGER drafts_end_with_the_match AFTER UPDATE ON app.match FOR EACH ROW WHEN (old.stopped_at IS NULL AND new.stopped_at IS NOT NULL OR old.end_reason IS NULL AND (new.end_reason = ANY (ARRAY['it is not safe'::text, 'the worker leaves'::text]))) EXECUTE FUNCTION app.drafts_end_with_the_match();
CREATE TRIGGER goodbye_lets_who_takes_over_go_on AFTER UPDATE OF ended_at, ended_by ON app.match FOR EACH ROW WHEN (old.ended_at IS NULL AND new.ended_at IS NOT NULL) EXECUTE FUNCTION app.goodbye_lets_who_takes_over_go_on();
CREATE TRIGGER introduction_in_neutral_words AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.introduction_in_neutral_words();
CREATE TRIGGER keeps_history AFTER UPDATE OF planned_on, introduced_by, introduction_how, introduced_on, started_on ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_keeps_history();
CREATE TRIGGER match_asks_again_for_a_brief AFTER UPDATE ON app.match FOR EACH ROW WHEN (old.counts IS DISTINCT FROM new.counts OR old.worker_id <> new.worker_id) EXECUTE FUNCTION app.match_asks_for_a_brief();
CREATE TRIGGER match_asks_for_a_brief AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_asks_for_a_brief();
CREATE TRIGGER match_changes BEFORE UPDATE ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_changes();
CREATE TRIGGER match_ended AFTER UPDATE OF ended_at, ended_by ON app.match FOR EACH ROW WHEN (old.ended_at IS NULL AND new.ended_at IS NOT NULL) EXECUTE FUNCTION app.match_ended();
CREATE TRIGGER match_ends_once_made BEFORE UPDATE OF ended_on ON app.match FOR EACH ROW WHEN (new.ended_on IS DISTINCT FROM old.ended_on AND new.introduced_on IS NULL) EXECUTE FUNCTION app.match_ends_once_made();
CREATE TRIGGER match_holds AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_holds();
CREATE TRIGGER match_made AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_made();
CREATE TRIGGER match_over AFTER UPDATE ON app.match FOR EACH ROW WHEN (old.ended_at IS NULL AND new.ended_at IS NOT NULL OR old.stopped_at IS NULL AND new.stopped_at IS NOT NULL) EXECUTE FUNCTION app.match_over();
CREATE TRIGGER match_takes_over AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.match_takes_over();
CREATE TRIGGER pauses_follow_the_strand AFTER INSERT ON app.match FOR EACH ROW EXECUTE FUNCTION app.pauses_follow_the_strand();
CREATE TRIGGER read_before_they_meet AFTER UPDATE OF started_on ON app.match FOR EACH ROW WHEN (new.started_on IS NOT NULL AND old.started_on IS NULL) EXECUTE FUNCTION app.read_before_they_meet();
CREATE TRIGGER still_in_neutral_words AFTER UPDATE OF introduction_how, introduced_by, passed_on ON app.match FOR EACH ROW WHEN (old.introduction_how <> new.introduction_how OR old.introduced_by <> new.introduced_by OR old.passed_on IS DISTINCT FROM new.passed_on) EXECUTE FUNCTION app.introduction_in_neutral_words();
CREATE TRIGGER tried_before_it_ends AFTER UPDATE OF end_reason ON app.match FOR EACH ROW WHEN (new.end_reason = 'we did not reach them'::text AND old.end_reason IS DISTINCT FROM new.end_reason) EXECUTE FUNCTION app.tried_before_it_ends();
CREATE TRIGGER waits_no_more AFTER INSERT OR UPDATE OF approved_at ON app.match FOR EACH ROW WHEN (new.ended_at IS NULL AND new.stopped_at IS NULL AND (new.accepts = '{}'::text[] OR new.approved_at IS NOT NULL)) EXECUTE FUNCTION app.waits_no_more();
alter table app.match enable row level security, force row level security;
create policy manager_changes on app.match for update to app
  using (((ended_at IS NULL) AND (((area_id || ':'::text) || service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])) AND (young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[]))))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[])));
create policy manager_makes on app.match for insert to app
  with check (((made_by = ( SELECT app.person_id() AS person_id)) AND (((area_id || ':'::text) || service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])) AND (young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[]))));
create policy of_their_strand on app.match as restrictive for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read every strand'::text) AS my_young_people)::uuid[])) OR (((area_id || ':'::text) || service_key) = ANY (( SELECT app.my_services() AS my_services)::text[]))));
create policy owner_everything on app.match for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.match for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.match as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.match to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, service_key, worker_id, reason, first_id, other_reason, accepts, accepts_reason, planned_on, introduced_by, introduction_how, made_by, follows_id, proposed_id) on app.match to app;
grant update (planned_on, introduced_by, introduction_how, introduced_on, started_on, ended_on, ended_by, end_reason, goodbye, passed_on, version, handing_over_at) on app.match to app;

create table app.match_pause (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid not null,
  why text not null,
  from_at timestamp with time zone default now() not null,
  paused_by uuid,
  says text,
  decide_by date not null,
  decided_at timestamp with time zone,
  decided_by uuid,
  decided_as text,
  decided_says text,
  look_again_on date,
  over_at timestamp with time zone,
  over_by uuid,
  over_says text,
  constraint match_pause_pkey PRIMARY KEY (area_id, id),
  constraint match_pause_asked_by_somebody CHECK ((why = 'asked'::text) = (paused_by IS NOT NULL) AND (why = 'asked'::text) = (says IS NOT NULL)),
  constraint match_pause_decided_as CHECK (decided_as = ANY (ARRAY['wait'::text, 'goodbye'::text])),
  constraint match_pause_decided_says_length CHECK (length(decided_says) >= 1 AND length(decided_says) <= 10000),
  constraint match_pause_decision_is_whole CHECK (num_nonnulls(decided_at, decided_by, decided_as, decided_says) = ANY (ARRAY[0, 4])),
  constraint match_pause_looked_at_again CHECK ((look_again_on IS NULL) = (decided_as IS DISTINCT FROM 'wait'::text)),
  constraint match_pause_over_by_somebody CHECK (over_by IS NULL OR over_at IS NOT NULL AND over_says IS NOT NULL),
  constraint match_pause_over_says_length CHECK (length(over_says) >= 1 AND length(over_says) <= 10000),
  constraint match_pause_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint match_pause_why CHECK (why = ANY (ARRAY['limb'::text, 'limb gone'::text, 'check'::text, 'away'::text, 'wall'::text, 'no yes'::text, 'asked'::text, 'hand-over'::text])),
  constraint match_pause_decided_by FOREIGN KEY (decided_by) REFERENCES app.person(id),
  constraint match_pause_match FOREIGN KEY (area_id, match_id) REFERENCES app.match(area_id, id),
  constraint match_pause_over_by FOREIGN KEY (over_by) REFERENCES app.person(id),
  constraint match_pause_paused_by FOREIGN KEY (paused_by) REFERENCES app.person(id),
  constraint match_pause_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX match_pause_decided_by_index ON app.match_pause USING btree (decided_by);
CREATE INDEX match_pause_look_again ON app.match_pause USING btree (look_again_on) WHERE ((over_at IS NULL) AND (look_again_on IS NOT NULL));
CREATE INDEX match_pause_match_index ON app.match_pause USING btree (area_id, match_id, from_at DESC);
CREATE UNIQUE INDEX match_pause_once ON app.match_pause USING btree (area_id, match_id, why) WHERE (over_at IS NULL);
CREATE INDEX match_pause_over_by_index ON app.match_pause USING btree (over_by);
CREATE INDEX match_pause_paused_by_index ON app.match_pause USING btree (paused_by);
CREATE INDEX match_pause_young_person_index ON app.match_pause USING btree (area_id, young_person_id);
alter table app.match_pause enable row level security, force row level security;
create policy of_their_strand on app.match_pause as restrictive for select to app
  using ((EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = match_pause.area_id) AND (m.id = match_pause.match_id)))));
create policy owner_everything on app.match_pause for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.match_pause as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_decides on app.match_pause for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('decide about a match'::text) AS my_young_people)::uuid[])));
grant select on app.match_pause to app;

create table app.meeting (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  held_on date not null,
  starts_at time without time zone,
  place text,
  chair_id uuid,
  coordinator_id uuid,
  made_at timestamp with time zone default now() not null,
  made_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  version integer default 1 not null,
  constraint meeting_pkey PRIMARY KEY (area_id, id),
  constraint meeting_place_length CHECK (length(place) >= 1 AND length(place) <= 500),
  constraint meeting_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint meeting_chair FOREIGN KEY (chair_id) REFERENCES app.person(id),
  constraint meeting_closed_by FOREIGN KEY (closed_by) REFERENCES app.person(id),
  constraint meeting_coordinator FOREIGN KEY (coordinator_id) REFERENCES app.person(id),
  constraint meeting_made_by FOREIGN KEY (made_by) REFERENCES app.person(id)
);
CREATE INDEX meeting_by_day ON app.meeting USING btree (area_id, held_on DESC, id);
CREATE INDEX meeting_chair_index ON app.meeting USING btree (chair_id);
CREATE INDEX meeting_closed_by_index ON app.meeting USING btree (closed_by);
CREATE INDEX meeting_coordinator_index ON app.meeting USING btree (coordinator_id);
CREATE INDEX meeting_made_by_index ON app.meeting USING btree (made_by);
CREATE TRIGGER meeting_closes BEFORE UPDATE ON app.meeting FOR EACH ROW EXECUTE FUNCTION app.meeting_closes();
alter table app.meeting enable row level security, force row level security;
create policy of_my_area on app.meeting for select to app
  using ((area_id = ANY (( SELECT app.my_areas_to('see the forum'::text) AS my_areas_to)::uuid[])));
create policy owner_everything on app.meeting for all to tr_owner
  using (true)
  with check (true);
create policy run_changes on app.meeting for update to app
  using ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])))
  with check ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])));
create policy run_makes on app.meeting for insert to app
  with check (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) AND (made_by = ( SELECT app.person_id() AS person_id))));
grant select on app.meeting to app;
grant insert (area_id, held_on, starts_at, place, chair_id, coordinator_id, made_by) on app.meeting to app;
grant update (held_on, starts_at, place, chair_id, coordinator_id, closed_at, closed_by, version) on app.meeting to app;

create table app.membership (
  id uuid default uuidv7() not null,
  person_id uuid not null,
  person_kind text not null,
  role text not null,
  area_id uuid not null,
  agency_id uuid,
  team_id uuid,
  service_key text,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  made_by uuid,
  agency_serves text generated always as (
CASE
    WHEN ((agency_id IS NOT NULL) AND (role = ANY (ARRAY['case-holder'::text, 'team-manager'::text, 'agency-manager'::text]))) THEN 'professional'::text
    ELSE NULL::text
END) stored,
  constraint membership_pkey PRIMARY KEY (id),
  constraint membership_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint membership_kind_fits_role CHECK (
CASE
    WHEN role = ANY (ARRAY['coordinator'::text, 'operational-manager'::text, 'service-manager'::text, 'mentor-coordinator'::text, 'family-network-coordinator'::text, 'relief-worker'::text, 'volunteer-mentor'::text]) THEN person_kind = 'trusted-relationships'::text
    WHEN role = ANY (ARRAY['case-holder'::text, 'team-manager'::text, 'agency-manager'::text, 'duty'::text, 'partner-professional'::text]) THEN person_kind = 'professional'::text
    ELSE true
END),
  constraint membership_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint membership_agency_serves FOREIGN KEY (area_id, agency_id, agency_serves) REFERENCES app.agency(area_id, id, serves),
  constraint membership_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint membership_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint membership_person FOREIGN KEY (person_id, person_kind) REFERENCES app.person(id, kind),
  constraint membership_role FOREIGN KEY (role) REFERENCES app.role(key),
  constraint membership_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key),
  constraint membership_team FOREIGN KEY (area_id, team_id, agency_id) REFERENCES app.team(area_id, id, agency_id)
);
CREATE INDEX membership_agency_index ON app.membership USING btree (area_id, agency_id);
CREATE INDEX membership_agency_serves_index ON app.membership USING btree (area_id, agency_id, agency_serves);
CREATE INDEX membership_area_index ON app.membership USING btree (area_id, role);
CREATE INDEX membership_made_by_index ON app.membership USING btree (made_by);
CREATE UNIQUE INDEX membership_once ON app.membership USING btree (person_id, role, area_id, COALESCE(agency_id, area_id), COALESCE(team_id, area_id), COALESCE(service_key, ''::text)) WHERE (until_at IS NULL);
CREATE INDEX membership_person_index ON app.membership USING btree (person_id, person_kind);
CREATE INDEX membership_role_index ON app.membership USING btree (role);
CREATE INDEX membership_service_index ON app.membership USING btree (area_id, service_key);
CREATE INDEX membership_team_index ON app.membership USING btree (area_id, team_id, agency_id);
CREATE TRIGGER membership_in_use BEFORE INSERT ON app.membership FOR EACH ROW EXECUTE FUNCTION app.membership_in_use();
CREATE TRIGGER membership_is_of_its_service AFTER INSERT ON app.membership FOR EACH ROW WHEN (new.service_key IS NOT NULL) EXECUTE FUNCTION app.membership_is_of_its_service();
CREATE TRIGGER membership_of_one AFTER INSERT ON app.membership FOR EACH ROW WHEN (new.role = 'partner-professional'::text) EXECUTE FUNCTION app.membership_of_one();
CREATE TRIGGER membership_one_way_in AFTER INSERT ON app.membership FOR EACH ROW EXECUTE FUNCTION app.membership_one_way_in();
CREATE TRIGGER passkeys_without_a_role AFTER UPDATE OF until_at ON app.membership FOR EACH ROW WHEN (new.until_at IS NOT NULL) EXECUTE FUNCTION app.passkeys_without_a_role();
CREATE TRIGGER role_ended AFTER UPDATE OF until_at ON app.membership FOR EACH ROW WHEN (new.role = 'case-holder'::text AND new.until_at IS NOT NULL) EXECUTE FUNCTION app.somebody_left();
CREATE TRIGGER role_ended_ends_the_worker AFTER UPDATE OF until_at ON app.membership FOR EACH ROW WHEN (new.until_at IS NOT NULL AND new.service_key IS NOT NULL) EXECUTE FUNCTION app.worker_without_a_role();
CREATE TRIGGER role_ended_sends_tasks_home AFTER UPDATE OF until_at ON app.membership FOR EACH ROW WHEN (new.until_at IS NOT NULL) EXECUTE FUNCTION app.membership_sends_tasks_home();
alter table app.membership enable row level security, force row level security;
create policy own_or_area on app.membership for select to app
  using (((person_id = ( SELECT app.person_id() AS person_id)) OR (area_id = ANY (( SELECT app.my_member_areas() AS my_member_areas)::uuid[]))));
create policy owner_everything on app.membership for all to tr_owner
  using (true)
  with check (true);
grant select on app.membership to app;

create table app.named_agency (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  named_at timestamp with time zone default now() not null,
  named_by uuid not null,
  constraint named_agency_pkey PRIMARY KEY (area_id, id),
  constraint named_agency_once UNIQUE (area_id, young_person_id, agency_id),
  constraint named_agency_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint named_agency_named_by FOREIGN KEY (named_by) REFERENCES app.person(id),
  constraint named_agency_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX named_agency_agency_index ON app.named_agency USING btree (area_id, agency_id);
CREATE INDEX named_agency_named_by_index ON app.named_agency USING btree (named_by);
CREATE TRIGGER named_agency_is_one_of_many AFTER INSERT ON app.named_agency FOR EACH ROW EXECUTE FUNCTION app.named_agency_is_one_of_many();
alter table app.named_agency enable row level security, force row level security;
create policy owner_everything on app.named_agency for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.named_agency for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.named_agency as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_adds on app.named_agency for insert to app
  with check (((named_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
grant select on app.named_agency to app;
grant insert (area_id, young_person_id, agency_id, named_by) on app.named_agency to app;

create table app.night_note (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  kind text not null,
  says text not null,
  written_at timestamp with time zone default now() not null,
  written_by uuid not null,
  moved_at timestamp with time zone,
  constraint night_note_pkey PRIMARY KEY (area_id, id),
  constraint night_note_kind CHECK (kind = ANY (ARRAY['note'::text, 'concern'::text])),
  constraint night_note_length CHECK (length(says) >= 1 AND length(says) <= 4000),
  constraint night_note_written_by FOREIGN KEY (written_by) REFERENCES app.person(id),
  constraint night_note_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX night_note_written_by_index ON app.night_note USING btree (written_by);
CREATE INDEX night_note_young_person_index ON app.night_note USING btree (area_id, young_person_id, written_at DESC);
alter table app.night_note enable row level security, force row level security;
create policy owner_everything on app.night_note for all to tr_owner
  using (true)
  with check (true);
create policy read_s4_or_duty on app.night_note for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('write a night note'::text) AS my_young_people)::uuid[])))));
create policy walled on app.night_note as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy write_it on app.night_note for insert to app
  with check (((written_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('write a night note'::text) AS my_young_people)::uuid[]))));
grant select on app.night_note to app;
grant insert (area_id, id, young_person_id, kind, says, written_by) on app.night_note to app;

create table app.nomination (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  forum_outcome_id uuid not null,
  both_yes boolean default true not null,
  started_at timestamp with time zone default now() not null,
  started_by uuid not null,
  submitted_at timestamp with time zone,
  submitted_by uuid,
  finding text,
  young_person_asked boolean,
  family_asked boolean,
  question_since timestamp with time zone,
  paused_seconds bigint default 0 not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by uuid,
  withdrawn_reason text,
  told text,
  decided_at timestamp with time zone,
  decided_as text,
  version integer default 1 not null,
  constraint nomination_pkey PRIMARY KEY (area_id, id),
  constraint nomination_of_submitter UNIQUE (area_id, id, submitted_by),
  constraint nomination_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint nomination_decided_after_submission CHECK (decided_at IS NULL OR submitted_at IS NOT NULL),
  constraint nomination_decided_as CHECK (decided_as = ANY (ARRAY['accepted'::text, 'not accepted'::text, 'back to the forum'::text])),
  constraint nomination_decision_is_whole CHECK ((decided_at IS NULL) = (decided_as IS NULL)),
  constraint nomination_finding CHECK (finding = ANY (ARRAY['at risk of'::text, 'subject to'::text, 'neither'::text])),
  constraint nomination_needs_two_yeses CHECK (both_yes),
  constraint nomination_pause_is_no_less_than_none CHECK (paused_seconds >= 0),
  constraint nomination_submission_is_whole CHECK ((submitted_at IS NULL) = (submitted_by IS NULL) AND (submitted_at IS NULL) = (finding IS NULL)),
  constraint nomination_told CHECK (told = ANY (ARRAY['yes'::text, 'not yet'::text, 'not safe'::text])),
  constraint nomination_withdrawal_is_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason IS NULL) AND (withdrawn_at IS NULL) = (told IS NULL)),
  constraint nomination_withdrawn_or_decided CHECK (withdrawn_at IS NULL OR decided_at IS NULL),
  constraint nomination_withdrawn_reason_length CHECK (length(withdrawn_reason) >= 1 AND length(withdrawn_reason) <= 20000),
  constraint nomination_follows_the_forum FOREIGN KEY (area_id, forum_outcome_id, young_person_id, both_yes) REFERENCES app.forum_outcome(area_id, id, young_person_id, both_yes),
  constraint nomination_started_by FOREIGN KEY (started_by) REFERENCES app.person(id),
  constraint nomination_submitted_by FOREIGN KEY (submitted_by) REFERENCES app.person(id),
  constraint nomination_withdrawn_by FOREIGN KEY (withdrawn_by) REFERENCES app.person(id),
  constraint nomination_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX nomination_decided ON app.nomination USING btree (area_id, decided_at, decided_as) WHERE (decided_at IS NOT NULL);
CREATE INDEX nomination_forum_outcome_index ON app.nomination USING btree (area_id, forum_outcome_id, young_person_id, both_yes);
CREATE UNIQUE INDEX nomination_once_for_an_outcome ON app.nomination USING btree (area_id, forum_outcome_id) WHERE (withdrawn_at IS NULL);
CREATE UNIQUE INDEX nomination_one_open ON app.nomination USING btree (area_id, young_person_id) WHERE ((withdrawn_at IS NULL) AND (decided_at IS NULL));
CREATE INDEX nomination_started_by_index ON app.nomination USING btree (started_by);
CREATE INDEX nomination_submitted ON app.nomination USING btree (area_id, submitted_at, id) WHERE (submitted_at IS NOT NULL);
CREATE INDEX nomination_submitted_by_index ON app.nomination USING btree (submitted_by);
CREATE INDEX nomination_waiting ON app.nomination USING btree (area_id, submitted_at, id) WHERE ((submitted_at IS NOT NULL) AND (withdrawn_at IS NULL) AND (decided_at IS NULL));
CREATE INDEX nomination_withdrawn ON app.nomination USING btree (area_id, withdrawn_at) WHERE (withdrawn_at IS NOT NULL);
CREATE INDEX nomination_withdrawn_by_index ON app.nomination USING btree (withdrawn_by);
CREATE INDEX nomination_young_person_index ON app.nomination USING btree (area_id, young_person_id, started_at DESC);
CREATE TRIGGER nomination_changes BEFORE UPDATE ON app.nomination FOR EACH ROW EXECUTE FUNCTION app.nomination_changes();
CREATE TRIGGER nomination_closes AFTER UPDATE OF withdrawn_at ON app.nomination FOR EACH ROW WHEN (new.withdrawn_at IS NOT NULL AND new.submitted_at IS NOT NULL) EXECUTE FUNCTION app.nomination_closes();
CREATE TRIGGER nomination_opens AFTER INSERT OR UPDATE OF submitted_at ON app.nomination FOR EACH ROW WHEN (new.submitted_at IS NOT NULL) EXECUTE FUNCTION app.nomination_opens();
alter table app.nomination enable row level security, force row level security;
create policy case_holder_changes on app.nomination for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[])))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[])));
create policy case_holder_starts on app.nomination for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[])) AND (started_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.nomination for all to tr_owner
  using (true)
  with check (true);
create policy queue_or_read_s4 on app.nomination for select to app
  using ((((submitted_at IS NOT NULL) AND (withdrawn_at IS NULL) AND (area_id = ANY (( SELECT app.my_areas_to('list nominated young people'::text) AS my_areas_to)::uuid[]))) OR (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))));
create policy walled on app.nomination as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.nomination to app;
grant insert (area_id, id, young_person_id, forum_outcome_id, started_by) on app.nomination to app;
grant update (submitted_at, submitted_by, withdrawn_at, withdrawn_by, withdrawn_reason, told, version) on app.nomination to app;

create table app.nomination_answer (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  nomination_id uuid not null,
  young_person_id uuid not null,
  question text not null,
  version integer not null,
  says text not null,
  given_at timestamp with time zone default clock_timestamp() not null,
  given_by uuid not null,
  reason text,
  constraint nomination_answer_pkey PRIMARY KEY (area_id, id),
  constraint nomination_answer_one_of_a_version UNIQUE (area_id, nomination_id, question, version),
  constraint nomination_answer_question CHECK (question = ANY (ARRAY['young-person-asked'::text, 'young-person-words'::text, 'young-person-not-asked'::text, 'family-asked'::text, 'family-words'::text, 'family-not-asked'::text, 'works-with'::text, 'introducer-name'::text, 'introducer-agency'::text, 'introduction-how'::text, 'introduction-by'::text, 'hope-relationships'::text, 'hope-safety'::text, 'hope-stability'::text, 'hope-learning'::text, 'hope-wellbeing'::text, 'hope-activities'::text, 'could-fail'::text, 'anything-else'::text, 'age-reason'::text])),
  constraint nomination_answer_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint nomination_answer_says_length CHECK (length(says) <= 50000),
  constraint nomination_answer_version CHECK (version >= 1),
  constraint nomination_answer_given_by FOREIGN KEY (given_by) REFERENCES app.person(id),
  constraint nomination_answer_nomination FOREIGN KEY (area_id, nomination_id, young_person_id) REFERENCES app.nomination(area_id, id, young_person_id)
);
CREATE INDEX nomination_answer_given_by_index ON app.nomination_answer USING btree (given_by);
CREATE INDEX nomination_answer_nomination_index ON app.nomination_answer USING btree (area_id, nomination_id, young_person_id);
CREATE TRIGGER nomination_answer_comes BEFORE INSERT ON app.nomination_answer FOR EACH ROW EXECUTE FUNCTION app.nomination_answer_comes();
alter table app.nomination_answer enable row level security, force row level security;
create policy case_holder_answers on app.nomination_answer for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[])) AND (given_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.nomination_answer for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.nomination_answer for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy walled on app.nomination_answer as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.nomination_answer to app;
grant insert (area_id, nomination_id, young_person_id, question, version, says, given_by, reason) on app.nomination_answer to app;

create table app.nomination_decision (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  nomination_id uuid not null,
  young_person_id uuid not null,
  submitted_by uuid not null,
  kind text not null,
  reason text not null,
  instead text,
  interim_plan text,
  back_by date,
  introducer_name text,
  introducer_agency text,
  introduction_how text,
  introduction_by date,
  decided_on date not null,
  decided_at timestamp with time zone default now() not null,
  decided_by uuid not null,
  constraint nomination_decision_pkey PRIMARY KEY (area_id, id),
  constraint nomination_decision_of_kind UNIQUE (area_id, nomination_id, young_person_id, kind),
  constraint nomination_decision_once UNIQUE (area_id, nomination_id),
  constraint nomination_decision_back_with_a_plan CHECK ((kind = 'back to the forum'::text) = (interim_plan IS NOT NULL) AND (kind = 'back to the forum'::text) = (back_by IS NOT NULL)),
  constraint nomination_decision_confirms_introducer CHECK ((kind = 'accepted'::text) = (introducer_name IS NOT NULL) AND (kind = 'accepted'::text) = (introducer_agency IS NOT NULL) AND (kind = 'accepted'::text) = (introduction_how IS NOT NULL) AND (kind = 'accepted'::text) = (introduction_by IS NOT NULL)),
  constraint nomination_decision_instead_length CHECK (length(instead) >= 1 AND length(instead) <= 20000),
  constraint nomination_decision_interim_plan_length CHECK (length(interim_plan) >= 1 AND length(interim_plan) <= 20000),
  constraint nomination_decision_introducer_agency_length CHECK (length(introducer_agency) >= 1 AND length(introducer_agency) <= 200),
  constraint nomination_decision_introducer_name_length CHECK (length(introducer_name) >= 1 AND length(introducer_name) <= 200),
  constraint nomination_decision_introduction_how_length CHECK (length(introduction_how) >= 1 AND length(introduction_how) <= 20000),
  constraint nomination_decision_kind CHECK (kind = ANY (ARRAY['accepted'::text, 'not accepted'::text, 'back to the forum'::text])),
  constraint nomination_decision_not_by_who_submitted CHECK (decided_by <> submitted_by),
  constraint nomination_decision_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 20000),
  constraint nomination_decision_says_what_instead CHECK ((kind = 'not accepted'::text) = (instead IS NOT NULL)),
  constraint nomination_decision_decided_by FOREIGN KEY (decided_by) REFERENCES app.person(id),
  constraint nomination_decision_nomination FOREIGN KEY (area_id, nomination_id, young_person_id) REFERENCES app.nomination(area_id, id, young_person_id),
  constraint nomination_decision_submitted_by FOREIGN KEY (area_id, nomination_id, submitted_by) REFERENCES app.nomination(area_id, id, submitted_by)
);
CREATE INDEX nomination_decision_decided_by_index ON app.nomination_decision USING btree (decided_by);
CREATE INDEX nomination_decision_nomination_index ON app.nomination_decision USING btree (area_id, nomination_id, young_person_id);
CREATE INDEX nomination_decision_submitted_by_index ON app.nomination_decision USING btree (area_id, nomination_id, submitted_by);
CREATE TRIGGER nomination_decision_comes BEFORE INSERT ON app.nomination_decision FOR EACH ROW EXECUTE FUNCTION app.nomination_decision_comes();
CREATE TRIGGER nomination_decision_counts AFTER INSERT ON app.nomination_decision FOR EACH ROW EXECUTE FUNCTION app.nomination_decision_counts();
alter table app.nomination_decision enable row level security, force row level security;
create policy owner_everything on app.nomination_decision for all to tr_owner
  using (true)
  with check (true);
create policy panel_decides on app.nomination_decision for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('decide a nomination'::text) AS my_young_people)::uuid[])) AND (decided_by = ( SELECT app.person_id() AS person_id))));
create policy read_s4 on app.nomination_decision for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy walled on app.nomination_decision as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.nomination_decision to app;
grant insert (area_id, nomination_id, young_person_id, submitted_by, kind, reason, instead, interim_plan, back_by, introducer_name, introducer_agency, introduction_how, introduction_by, decided_on, decided_by) on app.nomination_decision to app;

create table app.notification (
  id uuid default uuidv7() not null,
  person_id uuid not null,
  area_id uuid,
  young_person_id uuid,
  kind text not null,
  path text not null,
  urgency text not null,
  told_at timestamp with time zone default now() not null,
  read_at timestamp with time zone,
  mailed_at timestamp with time zone,
  mailing_id uuid,
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_kind_is_a_word CHECK (kind ~ '^[a-z][a-z ]{2,60}$'::text),
  constraint notification_path_is_our_own CHECK (path ~ '^/([a-z0-9-]+(/[a-z0-9-]+)*)?(\?[a-z0-9=&-]*)?$'::text),
  constraint notification_urgency CHECK (urgency = ANY (ARRAY['today'::text, 'digest'::text])),
  constraint notification_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint notification_mailing FOREIGN KEY (mailing_id) REFERENCES app.mailing(id),
  constraint notification_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX notification_area_index ON app.notification USING btree (area_id, young_person_id);
CREATE INDEX notification_mailing_index ON app.notification USING btree (mailing_id);
CREATE INDEX notification_person_index ON app.notification USING btree (person_id, told_at DESC);
CREATE INDEX notification_unmailed ON app.notification USING btree (urgency, told_at) WHERE (mailed_at IS NULL);
CREATE TRIGGER notification_outside_walls BEFORE INSERT ON app.notification FOR EACH ROW WHEN (new.young_person_id IS NOT NULL) EXECUTE FUNCTION app.news_outside_walls();
CREATE TRIGGER notification_urgent AFTER INSERT ON app.notification FOR EACH ROW WHEN (new.urgency = 'today'::text) EXECUTE FUNCTION app.urgent_news();
alter table app.notification enable row level security, force row level security;
create policy mark_own_news on app.notification for update to app
  using ((person_id = ( SELECT app.person_id() AS person_id)))
  with check ((person_id = ( SELECT app.person_id() AS person_id)));
create policy own_news on app.notification for select to app
  using ((person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.notification for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.notification as restrictive for all to app
  using (((young_person_id IS NULL) OR (young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant select on app.notification to app;
grant update (read_at) on app.notification to app;

create table app.option_considered (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  option_key text not null,
  reasons_for text,
  reasons_against text,
  recommended boolean not null,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid not null,
  constraint option_considered_pkey PRIMARY KEY (area_id, id),
  constraint option_considered_key_is_a_slug CHECK (option_key ~ '^[a-z][a-z0-9-]{1,60}$'::text),
  constraint option_considered_reasons_against_length CHECK (length(reasons_against) >= 1 AND length(reasons_against) <= 10000),
  constraint option_considered_reasons_for_length CHECK (length(reasons_for) >= 1 AND length(reasons_for) <= 10000),
  constraint option_considered_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint option_considered_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id)
);
CREATE INDEX option_considered_discussion_index ON app.option_considered USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX option_considered_recorded_by_index ON app.option_considered USING btree (recorded_by);
CREATE TRIGGER option_considered_while_open AFTER INSERT ON app.option_considered FOR EACH ROW EXECUTE FUNCTION app.said_while_open('option_considered_while_open');
alter table app.option_considered enable row level security, force row level security;
create policy forum_records on app.option_considered for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.option_considered for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.option_considered for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.option_considered as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.option_considered to app;
grant insert (area_id, discussion_id, young_person_id, option_key, reasons_for, reasons_against, recommended, recorded_by) on app.option_considered to app;

create table app.panel_declaration (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  nomination_id uuid not null,
  young_person_id uuid not null,
  person_id uuid not null,
  here boolean not null,
  conflict boolean not null,
  note text,
  recorded_at timestamp with time zone default clock_timestamp() not null,
  recorded_by uuid not null,
  constraint panel_declaration_pkey PRIMARY KEY (area_id, id),
  constraint panel_declaration_note_length CHECK (length(note) >= 1 AND length(note) <= 4000),
  constraint panel_declaration_nomination FOREIGN KEY (area_id, nomination_id, young_person_id) REFERENCES app.nomination(area_id, id, young_person_id),
  constraint panel_declaration_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint panel_declaration_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id)
);
CREATE INDEX panel_declaration_newest ON app.panel_declaration USING btree (area_id, nomination_id, person_id, recorded_at DESC, id DESC);
CREATE INDEX panel_declaration_nomination_index ON app.panel_declaration USING btree (area_id, nomination_id, young_person_id);
CREATE INDEX panel_declaration_person_index ON app.panel_declaration USING btree (person_id);
CREATE INDEX panel_declaration_recorded_by_index ON app.panel_declaration USING btree (recorded_by);
CREATE TRIGGER panel_declaration_comes BEFORE INSERT ON app.panel_declaration FOR EACH ROW EXECUTE FUNCTION app.panel_declaration_comes();
alter table app.panel_declaration enable row level security, force row level security;
create policy owner_everything on app.panel_declaration for all to tr_owner
  using (true)
  with check (true);
create policy panel_declares on app.panel_declaration for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('consider a nomination'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id)) AND (EXISTS ( SELECT
   FROM app.membership m
  WHERE ((m.person_id = panel_declaration.person_id) AND (m.area_id = panel_declaration.area_id) AND (m.role = ANY (ARRAY['coordinator'::text, 'panel-member'::text])) AND (m.from_at <= now()) AND ((m.until_at IS NULL) OR (m.until_at > now())))))));
create policy read_s4 on app.panel_declaration for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy walled on app.panel_declaration as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.panel_declaration to app;
grant insert (area_id, nomination_id, young_person_id, person_id, here, conflict, note, recorded_by) on app.panel_declaration to app;

create table app.panel_question (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  nomination_id uuid not null,
  young_person_id uuid not null,
  asks text not null,
  wanted_by date not null,
  asked_at timestamp with time zone default now() not null,
  asked_by uuid not null,
  answer text,
  answered_at timestamp with time zone,
  answered_by uuid,
  constraint panel_question_pkey PRIMARY KEY (area_id, id),
  constraint panel_question_answer_is_whole CHECK ((answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (answered_by IS NULL)),
  constraint panel_question_answer_length CHECK (length(answer) >= 1 AND length(answer) <= 50000),
  constraint panel_question_asks_length CHECK (length(asks) >= 1 AND length(asks) <= 10000),
  constraint panel_question_answered_by FOREIGN KEY (answered_by) REFERENCES app.person(id),
  constraint panel_question_asked_by FOREIGN KEY (asked_by) REFERENCES app.person(id),
  constraint panel_question_nomination FOREIGN KEY (area_id, nomination_id, young_person_id) REFERENCES app.nomination(area_id, id, young_person_id)
);
CREATE INDEX panel_question_answered_by_index ON app.panel_question USING btree (answered_by);
CREATE INDEX panel_question_asked_by_index ON app.panel_question USING btree (asked_by);
CREATE INDEX panel_question_nomination_index ON app.panel_question USING btree (area_id, nomination_id, young_person_id);
CREATE UNIQUE INDEX panel_question_one_open ON app.panel_question USING btree (area_id, nomination_id) WHERE (answered_at IS NULL);
CREATE TRIGGER panel_question_pauses BEFORE INSERT OR UPDATE ON app.panel_question FOR EACH ROW EXECUTE FUNCTION app.panel_question_pauses();
alter table app.panel_question enable row level security, force row level security;
create policy case_holder_answers on app.panel_question for update to app
  using (((answered_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[]))))
  with check (((answered_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('nominate'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.panel_question for all to tr_owner
  using (true)
  with check (true);
create policy panel_asks on app.panel_question for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('consider a nomination'::text) AS my_young_people)::uuid[])) AND (asked_by = ( SELECT app.person_id() AS person_id))));
create policy read_s4 on app.panel_question for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])));
create policy walled on app.panel_question as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.panel_question to app;
grant insert (area_id, nomination_id, young_person_id, asks, wanted_by, asked_by) on app.panel_question to app;
grant update (answer, answered_at, answered_by) on app.panel_question to app;

create table app.paper (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  discussion_id uuid not null,
  young_person_id uuid not null,
  handling text not null,
  edition integer not null,
  body jsonb not null,
  hash bytea not null,
  frozen_at timestamp with time zone default now() not null,
  frozen_by uuid not null,
  moved_at timestamp with time zone,
  constraint paper_pkey PRIMARY KEY (area_id, id),
  constraint paper_one_of_an_edition UNIQUE (area_id, discussion_id, handling, edition),
  constraint paper_edition CHECK (edition >= 1),
  constraint paper_handling CHECK (handling = ANY (ARRAY['core agencies only'::text, 'all at this item'::text])),
  constraint paper_hash_fits CHECK (hash = sha256(convert_to(body::text, 'UTF8'::name))),
  constraint paper_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint paper_frozen_by FOREIGN KEY (frozen_by) REFERENCES app.person(id)
);
CREATE INDEX paper_discussion_index ON app.paper USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX paper_frozen_by_index ON app.paper USING btree (frozen_by);
CREATE TRIGGER paper_comes AFTER INSERT ON app.paper FOR EACH ROW EXECUTE FUNCTION app.paper_comes();
alter table app.paper enable row level security, force row level security;
create policy owner_everything on app.paper for all to tr_owner
  using (true)
  with check (true);
create policy read_by_handling on app.paper for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_core_discussions() AS my_core_discussions)::uuid[])) OR ((handling = 'all at this item'::text) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[])))))));
create policy run_freezes on app.paper for insert to app
  with check (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('run the forum'::text) AS my_young_people)::uuid[])) AND (frozen_by = ( SELECT app.person_id() AS person_id))));
create policy walled on app.paper as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.paper to app;
grant insert (area_id, discussion_id, young_person_id, handling, edition, body, hash, frozen_by) on app.paper to app;

create table app.passkey (
  id uuid default uuidv7() not null,
  person_id uuid not null,
  credential_id bytea not null,
  public_key bytea not null,
  user_handle bytea not null,
  counter bigint not null,
  device text default ''::text not null,
  made_at timestamp with time zone default now() not null,
  used_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_is_unique UNIQUE (credential_id),
  constraint passkey_counter CHECK (counter >= 0),
  constraint passkey_credential_length CHECK (length(credential_id) >= 16 AND length(credential_id) <= 1023),
  constraint passkey_ended_because CHECK (ended_because = ANY (ARRAY['a new code was made'::text, 'stopped by a manager'::text, 'it was copied'::text, 'no role'::text, 'account closed'::text])),
  constraint passkey_ends_with_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  constraint passkey_public_key_length CHECK (length(public_key) >= 32 AND length(public_key) <= 4096),
  constraint passkey_user_handle_length CHECK (length(user_handle) = 32),
  constraint passkey_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX passkey_person_index ON app.passkey USING btree (person_id);
CREATE TRIGGER passkey_ends AFTER UPDATE OF ended_at ON app.passkey FOR EACH ROW WHEN (old.ended_at IS NULL AND new.ended_at IS NOT NULL) EXECUTE FUNCTION app.passkey_ends();
CREATE TRIGGER passkey_holds AFTER INSERT ON app.passkey FOR EACH ROW EXECUTE FUNCTION app.passkey_holds();
alter table app.passkey enable row level security, force row level security;
create policy owner_everything on app.passkey for all to tr_owner
  using (true)
  with check (true);

create table app.person (
  id uuid default uuidv7() not null,
  name text not null,
  title text not null,
  kind text not null,
  work_email text,
  work_phone text,
  closed_at timestamp with time zone,
  created_at timestamp with time zone default now() not null,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_of_kind UNIQUE (id, kind),
  constraint person_kind CHECK (kind = ANY (ARRAY['professional'::text, 'trusted-relationships'::text])),
  constraint person_name_length CHECK (length(name) >= 1 AND length(name) <= 200)
);
CREATE TRIGGER account_closed AFTER UPDATE OF closed_at ON app.person FOR EACH ROW WHEN (old.closed_at IS NULL AND new.closed_at IS NOT NULL) EXECUTE FUNCTION app.somebody_left();
alter table app.person enable row level security, force row level security;
create policy colleagues_read on app.person for select to app
  using (((id = ( SELECT app.person_id() AS person_id)) OR (( SELECT app.person_id() AS person_id) IS NOT NULL)));
create policy owner_everything on app.person for all to tr_owner
  using (true)
  with check (true);
grant select on app.person to app;

create table app.person_who_poses_risk (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  assessment_id uuid not null,
  kind text not null,
  certainty text not null,
  timing text not null,
  description text not null,
  evidence text not null,
  evidence_on date not null,
  source text not null,
  source_other text,
  proposed_at timestamp with time zone default now() not null,
  proposed_by uuid not null,
  moved_at timestamp with time zone,
  constraint person_who_poses_risk_pkey PRIMARY KEY (area_id, id),
  constraint person_who_poses_risk_certainty CHECK (certainty = ANY (ARRAY['known'::text, 'suspected'::text])),
  constraint person_who_poses_risk_description_length CHECK (length(description) >= 1 AND length(description) <= 50000),
  constraint person_who_poses_risk_evidence_length CHECK (length(evidence) >= 1 AND length(evidence) <= 50000),
  constraint person_who_poses_risk_kind CHECK (kind = ANY (ARRAY['sexual-exploitation'::text, 'serious-assault'::text, 'organised-crime-gang-violence'::text])),
  constraint person_who_poses_risk_timing CHECK (timing = ANY (ARRAY['current'::text, 'past'::text])),
  constraint person_who_poses_risk_assessment FOREIGN KEY (area_id, assessment_id, young_person_id) REFERENCES app.assessment(area_id, id, young_person_id),
  constraint person_who_poses_risk_proposed_by FOREIGN KEY (proposed_by) REFERENCES app.person(id),
  constraint person_who_poses_risk_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX person_who_poses_risk_assessment_index ON app.person_who_poses_risk USING btree (area_id, assessment_id, young_person_id);
CREATE INDEX person_who_poses_risk_proposed_by_index ON app.person_who_poses_risk USING btree (proposed_by);
CREATE INDEX person_who_poses_risk_young_person_index ON app.person_who_poses_risk USING btree (area_id, young_person_id, kind);
CREATE TRIGGER known_since_the_brief AFTER INSERT ON app.person_who_poses_risk FOR EACH ROW EXECUTE FUNCTION app.known_since_the_brief();
CREATE TRIGGER person_who_poses_risk_completed_stays BEFORE INSERT ON app.person_who_poses_risk FOR EACH ROW WHEN (CURRENT_USER = 'app'::name) EXECUTE FUNCTION app.completed_people_stay();
CREATE TRIGGER stops_known_adults AFTER INSERT ON app.person_who_poses_risk FOR EACH ROW EXECUTE FUNCTION app.stops_known_adults();
alter table app.person_who_poses_risk enable row level security, force row level security;
create policy assess on app.person_who_poses_risk for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('assess'::text) AS my_young_people)::uuid[])) AND (proposed_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.person_who_poses_risk for all to tr_owner
  using (true)
  with check (true);
create policy read_s5 on app.person_who_poses_risk for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[]))));
create policy walled on app.person_who_poses_risk as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.person_who_poses_risk to app;
grant insert (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, source_other, proposed_by) on app.person_who_poses_risk to app;

create table app.planned_meeting (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  match_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  venue text not null,
  agreed_at timestamp with time zone default now() not null,
  agreed_by uuid not null,
  called_off_at timestamp with time zone,
  called_off_by uuid,
  group_id uuid,
  agreed text default 'yes'::text not null,
  constraint planned_meeting_pkey PRIMARY KEY (area_id, id),
  constraint planned_meeting_of_match UNIQUE (area_id, id, match_id),
  constraint planned_meeting_agreed CHECK (agreed = ANY (ARRAY['yes'::text, 'asked'::text, 'no'::text])),
  constraint planned_meeting_asked_is_not_on CHECK (agreed = 'yes'::text OR called_off_at IS NOT NULL),
  constraint planned_meeting_calling_off_is_whole CHECK ((called_off_at IS NULL) = (called_off_by IS NULL)),
  constraint planned_meeting_is_a_while CHECK (ends_at > starts_at AND ends_at <= (starts_at + '12:00:00'::interval)),
  constraint planned_meeting_venue_length CHECK (length(venue) >= 1 AND length(venue) <= 300),
  constraint planned_meeting_agreed_by FOREIGN KEY (agreed_by) REFERENCES app.person(id),
  constraint planned_meeting_called_off_by FOREIGN KEY (called_off_by) REFERENCES app.person(id),
  constraint planned_meeting_match FOREIGN KEY (area_id, match_id, young_person_id) REFERENCES app.match(area_id, id, young_person_id)
);
CREATE INDEX planned_meeting_agreed_by_index ON app.planned_meeting USING btree (agreed_by);
CREATE INDEX planned_meeting_called_off_by_index ON app.planned_meeting USING btree (called_off_by);
CREATE INDEX planned_meeting_group_index ON app.planned_meeting USING btree (area_id, group_id, starts_at DESC) WHERE (group_id IS NOT NULL);
CREATE INDEX planned_meeting_match_index ON app.planned_meeting USING btree (area_id, match_id, young_person_id);
CREATE UNIQUE INDEX planned_meeting_once ON app.planned_meeting USING btree (area_id, match_id, starts_at) WHERE (called_off_at IS NULL);
CREATE INDEX planned_meeting_young_person_index ON app.planned_meeting USING btree (area_id, young_person_id, starts_at DESC);
CREATE TRIGGER planned_meeting_holds AFTER INSERT ON app.planned_meeting FOR EACH ROW EXECUTE FUNCTION app.planned_meeting_holds();
CREATE TRIGGER planned_meeting_is_asked BEFORE INSERT ON app.planned_meeting FOR EACH ROW EXECUTE FUNCTION app.planned_meeting_is_asked();
CREATE TRIGGER planned_meeting_kept_apart AFTER INSERT ON app.planned_meeting FOR EACH ROW WHEN (new.agreed = 'yes'::text) EXECUTE FUNCTION app.planned_meeting_kept_apart();
CREATE TRIGGER planned_meeting_one_at_a_time AFTER INSERT ON app.planned_meeting FOR EACH ROW EXECUTE FUNCTION app.planned_meeting_one_at_a_time();
CREATE TRIGGER planned_meeting_while_it_pauses AFTER INSERT ON app.planned_meeting FOR EACH ROW EXECUTE FUNCTION app.planned_meeting_while_it_pauses();
CREATE TRIGGER who_meets_whom BEFORE INSERT ON app.planned_meeting FOR EACH ROW EXECUTE FUNCTION app.who_meets_whom();
alter table app.planned_meeting enable row level security, force row level security;
create policy manager_plans on app.planned_meeting for insert to app
  with check (((agreed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('match a worker'::text) AS my_young_people)::uuid[])) AND (EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = planned_meeting.area_id) AND (m.id = planned_meeting.match_id) AND (((m.area_id || ':'::text) || m.service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])))))));
create policy of_their_strand on app.planned_meeting as restrictive for select to app
  using ((EXISTS ( SELECT 1
   FROM app.match m
  WHERE ((m.area_id = planned_meeting.area_id) AND (m.id = planned_meeting.match_id)))));
create policy owner_everything on app.planned_meeting for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.planned_meeting for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.planned_meeting as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy worker_plans on app.planned_meeting for insert to app
  with check (((agreed_by = ( SELECT app.person_id() AS person_id)) AND (match_id = ANY (( SELECT app.my_match_ids() AS my_match_ids)::uuid[]))));
grant select on app.planned_meeting to app;
grant insert (area_id, id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by, group_id) on app.planned_meeting to app;

create table app.record_change (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  class smallint not null,
  field text not null,
  was text,
  became text,
  why text,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid not null,
  entry_id uuid,
  moved_at timestamp with time zone,
  constraint record_change_pkey PRIMARY KEY (area_id, id),
  constraint record_change_class CHECK (class >= 1 AND class <= 5),
  constraint record_change_field_is_a_word CHECK (field ~ '^[a-z][a-z ()-]{1,60}$'::text),
  constraint record_change_why_length CHECK (length(why) <= 4000),
  constraint record_change_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint record_change_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX record_change_changed_by_index ON app.record_change USING btree (changed_by);
CREATE INDEX record_change_entry ON app.record_change USING btree (area_id, entry_id) WHERE (entry_id IS NOT NULL);
CREATE INDEX record_change_newest ON app.record_change USING btree (area_id, young_person_id, id DESC);
alter table app.record_change enable row level security, force row level security;
create policy of_their_strand on app.record_change as restrictive for select to app
  using (((field <> ALL ('{"when their adult starts","who introduces their adult","how they are introduced","day they were introduced","day they first met on their own"}'::text[])) OR (EXISTS ( SELECT
   FROM app.match m
  WHERE ((m.area_id = record_change.area_id) AND (m.id = record_change.entry_id))))));
create policy owner_everything on app.record_change for all to tr_owner
  using (true)
  with check (true);
create policy read_its_class on app.record_change for select to app
  using (((moved_at IS NULL) AND (((class = 1) AND (young_person_id = ANY (( SELECT app.my_young_people('read the case history'::text) AS my_young_people)::uuid[]))) OR ((class = 2) AND (young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[]))) OR ((class = 3) AND (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[]))) OR ((class = 4) AND (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))) OR ((class = 5) AND (young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[]))))));
create policy walled on app.record_change as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.record_change to app;

create table app.relation_kind (
  because text not null,
  role text,
  says text not null,
  constraint relation_kind_pkey PRIMARY KEY (because),
  constraint relation_kind_role FOREIGN KEY (role) REFERENCES app.role(key)
);
CREATE INDEX relation_kind_role_index ON app.relation_kind USING btree (role);
alter table app.relation_kind enable row level security, force row level security;
create policy everybody_reads on app.relation_kind for select to app, reports, worker
  using (true);
create policy owner_everything on app.relation_kind for all to tr_owner
  using (true)
  with check (true);
grant select on app.relation_kind to app;
grant select on app.relation_kind to reports;
grant select on app.relation_kind to worker;

create table app.relation_may (
  because text not null,
  act text not null,
  constraint relation_may_pkey PRIMARY KEY (because, act),
  constraint relation_may_because FOREIGN KEY (because) REFERENCES app.relation_kind(because)
);
alter table app.relation_may enable row level security, force row level security;
create policy everybody_reads on app.relation_may for select to app, reports, worker
  using (true);
create policy owner_everything on app.relation_may for all to tr_owner
  using (true)
  with check (true);
grant select on app.relation_may to app;
grant select on app.relation_may to reports;
grant select on app.relation_may to worker;

create table app.relevant_individual (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  kind text not null,
  name text not null,
  relation text,
  responsibility text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  version integer default 1 not null,
  moved_at timestamp with time zone,
  constraint relevant_individual_pkey PRIMARY KEY (area_id, id),
  constraint relevant_individual_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint relevant_individual_council_has_it CHECK (kind <> 'council'::text OR responsibility = 'yes'::text),
  constraint relevant_individual_kind CHECK (kind = ANY (ARRAY['parent or carer'::text, 'council'::text, 'network member'::text])),
  constraint relevant_individual_name_length CHECK (length(name) >= 1 AND length(name) <= 200),
  constraint relevant_individual_network_has_none CHECK (kind <> 'network member'::text OR responsibility = 'no'::text),
  constraint relevant_individual_relation_length CHECK (length(relation) >= 1 AND length(relation) <= 200),
  constraint relevant_individual_responsibility CHECK (responsibility = ANY (ARRAY['yes'::text, 'no'::text, 'not known'::text])),
  constraint relevant_individual_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint relevant_individual_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX relevant_individual_recorded_by_index ON app.relevant_individual USING btree (recorded_by);
CREATE INDEX relevant_individual_young_person_index ON app.relevant_individual USING btree (area_id, young_person_id);
CREATE TRIGGER individual_stays AFTER UPDATE OF name ON app.relevant_individual FOR EACH ROW WHEN (old.name <> new.name) EXECUTE FUNCTION app.individual_stays();
CREATE TRIGGER responsibility_after AFTER UPDATE OF responsibility ON app.relevant_individual FOR EACH ROW WHEN (old.responsibility <> new.responsibility) EXECUTE FUNCTION app.responsibility_changes();
CREATE TRIGGER responsibility_before BEFORE UPDATE OF responsibility ON app.relevant_individual FOR EACH ROW WHEN (old.responsibility <> new.responsibility) EXECUTE FUNCTION app.responsibility_changes();
CREATE TRIGGER stops_known_adults AFTER UPDATE OF responsibility ON app.relevant_individual FOR EACH ROW WHEN (old.responsibility <> new.responsibility) EXECUTE FUNCTION app.stops_known_adults();
CREATE TRIGGER stops_matches AFTER UPDATE OF responsibility ON app.relevant_individual FOR EACH ROW WHEN (old.responsibility <> new.responsibility) EXECUTE FUNCTION app.stops_matches();
alter table app.relevant_individual enable row level security, force row level security;
create policy owner_everything on app.relevant_individual for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.relevant_individual for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[]))));
create policy walled on app.relevant_individual as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_adds on app.relevant_individual for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[]))));
create policy who_asks_changes on app.relevant_individual for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[])))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('ask for consent'::text) AS my_young_people)::uuid[])));
grant select on app.relevant_individual to app;
grant insert (area_id, id, young_person_id, kind, name, relation, responsibility, recorded_by) on app.relevant_individual to app;
grant update (name, relation, responsibility, version) on app.relevant_individual to app;

create table app.requirement_met (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_id uuid not null,
  service_key text not null,
  requirement_key text not null,
  done_on date not null,
  expires_on date,
  seen text not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  taken_back_at timestamp with time zone,
  taken_back_by uuid,
  taken_back_reason text,
  constraint requirement_met_pkey PRIMARY KEY (area_id, id),
  constraint requirement_met_seen_length CHECK (length(seen) >= 1 AND length(seen) <= 300),
  constraint requirement_met_taken_back_is_whole CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL) AND (taken_back_at IS NULL) = (taken_back_reason IS NULL)),
  constraint requirement_met_taken_back_reason_length CHECK (length(taken_back_reason) >= 1 AND length(taken_back_reason) <= 2000),
  constraint requirement_met_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint requirement_met_requirement FOREIGN KEY (area_id, service_key, requirement_key) REFERENCES app.service_requirement(area_id, service_key, key),
  constraint requirement_met_taken_back_by FOREIGN KEY (taken_back_by) REFERENCES app.person(id),
  constraint requirement_met_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX requirement_met_recorded_by_index ON app.requirement_met USING btree (recorded_by);
CREATE INDEX requirement_met_requirement_index ON app.requirement_met USING btree (area_id, service_key, requirement_key);
CREATE INDEX requirement_met_taken_back_by_index ON app.requirement_met USING btree (taken_back_by);
CREATE INDEX requirement_met_worker_index ON app.requirement_met USING btree (area_id, worker_id, requirement_key);
CREATE TRIGGER a_waits BEFORE UPDATE ON app.requirement_met FOR EACH ROW EXECUTE FUNCTION app.requirement_met_waits();
CREATE TRIGGER looks_at_matches AFTER INSERT OR UPDATE OF taken_back_at, taken_back_by ON app.requirement_met FOR EACH ROW EXECUTE FUNCTION app.looks_at_matches_of_worker();
CREATE TRIGGER requirement_met_comes BEFORE INSERT ON app.requirement_met FOR EACH ROW EXECUTE FUNCTION app.requirement_met_comes();
CREATE TRIGGER requirement_met_holds AFTER INSERT ON app.requirement_met FOR EACH ROW EXECUTE FUNCTION app.requirement_met_holds();
CREATE TRIGGER requirement_met_taken_back BEFORE UPDATE ON app.requirement_met FOR EACH ROW WHEN (new.taken_back_by IS NOT NULL) EXECUTE FUNCTION app.requirement_met_taken_back();
CREATE TRIGGER worker_due_again AFTER INSERT OR UPDATE ON app.requirement_met FOR EACH ROW EXECUTE FUNCTION app.worker_due_again();
alter table app.requirement_met enable row level security, force row level security;
create policy managed_or_own on app.requirement_met for select to app
  using (((worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR (worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[]))));
create policy manager_records on app.requirement_met for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))));
create policy manager_takes_back on app.requirement_met for update to app
  using (((taken_back_at IS NULL) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))))
  with check (((taken_back_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))));
create policy owner_everything on app.requirement_met for all to tr_owner
  using (true)
  with check (true);
grant select on app.requirement_met to app;
grant insert (area_id, id, worker_id, requirement_key, done_on, seen, recorded_by) on app.requirement_met to app;
grant update (taken_back_at, taken_back_by, taken_back_reason) on app.requirement_met to app;

create table app.risk_fact (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  discussion_id uuid not null,
  kind text not null,
  certainty text not null,
  timing text not null,
  evidence text not null,
  review_on date not null,
  replaces uuid,
  found_at timestamp with time zone default now() not null,
  found_by uuid not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_reason text,
  constraint risk_fact_pkey PRIMARY KEY (area_id, id),
  constraint risk_fact_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint risk_fact_certainty CHECK (certainty = ANY (ARRAY['known'::text, 'suspected'::text])),
  constraint risk_fact_evidence_length CHECK (length(evidence) >= 1 AND length(evidence) <= 20000),
  constraint risk_fact_kind CHECK (kind = ANY (ARRAY['sexual-exploitation'::text, 'serious-assault'::text, 'organised-crime-gang-violence'::text])),
  constraint risk_fact_lifted_reason_length CHECK (length(lifted_reason) >= 1 AND length(lifted_reason) <= 4000),
  constraint risk_fact_lifted_with_a_reason CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifted_reason IS NULL)),
  constraint risk_fact_timing CHECK (timing = ANY (ARRAY['current'::text, 'past'::text])),
  constraint risk_fact_discussion FOREIGN KEY (area_id, discussion_id, young_person_id) REFERENCES app.discussion(area_id, id, young_person_id),
  constraint risk_fact_found_by FOREIGN KEY (found_by) REFERENCES app.person(id),
  constraint risk_fact_lifted_by FOREIGN KEY (lifted_by) REFERENCES app.person(id),
  constraint risk_fact_replaces FOREIGN KEY (area_id, replaces, young_person_id) REFERENCES app.risk_fact(area_id, id, young_person_id)
);
CREATE INDEX risk_fact_discussion_index ON app.risk_fact USING btree (area_id, discussion_id, young_person_id);
CREATE INDEX risk_fact_found_by_index ON app.risk_fact USING btree (found_by);
CREATE INDEX risk_fact_lifted_by_index ON app.risk_fact USING btree (lifted_by);
CREATE UNIQUE INDEX risk_fact_replaced_once ON app.risk_fact USING btree (area_id, replaces) WHERE (replaces IS NOT NULL);
CREATE INDEX risk_fact_replaces_index ON app.risk_fact USING btree (area_id, replaces, young_person_id);
CREATE INDEX risk_fact_young_person_index ON app.risk_fact USING btree (area_id, young_person_id, found_at DESC);
CREATE TRIGGER known_since_the_brief AFTER INSERT ON app.risk_fact FOR EACH ROW EXECUTE FUNCTION app.known_since_the_brief();
CREATE TRIGGER risk_fact_found AFTER INSERT ON app.risk_fact FOR EACH ROW EXECUTE FUNCTION app.risk_fact_found();
CREATE TRIGGER risk_fact_lifted_now BEFORE UPDATE ON app.risk_fact FOR EACH ROW WHEN (old.lifted_at IS NULL AND new.lifted_at IS NOT NULL) EXECUTE FUNCTION app.risk_fact_lifts();
CREATE TRIGGER risk_fact_lifts AFTER UPDATE ON app.risk_fact FOR EACH ROW WHEN (old.lifted_at IS NULL AND new.lifted_at IS NOT NULL) EXECUTE FUNCTION app.risk_fact_lifts();
CREATE TRIGGER then_looks_at_matches AFTER INSERT OR UPDATE OF lifted_at ON app.risk_fact FOR EACH ROW EXECUTE FUNCTION app.looks_at_their_matches();
alter table app.risk_fact enable row level security, force row level security;
create policy forum_finds on app.risk_fact for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (found_by = ( SELECT app.person_id() AS person_id)) AND (lifted_at IS NULL)));
create policy forum_lifts on app.risk_fact for update to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (lifted_at IS NULL)))
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (lifted_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.risk_fact for all to tr_owner
  using (true)
  with check (true);
create policy read_s5 on app.risk_fact for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_core_discussions() AS my_core_discussions)::uuid[]))));
create policy walled on app.risk_fact as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.risk_fact to app;
grant insert (area_id, young_person_id, discussion_id, kind, certainty, timing, evidence, review_on, replaces, found_by) on app.risk_fact to app;
grant update (lifted_at, lifted_by, lifted_reason) on app.risk_fact to app;

create table app.role (
  key text not null,
  says text not null,
  kind text,
  signs_in text default 'work account'::text not null,
  constraint role_pkey PRIMARY KEY (key),
  constraint role_kind CHECK (kind = ANY (ARRAY['professional'::text, 'trusted-relationships'::text])),
  constraint role_signs_in CHECK (signs_in = ANY (ARRAY['work account'::text, 'passkey'::text]))
);
alter table app.role enable row level security, force row level security;
create policy everybody_reads on app.role for select to app, reports, worker
  using (true);
create policy owner_everything on app.role for all to tr_owner
  using (true)
  with check (true);
grant select on app.role to app;
grant select on app.role to reports;
grant select on app.role to worker;

create table app.role_may (
  role text not null,
  act text not null,
  constraint role_may_pkey PRIMARY KEY (role, act),
  constraint role_may_role FOREIGN KEY (role) REFERENCES app.role(key)
);
alter table app.role_may enable row level security, force row level security;
create policy everybody_reads on app.role_may for select to app, reports, worker
  using (true);
create policy owner_everything on app.role_may for all to tr_owner
  using (true)
  with check (true);
grant select on app.role_may to app;
grant select on app.role_may to reports;
grant select on app.role_may to worker;

create table app.screening (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  form_key text not null,
  form_version integer not null,
  form_hash text not null,
  answers jsonb not null,
  received_on date not null,
  outcome text not null,
  decided_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  moved_at timestamp with time zone,
  takes_back boolean default false not null,
  constraint screening_pkey PRIMARY KEY (area_id, id),
  constraint screening_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint screening_answers_size CHECK (pg_column_size(answers) < 8000000),
  constraint screening_decided_after_it_was_received CHECK (decided_on >= received_on),
  constraint screening_form_hash_is_one CHECK (form_hash ~ '^[0-9a-f]{64}$'::text),
  constraint screening_outcome CHECK (outcome = ANY (ARRAY['assess'::text, 'strategy-discussion'::text, 'no-assessment'::text])),
  constraint screening_takes_back_without_assessment CHECK (NOT takes_back OR outcome = 'no-assessment'::text),
  constraint screening_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint screening_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX screening_newest ON app.screening USING btree (area_id, young_person_id, recorded_at DESC);
CREATE INDEX screening_recorded_by_index ON app.screening USING btree (recorded_by);
CREATE TRIGGER screening_asks_no_more AFTER UPDATE OF moved_at ON app.screening FOR EACH ROW WHEN (new.outcome = 'strategy-discussion'::text AND old.moved_at IS NULL AND new.moved_at IS NOT NULL) EXECUTE FUNCTION app.screening_asks_the_forum();
CREATE TRIGGER screening_asks_the_forum AFTER INSERT ON app.screening FOR EACH ROW WHEN (new.outcome = 'strategy-discussion'::text AND new.moved_at IS NULL) EXECUTE FUNCTION app.screening_asks_the_forum();
alter table app.screening enable row level security, force row level security;
create policy owner_everything on app.screening for all to tr_owner
  using (true)
  with check (true);
create policy read_s4_or_screen on app.screening for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('screen'::text) AS my_young_people)::uuid[])))));
create policy screen on app.screening for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('screen'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id))));
create policy walled on app.screening as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.screening to app;
grant insert (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by, takes_back) on app.screening to app;

create table app.sealed_entry (
  area_id uuid not null,
  wrong_child_id uuid not null,
  original jsonb not null,
  constraint sealed_entry_pkey PRIMARY KEY (area_id, wrong_child_id),
  constraint sealed_entry_wrong_child FOREIGN KEY (area_id, wrong_child_id) REFERENCES app.wrong_child(area_id, id)
);
alter table app.sealed_entry enable row level security, force row level security;
create policy owner_everything on app.sealed_entry for all to tr_owner
  using (true)
  with check (true);

create table app.search_match (
  area_id uuid not null,
  search_id uuid not null,
  found_id uuid not null,
  found_area_id uuid not null,
  alike text[] not null,
  score smallint not null,
  constraint search_match_pkey PRIMARY KEY (area_id, search_id, found_id),
  constraint search_match_found_area FOREIGN KEY (found_area_id) REFERENCES app.area(id),
  constraint search_match_search FOREIGN KEY (area_id, search_id) REFERENCES app.young_person_search(area_id, id)
);
CREATE INDEX search_match_found_area_index ON app.search_match USING btree (found_area_id);
alter table app.search_match enable row level security, force row level security;
create policy owner_everything on app.search_match for all to tr_owner
  using (true)
  with check (true);

create table app.sent_form (
  token uuid not null,
  person_id uuid not null,
  location text default ''::text not null,
  at timestamp with time zone default now() not null,
  constraint sent_form_pkey PRIMARY KEY (token),
  constraint sent_form_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX sent_form_at ON app.sent_form USING btree (at);
CREATE INDEX sent_form_person_index ON app.sent_form USING btree (person_id);
alter table app.sent_form enable row level security, force row level security;
create policy own_forms on app.sent_form for all to app
  using ((person_id = ( SELECT app.person_id() AS person_id)))
  with check ((person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.sent_form for all to tr_owner
  using (true)
  with check (true);
grant insert, select, update on app.sent_form to app;

create table app.service (
  area_id uuid not null,
  key text not null,
  name text not null,
  strand smallint not null,
  limbs text[] not null,
  in_use boolean default true not null,
  worker_kind text,
  worker_ages_from smallint,
  worker_ages_to smallint,
  supervised_by text,
  supervision_days smallint,
  constraint service_pkey PRIMARY KEY (area_id, key),
  constraint service_with_strand UNIQUE (area_id, key, strand),
  constraint service_limbs CHECK (limbs <@ ARRAY['sexual-exploitation'::text, 'serious-assault'::text, 'organised-crime-gang-violence'::text]),
  constraint service_strand CHECK (strand = ANY (ARRAY[1, 2])),
  constraint service_area FOREIGN KEY (area_id) REFERENCES app.area(id)
);
alter table app.service enable row level security, force row level security;
create policy everybody_reads on app.service for select to app, reports, worker
  using (true);
create policy owner_everything on app.service for all to tr_owner
  using (true)
  with check (true);
grant select on app.service to app;
grant select on app.service to reports;
grant select on app.service to worker;

create table app.service_requirement (
  area_id uuid not null,
  service_key text not null,
  key text not null,
  renew_months smallint,
  before_match text not null,
  in_use boolean default true not null,
  constraint service_requirement_pkey PRIMARY KEY (area_id, service_key, key),
  constraint service_requirement_before_match CHECK (before_match = ANY (ARRAY['must'::text, 'should'::text])),
  constraint service_requirement_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key)
);
alter table app.service_requirement enable row level security, force row level security;
create policy everybody_reads on app.service_requirement for select to app, reports, worker
  using (true);
create policy owner_everything on app.service_requirement for all to tr_owner
  using (true)
  with check (true);
grant select on app.service_requirement to app;
grant select on app.service_requirement to reports;
grant select on app.service_requirement to worker;

create table app.session (
  id uuid default uuidv7() not null,
  token_hash bytea not null,
  person_id uuid not null,
  device text default ''::text not null,
  started_at timestamp with time zone default now() not null,
  authenticated_at timestamp with time zone not null,
  last_seen_at timestamp with time zone default now() not null,
  idle_for interval not null,
  expires_at timestamp with time zone not null,
  meeting_until timestamp with time zone,
  ended_at timestamp with time zone,
  ended_because text,
  meeting_area uuid,
  meeting_id uuid,
  passkey_id uuid,
  together_match_id uuid,
  together_young_person_id uuid,
  together_until timestamp with time zone,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_is_unique UNIQUE (token_hash),
  constraint session_ended_because CHECK (ended_because = ANY (ARRAY['signed out'::text, 'signed out everywhere'::text, 'account closed'::text, 'replaced'::text, 'opened with a new code'::text, 'ended by a manager'::text, 'a new code was made'::text, 'its passkey ended'::text])),
  constraint session_ends_with_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  constraint session_together_is_whole CHECK (num_nonnulls(together_match_id, together_young_person_id, together_until) = ANY (ARRAY[0, 3])),
  constraint session_passkey FOREIGN KEY (passkey_id) REFERENCES app.passkey(id),
  constraint session_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX session_expires ON app.session USING btree (expires_at);
CREATE INDEX session_passkey_index ON app.session USING btree (passkey_id) WHERE (passkey_id IS NOT NULL);
CREATE INDEX session_person_index ON app.session USING btree (person_id, started_at DESC);
CREATE TRIGGER session_opened_one_way AFTER INSERT ON app.session FOR EACH ROW EXECUTE FUNCTION app.session_opened_one_way();
CREATE TRIGGER session_times BEFORE INSERT ON app.session FOR EACH ROW EXECUTE FUNCTION app.session_times();
alter table app.session enable row level security, force row level security;
create policy owner_everything on app.session for all to tr_owner
  using (true)
  with check (true);

create table app.sign_in (
  state_hash bytea not null,
  issuer_key text not null,
  pending jsonb not null,
  return_to text not null,
  resumes bytea,
  invitation_hash bytea,
  started_at timestamp with time zone default now() not null,
  constraint sign_in_pkey PRIMARY KEY (state_hash)
);
CREATE INDEX sign_in_started_index ON app.sign_in USING btree (started_at);
alter table app.sign_in enable row level security, force row level security;
create policy owner_everything on app.sign_in for all to tr_owner
  using (true)
  with check (true);

create table app.strand_allocation (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  episode_id uuid not null,
  nomination_id uuid not null,
  decision_kind text default 'accepted'::text not null,
  submitted_by uuid not null,
  strand smallint not null,
  service_key text not null,
  from_at timestamp with time zone default now() not null,
  reason text not null,
  different_reason text,
  decided_by uuid not null,
  until_at timestamp with time zone,
  ended_by uuid,
  ended_reason text,
  ended_kind text,
  constraint strand_allocation_pkey PRIMARY KEY (area_id, id),
  constraint strand_allocation_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint strand_allocation_different_reason_length CHECK (length(different_reason) >= 1 AND length(different_reason) <= 20000),
  constraint strand_allocation_end_is_whole CHECK ((until_at IS NULL) = (ended_by IS NULL) AND (until_at IS NULL) = (ended_reason IS NULL)),
  constraint strand_allocation_ended_kind CHECK (ended_kind = ANY (ARRAY['another strand'::text, 'as planned'::text, 'the young person wished it'::text, 'somebody else helps'::text, 'they moved away'::text, 'it is not safe'::text, 'we did not reach them'::text, 'something else'::text])),
  constraint strand_allocation_ended_kind_of_an_end CHECK (ended_kind IS NULL OR until_at IS NOT NULL),
  constraint strand_allocation_ended_reason_length CHECK (length(ended_reason) >= 1 AND length(ended_reason) <= 20000),
  constraint strand_allocation_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint strand_allocation_follows_acceptance CHECK (decision_kind = 'accepted'::text),
  constraint strand_allocation_not_by_who_submitted CHECK (decided_by <> submitted_by),
  constraint strand_allocation_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 20000),
  constraint strand_allocation_decided_by FOREIGN KEY (decided_by) REFERENCES app.person(id),
  constraint strand_allocation_decision FOREIGN KEY (area_id, nomination_id, young_person_id, decision_kind) REFERENCES app.nomination_decision(area_id, nomination_id, young_person_id, kind),
  constraint strand_allocation_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint strand_allocation_episode FOREIGN KEY (area_id, episode_id, young_person_id) REFERENCES app.episode(area_id, id, young_person_id),
  constraint strand_allocation_service FOREIGN KEY (area_id, service_key, strand) REFERENCES app.service(area_id, key, strand),
  constraint strand_allocation_submitted_by FOREIGN KEY (area_id, nomination_id, submitted_by) REFERENCES app.nomination(area_id, id, submitted_by)
);
CREATE INDEX strand_allocation_decided_by_index ON app.strand_allocation USING btree (decided_by);
CREATE INDEX strand_allocation_decision_index ON app.strand_allocation USING btree (area_id, nomination_id, young_person_id, decision_kind);
CREATE INDEX strand_allocation_ended_by_index ON app.strand_allocation USING btree (ended_by);
CREATE INDEX strand_allocation_episode_index ON app.strand_allocation USING btree (area_id, episode_id, young_person_id);
CREATE UNIQUE INDEX strand_allocation_once ON app.strand_allocation USING btree (area_id, young_person_id, strand) WHERE (until_at IS NULL);
CREATE INDEX strand_allocation_service_index ON app.strand_allocation USING btree (area_id, service_key, strand);
CREATE INDEX strand_allocation_service_now ON app.strand_allocation USING btree (area_id, service_key, from_at) WHERE (until_at IS NULL);
CREATE INDEX strand_allocation_submitted_by_index ON app.strand_allocation USING btree (area_id, nomination_id, submitted_by);
CREATE INDEX strand_allocation_young_person_index ON app.strand_allocation USING btree (area_id, young_person_id, from_at DESC);
CREATE TRIGGER known_adults_end_with_the_strand AFTER UPDATE OF until_at ON app.strand_allocation FOR EACH ROW WHEN (old.until_at IS NULL AND new.until_at IS NOT NULL) EXECUTE FUNCTION app.known_adults_end_with_the_strand();
CREATE TRIGGER says_why_it_ended AFTER UPDATE OF until_at ON app.strand_allocation FOR EACH ROW WHEN (old.until_at IS NULL AND new.until_at IS NOT NULL AND new.ended_kind IS NULL AND CURRENT_USER = 'app'::name) EXECUTE FUNCTION app.strand_says_why_it_ended();
CREATE TRIGGER strand_allocation_comes BEFORE INSERT ON app.strand_allocation FOR EACH ROW EXECUTE FUNCTION app.strand_allocation_comes();
CREATE TRIGGER strand_allocation_ends AFTER UPDATE OF until_at ON app.strand_allocation FOR EACH ROW WHEN (old.until_at IS NULL AND new.until_at IS NOT NULL) EXECUTE FUNCTION app.strand_allocation_ends();
CREATE TRIGGER strand_asks_about_sharing AFTER INSERT ON app.strand_allocation FOR EACH ROW EXECUTE FUNCTION app.strand_asks_about_sharing();
CREATE TRIGGER strand_asks_for_consent AFTER INSERT ON app.strand_allocation FOR EACH ROW EXECUTE FUNCTION app.strand_asks_for_consent();
CREATE TRIGGER strand_ends_matches AFTER UPDATE OF until_at ON app.strand_allocation FOR EACH ROW WHEN (old.until_at IS NULL AND new.until_at IS NOT NULL) EXECUTE FUNCTION app.matches_of_what_ended();
CREATE TRIGGER strand_stands_on_two_yeses BEFORE INSERT ON app.strand_allocation FOR EACH ROW EXECUTE FUNCTION app.strand_stands_on_two_yeses();
CREATE TRIGGER tried_before_a_strand_ends AFTER UPDATE OF ended_kind ON app.strand_allocation FOR EACH ROW WHEN (new.ended_kind = 'we did not reach them'::text AND old.ended_kind IS DISTINCT FROM new.ended_kind) EXECUTE FUNCTION app.tried_before_a_strand_ends();
CREATE TRIGGER waits_no_more AFTER UPDATE OF until_at ON app.strand_allocation FOR EACH ROW WHEN (old.until_at IS NULL AND new.until_at IS NOT NULL) EXECUTE FUNCTION app.waits_no_more();
alter table app.strand_allocation enable row level security, force row level security;
create policy list_or_read_s3 on app.strand_allocation for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('list nominated young people'::text) AS my_areas_to)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.strand_allocation for all to tr_owner
  using (true)
  with check (true);
create policy panel_allocates on app.strand_allocation for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('decide a nomination'::text) AS my_young_people)::uuid[])) AND (decided_by = ( SELECT app.person_id() AS person_id))));
create policy panel_ends on app.strand_allocation for update to app
  using (((until_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('decide a nomination'::text) AS my_young_people)::uuid[])) AND (nomination_id <> ALL (( SELECT app.not_for_me_to_decide() AS not_for_me_to_decide)::uuid[]))))
  with check (((ended_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('decide a nomination'::text) AS my_young_people)::uuid[]))));
create policy walled on app.strand_allocation as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.strand_allocation to app;
grant insert (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by) on app.strand_allocation to app;
grant update (until_at, ended_by, ended_reason, ended_kind) on app.strand_allocation to app;

create table app.supervision (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_id uuid not null,
  held_on date not null,
  held_by uuid not null,
  how text not null,
  recorded_at timestamp with time zone default now() not null,
  constraint supervision_pkey PRIMARY KEY (area_id, id),
  constraint supervision_of_worker UNIQUE (area_id, id, worker_id, held_by),
  constraint supervision_how CHECK (how = ANY (ARRAY['in person'::text, 'by video'::text, 'by telephone'::text, 'in a group'::text])),
  constraint supervision_held_by FOREIGN KEY (held_by) REFERENCES app.person(id),
  constraint supervision_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX supervision_held_by_index ON app.supervision USING btree (held_by);
CREATE INDEX supervision_worker_index ON app.supervision USING btree (area_id, worker_id, held_on DESC);
CREATE TRIGGER supervision_comes AFTER INSERT ON app.supervision FOR EACH ROW EXECUTE FUNCTION app.supervision_comes();
CREATE TRIGGER worker_due_again AFTER INSERT ON app.supervision FOR EACH ROW EXECUTE FUNCTION app.worker_due_again();
alter table app.supervision enable row level security, force row level security;
create policy managed_or_own on app.supervision for select to app
  using (((worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR (worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[]))));
create policy owner_everything on app.supervision for all to tr_owner
  using (true)
  with check (true);
create policy supervisor_records on app.supervision for insert to app
  with check (((held_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('supervise workers'::text) AS my_workers)::uuid[]))));
grant select on app.supervision to app;
grant insert (area_id, id, worker_id, held_on, held_by, how) on app.supervision to app;

create table app.supervision_note (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  supervision_id uuid not null,
  worker_id uuid not null,
  held_by uuid not null,
  wellbeing text not null,
  support text,
  says text not null,
  agreed text,
  written_at timestamp with time zone default now() not null,
  constraint supervision_note_pkey PRIMARY KEY (area_id, id),
  constraint supervision_note_once UNIQUE (area_id, supervision_id),
  constraint supervision_note_agreed_length CHECK (length(agreed) >= 1 AND length(agreed) <= 20000),
  constraint supervision_note_says_length CHECK (length(says) >= 1 AND length(says) <= 50000),
  constraint supervision_note_support_length CHECK (length(support) >= 1 AND length(support) <= 20000),
  constraint supervision_note_support_when_needed CHECK (wellbeing <> 'needs support'::text OR support IS NOT NULL),
  constraint supervision_note_wellbeing CHECK (wellbeing = ANY (ARRAY['well'::text, 'some strain'::text, 'needs support'::text, 'not asked'::text])),
  constraint supervision_note_of FOREIGN KEY (area_id, supervision_id, worker_id, held_by) REFERENCES app.supervision(area_id, id, worker_id, held_by)
);
CREATE INDEX supervision_note_of_index ON app.supervision_note USING btree (area_id, supervision_id, worker_id, held_by);
CREATE TRIGGER supervision_note_in_neutral_words AFTER INSERT ON app.supervision_note FOR EACH ROW EXECUTE FUNCTION app.supervision_note_in_neutral_words();
alter table app.supervision_note enable row level security, force row level security;
create policy owner_everything on app.supervision_note for all to tr_owner
  using (true)
  with check (true);
create policy supervisor_writes on app.supervision_note for insert to app
  with check (((held_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('supervise workers'::text) AS my_workers)::uuid[]))));
create policy worker_and_supervisor on app.supervision_note for select to app
  using ((((worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[])) AND (id = ANY (( SELECT app.my_neutral_supervisions() AS my_neutral_supervisions)::uuid[]))) OR ((held_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('supervise workers'::text) AS my_workers)::uuid[])))));
grant select on app.supervision_note to app;
grant insert (area_id, supervision_id, worker_id, held_by, wellbeing, support, says, agreed) on app.supervision_note to app;

create table app.system (
  only_row boolean default true not null,
  kind text not null,
  sign_in_key bytea not null,
  configuration_hash text default ''::text not null,
  made_at timestamp with time zone default now() not null,
  mails_from text,
  bank_holidays date[] default '{}'::date[] not null,
  constraint system_pkey PRIMARY KEY (only_row),
  constraint system_has_one_row CHECK (only_row),
  constraint system_kind CHECK (kind = ANY (ARRAY['trial'::text, 'live'::text])),
  constraint system_sign_in_key_is_long CHECK (length(sign_in_key) >= 32)
);
alter table app.system enable row level security, force row level security;
create policy owner_everything on app.system for all to tr_owner
  using (true)
  with check (true);

create table app.task (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid,
  kind text not null,
  record_id uuid,
  desk text not null,
  path text not null,
  due_on date,
  asked_at timestamp with time zone default now() not null,
  asked_by uuid,
  settled_at timestamp with time zone,
  settled_by uuid,
  constraint task_pkey PRIMARY KEY (area_id, id),
  constraint task_desk CHECK (desk ~ '^(person|team):[0-9a-f-]{36}$'::text OR desk ~ '^(role|service):[0-9a-f-]{36}:[a-z0-9-]+$'::text),
  constraint task_kind_is_a_word CHECK (kind ~ '^[a-z][a-z -]{2,60}$'::text),
  constraint task_path_is_our_own CHECK (path ~ '^/([a-z0-9-]+(/[a-z0-9-]+)*)?(\?[a-z0-9=&-]*)?$'::text),
  constraint task_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint task_asked_by FOREIGN KEY (asked_by) REFERENCES app.person(id),
  constraint task_settled_by FOREIGN KEY (settled_by) REFERENCES app.person(id),
  constraint task_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX task_asked_by_index ON app.task USING btree (asked_by);
CREATE INDEX task_desk_due ON app.task USING btree (desk, due_on, id) WHERE (settled_at IS NULL);
CREATE UNIQUE INDEX task_open_once ON app.task USING btree (area_id, kind, desk, COALESCE(record_id, young_person_id, area_id)) WHERE (settled_at IS NULL);
CREATE INDEX task_record ON app.task USING btree (record_id) WHERE (settled_at IS NULL);
CREATE INDEX task_settled_by_index ON app.task USING btree (settled_by);
CREATE INDEX task_young_person_index ON app.task USING btree (area_id, young_person_id);
alter table app.task enable row level security, force row level security;
create policy at_my_desk on app.task for select to app
  using ((desk = ANY (( SELECT app.my_desks() AS my_desks)::text[])));
create policy not_the_two on app.task as restrictive for select to app
  using (((kind <> 'look at a keep-apart again'::text) OR (record_id IS NULL) OR (record_id <> ALL (( SELECT app.worker_aparts_of_me() AS worker_aparts_of_me)::uuid[]))));
create policy of_my_team on app.task for select to app
  using (((desk = ANY (( SELECT app.desks_i_manage() AS desks_i_manage)::text[])) AND (young_person_id = ANY (( SELECT app.my_young_people('read S1'::text) AS my_young_people)::uuid[]))));
create policy of_whom_i_stand_in_for on app.task for select to app
  using (((desk = ANY (( SELECT app.desks_i_stand_in_for() AS desks_i_stand_in_for)::text[])) AND (young_person_id = ANY (( SELECT app.my_young_people('read S1'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.task for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.task as restrictive for all to app
  using (((young_person_id IS NULL) OR (young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant select on app.task to app;

create table app.task_settled_by (
  kind text not null,
  act text not null,
  constraint task_settled_by_pkey PRIMARY KEY (kind, act)
);
alter table app.task_settled_by enable row level security, force row level security;
create policy owner_everything on app.task_settled_by for all to tr_owner
  using (true)
  with check (true);

create table app.team (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  agency_id uuid not null,
  name text not null,
  phone text,
  in_use boolean default true not null,
  constraint team_pkey PRIMARY KEY (area_id, id),
  constraint team_name_is_unique UNIQUE (area_id, agency_id, name),
  constraint team_of_agency UNIQUE (area_id, id, agency_id),
  constraint team_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id)
);
alter table app.team enable row level security, force row level security;
create policy everybody_reads on app.team for select to app, reports, worker
  using (true);
create policy owner_everything on app.team for all to tr_owner
  using (true)
  with check (true);
grant select on app.team to app;
grant select on app.team to reports;
grant select on app.team to worker;

create table app.trusted_adult (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  circle text not null,
  answer text not null,
  words text,
  asked_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  moved_at timestamp with time zone,
  constraint trusted_adult_pkey PRIMARY KEY (area_id, id),
  constraint trusted_adult_answer CHECK (answer = ANY (ARRAY['yes'::text, 'no'::text, 'not known'::text, 'not asked'::text, 'prefers not to say'::text])),
  constraint trusted_adult_circle CHECK (circle = ANY (ARRAY['family'::text, 'community'::text, 'professional'::text])),
  constraint trusted_adult_words_length CHECK (length(words) <= 50000),
  constraint trusted_adult_words_say_who CHECK (words IS NULL OR answer = 'yes'::text) NOT VALID,
  constraint trusted_adult_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint trusted_adult_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX trusted_adult_newest ON app.trusted_adult USING btree (area_id, young_person_id, circle, recorded_at DESC);
CREATE INDEX trusted_adult_recorded_by_index ON app.trusted_adult USING btree (recorded_by);
alter table app.trusted_adult enable row level security, force row level security;
create policy owner_everything on app.trusted_adult for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.trusted_adult for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[]))));
create policy record_it on app.trusted_adult for insert to app
  with check (((moved_at IS NULL) AND (recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record what is known'::text) AS my_young_people)::uuid[]))));
create policy walled on app.trusted_adult as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.trusted_adult to app;

create table app.waiting_check (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  strand_allocation_id uuid not null,
  checked_on date default ((now() AT TIME ZONE 'Europe/London'::text))::date not null,
  checked_by uuid not null,
  keeps_in_touch text not null,
  how_often text not null,
  told text not null,
  how_they_are text not null,
  recorded_at timestamp with time zone default now() not null,
  constraint waiting_check_pkey PRIMARY KEY (area_id, id),
  constraint waiting_check_how_often_length CHECK (length(how_often) >= 1 AND length(how_often) <= 200),
  constraint waiting_check_how_they_are_length CHECK (length(how_they_are) >= 1 AND length(how_they_are) <= 10000),
  constraint waiting_check_keeps_in_touch_length CHECK (length(keeps_in_touch) >= 1 AND length(keeps_in_touch) <= 200),
  constraint waiting_check_told_length CHECK (length(told) >= 1 AND length(told) <= 10000),
  constraint waiting_check_checked_by FOREIGN KEY (checked_by) REFERENCES app.person(id),
  constraint waiting_check_strand FOREIGN KEY (area_id, strand_allocation_id, young_person_id) REFERENCES app.strand_allocation(area_id, id, young_person_id)
);
CREATE INDEX waiting_check_checked_by_index ON app.waiting_check USING btree (checked_by);
CREATE INDEX waiting_check_newest ON app.waiting_check USING btree (area_id, strand_allocation_id, recorded_at DESC);
CREATE INDEX waiting_check_strand_index ON app.waiting_check USING btree (area_id, strand_allocation_id, young_person_id);
CREATE INDEX waiting_check_young_person_index ON app.waiting_check USING btree (area_id, young_person_id);
CREATE TRIGGER waiting_checked AFTER INSERT ON app.waiting_check FOR EACH ROW EXECUTE FUNCTION app.waiting_checked();
alter table app.waiting_check enable row level security, force row level security;
create policy owner_everything on app.waiting_check for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.waiting_check for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.waiting_check as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_checks on app.waiting_check for insert to app
  with check (((checked_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('check on who waits'::text) AS my_young_people)::uuid[]))));
grant select on app.waiting_check to app;
grant insert (area_id, id, young_person_id, strand_allocation_id, checked_by, keeps_in_touch, how_often, told, how_they_are) on app.waiting_check to app;

create table app.wall (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  person_id uuid not null,
  kind text not null,
  said_by uuid not null,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  reason text,
  ended_by uuid,
  ended_reason text,
  constraint wall_pkey PRIMARY KEY (area_id, id),
  constraint wall_ended_by_somebody_else CHECK (ended_by <> person_id),
  constraint wall_ended_reason_length CHECK (length(ended_reason) >= 1 AND length(ended_reason) <= 2000),
  constraint wall_ended_with_a_reason CHECK ((ended_by IS NULL) = (ended_reason IS NULL) AND (ended_by IS NULL OR until_at IS NOT NULL)),
  constraint wall_kind CHECK (kind = ANY (ARRAY['household'::text, 'relative'::text, 'friend'::text, 'neighbour'::text, 'knows the family'::text, 'poses a risk'::text, 'keep apart'::text])),
  constraint wall_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 2000),
  constraint wall_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint wall_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint wall_said_by FOREIGN KEY (said_by) REFERENCES app.person(id),
  constraint wall_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX wall_ended_by_index ON app.wall USING btree (ended_by);
CREATE UNIQUE INDEX wall_once ON app.wall USING btree (person_id, young_person_id) WHERE (until_at IS NULL);
CREATE INDEX wall_person_index ON app.wall USING btree (person_id);
CREATE INDEX wall_said_by_index ON app.wall USING btree (said_by);
CREATE INDEX wall_young_person_index ON app.wall USING btree (area_id, young_person_id);
CREATE TRIGGER keep_apart_calls_off AFTER INSERT ON app.wall FOR EACH ROW WHEN (new.until_at IS NULL) EXECUTE FUNCTION app.keep_apart_calls_off();
CREATE TRIGGER looks_at_matches AFTER INSERT OR UPDATE OF until_at ON app.wall FOR EACH ROW EXECUTE FUNCTION app.looks_at_their_matches();
CREATE TRIGGER wall_leaves_nobody_alone AFTER INSERT ON app.wall FOR EACH ROW WHEN (new.until_at IS NULL) EXECUTE FUNCTION app.wall_leaves_nobody_alone();
CREATE TRIGGER wall_sends_tasks_home AFTER INSERT ON app.wall FOR EACH ROW WHEN (new.until_at IS NULL) EXECUTE FUNCTION app.wall_sends_tasks_home();
CREATE TRIGGER who_meets_whom BEFORE INSERT ON app.wall FOR EACH ROW EXECUTE FUNCTION app.who_meets_whom();
alter table app.wall enable row level security, force row level security;
create policy own_or_governance on app.wall for select to app
  using (((person_id = ( SELECT app.person_id() AS person_id)) AND (said_by = ( SELECT app.person_id() AS person_id)) AND (kind <> 'poses a risk'::text) AND (kind <> 'keep apart'::text)));
create policy owner_everything on app.wall for all to tr_owner
  using (true)
  with check (true);
grant select on app.wall to app;

create table app.wishes (
  area_id uuid not null,
  young_person_id uuid not null,
  asked text not null,
  asked_on date,
  not_asked_reason text,
  gender text default 'no matter'::text not null,
  available text[] default '{}'::text[] not null,
  places text[] default '{}'::text[] not null,
  languages text[] default '{}'::text[] not null,
  interests text[] default '{}'::text[] not null,
  words text,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid not null,
  version integer default 1 not null,
  id uuid default uuidv7() not null,
  constraint wishes_pkey PRIMARY KEY (area_id, young_person_id),
  constraint wishes_id UNIQUE (area_id, id),
  constraint wishes_asked CHECK (asked = ANY (ARRAY['asked'::text, 'not asked'::text])),
  constraint wishes_asked_on_a_day CHECK ((asked = 'asked'::text) = (asked_on IS NOT NULL)),
  constraint wishes_available CHECK (available <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'::text[]),
  constraint wishes_gender CHECK (gender = ANY (ARRAY['woman'::text, 'man'::text, 'no matter'::text])),
  constraint wishes_not_asked_for_a_reason CHECK ((asked = 'not asked'::text) = (not_asked_reason IS NOT NULL)),
  constraint wishes_not_asked_reason_length CHECK (length(not_asked_reason) >= 1 AND length(not_asked_reason) <= 10000),
  constraint wishes_words_length CHECK (length(words) >= 1 AND length(words) <= 20000),
  constraint wishes_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint wishes_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX wishes_changed_by_index ON app.wishes USING btree (changed_by);
CREATE TRIGGER keeps_history AFTER INSERT OR UPDATE ON app.wishes FOR EACH ROW EXECUTE FUNCTION app.keeps_history('asked', '3', 'asked what they wish', 'not_asked_reason', '3', 'why they were not asked', 'words', '3', 'what they wish', 'gender', '3', 'whom they would rather meet', 'languages', '3', 'languages they want to talk in', 'interests', '3', 'what they like', 'available', '3', 'when they can meet', 'places', '3', 'where they can meet');
alter table app.wishes enable row level security, force row level security;
create policy owner_everything on app.wishes for all to tr_owner
  using (true)
  with check (true);
create policy read_s3 on app.wishes for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S3'::text) AS my_young_people)::uuid[])));
create policy walled on app.wishes as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy who_asks_adds on app.wishes for insert to app
  with check (((changed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record wishes'::text) AS my_young_people)::uuid[]))));
create policy who_asks_changes on app.wishes for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('record wishes'::text) AS my_young_people)::uuid[])))
  with check (((changed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('record wishes'::text) AS my_young_people)::uuid[]))));
grant select on app.wishes to app;
grant insert (area_id, young_person_id, asked, asked_on, not_asked_reason, gender, available, places, languages, interests, words, changed_by) on app.wishes to app;
grant update (asked, asked_on, not_asked_reason, gender, available, places, languages, interests, words, changed_at, changed_by, version) on app.wishes to app;

create table app.worker (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  person_id uuid not null,
  service_key text not null,
  born_on date not null,
  started_on date not null,
  confirmed_by text,
  confirmed_on date,
  safeguarding_lead text,
  emergency_contact text,
  gender text default 'not said'::text not null,
  pronouns text,
  languages text[] default '{}'::text[] not null,
  interests text[] default '{}'::text[] not null,
  lived_experience text,
  young_people_at_most smallint not null,
  available text[] default '{}'::text[] not null,
  places text[] default '{}'::text[] not null,
  added_at timestamp with time zone default now() not null,
  added_by uuid not null,
  left_at timestamp with time zone,
  left_by uuid,
  left_as text,
  version integer default 1 not null,
  constraint worker_pkey PRIMARY KEY (area_id, id),
  constraint worker_id_is_unique UNIQUE (id),
  constraint worker_available CHECK (available <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'::text[]),
  constraint worker_confirmation_is_whole CHECK ((confirmed_by IS NULL) = (confirmed_on IS NULL)),
  constraint worker_confirmed_by_length CHECK (length(confirmed_by) >= 1 AND length(confirmed_by) <= 200),
  constraint worker_emergency_contact_length CHECK (length(emergency_contact) >= 1 AND length(emergency_contact) <= 300),
  constraint worker_gender CHECK (gender = ANY (ARRAY['woman'::text, 'man'::text, 'another'::text, 'not said'::text])),
  constraint worker_left_as CHECK (left_as = ANY (ARRAY['moved on'::text, 'the service ended'::text, 'concern about conduct'::text, 'another reason'::text])),
  constraint worker_left_is_whole CHECK ((left_at IS NULL) = (left_by IS NULL) AND (left_at IS NULL) = (left_as IS NULL)),
  constraint worker_lived_experience_length CHECK (length(lived_experience) >= 1 AND length(lived_experience) <= 20000),
  constraint worker_pronouns_length CHECK (length(pronouns) >= 1 AND length(pronouns) <= 200),
  constraint worker_safeguarding_lead_length CHECK (length(safeguarding_lead) >= 1 AND length(safeguarding_lead) <= 300),
  constraint worker_young_people_at_most CHECK (young_people_at_most >= 0 AND young_people_at_most <= 40),
  constraint worker_added_by FOREIGN KEY (added_by) REFERENCES app.person(id),
  constraint worker_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint worker_left_by FOREIGN KEY (left_by) REFERENCES app.person(id),
  constraint worker_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint worker_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key)
);
CREATE INDEX worker_added_by_index ON app.worker USING btree (added_by);
CREATE INDEX worker_left_by_index ON app.worker USING btree (left_by);
CREATE UNIQUE INDEX worker_once ON app.worker USING btree (area_id, service_key, person_id) WHERE (left_at IS NULL);
CREATE INDEX worker_person_index ON app.worker USING btree (person_id);
CREATE INDEX worker_service_index ON app.worker USING btree (area_id, service_key);
CREATE TRIGGER drafts_end_with_the_worker AFTER UPDATE OF left_at ON app.worker FOR EACH ROW WHEN (old.left_at IS NULL AND new.left_at IS NOT NULL) EXECUTE FUNCTION app.drafts_end_with_the_worker();
CREATE TRIGGER leaves_their_matches AFTER UPDATE OF left_at ON app.worker FOR EACH ROW WHEN (old.left_at IS NULL AND new.left_at IS NOT NULL) EXECUTE FUNCTION app.leaves_their_matches();
CREATE TRIGGER worker_comes AFTER INSERT OR UPDATE OF born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact ON app.worker FOR EACH ROW EXECUTE FUNCTION app.worker_comes();
CREATE TRIGGER worker_due_again AFTER UPDATE OF left_at ON app.worker FOR EACH ROW WHEN (old.left_at IS NULL AND new.left_at IS NOT NULL) EXECUTE FUNCTION app.worker_due_again();
CREATE TRIGGER worker_leaves_matches AFTER UPDATE OF left_at ON app.worker FOR EACH ROW WHEN (old.left_at IS NULL AND new.left_at IS NOT NULL) EXECUTE FUNCTION app.matches_of_what_ended();
alter table app.worker enable row level security, force row level security;
create policy managed_or_own on app.worker for select to app
  using (((id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR (id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[]))));
create policy manager_adds on app.worker for insert to app
  with check (((((area_id || ':'::text) || service_key) = ANY (( SELECT app.my_services_to('manage workers'::text) AS my_services_to)::text[])) AND (added_by = ( SELECT app.person_id() AS person_id)) AND (person_id <> ( SELECT app.person_id() AS person_id))));
create policy manager_changes on app.worker for update to app
  using (((left_at IS NULL) AND (id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))))
  with check ((id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])));
create policy owner_everything on app.worker for all to tr_owner
  using (true)
  with check (true);
grant select on app.worker to app;
grant insert (area_id, id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, gender, young_people_at_most, added_by) on app.worker to app;
grant update (born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, gender, young_people_at_most, available, places, version) on app.worker to app;

create table app.worker_apart (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_id uuid not null,
  other_worker_id uuid,
  other_area_id uuid,
  other_words text,
  other_role text,
  own_past boolean default false not null,
  how_far text not null,
  reason text,
  evidence text,
  confirmed_by text,
  review_on date not null,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  closed_at timestamp with time zone,
  closed_by uuid,
  closed_reason text,
  constraint worker_apart_pkey PRIMARY KEY (area_id, id),
  constraint worker_apart_closed_reason_length CHECK (length(closed_reason) >= 1 AND length(closed_reason) <= 10000),
  constraint worker_apart_closing_is_whole CHECK ((closed_at IS NULL) = (closed_by IS NULL) AND (closed_at IS NULL) = (closed_reason IS NULL)),
  constraint worker_apart_confirmed_by_length CHECK (length(confirmed_by) >= 1 AND length(confirmed_by) <= 200),
  constraint worker_apart_evidence_length CHECK (length(evidence) >= 1 AND length(evidence) <= 10000),
  constraint worker_apart_how_far CHECK (how_far = ANY (ARRAY['no contact at all'::text, 'not in the same place at the same time'::text])),
  constraint worker_apart_of_two CHECK (num_nonnulls(other_worker_id, other_words) = 1 AND other_worker_id IS DISTINCT FROM worker_id),
  constraint worker_apart_other_is_of_an_area CHECK ((other_worker_id IS NULL) = (other_area_id IS NULL)),
  constraint worker_apart_other_role CHECK (other_role = ANY (ARRAY['family or network'::text, 'poses a risk'::text, 'somebody else'::text])),
  constraint worker_apart_other_words_length CHECK (length(other_words) >= 1 AND length(other_words) <= 500),
  constraint worker_apart_own_past_is_not_written_down CHECK (own_past = (reason IS NULL) AND own_past = (evidence IS NULL) AND own_past = (confirmed_by IS NOT NULL)),
  constraint worker_apart_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 10000),
  constraint worker_apart_role_of_words CHECK ((other_role IS NULL) = (other_words IS NULL)),
  constraint worker_apart_closed_by FOREIGN KEY (closed_by) REFERENCES app.person(id),
  constraint worker_apart_other_worker FOREIGN KEY (other_area_id, other_worker_id) REFERENCES app.worker(area_id, id),
  constraint worker_apart_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint worker_apart_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX worker_apart_closed_by_index ON app.worker_apart USING btree (closed_by);
CREATE INDEX worker_apart_other_area_index ON app.worker_apart USING btree (other_area_id, other_worker_id);
CREATE INDEX worker_apart_recorded_by_index ON app.worker_apart USING btree (recorded_by);
CREATE INDEX worker_apart_worker_index ON app.worker_apart USING btree (area_id, worker_id);
CREATE TRIGGER keep_apart_closes BEFORE UPDATE ON app.worker_apart FOR EACH ROW WHEN (old.closed_by IS NULL AND new.closed_by IS NOT NULL) EXECUTE FUNCTION app.keep_apart_closes();
CREATE TRIGGER keep_apart_holds AFTER INSERT ON app.worker_apart FOR EACH ROW EXECUTE FUNCTION app.keep_apart_holds();
CREATE TRIGGER looks_at_hand_overs AFTER INSERT OR UPDATE OF closed_at ON app.worker_apart FOR EACH ROW WHEN (new.other_worker_id IS NOT NULL) EXECUTE FUNCTION app.worker_apart_looks_at_hand_overs();
CREATE TRIGGER who_meets_whom BEFORE INSERT ON app.worker_apart FOR EACH ROW EXECUTE FUNCTION app.who_meets_whom();
CREATE TRIGGER worker_apart_calls_off AFTER INSERT ON app.worker_apart FOR EACH ROW WHEN (new.other_worker_id IS NOT NULL AND new.closed_at IS NULL) EXECUTE FUNCTION app.worker_apart_calls_off();
CREATE TRIGGER worker_apart_of_two_people AFTER INSERT ON app.worker_apart FOR EACH ROW WHEN (new.other_worker_id IS NOT NULL) EXECUTE FUNCTION app.worker_apart_of_two_people();
CREATE TRIGGER worker_apart_other_area BEFORE INSERT ON app.worker_apart FOR EACH ROW WHEN (new.other_worker_id IS NOT NULL) EXECUTE FUNCTION app.worker_apart_other_area();
alter table app.worker_apart enable row level security, force row level security;
create policy not_the_two on app.worker_apart as restrictive for all to app
  using (((worker_id <> ALL (( SELECT app.me_as_any_worker() AS me_as_any_worker)::uuid[])) AND ((other_worker_id IS NULL) OR (other_worker_id <> ALL (( SELECT app.me_as_any_worker() AS me_as_any_worker)::uuid[])))));
create policy owner_everything on app.worker_apart for all to tr_owner
  using (true)
  with check (true);
create policy who_keeps_apart on app.worker_apart for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))));
create policy who_manages on app.worker_apart for select to app
  using (((worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR ((other_area_id = area_id) AND (other_worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])))));
grant select on app.worker_apart to app;
grant insert (area_id, id, worker_id, other_worker_id, other_words, other_role, own_past, how_far, reason, evidence, confirmed_by, review_on, recorded_by) on app.worker_apart to app;

create table app.worker_apart_look (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_apart_id uuid not null,
  says text not null,
  next_on date not null,
  looked_at timestamp with time zone default now() not null,
  looked_by uuid not null,
  constraint worker_apart_look_pkey PRIMARY KEY (area_id, id),
  constraint worker_apart_look_says_length CHECK (length(says) >= 1 AND length(says) <= 10000),
  constraint worker_apart_look_by FOREIGN KEY (looked_by) REFERENCES app.person(id),
  constraint worker_apart_look_of FOREIGN KEY (area_id, worker_apart_id) REFERENCES app.worker_apart(area_id, id)
);
CREATE INDEX worker_apart_look_by_index ON app.worker_apart_look USING btree (looked_by);
CREATE INDEX worker_apart_look_of_index ON app.worker_apart_look USING btree (area_id, worker_apart_id);
alter table app.worker_apart_look enable row level security, force row level security;
create policy owner_everything on app.worker_apart_look for all to tr_owner
  using (true)
  with check (true);

create table app.worker_leave (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  worker_id uuid not null,
  from_on date not null,
  back_on date,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  taken_back_at timestamp with time zone,
  taken_back_by uuid,
  constraint worker_leave_pkey PRIMARY KEY (area_id, id),
  constraint worker_leave_back_after_it_began CHECK (back_on > from_on),
  constraint worker_leave_taken_back_is_whole CHECK ((taken_back_at IS NULL) = (taken_back_by IS NULL)),
  constraint worker_leave_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint worker_leave_taken_back_by FOREIGN KEY (taken_back_by) REFERENCES app.person(id),
  constraint worker_leave_worker FOREIGN KEY (area_id, worker_id) REFERENCES app.worker(area_id, id)
);
CREATE INDEX worker_leave_recorded_by_index ON app.worker_leave USING btree (recorded_by);
CREATE INDEX worker_leave_taken_back_by_index ON app.worker_leave USING btree (taken_back_by);
CREATE INDEX worker_leave_worker_index ON app.worker_leave USING btree (area_id, worker_id, from_on);
CREATE TRIGGER looks_at_matches AFTER INSERT OR UPDATE OF taken_back_at, taken_back_by ON app.worker_leave FOR EACH ROW EXECUTE FUNCTION app.looks_at_matches_of_worker();
CREATE TRIGGER worker_due_again AFTER INSERT OR UPDATE ON app.worker_leave FOR EACH ROW EXECUTE FUNCTION app.worker_due_again();
CREATE TRIGGER worker_leave_called_off BEFORE UPDATE ON app.worker_leave FOR EACH ROW WHEN (new.taken_back_by IS NOT NULL) EXECUTE FUNCTION app.requirement_met_taken_back();
CREATE TRIGGER worker_leave_comes AFTER INSERT ON app.worker_leave FOR EACH ROW EXECUTE FUNCTION app.worker_leave_comes();
alter table app.worker_leave enable row level security, force row level security;
create policy managed_or_own on app.worker_leave for select to app
  using (((worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[])) OR (worker_id = ANY (( SELECT app.me_as_worker() AS me_as_worker)::uuid[]))));
create policy manager_calls_off on app.worker_leave for update to app
  using (((taken_back_at IS NULL) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))))
  with check (((taken_back_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))));
create policy manager_says on app.worker_leave for insert to app
  with check (((recorded_by = ( SELECT app.person_id() AS person_id)) AND (worker_id = ANY (( SELECT app.my_workers('manage workers'::text) AS my_workers)::uuid[]))));
create policy owner_everything on app.worker_leave for all to tr_owner
  using (true)
  with check (true);
grant select on app.worker_leave to app;
grant insert (area_id, id, worker_id, from_on, back_on, recorded_by) on app.worker_leave to app;
grant update (taken_back_at, taken_back_by) on app.worker_leave to app;

create table app.wrong_child (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  right_young_person_id uuid not null,
  kind text not null,
  entry_id uuid not null,
  moved_to_id uuid not null,
  reason text not null,
  seal bytea not null,
  recorded_at timestamp with time zone not null,
  moved_at timestamp with time zone default now() not null,
  moved_by uuid not null,
  constraint wrong_child_pkey PRIMARY KEY (area_id, id),
  constraint wrong_child_entry_once UNIQUE (area_id, kind, entry_id),
  constraint wrong_child_kind CHECK (kind = ANY (ARRAY['exploitation concern'::text, 'trusted adult'::text, 'link'::text, 'status'::text, 'risk assessment'::text, 'screening'::text, 'night note'::text, 'answer about consent'::text, 'relevant individual'::text, 'wishes'::text, 'keep apart'::text])),
  constraint wrong_child_of_two CHECK (young_person_id <> right_young_person_id),
  constraint wrong_child_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint wrong_child_moved_by FOREIGN KEY (moved_by) REFERENCES app.person(id),
  constraint wrong_child_right_young_person FOREIGN KEY (area_id, right_young_person_id) REFERENCES app.young_person(area_id, id),
  constraint wrong_child_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX wrong_child_moved_by_index ON app.wrong_child USING btree (moved_by);
CREATE INDEX wrong_child_newest ON app.wrong_child USING btree (area_id, id DESC);
CREATE INDEX wrong_child_right_young_person_index ON app.wrong_child USING btree (area_id, right_young_person_id);
CREATE INDEX wrong_child_young_person_index ON app.wrong_child USING btree (area_id, young_person_id);
CREATE TRIGGER seals_the_entry AFTER INSERT ON app.wrong_child FOR EACH ROW EXECUTE FUNCTION app.seals_the_entry();
alter table app.wrong_child enable row level security, force row level security;
create policy owner_everything on app.wrong_child for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.wrong_child for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('move an entry'::text) AS my_young_people)::uuid[])));
create policy walled on app.wrong_child as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy walled_from_the_other on app.wrong_child as restrictive for all to app
  using ((right_young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.wrong_child to app;

create table app.young_person (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  reference text not null,
  given_names text not null,
  surname text not null,
  known_as text,
  pronouns text,
  born_on date,
  born_on_estimated boolean default false not null,
  born_on_source text,
  sex text default 'not known'::text not null,
  gender text default 'not asked'::text not null,
  ethnicity text default 'not known'::text not null,
  language text default 'not known'::text not null,
  interpreter_need text default 'not asked'::text not null,
  interpreter text,
  easy_read text default 'not asked'::text not null,
  disability text[] default '{"not asked"}'::text[] not null,
  created_at timestamp with time zone default now() not null,
  created_by uuid not null,
  recorded_under jsonb default '{}'::jsonb not null,
  status text default 'none'::text not null,
  status_since date,
  opened_to_panel_at timestamp with time zone,
  sent_to_forum_at timestamp with time zone,
  forum_decided_at timestamp with time zone,
  merged_into uuid,
  version integer default 1 not null,
  forum_asked_urgently_at timestamp with time zone,
  constraint young_person_pkey PRIMARY KEY (area_id, id),
  constraint young_person_id_is_unique UNIQUE (id),
  constraint young_person_reference_is_unique UNIQUE (reference),
  constraint young_person_born_before_recorded CHECK (born_on <= (created_at AT TIME ZONE 'Europe/London'::text)::date),
  constraint young_person_estimate_has_a_source CHECK (NOT born_on_estimated OR born_on IS NOT NULL AND born_on_source IS NOT NULL),
  constraint young_person_given_names_length CHECK (length(given_names) >= 1 AND length(given_names) <= 200),
  constraint young_person_known_as_length CHECK (length(known_as) >= 1 AND length(known_as) <= 200),
  constraint young_person_not_merged_into_self CHECK (merged_into <> id),
  constraint young_person_status CHECK (status = ANY (ARRAY['none'::text, 'missing now'::text, 'custody'::text, 'hospital'::text, 'secure'::text, 'died'::text])),
  constraint young_person_surname_length CHECK (length(surname) >= 1 AND length(surname) <= 200),
  constraint young_person_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint young_person_created_by FOREIGN KEY (created_by) REFERENCES app.person(id),
  constraint young_person_merged_into FOREIGN KEY (area_id, merged_into) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_born ON app.young_person USING btree (area_id, born_on) WHERE (born_on IS NOT NULL);
CREATE INDEX young_person_created_by_index ON app.young_person USING btree (created_by);
CREATE INDEX young_person_forum ON app.young_person USING btree (area_id, sent_to_forum_at) WHERE (sent_to_forum_at IS NOT NULL);
CREATE INDEX young_person_merged_into_index ON app.young_person USING btree (area_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX young_person_newest ON app.young_person USING btree (area_id, created_at DESC, id) WHERE (merged_into IS NULL);
CREATE INDEX young_person_panel ON app.young_person USING btree (area_id, opened_to_panel_at) WHERE (opened_to_panel_at IS NOT NULL);
CREATE INDEX young_person_waits_for_forum ON app.young_person USING btree (area_id, sent_to_forum_at) WHERE ((sent_to_forum_at IS NOT NULL) AND ((forum_decided_at IS NULL) OR (forum_decided_at < sent_to_forum_at)));
CREATE TRIGGER age_after AFTER UPDATE OF born_on ON app.young_person FOR EACH ROW WHEN (old.born_on IS DISTINCT FROM new.born_on) EXECUTE FUNCTION app.responsibility_changes();
CREATE TRIGGER age_before BEFORE UPDATE OF born_on ON app.young_person FOR EACH ROW WHEN (old.born_on IS DISTINCT FROM new.born_on) EXECUTE FUNCTION app.responsibility_changes();
CREATE TRIGGER death_ends_sharing AFTER UPDATE OF status ON app.young_person FOR EACH ROW WHEN (new.status = 'died'::text AND old.status <> 'died'::text) EXECUTE FUNCTION app.death_ends_sharing();
CREATE TRIGGER death_stops_matches AFTER UPDATE OF status ON app.young_person FOR EACH ROW WHEN (new.status = 'died'::text AND old.status <> 'died'::text) EXECUTE FUNCTION app.death_stops_matches();
CREATE TRIGGER keeps_history AFTER UPDATE OF given_names, surname, known_as, pronouns, born_on, born_on_estimated, born_on_source, sex, gender, ethnicity, language, interpreter_need, interpreter, easy_read, disability ON app.young_person FOR EACH ROW EXECUTE FUNCTION app.keeps_history('given_names', '1', 'given names', 'surname', '1', 'surname', 'known_as', '1', 'name they go by', 'pronouns', '1', 'pronouns', 'born_on', '1', 'date of birth', 'born_on_estimated', '1', 'date of birth is an estimate', 'born_on_source', '1', 'source of the estimate', 'sex', '1', 'sex', 'gender', '1', 'gender', 'ethnicity', '1', 'ethnicity', 'language', '1', 'language', 'interpreter_need', '1', 'interpreter', 'interpreter', '1', 'interpreter reference', 'easy_read', '1', 'easy read', 'disability', '1', 'disability');
CREATE TRIGGER looks_at_matches AFTER UPDATE OF merged_into, born_on ON app.young_person FOR EACH ROW WHEN (old.merged_into IS DISTINCT FROM new.merged_into OR old.born_on IS DISTINCT FROM new.born_on) EXECUTE FUNCTION app.looks_at_their_matches();
CREATE TRIGGER stops_known_adults AFTER UPDATE OF merged_into, born_on ON app.young_person FOR EACH ROW WHEN (old.merged_into IS DISTINCT FROM new.merged_into OR old.born_on IS DISTINCT FROM new.born_on) EXECUTE FUNCTION app.stops_known_adults();
alter table app.young_person enable row level security, force row level security;
create policy change_identity on app.young_person for update to app
  using ((id = ANY (( SELECT app.my_young_people('change identity'::text) AS my_young_people)::uuid[])))
  with check ((id = ANY (( SELECT app.my_young_people('change identity'::text) AS my_young_people)::uuid[])));
create policy linked_or_listed on app.young_person for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('list young people'::text) AS my_areas_to)::uuid[])) OR ((opened_to_panel_at IS NOT NULL) AND (area_id = ANY (( SELECT app.my_areas_to('list nominated young people'::text) AS my_areas_to)::uuid[]))) OR ((sent_to_forum_at IS NOT NULL) AND (area_id = ANY (( SELECT app.my_areas_to('list young people sent to the forum'::text) AS my_areas_to)::uuid[])) AND ((( SELECT app.people_at_my_meeting() AS people_at_my_meeting) IS NULL) OR (id = ANY (( SELECT app.people_at_my_meeting() AS people_at_my_meeting)::uuid[])))) OR (id = ANY (( SELECT app.my_young_people('read S1'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.young_person for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.young_person as restrictive for all to app
  using ((id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person to app;
grant update (given_names, surname, known_as, pronouns, born_on, born_on_estimated, born_on_source, sex, gender, ethnicity, language, interpreter_need, interpreter, easy_read, disability, version) on app.young_person to app;

create table app.young_person_detail (
  area_id uuid not null,
  young_person_id uuid not null,
  living_area text,
  address text,
  postcode text,
  living_with text,
  school text,
  school_status text,
  sen_provision text default 'not asked'::text not null,
  sen_type text[] default '{}'::text[] not null,
  case_status text default 'not known'::text not null,
  care_status text default 'not known'::text not null,
  phone text,
  safe_number text,
  safe_when text,
  never_text boolean default true not null,
  safe_word text,
  safe_contact_note text,
  consistent_identifier text,
  changed_at timestamp with time zone default now() not null,
  changed_by uuid not null,
  version integer default 1 not null,
  safe_ringing text default 'not asked'::text not null,
  safe_times text[] default '{}'::text[] not null,
  constraint young_person_detail_pkey PRIMARY KEY (area_id, young_person_id),
  constraint young_person_detail_safe_ringing CHECK (safe_ringing = ANY (ARRAY['any time'::text, 'at these times'::text, 'never'::text, 'not asked'::text])),
  constraint young_person_detail_safe_times CHECK (safe_times <@ '{mon-early,mon-morning,mon-afternoon,mon-evening,tue-early,tue-morning,tue-afternoon,tue-evening,wed-early,wed-morning,wed-afternoon,wed-evening,thu-early,thu-morning,thu-afternoon,thu-evening,fri-early,fri-morning,fri-afternoon,fri-evening,sat-early,sat-morning,sat-afternoon,sat-evening,sun-early,sun-morning,sun-afternoon,sun-evening}'::text[]),
  constraint young_person_detail_safe_times_as_said CHECK ((safe_ringing = 'at these times'::text) = (safe_times <> '{}'::text[])),
  constraint young_person_detail_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint young_person_detail_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_detail_changed_by_index ON app.young_person_detail USING btree (changed_by);
CREATE INDEX young_person_detail_postcode ON app.young_person_detail USING btree (area_id, postcode);
CREATE TRIGGER keeps_history AFTER UPDATE ON app.young_person_detail FOR EACH ROW EXECUTE FUNCTION app.keeps_history('living_area', '2', 'living area', 'address', '2', 'address', 'postcode', '2', 'postcode', 'living_with', '2', 'whom they live with', 'phone', '2', 'phone', 'school', '2', 'school', 'school_status', '2', 'how school is going', 'sen_provision', '2', 'special educational needs', 'sen_type', '2', 'kinds of special educational need', 'case_status', '2', 'case status', 'care_status', '2', 'care or legal status', 'safe_number', '2', 'safe number', 'safe_ringing', '2', 'when they may be rung', 'safe_times', '2', 'times they may be rung', 'safe_when', '2', 'when it is safe', 'never_text', '2', 'never text', 'safe_word', '2', 'safe word', 'safe_contact_note', '2', 'safe contact note');
CREATE TRIGGER known_since_the_brief AFTER UPDATE ON app.young_person_detail FOR EACH ROW WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION app.known_since_the_brief();
alter table app.young_person_detail enable row level security, force row level security;
create policy change_circumstances on app.young_person_detail for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('change circumstances'::text) AS my_young_people)::uuid[])))
  with check (((changed_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('change circumstances'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.young_person_detail for all to tr_owner
  using (true)
  with check (true);
create policy read_s2 on app.young_person_detail for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[])));
create policy shared on app.young_person_detail for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read shared contact'::text) AS my_young_people)::uuid[])));
create policy walled on app.young_person_detail as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person_detail to app;
grant update (living_area, address, postcode, living_with, school, school_status, sen_provision, sen_type, case_status, care_status, phone, safe_number, safe_when, never_text, safe_word, safe_contact_note, changed_at, changed_by, version, safe_ringing, safe_times) on app.young_person_detail to app;

create table app.young_person_link (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  other_id uuid,
  other_words text,
  kind text not null,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  ended_at timestamp with time zone,
  ended_by uuid,
  moved_at timestamp with time zone,
  constraint young_person_link_pkey PRIMARY KEY (area_id, id),
  constraint young_person_link_end_is_whole CHECK ((ended_at IS NULL) = (ended_by IS NULL)),
  constraint young_person_link_not_to_self CHECK (other_id <> young_person_id),
  constraint young_person_link_note_length CHECK (length(note) <= 4000),
  constraint young_person_link_says_who CHECK ((other_id IS NULL) <> (other_words IS NULL)),
  constraint young_person_link_words_length CHECK (length(other_words) >= 1 AND length(other_words) <= 500),
  constraint young_person_link_ended_by FOREIGN KEY (ended_by) REFERENCES app.person(id),
  constraint young_person_link_other FOREIGN KEY (area_id, other_id) REFERENCES app.young_person(area_id, id),
  constraint young_person_link_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint young_person_link_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_link_ended_by_index ON app.young_person_link USING btree (ended_by);
CREATE UNIQUE INDEX young_person_link_once ON app.young_person_link USING btree (area_id, LEAST(young_person_id, other_id), GREATEST(young_person_id, other_id), kind) WHERE ((other_id IS NOT NULL) AND (ended_at IS NULL) AND (moved_at IS NULL));
CREATE INDEX young_person_link_other_index ON app.young_person_link USING btree (area_id, other_id);
CREATE INDEX young_person_link_recorded_by_index ON app.young_person_link USING btree (recorded_by);
CREATE INDEX young_person_link_young_person_index ON app.young_person_link USING btree (area_id, young_person_id);
CREATE TRIGGER link_to_somebody_seen BEFORE INSERT ON app.young_person_link FOR EACH ROW WHEN (new.other_id IS NOT NULL AND CURRENT_USER = 'app'::name) EXECUTE FUNCTION app.link_to_somebody_seen();
alter table app.young_person_link enable row level security, force row level security;
create policy end_it on app.young_person_link for update to app
  using (((moved_at IS NULL) AND (ended_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('link young people'::text) AS my_young_people)::uuid[])) OR (other_id = ANY (( SELECT app.my_young_people('link young people'::text) AS my_young_people)::uuid[])))))
  with check ((((young_person_id = ANY (( SELECT app.my_young_people('link young people'::text) AS my_young_people)::uuid[])) OR (other_id = ANY (( SELECT app.my_young_people('link young people'::text) AS my_young_people)::uuid[]))) AND ((ended_by IS NULL) OR (ended_by = ( SELECT app.person_id() AS person_id)))));
create policy owner_everything on app.young_person_link for all to tr_owner
  using (true)
  with check (true);
create policy read_s5 on app.young_person_link for select to app
  using (((moved_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (other_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])))));
create policy record_it on app.young_person_link for insert to app
  with check (((moved_at IS NULL) AND (recorded_by = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('link young people'::text) AS my_young_people)::uuid[]))));
create policy walled on app.young_person_link as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy walled_from_the_other on app.young_person_link as restrictive for all to app
  using (((other_id IS NULL) OR (other_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant insert, select on app.young_person_link to app;
grant update (ended_at, ended_by) on app.young_person_link to app;

create table app.young_person_merge (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  into_id uuid not null,
  reason text not null,
  merged_at timestamp with time zone default now() not null,
  merged_by uuid not null,
  undone_at timestamp with time zone,
  undone_by uuid,
  undone_reason text,
  constraint keep_apart_calls_off TRIGGER DEFERRABLE INITIALLY DEFERRED,
  constraint young_person_merge_pkey PRIMARY KEY (area_id, id),
  constraint young_person_merge_of_two CHECK (young_person_id <> into_id),
  constraint young_person_merge_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint young_person_merge_undoing_is_whole CHECK ((undone_at IS NULL) = (undone_by IS NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)),
  constraint young_person_merge_undone_reason_length CHECK (length(undone_reason) >= 1 AND length(undone_reason) <= 4000),
  constraint young_person_merge_into FOREIGN KEY (area_id, into_id) REFERENCES app.young_person(area_id, id),
  constraint young_person_merge_merged_by FOREIGN KEY (merged_by) REFERENCES app.person(id),
  constraint young_person_merge_undone_by FOREIGN KEY (undone_by) REFERENCES app.person(id),
  constraint young_person_merge_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_merge_into_index ON app.young_person_merge USING btree (area_id, into_id);
CREATE INDEX young_person_merge_merged_by_index ON app.young_person_merge USING btree (merged_by);
CREATE UNIQUE INDEX young_person_merge_once ON app.young_person_merge USING btree (area_id, young_person_id) WHERE (undone_at IS NULL);
CREATE INDEX young_person_merge_undone_by_index ON app.young_person_merge USING btree (undone_by);
CREATE INDEX young_person_merge_young_person_index ON app.young_person_merge USING btree (area_id, young_person_id);
CREATE CONSTRAINT TRIGGER keep_apart_calls_off AFTER INSERT ON app.young_person_merge DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.keep_apart_calls_off();
alter table app.young_person_merge enable row level security, force row level security;
create policy owner_everything on app.young_person_merge for all to tr_owner
  using (true)
  with check (true);
create policy read_s1 on app.young_person_merge for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read the case history'::text) AS my_young_people)::uuid[])) OR (into_id = ANY (( SELECT app.my_young_people('read the case history'::text) AS my_young_people)::uuid[]))));
create policy walled on app.young_person_merge as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
create policy walled_from_the_other on app.young_person_merge as restrictive for all to app
  using ((into_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person_merge to app;

create table app.young_person_name (
  area_id uuid not null,
  young_person_id uuid not null,
  part text not null,
  word text not null,
  sounds text not null,
  sounds_too text,
  constraint young_person_name_pkey PRIMARY KEY (area_id, young_person_id, part, word),
  constraint young_person_name_part CHECK (part = ANY (ARRAY['given'::text, 'surname'::text, 'known as'::text])),
  constraint young_person_name_word_length CHECK (length(word) >= 1 AND length(word) <= 200),
  constraint young_person_name_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id) ON DELETE CASCADE
);
CREATE INDEX young_person_name_sounds ON app.young_person_name USING btree (area_id, sounds, part, young_person_id);
CREATE INDEX young_person_name_sounds_too ON app.young_person_name USING btree (area_id, sounds_too, part, young_person_id) WHERE (sounds_too IS NOT NULL);
CREATE INDEX young_person_name_words ON app.young_person_name USING btree (area_id, word text_pattern_ops, young_person_id) INCLUDE (part);
alter table app.young_person_name enable row level security, force row level security;
create policy owner_everything on app.young_person_name for all to tr_owner
  using (true)
  with check (true);

create table app.young_person_search (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  person_id uuid not null,
  at timestamp with time zone default now() not null,
  given_names text not null,
  surname text not null,
  known_as text,
  born_on date,
  postcode text,
  words jsonb not null,
  stopped boolean default false not null,
  used_at timestamp with time zone,
  young_person_id uuid,
  matched_at timestamp with time zone,
  constraint young_person_search_pkey PRIMARY KEY (area_id, id),
  constraint young_person_search_given_names_length CHECK (length(given_names) >= 1 AND length(given_names) <= 200),
  constraint young_person_search_known_as_length CHECK (length(known_as) >= 1 AND length(known_as) <= 200),
  constraint young_person_search_surname_length CHECK (length(surname) >= 1 AND length(surname) <= 200),
  constraint young_person_search_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint young_person_search_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint young_person_search_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_search_person_day ON app.young_person_search USING btree (person_id, at DESC);
CREATE INDEX young_person_search_young_person_index ON app.young_person_search USING btree (area_id, young_person_id);
alter table app.young_person_search enable row level security, force row level security;
create policy own_searches on app.young_person_search for select to app
  using ((person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.young_person_search for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.young_person_search as restrictive for all to app
  using (((young_person_id IS NULL) OR (young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant select on app.young_person_search to app;

create table app.young_person_status (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  status text not null,
  since_on date not null,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
  moved_at timestamp with time zone,
  constraint young_person_status_pkey PRIMARY KEY (area_id, id),
  constraint young_person_status_known CHECK (status = ANY (ARRAY['none'::text, 'missing now'::text, 'custody'::text, 'hospital'::text, 'secure'::text, 'died'::text])),
  constraint young_person_status_note_length CHECK (length(note) <= 4000),
  constraint young_person_status_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint young_person_status_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_status_newest ON app.young_person_status USING btree (area_id, young_person_id, recorded_at DESC);
CREATE INDEX young_person_status_recorded_by_index ON app.young_person_status USING btree (recorded_by);
alter table app.young_person_status enable row level security, force row level security;
create policy owner_everything on app.young_person_status for all to tr_owner
  using (true)
  with check (true);
create policy read_s2 on app.young_person_status for select to app
  using (((moved_at IS NULL) AND (young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[]))));
create policy walled on app.young_person_status as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person_status to app;

create view app.allocation_with_adult with (security_invoker=true) as
 SELECT m.area_id,
    m.strand_allocation_id,
    m.young_person_id,
    'match'::text AS how
   FROM app.match m
  WHERE m.counts AND NOT m.worker_left
UNION ALL
 SELECT k.area_id,
    k.strand_allocation_id,
    k.young_person_id,
    'known adult'::text AS how
   FROM app.known_adult k
  WHERE k.counts;
grant select on app.allocation_with_adult to app;

create view app.area_list as
 SELECT m.person_id,
    y.area_id,
    y.id AS young_person_id,
    'list of the area'::text AS because
   FROM app.membership m
     JOIN app.role_may r ON r.role = m.role AND r.act = 'list young people'::text
     JOIN app.young_person y ON y.area_id = m.area_id
  WHERE m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())
UNION ALL
 SELECT m.person_id,
    y.area_id,
    y.id AS young_person_id,
    'nominated in the area'::text AS because
   FROM app.membership m
     JOIN app.role_may r ON r.role = m.role AND r.act = 'list nominated young people'::text
     JOIN app.young_person y ON y.area_id = m.area_id AND y.opened_to_panel_at IS NOT NULL
  WHERE m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())
UNION ALL
 SELECT m.person_id,
    y.area_id,
    y.id AS young_person_id,
    'sent to the forum'::text AS because
   FROM app.membership m
     JOIN app.role_may r ON r.role = m.role AND r.act = 'list young people sent to the forum'::text
     JOIN app.young_person y ON y.area_id = m.area_id AND y.sent_to_forum_at IS NOT NULL
  WHERE m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.area_relation as
 SELECT area_relation_duty.person_id,
    area_relation_duty.area_id,
    area_relation_duty.young_person_id,
    area_relation_duty.because
   FROM app.area_relation_duty
UNION ALL
 SELECT area_relation_agency.person_id,
    area_relation_agency.area_id,
    area_relation_agency.young_person_id,
    area_relation_agency.because
   FROM app.area_relation_agency
UNION ALL
 SELECT area_relation_forum.person_id,
    area_relation_forum.area_id,
    area_relation_forum.young_person_id,
    area_relation_forum.because
   FROM app.area_relation_forum
UNION ALL
 SELECT area_relation_panel.person_id,
    area_relation_panel.area_id,
    area_relation_panel.young_person_id,
    area_relation_panel.because
   FROM app.area_relation_panel
UNION ALL
 SELECT area_relation_living.person_id,
    area_relation_living.area_id,
    area_relation_living.young_person_id,
    area_relation_living.because
   FROM app.area_relation_living;

create view app.area_relation_agency as
 SELECT m.person_id,
    h.area_id,
    h.young_person_id,
    'agency manager'::text AS because
   FROM app.membership m
     JOIN app.case_holding h ON h.area_id = m.area_id AND h.agency_id = m.agency_id AND h.until_at IS NULL
  WHERE m.role = 'agency-manager'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.area_relation_duty as
 SELECT m.person_id,
    y.area_id,
    y.id AS young_person_id,
    'duty'::text AS because
   FROM app.membership m
     JOIN app.young_person y ON y.area_id = m.area_id AND y.merged_into IS NULL
  WHERE m.role = 'duty'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.area_relation_forum as
 SELECT m.person_id,
    d.area_id,
    d.young_person_id,
        CASE m.role
            WHEN 'forum-chair'::text THEN 'forum chair'::text
            ELSE 'forum co-ordinator'::text
        END AS because
   FROM app.membership m
     JOIN app.discussion d ON d.area_id = m.area_id AND d.taken_off_at IS NULL
  WHERE (m.role = ANY (ARRAY['forum-chair'::text, 'forum-coordinator'::text])) AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.area_relation_living as
 SELECT m.person_id,
    y.area_id,
    y.id AS young_person_id,
    'duty where they live'::text AS because
   FROM app.membership m
     JOIN app.area lives ON lives.id = m.area_id
     JOIN app.young_person_detail d ON d.living_area = lives.key
     JOIN app.young_person y ON y.area_id = d.area_id AND y.id = d.young_person_id AND y.merged_into IS NULL
     JOIN app.area responsible ON responsible.id = y.area_id AND (lives.id = ANY (responsible.partners))
  WHERE m.role = 'duty'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.area_relation_panel as
 SELECT m.person_id,
    n.area_id,
    n.young_person_id,
        CASE m.role
            WHEN 'coordinator'::text THEN 'coordinator'::text
            ELSE 'panel member'::text
        END AS because
   FROM app.membership m
     JOIN app.nomination n ON n.area_id = m.area_id AND n.submitted_at IS NOT NULL AND n.withdrawn_at IS NULL
  WHERE (m.role = ANY (ARRAY['coordinator'::text, 'panel-member'::text])) AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.at_discussion as
 SELECT m.person_id,
    o.area_id,
    o.young_person_id,
    o.discussion_id,
    m.agency_id,
    g.core
   FROM app.membership m
     JOIN app.agency g ON g.area_id = m.area_id AND g.id = m.agency_id
     JOIN app.discussion_open_to_agency o ON o.area_id = m.area_id AND o.agency_id = m.agency_id
  WHERE m.role = 'forum-member'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.discussion_open_to_agency as
 SELECT i.area_id,
    i.agency_id,
    d.young_person_id,
    d.id AS discussion_id
   FROM app.discussion d
     JOIN app.discussion_agency i ON i.area_id = d.area_id AND i.discussion_id = d.id AND i.uninvited_at IS NULL
  WHERE d.papers_frozen_at IS NOT NULL AND d.taken_off_at IS NULL AND d.members_until IS NULL AND d.members_at_latest > now() AND d.members_at_latest <= 'infinity'::timestamp with time zone
UNION ALL
 SELECT i.area_id,
    i.agency_id,
    d.young_person_id,
    d.id AS discussion_id
   FROM app.discussion d
     JOIN app.discussion_agency i ON i.area_id = d.area_id AND i.discussion_id = d.id AND i.uninvited_at IS NULL
  WHERE d.papers_frozen_at IS NOT NULL AND d.taken_off_at IS NULL AND d.members_until > now() AND d.members_until <= 'infinity'::timestamp with time zone
UNION ALL
 SELECT i.area_id,
    i.agency_id,
    d.young_person_id,
    d.id AS discussion_id
   FROM app.forum_action a
     JOIN app.discussion_agency i ON i.area_id = a.area_id AND i.discussion_id = a.discussion_id AND i.agency_id = a.agency_id AND i.uninvited_at IS NULL
     JOIN app.discussion d ON d.area_id = a.area_id AND d.id = a.discussion_id AND d.papers_frozen_at IS NOT NULL AND d.taken_off_at IS NULL
  WHERE a.done_at IS NULL;

create view app.relation as
 SELECT relation_case_holder.person_id,
    relation_case_holder.area_id,
    relation_case_holder.young_person_id,
    relation_case_holder.because
   FROM app.relation_case_holder
UNION ALL
 SELECT relation_deputy.person_id,
    relation_deputy.area_id,
    relation_deputy.young_person_id,
    relation_deputy.because
   FROM app.relation_deputy
UNION ALL
 SELECT relation_hand_over.person_id,
    relation_hand_over.area_id,
    relation_hand_over.young_person_id,
    relation_hand_over.because
   FROM app.relation_hand_over
UNION ALL
 SELECT relation_merged.person_id,
    relation_merged.area_id,
    relation_merged.young_person_id,
    relation_merged.because
   FROM app.relation_merged
UNION ALL
 SELECT relation_forum.person_id,
    relation_forum.area_id,
    relation_forum.young_person_id,
    relation_forum.because
   FROM app.relation_forum
UNION ALL
 SELECT relation_strand.person_id,
    relation_strand.area_id,
    relation_strand.young_person_id,
    relation_strand.because
   FROM app.relation_strand
UNION ALL
 SELECT relation_emergency.person_id,
    relation_emergency.area_id,
    relation_emergency.young_person_id,
    relation_emergency.because
   FROM app.relation_emergency
UNION ALL
 SELECT relation_match.person_id,
    relation_match.area_id,
    relation_match.young_person_id,
    relation_match.because
   FROM app.relation_match
UNION ALL
 SELECT relation_shared.person_id,
    relation_shared.area_id,
    relation_shared.young_person_id,
    relation_shared.because
   FROM app.relation_shared;

create view app.relation_case_holder as
 SELECT h.person_id,
    h.area_id,
    h.young_person_id,
    'case-holder'::text AS because
   FROM app.case_holding h
  WHERE h.until_at IS NULL AND h.person_id IS NOT NULL AND (EXISTS ( SELECT 1
           FROM app.membership m
          WHERE m.person_id = h.person_id AND m.area_id = h.area_id AND m.agency_id = h.agency_id AND m.role = 'case-holder'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())))
UNION ALL
 SELECT m.person_id,
    h.area_id,
    h.young_person_id,
    'team manager'::text AS because
   FROM app.membership m
     JOIN app.case_holding h ON h.area_id = m.area_id AND h.team_id = m.team_id AND h.until_at IS NULL
  WHERE m.role = 'team-manager'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.relation_deputy as
 SELECT d.deputy_id AS person_id,
    h.area_id,
    h.young_person_id,
    'deputy'::text AS because
   FROM app.deputy d
     JOIN app.case_holding h ON h.area_id = d.area_id AND h.person_id = d.person_id AND h.until_at IS NULL
  WHERE d.from_at <= now() AND (d.until_at IS NULL OR d.until_at > now()) AND (EXISTS ( SELECT 1
           FROM app.membership m
          WHERE m.person_id = d.deputy_id AND m.area_id = d.area_id AND (m.role = ANY (ARRAY['case-holder'::text, 'team-manager'::text])) AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())));

create view app.relation_emergency as
 SELECT person_id,
    area_id,
    young_person_id,
    'emergency access'::text AS because
   FROM app.emergency_access e
  WHERE young_person_id IS NOT NULL AND ended_at IS NULL AND until_at > now() AND looked_up_at < now() AND (EXISTS ( SELECT 1
           FROM app.membership m
             JOIN app.role_may r ON r.role = m.role AND r.act = 'ask for emergency access'::text
          WHERE m.person_id = e.person_id AND m.area_id = e.area_id AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())));

create view app.relation_forum as
 SELECT person_id,
    area_id,
    young_person_id,
        CASE
            WHEN core THEN 'forum member of a core agency'::text
            ELSE 'forum member'::text
        END AS because
   FROM app.at_discussion;

create view app.relation_hand_over as
 SELECT m.person_id,
    o.area_id,
    o.young_person_id,
        CASE m.role
            WHEN 'team-manager'::text THEN 'team asked to take over'::text
            ELSE 'asked to take over'::text
        END AS because
   FROM app.membership m
     JOIN app.hand_over o ON o.area_id = m.area_id AND o.to_team_id = m.team_id AND o.answered_at IS NULL
  WHERE (m.role = ANY (ARRAY['case-holder'::text, 'team-manager'::text])) AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now()) AND (m.role = 'team-manager'::text OR o.to_person_id IS NULL OR o.to_person_id = m.person_id);

create view app.relation_match as
 SELECT w.person_id,
    m.area_id,
    m.young_person_id,
    'family network coordinator'::text AS because
   FROM app.match m
     JOIN app.worker w ON w.area_id = m.area_id AND w.id = m.worker_id AND w.left_at IS NULL
     JOIN app.membership b ON b.person_id = w.person_id AND b.area_id = m.area_id AND b.service_key = m.service_key AND b.role = 'family-network-coordinator'::text AND b.from_at <= now() AND (b.until_at IS NULL OR b.until_at > now())
  WHERE m.counts
UNION ALL
 SELECT b.person_id,
    m.area_id,
    m.young_person_id,
    'mentor co-ordinator'::text AS because
   FROM app.match m
     JOIN app.membership b ON b.area_id = m.area_id AND b.service_key = m.service_key AND b.role = 'mentor-coordinator'::text AND b.from_at <= now() AND (b.until_at IS NULL OR b.until_at > now())
  WHERE m.counts;

create view app.relation_merged as
 SELECT r.person_id,
    y.area_id,
    y.id AS young_person_id,
    r.because
   FROM app.relation_case_holder r
     JOIN app.young_person y ON y.area_id = r.area_id AND y.merged_into = r.young_person_id
UNION ALL
 SELECT r.person_id,
    y.area_id,
    y.id AS young_person_id,
    r.because
   FROM app.relation_deputy r
     JOIN app.young_person y ON y.area_id = r.area_id AND y.merged_into = r.young_person_id;

create view app.relation_shared as
 SELECT m.person_id,
    m.area_id,
    n.young_person_id,
    b.what || 'shared with their agency'::text AS because
   FROM app.membership m
     JOIN app.shared_by_consent n ON n.area_id = m.area_id AND n.agency_id = m.agency_id
     CROSS JOIN LATERAL ( VALUES (''::text), (
                CASE
                    WHEN n.category = ANY (ARRAY['contact'::text, 'assessment'::text]) THEN n.category || ' '::text
                    ELSE NULL::text
                END)) b(what)
  WHERE m.role = 'partner-professional'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now()) AND b.what IS NOT NULL
UNION ALL
 SELECT m.person_id,
    m.area_id,
    n.young_person_id,
    b.what || 'shared with their agency'::text AS because
   FROM app.membership m
     JOIN app.shared_lawfully n ON n.area_id = m.area_id AND n.agency_id = m.agency_id
     CROSS JOIN LATERAL ( VALUES (''::text), (
                CASE
                    WHEN n.category = ANY (ARRAY['contact'::text, 'assessment'::text]) THEN n.category || ' '::text
                    ELSE NULL::text
                END)) b(what)
  WHERE m.role = 'partner-professional'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now()) AND b.what IS NOT NULL;

create view app.relation_strand as
 SELECT m.person_id,
    s.area_id,
    s.young_person_id,
        CASE m.role
            WHEN 'operational-manager'::text THEN 'operational manager'::text
            ELSE 'service manager'::text
        END AS because
   FROM app.strand_allocation s
     JOIN app.membership m ON m.area_id = s.area_id AND m.service_key = s.service_key AND m.role =
        CASE s.strand
            WHEN 1 THEN 'operational-manager'::text
            ELSE 'service-manager'::text
        END
  WHERE s.until_at IS NULL AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now())
UNION ALL
 SELECT m.person_id,
    x.area_id,
    x.young_person_id,
        CASE m.role
            WHEN 'operational-manager'::text THEN 'operational manager'::text
            ELSE 'service manager'::text
        END AS because
   FROM app.membership m
     JOIN app.match x ON x.area_id = m.area_id AND x.service_key = m.service_key AND x.ended_at IS NULL
     CROSS JOIN LATERAL ( SELECT s_1.strand
           FROM app.strand_allocation s_1
          WHERE s_1.area_id = x.area_id AND s_1.id = x.strand_allocation_id AND s_1.until_at IS NOT NULL
         OFFSET 0) s
  WHERE (m.role = ANY (ARRAY['operational-manager'::text, 'service-manager'::text])) AND m.role =
        CASE s.strand
            WHEN 1 THEN 'operational-manager'::text
            ELSE 'service-manager'::text
        END AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.shared_by_consent as
 SELECT y.area_id,
    y.id AS young_person_id,
    p.agency_id,
    p.category,
    own.until_on,
    own.purposes
   FROM app.consent_share p
     JOIN app.consent own ON own.area_id = p.area_id AND own.id = p.consent_id AND own.young_person_id = p.young_person_id AND own.question = 'sharing'::text AND own.moved_at IS NULL AND own.individual_id IS NULL AND own.answer = 'yes'::text AND (own.until_on IS NULL OR own.until_on >= app.today())
     JOIN app.young_person o ON o.area_id = own.area_id AND o.id = own.young_person_id
     JOIN app.young_person y ON y.area_id = o.area_id AND y.id = COALESCE(o.merged_into, o.id) AND y.merged_into IS NULL AND (p.young_person_id = ANY ((ARRAY( SELECT y.id
        UNION ALL
         SELECT r.id
           FROM app.young_person r
          WHERE r.area_id = y.area_id AND r.merged_into = y.id))))
     CROSS JOIN LATERAL ( SELECT COALESCE(bool_or(n.answer = 'yes'::text AND n.named), false) AS says_yes,
            COALESCE(bool_or((n.answer = ANY (ARRAY['no'::text, 'withdrawn'::text])) OR n.answer = 'yes'::text AND NOT n.named), false) AS says_no
           FROM ( SELECT DISTINCT ON (c.individual_id) c.answer,
                    c.until_on,
                    (EXISTS ( SELECT 1
                           FROM app.consent_share s
                          WHERE s.area_id = c.area_id AND s.consent_id = c.id AND s.agency_id = p.agency_id AND s.category = p.category)) AS named
                   FROM app.consent c
                     JOIN app.relevant_individual i ON i.area_id = c.area_id AND i.id = c.individual_id AND (i.kind = ANY (ARRAY['parent or carer'::text, 'council'::text])) AND i.responsibility = 'yes'::text
                  WHERE c.moved_at IS NULL AND c.area_id = y.area_id AND c.question = 'sharing'::text AND (c.young_person_id = ANY ((ARRAY( SELECT y.id
                        UNION ALL
                         SELECT r.id
                           FROM app.young_person r
                          WHERE r.area_id = y.area_id AND r.merged_into = y.id))))
                  ORDER BY c.individual_id, c.asked_on DESC, c.recorded_at DESC, c.id DESC) n
          WHERE n.until_on IS NULL OR n.until_on >= app.today() OR (n.answer = ANY (ARRAY['no'::text, 'withdrawn'::text]))) others
     CROSS JOIN LATERAL app.decides(
        CASE
            WHEN y.born_on IS NOT NULL THEN app.age_on(y.born_on, app.today())
            ELSE NULL::integer
        END,
        CASE
            WHEN y.born_on IS NOT NULL THEN app.age_on(y.born_on, own.asked_on)
            ELSE NULL::integer
        END, own.answer, own.competence, others.says_yes, others.says_no) d(yes, because, differs)
  WHERE d.yes AND y.status <> 'died'::text AND NOT (EXISTS ( SELECT 1
           FROM app.consent n
          WHERE n.area_id = y.area_id AND n.question = 'sharing'::text AND n.moved_at IS NULL AND n.individual_id IS NULL AND (n.young_person_id = ANY ((ARRAY( SELECT y.id
                UNION ALL
                 SELECT r.id
                   FROM app.young_person r
                  WHERE r.area_id = y.area_id AND r.merged_into = y.id)))) AND ((ROW(n.asked_on, n.recorded_at, n.id) > ROW(own.asked_on, own.recorded_at, own.id)))));

create view app.shared_lawfully as
 SELECT y.area_id,
    y.id AS young_person_id,
    l.agency_id,
    l.categories[k.nr] AS category,
    l.id,
    l.review_on,
    l.purpose
   FROM app.lawful_share l
     JOIN app.young_person o ON o.area_id = l.area_id AND o.id = l.young_person_id
     JOIN app.young_person y ON y.area_id = o.area_id AND y.id = COALESCE(o.merged_into, o.id) AND y.merged_into IS NULL AND (l.young_person_id = ANY ((ARRAY( SELECT y.id
        UNION ALL
         SELECT r.id
           FROM app.young_person r
          WHERE r.area_id = y.area_id AND r.merged_into = y.id))))
     CROSS JOIN LATERAL generate_subscripts(l.categories, 1) k(nr)
  WHERE l.ended_at IS NULL AND y.status <> 'died'::text;

CREATE OR REPLACE FUNCTION app.acted(request uuid, act text, young_person uuid, record uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); area uuid; reasons text[] := '{}';
begin
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  if young_person is not null then
    -- Somebody seen now; or lately by this person, for the act that closed the record to them; or recorded by them; or
    -- named to them.
    select y.area_id into area from app.young_person y where y.id = acted.young_person and (y.created_by = me
      or array[y.id] <@ app.visible_young_people(array[y.id])
      or exists (select 1 from app.audit_event e where e.young_person_id = y.id and e.person_id = me and e.outcome = 'read' and e.at > now() - interval '1 day')
      or exists (select 1 from app.named_to_me(array[y.id])));
    if area is null then raise exception 'an act may name only what was seen' using errcode = 'insufficient_privilege'; end if;
    reasons := app.my_reasons(young_person);
    if reasons = '{}' then reasons := array(select distinct n.because from app.named_to_me(array[young_person]) n order by 1); end if;
  end if;
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds';
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
    values (request, me, app.session_id(), act, 'done', reasons, area, young_person, record, coalesce(detail, '{}'), app.my_roles_for(reasons));
end $function$;
grant execute on function app.acted(uuid,text,uuid,uuid,jsonb) to app;

CREATE OR REPLACE FUNCTION app.acted_on_match(request uuid, act text, match uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it app.match;
begin
  select m.* into it from app.match m where m.id = $3 and case act when 'match approved' then m.approved_by = app.person_id() and m.approved_at = now()
    when 'match declined' then m.ended_by = app.person_id() and m.ended_at = now() else false end;
  if it.id is null then raise exception 'nothing of theirs' using errcode = 'insufficient_privilege'; end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
    values (request, app.person_id(), app.session_id(), act, 'done', '{second person}', it.area_id, it.young_person_id, it.id, '{}', app.my_roles_for('{}'));
end $function$;
grant execute on function app.acted_on_match(uuid,text,uuid) to app;

CREATE OR REPLACE FUNCTION app.actions_climb()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare late record; desks text[]; n integer := 0;
begin
  for late in select a.area_id, a.id, a.young_person_id, a.discussion_id, a.agency_id from app.forum_action a
      where a.done_at is null and a.climbed_at is null and a.climbs_on < app.today() order by a.id for update loop
    n := n + 1;
    select array_agg(distinct 'person:' || m.person_id) into desks from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = late.area_id and m.agency_id = late.agency_id and m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now())
        and late.young_person_id <> all (app.closed_to(m.person_id));
    update app.forum_action set climbed_at = now(), climbed_to = case when desks is null then 'forum' else 'managers' end where area_id = late.area_id and id = late.id;
    perform app.ask_of(late.area_id, late.young_person_id, 'see to a late action', late.id, coalesce(desks, app.forum_desks(late.area_id)), app.today(),
      app.path_in(late.area_id, case when desks is null
        then '/young-people/' || late.young_person_id || '/discussions/' || late.discussion_id || '/actions/' || late.id else '/forum/late-actions' end));
    perform app.tell_all(late.area_id, late.young_person_id, 'action climbs', desks, app.path_in(late.area_id, '/forum/late-actions'));
    perform app.tell_all(late.area_id, late.young_person_id, 'action is late', app.forum_desks(late.area_id),
      app.path_in(late.area_id, '/young-people/' || late.young_person_id || '/discussions/' || late.discussion_id || '/actions/' || late.id));
  end loop;
  return n;
end $function$;
grant execute on function app.actions_climb() to worker;

CREATE OR REPLACE FUNCTION app.acts_of(person uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with mine as (select distinct role from app.membership where person_id = person and from_at <= now() and (until_at is null or until_at > now()))
  select coalesce(array_agg(distinct act), '{}') from (
    select r.act from app.role_may r join mine using (role)
    union select rm.act from app.relation_may rm join app.relation_kind k using (because) join mine on mine.role = k.role
    union select rm.act from app.relation_may rm join app.relation_kind k using (because)
      where k.role is null and exists (select 1 from mine) and exists (select 1 from app.relation_emergency r where r.person_id = person and r.because = k.because)) acts
$function$;

CREATE OR REPLACE FUNCTION app.add_one_of_many(area uuid, many uuid, name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare whole app.agency; made uuid;
begin
  if not app.may_manage(area) then return false; end if;
  select a.* into whole from app.agency a where a.area_id = $1 and a.id = $2 and a.stands_for_many and a.in_use;
  if whole.id is null then return false; end if;
  if length($3) not between 1 and 100 or $3 ~ '[\u0001-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]'
    or $3 ~ '[A-Za-z]' and $3 ~ '[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1dbf\u2c80-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\uab30-\uabbf\uff00-\uffef]' then
    perform app.against('one_of_many_is_plain', 'a name that is not what it looks like'); end if;
  -- A key of the area's file has no full stop.
  insert into app.agency as a (area_id, key, name, kind, core, public_task, holds_cases, one_of_id)
    values ($1, whole.key || '.' || trim(both '-' from regexp_replace(lower(normalize($3, nfkc)), '[^[:alnum:]]+', '-', 'g')), $3, whole.kind, false, whole.public_task, false, whole.id)
    on conflict (area_id, key) do update set in_use = true, name = excluded.name where not a.in_use returning id into made;
  if made is null then raise exception 'this one is there already' using errcode = 'check_violation', constraint = 'one_of_many_is_there'; end if;
  update app.team t set in_use = true, name = $3 where t.area_id = $1 and t.agency_id = made;
  if not found then insert into app.team (area_id, agency_id, name) values ($1, made, $3); end if;
  return true;
end $function$;
grant execute on function app.add_one_of_many(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.against(rule text, says text)
 RETURNS void
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
  raise exception '%', says using errcode = 'check_violation', constraint = rule;
end $function$;

CREATE OR REPLACE FUNCTION app.age_on(born date, on_day date)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$ select extract(year from age(on_day, born))::integer $function$;
grant execute on function app.age_on(date,date) to app;

CREATE OR REPLACE FUNCTION app.agencies_named(area uuid, young_person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct n.agency_id), '{}') from app.named_agency n where n.area_id = $1 and n.young_person_id = any (app.records_of($2))
$function$;

CREATE OR REPLACE FUNCTION app.agencies_to_name(young_person uuid)
 RETURNS TABLE(id uuid, name text, many text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.id, a.name, m.name from app.young_person y join app.agency a on a.area_id = y.area_id and a.in_use and a.one_of_id is not null
      join app.agency m on m.area_id = a.area_id and m.id = a.one_of_id
      cross join lateral (select app.agencies_named(y.area_id, y.id) as agencies) named
    where y.id = $1 and $1 = any (app.my_young_people('ask for consent')) and a.id <> all (named.agencies) order by m.name, a.name
$function$;
grant execute on function app.agencies_to_name(uuid) to app;

CREATE OR REPLACE FUNCTION app.agencies_to_share_with(young_person uuid)
 RETURNS TABLE(id uuid, key text, name text, on_public_task boolean, stands_for_many boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.id, a.key, a.name, a.id = any (t.agencies), a.stands_for_many from app.young_person y cross join lateral (select app.on_public_task(y.area_id, y.id) as agencies, app.agencies_named(y.area_id, y.id) as named) t
      join app.agency a on a.area_id = y.area_id and a.in_use and a.kind <> 'trusted-relationships'
        and case when a.one_of_id is not null then a.id = any (t.named) else not a.stands_for_many or a.id = any (t.agencies) end
    where y.id = $1 and $1 = any (app.my_young_people('read what may be shared')) order by a.name
$function$;
grant execute on function app.agencies_to_share_with(uuid) to app;

CREATE OR REPLACE FUNCTION app.answer_as_it_was(c app.consent)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select to_jsonb(c) || '{"moved_at": null}' || jsonb_build_object('shares', (select jsonb_agg(to_jsonb(s) order by s.id) from app.consent_share s where s.area_id = c.area_id and s.consent_id = c.id)) || jsonb_build_object('signed_copies', (select jsonb_agg(jsonb_build_object('id', k.id, 'form', k.form_reference, 'version', k.form_version,
    'sha256', encode(sha256(k.bytes), 'hex')) order by k.id) from app.consent_copy k where k.area_id = c.area_id and k.consent_id = c.id))
$function$;

CREATE OR REPLACE FUNCTION app.answer_duty_look(area uuid, look uuid, answer text, note text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.duty_looks(area, look)) then return 'gone'; end if;
  update app.duty_look d set answer = answer_duty_look.answer, note = answer_duty_look.note, answered_at = now(), answered_by = app.person_id()
    where d.id = look and d.reviewed_in = area and d.answered_at is null;
  if not found then return 'answered'; end if;
  if not exists (select 1 from app.duty_look d where d.reviewed_in = area and d.answered_at is null) then
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.kind = 'review duty looks' and t.settled_at is null;
  end if;
  return 'done';
end $function$;
grant execute on function app.answer_duty_look(uuid,uuid,text,text) to app;

CREATE OR REPLACE FUNCTION app.answer_hand_over(hand_over uuid, answer text, holder uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.answer_hand_over(uuid,text,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.answer_plan(request uuid, meeting uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  p app.planned_meeting; service text; desks text[]; reasons text[]; before integer; told boolean;
  today timestamptz := app.today()::timestamp at time zone 'Europe/London';
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'plans are counted as they are' using errcode = 'insufficient_privilege'; end if;
  select x.* into p from app.planned_meeting x where x.id = meeting and x.agreed = 'asked' and x.agreed_by = app.person_id() and x.agreed_at < now() and x.agreed_at > now() - interval '5 minutes'
    and x.match_id = any (app.my_match_ids()) for update;
  if not found then return null; end if;
  -- Whoever asks often at once has one answer after the other.
  perform pg_advisory_xact_lock(hashtext('planned meetings ' || p.agreed_by));
  select count(*), coalesce(bool_or(x.agreed = 'no'), false) into before, told from app.planned_meeting x
    where x.agreed_by = p.agreed_by and x.agreed <> 'yes' and x.agreed_at >= today and x.id <> p.id;
  if before < (select b.per_day from app.budget b where b.key = 'meetings not planned on a telephone') and not app.match_paused(p.area_id, p.match_id)
      and not app.kept_apart_there(p.area_id, p.match_id, p.starts_at, p.ends_at, p.venue)
      and not app.with_another_then(p.area_id, p.match_id, p.starts_at, p.ends_at, p.group_id) then
    -- Sent twice at once it is planned once.
    update app.planned_meeting x set agreed = 'yes', called_off_at = s.at, called_off_by = case when s.at is not null then x.called_off_by end
      from (select case when exists (select from app.planned_meeting o where o.area_id = p.area_id and o.match_id = p.match_id and o.starts_at = p.starts_at and o.called_off_at is null)
        then p.called_off_at end as at) s where x.area_id = p.area_id and x.id = p.id;
    perform app.acted(request, 'meeting planned', p.young_person_id, p.id, '{}');
    return true;
  end if;
  update app.planned_meeting x set agreed = 'no' where x.area_id = p.area_id and x.id = p.id;
  reasons := app.my_reasons(p.young_person_id);
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, roles)
    values (request, app.person_id(), app.session_id(), 'meeting not planned', 'not allowed', reasons, p.area_id, p.young_person_id, p.id, app.my_roles_for(reasons));
  -- Whoever manages the service, the first time in a day.
  if not told then
    select m.service_key into service from app.match m where m.area_id = p.area_id and m.id = p.match_id;
    select array_agg('person:' || who) into desks from unnest(app.people_at('service:' || p.area_id || ':' || service)) who where p.young_person_id <> all (app.closed_to(who));
    perform app.tell_all(p.area_id, p.young_person_id, 'meeting not planned', coalesce(desks, array['role:' || p.area_id || ':coordinator']),
      app.path_in(p.area_id, '/young-people/' || p.young_person_id || '/matches/' || p.match_id || '/meetings'));
  end if;
  return false;
end $function$;
grant execute on function app.answer_plan(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.approve_match(match uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.approve_match(uuid) to app;

CREATE OR REPLACE FUNCTION app.area_of_named_worker(area uuid, worker uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare there uuid := coalesce((select w.area_id from app.worker w where w.area_id = area and w.id = worker),
  (select w.area_id from app.worker w join app.area a on a.id = $1 and w.area_id = any (a.partners) where w.id = worker));
begin
  if there is distinct from area and app.person_id() is not null
      and not coalesce(there = any (app.my_areas_to('name workers')) or worker = any (app.my_workers('manage workers')), false) then
    raise exception 'nobody here, or in a partner area, whom they may name' using errcode = 'insufficient_privilege'; end if;
  return there;
end $function$;

CREATE OR REPLACE FUNCTION app.as_read(says text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(normalize(says, nfkc),
      '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'),
    '[\u0060\u00b4\u02b9\u02bc\u2018-\u201b\u2032]', '''', 'g'),
    '[\u2010-\u2015\u2212]', '-', 'g'),
    '[\u0009\u000b-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')
$function$;
grant execute on function app.as_read(text) to app;

CREATE OR REPLACE FUNCTION app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_column
begin
  if not app.may_ask_about(area, young_person) or app.desk_in($1, $5) is not true then
    raise exception 'nothing may be asked about what cannot be seen, nor of people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  if young_person is null or exists (select 1 from app.young_person y where y.id = record and y.id <> young_person)
    or (record is not null and (select owners <> '{}' and not owners && array[young_person] from app.children_of_record(array[area], record) owners)) then
    raise exception 'asked is about somebody, and about a record of theirs' using errcode = 'insufficient_privilege'; end if;
  if kind <> all ('{accept a hand over,answer a question,complete a nomination,complete an assessment,confirm minutes,consider a nomination,contribute to a discussion,do an action,find somebody for an action,look at a concern,match a worker,put on the agenda,review an assessment,tell of a death}'::text[])
    or due_on not between app.today() - 3660 and app.today() + 3660 then
    raise exception 'what is asked is one of what there is, on a day that somebody lives to see' using errcode = 'check_violation'; end if;
  if $7 not like '/' || (select a.key from app.area a where a.id = $1) || '/%' then
    raise exception 'what is asked is done in the area it is about' using errcode = 'check_violation'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $function$;
grant execute on function app.ask(uuid,uuid,text,uuid,text,date,text) to app;

CREATE OR REPLACE FUNCTION app.ask_about_brief(area uuid, match uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it app.match; key text; worker uuid; newest uuid; at_desk text; asks text;
begin
  select m.* into it from app.match m where m.area_id = area and m.id = match;
  select a.key into key from app.area a where a.id = area;
  select w.person_id into worker from app.worker w where w.area_id = area and w.id = it.worker_id;
  select b.id into newest from app.brief b where b.area_id = area and b.match_id = match order by b.number desc limit 1;
  if not it.counts then asks := null;
  elsif newest is null then asks := 'write what to read first'; at_desk := 'service:' || area || ':' || it.service_key;
  elsif not exists (select 1 from app.brief_read r where r.area_id = area and r.brief_id = newest and r.worker_id = it.worker_id) then
    asks := 'read before you meet'; at_desk := 'person:' || worker; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = match and t.settled_at is null
    and t.kind in ('write what to read first', 'read before you meet') and (t.kind, t.desk) is distinct from (asks, at_desk);
  if asks is null then return; end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (area, it.young_person_id, asks, match, at_desk, '/' || key || case asks when 'read before you meet' then '/my-people/' || match || '/before-you-meet'
        else '/young-people/' || it.young_person_id || '/matches/' || match || '/before-you-meet/new' end,
      case when it.started_on is null then greatest(app.today(), it.planned_on) else app.today() end, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
end $function$;

CREATE OR REPLACE FUNCTION app.ask_about_known_adult(a app.known_adult, asked_kind text, due date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select $1.area_id, $1.young_person_id, $2, $1.id, 'service:' || $1.area_id || ':' || $1.service_key, '/' || r.key || '/young-people/' || $1.young_person_id || '/known-adults', $3, app.me_in($1.area_id)
    from app.area r where r.id = $1.area_id
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$function$;

CREATE OR REPLACE FUNCTION app.ask_about_match(area uuid, match uuid, by_when date)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.ask_of(m.area_id, m.young_person_id, 'decide about a match', m.id, app.desks_for_closed_service(m.area_id, m.young_person_id, m.strand_allocation_id), by_when,
    app.path_in(m.area_id, '/young-people/' || m.young_person_id || '/matches/' || m.id || '/decide'))
  from app.match m where m.area_id = $1 and m.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.ask_about_workers(workers uuid[])
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with due as materialized (select * from app.due_of_workers($1)),
    over as (update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.record_id = any ($1) and t.settled_at is null and t.kind in ('supervise a worker', 'renew what runs out')
        and not exists (select from due d where d.area_id = t.area_id and d.worker_id = t.record_id and d.kind = t.kind and d.desk = t.desk)),
    asked as (insert into app.task as t (area_id, kind, record_id, desk, path, due_on)
      select d.area_id, d.kind, d.worker_id, d.desk, app.path_in(d.area_id, d.rest), d.due_on from due d
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
      do update set due_on = excluded.due_on where t.due_on <> excluded.due_on returning 1)
  select count(*)::integer from asked
$function$;

CREATE OR REPLACE FUNCTION app.ask_again(area uuid, young_person uuid, settled timestamp with time zone[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.task t set settled_at = null, settled_by = null where t.area_id = $1 and t.young_person_id = $2 and t.settled_at = any ($3)
    and not exists (select 1 from app.task o where o.area_id = t.area_id and o.kind = t.kind and o.desk = t.desk and o.settled_at is null
      and coalesce(o.record_id, o.young_person_id) = coalesce(t.record_id, t.young_person_id))
$function$;

CREATE OR REPLACE FUNCTION app.ask_emergency_access(area uuid, names text[], born date, kind text, line text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); request uuid := uuidv7();
begin
  if me is null or not area = any (app.my_areas_to('ask for emergency access')) or not app.proved_lately() then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  insert into app.emergency_access (area_id, id, person_id, kind, line, asked_for)
    values (area, request, me, ask_emergency_access.kind, ask_emergency_access.line, app.asked_for_in_emergency(request, names, born));
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, area, 'emergency access used', '/', 'today' from unnest(app.managers_above(area, me)) who;
  return request;
end $function$;
grant execute on function app.ask_emergency_access(uuid,text[],date,text,text) to app;

CREATE OR REPLACE FUNCTION app.ask_for_adult(area uuid, allocation uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.ask_of(s.area_id, s.young_person_id, 'match a worker', s.id, array['service:' || s.area_id || ':' || s.service_key], null,
    app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/strands/' || s.id || '/candidates'))
  from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' where s.area_id = $1 and s.id = $2 and s.until_at is null
    and (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d)
    and not exists (select from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
    and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
$function$;

CREATE OR REPLACE FUNCTION app.ask_for_goodbyes(area uuid, matches uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select m.area_id, m.young_person_id, 'plan a goodbye', m.id, 'service:' || m.area_id || ':' || m.service_key,
      '/' || a.key || '/young-people/' || m.young_person_id || '/matches', app.today(), app.me_in($1)
    from app.match m join app.area a on a.id = m.area_id where m.area_id = area and m.id = any (matches) and m.ended_at is null
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$function$;

CREATE OR REPLACE FUNCTION app.ask_for_holder(area uuid, young_person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.ask_for_mail(person uuid, kind text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select graphile_worker.add_job('mail', json_build_object('person', person, 'kind', kind), job_key => 'mail:' || kind || ':' || person)
$function$;

CREATE OR REPLACE FUNCTION app.ask_for_review(area uuid, request uuid, asker uuid, child uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare reviewers uuid := app.governance_of(area, asker, child); desk text := 'role:' || reviewers || ':information-governance';
  path text := '/' || (select a.key from app.area a where a.id = reviewers) || '/governance/emergency-access';
begin
  update app.emergency_access e set reviewed_in = nullif(reviewers, area) where e.area_id = area and e.id = request;
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, reviewers, 'emergency access used', path, 'today' from unnest(app.people_at(desk)) who where who <> asker;
  insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
    values (reviewers, 'review emergency access', request, desk, path, (now() at time zone 'Europe/London')::date + 1, asker);
end $function$;

CREATE OR REPLACE FUNCTION app.ask_no_more(area uuid, young_person uuid, but text[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = $1 and t.young_person_id = $2 and t.settled_at is null and t.kind <> all ($3)
$function$;

CREATE OR REPLACE FUNCTION app.ask_of(area uuid, young_person uuid, kind text, record uuid, desks text[], due_on date, path text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select $1, $2, $3, $4, d, $7, $6, app.me_in($1) from (select distinct unnest($5) as d) each
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path
$function$;

CREATE OR REPLACE FUNCTION app.asked_again_from(answer text, until_on date)
 RETURNS date
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$ select case when answer = 'yes' then until_on - 14 else until_on end $function$;

CREATE OR REPLACE FUNCTION app.asked_as_they_grow_up()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with growing as (select y.area_id, y.id, app.records_of(y.id) as records, b.on_day + (app.age_on(y.born_on, b.on_day) < 18)::integer as birthday
      from app.young_person y, lateral (select (y.born_on + interval '18 years')::date as on_day) b
      where y.merged_into is null and y.status <> 'died' and b.on_day between app.today() - 366 and app.today() + 28),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select g.area_id, g.id, 'ask about taking part', g.id, coalesce('person:' || h.person_id, 'team:' || h.team_id), '/' || a.key || '/young-people/' || g.id || '/consent',
          greatest(g.birthday, app.today())
        from growing g join app.area a on a.id = g.area_id join app.case_holding h on h.area_id = g.area_id and h.young_person_id = g.id and h.until_at is null
          cross join lateral app.consent_decided(g.area_id, g.id, 'taking part', greatest(g.birthday, app.today())) d
        where d.because = 'they were not asked since they turned 18'
          and exists (select 1 from app.strand_allocation s where s.area_id = g.area_id and s.young_person_id = any (g.records) and s.until_at is null)
          and (g.birthday <= app.today() or not exists (select 1 from app.consent c where c.area_id = g.area_id and c.young_person_id = any (g.records)
            and c.question = 'taking part' and c.moved_at is null and c.individual_id is null and c.asked_on >= g.birthday - 28))
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1),
    newest as (select distinct on (c.area_id, c.individual_id) c.area_id, c.individual_id, c.young_person_id as stands_in, coalesce(y.merged_into, y.id) as young_person_id, c.answer, c.until_on
      from app.consent c join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
        join app.young_person y on y.area_id = c.area_id and y.id = c.young_person_id and y.status <> 'died'
      where c.question = 'taking part' and c.moved_at is null order by c.area_id, c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc),
    parents as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask a parent again', n.individual_id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
          '/' || a.key || '/young-people/' || n.young_person_id || case when n.stands_in = n.young_person_id then '/consent/individuals/' || n.individual_id || '/taking-part' else '/consent' end, greatest(n.until_on, app.today())
        from newest n join app.area a on a.id = n.area_id join app.case_holding h on h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.until_at is null
          cross join lateral app.consent_decided(n.area_id, n.young_person_id, 'taking part', case when n.answer = 'yes' then greatest(n.until_on + 1, app.today()) else app.today() end) d
        where app.asked_again_from(n.answer, n.until_on) <= app.today()
          and d.because in ('nobody with parental responsibility has said yes', 'those with parental responsibility said no', 'those with parental responsibility differ')
          and exists (select 1 from app.strand_allocation s where s.area_id = n.area_id and s.young_person_id = any (app.records_of(n.young_person_id)) and s.until_at is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select ((select count(*) from asked) + (select count(*) from parents))::integer
$function$;
grant execute on function app.asked_as_they_grow_up() to worker;

CREATE OR REPLACE FUNCTION app.asked_for_in_emergency(request uuid, names text[], born date)
 RETURNS bytea
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select sha256(convert_to(jsonb_build_array(request, (select array_agg(distinct n order by n) from unnest(names) n), born)::text, 'UTF8'))
$function$;

CREATE OR REPLACE FUNCTION app.asked_to_name(area uuid, young_person uuid, team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select 1 from app.task t where t.area_id = $1 and t.young_person_id = $2 and t.kind = 'name a case holder' and t.settled_at is null
    and t.desk = any (app.desks_to_name($1, $2, $3)))
$function$;

CREATE OR REPLACE FUNCTION app.asks_first(young_person uuid, asks text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.who_asks_first(y.area_id, y.id, $2) from app.young_person y where y.id = $1 and $1 = any (app.my_young_people('ask for consent'))
$function$;
grant execute on function app.asks_first(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.audit_line(e app.audit_event)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select concat_ws(E'\n', e.seq::text, e.xid::text, (extract(epoch from e.at) * 1000000)::bigint::text, coalesce(e.request::text, ''), coalesce(e.person_id::text, ''),
    coalesce(e.session_id::text, ''), e.act, e.outcome, array_to_string(e.because, ','), coalesce(e.area_id::text, ''), coalesce(e.young_person_id::text, ''),
    coalesce(e.record_id::text, ''), e.detail::text, case when e.roles <> '{}' then array_to_string(e.roles, ',') end)
$function$;
grant execute on function app.audit_line(app.audit_event) to worker;

CREATE OR REPLACE FUNCTION app.audit_of_area(area uuid, person uuid, from_on date, to_on date, before_seq bigint, most integer)
 RETURNS TABLE(seq bigint, at timestamp with time zone, person_id uuid, name text, title text, act text, outcome text, because text[], young_person_id uuid, record_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  begins timestamptz := from_on::timestamp at time zone 'Europe/London';
  ends timestamptz := (to_on + 1)::timestamp at time zone 'Europe/London';
  last_at timestamptz; walls uuid[] := app.my_walls(); here boolean;
begin
  if area is null or not area = any (app.my_areas_to('read the audit')) then return; end if;
  select e.at into last_at from app.audit_event e where e.seq = before_seq;
  ends := least(ends, last_at + interval '1 microsecond');
  if person is null then
    return query
      select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, e.record_id
      from app.audit_event e left join app.person p on p.id = e.person_id
      where e.area_id = area and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
        and (e.young_person_id is null or e.young_person_id <> all (walls))
      order by e.at desc, e.seq desc limit least(most, 100);
    return;
  end if;
  here := exists (select from app.membership m where m.person_id = person and m.area_id = area);
  return query
    select e.seq, e.at, e.person_id, p.name, p.title, e.act, e.outcome, e.because, e.young_person_id, e.record_id
    from app.audit_event e join app.person p on p.id = e.person_id
    where e.person_id = person and (e.area_id = area or (here and e.area_id is null))
      and e.at >= begins and e.at < ends and (last_at is null or (e.at, e.seq) < (last_at, before_seq))
      and (e.young_person_id is null or e.young_person_id <> all (walls))
    order by e.at desc, e.seq desc limit least(most, 100);
end $function$;
grant execute on function app.audit_of_area(uuid,uuid,date,date,bigint,integer) to app;

CREATE OR REPLACE FUNCTION app.begin_meeting(meeting uuid, until_at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare m app.meeting;
begin
  select * into m from app.meeting x where x.id = begin_meeting.meeting and x.area_id = any (app.my_areas_to('hold a meeting'));
  if not found or m.closed_at is not null or m.held_on <> app.today() then return 'not now'; end if;
  update app.session s set meeting_until = least(until_at, now() + interval '4 hours', s.expires_at), meeting_area = m.area_id, meeting_id = m.id
    where s.id = app.session_id() and s.meeting_until is null;
  return case when found then 'done' else 'not now' end;
end $function$;
grant execute on function app.begin_meeting(uuid,timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.begin_together(match uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.session s set together_match_id = m.id, together_young_person_id = m.young_person_id, together_until = least(now() + interval '1 hour', s.expires_at), last_seen_at = now()
    from app.my_matches() m where m.id = match and not app.match_paused(m.area_id, m.id)
      and s.id = app.session_id() and s.together_until is null and s.meeting_until is null and app.way_in(s.person_id) = 'passkey';
  return found;
end $function$;
grant execute on function app.begin_together(uuid) to app;

CREATE OR REPLACE FUNCTION app.brief_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare kept record; found text;
begin
  if (select m.ended_at from app.match m where m.area_id = new.area_id and m.id = new.match_id for share) is not null then
    raise exception 'this match is over' using errcode = 'check_violation', constraint = 'brief_while_the_match_runs'; end if;
  if new.number <> 1 + (select count(*) from app.brief b where b.area_id = new.area_id and b.match_id = new.match_id and b.id <> new.id) then
    raise exception 'it was written again meanwhile' using errcode = 'check_violation', constraint = 'brief_follows_the_newest'; end if;
  select * into kept from app.kept_off_telephones(new.area_id, new.young_person_id);
  found := app.not_neutral(kept.words, kept.names, concat_ws(E'\n', new.where_to_meet, new.not_alone_with, new.what_if, new.health, new.emergency_contact));
  if found is not null then raise exception 'a telephone would say too much' using errcode = 'check_violation', constraint = 'brief_in_neutral_words'; end if;
  -- Also where it was asked to be looked at again.
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'write what to read first' and t.record_id = new.match_id and t.settled_at is null;
  perform app.ask_about_brief(new.area_id, new.match_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.brief_out_of_date(area uuid, young_person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select m.area_id, m.young_person_id, 'write what to read first', m.id, 'service:' || m.area_id || ':' || m.service_key,
      '/' || a.key || '/young-people/' || m.young_person_id || '/matches/' || m.id || '/before-you-meet/new', app.today(), app.me_in($1)
    from app.match m join app.area a on a.id = m.area_id where m.area_id = $1 and m.young_person_id = any (app.records_of($2)) and m.counts
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$function$;

CREATE OR REPLACE FUNCTION app.brief_was_read()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
-- That it is to be written again stays asked: what was read is not that.
begin perform app.settle_all(new.area_id, '{"read before you meet"}', array[new.match_id]); return null; end $function$;

CREATE OR REPLACE FUNCTION app.call_off_meeting(meeting uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare whose uuid;
begin
  update app.planned_meeting p set called_off_at = now(), called_off_by = app.person_id()
    from app.match m where p.id = meeting and p.called_off_at is null and p.ends_at > now() and m.area_id = p.area_id and m.id = p.match_id and p.young_person_id <> all (app.my_walls())
      and (p.match_id = any (app.my_match_ids()) or (p.young_person_id = any (app.my_young_people('match a worker')) and m.area_id || ':' || m.service_key = any (app.my_services_to('manage workers'))))
    returning p.young_person_id into whose;
  return whose;
end $function$;
grant execute on function app.call_off_meeting(uuid) to app;

CREATE OR REPLACE FUNCTION app.call_off_rest_of_group(request uuid, area uuid, activity uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare p record;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = app.person_id()
      where x.area_id = $2 and x.group_id = $3 and x.called_off_at is null and x.ends_at > now()
        and exists (select from app.planned_meeting mine join app.match m on m.area_id = mine.area_id and m.id = mine.match_id
          where mine.area_id = $2 and mine.group_id = $3 and mine.called_off_at = now() and mine.called_off_by = (select app.person_id())
            and m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[]))
      returning x.area_id, x.id, x.match_id, x.young_person_id loop
    insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
      values ($1, app.person_id(), app.session_id(), 'meeting called off', 'done', '{}', p.area_id, p.young_person_id, p.id, '{}', app.my_roles_for('{}'));
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
end $function$;
grant execute on function app.call_off_rest_of_group(uuid,uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.can_be_mailed(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.person p where p.id = person and p.closed_at is null and p.work_email <> '')
$function$;

CREATE OR REPLACE FUNCTION app.can_hold(person uuid, area uuid, team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null and p.kind = 'professional'
    join app.agency a on a.area_id = m.area_id and a.id = m.agency_id and a.holds_cases
    where m.person_id = $1 and m.area_id = $2 and m.team_id = $3 and m.role = 'case-holder' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
$function$;

CREATE OR REPLACE FUNCTION app.can_hold_case_of(young_person uuid, person uuid, area uuid, team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.can_hold($2, $3, $4) and $1 <> all (app.closed_to($2))
$function$;

CREATE OR REPLACE FUNCTION app.candidates(area uuid, allocation uuid)
 RETURNS TABLE(worker_id uuid, name text, hard text[], soft text[], young_people bigint, known_before boolean, gender text, available text[], places text[], languages text[], interests text[], lived_experience text, young_people_at_most smallint)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with child as materialized (select s.area_id, s.service_key, app.records_of(s.young_person_id) as ids, k.*
    from app.strand_allocation s, app.safety_of(s.area_id, s.young_person_id, s.service_key) k
    where s.area_id = $1 and s.id = $2 and s.until_at is null and s.young_person_id = any (app.my_young_people('match a worker'))
      and s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')))
  select w.id, p.name, app.hard_reasons($1, $2, w.id, s.closed, s.kept, s.past, s.near), app.soft_reasons($1, $2, w.id),
    (select count(*) from app.match m where m.area_id = $1 and m.worker_id = w.id and m.ended_at is null),
    exists (select 1 from app.match m where m.area_id = $1 and m.worker_id in (select k.id from app.worker k where k.area_id = $1 and k.person_id = w.person_id) and m.young_person_id = any (s.ids) and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')),
    w.gender, w.available, w.places, w.languages, w.interests, w.lived_experience, w.young_people_at_most
  from child s join app.worker w on w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null and w.person_id <> (select app.person_id())
    join app.person p on p.id = w.person_id
  where exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work' where m.person_id = w.person_id and m.area_id = w.area_id
      and m.service_key = w.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by p.name, w.id limit 1000
$function$;
grant execute on function app.candidates(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.case_in_a_team_in_use()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not (select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.team_id)
    and not exists (select 1 from app.case_holding h where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.team_id = new.team_id) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'case_holding_team_in_use'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.cases_of_my_agency(area uuid, before timestamp with time zone, before_id uuid, most integer)
 RETURNS TABLE(holding_id uuid, young_person_id uuid, given_names text, surname text, known_as text, reference text, team text, holder text, from_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select h.id, y.id, y.given_names, y.surname, y.known_as, y.reference, t.name, p.name, h.from_at from app.case_holding h
    join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id join app.team t on t.area_id = h.area_id and t.id = h.team_id left join app.person p on p.id = h.person_id
  where h.area_id = $1 and h.until_at is null and y.merged_into is null and y.id <> all (app.my_walls()) and app.people_at_my_meeting() is null
    and h.agency_id = any (array(select m.agency_id from app.membership m where m.person_id = (select app.person_id()) and m.area_id = $1 and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())))
    and (before is null or (h.from_at, h.id) < (before, before_id))
  order by h.from_at desc, h.id desc limit least(most, 100)
$function$;
grant execute on function app.cases_of_my_agency(uuid,timestamp with time zone,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.check_in(area uuid, worker uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare visit uuid;
begin
  if worker <> all (app.me_as_worker()) then raise exception 'not yours' using errcode = 'insufficient_privilege'; end if;
  update app.lone_visit v set checked_in_at = now() where v.area_id = area and v.worker_id = worker and v.checked_in_at is null and v.seen_to_at is null returning v.id into visit;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = visit and t.kind = 'ring a worker' and t.settled_at is null;
  return visit is not null;
end $function$;
grant execute on function app.check_in(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.children_of_record(areas uuid[], record uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_remove(array_agg(distinct child), null), '{}') from (select array[young_person_id] as ids from app.assessment where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.brief where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.brief_read where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.case_holding where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.closed_service where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.consent where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.consent_copy where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.consent_share where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.contribution where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.copy_for_record where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.different_view where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.discussion where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.discussion_agency where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.duty_look where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.emergency_access where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.engagement_attempt where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.engagement_review where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.episode where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.exploitation_concern where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.format_request where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.forum_action where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.forum_outcome where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.hand_over where area_id = any ($1) and id = $2
    union all select array[young_person_id, other_id] as ids from app.keep_apart where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.known_adult where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.known_adult_step where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.lawful_share where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.match where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.match_pause where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.named_agency where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.night_note where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.nomination where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.nomination_answer where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.nomination_decision where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.option_considered where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.panel_declaration where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.panel_question where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.paper where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.person_who_poses_risk where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.planned_meeting where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.record_change where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.relevant_individual where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.risk_fact where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.screening where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.strand_allocation where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.trusted_adult where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.waiting_check where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.wall where area_id = any ($1) and id = $2
    union all select array[young_person_id, right_young_person_id] as ids from app.wrong_child where area_id = any ($1) and id = $2
    union all select array[young_person_id, other_id] as ids from app.young_person_link where area_id = any ($1) and id = $2
    union all select array[young_person_id, into_id] as ids from app.young_person_merge where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.young_person_search where area_id = any ($1) and id = $2
    union all select array[young_person_id] as ids from app.young_person_status where area_id = any ($1) and id = $2) found, unnest(found.ids) child
$function$;

CREATE OR REPLACE FUNCTION app.clear_away()
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with drafts as (delete from app.draft where expires_at < now() returning 1),
    forms as (delete from app.sent_form where at < now() - interval '30 days' returning 1),
    sign_ins as (delete from app.sign_in where started_at < now() - interval '15 minutes' returning 1),
    codes as (delete from app.invitation where expires_at < now() - interval '30 days' returning 1),
    sessions as (delete from app.session where expires_at < now() - interval '1 year' returning 1),
    jobs as (delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '14 days' returning 1)
  select (select count(*) from drafts) + (select count(*) from forms) + (select count(*) from sign_ins) + (select count(*) from codes)
    + (select count(*) from sessions) + (select count(*) from jobs)
$function$;
grant execute on function app.clear_away() to worker;

CREATE OR REPLACE FUNCTION app.close_account(area uuid, person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area)
    or exists (select 1 from app.membership m where m.person_id = person and (m.until_at is null or m.until_at > now()) and not m.area_id = any (app.my_areas_to('manage accounts')))
    then return false; end if;
  update app.membership m set until_at = now() where m.person_id = person and (m.until_at is null or m.until_at > now());
  update app.person p set closed_at = now() where p.id = person and closed_at is null;
  update app.session s set ended_at = now(), ended_because = 'account closed' where s.person_id = person and s.ended_at is null;
  update app.invitation i set expires_at = now() where i.person_id = person and used_at is null and expires_at > now();
  return true;
end $function$;
grant execute on function app.close_account(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.close_keep_apart(young_person uuid, keep_apart uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.keep_apart := app.keep_apart_to_decide(young_person, keep_apart);
begin
  if k.id is null then return 'gone'; end if;
  if k.own_past and length(reason) > 200 then return 'only who confirmed it'; end if;
  update app.keep_apart x set closed_by = app.person_id(), closed_reason = close_keep_apart.reason where x.area_id = k.area_id and x.id = k.id;
  return 'done';
end $function$;
grant execute on function app.close_keep_apart(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.close_one_of_many(area uuid, one uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_manage(area) then return false; end if;
  perform from app.agency a where a.area_id = $1 and a.id = $2 and a.one_of_id is not null and a.in_use for update;
  if not found then return false; end if;
  if exists (select from app.membership m where m.area_id = $1 and m.agency_id = $2 and (m.until_at is null or m.until_at > now())) then
    raise exception 'somebody has a role there' using errcode = 'check_violation', constraint = 'one_of_many_is_empty'; end if;
  update app.team t set in_use = false where t.area_id = $1 and t.agency_id = $2;
  update app.agency a set in_use = false where a.area_id = $1 and a.id = $2;
  return true;
end $function$;
grant execute on function app.close_one_of_many(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.close_worker_apart(worker uuid, apart uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.worker_apart := app.worker_apart_to_decide(worker, apart);
begin
  if k.id is null then return 'gone'; end if;
  if k.own_past and length(reason) > 200 then return 'only who confirmed it'; end if;
  update app.worker_apart x set closed_by = app.person_id(), closed_reason = close_worker_apart.reason where x.area_id = k.area_id and x.id = k.id;
  return 'done';
end $function$;
grant execute on function app.close_worker_apart(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.closed_service_and_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare ends boolean := new.decided_as = 'planned goodbye'; matches uuid[];
begin
  with decided as (update app.match_pause p set decided_at = now(), decided_by = new.decided_by, decided_as = case when ends then 'goodbye' else 'wait' end,
      decided_says = new.decided_says, look_again_on = case when not ends then app.today() + 7 end
    from app.match m where m.area_id = new.area_id and m.strand_allocation_id = new.strand_allocation_id and m.ended_at is null
      and p.area_id = m.area_id and p.match_id = m.id and p.why = 'limb' and p.over_at is null returning p.match_id)
    select coalesce(array_agg(match_id), '{}') into matches from decided;
  if ends then perform app.ask_for_goodbyes(new.area_id, matches); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.closed_service_decided()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_when = 'BEFORE' then
    -- What was decided before this was asked for stays as it is.
    if new.decided_as = 'back to the forum' and new.interim_plan is null then
      perform app.against('closed_service_back_with_a_plan', 'a plan until the forum looks again'); end if;
    new.decided_at := now();
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"decide about a closed service"}', array[new.id]);
  perform app.tell_all(new.area_id, new.young_person_id, 'closed service decided',
    app.desks_for_closed_service(new.area_id, new.young_person_id, new.strand_allocation_id) || ('role:' || new.area_id || ':coordinator'),
    app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/closed-services/' || new.id));
  if new.decided_as = 'back to the forum' then
    perform app.ask_of(new.area_id, new.young_person_id, 'put on the agenda', new.id, array['role:' || new.area_id || ':forum-coordinator'],
      coalesce(app.end_of(new.area_id, 'backOnAgenda', app.today()), app.today()), app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/new'));
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.closed_services_over(area uuid, strand uuid, fact uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with over as (
    update app.closed_service c set over_at = now() where c.area_id = $1 and c.over_at is null and (c.strand_allocation_id = $2 or c.risk_fact_id = $3) returning c.id)
  select app.settle_all($1, '{"decide about a closed service"}', array(select id from over))
$function$;

CREATE OR REPLACE FUNCTION app.closed_to(person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select app.walls_of($1) || app.kept_from($1) $function$;

CREATE OR REPLACE FUNCTION app.closed_to_me(young_person uuid)
 RETURNS TABLE(opened_at timestamp with time zone, closed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with me as (select app.person_id() as id, app.opened_by_me_until($1) as opened)
  select me.opened, (select max(c.at) from (
      select least(e.ended_at, e.until_at) as at from app.emergency_access e where e.person_id = me.id and e.young_person_id = $1
      union all select h.until_at from app.case_holding h where h.person_id = me.id and h.young_person_id = $1
      union all select w.from_at from app.wall w where w.person_id = me.id and w.said_by = me.id and w.young_person_id = $1
      union all select m.until_at from app.membership m join app.young_person y on y.area_id = m.area_id and y.id = $1 where m.person_id = me.id
      union all select e.at from app.sharing_ended(me.id, $1) e) c
    where c.at between me.opened - interval '1 second' and now())
  from me where me.opened is not null
$function$;
grant execute on function app.closed_to_me(uuid) to app;

CREATE OR REPLACE FUNCTION app.code_in_person_opens(locator text, code_hash bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_variable
declare code app.invitation; handle bytea;
begin
  for code in update app.invitation i set tries_left = i.tries_left - 1
      where i.locator = locator and i.used_at is null and i.expires_at > now() and i.tries_left > 0 returning * loop
    if code.code_hash = code_hash then
      select k.user_handle into handle from app.passkey k where k.person_id = code.person_id order by k.made_at desc limit 1;
      return coalesce(handle, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
    end if;
  end loop;
  return null;
end $function$;
grant execute on function app.code_in_person_opens(text,bytea) to app;

CREATE OR REPLACE FUNCTION app.completed_assessment_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); later constant text[] := array['sent_to_forum_at', 'sent_to_forum_by', 'set_aside_at', 'set_aside_by', 'set_aside_reason', 'moved_at', 'version'];
begin
  if old.moved_at is not null
    or (old.set_aside_at is not null and to_jsonb(new) - 'moved_at' is distinct from to_jsonb(old) - 'moved_at')
    or (old.completed_at is not null and to_jsonb(new) - later is distinct from to_jsonb(old) - later)
    or (old.sent_to_forum_at is not null and (new.sent_to_forum_at, new.sent_to_forum_by) is distinct from (old.sent_to_forum_at, old.sent_to_forum_by)) then
    raise exception 'a completed assessment stays as it is' using errcode = 'check_violation', constraint = 'assessment_completed_stays';
  end if;
  -- Whoever is signed in stands by what they do under their own name.
  if me is not null and ((new.completed_by is distinct from old.completed_by and new.completed_by is distinct from me)
    or (new.sent_to_forum_by is distinct from old.sent_to_forum_by and new.sent_to_forum_by is distinct from me)
    or (new.set_aside_by is distinct from old.set_aside_by and new.set_aside_by is distinct from me)) and current_user = 'app' then
    raise exception 'nobody acts for another' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.completed_people_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare a app.assessment;
begin
  select * into a from app.assessment x where x.area_id = new.area_id and x.id = new.assessment_id for share;
  if a.completed_at is not null or a.set_aside_at is not null or a.moved_at is not null then
    raise exception 'a completed assessment stays as it is' using errcode = 'check_violation', constraint = 'assessment_completed_stays';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.completed_sections_stay()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare of_assessment app.assessment;
begin
  select * into of_assessment from app.assessment a
    where a.area_id = coalesce(new.area_id, old.area_id) and a.id = coalesce(new.assessment_id, old.assessment_id) for share;
  if of_assessment.completed_at is not null or of_assessment.set_aside_at is not null or of_assessment.moved_at is not null
    or (tg_op = 'UPDATE' and (new.area_id, new.assessment_id, new.section_key, new.young_person_id) is distinct from (old.area_id, old.assessment_id, old.section_key, old.young_person_id)) then
    raise exception 'a completed assessment stays as it is' using errcode = 'check_violation', constraint = 'assessment_completed_stays';
  end if;
  return coalesce(new, old);
end $function$;

CREATE OR REPLACE FUNCTION app.concern_keeps_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); begins boolean := tg_op = 'INSERT';
begin
  if me is null or (begins and new.ended_at is not null) or (not begins and (old.ended_at is not null or new.ended_at is null)) then return null; end if;
  insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by, entry_id)
    values (new.area_id, new.young_person_id, 4, 'kind of exploitation', case when not begins then new.kind end, case when begins then new.kind end,
      case when not begins then new.ended_reason end, me, new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.concern_looked_at(young_person uuid)
 RETURNS TABLE(looked_at timestamp with time zone, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select t.settled_at, p.name from app.task t left join app.person p on p.id = t.settled_by
  where t.young_person_id = $1 and t.kind = 'look at a concern' and app.my_acts_on($1) && array['write a night note', 'read S4']
  order by t.settled_at desc nulls first limit 1
$function$;
grant execute on function app.concern_looked_at(uuid) to app;

CREATE OR REPLACE FUNCTION app.configuration_hash()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select configuration_hash from app.system
$function$;
grant execute on function app.configuration_hash() to app;
grant execute on function app.configuration_hash() to worker;

CREATE OR REPLACE FUNCTION app.confirm_minutes(area uuid, discussion uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.discussion d set minutes_confirmed_at = now(), minutes_confirmed_by = app.person_id(), version = version + 1
    where d.area_id = area and d.id = discussion and d.outcome_at is not null and d.minutes_confirmed_at is null
      and d.young_person_id = any (app.my_young_people('chair the forum')) and d.young_person_id <> all (app.my_walls());
  return found;
end $function$;
grant execute on function app.confirm_minutes(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.consent_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare at_path text; holder text; was boolean; is_now boolean; today date := app.today();
begin
  if new.question <> 'taking part' then return null; end if;
  select '/' || a.key || '/young-people/' || new.young_person_id || '/consent' into at_path from app.area a where a.id = new.area_id;
  select d.yes into was from app.consent_decided(new.area_id, new.young_person_id, new.question, today, new.id) d;
  select d.yes into is_now from app.consent_decided(new.area_id, new.young_person_id, new.question, today) d;
  if new.individual_id is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask about taking part' and t.settled_at is null;
  else
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'ask a parent again' and t.record_id = new.individual_id and t.settled_at is null;
  end if;
  select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end into holder from app.case_holding h
    where h.area_id = new.area_id and h.young_person_id = any (app.records_of(new.young_person_id)) and h.until_at is null
      order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id) desc limit 1;
  if is_now then
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask a parent again' and t.settled_at is null;
  end if;
  if was and not is_now and holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'a yes was taken back', new.young_person_id, holder, at_path, today, app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  if new.individual_id is null or was <> is_now then
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select distinct who, new.area_id, new.young_person_id, case when was and not is_now then 'takes part no more' else 'asked about taking part' end, at_path,
          case when was and not is_now then 'today' else 'digest' end
        from (select 'service:' || s.area_id || ':' || s.service_key as desk from app.strand_allocation s where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)) and s.until_at is null
          union select holder where was and not is_now) d, unnest(app.people_at(d.desk)) who where d.desk is not null and who is distinct from app.person_id();
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_copy_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform 1 from app.consent c where c.area_id = new.area_id and c.id = new.consent_id for no key update;
  if (select count(*) from app.consent_copy c where c.area_id = new.area_id and c.consent_id = new.consent_id and c.set_aside_at is null) > 20 then
    raise exception 'no form has so many pages' using errcode = 'check_violation', constraint = 'consent_copy_at_most'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_decided(area uuid, young_person uuid, asks text, on_day date, but uuid DEFAULT NULL::uuid)
 RETURNS TABLE(yes boolean, because text, differs boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare own record; age integer; born date; says_yes boolean; says_no boolean; records uuid[] := app.records_of(young_person);
begin
  select y.born_on, case when y.born_on is not null then app.age_on(y.born_on, on_day) end into born, age from app.young_person y where y.area_id = area and y.id = young_person;
  select n.* into own from (select c.answer, c.competence, c.until_on, c.asked_on from app.consent c
      where c.moved_at is null and c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.individual_id is null and c.id is distinct from but
      order by c.asked_on desc, c.recorded_at desc, c.id desc limit 1) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  select coalesce(bool_or(n.answer = 'yes'), false), coalesce(bool_or(n.answer in ('no', 'withdrawn')), false) into says_yes, says_no from (
    select distinct on (c.individual_id) c.answer, c.until_on from app.consent c
      join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
      where c.moved_at is null and c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.id is distinct from but
      order by c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  return query select d.yes, d.because, d.differs from app.decides(age, case when born is not null then app.age_on(born, own.asked_on) end, own.answer, own.competence, says_yes, says_no) d;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.ends := case when new.question = 'sharing' then array(select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id))) else '{}' end;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.asked_on > app.today() then raise exception 'asked on a day that was' using errcode = 'check_violation', constraint = 'consent_on_a_day_that_was'; end if;
  if new.answer = 'withdrawn' and not exists (select 1 from app.consent c where c.area_id = new.area_id and c.young_person_id = any (app.records_of(new.young_person_id))
      and c.question = new.question and c.individual_id is not distinct from new.individual_id and c.answer = 'yes' and c.id <> new.id and c.moved_at is null) then
    raise exception 'a yes is withdrawn' using errcode = 'check_violation', constraint = 'consent_withdraws_a_yes'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_names()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.id::text, 0));
  if (new.question <> 'sharing' or new.answer <> 'yes') and exists (select 1 from app.consent_share s where s.area_id = new.area_id and s.consent_id = new.id) then
    raise exception 'only a yes to sharing names whom' using errcode = 'check_violation', constraint = 'consent_share_of_a_yes'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.consent_now(young_person uuid, asks text)
 RETURNS TABLE(yes boolean, because text, differs boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select d.yes, d.because, d.differs from app.young_person y, app.consent_decided(y.area_id, y.id, asks, app.today()) d
    where y.id = $1 and $1 = any (app.my_young_people('read S3'))
$function$;
grant execute on function app.consent_now(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.consent_share_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  -- One at a time with whoever writes the answer itself: nothing is added to it meanwhile.
  perform pg_advisory_xact_lock(hashtextextended(new.consent_id::text, 0));
  if exists (select 1 from app.consent c where c.area_id = new.area_id and c.id = new.consent_id) then
    raise exception 'an answer is never widened afterwards' using errcode = 'check_violation', constraint = 'consent_share_with_the_answer'; end if;
  if new.agency_id = any (app.on_public_task(new.area_id, new.young_person_id)) then
    raise exception 'they know by a public task, and nobody is asked about it' using errcode = 'check_violation', constraint = 'consent_share_is_optional'; end if;
  if exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'with which one?' using errcode = 'check_violation', constraint = 'consent_share_with_one'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.contribution_by_the_invited()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.person_id() is not null and not exists (select from app.discussion_agency i where i.area_id = new.area_id and i.discussion_id = new.discussion_id
      and i.agency_id = new.agency_id and i.uninvited_at is null) then
    perform app.against('contribution_invited', 'the agency is not invited any more'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.death_ends_sharing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.lawful_share l set ended_at = now(), reviewed_at = now(), reviewed_by = app.person_id(), reviewed_reason = 'They died.', version = l.version + 1
    where l.area_id = new.area_id and l.young_person_id = any (app.records_of(new.id)) and l.ended_at is null and app.person_id() is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.death_stops_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.match m set stopped_at = now() where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.id)) and m.ended_at is null and m.stopped_at is null;
  update app.match m set ended_on = app.today(), ended_by = app.person_id(), end_reason = 'the young person died', goodbye = 'They died.', version = m.version + 1
    where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.id)) and m.ended_at is null and app.person_id() is not null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.decide_about_match(area uuid, match uuid, decides text, says text, look_again_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.decide_about_match(uuid,uuid,text,text,date) to app;

CREATE OR REPLACE FUNCTION app.decides(age integer, age_then integer, own text, competence text, says_yes boolean, says_no boolean)
 RETURNS TABLE(yes boolean, because text, differs boolean)
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
begin
  differs := false; yes := false;
  if own is null then because := 'they were not asked';
  elsif own = 'not approached' then because := 'it is not safe to ask them';
  elsif own <> 'yes' then because := 'they said no'; differs := says_yes;
  elsif age >= 18 then
    -- A yes that was not theirs alone when they gave it is not one of a grown-up.
    if age_then >= 18 or competence = 'understands' or (age_then >= 16 and competence <> 'does not understand') then yes := true; because := 'they said yes';
    else because := 'they were not asked since they turned 18'; end if;
  elsif competence = 'understands' or (age >= 16 and competence <> 'does not understand') then yes := true; because := 'they said yes'; differs := says_no;
  elsif competence = 'not judged' then because := 'nobody judged whether they understand';
  elsif says_yes and says_no then because := 'those with parental responsibility differ'; differs := true;
  elsif says_no then because := 'those with parental responsibility said no';
  elsif says_yes then yes := true; because := 'somebody with parental responsibility said yes';
  else because := 'nobody with parental responsibility has said yes';
  end if;
  return next;
end $function$;

CREATE OR REPLACE FUNCTION app.decline_match(match uuid, why text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it app.match;
begin
  select m.* into it from app.match m where m.id = $1 and m.area_id in (select x.area_id from app.matches_to_approve() x where x.id = $1) for update;
  if it.id is null or it.approved_at is not null or it.ended_at is not null or it.stopped_at is not null then return 'gone'; end if;
  update app.match m set ended_on = app.today(), ended_by = app.person_id(), end_reason = 'it was not approved', goodbye = why, version = m.version + 1 where m.area_id = it.area_id and m.id = it.id;
  return 'done';
end $function$;
grant execute on function app.decline_match(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.desk_in(area uuid, desk text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select case split_part(desk, ':', 1)
    when 'person' then exists (select 1 from app.membership m where m.area_id = area and m.person_id = split_part(desk, ':', 2)::uuid)
    when 'team' then exists (select 1 from app.team t where t.area_id = area and t.id = split_part(desk, ':', 2)::uuid)
    else split_part(desk, ':', 2) = area::text end
$function$;

CREATE OR REPLACE FUNCTION app.desks_for_closed_service(area uuid, young_person uuid, strand uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with managers as (
    select distinct 'person:' || m.person_id as desk from app.strand_allocation s join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key
        and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      where s.area_id = $1 and s.id = $3 and $2 <> all (app.closed_to(m.person_id)))
  select array(
    select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end from app.case_holding h
      where h.area_id = $1 and h.young_person_id = $2 and h.until_at is null
    union select desk from managers
    union select 'role:' || $1 || ':coordinator' where not exists (select from managers))
$function$;

CREATE OR REPLACE FUNCTION app.desks_i_manage()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct 'person:' || m.person_id), '{}') from app.membership mine
    join app.membership m on m.area_id = mine.area_id and m.team_id = mine.team_id and m.role = 'case-holder' and m.person_id <> mine.person_id
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  where mine.person_id = (select app.person_id()) and mine.role = 'team-manager' and mine.from_at <= now() and (mine.until_at is null or mine.until_at > now())
$function$;
grant execute on function app.desks_i_manage() to app;

CREATE OR REPLACE FUNCTION app.desks_i_stand_in_for()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct 'person:' || d.person_id), '{}') from app.deputy d
  where d.deputy_id = app.person_id() and d.from_at <= now() and (d.until_at is null or d.until_at > now())
$function$;
grant execute on function app.desks_i_stand_in_for() to app;

CREATE OR REPLACE FUNCTION app.desks_of(person uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct d), '{}') from (
    select 'person:' || person as d where person is not null
    union all select 'team:' || m.team_id from app.membership m where m.person_id = person and m.team_id is not null
      and m.role in ('case-holder', 'team-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    union all select 'service:' || m.area_id || ':' || m.service_key from app.membership m where m.person_id = person and m.service_key is not null
      and m.role in ('operational-manager', 'service-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    union all select 'role:' || m.area_id || ':' || m.role from app.membership m where m.person_id = person
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) desks
$function$;

CREATE OR REPLACE FUNCTION app.desks_of_service(area uuid, service text)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select array['service:' || s.area_id || ':' || s.key]
      || array(select distinct 'person:' || m.person_id from app.membership m where m.area_id = s.area_id and m.service_key = s.key and m.role = 'mentor-coordinator'
        and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
    from app.service s where s.area_id = area and s.key = service
$function$;

CREATE OR REPLACE FUNCTION app.desks_to_name(area uuid, young_person uuid, team uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.digests_due(at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare today date := (now() at time zone 'Europe/London')::date; asked integer;
begin
  if extract(hour from at at time zone 'Europe/London') <> 7 then return 0; end if;
  perform app.ask_for_mail(p.id, 'digest') from app.person p where app.can_be_mailed(p.id)
    and not exists (select from app.mailing m where m.person_id = p.id and m.kind = 'digest' and m.for_on = today)
    and (exists (select from app.notification n where n.person_id = p.id and n.urgency = 'digest' and n.mailing_id is null and n.mailed_at is null and n.read_at is null)
      or app.is_soon_due(p.id, today));
  get diagnostics asked = row_count;
  return asked;
end $function$;
grant execute on function app.digests_due(timestamp with time zone) to worker;

CREATE OR REPLACE FUNCTION app.discussion_agency_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.discussion_asks()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare invited uuid[] := array(select i.id from app.discussion_agency i where i.area_id = new.area_id and i.discussion_id = new.id);
begin
  if new.outcome_at is not null or new.taken_off_at is not null or new.minutes_confirmed_at is not null then
    perform app.settle_all(new.area_id, '{"contribute to a discussion"}', invited);
  elsif new.held_on <> old.held_on then
    update app.task t set due_on = new.held_on where t.area_id = new.area_id and t.kind = 'contribute to a discussion' and t.record_id = any (invited) and t.settled_at is null;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.discussion_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.discussion_decides()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.young_person y set forum_decided_at = greatest(y.forum_decided_at, new.outcome_at) where y.area_id = new.area_id and y.id = new.young_person_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.drafts_end_with_the_match()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.pass_on_drafts_of(new.area_id, array[new.id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.drafts_end_with_the_worker()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.pass_on_drafts_of(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.worker_id = new.id));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.due_of_workers(workers uuid[])
 RETURNS TABLE(area_id uuid, worker_id uuid, kind text, desk text, rest text, due_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with them as (select w.area_id, w.id, w.person_id, w.service_key, w.started_on, s.supervised_by, s.supervision_days,
        'service:' || w.area_id || ':' || w.service_key as managers, '/workers/' || w.id as page, (a.configuration #>> '{workforce,runsOutSoonDays}')::integer as soon_days
      from app.worker w join app.service s on s.area_id = w.area_id and s.key = w.service_key and s.in_use join app.area a on a.id = w.area_id
      where w.id = any ($1) and w.left_at is null),
    supervisor as (select distinct t.id, m.person_id from them t join app.membership m on m.area_id = t.area_id and m.service_key = t.service_key and m.role = t.supervised_by
        and m.person_id <> t.person_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      join app.person p on p.id = m.person_id and p.closed_at is null)
  select t.area_id, t.id, 'supervise a worker', coalesce('person:' || u.person_id, t.managers), t.page || case when u.id is null then '' else '/supervision/new' end, next.due_on
    from them t
      cross join lateral (select coalesce((select max(v.held_on) from app.supervision v where v.area_id = t.area_id and v.worker_id = t.id), t.started_on) + t.supervision_days as due_on) next
      left join supervisor u on u.id = t.id
    where next.due_on <= app.today() and not exists (select from app.worker_leave l where l.area_id = t.area_id and l.worker_id = t.id and l.taken_back_at is null
      and l.from_on <= app.today() and (l.back_on is null or l.back_on > app.today()))
  union all
  -- Of several the one that counts longest speaks, as on the list.
  select t.area_id, t.id, 'renew what runs out', t.managers, t.page, min(last.counts_until) from them t
      cross join lateral (select max(coalesce(m.expires_on, 'infinity')) as counts_until from app.requirement_met m
        join app.service_requirement r on r.area_id = m.area_id and r.service_key = m.service_key and r.key = m.requirement_key and r.in_use
        where m.area_id = t.area_id and m.worker_id = t.id and m.taken_back_at is null group by m.requirement_key) last
    where last.counts_until <= app.today() + t.soon_days group by t.area_id, t.id, t.managers, t.page
$function$;

CREATE OR REPLACE FUNCTION app.duty_looks(area uuid, one uuid)
 RETURNS TABLE(id uuid, young_person_id uuid, reference text, person_id uuid, name text, title text, on_day date, answered_at timestamp with time zone, opened jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select d.id, y.id, y.reference, p.id, p.name, p.title, d.on_day, d.answered_at, coalesce((
      select jsonb_agg(jsonb_build_object('at', e.at, 'act', e.act) order by e.seq) from (
        select e.* from app.audit_event e where e.young_person_id = d.young_person_id and e.person_id = d.person_id and e.outcome = 'read' and 'duty' = any (e.because)
          and e.at >= d.on_day::timestamp at time zone 'Europe/London' and e.at < (d.on_day + 1)::timestamp at time zone 'Europe/London' order by e.seq limit 50) e), '[]')
  from app.duty_look d join app.young_person y on y.area_id = d.area_id and y.id = d.young_person_id join app.person p on p.id = d.person_id
  where d.reviewed_in = area and area = any (app.my_areas_to('review duty looks')) and d.person_id <> (select app.person_id()) and d.young_person_id <> all (app.my_walls())
    and case when one is null then d.answered_at is null else d.id = one end
  order by d.on_day, d.id limit 100
$function$;
grant execute on function app.duty_looks(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.duty_summary(young_person uuid)
 RETURNS TABLE(what text, kind text, certainty text, timing text, said_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with newest as (
    select a.area_id, a.id, a.level, a.completed_at from app.assessment a
    where a.young_person_id = $1 and a.completed_at is not null and a.set_aside_at is null and a.moved_at is null and 'see what duty needs' = any (app.my_acts_on($1))
    order by a.completed_at desc limit 1)
  select 'level', n.level, null, null, (n.completed_at at time zone 'Europe/London')::date from newest n
  union all
  select distinct 'proposed', p.kind, p.certainty, p.timing, (n.completed_at at time zone 'Europe/London')::date from newest n
    join app.person_who_poses_risk p on p.area_id = n.area_id and p.assessment_id = n.id and p.moved_at is null
  union all
  select 'found', f.kind, f.certainty, f.timing, (f.found_at at time zone 'Europe/London')::date from app.risk_fact f
    where f.young_person_id = $1 and f.lifted_at is null and 'see what duty needs' = any (app.my_acts_on($1))
$function$;
grant execute on function app.duty_summary(uuid) to app;

CREATE OR REPLACE FUNCTION app.effort(area uuid, young_person uuid, match uuid)
 RETURNS TABLE(attempts bigint, kinds bigint, enough boolean, agreed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with rule as (select a.configuration -> 'engagement' -> 'beforeItEnds' as r from app.area a where a.id = $1),
    mine as (select t.kind from app.engagement_attempt t where t.area_id = $1 and t.young_person_id = any (app.records_of($2))
      and case when $3 is null then t.on_day >= (select max(e.started_on) from app.episode e where e.area_id = $1 and e.young_person_id = $2 and e.ended_on is null)
        else t.match_id = $3 or t.match_id is null and t.on_day >= (select (s.from_at at time zone 'Europe/London')::date from app.match m
          join app.strand_allocation s on s.area_id = m.area_id and s.id = m.strand_allocation_id where m.area_id = $1 and m.id = $3) end),
    counted as (select count(*) as attempts, count(distinct kind) as kinds from mine),
    newest as (select r.decided, r.agreed_at from app.engagement_review r where r.area_id = $1 and r.young_person_id = any (app.records_of($2)) and case when $3 is null then r.held_on >= (select max(e.started_on) from app.episode e where e.area_id = $1 and e.young_person_id = $2 and e.ended_on is null)
        else r.match_id = $3 end
      order by r.recorded_at desc, r.id desc limit 1)
  select c.attempts, c.kinds, coalesce(c.attempts >= (rule.r ->> 'attempts')::integer and c.kinds >= (rule.r ->> 'kinds')::integer, false),
      coalesce((select n.decided = 'stop trying' and n.agreed_at is not null from newest n), false)
    from rule, counted c
$function$;

CREATE OR REPLACE FUNCTION app.effort_of(young_person uuid, match uuid)
 RETURNS TABLE(attempts bigint, kinds bigint, enough boolean, agreed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select e.* from app.young_person y, app.effort(y.area_id, y.id, $2) e where y.id = $1 and $1 = any (app.my_young_people('read S3'))
    and ($2 is null or exists (select 1 from app.match m where m.area_id = y.area_id and m.id = $2 and m.young_person_id = y.id))
$function$;
grant execute on function app.effort_of(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.emergencies_left()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare e app.emergency_access; left_over bigint := 0;
begin
  for e in select * from app.emergency_access x where x.asked_for is not null and x.asked_at < now() - interval '3 minutes' order by x.asked_at limit 100 for update skip locked loop
    update app.emergency_access x set asked_for = null where x.area_id = e.area_id and x.id = e.id;
    perform app.ask_for_review(e.area_id, e.id, e.person_id, null);
    left_over := left_over + 1;
  end loop;
  return left_over;
end $function$;
grant execute on function app.emergencies_left() to worker;

CREATE OR REPLACE FUNCTION app.end_emergency_access(area uuid, request uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with ended as (update app.emergency_access set ended_at = now() where area_id = area and id = request and person_id = (select app.person_id()) and ended_at is null returning 1)
  select exists (select 1 from ended)
$function$;
grant execute on function app.end_emergency_access(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.end_episode(young_person uuid, shown integer, last_day date, reason text, kind text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare e app.episode;
begin
  if not ('end an episode' = any (app.my_acts_on(young_person))) then raise exception 'not yours to end' using errcode = 'insufficient_privilege'; end if;
  perform 1 from app.young_person y where y.id = end_episode.young_person for update;
  select * into e from app.episode x where x.young_person_id = end_episode.young_person and x.ended_on is null for update;
  if not found then return 'none open'; end if;
  if e.version <> shown then return 'stale'; end if;
  if kind is null then perform app.against('episode_says_why_it_ended', 'say why it ended'); end if;
  if last_day < e.started_on then return 'before it began'; end if;
  if last_day > (now() at time zone 'Europe/London')::date then return 'not yet'; end if;
  if app.under_way(e.area_id, e.young_person_id) then return 'under way'; end if;
  if kind = 'we did not reach them' and not app.tried_enough(e.area_id, e.young_person_id, null) then return 'not enough'; end if;
  update app.episode x set ended_on = last_day, ended_at = now(), ended_by = app.person_id(), end_reason = reason, end_kind = kind, version = x.version + 1 where x.area_id = e.area_id and x.id = e.id;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = e.area_id and t.young_person_id = e.young_person_id and t.settled_at is null
    and t.kind = any (array['complete an assessment', 'review an assessment', 'complete a nomination']);
  return 'done';
end $function$;
grant execute on function app.end_episode(uuid,integer,date,text,text) to app;

CREATE OR REPLACE FUNCTION app.end_of(area uuid, clock text, start date)
 RETURNS date
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.end_of_day(day date)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select (day + 1)::timestamp at time zone 'Europe/London'
$function$;

CREATE OR REPLACE FUNCTION app.end_role(area uuid, given uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid;
begin
  if not app.may_manage(area) then return null; end if;
  update app.membership m set until_at = now() where m.id = given and m.area_id = area and m.person_id <> (select app.person_id())
    and (m.until_at is null or m.until_at > now()) returning m.person_id into who;
  return who;
end $function$;
grant execute on function app.end_role(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.end_sessions_of_worker(area uuid, worker uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare n integer;
begin
  if worker <> all (app.my_workers('manage workers')) then raise exception 'not yours to end' using errcode = 'insufficient_privilege'; end if;
  with ended as (update app.session s set ended_at = now(), ended_because = 'ended by a manager'
    from app.worker w where w.area_id = area and w.id = worker and w.left_at is null and s.person_id = w.person_id and s.ended_at is null returning 1) select count(*) into n from ended;
  return n;
end $function$;
grant execute on function app.end_sessions_of_worker(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.end_wall(young_person uuid, wall uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not 'keep somebody away' = any (app.my_acts_on(young_person)) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  update app.wall w set until_at = now(), ended_by = app.person_id(), ended_reason = end_wall.reason
    where w.id = wall and w.until_at is null and w.young_person_id = any (app.records_of(young_person));
  return case when found then 'done' else 'gone' end;
end $function$;
grant execute on function app.end_wall(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.end_ways_in(person uuid, why text, sessions_why text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare n integer;
begin
  with ended as (update app.passkey k set ended_at = now(), ended_because = why where k.person_id = person and k.ended_at is null returning 1) select count(*) into n from ended;
  update app.session s set ended_at = now(), ended_because = sessions_why where s.person_id = person and s.ended_at is null;
  update app.invitation i set expires_at = now() where i.person_id = person and i.used_at is null and i.expires_at > now();
  return n;
end $function$;

CREATE OR REPLACE FUNCTION app.engagement_attempt_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.on_day > app.today() then raise exception 'on a day that was' using errcode = 'check_violation', constraint = 'engagement_attempt_on_a_day_that_was'; end if;
  if new.next_on < new.on_day then raise exception 'the next try comes after' using errcode = 'check_violation', constraint = 'engagement_attempt_next_comes_after'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.engagement_review_agreed()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.agreed_at := now();
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'agree what we tried' and t.record_id = new.id and t.settled_at is null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.engagement_review_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare holder text; key text;
begin
  if new.held_on > app.today() then raise exception 'on a day that was' using errcode = 'check_violation', constraint = 'engagement_review_on_a_day_that_was'; end if;
  if new.decided = 'stop trying' and not (select e.enough from app.effort(new.area_id, new.young_person_id, new.match_id) e) then
    raise exception 'not enough was tried' using errcode = 'check_violation', constraint = 'engagement_review_after_enough_was_tried'; end if;
  select case when h.person_id is null then 'team:' || h.team_id else 'person:' || h.person_id end into holder from app.case_holding h
    where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null;
  select a.key into key from app.area a where a.id = new.area_id;
  if holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'agree what we tried', new.id, holder, '/' || key || '/young-people/' || new.young_person_id || '/what-we-tried/' || new.id || '/agree', app.today(), new.recorded_by)
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.enter(token text, focus uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare s app.session; p app.person; idle interval;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  idle := case when s.together_until is null then s.idle_for else interval '20 minutes' end;
  if coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + idle)) <= now() then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('id', p.id, 'name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'meetingId', s.meeting_id,
    'meetingPeople', case when s.meeting_until is not null then to_jsonb(app.people_at_my_meeting()) end,
    'together', case when s.together_until is not null then jsonb_build_object('match', s.together_match_id, 'youngPerson', s.together_young_person_id, 'until', s.together_until) end,
    'wayIn', app.way_in(p.id), 'byPasskey', s.passkey_id is not null,
    'idleSeconds', extract(epoch from idle)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $function$;
grant execute on function app.enter(text,uuid[]) to app;

CREATE OR REPLACE FUNCTION app.entry_as_it_was(area uuid, kind text, entry uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it jsonb; stays constant jsonb := '{"moved_at": null}';
begin
  case kind
    when 'exploitation concern' then select to_jsonb(e) || stays into it from app.exploitation_concern e where e.area_id = area and e.id = entry;
    when 'trusted adult' then select to_jsonb(e) || stays into it from app.trusted_adult e where e.area_id = area and e.id = entry;
    when 'link' then select to_jsonb(e) || stays into it from app.young_person_link e where e.area_id = area and e.id = entry;
    when 'status' then select to_jsonb(e) || stays into it from app.young_person_status e where e.area_id = area and e.id = entry;
    when 'screening' then select to_jsonb(e) || stays into it from app.screening e where e.area_id = area and e.id = entry;
    when 'answer about consent' then select app.answer_as_it_was(e) into it from app.consent e where e.area_id = area and e.id = entry;
    when 'relevant individual' then
      select to_jsonb(e) || stays || jsonb_build_object('answers', (select jsonb_agg(app.answer_as_it_was(c) order by c.id) from app.consent c where c.area_id = area and c.individual_id = entry),
        'formats', (select jsonb_agg(to_jsonb(f) order by f.id) from app.format_request f where f.area_id = area and f.individual_id = entry))
        into it from app.relevant_individual e where e.area_id = area and e.id = entry;
    when 'wishes' then select to_jsonb(e) into it from app.wishes e where e.area_id = area and e.id = entry;
    when 'keep apart' then
      select to_jsonb(e) || stays || jsonb_build_object('looks', (select jsonb_agg(to_jsonb(l) order by l.id) from app.keep_apart_look l where l.area_id = area and l.keep_apart_id = entry))
        into it from app.keep_apart e where e.area_id = area and e.id = entry;
    when 'night note' then select to_jsonb(e) || stays into it from app.night_note e where e.area_id = area and e.id = entry;
    when 'risk assessment' then
      select to_jsonb(e) || stays || jsonb_build_object(
        'sections', (select jsonb_agg(to_jsonb(s) order by s.section_key) from app.assessment_section s where s.area_id = area and s.assessment_id = entry),
        'people', (select jsonb_agg(to_jsonb(p) || stays order by p.id) from app.person_who_poses_risk p where p.area_id = area and p.assessment_id = entry))
        into it from app.assessment e where e.area_id = area and e.id = entry;
  end case;
  return it;
end $function$;

CREATE OR REPLACE FUNCTION app.episode_for_strand(area uuid, young_person uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare open_one uuid;
begin
  if young_person <> all (app.my_young_people('decide a nomination')) then raise exception 'only the panel opens an episode' using errcode = 'insufficient_privilege'; end if;
  perform 1 from app.young_person y where y.area_id = area and y.id = young_person for update;
  select e.id into open_one from app.episode e where e.area_id = area and e.young_person_id = young_person and e.ended_on is null;
  if found then return open_one; end if;
  insert into app.episode as e (area_id, young_person_id, started_on, recorded_by)
    values (area, young_person, (now() at time zone 'Europe/London')::date, app.person_id()) returning e.id into open_one;
  return open_one;
end $function$;
grant execute on function app.episode_for_strand(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.episode_to_assess_in(young_person uuid)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare y app.young_person; open_one uuid;
begin
  if not ('assess' = any (app.my_acts_on(young_person))) then raise exception 'not yours to assess' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = episode_to_assess_in.young_person for update;
  select e.id into open_one from app.episode e where e.area_id = y.area_id and e.young_person_id = y.id and e.ended_on is null;
  if found then return open_one; end if;
  insert into app.episode as e (area_id, young_person_id, started_on, recorded_by) values (y.area_id, y.id, (now() at time zone 'Europe/London')::date, app.person_id())
    returning e.id into open_one;
  return open_one;
end $function$;
grant execute on function app.episode_to_assess_in(uuid) to app;

CREATE OR REPLACE FUNCTION app.find_young_people(area uuid, starts text[], after_word text, after_id uuid, most integer)
 RETURNS TABLE(id uuid, word text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  longest text; others text[]; mine uuid[]; walls uuid[] := app.my_walls();
  everybody boolean := area = any (app.my_areas_to('list young people'));
  panel boolean := area = any (app.my_areas_to('list nominated young people'));
  forum boolean := area = any (app.my_areas_to('list young people sent to the forum')) and app.people_at_my_meeting() is null;
begin
  if app.person_id() is null then return; end if;
  select s into longest from unnest(starts) s order by length(s) desc, s limit 1;
  if longest is null or longest = '' then return; end if;
  select coalesce(array_agg(s), '{}') into others from unnest(starts) s where s <> longest;
  if everybody or panel or forum then
    return query
      select n.young_person_id, n.word from app.young_person_name n join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id
      where n.area_id = area and n.word ~>=~ (case when after_word ~>~ longest then after_word else longest end) and n.word ~<~ (longest || chr(1114109))
        and (after_word is null or n.word ~>~ after_word or (n.word = after_word and n.young_person_id > after_id))
        and y.merged_into is null and y.id <> all (walls)
        and (everybody or (panel and y.opened_to_panel_at is not null) or (forum and y.sent_to_forum_at is not null))
        and not exists (select 1 from unnest(others) o where not exists (
          select 1 from app.young_person_name x where x.area_id = n.area_id and x.young_person_id = n.young_person_id and starts_with(x.word, o)))
      -- In the order of the index: it stops after a page, however many names begin so.
      order by n.word using ~<~, n.young_person_id limit least(most, 100);
    return;
  end if;
  mine := app.my_young_people('read S1');
  return query
    select n.young_person_id, min(n.word) from unnest(mine) m (mine_id) join app.young_person_name n on n.area_id = area and n.young_person_id = m.mine_id
      join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id
    where starts_with(n.word, longest) and (n.word, n.young_person_id) > (coalesce(after_word, ''), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and y.merged_into is null
      and not exists (select 1 from unnest(others) o where not exists (
        select 1 from app.young_person_name x where x.area_id = n.area_id and x.young_person_id = n.young_person_id and starts_with(x.word, o)))
    group by n.word, n.young_person_id order by n.word, n.young_person_id limit least(most, 100);
end $function$;
grant execute on function app.find_young_people(uuid,text[],text,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.focus()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select nullif(current_setting('app.focus', true), '')::uuid[]
$function$;
grant execute on function app.focus() to app;

CREATE OR REPLACE FUNCTION app.format_is_asked_for()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_op = 'UPDATE' then
    new.arranged_at := now();
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'arrange another format' and t.record_id = new.id and t.settled_at is null;
    return new;
  end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select h.area_id, h.young_person_id, 'arrange another format', new.id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
        '/' || a.key || '/young-people/' || new.young_person_id || '/consent/formats/' || new.id, app.end_of(new.area_id, 'consent', app.today()), app.person_id()
      from app.case_holding h join app.area a on a.id = h.area_id
      where h.area_id = new.area_id and h.young_person_id = any (app.records_of(new.young_person_id)) and h.until_at is null
      order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id) desc limit 1
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.forum_action_done()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_when = 'BEFORE' then
    if app.person_id() is not null then new.done_at := now(); end if;
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"do an action", "see to a late action", "find somebody for an action"}', array[new.id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.forum_desks(area uuid)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select array['role:' || area || ':forum-coordinator', 'role:' || area || ':forum-chair']
$function$;

CREATE OR REPLACE FUNCTION app.forum_outcome_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.forum_outcome_on_its_day()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.person_id() is not null and exists (
    select 1 from app.discussion d where d.area_id = new.area_id and d.id = new.discussion_id and d.held_on > app.today()) then
    perform app.against('forum_outcome_on_its_day', 'the day of the discussion has not come yet'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.give_role(area uuid, person uuid, role text, agency uuid, team uuid, service text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area) then return false; end if;
  insert into app.membership (person_id, person_kind, role, area_id, agency_id, team_id, service_key, made_by)
    select p.id, p.kind, $3, $1, $4, $5, $6, app.person_id() from app.person p where p.id = person;
  return true;
end $function$;
grant execute on function app.give_role(uuid,uuid,text,uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.goodbye_lets_who_takes_over_go_on()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.look_at_matches(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.follows_id = new.id and m.counts and app.match_paused(m.area_id, m.id)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.governance_of(area uuid, person uuid, young_person uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce((
    select near.id from app.area own cross join lateral unnest(own.id || own.partners) with ordinality near (id, place)
    where own.id = $1 and exists (select 1 from unnest(app.people_at('role:' || near.id || ':information-governance')) who
      where who <> $2 and ($3 is null or $3 <> all (app.closed_to(who))))
    order by near.place limit 1), $1)
$function$;

CREATE OR REPLACE FUNCTION app.guard(target regclass)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_everything on %s to tr_owner using (true) with check (true)', target);
end $function$;

CREATE OR REPLACE FUNCTION app.hand_over_can_be_taken()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.to_agency_id and a.holds_cases)
    or (new.to_person_id is not null and not app.can_hold_case_of(new.young_person_id, new.to_person_id, new.area_id, new.to_team_id)) then
    raise exception 'they cannot hold this case' using errcode = 'check_violation', constraint = 'hand_over_to_who_can_hold'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.hand_over_to_a_team_in_use()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not (select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.to_team_id) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'hand_over_team_in_use'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.handed_over_by_somebody_apart(area uuid, match uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.match m join app.match b on b.area_id = m.area_id and b.id = m.follows_id and b.ended_at is null
      join app.worker w on w.area_id = b.area_id and w.id = b.worker_id cross join lateral app.workers_apart_from(m.area_id, m.worker_id) k
    where m.area_id = $1 and m.id = $2 and k.person_id = w.person_id and k.how_far = 'no contact at all')
$function$;

CREATE OR REPLACE FUNCTION app.hard_reasons(area uuid, allocation uuid, worker uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  -- Of a strand that is not there nobody is the adult.
  select coalesce((select app.hard_reasons($1, $2, $3, k.closed, k.kept, k.past, k.near)
    from app.strand_allocation s, app.safety_of(s.area_id, s.young_person_id, s.service_key) k where s.area_id = $1 and s.id = $2), '{limb}')
$function$;

CREATE OR REPLACE FUNCTION app.hard_reasons(area uuid, allocation uuid, worker uuid, closed text[], kept uuid[], past uuid[], near uuid[])
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare s app.strand_allocation; w app.worker; v app.service; today date := app.today(); why text[] := closed; age integer; between_them text[] := app.no_hand_over(area, allocation, worker);
begin
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation;
  select * into w from app.worker x where x.area_id = area and x.id = worker;
  select * into v from app.service x where x.area_id = area and x.key = s.service_key;
  if w.person_id = any (kept) then why := why || 'keep apart'::text; end if;
  if w.person_id = any (past) then why := why || 'own past'::text; end if;
  if (s.young_person_id || near) && app.walls_of(w.person_id) then why := why || 'wall'::text; end if;
  why := why || array(select b from unnest(between_them) b where b <> all (why));
  if app.lacks(area, worker, 'must') then why := why || 'check'::text; end if;
  age := app.age_on(w.born_on, today);
  if age < v.worker_ages_from or age > v.worker_ages_to then why := why || 'age'::text; end if;
  if (select count(*) from app.match m where m.area_id = area and m.worker_id = worker and m.ended_at is null and m.strand_allocation_id <> allocation) >= w.young_people_at_most then why := why || 'capacity'::text; end if;
  if w.started_on > today or exists (select 1 from app.worker_leave l where l.area_id = area and l.worker_id = worker and l.taken_back_at is null and l.from_on <= today and (l.back_on is null or l.back_on > today))
    then why := why || 'away'::text; end if;
  return why;
end $function$;

CREATE OR REPLACE FUNCTION app.holder_of(area uuid, young_person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) from app.case_holding h where h.area_id = $1 and h.young_person_id = $2 and h.until_at is null
$function$;

CREATE OR REPLACE FUNCTION app.i_know_them(area uuid, young_person uuid, kind text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id();
begin
  if me is null or not (array[young_person] <@ app.visible_young_people(array[young_person])) then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  if kind not in ('household', 'relative', 'friend', 'neighbour', 'knows the family') then raise exception 'unknown kind' using errcode = 'check_violation'; end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by) values (area, young_person, me, i_know_them.kind, me) on conflict do nothing;
end $function$;
grant execute on function app.i_know_them(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.i_manage(area uuid, team uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select 1 from app.membership m left join app.team t on t.area_id = m.area_id and t.id = $2
    where m.person_id = (select app.person_id()) and m.area_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and ((m.role = 'team-manager' and m.team_id = $2) or (m.role = 'agency-manager' and m.agency_id = t.agency_id)))
$function$;

CREATE OR REPLACE FUNCTION app.in_history(value jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select case jsonb_typeof(value)
    when 'array' then (select nullif(string_agg(one, E'\n' order by one), '') from jsonb_array_elements_text(value) one)
    when 'boolean' then case when value = 'true'::jsonb then 'yes' else 'no' end
    else nullif(value #>> '{}', '') end
$function$;

CREATE OR REPLACE FUNCTION app.individual_stays()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select 1 from app.consent c where c.area_id = new.area_id and c.individual_id = new.id) then
    raise exception 'they have answered under this name' using errcode = 'check_violation', constraint = 'relevant_individual_name_stays'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.introducer_asks_first()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare first text;
begin
  if exists (select from app.wrong_child w where w.area_id = new.area_id and w.kind = 'answer about consent' and w.moved_to_id = new.id) then return null; end if;
  first := app.who_asks_first(new.area_id, new.young_person_id, new.question, new.id);
  if first is not null and not starts_with(btrim(regexp_replace(lower(new.asked_by), '[^[:alnum:]]+', ' ', 'g')) || ' ', btrim(regexp_replace(lower(first), '[^[:alnum:]]+', ' ', 'g')) || ' ') then
    perform app.against('consent_introducer_asks_first', 'whoever makes the introduction asks first'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.introduction_in_neutral_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare kept record;
begin
  select * into kept from app.kept_off_telephones(new.area_id, new.young_person_id);
  if app.not_neutral(kept.words, kept.names, new.introduced_by) is not null then perform app.against('match_introducer_in_neutral_words', 'a telephone would say too much'); end if;
  if app.not_neutral(kept.words, kept.names, new.introduction_how) is not null then perform app.against('match_introduction_in_neutral_words', 'a telephone would say too much'); end if;
  if app.not_neutral(kept.words, kept.names, coalesce(new.passed_on, '')) is not null then perform app.against('match_passed_on_in_neutral_words', 'a telephone would say too much'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.invite(area uuid, name text, title text, kind text, email text, phone text, role text, agency uuid, team uuid, service text, code_hash bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare made uuid;
begin
  if not app.may_manage(area) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  insert into app.person (name, title, kind, work_email, work_phone) values ($2, $3, $4, $5, $6) returning id into made;
  insert into app.membership (person_id, person_kind, role, area_id, agency_id, team_id, service_key, made_by)
    values (made, $4, $7, $1, $8, $9, $10, app.person_id());
  insert into app.invitation (code_hash, person_id, made_by, expires_at) values ($11, made, app.person_id(), now() + interval '7 days');
  return made;
end $function$;
grant execute on function app.invite(uuid,text,text,text,text,text,text,uuid,uuid,text,bytea) to app;

CREATE OR REPLACE FUNCTION app.invite_again(area uuid, person uuid, code_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  -- Whoever holds the code is that person: not for an administrator of only some of the areas they work in, and never for oneself.
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area)
    or exists (select 1 from app.membership m where m.person_id = person and (m.until_at is null or m.until_at > now()) and not m.area_id = any (app.my_areas_to('manage accounts')))
    then return false; end if;
  update app.invitation i set expires_at = now() where i.person_id = person and used_at is null and expires_at > now();
  insert into app.invitation (code_hash, person_id, made_by, expires_at) values ($3, $2, app.person_id(), now() + interval '7 days');
  perform app.tell_of_a_way_in(person, area, app.person_id(), 'code made for you', 'code made for somebody');
  return true;
end $function$;
grant execute on function app.invite_again(uuid,uuid,bytea) to app;

CREATE OR REPLACE FUNCTION app.invite_in_person(area uuid, person uuid, locator text, code_hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare before integer;
begin
  if not app.may_invite_in_person(area, person) or not app.proved_lately() then return false; end if;
  before := app.end_ways_in(person, 'a new code was made', 'a new code was made');
  insert into app.invitation (code_hash, person_id, made_by, expires_at, locator, tries_left) values ($4, $2, app.person_id(), now() + interval '1 hour', $3, 8);
  -- Also where whoever makes it had stopped the old way in first.
  if before > 0 or exists (select 1 from app.passkey k where k.person_id = $2) then perform app.tell_of_a_way_in(person, area, app.person_id(), 'code made for you', 'code made for somebody'); end if;
  return true;
end $function$;
grant execute on function app.invite_in_person(uuid,uuid,text,bytea) to app;

CREATE OR REPLACE FUNCTION app.is_assessed(area uuid, young_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.young_person y join app.assessment a on a.area_id = y.area_id and a.young_person_id = y.id
    where y.area_id = $1 and (y.id = $2 or y.merged_into = $2) and a.completed_at is not null and a.set_aside_at is null and a.moved_at is null)
$function$;

CREATE OR REPLACE FUNCTION app.is_soon_due(person uuid, today date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from (
      select t.due_on, t.young_person_id from app.task t where t.settled_at is null and t.desk = any (app.desks_of(person))
      union all
      select t.due_on, t.young_person_id from app.deputy d join app.task t on t.settled_at is null and t.area_id = d.area_id and t.desk = 'person:' || d.person_id
        where d.deputy_id = person and d.from_at <= now() and (d.until_at is null or d.until_at > now())
          and exists (select from app.relation_deputy r where r.person_id = person and r.area_id = t.area_id and r.young_person_id = t.young_person_id)) t
    where t.due_on <= today + 2 and (t.due_on >= today or extract(isodow from today) = 1)
      and (t.young_person_id is null or t.young_person_id <> all ((select app.closed_to(person))::uuid[])))
$function$;

CREATE OR REPLACE FUNCTION app.issuer_opens(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.system_kind() = 'trial' or app.way_in($1) is distinct from 'passkey'
$function$;

CREATE OR REPLACE FUNCTION app.keep_apart_calls_off()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare p record; says jsonb := to_jsonb(new);
  by_ uuid := coalesce(says ->> 'recorded_by', says ->> 'merged_by')::uuid;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = coalesce(case when x.area_id = new.area_id then by_ end, x.agreed_by) from app.match m
      where x.area_id = any (app.partner_group(new.area_id)) and x.young_person_id = any (app.records_near_by(array[new.young_person_id])) and x.called_off_at is null and x.ends_at > now()
        and m.area_id = x.area_id and m.id = x.match_id and app.kept_apart_at(x.area_id, x.young_person_id, m.worker_id, x.starts_at, x.ends_at, x.venue)
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_apart_closes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.closed_at := now();
  -- From whichever side it is closed.
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'look at a keep-apart again' and t.record_id = new.id and t.settled_at is null;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_apart_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.review_on <= app.today() then raise exception 'looked at again on a day to come' using errcode = 'check_violation', constraint = 'keep_apart_review_ahead'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_apart_looks(young_person uuid)
 RETURNS TABLE(keep_apart_id uuid, says text, next_on date, looked_at timestamp with time zone, looked_by text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select l.keep_apart_id, l.says, l.next_on, l.looked_at, p.name from app.kept_apart($1) k
    join app.young_person y on y.id = $1 join app.keep_apart_look l on l.area_id = y.area_id and l.keep_apart_id = k.id join app.person p on p.id = l.looked_by
    order by l.looked_at desc, l.id desc limit 500
$function$;
grant execute on function app.keep_apart_looks(uuid) to app;

CREATE OR REPLACE FUNCTION app.keep_apart_other_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.other_area_id := (select y.area_id from app.young_person y where y.id = new.other_id);
  if new.other_area_id <> new.area_id and not exists (select from app.area a where a.id = new.area_id and new.other_area_id = any (a.partners)) then
    perform app.against('keep_apart_of_partner_areas', 'not of a partner area'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_apart_to_decide(young_person uuid, keep_apart uuid)
 RETURNS app.keep_apart
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.keep_apart; records uuid[] := app.records_of(young_person); acts text[] := app.my_acts_on(young_person);
begin
  if not coalesce(array['keep apart', 'read S5'] <@ acts, false) then raise exception 'not yours to decide' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.keep_apart x where x.id = keep_apart and x.closed_at is null and x.moved_at is null
    and (x.young_person_id = any (records) or x.other_area_id = x.area_id and x.other_id = any (records))
    and x.young_person_id <> all (app.my_walls()) and (x.other_id is null or x.other_id <> all (app.my_walls())) for update;
  return k;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_apart_worker_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.worker_area_id := app.area_of_named_worker(new.area_id, new.worker_id);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.keep_aparts_due()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with side as (select k.area_id, k.id, coalesce(y.merged_into, y.id) as young_person_id, s.at from app.keep_apart k
      cross join lateral (values (k.young_person_id, 1), (k.other_id, 2)) s (child, at) join app.young_person y on y.area_id = k.area_id and y.id = s.child
      where k.closed_at is null and k.moved_at is null and k.review_on <= app.today()),
    one as (select distinct on (s.area_id, s.id) s.area_id, s.id, s.young_person_id, coalesce('person:' || h.person_id, 'team:' || h.team_id) as desk from side s
      join app.case_holding h on h.area_id = s.area_id and h.young_person_id = s.young_person_id and h.until_at is null
      join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' order by s.area_id, s.id, s.at),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select o.area_id, o.young_person_id, 'look at a keep-apart again', o.id, o.desk, '/' || a.key || '/young-people/' || o.young_person_id || '/keep-apart', app.today()
        from one o join app.area a on a.id = o.area_id
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer + app.worker_aparts_due() from asked
$function$;
grant execute on function app.keep_aparts_due() to worker;

CREATE OR REPLACE FUNCTION app.keep_away(young_person uuid, person uuid, kind text, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); area uuid;
begin
  if not 'keep somebody away' = any (app.my_acts_on(young_person)) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  if person = me then return 'yourself'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if not exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.person_id = person and m.area_id = area and (m.until_at is null or m.until_at > now())) then return 'not of this area'; end if;
  if exists (select 1 from app.membership m where m.person_id = person and m.role = 'information-governance'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) then return 'they review'; end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by, reason) values (area, young_person, person, keep_away.kind, me, keep_away.reason)
    on conflict (person_id, young_person_id) where until_at is null do nothing;
  return case when found then 'done' else 'kept away already' end;
end $function$;
grant execute on function app.keep_away(uuid,uuid,text,text) to app;

CREATE OR REPLACE FUNCTION app.keep_draft(token text, form text, subject text, instance uuid, young_person uuid, body jsonb)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid;
begin
  select s.person_id into who from app.session s join app.person p on p.id = s.person_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and p.closed_at is null
      and (s.ended_at is null or s.ended_because in ('replaced')) and s.expires_at > now() - interval '24 hours';
  if who is null then return false; end if;
  insert into app.draft as d (person_id, form, subject, instance, young_person_id, body)
    values (who, $2, $3, $4, $5, $6)
    on conflict on constraint draft_pkey do update set saved_at = now(), expires_at = now() + interval '30 days',
      body = case when d.body ? '_at' then jsonb_build_object('_at', d.body -> '_at') else '{}' end || excluded.body;
  return true;
end $function$;
grant execute on function app.keep_draft(text,text,text,uuid,uuid,jsonb) to app;

CREATE OR REPLACE FUNCTION app.keeps_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.kept_apart(young_person uuid)
 RETURNS TABLE(id uuid, other_id uuid, who text, role text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text, review_on date, recorded_by text, recorded_at timestamp with time zone, closed_at timestamp with time zone, closed_reason text, written_there boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with mine as materialized (select app.records_of($1) as ids),
    one as (select k.*, case when k.young_person_id = any (mine.ids) then k.other_id else k.young_person_id end as them,
        k.young_person_id <> all (mine.ids) and k.other_area_id <> k.area_id as there
      from app.keep_apart k, mine where k.moved_at is null and (k.young_person_id = any (mine.ids) or k.other_id = any (mine.ids)) and 'read S5' = any (app.my_acts_on($1)) order by k.recorded_at desc, k.id desc limit 100),
    open as (select o.*, case when o.there then 'read S5' = any (app.my_acts_on(o.young_person_id)) else true end as whole from one o),
    seen as (select unnest(app.visible_young_people(array(select them from one where them is not null))) as id)
  select k.id, seen.id, coalesce(k.other_words, wp.name, y.reference, case when k.other_area_id <> k.area_id then 'A young person of a partner area' else 'Another young person' end),
      case when k.worker_id is not null then 'worker' when k.other_words is not null then coalesce(k.other_role, 'somebody else') else 'young person' end, k.how_far, k.own_past,
      case when k.whole then k.reason end, case when k.whole then k.evidence end, case when k.whole then k.confirmed_by end, case when k.whole then k.review_on end,
      case when k.whole then p.name end, case when k.whole then k.recorded_at end, k.closed_at, case when k.whole then k.closed_reason end, coalesce(k.there, false)
    from open k join app.person p on p.id = k.recorded_by left join app.worker w on w.id = k.worker_id left join app.person wp on wp.id = w.person_id
      left join seen on seen.id = k.them left join app.young_person y on y.id = seen.id
    where (k.them is null or k.them <> all (app.my_walls())) order by k.recorded_at desc, k.id desc
$function$;
grant execute on function app.kept_apart(uuid) to app;

CREATE OR REPLACE FUNCTION app.kept_apart_at(area uuid, young_person uuid, worker uuid, from_at timestamp with time zone, until_at timestamp with time zone, place text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with here as materialized (select app.records_near_by(array[$2]) as records, app.partner_group($1) as areas),
    apart as (select k.* from app.keep_apart k, here where k.area_id = any (here.areas) and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched'
      and (k.young_person_id = any (here.records) or k.other_id = any (here.records))),
    young_people as (
      -- Two who are kept apart are two, however alike they are called.
      (select unnest(app.records_near_by(array[case when k.young_person_id = any (here.records) then k.other_id else k.young_person_id end])) as id from apart k, here where k.other_id is not null
        except select unnest(app.records_of($2)))
      union select unnest(app.records_near_by(app.walls_of(w.person_id) || app.kept_from(w.person_id))) from app.worker w where w.area_id = $1 and w.id = $3),
    adults as (
      select w.person_id as id from apart k join app.worker w on w.area_id = k.worker_area_id and w.id = k.worker_id
      union select l.person_id from app.wall l, here where l.area_id = any (here.areas) and l.young_person_id = any (here.records) and l.until_at is null),
    meetings as (
      select p.* from here cross join young_people y join app.planned_meeting p on p.area_id = any (here.areas) and p.young_person_id = y.id
      union all
      select p.* from here cross join adults a join app.worker w on w.area_id = any (here.areas) and w.person_id = a.id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
        join app.planned_meeting p on p.area_id = m.area_id and p.match_id = m.id)
  select exists (select from meetings p where p.called_off_at is null
    and p.starts_at < $5 + interval '1 hour' and p.ends_at > $4 - interval '1 hour' and app.same_place(p.venue, $6))
$function$;

CREATE OR REPLACE FUNCTION app.kept_apart_there(area uuid, match uuid, from_at timestamp with time zone, until_at timestamp with time zone, place text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.one_asks_who_meets_whom(area);
  return (select app.kept_apart_at(m.area_id, m.young_person_id, m.worker_id, from_at, until_at, place) or app.workers_apart_at(m.area_id, m.worker_id, from_at, until_at, place) from app.match m where m.area_id = $1 and m.id = $2);
end $function$;

CREATE OR REPLACE FUNCTION app.kept_from(person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct y.id), '{}') from app.worker w join app.keep_apart k on k.worker_area_id = w.area_id and k.worker_id = w.id and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched'
    join app.young_person one on one.area_id = k.area_id and one.id = k.young_person_id
    join app.young_person y on y.area_id = one.area_id and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id))
    where w.person_id = $1
$function$;

CREATE OR REPLACE FUNCTION app.kept_off_telephones(area uuid, young_person uuid)
 RETURNS TABLE(words text[], names text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select array(select jsonb_array_elements_text(a.configuration -> 'telephones' -> 'neverWords') from app.area a where a.id = $1),
    array(select distinct n.name from app.names_of($1, $2) n)
$function$;

CREATE OR REPLACE FUNCTION app.kept_off_the_phone_of(area uuid, worker uuid)
 RETURNS TABLE(words text[], record uuid, opened_by text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select array(select jsonb_array_elements_text(a.configuration -> 'telephones' -> 'neverWords')), n.record, n.opened_by, n.name
    from app.worker w join app.area a on a.id = w.area_id
      left join lateral (select x.* from app.match m, app.names_of(m.area_id, m.young_person_id) x where m.area_id = w.area_id and m.worker_id = w.id) n on true
    where w.area_id = $1 and w.id = $2 and app.way_in(w.person_id) is distinct from 'work account'
$function$;

CREATE OR REPLACE FUNCTION app.know_records()
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
declare each record; branches text[] := '{}';
begin
  for each in
    select c.oid::regclass as tab, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as children from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.atttypid = 'uuid'::regtype and not a.attisdropped
        and a.attname in ('young_person_id', 'other_id', 'into_id', 'right_young_person_id')
    where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname not in ('task', 'notification', 'audit_event')
      and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and (
        select array_agg(k.attname::text order by k.attnum) from pg_attribute k where k.attrelid = c.oid and k.attnum = any (i.indkey)) = '{area_id,id}')
    group by c.oid order by c.oid::regclass::text
  loop
    branches := branches || format('select array[%s] as ids from %s where area_id = any ($1) and id = $2', each.children, each.tab);
  end loop;
  execute format($made$create or replace function app.children_of_record(areas uuid[], record uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $body$
  select coalesce(array_remove(array_agg(distinct child), null), '{}') from (%s) found, unnest(found.ids) child
$body$ $made$, array_to_string(branches, E'\n    union all '));
end $function$;

CREATE OR REPLACE FUNCTION app.known_adult_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
    perform 1 from app.young_person y where y.id = any (app.records_near_by(array[new.young_person_id])) order by y.id for update;
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
end $function$;

CREATE OR REPLACE FUNCTION app.known_adult_named()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.service_key = new.service_key and s.until_at is null) then
    raise exception 'of an open strand' using errcode = 'check_violation', constraint = 'known_adult_of_an_open_strand'; end if;
  if new.agreed_on > app.today() then raise exception 'agreed on a day that was' using errcode = 'check_violation', constraint = 'known_adult_on_days_that_were'; end if;
  if new.approved_at is null then perform app.ask_about_known_adult(new, 'approve a known adult', app.today()); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.known_adult_steps()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.known_adults_due()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.known_adults_due() to worker;

CREATE OR REPLACE FUNCTION app.known_adults_end_with_the_strand()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.known_adult x set ended_on = app.today(), ended_by = new.ended_by, end_reason = 'the strand ended', end_says = 'Their time in this strand ended.', version = x.version + 1
    where x.area_id = new.area_id and x.strand_allocation_id = new.id and x.ended_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.known_as_unsafe(area uuid, young_person uuid, name text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with named as (select distinct w from regexp_split_to_table(lower($3), '[^[:alnum:]]+') w where w <> ''),
    them as materialized (select app.records_near_by(array[$2]) as ids, a.id || a.partners as areas from app.area a where a.id = $1),
    said as (select k.other_words as words from them t join app.keep_apart k on k.area_id = any (t.areas) and k.young_person_id = any (t.ids) and k.closed_at is null and k.moved_at is null and k.other_words is not null
      union all select r.description from them t join app.person_who_poses_risk r on r.area_id = any (t.areas) and r.young_person_id = any (t.ids) and r.moved_at is null)
  select exists (select 1 from said s where (select count(*) from named n where n.w = any (regexp_split_to_array(lower(s.words), '[^[:alnum:]]+')))
    >= (select least(2, greatest(1, count(*))) from named))
$function$;

CREATE OR REPLACE FUNCTION app.known_since_the_brief()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.brief_out_of_date(new.area_id, new.young_person_id);
  if tg_table_name = 'keep_apart' and (to_jsonb(new)->>'other_id') is not null then perform app.brief_out_of_date((to_jsonb(new)->>'other_area_id')::uuid, (to_jsonb(new)->>'other_id')::uuid); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.lacks(area uuid, worker uuid, before_match text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select 1 from app.worker w join app.service_requirement r on r.area_id = w.area_id and r.service_key = w.service_key and r.in_use and r.before_match = $3
    where w.area_id = area and w.id = worker and not exists (select 1 from app.requirement_met m where m.area_id = area and m.worker_id = worker and m.requirement_key = r.key
      and m.taken_back_at is null and (m.expires_on is null or m.expires_on >= app.today())))
$function$;

CREATE OR REPLACE FUNCTION app.late_actions(area uuid)
 RETURNS TABLE(id uuid, young_person_id uuid, reference text, due_on date, climbed_at timestamp with time zone, agency text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.id, y.id, y.reference, a.due_on, a.climbed_at, g.name from app.forum_action a
  join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id
  join app.agency g on g.area_id = a.area_id and g.id = a.agency_id
  where a.area_id = area and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date and y.id <> all (app.my_walls()) and app.people_at_my_meeting() is null
    and a.agency_id in (select m.agency_id from app.membership m where m.person_id = (select app.person_id()) and m.area_id = area and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by a.due_on, a.id limit 100
$function$;
grant execute on function app.late_actions(uuid) to app;

CREATE OR REPLACE FUNCTION app.latest_outcome(area uuid, young_person uuid)
 RETURNS app.forum_outcome
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select o from app.forum_outcome o where o.area_id = $1 and o.young_person_id = $2 order by o.recorded_at desc, o.id desc limit 1
$function$;

CREATE OR REPLACE FUNCTION app.lawful_share_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if tg_op = 'UPDATE' and old.ended_at is not null then
    raise exception 'what has ended stays so' using errcode = 'check_violation', constraint = 'lawful_share_ended_stays'; end if;
  if new.decided_on > app.today() then
    raise exception 'decided on a day that was' using errcode = 'check_violation', constraint = 'lawful_share_on_a_day_that_was'; end if;
  if new.ended_at is null and new.review_on not between app.today() + 1 and app.today() + 366 then
    raise exception 'looked at again within a year' using errcode = 'check_violation', constraint = 'lawful_share_within_a_year'; end if;
  if not exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.kind <> 'trusted-relationships') then
    raise exception 'shared with another agency' using errcode = 'check_violation', constraint = 'lawful_share_with_another'; end if;
  if tg_op = 'INSERT' and exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'with which one?' using errcode = 'check_violation', constraint = 'lawful_share_with_one'; end if;
  if new.ended_at is not null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'look at a lawful share again' and t.record_id = new.id and t.settled_at is null;
  elsif tg_op = 'UPDATE' then
    update app.task t set due_on = new.review_on where t.area_id = new.area_id and t.kind = 'look at a lawful share again' and t.record_id = new.id and t.settled_at is null;
  elsif holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'look at a lawful share again', new.id, holder, app.sharing_path(new.area_id, new.young_person_id), new.review_on, app.person_id());
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.lawful_share_now()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.reviewed_at := clock_timestamp();
  if new.ended_at is not null and old.ended_at is null then new.ended_at := new.reviewed_at; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.leaves_their_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.match m set worker_left = true where m.area_id = new.area_id and m.worker_id = new.id and m.ended_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.link_to_somebody_seen()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not array[new.other_id] <@ app.visible_young_people(array[new.other_id]) then
    raise exception 'a link may name only who can be seen' using errcode = 'insufficient_privilege'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.linked_young_people(young_person uuid)
 RETURNS TABLE(link_id uuid, kind text, note text, other_id uuid, name text, reference text, words text, recorded_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with link as (
    select l.*, case when l.young_person_id = $1 then l.other_id else l.young_person_id end as them from app.young_person_link l
    where (l.young_person_id = $1 or l.other_id = $1) and l.ended_at is null and l.moved_at is null and 'read S5' = any (app.my_acts_on($1))
    order by l.recorded_at limit 50),
  seen as (select unnest(app.visible_young_people(array(select them from link where them is not null))) as id)
  select l.id, l.kind, l.note, seen.id, case when seen.id is not null then coalesce(y.known_as, y.given_names) || ' ' || y.surname end,
    case when seen.id is not null then y.reference end, l.other_words, l.recorded_at
  from link l left join seen on seen.id = l.them left join app.young_person y on y.id = seen.id
  where l.them is null or l.them <> all (app.my_walls()) order by l.recorded_at
$function$;
grant execute on function app.linked_young_people(uuid) to app;

CREATE OR REPLACE FUNCTION app.live_reasons(area uuid, match uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select array(select distinct case why when 'elsewhere' then 'limb' else why end from unnest(app.hard_reasons(m.area_id, m.strand_allocation_id, m.worker_id)) why where why not in ('age', 'capacity')
    union all select case when d.because in ('they said no', 'those with parental responsibility said no') then 'said no' else 'no yes' end
      from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d where not d.yes
    union all select 'hand-over' where app.handed_over_by_somebody_apart($1, $2))
  from app.match m where m.area_id = $1 and m.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.lock_nomination(area uuid, nomination uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform 1 from app.nomination n where n.area_id = area and n.id = nomination
    and (n.young_person_id = any (app.my_young_people('nominate')) or n.young_person_id = any (app.my_young_people('consider a nomination'))) for update;
  return found;
end $function$;
grant execute on function app.lock_nomination(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.lock_now()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.session set last_seen_at = now() - idle_for, meeting_until = null, together_until = case when together_until is not null then now() end where id = app.session_id()
$function$;
grant execute on function app.lock_now() to app;

CREATE OR REPLACE FUNCTION app.lone_visits_overdue()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.lone_visits_overdue() to worker;

CREATE OR REPLACE FUNCTION app.look_at_keep_apart(young_person uuid, keep_apart uuid, says text, next_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.keep_apart := app.keep_apart_to_decide(young_person, keep_apart);
begin
  if k.id is null then return 'gone'; end if;
  if next_on is null or next_on <= app.today() then return 'looked at again too early'; end if;
  if k.own_past and length(says) > 200 then return 'only who confirmed it'; end if;
  insert into app.keep_apart_look (area_id, keep_apart_id, says, next_on, looked_by) values (k.area_id, k.id, says, next_on, app.person_id());
  update app.keep_apart x set review_on = next_on where x.area_id = k.area_id and x.id = k.id;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = k.area_id and t.kind = 'look at a keep-apart again' and t.record_id = k.id and t.settled_at is null;
  return 'done';
end $function$;
grant execute on function app.look_at_keep_apart(uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.look_at_matches(area uuid, matches uuid[])
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
        and p.why in ('limb', 'check', 'away', 'wall', 'no yes', 'hand-over') and p.why <> all (reasons) returning p.why)
      select coalesce(array_agg(why), '{}') into went from gone;
    with new as (insert into app.match_pause (area_id, young_person_id, match_id, why, decide_by)
      select area, m.young_person_id, m.id, why, by_when
        from (select unnest(reasons) as why union select 'limb gone' where 'limb' = any (went)) each where why in ('limb', 'limb gone', 'check', 'away', 'wall', 'no yes', 'hand-over')
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
end $function$;

CREATE OR REPLACE FUNCTION app.look_at_matches_of(young_people uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare each record;
begin
  for each in select m.area_id, array_agg(m.id) as matches from app.young_person y join app.match m on m.area_id = y.area_id and m.young_person_id = y.id where y.id = any ($1) and m.counts group by m.area_id order by m.area_id loop
    perform app.look_at_matches(each.area_id, each.matches);
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION app.look_at_worker_apart(worker uuid, apart uuid, says text, next_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.worker_apart := app.worker_apart_to_decide(worker, apart);
begin
  if k.id is null then return 'gone'; end if;
  if next_on is null or next_on <= app.today() then return 'looked at again too early'; end if;
  if k.own_past and length(says) > 200 then return 'only who confirmed it'; end if;
  insert into app.worker_apart_look (area_id, worker_apart_id, says, next_on, looked_by) values (k.area_id, k.id, says, next_on, app.person_id());
  update app.worker_apart x set review_on = next_on where x.area_id = k.area_id and x.id = k.id;
  perform app.settle_all(k.area_id, '{"look at a keep-apart again"}', array[k.id]);
  return 'done';
end $function$;
grant execute on function app.look_at_worker_apart(uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.look_up_in_emergency(area uuid, request uuid, names text[], born date)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); child uuid; held app.case_holding;
begin
  perform from app.emergency_access x where x.area_id = area and x.id = request and x.person_id = me
    and x.area_id = any (app.my_areas_to('ask for emergency access')) and x.asked_at < now() and x.asked_at > now() - interval '2 minutes'
    and x.ended_at is null and x.asked_for = app.asked_for_in_emergency(request, names, born) for update;
  if not found then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  -- Every word must be in the name, a surname among them and another: nobody fishes with half a name. Two children alike:
  -- neither is opened.
  select case when count(*) = 1 then (array_agg(y.id))[1] end into child from app.young_person y
    where y.area_id = area and y.born_on = born and y.merged_into is null and cardinality(names) >= 2
      and names <@ (select array_agg(n.word) from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id)
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part = 'surname' and n.word = any (names))
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part <> 'surname' and n.word = any (names));
  update app.emergency_access x set young_person_id = child, looked_up_at = now(), asked_for = null where x.area_id = area and x.id = request;
  perform app.ask_for_review(area, request, me, child);
  select * into held from app.case_holding h where h.area_id = area and h.young_person_id = child and h.until_at is null;
  -- A trigger leaves out whom a wall keeps from the child.
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select distinct who, area, child, 'opened in an emergency', '/' || a.key || '/young-people/' || child, 'today'
    from app.area a, unnest(array_append(app.managers_of(area, held.team_id), held.person_id)) who
    where a.id = area and child is not null and who is not null and who <> me;
end $function$;
grant execute on function app.look_up_in_emergency(uuid,uuid,text[],date) to app;

CREATE OR REPLACE FUNCTION app.looked_at_again()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about taking part', n.young_person_id, app.holder_of(n.area_id, n.young_person_id),
          app.path_in(n.area_id, '/young-people/' || n.young_person_id || '/consent'), greatest(n.until_on, app.today())
        from app.newest_own_answers('taking part') n
          join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        where app.asked_again_from(n.answer, n.until_on) <= app.today() and app.holder_of(n.area_id, n.young_person_id) is not null
          and exists (select 1 from app.strand_allocation s where s.area_id = n.area_id and s.young_person_id = any (app.records_of(n.young_person_id)) and s.until_at is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$function$;
grant execute on function app.looked_at_again() to worker;

CREATE OR REPLACE FUNCTION app.looks_at_matches_of_worker()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.look_at_matches(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.worker_id = new.worker_id and m.counts));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.looks_at_their_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.look_at_matches_of(app.records_near_by(array[case tg_table_name when 'young_person' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'young_person_id')::uuid end]));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.mail_begins(person uuid, kind text)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare begun uuid; today date := (now() at time zone 'Europe/London')::date; news uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('app.mail_begins/' || person, 0));
  select m.id into begun from app.mailing m where m.person_id = person and m.kind = mail_begins.kind and m.handed_over_at is null;
  if found then return begun; end if;
  if not app.can_be_mailed(person) then return null; end if;
  -- What was read in the meantime needs no e-mail.
  select coalesce(array_agg(n.id), '{}') into news from app.notification n
    where n.person_id = person and n.urgency = mail_begins.kind and n.mailing_id is null and n.mailed_at is null and n.read_at is null;
  if kind = 'digest' then
    if exists (select from app.mailing m where m.person_id = person and m.kind = 'digest' and m.for_on = today) then return null; end if;
    if news = '{}' and not app.is_soon_due(person, today) then return null; end if;
  elsif news = '{}' then return null;
  end if;
  insert into app.mailing (person_id, kind) values (person, mail_begins.kind) returning id into begun;
  update app.notification set mailing_id = begun where id = any (news);
  return begun;
end $function$;
grant execute on function app.mail_begins(uuid,text) to worker;

CREATE OR REPLACE FUNCTION app.mail_from_here_on()
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.system set mails_from = null
$function$;

CREATE OR REPLACE FUNCTION app.mail_handed_over(mail uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.mailing set handed_over_at = clock_timestamp() where id = mail and handed_over_at is null;
  update app.notification set mailed_at = clock_timestamp() where mailing_id = mail and mailed_at is null
$function$;
grant execute on function app.mail_handed_over(uuid) to worker;

CREATE OR REPLACE FUNCTION app.mail_left_over()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare asked integer;
begin
  perform app.ask_for_mail(w.person_id, w.kind) from (
      select m.person_id, m.kind from app.mailing m where m.handed_over_at is null and m.made_at < now() - interval '1 minute'
      union
      select n.person_id, 'today' from app.notification n
        where n.urgency = 'today' and n.mailed_at is null and n.mailing_id is null and n.read_at is null and n.told_at < now() - interval '1 minute') w
    where app.can_be_mailed(w.person_id) and not exists (select from graphile_worker._private_jobs j
      where j.key = 'mail:' || w.kind || ':' || w.person_id and j.attempts <= j.max_attempts
        and case when j.locked_at is null then j.attempts < j.max_attempts else j.locked_at > now() - interval '2 minutes' end);
  get diagnostics asked = row_count;
  return asked;
end $function$;
grant execute on function app.mail_left_over() to worker;

CREATE OR REPLACE FUNCTION app.mail_to(mail uuid)
 RETURNS TABLE(address text, kind text, made_at timestamp with time zone)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.work_email, m.kind, m.made_at from app.mailing m join app.person p on p.id = m.person_id
  where m.id = mail and m.handed_over_at is null and app.can_be_mailed(p.id) for update of m
$function$;
grant execute on function app.mail_to(uuid) to worker;

CREATE OR REPLACE FUNCTION app.mails_from_here(origin text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.system set mails_from = app.place(origin) where mails_from is null;
  return (select mails_from = app.place(origin) from app.system);
end $function$;
grant execute on function app.mails_from_here(text) to worker;

CREATE OR REPLACE FUNCTION app.managers_above(area uuid, person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with able as (
    select m.person_id, m.role from app.membership mine
    join app.membership m on m.area_id = mine.area_id and m.person_id <> mine.person_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and ((m.role = 'team-manager' and m.team_id = mine.team_id) or (m.role = 'agency-manager' and m.agency_id = mine.agency_id))
    join app.person p on p.id = m.person_id and p.closed_at is null
    where mine.area_id = $1 and mine.person_id = $2 and mine.from_at <= now() and (mine.until_at is null or mine.until_at > now()))
  select coalesce((select array_agg(distinct person_id) from able where role = 'team-manager'), (select array_agg(distinct person_id) from able), '{}')
$function$;

CREATE OR REPLACE FUNCTION app.managers_of(area uuid, team uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with of_team as (
    select m.person_id from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
    where m.area_id = $1 and m.team_id = $2 and m.role = 'team-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now())),
  of_agency as (
    select m.person_id from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
    join app.team t on t.area_id = m.area_id and t.agency_id = m.agency_id and t.id = $2
    where m.area_id = $1 and m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  select coalesce((select array_agg(distinct person_id) from of_team), (select array_agg(distinct person_id) from of_agency), '{}')
$function$;

CREATE OR REPLACE FUNCTION app.managers_with(area uuid, team uuid, role text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.person_id), '{}') from app.team t
    join app.membership m on m.area_id = t.area_id and m.agency_id = t.agency_id and m.role = $3 and m.role in ('team-manager', 'agency-manager')
      and (m.role = 'agency-manager' or m.team_id = t.id) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    join app.person p on p.id = m.person_id and p.closed_at is null
  where t.area_id = $1 and t.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.match_asks_for_a_brief()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin perform app.ask_about_brief(new.area_id, new.id); return null; end $function$;

CREATE OR REPLACE FUNCTION app.match_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare stood date; key text;
begin
  if pg_trigger_depth() = 1 and new.stopped_at is not distinct from old.stopped_at and to_jsonb(new) - 'counts' <> to_jsonb(old) - 'counts' and exists (select from app.worker w where w.area_id = new.area_id and w.id = new.worker_id and w.person_id = (select app.person_id())) then
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
end $function$;

CREATE OR REPLACE FUNCTION app.match_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.settle_all(new.area_id, '{"plan a goodbye"}', array(select m.id from app.match m where m.area_id = new.area_id and m.id = new.follows_id and m.ended_at is null and m.stopped_at is null));
  update app.match m set handing_over_at = null, version = m.version + 1 where m.area_id = new.area_id and m.id = new.follows_id and m.ended_at is null;
  perform app.ask_for_adult(new.area_id, new.strand_allocation_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.match_ends_once_made()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.ended_on < (new.made_at at time zone 'Europe/London')::date then
    perform app.against('match_ended_after_it_was_made', 'it was not there yet'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.match_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.match_keeps_history()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id();
begin
  if me is null then return null; end if;
  insert into app.record_change (area_id, young_person_id, class, field, was, became, changed_by, entry_id)
    select new.area_id, new.young_person_id, 3, c.field, c.was, c.became, me, new.id from (values
        ('when their adult starts', old.planned_on::text, new.planned_on::text),
        ('who introduces their adult', old.introduced_by, new.introduced_by),
        ('how they are introduced', old.introduction_how, new.introduction_how),
        ('day they were introduced', old.introduced_on::text, new.introduced_on::text),
        ('day they first met on their own', old.started_on::text, new.started_on::text)) c (field, was, became)
      where c.was is not null and c.was is distinct from c.became;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.match_made()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare partner record;
begin
  if new.accepts = '{}' then perform app.match_stands(new.area_id, new.id); return null; end if;
  -- Each by name, so that whoever made it is not asked; a partner's too, as a service may have two people in all. Who could in both
  -- areas is asked once, where the match is.
  for partner in select distinct on (m.person_id) m.person_id, m.area_id, a.key from app.area mine join app.area a on a.id = mine.id or a.id = any (mine.partners)
      join app.membership m on m.area_id = a.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      join app.role_may r on r.role = m.role and r.act = 'approve a match'
      join app.person p on p.id = m.person_id and p.closed_at is null
    where mine.id = new.area_id and m.person_id <> new.made_by and new.young_person_id <> all (app.closed_to(m.person_id))
      and not exists (select 1 from app.worker w where w.area_id = new.area_id and w.id = new.worker_id and w.person_id = m.person_id)
    order by m.person_id, a.id = mine.id desc, a.key
  loop
    insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
      values (partner.area_id, 'approve a match', new.id, 'person:' || partner.person_id, '/' || partner.key || '/matches', app.today(), new.made_by)
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.match_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.match_pause p set over_at = now() where p.area_id = new.area_id and p.match_id = new.id and p.over_at is null;
  perform app.settle_all(new.area_id, '{"decide about a match"}', array[new.id]);
  perform app.tell_of_match(new.area_id, new.id, case when new.ended_at is null then 'match stopped' else 'match ended' end);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.match_paused(area uuid, match uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.match_pause p where p.area_id = $1 and p.match_id = $2 and p.over_at is null)
$function$;

CREATE OR REPLACE FUNCTION app.match_refused(area uuid, allocation uuid, worker uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare s app.strand_allocation; w app.worker;
begin
  -- One at a time for a worker and for a young person: nobody is matched twice to the last place.
  select * into w from app.worker x where x.area_id = area and x.id = worker for update;
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation for share;
  perform 1 from app.young_person y where y.id = s.young_person_id or y.id = any (app.same_child_in_partner_areas(s.young_person_id)) order by y.id for update;
  if s.until_at is not null or w.left_at is not null or w.service_key <> s.service_key then return 'match_of_the_service'; end if;
  if not (select d.yes from app.consent_decided(area, s.young_person_id, 'taking part', app.today()) d) then return 'match_after_consent'; end if;
  if app.hard_reasons(area, allocation, worker) <> '{}' then return 'match_is_safe'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.match_search(area uuid, search uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET enable_seqscan TO 'off'
AS $function$
declare
  s app.young_person_search; areas uuid[]; days date[];
  given_words text[]; given_sounds text[]; family_words text[]; family_sounds text[];
begin
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = (select app.person_id())
    and x.area_id = any (app.my_areas_to('record a young person')) and not x.stopped and x.matched_at is null
    and x.at < now() and x.at > now() - interval '24 hours' for update;
  if not found then return; end if;
  update app.young_person_search x set matched_at = now() where x.area_id = area and x.id = search;
  select array_agg(w.word) filter (where w.part <> 'surname'), array_agg(w.word) filter (where w.part = 'surname')
    into given_words, family_words from jsonb_to_recordset(s.words) as w (part text, word text);
  select array_agg(sound) filter (where w.part <> 'surname'), array_agg(sound) filter (where w.part = 'surname')
    into given_sounds, family_sounds
    from jsonb_to_recordset(s.words) as w (sounds text, too text, part text), unnest(array[w.sounds, w.too]) sound where sound is not null;
  given_words := coalesce(given_words, '{}'); family_words := coalesce(family_words, '{}');
  given_sounds := coalesce(given_sounds, '{}'); family_sounds := coalesce(family_sounds, '{}');
  -- 03/04 typed for 04/03: the other day, where there is one.
  days := array[s.born_on] || case when extract(day from s.born_on) <= 12 then make_date(extract(year from s.born_on)::int, extract(day from s.born_on)::int, extract(month from s.born_on)::int) end;
  select array[area] || a.partners into areas from app.area a where a.id = area;

  insert into app.search_match (area_id, search_id, found_id, found_area_id, alike, score)
  -- How a word sounds follows from the word, so whoever has a word of these sounds like it: both names alike are found in two
  -- lists of the indexes, and only who is in both is looked at.
  with candidate as (
    ((select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds = any (family_sounds) and n.part = 'surname'
      union all select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds_too = any (family_sounds) and n.part = 'surname')
      intersect
      (select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds = any (given_sounds) and n.part = any ('{given,known as}')
      union all select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds_too = any (given_sounds) and n.part = any ('{given,known as}')))
    union
    (select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.word = any (given_words) and n.part = 'surname'
      intersect select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.word = any (family_words) and n.part = any ('{given,known as}'))
    union select y.area_id, y.id from app.young_person y where y.area_id = any (areas) and y.born_on = any (days)
    union select d.area_id, d.young_person_id from app.young_person_detail d where d.area_id = any (areas) and d.postcode = s.postcode),
  -- Each candidate is looked up by their id, however many the planner, who may not know the names, takes them for.
  judged as (
    select h.area_id as in_area, y.id as who, array_remove(array[
        case when h.family then 'surname' when h.family_sound then 'surname sounds alike' end,
        case when h.given then 'given name' when h.by_known_as then 'name they go by' when h.given_sound then 'given name sounds alike' end,
        case when h.turned then 'names the other way round' end,
        case when y.born_on = s.born_on then 'date of birth' when y.born_on = any (days) then 'day and month of birth swapped' end,
        case when y.postcode = s.postcode then 'postcode' end], null) as alike,
      case when h.family then 3 when h.family_sound then 2 else 0 end + case when h.given or h.by_known_as then 2 when h.given_sound then 1 else 0 end
        + case when h.turned then 5 else 0 end + case when y.born_on = s.born_on then 4 when y.born_on = any (days) then 3 when y.born_on is null or s.born_on is null then 2 else 0 end
        + case when y.postcode = s.postcode then 2 else 0 end as score
    from candidate c
      cross join lateral (select c.area_id,
          bool_or(n.part = 'surname' and n.word = any (family_words)) as family, bool_or(n.part = 'surname' and (n.sounds = any (family_sounds) or n.sounds_too = any (family_sounds))) as family_sound,
          bool_or(n.part = 'given' and n.word = any (given_words)) as given, bool_or(n.part <> 'surname' and (n.sounds = any (given_sounds) or n.sounds_too = any (given_sounds))) as given_sound,
          bool_or(n.part = 'known as' and n.word = any (given_words)) as by_known_as,
          bool_or(n.part = 'surname' and n.word = any (given_words)) and bool_or(n.part <> 'surname' and n.word = any (family_words)) as turned
        from app.young_person_name n where n.area_id = c.area_id and n.young_person_id = c.young_person_id) h
      cross join lateral (select x.id, x.born_on, d.postcode from app.young_person x
          left join app.young_person_detail d on d.area_id = x.area_id and d.young_person_id = x.id
        where x.area_id = c.area_id and x.id = c.young_person_id offset 0) y)
  -- 5: the same names; sounding alike where a date of birth is unknown; a date of birth and one name; a birthday and a postcode.
  select s.area_id, s.id, j.who, j.in_area, j.alike, j.score from judged j where j.score >= 5 and (cardinality(j.alike) >= 2 or 'names the other way round' = any (j.alike)) order by j.score desc, j.who limit 20;
end $function$;
grant execute on function app.match_search(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.match_stands(area uuid, match uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare allocation uuid;
begin
  select m.strand_allocation_id into allocation from app.match m where m.area_id = $1 and m.id = $2;
  perform app.settle_all(area, '{"match a worker"}', array[allocation]);
  perform app.tell_of_match(area, match, 'match made');
end $function$;

CREATE OR REPLACE FUNCTION app.match_takes_over()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.match_to_decide(area uuid, match uuid)
 RETURNS app.match
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.* from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id, app.my_acts_on(m.young_person_id) acts
  where m.area_id = $1 and m.id = $2 and m.counts and w.person_id <> (select app.person_id()) and 'decide about a match' = any (acts)
    and ('match a worker' <> all (acts) or m.area_id || ':' || m.service_key = any (app.my_services_to('manage workers')))
$function$;

CREATE OR REPLACE FUNCTION app.matches_of_what_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.ask_for_goodbyes(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.ended_at is null
    and case tg_table_name when 'worker' then m.worker_id else m.strand_allocation_id end = new.id));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.matches_to_approve()
 RETURNS TABLE(area_id uuid, id uuid, service_key text, worker text, accepts text[], accepts_reason text, made_by text, made_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.area_id, m.id, m.service_key, wp.name, m.accepts, m.accepts_reason, p.name, m.made_at
    from app.match m join app.area a on a.id = m.area_id join app.worker w on w.area_id = m.area_id and w.id = m.worker_id
      join app.person wp on wp.id = w.person_id join app.person p on p.id = m.made_by
  where m.ended_at is null and m.stopped_at is null and m.approved_at is null and m.accepts <> '{}' and m.made_by <> app.person_id() and w.person_id <> (select app.person_id())
    and (m.area_id = any (app.my_areas_to('approve a match')) or a.partners && app.my_areas_to('approve a match'))
    and m.young_person_id <> all (app.my_walls())
  order by m.made_at, m.id limit 200
$function$;
grant execute on function app.matches_to_approve() to app;

CREATE OR REPLACE FUNCTION app.matches_to_look_at()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare each record; looked integer := 0;
begin
  for each in select m.area_id, array_agg(m.id order by m.id) as matches from app.match m
      where m.counts and (app.match_paused(m.area_id, m.id) or app.lacks(m.area_id, m.worker_id, 'must')
        or exists (select from app.worker_leave l where l.area_id = m.area_id and l.worker_id = m.worker_id and l.taken_back_at is null and l.from_on <= app.today() and (l.back_on is null or l.back_on > app.today()))
        or not (select d.yes from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d)
        or exists (select from app.risk_fact f join app.service v on v.area_id = m.area_id and v.key = m.service_key where f.area_id = m.area_id and f.young_person_id = m.young_person_id
          and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current' and f.kind = any (v.limbs))
        or app.same_child_in_partner_areas(m.young_person_id) <> '{}')
      group by m.area_id loop
    looked := looked + app.look_at_matches(each.area_id, each.matches);
  end loop;
  perform app.ask_about_match(p.area_id, p.match_id, app.today()) from app.match_pause p where p.over_at is null and p.look_again_on <= app.today()
    and not exists (select from app.task t where t.area_id = p.area_id and t.kind = 'decide about a match' and t.record_id = p.match_id and t.settled_at is null);
  return looked;
end $function$;
grant execute on function app.matches_to_look_at() to worker;

CREATE OR REPLACE FUNCTION app.may_ask_about(area uuid, young_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select case when young_person is null then area = any (app.my_member_areas())
    else exists (select 1 from app.young_person y where y.area_id = area and y.id = young_person)
      and (array[young_person] <@ app.visible_young_people(array[young_person]) or array[young_person] <@ app.my_young_people('read S1')) end
$function$;
grant execute on function app.may_ask_about(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.may_invite_in_person(area uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select $2 is distinct from app.person_id() and app.way_in($2) = 'passkey'
    and exists (select 1 from app.person p where p.id = $2 and p.closed_at is null)
    and exists (select 1 from app.membership m where m.person_id = $2 and m.area_id = $1 and (m.until_at is null or m.until_at > now()))
    and (not exists (select 1 from app.membership m where m.person_id = $2 and (m.until_at is null or m.until_at > now()) and m.area_id <> all (app.my_areas_to('manage accounts')))
      or not exists (select 1 from app.membership m where m.person_id = $2 and (m.until_at is null or m.until_at > now())
        and not coalesce(m.area_id || ':' || m.service_key = any (app.my_services_to('invite in person')), false)))
$function$;
grant execute on function app.may_invite_in_person(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.may_manage(area uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select area = any (app.my_areas_to('manage accounts')) and app.proved_lately()
$function$;
grant execute on function app.may_manage(uuid) to app;

CREATE OR REPLACE FUNCTION app.may_ring(ringing text, times text[], at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(case ringing when 'any time' then true when 'at these times' then app.time_of_week(at) = any (times) end, false)
$function$;
grant execute on function app.may_ring(text,text[],timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.me_as_any_worker()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(w.id), '{}') from app.worker w where w.person_id = (select app.person_id())
$function$;
grant execute on function app.me_as_any_worker() to app;

CREATE OR REPLACE FUNCTION app.me_as_worker()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct w.id), '{}') from app.worker w
    join app.membership m on m.person_id = w.person_id and m.area_id = w.area_id and m.service_key = w.service_key
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    join app.role_may r on r.role = m.role and r.act = 'see own work'
  where w.person_id = (select app.person_id()) and w.left_at is null
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$function$;
grant execute on function app.me_as_worker() to app;

CREATE OR REPLACE FUNCTION app.me_in(area uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.person_id from app.membership m where m.person_id = (select app.person_id()) and m.area_id = $1 limit 1
$function$;

CREATE OR REPLACE FUNCTION app.me_in_match(area uuid, match uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.worker_id from app.match m where m.area_id = $1 and m.id = $2 and m.id = any (app.my_match_ids()) and m.worker_id = any (app.me_as_worker())
$function$;
grant execute on function app.me_in_match(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.meeting_closes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.person_id() is null then return new; end if;
  if old.closed_at is not null then perform app.against('meeting_closed_stays', 'the meeting is closed'); end if;
  if new.closed_at is not null then
    if new.closed_by is distinct from app.person_id() then raise exception 'nobody acts for another' using errcode = 'insufficient_privilege'; end if;
    new.closed_at := now();
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.membership_in_use()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform from app.agency a where a.area_id = new.area_id and a.id = new.agency_id for key share;
  if not coalesce((select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.team_id), true) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'membership_team_in_use'; end if;
  if not coalesce((select s.in_use from app.service s where s.area_id = new.area_id and s.key = new.service_key), true) then
    raise exception 'this service is not in use' using errcode = 'check_violation', constraint = 'membership_service_in_use'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.membership_is_of_its_service()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare kind text := (select s.worker_kind from app.service s where s.area_id = new.area_id and s.key = new.service_key);
begin
  if kind is not null and new.role <> kind and not (new.role = 'relief-worker' and kind = 'rp-relief-worker')
    and exists (select from app.role_may r where r.role = new.role and r.act = 'see own work') then
    raise exception 'this service has other workers' using errcode = 'check_violation', constraint = 'membership_is_of_its_service'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.membership_of_one()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'of which one?' using errcode = 'check_violation', constraint = 'membership_of_one'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.membership_one_way_in()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare way text := (select r.signs_in from app.role r where r.key = new.role);
begin
  if new.until_at <= now() then return null; end if;
  -- Two roles given in the same moment wait for one another.
  perform 1 from app.person p where p.id = new.person_id for no key update;
  if exists (select 1 from app.membership m join app.role r on r.key = m.role and r.signs_in <> way
      where m.person_id = new.person_id and (m.until_at is null or m.until_at > now()))
    or (way = 'work account' and exists (select 1 from app.passkey k where k.person_id = new.person_id and k.ended_at is null)) then
    raise exception 'one account signs in one way' using errcode = 'check_violation', constraint = 'membership_one_way_in'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.membership_sends_tasks_home()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.tasks_of_who_left(new.person_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.merge_young_people(young_person uuid, other uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare a app.young_person; b app.young_person; holder uuid;
begin
  if not ('merge records' = any (app.my_acts_on(young_person))) then raise exception 'not yours to merge' using errcode = 'insufficient_privilege'; end if;
  if young_person = other then return 'the same record'; end if;
  if not ('merge records' = any (app.my_acts_on(other))) then return 'not both yours'; end if;
  perform app.one_asks_who_meets_whom(y.area_id) from app.young_person y where y.id = young_person;
  perform 1 from app.young_person y where y.id in (young_person, other) order by y.id for update;
  select * into a from app.young_person y where y.id = young_person;
  select * into b from app.young_person y where y.id = other;
  if a.area_id <> b.area_id then return 'not both yours'; end if;
  if a.merged_into is not null or b.merged_into is not null or exists (select 1 from app.young_person y where y.area_id = a.area_id and y.merged_into = a.id) then return 'merged already'; end if;
  if a.status = 'died' or b.status = 'died' then return 'locked'; end if;
  if app.under_way(a.area_id, a.id) or exists (select 1 from app.lawful_share l where l.area_id = a.area_id and l.young_person_id = a.id and l.ended_at is null) or exists (select 1 from app.hand_over o where o.area_id = a.area_id and o.young_person_id = a.id and o.answered_at is null) then
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
end $function$;
grant execute on function app.merge_young_people(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.move_answer(c app.consent, becomes uuid, right_one uuid, individual uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare was text[] := array(select s.agency_id || ':' || s.category from app.shared_by_consent s where s.area_id = c.area_id and s.young_person_id = any (app.records_of(c.young_person_id)));
begin
  update app.consent x set moved_at = now() where x.area_id = c.area_id and x.id = c.id;
  -- Whom it named goes with it, but for those who know by a public task there.
  insert into app.consent_share (area_id, consent_id, young_person_id, agency_id, category)
    select s.area_id, becomes, right_one, s.agency_id, s.category from app.consent_share s
      where s.area_id = c.area_id and s.consent_id = c.id and s.agency_id <> all (app.on_public_task(c.area_id, right_one));
  insert into app.consent select (jsonb_populate_record(null::app.consent, to_jsonb(c) || jsonb_build_object('id', becomes, 'young_person_id', right_one, 'individual_id', individual))).*;
  insert into app.consent_copy (area_id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_at, recorded_by)
    select k.area_id, right_one, becomes, k.form_reference, k.form_version, k.file_type, k.bytes, k.recorded_at, k.recorded_by from app.consent_copy k
      where k.area_id = c.area_id and k.consent_id = c.id and k.set_aside_at is null;
  update app.consent_copy k set moved_at = now() where k.area_id = c.area_id and k.consent_id = c.id;
  if c.question = 'sharing' then perform app.sharing_lapsed(c.area_id, c.young_person_id, was); end if;
end $function$;

CREATE OR REPLACE FUNCTION app.move_assessed(young_person uuid, kind text, entry uuid, right_one uuid, reason text, review_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_column
declare me uuid := app.person_id(); area uuid; was jsonb; copy uuid := uuidv7(); a app.assessment; since timestamptz;
begin
  if not ('move an entry' = any (app.my_acts_on(young_person))) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not (case kind when 'screening' then 'screen' else 'assess' end = any (app.my_acts_on(right_one)))
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  if kind = 'screening' then
    select to_jsonb(s), s.recorded_at into was, since from app.screening s
      where s.area_id = area and s.id = entry and s.young_person_id = move_assessed.young_person and s.moved_at is null for update;
    if was is null then return 'gone'; end if;
    if exists (select 1 from app.assessment x where x.area_id = area and x.screening_id = entry and x.set_aside_at is null and x.moved_at is null) then return 'answered'; end if;
    update app.screening s set moved_at = now() where s.area_id = area and s.id = entry;
    insert into app.screening select (jsonb_populate_record(null::app.screening, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  else
    select * into a from app.assessment x where x.area_id = area and x.id = entry and x.young_person_id = move_assessed.young_person and x.moved_at is null for update;
    if not found then return 'gone'; end if;
    if a.completed_at is null and exists (select 1 from app.assessment x where x.area_id = area and x.young_person_id = right_one
      and x.completed_at is null and x.set_aside_at is null and x.moved_at is null) then return 'stands there already'; end if;
    since := a.started_at;
    was := to_jsonb(a) || jsonb_build_object(
      'sections', (select jsonb_agg(to_jsonb(s) order by s.section_key) from app.assessment_section s where s.area_id = area and s.assessment_id = entry),
      'people', (select jsonb_agg(to_jsonb(p) order by p.id) from app.person_who_poses_risk p where p.area_id = area and p.assessment_id = entry));
    -- As a draft first: the answers of a completed one take no more.
    insert into app.assessment (area_id, id, young_person_id, episode_id, form_key, form_version, form_hash, started_at, started_by, version)
      values (area, copy, right_one, (select e.id from app.episode e where e.area_id = area and e.young_person_id = right_one and e.ended_on is null),
        a.form_key, a.form_version, a.form_hash, a.started_at, a.started_by, a.version);
    insert into app.assessment_section (area_id, assessment_id, section_key, young_person_id, answers, version, saved_at, saved_by)
      select s.area_id, copy, s.section_key, right_one, s.answers, s.version, s.saved_at, s.saved_by from app.assessment_section s where s.area_id = area and s.assessment_id = entry;
    update app.assessment x set level = a.level, level_reason = a.level_reason, suggested = a.suggested, completed_at = a.completed_at, completed_by = a.completed_by
      where x.area_id = area and x.id = copy;
    insert into app.person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, source_other, proposed_at, proposed_by)
      select p.area_id, right_one, copy, p.kind, p.certainty, p.timing, p.description, p.evidence, p.evidence_on, p.source, p.source_other, p.proposed_at, p.proposed_by
      from app.person_who_poses_risk p where p.area_id = area and p.assessment_id = entry;
    perform app.take_from_the_forum(a);
    update app.assessment x set moved_at = now() where x.area_id = area and x.id = entry;
    update app.person_who_poses_risk p set moved_at = now() where p.area_id = area and p.assessment_id = entry;
    update app.copy_for_record c set moved_at = now() where c.area_id = area and c.assessment_id = entry;
    -- Whoever holds the other case finds it on their desk.
    insert into app.task (area_id, young_person_id, kind, desk, path, due_on, asked_by)
      select area, right_one, case when a.completed_at is null then 'complete an assessment' else 'review an assessment' end,
        coalesce('person:' || h.person_id, 'team:' || h.team_id),
        '/' || (select x.key from app.area x where x.id = area) || '/young-people/' || right_one || '/assessments/' || case when a.completed_at is null then copy::text else 'new' end,
        case when a.completed_at is not null then review_on end, me
      from app.case_holding h where h.area_id = area and h.young_person_id = right_one and h.until_at is null
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, kind, entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), since, me);
  return 'done';
end $function$;
grant execute on function app.move_assessed(uuid,text,uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.move_consented(young_person uuid, kind text, entry uuid, right_one uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare area uuid; was jsonb; copy uuid := uuidv7(); c app.consent; i app.relevant_individual; w app.wishes; k app.keep_apart; there uuid; recorded timestamptz;
  was_yes boolean; is_now record; holder text; at_path text; today date := app.today();
begin
  if not coalesce('move an entry' = any (app.my_acts_on(young_person)), false) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not coalesce('record what is known' = any (app.my_acts_on(right_one)), false)
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  -- Both are decided on again: locked in the order in which merging locks them.
  if kind = 'keep apart' then perform app.one_asks_who_meets_whom(area); end if;
  perform 1 from app.young_person y where y.id in (young_person, right_one) order by y.id for update;
  case kind
    when 'answer about consent' then
      select x.* into c from app.consent x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null for update;
      recorded := c.recorded_at;
    when 'relevant individual' then
      select x.* into i from app.relevant_individual x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null for update;
      recorded := i.recorded_at;
    when 'wishes' then
      select x.* into w from app.wishes x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person for update;
      recorded := coalesce((select min(h.changed_at) from app.record_change h where h.area_id = area and h.young_person_id = move_consented.young_person and h.field = 'asked what they wish'
        and h.moved_at is null), w.changed_at);
      if exists (select 1 from app.wishes x where x.area_id = area and x.young_person_id = right_one) then return 'stands there already'; end if;
    when 'keep apart' then
      if not coalesce('read S5' = any (app.my_acts_on(young_person)), false) then return 'gone'; end if;
      select x.* into k from app.keep_apart x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null
        and (x.other_id is null or x.other_id <> all (app.my_walls())) for update;
      recorded := k.recorded_at;
      if k.other_id = right_one then return 'stands there already'; end if;
    else return 'gone';
  end case;
  if recorded is null then return 'gone'; end if;
  was := app.entry_as_it_was(area, kind, entry);
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, kind, entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), recorded, app.person_id());
  select d.yes into was_yes from app.consent_decided(area, young_person, 'taking part', today) d;

  if kind = 'answer about consent' then
    if c.individual_id is not null then
      select x.* into i from app.relevant_individual x where x.area_id = area and x.id = c.individual_id;
      select x.id into there from app.relevant_individual x where x.area_id = area and x.young_person_id = right_one and x.kind = i.kind and x.name = i.name and x.moved_at is null
        order by x.recorded_at limit 1;
      if there is null then
        there := uuidv7();
        insert into app.relevant_individual select (jsonb_populate_record(null::app.relevant_individual, to_jsonb(i) || jsonb_build_object('id', there, 'young_person_id', right_one,
          -- That they have it for this child nobody has said.
          'responsibility', case when i.kind = 'parent or carer' then 'not known' else i.responsibility end))).*;
      end if;
    end if;
    perform app.move_answer(c, copy, right_one, there);
  elsif kind = 'relevant individual' then
    update app.relevant_individual x set moved_at = now() where x.area_id = area and x.id = entry;
    insert into app.relevant_individual select (jsonb_populate_record(null::app.relevant_individual, to_jsonb(i) || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
    for c in select x.* from app.consent x where x.area_id = area and x.individual_id = entry and x.moved_at is null order by x.asked_on, x.recorded_at, x.id for update loop
      perform app.move_answer(c, uuidv7(), right_one, copy);
    end loop;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.settled_at is null and (t.kind = 'ask a parent again' and t.record_id = entry
      or t.kind = 'arrange another format' and t.record_id in (select f.id from app.format_request f where f.area_id = area and f.individual_id = entry));
    update app.format_request f set young_person_id = right_one, individual_id = copy where f.area_id = area and f.individual_id = entry;
  elsif kind = 'wishes' then
    update app.record_change h set moved_at = now() where h.area_id = area and h.young_person_id = move_consented.young_person and h.moved_at is null
      and h.field in ('asked what they wish', 'why they were not asked', 'what they wish', 'whom they would rather meet', 'languages they want to talk in', 'what they like', 'when they can meet', 'where they can meet');
    delete from app.wishes x where x.area_id = area and x.id = entry;
    insert into app.wishes select (jsonb_populate_record(null::app.wishes, to_jsonb(w) || jsonb_build_object('id', copy, 'young_person_id', right_one, 'version', 1))).*;
  else
    update app.keep_apart x set moved_at = now() where x.area_id = area and x.id = entry;
    insert into app.keep_apart select (jsonb_populate_record(null::app.keep_apart, to_jsonb(k) || jsonb_build_object('id', copy, 'young_person_id', right_one,
      'review_on', greatest(k.review_on, today + 1)))).*;
    update app.keep_apart_look l set keep_apart_id = copy where l.area_id = area and l.keep_apart_id = entry;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.kind = 'look at a keep-apart again' and t.record_id = entry and t.settled_at is null;
  end if;

  -- Where it stood: as after an answer (app.consent_answers). Where it stands now its own triggers have spoken.
  select d.yes, d.because into is_now from app.consent_decided(area, young_person, 'taking part', today) d;
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) into holder from app.case_holding h
    where h.area_id = area and h.young_person_id = any (app.records_of(young_person)) and h.until_at is null
    order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.id = move_consented.young_person) desc limit 1;
  if holder is not null then
    at_path := app.path_in(area, '/young-people/' || young_person || '/consent');
    if was_yes and not is_now.yes then
      insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by) values (area, young_person, 'a yes was taken back', young_person, holder, at_path, today, app.person_id())
        on conflict do nothing;
      perform app.tell_all(area, young_person, 'takes part no more', array[holder], at_path);
    end if;
    if kind = 'answer about consent' and c.question = 'taking part' and is_now.because = 'they were not asked'
      and exists (select 1 from app.strand_allocation s where s.area_id = area and s.young_person_id = any (app.records_of(young_person)) and s.until_at is null) then
      insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
        values (area, young_person, 'ask about taking part', young_person, holder, at_path, app.end_of(area, 'consent', today), app.person_id())
        on conflict do nothing;
    end if;
  end if;
  return 'done';
end $function$;
grant execute on function app.move_consented(uuid,text,uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.move_entry(young_person uuid, kind text, entry uuid, right_one uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.move_entry(uuid,text,uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.move_night_note(young_person uuid, entry uuid, right_one uuid, reason text, due_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare area uuid; was jsonb; copy uuid := uuidv7(); whose text; there text := app.path_in((select y.area_id from app.young_person y where y.id = right_one), '/young-people/' || right_one || '/night-notes');
begin
  if not ('move an entry' = any (app.my_acts_on(young_person))) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not ('record what is known' = any (app.my_acts_on(right_one)))
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  select to_jsonb(e) into was from app.night_note e where e.area_id = area and e.id = entry and e.young_person_id = move_night_note.young_person and e.moved_at is null for update;
  if was is null then return 'gone'; end if;
  update app.night_note e set moved_at = now() where e.area_id = area and e.id = entry;
  insert into app.night_note select (jsonb_populate_record(null::app.night_note, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, 'night note', entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), (was->>'written_at')::timestamptz, app.person_id());
  if not exists (select 1 from app.night_note n where n.area_id = area and n.young_person_id = move_night_note.young_person and n.kind = 'concern' and n.moved_at is null) then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.young_person_id = move_night_note.young_person and t.kind = 'look at a concern' and t.settled_at is null;
  end if;
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) into whose from app.case_holding h where h.area_id = area and h.young_person_id = right_one and h.until_at is null;
  if whose is null then return 'done'; end if;
  perform app.tell_all(area, right_one, 'night note written', array[whose], there);
  if was->>'kind' = 'concern' then
    insert into app.task (area_id, young_person_id, kind, desk, path, due_on, asked_by)
      values (area, right_one, 'look at a concern', whose, there, due_on, app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  return 'done';
end $function$;
grant execute on function app.move_night_note(uuid,uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.moved_entries(area uuid, one uuid, before_id uuid, most integer)
 RETURNS TABLE(id uuid, young_person_id uuid, right_young_person_id uuid, kind text, reference text, right_reference text, recorded_at timestamp with time zone, moved_at timestamp with time zone, by_name text, by_title text, reason text, seen_by jsonb)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.moved_entries(uuid,uuid,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.moved_entry(area uuid, move uuid)
 RETURNS TABLE(original jsonb, sealed boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.original, sha256(convert_to(s.original::text, 'UTF8')) = w.seal
  from app.wrong_child w join app.sealed_entry s on s.area_id = w.area_id and s.wrong_child_id = w.id
  where w.area_id = $1 and w.id = $2 and $1 = any (app.my_areas_to('read moved entries'))
    and w.young_person_id <> all (app.my_walls()) and w.right_young_person_id <> all (app.my_walls())
    and exists (select 1 from app.audit_event e where e.person_id = (select app.person_id()) and e.at > now() - interval '60 minutes' and e.at < now()
      and e.record_id = w.id and e.young_person_id = w.young_person_id and e.act = 'sealed entry opened' and e.detail ? 'why')
$function$;
grant execute on function app.moved_entry(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.my_acts_on(young_person uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct act), '{}') from app.why_i_can_see($1) w, unnest(w.acts) act
$function$;
grant execute on function app.my_acts_on(uuid) to app;

CREATE OR REPLACE FUNCTION app.my_areas(roles text[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = (select app.person_id()) and m.role = any(roles) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;
grant execute on function app.my_areas(text[]) to app;

CREATE OR REPLACE FUNCTION app.my_areas_to(wanted text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m join app.role_may r on r.role = m.role and r.act = wanted
  where m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and (wanted = any ('{run the forum,see the forum,hold a meeting,list young people sent to the forum}') or not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null))
$function$;
grant execute on function app.my_areas_to(text) to app;

CREATE OR REPLACE FUNCTION app.my_asked_meetings()
 RETURNS TABLE(match_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct on (p.match_id, (p.starts_at at time zone 'Europe/London')::date) p.match_id, p.starts_at, p.ends_at from app.planned_meeting p
    where p.match_id = any (app.my_match_ids()) and p.agreed_by = app.person_id() and p.agreed <> 'yes' and p.agreed_at > now() - interval '1 day' and p.starts_at > now()
      and not exists (select from app.planned_meeting o where o.area_id = p.area_id and o.match_id = p.match_id and o.called_off_at is null
        and (o.starts_at at time zone 'Europe/London')::date = (p.starts_at at time zone 'Europe/London')::date)
    order by p.match_id, (p.starts_at at time zone 'Europe/London')::date, p.agreed_at desc limit 20
$function$;
grant execute on function app.my_asked_meetings() to app;

CREATE OR REPLACE FUNCTION app.my_briefs()
 RETURNS TABLE(match_id uuid, id uuid, number integer, where_to_meet text, not_alone_with text, what_if text, health text, emergency_contact text, issued_at timestamp with time zone, read_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.id, b.id, b.number, b.where_to_meet, b.not_alone_with, b.what_if, b.health, b.emergency_contact, b.issued_at,
      (select r.read_at from app.brief_read r where r.area_id = b.area_id and r.brief_id = b.id and r.worker_id = any (app.me_as_worker()))
    from app.my_matches() m
      join lateral (select x.* from app.brief x where x.area_id = m.area_id and x.match_id = m.id order by x.number desc limit 1) b on true
$function$;
grant execute on function app.my_briefs() to app;

CREATE OR REPLACE FUNCTION app.my_core_discussions()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = (select app.person_id()) and core
    and not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null)
$function$;
grant execute on function app.my_core_discussions() to app;

CREATE OR REPLACE FUNCTION app.my_desks()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.desks_of(app.person_id())
$function$;
grant execute on function app.my_desks() to app;

CREATE OR REPLACE FUNCTION app.my_discussions()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = (select app.person_id())
    and not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null)
$function$;
grant execute on function app.my_discussions() to app;

CREATE OR REPLACE FUNCTION app.my_emergency_access()
 RETURNS TABLE(area_id uuid, id uuid, kind text, asked_at timestamp with time zone, until_at timestamp with time zone, looked_up boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select e.area_id, e.id, e.kind, e.asked_at, e.until_at, e.looked_up_at is not null from app.emergency_access e
  where e.person_id = (select app.person_id()) and e.ended_at is null and e.until_at > now() order by e.asked_at desc limit 20
$function$;
grant execute on function app.my_emergency_access() to app;

CREATE OR REPLACE FUNCTION app.my_forum_agencies()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct agency_id), '{}') from app.membership
  where person_id = (select app.person_id()) and role = 'forum-member' and from_at <= now() and (until_at is null or until_at > now())
$function$;
grant execute on function app.my_forum_agencies() to app;

CREATE OR REPLACE FUNCTION app.my_match_ids()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select coalesce(array_agg(m.id), '{}') from app.my_matches() m $function$;
grant execute on function app.my_match_ids() to app;

CREATE OR REPLACE FUNCTION app.my_matches()
 RETURNS TABLE(area_id uuid, id uuid, young_person_id uuid, goes_by text, safe_when text, never_text boolean, safe_word text, safe_contact_note text, more_to_know boolean, planned_on date, introduced_by text, introduction_how text, introduced_on date, started_on date, paused boolean, passed_on text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.area_id, m.id, m.young_person_id, coalesce(n.known_as, y.given_names), n.safe_when, coalesce(d.never_text, true), n.safe_word, n.safe_contact_note,
      row(n.safe_when, n.safe_word, n.safe_contact_note) is distinct from row(d.safe_when, d.safe_word, d.safe_contact_note),
      m.planned_on, m.introduced_by, m.introduction_how, m.introduced_on, m.started_on, p.paused,
      (select b.passed_on from app.match b where b.area_id = m.area_id and b.strand_allocation_id = m.strand_allocation_id and b.id <> m.id and b.passed_on is not null
        and (b.id = m.follows_id or m.follows_id is null and b.ended_at < m.made_at) order by b.made_at desc, b.id desc limit 1)
    from app.match m join app.young_person y on y.area_id = m.area_id and y.id = m.young_person_id
      left join app.young_person_detail d on d.area_id = m.area_id and d.young_person_id = coalesce(y.merged_into, y.id)
      cross join lateral (select app.match_paused(m.area_id, m.id) as paused) p
      -- What a case-holder wrote for other readers does not stand on a telephone where it says too much: there it says to ask.
      cross join lateral (select case when app.not_neutral(k.words, k.names, coalesce(y.known_as, '')) is null then y.known_as end as known_as,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_when, '')) is null then d.safe_when end as safe_when,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_word, '')) is null then d.safe_word end as safe_word,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_contact_note, '')) is null then d.safe_contact_note end as safe_contact_note
        from app.kept_off_telephones(m.area_id, m.young_person_id) k) n
  where m.counts and m.worker_id = any (app.me_as_worker()) and m.young_person_id <> all (app.my_walls()) and y.status <> 'died'
  order by m.made_at, m.id limit 50
$function$;
grant execute on function app.my_matches() to app;

CREATE OR REPLACE FUNCTION app.my_meetings()
 RETURNS TABLE(id uuid, match_id uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, opens boolean, in_group boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.id, p.match_id, p.starts_at, p.ends_at, not app.match_paused(p.area_id, p.match_id) and app.newest_brief_read(p.area_id, p.match_id) and now() between p.starts_at - interval '2 hours' and p.ends_at + interval '1 hour'
      -- Not because somebody who holds the telephone writes down a meeting now: what a worker agrees themself opens if it was agreed before the time in which it opens.
      and (p.agreed_by <> app.person_id() or p.agreed_at < (select s.authenticated_at from app.session s where s.id = app.session_id())), p.group_id is not null
    from app.planned_meeting p where p.match_id = any (app.my_match_ids()) and p.called_off_at is null and p.ends_at > now() - interval '28 days'
    order by p.starts_at, p.id limit 200
$function$;
grant execute on function app.my_meetings() to app;

CREATE OR REPLACE FUNCTION app.my_member_areas()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;
grant execute on function app.my_member_areas() to app;

CREATE OR REPLACE FUNCTION app.my_neutral_supervisions()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(n.id), '{}') from unnest(app.me_as_worker()) me (id) join app.worker w on w.id = me.id
      cross join lateral (select max(k.words) as words, coalesce(array_agg(distinct k.name) filter (where k.name is not null), '{}') as names from app.kept_off_the_phone_of(w.area_id, w.id) k) kept
      join app.supervision_note n on n.area_id = w.area_id and n.worker_id = w.id
    where kept.words is null or app.not_neutral(kept.words, kept.names, concat_ws(E'\n', n.support, n.says, n.agreed)) is null
$function$;
grant execute on function app.my_neutral_supervisions() to app;

CREATE OR REPLACE FUNCTION app.my_passkeys()
 RETURNS TABLE(device text, made_at timestamp with time zone, used_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select k.device, k.made_at, k.used_at from app.passkey k where k.person_id = (select app.person_id()) and k.ended_at is null order by k.made_at limit 5
$function$;
grant execute on function app.my_passkeys() to app;

CREATE OR REPLACE FUNCTION app.my_reasons(young_person uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct because order by because), '{}') from app.why_i_can_see(young_person)
$function$;
grant execute on function app.my_reasons(uuid) to app;

CREATE OR REPLACE FUNCTION app.my_ringing()
 RETURNS TABLE(match_id uuid, ringing text, times text[], stands text, next_at timestamp with time zone, manager text, manager_phone text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select r.match_id, r.ringing, r.times, r.stands, r.next_at, p.name, p.work_phone from app.ringing_on_my_telephone() r join app.match m on m.id = r.match_id
    left join lateral (select x.name, x.work_phone from unnest(app.people_at('service:' || m.area_id || ':' || m.service_key)) who join app.person x on x.id = who
      where who <> app.person_id() and m.young_person_id <> all (app.closed_to(who)) order by who = m.made_by desc, x.name, x.id limit 1) p on true
$function$;
grant execute on function app.my_ringing() to app;

CREATE OR REPLACE FUNCTION app.my_roles_for(because text[])
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce((select array_agg(distinct k.role order by k.role) from app.relation_kind k where k.because = any ($1) and k.role is not null),
    (select array_agg(distinct m.role order by m.role) from app.membership m where m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())), '{}')
$function$;

CREATE OR REPLACE FUNCTION app.my_services()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id || ':' || m.service_key), '{}') from app.membership m
  where m.person_id = (select app.person_id()) and m.service_key is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$function$;
grant execute on function app.my_services() to app;

CREATE OR REPLACE FUNCTION app.my_services_to(wanted text)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id || ':' || m.service_key), '{}') from app.membership m
    join app.role_may r on r.role = m.role and r.act = wanted
    join app.service s on s.area_id = m.area_id and s.key = m.service_key
  where m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and (wanted <> 'supervise workers' or s.supervised_by = m.role)
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$function$;
grant execute on function app.my_services_to(text) to app;

CREATE OR REPLACE FUNCTION app.my_sessions()
 RETURNS TABLE(id uuid, device text, started_at timestamp with time zone, last_seen_at timestamp with time zone, this_one boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id, s.device, s.started_at, s.last_seen_at, s.id = app.session_id() from app.session s
  where s.person_id = (select app.person_id()) and s.ended_at is null and s.expires_at > now() order by s.last_seen_at desc limit 50
$function$;
grant execute on function app.my_sessions() to app;

CREATE OR REPLACE FUNCTION app.my_walls()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.walls_of(me.id) || app.kept_from(me.id) || app.not_on_this_screen() from (select app.person_id() as id offset 0) me
$function$;
grant execute on function app.my_walls() to app;

CREATE OR REPLACE FUNCTION app.my_workers(wanted text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(w.id), '{}') from unnest(app.my_services_to(wanted)) mine
    join app.worker w on w.area_id = split_part(mine, ':', 1)::uuid and w.service_key = split_part(mine, ':', 2) and w.person_id <> (select app.person_id())
$function$;
grant execute on function app.my_workers(text) to app;

CREATE OR REPLACE FUNCTION app.my_write_ups()
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(m.id::text), '{}') from app.match m
    where m.worker_id = any (app.me_as_worker()) and m.stopped_at is null and (m.end_reason is null or m.end_reason not in ('it is not safe', 'the worker leaves')) and m.young_person_id <> all (app.my_walls())
$function$;
grant execute on function app.my_write_ups() to app;

CREATE OR REPLACE FUNCTION app.my_young_people(wanted text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me uuid := app.person_id(); narrow uuid[] := app.focus(); mine uuid[]; walled uuid[]; meeting uuid[];
begin
  if me is null then return '{}'; end if;
  if narrow is null then
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relation r
      where r.person_id = me and r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  else
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relations_of(me, narrow) r
      where r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  end if;
  if mine <> '{}' and not app.stays_open(wanted) then
    select coalesce(array_agg(y.id), '{}') into mine from app.young_person y where y.id = any (mine) and y.status <> 'died' and y.merged_into is null;
  end if;
  if mine = '{}' then return mine; end if;
  walled := app.my_walls();
  if exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null) then meeting := app.people_at_my_meeting(); end if;
  if walled = '{}' and meeting is null then return mine; end if;
  return coalesce((select array_agg(f) from unnest(mine) f where f <> all (walled) and (meeting is null or f = any (meeting))), '{}');
end $function$;
grant execute on function app.my_young_people(text) to app;

CREATE OR REPLACE FUNCTION app.name_a_holder(area uuid, young_person uuid, agency uuid, team uuid, news text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.name_case_holder(young_person uuid, team uuid, holder uuid, reason text, due date)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.name_case_holder(uuid,uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.name_deputy(area uuid, for_person uuid, deputy uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.membership m where m.person_id = for_person and m.area_id = area and m.role = 'case-holder' and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and (for_person = app.person_id() or app.i_manage(m.area_id, m.team_id))) then
    raise exception 'not yours to name' using errcode = 'insufficient_privilege'; end if;
  if deputy is not null and (deputy = for_person or not exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.person_id = deputy and m.area_id = area and m.role in ('case-holder', 'team-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now()))) then
    return false; end if;
  update app.deputy d set until_at = now() where d.area_id = area and d.person_id = for_person and d.until_at is null;
  if deputy is not null then insert into app.deputy (area_id, person_id, deputy_id, made_by) values (area, for_person, deputy, app.person_id()); end if;
  return true;
end $function$;
grant execute on function app.name_deputy(uuid,uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.named_agency_is_one_of_many()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.one_of_id is not null and a.in_use) then
    raise exception 'not one of many, or closed' using errcode = 'check_violation', constraint = 'named_agency_is_one_of_many'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.named_to_me(wanted uuid[])
 RETURNS TABLE(young_person_id uuid, because text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select n.id, n.because from (
    select e.young_person_id, 'review of emergency access' from app.emergency_access e
      where e.young_person_id = any (wanted) and coalesce(e.reviewed_in, e.area_id) = any (app.my_areas_to('review emergency access')) and e.person_id <> (select app.person_id())
    union select d.young_person_id, 'sample of duty' from app.duty_look d
      where d.young_person_id = any (wanted) and d.reviewed_in = any (app.my_areas_to('review duty looks')) and d.person_id <> (select app.person_id())
    union select c.child, 'moved entry' from app.wrong_child w, unnest(array[w.young_person_id, w.right_young_person_id]) c (child)
      where c.child = any (wanted) and w.area_id = any (app.my_areas_to('read moved entries'))
    union select l.young_person_id, 'sharing record' from app.lawful_share l
      where l.young_person_id = any (wanted) and l.area_id = any (app.my_areas_to('read sharing records'))
    union select x.young_person_id, 'match' from app.my_matches() x where x.young_person_id = any (wanted)
    union select a.young_person_id, 'late action' from app.forum_action a join app.membership m on m.area_id = a.area_id and m.agency_id = a.agency_id
      and m.role = 'agency-manager' and m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      where a.young_person_id = any (wanted) and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date) n (id, because)
  where n.id <> all (app.my_walls())
$function$;

CREATE OR REPLACE FUNCTION app.names_in_matches(young_person uuid)
 RETURNS TABLE(worker_id uuid, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct w.id, p.name from app.match m join app.worker w on w.area_id = m.area_id and w.id in (m.worker_id, m.first_id, m.proposed_id) join app.person p on p.id = w.person_id
    where m.young_person_id = $1 and $1 = any (app.my_young_people('read S3'))
$function$;
grant execute on function app.names_in_matches(uuid) to app;

CREATE OR REPLACE FUNCTION app.names_of(area uuid, young_person uuid)
 RETURNS TABLE(record uuid, opened_by text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select y.id, n.opened_by, trim(n.name) from app.young_person y left join app.young_person_detail d on d.area_id = y.area_id and d.young_person_id = y.id,
      lateral (values ('read S1', y.surname), ('read S2', d.school), ('read S2', split_part(d.address, ',', 1)), ('read S2', d.postcode)) n (opened_by, name)
    where y.area_id = $1 and y.id = any (app.records_of($2)) and length(trim(n.name)) > 1
$function$;

CREATE OR REPLACE FUNCTION app.newest_brief_read(area uuid, match uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.match m join app.brief_read r on r.area_id = m.area_id and r.match_id = m.id and r.worker_id = m.worker_id
    where m.area_id = $1 and m.id = $2 and r.brief_id = (select b.id from app.brief b where b.area_id = m.area_id and b.match_id = m.id order by b.number desc limit 1))
$function$;

CREATE OR REPLACE FUNCTION app.newest_own_answers(asks text)
 RETURNS TABLE(area_id uuid, young_person_id uuid, answer text, until_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct on (c.area_id, coalesce(r.merged_into, r.id)) c.area_id, coalesce(r.merged_into, r.id), c.answer, c.until_on
    from app.consent c join app.young_person r on r.area_id = c.area_id and r.id = c.young_person_id
    where c.question = $1 and c.moved_at is null and c.individual_id is null
    order by c.area_id, coalesce(r.merged_into, r.id), c.asked_on desc, c.recorded_at desc, c.id desc
$function$;

CREATE OR REPLACE FUNCTION app.news_outside_walls()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.young_person_id = any (app.closed_to(new.person_id)) then return null; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.next_ringing(ringing text, times text[], at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select min(x.begins) from generate_series(0, 7) d, unnest('{6:00,9:00,12:00,17:00}'::time[]) t,
      lateral (select ((at at time zone 'Europe/London')::date + d + t) at time zone 'Europe/London' as begins) x
    where ringing = 'at these times' and x.begins > at and app.time_of_week(x.begins) = any (times)
$function$;
grant execute on function app.next_ringing(text,text[],timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.no_assessment_asked(area uuid, young_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not ('screen' = any (app.my_acts_on(young_person))) then raise exception 'not yours to screen' using errcode = 'insufficient_privilege'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.young_person_id = no_assessment_asked.young_person and t.kind = 'complete an assessment' and t.settled_at is null
      and not exists (select 1 from app.assessment a where a.area_id = t.area_id and a.young_person_id = t.young_person_id
        and a.completed_at is null and a.set_aside_at is null and a.moved_at is null);
end $function$;
grant execute on function app.no_assessment_asked(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.no_hand_over(area uuid, allocation uuid, worker uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct case when k.own_past or w.person_id = (select app.person_id()) then 'own past' else 'hand-over' end), '{}') from app.match m
    join app.worker w on w.area_id = $1 and w.id = m.worker_id join app.workers_apart_from($1, $3) k on k.person_id = w.person_id and k.how_far = 'no contact at all'
  where m.area_id = $1 and m.strand_allocation_id = $2 and m.ended_at is null
    and not exists (select from app.match mine where mine.area_id = $1 and mine.strand_allocation_id = $2 and mine.worker_id = $3 and mine.counts)
$function$;

CREATE OR REPLACE FUNCTION app.nobody_at_their_side(area uuid)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select count(distinct s.young_person_id)::integer
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a join app.strand_allocation o on o.area_id = a.area_id and o.id = a.strand_allocation_id and o.until_at is null
        where a.area_id = s.area_id and a.young_person_id = s.young_person_id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
$function$;
grant execute on function app.nobody_at_their_side(uuid) to app;

CREATE OR REPLACE FUNCTION app.nomination_answer_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare n app.nomination;
begin
  select * into n from app.nomination where area_id = new.area_id and id = new.nomination_id for update;
  if n.withdrawn_at is not null or n.decided_at is not null then perform app.against('nomination_answer_while_open', 'the nomination is closed'); end if;
  if (n.submitted_at is null) <> (new.reason is null) then perform app.against('nomination_answer_changed_with_a_reason', 'a change after submission has a reason'); end if;
  if new.question = 'young-person-asked' then
    update app.nomination set young_person_asked = nullif(new.says, '') = 'yes' where area_id = new.area_id and id = new.nomination_id; end if;
  if new.question = 'family-asked' then
    update app.nomination set family_asked = nullif(new.says, '') = 'yes' where area_id = new.area_id and id = new.nomination_id; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_closes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.young_person y set opened_to_panel_at = null where y.area_id = new.area_id and y.id = new.young_person_id and y.opened_to_panel_at is not null
    and not exists (select from app.nomination n where n.area_id = new.area_id and n.young_person_id = new.young_person_id
      and n.submitted_at is not null and n.withdrawn_at is null);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_decision_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_decision_counts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.nomination set decided_at = new.decided_at, decided_as = new.kind, version = version + 1,
      paused_seconds = paused_seconds + coalesce(greatest(0, extract(epoch from new.decided_at - question_since)::bigint), 0), question_since = null
    where area_id = new.area_id and id = new.nomination_id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_opens()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.opened_to_panel(new.area_id, new.young_person_id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.nomination_says(area uuid, nomination uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(jsonb_object_agg(question, says) filter (where says <> ''), '{}') from (
    select distinct on (a.question) a.question, a.says from app.nomination_answer a where a.area_id = area and a.nomination_id = nomination
    order by a.question, a.version desc) newest
$function$;

CREATE OR REPLACE FUNCTION app.nominations_taken_back(area uuid, since timestamp with time zone)
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select count(*) from app.nomination n where n.area_id = $1 and n.submitted_at is not null and n.withdrawn_at > $2
    and $1 = any (app.my_areas_to('list nominated young people'))
$function$;
grant execute on function app.nominations_taken_back(uuid,timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.not_allowed(token text, request uuid, act text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform set_config('app.token', coalesce(token, ''), true);
  insert into app.audit_event (request, person_id, session_id, act, outcome) values (request, app.person_id(), app.session_id(), act, 'not allowed');
end $function$;
grant execute on function app.not_allowed(text,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.not_beside_what_moved()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if new.moved_at is null and (tg_table_name = 'consent_copy' and not exists (select from app.consent c where c.area_id = new.area_id and c.id = (to_jsonb(new)->>'consent_id')::uuid and c.moved_at is null for no key update)
    or tg_table_name = 'consent' and exists (select from app.relevant_individual i where i.area_id = new.area_id and i.id = (to_jsonb(new)->>'individual_id')::uuid and i.moved_at is not null)) then
    raise exception 'it was moved' using errcode = 'insufficient_privilege'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.not_for_a_supervision(area uuid, worker uuid)
 RETURNS TABLE(words text[], names text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select k.words, coalesce(array_agg(distinct k.name) filter (where k.opened_by = any (app.my_acts_on(k.record)) and k.record <> all (app.my_walls())), '{}')
    from app.kept_off_the_phone_of($1, $2) k where $2 = any (app.my_workers('supervise workers')) group by k.words
$function$;
grant execute on function app.not_for_a_supervision(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.not_for_a_telephone(young_person uuid)
 RETURNS TABLE(words text[], names text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select k.words, array(select distinct n.name from app.names_of(y.area_id, y.id) n where n.opened_by = any (app.my_acts_on(n.record)))
    from app.young_person y, app.kept_off_telephones(y.area_id, y.id) k where y.id = $1 and 'match a worker' = any (app.my_acts_on($1))
$function$;
grant execute on function app.not_for_a_telephone(uuid) to app;

CREATE OR REPLACE FUNCTION app.not_for_me_to_decide()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct id), '{}') from (
    select n.id from app.nomination n where n.submitted_by = app.person_id()
    union select n.id from app.nomination n where n.started_by = app.person_id()
    union select a.nomination_id from app.nomination_answer a where a.given_by = app.person_id()
    union select n.id from app.case_holding h join app.nomination n on n.area_id = h.area_id and n.young_person_id = h.young_person_id
      where h.person_id = (select app.person_id()) and h.until_at is null
    union select d.nomination_id from (select distinct on (x.nomination_id) x.nomination_id, x.conflict from app.panel_declaration x
      where x.person_id = (select app.person_id()) order by x.nomination_id, x.recorded_at desc, x.id desc) d where d.conflict) mine
$function$;
grant execute on function app.not_for_me_to_decide() to app;

CREATE OR REPLACE FUNCTION app.not_neutral(words text[], names text[], says text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select case when says <> '' then
    app.not_neutral_as_read(array(select app.as_read(w) from unnest(words) w), array(select app.as_read(n) from unnest(names) n), app.as_read(says)) end
$function$;
grant execute on function app.not_neutral(text[],text[],text) to app;

CREATE OR REPLACE FUNCTION app.not_neutral_as_read(words text[], names text[], says text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  with each as (select w, '(^|[^[:alnum:]_])' || regexp_replace(rtrim(w, '*'), '([^[:alnum:][:space:]])', '\\\1', 'g') || case when w like '%*' then '' else '($|[^[:alnum:]_])' end as pattern
    from unnest(words) w)
  select found from (
    select e.w as found, 1 as turn from each e
      where case when says ~* (select string_agg(all_of.pattern, '|') from each all_of) then says ~* e.pattern end
    union all select n, 2 from unnest(names) n where says ~ ('(^|[^[:alnum:]_])' || regexp_replace(n, '([^[:alnum:][:space:]])', '\\\1', 'g') || '($|[^[:alnum:]_])')
    union all select substring(says from '(?i)\m[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\M'), 3) all_of_them
  where found is not null order by turn, found limit 1
$function$;

CREATE OR REPLACE FUNCTION app.not_on_this_screen()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce((select array(select m.young_person_id from app.worker w join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where w.person_id = s.person_id and m.young_person_id <> s.together_young_person_id)
    from app.session s where s.token_hash = app.token_hash() and s.together_until is not null), '{}')
$function$;

CREATE OR REPLACE FUNCTION app.number_to_ring(match uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select r.number from app.ringing_on_my_telephone() r where r.match_id = $1 and r.stands = 'now'
$function$;
grant execute on function app.number_to_ring(uuid) to app;

CREATE OR REPLACE FUNCTION app.on_public_task(area uuid, young_person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(a.id), '{}') from app.agency a where a.area_id = $1 and (a.public_task
    or exists (select 1 from app.case_holding h where h.area_id = a.area_id and h.young_person_id = $2 and h.until_at is null and h.agency_id = a.id)
    or exists (select 1 from app.forum_action f where f.area_id = a.area_id and f.young_person_id = any (app.records_of($2)) and f.agency_id = a.id and f.done_at is null))
$function$;

CREATE OR REPLACE FUNCTION app.one_asks_who_meets_whom(area uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select pg_advisory_xact_lock(hashtextextended('who meets whom in ' || (app.partner_group($1))[1], 0))
$function$;

CREATE OR REPLACE FUNCTION app.open_meeting(meeting uuid)
 RETURNS TABLE(young_person_id uuid, match_id uuid, goes_by text, surname text, venue text, starts_at timestamp with time zone, ends_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.young_person_id, p.match_id, (select m.goes_by from app.my_matches() m where m.id = p.match_id), y.surname, p.venue, p.starts_at, p.ends_at
    from app.my_meetings() mine join app.planned_meeting p on p.id = mine.id join app.young_person y on y.area_id = p.area_id and y.id = p.young_person_id
    where mine.id = meeting and mine.opens
$function$;
grant execute on function app.open_meeting(uuid) to app;

CREATE OR REPLACE FUNCTION app.open_moved_entry(area uuid, move uuid, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare w app.wrong_child;
begin
  if area is null or not area = any (app.my_areas_to('read moved entries')) or coalesce(why, '') = '' then return false; end if;
  select * into w from app.wrong_child x where x.area_id = area and x.id = move and x.young_person_id <> all (app.my_walls()) and x.right_young_person_id <> all (app.my_walls());
  if not found then return false; end if;
  insert into app.audit_event (person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail)
    values (app.person_id(), app.session_id(), 'sealed entry opened', 'done', array['information governance'], w.area_id, w.young_person_id, w.id, jsonb_build_object('why', why));
  return true;
end $function$;
grant execute on function app.open_moved_entry(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.open_with_passkey(who uuid, passkey uuid, new_token_hash bytea, device text, idle interval, lasts interval, resumes bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare entered uuid;
begin
  if resumes is not null then
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null; end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at, passkey_id)
    values (new_token_hash, who, left(device, 200), now(), idle, now() + lasts, passkey) returning id into entered;
  return entered;
end $function$;

CREATE OR REPLACE FUNCTION app.opened_by_me_until(young_person uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select max(e.at) from app.audit_event e where e.young_person_id = $1 and e.person_id = (select app.person_id()) and e.outcome in ('read', 'done')
    and e.at > now() - interval '28 days' and e.act <> 'young people listed' and e.because <> '{second person}' and not (select array[$1] <@ app.visible_young_people(array[$1]))
$function$;
grant execute on function app.opened_by_me_until(uuid) to app;

CREATE OR REPLACE FUNCTION app.opened_in_emergency(request uuid)
 RETURNS TABLE(young_person_id uuid, reference text, seq bigint, at timestamp with time zone, act text, outcome text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select y.id, y.reference, e.seq, e.at, e.act, e.outcome from app.emergency_access x
    join app.young_person y on y.area_id = x.area_id and y.id = x.young_person_id
    left join app.audit_event e on e.young_person_id = x.young_person_id and e.person_id = x.person_id and 'emergency access' = any (e.because)
      and e.at between x.asked_at and least(coalesce(x.ended_at, x.until_at), x.until_at)
  where x.id = $1 and coalesce(x.reviewed_in, x.area_id) = any (app.my_areas_to('review emergency access')) and x.person_id <> (select app.person_id())
    and x.young_person_id <> all (app.my_walls())
  order by e.seq limit 201
$function$;
grant execute on function app.opened_in_emergency(uuid) to app;

CREATE OR REPLACE FUNCTION app.opened_to_panel(area uuid, young_person uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.young_person y set opened_to_panel_at = now() where y.area_id = area and y.id = young_person and y.opened_to_panel_at is null
    and exists (select from app.nomination n where n.area_id = area and n.young_person_id = young_person and n.submitted_at is not null)
$function$;

CREATE OR REPLACE FUNCTION app.outcome_reaches_the_panel()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, n.area_id, n.young_person_id, 'outcome while considered',
      '/' || (select a.key from app.area a where a.id = n.area_id) || '/young-people/' || n.young_person_id || '/nominations/' || n.id || '/consideration', 'today'
    from app.nomination n, unnest(app.people_at('role:' || n.area_id || ':coordinator')) who
    where n.area_id = new.area_id and n.young_person_id = new.young_person_id and n.submitted_at is not null and n.withdrawn_at is null and n.decided_at is null
      and who is distinct from app.person_id();
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.outside_walls(people uuid[], young_person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(p), '{}') from unnest(people) p where $2 <> all (app.closed_to(p))
$function$;

CREATE OR REPLACE FUNCTION app.overdue_visits(area uuid)
 RETURNS TABLE(id uuid, worker_id uuid, name text, service_key text, phone text, emergency_contact text, safeguarding_lead text, going text, started_at timestamp with time zone, back_by timestamp with time zone, notes jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select v.id, w.id, p.name, w.service_key, p.work_phone, w.emergency_contact, w.safeguarding_lead, v.going, v.started_at, v.back_by,
      (select coalesce(jsonb_agg(jsonb_build_object('says', n.says, 'at', n.written_at, 'by', b.name) order by n.written_at), '[]') from app.lone_visit_note n join app.person b on b.id = n.written_by
        where n.area_id = v.area_id and n.visit_id = v.id)
    from app.lone_visit v join app.worker w on w.area_id = v.area_id and w.id = v.worker_id join app.person p on p.id = w.person_id
  where v.area_id = area and v.back_by < now() and v.checked_in_at is null and v.seen_to_at is null and w.person_id <> (select app.person_id())
    and (w.id = any (app.my_workers('manage workers')) or (area = any (app.my_areas_to('see who is overdue')) and exists (
      select 1 from app.membership m where m.person_id = (select app.person_id()) and m.area_id = v.area_id and m.role = 'duty' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))))
  order by v.back_by limit 200
$function$;
grant execute on function app.overdue_visits(uuid) to app;

CREATE OR REPLACE FUNCTION app.pairs_of_service(area uuid, service text)
 RETURNS TABLE(allocation_id uuid, worker_id uuid, hard text[], soft text[], known_before boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with today as materialized (select app.today() as today),
    child as materialized (
      select r.allocation_id, r.young_person_id, k.closed, k.kept, k.past, k.near,
          array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
            where m.area_id = $1 and m.young_person_id = any (app.records_of(r.young_person_id)) and m.ended_at is not null and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')) as known,
          y.available, y.places, y.gender
        from app.waiting_for_adult($1, $2) r cross join lateral app.safety_of($1, r.young_person_id, $2) k
          left join lateral (select w.available, w.places, w.gender from app.wishes w where w.area_id = $1 and w.young_person_id = r.young_person_id limit 1) y on true),
    adult as materialized (
      select w.id, w.person_id, w.gender, w.available, w.places, app.walls_of(w.person_id) as walls,
          array_remove(array[case when app.lacks($1, w.id, 'must') then 'check' end,
            case when app.age_on(w.born_on, t.today) < v.worker_ages_from or app.age_on(w.born_on, t.today) > v.worker_ages_to then 'age' end,
            case when (select count(*) from app.match m where m.area_id = $1 and m.worker_id = w.id and m.ended_at is null) >= w.young_people_at_most then 'capacity' end,
            case when w.started_on > t.today or exists (select 1 from app.worker_leave l where l.area_id = $1 and l.worker_id = w.id and l.taken_back_at is null
              and l.from_on <= t.today and (l.back_on is null or l.back_on > t.today)) then 'away' end], null) as hard,
          array_remove(array[case when coalesce((select max(x.held_on) from app.supervision x where x.area_id = $1 and x.worker_id = w.id), w.started_on)
              + v.supervision_days < t.today then 'supervision' end,
            case when app.lacks($1, w.id, 'should') then 'training' end], null) as soft
        from today t, app.worker w join app.service v on v.area_id = w.area_id and v.key = w.service_key
        where w.area_id = $1 and w.service_key = $2 and w.left_at is null)
  select c.allocation_id, w.id,
      c.closed || array_remove(array[case when w.person_id = any (c.kept) then 'keep apart' end, case when w.person_id = any (c.past) then 'own past' end,
        case when (c.young_person_id || c.near) && w.walls then 'wall' end], null) || w.hard,
      w.soft || array_remove(array[case when c.available <> '{}' and not c.available && w.available then 'times' end,
        case when c.places <> '{}' and not c.places && w.places then 'places' end,
        case when c.gender in ('woman', 'man') and w.gender <> c.gender then 'wish' end], null),
      coalesce(w.person_id = any (c.known), false)
    from child c cross join adult w
$function$;

CREATE OR REPLACE FUNCTION app.panel_declaration_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.panel_of(area uuid)
 RETURNS TABLE(person_id uuid, name text, title text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct p.id, p.name, p.title from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
  where m.area_id = area and m.role in ('coordinator', 'panel-member') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and area = any (app.my_member_areas()) order by p.name, p.id
$function$;
grant execute on function app.panel_of(uuid) to app;

CREATE OR REPLACE FUNCTION app.panel_question_pauses()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare n app.nomination;
begin
  select * into n from app.nomination where area_id = new.area_id and id = new.nomination_id for update;
  if n.submitted_at is null or n.withdrawn_at is not null or n.decided_at is not null then
    perform app.against('panel_question_while_considered', 'the nomination is not being considered'); end if;
  if tg_op = 'INSERT' then
    update app.nomination set question_since = new.asked_at, version = version + 1 where area_id = n.area_id and id = n.id;
  elsif old.answered_at is null and new.answered_at is not null then
    update app.nomination set question_since = null, version = version + 1,
        paused_seconds = paused_seconds + greatest(0, extract(epoch from new.answered_at - new.asked_at)::bigint) where area_id = n.area_id and id = n.id;
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.paper_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare d app.discussion;
begin
  if app.person_id() is null then return null; end if;
  select * into d from app.discussion x where x.area_id = new.area_id and x.id = new.discussion_id for update;
  if d.outcome_at is not null or d.taken_off_at is not null then perform app.against('paper_before_the_outcome', 'it is decided already'); end if;
  if new.edition > 1 and not exists (select from app.paper p where p.area_id = new.area_id and p.discussion_id = new.discussion_id
      and p.handling = new.handling and p.edition = new.edition - 1) then
    perform app.against('paper_follows_the_edition_before', 'an edition is left out'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.partner_group(area uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with recursive near (id) as (select $1
    union select other.id from near join app.area here on here.id = near.id join app.area other on other.id = any (here.partners) or here.id = any (other.partners))
  select array_agg(id order by id) from near
$function$;

CREATE OR REPLACE FUNCTION app.pass_on_drafts_of(area uuid, matches uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it record;
begin
  for it in select m.id, m.area_id, m.young_person_id, w.person_id as worker, p.name, a.key,
        coalesce((select who from unnest(app.people_at('service:' || m.area_id || ':' || m.service_key)) who
          where who <> w.person_id and m.young_person_id <> all (app.closed_to(who))
            and exists (select from app.relations_of(who, array[m.young_person_id]) r join app.relation_may x on x.because = r.because and x.act = 'write what was tried')
            order by who = m.made_by desc, who limit 1),
          (select h.person_id from app.case_holding h where h.area_id = m.area_id and h.young_person_id = m.young_person_id and h.until_at is null
            and m.young_person_id <> all (app.closed_to(h.person_id)))) as manager
      from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id join app.person p on p.id = w.person_id join app.area a on a.id = m.area_id
      where m.area_id = $1 and m.id = any ($2) and exists (select from app.draft d where d.person_id = w.person_id and d.subject like '/%/my-people/' || m.id || '/%')
  loop
    -- Where nobody manages the service now it stays, and opens to nobody (below), until it expires.
    continue when it.manager is null;
    update app.draft d set person_id = it.manager, form = 'what was tried', subject = '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new',
        instance = uuidv7(), young_person_id = it.young_person_id, body = d.body || jsonb_build_object('triedBy', it.name), expires_at = now() + interval '30 days'
      where d.person_id = it.worker and d.subject = '/' || it.key || '/my-people/' || it.id || '/tried' and d.expires_at > now() and pg_column_size(d.body || jsonb_build_object('triedBy', it.name)) < 3000000;
    if found then
      insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency) values
        (it.manager, it.area_id, it.young_person_id, 'words passed on', '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new', 'today'),
        (it.worker, it.area_id, null, 'words with your manager', '/' || it.key || '/my-people', 'digest');
    end if;
    delete from app.draft d where d.person_id = it.worker and d.subject like '/%/my-people/' || it.id || '/%';
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION app.passkey_added(credential_id bytea, public_key bytea, user_handle bytea, counter bigint, device text, proof bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_variable
declare made uuid; me uuid := app.person_id();
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey added', app.session_id(), encode(credential_id, 'hex'), encode(public_key, 'hex'), encode(user_handle, 'hex'), counter)) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  -- Proved just now, and by a passkey: five minutes, as whoever adds one has to find the other telephone.
  if not app.proved_lately() or not exists (select 1 from app.session s join app.passkey k on k.id = s.passkey_id and k.ended_at is null and k.user_handle = user_handle where s.id = app.session_id())
    or (select count(*) from app.passkey k where k.person_id = me and k.ended_at is null) >= 5 then return false; end if;
  insert into app.passkey (person_id, credential_id, public_key, user_handle, counter, device)
    values (me, credential_id, public_key, user_handle, counter, left(device, 200)) on conflict on constraint passkey_credential_is_unique do nothing returning id into made;
  if made is null then return false; end if;
  perform app.tell_of_a_way_in(me, (select m.area_id from app.membership m where m.person_id = me and (m.until_at is null or m.until_at > now()) order by m.from_at limit 1), me,
    'passkey added for you', 'passkey added for somebody');
  return true;
end $function$;
grant execute on function app.passkey_added(bytea,bytea,bytea,bigint,text,bytea) to app;

CREATE OR REPLACE FUNCTION app.passkey_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.session s set ended_at = now(), ended_because = 'its passkey ended' where s.passkey_id = new.id and s.ended_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.passkey_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform 1 from app.person p where p.id = new.person_id for no key update;
  if app.way_in(new.person_id) is distinct from 'passkey' then
    raise exception 'staff sign in with their work account' using errcode = 'check_violation', constraint = 'passkey_not_of_staff'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.passkey_made(invitation_hash bytea, credential_id bytea, public_key bytea, user_handle bytea, counter bigint, device text, new_token_hash bytea, idle interval, lasts interval, resumes bytea, proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_variable
declare code app.invitation; made uuid; entered uuid;
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey made', encode(invitation_hash, 'hex'), encode(credential_id, 'hex'), encode(public_key, 'hex'),
      encode(user_handle, 'hex'), counter, encode(new_token_hash, 'hex'), extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''))) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  update app.invitation i set used_at = now() from app.person p
    where i.code_hash = invitation_hash and i.locator is not null and i.used_at is null and i.expires_at > now() and p.id = i.person_id and p.closed_at is null returning i.* into code;
  if not found or app.way_in(code.person_id) is distinct from 'passkey' then return null; end if;
  insert into app.passkey (person_id, credential_id, public_key, user_handle, counter, device, used_at)
    values (code.person_id, credential_id, public_key, user_handle, counter, left(device, 200), now()) on conflict on constraint passkey_credential_is_unique do nothing returning id into made;
  if made is null then return null; end if;
  entered := app.open_with_passkey(code.person_id, made, new_token_hash, device, idle, lasts, resumes);
  insert into app.audit_event (person_id, session_id, act, outcome, record_id, detail) values (code.person_id, entered, 'account opened', 'done', code.person_id,
    jsonb_build_object('invitation', code.id, 'madeBy', code.made_by, 'passkey', made));
  insert into app.audit_event (person_id, session_id, act, outcome) values (code.person_id, entered, 'signed in', 'done');
  return code.person_id;
end $function$;
grant execute on function app.passkey_made(bytea,bytea,bytea,bytea,bigint,text,bytea,interval,interval,bytea,bytea) to app;

CREATE OR REPLACE FUNCTION app.passkey_named(credential_id bytea)
 RETURNS TABLE(public_key bytea, user_handle bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select k.public_key, k.user_handle from app.passkey k where k.credential_id = $1 and k.ended_at is null
$function$;
grant execute on function app.passkey_named(bytea) to app;

CREATE OR REPLACE FUNCTION app.passkey_opens(credential_id bytea, counter bigint, new_token_hash bytea, device text, idle interval, lasts interval, resumes bytea, proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_variable
declare k app.passkey; entered uuid; area uuid;
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey used', encode(credential_id, 'hex'), counter, encode(new_token_hash, 'hex'),
      extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''))) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.passkey x join app.person p on p.id = x.person_id and p.closed_at is null where x.credential_id = credential_id and x.ended_at is null for update of x;
  if not found or app.way_in(k.person_id) is distinct from 'passkey' then return null; end if;
  if (counter > 0 or k.counter > 0) and counter <= k.counter then
    update app.passkey x set ended_at = now(), ended_because = 'it was copied' where x.id = k.id;
    insert into app.audit_event (person_id, act, outcome, record_id) values (k.person_id, 'passkey stopped', 'done', k.person_id);
    for area in select distinct m.area_id from app.membership m where m.person_id = k.person_id and (m.until_at is null or m.until_at > now()) loop
      insert into app.notification (person_id, area_id, kind, path, urgency)
        select distinct who, a.id, 'passkey stopped', '/' || a.key || '/accounts/' || k.person_id || '/code', 'today'
          from app.area a, app.membership m, unnest(app.desks_of_service(m.area_id, m.service_key)) d, unnest(app.people_at(d)) who
          where a.id = area and m.person_id = k.person_id and m.area_id = area and (m.until_at is null or m.until_at > now()) and who <> k.person_id;
    end loop;
    return null;
  end if;
  update app.passkey x set counter = passkey_opens.counter, used_at = now() where x.id = k.id;
  entered := app.open_with_passkey(k.person_id, k.id, new_token_hash, device, idle, lasts, resumes);
  insert into app.audit_event (person_id, session_id, act, outcome) values (k.person_id, entered, 'signed in', 'done');
  return k.person_id;
end $function$;
grant execute on function app.passkey_opens(bytea,bigint,bytea,text,interval,interval,bytea,bytea) to app;

CREATE OR REPLACE FUNCTION app.passkey_to_add()
 RETURNS TABLE(user_handle bytea, credential_ids bytea[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.user_handle, array(select k.credential_id from app.passkey k where k.person_id = s.person_id and k.ended_at is null order by k.made_at limit 5) from (
    select t.person_id, k.user_handle from app.session t join app.passkey k on k.id = t.passkey_id and k.ended_at is null
      where t.id = app.session_id() and t.authenticated_at >= now() - interval '2 minutes') s
$function$;
grant execute on function app.passkey_to_add() to app;

CREATE OR REPLACE FUNCTION app.passkeys_of(area uuid, person uuid)
 RETURNS TABLE(name text, title text, passkeys bigint, used_at timestamp with time zone, code_until timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.name, p.title, (select count(*) from app.passkey k where k.person_id = p.id and k.ended_at is null), (select max(k.used_at) from app.passkey k where k.person_id = p.id and k.ended_at is null),
      (select max(i.expires_at) from app.invitation i where i.person_id = p.id and i.locator is not null and i.used_at is null and i.expires_at > now() and i.tries_left > 0)
    from app.person p where p.id = $2 and app.may_invite_in_person($1, $2)
$function$;
grant execute on function app.passkeys_of(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.passkeys_without_a_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  -- One that is being set up this moment is waited for.
  perform 1 from app.person p where p.id = new.person_id for no key update;
  update app.passkey k set ended_at = now(), ended_because = 'no role' where k.person_id = new.person_id and k.ended_at is null
    and not exists (select 1 from app.membership m where m.person_id = new.person_id and (m.until_at is null or m.until_at > now()));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.path_in(area uuid, rest text)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select '/' || a.key || rest from app.area a where a.id = area
$function$;

CREATE OR REPLACE FUNCTION app.pause_match(area uuid, match uuid, says text, look_again_on date)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.pause_match(uuid,uuid,text,date) to app;

CREATE OR REPLACE FUNCTION app.pauses_follow_the_strand()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.people_at(desk text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare kind text := split_part(desk, ':', 1); at uuid := split_part(desk, ':', 2); sit uuid[];
begin
  if kind = 'person' then
    select array_agg(p.id) into sit from app.person p where p.id = at and p.closed_at is null;
  elsif kind = 'team' then
    select array_agg(distinct p.id) into sit from app.area a join app.membership m on m.area_id = a.id and m.team_id = at
      and m.role in ('case-holder', 'team-manager') and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now())
      join app.person p on p.id = m.person_id and p.closed_at is null;
  elsif kind = 'service' then
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.service_key = split_part(desk, ':', 3) and m.role in ('operational-manager', 'service-manager')
        and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now());
  else
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.role = split_part(desk, ':', 3)
        and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now());
  end if;
  return coalesce(sit, '{}');
end $function$;

CREATE OR REPLACE FUNCTION app.people_at_my_meeting()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  -- Only while it is open, and only on its day: moved to another, it would open what was discussed by then.
  select case when s.meeting_until is not null then case when exists (select 1 from app.meeting m where m.area_id = s.meeting_area and m.id = s.meeting_id
      and m.closed_at is null and m.held_on = app.today()) then app.people_of_meeting(s.meeting_area, s.meeting_id) else '{}' end end
    from app.session s where s.token_hash = app.token_hash()
$function$;
grant execute on function app.people_at_my_meeting() to app;

CREATE OR REPLACE FUNCTION app.people_of_meeting(area uuid, meeting uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select array(select d.young_person_id from app.meeting m join app.discussion d on d.area_id = m.area_id and d.taken_off_at is null
    and (d.meeting_id = m.id or (d.meeting_id is null and d.held_on <= m.held_on
      and d.held_on > coalesce((select max(b.held_on) from app.meeting b where b.area_id = m.area_id and b.held_on < m.held_on), '-infinity')))
    where m.area_id = $1 and m.id = $2)
$function$;

CREATE OR REPLACE FUNCTION app.person_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.person_id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null and s.expires_at > now()
    and coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + case when s.together_until is null then s.idle_for else interval '20 minutes' end)) > now()
$function$;
grant execute on function app.person_id() to app;

CREATE OR REPLACE FUNCTION app.place(origin text)
 RETURNS text
 LANGUAGE sql
 SET search_path TO 'pg_catalog'
AS $function$
  select concat_ws('/', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select oid from pg_database where datname = current_database()), origin)
$function$;

CREATE OR REPLACE FUNCTION app.planned_meeting_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare m app.match;
begin
  select x.* into m from app.match x where x.area_id = new.area_id and x.id = new.match_id for share;
  if not m.counts or m.worker_left then raise exception 'nothing is planned in a match that does not count' using errcode = 'check_violation', constraint = 'planned_meeting_while_it_counts'; end if;
  if exists (select 1 from app.closed_service c where c.area_id = new.area_id and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null) then
    raise exception 'no new meetings until it is decided' using errcode = 'check_violation', constraint = 'planned_meeting_once_it_is_decided'; end if;
  if (new.starts_at at time zone 'Europe/London')::date < coalesce(m.introduced_on, m.planned_on) then
    raise exception 'they are introduced first' using errcode = 'check_violation', constraint = 'planned_meeting_after_the_introduction'; end if;
  if new.starts_at < now() - interval '15 minutes' or new.starts_at > now() + interval '1 year' then
    raise exception 'planned for a time to come' using errcode = 'check_violation', constraint = 'planned_meeting_ahead'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.planned_meeting_is_asked()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.person_id() is null or new.match_id <> all (app.my_match_ids()) then return new; end if;
  if exists (select from app.planned_meeting p where p.area_id = new.area_id and p.match_id = new.match_id and p.starts_at = new.starts_at and p.called_off_at is null) then
    perform app.against('planned_meeting_once', 'it is planned already'); end if;
  new.agreed := 'asked'; new.group_id := null; new.called_off_at := now(); new.called_off_by := app.person_id();
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.planned_meeting_kept_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.kept_apart_there(new.area_id, new.match_id, new.starts_at, new.ends_at, new.venue) then
    perform app.against('planned_meeting_kept_apart', 'this place does not work at that time'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.planned_meeting_one_at_a_time()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.with_another_then(new.area_id, new.match_id, new.starts_at, new.ends_at, new.group_id) then
    perform app.against('planned_meeting_one_at_a_time', 'the adult meets another then'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.planned_meeting_while_it_pauses()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.match_paused(new.area_id, new.match_id) then perform app.against('planned_meeting_once_it_is_decided', 'no new meetings until it is decided'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.proposal_for(area uuid, service text)
 RETURNS TABLE(workers jsonb, waiting jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with adult as materialized (
      select w.id, (row_number() over (order by w.id) - 1)::integer as at, p.name, w.gender, w.available, w.places, w.languages, w.interests, w.young_people_at_most,
          (select count(*) from app.match m where m.area_id = w.area_id and m.worker_id = w.id and m.ended_at is null) as young_people
        from app.worker w join app.person p on p.id = w.person_id
        where w.area_id = $1 and w.service_key = $2 and w.left_at is null and w.person_id <> (select app.person_id()) and $1 || ':' || $2 = any (app.my_services_to('manage workers'))
          and exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work' where m.person_id = w.person_id and m.area_id = w.area_id
            and m.service_key = w.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now()))),
    child as materialized (
      select a.* from app.waiting_for_adult($1, $2) a
        where $1 || ':' || $2 = any (app.my_services_to('manage workers')) and a.young_person_id = any ((select app.my_young_people('match a worker'))::uuid[])),
    pair as materialized (
      select p.allocation_id, w.at, p.hard, p.soft, p.known_before from app.pairs_of_service($1, $2) p join adult w on w.id = p.worker_id
        where p.allocation_id in (select c.allocation_id from child c)),
    can as (
      select p.allocation_id, jsonb_agg(p.at order by p.at) filter (where p.hard = '{}' and p.soft = '{}') as can,
          jsonb_agg(p.at order by p.at) filter (where p.known_before) as known, count(*) filter (where p.hard = '{}' and p.soft <> '{}') as with_a_risk
        from pair p group by p.allocation_id),
    cannot as (
      select n.allocation_id, jsonb_object_agg(n.why, n.count) as cannot
        from (select p.allocation_id, why, count(*) as count from pair p, unnest(p.hard) why group by p.allocation_id, why) n group by n.allocation_id)
  select coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'gender', w.gender, 'available', w.available, 'places', w.places,
      'languages', w.languages, 'interests', w.interests, 'youngPeople', w.young_people, 'youngPeopleAtMost', w.young_people_at_most) order by w.at) from adult w), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('allocation', c.allocation_id, 'youngPerson', c.young_person_id, 'name', coalesce(y.known_as, y.given_names) || ' ' || y.surname,
        'since', c.since_on, 'days', app.today() - c.since_on, 'takesPart', d.yes, 'can', coalesce(n.can, '[]'), 'known', coalesce(n.known, '[]'),
        'withARisk', coalesce(n.with_a_risk, 0), 'cannot', coalesce(x.cannot, '{}'),
        'wishes', (select jsonb_build_object('gender', i.gender, 'available', i.available, 'places', i.places, 'languages', i.languages, 'interests', i.interests)
          from app.wishes i where i.area_id = $1 and i.young_person_id = c.young_person_id)) order by c.since_on, c.allocation_id)
      from child c cross join lateral (select n.known_as, n.given_names, n.surname from app.young_person n where n.area_id = $1 and n.id = c.young_person_id offset 0) y
        cross join lateral app.consent_decided($1, c.young_person_id, 'taking part', app.today()) d
        left join can n on n.allocation_id = c.allocation_id left join cannot x on x.allocation_id = c.allocation_id), '[]')
$function$;
grant execute on function app.proposal_for(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.proved_lately()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce((select s.authenticated_at >= now() - interval '5 minutes' from app.session s where s.id = app.session_id()), false)
$function$;

CREATE OR REPLACE FUNCTION app.put_name_words(area uuid, young_person uuid, words jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  insert into app.young_person_name (area_id, young_person_id, part, word, sounds, sounds_too)
    select distinct on (w.part, w.word) $1, $2, w.part, w.word, w.sounds, w.too from jsonb_to_recordset($3) as w (part text, word text, sounds text, too text)
    on conflict do nothing;
  if not app.words_of_their_name($2) then perform app.against('young_person_name_is_theirs', 'the words of their name'); end if;
end $function$;

CREATE OR REPLACE FUNCTION app.read_before_they_meet()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.brief_read r where r.area_id = new.area_id and r.worker_id = new.worker_id
      and r.brief_id = (select b.id from app.brief b where b.area_id = new.area_id and b.match_id = new.id order by b.number desc limit 1)) then
    raise exception 'read before they meet' using errcode = 'check_violation', constraint = 'match_read_before_they_meet'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.readers_of_entry(move app.wrong_child)
 RETURNS TABLE(person_id uuid, name text, title text, first_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.id, p.name, p.title, min(e.at) from app.audit_event e join app.person p on p.id = e.person_id
  where e.young_person_id in (select (move).young_person_id union select l.other_id from app.young_person_link l where l.area_id = (move).area_id and l.id = (move).entry_id union select k.other_id from app.keep_apart k where k.area_id = (move).area_id and k.id = (move).entry_id and k.other_area_id = k.area_id)
    and e.outcome = 'read' and e.at between (move).recorded_at and (move).moved_at
  group by p.id, p.name, p.title order by min(e.at) limit 200
$function$;

CREATE OR REPLACE FUNCTION app.reasons_found(young_person uuid)
 RETURNS TABLE(id uuid, kind text, certainty text, timing text, evidence text, found_at timestamp with time zone, review_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select f.id, f.kind, f.certainty, f.timing, f.evidence, f.found_at, f.review_on from app.risk_fact f
  where f.young_person_id = $1 and f.lifted_at is null and $1 = any (app.my_young_people('read S5 reason')) and $1 <> all (app.my_walls())
  order by f.certainty, f.timing, f.found_at, f.id
$function$;
grant execute on function app.reasons_found(uuid) to app;

CREATE OR REPLACE FUNCTION app.record_young_person(area uuid, search uuid, reference_options text[], born date, estimated boolean, estimate_source text, agency uuid, team uuid, holder uuid, started date, told_by text, reason text)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); s app.young_person_search; child uuid; chosen text; shown uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to record here' using errcode = 'insufficient_privilege'; end if;
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = me for update;
  if not found or s.used_at is not null or s.stopped or s.at < now() - interval '24 hours' or s.matched_at is null then return jsonb_build_object('why', 'search gone'); end if;
  select coalesce(array_agg(m.found_id), '{}') into shown from app.search_match m where m.area_id = area and m.search_id = search;
  if shown <> '{}' and reason is null then return jsonb_build_object('why', 'reason needed'); end if;
  if not exists (select 1 from app.agency a join app.team t on t.area_id = a.area_id and t.agency_id = a.id where a.area_id = area and a.id = agency and t.id = team and a.holds_cases)
     or (holder is not null and not app.can_hold(holder, area, team)) or (holder is not null and holder <> me and not app.i_manage(area, team)) then
    return jsonb_build_object('why', 'holder not possible'); end if;
  select o into chosen from unnest(reference_options) o where not exists (select 1 from app.young_person y where y.reference = o) limit 1;
  if chosen is null then raise exception 'no free reference among those offered'; end if;
  insert into app.young_person (area_id, reference, given_names, surname, known_as, born_on, born_on_estimated, born_on_source, created_by, recorded_under)
    values (area, chosen, s.given_names, s.surname, s.known_as, coalesce(born, s.born_on), estimated, case when estimated then estimate_source end, me,
      jsonb_strip_nulls(jsonb_build_object('search', search, 'shown', case when shown <> '{}' then to_jsonb(shown) end, 'reason', reason)))
    returning id into child;
  perform app.put_name_words(area, child, s.words);
  insert into app.young_person_detail (area_id, young_person_id, postcode, changed_by) values (area, child, s.postcode, me);
  insert into app.case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id, made_by)
    values (area, child, holder, case when holder is not null then 'professional' end, agency, team, me);
  insert into app.episode (area_id, young_person_id, started_on, recorded_by, told_by) values (area, child, started, me, told_by);
  update app.young_person_search x set used_at = now(), young_person_id = child where x.area_id = area and x.id = search;
  -- A recorder who sees nothing of the child from here on asks the team this way.
  if holder is null then perform app.name_a_holder(area, child, agency, team, null); end if;
  return jsonb_build_object('id', child);
end $function$;
grant execute on function app.record_young_person(uuid,uuid,text[],date,boolean,text,uuid,uuid,uuid,date,text,text) to app;

CREATE OR REPLACE FUNCTION app.records_near_by(young_people uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct r.id), '{}') from unnest($1) o (id) cross join lateral unnest(app.records_of(o.id) || app.same_child_in_partner_areas(o.id)) r (id)
$function$;

CREATE OR REPLACE FUNCTION app.records_of(young_person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(y.id), '{}') from app.young_person one join app.young_person y on y.area_id = one.area_id
    and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id)) where one.id = $1
$function$;

CREATE OR REPLACE FUNCTION app.relations_of(person uuid, young_people uuid[])
 RETURNS TABLE(young_person_id uuid, because text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
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
  if roles && '{partner-professional}' then
    return query select r.young_person_id, r.because from app.relation_shared r where r.person_id = $1 and r.young_person_id = any ($2);
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
end $function$;

CREATE OR REPLACE FUNCTION app.release_cases_of(only_person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.release_lost_cases()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare n integer := app.release_cases_of(null); c record;
begin
  for c in select x.area_id, x.young_person_id from app.case_holding x where x.until_at is null and x.person_id is null
    union select o.area_id, o.young_person_id from app.hand_over o where o.answered_at is null order by 1, 2
  loop
    if app.ask_for_holder(c.area_id, c.young_person_id) then n := n + 1; end if;
  end loop;
  return n;
end $function$;
grant execute on function app.release_lost_cases() to worker;

CREATE OR REPLACE FUNCTION app.renew_emergency_access(area uuid, request uuid)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with renewed as (update app.emergency_access set until_at = least(now() + interval '60 minutes', asked_at + interval '12 hours')
    where area_id = area and id = request and person_id = (select app.person_id()) and looked_up_at is not null and ended_at is null and until_at > now() and app.proved_lately() returning 1)
  select exists (select 1 from renewed)
$function$;
grant execute on function app.renew_emergency_access(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.requirement_met_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare months smallint; again date;
begin
  select w.service_key, r.renew_months into new.service_key, months from app.worker w left join app.service_requirement r on r.area_id = w.area_id
    and r.service_key = w.service_key and r.key = new.requirement_key where w.area_id = new.area_id and w.id = new.worker_id;
  again := (new.done_on + make_interval(months => months::integer))::date;
  new.expires_on := again - case when extract(day from again) < extract(day from new.done_on) then 0 else 1 end;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.requirement_met_holds()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare w app.worker;
begin
  select * into w from app.worker x where x.area_id = new.area_id and x.id = new.worker_id;
  if not exists (select 1 from app.service_requirement r where r.area_id = new.area_id and r.service_key = w.service_key and r.key = new.requirement_key and r.in_use) then raise exception 'this service does not ask for it' using errcode = 'check_violation', constraint = 'requirement_met_is_asked_for'; end if;
  if w.left_at is not null then raise exception 'they have left' using errcode = 'check_violation', constraint = 'requirement_met_while_there'; end if;
  if new.done_on > app.today() or new.done_on < w.born_on then
    raise exception 'done on a day that was' using errcode = 'check_violation', constraint = 'requirement_met_on_a_day_that_was'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.requirement_met_taken_back()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$ begin new.taken_back_at := now(); return new; end $function$;

CREATE OR REPLACE FUNCTION app.requirement_met_waits()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform 1 from app.worker w where w.area_id = new.area_id and w.id = new.worker_id for no key update;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.responsibility_changes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare child uuid := (to_jsonb(new)->>case tg_table_name when 'young_person' then 'id' else 'young_person_id' end)::uuid; holder text := app.holder_of(new.area_id, child);
begin
  if tg_when = 'BEFORE' then
    perform set_config('app.shared_before', array(select s.agency_id || ':' || s.category from app.shared_by_consent s
        where s.area_id = new.area_id and s.young_person_id = any (app.records_of(child)))::text, true),
      set_config('app.took_part_before', (select d.yes from app.consent_decided(new.area_id, child, 'taking part', app.today()) d)::text, true);
    return new;
  end if;
  perform app.sharing_lapsed(new.area_id, child, current_setting('app.shared_before')::text[]);
  if current_setting('app.took_part_before')::boolean and holder is not null and not (select d.yes from app.consent_decided(new.area_id, child, 'taking part', app.today()) d) then
    perform app.ask_of(new.area_id, child, 'a yes was taken back', child, array[holder], app.today(), app.path_in(new.area_id, '/young-people/' || child || '/consent'));
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.ringing_on_my_telephone()
 RETURNS TABLE(match_id uuid, ringing text, times text[], stands text, next_at timestamp with time zone, number text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select m.id, r.ringing, r.times, case when m.paused then 'paused' when not app.newest_brief_read(m.area_id, m.id) then 'read first'
        when r.ringing in ('never', 'not asked') then r.ringing when n.number is null then 'no number' when app.may_ring(r.ringing, r.times, now()) then 'now' else 'later' end,
      app.next_ringing(r.ringing, r.times, now()), n.number
    from app.my_matches() m join app.young_person y on y.area_id = m.area_id and y.id = m.young_person_id
      left join app.young_person_detail d on d.area_id = y.area_id and d.young_person_id = coalesce(y.merged_into, y.id)
      cross join lateral (select coalesce(d.safe_ringing, 'not asked') as ringing, coalesce(d.safe_times, '{}') as times) r
      cross join lateral (select case when app.not_neutral(k.words, k.names, coalesce(d.safe_number, '')) is null and d.safe_number !~ '[[:alpha:]]' then d.safe_number
          else substring(d.safe_number from '[+]?[0-9][0-9 ()-]{5,}[0-9]') end as number from app.kept_off_telephones(m.area_id, m.young_person_id) k) n
$function$;

CREATE OR REPLACE FUNCTION app.risk_fact_found()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.risk_fact_lifts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if tg_when = 'BEFORE' then
    if app.person_id() is not null then new.lifted_at := now(); end if;
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"look at a fact again"}', array[new.id]);
  perform app.closed_services_over(new.area_id, null, new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.safety_of(area uuid, young_person uuid, service text)
 RETURNS TABLE(closed text[], kept uuid[], past uuid[], near uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with them as materialized (select app.records_of($2) as ids, app.same_child_in_partner_areas($2) as near, a.id || a.partners as areas from app.area a where a.id = $1),
    found as (select bool_or(f.young_person_id = any (t.ids)) as here, count(*) > 0 as anywhere from them t join app.service v on v.area_id = $1 and v.key = $3
      join app.risk_fact f on f.area_id = any (t.areas) and f.young_person_id = any (t.ids || t.near) and f.kind = any (v.limbs)
        and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current'),
    apart as materialized (select kw.person_id, k.own_past from them t join app.keep_apart k on k.area_id = any (t.areas) and k.young_person_id = any (t.ids || t.near)
        and k.closed_at is null and k.moved_at is null join app.worker kw on kw.area_id = k.worker_area_id and kw.id = k.worker_id)
  select case when f.here then '{limb}'::text[] when f.anywhere then '{elsewhere}' else '{}' end,
    array(select a.person_id from apart a where not a.own_past)
      -- What ended as unsafe is not tried again with the same person.
      || array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
        where m.area_id = any (t.areas) and m.young_person_id = any (t.ids || t.near) and m.ended_at is not null and m.end_reason = 'it is not safe'),
    array(select a.person_id from apart a where a.own_past), t.near
  from them t, found f
$function$;

CREATE OR REPLACE FUNCTION app.said_while_open()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare d app.discussion;
begin
  if app.person_id() is null then return null; end if;
  select * into d from app.discussion x where x.area_id = new.area_id and x.id = new.discussion_id for share;
  if d.minutes_confirmed_at is not null or d.taken_off_at is not null then perform app.against(tg_argv[0], 'the discussion is closed'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.same_child_in_partner_areas(young_person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  -- Of a partner area of half a million two hundred were born on that day: each is looked up once, and what follows is asked of those found.
  with theirs as materialized (select a.partners, y.born_on,
        array(select n.word from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part = 'surname') as surnames,
        array(select n.word from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part <> 'surname') as names
      from unnest(app.records_of($1)) o (id) cross join lateral (select x.id, x.area_id, x.born_on from app.young_person x where x.id = o.id offset 0) y join app.area a on a.id = y.area_id),
    same as materialized (select p.id from theirs t join app.young_person p on p.area_id = any (t.partners) and p.born_on = t.born_on
      cross join lateral (select bool_or(m.part = 'surname' and m.word = any (t.surnames)) as surname, bool_or(m.part <> 'surname' and m.word = any (t.names)) as name
        from app.young_person_name m where m.area_id = p.area_id and m.young_person_id = p.id) called
      where called.surname and called.name)
  select coalesce(array_agg(distinct r.id), '{}') from same s cross join lateral unnest(app.records_of(s.id)) r (id)
$function$;

CREATE OR REPLACE FUNCTION app.same_place(one text, other text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select regexp_replace(lower(normalize(one, nfkc)), '[^[:alnum:]]+', '', 'g') = regexp_replace(lower(normalize(other, nfkc)), '[^[:alnum:]]+', '', 'g')
$function$;

CREATE OR REPLACE FUNCTION app.sample_duty()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare
  one_in constant integer := 10; at_least constant integer := 3; at_most constant integer := 25;
  today date := (now() at time zone 'Europe/London')::date; picked integer; n integer := 0; here record;
begin
  perform pg_advisory_xact_lock(hashtext('app.sample_duty'));
  for here in select a.id from app.area a where not exists (select 1 from app.duty_look d where d.area_id = a.id and d.on_day = today - 1) order by a.id loop
    insert into app.duty_look (area_id, young_person_id, person_id, on_day, reviewed_in)
      select here.id, looks.young_person_id, looks.person_id, today - 1, app.governance_of(here.id, looks.person_id, looks.young_person_id) from (
        select e.person_id, e.young_person_id, count(*) over () as all_looks, row_number() over (order by random()) as place from app.audit_event e
        where e.area_id = here.id and e.outcome = 'read' and 'duty' = any (e.because) and e.act not like '% listed' and e.act <> 'home viewed'
          and e.at >= (today - 1)::timestamp at time zone 'Europe/London' and e.at < today::timestamp at time zone 'Europe/London'
        group by e.person_id, e.young_person_id) looks
      where looks.place <= least(at_most, greatest(at_least, ceil(looks.all_looks::numeric / one_in)));
    get diagnostics picked = row_count;
    n := n + picked;
  end loop;
  insert into app.task (area_id, kind, desk, path, due_on)
    select d.reviewed_in, 'review duty looks', 'role:' || d.reviewed_in || ':information-governance', '/' || a.key || '/governance/duty', today
    from app.duty_look d join app.area a on a.id = d.reviewed_in where d.answered_at is null group by d.reviewed_in, a.key
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return n;
end $function$;
grant execute on function app.sample_duty() to worker;

CREATE OR REPLACE FUNCTION app.say_of_myself(area uuid, worker uuid, shown integer, available text[], places text[], languages text[], interests text[], pronouns text, lived_experience text, emergency_contact text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
#variable_conflict use_variable
begin
  if worker <> all (app.me_as_worker()) then raise exception 'not about you' using errcode = 'insufficient_privilege'; end if;
  update app.worker w set available = say_of_myself.available, places = say_of_myself.places, languages = say_of_myself.languages, interests = say_of_myself.interests,
    pronouns = say_of_myself.pronouns, lived_experience = say_of_myself.lived_experience, emergency_contact = say_of_myself.emergency_contact, version = w.version + 1
    where w.area_id = area and w.id = worker and w.version = shown;
  return found;
end $function$;
grant execute on function app.say_of_myself(uuid,uuid,integer,text[],text[],text[],text[],text,text,text) to app;

CREATE OR REPLACE FUNCTION app.say_read(match uuid, brief uuid)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare b record; m app.match;
begin
  select x.* into b from app.my_briefs() x where x.match_id = match;
  if b.id is null then return 'gone'; end if;
  if b.id <> brief then return 'written again'; end if;
  select x.* into m from app.match x where x.id = match and x.worker_id = any (app.me_as_worker());
  insert into app.brief_read (area_id, young_person_id, match_id, brief_id, worker_id) values (m.area_id, m.young_person_id, m.id, b.id, m.worker_id)
    on conflict (area_id, brief_id, worker_id) do nothing;
  return 'done';
end $function$;
grant execute on function app.say_read(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.screening_asks_the_forum()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.seal_audit()
 RETURNS bigint
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare last app.audit_seal; upto xid8; n bigint; h bytea;
begin
  perform pg_advisory_xact_lock(hashtext('app.seal_audit'));
  select * into last from app.audit_seal order by number desc limit 1;
  upto := pg_snapshot_xmin(pg_current_snapshot());
  select count(*), sha256(coalesce(last.hash, ''::bytea) || coalesce(string_agg(sha256(convert_to(app.audit_line(e), 'UTF8')), ''::bytea order by e.xid, e.seq), ''::bytea))
    into n, h from app.audit_event e where e.xid < upto and (last.up_to_xid is null or e.xid >= last.up_to_xid);
  if n = 0 then return 0; end if;
  insert into app.audit_seal (number, up_to_xid, events, hash) values (coalesce(last.number, 0) + 1, upto, n, h);
  return n;
end $function$;
grant execute on function app.seal_audit() to worker;

CREATE OR REPLACE FUNCTION app.seals_the_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare it jsonb := app.entry_as_it_was(new.area_id, new.kind, new.entry_id);
begin
  if it is null or sha256(convert_to(it::text, 'UTF8')) <> new.seal then raise exception 'the seal does not fit what it is put on'; end if;
  insert into app.sealed_entry (area_id, wrong_child_id, original) values (new.area_id, new.id, it);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.search_results(search uuid)
 RETURNS TABLE(young_person_id uuid, area_id uuid, elsewhere boolean, agency text, team text, phone text, alike text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with found as (
    select m.found_id, m.found_area_id, m.area_id as own_area, m.alike, m.score from app.search_match m
      join app.young_person_search s on s.area_id = m.area_id and s.id = m.search_id and s.person_id = (select app.person_id()) and s.matched_at < now() where m.search_id = search),
  seen as (select unnest(app.visible_young_people(array(select found_id from found))) as id)
  select f.found_id, f.found_area_id, f.found_area_id <> f.own_area, null::text, null::text, null::text, f.alike from (select * from found order by score desc, found_id) f join seen on seen.id = f.found_id
  union all
  select null, f.found_area_id, false, a.name, t.name, t.phone, f.alike from (select * from found order by score desc, found_id) f
    join app.case_holding h on h.area_id = f.found_area_id and h.young_person_id = f.found_id and h.until_at is null
    join app.agency a on a.area_id = h.area_id and a.id = h.agency_id join app.team t on t.area_id = h.area_id and t.id = h.team_id
    where f.found_area_id = f.own_area and f.found_id not in (select id from seen)
  union all
  select distinct null::uuid, f.found_area_id, true, null::text, null::text, null::text, '{}'::text[] from found f where f.found_area_id <> f.own_area and f.found_id not in (select id from seen)
$function$;
grant execute on function app.search_results(uuid) to app;

CREATE OR REPLACE FUNCTION app.search_young_people(area uuid, given_names text, surname text, known_as text, born_on date, postcode text, words jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); search uuid; over boolean; told uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to search here' using errcode = 'insufficient_privilege'; end if;
  -- One that began before the others were made would not count them.
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'searches are counted as they are' using errcode = 'insufficient_privilege'; end if;
  perform pg_advisory_xact_lock(hashtext('search ' || me));
  select count(*) >= (select per_day from app.budget where key = 'search before recording') into over from app.young_person_search s
    where s.person_id = me and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London' and not s.stopped;
  insert into app.young_person_search (area_id, person_id, given_names, surname, known_as, born_on, postcode, words, stopped)
    values (area, me, $2, $3, $4, $5, $6, $7, over) returning id into search;
  if over then
    -- Once a day in an area; governance where no manager of the team or agency is there to be told.
    if not exists (select from app.young_person_search s where s.person_id = me and s.area_id = area and s.stopped and s.id <> search
        and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London') then
      select array_agg(distinct manager) into told from app.membership m, unnest(app.managers_of(m.area_id, m.team_id)) manager
        where m.person_id = me and m.area_id = area and m.team_id is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and manager <> me;
      insert into app.notification (person_id, area_id, kind, path, urgency)
        select who, area, 'searches used up', '/', 'today'
          from unnest(coalesce(told, app.people_at('role:' || area || ':information-governance'))) who where who <> me;
    end if;
  end if;
  return jsonb_build_object('id', search, 'stopped', over);
end $function$;
grant execute on function app.search_young_people(uuid,text,text,text,date,text,jsonb) to app;

CREATE OR REPLACE FUNCTION app.see_to_visit(area uuid, visit uuid, safe boolean, note text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not exists (select 1 from app.overdue_visits(area) o where o.id = visit) then return false; end if;
  perform 1 from app.lone_visit v where v.area_id = area and v.id = visit and v.checked_in_at is null and v.seen_to_at is null for update;
  if not found then return false; end if;
  insert into app.lone_visit_note (area_id, visit_id, safe, says, written_by) values (area, visit, see_to_visit.safe, note, app.person_id());
  if not see_to_visit.safe then return true; end if;
  update app.lone_visit v set seen_to_at = now(), seen_to_by = app.person_id() where v.area_id = area and v.id = visit;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = visit and t.kind = 'ring a worker' and t.settled_at is null;
  return true;
end $function$;
grant execute on function app.see_to_visit(uuid,uuid,boolean,text) to app;

CREATE OR REPLACE FUNCTION app.sent_to_forum(area uuid, young_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not ('assess' = any (app.my_acts_on(young_person))) then raise exception 'not yours to send' using errcode = 'insufficient_privilege'; end if;
  update app.young_person y set sent_to_forum_at = coalesce(y.sent_to_forum_at, now()), forum_asked_urgently_at = null where y.area_id = area and y.id = young_person;
end $function$;
grant execute on function app.sent_to_forum(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.session_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null and s.expires_at > now()
    and coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + case when s.together_until is null then s.idle_for else interval '20 minutes' end)) > now()
$function$;
grant execute on function app.session_id() to app;

CREATE OR REPLACE FUNCTION app.session_opened_one_way()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if (new.passkey_id is null and not app.issuer_opens(new.person_id)) or (new.passkey_id is not null and app.way_in(new.person_id) is distinct from 'passkey') then
    raise exception 'not their way to sign in' using errcode = 'check_violation', constraint = 'session_opened_one_way'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.session_times()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare short boolean := new.passkey_id is not null or app.way_in(new.person_id) = 'passkey';
begin
  new.idle_for := least(new.idle_for, case when short then interval '5 minutes' else interval '15 minutes' end);
  new.expires_at := least(new.expires_at, new.started_at + case when short then interval '8 hours' else interval '10 hours' end);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.set_aside_copy(young_person uuid, copy uuid, reason text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not coalesce('ask for consent' = any (app.my_acts_on(young_person)), false) then raise exception 'not yours to set aside' using errcode = 'insufficient_privilege'; end if;
  update app.consent_copy c set set_aside_at = now(), set_aside_by = app.person_id(), set_aside_reason = reason
    where c.id = copy and c.young_person_id = set_aside_copy.young_person and c.set_aside_at is null;
  return found;
end $function$;
grant execute on function app.set_aside_copy(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.set_name_words(young_person uuid, words jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare area uuid; before uuid[] := app.same_child_in_partner_areas(young_person);
begin
  if not ('change identity' = any (app.my_acts_on(young_person))) then raise exception 'not yours to change' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = set_name_words.young_person;
  delete from app.young_person_name n where n.area_id = area and n.young_person_id = set_name_words.young_person;
  perform app.put_name_words(area, young_person, words);
  perform app.look_at_matches_of(app.records_near_by(array[young_person]) || before);
end $function$;
grant execute on function app.set_name_words(uuid,jsonb) to app;

CREATE OR REPLACE FUNCTION app.set_status(young_person uuid, shown integer, status text, since date, note text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.set_status(uuid,integer,text,date,text) to app;

CREATE OR REPLACE FUNCTION app.settle(area uuid, young_person uuid, kind text, record uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare acts text[] := case when young_person is null then '{}' else app.my_acts_on(young_person) end;
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be settled about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  if not (case
      when young_person is null then kind = 'review emergency access' and record is not null and area = any (app.my_areas_to('review emergency access'))
      -- Each agency is asked for itself.
      when kind = 'contribute to a discussion' and not 'run the forum' = any (acts) then exists (
        select 1 from app.discussion_agency i join app.membership m on m.area_id = i.area_id and m.agency_id = i.agency_id and m.role = 'forum-member'
          and m.person_id = (select app.person_id()) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
        where i.area_id = area and i.young_person_id = settle.young_person and i.id = record)
      else exists (select 1 from app.task_settled_by s where s.kind = settle.kind and s.act = any (acts)) end) then
    raise exception 'others are asked' using errcode = 'insufficient_privilege'; end if;
  if young_person is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is null and t.record_id = record;
  else
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id = settle.young_person and (record is null or t.record_id = record);
  end if;
end $function$;
grant execute on function app.settle(uuid,uuid,text,uuid) to app;

CREATE OR REPLACE FUNCTION app.settle_all(area uuid, kinds text[], records uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.task t set settled_at = now(), settled_by = app.me_in($1)
    where t.area_id = $1 and t.kind = any ($2) and t.record_id = any ($3) and t.settled_at is null
$function$;

CREATE OR REPLACE FUNCTION app.shared_with_me(area uuid, before uuid, most integer)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); was text := coalesce(current_setting('app.focus', true), ''); narrow uuid[] := app.focus(); named uuid[]; batch uuid[]; mine uuid[]; found uuid[] := '{}';
begin
  if before is not null and before <> all (app.visible_young_people(array[before])) then return found; end if;
  named := array(
    with agency as (select m.agency_id from app.membership m where m.person_id = me and m.area_id = $1 and m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now())),
      record as materialized (select y.id, y.merged_into, y.created_at from app.young_person y where y.area_id = $1 and y.id in (
        select p.young_person_id from agency g join app.consent_share p on p.area_id = $1 and p.agency_id = g.agency_id
        union select l.young_person_id from agency g join app.lawful_share l on l.area_id = $1 and l.agency_id = g.agency_id and l.ended_at is null)),
      goes_on as (select r.id, r.created_at from record r where r.merged_into is null
        union select y.id, y.created_at from record r join app.young_person y on y.area_id = $1 and y.id = r.merged_into)
    select g.id from goes_on g where (narrow is null or g.id = any (narrow))
        and (before is null or (g.created_at, g.id) < (select y.created_at, y.id from app.young_person y where y.area_id = $1 and y.id = before))
      order by g.created_at desc, g.id desc);
  for at in 1 .. cardinality(named) by 2 * most loop
    exit when cardinality(found) >= most;
    batch := named[at : at + 2 * most - 1];
    perform set_config('app.focus', batch::text, true);
    mine := app.my_young_people('read what is shared');
    found := found || array(select x.id from unnest(batch) with ordinality x (id, nr) where x.id = any (mine) order by x.nr);
  end loop;
  perform set_config('app.focus', was, true);
  return found[:most];
end $function$;
grant execute on function app.shared_with_me(uuid,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.sharing_answers()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare ended text[]; holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if new.question <> 'sharing' then return null; end if;
  ended := array(select e from unnest(new.ends) e except select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)));
  if ended <> new.ends then update app.consent c set ends = ended where c.area_id = new.area_id and c.id = new.id; end if;
  if new.individual_id is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask about sharing' and t.settled_at is null;
  end if;
  if ended <> '{}' and holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'sharing was taken back', new.young_person_id, holder, app.sharing_path(new.area_id, new.young_person_id), app.today(), app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select who, new.area_id, new.young_person_id, 'sharing taken back', app.sharing_path(new.area_id, new.young_person_id), 'today'
        from unnest(app.people_at(holder)) who where who is distinct from app.person_id();
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.sharing_ended(person uuid, young_person uuid)
 RETURNS TABLE(at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with mine as (select distinct m.area_id, m.agency_id from app.membership m where m.person_id = $1 and m.role = 'partner-professional')
  select c.recorded_at from app.consent c join mine on mine.area_id = c.area_id
    where c.young_person_id = any (app.records_of($2)) and c.question = 'sharing' and exists (select 1 from unnest(c.ends) e where split_part(e, ':', 1) = mine.agency_id::text)
  union all
  select (c.until_on + 1)::timestamp at time zone 'Europe/London' from app.consent c
    join app.consent_share s on s.area_id = c.area_id and s.consent_id = c.id join mine on mine.area_id = s.area_id and mine.agency_id = s.agency_id
    where c.young_person_id = any (app.records_of($2)) and c.question = 'sharing' and c.until_on is not null
  union all
  select c.moved_at from app.consent c join app.consent_share s on s.area_id = c.area_id and s.consent_id = c.id join mine on mine.area_id = s.area_id and mine.agency_id = s.agency_id
    where c.young_person_id = any (app.records_of($2)) and c.moved_at is not null
  union all
  select l.ended_at from app.lawful_share l join mine on mine.area_id = l.area_id and mine.agency_id = l.agency_id
    where l.young_person_id = any (app.records_of($2)) and l.ended_at is not null
$function$;

CREATE OR REPLACE FUNCTION app.sharing_lapsed(area uuid, young_person uuid, was text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare holder text := app.holder_of(area, young_person);
begin
  if holder is null or not exists (select unnest(was) except select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = area and s.young_person_id = any (app.records_of(sharing_lapsed.young_person))) then return; end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (area, young_person, 'sharing was taken back', young_person, holder, app.sharing_path(area, young_person), app.today(), app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  perform app.tell_all(area, young_person, 'sharing taken back', array[holder], app.sharing_path(area, young_person));
end $function$;

CREATE OR REPLACE FUNCTION app.sharing_looked_at_again()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about sharing', n.young_person_id, app.holder_of(n.area_id, n.young_person_id), app.sharing_path(n.area_id, n.young_person_id),
          greatest(coalesce(n.until_on, app.today()), app.today())
        from app.newest_own_answers('sharing') n join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        -- Also where it rests on somebody else's yes that runs out, or they turn 18 and it was not theirs alone.
        where (app.asked_again_from(n.answer, n.until_on) <= app.today() or n.answer = 'yes'
            and (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() - 1) d) and not (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() + 14) d))
          and app.holder_of(n.area_id, n.young_person_id) is not null
          and exists (select 1 from app.episode e where e.area_id = n.area_id and e.young_person_id = n.young_person_id and e.ended_on is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$function$;
grant execute on function app.sharing_looked_at_again() to worker;

CREATE OR REPLACE FUNCTION app.sharing_path(area uuid, young_person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select '/' || a.key || '/young-people/' || $2 || '/consent/sharing' from app.area a where a.id = $1
$function$;

CREATE OR REPLACE FUNCTION app.sharing_records(area uuid, before uuid, most integer)
 RETURNS TABLE(id uuid, young_person_id uuid, reference text, agency text, categories text[], items text, basis text, purpose text, necessity text, told text, told_reason text, decided_by text, decided_on date, review_on date, recorded_at timestamp with time zone, recorded_by text, reviewed_reason text, ended_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select l.id, y.id, y.reference, a.name, l.categories, l.items, l.basis, l.purpose, l.necessity, l.told, l.told_reason, l.decided_by, l.decided_on, l.review_on, l.recorded_at, p.name,
      l.reviewed_reason, l.ended_at
    from app.lawful_share l join app.young_person y on y.area_id = l.area_id and y.id = l.young_person_id
      join app.agency a on a.area_id = l.area_id and a.id = l.agency_id join app.person p on p.id = l.recorded_by
  where l.area_id = $1 and $1 = any (app.my_areas_to('read sharing records')) and l.young_person_id <> all (app.my_walls())
    and (before is null or (l.recorded_at, l.id) < (select b.recorded_at, b.id from app.lawful_share b where b.area_id = $1 and b.id = before))
  order by l.recorded_at desc, l.id desc limit least(most, 100)
$function$;
grant execute on function app.sharing_records(uuid,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.sharing_strip(young_person uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare area uuid; everybody boolean := $1 = any (app.my_young_people('read what may be shared')); mine uuid[]; task uuid[]; named uuid[];
begin
  if not everybody and not $1 = any (app.my_young_people('read what is shared')) then return null; end if;
  select y.area_id into area from app.young_person y where y.id = $1;
  task := app.on_public_task(area, $1);
  named := app.agencies_named(area, $1);
  if not everybody then
    mine := array(select m.agency_id from app.membership m where m.person_id = (select app.person_id()) and m.area_id = area and m.role = 'partner-professional'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()));
  end if;
  return (with shares as (
      select c.agency_id, c.category, false as law, c.until_on, c.purposes from app.shared_by_consent c where c.area_id = area and c.young_person_id = $1
      union all select l.agency_id, l.category, true, l.review_on, array[l.purpose] from app.shared_lawfully l where l.area_id = area and l.young_person_id = $1),
    shown as (select s.* from shares s where everybody or s.agency_id = any (mine))
    select jsonb_build_object('everybody', everybody,
      'shared', coalesce((select jsonb_agg(jsonb_build_object('agency', a.name, 'categories', g.categories, 'law', g.law, 'until', g.until_on, 'purposes', g.purposes) order by a.name, g.law)
        from (select s.agency_id, s.law, array_agg(distinct s.category order by s.category) as categories, min(s.until_on) as until_on,
          array(select distinct p from shown x, unnest(x.purposes) p where x.agency_id = s.agency_id and x.law = s.law order by p) as purposes from shown s group by s.agency_id, s.law) g
          join app.agency a on a.area_id = area and a.id = g.agency_id), '[]'),
      -- One of many is said by its name; where none was named, all of them are.
      'not', case when everybody then coalesce((select jsonb_agg(a.name order by a.name) from app.agency a where a.area_id = area and a.in_use and a.kind <> 'trusted-relationships'
        and a.id <> all (task) and not exists (select 1 from shares s where s.agency_id = a.id)
        and case when a.one_of_id is not null then a.id = any (named) else not exists (select 1 from app.agency o where o.area_id = area and o.one_of_id = a.id and o.id = any (named)) end), '[]') else '[]' end,
      'task', case when everybody then coalesce((select jsonb_agg(a.name order by a.name) from app.agency a where a.area_id = area and a.in_use and a.id = any (task) and (a.one_of_id is null or a.id = any (named))), '[]') else '[]' end,
      'asked', exists (select 1 from app.consent c where c.area_id = area and c.young_person_id = any (app.records_of($1)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null),
      'next', (select min(d) from (select min(s.until_on) from shown s
        union all select case when n.answer <> 'yes' and n.until_on >= app.today() then n.until_on end from (select c.answer, c.until_on from app.consent c where everybody and c.area_id = area
          and c.young_person_id = any (app.records_of($1)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null order by c.asked_on desc, c.recorded_at desc, c.id desc limit 1) n
        union all select min(t.due_on) from app.task t where everybody and t.area_id = area and t.young_person_id = $1 and t.settled_at is null
          and t.kind in ('ask about sharing', 'sharing was taken back', 'look at a lawful share again')) n (d))));
end $function$;
grant execute on function app.sharing_strip(uuid) to app;

CREATE OR REPLACE FUNCTION app.siblings_sent_to_forum(area uuid, these uuid[])
 RETURNS TABLE(one uuid, other uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct l.young_person_id, l.other_id from app.young_person_link l
    join app.young_person a on a.area_id = l.area_id and a.id = l.young_person_id and a.sent_to_forum_at is not null
    join app.young_person b on b.area_id = l.area_id and b.id = l.other_id and b.sent_to_forum_at is not null
  where l.area_id = $1 and l.young_person_id = any ($2) and l.other_id = any ($2) and l.kind = 'sibling' and l.ended_at is null and l.moved_at is null
    and $1 = any (app.my_areas_to('list young people sent to the forum')) and a.id <> all (app.my_walls()) and b.id <> all (app.my_walls())
    and ((select app.people_at_my_meeting()) is null or array[a.id, b.id] <@ (select app.people_at_my_meeting()))
$function$;
grant execute on function app.siblings_sent_to_forum(uuid,uuid[]) to app;

CREATE OR REPLACE FUNCTION app.sign_in_begins(state_hash bytea, issuer_key text, pending jsonb, return_to text, resumes bytea, invitation_hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  delete from app.sign_in where started_at < now() - interval '15 minutes';
  insert into app.sign_in (state_hash, issuer_key, pending, return_to, resumes, invitation_hash) values ($1, $2, $3, $4, $5, $6)
$function$;
grant execute on function app.sign_in_begins(bytea,text,jsonb,text,bytea,bytea) to app;

CREATE OR REPLACE FUNCTION app.sign_in_ends(issuer text, subject text, new_token_hash bytea, authenticated_at timestamp with time zone, device text, idle interval, lasts interval, resumes bytea, invitation_hash bytea, proof bytea)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid; message text; code app.invitation; opened boolean := false; others integer := 0; entered uuid;
begin
  message := concat_ws(E'\n', issuer, subject, encode(new_token_hash, 'hex'), extract(epoch from authenticated_at)::bigint,
    extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''), coalesce(encode(invitation_hash, 'hex'), ''));
  if proof is distinct from app.sign_in_proof(message) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege';
  end if;
  if invitation_hash is not null then
    select * into code from app.invitation i where i.code_hash = invitation_hash and i.used_at is null and i.expires_at > now() and i.locator is null for update;
    if found and app.issuer_opens(code.person_id) then
      insert into app.identity as i (issuer, subject, person_id) values (sign_in_ends.issuer, sign_in_ends.subject, code.person_id)
        on conflict on constraint identity_pkey do update set person_id = excluded.person_id, bound_at = now(), ended_at = null
        where i.person_id = excluded.person_id or i.ended_at is not null or exists (select 1 from app.person p where p.id = i.person_id and p.closed_at is not null);
      -- Somebody who is known already used the code of somebody else: it is not used up, and they are who they are.
      opened := found;
    end if;
  end if;
  if opened then
    update app.invitation i set used_at = now() where i.id = code.id;
    update app.identity i set ended_at = now() where i.person_id = code.person_id and i.ended_at is null
      and (i.issuer, i.subject) <> (sign_in_ends.issuer, sign_in_ends.subject);
    get diagnostics others = row_count;
    update app.session s set ended_at = now(), ended_because = 'opened with a new code' where s.person_id = code.person_id and s.ended_at is null;
  end if;
  select i.person_id into who from app.identity i join app.person p on p.id = i.person_id
    where i.issuer = sign_in_ends.issuer and i.subject = sign_in_ends.subject and i.ended_at is null and p.closed_at is null;
  if who is null or not app.issuer_opens(who) then return null; end if;
  if resumes is not null then
    -- Whoever it was before: a token that stood in this browser is not left alive beside the new one.
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null;
  end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at)
    values (new_token_hash, who, left(device, 200), sign_in_ends.authenticated_at, idle, now() + lasts) returning id into entered;
  if code.id is not null then
    insert into app.audit_event (person_id, session_id, act, outcome, record_id, detail) values (who, entered, 'account opened',
      case when opened then 'done' else 'not allowed' end, code.person_id, jsonb_build_object('invitation', code.id, 'madeBy', code.made_by, 'signInsReplaced', others));
  end if;
  insert into app.audit_event (person_id, session_id, act, outcome) values (who, entered, 'signed in', 'done');
  -- The first code of an account takes nothing from anybody.
  if opened and (others > 0 or exists (select 1 from app.invitation i where i.person_id = who and i.id <> code.id)) then
    perform app.tell_of_a_way_in(who, (select m.area_id from app.membership m where m.person_id = who order by m.until_at is null desc, m.from_at limit 1), who,
      'account opened for you', 'account opened for somebody');
  end if;
  return who;
end $function$;
grant execute on function app.sign_in_ends(text,text,bytea,timestamp with time zone,text,interval,interval,bytea,bytea,bytea) to app;

CREATE OR REPLACE FUNCTION app.sign_in_proof(message text)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select sha256(sign_in_key || sha256(sign_in_key || convert_to(message, 'UTF8'))) from app.system
$function$;

CREATE OR REPLACE FUNCTION app.sign_in_taken(state_hash bytea)
 RETURNS jsonb
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  delete from app.sign_in t where t.state_hash = $1 and started_at > now() - interval '15 minutes'
  returning jsonb_build_object('issuerKey', issuer_key, 'pending', pending, 'returnTo', return_to,
    'resumes', encode(resumes, 'hex'), 'invitationHash', encode(invitation_hash, 'hex'))
$function$;
grant execute on function app.sign_in_taken(bytea) to app;

CREATE OR REPLACE FUNCTION app.sign_out(everywhere boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.session set ended_at = now(), ended_because = case when everywhere then 'signed out everywhere' else 'signed out' end
  where ended_at is null and (token_hash = app.token_hash() or (everywhere and person_id = (select app.person_id())))
$function$;
grant execute on function app.sign_out(boolean) to app;

CREATE OR REPLACE FUNCTION app.soft_reasons(area uuid, allocation uuid, worker uuid)
 RETURNS text[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.somebody_left()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid := case tg_table_name when 'person' then new.id else (to_jsonb(new)->>'person_id')::uuid end; o record;
begin
  perform app.release_cases_of(who);
  for o in select x.area_id, x.young_person_id from app.hand_over x where x.to_person_id = who and x.answered_at is null order by 1, 2 loop
    perform app.ask_for_holder(o.area_id, o.young_person_id);
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.stands_for_many()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select from app.consent_share s where s.area_id = new.area_id and s.agency_id = new.id)
    or exists (select from app.lawful_share l where l.area_id = new.area_id and l.agency_id = new.id and l.ended_at is null)
    or exists (select from app.membership m where m.area_id = new.area_id and m.agency_id = new.id and m.role = 'partner-professional' and (m.until_at is null or m.until_at > now())) then
    raise exception 'something was shared with %, or somebody reads there: it cannot stand for many', new.key using errcode = 'check_violation', constraint = 'agency_stands_for_many'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.status_as_last_said(area uuid, young_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.stays_open(act text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select act like 'read %' or act = any (array['see who can see', 'unlock a record', 'merge records', 'tell of a death'])
$function$;
grant execute on function app.stays_open(text) to app;

CREATE OR REPLACE FUNCTION app.stop_passkeys(area uuid, person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_invite_in_person(area, person) then return false; end if;
  perform app.end_ways_in(person, 'stopped by a manager', 'ended by a manager');
  return true;
end $function$;
grant execute on function app.stop_passkeys(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.stops_known_adults()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare a app.known_adult; of uuid := case tg_table_name when 'young_person' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'young_person_id')::uuid end;
begin
  for a in update app.known_adult x set stopped_at = now(), version = x.version + 1 where x.area_id = any (app.partner_group(new.area_id)) and x.young_person_id = any (app.records_near_by(array[of])) and x.counts
      and (app.known_as_unsafe(x.area_id, x.young_person_id, x.name) or x.area_id = new.area_id and not (select d.yes from app.consent_decided(x.area_id, x.young_person_id, 'taking part', app.today()) d)) returning x.* loop
    perform app.ask_about_known_adult(a, 'look at a known adult again', app.today());
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.stops_matches()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare stopped uuid[];
begin
  with stops as (update app.match m set stopped_at = now() where m.area_id = new.area_id and m.young_person_id = any (app.records_of(new.young_person_id)) and m.ended_at is null and m.stopped_at is null
      and case tg_table_name
        when 'keep_apart' then exists (select 1 from app.worker w join app.worker k on k.person_id = w.person_id
          where w.area_id = m.area_id and w.id = m.worker_id and k.id = (to_jsonb(new)->>'worker_id')::uuid)
        else exists (select from app.consent_decided(new.area_id, new.young_person_id, 'taking part', app.today()) d where not d.yes
          and d.because not in ('it is not safe to ask them', 'nobody judged whether they understand', 'they were not asked since they turned 18')) end
      returning m.id)
    select coalesce(array_agg(id), '{}') into stopped from stops;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.kind = 'approve a match' and t.record_id = any (stopped) and t.settled_at is null;
  perform app.ask_for_goodbyes(new.area_id, stopped);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.strand_allocation_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.strand_allocation_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.closed_services_over(new.area_id, new.id, null);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.strand_asks_about_sharing()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare found_on date; holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if holder is null or exists (select 1 from app.consent c join app.episode e on e.area_id = new.area_id and e.id = new.episode_id
      where c.area_id = new.area_id and c.young_person_id = any (app.records_of(new.young_person_id)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null
        and c.asked_on >= e.started_on and (c.until_on is null or c.until_on >= app.today())) then return null; end if;
  select (o.recorded_at at time zone 'Europe/London')::date into found_on from app.nomination n
    join app.forum_outcome o on o.area_id = n.area_id and o.id = n.forum_outcome_id where n.area_id = new.area_id and n.id = new.nomination_id;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (new.area_id, new.young_person_id, 'ask about sharing', new.young_person_id, holder, app.sharing_path(new.area_id, new.young_person_id),
      greatest(app.end_of(new.area_id, 'consent', coalesce(found_on, app.today())), app.today()), new.decided_by)
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.strand_asks_for_consent()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare found_on date; holder text; area_key text;
begin
  -- What they said in this time with Trusted Relationships, if it holds: whoever comes back is asked anew.
  if exists (select 1 from app.consent c join app.episode e on e.area_id = new.area_id and e.id = new.episode_id
      where c.area_id = new.area_id and c.young_person_id = any (app.records_of(new.young_person_id)) and c.question = 'taking part' and c.moved_at is null and c.individual_id is null
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
end $function$;

CREATE OR REPLACE FUNCTION app.strand_says_why_it_ended()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.against('strand_allocation_says_why_it_ended', 'say why it ended');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.strand_stands_on_two_yeses()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if app.person_id() is not null and not coalesce((app.latest_outcome(new.area_id, new.young_person_id)).both_yes, false) then
    perform app.against('strand_allocation_on_two_yeses', 'a later discussion answered otherwise'); end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.supervision_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare w app.worker;
begin
  select * into w from app.worker x where x.area_id = new.area_id and x.id = new.worker_id;
  if w.person_id = new.held_by then raise exception 'nobody supervises themself' using errcode = 'check_violation', constraint = 'supervision_not_of_oneself'; end if;
  if w.left_at is not null then raise exception 'they have left' using errcode = 'check_violation', constraint = 'supervision_while_there'; end if;
  if new.held_on > app.today() or new.held_on < w.started_on then
    raise exception 'held on a day that was' using errcode = 'check_violation', constraint = 'supervision_on_a_day_that_was'; end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.supervision_note_in_neutral_words()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select from app.not_for_a_supervision(new.area_id, new.worker_id) k where app.not_neutral(k.words, k.names, concat_ws(E'\n', new.support, new.says, new.agreed)) is not null) then
    perform app.against('supervision_note_in_neutral_words', 'a telephone would say too much'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.switch_holder(area uuid, young_person uuid, agency uuid, team uuid, holder uuid, reason text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.case_holding h set until_at = now() where h.area_id = area and h.young_person_id = switch_holder.young_person and h.until_at is null;
  insert into app.case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id, made_by, reason)
    values (area, young_person, holder, case when holder is not null then 'professional' end, agency, team, app.person_id(), reason);
end $function$;

CREATE OR REPLACE FUNCTION app.system_kind()
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select kind from app.system
$function$;
grant execute on function app.system_kind() to app;
grant execute on function app.system_kind() to worker;

CREATE OR REPLACE FUNCTION app.take_from_the_forum(a app.assessment)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); with_papers uuid[]; off uuid[]; sent timestamptz; touched boolean;
begin
  if a.completed_at is null then return; end if;
  select min(x.sent_to_forum_at) into sent from app.assessment x where x.area_id = a.area_id and x.young_person_id = a.young_person_id and x.id <> a.id
    and x.set_aside_at is null and x.moved_at is null;
  with hidden as (
    update app.paper p set moved_at = now() where p.area_id = a.area_id and p.young_person_id = a.young_person_id and p.moved_at is null
      and p.frozen_at >= a.completed_at and not exists (select 1 from app.assessment later where later.area_id = a.area_id and later.young_person_id = a.young_person_id
        and later.completed_at > a.completed_at and later.completed_at <= p.frozen_at and later.set_aside_at is null and later.moved_at is null)
    returning p.discussion_id)
  select coalesce(array_agg(distinct discussion_id), '{}') into with_papers from hidden;
  with gone as (
    update app.discussion d set taken_off_at = now(), taken_off_by = me, taken_off_reason = 'The risk assessment was about another young person.', version = d.version + 1
      where d.area_id = a.area_id and d.young_person_id = a.young_person_id and d.outcome_at is null and d.taken_off_at is null
        and (d.id = any (with_papers) or (a.sent_to_forum_at is not null and sent is null))
    returning d.id)
  select coalesce(array_agg(id), '{}') into off from gone;
  update app.task t set settled_at = now(), settled_by = me where t.area_id = a.area_id and t.young_person_id = a.young_person_id and t.settled_at is null
    and ((t.kind = 'contribute to a discussion' and t.record_id = any (off)) or (t.kind = 'put on the agenda' and t.record_id = a.id));
  touched := a.sent_to_forum_at is not null or with_papers <> '{}';
  if touched then
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select distinct who, a.area_id, a.young_person_id, 'assessment moved', '/' || (select x.key from app.area x where x.id = a.area_id) || '/forum', 'today'
      from unnest(array['forum-coordinator', 'forum-chair']) r, unnest(app.people_at('role:' || a.area_id || ':' || r)) who where who is distinct from me;
    update app.young_person y set sent_to_forum_at = sent where y.area_id = a.area_id and y.id = a.young_person_id;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION app.tasks_follow_the_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare before app.case_holding; was text; becomes text := coalesce('person:' || new.person_id, 'team:' || new.team_id); t record;
begin
  select * into before from app.case_holding h where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.id <> new.id
    order by h.from_at desc, h.id desc limit 1;
  was := coalesce('person:' || before.person_id, 'team:' || before.team_id);
  if was is null or was = becomes then return null; end if;
  for t in select x.* from app.task x where x.area_id = new.area_id and x.young_person_id = new.young_person_id and x.desk = was and x.settled_at is null
    and (x.kind = any (array['complete an assessment', 'review an assessment', 'complete a nomination', 'answer a question', 'decide about a closed service', 'ask about taking part', 'ask about sharing', 'sharing was taken back', 'look at a lawful share again', 'a yes was taken back', 'look at a keep-apart again', 'agree what we tried', 'arrange another format', 'ask a parent again', 'decide about a match'])
      or (x.kind = 'do an action' and before.agency_id = new.agency_id and exists (select 1 from app.forum_action a
        where a.area_id = x.area_id and a.id = x.record_id and a.agency_id = new.agency_id and a.person_id is not distinct from before.person_id)))
    for update
  loop
    if exists (select 1 from app.task o where o.area_id = t.area_id and o.kind = t.kind and o.desk = becomes and o.settled_at is null
        and coalesce(o.record_id, o.young_person_id) = coalesce(t.record_id, t.young_person_id)) then
      update app.task o set due_on = least(o.due_on, t.due_on) where o.area_id = t.area_id and o.kind = t.kind and o.desk = becomes and o.settled_at is null
        and coalesce(o.record_id, o.young_person_id) = coalesce(t.record_id, t.young_person_id);
      update app.task x set settled_at = now(), settled_by = app.person_id() where x.area_id = t.area_id and x.id = t.id;
    else
      update app.task x set desk = becomes where x.area_id = t.area_id and x.id = t.id;
    end if;
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.tasks_go_home(area uuid, young_person uuid, person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare was text := 'person:' || person; becomes text; t record;
begin
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) into becomes from app.case_holding h
    where h.area_id = area and h.young_person_id = tasks_go_home.young_person and h.until_at is null;
  if becomes is null or becomes = was then return; end if;
  for t in select x.* from app.task x where x.area_id = area and x.young_person_id = tasks_go_home.young_person and x.desk = was and x.settled_at is null
    and x.kind <> 'name a case holder' for update
  loop
    update app.task o set due_on = least(o.due_on, t.due_on) where o.area_id = t.area_id and o.kind = t.kind and o.desk = becomes and o.settled_at is null
      and coalesce(o.record_id, o.young_person_id) = coalesce(t.record_id, t.young_person_id);
    if found then update app.task x set settled_at = now(), settled_by = app.person_id() where x.area_id = t.area_id and x.id = t.id;
    else update app.task x set desk = becomes where x.area_id = t.area_id and x.id = t.id;
    end if;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION app.tasks_of_who_left(only_person uuid)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare t record; n integer := 0;
begin
  for t in select distinct x.area_id, x.young_person_id, p.id as person from app.task x join app.person p on x.desk = 'person:' || p.id
    where x.settled_at is null and x.young_person_id is not null and (only_person is null or p.id = only_person)
      and not exists (select 1 from app.membership m where m.person_id = p.id and m.area_id = x.area_id and (m.until_at is null or m.until_at > now()))
  loop
    perform app.tasks_go_home(t.area_id, t.young_person_id, t.person);
    n := n + 1;
  end loop;
  return n;
end $function$;
grant execute on function app.tasks_of_who_left(uuid) to worker;

CREATE OR REPLACE FUNCTION app.tell(area uuid, young_person uuid, kind text, desk text, urgency text, path text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_ask_about(area, young_person) or app.desk_in(area, desk) is not true then
    raise exception 'nothing may be told about what cannot be seen, nor to people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  if young_person is null then raise exception 'news from a page is about somebody' using errcode = 'insufficient_privilege'; end if;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select p, $1, $2, $3, $6, $5 from unnest(app.people_at($4)) p where p <> app.person_id();
end $function$;
grant execute on function app.tell(uuid,uuid,text,text,text,text) to app;

CREATE OR REPLACE FUNCTION app.tell_all(area uuid, young_person uuid, kind text, desks text[], path text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select distinct who, $1, $2, $3, $5, 'today' from unnest($4) d, unnest(app.people_at(d)) who where who is distinct from app.person_id()
$function$;

CREATE OR REPLACE FUNCTION app.tell_of_a_way_in(person uuid, area uuid, done_by uuid, to_them text, to_governance text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare letter uuid; today date := (now() at time zone 'Europe/London')::date;
begin
  -- As app.mail_begins does: one of the two at a time.
  perform pg_advisory_xact_lock(hashtextextended('app.mail_begins/' || person, 0));
  select m.id into letter from app.mailing m where m.person_id = person and m.kind = 'today' and m.handed_over_at is null;
  if letter is null and app.can_be_mailed(person) then
    insert into app.mailing (person_id, kind) values (person, 'today') returning id into letter;
  end if;
  insert into app.notification (person_id, area_id, kind, path, urgency, mailing_id) values (person, area, to_them, '/your-sessions', 'today', letter);
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, a.id, to_governance, '/' || a.key || '/governance/audit?person=' || done_by
        || to_char(today, '"&from-day="FMDD"&from-month="FMMM"&from-year="YYYY"&to-day="FMDD"&to-month="FMMM"&to-year="YYYY'), 'today'
    from app.area a, unnest(app.people_at('role:' || a.id || ':information-governance')) who
    where who <> person and who <> done_by and (a.id = area or exists (select 1 from app.membership m
      where m.person_id = person and m.area_id = a.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $function$;

CREATE OR REPLACE FUNCTION app.tell_of_match(area uuid, match uuid, news text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.tell_all(m.area_id, m.young_person_id, news, app.desks_for_closed_service(m.area_id, m.young_person_id, m.strand_allocation_id),
      app.path_in(m.area_id, '/young-people/' || m.young_person_id || '/matches')),
    app.tell_all(m.area_id, null, 'your people changed', array['person:' || w.person_id], app.path_in(m.area_id, '/my-people'))
  from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.area_id = $1 and m.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.time_of_week(at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select ('{mon,tue,wed,thu,fri,sat,sun}'::text[])[extract(isodow from l)::integer] || '-' ||
      case when extract(hour from l) < 6 then null when extract(hour from l) < 9 then 'early' when extract(hour from l) < 12 then 'morning'
        when extract(hour from l) < 17 then 'afternoon' when extract(hour from l) < 21 then 'evening' end
    from (select at at time zone 'Europe/London' as l) x
$function$;
grant execute on function app.time_of_week(timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.today()
 RETURNS date
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select (now() at time zone 'Europe/London')::date
$function$;

CREATE OR REPLACE FUNCTION app.token_hash()
 RETURNS bytea
 LANGUAGE sql
 STABLE
RETURN sha256(convert_to(NULLIF(current_setting('app.token'::text, true), ''::text), 'UTF8'::name));
grant execute on function app.token_hash() to app;

CREATE OR REPLACE FUNCTION app.told_of_death(young_person uuid, note text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare y app.young_person;
begin
  if not ('tell of a death' = any (app.my_acts_on(young_person))) then raise exception 'not yours to say' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = told_of_death.young_person for update;
  if y.status <> 'died' then return 'not died'; end if;
  insert into app.record_change (area_id, young_person_id, class, field, became, changed_by) values (y.area_id, y.id, 2, 'who was told of the death', note, app.person_id());
  return 'done';
end $function$;
grant execute on function app.told_of_death(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.too_close_to_decide(area uuid, nomination uuid, person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select case
    when exists (select from app.case_holding h where h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.person_id = $3 and h.until_at is null)
      then 'holds_the_case'
    when n.started_by = $3 or exists (select from app.nomination_answer a where a.area_id = n.area_id and a.nomination_id = n.id and a.given_by = $3) then 'wrote_it'
  end from app.nomination n where n.area_id = $1 and n.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.tried_before_a_strand_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.tried_enough(new.area_id, new.young_person_id, null) then
    perform app.against('strand_allocation_tried_before_it_ends', 'what we tried is not enough, or two have not looked at it'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.tried_before_it_ends()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.tried_enough(new.area_id, new.young_person_id, new.id) then
    raise exception 'what we tried is not enough, or two have not looked at it' using errcode = 'check_violation', constraint = 'match_tried_before_it_ends'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.tried_enough(area uuid, young_person uuid, match uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$ select coalesce((select e.enough and e.agreed from app.effort($1, $2, $3) e), false) $function$;

CREATE OR REPLACE FUNCTION app.typed()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds'
$function$;
grant execute on function app.typed() to app;

CREATE OR REPLACE FUNCTION app.under_way(area uuid, young_person uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  return exists (select 1 from app.assessment a where a.area_id = area and a.young_person_id = under_way.young_person and a.completed_at is null and a.set_aside_at is null and a.moved_at is null)
    or exists (select 1 from app.young_person y where y.area_id = area and y.id = under_way.young_person
      and y.sent_to_forum_at is not null and (y.forum_decided_at is null or y.forum_decided_at < y.sent_to_forum_at))
    or exists (select 1 from app.task t where t.area_id = area and t.young_person_id = under_way.young_person and t.kind = 'put on the agenda' and t.settled_at is null)
    or exists (select 1 from app.discussion d where d.area_id = area and d.young_person_id = under_way.young_person and d.outcome_at is null and d.taken_off_at is null)
    or exists (select 1 from app.nomination n where n.area_id = area and n.young_person_id = under_way.young_person and n.withdrawn_at is null and n.decided_at is null)
    or exists (select 1 from app.match m where m.area_id = area and m.young_person_id = under_way.young_person and m.ended_at is null) or exists (select 1 from app.strand_allocation s where s.area_id = area and s.young_person_id = under_way.young_person and s.until_at is null);
end $function$;

CREATE OR REPLACE FUNCTION app.unlock_record(young_person uuid, note text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare y app.young_person; today date := (now() at time zone 'Europe/London')::date;
begin
  if not ('unlock a record' = any (app.my_acts_on(young_person))) then raise exception 'not yours to unlock' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = unlock_record.young_person for update;
  if y.status <> 'died' then return 'not locked'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = y.area_id and t.young_person_id = y.id and t.kind = 'tell of a death' and t.settled_at is null;
  perform app.ask_again(y.area_id, y.id, array(select s.recorded_at from app.young_person_status s where s.area_id = y.area_id and s.young_person_id = y.id and s.status = 'died'));
  update app.young_person x set status = 'none', status_since = null, version = x.version + 1 where x.area_id = y.area_id and x.id = y.id;
  insert into app.young_person_status (area_id, young_person_id, status, since_on, note, recorded_by) values (y.area_id, y.id, 'none', today, note, app.person_id());
  insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by) values (y.area_id, y.id, 2, 'status', 'died', 'none', note, app.person_id());
  return 'done';
end $function$;
grant execute on function app.unlock_record(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.unmerge_young_people(young_person uuid, reason text)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare a app.young_person; merged timestamptz;
begin
  if not ('merge records' = any (app.my_acts_on(young_person))) then raise exception 'not yours to take apart' using errcode = 'insufficient_privilege'; end if;
  select * into a from app.young_person y where y.id = young_person for update;
  if a.merged_into is null then return 'not merged'; end if;
  update app.young_person_merge m set undone_at = now(), undone_by = app.person_id(), undone_reason = unmerge_young_people.reason where m.area_id = a.area_id and m.young_person_id = a.id and m.undone_at is null
    returning m.merged_at into merged;
  perform app.ask_again(a.area_id, a.id, array[merged]);
  update app.young_person y set merged_into = null, version = y.version + 1 where y.area_id = a.area_id and y.id = a.id;
  return 'done';
end $function$;
grant execute on function app.unmerge_young_people(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.urgent_news()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.ask_for_mail(new.person_id, 'today');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.viewed(token text, request uuid, act text, young_people uuid[], record uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me uuid; sess uuid; visible uuid[]; named uuid[] := '{}'; mine text[]; owners uuid[];
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', '', true);
  me := app.person_id(); sess := app.session_id();
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  update app.session set last_seen_at = now() where id = sess and last_seen_at < now() - interval '5 seconds';
  if record is not null and record <> all (young_people) then
    owners := app.children_of_record(array(select a.id from app.area a), record);
    if owners <> '{}' and not owners && young_people then raise exception 'a view may name only a record of those who were seen' using errcode = 'insufficient_privilege'; end if;
  end if;
  select array_agg(distinct m.role order by m.role) into mine from app.membership m where m.person_id = me and m.from_at <= now() and (m.until_at is null or m.until_at > now());
  if young_people = '{}' then
    insert into app.audit_event (request, person_id, session_id, act, outcome, record_id, roles) values (request, me, sess, act, 'read', record, coalesce(mine, '{}'));
    return;
  end if;
  visible := app.visible_young_people(young_people);
  if not (young_people <@ visible) then
    named := array(select n.young_person_id from app.named_to_me(young_people) n);
    if not (young_people <@ (visible || named)) then raise exception 'a view may name only what was seen' using errcode = 'insufficient_privilege'; end if;
  end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, roles)
    select request, me, sess, act, 'read',
      coalesce(r.because, case when y.id = any (visible) then array(select distinct l.because from app.area_list l where l.person_id = me and l.young_person_id = y.id order by 1)
        else array(select distinct n.because from app.named_to_me(young_people) n where n.young_person_id = y.id order by 1) end),
      y.area_id, y.id, record, coalesce(r.roles, mine, '{}') from app.young_person y
    left join (select each.young_person_id, array_agg(distinct each.because order by each.because) as because,
        array_agg(distinct k.role order by k.role) filter (where k.role is not null) as roles
      from app.relations_of(me, young_people) each join app.relation_kind k using (because) group by each.young_person_id) r on r.young_person_id = y.id
    where y.id = any (young_people) order by y.id;
end $function$;
grant execute on function app.viewed(text,uuid,text,uuid[],uuid) to app;

CREATE OR REPLACE FUNCTION app.visible_young_people(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
declare me uuid := app.person_id(); meeting uuid[] := app.people_at_my_meeting();
begin
  return (select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
    where y.id = any (wanted) and y.id <> all ((select app.my_walls())::uuid[]) and (
      y.area_id = any ((select app.my_areas_to('list young people'))::uuid[])
      or (y.opened_to_panel_at is not null and y.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
      or (y.sent_to_forum_at is not null and y.area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[])
        and (meeting is null or y.id = any (meeting)))
      or ((meeting is null or y.id = any (meeting)) and y.id = any (array(select r.young_person_id from app.relations_of(me, wanted) r join app.relation_may m on m.because = r.because and m.act = 'read S1')))));
end $function$;
grant execute on function app.visible_young_people(uuid[]) to app;

CREATE OR REPLACE FUNCTION app.waiting_checked()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select from app.strand_allocation s where s.area_id = new.area_id and s.id = new.strand_allocation_id and s.until_at is not null)
    or exists (select from app.allocation_with_adult a where a.area_id = new.area_id and a.strand_allocation_id = new.strand_allocation_id) then
    perform app.against('waiting_check_of_who_waits', 'they do not wait'); end if;
  perform app.settle_all(new.area_id, '{"check on who waits"}', array[new.strand_allocation_id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.waiting_counts(area uuid)
 RETURNS TABLE(service_key text, band integer, many integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.service_key, width_bucket(extract(epoch from now() - app.without_adult_since(s.area_id, s.id)) / 86400, array[14, 28, 91]::float8[]), count(*)::integer
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
    group by 1, 2
$function$;
grant execute on function app.waiting_counts(uuid) to app;

CREATE OR REPLACE FUNCTION app.waiting_for_adult(area uuid, service text)
 RETURNS TABLE(allocation_id uuid, young_person_id uuid, since_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id, s.young_person_id, (app.without_adult_since(s.area_id, s.id) at time zone 'Europe/London')::date from app.strand_allocation s
    cross join lateral (select from app.young_person y where y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' and y.merged_into is null offset 0) y
  where s.area_id = area and s.service_key = service and s.until_at is null
    and not exists (select 1 from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
    and not exists (select 1 from app.allocation_with_adult x where x.area_id = s.area_id and x.strand_allocation_id = s.id)
$function$;

CREATE OR REPLACE FUNCTION app.waiting_for_forum(area uuid, one uuid, most integer, beyond integer)
 RETURNS TABLE(young_person_id uuid, since timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select w.id, min(w.since) from (
    select y.id, y.sent_to_forum_at as since from app.young_person y
      where y.area_id = area and y.sent_to_forum_at is not null and (y.forum_decided_at is null or y.forum_decided_at < y.sent_to_forum_at)
    union all
    select t.young_person_id, t.asked_at from app.task t
      where t.area_id = area and t.kind = 'put on the agenda' and t.settled_at is null
    union all
    select d.young_person_id, d.waiting_since from app.discussion d
      where d.area_id = area and d.outcome_at is null and d.taken_off_at is null) w
  join app.young_person y on y.area_id = area and y.id = w.id and y.merged_into is null and y.status <> 'died' and y.sent_to_forum_at is not null
  where area = any (app.my_areas_to('list young people sent to the forum')) and w.id <> all (app.my_walls())
    and ((select app.people_at_my_meeting()) is null or w.id = any ((select app.people_at_my_meeting())::uuid[])) and (one is null or w.id = one)
  group by w.id order by 2, 1 limit least(most, 200) offset beyond
$function$;
grant execute on function app.waiting_for_forum(uuid,uuid,integer,integer) to app;

CREATE OR REPLACE FUNCTION app.waits_no_more()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.settle_all(new.area_id, '{"check on who waits"}', array[case tg_table_name when 'strand_allocation' then new.id else (to_jsonb(new)->>'strand_allocation_id')::uuid end]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.wall_leaves_nobody_alone()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.wall_sends_tasks_home()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.tasks_go_home(new.area_id, young_person, new.person_id) from unnest(app.records_of(new.young_person_id)) young_person;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.walls_before(young_person uuid)
 RETURNS TABLE(id uuid, name text, title text, kind text, reason text, said_by text, from_at timestamp with time zone, until_at timestamp with time zone, ended_by text, ended_reason text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select w.id, p.name, p.title, w.kind, w.reason, s.name, w.from_at, w.until_at, e.name, w.ended_reason from app.wall w
    join app.person p on p.id = w.person_id join app.person s on s.id = w.said_by left join app.person e on e.id = w.ended_by
  where w.young_person_id = any (app.records_of($1)) and w.person_id <> (select app.person_id()) and 'keep somebody away' = any (app.my_acts_on($1))
  order by w.until_at is not null, w.from_at desc, w.id limit 200
$function$;
grant execute on function app.walls_before(uuid) to app;

CREATE OR REPLACE FUNCTION app.walls_of(person uuid)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct y.id), '{}') from app.wall w join app.young_person one on one.area_id = w.area_id and one.id = w.young_person_id
    join app.young_person y on y.area_id = one.area_id and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id))
    where w.person_id = $1 and w.until_at is null
$function$;

CREATE OR REPLACE FUNCTION app.way_in(person uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select case when count(*) = 0 then null when bool_or(r.signs_in = 'work account') then 'work account' else 'passkey' end
    from app.membership m join app.role r on r.key = m.role
    where m.person_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;

CREATE OR REPLACE FUNCTION app.who_asks_first(area uuid, young_person uuid, asks text, but uuid DEFAULT NULL::uuid)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with began as (select max(e.started_on) as on_day from app.episode e where e.area_id = $1 and e.young_person_id = any (app.records_of($2)))
  select d.introducer_name from began, app.nomination_decision d
    where d.area_id = $1 and d.young_person_id = any (app.records_of($2)) and d.kind = 'accepted' and d.decided_on >= began.on_day and not exists (select 1 from app.consent c
      where c.area_id = $1 and c.young_person_id = any (app.records_of($2)) and c.question = $3 and c.individual_id is null and c.moved_at is null and c.answer <> 'not approached' and c.id is distinct from $4
        and c.asked_on >= began.on_day)
    order by d.decided_at desc limit 1
$function$;

CREATE OR REPLACE FUNCTION app.who_can_see(young_person uuid)
 RETURNS TABLE(person_id uuid, name text, title text, because text, says text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with related as (
    select r.person_id, r.because from app.relation r where r.young_person_id = $1
    union select r.person_id, r.because from app.area_relation r where r.young_person_id = $1)
  select p.id, p.name, p.title, k.because, k.says from (
    select * from related
    union select l.person_id, l.because from app.area_list l where l.young_person_id = $1 and not exists (select 1 from related o where o.person_id = l.person_id)) r
  join app.person p on p.id = r.person_id and p.closed_at is null join app.relation_kind k using (because)
  where $1 = any (app.my_young_people('see who can see'))
    and $1 <> all (app.closed_to(p.id))
  order by p.name, p.id, k.because
$function$;
grant execute on function app.who_can_see(uuid) to app;

CREATE OR REPLACE FUNCTION app.who_has_looked(young_person uuid, before_seq bigint, most integer)
 RETURNS TABLE(seq bigint, at timestamp with time zone, person_id uuid, name text, title text, act text, outcome text, because text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select e.seq, e.at, e.person_id, coalesce(p.name, ''), coalesce(p.title, ''), e.act, e.outcome, e.because from app.audit_event e left join app.person p on p.id = e.person_id
  where e.young_person_id = $1 and $1 = any (app.my_young_people('see who can see')) and (before_seq is null or e.seq < before_seq)
  order by e.seq desc limit least(most, 100)
$function$;
grant execute on function app.who_has_looked(uuid,bigint,integer) to app;

CREATE OR REPLACE FUNCTION app.who_meets_whom()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.one_asks_who_meets_whom(new.area_id);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.who_saw_entry(young_person uuid, move uuid)
 RETURNS TABLE(person_id uuid, name text, title text, first_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.person_id, s.name, s.title, s.first_at from app.wrong_child w, app.readers_of_entry(w) s
  where w.young_person_id = $1 and w.id = move and 'move an entry' = any (app.my_acts_on($1))
$function$;
grant execute on function app.who_saw_entry(uuid,uuid) to app;

CREATE OR REPLACE FUNCTION app.who_waits(area uuid, after uuid, most integer)
 RETURNS TABLE(strand_id uuid, young_person_id uuid, name text, reference text, service_key text, from_at timestamp with time zone, stage text, keeps_in_touch text, how_often text, checked_on date, found_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id, s.young_person_id, coalesce(y.known_as, y.given_names) || ' ' || y.surname, y.reference, s.service_key, since.at,
      case when m.stopped_at is not null then 'stopped' when m.worker_left then 'left' when m.id is not null then 'to approve'
        when (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) then 'to match' else 'to ask' end,
      c.keeps_in_touch, c.how_often, c.checked_on, (app.latest_outcome(s.area_id, s.young_person_id)).recorded_at
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      cross join lateral (select app.without_adult_since(s.area_id, s.id) as at offset 0) since
      left join app.match m on m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null and m.handing_over_at is null
      left join lateral (select x.* from app.waiting_check x where x.area_id = s.area_id and x.strand_allocation_id = s.id order by x.recorded_at desc, x.id desc limit 1) c on true
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
      and ($2 is null or (since.at, s.id) > (app.without_adult_since($1, $2), $2))
    order by since.at, s.id limit least($3, 100)
$function$;
grant execute on function app.who_waits(uuid,uuid,integer) to app;

CREATE OR REPLACE FUNCTION app.who_waits_is_looked_at()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare s record; n integer := 0;
begin
  for s in select a.area_id, a.id, a.young_person_id, a.service_key, a.nomination_id,
        app.end_of(a.area_id, 'waitingCheck', greatest((select max(c.checked_on) from app.waiting_check c where c.area_id = a.area_id and c.strand_allocation_id = a.id), (app.without_adult_since(a.area_id, a.id) at time zone 'Europe/London')::date)) as due_on,
        app.end_of(a.area_id, 'freshFinding', ((app.latest_outcome(a.area_id, a.young_person_id)).recorded_at at time zone 'Europe/London')::date) as fresh_until
      from app.strand_allocation a join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id and y.status <> 'died' and y.merged_into is null
      where a.until_at is null and not exists (select from app.allocation_with_adult w where w.area_id = a.area_id and w.strand_allocation_id = a.id) loop
    if s.due_on <= app.today() then
      perform app.ask_of(s.area_id, s.young_person_id, 'check on who waits', s.id, array['service:' || s.area_id || ':' || s.service_key], s.due_on,
        app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/strands/' || s.id || '/waiting'));
      n := n + 1; end if;
    if s.fresh_until < app.today() and not exists (select from app.discussion d where d.area_id = s.area_id and d.young_person_id = s.young_person_id and d.outcome_at is null and d.taken_off_at is null) then
      perform app.ask_of(s.area_id, s.young_person_id, 'put on the agenda', s.id, array['role:' || s.area_id || ':forum-coordinator'], app.end_of(s.area_id, 'backOnAgenda', app.today()),
        app.path_in(s.area_id, '/young-people/' || s.young_person_id || '/discussions/new'));
      n := n + 1; end if;
  end loop;
  return n;
end $function$;
grant execute on function app.who_waits_is_looked_at() to worker;

CREATE OR REPLACE FUNCTION app.why_i_can_see(young_person uuid)
 RETURNS TABLE(because text, says text, until_at timestamp with time zone, ends uuid, acts text[], listed boolean)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare me uuid := app.person_id(); related text[]; lists text[];
begin
  if $1 = any (app.my_walls()) or $1 <> all (app.people_at_my_meeting()) then return; end if;
  related := array(select distinct r.because from app.relations_of(me, array[$1]) r);
  -- Said only where no relation is, but also then it opens what the role of the list may do with whoever stands in it.
  lists := array(select l.because from app.area_list l where l.person_id = me and l.young_person_id = $1);
  return query select k.because, k.says, e.until_at, e.id,
      -- Of a record that was merged, or of somebody who died, only what puts it right stays.
      array(select m.act from app.relation_may m join app.young_person y on y.id = $1
        where m.because = k.because and (app.stays_open(m.act) or (y.status <> 'died' and y.merged_into is null))),
      lists <> '{}'
    from app.relation_kind k
    left join lateral (select x.until_at, x.id from app.emergency_access x where x.person_id = me and x.young_person_id = $1
      and x.ended_at is null and x.until_at > now() order by x.until_at desc limit 1) e on k.because = 'emergency access'
    where k.because = any (case when related = '{}' then lists else related end);
end $function$;
grant execute on function app.why_i_can_see(uuid) to app;

CREATE OR REPLACE FUNCTION app.with_another_then(area uuid, match uuid, from_at timestamp with time zone, until_at timestamp with time zone, group_activity uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid;
begin
  perform app.one_asks_who_meets_whom(area);
  select w.person_id into who from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.area_id = $1 and m.id = $2;
  perform pg_advisory_xact_lock(hashtextextended('whom do they meet ' || who, 0));
  return exists (select from app.worker w join app.match o on o.area_id = w.area_id and o.worker_id = w.id and o.id <> $2 and o.counts
    join app.planned_meeting p on p.area_id = o.area_id and p.match_id = o.id
    where w.person_id = who and p.called_off_at is null and p.starts_at < until_at and p.ends_at > from_at
      and (group_activity is null or p.group_id is distinct from group_activity));
end $function$;

CREATE OR REPLACE FUNCTION app.without_adult_since(area uuid, strand uuid)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select greatest(s.from_at,
      (select max(least(m.stopped_at, m.ended_at, case when m.worker_left then w.left_at end)) from app.match m
        join app.worker w on w.area_id = m.area_id and w.id = m.worker_id
        where m.area_id = s.area_id and m.strand_allocation_id = s.id and (m.accepts = '{}' or m.approved_at is not null)),
      (select max(least(k.stopped_at, k.ended_at)) from app.known_adult k
        where k.area_id = s.area_id and k.strand_allocation_id = s.id and k.approved_at is not null))
    from app.strand_allocation s where s.area_id = $1 and s.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.words_of_their_name(young_person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with name as (select n.part, lower(regexp_replace(normalize(regexp_replace(translate(n.says, 'łøđŁØĐ', 'lodlod'), '[ßẞ]', 'ss', 'g'), nfd), '[^A-Za-z0-9]+', '', 'g')) as plain
      from app.young_person y cross join lateral (values ('given', y.given_names), ('surname', y.surname), ('known as', coalesce(y.known_as, ''))) n (part, says) where y.id = $1)
  select not exists (select from name n where n.plain <> '' and not exists (select from app.young_person_name w where w.young_person_id = $1 and w.part = n.part))
    and not exists (select from app.young_person_name w where w.young_person_id = $1 and w.word ~ '^[a-z0-9]+$'
      and not exists (select from name n where n.part = w.part and position(w.word in n.plain) > 0))
$function$;

CREATE OR REPLACE FUNCTION app.worker_apart_calls_off()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare p record;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = case when x.area_id = new.area_id then new.recorded_by else x.agreed_by end
      from app.worker o join app.worker w on w.person_id = o.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where o.area_id = new.area_id and o.id = new.worker_id
        and x.area_id = m.area_id and x.match_id = m.id and x.called_off_at is null and x.ends_at > now()
        and app.workers_apart_at(x.area_id, m.worker_id, x.starts_at, x.ends_at, x.venue)
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_apart_looks(worker uuid)
 RETURNS TABLE(keep_apart_id uuid, says text, next_on date, looked_at timestamp with time zone, looked_by text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select l.worker_apart_id, l.says, l.next_on, l.looked_at, p.name from app.worker w join app.worker_apart_look l on l.area_id = w.area_id join app.person p on p.id = l.looked_by
    where w.id = $1 and l.worker_apart_id in (select k.id from app.worker_aparts($1) k) order by l.looked_at desc, l.id desc limit 500
$function$;
grant execute on function app.worker_apart_looks(uuid) to app;

CREATE OR REPLACE FUNCTION app.worker_apart_looks_at_hand_overs()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare each record;
begin
  for each in select m.area_id, array_agg(m.id order by m.id) as matches
      from app.worker one join app.worker w on w.area_id = any (app.partner_group(one.area_id)) and w.person_id = one.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where (one.area_id, one.id) in ((new.area_id, new.worker_id), (new.other_area_id, new.other_worker_id)) and m.counts and m.follows_id is not null
      group by m.area_id loop
    perform app.look_at_matches(each.area_id, each.matches);
  end loop;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_apart_of_two_people()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if exists (select from app.worker w join app.worker o on o.person_id = w.person_id
      where w.area_id = new.area_id and w.id = new.worker_id and o.area_id = new.other_area_id and o.id = new.other_worker_id) then
    perform app.against('worker_apart_of_two_people', 'the same person'); end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_apart_other_area()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  new.other_area_id := app.area_of_named_worker(new.area_id, new.other_worker_id);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_apart_to_decide(worker uuid, apart uuid)
 RETURNS app.worker_apart
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare k app.worker_apart;
begin
  if not coalesce(worker = any (app.my_workers('manage workers')), false) then raise exception 'not yours to decide' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.worker_apart x where x.id = apart and x.area_id = (select w.area_id from app.worker w where w.id = worker)
    and x.closed_at is null and x.id in (select a.id from app.worker_aparts(worker) a) for update;
  return k;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_aparts(worker uuid)
 RETURNS TABLE(id uuid, who text, role text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text, review_on date, recorded_by text, recorded_at timestamp with time zone, closed_at timestamp with time zone, closed_reason text, written_there boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with mine as materialized (select app.my_workers('manage workers') as managed, app.me_as_any_worker() as me),
    them as (select m.area_id, m.id from mine, app.worker w join app.worker m on m.area_id = w.area_id and m.person_id = w.person_id
      where w.id = $1 and m.id = any (mine.managed)),
    one as (select k.*, case when k.worker_id = t.id and k.area_id = t.area_id then k.other_worker_id else k.worker_id end as them, k.area_id <> t.area_id as there,
        k.area_id = t.area_id or k.worker_id = any (mine.managed) as whole
      from mine, them t join app.worker_apart k on (k.area_id, k.worker_id) = (t.area_id, t.id) or (k.other_area_id, k.other_worker_id) = (t.area_id, t.id)
      where k.worker_id <> all (mine.me) and (k.other_worker_id is null or k.other_worker_id <> all (mine.me)))
  select k.id, case when k.whole then coalesce(k.other_words, op.name) else 'A worker of a partner area' end, coalesce(k.other_role, 'worker'), k.how_far, k.own_past,
      case when k.whole then k.reason end, case when k.whole then k.evidence end, case when k.whole then k.confirmed_by end, case when k.whole then k.review_on end,
      case when k.whole then p.name end, case when k.whole then k.recorded_at end, k.closed_at, case when k.whole then k.closed_reason end, k.there
    from one k join app.person p on p.id = k.recorded_by left join app.worker o on o.id = k.them left join app.person op on op.id = o.person_id
    order by k.recorded_at desc, k.id desc limit 100
$function$;
grant execute on function app.worker_aparts(uuid) to app;

CREATE OR REPLACE FUNCTION app.worker_aparts_due()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with side as (select k.area_id, k.id, w.id as worker_id, s.at, 'service:' || w.area_id || ':' || w.service_key as desk, array(select t.person_id from app.worker t where t.area_id = k.area_id and t.id in (k.worker_id, k.other_worker_id)) as two
      from app.worker_apart k cross join lateral (values (k.worker_id, 1), (k.other_worker_id, 2)) s (worker, at) join app.worker w on w.area_id = k.area_id and w.id = s.worker
      where k.closed_at is null and k.review_on <= app.today()),
    sits as (select s.*, app.people_at(s.desk) as people from side s),
    one as (select distinct on (s.area_id, s.id) s.* from sits s where exists (select from unnest(s.people) who where who <> all (s.two)) order by s.area_id, s.id, s.at),
    asked as (insert into app.task (area_id, kind, record_id, desk, path, due_on)
      select o.area_id, 'look at a keep-apart again', o.id, d.desk, app.path_in(o.area_id, '/workers/' || o.worker_id || '/keep-apart'), app.today()
        from one o cross join lateral (select o.desk where not o.people && o.two union all
          select 'person:' || who from unnest(o.people) who where o.people && o.two and who <> all (o.two)) d (desk)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$function$;

CREATE OR REPLACE FUNCTION app.worker_aparts_of_me()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(k.id), '{}') from app.worker w join app.worker_apart k on (k.area_id, k.worker_id) = (w.area_id, w.id) or (k.other_area_id, k.other_worker_id) = (w.area_id, w.id)
    where w.person_id = (select app.person_id())
$function$;
grant execute on function app.worker_aparts_of_me() to app;

CREATE OR REPLACE FUNCTION app.worker_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION app.worker_due_again()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.ask_about_workers(array[(to_jsonb(new) ->> case tg_table_name when 'worker' then 'id' else 'worker_id' end)::uuid]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_leave_comes()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if (select w.left_at from app.worker w where w.area_id = new.area_id and w.id = new.worker_id) is not null then
    raise exception 'they have left' using errcode = 'check_violation', constraint = 'worker_leave_while_there'; end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.worker_leaves(area uuid, worker uuid, why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
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
end $function$;
grant execute on function app.worker_leaves(uuid,uuid,text) to app;

CREATE OR REPLACE FUNCTION app.worker_names(area uuid)
 RETURNS TABLE(id uuid, name text, works_for text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select w.id, p.name, s.name || case when w.area_id = $1 then '' else ', ' || b.name end
  from app.area a join app.area b on b.id = any (a.id || a.partners) and b.id = any (app.my_areas_to('name workers'))
    join app.worker w on w.area_id = b.id and w.left_at is null join app.service s on s.area_id = w.area_id and s.key = w.service_key join app.person p on p.id = w.person_id
  where a.id = $1 and a.id = any (app.my_areas_to('name workers'))
  order by b.id <> a.id, p.name, w.id limit 2000
$function$;
grant execute on function app.worker_names(uuid) to app;

CREATE OR REPLACE FUNCTION app.worker_without_a_role()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  update app.worker w set left_at = now(), left_by = coalesce(app.person_id(), new.person_id), left_as = 'the service ended', version = w.version + 1
    where w.person_id = new.person_id and w.area_id = new.area_id and w.service_key = new.service_key and w.left_at is null and new.until_at <= now()
      and not exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work'
        where m.person_id = new.person_id and m.area_id = new.area_id and m.service_key = new.service_key and (m.until_at is null or m.until_at > now()));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.workers_apart_at(area uuid, worker uuid, from_at timestamp with time zone, until_at timestamp with time zone, place text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.workers_apart_from($1, $2) k join app.worker w on w.person_id = k.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      join app.planned_meeting p on p.area_id = m.area_id and p.match_id = m.id
    where p.called_off_at is null and p.starts_at < $4 + interval '1 hour' and p.ends_at > $3 - interval '1 hour' and app.same_place(p.venue, $5))
$function$;

CREATE OR REPLACE FUNCTION app.workers_apart_from(area uuid, worker uuid)
 RETURNS TABLE(person_id uuid, how_far text, own_past boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select o.person_id, k.how_far, k.own_past from app.worker w join app.worker mine on mine.person_id = w.person_id
    join app.worker_apart k on k.closed_at is null and ((k.area_id, k.worker_id) = (mine.area_id, mine.id) or (k.other_area_id, k.other_worker_id) = (mine.area_id, mine.id))
    join app.worker o on (o.area_id, o.id) = (case when k.worker_id = mine.id then k.other_area_id else k.area_id end, case when k.worker_id = mine.id then k.other_worker_id else k.worker_id end)
  where w.area_id = $1 and w.id = $2
$function$;

CREATE OR REPLACE FUNCTION app.workers_due()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select app.ask_about_workers(array(select w.id from app.worker w where w.left_at is null))
$function$;
grant execute on function app.workers_due() to worker;

CREATE OR REPLACE FUNCTION app.workers_to_keep_apart(worker uuid)
 RETURNS TABLE(id uuid, name text, works_for text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select o.id, p.name, s.name || case when o.area_id = w.area_id then '' else ', ' || b.name end
  from app.worker w join app.area a on a.id = w.area_id join app.area b on b.id = any (a.id || a.partners)
    join app.worker o on o.area_id = b.id and o.left_at is null and o.person_id not in (w.person_id, app.person_id())
      and (b.id = a.id or b.id = any (app.my_areas_to('name workers')) or o.id = any (app.my_workers('manage workers')))
    join app.service s on s.area_id = o.area_id and s.key = o.service_key join app.person p on p.id = o.person_id
  where w.id = $1 and w.id = any (app.my_workers('manage workers')) order by b.id <> a.id, p.name, o.id limit 2000
$function$;
grant execute on function app.workers_to_keep_apart(uuid) to app;

CREATE OR REPLACE FUNCTION app.workers_without_a_role()
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  with ended as (update app.worker w set left_at = now(), left_by = w.person_id, left_as = 'the service ended', version = w.version + 1
    where w.left_at is null and not exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work'
      where m.person_id = w.person_id and m.area_id = w.area_id and m.service_key = w.service_key and (m.until_at is null or m.until_at > now())) returning 1)
  select count(*)::integer from ended
$function$;
grant execute on function app.workers_without_a_role() to worker;

CREATE OR REPLACE FUNCTION app.yes_asks_for_adult()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  perform app.ask_for_adult(s.area_id, s.id) from app.strand_allocation s where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)) and s.until_at is null;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION app.young_person_by_reference(area uuid, reference text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select y.id from app.young_person y where y.area_id = $1 and y.reference = $2 and array[y.id] <@ app.visible_young_people(array[y.id])
$function$;
grant execute on function app.young_person_by_reference(uuid,text) to app;

CREATE OR REPLACE FUNCTION app.young_person_near_by_reference(area uuid, reference text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select y.id from app.young_person y join app.area a on a.id = $1 where y.area_id = any (a.id || a.partners) and y.reference = $2 and array[y.id] <@ app.visible_young_people(array[y.id])
$function$;
grant execute on function app.young_person_near_by_reference(uuid,text) to app;

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
  constraint agency_pkey PRIMARY KEY (area_id, id),
  constraint agency_key_is_unique UNIQUE (area_id, key),
  constraint agency_area FOREIGN KEY (area_id) REFERENCES app.area(id)
);
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
  constraint audit_event_pkey PRIMARY KEY (seq),
  constraint audit_event_act_length CHECK (length(act) >= 1 AND length(act) <= 100),
  constraint audit_event_outcome CHECK (outcome = ANY (ARRAY['read'::text, 'done'::text, 'not allowed'::text]))
);
CREATE INDEX audit_event_person ON app.audit_event USING btree (person_id, seq DESC);
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
  constraint case_holding_pkey PRIMARY KEY (area_id, id),
  constraint case_holding_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint case_holding_is_never_trusted_relationships CHECK (person_kind = 'professional'::text),
  constraint case_holding_person_has_kind CHECK ((person_id IS NULL) = (person_kind IS NULL)),
  constraint case_holding_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint case_holding_person FOREIGN KEY (person_id, person_kind) REFERENCES app.person(id, kind),
  constraint case_holding_team FOREIGN KEY (area_id, team_id, agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint case_holding_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX case_holding_agency_now ON app.case_holding USING btree (area_id, agency_id, from_at DESC, id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_current_person ON app.case_holding USING btree (person_id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_made_by_index ON app.case_holding USING btree (made_by);
CREATE INDEX case_holding_nobody ON app.case_holding USING btree (area_id, from_at) WHERE ((until_at IS NULL) AND (person_id IS NULL));
CREATE UNIQUE INDEX case_holding_one_at_a_time ON app.case_holding USING btree (area_id, young_person_id) WHERE (until_at IS NULL);
CREATE INDEX case_holding_person_index ON app.case_holding USING btree (person_id, person_kind);
CREATE INDEX case_holding_team_index ON app.case_holding USING btree (area_id, team_id, agency_id);
CREATE INDEX case_holding_young_person_index ON app.case_holding USING btree (area_id, young_person_id, from_at DESC);
alter table app.case_holding enable row level security, force row level security;
create policy owner_everything on app.case_holding for all to tr_owner
  using (true)
  with check (true);
create policy read_s1 on app.case_holding for select to app
  using ((EXISTS ( SELECT 1
   FROM app.young_person y
  WHERE ((y.area_id = case_holding.area_id) AND (y.id = case_holding.young_person_id)))));
create policy walled on app.case_holding as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.case_holding to app;

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
grant insert, select on app.contribution to app;

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
create policy owner_everything on app.deputy for all to tr_owner
  using (true)
  with check (true);

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
alter table app.different_view enable row level security, force row level security;
create policy forum_records on app.different_view for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (recorded_by = ( SELECT app.person_id() AS person_id))));
create policy owner_everything on app.different_view for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.different_view for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.different_view as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.different_view to app;

create table app.discussion (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  kind text not null,
  meeting_id uuid,
  place_on_agenda integer default 0 not null,
  sibling_group uuid,
  held_on date not null,
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
  constraint discussion_pkey PRIMARY KEY (area_id, id),
  constraint discussion_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint discussion_kind CHECK (kind = ANY (ARRAY['scheduled'::text, 'urgent'::text, 'strategy'::text])),
  constraint discussion_minutes_follow_the_outcome CHECK (minutes_confirmed_at IS NULL OR outcome_at IS NOT NULL),
  constraint discussion_outcome_opens_a_window CHECK ((outcome_at IS NULL) = (members_until IS NULL)),
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
CREATE INDEX discussion_outside_meetings ON app.discussion USING btree (area_id, held_on DESC, id) WHERE (kind <> 'scheduled'::text);
CREATE INDEX discussion_papers_frozen_by_index ON app.discussion USING btree (papers_frozen_by);
CREATE INDEX discussion_taken_off_by_index ON app.discussion USING btree (taken_off_by);
CREATE INDEX discussion_young_person_index ON app.discussion USING btree (area_id, young_person_id, held_on DESC);
alter table app.discussion enable row level security, force row level security;
create policy owner_everything on app.discussion for all to tr_owner
  using (true)
  with check (true);
create policy read_agenda on app.discussion for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy run_changes on app.discussion for update to app
  using ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])))
  with check ((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])));
create policy run_lists on app.discussion for insert to app
  with check (((area_id = ANY (( SELECT app.my_areas_to('run the forum'::text) AS my_areas_to)::uuid[])) AND (listed_by = ( SELECT app.person_id() AS person_id)) AND (outcome_at IS NULL) AND (minutes_confirmed_at IS NULL) AND (EXISTS ( SELECT 1
   FROM app.young_person y
  WHERE ((y.area_id = discussion.area_id) AND (y.id = discussion.young_person_id) AND (y.sent_to_forum_at IS NOT NULL) AND (y.merged_into IS NULL))))));
create policy walled on app.discussion as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.discussion to app;
grant update (meeting_id, place_on_agenda, sibling_group, held_on, papers_frozen_at, papers_frozen_by, outcome_at, members_until, taken_off_at, taken_off_by, taken_off_reason, version) on app.discussion to app;

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
alter table app.discussion_agency enable row level security, force row level security;
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
grant insert, select on app.discussion_agency to app;
grant update (invited_at, invited_by, uninvited_at, attendance, attendance_at, attendance_by) on app.discussion_agency to app;

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
create policy own_drafts on app.draft for all to app
  using ((person_id = ( SELECT app.person_id() AS person_id)))
  with check ((person_id = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.draft for all to tr_owner
  using (true)
  with check (true);
grant delete, insert, select, update on app.draft to app;

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
  constraint episode_pkey PRIMARY KEY (area_id, id),
  constraint episode_of_young_person UNIQUE (area_id, id, young_person_id),
  constraint episode_end_is_whole CHECK ((ended_on IS NULL) = (ended_at IS NULL) AND (ended_on IS NULL) = (ended_by IS NULL)),
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
alter table app.exploitation_concern enable row level security, force row level security;
create policy owner_everything on app.exploitation_concern for all to tr_owner
  using (true)
  with check (true);

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
  constraint forum_action_pkey PRIMARY KEY (area_id, id),
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
CREATE INDEX forum_action_person_index ON app.forum_action USING btree (person_id);
alter table app.forum_action enable row level security, force row level security;
create policy forum_gives on app.forum_action for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (given_by = ( SELECT app.person_id() AS person_id)) AND (done_at IS NULL)));
create policy owner_does on app.forum_action for update to app
  using (((done_at IS NULL) AND ((young_person_id = ANY (( SELECT app.my_young_people('run the forum'::text) AS my_young_people)::uuid[])) OR ((person_id = ( SELECT app.person_id() AS person_id)) AND (young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[]))) OR ((agency_id = ANY (( SELECT app.my_forum_agencies() AS my_forum_agencies)::uuid[])) AND (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))))))
  with check ((done_by = ( SELECT app.person_id() AS person_id)));
create policy owner_everything on app.forum_action for all to tr_owner
  using (true)
  with check (true);
create policy read_s4 on app.forum_action for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))));
create policy walled on app.forum_action as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.forum_action to app;
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
grant insert, select on app.forum_outcome to app;

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
  constraint hand_over_pkey PRIMARY KEY (area_id, id),
  constraint hand_over_answer CHECK (answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'withdrawn'::text, 'overtaken'::text])),
  constraint hand_over_answer_is_whole CHECK ((answer IS NULL) = (answered_at IS NULL)),
  constraint hand_over_answer_reason_length CHECK (length(answer_reason) <= 4000),
  constraint hand_over_decline_has_a_reason CHECK (answer <> 'declined'::text OR answer_reason IS NOT NULL),
  constraint hand_over_is_never_to_trusted_relationships CHECK (to_person_kind = 'professional'::text),
  constraint hand_over_person_has_kind CHECK ((to_person_id IS NULL) = (to_person_kind IS NULL)),
  constraint hand_over_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint hand_over_answered_by FOREIGN KEY (answered_by) REFERENCES app.person(id),
  constraint hand_over_asked_by FOREIGN KEY (asked_by) REFERENCES app.person(id),
  constraint hand_over_from_team FOREIGN KEY (area_id, from_team_id, from_agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint hand_over_to_person FOREIGN KEY (to_person_id, to_person_kind) REFERENCES app.person(id, kind),
  constraint hand_over_to_team FOREIGN KEY (area_id, to_team_id, to_agency_id) REFERENCES app.team(area_id, id, agency_id),
  constraint hand_over_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX hand_over_answered_by_index ON app.hand_over USING btree (answered_by);
CREATE INDEX hand_over_asked_by_index ON app.hand_over USING btree (asked_by);
CREATE INDEX hand_over_from_team_index ON app.hand_over USING btree (area_id, from_team_id, from_agency_id);
CREATE UNIQUE INDEX hand_over_one_open ON app.hand_over USING btree (area_id, young_person_id) WHERE (answered_at IS NULL);
CREATE INDEX hand_over_open_team ON app.hand_over USING btree (area_id, to_team_id) WHERE (answered_at IS NULL);
CREATE INDEX hand_over_to_person_index ON app.hand_over USING btree (to_person_id, to_person_kind);
CREATE INDEX hand_over_to_team_index ON app.hand_over USING btree (area_id, to_team_id, to_agency_id);
CREATE INDEX hand_over_young_person_index ON app.hand_over USING btree (area_id, young_person_id, asked_at DESC);
alter table app.hand_over enable row level security, force row level security;
create policy owner_everything on app.hand_over for all to tr_owner
  using (true)
  with check (true);

create table app.identity (
  issuer text not null,
  subject text not null,
  person_id uuid not null,
  bound_at timestamp with time zone default now() not null,
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
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_code_is_unique UNIQUE (code_hash),
  constraint invitation_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint invitation_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX invitation_made_by_index ON app.invitation USING btree (made_by);
CREATE INDEX invitation_person_index ON app.invitation USING btree (person_id);
alter table app.invitation enable row level security, force row level security;
create policy owner_everything on app.invitation for all to tr_owner
  using (true)
  with check (true);

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
alter table app.local_picture enable row level security, force row level security;
create policy owner_everything on app.local_picture for all to tr_owner
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
grant insert, select on app.meeting to app;
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
  constraint membership_pkey PRIMARY KEY (id),
  constraint membership_ends_after_it_starts CHECK (until_at IS NULL OR until_at >= from_at),
  constraint membership_kind_fits_role CHECK (
CASE
    WHEN role = ANY (ARRAY['coordinator'::text, 'operational-manager'::text, 'service-manager'::text, 'mentor-coordinator'::text, 'family-network-coordinator'::text, 'relief-worker'::text, 'volunteer-mentor'::text]) THEN person_kind = 'trusted-relationships'::text
    WHEN role = ANY (ARRAY['case-holder'::text, 'team-manager'::text, 'agency-manager'::text, 'duty'::text, 'partner-professional'::text]) THEN person_kind = 'professional'::text
    ELSE true
END),
  constraint membership_agency FOREIGN KEY (area_id, agency_id) REFERENCES app.agency(area_id, id),
  constraint membership_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint membership_made_by FOREIGN KEY (made_by) REFERENCES app.person(id),
  constraint membership_person FOREIGN KEY (person_id, person_kind) REFERENCES app.person(id, kind),
  constraint membership_role FOREIGN KEY (role) REFERENCES app.role(key),
  constraint membership_service FOREIGN KEY (area_id, service_key) REFERENCES app.service(area_id, key),
  constraint membership_team FOREIGN KEY (area_id, team_id, agency_id) REFERENCES app.team(area_id, id, agency_id)
);
CREATE INDEX membership_agency_index ON app.membership USING btree (area_id, agency_id);
CREATE INDEX membership_area_index ON app.membership USING btree (area_id, role) WHERE (until_at IS NULL);
CREATE INDEX membership_made_by_index ON app.membership USING btree (made_by);
CREATE UNIQUE INDEX membership_once ON app.membership USING btree (person_id, role, area_id, COALESCE(agency_id, area_id), COALESCE(team_id, area_id), COALESCE(service_key, ''::text)) WHERE (until_at IS NULL);
CREATE INDEX membership_person_index ON app.membership USING btree (person_id, person_kind);
CREATE INDEX membership_role_index ON app.membership USING btree (role);
CREATE INDEX membership_service_index ON app.membership USING btree (area_id, service_key);
CREATE INDEX membership_team_index ON app.membership USING btree (area_id, team_id, agency_id);
alter table app.membership enable row level security, force row level security;
create policy own_or_area on app.membership for select to app
  using (((person_id = ( SELECT app.person_id() AS person_id)) OR (area_id = ANY (( SELECT app.my_member_areas() AS my_member_areas)::uuid[]))));
create policy owner_everything on app.membership for all to tr_owner
  using (true)
  with check (true);
create policy worker_reads on app.membership for select to worker
  using (true);
grant select on app.membership to app;
grant select on app.membership to worker;

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
  constraint notification_path_is_our_own CHECK (path ~ '^/[a-z0-9/-]*(\?[a-z0-9=&-]*)?$'::text),
  constraint notification_urgency CHECK (urgency = ANY (ARRAY['today'::text, 'digest'::text])),
  constraint notification_area FOREIGN KEY (area_id) REFERENCES app.area(id),
  constraint notification_mailing FOREIGN KEY (mailing_id) REFERENCES app.mailing(id),
  constraint notification_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX notification_area_index ON app.notification USING btree (area_id, young_person_id);
CREATE INDEX notification_mailing_index ON app.notification USING btree (mailing_id);
CREATE INDEX notification_person_index ON app.notification USING btree (person_id, told_at DESC);
CREATE INDEX notification_unmailed ON app.notification USING btree (urgency, told_at) WHERE (mailed_at IS NULL);
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
grant insert, select on app.option_considered to app;

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
alter table app.paper enable row level security, force row level security;
create policy owner_everything on app.paper for all to tr_owner
  using (true)
  with check (true);
create policy read_by_handling on app.paper for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_core_discussions() AS my_core_discussions)::uuid[])) OR ((handling = 'all at this item'::text) AND ((young_person_id = ANY (( SELECT app.my_young_people('read S4'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_discussions() AS my_discussions)::uuid[]))))));
create policy run_freezes on app.paper for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('run the forum'::text) AS my_young_people)::uuid[])) AND (frozen_by = ( SELECT app.person_id() AS person_id))));
create policy walled on app.paper as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.paper to app;

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
alter table app.person enable row level security, force row level security;
create policy colleagues_read on app.person for select to app
  using (((id = ( SELECT app.person_id() AS person_id)) OR (( SELECT app.person_id() AS person_id) IS NOT NULL)));
create policy owner_everything on app.person for all to tr_owner
  using (true)
  with check (true);
create policy worker_reads on app.person for select to worker
  using (true);
grant select on app.person to app;
grant select on app.person to worker;

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
  constraint record_change_pkey PRIMARY KEY (area_id, id),
  constraint record_change_class CHECK (class >= 1 AND class <= 5),
  constraint record_change_field_is_a_word CHECK (field ~ '^[a-z][a-z ()-]{1,60}$'::text),
  constraint record_change_why_length CHECK (length(why) <= 4000),
  constraint record_change_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint record_change_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX record_change_changed_by_index ON app.record_change USING btree (changed_by);
CREATE INDEX record_change_newest ON app.record_change USING btree (area_id, young_person_id, id DESC);
alter table app.record_change enable row level security, force row level security;
create policy owner_everything on app.record_change for all to tr_owner
  using (true)
  with check (true);

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
alter table app.risk_fact enable row level security, force row level security;
create policy chair_lifts on app.risk_fact for update to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('chair the forum'::text) AS my_young_people)::uuid[])) AND (lifted_at IS NULL)))
  with check (((young_person_id = ANY (( SELECT app.my_young_people('chair the forum'::text) AS my_young_people)::uuid[])) AND (lifted_by = ( SELECT app.person_id() AS person_id))));
create policy forum_finds on app.risk_fact for insert to app
  with check (((young_person_id = ANY (( SELECT app.my_young_people('record an outcome'::text) AS my_young_people)::uuid[])) AND (found_by = ( SELECT app.person_id() AS person_id)) AND (lifted_at IS NULL)));
create policy owner_everything on app.risk_fact for all to tr_owner
  using (true)
  with check (true);
create policy read_s5 on app.risk_fact for select to app
  using (((young_person_id = ANY (( SELECT app.my_young_people('read S5'::text) AS my_young_people)::uuid[])) OR (young_person_id = ANY (( SELECT app.my_young_people('read the facts found'::text) AS my_young_people)::uuid[])) OR (discussion_id = ANY (( SELECT app.my_core_discussions() AS my_core_discussions)::uuid[]))));
create policy walled on app.risk_fact as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant insert, select on app.risk_fact to app;
grant update (lifted_at, lifted_by, lifted_reason) on app.risk_fact to app;

create table app.role (
  key text not null,
  says text not null,
  kind text,
  constraint role_pkey PRIMARY KEY (key),
  constraint role_kind CHECK (kind = ANY (ARRAY['professional'::text, 'trusted-relationships'::text]))
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
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_is_unique UNIQUE (token_hash),
  constraint session_ended_because CHECK (ended_because = ANY (ARRAY['signed out'::text, 'signed out everywhere'::text, 'account closed'::text, 'replaced'::text])),
  constraint session_ends_with_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
  constraint session_person FOREIGN KEY (person_id) REFERENCES app.person(id)
);
CREATE INDEX session_person_index ON app.session USING btree (person_id, started_at DESC);
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

create table app.system (
  only_row boolean default true not null,
  kind text not null,
  sign_in_key bytea not null,
  configuration_hash text default ''::text not null,
  made_at timestamp with time zone default now() not null,
  mails_from text,
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
  constraint task_desk CHECK (desk ~ '^(person|team):[0-9a-f-]{36}$'::text OR desk ~ '^role:[0-9a-f-]{36}:[a-z-]+$'::text),
  constraint task_kind_is_a_word CHECK (kind ~ '^[a-z][a-z ]{2,60}$'::text),
  constraint task_path_is_our_own CHECK (path ~ '^/[a-z0-9/-]*(\?[a-z0-9=&-]*)?$'::text),
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
create policy owner_everything on app.task for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.task as restrictive for all to app
  using (((young_person_id IS NULL) OR (young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))));
grant select on app.task to app;

create table app.team (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  agency_id uuid not null,
  name text not null,
  phone text,
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
  constraint trusted_adult_recorded_by FOREIGN KEY (recorded_by) REFERENCES app.person(id),
  constraint trusted_adult_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX trusted_adult_newest ON app.trusted_adult USING btree (area_id, young_person_id, circle, recorded_at DESC);
CREATE INDEX trusted_adult_recorded_by_index ON app.trusted_adult USING btree (recorded_by);
alter table app.trusted_adult enable row level security, force row level security;
create policy owner_everything on app.trusted_adult for all to tr_owner
  using (true)
  with check (true);

create table app.wall (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  person_id uuid not null,
  kind text not null,
  said_by uuid not null,
  from_at timestamp with time zone default now() not null,
  until_at timestamp with time zone,
  constraint wall_pkey PRIMARY KEY (area_id, id),
  constraint wall_kind CHECK (kind = ANY (ARRAY['household'::text, 'relative'::text, 'friend'::text, 'neighbour'::text, 'knows the family'::text, 'poses a risk'::text, 'keep apart'::text])),
  constraint wall_person FOREIGN KEY (person_id) REFERENCES app.person(id),
  constraint wall_said_by FOREIGN KEY (said_by) REFERENCES app.person(id),
  constraint wall_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE UNIQUE INDEX wall_once ON app.wall USING btree (person_id, young_person_id) WHERE (until_at IS NULL);
CREATE INDEX wall_person_index ON app.wall USING btree (person_id);
CREATE INDEX wall_said_by_index ON app.wall USING btree (said_by);
CREATE INDEX wall_young_person_index ON app.wall USING btree (area_id, young_person_id);
alter table app.wall enable row level security, force row level security;
create policy own_or_governance on app.wall for select to app
  using (((person_id = ( SELECT app.person_id() AS person_id)) AND (kind <> 'poses a risk'::text) AND (kind <> 'keep apart'::text)));
create policy owner_everything on app.wall for all to tr_owner
  using (true)
  with check (true);
grant select on app.wall to app;

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
  moved_at timestamp with time zone default now() not null,
  moved_by uuid not null,
  constraint wrong_child_pkey PRIMARY KEY (area_id, id),
  constraint wrong_child_entry_once UNIQUE (area_id, kind, entry_id),
  constraint wrong_child_kind CHECK (kind = ANY (ARRAY['exploitation concern'::text, 'trusted adult'::text, 'link'::text])),
  constraint wrong_child_of_two CHECK (young_person_id <> right_young_person_id),
  constraint wrong_child_reason_length CHECK (length(reason) >= 1 AND length(reason) <= 4000),
  constraint wrong_child_moved_by FOREIGN KEY (moved_by) REFERENCES app.person(id),
  constraint wrong_child_right_young_person FOREIGN KEY (area_id, right_young_person_id) REFERENCES app.young_person(area_id, id),
  constraint wrong_child_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX wrong_child_moved_by_index ON app.wrong_child USING btree (moved_by);
CREATE INDEX wrong_child_right_young_person_index ON app.wrong_child USING btree (area_id, right_young_person_id);
CREATE INDEX wrong_child_young_person_index ON app.wrong_child USING btree (area_id, young_person_id);
alter table app.wrong_child enable row level security, force row level security;
create policy owner_everything on app.wrong_child for all to tr_owner
  using (true)
  with check (true);

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
  merged_into uuid,
  version integer default 1 not null,
  constraint young_person_pkey PRIMARY KEY (area_id, id),
  constraint young_person_id_is_unique UNIQUE (id),
  constraint young_person_reference_is_unique UNIQUE (reference),
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
alter table app.young_person enable row level security, force row level security;
create policy change_identity on app.young_person for update to app
  using ((id = ANY (( SELECT app.my_young_people('change identity'::text) AS my_young_people)::uuid[])))
  with check ((id = ANY (( SELECT app.my_young_people('change identity'::text) AS my_young_people)::uuid[])));
create policy linked_or_listed on app.young_person for select to app
  using (((area_id = ANY (( SELECT app.my_areas_to('list young people'::text) AS my_areas_to)::uuid[])) OR ((opened_to_panel_at IS NOT NULL) AND (area_id = ANY (( SELECT app.my_areas_to('list nominated young people'::text) AS my_areas_to)::uuid[]))) OR ((sent_to_forum_at IS NOT NULL) AND (area_id = ANY (( SELECT app.my_areas_to('list young people sent to the forum'::text) AS my_areas_to)::uuid[]))) OR (id = ANY (( SELECT app.my_young_people('read S1'::text) AS my_young_people)::uuid[]))));
create policy owner_everything on app.young_person for all to tr_owner
  using (true)
  with check (true);
create policy walled on app.young_person as restrictive for all to app
  using ((id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person to app;
grant update (given_names, surname, known_as, pronouns, born_on, born_on_estimated, born_on_source, sex, gender, ethnicity, language, interpreter, easy_read, disability, status, status_since, version) on app.young_person to app;

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
  constraint young_person_detail_pkey PRIMARY KEY (area_id, young_person_id),
  constraint young_person_detail_changed_by FOREIGN KEY (changed_by) REFERENCES app.person(id),
  constraint young_person_detail_young_person FOREIGN KEY (area_id, young_person_id) REFERENCES app.young_person(area_id, id)
);
CREATE INDEX young_person_detail_changed_by_index ON app.young_person_detail USING btree (changed_by);
CREATE INDEX young_person_detail_postcode ON app.young_person_detail USING btree (area_id, postcode);
alter table app.young_person_detail enable row level security, force row level security;
create policy change_circumstances on app.young_person_detail for update to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('change circumstances'::text) AS my_young_people)::uuid[])))
  with check ((young_person_id = ANY (( SELECT app.my_young_people('change circumstances'::text) AS my_young_people)::uuid[])));
create policy owner_everything on app.young_person_detail for all to tr_owner
  using (true)
  with check (true);
create policy read_s2 on app.young_person_detail for select to app
  using ((young_person_id = ANY (( SELECT app.my_young_people('read S2'::text) AS my_young_people)::uuid[])));
create policy walled on app.young_person_detail as restrictive for all to app
  using ((young_person_id <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])));
grant select on app.young_person_detail to app;
grant update (living_area, address, postcode, living_with, school, school_status, case_status, care_status, phone, safe_number, safe_when, never_text, safe_word, safe_contact_note, changed_at, changed_by, version) on app.young_person_detail to app;

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
alter table app.young_person_link enable row level security, force row level security;
create policy owner_everything on app.young_person_link for all to tr_owner
  using (true)
  with check (true);

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
alter table app.young_person_merge enable row level security, force row level security;
create policy owner_everything on app.young_person_merge for all to tr_owner
  using (true)
  with check (true);

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
CREATE INDEX young_person_name_sounds ON app.young_person_name USING btree (area_id, sounds);
CREATE INDEX young_person_name_sounds_too ON app.young_person_name USING btree (area_id, sounds_too) WHERE (sounds_too IS NOT NULL);
CREATE INDEX young_person_name_words ON app.young_person_name USING btree (area_id, word text_pattern_ops, young_person_id);
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
create policy owner_everything on app.young_person_search for all to tr_owner
  using (true)
  with check (true);

create table app.young_person_status (
  area_id uuid not null,
  id uuid default uuidv7() not null,
  young_person_id uuid not null,
  status text not null,
  since_on date not null,
  note text,
  recorded_at timestamp with time zone default now() not null,
  recorded_by uuid not null,
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

create view app.area_relation as
 SELECT area_relation_duty.person_id,
    area_relation_duty.area_id,
    area_relation_duty.young_person_id,
    area_relation_duty.because
   FROM app.area_relation_duty
UNION ALL
 SELECT area_relation_forum.person_id,
    area_relation_forum.area_id,
    area_relation_forum.young_person_id,
    area_relation_forum.because
   FROM app.area_relation_forum;

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

create view app.at_discussion as
 SELECT m.person_id,
    d.area_id,
    d.young_person_id,
    d.id AS discussion_id,
    m.agency_id,
    g.core
   FROM app.membership m
     JOIN app.agency g ON g.area_id = m.area_id AND g.id = m.agency_id
     JOIN app.discussion_agency i ON i.area_id = m.area_id AND i.agency_id = m.agency_id AND i.uninvited_at IS NULL
     JOIN app.discussion d ON d.area_id = i.area_id AND d.id = i.discussion_id
  WHERE m.role = 'forum-member'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now()) AND d.papers_frozen_at IS NOT NULL AND d.taken_off_at IS NULL AND (d.members_until IS NULL OR d.members_until > now() OR (EXISTS ( SELECT 1
           FROM app.forum_action a
          WHERE a.area_id = d.area_id AND a.discussion_id = d.id AND a.agency_id = m.agency_id AND a.done_at IS NULL)));

create view app.relation as
 SELECT relation_case_holder.person_id,
    relation_case_holder.area_id,
    relation_case_holder.young_person_id,
    relation_case_holder.because
   FROM app.relation_case_holder
UNION ALL
 SELECT relation_forum.person_id,
    relation_forum.area_id,
    relation_forum.young_person_id,
    relation_forum.because
   FROM app.relation_forum;

create view app.relation_case_holder as
 SELECT h.person_id,
    h.area_id,
    h.young_person_id,
    'case-holder'::text AS because
   FROM app.case_holding h
  WHERE h.until_at IS NULL AND h.person_id IS NOT NULL
UNION ALL
 SELECT m.person_id,
    h.area_id,
    h.young_person_id,
    'team manager'::text AS because
   FROM app.membership m
     JOIN app.case_holding h ON h.area_id = m.area_id AND h.team_id = m.team_id AND h.until_at IS NULL
  WHERE m.role = 'team-manager'::text AND m.from_at <= now() AND (m.until_at IS NULL OR m.until_at > now());

create view app.relation_forum as
 SELECT person_id,
    area_id,
    young_person_id,
        CASE
            WHEN core THEN 'forum member of a core agency'::text
            ELSE 'forum member'::text
        END AS because
   FROM app.at_discussion;

CREATE OR REPLACE FUNCTION app.acted(request uuid, act text, young_person uuid, record uuid, detail jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); area uuid;
begin
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  if young_person is not null then select area_id into area from app.young_person where id = young_person; end if;
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds';
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail)
    values (request, me, app.session_id(), act, 'done', case when young_person is null then '{}' else app.my_reasons(young_person) end, area, young_person, record, coalesce(detail, '{}'));
end $function$;
grant execute on function app.acted(uuid,text,uuid,uuid,jsonb) to app;

CREATE OR REPLACE FUNCTION app.actions_climb()
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare late record; n integer := 0;
begin
  for late in update app.forum_action set climbed_at = now()
      where done_at is null and climbed_at is null and climbs_on < (now() at time zone 'Europe/London')::date returning * loop
    n := n + 1;
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select distinct m.person_id, late.area_id, late.young_person_id, 'action climbs', '/' || a.key || '/forum/late-actions', 'today'
      from app.membership m join app.area a on a.id = m.area_id
      where m.area_id = late.area_id and m.agency_id = late.agency_id and m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now());
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
    union select rm.act from app.relation_may rm join app.relation_kind k using (because) left join mine on mine.role = k.role
      where mine.role is not null or (k.role is null and exists (select 1 from mine))) acts
$function$;

CREATE OR REPLACE FUNCTION app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be asked about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $function$;
grant execute on function app.ask(uuid,uuid,text,uuid,text,date,text) to app;

CREATE OR REPLACE FUNCTION app.ask_for_mail(person uuid, kind text)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select graphile_worker.add_job('mail', json_build_object('person', person, 'kind', kind), job_key => 'mail:' || kind || ':' || person)
$function$;

CREATE OR REPLACE FUNCTION app.audit_line(e app.audit_event)
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select concat_ws(E'\n', e.seq::text, e.xid::text, (extract(epoch from e.at) * 1000000)::bigint::text, coalesce(e.request::text, ''), coalesce(e.person_id::text, ''),
    coalesce(e.session_id::text, ''), e.act, e.outcome, array_to_string(e.because, ','), coalesce(e.area_id::text, ''), coalesce(e.young_person_id::text, ''),
    coalesce(e.record_id::text, ''), e.detail::text)
$function$;
grant execute on function app.audit_line(app.audit_event) to worker;

CREATE OR REPLACE FUNCTION app.can_be_mailed(person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.person p where p.id = person and p.closed_at is null and p.work_email <> '')
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
    jobs as (delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '14 days' returning 1)
  select (select count(*) from drafts) + (select count(*) from forms) + (select count(*) from sign_ins) + (select count(*) from jobs)
$function$;
grant execute on function app.clear_away() to worker;

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
    union all select 'role:' || m.area_id || ':' || m.role from app.membership m where m.person_id = person
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) desks
$function$;

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

CREATE OR REPLACE FUNCTION app.enter(token text, focus uuid[])
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare s app.session; p app.person;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  if s.last_seen_at + s.idle_for <= now() and (s.meeting_until is null or s.meeting_until <= now()) then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $function$;
grant execute on function app.enter(text,uuid[]) to app;

CREATE OR REPLACE FUNCTION app.focus()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog'
AS $function$
  select nullif(current_setting('app.focus', true), '')::uuid[]
$function$;
grant execute on function app.focus() to app;

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

CREATE OR REPLACE FUNCTION app.is_soon_due(person uuid, today date)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select exists (select from app.task t where t.settled_at is null and t.desk = any (app.desks_of(person))
    and t.due_on <= today + 2 and (t.due_on >= today or extract(isodow from today) = 1)
    and not exists (select from app.wall w where w.person_id = person and w.young_person_id = t.young_person_id and w.until_at is null))
$function$;

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
    values (who, $2, $3, $4, (select id from app.young_person where id = $5), $6)
    on conflict on constraint draft_pkey do update set body = excluded.body, saved_at = now(), expires_at = now() + interval '30 days';
  return true;
end $function$;
grant execute on function app.keep_draft(text,text,text,uuid,uuid,jsonb) to app;

CREATE OR REPLACE FUNCTION app.late_actions(area uuid)
 RETURNS TABLE(id uuid, reference text, due_on date, climbed_at timestamp with time zone, agency text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select a.id, y.reference, a.due_on, a.climbed_at, g.name from app.forum_action a
  join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id
  join app.agency g on g.area_id = a.area_id and g.id = a.agency_id
  where a.area_id = area and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date and y.id <> all (app.my_walls())
    and a.agency_id in (select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = area and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by a.due_on, a.id limit 100
$function$;
grant execute on function app.late_actions(uuid) to app;

CREATE OR REPLACE FUNCTION app.lock_now()
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.session set last_seen_at = now() - idle_for, meeting_until = null where id = app.session_id()
$function$;
grant execute on function app.lock_now() to app;

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

CREATE OR REPLACE FUNCTION app.meeting_mode(until_at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  update app.session set meeting_until = least(until_at, now() + interval '4 hours', expires_at) where id = app.session_id()
    and 'hold a meeting' = any (app.acts_of(person_id))
$function$;
grant execute on function app.meeting_mode(timestamp with time zone) to app;

CREATE OR REPLACE FUNCTION app.my_areas(roles text[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = app.person_id() and m.role = any(roles) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;
grant execute on function app.my_areas(text[]) to app;

CREATE OR REPLACE FUNCTION app.my_areas_to(wanted text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m join app.role_may r on r.role = m.role and r.act = wanted
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;
grant execute on function app.my_areas_to(text) to app;

CREATE OR REPLACE FUNCTION app.my_core_discussions()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id() and core
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
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id()
$function$;
grant execute on function app.my_discussions() to app;

CREATE OR REPLACE FUNCTION app.my_forum_agencies()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct agency_id), '{}') from app.membership
  where person_id = app.person_id() and role = 'forum-member' and from_at <= now() and (until_at is null or until_at > now())
$function$;
grant execute on function app.my_forum_agencies() to app;

CREATE OR REPLACE FUNCTION app.my_member_areas()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$function$;
grant execute on function app.my_member_areas() to app;

CREATE OR REPLACE FUNCTION app.my_reasons(young_person uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct because order by because), '{}') from app.why_i_can_see(young_person)
$function$;
grant execute on function app.my_reasons(uuid) to app;

CREATE OR REPLACE FUNCTION app.my_sessions()
 RETURNS TABLE(id uuid, device text, started_at timestamp with time zone, last_seen_at timestamp with time zone, this_one boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id, s.device, s.started_at, s.last_seen_at, s.id = app.session_id() from app.session s
  where s.person_id = app.person_id() and s.ended_at is null and s.expires_at > now() order by s.last_seen_at desc limit 50
$function$;
grant execute on function app.my_sessions() to app;

CREATE OR REPLACE FUNCTION app.my_walls()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(young_person_id), '{}') from app.wall where person_id = app.person_id() and until_at is null
$function$;
grant execute on function app.my_walls() to app;

CREATE OR REPLACE FUNCTION app.my_young_people(wanted text)
 RETURNS uuid[]
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid := app.person_id(); narrow uuid[] := app.focus(); found uuid[]; walled uuid[];
begin
  if me is null then return '{}'; end if;
  if narrow is null then
    select coalesce(array_agg(distinct r.young_person_id), '{}') into found from app.relation r
      where r.person_id = me and r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  else
    select coalesce(array_agg(distinct r.young_person_id), '{}') into found from (
      select young_person_id, because from app.relation where person_id = me and young_person_id = any (narrow)
      union all
      select young_person_id, because from app.area_relation where person_id = me and young_person_id = any (narrow)) r
      where r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  end if;
  walled := app.my_walls();
  if walled = '{}' then return found; end if;
  return coalesce((select array_agg(f) from unnest(found) f where f <> all (walled)), '{}');
end $function$;
grant execute on function app.my_young_people(text) to app;

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

CREATE OR REPLACE FUNCTION app.people_at(desk text)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct p.id), '{}') from app.person p
  left join app.membership m on m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  where p.closed_at is null and (desk = 'person:' || p.id or (desk = 'team:' || m.team_id and m.role in ('case-holder', 'team-manager'))
    or desk = 'role:' || m.area_id || ':' || m.role)
$function$;

CREATE OR REPLACE FUNCTION app.person_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.person_id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and (s.last_seen_at + s.idle_for > now() or s.meeting_until > now())
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

CREATE OR REPLACE FUNCTION app.session_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select s.id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and (s.last_seen_at + s.idle_for > now() or s.meeting_until > now())
$function$;
grant execute on function app.session_id() to app;

CREATE OR REPLACE FUNCTION app.settle(area uuid, young_person uuid, kind text, record uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be settled about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is not distinct from young_person
      and (record is null or t.record_id = record);
end $function$;
grant execute on function app.settle(uuid,uuid,text,uuid) to app;

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
declare who uuid; message text;
begin
  message := concat_ws(E'\n', issuer, subject, encode(new_token_hash, 'hex'), extract(epoch from authenticated_at)::bigint,
    extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''), coalesce(encode(invitation_hash, 'hex'), ''));
  if proof is distinct from app.sign_in_proof(message) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege';
  end if;
  if invitation_hash is not null then
    update app.invitation i set used_at = now() where i.code_hash = invitation_hash and used_at is null and expires_at > now() returning person_id into who;
    if who is not null then
      insert into app.identity (issuer, subject, person_id) values (sign_in_ends.issuer, sign_in_ends.subject, who)
        on conflict on constraint identity_pkey do nothing;
    end if;
  end if;
  select i.person_id into who from app.identity i join app.person p on p.id = i.person_id
    where i.issuer = sign_in_ends.issuer and i.subject = sign_in_ends.subject and p.closed_at is null;
  if who is null then return null; end if;
  if resumes is not null then
    -- Whoever it was before: a token that stood in this browser is not left alive beside the new one.
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null;
  end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at)
    values (new_token_hash, who, left(device, 200), sign_in_ends.authenticated_at, idle, now() + lasts);
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
  where ended_at is null and (token_hash = app.token_hash() or (everywhere and person_id = app.person_id()))
$function$;
grant execute on function app.sign_out(boolean) to app;

CREATE OR REPLACE FUNCTION app.tell(area uuid, young_person uuid, kind text, desk text, urgency text, path text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare who uuid;
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be told about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  for who in
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select p, $1, $2, $3, $6, $5 from unnest(app.people_at($4)) p where p <> app.person_id()
        and not exists (select from app.wall w where w.person_id = p and w.young_person_id = $2 and w.until_at is null)
      returning person_id
  loop
    if urgency = 'today' then perform app.ask_for_mail(who, 'today'); end if;
  end loop;
end $function$;
grant execute on function app.tell(uuid,uuid,text,text,text,text) to app;

CREATE OR REPLACE FUNCTION app.token_hash()
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select sha256(convert_to(nullif(current_setting('app.token', true), ''), 'UTF8'))
$function$;
grant execute on function app.token_hash() to app;

CREATE OR REPLACE FUNCTION app.viewed(token text, request uuid, act text, young_people uuid[], record uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
declare me uuid; sess uuid; visible uuid[];
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', '', true);
  me := app.person_id(); sess := app.session_id();
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  update app.session set last_seen_at = now() where id = sess and last_seen_at < now() - interval '5 seconds';
  if young_people = '{}' then
    insert into app.audit_event (request, person_id, session_id, act, outcome, record_id) values (request, me, sess, act, 'read', record);
    return;
  end if;
  visible := app.visible_young_people(young_people);
  if not (young_people <@ visible) then raise exception 'a view may name only what was seen' using errcode = 'insufficient_privilege'; end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id)
    select request, me, sess, act, 'read', case when cardinality(young_people) = 1 then app.my_reasons(y.id) else '{}' end, y.area_id, y.id, record
    from app.young_person y where y.id = any (young_people) order by y.id;
end $function$;
grant execute on function app.viewed(text,uuid,text,uuid[],uuid) to app;

CREATE OR REPLACE FUNCTION app.visible_young_people(wanted uuid[])
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
  where y.id = any (wanted) and y.id <> all (app.my_walls()) and (
    y.area_id = any (app.my_areas_to('list young people'))
    or (y.opened_to_panel_at is not null and y.area_id = any (app.my_areas_to('list nominated young people')))
    or (y.sent_to_forum_at is not null and y.area_id = any (app.my_areas_to('list young people sent to the forum')))
    or exists (select 1 from app.relation r join app.relation_may m on m.because = r.because and m.act = 'read S1'
      where r.person_id = app.person_id() and r.young_person_id = y.id))
$function$;
grant execute on function app.visible_young_people(uuid[]) to app;

CREATE OR REPLACE FUNCTION app.who_can_see(young_person uuid)
 RETURNS TABLE(person_id uuid, name text, title text, because text, says text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select p.id, p.name, p.title, k.because, k.says from (
    select r.person_id, r.because from app.relation r where r.young_person_id = $1
    union select r.person_id, r.because from app.area_relation r where r.young_person_id = $1) r
  join app.person p on p.id = r.person_id and p.closed_at is null join app.relation_kind k using (because)
  where $1 = any (app.my_young_people('see who can see'))
    and not exists (select 1 from app.wall w where w.person_id = p.id and w.young_person_id = $1 and w.until_at is null)
  order by p.name, k.because
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

CREATE OR REPLACE FUNCTION app.why_i_can_see(young_person uuid)
 RETURNS TABLE(because text, says text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'app'
AS $function$
  select distinct k.because, k.says from (
    select because from app.relation where person_id = app.person_id() and young_person_id = $1
    union all select because from app.area_relation where person_id = app.person_id() and young_person_id = $1) r
  join app.relation_kind k using (because) where $1 <> all (app.my_walls())
$function$;
grant execute on function app.why_i_can_see(uuid) to app;

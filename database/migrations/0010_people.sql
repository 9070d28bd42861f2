-- What is known of a young person beyond who they are: episodes, kinds of exploitation, the local picture, adults they
-- trust, linked young people; how a case passes from hand to hand; searching before recording; merging records.

-- ------------------------------------------------------------------------------------------------------------------
-- Episodes: one after another; a return is a new one.

create table app.episode (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  started_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint episode_recorded_by references app.person,
  told_by text,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid constraint episode_ended_by references app.person,
  end_reason text,
  version integer not null default 1,
  primary key (area_id, id),
  constraint episode_of_young_person unique (area_id, id, young_person_id),
  constraint episode_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint episode_ends_after_it_starts check (ended_on is null or ended_on >= started_on),
  constraint episode_end_is_whole check ((ended_on is null) = (ended_at is null) and (ended_on is null) = (ended_by is null))
);
create unique index episode_one_open on app.episode (area_id, young_person_id) where ended_on is null;
create index episode_young_person_index on app.episode (area_id, young_person_id, started_on desc);
create index episode_recorded_by_index on app.episode (recorded_by);
create index episode_ended_by_index on app.episode (ended_by);
select app.guard('app.episode');
comment on table app.episode is 'S2. A time with Trusted Relationships, from the first record to the goodbye. One is open at a time; a return is a new one.';
comment on column app.episode.area_id is 'S2. Area.';
comment on column app.episode.id is 'S2. Identity.';
comment on column app.episode.young_person_id is 'S2. Young person.';
comment on column app.episode.started_on is 'S2. First day.';
comment on column app.episode.recorded_at is 'S2. When it was recorded.';
comment on column app.episode.recorded_by is 'S2. By whom.';
comment on column app.episode.told_by is 'S2. Who told us: config/code-lists referral-source.';
comment on column app.episode.ended_on is 'S2. Last day; empty while it runs.';
comment on column app.episode.ended_at is 'S2. When the end was recorded.';
comment on column app.episode.ended_by is 'S2. By whom.';
comment on column app.episode.end_reason is 'S2. Why it ended.';
comment on column app.episode.version is 'S2. Counts changes.';

-- ------------------------------------------------------------------------------------------------------------------
-- Exploitation, local picture, trusted adults, linked young people.

-- R4, R5: several kinds at once; none of them says who is to blame.
create table app.exploitation_concern (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  kind text not null,
  since_on date,
  note text constraint exploitation_concern_note_length check (length(note) <= 50000),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint exploitation_concern_recorded_by references app.person,
  ended_on date,
  ended_at timestamptz,
  ended_by uuid constraint exploitation_concern_ended_by references app.person,
  ended_reason text,
  moved_at timestamptz,
  version integer not null default 1,
  primary key (area_id, id),
  constraint exploitation_concern_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint exploitation_concern_end_is_whole check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null))
);
create unique index exploitation_concern_once on app.exploitation_concern (area_id, young_person_id, kind) where ended_at is null and moved_at is null;
create index exploitation_concern_young_person_index on app.exploitation_concern (area_id, young_person_id);
create index exploitation_concern_recorded_by_index on app.exploitation_concern (recorded_by);
create index exploitation_concern_ended_by_index on app.exploitation_concern (ended_by);
select app.guard('app.exploitation_concern');
comment on table app.exploitation_concern is 'S4. A kind of exploitation a young person is at risk of or subject to; several at once (R4, R5).';
comment on column app.exploitation_concern.area_id is 'S4. Area.';
comment on column app.exploitation_concern.id is 'S4. Identity.';
comment on column app.exploitation_concern.young_person_id is 'S4. Young person.';
comment on column app.exploitation_concern.kind is 'S4. config/code-lists exploitation-type.';
comment on column app.exploitation_concern.since_on is 'S4. Since when, where it is known.';
comment on column app.exploitation_concern.note is 'S4. What makes people worry.';
comment on column app.exploitation_concern.recorded_at is 'S4. When it was recorded.';
comment on column app.exploitation_concern.recorded_by is 'S4. By whom.';
comment on column app.exploitation_concern.ended_on is 'S4. Last day it was true.';
comment on column app.exploitation_concern.ended_at is 'S4. When the end was recorded.';
comment on column app.exploitation_concern.ended_by is 'S4. By whom.';
comment on column app.exploitation_concern.ended_reason is 'S4. Why nobody worries about it any more.';
comment on column app.exploitation_concern.moved_at is 'S4. When it turned out to be about another young person; hidden since.';
comment on column app.exploitation_concern.version is 'S4. Counts changes.';

-- R7, R8.
create table app.local_picture (
  area_id uuid not null,
  young_person_id uuid not null,
  active_places text[] not null default '{}',
  originating_networks text[] not null default '{}',
  flags text[] not null default '{}',
  note text constraint local_picture_note_length check (length(note) <= 50000),
  changed_at timestamptz not null default now(),
  changed_by uuid not null constraint local_picture_changed_by references app.person,
  version integer not null default 1,
  primary key (area_id, young_person_id),
  constraint local_picture_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index local_picture_changed_by_index on app.local_picture (changed_by);
select app.guard('app.local_picture');
comment on table app.local_picture is 'S4. What is happening around a young person: networks, where from, violence and weapons (R7, R8).';
comment on column app.local_picture.area_id is 'S4. Area.';
comment on column app.local_picture.young_person_id is 'S4. Young person.';
comment on column app.local_picture.active_places is 'S4. Where a network is active: config/code-lists active-place, or written in.';
comment on column app.local_picture.originating_networks is 'S4. Where it comes from: config/code-lists originating-network, or written in.';
comment on column app.local_picture.flags is 'S4. config/code-lists local-picture-flag.';
comment on column app.local_picture.note is 'S4. More about it.';
comment on column app.local_picture.changed_at is 'S4. Last change.';
comment on column app.local_picture.changed_by is 'S4. By whom.';
comment on column app.local_picture.version is 'S4. Counts changes.';

-- R6. Append-only: the newest answer for each circle counts, and how it changed is the outcome.
create table app.trusted_adult (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  circle text not null constraint trusted_adult_circle check (circle in ('family', 'community', 'professional')),
  answer text not null constraint trusted_adult_answer check (answer in ('yes', 'no', 'not known', 'not asked', 'prefers not to say')),
  words text constraint trusted_adult_words_length check (length(words) <= 50000),
  asked_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint trusted_adult_recorded_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint trusted_adult_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index trusted_adult_newest on app.trusted_adult (area_id, young_person_id, circle, recorded_at desc);
create index trusted_adult_recorded_by_index on app.trusted_adult (recorded_by);
select app.guard('app.trusted_adult');
comment on table app.trusted_adult is 'S3. Whether there is an adult they could tell a worry to, in the family, the community, among professionals (R6). Append-only: the newest answer counts.';
comment on column app.trusted_adult.area_id is 'S3. Area.';
comment on column app.trusted_adult.id is 'S3. Identity.';
comment on column app.trusted_adult.young_person_id is 'S3. Young person.';
comment on column app.trusted_adult.circle is 'S3. family, community or professional.';
comment on column app.trusted_adult.answer is 'S3. yes, no, not known, not asked, prefers not to say.';
comment on column app.trusted_adult.words is 'S3. Who, and what they said about it.';
comment on column app.trusted_adult.asked_on is 'S3. When they were asked.';
comment on column app.trusted_adult.recorded_at is 'S3. When it was recorded.';
comment on column app.trusted_adult.recorded_by is 'S3. By whom.';
comment on column app.trusted_adult.moved_at is 'S3. When it turned out to be about another young person; hidden since.';

create table app.young_person_link (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  other_id uuid,
  other_words text constraint young_person_link_words_length check (length(other_words) between 1 and 500),
  kind text not null,
  note text constraint young_person_link_note_length check (length(note) <= 4000),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint young_person_link_recorded_by references app.person,
  ended_at timestamptz,
  ended_by uuid constraint young_person_link_ended_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint young_person_link_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint young_person_link_other foreign key (area_id, other_id) references app.young_person (area_id, id),
  constraint young_person_link_not_to_self check (other_id <> young_person_id),
  constraint young_person_link_says_who check ((other_id is null) <> (other_words is null)),
  constraint young_person_link_end_is_whole check ((ended_at is null) = (ended_by is null))
);
create unique index young_person_link_once on app.young_person_link (area_id, least(young_person_id, other_id), greatest(young_person_id, other_id), kind)
  where other_id is not null and ended_at is null and moved_at is null;
create index young_person_link_young_person_index on app.young_person_link (area_id, young_person_id);
create index young_person_link_other_index on app.young_person_link (area_id, other_id);
create index young_person_link_recorded_by_index on app.young_person_link (recorded_by);
create index young_person_link_ended_by_index on app.young_person_link (ended_by);
select app.guard('app.young_person_link');
comment on table app.young_person_link is 'S5. Brothers, sisters and others: links between young people. One row speaks for both sides.';
comment on column app.young_person_link.area_id is 'S5. Area.';
comment on column app.young_person_link.id is 'S5. Identity.';
comment on column app.young_person_link.young_person_id is 'S5. Young person.';
comment on column app.young_person_link.other_id is 'S5. The other, where they have a record in this area.';
comment on column app.young_person_link.other_words is 'S5. The other in words, where they have none.';
comment on column app.young_person_link.kind is 'S5. config/code-lists relationship-kind, or written in.';
comment on column app.young_person_link.note is 'S5. More about it.';
comment on column app.young_person_link.recorded_at is 'S5. When it was recorded.';
comment on column app.young_person_link.recorded_by is 'S5. By whom.';
comment on column app.young_person_link.ended_at is 'S5. When it was taken off.';
comment on column app.young_person_link.ended_by is 'S5. By whom.';
comment on column app.young_person_link.moved_at is 'S5. When it turned out to be about another young person; hidden since.';

-- ------------------------------------------------------------------------------------------------------------------
-- How things were: status, and every change to the record.

create table app.young_person_status (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  status text not null constraint young_person_status_known check (status in ('none', 'missing now', 'custody', 'hospital', 'secure', 'died')),
  since_on date not null,
  note text constraint young_person_status_note_length check (length(note) <= 4000),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint young_person_status_recorded_by references app.person,
  primary key (area_id, id),
  constraint young_person_status_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index young_person_status_newest on app.young_person_status (area_id, young_person_id, recorded_at desc);
create index young_person_status_recorded_by_index on app.young_person_status (recorded_by);
select app.guard('app.young_person_status');
comment on table app.young_person_status is 'S2. Missing now, custody, hospital, secure, died: what stopped letters, surveys and texts, and when. Append-only.';
comment on column app.young_person_status.area_id is 'S2. Area.';
comment on column app.young_person_status.id is 'S2. Identity.';
comment on column app.young_person_status.young_person_id is 'S2. Young person.';
comment on column app.young_person_status.status is 'S2. The status.';
comment on column app.young_person_status.since_on is 'S2. Since when it was so.';
comment on column app.young_person_status.note is 'S2. Who told us, and what else must be known.';
comment on column app.young_person_status.recorded_at is 'S2. When it was recorded.';
comment on column app.young_person_status.recorded_by is 'S2. By whom.';

create table app.record_change (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  class smallint not null constraint record_change_class check (class between 1 and 5),
  field text not null constraint record_change_field_is_a_word check (field ~ '^[a-z][a-z ()-]{1,60}$'),
  was text,
  became text,
  why text constraint record_change_why_length check (length(why) <= 4000),
  changed_at timestamptz not null default now(),
  changed_by uuid not null constraint record_change_changed_by references app.person,
  primary key (area_id, id),
  constraint record_change_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index record_change_newest on app.record_change (area_id, young_person_id, id desc);
create index record_change_changed_by_index on app.record_change (changed_by);
select app.guard('app.record_change');
comment on table app.record_change is 'S5. What a record said before and after each change, by whom and why. Append-only. Each row is as sensitive as its field: class.';
comment on column app.record_change.area_id is 'S5. Area.';
comment on column app.record_change.id is 'S5. Identity.';
comment on column app.record_change.young_person_id is 'S5. Young person.';
comment on column app.record_change.class is 'S5. Sensitivity of the field, 1 to 5: who may read the field may read how it changed.';
comment on column app.record_change.field is 'S5. What changed.';
comment on column app.record_change.was is 'S5. What it said before.';
comment on column app.record_change.became is 'S5. What it says since.';
comment on column app.record_change.why is 'S5. Why, in words.';
comment on column app.record_change.changed_at is 'S5. When.';
comment on column app.record_change.changed_by is 'S5. By whom.';

-- ------------------------------------------------------------------------------------------------------------------
-- How a case passes from hand to hand.

create table app.hand_over (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  to_agency_id uuid not null,
  to_team_id uuid not null,
  to_person_id uuid,
  to_person_kind text constraint hand_over_is_never_to_trusted_relationships check (to_person_kind = 'professional'),
  made_by_manager boolean not null default false,
  reason text not null constraint hand_over_reason_length check (length(reason) between 1 and 4000),
  due_on date not null,
  asked_at timestamptz not null default now(),
  asked_by uuid not null constraint hand_over_asked_by references app.person,
  from_team_id uuid not null,
  from_agency_id uuid not null,
  answer text constraint hand_over_answer check (answer in ('accepted', 'declined', 'withdrawn', 'overtaken')),
  answered_at timestamptz,
  answered_by uuid constraint hand_over_answered_by references app.person,
  answer_reason text constraint hand_over_answer_reason_length check (length(answer_reason) <= 4000),
  primary key (area_id, id),
  constraint hand_over_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint hand_over_to_team foreign key (area_id, to_team_id, to_agency_id) references app.team (area_id, id, agency_id),
  constraint hand_over_from_team foreign key (area_id, from_team_id, from_agency_id) references app.team (area_id, id, agency_id),
  constraint hand_over_to_person foreign key (to_person_id, to_person_kind) references app.person (id, kind),
  constraint hand_over_person_has_kind check ((to_person_id is null) = (to_person_kind is null)),
  constraint hand_over_answer_is_whole check ((answer is null) = (answered_at is null)),
  constraint hand_over_decline_has_a_reason check (answer <> 'declined' or answer_reason is not null)
);
create unique index hand_over_one_open on app.hand_over (area_id, young_person_id) where answered_at is null;
create index hand_over_young_person_index on app.hand_over (area_id, young_person_id, asked_at desc);
create index hand_over_open_team on app.hand_over (area_id, to_team_id) where answered_at is null;
create index hand_over_to_team_index on app.hand_over (area_id, to_team_id, to_agency_id);
create index hand_over_from_team_index on app.hand_over (area_id, from_team_id, from_agency_id);
create index hand_over_to_person_index on app.hand_over (to_person_id, to_person_kind);
create index hand_over_asked_by_index on app.hand_over (asked_by);
create index hand_over_answered_by_index on app.hand_over (answered_by);
select app.guard('app.hand_over');
comment on table app.hand_over is 'S1. A case handed over: asked, then accepted, declined or withdrawn; or made by a manager, and the new team holds the child until somebody accepts.';
comment on column app.hand_over.area_id is 'S1. Area.';
comment on column app.hand_over.id is 'S1. Identity.';
comment on column app.hand_over.young_person_id is 'S1. Young person.';
comment on column app.hand_over.to_agency_id is 'S1. Agency asked.';
comment on column app.hand_over.to_team_id is 'S1. Team asked.';
comment on column app.hand_over.to_person_id is 'S1. Person asked; empty where anybody of the team may accept.';
comment on column app.hand_over.to_person_kind is 'S1. Always professional: R142 holds for whoever is asked too.';
comment on column app.hand_over.made_by_manager is 'S1. True where a manager made it: the team asked holds the child already.';
comment on column app.hand_over.reason is 'S1. Why, in words the other side may read before they can open the record.';
comment on column app.hand_over.due_on is 'S1. By when somebody is to answer.';
comment on column app.hand_over.asked_at is 'S1. When.';
comment on column app.hand_over.asked_by is 'S1. By whom.';
comment on column app.hand_over.from_team_id is 'S1. Team that held the child.';
comment on column app.hand_over.from_agency_id is 'S1. Its agency.';
comment on column app.hand_over.answer is 'S1. accepted, declined, withdrawn, or overtaken by another change of case-holder.';
comment on column app.hand_over.answered_at is 'S1. When.';
comment on column app.hand_over.answered_by is 'S1. By whom.';
comment on column app.hand_over.answer_reason is 'S1. Why not, where it was declined.';

create table app.deputy (
  area_id uuid not null constraint deputy_area references app.area,
  id uuid not null default uuidv7(),
  person_id uuid not null constraint deputy_person references app.person,
  deputy_id uuid not null,
  deputy_kind text not null default 'professional' constraint deputy_is_never_trusted_relationships check (deputy_kind = 'professional'),
  from_at timestamptz not null default now(),
  until_at timestamptz,
  made_by uuid not null constraint deputy_made_by references app.person,
  primary key (area_id, id),
  constraint deputy_deputy foreign key (deputy_id, deputy_kind) references app.person (id, kind),
  constraint deputy_is_somebody_else check (deputy_id <> person_id),
  constraint deputy_ends_after_it_starts check (until_at is null or until_at >= from_at)
);
create unique index deputy_one_at_a_time on app.deputy (area_id, person_id) where until_at is null;
create index deputy_person_index on app.deputy (person_id);
create index deputy_deputy_index on app.deputy (deputy_id, deputy_kind);
create index deputy_made_by_index on app.deputy (made_by);
select app.guard('app.deputy');
comment on table app.deputy is 'S0. Who stands in for a case-holder: the same young people, by name.';
comment on column app.deputy.area_id is 'S0. Area.';
comment on column app.deputy.id is 'S0. Identity.';
comment on column app.deputy.person_id is 'S0. Case-holder.';
comment on column app.deputy.deputy_id is 'S0. Their deputy.';
comment on column app.deputy.deputy_kind is 'S0. Always professional (R142).';
comment on column app.deputy.from_at is 'S0. From.';
comment on column app.deputy.until_at is 'S0. Until; empty while it runs.';
comment on column app.deputy.made_by is 'S0. Who named them.';

-- ------------------------------------------------------------------------------------------------------------------
-- Searching before recording; records that turn out to be one person's; entries about the wrong one.

create table app.budget (
  key text primary key,
  per_day integer not null constraint budget_is_positive check (per_day > 0),
  source text not null
);
select app.guard('app.budget');
create policy everybody_reads on app.budget for select to app, worker using (true);
grant select on app.budget to app, worker;
comment on table app.budget is 'S0. How often one person may do something in a day before they are asked to stop.';
comment on column app.budget.key is 'S0. What is counted.';
comment on column app.budget.per_day is 'S0. Times a day.';
comment on column app.budget.source is 'S0. Where the number comes from.';
insert into app.budget (key, per_day, source) values
  ('search before recording', 30, 'Project decision: several times what a busy front door records in a day; the area checks it');

create table app.young_person_search (
  area_id uuid not null constraint young_person_search_area references app.area,
  id uuid not null default uuidv7(),
  person_id uuid not null constraint young_person_search_person references app.person,
  at timestamptz not null default now(),
  given_names text not null constraint young_person_search_given_names_length check (length(given_names) between 1 and 200),
  surname text not null constraint young_person_search_surname_length check (length(surname) between 1 and 200),
  known_as text constraint young_person_search_known_as_length check (length(known_as) between 1 and 200),
  born_on date,
  postcode text,
  words jsonb not null,
  stopped boolean not null default false,
  used_at timestamptz,
  young_person_id uuid,
  primary key (area_id, id),
  constraint young_person_search_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index young_person_search_person_day on app.young_person_search (person_id, at desc);
create index young_person_search_young_person_index on app.young_person_search (area_id, young_person_id);
select app.guard('app.young_person_search');
comment on table app.young_person_search is 'S1. A search before recording: a record can only be made from one, with the same details.';
comment on column app.young_person_search.area_id is 'S1. Area.';
comment on column app.young_person_search.id is 'S1. Identity.';
comment on column app.young_person_search.person_id is 'S1. Who searched.';
comment on column app.young_person_search.at is 'S1. When.';
comment on column app.young_person_search.given_names is 'S1. Given names searched for.';
comment on column app.young_person_search.surname is 'S1. Surname searched for.';
comment on column app.young_person_search.known_as is 'S1. Name they go by.';
comment on column app.young_person_search.born_on is 'S1. Date of birth.';
comment on column app.young_person_search.postcode is 'S1. Postcode in capitals without spaces.';
comment on column app.young_person_search.words is 'S1. The words of the names and how they sound.';
comment on column app.young_person_search.stopped is 'S1. True where it was one too many that day: nothing was searched.';
comment on column app.young_person_search.used_at is 'S1. When a record was made from it.';
comment on column app.young_person_search.young_person_id is 'S1. That record.';

-- The children found stand in columns of other names: they may be of a partner area, and only functions read them.
create table app.search_match (
  area_id uuid not null,
  search_id uuid not null,
  found_id uuid not null,
  found_area_id uuid not null constraint search_match_found_area references app.area,
  alike text[] not null,
  score smallint not null,
  primary key (area_id, search_id, found_id),
  constraint search_match_search foreign key (area_id, search_id) references app.young_person_search (area_id, id)
);
create index search_match_found_area_index on app.search_match (found_area_id);
select app.guard('app.search_match');
comment on table app.search_match is 'S1. What a search found. Only functions read it: they say "a similar record exists" of those the searcher cannot see.';
comment on column app.search_match.area_id is 'S1. Area of the search.';
comment on column app.search_match.search_id is 'S1. Search.';
comment on column app.search_match.found_id is 'S1. Who was found.';
comment on column app.search_match.found_area_id is 'S1. In which area.';
comment on column app.search_match.alike is 'S1. Which kinds of detail look alike.';
comment on column app.search_match.score is 'S1. How much is alike.';

create table app.young_person_merge (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  into_id uuid not null,
  reason text not null constraint young_person_merge_reason_length check (length(reason) between 1 and 4000),
  merged_at timestamptz not null default now(),
  merged_by uuid not null constraint young_person_merge_merged_by references app.person,
  undone_at timestamptz,
  undone_by uuid constraint young_person_merge_undone_by references app.person,
  undone_reason text constraint young_person_merge_undone_reason_length check (length(undone_reason) between 1 and 4000),
  primary key (area_id, id),
  constraint young_person_merge_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint young_person_merge_into foreign key (area_id, into_id) references app.young_person (area_id, id),
  constraint young_person_merge_of_two check (young_person_id <> into_id),
  constraint young_person_merge_undoing_is_whole check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_reason is null))
);
create unique index young_person_merge_once on app.young_person_merge (area_id, young_person_id) where undone_at is null;
create index young_person_merge_young_person_index on app.young_person_merge (area_id, young_person_id);
create index young_person_merge_into_index on app.young_person_merge (area_id, into_id);
create index young_person_merge_merged_by_index on app.young_person_merge (merged_by);
create index young_person_merge_undone_by_index on app.young_person_merge (undone_by);
select app.guard('app.young_person_merge');
comment on table app.young_person_merge is 'S1. Two records of one young person. Nothing is moved, so it can be undone.';
comment on column app.young_person_merge.area_id is 'S1. Area.';
comment on column app.young_person_merge.id is 'S1. Identity.';
comment on column app.young_person_merge.young_person_id is 'S1. The record that closed.';
comment on column app.young_person_merge.into_id is 'S1. The record that goes on.';
comment on column app.young_person_merge.reason is 'S1. Why they are one person.';
comment on column app.young_person_merge.merged_at is 'S1. When.';
comment on column app.young_person_merge.merged_by is 'S1. By whom.';
comment on column app.young_person_merge.undone_at is 'S1. When it was undone.';
comment on column app.young_person_merge.undone_by is 'S1. By whom.';
comment on column app.young_person_merge.undone_reason is 'S1. Why.';

create table app.wrong_child (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  right_young_person_id uuid not null,
  kind text not null constraint wrong_child_kind check (kind in ('exploitation concern', 'trusted adult', 'link', 'risk assessment', 'screening')),
  entry_id uuid not null,
  moved_to_id uuid not null,
  reason text not null constraint wrong_child_reason_length check (length(reason) between 1 and 4000),
  seal bytea not null,
  recorded_at timestamptz not null,
  moved_at timestamptz not null default now(),
  moved_by uuid not null constraint wrong_child_moved_by references app.person,
  primary key (area_id, id),
  constraint wrong_child_entry_once unique (area_id, kind, entry_id),
  constraint wrong_child_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint wrong_child_right_young_person foreign key (area_id, right_young_person_id) references app.young_person (area_id, id),
  constraint wrong_child_of_two check (young_person_id <> right_young_person_id)
);
create index wrong_child_young_person_index on app.wrong_child (area_id, young_person_id);
create index wrong_child_right_young_person_index on app.wrong_child (area_id, right_young_person_id);
create index wrong_child_moved_by_index on app.wrong_child (moved_by);
select app.guard('app.wrong_child');
comment on table app.wrong_child is 'S4. An entry recorded against the wrong young person: moved, the first one hidden and sealed. Append-only.';
comment on column app.wrong_child.area_id is 'S4. Area.';
comment on column app.wrong_child.id is 'S4. Identity.';
comment on column app.wrong_child.young_person_id is 'S4. About whom it never was.';
comment on column app.wrong_child.right_young_person_id is 'S4. About whom it is.';
comment on column app.wrong_child.kind is 'S4. Kind of entry.';
comment on column app.wrong_child.entry_id is 'S4. The entry, hidden since.';
comment on column app.wrong_child.moved_to_id is 'S4. The same entry where it belongs.';
comment on column app.wrong_child.reason is 'S4. How it was noticed.';
comment on column app.wrong_child.seal is 'S4. SHA-256 of the entry as it was, so that a later change would show.';
comment on column app.wrong_child.recorded_at is 'S4. When the entry was recorded there: who opened the record since may have seen it.';
comment on column app.wrong_child.moved_at is 'S4. When.';
comment on column app.wrong_child.moved_by is 'S4. By whom.';

-- ------------------------------------------------------------------------------------------------------------------
-- Relations: a named deputy, whoever is asked to take a case over, and the manager of the agency that holds it.

create view app.relation_deputy as
  select d.deputy_id as person_id, h.area_id, h.young_person_id, 'deputy'::text as because from app.deputy d
    join app.case_holding h on h.area_id = d.area_id and h.person_id = d.person_id and h.until_at is null
    where d.from_at <= now() and (d.until_at is null or d.until_at > now())
      and exists (select 1 from app.membership m where m.person_id = d.deputy_id and m.area_id = d.area_id and m.role in ('case-holder', 'team-manager')
        and m.from_at <= now() and (m.until_at is null or m.until_at > now()));

create view app.relation_hand_over as
  select m.person_id, o.area_id, o.young_person_id, case m.role when 'team-manager' then 'team asked to take over' else 'asked to take over' end as because
    from app.membership m join app.hand_over o on o.area_id = m.area_id and o.to_team_id = m.team_id and o.answered_at is null
    where m.role in ('case-holder', 'team-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and (m.role = 'team-manager' or o.to_person_id is null or o.to_person_id = m.person_id);

-- Whoever is close to the record that goes on reads those that were merged into it: its history is the young person's.
create view app.relation_merged as
  select r.person_id, y.area_id, y.id as young_person_id, r.because from app.relation_case_holder r join app.young_person y on y.area_id = r.area_id and y.merged_into = r.young_person_id
  union all
  select r.person_id, y.area_id, y.id, r.because from app.relation_deputy r join app.young_person y on y.area_id = r.area_id and y.merged_into = r.young_person_id;

create or replace view app.relation as
  select * from app.relation_case_holder union all select * from app.relation_deputy union all select * from app.relation_hand_over union all select * from app.relation_merged;

-- An agency may hold very many children: its manager opens one at a time, and lists them through a function that pages.
create view app.area_relation_agency as
  select m.person_id, h.area_id, h.young_person_id, 'agency manager'::text as because from app.membership m
    join app.case_holding h on h.area_id = m.area_id and h.agency_id = m.agency_id and h.until_at is null
    where m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now());

create or replace view app.area_relation as select * from app.area_relation_duty union all select * from app.area_relation_agency;

insert into app.relation_kind (because, role, says) values
  ('deputy', 'case-holder', 'You stand in for this young person’s case-holder.'),
  ('asked to take over', 'case-holder', 'You are asked to take over this young person’s case.'),
  ('team asked to take over', 'team-manager', 'Your team is asked to take over this young person’s case.'),
  ('agency manager', 'agency-manager', 'Your agency holds this young person’s case.');

insert into app.relation_may (because, act)
  select because, act from unnest(array['case-holder', 'team manager', 'deputy']) because,
    unnest(array['record what is known', 'change status', 'link young people', 'move an entry', 'end an episode', 'tell of a death']) act
  union select 'deputy', act from unnest(array['read S1', 'read S2', 'read S3', 'read S4', 'read S5', 'change identity', 'change circumstances', 'see who can see', 'hand over']) act
  union select 'team manager', act from unnest(array['name a case-holder', 'merge records', 'unlock a record', 'accept a hand-over']) act
  union select 'agency manager', act from unnest(array['read S1', 'name a case-holder']) act
  union select 'asked to take over', act from unnest(array['read S1', 'accept a hand-over']) act
  union select 'team asked to take over', act from unnest(array['read S1', 'accept a hand-over']) act
  union select 'duty', 'change status';
insert into app.role_may (role, act) values ('case-holder', 'name a deputy'), ('team-manager', 'name a deputy'), ('agency-manager', 'list cases of my agency');

-- Acts that stay possible when a record is locked because the young person died, or closed because it was merged.
create function app.stays_open(act text) returns boolean language sql immutable set search_path = pg_catalog as $$
  select act like 'read %' or act = any (array['see who can see', 'unlock a record', 'merge records', 'tell of a death'])
$$;

-- As in 0004; and what is locked takes no more acts, in every feature, whatever page or statement asks. Its plan is made
-- once: the relations are so many that planning them anew took 11 ms at every call, running them takes half of one.
create or replace function app.my_young_people(wanted text) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id(); narrow uuid[] := app.focus(); mine uuid[]; walled uuid[];
begin
  if me is null then return '{}'; end if;
  if narrow is null then
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relation r
      where r.person_id = me and r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  else
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from (
      select young_person_id, because from app.relation where person_id = me and young_person_id = any (narrow)
      union all
      select young_person_id, because from app.area_relation where person_id = me and young_person_id = any (narrow)) r
      where r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  end if;
  if mine <> '{}' and not app.stays_open(wanted) then
    select coalesce(array_agg(y.id), '{}') into mine from app.young_person y where y.id = any (mine) and y.status <> 'died' and y.merged_into is null;
  end if;
  walled := app.my_walls();
  if walled = '{}' then return mine; end if;
  return coalesce((select array_agg(f) from unnest(mine) f where f <> all (walled)), '{}');
end $$;

-- What the person who asks may do with this child, through whatever relation, on whatever page they are.
create function app.my_acts_on(young_person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.act), '{}') from (
    select because from app.relation where person_id = app.person_id() and young_person_id = $1
    union all select because from app.area_relation where person_id = app.person_id() and young_person_id = $1) r
  join app.relation_may m using (because) join app.young_person y on y.id = $1
  where $1 <> all (app.my_walls()) and (app.stays_open(m.act) or (y.status <> 'died' and y.merged_into is null))
$$;

-- As in 0004; and a child whom a role in an area opens one at a time may be named in an audit event too.
create or replace function app.visible_young_people(wanted uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
  select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
  where y.id = any (wanted) and y.id <> all ((select app.my_walls())::uuid[]) and (
    y.area_id = any ((select app.my_areas_to('list young people'))::uuid[])
    or (y.opened_to_panel_at is not null and y.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
    or (y.sent_to_forum_at is not null and y.area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[]))
    or exists (select 1 from app.relation r join app.relation_may m on m.because = r.because and m.act = 'read S1'
      where r.person_id = (select app.person_id()) and r.young_person_id = y.id)
    or exists (select 1 from app.area_relation r join app.relation_may m on m.because = r.because and m.act = 'read S1'
      where r.person_id = (select app.person_id()) and r.young_person_id = y.id))
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Policies.

create policy read_s2 on app.episode for select to app using (young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
create policy walled on app.episode as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.episode to app;

create policy read_s4 on app.exploitation_concern for select to app
  using (moved_at is null and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy record_it on app.exploitation_concern for insert to app
  with check (moved_at is null and recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
create policy end_it on app.exploitation_concern for update to app
  using (moved_at is null and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
create policy walled on app.exploitation_concern as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert, update (since_on, note, ended_on, ended_at, ended_by, ended_reason, version) on app.exploitation_concern to app;

create policy read_s4 on app.local_picture for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy record_it on app.local_picture for insert to app with check (young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
create policy change_it on app.local_picture for update to app
  using (young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
create policy walled on app.local_picture as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert, update (active_places, originating_networks, flags, note, changed_at, changed_by, version) on app.local_picture to app;

create policy read_s3 on app.trusted_adult for select to app
  using (moved_at is null and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy record_it on app.trusted_adult for insert to app
  with check (moved_at is null and recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('record what is known'))::uuid[]));
create policy walled on app.trusted_adult as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.trusted_adult to app;

create policy read_s5 on app.young_person_link for select to app using (moved_at is null and (
  young_person_id = any ((select app.my_young_people('read S5'))::uuid[]) or other_id = any ((select app.my_young_people('read S5'))::uuid[])));
create policy record_it on app.young_person_link for insert to app
  with check (moved_at is null and recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('link young people'))::uuid[]));
-- The other, who need not be in focus. Whoever cannot be seen is answered like somebody who is not there: the foreign
-- key alone would tell them apart.
create function app.link_to_somebody_seen() returns trigger language plpgsql set search_path = pg_catalog, app as $$
begin
  if not array[new.other_id] <@ app.visible_young_people(array[new.other_id]) then
    raise exception 'a link may name only who can be seen' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger link_to_somebody_seen before insert on app.young_person_link for each row
  when (new.other_id is not null and current_user = 'app') execute function app.link_to_somebody_seen();
create policy end_it on app.young_person_link for update to app
  using (moved_at is null and (young_person_id = any ((select app.my_young_people('link young people'))::uuid[]) or other_id = any ((select app.my_young_people('link young people'))::uuid[])))
  with check (young_person_id = any ((select app.my_young_people('link young people'))::uuid[]) or other_id = any ((select app.my_young_people('link young people'))::uuid[]));
create policy walled on app.young_person_link as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
create policy walled_from_the_other on app.young_person_link as restrictive to app using (other_id is null or other_id <> all ((select app.my_walls())::uuid[]));
grant select, insert, update (ended_at, ended_by) on app.young_person_link to app;

create policy read_s2 on app.young_person_status for select to app using (young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
create policy walled on app.young_person_status as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.young_person_status to app;

create policy read_its_class on app.record_change for select to app using (
  (class = 1 and young_person_id = any ((select app.my_young_people('read S1'))::uuid[]))
  or (class = 2 and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]))
  or (class = 3 and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]))
  or (class = 4 and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]))
  or (class = 5 and young_person_id = any ((select app.my_young_people('read S5'))::uuid[])));
create policy write_down on app.record_change for insert to app
  with check (changed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('change identity'))::uuid[]));
create policy walled on app.record_change as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.record_change to app;

create policy read_s1 on app.hand_over for select to app using (young_person_id = any ((select app.my_young_people('read S1'))::uuid[]));
create policy ask_it on app.hand_over for insert to app with check (
  asked_by = (select app.person_id()) and not made_by_manager and answered_at is null and young_person_id = any ((select app.my_young_people('hand over'))::uuid[]));
create policy walled on app.hand_over as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.hand_over to app;

create policy of_my_areas on app.deputy for select to app using (area_id = any ((select app.my_member_areas())::uuid[]));
grant select on app.deputy to app;

create policy own_searches on app.young_person_search for select to app using (person_id = (select app.person_id()));
create policy walled on app.young_person_search as restrictive to app
  using (young_person_id is null or young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.young_person_search to app;

create policy read_s1 on app.young_person_merge for select to app using (
  young_person_id = any ((select app.my_young_people('read S1'))::uuid[]) or into_id = any ((select app.my_young_people('read S1'))::uuid[]));
create policy walled on app.young_person_merge as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
create policy walled_from_the_other on app.young_person_merge as restrictive to app using (into_id <> all ((select app.my_walls())::uuid[]));
grant select on app.young_person_merge to app;

create policy read_s4 on app.wrong_child for select to app using (young_person_id = any ((select app.my_young_people('move an entry'))::uuid[]));
create policy walled on app.wrong_child as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
create policy walled_from_the_other on app.wrong_child as restrictive to app using (right_young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.wrong_child to app;

grant update (interpreter_need) on app.young_person to app;
revoke update (status, status_since) on app.young_person from app;
grant update (sen_provision, sen_type) on app.young_person_detail to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Names as words, for search.

-- Replaces the words of a name. The web server works out how they sound; whoever may change the name may change them.
create function app.set_name_words(young_person uuid, words jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare area uuid;
begin
  if not ('change identity' = any (app.my_acts_on(young_person))) then raise exception 'not yours to change' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = set_name_words.young_person;
  delete from app.young_person_name n where n.area_id = area and n.young_person_id = set_name_words.young_person;
  perform app.put_name_words(area, young_person, words);
end $$;

create function app.put_name_words(area uuid, young_person uuid, words jsonb) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  insert into app.young_person_name (area_id, young_person_id, part, word, sounds, sounds_too)
    select distinct on (w.part, w.word) $1, $2, w.part, w.word, w.sounds, w.too from jsonb_to_recordset($3) as w (part text, word text, sounds text, too text)
    on conflict do nothing
$$;

-- Young people the asker can see, by the beginnings of words of their names: at most `most` ids, in the order of the
-- first word, after the one last shown. The rule is applied here, because a policy would lose the index (promises A6).
create function app.find_young_people(area uuid, starts text[], after_word text, after_id uuid, most integer)
returns table (id uuid, word text) language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_custom_plan as $$
declare
  longest text; others text[]; mine uuid[]; walls uuid[] := app.my_walls();
  everybody boolean := area = any (app.my_areas_to('list young people'));
  panel boolean := area = any (app.my_areas_to('list nominated young people'));
  forum boolean := area = any (app.my_areas_to('list young people sent to the forum'));
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
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Search before recording (design: Before there is a relation).

-- Whom a manager's news goes to: the managers of this team, or of its agency where it has none.
create function app.managers_of(area uuid, team uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  with of_team as (
    select m.person_id from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
    where m.area_id = $1 and m.team_id = $2 and m.role = 'team-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now())),
  of_agency as (
    select m.person_id from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
    join app.team t on t.area_id = m.area_id and t.agency_id = m.agency_id and t.id = $2
    where m.area_id = $1 and m.role = 'agency-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  select coalesce((select array_agg(distinct person_id) from of_team), (select array_agg(distinct person_id) from of_agency), '{}')
$$;

-- Searches own and partner areas, keeps what was searched for, and counts it. One too many in a day searches nothing and
-- tells the person's managers. Two kinds of detail must be alike; the numbers only put the likeliest first.
create function app.search_young_people(area uuid, given_names text, surname text, known_as text, born_on date, postcode text, words jsonb)
returns jsonb language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare
  me uuid := app.person_id(); search uuid; over boolean; areas uuid[]; days date[]; born date := born_on; home text := postcode;
  given_words text[]; given_sounds text[]; family_words text[]; family_sounds text[]; all_words text[]; all_sounds text[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to search here' using errcode = 'insufficient_privilege'; end if;
  perform pg_advisory_xact_lock(hashtext('search ' || me));
  select count(*) >= (select per_day from app.budget where key = 'search before recording') into over from app.young_person_search s
    where s.person_id = me and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London' and not s.stopped;
  insert into app.young_person_search (area_id, person_id, given_names, surname, known_as, born_on, postcode, words, stopped)
    values (area, me, given_names, surname, known_as, born, home, words, over) returning id into search;
  if over then
    insert into app.notification (person_id, area_id, kind, path, urgency)
      select distinct manager, area, 'searches used up', '/', 'today' from app.membership m, unnest(app.managers_of(m.area_id, m.team_id)) manager
      where m.person_id = me and m.area_id = area and m.team_id is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and manager <> me;
    return jsonb_build_object('id', search, 'stopped', true);
  end if;
  select array_agg(w.word) filter (where w.part <> 'surname'), array_agg(w.word) filter (where w.part = 'surname'),
      array_agg(w.word), (select array_agg(s) from jsonb_to_recordset($7) as x (sounds text, too text, part text), unnest(array[x.sounds, x.too]) s where s is not null and x.part <> 'surname'),
      (select array_agg(s) from jsonb_to_recordset($7) as x (sounds text, too text, part text), unnest(array[x.sounds, x.too]) s where s is not null and x.part = 'surname')
    into given_words, family_words, all_words, given_sounds, family_sounds from jsonb_to_recordset($7) as w (part text, word text);
  given_words := coalesce(given_words, '{}'); family_words := coalesce(family_words, '{}'); given_sounds := coalesce(given_sounds, '{}');
  family_sounds := coalesce(family_sounds, '{}'); all_words := coalesce(all_words, '{}'); all_sounds := given_sounds || family_sounds;
  -- 03/04 typed for 04/03: the other day, where there is one.
  days := array[born] || case when extract(day from born) <= 12 then make_date(extract(year from born)::int, extract(day from born)::int, extract(month from born)::int) end;
  select array[area] || a.partners into areas from app.area a where a.id = area;

  insert into app.search_match (area_id, search_id, found_id, found_area_id, alike, score)
  with hit as materialized (
    select n.area_id, n.young_person_id,
      bool_or(n.part = 'surname' and n.word = any (family_words)) as family, bool_or(n.part = 'surname' and (n.sounds = any (family_sounds) or n.sounds_too = any (family_sounds))) as family_sound,
      bool_or(n.part = 'given' and n.word = any (given_words)) as given, bool_or(n.part <> 'surname' and (n.sounds = any (given_sounds) or n.sounds_too = any (given_sounds))) as given_sound,
      bool_or(n.part = 'known as' and n.word = any (given_words)) as by_known_as,
      bool_or(n.part = 'surname' and n.word = any (given_words)) and bool_or(n.part <> 'surname' and n.word = any (family_words)) as turned
    from app.young_person_name n
    where n.area_id = any (areas) and (n.word = any (all_words) or n.sounds = any (all_sounds) or n.sounds_too = any (all_sounds))
    group by n.area_id, n.young_person_id),
  candidate as (
    select h.area_id, h.young_person_id from hit h where ((h.family or h.family_sound) and (h.given or h.given_sound or h.by_known_as)) or h.turned
    union select h.area_id, h.young_person_id from hit h join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id where y.born_on = any (days)
    union select h.area_id, h.young_person_id from hit h join app.young_person_detail d on d.area_id = h.area_id and d.young_person_id = h.young_person_id where d.postcode = home
    union select y.area_id, y.id from app.young_person y join app.young_person_detail d on d.area_id = y.area_id and d.young_person_id = y.id
      where y.area_id = any (areas) and y.born_on = any (days) and d.postcode = home),
  judged as (
    select c.area_id as in_area, y.id as who, array_remove(array[
        case when h.family then 'surname' when h.family_sound then 'surname sounds alike' end,
        case when h.given then 'given name' when h.by_known_as then 'name they go by' when h.given_sound then 'given name sounds alike' end,
        case when h.turned then 'names the other way round' end,
        case when y.born_on = born then 'date of birth' when y.born_on = any (days) then 'day and month of birth swapped' end,
        case when d.postcode = home then 'postcode' end], null) as alike,
      case when h.family then 3 when h.family_sound then 2 else 0 end + case when h.given or h.by_known_as then 2 when h.given_sound then 1 else 0 end
        + case when h.turned then 5 else 0 end + case when y.born_on = born then 4 when y.born_on = any (days) then 3 when y.born_on is null or born is null then 2 else 0 end
        + case when d.postcode = home then 2 else 0 end as score
    from candidate c join app.young_person y on y.area_id = c.area_id and y.id = c.young_person_id
      left join hit h on h.area_id = c.area_id and h.young_person_id = c.young_person_id
      left join app.young_person_detail d on d.area_id = c.area_id and d.young_person_id = c.young_person_id)
  -- 5: the same names; sounding alike where a date of birth is unknown; a date of birth and one name; a birthday and a postcode.
  select area, search, j.who, j.in_area, j.alike, j.score from judged j where j.score >= 5 and (cardinality(j.alike) >= 2 or 'names the other way round' = any (j.alike)) order by j.score desc, j.who limit 20;
  return jsonb_build_object('id', search, 'stopped', false);
end $$;

-- What a search of one's own found. For a child the asker may see: the record. For another of this area: whom to
-- contact, and what looks alike. For a partner area: only that it knows somebody like this.
create function app.search_results(search uuid)
returns table (young_person_id uuid, area_id uuid, elsewhere boolean, agency text, team text, phone text, alike text[]) language sql stable security definer set search_path = pg_catalog, app as $$
  with found as (
    select m.found_id, m.found_area_id, m.area_id as own_area, m.alike, m.score from app.search_match m
      join app.young_person_search s on s.area_id = m.area_id and s.id = m.search_id and s.person_id = app.person_id() where m.search_id = search),
  seen as (select unnest(app.visible_young_people(array(select found_id from found))) as id)
  select f.found_id, f.found_area_id, f.found_area_id <> f.own_area, null::text, null::text, null::text, f.alike from (select * from found order by score desc, found_id) f join seen on seen.id = f.found_id
  union all
  select null, f.found_area_id, false, a.name, t.name, t.phone, f.alike from (select * from found order by score desc, found_id) f
    join app.case_holding h on h.area_id = f.found_area_id and h.young_person_id = f.found_id and h.until_at is null
    join app.agency a on a.area_id = h.area_id and a.id = h.agency_id join app.team t on t.area_id = h.area_id and t.id = h.team_id
    where f.found_area_id = f.own_area and f.found_id not in (select id from seen)
  union all
  select distinct null::uuid, f.found_area_id, true, null::text, null::text, null::text, '{}'::text[] from found f where f.found_area_id <> f.own_area and f.found_id not in (select id from seen)
$$;

-- Makes a record out of a search of one's own: young person, names, circumstances, case-holder, first episode, at once.
-- Answers { id } or { why }: search gone, reason needed, holder not possible.
create function app.record_young_person(area uuid, search uuid, reference_options text[], born date, estimated boolean, estimate_source text,
  agency uuid, team uuid, holder uuid, started date, told_by text, reason text) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); s app.young_person_search; child uuid; chosen text; shown uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to record here' using errcode = 'insufficient_privilege'; end if;
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = me for update;
  if not found or s.used_at is not null or s.stopped or s.at < now() - interval '24 hours' then return jsonb_build_object('why', 'search gone'); end if;
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
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Case-holders.

-- Whether somebody can hold a case for a team: a professional who is a case-holder there now (R142 is the table's own constraint).
create function app.can_hold(person uuid, area uuid, team uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null and p.kind = 'professional'
    where m.person_id = $1 and m.area_id = $2 and m.team_id = $3 and m.role = 'case-holder' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
$$;

create function app.i_manage(area uuid, team uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select 1 from app.membership m left join app.team t on t.area_id = m.area_id and t.id = $2
    where m.person_id = app.person_id() and m.area_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and ((m.role = 'team-manager' and m.team_id = $2) or (m.role = 'agency-manager' and m.agency_id = t.agency_id)))
$$;

-- Ends the holding and begins the next in one moment. No login may call it.
create function app.switch_holder(area uuid, young_person uuid, agency uuid, team uuid, holder uuid, reason text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.case_holding h set until_at = now() where h.area_id = area and h.young_person_id = switch_holder.young_person and h.until_at is null;
  insert into app.case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id, made_by, reason)
    values (area, young_person, holder, case when holder is not null then 'professional' end, agency, team, app.person_id(), reason);
end $$;

-- What is asked of whoever holds the case goes with the case, however it changes hands: to the desk of the next person, or
-- of the team. What their agency owes the forum stays with the agency (R141).
create function app.tasks_follow_the_case() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare before app.case_holding; was text; becomes text := coalesce('person:' || new.person_id, 'team:' || new.team_id); t record;
begin
  select * into before from app.case_holding h where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.id <> new.id
    order by h.from_at desc, h.id desc limit 1;
  was := coalesce('person:' || before.person_id, 'team:' || before.team_id);
  if was is null or was = becomes then return null; end if;
  for t in select x.* from app.task x where x.area_id = new.area_id and x.young_person_id = new.young_person_id and x.desk = was and x.settled_at is null
    and (x.kind = any (array['complete an assessment', 'review an assessment', 'complete a nomination', 'answer a question', 'decide about a closed service'])
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
end $$;
create trigger tasks_follow_the_case after insert on app.case_holding for each row when (new.until_at is null) execute function app.tasks_follow_the_case();

-- Asks the managers of a team, the same day, to name a case-holder, and tells them. Of a record that is locked or merged
-- nothing is asked: nobody could do it.
create function app.name_a_holder(area uuid, young_person uuid, agency uuid, team uuid, news text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare managers uuid[] := app.managers_of(area, team); today date := (now() at time zone 'Europe/London')::date; at_path text;
begin
  if exists (select 1 from app.young_person y where y.area_id = area and y.id = young_person and (y.status = 'died' or y.merged_into is not null)) then return; end if;
  select '/' || a.key || '/young-people/' || young_person || '/case-holder' into at_path from app.area a where a.id = area;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select area, young_person, 'name a case holder', young_person, desk, at_path, today, app.person_id()
    from unnest(case when managers = '{}' then array['team:' || team] else array(select 'person:' || m from unnest(managers) m) end) desk
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  if news is not null then
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select who, area, young_person, news, at_path, 'today' from unnest(case when managers = '{}' then app.people_at('team:' || team) else managers end) who
      where who is distinct from app.person_id();
  end if;
end $$;

-- A manager names who holds the case. In a team of their own: that person, at once. Elsewhere: the other team holds the
-- child from now on, and is asked to accept. Answers { handOver } or {} or { why }.
create function app.name_case_holder(young_person uuid, team uuid, holder uuid, reason text, due date) returns jsonb
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); h app.case_holding; t app.team; asked uuid;
begin
  if not ('name a case-holder' = any (app.my_acts_on(young_person))) then raise exception 'not yours to name' using errcode = 'insufficient_privilege'; end if;
  select * into h from app.case_holding x where x.young_person_id = name_case_holder.young_person and x.until_at is null for update;
  select x.* into t from app.team x join app.agency a on a.area_id = x.area_id and a.id = x.agency_id and a.holds_cases where x.area_id = h.area_id and x.id = name_case_holder.team;
  if t.id is null or (holder is not null and not app.can_hold(holder, h.area_id, t.id)) then return jsonb_build_object('why', 'holder not possible'); end if;
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
end $$;

-- Answers a hand-over: 'accepted' (by somebody of the team, for themself, or by its manager for one of them), 'declined'
-- (with a reason; a child handed over by a manager goes back to the team that had them), 'withdrawn' (by those who asked).
-- Answers 'done' or why not: 'gone', 'holder not possible', 'not yours'.
create function app.answer_hand_over(hand_over uuid, answer text, holder uuid, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
    if not app.can_hold(holder, o.area_id, o.to_team_id) or (holder <> me and not app.i_manage(o.area_id, o.to_team_id)) then return 'holder not possible'; end if;
    perform app.switch_holder(o.area_id, o.young_person_id, o.to_agency_id, o.to_team_id, holder, o.reason);
  elsif answer = 'declined' and o.made_by_manager then
    perform app.switch_holder(o.area_id, o.young_person_id, o.from_agency_id, o.from_team_id, null, reason);
    perform app.name_a_holder(o.area_id, o.young_person_id, o.from_agency_id, o.from_team_id, 'hand over declined');
  end if;
  update app.hand_over x set answer = answer_hand_over.answer, answered_at = now(), answered_by = me, answer_reason = answer_hand_over.reason where x.area_id = o.area_id and x.id = o.id;
  return 'done';
end $$;

-- Cases whose holder is gone: closed account, or no longer a case-holder of that agency. The team holds the child, and
-- its managers are asked the same day. One person's, or everybody's. No login may call it.
create function app.release_cases_of(only_person uuid) returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare h record; n integer := 0;
begin
  for h in select x.* from app.case_holding x join app.person p on p.id = x.person_id
    where x.until_at is null and x.person_id is not null and (only_person is null or x.person_id = only_person)
      and (p.closed_at is not null or not exists (select 1 from app.membership m where m.person_id = x.person_id and m.area_id = x.area_id and m.role = 'case-holder'
        and m.agency_id = x.agency_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())))
    order by x.area_id, x.young_person_id for update of x
  loop
    perform app.switch_holder(h.area_id, h.young_person_id, h.agency_id, h.team_id, null, 'The case-holder left.');
    perform app.name_a_holder(h.area_id, h.young_person_id, h.agency_id, h.team_id, 'case holder lost');
    insert into app.audit_event (person_id, session_id, act, outcome, area_id, young_person_id, detail)
      values (app.person_id(), app.session_id(), 'case-holder lost', 'done', h.area_id, h.young_person_id, jsonb_build_object('caseHolder', jsonb_build_object('from', h.person_id, 'to', null)));
    n := n + 1;
  end loop;
  if only_person is null then
    for h in select x.* from app.case_holding x join app.young_person y on y.area_id = x.area_id and y.id = x.young_person_id and y.status <> 'died' and y.merged_into is null
      where x.until_at is null and x.person_id is null
      and not exists (select 1 from app.hand_over o where o.area_id = x.area_id and o.young_person_id = x.young_person_id and o.answered_at is null)
      and not exists (select 1 from app.task t where t.area_id = x.area_id and t.young_person_id = x.young_person_id and t.kind = 'name a case holder' and t.settled_at is null)
    loop
      perform app.name_a_holder(h.area_id, h.young_person_id, h.agency_id, h.team_id, 'case holder lost');
      n := n + 1;
    end loop;
  end if;
  return n;
end $$;

-- Called every day by the worker, for what ends by the clock. Answers how many cases had nobody.
create function app.release_lost_cases() returns integer language sql volatile security definer set search_path = pg_catalog, app as $$
  select app.release_cases_of(null)
$$;

create function app.somebody_left() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.release_cases_of(case tg_table_name when 'person' then new.id else (to_jsonb(new)->>'person_id')::uuid end);
  return null;
end $$;
create trigger account_closed after update of closed_at on app.person for each row when (old.closed_at is null and new.closed_at is not null) execute function app.somebody_left();
create trigger role_ended after update of until_at on app.membership for each row when (new.role = 'case-holder' and new.until_at is not null) execute function app.somebody_left();

-- Names a deputy, or ends it (with none). A case-holder names their own; a team's manager names one for somebody in it.
create function app.name_deputy(area uuid, for_person uuid, deputy uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- Children held by the agencies the asker manages: who holds whom, newest first, a page at a time.
create function app.cases_of_my_agency(area uuid, before timestamptz, before_id uuid, most integer)
returns table (holding_id uuid, young_person_id uuid, given_names text, surname text, known_as text, reference text, team text, holder text, from_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  select h.id, y.id, y.given_names, y.surname, y.known_as, y.reference, t.name, p.name, h.from_at from app.case_holding h
    join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id join app.team t on t.area_id = h.area_id and t.id = h.team_id left join app.person p on p.id = h.person_id
  where h.area_id = $1 and h.until_at is null and y.merged_into is null and y.id <> all (app.my_walls())
    and h.agency_id = any (array(select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = $1 and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())))
    and (before is null or (h.from_at, h.id) < (before, before_id))
  order by h.from_at desc, h.id desc limit least(most, 100)
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Linked, merged and misplaced; locked; sent to the forum.

-- The record with this reference, if the person who asks can see it.
create function app.young_person_by_reference(area uuid, reference text) returns uuid language sql stable security definer set search_path = pg_catalog, app as $$
  select y.id from app.young_person y where y.area_id = $1 and y.reference = $2 and array[y.id] <@ app.visible_young_people(array[y.id])
$$;

-- Those linked to a child, by name where the asker can see them, otherwise as somebody.
create function app.linked_young_people(young_person uuid)
returns table (link_id uuid, kind text, note text, other_id uuid, name text, reference text, words text, recorded_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  with link as (
    select l.*, case when l.young_person_id = $1 then l.other_id else l.young_person_id end as them from app.young_person_link l
    where (l.young_person_id = $1 or l.other_id = $1) and l.ended_at is null and l.moved_at is null and 'read S5' = any (app.my_acts_on($1))
    order by l.recorded_at limit 50),
  seen as (select unnest(app.visible_young_people(array(select them from link where them is not null))) as id)
  select l.id, l.kind, l.note, seen.id, case when seen.id is not null then coalesce(y.known_as, y.given_names) || ' ' || y.surname end,
    case when seen.id is not null then y.reference end, l.other_words, l.recorded_at
  from link l left join seen on seen.id = l.them left join app.young_person y on y.id = seen.id
  where l.them is null or l.them <> all (app.my_walls()) order by l.recorded_at
$$;

-- What a record that is closed still asks of people is settled with it, at one moment; opened again, the same is asked
-- again. What agencies owe the forum stays asked of them where they can still do it.
create function app.ask_no_more(area uuid, young_person uuid, but text[]) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = $1 and t.young_person_id = $2 and t.settled_at is null and t.kind <> all ($3)
$$;
create function app.ask_again(area uuid, young_person uuid, settled timestamptz[]) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.task t set settled_at = null, settled_by = null where t.area_id = $1 and t.young_person_id = $2 and t.settled_at = any ($3)
    and not exists (select 1 from app.task o where o.area_id = t.area_id and o.kind = t.kind and o.desk = t.desk and o.settled_at is null
      and coalesce(o.record_id, o.young_person_id) = coalesce(t.record_id, t.young_person_id))
$$;

-- Whether something goes on with a young person that must come to its end first: a draft, the forum, a nomination, a strand.
create function app.under_way(area uuid, young_person uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, app as $$
begin
  return exists (select 1 from app.assessment a where a.area_id = area and a.young_person_id = under_way.young_person and a.completed_at is null and a.set_aside_at is null)
    or exists (select 1 from app.young_person y where y.area_id = area and y.id = under_way.young_person
      and y.sent_to_forum_at is not null and (y.forum_decided_at is null or y.forum_decided_at < y.sent_to_forum_at))
    or exists (select 1 from app.discussion d where d.area_id = area and d.young_person_id = under_way.young_person and d.outcome_at is null and d.taken_off_at is null)
    or exists (select 1 from app.nomination n where n.area_id = area and n.young_person_id = under_way.young_person and n.withdrawn_at is null and n.decided_at is null)
    or exists (select 1 from app.strand_allocation s where s.area_id = area and s.young_person_id = under_way.young_person and s.until_at is null);
end $$;

-- Two records of one young person: the first closes, the second goes on. Who sees the one that goes on reads the other too
-- (relation_merged); whoever holds either case is told. Answers 'done' or why not.
create function app.merge_young_people(young_person uuid, other uuid, reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare a app.young_person; b app.young_person;
begin
  if not ('merge records' = any (app.my_acts_on(young_person))) then raise exception 'not yours to merge' using errcode = 'insufficient_privilege'; end if;
  if young_person = other then return 'the same record'; end if;
  if not ('merge records' = any (app.my_acts_on(other))) then return 'not both yours'; end if;
  perform 1 from app.young_person y where y.id in (young_person, other) order by y.id for update;
  select * into a from app.young_person y where y.id = young_person;
  select * into b from app.young_person y where y.id = other;
  if a.area_id <> b.area_id then return 'not both yours'; end if;
  if a.merged_into is not null or b.merged_into is not null or exists (select 1 from app.young_person y where y.area_id = a.area_id and y.merged_into = a.id) then return 'merged already'; end if;
  if app.under_way(a.area_id, a.id) or exists (select 1 from app.hand_over o where o.area_id = a.area_id and o.young_person_id = a.id and o.answered_at is null) then
    return 'under way'; end if;
  perform app.ask_no_more(a.area_id, a.id, array['do an action']);
  insert into app.young_person_merge (area_id, young_person_id, into_id, reason, merged_by) values (a.area_id, a.id, b.id, reason, app.person_id());
  update app.young_person y set merged_into = b.id, version = y.version + 1 where y.area_id = a.area_id and y.id = a.id;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select who, h.area_id, h.young_person_id, 'records merged', '/' || (select x.key from app.area x where x.id = h.area_id) || '/young-people/' || h.young_person_id, 'today'
    from app.case_holding h, unnest(case when h.person_id is null then app.people_at('team:' || h.team_id) else array[h.person_id] end) who
    where h.area_id = a.area_id and h.young_person_id in (a.id, b.id) and h.until_at is null and who is distinct from app.person_id();
  return 'done';
end $$;

create function app.unmerge_young_people(young_person uuid, reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- Moves an entry to the young person it is about: copied there, hidden here, sealed as it was. The asker may write on both.
-- Answers 'done' or why not: 'gone', 'not both yours', 'stands there already'.
create function app.move_entry(young_person uuid, kind text, entry uuid, right_one uuid, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
    insert into app.trusted_adult select (jsonb_populate_record(null::app.trusted_adult, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  elsif kind = 'link' then
    select to_jsonb(e) into was from app.young_person_link e where e.area_id = area and e.id = entry and e.young_person_id = move_entry.young_person and e.moved_at is null for update;
    if was is null then return 'gone'; end if;
    if was->>'other_id' = right_one::text then return 'stands there already'; end if;
    update app.young_person_link e set moved_at = now() where e.area_id = area and e.id = entry;
    insert into app.young_person_link select (jsonb_populate_record(null::app.young_person_link, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  else return 'gone'; end if;
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, kind, entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), (was->>'recorded_at')::timestamptz, app.person_id());
  return 'done';
end $$;

-- Who opened the record of the wrong child while the entry stood there: whoever has to be told.
create function app.who_saw_entry(young_person uuid, move uuid) returns table (person_id uuid, name text, title text, first_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  select p.id, p.name, p.title, min(e.at) from app.wrong_child w
    join app.audit_event e on e.young_person_id = w.young_person_id and e.outcome = 'read' and e.at between w.recorded_at and w.moved_at
    join app.person p on p.id = e.person_id
  where w.young_person_id = $1 and w.id = move and 'move an entry' = any (app.my_acts_on($1)) group by p.id, p.name, p.title order by min(e.at) limit 200
$$;

-- Missing now, custody, hospital, secure, died, or none: by whoever may say so, duty too, who may change nothing else.
-- Answers 'done' or why not: 'stale' where somebody changed the record since `shown`.
create function app.set_status(young_person uuid, shown integer, status text, since date, note text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare y app.young_person;
begin
  if not ('change status' = any (app.my_acts_on(young_person))) then raise exception 'not yours to say' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = set_status.young_person for update;
  if y.version <> shown then return 'stale'; end if;
  insert into app.young_person_status (area_id, young_person_id, status, since_on, note, recorded_by) values (y.area_id, y.id, status, since, note, app.person_id());
  insert into app.record_change (area_id, young_person_id, class, field, was, became, why, changed_by)
    values (y.area_id, y.id, 2, 'status', y.status, set_status.status, note, app.person_id());
  if set_status.status = 'died' then perform app.ask_no_more(y.area_id, y.id, array['tell of a death']); end if;
  update app.young_person x set status = set_status.status, status_since = case when set_status.status <> 'none' then since end, version = x.version + 1
    where x.area_id = y.area_id and x.id = y.id;
  return 'done';
end $$;

-- Ends the time with Trusted Relationships that is open. Answers 'done' or why not: 'none open', 'stale', 'under way',
-- 'before it began', 'not yet'. What still asked for another look at the assessment is settled with it. The app has no
-- other way to an episode: each begins today or with its record, and ends by today, so they follow one another.
create function app.end_episode(young_person uuid, shown integer, last_day date, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare e app.episode;
begin
  if not ('end an episode' = any (app.my_acts_on(young_person))) then raise exception 'not yours to end' using errcode = 'insufficient_privilege'; end if;
  perform 1 from app.young_person y where y.id = end_episode.young_person for update;
  select * into e from app.episode x where x.young_person_id = end_episode.young_person and x.ended_on is null for update;
  if not found then return 'none open'; end if;
  if e.version <> shown then return 'stale'; end if;
  if last_day < e.started_on then return 'before it began'; end if;
  if last_day > (now() at time zone 'Europe/London')::date then return 'not yet'; end if;
  if app.under_way(e.area_id, e.young_person_id) then return 'under way'; end if;
  update app.episode x set ended_on = last_day, ended_at = now(), ended_by = app.person_id(), end_reason = reason, version = x.version + 1 where x.area_id = e.area_id and x.id = e.id;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = e.area_id and t.young_person_id = e.young_person_id and t.settled_at is null
    and t.kind = any (array['complete an assessment', 'review an assessment', 'complete a nomination']);
  return 'done';
end $$;

-- The open episode of a young person; where none is open they come back, and a new one begins. For whoever assesses them.
create function app.episode_to_assess_in(young_person uuid) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare y app.young_person; open_one uuid;
begin
  if not ('assess' = any (app.my_acts_on(young_person))) then raise exception 'not yours to assess' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = episode_to_assess_in.young_person for update;
  select e.id into open_one from app.episode e where e.area_id = y.area_id and e.young_person_id = y.id and e.ended_on is null;
  if found then return open_one; end if;
  insert into app.episode as e (area_id, young_person_id, started_on, recorded_by) values (y.area_id, y.id, (now() at time zone 'Europe/London')::date, app.person_id())
    returning e.id into open_one;
  return open_one;
end $$;

-- Who was told of the death, and when: stands in the history of a record that takes nothing else.
create function app.told_of_death(young_person uuid, note text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare y app.young_person;
begin
  if not ('tell of a death' = any (app.my_acts_on(young_person))) then raise exception 'not yours to say' using errcode = 'insufficient_privilege'; end if;
  select * into y from app.young_person x where x.id = told_of_death.young_person for update;
  if y.status <> 'died' then return 'not died'; end if;
  insert into app.record_change (area_id, young_person_id, class, field, became, changed_by) values (y.area_id, y.id, 2, 'who was told of the death', note, app.person_id());
  return 'done';
end $$;

-- "Died" was a mistake: opens the record again.
create function app.unlock_record(young_person uuid, note text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- The assessment went to the forum: chair and co-ordinator of the area see who waits.
create function app.sent_to_forum(area uuid, young_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not ('assess' = any (app.my_acts_on(young_person))) then raise exception 'not yours to send' using errcode = 'insufficient_privilege'; end if;
  update app.young_person y set sent_to_forum_at = coalesce(y.sent_to_forum_at, now()) where y.area_id = area and y.id = young_person;
end $$;

grant execute on function app.stays_open(text), app.my_acts_on(uuid), app.set_name_words(uuid, jsonb), app.find_young_people(uuid, text[], text, uuid, integer),
  app.search_young_people(uuid, text, text, text, date, text, jsonb), app.search_results(uuid),
  app.record_young_person(uuid, uuid, text[], date, boolean, text, uuid, uuid, uuid, date, text, text),
  app.name_case_holder(uuid, uuid, uuid, text, date), app.answer_hand_over(uuid, text, uuid, text), app.name_deputy(uuid, uuid, uuid),
  app.cases_of_my_agency(uuid, timestamptz, uuid, integer), app.young_person_by_reference(uuid, text), app.linked_young_people(uuid),
  app.merge_young_people(uuid, uuid, text), app.unmerge_young_people(uuid, text), app.move_entry(uuid, text, uuid, uuid, text), app.who_saw_entry(uuid, uuid),
  app.set_status(uuid, integer, text, date, text), app.end_episode(uuid, integer, date, text), app.episode_to_assess_in(uuid), app.told_of_death(uuid, text), app.unlock_record(uuid, text), app.sent_to_forum(uuid, uuid) to app;
grant execute on function app.release_lost_cases() to worker;

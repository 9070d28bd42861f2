-- A young person, who holds their case, and what is known about them by sensitivity.

create table app.young_person (
  area_id uuid not null constraint young_person_area references app.area,
  id uuid not null default uuidv7(),
  reference text not null constraint young_person_reference_is_unique unique,
  given_names text not null constraint young_person_given_names_length check (length(given_names) between 1 and 200),
  surname text not null constraint young_person_surname_length check (length(surname) between 1 and 200),
  known_as text constraint young_person_known_as_length check (length(known_as) between 1 and 200),
  pronouns text,
  born_on date,
  born_on_estimated boolean not null default false,
  born_on_source text,
  sex text not null default 'not known',
  gender text not null default 'not asked',
  ethnicity text not null default 'not known',
  language text not null default 'not known',
  interpreter_need text not null default 'not asked',
  interpreter text,
  easy_read text not null default 'not asked',
  disability text[] not null default '{"not asked"}',
  created_at timestamptz not null default now(),
  created_by uuid not null constraint young_person_created_by references app.person,
  recorded_under jsonb not null default '{}',
  status text not null default 'none' constraint young_person_status check (status in ('none', 'missing now', 'custody', 'hospital', 'secure', 'died')),
  status_since date,
  opened_to_panel_at timestamptz,
  sent_to_forum_at timestamptz,
  forum_decided_at timestamptz,
  merged_into uuid,
  version integer not null default 1,
  primary key (area_id, id),
  constraint young_person_id_is_unique unique (id),
  constraint young_person_merged_into foreign key (area_id, merged_into) references app.young_person (area_id, id),
  constraint young_person_not_merged_into_self check (merged_into <> id),
  constraint young_person_estimate_has_a_source check (not born_on_estimated or (born_on is not null and born_on_source is not null))
);
create index young_person_newest on app.young_person (area_id, created_at desc, id) where merged_into is null;
create index young_person_born on app.young_person (area_id, born_on) where born_on is not null;
create index young_person_panel on app.young_person (area_id, opened_to_panel_at) where opened_to_panel_at is not null;
create index young_person_forum on app.young_person (area_id, sent_to_forum_at) where sent_to_forum_at is not null;
create index young_person_waits_for_forum on app.young_person (area_id, sent_to_forum_at)
  where sent_to_forum_at is not null and (forum_decided_at is null or forum_decided_at < sent_to_forum_at);
create index young_person_merged_into_index on app.young_person (area_id, merged_into) where merged_into is not null;
create index young_person_created_by_index on app.young_person (created_by);
select app.guard('app.young_person');
comment on table app.young_person is 'S1. A child or young person (R1).';
comment on column app.young_person.area_id is 'S1. Responsible area: it leads every key.';
comment on column app.young_person.id is 'S1. Identity.';
comment on column app.young_person.reference is 'S1. Short reference that says nothing, for the telephone and the main record.';
comment on column app.young_person.given_names is 'S1. Given names.';
comment on column app.young_person.surname is 'S1. Surname.';
comment on column app.young_person.known_as is 'S1. The name they go by.';
comment on column app.young_person.pronouns is 'S1. As they said.';
comment on column app.young_person.born_on is 'S1. Date of birth; may be estimated.';
comment on column app.young_person.born_on_estimated is 'S1. True where the date is an estimate.';
comment on column app.young_person.born_on_source is 'S1. Where an estimate comes from.';
comment on column app.young_person.sex is 'S1. config/code-lists, or not known, not asked, prefers not to say.';
comment on column app.young_person.gender is 'S1. As they describe it.';
comment on column app.young_person.ethnicity is 'S1. DfE list, or not known, not asked, prefers not to say.';
comment on column app.young_person.language is 'S1. Language they prefer.';
comment on column app.young_person.interpreter_need is 'S1. config/code-lists interpreter-need, or not known, not asked, prefers not to say.';
comment on column app.young_person.interpreter is 'S1. Interpreter, by the reference of the agency that sends them; never a neighbour or relative.';
comment on column app.young_person.easy_read is 'S1. Whether easy-read is wanted (R161).';
comment on column app.young_person.disability is 'S1. DfE list.';
comment on column app.young_person.created_at is 'S1. When recorded.';
comment on column app.young_person.created_by is 'S1. By whom.';
comment on column app.young_person.recorded_under is 'S1. Why a record was made although a similar one stands: what was shown and the reason given.';
comment on column app.young_person.status is 'S1. What stops letters, surveys, birthday tasks and gap alerts.';
comment on column app.young_person.status_since is 'S1. Since when.';
comment on column app.young_person.opened_to_panel_at is 'S1. When a nomination was first submitted: opens the record to coordinator and panel of the area.';
comment on column app.young_person.sent_to_forum_at is 'S1. When the assessment was first sent to the forum: chair and co-ordinator of the area see who waits.';
comment on column app.young_person.forum_decided_at is 'S1. When the forum last recorded an outcome; kept by the discussion itself.';
comment on column app.young_person.merged_into is 'S1. The record this one was merged into.';
comment on column app.young_person.version is 'S1. Counts changes, so that nobody overwrites what they did not see.';

create table app.young_person_name (
  area_id uuid not null,
  young_person_id uuid not null,
  part text not null constraint young_person_name_part check (part in ('given', 'surname', 'known as')),
  word text not null constraint young_person_name_word_length check (length(word) between 1 and 200),
  sounds text not null,
  sounds_too text,
  primary key (area_id, young_person_id, part, word),
  constraint young_person_name_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id) on delete cascade
);
create index young_person_name_words on app.young_person_name (area_id, word text_pattern_ops, young_person_id);
create index young_person_name_sounds on app.young_person_name (area_id, sounds);
create index young_person_name_sounds_too on app.young_person_name (area_id, sounds_too) where sounds_too is not null;
select app.guard('app.young_person_name');
comment on table app.young_person_name is 'S1. The words of a name in lower case without accents, for search. Only functions read it.';
comment on column app.young_person_name.area_id is 'S1. Area.';
comment on column app.young_person_name.young_person_id is 'S1. Young person.';
comment on column app.young_person_name.part is 'S1. Which name it is a word of: given, surname or known as.';
comment on column app.young_person_name.word is 'S1. One word of a given name, surname or known-as.';
comment on column app.young_person_name.sounds is 'S1. How the word sounds (double metaphone), or the word itself where it has no sound in that alphabet.';
comment on column app.young_person_name.sounds_too is 'S1. The other way it may sound; empty where there is none.';

create table app.young_person_detail (
  area_id uuid not null,
  young_person_id uuid not null,
  living_area text,
  address text,
  postcode text,
  living_with text,
  school text,
  school_status text,
  sen_provision text not null default 'not asked',
  sen_type text[] not null default '{}',
  case_status text not null default 'not known',
  care_status text not null default 'not known',
  phone text,
  safe_number text,
  safe_when text,
  never_text boolean not null default true,
  safe_word text,
  safe_contact_note text,
  consistent_identifier text,
  changed_at timestamptz not null default now(),
  changed_by uuid not null constraint young_person_detail_changed_by references app.person,
  version integer not null default 1,
  primary key (area_id, young_person_id),
  constraint young_person_detail_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index young_person_detail_postcode on app.young_person_detail (area_id, postcode);
create index young_person_detail_changed_by_index on app.young_person_detail (changed_by);
select app.guard('app.young_person_detail');
comment on table app.young_person_detail is 'S2. Contact and circumstances.';
comment on column app.young_person_detail.area_id is 'S2. Area.';
comment on column app.young_person_detail.young_person_id is 'S2. Young person.';
comment on column app.young_person_detail.living_area is 'S2. Where they live, if not in the responsible area.';
comment on column app.young_person_detail.address is 'S2. Address.';
comment on column app.young_person_detail.postcode is 'S2. Postcode in capitals without spaces.';
comment on column app.young_person_detail.living_with is 'S2. Whom they live with.';
comment on column app.young_person_detail.school is 'S2. School, college or work.';
comment on column app.young_person_detail.school_status is 'S2. How things stand there.';
comment on column app.young_person_detail.sen_provision is 'S2. config/code-lists sen-provision, or not known, not asked, prefers not to say.';
comment on column app.young_person_detail.sen_type is 'S2. config/code-lists sen-type; several at once.';
comment on column app.young_person_detail.case_status is 'S2. config/code-lists case-status.';
comment on column app.young_person_detail.care_status is 'S2. config/code-lists care-status.';
comment on column app.young_person_detail.phone is 'S2. Their number.';
comment on column app.young_person_detail.safe_number is 'S2. Which number is safe to ring.';
comment on column app.young_person_detail.safe_when is 'S2. When it is safe.';
comment on column app.young_person_detail.never_text is 'S2. Never send a text; the default.';
comment on column app.young_person_detail.safe_word is 'S2. A word agreed with them.';
comment on column app.young_person_detail.safe_contact_note is 'S2. Anything else about safe contact.';
comment on column app.young_person_detail.consistent_identifier is 'S2. Reserved for the identifier of the 2026 Act; may stay empty.';
comment on column app.young_person_detail.changed_at is 'S2. Last change.';
comment on column app.young_person_detail.changed_by is 'S2. By whom.';
comment on column app.young_person_detail.version is 'S2. Counts changes.';

create table app.case_holding (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  person_id uuid,
  person_kind text constraint case_holding_is_never_trusted_relationships check (person_kind = 'professional'),
  agency_id uuid not null,
  team_id uuid not null,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  made_by uuid constraint case_holding_made_by references app.person,
  reason text,
  primary key (area_id, id),
  constraint case_holding_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint case_holding_person foreign key (person_id, person_kind) references app.person (id, kind),
  constraint case_holding_person_has_kind check ((person_id is null) = (person_kind is null)),
  constraint case_holding_team foreign key (area_id, team_id, agency_id) references app.team (area_id, id, agency_id),
  constraint case_holding_ends_after_it_starts check (until_at is null or until_at >= from_at)
);
create unique index case_holding_one_at_a_time on app.case_holding (area_id, young_person_id) where until_at is null;
create index case_holding_young_person_index on app.case_holding (area_id, young_person_id, from_at desc);
create index case_holding_person_index on app.case_holding (person_id, person_kind);
create index case_holding_current_person on app.case_holding (person_id) where until_at is null;
create index case_holding_nobody on app.case_holding (area_id, from_at) where until_at is null and person_id is null;
create index case_holding_agency_now on app.case_holding (area_id, agency_id, from_at desc, id) where until_at is null;
create index case_holding_team_index on app.case_holding (area_id, team_id, agency_id);
create index case_holding_made_by_index on app.case_holding (made_by);
select app.guard('app.case_holding');
comment on table app.case_holding is 'S1. Who holds the case, with agency and team, one at a time, with history. The team holds it where no person does. Never a Trusted Relationships worker (R142).';
comment on column app.case_holding.area_id is 'S1. Area.';
comment on column app.case_holding.id is 'S1. Identity.';
comment on column app.case_holding.young_person_id is 'S1. Young person.';
comment on column app.case_holding.person_id is 'S1. Case-holder; empty while the team holds the child.';
comment on column app.case_holding.person_kind is 'S1. Always professional: the constraint behind R142.';
comment on column app.case_holding.agency_id is 'S1. Their agency.';
comment on column app.case_holding.team_id is 'S1. Their team.';
comment on column app.case_holding.from_at is 'S1. From.';
comment on column app.case_holding.until_at is 'S1. Until.';
comment on column app.case_holding.made_by is 'S1. Who recorded it; empty where the case-holder left and the team holds the child.';
comment on column app.case_holding.reason is 'S1. Why it changed.';

create table app.wall (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  person_id uuid not null constraint wall_person references app.person,
  kind text not null constraint wall_kind check (kind in ('household', 'relative', 'friend', 'neighbour', 'knows the family', 'poses a risk', 'keep apart')),
  said_by uuid not null constraint wall_said_by references app.person,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  primary key (area_id, id),
  constraint wall_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create unique index wall_once on app.wall (person_id, young_person_id) where until_at is null;
create index wall_person_index on app.wall (person_id);
create index wall_young_person_index on app.wall (area_id, young_person_id);
create index wall_said_by_index on app.wall (said_by);
select app.guard('app.wall');
comment on table app.wall is 'S5. A personal link closes the record for that person. Nothing opens a wall, emergency access neither.';
comment on column app.wall.area_id is 'S5. Area.';
comment on column app.wall.id is 'S5. Identity.';
comment on column app.wall.young_person_id is 'S5. Young person.';
comment on column app.wall.person_id is 'S5. Who is kept out.';
comment on column app.wall.kind is 'S5. Kind of link.';
comment on column app.wall.said_by is 'S5. Who said so.';
comment on column app.wall.from_at is 'S5. From.';
comment on column app.wall.until_at is 'S5. Until.';

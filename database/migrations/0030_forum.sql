-- The forum (R12, R13, R131, R132, R138–R141): meetings, one discussion per child, papers frozen at a moment, what agencies
-- contribute, the outcome, the facts found about safety, and what was agreed. Decisions are append-only: a correction is a new row.

create table app.meeting (
  area_id uuid not null constraint meeting_area references app.area,
  id uuid not null default uuidv7(),
  held_on date not null,
  starts_at time,
  place text constraint meeting_place_length check (length(place) between 1 and 500),
  chair_id uuid constraint meeting_chair references app.person,
  coordinator_id uuid constraint meeting_coordinator references app.person,
  made_at timestamptz not null default now(),
  made_by uuid not null constraint meeting_made_by references app.person,
  closed_at timestamptz,
  closed_by uuid constraint meeting_closed_by references app.person,
  version integer not null default 1,
  primary key (area_id, id)
);
create index meeting_by_day on app.meeting (area_id, held_on desc, id);
create index meeting_chair_index on app.meeting (chair_id);
create index meeting_coordinator_index on app.meeting (coordinator_id);
create index meeting_made_by_index on app.meeting (made_by);
create index meeting_closed_by_index on app.meeting (closed_by);
select app.guard('app.meeting');
comment on table app.meeting is 'S1. A scheduled meeting of the forum of an area (R12, R13).';
comment on column app.meeting.area_id is 'S1. Area.';
comment on column app.meeting.id is 'S1. Identity.';
comment on column app.meeting.held_on is 'S1. The day it takes place.';
comment on column app.meeting.starts_at is 'S1. When it starts.';
comment on column app.meeting.place is 'S1. Where, or how to join.';
comment on column app.meeting.chair_id is 'S1. Who chairs it.';
comment on column app.meeting.coordinator_id is 'S1. Who prepares and minutes it.';
comment on column app.meeting.made_at is 'S1. When it was put in.';
comment on column app.meeting.made_by is 'S1. By whom.';
comment on column app.meeting.closed_at is 'S1. When it was closed.';
comment on column app.meeting.closed_by is 'S1. By whom.';
comment on column app.meeting.version is 'S1. Counts changes.';

create table app.discussion (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  kind text not null constraint discussion_kind check (kind in ('scheduled', 'urgent', 'strategy')),
  meeting_id uuid,
  place_on_agenda integer not null default 0,
  sibling_group uuid,
  held_on date not null,
  waiting_since timestamptz not null,
  listed_at timestamptz not null default now(),
  listed_by uuid not null constraint discussion_listed_by references app.person,
  papers_frozen_at timestamptz,
  papers_frozen_by uuid constraint discussion_papers_frozen_by references app.person,
  outcome_at timestamptz,
  members_until timestamptz,
  minutes_confirmed_at timestamptz,
  minutes_confirmed_by uuid constraint discussion_minutes_confirmed_by references app.person,
  taken_off_at timestamptz,
  taken_off_by uuid constraint discussion_taken_off_by references app.person,
  taken_off_reason text,
  version integer not null default 1,
  primary key (area_id, id),
  constraint discussion_of_young_person unique (area_id, id, young_person_id),
  constraint discussion_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint discussion_meeting foreign key (area_id, meeting_id) references app.meeting (area_id, id),
  constraint discussion_scheduled_has_a_meeting check ((kind = 'scheduled') = (meeting_id is not null)),
  constraint discussion_outcome_opens_a_window check ((outcome_at is null) = (members_until is null)),
  constraint discussion_minutes_follow_the_outcome check (minutes_confirmed_at is null or outcome_at is not null),
  constraint discussion_taken_off_with_a_reason check ((taken_off_at is null) = (taken_off_reason is null)),
  constraint discussion_with_an_outcome_stays check (taken_off_at is null or outcome_at is null)
);
create unique index discussion_once_a_meeting on app.discussion (area_id, meeting_id, young_person_id) where taken_off_at is null and meeting_id is not null;
create unique index discussion_one_waiting on app.discussion (area_id, young_person_id, kind) where taken_off_at is null and outcome_at is null;
create index discussion_agenda on app.discussion (area_id, meeting_id, place_on_agenda, id);
create index discussion_young_person_index on app.discussion (area_id, young_person_id, held_on desc);
create index discussion_outside_meetings on app.discussion (area_id, held_on desc, id) where kind <> 'scheduled';
create index discussion_open_to_members on app.discussion (area_id, members_until) where papers_frozen_at is not null and taken_off_at is null;
create index discussion_listed_by_index on app.discussion (listed_by);
create index discussion_papers_frozen_by_index on app.discussion (papers_frozen_by);
create index discussion_minutes_confirmed_by_index on app.discussion (minutes_confirmed_by);
create index discussion_taken_off_by_index on app.discussion (taken_off_by);
select app.guard('app.discussion');
comment on table app.discussion is 'S4. One child in one multi-agency discussion: a scheduled meeting, an urgent discussion or a strategy meeting (R131). Nobody waits for an agenda.';
comment on column app.discussion.area_id is 'S4. Area.';
comment on column app.discussion.id is 'S4. Identity.';
comment on column app.discussion.young_person_id is 'S4. Young person.';
comment on column app.discussion.kind is 'S4. scheduled, urgent or strategy.';
comment on column app.discussion.meeting_id is 'S4. The meeting, where it is scheduled.';
comment on column app.discussion.place_on_agenda is 'S4. Place on the agenda.';
comment on column app.discussion.sibling_group is 'S4. Children discussed one after another because they belong together; their minutes are split per child.';
comment on column app.discussion.held_on is 'S4. The day it takes place or took place.';
comment on column app.discussion.waiting_since is 'S4. Since when the child had been waiting for the forum when they were put on the agenda.';
comment on column app.discussion.listed_at is 'S4. When it was put on the agenda.';
comment on column app.discussion.listed_by is 'S4. By whom.';
comment on column app.discussion.papers_frozen_at is 'S4. When the papers were frozen: from then on invited agencies see them.';
comment on column app.discussion.papers_frozen_by is 'S4. By whom.';
comment on column app.discussion.outcome_at is 'S4. When the outcome was recorded.';
comment on column app.discussion.members_until is 'S4. Until when invited agencies see it, from the clock of the area; longer while they own an open action.';
comment on column app.discussion.minutes_confirmed_at is 'S4. When the chair confirmed the minutes. Set by a function only.';
comment on column app.discussion.minutes_confirmed_by is 'S4. Which chair.';
comment on column app.discussion.taken_off_at is 'S4. When it was taken off the agenda.';
comment on column app.discussion.taken_off_by is 'S4. By whom.';
comment on column app.discussion.taken_off_reason is 'S4. Why.';
comment on column app.discussion.version is 'S4. Counts changes.';

create table app.discussion_agency (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  invited_at timestamptz not null default now(),
  invited_by uuid not null constraint discussion_agency_invited_by references app.person,
  uninvited_at timestamptz,
  attendance text constraint discussion_agency_attendance check (attendance in ('there', 'apologies', 'not there')),
  attendance_at timestamptz,
  attendance_by uuid constraint discussion_agency_attendance_by references app.person,
  primary key (area_id, id),
  constraint discussion_agency_once unique (area_id, discussion_id, agency_id),
  constraint discussion_agency_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint discussion_agency_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint discussion_agency_attendance_is_recorded check ((attendance is null) = (attendance_at is null))
);
create index discussion_agency_discussion_index on app.discussion_agency (area_id, discussion_id, young_person_id);
create index discussion_agency_agency_index on app.discussion_agency (area_id, agency_id);
create index discussion_agency_invited_by_index on app.discussion_agency (invited_by);
create index discussion_agency_attendance_by_index on app.discussion_agency (attendance_by);
select app.guard('app.discussion_agency');
comment on table app.discussion_agency is 'S4. Which agencies are invited to one child’s discussion, and which came.';
comment on column app.discussion_agency.area_id is 'S4. Area.';
comment on column app.discussion_agency.id is 'S4. Identity.';
comment on column app.discussion_agency.discussion_id is 'S4. Discussion.';
comment on column app.discussion_agency.young_person_id is 'S4. Young person.';
comment on column app.discussion_agency.agency_id is 'S4. Agency.';
comment on column app.discussion_agency.invited_at is 'S4. When it was invited.';
comment on column app.discussion_agency.invited_by is 'S4. By whom.';
comment on column app.discussion_agency.uninvited_at is 'S4. When the invitation was taken back: the child closes to it at once.';
comment on column app.discussion_agency.attendance is 'S4. there, apologies or not there; empty until known.';
comment on column app.discussion_agency.attendance_at is 'S4. When that was recorded.';
comment on column app.discussion_agency.attendance_by is 'S4. By whom.';

create table app.paper (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  handling text not null constraint paper_handling check (handling in ('core agencies only', 'all at this item')),
  edition integer not null constraint paper_edition check (edition >= 1),
  body jsonb not null,
  hash bytea not null,
  frozen_at timestamptz not null default now(),
  frozen_by uuid not null constraint paper_frozen_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint paper_one_of_an_edition unique (area_id, discussion_id, handling, edition),
  constraint paper_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint paper_hash_fits check (hash = sha256(convert_to(body::text, 'UTF8')))
);
create index paper_discussion_index on app.paper (area_id, discussion_id, young_person_id);
create index paper_frozen_by_index on app.paper (frozen_by);
select app.guard('app.paper');
comment on table app.paper is 'S5. What the members of a discussion read: the record as it was at one moment, with the child’s own words. Never changed; what is new comes as a later edition, marked as later.';
comment on column app.paper.area_id is 'S5. Area.';
comment on column app.paper.id is 'S5. Identity.';
comment on column app.paper.discussion_id is 'S5. Discussion.';
comment on column app.paper.young_person_id is 'S5. Young person.';
comment on column app.paper.handling is 'S5. Who may read this part: core agencies only (people who pose a risk), or all at this item.';
comment on column app.paper.edition is 'S5. 1 is what was frozen; higher ones hold what changed later.';
comment on column app.paper.body is 'S5. The record at that moment.';
comment on column app.paper.hash is 'S5. SHA-256 over the body as PostgreSQL prints it.';
comment on column app.paper.frozen_at is 'S5. When.';
comment on column app.paper.frozen_by is 'S5. By whom.';
comment on column app.paper.moved_at is 'S5. When the assessment in it turned out to be about another young person; hidden since.';

create table app.contribution (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  handling text not null constraint contribution_handling check (handling in ('core agencies only', 'all at this item', 'may go to the family')),
  says text not null constraint contribution_says_length check (length(says) between 1 and 50000),
  given_at timestamptz not null default now(),
  given_by uuid not null constraint contribution_given_by references app.person,
  primary key (area_id, id),
  constraint contribution_invited foreign key (area_id, discussion_id, agency_id) references app.discussion_agency (area_id, discussion_id, agency_id),
  constraint contribution_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id)
);
create index contribution_invited_index on app.contribution (area_id, discussion_id, agency_id);
create index contribution_discussion_index on app.contribution (area_id, discussion_id, young_person_id);
create index contribution_given_by_index on app.contribution (given_by);
select app.guard('app.contribution');
comment on table app.contribution is 'S5. What one agency says to a discussion, with its handling mark; the policy keeps the mark.';
comment on column app.contribution.area_id is 'S5. Area.';
comment on column app.contribution.id is 'S5. Identity.';
comment on column app.contribution.discussion_id is 'S5. Discussion.';
comment on column app.contribution.young_person_id is 'S5. Young person.';
comment on column app.contribution.agency_id is 'S5. Which agency says it.';
comment on column app.contribution.handling is 'S5. core agencies only, all at this item, or may go to the family.';
comment on column app.contribution.says is 'S5. What it says.';
comment on column app.contribution.given_at is 'S5. When; after freezing it is shown as later.';
comment on column app.contribution.given_by is 'S5. Who typed it: the agency’s member, or the co-ordinator for them.';

create table app.forum_outcome (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  discussion_id uuid not null,
  finding text not null constraint forum_outcome_finding check (finding in ('at risk of', 'subject to', 'neither')),
  finding_reason text not null constraint forum_outcome_finding_reason_length check (length(finding_reason) between 1 and 20000),
  suitable boolean not null,
  would_benefit boolean not null,
  both_yes boolean not null generated always as (suitable and would_benefit) stored,
  answers_reason text constraint forum_outcome_answers_reason_length check (length(answers_reason) between 1 and 20000),
  no_quorum_reason text constraint forum_outcome_no_quorum_reason_length check (length(no_quorum_reason) between 1 and 4000),
  corrects uuid,
  corrects_reason text constraint forum_outcome_corrects_reason_length check (length(corrects_reason) between 1 and 4000),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint forum_outcome_recorded_by references app.person,
  primary key (area_id, id),
  constraint forum_outcome_of_young_person unique (area_id, id, young_person_id),
  constraint forum_outcome_both_yes unique (area_id, id, young_person_id, both_yes),
  constraint forum_outcome_of_discussion unique (area_id, id, discussion_id),
  constraint forum_outcome_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint forum_outcome_corrects foreign key (area_id, corrects, discussion_id) references app.forum_outcome (area_id, id, discussion_id),
  constraint forum_outcome_correction_has_a_reason check ((corrects is null) = (corrects_reason is null)),
  constraint forum_outcome_no_says_why check ((suitable and would_benefit) or answers_reason is not null)
);
create unique index forum_outcome_first_once on app.forum_outcome (area_id, discussion_id) where corrects is null;
create unique index forum_outcome_corrected_once on app.forum_outcome (area_id, corrects) where corrects is not null;
create index forum_outcome_discussion_index on app.forum_outcome (area_id, discussion_id, young_person_id);
create index forum_outcome_corrects_index on app.forum_outcome (area_id, corrects, discussion_id);
create index forum_outcome_young_person_index on app.forum_outcome (area_id, young_person_id, recorded_at desc);
create index forum_outcome_recorded_by_index on app.forum_outcome (recorded_by);
select app.guard('app.forum_outcome');
comment on table app.forum_outcome is 'S4. What a discussion found and answered (R132): the finding, and suitable for and would benefit from as two answers. Append-only; a correction is a new row.';
comment on column app.forum_outcome.area_id is 'S4. Area.';
comment on column app.forum_outcome.id is 'S4. Identity.';
comment on column app.forum_outcome.young_person_id is 'S4. Young person.';
comment on column app.forum_outcome.discussion_id is 'S4. Discussion.';
comment on column app.forum_outcome.finding is 'S4. at risk of, subject to, or neither: found by people, never counted (R60 note, risk tools 3.1).';
comment on column app.forum_outcome.finding_reason is 'S4. Why.';
comment on column app.forum_outcome.suitable is 'S4. Trusted Relationships would be suitable.';
comment on column app.forum_outcome.would_benefit is 'S4. The young person would benefit from it.';
comment on column app.forum_outcome.both_yes is 'S4. Both answers are yes: what a nomination refers to (R128, R132).';
comment on column app.forum_outcome.answers_reason is 'S4. Why not, where an answer is no.';
comment on column app.forum_outcome.no_quorum_reason is 'S4. Why it was decided without the quorum of the area.';
comment on column app.forum_outcome.corrects is 'S4. The outcome this one puts right.';
comment on column app.forum_outcome.corrects_reason is 'S4. What was wrong.';
comment on column app.forum_outcome.recorded_at is 'S4. When.';
comment on column app.forum_outcome.recorded_by is 'S4. By whom.';

create table app.option_considered (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  option_key text not null constraint option_considered_key_is_a_slug check (option_key ~ '^[a-z][a-z0-9-]{1,60}$'),
  reasons_for text constraint option_considered_reasons_for_length check (length(reasons_for) between 1 and 10000),
  reasons_against text constraint option_considered_reasons_against_length check (length(reasons_against) between 1 and 10000),
  recommended boolean not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null constraint option_considered_recorded_by references app.person,
  primary key (area_id, id),
  constraint option_considered_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id)
);
create index option_considered_discussion_index on app.option_considered (area_id, discussion_id, young_person_id);
create index option_considered_recorded_by_index on app.option_considered (recorded_by);
select app.guard('app.option_considered');
comment on table app.option_considered is 'S4. A support option a discussion looked at, from the list of the area; Trusted Relationships is one among them (R131, R139). Append-only: the newest row of an option counts.';
comment on column app.option_considered.area_id is 'S4. Area.';
comment on column app.option_considered.id is 'S4. Identity.';
comment on column app.option_considered.discussion_id is 'S4. Discussion.';
comment on column app.option_considered.young_person_id is 'S4. Young person.';
comment on column app.option_considered.option_key is 'S4. Which option of the area file.';
comment on column app.option_considered.reasons_for is 'S4. What speaks for it.';
comment on column app.option_considered.reasons_against is 'S4. What speaks against it.';
comment on column app.option_considered.recommended is 'S4. Whether the discussion recommends it.';
comment on column app.option_considered.recorded_at is 'S4. When.';
comment on column app.option_considered.recorded_by is 'S4. By whom.';

create table app.risk_fact (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  discussion_id uuid not null,
  kind text not null constraint risk_fact_kind check (kind in ('sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence')),
  certainty text not null constraint risk_fact_certainty check (certainty in ('known', 'suspected')),
  timing text not null constraint risk_fact_timing check (timing in ('current', 'past')),
  evidence text not null constraint risk_fact_evidence_length check (length(evidence) between 1 and 20000),
  review_on date not null,
  replaces uuid,
  found_at timestamptz not null default now(),
  found_by uuid not null constraint risk_fact_found_by references app.person,
  lifted_at timestamptz,
  lifted_by uuid constraint risk_fact_lifted_by references app.person,
  lifted_reason text constraint risk_fact_lifted_reason_length check (length(lifted_reason) between 1 and 4000),
  primary key (area_id, id),
  constraint risk_fact_of_young_person unique (area_id, id, young_person_id),
  constraint risk_fact_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint risk_fact_replaces foreign key (area_id, replaces, young_person_id) references app.risk_fact (area_id, id, young_person_id),
  constraint risk_fact_lifted_with_a_reason check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null))
);
create unique index risk_fact_replaced_once on app.risk_fact (area_id, replaces) where replaces is not null;
create index risk_fact_young_person_index on app.risk_fact (area_id, young_person_id, found_at desc);
create index risk_fact_discussion_index on app.risk_fact (area_id, discussion_id, young_person_id);
create index risk_fact_replaces_index on app.risk_fact (area_id, replaces, young_person_id);
create index risk_fact_found_by_index on app.risk_fact (found_by);
create index risk_fact_lifted_by_index on app.risk_fact (lifted_by);
select app.guard('app.risk_fact');
comment on table app.risk_fact is 'S5. That somebody around the child poses a risk, as a discussion found it (R60, R77). Only a known, current one closes a service; never about what the child may have done. Ends only by being lifted.';
comment on column app.risk_fact.area_id is 'S5. Area.';
comment on column app.risk_fact.id is 'S5. Identity.';
comment on column app.risk_fact.young_person_id is 'S5. Young person.';
comment on column app.risk_fact.discussion_id is 'S5. The discussion that found it.';
comment on column app.risk_fact.kind is 'S5. Kind of risk.';
comment on column app.risk_fact.certainty is 'S5. known or suspected.';
comment on column app.risk_fact.timing is 'S5. current or past.';
comment on column app.risk_fact.evidence is 'S5. What shows it.';
comment on column app.risk_fact.review_on is 'S5. By when it is looked at again.';
comment on column app.risk_fact.replaces is 'S5. The fact it took the place of when it was looked at again.';
comment on column app.risk_fact.found_at is 'S5. When it was found.';
comment on column app.risk_fact.found_by is 'S5. Who recorded it.';
comment on column app.risk_fact.lifted_at is 'S5. When it ended.';
comment on column app.risk_fact.lifted_by is 'S5. Who ended it.';
comment on column app.risk_fact.lifted_reason is 'S5. Why.';

create table app.different_view (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid,
  name text constraint different_view_name_length check (length(name) between 1 and 200),
  says text not null constraint different_view_says_length check (length(says) between 1 and 10000),
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint different_view_recorded_by references app.person,
  primary key (area_id, id),
  constraint different_view_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint different_view_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint different_view_is_of_somebody check (agency_id is not null or name is not null)
);
create index different_view_discussion_index on app.different_view (area_id, discussion_id, young_person_id);
create index different_view_agency_index on app.different_view (area_id, agency_id);
create index different_view_recorded_by_index on app.different_view (recorded_by);
select app.guard('app.different_view');
comment on table app.different_view is 'S4. Somebody, by name or agency, saw it differently.';
comment on column app.different_view.area_id is 'S4. Area.';
comment on column app.different_view.id is 'S4. Identity.';
comment on column app.different_view.discussion_id is 'S4. Discussion.';
comment on column app.different_view.young_person_id is 'S4. Young person.';
comment on column app.different_view.agency_id is 'S4. Which agency.';
comment on column app.different_view.name is 'S4. Or who, by name.';
comment on column app.different_view.says is 'S4. How they see it.';
comment on column app.different_view.recorded_at is 'S4. When.';
comment on column app.different_view.recorded_by is 'S4. By whom.';

create table app.forum_action (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  discussion_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  person_id uuid constraint forum_action_person references app.person,
  says text not null constraint forum_action_says_length check (length(says) between 1 and 4000),
  due_on date not null,
  climbs_on date not null,
  given_at timestamptz not null default now(),
  given_by uuid not null constraint forum_action_given_by references app.person,
  done_at timestamptz,
  done_by uuid constraint forum_action_done_by references app.person,
  done_note text constraint forum_action_done_note_length check (length(done_note) between 1 and 4000),
  climbed_at timestamptz,
  primary key (area_id, id),
  constraint forum_action_discussion foreign key (area_id, discussion_id, young_person_id) references app.discussion (area_id, id, young_person_id),
  constraint forum_action_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint forum_action_climbs_after_it_is_due check (climbs_on >= due_on),
  constraint forum_action_done_by_somebody check ((done_at is null) = (done_by is null))
);
create index forum_action_discussion_index on app.forum_action (area_id, discussion_id, young_person_id);
create index forum_action_agency_index on app.forum_action (area_id, agency_id);
create index forum_action_open on app.forum_action (area_id, discussion_id, agency_id) where done_at is null;
create index forum_action_open_agency on app.forum_action (area_id, agency_id) where done_at is null;
create index forum_action_climbs on app.forum_action (climbs_on) where done_at is null and climbed_at is null;
create index forum_action_person_index on app.forum_action (person_id);
create index forum_action_given_by_index on app.forum_action (given_by);
create index forum_action_done_by_index on app.forum_action (done_by);
select app.guard('app.forum_action');
comment on table app.forum_action is 'S4. What an agency took on, by when. When it does not act, it climbs to its manager (R141).';
comment on column app.forum_action.area_id is 'S4. Area.';
comment on column app.forum_action.id is 'S4. Identity.';
comment on column app.forum_action.discussion_id is 'S4. Discussion.';
comment on column app.forum_action.young_person_id is 'S4. Young person.';
comment on column app.forum_action.agency_id is 'S4. The agency that owns it.';
comment on column app.forum_action.person_id is 'S4. The person in it, where one is named.';
comment on column app.forum_action.says is 'S4. What is to be done.';
comment on column app.forum_action.due_on is 'S4. By when.';
comment on column app.forum_action.climbs_on is 'S4. The day after which it goes to the manager of the agency, from the clock of the area.';
comment on column app.forum_action.given_at is 'S4. When it was agreed.';
comment on column app.forum_action.given_by is 'S4. Who recorded it.';
comment on column app.forum_action.done_at is 'S4. When it was done.';
comment on column app.forum_action.done_by is 'S4. Who said so.';
comment on column app.forum_action.done_note is 'S4. What came of it.';
comment on column app.forum_action.climbed_at is 'S4. When it went to the manager.';

-- ------------------------------------------------------------------------------------------------------------------
-- Who is connected to a child through the forum.

-- Members, item by item: by their agency’s invitation, from freezing until the window of the area closes, and while the
-- agency owns an open action of that item. Each way in has its index: everybody asks this of themself at every page, and
-- what was discussed years ago must not be looked through for it. A discussion open in two ways stands here twice.
create view app.discussion_open_to_agency as
  select i.area_id, i.agency_id, d.young_person_id, d.id as discussion_id from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
    where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until is null
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
    where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until > now()
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id from app.forum_action a
    join app.discussion_agency i on i.area_id = a.area_id and i.discussion_id = a.discussion_id and i.agency_id = a.agency_id and i.uninvited_at is null
    join app.discussion d on d.area_id = a.area_id and d.id = a.discussion_id and d.papers_frozen_at is not null and d.taken_off_at is null
    where a.done_at is null;

create view app.at_discussion as
  select m.person_id, o.area_id, o.young_person_id, o.discussion_id, m.agency_id, g.core
  from app.membership m
  join app.agency g on g.area_id = m.area_id and g.id = m.agency_id
  join app.discussion_open_to_agency o on o.area_id = m.area_id and o.agency_id = m.agency_id
  where m.role = 'forum-member' and m.from_at <= now() and (m.until_at is null or m.until_at > now());

create view app.relation_forum as
  select person_id, area_id, young_person_id, case when core then 'forum member of a core agency' else 'forum member' end as because from app.at_discussion;

-- Adds a branch without saying the earlier ones again.
do $$ begin
  execute 'create or replace view app.relation as ' || rtrim(rtrim(pg_get_viewdef('app.relation'::regclass)), ';') || ' union all select person_id, area_id, young_person_id, because from app.relation_forum';
end $$;

-- Chair and co-ordinator: any child on an agenda of their area, one at a time.
create view app.area_relation_forum as
  select m.person_id, d.area_id, d.young_person_id, case m.role when 'forum-chair' then 'forum chair' else 'forum co-ordinator' end as because
  from app.membership m join app.discussion d on d.area_id = m.area_id and d.taken_off_at is null
  where m.role in ('forum-chair', 'forum-coordinator') and m.from_at <= now() and (m.until_at is null or m.until_at > now());

do $$ begin
  execute 'create or replace view app.area_relation as ' || rtrim(rtrim(pg_get_viewdef('app.area_relation'::regclass)), ';') || ' union all select person_id, area_id, young_person_id, because from app.area_relation_forum';
end $$;

-- The discussions the person who asks is a member of now; through a core agency; and the agencies they speak for.
create function app.my_discussions() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id()
$$;
create function app.my_core_discussions() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id() and core
$$;
create function app.my_forum_agencies() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct agency_id), '{}') from app.membership
  where person_id = app.person_id() and role = 'forum-member' and from_at <= now() and (until_at is null or until_at > now())
$$;

-- When the forum last decided about a child, kept beside when they were sent: who waits is found by an index.
create function app.discussion_decides() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.young_person y set forum_decided_at = greatest(y.forum_decided_at, new.outcome_at) where y.area_id = new.area_id and y.id = new.young_person_id;
  return null;
end $$;
create trigger discussion_decides after insert or update of outcome_at on app.discussion for each row when (new.outcome_at is not null)
  execute function app.discussion_decides();

-- Who waits for the forum of an area, longest first: sent and not yet decided about, asked back, or on an agenda. Only who
-- and since when: before a child is on an agenda there is no relation to them. `one` asks of one child alone.
create function app.waiting_for_forum(area uuid, one uuid, most integer, beyond integer) returns table (young_person_id uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
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
  where area = any (app.my_areas_to('list young people sent to the forum')) and w.id <> all (app.my_walls()) and (one is null or w.id = one)
  group by w.id order by 2, 1 limit least(most, 200) offset beyond
$$;

-- The chair confirms the minutes; nobody else can, whatever SQL they run.
create function app.confirm_minutes(area uuid, discussion uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.discussion d set minutes_confirmed_at = now(), minutes_confirmed_by = app.person_id(), version = version + 1
    where d.area_id = area and d.id = discussion and d.outcome_at is not null and d.minutes_confirmed_at is null
      and d.young_person_id = any (app.my_young_people('chair the forum')) and d.young_person_id <> all (app.my_walls());
  return found;
end $$;

-- Actions whose agency did not act go to its managers, once (R141). Run by the clock. Returns how many went.
create function app.actions_climb() returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- What an agency has not done, for its managers: by reference, not by name.
create function app.late_actions(area uuid) returns table (id uuid, reference text, due_on date, climbed_at timestamptz, agency text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select a.id, y.reference, a.due_on, a.climbed_at, g.name from app.forum_action a
  join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id
  join app.agency g on g.area_id = a.area_id and g.id = a.agency_id
  where a.area_id = area and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date and y.id <> all (app.my_walls())
    and a.agency_id in (select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = area and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by a.due_on, a.id limit 100
$$;

grant execute on function app.my_discussions(), app.my_core_discussions(), app.my_forum_agencies(), app.waiting_for_forum(uuid, uuid, integer, integer), app.confirm_minutes(uuid, uuid), app.late_actions(uuid) to app;
grant execute on function app.actions_climb() to worker;

insert into app.relation_kind (because, role, says) values
  ('forum chair', 'forum-chair', 'You chair the forum, and this young person is on its agenda.'),
  ('forum co-ordinator', 'forum-coordinator', 'You prepare the forum, and this young person is on its agenda.'),
  ('forum member', 'forum-member', 'Your agency is invited to a discussion about this young person.'),
  ('forum member of a core agency', 'forum-member', 'Your agency, a core agency of the forum, is invited to a discussion about this young person.');

insert into app.relation_may (because, act)
  select because, act from unnest(array['forum chair', 'forum co-ordinator']) because,
    unnest(array['read S1', 'read S2', 'read S4', 'read S5', 'run the forum', 'record an outcome', 'contribute to a discussion', 'read the minutes']) act;
insert into app.relation_may (because, act) values ('forum chair', 'chair the forum');
insert into app.relation_may (because, act)
  select because, act from unnest(array['forum member', 'forum member of a core agency']) because,
    unnest(array['read S1', 'contribute to a discussion', 'read the minutes']) act;
insert into app.relation_may (because, act)
  select because, 'read the minutes' from app.relation_kind where because in ('case-holder', 'team manager', 'deputy');

insert into app.role_may (role, act)
  select role, act from unnest(array['forum-chair', 'forum-coordinator']) role,
    unnest(array['list young people sent to the forum', 'run the forum', 'hold a meeting', 'see the forum']) act;
insert into app.role_may (role, act) values ('forum-member', 'see the forum'), ('agency-manager', 'see late actions of own agency');

-- ------------------------------------------------------------------------------------------------------------------
-- Policies. The agenda opens by area to those who run it; everything deeper by child, or by item for members.

create policy of_my_area on app.meeting for select to app using (area_id = any ((select app.my_areas_to('see the forum'))::uuid[]));
create policy run_makes on app.meeting for insert to app with check (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]) and made_by = (select app.person_id()));
create policy run_changes on app.meeting for update to app using (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]))
  with check (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]));
grant select, insert on app.meeting to app;
grant update (held_on, starts_at, place, chair_id, coordinator_id, closed_at, closed_by, version) on app.meeting to app;

create policy read_agenda on app.discussion for select to app using (
  area_id = any ((select app.my_areas_to('run the forum'))::uuid[])
  or young_person_id = any ((select app.my_young_people('read S4'))::uuid[])
  or id = any ((select app.my_discussions())::uuid[]));
create policy run_lists on app.discussion for insert to app with check (
  area_id = any ((select app.my_areas_to('run the forum'))::uuid[]) and listed_by = (select app.person_id()) and outcome_at is null and minutes_confirmed_at is null
  and exists (select 1 from app.young_person y where y.area_id = discussion.area_id and y.id = discussion.young_person_id and y.sent_to_forum_at is not null and y.merged_into is null));
create policy run_changes on app.discussion for update to app using (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]))
  with check (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]));
create policy walled on app.discussion as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.discussion to app;
grant update (meeting_id, place_on_agenda, sibling_group, held_on, papers_frozen_at, papers_frozen_by, outcome_at, members_until, taken_off_at, taken_off_by, taken_off_reason, version)
  on app.discussion to app;

create policy read_agenda on app.discussion_agency for select to app using (
  area_id = any ((select app.my_areas_to('run the forum'))::uuid[])
  or young_person_id = any ((select app.my_young_people('read S4'))::uuid[])
  or discussion_id = any ((select app.my_discussions())::uuid[]));
create policy run_invites on app.discussion_agency for insert to app with check (
  area_id = any ((select app.my_areas_to('run the forum'))::uuid[]) and invited_by = (select app.person_id()));
create policy run_changes on app.discussion_agency for update to app using (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]))
  with check (area_id = any ((select app.my_areas_to('run the forum'))::uuid[]));
create policy walled on app.discussion_agency as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.discussion_agency to app;
grant update (invited_at, invited_by, uninvited_at, attendance, attendance_at, attendance_by) on app.discussion_agency to app;

create policy read_by_handling on app.paper for select to app using (moved_at is null and (
  young_person_id = any ((select app.my_young_people('read S5'))::uuid[])
  or discussion_id = any ((select app.my_core_discussions())::uuid[])
  or (handling = 'all at this item' and (young_person_id = any ((select app.my_young_people('read S4'))::uuid[])
    or discussion_id = any ((select app.my_discussions())::uuid[])))));
create policy run_freezes on app.paper for insert to app with check (
  moved_at is null and young_person_id = any ((select app.my_young_people('run the forum'))::uuid[]) and frozen_by = (select app.person_id()));
create policy walled on app.paper as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.paper to app;

create policy read_by_handling on app.contribution for select to app using (
  young_person_id = any ((select app.my_young_people('read S5'))::uuid[])
  or discussion_id = any ((select app.my_core_discussions())::uuid[])
  or (handling in ('all at this item', 'may go to the family') and (young_person_id = any ((select app.my_young_people('read S4'))::uuid[])
    or discussion_id = any ((select app.my_discussions())::uuid[])))
  or (agency_id = any ((select app.my_forum_agencies())::uuid[]) and discussion_id = any ((select app.my_discussions())::uuid[])));
create policy member_contributes on app.contribution for insert to app with check (given_by = (select app.person_id()) and (
  young_person_id = any ((select app.my_young_people('run the forum'))::uuid[])
  or (agency_id = any ((select app.my_forum_agencies())::uuid[]) and discussion_id = any ((select app.my_discussions())::uuid[]))));
create policy walled on app.contribution as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.contribution to app;

create policy read_s4 on app.forum_outcome for select to app using (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or discussion_id = any ((select app.my_discussions())::uuid[]));
create policy forum_records on app.forum_outcome for insert to app with check (
  young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and recorded_by = (select app.person_id()));
create policy walled on app.forum_outcome as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.forum_outcome to app;

create policy read_s4 on app.option_considered for select to app using (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or discussion_id = any ((select app.my_discussions())::uuid[]));
create policy forum_records on app.option_considered for insert to app with check (
  young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and recorded_by = (select app.person_id()));
create policy walled on app.option_considered as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.option_considered to app;

create policy read_s5 on app.risk_fact for select to app using (
  young_person_id = any ((select app.my_young_people('read S5'))::uuid[])
  or discussion_id = any ((select app.my_core_discussions())::uuid[]));
create policy forum_finds on app.risk_fact for insert to app with check (
  young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and found_by = (select app.person_id()) and lifted_at is null);
create policy forum_lifts on app.risk_fact for update to app
  using (young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and lifted_at is null)
  with check (young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and lifted_by = (select app.person_id()));
create policy walled on app.risk_fact as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.risk_fact to app;
grant update (lifted_at, lifted_by, lifted_reason) on app.risk_fact to app;

create policy read_s4 on app.different_view for select to app using (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or discussion_id = any ((select app.my_discussions())::uuid[]));
create policy forum_records on app.different_view for insert to app with check (
  young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and recorded_by = (select app.person_id()));
create policy walled on app.different_view as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.different_view to app;

create policy read_s4 on app.forum_action for select to app using (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or discussion_id = any ((select app.my_discussions())::uuid[]));
create policy forum_gives on app.forum_action for insert to app with check (
  young_person_id = any ((select app.my_young_people('record an outcome'))::uuid[]) and given_by = (select app.person_id()) and done_at is null);
create policy owner_does on app.forum_action for update to app
  using (done_at is null and (young_person_id = any ((select app.my_young_people('run the forum'))::uuid[])
    or (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and exists (select 1 from app.case_holding h
      where h.area_id = forum_action.area_id and h.young_person_id = forum_action.young_person_id and h.agency_id = forum_action.agency_id and h.until_at is null))
    or (agency_id = any ((select app.my_forum_agencies())::uuid[]) and discussion_id = any ((select app.my_discussions())::uuid[]))))
  with check (done_by = (select app.person_id()));
create policy walled on app.forum_action as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert on app.forum_action to app;
grant update (done_at, done_by, done_note) on app.forum_action to app;

-- Nominations, what the panel decides, and strands (R128, R132–R138, R142, R144). What happened is stored as events; where
-- a nomination stands is worked out from them. Answers, declarations and decisions are append-only: an answer that is
-- changed is a new row beside the old one.

create table app.nomination (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  forum_outcome_id uuid not null,
  both_yes boolean not null default true constraint nomination_needs_two_yeses check (both_yes),
  started_at timestamptz not null default now(),
  started_by uuid not null constraint nomination_started_by references app.person,
  submitted_at timestamptz,
  submitted_by uuid constraint nomination_submitted_by references app.person,
  finding text constraint nomination_finding check (finding in ('at risk of', 'subject to', 'neither')),
  young_person_asked boolean,
  family_asked boolean,
  question_since timestamptz,
  paused_seconds bigint not null default 0 constraint nomination_pause_is_no_less_than_none check (paused_seconds >= 0),
  withdrawn_at timestamptz,
  withdrawn_by uuid constraint nomination_withdrawn_by references app.person,
  withdrawn_reason text constraint nomination_withdrawn_reason_length check (length(withdrawn_reason) between 1 and 20000),
  told text constraint nomination_told check (told in ('yes', 'not yet', 'not safe')),
  decided_at timestamptz,
  decided_as text constraint nomination_decided_as check (decided_as in ('accepted', 'not accepted', 'back to the forum')),
  version integer not null default 1,
  primary key (area_id, id),
  constraint nomination_of_young_person unique (area_id, id, young_person_id),
  constraint nomination_of_submitter unique (area_id, id, submitted_by),
  constraint nomination_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  -- R128, R132: it can only refer to an outcome whose two answers are yes.
  constraint nomination_follows_the_forum foreign key (area_id, forum_outcome_id, young_person_id, both_yes)
    references app.forum_outcome (area_id, id, young_person_id, both_yes),
  constraint nomination_submission_is_whole check ((submitted_at is null) = (submitted_by is null) and (submitted_at is null) = (finding is null)),
  constraint nomination_withdrawal_is_whole check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null) = (withdrawn_reason is null)
    and (withdrawn_at is null) = (told is null)),
  constraint nomination_decision_is_whole check ((decided_at is null) = (decided_as is null)),
  constraint nomination_decided_after_submission check (decided_at is null or submitted_at is not null),
  constraint nomination_withdrawn_or_decided check (withdrawn_at is null or decided_at is null)
);
create unique index nomination_one_open on app.nomination (area_id, young_person_id) where withdrawn_at is null and decided_at is null;
create unique index nomination_once_for_an_outcome on app.nomination (area_id, forum_outcome_id) where withdrawn_at is null;
create index nomination_waiting on app.nomination (area_id, submitted_at, id) where submitted_at is not null and withdrawn_at is null and decided_at is null;
create index nomination_submitted on app.nomination (area_id, submitted_at, id) where submitted_at is not null;
create index nomination_decided on app.nomination (area_id, decided_at, decided_as) where decided_at is not null;
create index nomination_withdrawn on app.nomination (area_id, withdrawn_at) where withdrawn_at is not null;
create index nomination_young_person_index on app.nomination (area_id, young_person_id, started_at desc);
create index nomination_forum_outcome_index on app.nomination (area_id, forum_outcome_id, young_person_id, both_yes);
create index nomination_started_by_index on app.nomination (started_by);
create index nomination_submitted_by_index on app.nomination (submitted_by);
create index nomination_withdrawn_by_index on app.nomination (withdrawn_by);
select app.guard('app.nomination');
comment on table app.nomination is 'S4. A case-holder nominates a young person for Trusted Relationships after the forum’s two yeses (R132–R134). Milestones only; what it says stands in nomination_answer.';
comment on column app.nomination.area_id is 'S4. Area.';
comment on column app.nomination.id is 'S4. Identity.';
comment on column app.nomination.young_person_id is 'S4. Young person.';
comment on column app.nomination.forum_outcome_id is 'S4. The outcome it follows (R128, R132).';
comment on column app.nomination.both_yes is 'S4. Always true: the constraint behind R132.';
comment on column app.nomination.started_at is 'S4. When it was begun.';
comment on column app.nomination.started_by is 'S4. By whom.';
comment on column app.nomination.submitted_at is 'S4. When it was sent to the panel.';
comment on column app.nomination.submitted_by is 'S4. By whom: they cannot decide on it.';
comment on column app.nomination.finding is 'S4. What the discussion had found when it was sent.';
comment on column app.nomination.young_person_asked is 'S4. Whether the young person was asked about being nominated; from the newest answer.';
comment on column app.nomination.family_asked is 'S4. Whether the family was; from the newest answer.';
comment on column app.nomination.question_since is 'S4. Since when the panel waits for an answer; the clock stands still. Empty otherwise.';
comment on column app.nomination.paused_seconds is 'S4. How long the clock stood still for earlier questions, in seconds.';
comment on column app.nomination.withdrawn_at is 'S4. When it was taken back.';
comment on column app.nomination.withdrawn_by is 'S4. By whom.';
comment on column app.nomination.withdrawn_reason is 'S4. Why.';
comment on column app.nomination.told is 'S4. Whether the young person knows that it was taken back.';
comment on column app.nomination.decided_at is 'S4. When the panel’s decision was recorded.';
comment on column app.nomination.decided_as is 'S4. accepted, not accepted or back to the forum.';
comment on column app.nomination.version is 'S4. Counts changes.';

create table app.nomination_answer (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  nomination_id uuid not null,
  young_person_id uuid not null,
  question text not null constraint nomination_answer_question check (question in (
    'young-person-asked', 'young-person-words', 'young-person-not-asked', 'family-asked', 'family-words', 'family-not-asked',
    'works-with', 'introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by',
    'hope-relationships', 'hope-safety', 'hope-stability', 'hope-learning', 'hope-wellbeing', 'hope-activities',
    'could-fail', 'anything-else', 'age-reason')),
  version integer not null constraint nomination_answer_version check (version >= 1),
  says text not null constraint nomination_answer_says_length check (length(says) <= 50000),
  given_at timestamptz not null default clock_timestamp(),
  given_by uuid not null constraint nomination_answer_given_by references app.person,
  reason text constraint nomination_answer_reason_length check (length(reason) between 1 and 4000),
  primary key (area_id, id),
  constraint nomination_answer_one_of_a_version unique (area_id, nomination_id, question, version),
  constraint nomination_answer_nomination foreign key (area_id, nomination_id, young_person_id) references app.nomination (area_id, id, young_person_id)
);
create index nomination_answer_nomination_index on app.nomination_answer (area_id, nomination_id, young_person_id);
create index nomination_answer_given_by_index on app.nomination_answer (given_by);
select app.guard('app.nomination_answer');
comment on table app.nomination_answer is 'S4. What a nomination says, question by question. Append-only: the highest version of a question counts, and both texts stay.';
comment on column app.nomination_answer.area_id is 'S4. Area.';
comment on column app.nomination_answer.id is 'S4. Identity.';
comment on column app.nomination_answer.nomination_id is 'S4. Nomination.';
comment on column app.nomination_answer.young_person_id is 'S4. Young person.';
comment on column app.nomination_answer.question is 'S4. Which question.';
comment on column app.nomination_answer.version is 'S4. Counts the answers to this question, from 1: two people cannot give the same one.';
comment on column app.nomination_answer.says is 'S4. The answer; empty where an earlier one was taken out. Of young-person-words: their own words.';
comment on column app.nomination_answer.given_at is 'S4. When.';
comment on column app.nomination_answer.given_by is 'S4. Who typed it.';
comment on column app.nomination_answer.reason is 'S4. Why it was changed after the nomination was sent; always there then.';

create table app.panel_question (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  nomination_id uuid not null,
  young_person_id uuid not null,
  asks text not null constraint panel_question_asks_length check (length(asks) between 1 and 10000),
  wanted_by date not null,
  asked_at timestamptz not null default now(),
  asked_by uuid not null constraint panel_question_asked_by references app.person,
  answer text constraint panel_question_answer_length check (length(answer) between 1 and 50000),
  answered_at timestamptz,
  answered_by uuid constraint panel_question_answered_by references app.person,
  primary key (area_id, id),
  constraint panel_question_nomination foreign key (area_id, nomination_id, young_person_id) references app.nomination (area_id, id, young_person_id),
  constraint panel_question_answer_is_whole check ((answered_at is null) = (answer is null) and (answered_at is null) = (answered_by is null))
);
create unique index panel_question_one_open on app.panel_question (area_id, nomination_id) where answered_at is null;
create index panel_question_nomination_index on app.panel_question (area_id, nomination_id, young_person_id);
create index panel_question_asked_by_index on app.panel_question (asked_by);
create index panel_question_answered_by_index on app.panel_question (answered_by);
select app.guard('app.panel_question');
comment on table app.panel_question is 'S4. More information the panel asked for; the clock stands still until it comes. One at a time.';
comment on column app.panel_question.area_id is 'S4. Area.';
comment on column app.panel_question.id is 'S4. Identity.';
comment on column app.panel_question.nomination_id is 'S4. Nomination.';
comment on column app.panel_question.young_person_id is 'S4. Young person.';
comment on column app.panel_question.asks is 'S4. What is asked.';
comment on column app.panel_question.wanted_by is 'S4. By when the panel would like to know.';
comment on column app.panel_question.asked_at is 'S4. When it was sent.';
comment on column app.panel_question.asked_by is 'S4. By whom.';
comment on column app.panel_question.answer is 'S4. The answer.';
comment on column app.panel_question.answered_at is 'S4. When it was received.';
comment on column app.panel_question.answered_by is 'S4. Who answered.';

create table app.panel_declaration (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  nomination_id uuid not null,
  young_person_id uuid not null,
  person_id uuid not null constraint panel_declaration_person references app.person,
  here boolean not null,
  conflict boolean not null,
  note text constraint panel_declaration_note_length check (length(note) between 1 and 4000),
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null constraint panel_declaration_recorded_by references app.person,
  primary key (area_id, id),
  constraint panel_declaration_nomination foreign key (area_id, nomination_id, young_person_id) references app.nomination (area_id, id, young_person_id)
);
create index panel_declaration_newest on app.panel_declaration (area_id, nomination_id, person_id, recorded_at desc, id desc);
create index panel_declaration_nomination_index on app.panel_declaration (area_id, nomination_id, young_person_id);
create index panel_declaration_person_index on app.panel_declaration (person_id);
create index panel_declaration_recorded_by_index on app.panel_declaration (recorded_by);
select app.guard('app.panel_declaration');
comment on table app.panel_declaration is 'S4. Who takes part in considering a nomination, and who has a conflict of interest. Append-only: the newest of a person counts.';
comment on column app.panel_declaration.area_id is 'S4. Area.';
comment on column app.panel_declaration.id is 'S4. Identity.';
comment on column app.panel_declaration.nomination_id is 'S4. Nomination.';
comment on column app.panel_declaration.young_person_id is 'S4. Young person.';
comment on column app.panel_declaration.person_id is 'S4. Coordinator or panel member.';
comment on column app.panel_declaration.here is 'S4. Takes part.';
comment on column app.panel_declaration.conflict is 'S4. Has a conflict of interest, and so cannot decide.';
comment on column app.panel_declaration.note is 'S4. What kind, as far as they wish to say.';
comment on column app.panel_declaration.recorded_at is 'S4. When.';
comment on column app.panel_declaration.recorded_by is 'S4. Who wrote it down.';

create table app.nomination_decision (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  nomination_id uuid not null,
  young_person_id uuid not null,
  submitted_by uuid not null,
  kind text not null constraint nomination_decision_kind check (kind in ('accepted', 'not accepted', 'back to the forum')),
  reason text not null constraint nomination_decision_reason_length check (length(reason) between 1 and 20000),
  instead text constraint nomination_decision_instead_length check (length(instead) between 1 and 20000),
  interim_plan text constraint nomination_decision_interim_plan_length check (length(interim_plan) between 1 and 20000),
  back_by date,
  introducer_name text constraint nomination_decision_introducer_name_length check (length(introducer_name) between 1 and 200),
  introducer_agency text constraint nomination_decision_introducer_agency_length check (length(introducer_agency) between 1 and 200),
  introduction_how text constraint nomination_decision_introduction_how_length check (length(introduction_how) between 1 and 20000),
  introduction_by date,
  decided_on date not null,
  decided_at timestamptz not null default now(),
  decided_by uuid not null constraint nomination_decision_decided_by references app.person,
  primary key (area_id, id),
  constraint nomination_decision_once unique (area_id, nomination_id),
  constraint nomination_decision_of_kind unique (area_id, nomination_id, young_person_id, kind),
  constraint nomination_decision_nomination foreign key (area_id, nomination_id, young_person_id) references app.nomination (area_id, id, young_person_id),
  constraint nomination_decision_submitted_by foreign key (area_id, nomination_id, submitted_by) references app.nomination (area_id, id, submitted_by),
  constraint nomination_decision_not_by_who_submitted check (decided_by <> submitted_by),
  constraint nomination_decision_says_what_instead check ((kind = 'not accepted') = (instead is not null)),
  constraint nomination_decision_back_with_a_plan check ((kind = 'back to the forum') = (interim_plan is not null) and (kind = 'back to the forum') = (back_by is not null)),
  -- R144: who introduces, how and by when, as the panel confirmed it.
  constraint nomination_decision_confirms_introducer check ((kind = 'accepted') = (introducer_name is not null) and (kind = 'accepted') = (introducer_agency is not null)
    and (kind = 'accepted') = (introduction_how is not null) and (kind = 'accepted') = (introduction_by is not null))
);
create index nomination_decision_nomination_index on app.nomination_decision (area_id, nomination_id, young_person_id);
create index nomination_decision_submitted_by_index on app.nomination_decision (area_id, nomination_id, submitted_by);
create index nomination_decision_decided_by_index on app.nomination_decision (decided_by);
select app.guard('app.nomination_decision');
comment on table app.nomination_decision is 'S4. What the panel decided (R135, R136), once for a nomination and never by whoever submitted it. Append-only.';
comment on column app.nomination_decision.area_id is 'S4. Area.';
comment on column app.nomination_decision.id is 'S4. Identity.';
comment on column app.nomination_decision.nomination_id is 'S4. Nomination.';
comment on column app.nomination_decision.young_person_id is 'S4. Young person.';
comment on column app.nomination_decision.submitted_by is 'S4. Who submitted the nomination; tied to it, so that a constraint can keep them from deciding.';
comment on column app.nomination_decision.kind is 'S4. accepted, not accepted or back to the forum.';
comment on column app.nomination_decision.reason is 'S4. Why.';
comment on column app.nomination_decision.instead is 'S4. Not accepted: what happens instead.';
comment on column app.nomination_decision.interim_plan is 'S4. Back to the forum: what keeps the young person safe meanwhile.';
comment on column app.nomination_decision.back_by is 'S4. Back to the forum: by when, from the clock of the area.';
comment on column app.nomination_decision.introducer_name is 'S4. Accepted: who makes the introduction.';
comment on column app.nomination_decision.introducer_agency is 'S4. Accepted: of which agency they are.';
comment on column app.nomination_decision.introduction_how is 'S4. Accepted: how the introduction is made.';
comment on column app.nomination_decision.introduction_by is 'S4. Accepted: by when.';
comment on column app.nomination_decision.decided_on is 'S4. The day the panel decided.';
comment on column app.nomination_decision.decided_at is 'S4. When it was recorded.';
comment on column app.nomination_decision.decided_by is 'S4. Who decided for the panel.';

create table app.strand_allocation (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  episode_id uuid not null,
  nomination_id uuid not null,
  decision_kind text not null default 'accepted' constraint strand_allocation_follows_acceptance check (decision_kind = 'accepted'),
  submitted_by uuid not null,
  strand smallint not null,
  service_key text not null,
  from_at timestamptz not null default now(),
  reason text not null constraint strand_allocation_reason_length check (length(reason) between 1 and 20000),
  different_reason text constraint strand_allocation_different_reason_length check (length(different_reason) between 1 and 20000),
  decided_by uuid not null constraint strand_allocation_decided_by references app.person,
  until_at timestamptz,
  ended_by uuid constraint strand_allocation_ended_by references app.person,
  ended_reason text constraint strand_allocation_ended_reason_length check (length(ended_reason) between 1 and 20000),
  primary key (area_id, id),
  constraint strand_allocation_of_young_person unique (area_id, id, young_person_id),
  constraint strand_allocation_episode foreign key (area_id, episode_id, young_person_id) references app.episode (area_id, id, young_person_id),
  constraint strand_allocation_decision foreign key (area_id, nomination_id, young_person_id, decision_kind)
    references app.nomination_decision (area_id, nomination_id, young_person_id, kind),
  constraint strand_allocation_submitted_by foreign key (area_id, nomination_id, submitted_by) references app.nomination (area_id, id, submitted_by),
  constraint strand_allocation_service foreign key (area_id, service_key, strand) references app.service (area_id, key, strand),
  constraint strand_allocation_not_by_who_submitted check (decided_by <> submitted_by),
  constraint strand_allocation_end_is_whole check ((until_at is null) = (ended_by is null) and (until_at is null) = (ended_reason is null)),
  constraint strand_allocation_ends_after_it_starts check (until_at is null or until_at >= from_at)
);
create unique index strand_allocation_once on app.strand_allocation (area_id, young_person_id, strand) where until_at is null;
create index strand_allocation_service_now on app.strand_allocation (area_id, service_key, from_at) where until_at is null;
create index strand_allocation_young_person_index on app.strand_allocation (area_id, young_person_id, from_at desc);
create index strand_allocation_episode_index on app.strand_allocation (area_id, episode_id, young_person_id);
create index strand_allocation_decision_index on app.strand_allocation (area_id, nomination_id, young_person_id, decision_kind);
create index strand_allocation_submitted_by_index on app.strand_allocation (area_id, nomination_id, submitted_by);
create index strand_allocation_service_index on app.strand_allocation (area_id, service_key, strand);
create index strand_allocation_decided_by_index on app.strand_allocation (decided_by);
create index strand_allocation_ended_by_index on app.strand_allocation (ended_by);
select app.guard('app.strand_allocation');
comment on table app.strand_allocation is 'S3. A strand and its service for a young person, from and to, who decided and why (R32–R36, R136). Within an episode; a second one or a change is a panel act too.';
comment on column app.strand_allocation.area_id is 'S3. Area.';
comment on column app.strand_allocation.id is 'S3. Identity.';
comment on column app.strand_allocation.young_person_id is 'S3. Young person.';
comment on column app.strand_allocation.episode_id is 'S3. Episode.';
comment on column app.strand_allocation.nomination_id is 'S3. The nomination that was accepted.';
comment on column app.strand_allocation.decision_kind is 'S3. Always accepted: a strand follows that decision.';
comment on column app.strand_allocation.submitted_by is 'S3. Who submitted the nomination; tied to it, so that they cannot decide.';
comment on column app.strand_allocation.strand is 'S3. 1 or 2.';
comment on column app.strand_allocation.service_key is 'S3. The service of the area that delivers it.';
comment on column app.strand_allocation.from_at is 'S3. From.';
comment on column app.strand_allocation.reason is 'S3. Why this strand.';
comment on column app.strand_allocation.different_reason is 'S3. Why another strand than the discussion found; the chair is told.';
comment on column app.strand_allocation.decided_by is 'S3. Who decided for the panel.';
comment on column app.strand_allocation.until_at is 'S3. Until; empty while it runs.';
comment on column app.strand_allocation.ended_by is 'S3. Who ended it.';
comment on column app.strand_allocation.ended_reason is 'S3. Why.';

-- ------------------------------------------------------------------------------------------------------------------
-- Rules that hold whatever SQL is run. Each speaks under the name of a constraint, which the routes put into words.

create function app.against(rule text, says text) returns void language plpgsql immutable set search_path = pg_catalog as $$
begin
  raise exception '%', says using errcode = 'check_violation', constraint = rule;
end $$;

-- Opens a young person to the coordinator and the panel of the area: only where a nomination was submitted.
create function app.opened_to_panel(area uuid, young_person uuid) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.young_person y set opened_to_panel_at = now() where y.area_id = area and y.id = young_person and y.opened_to_panel_at is null
    and exists (select from app.nomination n where n.area_id = area and n.young_person_id = young_person and n.submitted_at is not null)
$$;

-- Locks a nomination for somebody who works on it, so that what is decided is decided about what stands.
create function app.lock_nomination(area uuid, nomination uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform 1 from app.nomination n where n.area_id = area and n.id = nomination
    and (n.young_person_id = any (app.my_young_people('nominate')) or n.young_person_id = any (app.my_young_people('consider a nomination'))) for update;
  return found;
end $$;

-- The newest answers of a nomination, by question.
create function app.nomination_says(area uuid, nomination uuid) returns jsonb language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(jsonb_object_agg(question, says) filter (where says <> ''), '{}') from (
    select distinct on (a.question) a.question, a.says from app.nomination_answer a where a.area_id = area and a.nomination_id = nomination
    order by a.question, a.version desc) newest
$$;

-- R1, R3, R128, R132: what must be true at the moment of submission.
create function app.nomination_changes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
    select * into child from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id for no key update;
    select a.configuration -> 'ages' into ages from app.area a where a.id = new.area_id;
    says := app.nomination_says(new.area_id, new.id);
    if child.status = 'died' then perform app.against('nomination_of_somebody_alive', 'the young person has died'); end if;
    if child.born_on is null then perform app.against('nomination_needs_a_date_of_birth', 'no date of birth, not even estimated'); end if;
    years := extract(year from age((now() at time zone 'Europe/London')::date::timestamp, child.born_on::timestamp));
    if years >= (ages ->> 'under')::int then perform app.against('nomination_under_eighteen', 'not under the age'); end if;
    if (years < (ages ->> 'principallyFrom')::int or years > (ages ->> 'principallyTo')::int) and not says ? 'age-reason' then
      perform app.against('nomination_outside_ages_has_a_reason', 'outside the ages without a reason'); end if;
    if not (says ? case when says ->> 'young-person-asked' = 'yes' then 'young-person-words' else 'young-person-not-asked' end
        and says ? case when says ->> 'family-asked' = 'yes' then 'family-words' else 'family-not-asked' end
        and says ?& array['young-person-asked', 'family-asked', 'introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by', 'could-fail']
        and says ?| array['hope-relationships', 'hope-safety', 'hope-stability', 'hope-learning', 'hope-wellbeing', 'hope-activities']) then
      perform app.against('nomination_is_complete', 'answers are missing'); end if;
    select * into latest from app.forum_outcome o where o.area_id = new.area_id and o.young_person_id = new.young_person_id
      order by o.recorded_at desc, o.id desc limit 1;
    if not latest.both_yes then perform app.against('nomination_follows_the_latest_outcome', 'a later discussion answered otherwise'); end if;
    select o.finding into new.finding from app.forum_outcome o where o.area_id = new.area_id and o.id = new.forum_outcome_id;
  end if;
  return new;
end $$;
create trigger nomination_changes before update on app.nomination for each row execute function app.nomination_changes();

create function app.nomination_opens() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.opened_to_panel(new.area_id, new.young_person_id);
  return null;
end $$;
create trigger nomination_opens after insert or update of submitted_at on app.nomination for each row when (new.submitted_at is not null)
  execute function app.nomination_opens();

-- R134: what was submitted changes only with a reason, and no longer once it is closed.
create function app.nomination_answer_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;
create trigger nomination_answer_comes before insert on app.nomination_answer for each row execute function app.nomination_answer_comes();

-- The clock stands still from the question to its answer.
create function app.panel_question_pauses() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;
create trigger panel_question_pauses before insert or update on app.panel_question for each row execute function app.panel_question_pauses();

-- R135: whoever decides takes part, has declared no conflict, and did not submit it; two at once are one after the other.
create function app.nomination_decision_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare n app.nomination; declared app.panel_declaration;
begin
  select * into n from app.nomination where area_id = new.area_id and id = new.nomination_id for update;
  if n.decided_at is not null then perform app.against('nomination_decision_once', 'it is decided already'); end if;
  if n.submitted_at is null or n.withdrawn_at is not null then perform app.against('nomination_decision_on_what_was_submitted', 'the nomination is not before the panel'); end if;
  if new.decided_on > (now() at time zone 'Europe/London')::date or new.decided_on < (n.submitted_at at time zone 'Europe/London')::date then
    perform app.against('nomination_decision_after_submission', 'the day is before the nomination or after today'); end if;
  select * into declared from app.panel_declaration where area_id = new.area_id and nomination_id = new.nomination_id and person_id = new.decided_by
    order by recorded_at desc, id desc limit 1;
  if declared.here is not true then perform app.against('nomination_decision_by_who_takes_part', 'who decides takes part'); end if;
  if declared.conflict then perform app.against('nomination_decision_without_conflict', 'who decides has no conflict of interest'); end if;
  return new;
end $$;
create trigger nomination_decision_comes before insert on app.nomination_decision for each row execute function app.nomination_decision_comes();

create function app.nomination_decision_counts() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.nomination set decided_at = new.decided_at, decided_as = new.kind, version = version + 1,
      paused_seconds = paused_seconds + coalesce(greatest(0, extract(epoch from new.decided_at - question_since)::bigint), 0), question_since = null
    where area_id = new.area_id and id = new.nomination_id;
  return null;
end $$;
create trigger nomination_decision_counts after insert on app.nomination_decision for each row execute function app.nomination_decision_counts();

-- R60, R77, R94: a service with a known, current risk of a kind it cannot take on safely cannot be chosen. A fact being
-- found at the same moment is waited for: it refers to its discussion, and a new discussion to its young person. Both are
-- locked in the order in which the forum comes to them.
create function app.strand_allocation_comes() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare found_as text; declared app.panel_declaration;
begin
  perform 1 from app.discussion d where d.area_id = new.area_id and d.young_person_id = new.young_person_id order by d.id for update;
  perform 1 from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id for update;
  if exists (select from app.risk_fact f join app.service s on s.area_id = f.area_id and s.key = new.service_key and f.kind = any (s.limbs)
      where f.area_id = new.area_id and f.young_person_id = new.young_person_id and f.certainty = 'known' and f.timing = 'current' and f.lifted_at is null) then
    perform app.against('strand_allocation_is_safe', 'this service cannot take this on safely'); end if;
  select n.finding into found_as from app.nomination n where n.area_id = new.area_id and n.id = new.nomination_id;
  if new.different_reason is null and (found_as, new.strand) not in (('at risk of', 1), ('subject to', 2)) then
    perform app.against('strand_allocation_differs_with_a_reason', 'another strand than the finding, without a reason'); end if;
  select * into declared from app.panel_declaration where area_id = new.area_id and nomination_id = new.nomination_id and person_id = new.decided_by
    order by recorded_at desc, id desc limit 1;
  if declared.conflict then perform app.against('strand_allocation_without_conflict', 'who decides has no conflict of interest'); end if;
  return new;
end $$;
create trigger strand_allocation_comes before insert on app.strand_allocation for each row execute function app.strand_allocation_comes();

-- The open episode of a young person, opened where none is. For whoever decides on nominations.
create function app.episode_for_strand(area uuid, young_person uuid) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare open_one uuid;
begin
  if young_person <> all (app.my_young_people('decide a nomination')) then raise exception 'only the panel opens an episode' using errcode = 'insufficient_privilege'; end if;
  select e.id into open_one from app.episode e where e.area_id = area and e.young_person_id = young_person and e.ended_on is null;
  if found then return open_one; end if;
  insert into app.episode as e (area_id, young_person_id, started_on, recorded_by)
    values (area, young_person, (now() at time zone 'Europe/London')::date, app.person_id()) returning e.id into open_one;
  return open_one;
end $$;

-- Of what was found around a young person: which reason, on what evidence. Not who: that stays with the forum and the case-holder.
create function app.reasons_found(young_person uuid)
returns table (id uuid, kind text, certainty text, timing text, evidence text, found_at timestamptz, review_on date)
language sql stable security definer set search_path = pg_catalog, app as $$
  select f.id, f.kind, f.certainty, f.timing, f.evidence, f.found_at, f.review_on from app.risk_fact f
  where f.young_person_id = $1 and f.lifted_at is null and $1 = any (app.my_young_people('read S5 reason')) and $1 <> all (app.my_walls())
  order by f.certainty, f.timing, f.found_at, f.id
$$;

-- The coordinator and the panel of an area.
create function app.panel_of(area uuid) returns table (person_id uuid, name text, title text) language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct p.id, p.name, p.title from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
  where m.area_id = area and m.role in ('coordinator', 'panel-member') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and area = any (app.my_member_areas()) order by p.name, p.id
$$;

grant execute on function app.lock_nomination(uuid, uuid), app.episode_for_strand(uuid, uuid), app.reasons_found(uuid), app.panel_of(uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Who is connected to a child through a nomination, and through a strand.

create view app.area_relation_panel as
  select m.person_id, n.area_id, n.young_person_id, case m.role when 'coordinator' then 'coordinator' else 'panel member' end as because
  from app.membership m join app.nomination n on n.area_id = m.area_id and n.submitted_at is not null
  where m.role in ('coordinator', 'panel-member') and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- R15, R16, R36, R39: the manager of the service a young person was allocated to.
create view app.relation_strand as
  select m.person_id, s.area_id, s.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end as because
  from app.strand_allocation s join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key
    and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
  where s.until_at is null and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- Every branch so far, and these.
do $$ begin
  execute format('create or replace view app.relation as %s union all select * from app.relation_strand', rtrim(pg_get_viewdef('app.relation'::regclass), E' ;\n'));
  execute format('create or replace view app.area_relation as %s union all select * from app.area_relation_panel', rtrim(pg_get_viewdef('app.area_relation'::regclass), E' ;\n'));
end $$;

insert into app.relation_kind (because, role, says) values
  ('coordinator', 'coordinator', 'You coordinate Trusted Relationships here, and this young person was nominated.'),
  ('panel member', 'panel-member', 'You are on the panel, and this young person was nominated.'),
  ('operational manager', 'operational-manager', 'The panel allocated this young person to the service you manage.'),
  ('service manager', 'service-manager', 'The panel allocated this young person to the service you manage.');

insert into app.relation_may (because, act)
  select because, act from unnest(array['coordinator', 'panel member', 'operational manager', 'service manager']) because,
    unnest(array['read S1', 'read S2', 'read S3', 'read S4', 'read S5 reason']) act
  union all
  select because, act from unnest(array['coordinator', 'panel member']) because, unnest(array['consider a nomination', 'decide a nomination']) act
  union all
  select because, 'nominate' from app.relation_kind where because in ('case-holder', 'team manager', 'deputy');

insert into app.role_may (role, act) values ('coordinator', 'list nominated young people'), ('panel-member', 'list nominated young people');

-- ------------------------------------------------------------------------------------------------------------------
-- Policies. The queue opens by area and holds no words; what a nomination says opens one child at a time.

create policy queue_or_read_s4 on app.nomination for select to app using (
  (submitted_at is not null and area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
  or young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy case_holder_starts on app.nomination for insert to app with check (
  young_person_id = any ((select app.my_young_people('nominate'))::uuid[]) and started_by = (select app.person_id()));
create policy case_holder_changes on app.nomination for update to app
  using (young_person_id = any ((select app.my_young_people('nominate'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('nominate'))::uuid[]));
create policy walled on app.nomination as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.nomination to app;
grant insert (area_id, id, young_person_id, forum_outcome_id, started_by) on app.nomination to app;
grant update (submitted_at, submitted_by, withdrawn_at, withdrawn_by, withdrawn_reason, told, version) on app.nomination to app;

create policy read_s4 on app.nomination_answer for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy case_holder_answers on app.nomination_answer for insert to app with check (
  young_person_id = any ((select app.my_young_people('nominate'))::uuid[]) and given_by = (select app.person_id()));
create policy walled on app.nomination_answer as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.nomination_answer to app;
grant insert (area_id, nomination_id, young_person_id, question, version, says, given_by, reason) on app.nomination_answer to app;

create policy read_s4 on app.panel_question for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy panel_asks on app.panel_question for insert to app with check (
  young_person_id = any ((select app.my_young_people('consider a nomination'))::uuid[]) and asked_by = (select app.person_id()));
create policy case_holder_answers on app.panel_question for update to app
  using (answered_at is null and young_person_id = any ((select app.my_young_people('nominate'))::uuid[]))
  with check (answered_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('nominate'))::uuid[]));
create policy walled on app.panel_question as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.panel_question to app;
grant insert (area_id, nomination_id, young_person_id, asks, wanted_by, asked_by) on app.panel_question to app;
grant update (answer, answered_at, answered_by) on app.panel_question to app;

create policy read_s4 on app.panel_declaration for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy panel_declares on app.panel_declaration for insert to app with check (
  young_person_id = any ((select app.my_young_people('consider a nomination'))::uuid[]) and recorded_by = (select app.person_id())
  and exists (select from app.membership m where m.person_id = panel_declaration.person_id and m.area_id = panel_declaration.area_id
    and m.role in ('coordinator', 'panel-member') and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
create policy walled on app.panel_declaration as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.panel_declaration to app;
grant insert (area_id, nomination_id, young_person_id, person_id, here, conflict, note, recorded_by) on app.panel_declaration to app;

create policy read_s4 on app.nomination_decision for select to app using (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy panel_decides on app.nomination_decision for insert to app with check (
  young_person_id = any ((select app.my_young_people('decide a nomination'))::uuid[]) and decided_by = (select app.person_id()));
create policy walled on app.nomination_decision as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.nomination_decision to app;
grant insert (area_id, nomination_id, young_person_id, submitted_by, kind, reason, instead, interim_plan, back_by, introducer_name, introducer_agency,
  introduction_how, introduction_by, decided_on, decided_by) on app.nomination_decision to app;

create policy list_or_read_s3 on app.strand_allocation for select to app using (
  area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[])
  or young_person_id = any ((select app.my_young_people('read S3'))::uuid[])
  or young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy panel_allocates on app.strand_allocation for insert to app with check (
  young_person_id = any ((select app.my_young_people('decide a nomination'))::uuid[]) and decided_by = (select app.person_id()));
create policy panel_ends on app.strand_allocation for update to app
  using (until_at is null and young_person_id = any ((select app.my_young_people('decide a nomination'))::uuid[]))
  with check (ended_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('decide a nomination'))::uuid[]));
create policy walled on app.strand_allocation as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.strand_allocation to app;
grant insert (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by) on app.strand_allocation to app;
grant update (until_at, ended_by, ended_reason) on app.strand_allocation to app;

-- What reached the front door and what was decided (R30); the risk assessment, section by section (R130); the people who
-- pose a risk around a young person, as an assessment proposes them; what was copied to the main record.

create table app.screening (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  form_key text not null,
  form_version integer not null,
  form_hash text not null constraint screening_form_hash_is_one check (form_hash ~ '^[0-9a-f]{64}$'),
  answers jsonb not null constraint screening_answers_size check (pg_column_size(answers) < 8000000),
  received_on date not null,
  outcome text not null constraint screening_outcome check (outcome in ('assess', 'strategy-discussion', 'no-assessment')),
  decided_on date not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null constraint screening_recorded_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint screening_of_young_person unique (area_id, id, young_person_id),
  constraint screening_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index screening_newest on app.screening (area_id, young_person_id, recorded_at desc);
create index screening_recorded_by_index on app.screening (recorded_by);
select app.guard('app.screening');
comment on table app.screening is 'S4. What reached the front door about a young person and what was decided (R30). Append-only: a correction is a new one.';
comment on column app.screening.area_id is 'S4. Area.';
comment on column app.screening.id is 'S4. Identity.';
comment on column app.screening.young_person_id is 'S4. Young person.';
comment on column app.screening.form_key is 'S4. Form it was recorded with.';
comment on column app.screening.form_version is 'S4. Version of that form.';
comment on column app.screening.form_hash is 'S4. Hash of what the form asked.';
comment on column app.screening.answers is 'S4. Answers by the keys of the form.';
comment on column app.screening.received_on is 'S4. The day it reached the front door.';
comment on column app.screening.outcome is 'S4. What happens now. The first two start the clock of the assessment.';
comment on column app.screening.decided_on is 'S4. The day of the decision, from which the clock counts.';
comment on column app.screening.recorded_at is 'S4. When it was recorded.';
comment on column app.screening.recorded_by is 'S4. By whom.';
comment on column app.screening.moved_at is 'S4. When it turned out to be about another young person; hidden since.';

create table app.assessment (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  episode_id uuid,
  screening_id uuid,
  previous_id uuid,
  form_key text not null,
  form_version integer not null,
  form_hash text not null constraint assessment_form_hash_is_one check (form_hash ~ '^[0-9a-f]{64}$'),
  started_at timestamptz not null default now(),
  started_by uuid not null constraint assessment_started_by references app.person,
  level text constraint assessment_level check (level in ('none', 'emerging', 'moderate', 'significant')),
  level_reason text constraint assessment_level_reason_length check (length(level_reason) between 1 and 50000),
  suggested jsonb,
  completed_at timestamptz,
  completed_by uuid constraint assessment_completed_by references app.person,
  sent_to_forum_at timestamptz,
  sent_to_forum_by uuid constraint assessment_sent_to_forum_by references app.person,
  set_aside_at timestamptz,
  set_aside_by uuid constraint assessment_set_aside_by references app.person,
  set_aside_reason text constraint assessment_set_aside_reason_length check (length(set_aside_reason) between 1 and 4000),
  moved_at timestamptz,
  version integer not null default 1,
  primary key (area_id, id),
  constraint assessment_of_young_person unique (area_id, id, young_person_id),
  constraint assessment_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint assessment_episode foreign key (area_id, episode_id, young_person_id) references app.episode (area_id, id, young_person_id),
  constraint assessment_screening foreign key (area_id, screening_id, young_person_id) references app.screening (area_id, id, young_person_id),
  constraint assessment_previous foreign key (area_id, previous_id, young_person_id) references app.assessment (area_id, id, young_person_id),
  constraint assessment_does_not_follow_itself check (previous_id <> id),
  -- R130: a level is never there without a person and a reason, and no completed assessment is there without a level.
  constraint assessment_completion_is_whole check ((completed_at is null) = (completed_by is null) and (completed_at is null) = (level is null)
    and (completed_at is null) = (level_reason is null) and (completed_at is null) = (suggested is null)),
  constraint assessment_sending_is_whole check ((sent_to_forum_at is null) = (sent_to_forum_by is null)),
  -- R131: the forum discusses a completed assessment.
  constraint assessment_sent_is_completed check (sent_to_forum_at is null or completed_at is not null),
  constraint assessment_setting_aside_is_whole check ((set_aside_at is null) = (set_aside_by is null) and (set_aside_at is null) = (set_aside_reason is null))
);
create unique index assessment_one_draft on app.assessment (area_id, young_person_id) where completed_at is null and set_aside_at is null and moved_at is null;
create index assessment_newest on app.assessment (area_id, young_person_id, started_at desc);
create index assessment_latest_completed on app.assessment (area_id, young_person_id, completed_at desc) where completed_at is not null and set_aside_at is null and moved_at is null;
create index assessment_episode_index on app.assessment (area_id, episode_id, young_person_id);
create index assessment_screening_index on app.assessment (area_id, screening_id, young_person_id);
create index assessment_previous_index on app.assessment (area_id, previous_id, young_person_id);
create index assessment_started_by_index on app.assessment (started_by);
create index assessment_completed_by_index on app.assessment (completed_by);
create index assessment_sent_to_forum_by_index on app.assessment (sent_to_forum_by);
create index assessment_set_aside_by_index on app.assessment (set_aside_by);
select app.guard('app.assessment');
comment on table app.assessment is 'S4. A risk assessment (R130): begun by the case-holder, completed by a person who states a level and a reason. Completed, it never changes; what is learned later goes into the next one.';
comment on column app.assessment.area_id is 'S4. Area.';
comment on column app.assessment.id is 'S4. Identity.';
comment on column app.assessment.young_person_id is 'S4. Young person.';
comment on column app.assessment.episode_id is 'S4. The episode that was open when it was begun.';
comment on column app.assessment.screening_id is 'S4. The screening decision that started its clock; empty where there was none.';
comment on column app.assessment.previous_id is 'S4. The assessment it looks at again.';
comment on column app.assessment.form_key is 'S4. Form.';
comment on column app.assessment.form_version is 'S4. Version of the form: the answers keep the one they were given under.';
comment on column app.assessment.form_hash is 'S4. Hash of what that version asks.';
comment on column app.assessment.started_at is 'S4. When it was begun.';
comment on column app.assessment.started_by is 'S4. By whom.';
comment on column app.assessment.level is 'S4. The level a person saw; never worked out. Empty until completed.';
comment on column app.assessment.level_reason is 'S4. Why, in their words; also where they agree with the suggestion.';
comment on column app.assessment.suggested is 'S4. The suggestion as it stood when they decided: level and arithmetic, step by step.';
comment on column app.assessment.completed_at is 'S4. When it was completed.';
comment on column app.assessment.completed_by is 'S4. By whom.';
comment on column app.assessment.sent_to_forum_at is 'S4. When it was sent to the forum.';
comment on column app.assessment.sent_to_forum_by is 'S4. By whom.';
comment on column app.assessment.set_aside_at is 'S4. When it was set aside: given up.';
comment on column app.assessment.set_aside_by is 'S4. By whom.';
comment on column app.assessment.set_aside_reason is 'S4. Why.';
comment on column app.assessment.moved_at is 'S4. When it turned out to be about another young person; hidden since, with all that is in it.';
comment on column app.assessment.version is 'S4. Counts every save of every section, so that nobody completes what they did not see.';

create table app.assessment_section (
  area_id uuid not null,
  assessment_id uuid not null,
  section_key text not null constraint assessment_section_key_is_a_slug check (section_key ~ '^[a-z][a-z0-9-]{0,60}$'),
  young_person_id uuid not null,
  answers jsonb not null constraint assessment_section_answers_size check (pg_column_size(answers) < 8000000),
  version integer not null default 1,
  saved_at timestamptz not null default now(),
  saved_by uuid not null constraint assessment_section_saved_by references app.person,
  primary key (area_id, assessment_id, section_key),
  constraint assessment_section_assessment foreign key (area_id, assessment_id, young_person_id) references app.assessment (area_id, id, young_person_id),
  constraint assessment_section_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index assessment_section_assessment_index on app.assessment_section (area_id, assessment_id, young_person_id);
create index assessment_section_young_person_index on app.assessment_section (area_id, young_person_id);
create index assessment_section_saved_by_index on app.assessment_section (saved_by);
select app.guard('app.assessment_section');
comment on table app.assessment_section is 'S5. The answers of one section of an assessment. Two people in two sections never meet; two in one see both texts. Only the section "people" is S5, and its policy keeps it so; the others are S4.';
comment on column app.assessment_section.area_id is 'S4. Area.';
comment on column app.assessment_section.assessment_id is 'S4. Assessment.';
comment on column app.assessment_section.section_key is 'S4. Key of the domain or section of the form; people, judgement.';
comment on column app.assessment_section.young_person_id is 'S4. Young person.';
comment on column app.assessment_section.answers is 'S5. Answers by the keys of the form. In the section "people": who poses a risk.';
comment on column app.assessment_section.version is 'S4. Counts the saves of this section.';
comment on column app.assessment_section.saved_at is 'S4. Last saved.';
comment on column app.assessment_section.saved_by is 'S4. By whom.';

create table app.person_who_poses_risk (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  assessment_id uuid not null,
  kind text not null constraint person_who_poses_risk_kind check (kind in ('sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence')),
  certainty text not null constraint person_who_poses_risk_certainty check (certainty in ('known', 'suspected')),
  timing text not null constraint person_who_poses_risk_timing check (timing in ('current', 'past')),
  description text not null constraint person_who_poses_risk_description_length check (length(description) between 1 and 50000),
  evidence text not null constraint person_who_poses_risk_evidence_length check (length(evidence) between 1 and 50000),
  evidence_on date not null,
  source text not null,
  source_other text,
  proposed_at timestamptz not null default now(),
  proposed_by uuid not null constraint person_who_poses_risk_proposed_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint person_who_poses_risk_assessment foreign key (area_id, assessment_id, young_person_id) references app.assessment (area_id, id, young_person_id),
  constraint person_who_poses_risk_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index person_who_poses_risk_assessment_index on app.person_who_poses_risk (area_id, assessment_id, young_person_id);
create index person_who_poses_risk_young_person_index on app.person_who_poses_risk (area_id, young_person_id, kind);
create index person_who_poses_risk_proposed_by_index on app.person_who_poses_risk (proposed_by);
select app.guard('app.person_who_poses_risk');
comment on table app.person_who_poses_risk is 'S5. Somebody around the young person who poses a risk by exploitation, as an assessment proposes it (R60, R77). The forum finds the facts; nothing here closes a service. Append-only.';
comment on column app.person_who_poses_risk.area_id is 'S5. Area.';
comment on column app.person_who_poses_risk.id is 'S5. Identity.';
comment on column app.person_who_poses_risk.young_person_id is 'S5. Around whom.';
comment on column app.person_who_poses_risk.assessment_id is 'S5. The assessment that says so.';
comment on column app.person_who_poses_risk.kind is 'S5. Kind of risk; one person who poses two kinds is two rows, each with its own certainty.';
comment on column app.person_who_poses_risk.certainty is 'S5. known or suspected.';
comment on column app.person_who_poses_risk.timing is 'S5. current or past.';
comment on column app.person_who_poses_risk.description is 'S5. Who, or what is known of them.';
comment on column app.person_who_poses_risk.evidence is 'S5. What was seen or heard.';
comment on column app.person_who_poses_risk.evidence_on is 'S5. When that was.';
comment on column app.person_who_poses_risk.source is 'S5. Where it comes from: a key of the form.';
comment on column app.person_who_poses_risk.source_other is 'S5. Who or what "somebody or something else" is.';
comment on column app.person_who_poses_risk.proposed_at is 'S5. When.';
comment on column app.person_who_poses_risk.proposed_by is 'S5. By whom.';
comment on column app.person_who_poses_risk.moved_at is 'S5. When the assessment turned out to be about another young person; hidden since.';

create table app.copy_for_record (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  assessment_id uuid not null,
  reference text not null constraint copy_for_record_reference_length check (length(reference) between 1 and 100),
  filed_at timestamptz not null default now(),
  filed_by uuid not null constraint copy_for_record_filed_by references app.person,
  moved_at timestamptz,
  primary key (area_id, id),
  constraint copy_for_record_assessment foreign key (area_id, assessment_id, young_person_id) references app.assessment (area_id, id, young_person_id),
  constraint copy_for_record_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index copy_for_record_assessment_index on app.copy_for_record (area_id, assessment_id, young_person_id);
create index copy_for_record_young_person_index on app.copy_for_record (area_id, young_person_id);
create index copy_for_record_filed_by_index on app.copy_for_record (filed_by);
select app.guard('app.copy_for_record');
comment on table app.copy_for_record is 'S4. That a copy of an assessment was filed in the main record of the agency. Append-only.';
comment on column app.copy_for_record.area_id is 'S4. Area.';
comment on column app.copy_for_record.id is 'S4. Identity.';
comment on column app.copy_for_record.young_person_id is 'S4. Young person.';
comment on column app.copy_for_record.assessment_id is 'S4. Assessment.';
comment on column app.copy_for_record.reference is 'S4. The reference printed on the copy.';
comment on column app.copy_for_record.filed_at is 'S4. When somebody said it was filed.';
comment on column app.copy_for_record.filed_by is 'S4. Who.';
comment on column app.copy_for_record.moved_at is 'S4. When the assessment turned out to be about another young person; hidden since.';

-- ------------------------------------------------------------------------------------------------------------------
-- Completed is completed, whoever asks.

create function app.completed_assessment_stays() returns trigger language plpgsql set search_path = pg_catalog, app as $$
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
end $$;
create trigger assessment_completed_stays before update on app.assessment for each row execute function app.completed_assessment_stays();

-- Holds the assessment while it looks, so that it cannot be completed between the look and the save.
create function app.completed_sections_stay() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
declare of_assessment app.assessment;
begin
  select * into of_assessment from app.assessment a
    where a.area_id = coalesce(new.area_id, old.area_id) and a.id = coalesce(new.assessment_id, old.assessment_id) for share;
  if of_assessment.completed_at is not null or of_assessment.set_aside_at is not null or of_assessment.moved_at is not null
    or (tg_op = 'UPDATE' and (new.area_id, new.assessment_id, new.section_key, new.young_person_id) is distinct from (old.area_id, old.assessment_id, old.section_key, old.young_person_id)) then
    raise exception 'a completed assessment stays as it is' using errcode = 'check_violation', constraint = 'assessment_completed_stays';
  end if;
  return coalesce(new, old);
end $$;
create trigger assessment_section_completed_stays before insert or update or delete on app.assessment_section
  for each row execute function app.completed_sections_stay();

-- ------------------------------------------------------------------------------------------------------------------
-- Recorded against the wrong young person.

-- Moves a risk assessment or a screening to the young person it is about, as app.move_entry does with other entries:
-- copied there, hidden here with all that is in it, sealed as it was. Papers that the forum froze from it are hidden too;
-- an item that has not been decided leaves the agenda, and whoever runs the forum is told at once. Where the assessment
-- is looked at again is asked there: by review_on. Answers 'done' or why not: 'gone', 'not both yours', 'answered' (an
-- assessment follows this screening: move that first), 'stands there already' (a draft is being written there).
create function app.move_assessed(young_person uuid, kind text, entry uuid, right_one uuid, reason text, review_on date) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- What the forum has of an assessment about the wrong young person: papers frozen while it was the newest are hidden, what
-- is not decided leaves the agenda, and who was only sent through it waits no more. What was decided stays as it was
-- decided; the chair is told and sets it right. No login may call it.
create function app.take_from_the_forum(a app.assessment) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Who may. The front door screens; whoever holds the case, or stands in, assesses.

insert into app.relation_may (because, act)
  select k.because, a.act from app.relation_kind k, unnest(array['assess', 'screen']) a (act) where k.because in ('case-holder', 'team manager', 'deputy')
  union all values ('duty', 'screen');

-- Who screens reads screenings, though they may read no assessment.
create policy read_s4_or_screen on app.screening for select to app
  using (moved_at is null and (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or young_person_id = any ((select app.my_young_people('screen'))::uuid[])));
create policy screen on app.screening for insert to app
  with check (young_person_id = any ((select app.my_young_people('screen'))::uuid[]) and recorded_by = (select app.person_id()));
create policy walled on app.screening as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.screening to app;
grant insert (area_id, young_person_id, form_key, form_version, form_hash, answers, received_on, outcome, decided_on, recorded_by) on app.screening to app;

-- A draft is its writers' own until somebody stands by it.
create policy read_s4 on app.assessment for select to app
  using (moved_at is null and (young_person_id = any ((select app.my_young_people('assess'))::uuid[])
    or (completed_at is not null and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]))));
create policy assess on app.assessment for insert to app
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and started_by = (select app.person_id()) and completed_at is null);
create policy assess_on on app.assessment for update to app
  using (moved_at is null and young_person_id = any ((select app.my_young_people('assess'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]));
create policy walled on app.assessment as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.assessment to app;
grant insert (area_id, young_person_id, episode_id, screening_id, previous_id, form_key, form_version, form_hash, started_by) on app.assessment to app;
grant update (level, level_reason, suggested, completed_at, completed_by, sent_to_forum_at, sent_to_forum_by, set_aside_at, set_aside_by, set_aside_reason, version)
  on app.assessment to app;

-- Who sees the assessment sees its sections; people who pose a risk only who may read S5.
create policy with_the_assessment on app.assessment_section for select to app using (
  exists (select 1 from app.assessment a where a.area_id = assessment_section.area_id and a.id = assessment_section.assessment_id)
  and (section_key <> 'people' or young_person_id = any ((select app.my_young_people('read S5'))::uuid[])));
create policy assess on app.assessment_section for insert to app
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and saved_by = (select app.person_id()));
create policy assess_on on app.assessment_section for update to app
  using (young_person_id = any ((select app.my_young_people('assess'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and saved_by = (select app.person_id()));
create policy walled on app.assessment_section as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.assessment_section to app;
grant insert (area_id, assessment_id, section_key, young_person_id, answers, saved_by) on app.assessment_section to app;
grant update (answers, version, saved_at, saved_by) on app.assessment_section to app;

create policy read_s5 on app.person_who_poses_risk for select to app using (moved_at is null and young_person_id = any ((select app.my_young_people('read S5'))::uuid[]));
create policy assess on app.person_who_poses_risk for insert to app
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and proposed_by = (select app.person_id()));
create policy walled on app.person_who_poses_risk as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.person_who_poses_risk to app;
grant insert (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, source_other, proposed_by)
  on app.person_who_poses_risk to app;

create policy read_s4 on app.copy_for_record for select to app using (moved_at is null and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]));
create policy assess on app.copy_for_record for insert to app
  with check (young_person_id = any ((select app.my_young_people('assess'))::uuid[]) and filed_by = (select app.person_id()));
create policy walled on app.copy_for_record as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.copy_for_record to app;
grant insert (area_id, young_person_id, assessment_id, reference, filed_by) on app.copy_for_record to app;
grant execute on function app.move_assessed(uuid, text, uuid, uuid, text, date) to app;

-- R143: whether a young person takes it up is ours to bring about. What was tried is written down, by whoever tried it, and
-- nothing ends for want of an answer before enough was tried and two people have looked at it together.

create table app.engagement_attempt (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid,
  worker_id uuid,
  meeting_id uuid,
  tried_by text,
  on_day date not null,
  at_time time,
  kind text not null,
  place text,
  tried text not null,
  response text not null,
  says text,
  next_try text,
  next_on date,
  written_at timestamptz not null default now(),
  written_by uuid not null,
  constraint engagement_attempt_pkey primary key (area_id, id),
  constraint engagement_attempt_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint engagement_attempt_match foreign key (area_id, match_id, young_person_id) references app.match (area_id, id, young_person_id),
  constraint engagement_attempt_worker foreign key (area_id, worker_id) references app.worker (area_id, id),
  constraint engagement_attempt_meeting foreign key (area_id, meeting_id, match_id) references app.planned_meeting (area_id, id, match_id),
  constraint engagement_attempt_written_by foreign key (written_by) references app.person (id),
  constraint engagement_attempt_by_somebody check ((worker_id is null) = (tried_by is not null)),
  constraint engagement_attempt_of_a_worker_in_a_match check (worker_id is null or match_id is not null),
  constraint engagement_attempt_kind check (kind in ('met', 'rang', 'text', 'letter or card', 'went by', 'through somebody they trust', 'something to do together')),
  constraint engagement_attempt_response check (response in ('we talked', 'not today', 'could not make it', 'no answer', 'somebody else answered', 'we got it wrong')),
  constraint engagement_attempt_tried_by_length check (length(tried_by) between 1 and 200),
  constraint engagement_attempt_place_length check (length(place) between 1 and 200),
  constraint engagement_attempt_tried_length check (length(tried) between 1 and 4000),
  constraint engagement_attempt_says_length check (length(says) between 1 and 4000),
  constraint engagement_attempt_next_try_length check (length(next_try) between 1 and 2000)
);
create index engagement_attempt_young_person_index on app.engagement_attempt (area_id, young_person_id, on_day desc);
create index engagement_attempt_match_index on app.engagement_attempt (area_id, match_id, young_person_id);
create index engagement_attempt_worker_index on app.engagement_attempt (area_id, worker_id);
create index engagement_attempt_meeting_index on app.engagement_attempt (area_id, meeting_id, match_id);
create index engagement_attempt_written_by_index on app.engagement_attempt (written_by);
select app.guard('app.engagement_attempt');
comment on table app.engagement_attempt is 'S3. One time that somebody tried to reach a young person, and what came of it (R143). Append-only.';
comment on column app.engagement_attempt.area_id is 'S3. Area.';
comment on column app.engagement_attempt.id is 'S3. Identity.';
comment on column app.engagement_attempt.young_person_id is 'S3. Young person.';
comment on column app.engagement_attempt.match_id is 'S3. The match; empty before there is one, where the introducer tried (R144).';
comment on column app.engagement_attempt.worker_id is 'S3. The worker who tried and wrote it down; empty where somebody else did.';
comment on column app.engagement_attempt.meeting_id is 'S3. The planned meeting it tells of.';
comment on column app.engagement_attempt.tried_by is 'S3. Who tried, where it was not the worker: the introducer, say.';
comment on column app.engagement_attempt.on_day is 'S3. On what day.';
comment on column app.engagement_attempt.at_time is 'S3. At what time, where it is known.';
comment on column app.engagement_attempt.kind is 'S3. How.';
comment on column app.engagement_attempt.place is 'S3. Place of the area; coarse.';
comment on column app.engagement_attempt.tried is 'S3. What was tried.';
comment on column app.engagement_attempt.response is 'S3. What came of it.';
comment on column app.engagement_attempt.says is 'S3. What the young person said, in their words.';
comment on column app.engagement_attempt.next_try is 'S3. What is tried next.';
comment on column app.engagement_attempt.next_on is 'S3. When.';
comment on column app.engagement_attempt.written_at is 'S3. When it was written down.';
comment on column app.engagement_attempt.written_by is 'S3. By whom.';

create table app.engagement_review (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid,
  held_on date not null,
  says text not null,
  decided text not null,
  recorded_at timestamptz not null default now(),
  recorded_by uuid not null,
  agreed_at timestamptz,
  agreed_by uuid,
  constraint engagement_review_pkey primary key (area_id, id),
  constraint engagement_review_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint engagement_review_match foreign key (area_id, match_id, young_person_id) references app.match (area_id, id, young_person_id),
  constraint engagement_review_recorded_by foreign key (recorded_by) references app.person (id),
  constraint engagement_review_agreed_by foreign key (agreed_by) references app.person (id),
  constraint engagement_review_decided check (decided in ('try again', 'try another way', 'stop trying')),
  constraint engagement_review_of_two check (agreed_by <> recorded_by),
  constraint engagement_review_agreement_is_whole check ((agreed_at is null) = (agreed_by is null)),
  constraint engagement_review_says_length check (length(says) between 1 and 10000)
);
create index engagement_review_young_person_index on app.engagement_review (area_id, young_person_id, recorded_at desc);
create index engagement_review_match_index on app.engagement_review (area_id, match_id, young_person_id);
create index engagement_review_recorded_by_index on app.engagement_review (recorded_by);
create index engagement_review_agreed_by_index on app.engagement_review (agreed_by);
select app.guard('app.engagement_review');
comment on table app.engagement_review is 'S3. That whoever manages the service looked at what was tried with the case-holder (R143): one writes it down, the other agrees.';
comment on column app.engagement_review.area_id is 'S3. Area.';
comment on column app.engagement_review.id is 'S3. Identity.';
comment on column app.engagement_review.young_person_id is 'S3. Young person.';
comment on column app.engagement_review.match_id is 'S3. The match, where it is about one.';
comment on column app.engagement_review.held_on is 'S3. When they talked.';
comment on column app.engagement_review.says is 'S3. What they found: what we could have done better.';
comment on column app.engagement_review.decided is 'S3. What they decided.';
comment on column app.engagement_review.recorded_at is 'S3. When it was written down.';
comment on column app.engagement_review.recorded_by is 'S3. By whom: whoever manages the service.';
comment on column app.engagement_review.agreed_at is 'S3. When the case-holder agreed.';
comment on column app.engagement_review.agreed_by is 'S3. Who.';

-- R145: content of the area, of nobody by name, empty until somebody writes it.
create table app.engagement_tips (
  area_id uuid not null,
  version integer not null,
  says text,
  written_at timestamptz not null default now(),
  written_by uuid not null,
  constraint engagement_tips_pkey primary key (area_id, version),
  constraint engagement_tips_area foreign key (area_id) references app.area (id),
  constraint engagement_tips_written_by foreign key (written_by) references app.person (id),
  constraint engagement_tips_version_counts check (version >= 1),
  constraint engagement_tips_says_length check (length(says) between 1 and 10000)
);
create index engagement_tips_written_by_index on app.engagement_tips (written_by);
select app.guard('app.engagement_tips');
comment on table app.engagement_tips is 'S0. What an area tells whoever tries to reach a young person (R145); each version is a row, the newest is shown. Append-only.';
comment on column app.engagement_tips.area_id is 'S0. Area.';
comment on column app.engagement_tips.version is 'S0. Counts versions.';
comment on column app.engagement_tips.says is 'S0. The tips; empty where none are shown.';
comment on column app.engagement_tips.written_at is 'S0. When.';
comment on column app.engagement_tips.written_by is 'S0. By whom; never shown beside the tips.';

insert into app.relation_may (because, act) select b, 'write what was tried' from unnest('{case-holder,deputy,team manager,coordinator,operational manager,service manager}'::text[]) b;
insert into app.relation_may (because, act) values ('operational manager', 'review what was tried'), ('service manager', 'review what was tried');
insert into app.relation_may (because, act) select b, 'agree to a review' from unnest('{case-holder,deputy,team manager}'::text[]) b;
insert into app.role_may (role, act) select r, 'write top tips' from unnest('{coordinator,area-administrator}'::text[]) r;

create policy read_s3 on app.engagement_attempt for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
-- A worker reads their own and nobody else’s, while they are matched.
create policy worker_reads_own on app.engagement_attempt for select to app using (worker_id = any ((select app.me_as_worker())::uuid[]) and match_id = any ((select app.my_match_ids())::uuid[]));
create policy professional_writes on app.engagement_attempt for insert to app with check (written_by = (select app.person_id()) and worker_id is null and young_person_id = any ((select app.my_young_people('write what was tried'))::uuid[]));
create policy worker_writes on app.engagement_attempt for insert to app with check (written_by = (select app.person_id()) and worker_id = any ((select app.me_as_worker())::uuid[]) and match_id = any ((select app.my_match_ids())::uuid[]));
create policy walled on app.engagement_attempt as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.engagement_attempt to app;
grant insert (area_id, id, young_person_id, match_id, worker_id, meeting_id, tried_by, on_day, at_time, kind, place, tried, response, says, next_try, next_on, written_by) on app.engagement_attempt to app;

create policy read_s3 on app.engagement_review for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy manager_reviews on app.engagement_review for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('review what was tried'))::uuid[]));
create policy case_holder_agrees on app.engagement_review for update to app
  using (agreed_at is null and young_person_id = any ((select app.my_young_people('agree to a review'))::uuid[]))
  with check (agreed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('agree to a review'))::uuid[]));
create policy walled on app.engagement_review as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.engagement_review to app;
grant insert (area_id, id, young_person_id, match_id, held_on, says, decided, recorded_by) on app.engagement_review to app;
grant update (agreed_by) on app.engagement_review to app;

create policy everybody_reads on app.engagement_tips for select to app using (true);
create policy area_writes on app.engagement_tips for insert to app with check (written_by = (select app.person_id()) and area_id = any ((select app.my_areas_to('write top tips'))::uuid[]));
grant select on app.engagement_tips to app;
grant insert (area_id, version, says, written_by) on app.engagement_tips to app;

create function app.engagement_attempt_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.on_day > app.today() then raise exception 'on a day that was' using errcode = 'check_violation', constraint = 'engagement_attempt_on_a_day_that_was'; end if;
  if new.next_on < new.on_day then raise exception 'the next try comes after' using errcode = 'check_violation', constraint = 'engagement_attempt_next_comes_after'; end if;
  return null;
end $$;
revoke all on function app.engagement_attempt_holds() from public;
create trigger engagement_attempt_holds after insert on app.engagement_attempt for each row execute function app.engagement_attempt_holds();

-- What was done to reach a young person: in a match, with what the introducer tried in its strand before; or, without a
-- match, since this time with Trusted Relationships began. Records that were merged count. Where the area’s file says
-- nothing, nothing is enough.
create function app.effort(area uuid, young_person uuid, match uuid) returns table (attempts bigint, kinds bigint, enough boolean, agreed boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with rule as (select a.configuration -> 'engagement' -> 'beforeItEnds' as r from app.area a where a.id = $1),
    mine as (select t.kind from app.engagement_attempt t where t.area_id = $1 and t.young_person_id = any (app.records_of($2))
      and case when $3 is null then t.on_day >= (select max(e.started_on) from app.episode e where e.area_id = $1 and e.young_person_id = $2 and e.ended_on is null)
        else t.match_id = $3 or t.match_id is null and t.on_day >= (select (s.from_at at time zone 'Europe/London')::date from app.match m
          join app.strand_allocation s on s.area_id = m.area_id and s.id = m.strand_allocation_id where m.area_id = $1 and m.id = $3) end),
    counted as (select count(*) as attempts, count(distinct kind) as kinds from mine),
    newest as (select r.decided, r.agreed_at from app.engagement_review r where r.area_id = $1 and r.young_person_id = any (app.records_of($2)) and ($3 is null or r.match_id = $3)
      order by r.recorded_at desc, r.id desc limit 1)
  select c.attempts, c.kinds, coalesce(c.attempts >= (rule.r ->> 'attempts')::integer and c.kinds >= (rule.r ->> 'kinds')::integer, false),
      coalesce((select n.decided = 'stop trying' and n.agreed_at is not null from newest n), false)
    from rule, counted c
$$;
revoke all on function app.effort(uuid, uuid, uuid) from public;

-- The same for whoever reads what was tried.
create function app.effort_of(young_person uuid, match uuid) returns table (attempts bigint, kinds bigint, enough boolean, agreed boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select e.* from app.young_person y, app.effort(y.area_id, y.id, $2) e where y.id = $1 and $1 = any (app.my_young_people('read S3'))
    and ($2 is null or exists (select 1 from app.match m where m.area_id = y.area_id and m.id = $2 and m.young_person_id = y.id))
$$;
revoke all on function app.effort_of(uuid, uuid) from public;
grant execute on function app.effort_of(uuid, uuid) to app;

-- Whether something may end because we did not reach a young person (R143). For the end of a match, and for the closing of a
-- time with Trusted Relationships: without a match, all that was tried in it.
create function app.tried_enough(area uuid, young_person uuid, match uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$ select coalesce((select e.enough and e.agreed from app.effort($1, $2, $3) e), false) $$;
revoke all on function app.tried_enough(uuid, uuid, uuid) from public;

create function app.engagement_review_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
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
end $$;
revoke all on function app.engagement_review_holds() from public;
create trigger engagement_review_holds after insert on app.engagement_review for each row execute function app.engagement_review_holds();

create function app.engagement_review_agreed() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.agreed_at := now();
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'agree what we tried' and t.record_id = new.id and t.settled_at is null;
  return new;
end $$;
revoke all on function app.engagement_review_agreed() from public;
create trigger engagement_review_agreed before update on app.engagement_review for each row when (new.agreed_by is not null) execute function app.engagement_review_agreed();

-- One more reason for which a match ends, worded as what we did not do; what other reasons there are stands.
do $$ declare known text := pg_get_constraintdef((select oid from pg_constraint where conname = 'match_end_reason' and conrelid = 'app.match'::regclass)); begin
  alter table app.match drop constraint match_end_reason;
  execute 'alter table app.match add constraint match_end_reason ' || replace(known, 'ARRAY[', $q$ARRAY['we did not reach them'::text, $q$);
end $$;

create function app.tried_before_it_ends() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.tried_enough(new.area_id, new.young_person_id, new.id) then
    raise exception 'what we tried is not enough, or two have not looked at it' using errcode = 'check_violation', constraint = 'match_tried_before_it_ends'; end if;
  return null;
end $$;
revoke all on function app.tried_before_it_ends() from public;
create trigger tried_before_it_ends after update of end_reason on app.match for each row when (new.end_reason = 'we did not reach them' and old.end_reason is distinct from new.end_reason)
  execute function app.tried_before_it_ends();

-- What is asked of a case-holder goes with the case.
do $$ begin
  execute replace(pg_get_functiondef('app.tasks_follow_the_case()'::regprocedure), $q$'look at a keep-apart again'$q$, $q$'look at a keep-apart again', 'agree what we tried'$q$);
end $$;

select app.know_records();

-- Walls that others put up and take down; emergency access that is told to whoever answers for the child and seen by who
-- reviews it; duty that is sampled and writes down its night; why a list shows somebody; an audit that takes no view of
-- what was not shown, and says as which role.

-- ------------------------------------------------------------------------------------------------------------------
-- Walls.

alter table app.wall
  add column reason text constraint wall_reason_length check (length(reason) between 1 and 2000),
  add column ended_by uuid constraint wall_ended_by references app.person,
  add column ended_reason text constraint wall_ended_reason_length check (length(ended_reason) between 1 and 2000),
  add constraint wall_ended_with_a_reason check ((ended_by is null) = (ended_reason is null) and (ended_by is null or until_at is not null)),
  add constraint wall_ended_by_somebody_else check (ended_by <> person_id);
create index wall_ended_by_index on app.wall (ended_by);
comment on column app.wall.reason is 'S5. Why, where somebody else put it up; never shown to whom it keeps out.';
comment on column app.wall.ended_by is 'S5. Who ended it; never whom it kept out.';
comment on column app.wall.ended_reason is 'S5. Why it ended.';

-- Of walls before them, somebody sees only those they said themselves.
alter policy own_or_governance on app.wall using (person_id = (select app.person_id()) and said_by = (select app.person_id()) and kind <> 'poses a risk' and kind <> 'keep apart');

insert into app.relation_may (because, act) values ('team manager', 'keep somebody away'), ('agency manager', 'keep somebody away');

-- A manager keeps somebody away from a record. Answers 'done', 'yourself', 'not of this area' or 'kept away already'.
create function app.keep_away(young_person uuid, person uuid, kind text, reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); area uuid;
begin
  if not 'keep somebody away' = any (app.my_acts_on(young_person)) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  if person = me then return 'yourself'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if not exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.person_id = person and m.area_id = area and (m.until_at is null or m.until_at > now())) then return 'not of this area'; end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by, reason) values (area, young_person, person, keep_away.kind, me, keep_away.reason)
    on conflict (person_id, young_person_id) where until_at is null do nothing;
  return case when found then 'done' else 'kept away already' end;
end $$;

-- Ends a wall. Never the one it keeps out: they do not see the child, and the table says so too. Answers 'done' or 'gone'.
create function app.end_wall(young_person uuid, wall uuid, reason text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not 'keep somebody away' = any (app.my_acts_on(young_person)) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  update app.wall w set until_at = now(), ended_by = app.person_id(), ended_reason = end_wall.reason
    where w.id = wall and w.until_at is null and w.young_person_id = any (app.records_of(young_person));
  return case when found then 'done' else 'gone' end;
end $$;

-- The record of a young person and those that were merged with it. No login may call it.
create function app.records_of(young_person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(y.id), '{}') from app.young_person one join app.young_person y on y.area_id = one.area_id
    and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id)) where one.id = $1
$$;

-- Who is and was kept away from a record, for whoever may keep somebody away. Of walls before themself nobody learns here,
-- also when they are over.
create function app.walls_before(young_person uuid)
returns table (id uuid, name text, title text, kind text, reason text, said_by text, from_at timestamptz, until_at timestamptz, ended_by text, ended_reason text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, p.title, w.kind, w.reason, s.name, w.from_at, w.until_at, e.name, w.ended_reason from app.wall w
    join app.person p on p.id = w.person_id join app.person s on s.id = w.said_by left join app.person e on e.id = w.ended_by
  where w.young_person_id = any (app.records_of($1)) and w.person_id <> app.person_id() and 'keep somebody away' = any (app.my_acts_on($1))
  order by w.until_at is not null, w.from_at desc, w.id limit 200
$$;
grant execute on function app.keep_away(uuid, uuid, text, text), app.end_wall(uuid, uuid, text), app.walls_before(uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- What somebody still had to do about a child they cannot reach any more goes back to whoever holds the case.

-- No login may call it. A case that nobody holds by name is asked for elsewhere (name_a_holder).
create function app.tasks_go_home(area uuid, young_person uuid, person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;

-- After whatever a wall does to who holds the case: triggers of one moment run in the order of their names.
create function app.wall_sends_tasks_home() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.tasks_go_home(new.area_id, young_person, new.person_id) from unnest(app.records_of(new.young_person_id)) young_person;
  return null;
end $$;
create trigger wall_sends_tasks_home after insert on app.wall for each row when (new.until_at is null) execute function app.wall_sends_tasks_home();

-- Tasks at the desks of people who have no part in the area any more; one person's, or everybody's. Answers how many.
create function app.tasks_of_who_left(only_person uuid) returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;
create function app.membership_sends_tasks_home() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.tasks_of_who_left(new.person_id);
  return null;
end $$;
-- After the cases of whoever left went to their teams (role_ended).
create trigger role_ended_sends_tasks_home after update of until_at on app.membership for each row when (new.until_at is not null) execute function app.membership_sends_tasks_home();

-- As in 0060: when somebody opened this child last; null for those who never did, and for those who see the child now, of
-- whom nothing was closed.
create or replace function app.opened_by_me_until(young_person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog, app as $$
  select max(e.at) from app.audit_event e where e.young_person_id = $1 and e.person_id = app.person_id() and e.outcome in ('read', 'done')
    and e.at > now() - interval '28 days' and e.act <> 'young people listed' and not (select array[$1] <@ app.visible_young_people(array[$1]))
$$;

-- For the page that says that this is closed: when it was opened last, and when it was closed where that can be said.
-- What others said of somebody (a wall of theirs) gives no time away.
create function app.closed_to_me(young_person uuid) returns table (opened_at timestamptz, closed_at timestamptz) language sql stable security definer set search_path = pg_catalog, app as $$
  with me as (select app.person_id() as id, app.opened_by_me_until($1) as opened)
  select me.opened, (select max(c.at) from (
      select least(e.ended_at, e.until_at) as at from app.emergency_access e where e.person_id = me.id and e.young_person_id = $1
      union all select h.until_at from app.case_holding h where h.person_id = me.id and h.young_person_id = $1
      union all select w.from_at from app.wall w where w.person_id = me.id and w.said_by = me.id and w.young_person_id = $1
      union all select m.until_at from app.membership m join app.young_person y on y.area_id = m.area_id and y.id = $1 where m.person_id = me.id) c
    where c.at between me.opened - interval '1 second' and now())
  from me where me.opened is not null
$$;
grant execute on function app.closed_to_me(uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Why somebody is seen who only stands on a list of a role.

insert into app.relation_kind (because, role, says) values
  ('list of the area', 'duty', 'You are on duty, and this young person is on the list of your area.'),
  ('nominated in the area', null, 'This young person was nominated in your area.'),
  ('sent to the forum', null, 'This young person was sent to the forum of your area.');

create view app.area_list as
  select m.person_id, y.area_id, y.id as young_person_id, 'list of the area'::text as because from app.membership m
    join app.role_may r on r.role = m.role and r.act = 'list young people' join app.young_person y on y.area_id = m.area_id
    where m.from_at <= now() and (m.until_at is null or m.until_at > now())
  union all
  select m.person_id, y.area_id, y.id as young_person_id, 'nominated in the area'::text as because from app.membership m
    join app.role_may r on r.role = m.role and r.act = 'list nominated young people' join app.young_person y on y.area_id = m.area_id and y.opened_to_panel_at is not null
    where m.from_at <= now() and (m.until_at is null or m.until_at > now())
  union all
  select m.person_id, y.area_id, y.id as young_person_id, 'sent to the forum'::text as because from app.membership m
    join app.role_may r on r.role = m.role and r.act = 'list young people sent to the forum' join app.young_person y on y.area_id = m.area_id and y.sent_to_forum_at is not null
    where m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- As in 0004; and with until when it lasts and what ends it, where it ends by itself. A list counts where nothing else does.
drop function app.why_i_can_see(uuid);
create function app.why_i_can_see(young_person uuid) returns table (because text, says text, until_at timestamptz, ends uuid)
language sql stable security definer set search_path = pg_catalog, app as $$
  with related as (
    select because from app.relation where person_id = app.person_id() and young_person_id = $1
    union select because from app.area_relation where person_id = app.person_id() and young_person_id = $1)
  select k.because, k.says, e.until_at, e.id from (
    select because from related
    union select l.because from app.area_list l where l.person_id = app.person_id() and l.young_person_id = $1 and not exists (select 1 from related)) r
  join app.relation_kind k using (because)
  left join lateral (select x.until_at, x.id from app.emergency_access x where x.person_id = app.person_id() and x.young_person_id = $1 and x.ended_at is null
    and x.until_at > now() order by x.until_at desc limit 1) e on k.because = 'emergency access'
  where $1 <> all (app.my_walls())
$$;
grant execute on function app.why_i_can_see(uuid) to app;

-- As in 0004; and whoever has the child only on a list.
create or replace function app.who_can_see(young_person uuid) returns table (person_id uuid, name text, title text, because text, says text)
language sql stable security definer set search_path = pg_catalog, app as $$
  with related as (
    select r.person_id, r.because from app.relation r where r.young_person_id = $1
    union select r.person_id, r.because from app.area_relation r where r.young_person_id = $1)
  select p.id, p.name, p.title, k.because, k.says from (
    select * from related
    union select l.person_id, l.because from app.area_list l where l.young_person_id = $1 and not exists (select 1 from related o where o.person_id = l.person_id)) r
  join app.person p on p.id = r.person_id and p.closed_at is null join app.relation_kind k using (because)
  where $1 = any (app.my_young_people('see who can see'))
    and $1 <> all (app.walls_of(p.id))
  order by p.name, p.id, k.because
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Emergency access.

alter table app.emergency_access add column reviewed_in uuid constraint emergency_access_reviewed_in references app.area;
create index emergency_access_reviewed_in_index on app.emergency_access (reviewed_in);
comment on column app.emergency_access.reviewed_in is 'S4. The partner area whose information governance reviews it, where nobody else of the own can; empty for the own.';

alter policy governance_reads on app.emergency_access using (
  coalesce(reviewed_in, area_id) = any ((select app.my_areas_to('review emergency access'))::uuid[]) and person_id <> (select app.person_id()));
alter policy governance_reviews on app.emergency_access
  using (coalesce(reviewed_in, area_id) = any ((select app.my_areas_to('review emergency access'))::uuid[]) and person_id <> (select app.person_id()) and reviewed_at is null)
  with check (reviewed_by = (select app.person_id()));

-- The area whose information governance looks at what somebody did about a child: their own, or the first partner area
-- where somebody can who is neither that person nor behind a wall. No login may call it.
create function app.governance_of(area uuid, person uuid, young_person uuid) returns uuid language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((
    select near.id from app.area own cross join lateral unnest(own.id || own.partners) with ordinality near (id, place)
    where own.id = $1 and exists (select 1 from unnest(app.people_at('role:' || near.id || ':information-governance')) who
      where who <> $2 and ($3 is null or $3 <> all (app.walls_of(who))))
    order by near.place limit 1), $1)
$$;

-- Who answers for somebody: the managers of their teams, or where there are none but themself, of their agencies.
create function app.managers_above(area uuid, person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  with able as (
    select m.person_id, m.role from app.membership mine
    join app.membership m on m.area_id = mine.area_id and m.person_id <> mine.person_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      and ((m.role = 'team-manager' and m.team_id = mine.team_id) or (m.role = 'agency-manager' and m.agency_id = mine.agency_id))
    join app.person p on p.id = m.person_id and p.closed_at is null
    where mine.area_id = $1 and mine.person_id = $2 and mine.from_at <= now() and (mine.until_at is null or mine.until_at > now()))
  select coalesce((select array_agg(distinct person_id) from able where role = 'team-manager'), (select array_agg(distinct person_id) from able), '{}')
$$;

-- As in 0060. Governance and the asker's manager are told the same in every case; whoever answers for the child, where
-- there is one, is told beside that, of which the asker sees nothing.
create or replace function app.ask_emergency_access(area uuid, names text[], born date, kind text, line text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); child uuid; request uuid; reviewers uuid; held app.case_holding; area_key text;
begin
  if me is null or not area = any (app.my_areas_to('ask for emergency access')) or not app.proved_lately() then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  -- Every word must be in the name, a surname among them and another: nobody fishes with half a name. Two children alike:
  -- neither is opened.
  select case when count(*) = 1 then (array_agg(y.id))[1] end into child from app.young_person y
    where y.area_id = area and y.born_on = born and y.merged_into is null and cardinality(names) >= 2
      and names <@ (select array_agg(n.word) from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id)
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part = 'surname' and n.word = any (names))
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part <> 'surname' and n.word = any (names));
  reviewers := app.governance_of(area, me, child);
  insert into app.emergency_access (area_id, person_id, young_person_id, kind, line, reviewed_in)
    values (area, me, child, ask_emergency_access.kind, ask_emergency_access.line, nullif(reviewers, area)) returning id into request;
  select a.key into area_key from app.area a where a.id = reviewers;
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, reviewers, 'emergency access used', '/' || area_key || '/governance/emergency-access', 'today'
    from unnest(app.people_at('role:' || reviewers || ':information-governance')) who where who <> me
    union all select who, area, 'emergency access used', '/', 'today' from unnest(app.managers_above(area, me)) who;
  insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
    values (reviewers, 'review emergency access', request, 'role:' || reviewers || ':information-governance',
      '/' || area_key || '/governance/emergency-access', (now() at time zone 'Europe/London')::date + 1, me);
  select * into held from app.case_holding h where h.area_id = area and h.young_person_id = child and h.until_at is null;
  -- A trigger leaves out whom a wall keeps from the child.
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select distinct who, area, child, 'opened in an emergency', '/' || a.key || '/young-people/' || child, 'today'
    from app.area a, unnest(array_append(app.managers_of(area, held.team_id), held.person_id)) who
    where a.id = area and child is not null and who is not null and who <> me;
  return request;
end $$;

-- What whoever reviews an emergency access must know: which child, by reference, and what was opened meanwhile. One row
-- for each thing opened; one without, where nothing was.
create function app.opened_in_emergency(request uuid) returns table (young_person_id uuid, reference text, seq bigint, at timestamptz, act text, outcome text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select y.id, y.reference, e.seq, e.at, e.act, e.outcome from app.emergency_access x
    join app.young_person y on y.area_id = x.area_id and y.id = x.young_person_id
    left join app.audit_event e on e.young_person_id = x.young_person_id and e.person_id = x.person_id and 'emergency access' = any (e.because)
      and e.at between x.asked_at and least(coalesce(x.ended_at, x.until_at), x.until_at)
  where x.id = $1 and coalesce(x.reviewed_in, x.area_id) = any (app.my_areas_to('review emergency access')) and x.person_id <> app.person_id()
    and x.young_person_id <> all (app.my_walls())
  order by e.seq limit 201
$$;
grant execute on function app.opened_in_emergency(uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Duty: what a night needs to know, what a night writes down, and some of what it looked at asked about the next day.

insert into app.relation_may (because, act) values ('duty', 'see what duty needs'), ('duty', 'write a night note');
insert into app.role_may (role, act) values ('information-governance', 'review duty looks');

-- The newest completed assessment's level and who poses a risk around the child by kind, from it and from the forum's facts.
-- Kinds and how sure, never who or on what evidence. Empty where the asker may not.
create function app.duty_summary(young_person uuid) returns table (what text, kind text, certainty text, timing text, said_on date)
language sql stable security definer set search_path = pg_catalog, app as $$
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
$$;
grant execute on function app.duty_summary(uuid) to app;

create table app.night_note (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  kind text not null constraint night_note_kind check (kind in ('note', 'concern')),
  says text not null constraint night_note_length check (length(says) between 1 and 4000),
  written_at timestamptz not null default now(),
  written_by uuid not null constraint night_note_written_by references app.person,
  primary key (area_id, id),
  constraint night_note_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create index night_note_young_person_index on app.night_note (area_id, young_person_id, written_at desc);
create index night_note_written_by_index on app.night_note (written_by);
select app.guard('app.night_note');
comment on table app.night_note is 'S4. What the duty team writes down for the morning: a note, or a concern that the case-holder is asked to look at. Append-only.';
comment on column app.night_note.area_id is 'S4. Area.';
comment on column app.night_note.id is 'S4. Identity.';
comment on column app.night_note.young_person_id is 'S4. About whom.';
comment on column app.night_note.kind is 'S4. note or concern.';
comment on column app.night_note.says is 'S4. What was seen, heard or done.';
comment on column app.night_note.written_at is 'S4. When.';
comment on column app.night_note.written_by is 'S4. By whom.';
create policy read_s4_or_duty on app.night_note for select to app using (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or young_person_id = any ((select app.my_young_people('write a night note'))::uuid[]));
create policy write_it on app.night_note for insert to app
  with check (written_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('write a night note'))::uuid[]));
create policy walled on app.night_note as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, insert (area_id, id, young_person_id, kind, says, written_by) on app.night_note to app;

create table app.duty_look (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  person_id uuid not null constraint duty_look_person references app.person,
  on_day date not null,
  reviewed_in uuid not null constraint duty_look_reviewed_in references app.area,
  answer text constraint duty_look_answer check (answer in ('yes', 'no')),
  note text constraint duty_look_note_length check (length(note) between 1 and 4000),
  answered_at timestamptz,
  answered_by uuid constraint duty_look_answered_by references app.person,
  primary key (area_id, id),
  constraint duty_look_once unique (area_id, on_day, person_id, young_person_id),
  constraint duty_look_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint duty_look_answered_by_somebody_else check (answered_by <> person_id),
  constraint duty_look_answer_is_whole check (num_nonnulls(answer, note, answered_at, answered_by) in (0, 4))
);
create index duty_look_young_person_index on app.duty_look (area_id, young_person_id);
create index duty_look_person_index on app.duty_look (person_id);
create index duty_look_answered_by_index on app.duty_look (answered_by);
create index duty_look_waiting on app.duty_look (reviewed_in, on_day) where answered_at is null;
create index duty_look_reviewed_in_index on app.duty_look (reviewed_in);
select app.guard('app.duty_look');
comment on table app.duty_look is 'S4. A child that somebody on duty opened on a day, picked to be asked about: was there a reason? Reached through functions alone.';
comment on column app.duty_look.area_id is 'S4. Area.';
comment on column app.duty_look.id is 'S4. Identity.';
comment on column app.duty_look.young_person_id is 'S4. Whose record was opened.';
comment on column app.duty_look.person_id is 'S4. Who opened it.';
comment on column app.duty_look.on_day is 'S4. On which day in London.';
comment on column app.duty_look.reviewed_in is 'S4. The area whose information governance asks.';
comment on column app.duty_look.answer is 'S4. Whether there was a reason.';
comment on column app.duty_look.note is 'S4. Which, or what was done about it.';
comment on column app.duty_look.answered_at is 'S4. When.';
comment on column app.duty_look.answered_by is 'S4. By whom; never whoever looked.';

-- Picks some of what duty opened yesterday, once for each area and day: one in ten, so that everybody is asked about
-- before long; at least three, so that quiet nights are not left out; at most twenty-five, which is an hour of somebody's
-- time. Assumed by this project; the design says only "sampled next day". A list is not an opening. Answers how many.
create function app.sample_duty() returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
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
end $$;
grant execute on function app.sample_duty(), app.tasks_of_who_left(uuid) to worker;

-- What waits to be asked about in an area, or one of it: who opened whose record (by reference), when and what. Not one's
-- own, and not behind walls.
create function app.duty_looks(area uuid, one uuid)
returns table (id uuid, young_person_id uuid, reference text, person_id uuid, name text, title text, on_day date, answered_at timestamptz, opened jsonb)
language sql stable security definer set search_path = pg_catalog, app as $$
  select d.id, y.id, y.reference, p.id, p.name, p.title, d.on_day, d.answered_at, coalesce((
      select jsonb_agg(jsonb_build_object('at', e.at, 'act', e.act) order by e.seq) from (
        select e.* from app.audit_event e where e.young_person_id = d.young_person_id and e.person_id = d.person_id and e.outcome = 'read' and 'duty' = any (e.because)
          and e.at >= d.on_day::timestamp at time zone 'Europe/London' and e.at < (d.on_day + 1)::timestamp at time zone 'Europe/London' order by e.seq limit 50) e), '[]')
  from app.duty_look d join app.young_person y on y.area_id = d.area_id and y.id = d.young_person_id join app.person p on p.id = d.person_id
  where d.reviewed_in = area and area = any (app.my_areas_to('review duty looks')) and d.person_id <> app.person_id() and d.young_person_id <> all (app.my_walls())
    and case when one is null then d.answered_at is null else d.id = one end
  order by d.on_day, d.id limit 100
$$;

-- Answers 'done', 'gone' or 'answered'.
create function app.answer_duty_look(area uuid, look uuid, answer text, note text) returns text language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select 1 from app.duty_looks(area, look)) then return 'gone'; end if;
  update app.duty_look d set answer = answer_duty_look.answer, note = answer_duty_look.note, answered_at = now(), answered_by = app.person_id()
    where d.id = look and d.reviewed_in = area and d.answered_at is null;
  if not found then return 'answered'; end if;
  if not exists (select 1 from app.duty_look d where d.reviewed_in = area and d.answered_at is null) then
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.kind = 'review duty looks' and t.settled_at is null;
  end if;
  return 'done';
end $$;
grant execute on function app.duty_looks(uuid, uuid), app.answer_duty_look(uuid, uuid, text, text) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Late actions name children by reference: who they are stands in the audit.

drop function app.late_actions(uuid);
create function app.late_actions(area uuid) returns table (id uuid, young_person_id uuid, reference text, due_on date, climbed_at timestamptz, agency text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select a.id, y.id, y.reference, a.due_on, a.climbed_at, g.name from app.forum_action a
  join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id
  join app.agency g on g.area_id = a.area_id and g.id = a.agency_id
  where a.area_id = area and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date and y.id <> all (app.my_walls())
    and a.agency_id in (select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = area and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by a.due_on, a.id limit 100
$$;
grant execute on function app.late_actions(uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- The audit.

alter table app.audit_event add column roles text[] not null default '{}';
comment on column app.audit_event.roles is 'S4. As which role.';

-- As in 0005; and the roles, where there are any: what was sealed before has none and reads as it did.
create or replace function app.audit_line(e app.audit_event) returns text language sql stable set search_path = pg_catalog as $$
  select concat_ws(E'\n', e.seq::text, e.xid::text, (extract(epoch from e.at) * 1000000)::bigint::text, coalesce(e.request::text, ''), coalesce(e.person_id::text, ''),
    coalesce(e.session_id::text, ''), e.act, e.outcome, array_to_string(e.because, ','), coalesce(e.area_id::text, ''), coalesce(e.young_person_id::text, ''),
    coalesce(e.record_id::text, ''), e.detail::text, case when e.roles <> '{}' then array_to_string(e.roles, ',') end)
$$;

-- As which role somebody has these relations; where no one role stands for any of them, every role they hold.
create function app.my_roles_for(because text[]) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((select array_agg(distinct k.role order by k.role) from app.relation_kind k where k.because = any ($1) and k.role is not null),
    (select array_agg(distinct m.role order by m.role) from app.membership m where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())), '{}')
$$;

-- Children who are named by reference to whoever looks after something about them without a relation, and why. Not behind
-- walls. No login may call it.
create function app.named_to_me(wanted uuid[]) returns table (young_person_id uuid, because text) language sql stable security definer set search_path = pg_catalog, app as $$
  select n.id, n.because from (
    select e.young_person_id, 'review of emergency access' from app.emergency_access e
      where e.young_person_id = any (wanted) and coalesce(e.reviewed_in, e.area_id) = any (app.my_areas_to('review emergency access')) and e.person_id <> app.person_id()
    union select d.young_person_id, 'sample of duty' from app.duty_look d
      where d.young_person_id = any (wanted) and d.reviewed_in = any (app.my_areas_to('review duty looks')) and d.person_id <> app.person_id()
    union select c.child, 'moved entry' from app.wrong_child w, unnest(array[w.young_person_id, w.right_young_person_id]) c (child)
      where c.child = any (wanted) and w.area_id = any (app.my_areas_to('read moved entries'))
    union select a.young_person_id, 'late action' from app.forum_action a join app.membership m on m.area_id = a.area_id and m.agency_id = a.agency_id
      and m.role = 'agency-manager' and m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      where a.young_person_id = any (wanted) and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date) n (id, because)
  where n.id <> all (app.my_walls())
$$;

-- Whose record this is: made from the catalogues, so that no table about a child is left out. To be called again by a
-- migration that adds one (test/catalogue.test.ts asks). Tasks and news are not what a page shows.
create function app.know_records() returns void language plpgsql volatile set search_path = pg_catalog as $$
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
end $$;
select app.know_records();

-- As in 0005; and a record goes with the children it is about, or is nobody's. Somebody who is only named to whoever looks
-- after something about them stands with that; somebody on a role's list with the list.
create or replace function app.viewed(token text, request uuid, act text, young_people uuid[], record uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
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
          array_agg(distinct k.role order by k.role) filter (where k.role is not null) as roles from (
        select young_person_id, because from app.relation where person_id = me and young_person_id = any (young_people)
        union all select young_person_id, because from app.area_relation where person_id = me and young_person_id = any (young_people)) each
      join app.relation_kind k using (because) group by each.young_person_id) r on r.young_person_id = y.id
    where y.id = any (young_people) order by y.id;
end $$;

-- As in 0005; and as which role, and about whom somebody reviews what others did.
create or replace function app.acted(request uuid, act text, young_person uuid, record uuid, detail jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); area uuid; reasons text[] := '{}';
begin
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  if young_person is not null then
    -- Somebody seen now; or lately by this person, for the act that closed the record to them; or recorded by them; or
    -- named to them.
    select y.area_id into area from app.young_person y where y.id = acted.young_person and (y.created_by = me
      or array[y.id] <@ app.visible_young_people(array[y.id])
      or exists (select 1 from app.audit_event e where e.young_person_id = y.id and e.person_id = me and e.at > now() - interval '1 day')
      or exists (select 1 from app.named_to_me(array[y.id])));
    if area is null then raise exception 'an act may name only what was seen' using errcode = 'insufficient_privilege'; end if;
    reasons := app.my_reasons(young_person);
    if reasons = '{}' then reasons := array(select distinct n.because from app.named_to_me(array[young_person]) n order by 1); end if;
  end if;
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds';
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
    values (request, me, app.session_id(), act, 'done', reasons, area, young_person, record, coalesce(detail, '{}'), app.my_roles_for(reasons));
end $$;

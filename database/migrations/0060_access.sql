-- Emergency access: statutory staff, one child, sixty minutes at a time, told at once and looked at by somebody else.
-- The answer and the notice are the same whether or not there is such a child.

create table app.emergency_access (
  area_id uuid not null constraint emergency_access_area references app.area,
  id uuid not null default uuidv7(),
  person_id uuid not null constraint emergency_access_person references app.person,
  young_person_id uuid,
  kind text not null constraint emergency_access_kind check (kind in ('missing now', 'immediate danger', 'court or police request', 'cover')),
  line text not null constraint emergency_access_line_length check (length(line) between 1 and 2000),
  asked_at timestamptz not null default now(),
  until_at timestamptz not null default now() + interval '60 minutes',
  ended_at timestamptz,
  reviewed_at timestamptz,
  reviewed_by uuid constraint emergency_access_reviewed_by references app.person,
  review_outcome text constraint emergency_access_review_outcome check (review_outcome in ('right', 'not right')),
  review_note text constraint emergency_access_review_note_length check (length(review_note) between 1 and 4000),
  primary key (area_id, id),
  constraint emergency_access_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint emergency_access_at_most_twelve_hours check (until_at <= asked_at + interval '12 hours'),
  constraint emergency_access_reviewed_by_somebody_else check (reviewed_by <> person_id),
  constraint emergency_access_review_is_whole check (num_nonnulls(reviewed_at, reviewed_by, review_outcome, review_note) in (0, 4))
);
create index emergency_access_person_index on app.emergency_access (person_id, until_at);
create index emergency_access_young_person_index on app.emergency_access (area_id, young_person_id);
create index emergency_access_reviewed_by_index on app.emergency_access (reviewed_by);
create index emergency_access_unreviewed on app.emergency_access (area_id, asked_at) where reviewed_at is null;
select app.guard('app.emergency_access');
comment on table app.emergency_access is 'S4. Somebody opened one child in an emergency: why, until when, and what the review said.';
comment on column app.emergency_access.area_id is 'S4. Area.';
comment on column app.emergency_access.id is 'S4. Identity.';
comment on column app.emergency_access.person_id is 'S4. Who asked.';
comment on column app.emergency_access.young_person_id is 'S4. The child, where there is one by that name and date; never shown to whoever asked.';
comment on column app.emergency_access.kind is 'S4. Which emergency.';
comment on column app.emergency_access.line is 'S4. What is going on, in their words.';
comment on column app.emergency_access.asked_at is 'S4. When.';
comment on column app.emergency_access.until_at is 'S4. Ends by itself then; at most twelve hours after it was asked.';
comment on column app.emergency_access.ended_at is 'S4. When they ended it themselves.';
comment on column app.emergency_access.reviewed_at is 'S4. When somebody else looked at it.';
comment on column app.emergency_access.reviewed_by is 'S4. Who looked; never whoever asked.';
comment on column app.emergency_access.review_outcome is 'S4. Whether it was right.';
comment on column app.emergency_access.review_note is 'S4. In their words.';

-- Open only while whoever asked has a role that may ask.
create view app.relation_emergency as
  select e.person_id, e.area_id, e.young_person_id, 'emergency access'::text as because from app.emergency_access e
  where e.young_person_id is not null and e.ended_at is null and e.until_at > now()
    and exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'ask for emergency access'
      where m.person_id = e.person_id and m.area_id = e.area_id and m.from_at <= now() and (m.until_at is null or m.until_at > now()));

-- Adds a branch without saying the earlier ones again.
do $$ begin
  execute 'create or replace view app.relation as ' || rtrim(rtrim(pg_get_viewdef('app.relation'::regclass)), ';') || ' union all select person_id, area_id, young_person_id, because from app.relation_emergency';
end $$;

insert into app.relation_kind (because, role, says) values
  ('emergency access', null, 'You are using emergency access. It ends by itself, and somebody else looks at it tomorrow.');
insert into app.relation_may (because, act) select 'emergency access', 'read S' || n from generate_series(1, 4) n;
insert into app.role_may (role, act) values
  ('case-holder', 'ask for emergency access'), ('team-manager', 'ask for emergency access'), ('duty', 'ask for emergency access'), ('agency-manager', 'ask for emergency access'),
  ('information-governance', 'review emergency access');

-- A relation without a role opens routes only for those who have it now. Asked of its own view: app.relation as a whole would
-- look through the forum at every request.
create or replace function app.acts_of(person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as (select distinct role from app.membership where person_id = person and from_at <= now() and (until_at is null or until_at > now()))
  select coalesce(array_agg(distinct act), '{}') from (
    select r.act from app.role_may r join mine using (role)
    union select rm.act from app.relation_may rm join app.relation_kind k using (because) join mine on mine.role = k.role
    union select rm.act from app.relation_may rm join app.relation_kind k using (because)
      where k.role is null and exists (select 1 from mine) and exists (select 1 from app.relation_emergency r where r.person_id = person and r.because = k.because)) acts
$$;

-- Asks by full name, date of birth and area. Answers the id of the request, never whether there is such a child.
create function app.ask_emergency_access(area uuid, names text[], born date, kind text, line text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); child uuid; holder text; request uuid;
begin
  if me is null or not area = any (app.my_areas_to('ask for emergency access')) or not app.proved_lately() then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  -- Every word of the name must be there: nobody fishes with half a name. Two children alike: neither is opened.
  select case when count(*) = 1 then (array_agg(y.id))[1] end into child from app.young_person y
    where y.area_id = area and y.born_on = born and y.merged_into is null and cardinality(names) >= 2
      and names <@ (select array_agg(n.word) from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id);
  insert into app.emergency_access (area_id, person_id, young_person_id, kind, line) values (area, me, child, ask_emergency_access.kind, ask_emergency_access.line) returning id into request;
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, area, 'emergency access used', '/' || (select a.key from app.area a where a.id = area) || '/governance/emergency-access', 'today'
    from unnest(app.people_at('role:' || area || ':information-governance')) who where who <> me;
  -- The manager of whoever asked is told in every case, so that their list says nothing about whether there is a child.
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select distinct m.person_id, area, 'emergency access used', '/', 'today' from app.membership mine
    join app.membership m on m.area_id = mine.area_id and m.team_id = mine.team_id and m.role = 'team-manager' and m.until_at is null
    where mine.person_id = me and mine.area_id = area and mine.until_at is null and m.person_id <> me;
  insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
    values (area, 'review emergency access', request, 'role:' || area || ':information-governance',
      '/' || (select a.key from app.area a where a.id = area) || '/governance/emergency-access', current_date + 1, me);
  return request;
end $$;

create function app.renew_emergency_access(area uuid, request uuid) returns boolean language sql volatile security definer set search_path = pg_catalog, app as $$
  with renewed as (update app.emergency_access set until_at = least(now() + interval '60 minutes', asked_at + interval '12 hours')
    where area_id = area and id = request and person_id = app.person_id() and ended_at is null and until_at > now() and app.proved_lately() returning 1)
  select exists (select 1 from renewed)
$$;

create function app.end_emergency_access(area uuid, request uuid) returns boolean language sql volatile security definer set search_path = pg_catalog, app as $$
  with ended as (update app.emergency_access set ended_at = now() where area_id = area and id = request and person_id = app.person_id() and ended_at is null returning 1)
  select exists (select 1 from ended)
$$;

-- What somebody asked for themselves: without the child, so that the answer is the same.
create function app.my_emergency_access() returns table (area_id uuid, id uuid, kind text, asked_at timestamptz, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog, app as $$
  select e.area_id, e.id, e.kind, e.asked_at, e.until_at from app.emergency_access e
  where e.person_id = app.person_id() and e.ended_at is null and e.until_at > now() order by e.asked_at desc limit 20
$$;

create policy governance_reads on app.emergency_access for select to app using (
  area_id = any ((select app.my_areas_to('review emergency access'))::uuid[]) and person_id <> (select app.person_id()));
create policy governance_reviews on app.emergency_access for update to app
  using (area_id = any ((select app.my_areas_to('review emergency access'))::uuid[]) and person_id <> (select app.person_id()) and reviewed_at is null)
  with check (reviewed_by = (select app.person_id()));
create policy walled on app.emergency_access as restrictive to app using (young_person_id is null or young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, update (reviewed_at, reviewed_by, review_outcome, review_note) on app.emergency_access to app;
grant execute on function app.ask_emergency_access(uuid, text[], date, text, text), app.renew_emergency_access(uuid, uuid), app.end_emergency_access(uuid, uuid),
  app.my_emergency_access() to app;

-- ------------------------------------------------------------------------------------------------------------------
-- "I know this child or family": closes the record for whoever says so, from the next statement on.

create function app.i_know_them(area uuid, young_person uuid, kind text) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); held app.case_holding;
begin
  if me is null or not (array[young_person] <@ app.visible_young_people(array[young_person])) then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  if kind not in ('household', 'relative', 'friend', 'neighbour', 'knows the family') then raise exception 'unknown kind' using errcode = 'check_violation'; end if;
  -- Somebody is always responsible: where the case-holder goes, their team holds the child and is asked for a name today.
  update app.case_holding set until_at = now() where area_id = area and young_person_id = young_person and person_id = me and until_at is null returning * into held;
  if found then
    insert into app.case_holding (area_id, young_person_id, agency_id, team_id, made_by, reason) values (area, young_person, held.agency_id, held.team_id, me, 'The case-holder knows the family.');
    insert into app.task (area_id, young_person_id, kind, desk, path, due_on, asked_by) values (area, young_person, 'name a case holder', 'team:' || held.team_id,
      '/' || (select a.key from app.area a where a.id = area) || '/young-people/' || young_person, current_date, me) on conflict do nothing;
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select who, area, young_person, 'case holder lost', '/' || (select a.key from app.area a where a.id = area) || '/young-people/' || young_person, 'today'
      from unnest(app.people_at('team:' || held.team_id)) who where who <> me;
  end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by) values (area, young_person, me, i_know_them.kind, me) on conflict do nothing;
end $$;
grant execute on function app.i_know_them(uuid, uuid, text) to app;

-- When somebody opened this child last, for the page that says it is closed to them now. Null for those who never did.
create function app.opened_by_me_until(young_person uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog, app as $$
  select max(e.at) from app.audit_event e where e.young_person_id = $1 and e.person_id = app.person_id() and e.outcome in ('read', 'done')
    and e.at > now() - interval '28 days' and e.act <> 'young people listed'
$$;
grant execute on function app.opened_by_me_until(uuid) to app;

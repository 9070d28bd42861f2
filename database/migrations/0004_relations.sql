-- Who is connected to which child, and why. One view for links that belong to a person; one for links that belong to a
-- role in an area. Everything is derived from the pathway's own tables; nothing here is stored.
-- Later migrations add their branches by replacing these views.

-- A role that ended closes at once, also where nobody has taken the case over yet.
create view app.relation_case_holder as
  select h.person_id, h.area_id, h.young_person_id, 'case-holder'::text as because from app.case_holding h
    where h.until_at is null and h.person_id is not null and exists (select 1 from app.membership m where m.person_id = h.person_id
      and m.area_id = h.area_id and m.agency_id = h.agency_id and m.role = 'case-holder' and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  union all
  select m.person_id, h.area_id, h.young_person_id, 'team manager' from app.membership m
    join app.case_holding h on h.area_id = m.area_id and h.team_id = m.team_id and h.until_at is null
    where m.role = 'team-manager' and m.from_at <= now() and (m.until_at is null or m.until_at > now());

create view app.relation as select * from app.relation_case_holder;

-- Duty and out-of-hours: any child of the area, one at a time.
create view app.area_relation_duty as
  select m.person_id, y.area_id, y.id as young_person_id, 'duty'::text as because from app.membership m
    join app.young_person y on y.area_id = m.area_id and y.merged_into is null
    where m.role = 'duty' and m.from_at <= now() and (m.until_at is null or m.until_at > now());

create view app.area_relation as select * from app.area_relation_duty;

-- The children a page is about. It narrows what the functions below answer, never widens it, so it may be set by anybody.
create function app.focus() returns uuid[] language sql stable set search_path = pg_catalog as $$
  select nullif(current_setting('app.focus', true), '')::uuid[]
$$;

-- The children from whom somebody is walled off. A wall before one record of a child stands before all that were merged.
create function app.walls_of(person uuid) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct y.id), '{}') from app.wall w join app.young_person one on one.area_id = w.area_id and one.id = w.young_person_id
    join app.young_person y on y.area_id = one.area_id and (y.id = coalesce(one.merged_into, one.id) or y.merged_into = coalesce(one.merged_into, one.id))
    where w.person_id = $1 and w.until_at is null
$$;
create function app.my_walls() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select app.walls_of(app.person_id())
$$;

-- The children for whom the person who asks may do this ('read S4', 'assess', …). Without a focus only children linked
-- to the person count; links through a role in an area count for the children in focus alone: opening a whole area's
-- records is never one statement, and a record page costs the same among a million children as among ten.
create function app.my_young_people(wanted text) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, app as $$
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
end $$;

-- Why the person who asks can see this child: relations with their words.
create function app.why_i_can_see(young_person uuid) returns table (because text, says text) language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct k.because, k.says from (
    select because from app.relation where person_id = app.person_id() and young_person_id = $1
    union all select because from app.area_relation where person_id = app.person_id() and young_person_id = $1) r
  join app.relation_kind k using (because) where $1 <> all (app.my_walls())
$$;

-- Everybody who can open this child now, and why; asked by whoever may (case-holder, governance).
create function app.who_can_see(young_person uuid) returns table (person_id uuid, name text, title text, because text, says text)
language sql stable security definer set search_path = pg_catalog, app as $$
  select p.id, p.name, p.title, k.because, k.says from (
    select r.person_id, r.because from app.relation r where r.young_person_id = $1
    union select r.person_id, r.because from app.area_relation r where r.young_person_id = $1) r
  join app.person p on p.id = r.person_id and p.closed_at is null join app.relation_kind k using (because)
  where $1 = any (app.my_young_people('see who can see'))
    and $1 <> all (app.walls_of(p.id))
  order by p.name, k.because
$$;

-- Those of these children whom the person who asks can see at all; what an audit event may name.
create function app.visible_young_people(wanted uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
  where y.id = any (wanted) and y.id <> all (app.my_walls()) and (
    y.area_id = any (app.my_areas_to('list young people'))
    or (y.opened_to_panel_at is not null and y.area_id = any (app.my_areas_to('list nominated young people')))
    or (y.sent_to_forum_at is not null and y.area_id = any (app.my_areas_to('list young people sent to the forum')))
    or exists (select 1 from app.relation r join app.relation_may m on m.because = r.because and m.act = 'read S1'
      where r.person_id = app.person_id() and r.young_person_id = y.id))
$$;

grant execute on function app.focus(), app.my_walls(), app.my_young_people(text), app.why_i_can_see(uuid), app.who_can_see(uuid), app.visible_young_people(uuid[]) to app;

insert into app.role (key, says, kind) values
  ('case-holder', 'Case-holder', 'professional'), ('team-manager', 'Team manager', 'professional'), ('agency-manager', 'Agency manager', 'professional'),
  ('duty', 'Duty and out-of-hours team', 'professional'), ('forum-coordinator', 'Forum co-ordinator', 'professional'), ('forum-chair', 'Forum chair', 'professional'),
  ('forum-member', 'Forum member', 'professional'), ('coordinator', 'Trusted Relationships coordinator', 'trusted-relationships'), ('panel-member', 'Panel member', null),
  ('operational-manager', 'Operational manager', 'trusted-relationships'), ('service-manager', 'Service manager', 'trusted-relationships'),
  ('mentor-coordinator', 'Mentor Co-ordinator', 'trusted-relationships'), ('family-network-coordinator', 'Family Network Coordinator', 'trusted-relationships'),
  ('relief-worker', 'RP Relief Worker', 'trusted-relationships'), ('volunteer-mentor', 'Volunteer Mentor', 'trusted-relationships'),
  ('partner-professional', 'Partner professional', 'professional'), ('operational-group', 'Operational Group', null), ('steering-group', 'Steering Group', null),
  ('evaluator', 'Independent evaluator', null), ('information-governance', 'Information governance officer', null), ('area-administrator', 'Area administrator', null);

insert into app.relation_kind (because, role, says) values
  ('case-holder', 'case-holder', 'You hold this young person’s case.'),
  ('team manager', 'team-manager', 'Somebody in the team you manage, or the team itself, holds this young person’s case.'),
  ('duty', 'duty', 'You are on duty for this area.');

insert into app.relation_may (because, act) values
  ('case-holder', 'read S1'), ('case-holder', 'read S2'), ('case-holder', 'read S3'), ('case-holder', 'read S4'), ('case-holder', 'read S5'),
  ('case-holder', 'change identity'), ('case-holder', 'change circumstances'), ('case-holder', 'see who can see'), ('case-holder', 'hand over'),
  ('team manager', 'read S1'), ('team manager', 'read S2'), ('team manager', 'read S3'), ('team manager', 'read S4'), ('team manager', 'read S5'),
  ('team manager', 'change identity'), ('team manager', 'change circumstances'), ('team manager', 'see who can see'), ('team manager', 'hand over'),
  ('duty', 'read S1'), ('duty', 'read S2');

insert into app.role_may (role, act) values
  ('case-holder', 'record a young person'), ('team-manager', 'record a young person'), ('duty', 'record a young person'),
  ('duty', 'list young people');

-- ------------------------------------------------------------------------------------------------------------------
-- Policies. Arrays from stable functions, once per statement; walls are restrictive, so nothing ORs them open.

create policy linked_or_listed on app.young_person for select to app using (
  area_id = any ((select app.my_areas_to('list young people'))::uuid[])
  or (opened_to_panel_at is not null and area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
  or (sent_to_forum_at is not null and area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[]))
  or id = any ((select app.my_young_people('read S1'))::uuid[]));
create policy walled on app.young_person as restrictive to app using (id <> all ((select app.my_walls())::uuid[]));
create policy change_identity on app.young_person for update to app
  using (id = any ((select app.my_young_people('change identity'))::uuid[]))
  with check (id = any ((select app.my_young_people('change identity'))::uuid[]));
grant select on app.young_person to app;
grant update (given_names, surname, known_as, pronouns, born_on, born_on_estimated, born_on_source, sex, gender, ethnicity, language, interpreter,
  easy_read, disability, status, status_since, version) on app.young_person to app;

create policy read_s2 on app.young_person_detail for select to app using (young_person_id = any ((select app.my_young_people('read S2'))::uuid[]));
create policy change_circumstances on app.young_person_detail for update to app
  using (young_person_id = any ((select app.my_young_people('change circumstances'))::uuid[]))
  with check (young_person_id = any ((select app.my_young_people('change circumstances'))::uuid[]));
create policy walled on app.young_person_detail as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.young_person_detail to app;
grant update (living_area, address, postcode, living_with, school, school_status, case_status, care_status, phone, safe_number, safe_when, never_text,
  safe_word, safe_contact_note, changed_at, changed_by, version) on app.young_person_detail to app;

-- Who holds the case is seen by whoever sees the child.
create policy read_s1 on app.case_holding for select to app using (
  exists (select 1 from app.young_person y where y.area_id = case_holding.area_id and y.id = case_holding.young_person_id));
create policy walled on app.case_holding as restrictive to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.case_holding to app;

create policy own_or_governance on app.wall for select to app using (person_id = (select app.person_id()) and kind <> 'poses a risk' and kind <> 'keep apart');
grant select on app.wall to app;

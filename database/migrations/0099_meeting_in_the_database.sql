-- Meeting mode opens the young people of its meeting and the forum, whatever else its chair may open: also to SQL.

create function app.people_at_my_meeting() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select case when s.meeting_until is not null then coalesce(app.people_of_meeting(s.meeting_area, s.meeting_id), '{}') end
    from app.session s where s.token_hash = app.token_hash()
$$;
comment on function app.people_at_my_meeting() is 'The young people of the meeting that this screen stays open for; nothing where it is a session like any other.';

create or replace function app.my_young_people(wanted text) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id(); narrow uuid[] := app.focus(); mine uuid[]; walled uuid[]; meeting uuid[];
begin
  if me is null then return '{}'; end if;
  if narrow is null then
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relation r
      where r.person_id = me and r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  else
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relations_of(me, narrow) r
      where r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  end if;
  if mine <> '{}' and not app.stays_open(wanted) then
    select coalesce(array_agg(y.id), '{}') into mine from app.young_person y where y.id = any (mine) and y.status <> 'died' and y.merged_into is null;
  end if;
  if mine = '{}' then return mine; end if;
  walled := app.walls_of(me);
  meeting := app.people_at_my_meeting();
  if walled = '{}' and meeting is null then return mine; end if;
  return coalesce((select array_agg(f) from unnest(mine) f where f <> all (walled) and (meeting is null or f = any (meeting))), '{}');
end $$;

create or replace function app.my_areas_to(wanted text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m join app.role_may r on r.role = m.role and r.act = wanted
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and (wanted = any ('{run the forum,see the forum,hold a meeting,list young people sent to the forum}') or app.people_at_my_meeting() is null)
$$;

create or replace function app.my_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id() and app.people_at_my_meeting() is null
$$;

create or replace function app.my_core_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id() and core and app.people_at_my_meeting() is null
$$;

create or replace function app.why_i_can_see(young_person uuid)
  returns table (because text, says text, until_at timestamptz, ends uuid, acts text[], listed boolean)
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare me uuid := app.person_id(); related text[]; lists text[];
begin
  if $1 = any (app.walls_of(me)) or $1 <> all (app.people_at_my_meeting()) then return; end if;
  related := array(select distinct r.because from app.relations_of(me, array[$1]) r);
  -- Said only where no relation is, but also then it opens what the role of the list may do with whoever stands in it.
  lists := array(select l.because from app.area_list l where l.person_id = me and l.young_person_id = $1);
  return query select k.because, k.says, e.until_at, e.id,
      -- Of a record that was merged, or of somebody who died, only what puts it right stays.
      array(select m.act from app.relation_may m join app.young_person y on y.id = $1
        where m.because = k.because and (app.stays_open(m.act) or (y.status <> 'died' and y.merged_into is null))),
      lists <> '{}'
    from app.relation_kind k
    left join lateral (select x.until_at, x.id from app.emergency_access x where x.person_id = me and x.young_person_id = $1
      and x.ended_at is null and x.until_at > now() order by x.until_at desc limit 1) e on k.because = 'emergency access'
    where k.because = any (case when related = '{}' then lists else related end);
end $$;

create or replace function app.visible_young_people(wanted uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id(); meeting uuid[] := app.people_at_my_meeting();
begin
  return (select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
    where y.id = any (wanted) and y.id <> all ((select app.walls_of(me))::uuid[]) and (
      y.area_id = any ((select app.my_areas_to('list young people'))::uuid[])
      or (y.opened_to_panel_at is not null and y.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
      or (y.sent_to_forum_at is not null and y.area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[]))
      or ((meeting is null or y.id = any (meeting)) and y.id = any (array(select r.young_person_id from app.relations_of(me, wanted) r join app.relation_may m on m.because = r.because and m.act = 'read S1')))));
end $$;

create or replace function app.cases_of_my_agency(area uuid, before timestamptz, before_id uuid, most integer) returns table (holding_id uuid, young_person_id uuid, given_names text, surname text, known_as text, reference text, team text, holder text, from_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select h.id, y.id, y.given_names, y.surname, y.known_as, y.reference, t.name, p.name, h.from_at from app.case_holding h
    join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id join app.team t on t.area_id = h.area_id and t.id = h.team_id left join app.person p on p.id = h.person_id
  where h.area_id = $1 and h.until_at is null and y.merged_into is null and y.id <> all (app.my_walls()) and app.people_at_my_meeting() is null
    and h.agency_id = any (array(select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = $1 and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())))
    and (before is null or (h.from_at, h.id) < (before, before_id))
  order by h.from_at desc, h.id desc limit least(most, 100)
$$;

create or replace function app.late_actions(area uuid) returns table (id uuid, young_person_id uuid, reference text, due_on date, climbed_at timestamptz, agency text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select a.id, y.id, y.reference, a.due_on, a.climbed_at, g.name from app.forum_action a
  join app.young_person y on y.area_id = a.area_id and y.id = a.young_person_id
  join app.agency g on g.area_id = a.area_id and g.id = a.agency_id
  where a.area_id = area and a.done_at is null and a.due_on < (now() at time zone 'Europe/London')::date and y.id <> all (app.my_walls()) and app.people_at_my_meeting() is null
    and a.agency_id in (select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = area and m.role = 'agency-manager'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by a.due_on, a.id limit 100
$$;

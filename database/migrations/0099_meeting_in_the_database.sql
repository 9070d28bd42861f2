-- Meeting mode opens the young people of its meeting and the forum, whatever else its chair may open: also to SQL.

-- Asked dozens of times a page: without rights or settings of its own it becomes part of whatever asks.
create or replace function app.token_hash() returns bytea language sql stable
  return sha256(convert_to(nullif(current_setting('app.token', true), ''), 'UTF8'));

create function app.people_at_my_meeting() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  -- Only while it is open, and only on its day: moved to another, it would open what was discussed by then.
  select case when s.meeting_until is not null then case when exists (select 1 from app.meeting m where m.area_id = s.meeting_area and m.id = s.meeting_id
      and m.closed_at is null and m.held_on = app.today()) then app.people_of_meeting(s.meeting_area, s.meeting_id) else '{}' end end
    from app.session s where s.token_hash = app.token_hash()
$$;
grant execute on function app.people_at_my_meeting() to app;
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
  if exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null) then meeting := app.people_at_my_meeting(); end if;
  if walled = '{}' and meeting is null then return mine; end if;
  return coalesce((select array_agg(f) from unnest(mine) f where f <> all (walled) and (meeting is null or f = any (meeting))), '{}');
end $$;

create or replace function app.my_areas_to(wanted text) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m join app.role_may r on r.role = m.role and r.act = wanted
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and (wanted = any ('{run the forum,see the forum,hold a meeting,list young people sent to the forum}') or not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null))
$$;

create or replace function app.my_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id()
    and not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null)
$$;

create or replace function app.my_core_discussions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct discussion_id), '{}') from app.at_discussion where person_id = app.person_id() and core
    and not exists (select 1 from app.session s where s.token_hash = app.token_hash() and s.meeting_until is not null)
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

-- Nobody more comes to stand on its agenda from such a screen, and of nobody else is anything changed.
alter policy run_lists on app.discussion with check (area_id = any ((select app.my_areas_to('run the forum'))::uuid[])
  and listed_by = (select app.person_id()) and outcome_at is null and minutes_confirmed_at is null and (select app.people_at_my_meeting()) is null
  and exists (select 1 from app.young_person y where y.area_id = discussion.area_id and y.id = discussion.young_person_id
    and y.sent_to_forum_at is not null and y.merged_into is null and (discussion.kind <> 'scheduled' or y.forum_asked_urgently_at is null)));
create policy at_my_meeting on app.discussion as restrictive for update to app
  using ((select app.people_at_my_meeting()) is null or young_person_id = any ((select app.people_at_my_meeting())::uuid[]));
create policy at_my_meeting on app.discussion_agency as restrictive for update to app
  using ((select app.people_at_my_meeting()) is null or young_person_id = any ((select app.people_at_my_meeting())::uuid[]));
create policy invited_to_my_meeting on app.discussion_agency as restrictive for insert to app
  with check ((select app.people_at_my_meeting()) is null or young_person_id = any ((select app.people_at_my_meeting())::uuid[]));

create or replace function app.enter(token text, focus uuid[]) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.session; p app.person;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  if coalesce(s.meeting_until, s.last_seen_at + s.idle_for) <= now() then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('id', p.id, 'name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'meetingId', s.meeting_id,
    'meetingPeople', case when s.meeting_until is not null then to_jsonb(app.people_at_my_meeting()) end,
    'idleSeconds', extract(epoch from s.idle_for)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- What an attack with ordinary sessions found.

-- 1. Meeting mode is for one meeting: of today, still open, of an area whose meetings one holds, and not again from inside
-- itself. What else is opened asks to sign in again.
alter table app.session add column meeting_area uuid, add column meeting_id uuid;
comment on column app.session.meeting_area is 'S0. Area of the meeting whose agenda this screen stays open for.';
comment on column app.session.meeting_id is 'S0. The meeting whose agenda this screen stays open for.';

create function app.begin_meeting(meeting uuid, until_at timestamptz) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.meeting;
begin
  select * into m from app.meeting x where x.id = begin_meeting.meeting and x.area_id = any (app.my_areas_to('hold a meeting'));
  if not found or m.closed_at is not null or m.held_on <> app.today() then return 'not now'; end if;
  update app.session s set meeting_until = least(until_at, now() + interval '4 hours', s.expires_at), meeting_area = m.area_id, meeting_id = m.id
    where s.id = app.session_id() and s.meeting_until is null;
  return case when found then 'done' else 'not now' end;
end $$;
grant execute on function app.begin_meeting(uuid, timestamptz) to app;
drop function app.meeting_mode(timestamptz);

-- The young people of a meeting: those on its agenda, and those discussed outside a meeting since the one before.
create function app.people_of_meeting(area uuid, meeting uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array(select d.young_person_id from app.meeting m join app.discussion d on d.area_id = m.area_id and d.taken_off_at is null
    and (d.meeting_id = m.id or (d.meeting_id is null and d.held_on <= m.held_on
      and d.held_on > coalesce((select max(b.held_on) from app.meeting b where b.area_id = m.area_id and b.held_on < m.held_on), '-infinity')))
    where m.area_id = $1 and m.id = $2)
$$;

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
    'meetingPeople', case when s.meeting_until is not null then to_jsonb(app.people_of_meeting(s.meeting_area, s.meeting_id)) end,
    'idleSeconds', extract(epoch from s.idle_for)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- 2. Those who review what others opened are not for those others to keep away: they say themselves whom they know.
create or replace function app.keep_away(young_person uuid, person uuid, kind text, reason text) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); area uuid;
begin
  if not 'keep somebody away' = any (app.my_acts_on(young_person)) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  if person = me then return 'yourself'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if not exists (select 1 from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.person_id = person and m.area_id = area and (m.until_at is null or m.until_at > now())) then return 'not of this area'; end if;
  if exists (select 1 from app.membership m where m.person_id = person and m.role = 'information-governance'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) then return 'they review'; end if;
  insert into app.wall (area_id, young_person_id, person_id, kind, said_by, reason) values (area, young_person, person, keep_away.kind, me, keep_away.reason)
    on conflict (person_id, young_person_id) where until_at is null do nothing;
  return case when found then 'done' else 'kept away already' end;
end $$;

-- 3. No strand is added after the forum answered otherwise: like the first, it stands on two yeses (R128, R132).
create function app.strand_stands_on_two_yeses() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.person_id() is not null and not coalesce((app.latest_outcome(new.area_id, new.young_person_id)).both_yes, false) then
    perform app.against('strand_allocation_on_two_yeses', 'a later discussion answered otherwise'); end if;
  return new;
end $$;
create trigger strand_stands_on_two_yeses before insert on app.strand_allocation for each row execute function app.strand_stands_on_two_yeses();

-- How long a screen stays open is decided here, whatever the web server asks for (promises D): staff 15 minutes untouched and
-- ten hours, volunteers and relief workers five minutes and eight hours.

create function app.session_times() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare short boolean := new.passkey_id is not null or app.way_in(new.person_id) = 'passkey';
begin
  new.idle_for := least(new.idle_for, case when short then interval '5 minutes' else interval '15 minutes' end);
  new.expires_at := least(new.expires_at, new.started_at + case when short then interval '8 hours' else interval '10 hours' end);
  return new;
end $$;
revoke all on function app.session_times() from public;
create trigger session_times before insert on app.session for each row execute function app.session_times();

-- Filling in together: a worker and a young person look at one telephone. The screen stays open for that young person alone,
-- twenty minutes untouched and an hour at most; then whoever holds it proves who they are, as after a meeting.
alter table app.session add column together_match_id uuid, add column together_young_person_id uuid, add column together_until timestamptz,
  add constraint session_together_is_whole check (num_nonnulls(together_match_id, together_young_person_id, together_until) in (0, 3));
comment on column app.session.together_match_id is 'S0. Filling in together: the match whose young person this screen stays open for.';
comment on column app.session.together_young_person_id is 'S0. That young person.';
comment on column app.session.together_until is 'S0. Filling in together: locks then, whatever happens.';

create or replace function app.person_id() returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.person_id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null and s.expires_at > now()
    and coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + case when s.together_until is null then s.idle_for else interval '20 minutes' end)) > now()
$$;

create or replace function app.session_id() returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null and s.expires_at > now()
    and coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + case when s.together_until is null then s.idle_for else interval '20 minutes' end)) > now()
$$;

create or replace function app.enter(token text, focus uuid[]) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.session; p app.person; idle interval;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  idle := case when s.together_until is null then s.idle_for else interval '20 minutes' end;
  if coalesce(s.meeting_until, least(s.together_until, s.last_seen_at + idle)) <= now() then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('id', p.id, 'name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'meetingId', s.meeting_id,
    'meetingPeople', case when s.meeting_until is not null then to_jsonb(app.people_at_my_meeting()) end,
    'together', case when s.together_until is not null then jsonb_build_object('match', s.together_match_id, 'youngPerson', s.together_young_person_id, 'until', s.together_until) end,
    'wayIn', app.way_in(p.id), 'byPasskey', s.passkey_id is not null,
    'idleSeconds', extract(epoch from idle)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

create or replace function app.lock_now() returns void
  language sql security definer set search_path = pg_catalog, app as $$
  update app.session set last_seen_at = now() - idle_for, meeting_until = null, together_until = case when together_until is not null then now() end where id = app.session_id()
$$;

create function app.begin_together(match uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.session s set together_match_id = m.id, together_young_person_id = m.young_person_id, together_until = least(now() + interval '1 hour', s.expires_at), last_seen_at = now()
    from app.my_matches() m where m.id = match and s.id = app.session_id() and s.together_until is null and s.meeting_until is null and app.way_in(s.person_id) = 'passkey';
  return found;
end $$;
revoke all on function app.begin_together(uuid) from public;
grant execute on function app.begin_together(uuid) to app;

-- Whom a young person who holds the telephone must not see: everybody else it could show.
create function app.not_on_this_screen() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((select array(select m.young_person_id from app.worker w join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where w.person_id = s.person_id and m.young_person_id <> s.together_young_person_id)
    from app.session s where s.token_hash = app.token_hash() and s.together_until is not null), '{}')
$$;
revoke all on function app.not_on_this_screen() from public;
create or replace function app.my_walls() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select app.walls_of(app.person_id()) || app.not_on_this_screen()
$$;

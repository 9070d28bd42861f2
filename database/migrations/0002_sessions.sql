-- Sessions, and the functions every policy asks "who is this?". The app role reads none of these tables: it hands over
-- a token, the database works out the person (design decision: docs/adr/0003).

create table app.sign_in (
  state_hash bytea primary key,
  issuer_key text not null,
  pending jsonb not null,
  return_to text not null,
  resumes bytea,
  invitation_hash bytea,
  started_at timestamptz not null default now()
);
create index sign_in_started_index on app.sign_in (started_at);
select app.guard('app.sign_in');
comment on table app.sign_in is 'S0. A sign-in under way; taken out once when the answer comes.';
comment on column app.sign_in.state_hash is 'S0. Hash of the state sent to the issuer.';
comment on column app.sign_in.issuer_key is 'S0. Which issuer.';
comment on column app.sign_in.pending is 'S0. Nonce, code verifier, state and when it began.';
comment on column app.sign_in.return_to is 'S0. Path to return to.';
comment on column app.sign_in.resumes is 'S0. Hash of the locked session that this sign-in opens again.';
comment on column app.sign_in.invitation_hash is 'S0. Hash of the invitation code being used.';
comment on column app.sign_in.started_at is 'S0. When.';

create table app.session (
  id uuid primary key default uuidv7(),
  token_hash bytea not null constraint session_token_is_unique unique,
  person_id uuid not null constraint session_person references app.person,
  device text not null default '',
  started_at timestamptz not null default now(),
  authenticated_at timestamptz not null,
  last_seen_at timestamptz not null default now(),
  idle_for interval not null,
  expires_at timestamptz not null,
  meeting_until timestamptz,
  ended_at timestamptz,
  ended_because text constraint session_ended_because check (ended_because in ('signed out', 'signed out everywhere', 'account closed', 'replaced')),
  constraint session_ends_with_a_reason check ((ended_at is null) = (ended_because is null))
);
create index session_person_index on app.session (person_id, started_at desc);
select app.guard('app.session');
comment on table app.session is 'S0. Somebody signed in on a device. Only the hash of the token is kept.';
comment on column app.session.id is 'S0. Identity.';
comment on column app.session.token_hash is 'S0. SHA-256 of the 256-bit token in the cookie.';
comment on column app.session.person_id is 'S0. Account.';
comment on column app.session.device is 'S0. Browser and system in plain words, for the list of own sessions.';
comment on column app.session.started_at is 'S0. Start.';
comment on column app.session.authenticated_at is 'S0. When the person last proved who they are.';
comment on column app.session.last_seen_at is 'S0. Last request.';
comment on column app.session.idle_for is 'S0. Locks after this long without a request.';
comment on column app.session.expires_at is 'S0. Ends then, whatever happens.';
comment on column app.session.meeting_until is 'S0. Meeting mode: no idle lock until then, agenda pages only.';
comment on column app.session.ended_at is 'S0. End.';
comment on column app.session.ended_because is 'S0. Why it ended.';

-- The token arrives as a bound parameter and lives for one transaction; a pooled connection leaves an empty string.
create function app.token_hash() returns bytea language sql stable security definer set search_path = pg_catalog, app as $$
  select sha256(convert_to(nullif(current_setting('app.token', true), ''), 'UTF8'))
$$;

create function app.session_id() returns uuid language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and (s.last_seen_at + s.idle_for > now() or s.meeting_until > now())
$$;

create function app.person_id() returns uuid language sql stable security definer set search_path = pg_catalog, app as $$
  select s.person_id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and (s.last_seen_at + s.idle_for > now() or s.meeting_until > now())
$$;
comment on function app.person_id() is 'Who is asking, or null. Everything fails closed on null.';

-- Whether whoever asks proved who they are within five minutes: for emergency access and changes of roles (step-up,
-- promises D). The kit asks first and leads to the sign-in; this is the lock behind it.
create function app.proved_lately() returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce((select s.authenticated_at >= now() - interval '5 minutes' from app.session s where s.id = app.session_id()), false)
$$;

-- Areas in which the person who asks holds one of these roles now.
create function app.my_areas(roles text[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = app.person_id() and m.role = any(roles) and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$$;

-- Areas in which the person who asks belongs at all.
create function app.my_member_areas() returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$$;

-- Areas in which one of the roles of the person who asks may do this.
create function app.my_areas_to(wanted text) returns uuid[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id), '{}') from app.membership m join app.role_may r on r.role = m.role and r.act = wanted
  where m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$$;

-- Everything the roles of a person might allow: what the route lock asks. A relation is still needed for a child.
create function app.acts_of(person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as (select distinct role from app.membership where person_id = person and from_at <= now() and (until_at is null or until_at > now()))
  select coalesce(array_agg(distinct act), '{}') from (
    select r.act from app.role_may r join mine using (role)
    union select rm.act from app.relation_may rm join app.relation_kind k using (because) left join mine on mine.role = k.role
      where mine.role is not null or (k.role is null and exists (select 1 from mine))) acts
$$;

-- Opens a transaction for a token: says who it is and what their roles allow, or why not. One round trip.
create function app.enter(token text, focus uuid[]) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.session; p app.person;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  if s.last_seen_at + s.idle_for <= now() and (s.meeting_until is null or s.meeting_until <= now()) then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Signing in. The web server proves that it checked the issuer's answer by a code made with the sign-in key, so SQL as
-- the app role alone cannot open a session for anybody.

create function app.sign_in_proof(message text) returns bytea language sql stable security definer set search_path = pg_catalog, app as $$
  select sha256(sign_in_key || sha256(sign_in_key || convert_to(message, 'UTF8'))) from app.system
$$;

create function app.sign_in_begins(state_hash bytea, issuer_key text, pending jsonb, return_to text, resumes bytea, invitation_hash bytea)
returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  delete from app.sign_in where started_at < now() - interval '15 minutes';
  insert into app.sign_in (state_hash, issuer_key, pending, return_to, resumes, invitation_hash) values ($1, $2, $3, $4, $5, $6)
$$;

-- Takes the pending sign-in out: a code can be used once.
create function app.sign_in_taken(state_hash bytea) returns jsonb language sql volatile security definer set search_path = pg_catalog, app as $$
  delete from app.sign_in t where t.state_hash = $1 and started_at > now() - interval '15 minutes'
  returning jsonb_build_object('issuerKey', issuer_key, 'pending', pending, 'returnTo', return_to,
    'resumes', encode(resumes, 'hex'), 'invitationHash', encode(invitation_hash, 'hex'))
$$;

-- Opens a session for an identity whose proof fits; binds an invitation where one is given. Returns null where nobody is known by it.
create function app.sign_in_ends(issuer text, subject text, new_token_hash bytea, authenticated_at timestamptz, device text, idle interval, lasts interval,
  resumes bytea, invitation_hash bytea, proof bytea)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid; message text;
begin
  message := concat_ws(E'\n', issuer, subject, encode(new_token_hash, 'hex'), extract(epoch from authenticated_at)::bigint,
    extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''), coalesce(encode(invitation_hash, 'hex'), ''));
  if proof is distinct from app.sign_in_proof(message) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege';
  end if;
  if invitation_hash is not null then
    update app.invitation i set used_at = now() where i.code_hash = invitation_hash and used_at is null and expires_at > now() returning person_id into who;
    if who is not null then
      insert into app.identity (issuer, subject, person_id) values (sign_in_ends.issuer, sign_in_ends.subject, who)
        on conflict on constraint identity_pkey do nothing;
    end if;
  end if;
  select i.person_id into who from app.identity i join app.person p on p.id = i.person_id
    where i.issuer = sign_in_ends.issuer and i.subject = sign_in_ends.subject and p.closed_at is null;
  if who is null then return null; end if;
  if resumes is not null then
    -- Whoever it was before: a token that stood in this browser is not left alive beside the new one.
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null;
  end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at)
    values (new_token_hash, who, left(device, 200), sign_in_ends.authenticated_at, idle, now() + lasts);
  return who;
end $$;

create function app.sign_out(everywhere boolean) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.session set ended_at = now(), ended_because = case when everywhere then 'signed out everywhere' else 'signed out' end
  where ended_at is null and (token_hash = app.token_hash() or (everywhere and person_id = app.person_id()))
$$;

create function app.lock_now() returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.session set last_seen_at = now() - idle_for, meeting_until = null where id = app.session_id()
$$;

create function app.meeting_mode(until_at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.session set meeting_until = least(until_at, now() + interval '4 hours', expires_at) where id = app.session_id()
    and 'hold a meeting' = any (app.acts_of(person_id))
$$;

create function app.my_sessions() returns table (id uuid, device text, started_at timestamptz, last_seen_at timestamptz, this_one boolean)
language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.device, s.started_at, s.last_seen_at, s.id = app.session_id() from app.session s
  where s.person_id = app.person_id() and s.ended_at is null and s.expires_at > now() order by s.last_seen_at desc limit 50
$$;

create policy colleagues_read on app.person for select to app using (
  id = (select app.person_id()) or (select app.person_id()) is not null);
grant select on app.person to app;
create policy own_or_area on app.membership for select to app using (
  person_id = (select app.person_id()) or area_id = any ((select app.my_member_areas())::uuid[]));
grant select on app.membership to app;

grant execute on function app.token_hash(), app.session_id(), app.person_id(), app.my_areas(text[]), app.my_member_areas(), app.my_areas_to(text), app.enter(text, uuid[]),
  app.sign_in_begins(bytea, text, jsonb, text, bytea, bytea), app.sign_in_taken(bytea),
  app.sign_in_ends(text, text, bytea, timestamptz, text, interval, interval, bytea, bytea, bytea),
  app.sign_out(boolean), app.lock_now(), app.meeting_mode(timestamptz), app.my_sessions() to app;

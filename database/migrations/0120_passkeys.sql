-- Volunteers and relief workers sign in with a passkey (promises D): what their telephone proves after it knew them by face,
-- finger or PIN. They are invited in person with a code of an hour. Staff go on with their work account.

alter table app.role add column signs_in text not null default 'work account' constraint role_signs_in check (signs_in in ('work account', 'passkey'));
comment on column app.role.signs_in is 'S0. How whoever holds it signs in: with a work account at an issuer, or with a passkey.';
do $$
declare n integer;
begin
  update app.role set signs_in = 'passkey' where key in ('relief-worker', 'volunteer-mentor');
  get diagnostics n = row_count;
  if n <> 2 then raise exception 'relief workers and mentors are two roles, not %', n; end if;
end $$;

create table app.passkey (
  id uuid primary key default uuidv7(),
  person_id uuid not null constraint passkey_person references app.person,
  credential_id bytea not null constraint passkey_credential_is_unique unique constraint passkey_credential_length check (length(credential_id) between 16 and 1023),
  public_key bytea not null constraint passkey_public_key_length check (length(public_key) between 32 and 4096),
  user_handle bytea not null constraint passkey_user_handle_length check (length(user_handle) = 32),
  counter bigint not null constraint passkey_counter check (counter >= 0),
  device text not null default '',
  made_at timestamptz not null default now(),
  used_at timestamptz,
  ended_at timestamptz,
  ended_because text constraint passkey_ended_because check (ended_because in ('a new code was made', 'stopped by a manager', 'it was copied', 'no role', 'account closed')),
  constraint passkey_ends_with_a_reason check ((ended_at is null) = (ended_because is null))
);
create index passkey_person_index on app.passkey (person_id);
select app.guard('app.passkey');
comment on table app.passkey is 'S0. A passkey that opens an account; only its public half. Only functions read it.';
comment on column app.passkey.id is 'S0. Identity.';
comment on column app.passkey.person_id is 'S0. Account.';
comment on column app.passkey.credential_id is 'S0. What the telephone calls it.';
comment on column app.passkey.public_key is 'S0. With it an answer is checked.';
comment on column app.passkey.user_handle is 'S0. What the telephone knows the account by: chance, the same for all passkeys of one account.';
comment on column app.passkey.counter is 'S0. How often it was used, where it counts; lower than before means that there are two of it.';
comment on column app.passkey.device is 'S0. Browser and system in plain words, for the list of own passkeys.';
comment on column app.passkey.made_at is 'S0. When it was made.';
comment on column app.passkey.used_at is 'S0. When it was used last.';
comment on column app.passkey.ended_at is 'S0. Since when it opens nothing any more.';
comment on column app.passkey.ended_because is 'S0. Why.';

-- A code that is given in person: its first letters find it, and it is tried a few times at most.
alter table app.invitation add column locator text, add column tries_left smallint;
alter table app.invitation add constraint invitation_in_person check ((locator is null) = (tries_left is null));
create index invitation_locator_index on app.invitation (locator) where locator is not null;
comment on column app.invitation.locator is 'S0. The first letters of a code given in person; no secret. Empty for a code of a work account.';
comment on column app.invitation.tries_left is 'S0. How often a code given in person can still be tried.';

alter table app.session add column passkey_id uuid constraint session_passkey references app.passkey;
create index session_passkey_index on app.session (passkey_id) where passkey_id is not null;
comment on column app.session.passkey_id is 'S0. The passkey that opened it; empty where an issuer did.';
alter table app.session drop constraint session_ended_because;
alter table app.session add constraint session_ended_because check (ended_because in ('signed out', 'signed out everywhere', 'account closed', 'replaced',
  'opened with a new code', 'ended by a manager', 'a new code was made', 'its passkey ended'));

-- How somebody signs in, by the roles they hold now; nothing for somebody without one.
create function app.way_in(person uuid) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select case when count(*) = 0 then null when bool_or(r.signs_in = 'work account') then 'work account' else 'passkey' end
    from app.membership m join app.role r on r.key = m.role
    where m.person_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now())
$$;
revoke all on function app.way_in(uuid) from public;

-- One account signs in one way: whoever has a passkey holds no role of staff, and nobody holds roles of both kinds.
create function app.membership_one_way_in() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare way text := (select r.signs_in from app.role r where r.key = new.role);
begin
  if new.until_at <= now() then return null; end if;
  -- Two roles given in the same moment wait for one another.
  perform 1 from app.person p where p.id = new.person_id for no key update;
  if exists (select 1 from app.membership m join app.role r on r.key = m.role and r.signs_in <> way
      where m.person_id = new.person_id and (m.until_at is null or m.until_at > now()))
    or (way = 'work account' and exists (select 1 from app.passkey k where k.person_id = new.person_id and k.ended_at is null)) then
    raise exception 'one account signs in one way' using errcode = 'check_violation', constraint = 'membership_one_way_in'; end if;
  return null;
end $$;
revoke all on function app.membership_one_way_in() from public;
create trigger membership_one_way_in after insert on app.membership for each row execute function app.membership_one_way_in();

create function app.passkey_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform 1 from app.person p where p.id = new.person_id for no key update;
  if app.way_in(new.person_id) is distinct from 'passkey' then
    raise exception 'staff sign in with their work account' using errcode = 'check_violation', constraint = 'passkey_not_of_staff'; end if;
  return null;
end $$;
revoke all on function app.passkey_holds() from public;
create trigger passkey_holds after insert on app.passkey for each row execute function app.passkey_holds();

-- A passkey that ends takes with it what it opened.
create function app.passkey_ends() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.session s set ended_at = now(), ended_because = 'its passkey ended' where s.passkey_id = new.id and s.ended_at is null;
  return null;
end $$;
revoke all on function app.passkey_ends() from public;
create trigger passkey_ends after update of ended_at on app.passkey for each row when (old.ended_at is null and new.ended_at is not null) execute function app.passkey_ends();

-- Whoever has no such role any more has no use for a passkey.
create function app.passkeys_without_a_role() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  -- One that is being set up this moment is waited for.
  perform 1 from app.person p where p.id = new.person_id for no key update;
  update app.passkey k set ended_at = now(), ended_because = 'no role' where k.person_id = new.person_id and k.ended_at is null
    and not exists (select 1 from app.membership m where m.person_id = new.person_id and (m.until_at is null or m.until_at > now()));
  return null;
end $$;
revoke all on function app.passkeys_without_a_role() from public;
create trigger passkeys_without_a_role after update of until_at on app.membership for each row when (new.until_at is not null) execute function app.passkeys_without_a_role();

-- A live system opens such an account by a passkey alone, whatever an issuer says; in a trial everybody can be tried out.
create function app.issuer_opens(person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select app.system_kind() = 'trial' or app.way_in($1) is distinct from 'passkey'
$$;
revoke all on function app.issuer_opens(uuid) from public;
create function app.session_opened_one_way() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if (new.passkey_id is null and not app.issuer_opens(new.person_id)) or (new.passkey_id is not null and app.way_in(new.person_id) is distinct from 'passkey') then
    raise exception 'not their way to sign in' using errcode = 'check_violation', constraint = 'session_opened_one_way'; end if;
  return null;
end $$;
revoke all on function app.session_opened_one_way() from public;
create trigger session_opened_one_way after insert on app.session for each row execute function app.session_opened_one_way();

-- As before, and never by a code given in person, nor for whoever signs in with a passkey on a live system.
create or replace function app.sign_in_ends(issuer text, subject text, new_token_hash bytea, authenticated_at timestamptz, device text, idle interval, lasts interval,
  resumes bytea, invitation_hash bytea, proof bytea)
returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid; message text; code app.invitation; opened boolean := false; others integer := 0; entered uuid;
begin
  message := concat_ws(E'\n', issuer, subject, encode(new_token_hash, 'hex'), extract(epoch from authenticated_at)::bigint,
    extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''), coalesce(encode(invitation_hash, 'hex'), ''));
  if proof is distinct from app.sign_in_proof(message) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege';
  end if;
  if invitation_hash is not null then
    select * into code from app.invitation i where i.code_hash = invitation_hash and i.used_at is null and i.expires_at > now() and i.locator is null for update;
    if found and app.issuer_opens(code.person_id) then
      insert into app.identity as i (issuer, subject, person_id) values (sign_in_ends.issuer, sign_in_ends.subject, code.person_id)
        on conflict on constraint identity_pkey do update set person_id = excluded.person_id, bound_at = now(), ended_at = null
        where i.person_id = excluded.person_id or i.ended_at is not null or exists (select 1 from app.person p where p.id = i.person_id and p.closed_at is not null);
      -- Somebody who is known already used the code of somebody else: it is not used up, and they are who they are.
      opened := found;
    end if;
  end if;
  if opened then
    update app.invitation i set used_at = now() where i.id = code.id;
    update app.identity i set ended_at = now() where i.person_id = code.person_id and i.ended_at is null
      and (i.issuer, i.subject) <> (sign_in_ends.issuer, sign_in_ends.subject);
    get diagnostics others = row_count;
    update app.session s set ended_at = now(), ended_because = 'opened with a new code' where s.person_id = code.person_id and s.ended_at is null;
  end if;
  select i.person_id into who from app.identity i join app.person p on p.id = i.person_id
    where i.issuer = sign_in_ends.issuer and i.subject = sign_in_ends.subject and i.ended_at is null and p.closed_at is null;
  if who is null or not app.issuer_opens(who) then return null; end if;
  if resumes is not null then
    -- Whoever it was before: a token that stood in this browser is not left alive beside the new one.
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null;
  end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at)
    values (new_token_hash, who, left(device, 200), sign_in_ends.authenticated_at, idle, now() + lasts) returning id into entered;
  if code.id is not null then
    insert into app.audit_event (person_id, session_id, act, outcome, record_id, detail) values (who, entered, 'account opened',
      case when opened then 'done' else 'not allowed' end, code.person_id, jsonb_build_object('invitation', code.id, 'madeBy', code.made_by, 'signInsReplaced', others));
  end if;
  insert into app.audit_event (person_id, session_id, act, outcome) values (who, entered, 'signed in', 'done');
  -- The first code of an account takes nothing from anybody.
  if opened and (others > 0 or exists (select 1 from app.invitation i where i.person_id = who and i.id <> code.id)) then
    perform app.tell_of_a_way_in(who, (select m.area_id from app.membership m where m.person_id = who order by m.until_at is null desc, m.from_at limit 1), who,
      'account opened for you', 'account opened for somebody');
  end if;
  return who;
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Who gives a code in person: whoever manages every service they work for, or an administrator of all their areas.

insert into app.role_may (role, act) select r, 'invite in person' from unnest('{operational-manager,mentor-coordinator,area-administrator}'::text[]) r;

create function app.may_invite_in_person(area uuid, person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select $2 is distinct from app.person_id() and app.way_in($2) = 'passkey'
    and exists (select 1 from app.person p where p.id = $2 and p.closed_at is null)
    and exists (select 1 from app.membership m where m.person_id = $2 and m.area_id = $1 and (m.until_at is null or m.until_at > now()))
    and (not exists (select 1 from app.membership m where m.person_id = $2 and (m.until_at is null or m.until_at > now()) and m.area_id <> all (app.my_areas_to('manage accounts')))
      or not exists (select 1 from app.membership m where m.person_id = $2 and (m.until_at is null or m.until_at > now())
        and not coalesce(m.area_id || ':' || m.service_key = any (app.my_services_to('invite in person')), false)))
$$;
revoke all on function app.may_invite_in_person(uuid, uuid) from public;
grant execute on function app.may_invite_in_person(uuid, uuid) to app;

-- Ends every passkey and every session of somebody, at once.
create function app.end_ways_in(person uuid, why text, sessions_why text) returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare n integer;
begin
  with ended as (update app.passkey k set ended_at = now(), ended_because = why where k.person_id = person and k.ended_at is null returning 1) select count(*) into n from ended;
  update app.session s set ended_at = now(), ended_because = sessions_why where s.person_id = person and s.ended_at is null;
  update app.invitation i set expires_at = now() where i.person_id = person and i.used_at is null and i.expires_at > now();
  return n;
end $$;
revoke all on function app.end_ways_in(uuid, text, text) from public;

-- A code for an hour. Whatever opened the account before is over in the same moment: they stand there in person.
create function app.invite_in_person(area uuid, person uuid, locator text, code_hash bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare before integer;
begin
  if not app.may_invite_in_person(area, person) or not app.proved_lately() then return false; end if;
  before := app.end_ways_in(person, 'a new code was made', 'a new code was made');
  insert into app.invitation (code_hash, person_id, made_by, expires_at, locator, tries_left) values ($4, $2, app.person_id(), now() + interval '1 hour', $3, 8);
  -- Also where whoever makes it had stopped the old way in first.
  if before > 0 or exists (select 1 from app.passkey k where k.person_id = $2) then perform app.tell_of_a_way_in(person, area, app.person_id(), 'code made for you', 'code made for somebody'); end if;
  return true;
end $$;
revoke all on function app.invite_in_person(uuid, uuid, text, bytea) from public;
grant execute on function app.invite_in_person(uuid, uuid, text, bytea) to app;

-- Nothing they sign in with works any more, until a new code is given in person. Asks for no new proof: it may be urgent.
create function app.stop_passkeys(area uuid, person uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_invite_in_person(area, person) then return false; end if;
  perform app.end_ways_in(person, 'stopped by a manager', 'ended by a manager');
  return true;
end $$;
revoke all on function app.stop_passkeys(uuid, uuid) from public;
grant execute on function app.stop_passkeys(uuid, uuid) to app;

-- ------------------------------------------------------------------------------------------------------------------
-- Making a passkey and signing in with it. The web server proves that it checked the telephone's answer, as with an issuer's.

-- What the telephone is to know the account by, where this code opens one. Each try counts, right or wrong.
create function app.code_in_person_opens(locator text, code_hash bytea) returns bytea
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_variable
declare code app.invitation; handle bytea;
begin
  for code in update app.invitation i set tries_left = i.tries_left - 1
      where i.locator = locator and i.used_at is null and i.expires_at > now() and i.tries_left > 0 returning * loop
    if code.code_hash = code_hash then
      select k.user_handle into handle from app.passkey k where k.person_id = code.person_id order by k.made_at desc limit 1;
      return coalesce(handle, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));
    end if;
  end loop;
  return null;
end $$;
revoke all on function app.code_in_person_opens(text, bytea) from public;
grant execute on function app.code_in_person_opens(text, bytea) to app;

create function app.open_with_passkey(who uuid, passkey uuid, new_token_hash bytea, device text, idle interval, lasts interval, resumes bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare entered uuid;
begin
  if resumes is not null then
    update app.session s set ended_at = now(), ended_because = 'replaced' where s.token_hash = resumes and s.ended_at is null; end if;
  insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at, passkey_id)
    values (new_token_hash, who, left(device, 200), now(), idle, now() + lasts, passkey) returning id into entered;
  return entered;
end $$;
revoke all on function app.open_with_passkey(uuid, uuid, bytea, text, interval, interval, bytea) from public;

-- The first passkey of an account, made with a code given in person. Null where the code opens nothing.
create function app.passkey_made(invitation_hash bytea, credential_id bytea, public_key bytea, user_handle bytea, counter bigint, device text,
    new_token_hash bytea, idle interval, lasts interval, resumes bytea, proof bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_variable
declare code app.invitation; made uuid; entered uuid;
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey made', encode(invitation_hash, 'hex'), encode(credential_id, 'hex'), encode(public_key, 'hex'),
      encode(user_handle, 'hex'), counter, encode(new_token_hash, 'hex'), extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''))) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  update app.invitation i set used_at = now() from app.person p
    where i.code_hash = invitation_hash and i.locator is not null and i.used_at is null and i.expires_at > now() and p.id = i.person_id and p.closed_at is null returning i.* into code;
  if not found or app.way_in(code.person_id) is distinct from 'passkey' then return null; end if;
  insert into app.passkey (person_id, credential_id, public_key, user_handle, counter, device, used_at)
    values (code.person_id, credential_id, public_key, user_handle, counter, left(device, 200), now()) on conflict on constraint passkey_credential_is_unique do nothing returning id into made;
  if made is null then return null; end if;
  entered := app.open_with_passkey(code.person_id, made, new_token_hash, device, idle, lasts, resumes);
  insert into app.audit_event (person_id, session_id, act, outcome, record_id, detail) values (code.person_id, entered, 'account opened', 'done', code.person_id,
    jsonb_build_object('invitation', code.id, 'madeBy', code.made_by, 'passkey', made));
  insert into app.audit_event (person_id, session_id, act, outcome) values (code.person_id, entered, 'signed in', 'done');
  return code.person_id;
end $$;
revoke all on function app.passkey_made(bytea, bytea, bytea, bytea, bigint, text, bytea, interval, interval, bytea, bytea) from public;
grant execute on function app.passkey_made(bytea, bytea, bytea, bytea, bigint, text, bytea, interval, interval, bytea, bytea) to app;

-- What an answer is checked with; nothing that says whose it is.
create function app.passkey_named(credential_id bytea) returns table (public_key bytea, user_handle bytea)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select k.public_key, k.user_handle from app.passkey k where k.credential_id = $1 and k.ended_at is null
$$;
revoke all on function app.passkey_named(bytea) from public;
grant execute on function app.passkey_named(bytea) to app;

-- Opens a session for a passkey whose answer was checked. One that counts and says less than before, or the same, is there
-- twice: it opens nothing any more, and whoever can give a new code is told.
create function app.passkey_opens(credential_id bytea, counter bigint, new_token_hash bytea, device text, idle interval, lasts interval, resumes bytea, proof bytea) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_variable
declare k app.passkey; entered uuid; area uuid;
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey used', encode(credential_id, 'hex'), counter, encode(new_token_hash, 'hex'),
      extract(epoch from idle)::bigint, extract(epoch from lasts)::bigint, coalesce(encode(resumes, 'hex'), ''))) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.passkey x join app.person p on p.id = x.person_id and p.closed_at is null where x.credential_id = credential_id and x.ended_at is null for update of x;
  if not found or app.way_in(k.person_id) is distinct from 'passkey' then return null; end if;
  if (counter > 0 or k.counter > 0) and counter <= k.counter then
    update app.passkey x set ended_at = now(), ended_because = 'it was copied' where x.id = k.id;
    insert into app.audit_event (person_id, act, outcome, record_id) values (k.person_id, 'passkey stopped', 'done', k.person_id);
    for area in select distinct m.area_id from app.membership m where m.person_id = k.person_id and (m.until_at is null or m.until_at > now()) loop
      insert into app.notification (person_id, area_id, kind, path, urgency)
        select distinct who, a.id, 'passkey stopped', '/' || a.key || '/accounts/' || k.person_id || '/code', 'today'
          from app.area a, app.membership m, unnest(app.desks_of_service(m.area_id, m.service_key)) d, unnest(app.people_at(d)) who
          where a.id = area and m.person_id = k.person_id and m.area_id = area and (m.until_at is null or m.until_at > now()) and who <> k.person_id;
    end loop;
    return null;
  end if;
  update app.passkey x set counter = passkey_opens.counter, used_at = now() where x.id = k.id;
  entered := app.open_with_passkey(k.person_id, k.id, new_token_hash, device, idle, lasts, resumes);
  insert into app.audit_event (person_id, session_id, act, outcome) values (k.person_id, entered, 'signed in', 'done');
  return k.person_id;
end $$;
revoke all on function app.passkey_opens(bytea, bigint, bytea, text, interval, interval, bytea, bytea) from public;
grant execute on function app.passkey_opens(bytea, bigint, bytea, text, interval, interval, bytea, bytea) to app;

-- What a second telephone or key is to know the account by, and which ones it has: for whoever proved who they are just now
-- with one of them.
create function app.passkey_to_add() returns table (user_handle bytea, credential_ids bytea[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.user_handle, array(select k.credential_id from app.passkey k where k.person_id = s.person_id and k.ended_at is null order by k.made_at limit 5) from (
    select t.person_id, k.user_handle from app.session t join app.passkey k on k.id = t.passkey_id and k.ended_at is null
      where t.id = app.session_id() and t.authenticated_at >= now() - interval '2 minutes') s
$$;
revoke all on function app.passkey_to_add() from public;
grant execute on function app.passkey_to_add() to app;

create function app.passkey_added(credential_id bytea, public_key bytea, user_handle bytea, counter bigint, device text, proof bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_variable
declare made uuid; me uuid := app.person_id();
begin
  if proof is distinct from app.sign_in_proof(concat_ws(E'\n', 'passkey added', app.session_id(), encode(credential_id, 'hex'), encode(public_key, 'hex'), encode(user_handle, 'hex'), counter)) then
    raise exception 'the proof of sign-in does not fit' using errcode = 'insufficient_privilege'; end if;
  -- Proved just now, and by a passkey: five minutes, as whoever adds one has to find the other telephone.
  if not app.proved_lately() or not exists (select 1 from app.session s join app.passkey k on k.id = s.passkey_id and k.ended_at is null and k.user_handle = user_handle where s.id = app.session_id())
    or (select count(*) from app.passkey k where k.person_id = me and k.ended_at is null) >= 5 then return false; end if;
  insert into app.passkey (person_id, credential_id, public_key, user_handle, counter, device)
    values (me, credential_id, public_key, user_handle, counter, left(device, 200)) on conflict on constraint passkey_credential_is_unique do nothing returning id into made;
  if made is null then return false; end if;
  perform app.tell_of_a_way_in(me, (select m.area_id from app.membership m where m.person_id = me and (m.until_at is null or m.until_at > now()) order by m.from_at limit 1), me,
    'passkey added for you', 'passkey added for somebody');
  return true;
end $$;
revoke all on function app.passkey_added(bytea, bytea, bytea, bigint, text, bytea) from public;
grant execute on function app.passkey_added(bytea, bytea, bytea, bigint, text, bytea) to app;

create function app.my_passkeys() returns table (device text, made_at timestamptz, used_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select k.device, k.made_at, k.used_at from app.passkey k where k.person_id = app.person_id() and k.ended_at is null order by k.made_at limit 5
$$;
revoke all on function app.my_passkeys() from public;
grant execute on function app.my_passkeys() to app;

-- For whoever can give a code: whether somebody can sign in at all, and until when a code waits.
create function app.passkeys_of(area uuid, person uuid) returns table (name text, title text, passkeys bigint, used_at timestamptz, code_until timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select p.name, p.title, (select count(*) from app.passkey k where k.person_id = p.id and k.ended_at is null), (select max(k.used_at) from app.passkey k where k.person_id = p.id and k.ended_at is null),
      (select max(i.expires_at) from app.invitation i where i.person_id = p.id and i.locator is not null and i.used_at is null and i.expires_at > now() and i.tries_left > 0)
    from app.person p where p.id = $2 and app.may_invite_in_person($1, $2)
$$;
revoke all on function app.passkeys_of(uuid, uuid) from public;
grant execute on function app.passkeys_of(uuid, uuid) to app;

-- A new code takes an account over openly: it replaces the sign-ins before it, ends what is open, is written down and is
-- told to whose account it is and to information governance. And what an area's file no longer names is no longer offered.

-- ------------------------------------------------------------------------------------------------------------------
-- Who opens an account.

alter table app.identity add column ended_at timestamptz;
comment on column app.identity.ended_at is 'S0. When a newer code replaced it; it opens nothing any more.';

alter table app.session drop constraint session_ended_because;
alter table app.session add constraint session_ended_because
  check (ended_because in ('signed out', 'signed out everywhere', 'account closed', 'replaced', 'opened with a new code'));
create index session_expires on app.session (expires_at);

-- Says what happened to somebody's way in: to them, and to information governance wherever they work, but not to whoever
-- did it. The e-mail to them is settled here and now: whoever sits in the account could read the news before the worker
-- does, and then no e-mail would go out. It goes to the address that stood there before.
create function app.tell_of_a_way_in(person uuid, area uuid, done_by uuid, to_them text, to_governance text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare letter uuid; today date := (now() at time zone 'Europe/London')::date;
begin
  -- As app.mail_begins does: one of the two at a time.
  perform pg_advisory_xact_lock(hashtextextended('app.mail_begins/' || person, 0));
  select m.id into letter from app.mailing m where m.person_id = person and m.kind = 'today' and m.handed_over_at is null;
  if letter is null and app.can_be_mailed(person) then
    insert into app.mailing (person_id, kind) values (person, 'today') returning id into letter;
  end if;
  insert into app.notification (person_id, area_id, kind, path, urgency, mailing_id) values (person, area, to_them, '/your-sessions', 'today', letter);
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, a.id, to_governance, '/' || a.key || '/governance/audit?person=' || done_by
        || to_char(today, '"&from-day="FMDD"&from-month="FMMM"&from-year="YYYY"&to-day="FMDD"&to-month="FMMM"&to-year="YYYY'), 'today'
    from app.area a, unnest(app.people_at('role:' || a.id || ':information-governance')) who
    where who <> person and who <> done_by and (a.id = area or exists (select 1 from app.membership m
      where m.person_id = person and m.area_id = a.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- A new code for somebody who lost theirs or changed employer's sign-in; older unused ones stop working.
create or replace function app.invite_again(area uuid, person uuid, code_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  -- Whoever holds the code is that person: not for an administrator of only some of the areas they work in, and never for oneself.
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area)
    or exists (select 1 from app.membership m where m.person_id = person and (m.until_at is null or m.until_at > now()) and not m.area_id = any (app.my_areas_to('manage accounts')))
    then return false; end if;
  update app.invitation i set expires_at = now() where i.person_id = person and used_at is null and expires_at > now();
  insert into app.invitation (code_hash, person_id, made_by, expires_at) values ($3, $2, app.person_id(), now() + interval '7 days');
  perform app.tell_of_a_way_in(person, area, app.person_id(), 'code made for you', 'code made for somebody');
  return true;
end $$;

-- Opens a session for an identity whose proof fits; binds an invitation where one is given. Returns null where nobody is known by it.
-- A code makes this identity the only one that opens the account, and ends what the others have open.
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
    select * into code from app.invitation i where i.code_hash = invitation_hash and i.used_at is null and i.expires_at > now() for update;
    if found then
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
  if who is null then return null; end if;
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

-- What has had its time: drafts after thirty days, posted forms after thirty, sign-ins nobody finished, jobs that failed
-- for good a fortnight ago; codes a month after they ended, used or not; sessions a year after they ended, because until
-- then somebody may ask on which device something was read. Who opened which account stays in the audit. Returns how many
-- rows went.
create or replace function app.clear_away() returns bigint language sql volatile security definer set search_path = pg_catalog, app as $$
  with drafts as (delete from app.draft where expires_at < now() returning 1),
    forms as (delete from app.sent_form where at < now() - interval '30 days' returning 1),
    sign_ins as (delete from app.sign_in where started_at < now() - interval '15 minutes' returning 1),
    codes as (delete from app.invitation where expires_at < now() - interval '30 days' returning 1),
    sessions as (delete from app.session where expires_at < now() - interval '1 year' returning 1),
    jobs as (delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '14 days' returning 1)
  select (select count(*) from drafts) + (select count(*) from forms) + (select count(*) from sign_ins) + (select count(*) from codes)
    + (select count(*) from sessions) + (select count(*) from jobs)
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Areas are data: what a file no longer names stays, because records point at it, and is not offered any more.

alter table app.service add column in_use boolean not null default true;
alter table app.agency add column in_use boolean not null default true;
alter table app.team add column in_use boolean not null default true;
comment on column app.service.in_use is 'S0. Whether the area file names it now; otherwise it is not offered.';
comment on column app.agency.in_use is 'S0. Whether the area file names it now; otherwise it is not offered.';
comment on column app.team.in_use is 'S0. Whether the area file names it now; otherwise no case is handed to it and nobody joins it.';

-- Nobody is asked to take a case over in a team that is no more.
create function app.hand_over_to_a_team_in_use() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not (select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.to_team_id) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'hand_over_team_in_use'; end if;
  return new;
end $$;
create trigger hand_over_to_a_team_in_use before insert on app.hand_over for each row execute function app.hand_over_to_a_team_in_use();

-- Nor does a case come to one. One that was there stays there, with somebody in it or without, until it is handed on; and
-- one that another team declined goes back: somebody is always responsible.
create function app.case_in_a_team_in_use() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not (select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.team_id)
    and not exists (select 1 from app.case_holding h where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.team_id = new.team_id) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'case_holding_team_in_use'; end if;
  return new;
end $$;
create trigger case_in_a_team_in_use before insert on app.case_holding for each row execute function app.case_in_a_team_in_use();

-- Nor does anybody join it, or a service that is no more.
create function app.membership_in_use() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not coalesce((select t.in_use from app.team t where t.area_id = new.area_id and t.id = new.team_id), true) then
    raise exception 'this team is not in use' using errcode = 'check_violation', constraint = 'membership_team_in_use'; end if;
  if not coalesce((select s.in_use from app.service s where s.area_id = new.area_id and s.key = new.service_key), true) then
    raise exception 'this service is not in use' using errcode = 'check_violation', constraint = 'membership_service_in_use'; end if;
  return new;
end $$;
create trigger membership_in_use before insert on app.membership for each row execute function app.membership_in_use();

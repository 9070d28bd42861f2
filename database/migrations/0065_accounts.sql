-- An area's administrator invites people, gives and ends roles, closes accounts. Never their own.

insert into app.role_may (role, act) values ('area-administrator', 'manage accounts');

create function app.may_manage(area uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select area = any (app.my_areas_to('manage accounts')) and app.proved_lately()
$$;

-- Makes an account with its first role and an invitation; answers the account.
create function app.invite(area uuid, name text, title text, kind text, email text, phone text, role text, agency uuid, team uuid, service text, code_hash bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare made uuid;
begin
  if not app.may_manage(area) then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  insert into app.person (name, title, kind, work_email, work_phone) values ($2, $3, $4, $5, $6) returning id into made;
  insert into app.membership (person_id, person_kind, role, area_id, agency_id, team_id, service_key, made_by)
    values (made, $4, $7, $1, $8, $9, $10, app.person_id());
  insert into app.invitation (code_hash, person_id, made_by, expires_at) values ($11, made, app.person_id(), now() + interval '7 days');
  return made;
end $$;

-- A new code for somebody who lost theirs or changed employer's sign-in; older unused ones stop working.
create function app.invite_again(area uuid, person uuid, code_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  -- Whoever holds the code is that person: not for an administrator of only some of the areas they work in.
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area)
    or exists (select 1 from app.membership m where m.person_id = person and (m.until_at is null or m.until_at > now()) and not m.area_id = any (app.my_areas_to('manage accounts')))
    then return false; end if;
  update app.invitation i set expires_at = now() where i.person_id = person and used_at is null and expires_at > now();
  insert into app.invitation (code_hash, person_id, made_by, expires_at) values ($3, $2, app.person_id(), now() + interval '7 days');
  return true;
end $$;

create function app.give_role(area uuid, person uuid, role text, agency uuid, team uuid, service text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area) then return false; end if;
  insert into app.membership (person_id, person_kind, role, area_id, agency_id, team_id, service_key, made_by)
    select p.id, p.kind, $3, $1, $4, $5, $6, app.person_id() from app.person p where p.id = person;
  return true;
end $$;

create function app.end_role(area uuid, given uuid) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  if not app.may_manage(area) then return null; end if;
  update app.membership m set until_at = now() where m.id = given and m.area_id = area and m.person_id <> app.person_id()
    and (m.until_at is null or m.until_at > now()) returning m.person_id into who;
  return who;
end $$;

-- Closes an account: out at the next request, everywhere. Only where every running role is in the administrator's own areas.
create function app.close_account(area uuid, person uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_manage(area) or person = app.person_id()
    or not exists (select 1 from app.membership m where m.person_id = person and m.area_id = area)
    or exists (select 1 from app.membership m where m.person_id = person and (m.until_at is null or m.until_at > now()) and not m.area_id = any (app.my_areas_to('manage accounts')))
    then return false; end if;
  update app.membership m set until_at = now() where m.person_id = person and (m.until_at is null or m.until_at > now());
  update app.person p set closed_at = now() where p.id = person and closed_at is null;
  update app.session s set ended_at = now(), ended_because = 'account closed' where s.person_id = person and s.ended_at is null;
  update app.invitation i set expires_at = now() where i.person_id = person and used_at is null and expires_at > now();
  return true;
end $$;

grant execute on function app.may_manage(uuid), app.invite(uuid, text, text, text, text, text, text, uuid, uuid, text, bytea), app.invite_again(uuid, uuid, bytea),
  app.give_role(uuid, uuid, text, uuid, uuid, text), app.end_role(uuid, uuid), app.close_account(uuid, uuid) to app;

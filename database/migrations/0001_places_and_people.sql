-- Areas, agencies, people's accounts and what each may do. Runs as tr_owner.
-- Every table: row security forced, a policy for its owner (FORCE binds the owner too), grants, comments with a
-- sensitivity class (S0–S5, docs/access-matrix.md). test/catalogue.test.ts proves it from the catalogues.

create schema app;
comment on schema app is 'Everything this system knows.';
grant usage on schema app to app, worker, reports;
-- For the role as a whole: a schema's own default privileges can only add to what PUBLIC gets, never take it away.
alter default privileges revoke execute on functions from public;

-- Locks a new table down: nothing is visible until its migration adds a policy.
create function app.guard(target regclass) returns void language plpgsql set search_path = pg_catalog as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_everything on %s to tr_owner using (true) with check (true)', target);
end $$;

create table app.system (
  only_row boolean primary key default true constraint system_has_one_row check (only_row),
  kind text not null constraint system_kind check (kind in ('trial', 'live')),
  sign_in_key bytea not null constraint system_sign_in_key_is_long check (length(sign_in_key) >= 32),
  configuration_hash text not null default '',
  made_at timestamptz not null default now()
);
select app.guard('app.system');
comment on table app.system is 'S0. What this database is: marked trial or live when it is made, never changed.';
comment on column app.system.only_row is 'S0. Keeps this to one row.';
comment on column app.system.kind is 'S0. trial or live. A live one takes no invented people and no trial sign-in.';
comment on column app.system.sign_in_key is 'S0. Secret shared with the web server: without it nobody can open a session, whatever SQL they run.';
comment on column app.system.configuration_hash is 'S0. Hash of the area files last loaded.';
comment on column app.system.made_at is 'S0. When the database was made.';

create function app.configuration_hash() returns text language sql stable security definer set search_path = pg_catalog, app as $$
  select configuration_hash from app.system
$$;
grant execute on function app.configuration_hash() to app, worker;
create function app.system_kind() returns text language sql stable security definer set search_path = pg_catalog, app as $$
  select kind from app.system
$$;
grant execute on function app.system_kind() to app, worker;

create table app.area (
  id uuid primary key,
  key text not null constraint area_key_is_unique unique constraint area_key_is_a_slug check (key ~ '^[a-z][a-z0-9-]{1,40}$'),
  name text not null,
  partners uuid[] not null default '{}',
  configuration jsonb not null
);
select app.guard('app.area');
create policy everybody_reads on app.area for select to app, worker, reports using (true);
grant select on app.area to app, worker, reports;
comment on table app.area is 'S0. A place that runs Trusted Relationships, loaded from config/areas.';
comment on column app.area.id is 'S0. Set in the area file, never changes.';
comment on column app.area.key is 'S0. The word in the address, such as york.';
comment on column app.area.name is 'S0. Name on screen.';
comment on column app.area.partners is 'S0. Areas whose children are checked for duplicates and reasons not to match.';
comment on column app.area.configuration is 'S0. The checked area file, for the record of which rules were in force.';

create table app.service (
  area_id uuid not null constraint service_area references app.area,
  key text not null,
  name text not null,
  strand smallint not null constraint service_strand check (strand in (1, 2)),
  limbs text[] not null constraint service_limbs check (limbs <@ array['sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence']),
  primary key (area_id, key),
  constraint service_with_strand unique (area_id, key, strand)
);
select app.guard('app.service');
create policy everybody_reads on app.service for select to app, worker, reports using (true);
grant select on app.service to app, worker, reports;
comment on table app.service is 'S0. Who delivers a strand in an area (R33, R34), loaded from config/areas.';
comment on column app.service.area_id is 'S0. Area.';
comment on column app.service.key is 'S0. Such as relief-worker.';
comment on column app.service.name is 'S0. Name on screen.';
comment on column app.service.strand is 'S0. 1 (at risk of) or 2 (subject to).';
comment on column app.service.limbs is 'S0. Kinds of known, current person around the child that this service cannot take on safely (R60: three; R77: two; R94: none).';

create table app.agency (
  area_id uuid not null constraint agency_area references app.area,
  id uuid not null default uuidv7(),
  key text not null,
  name text not null,
  kind text not null,
  core boolean not null default false,
  public_task boolean not null default false,
  holds_cases boolean not null default false,
  primary key (area_id, id),
  constraint agency_key_is_unique unique (area_id, key)
);
select app.guard('app.agency');
create policy everybody_reads on app.agency for select to app, worker, reports using (true);
grant select on app.agency to app, worker, reports;
comment on table app.agency is 'S0. An organisation that works with children in an area.';
comment on column app.agency.area_id is 'S0. Area.';
comment on column app.agency.id is 'S0. Identity.';
comment on column app.agency.key is 'S0. Such as police.';
comment on column app.agency.name is 'S0. Name on screen.';
comment on column app.agency.kind is 'S0. Kind, from config/code-lists.';
comment on column app.agency.core is 'S0. Core agencies read what is marked for core agencies only.';
comment on column app.agency.holds_cases is 'S0. Its professionals can be case-holders (R142).';
comment on column app.agency.public_task is 'S0. Holds its access by public task, not by consent.';

create table app.team (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  agency_id uuid not null,
  name text not null,
  phone text,
  primary key (area_id, id),
  constraint team_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint team_name_is_unique unique (area_id, agency_id, name),
  constraint team_of_agency unique (area_id, id, agency_id)
);
select app.guard('app.team');
create policy everybody_reads on app.team for select to app, worker, reports using (true);
grant select on app.team to app, worker, reports;
comment on table app.team is 'S0. A team of an agency; it holds a child while nobody in it does.';
comment on column app.team.area_id is 'S0. Area.';
comment on column app.team.id is 'S0. Identity.';
comment on column app.team.agency_id is 'S0. Agency.';
comment on column app.team.name is 'S0. Name on screen.';
comment on column app.team.phone is 'S0. The number other professionals ring.';

create table app.person (
  id uuid primary key default uuidv7(),
  name text not null constraint person_name_length check (length(name) between 1 and 200),
  title text not null,
  kind text not null constraint person_kind check (kind in ('professional', 'trusted-relationships')),
  work_email text,
  work_phone text,
  closed_at timestamptz,
  created_at timestamptz not null default now(),
  constraint person_of_kind unique (id, kind)
);
select app.guard('app.person');
comment on table app.person is 'S0. A person who works with the system. Global: people work across areas.';
comment on column app.person.id is 'S0. Identity.';
comment on column app.person.name is 'S0. Name on screen.';
comment on column app.person.title is 'S0. Their own title, such as Social worker; never a role name of ours.';
comment on column app.person.kind is 'S0. professional, or trusted-relationships: those can never be case-holders (R142).';
comment on column app.person.work_email is 'S0. Where neutral notices go.';
comment on column app.person.work_phone is 'S0. Work number shown to other professionals of the child.';
comment on column app.person.closed_at is 'S0. Closed accounts are out at their next request.';
comment on column app.person.created_at is 'S0. When the account was made.';

create table app.identity (
  issuer text not null,
  subject text not null constraint identity_subject_length check (length(subject) between 1 and 255),
  person_id uuid not null constraint identity_person references app.person,
  bound_at timestamptz not null default now(),
  primary key (issuer, subject)
);
create index identity_person_index on app.identity (person_id);
select app.guard('app.identity');
comment on table app.identity is 'S0. Who signs in: issuer and subject, never an e-mail address. Only functions read it.';
comment on column app.identity.issuer is 'S0. OpenID Connect issuer.';
comment on column app.identity.subject is 'S0. Subject at that issuer.';
comment on column app.identity.person_id is 'S0. Account.';
comment on column app.identity.bound_at is 'S0. When the invitation was used.';

create table app.invitation (
  id uuid primary key default uuidv7(),
  code_hash bytea not null constraint invitation_code_is_unique unique,
  person_id uuid not null constraint invitation_person references app.person,
  made_by uuid constraint invitation_made_by references app.person,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_person_index on app.invitation (person_id);
create index invitation_made_by_index on app.invitation (made_by);
select app.guard('app.invitation');
comment on table app.invitation is 'S0. Binds one sign-in to one account, once.';
comment on column app.invitation.id is 'S0. Identity.';
comment on column app.invitation.code_hash is 'S0. Only the hash of the code is kept.';
comment on column app.invitation.person_id is 'S0. Account it opens.';
comment on column app.invitation.made_by is 'S0. Administrator; empty for the first administrator, made by a command.';
comment on column app.invitation.made_at is 'S0. When.';
comment on column app.invitation.expires_at is 'S0. Until when it works.';
comment on column app.invitation.used_at is 'S0. When it was used.';

-- ------------------------------------------------------------------------------------------------------------------
-- What a role may do, and what a relation to a child opens. One truth: the route lock and the policies both read it,
-- docs/access-matrix.md is compared with it.

create table app.role (
  key text primary key,
  says text not null,
  kind text constraint role_kind check (kind in ('professional', 'trusted-relationships'))
);
select app.guard('app.role');
create policy everybody_reads on app.role for select to app, worker, reports using (true);
grant select on app.role to app, worker, reports;
comment on table app.role is 'S0. What someone can be in an area.';
comment on column app.role.key is 'S0. Role.';
comment on column app.role.says is 'S0. Words on screen.';
comment on column app.role.kind is 'S0. Which kind of account may hold it; empty for either.';

create table app.role_may (
  role text not null constraint role_may_role references app.role,
  act text not null,
  primary key (role, act)
);
select app.guard('app.role_may');
create policy everybody_reads on app.role_may for select to app, worker, reports using (true);
grant select on app.role_may to app, worker, reports;
comment on table app.role_may is 'S0. Acts that need no relation to one child.';
comment on column app.role_may.role is 'S0. Role.';
comment on column app.role_may.act is 'S0. Act.';

create table app.relation_kind (
  because text primary key,
  role text constraint relation_kind_role references app.role,
  says text not null
);
create index relation_kind_role_index on app.relation_kind (role);
select app.guard('app.relation_kind');
create policy everybody_reads on app.relation_kind for select to app, worker, reports using (true);
grant select on app.relation_kind to app, worker, reports;
comment on table app.relation_kind is 'S0. The ways in which somebody can be connected to a child.';
comment on column app.relation_kind.because is 'S0. Relation.';
comment on column app.relation_kind.role is 'S0. Role that can have it; empty where any member can.';
comment on column app.relation_kind.says is 'S0. Why you can see this, in words.';

create table app.relation_may (
  because text not null constraint relation_may_because references app.relation_kind,
  act text not null,
  primary key (because, act)
);
select app.guard('app.relation_may');
create policy everybody_reads on app.relation_may for select to app, worker, reports using (true);
grant select on app.relation_may to app, worker, reports;
comment on table app.relation_may is 'S0. What a relation opens: read S1 to read S5, and acts.';
comment on column app.relation_may.because is 'S0. Relation.';
comment on column app.relation_may.act is 'S0. Act, or read S1, read S2 and so on.';

create table app.membership (
  id uuid primary key default uuidv7(),
  person_id uuid not null,
  person_kind text not null,
  role text not null constraint membership_role references app.role,
  area_id uuid not null constraint membership_area references app.area,
  agency_id uuid,
  team_id uuid,
  service_key text,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  made_by uuid constraint membership_made_by references app.person,
  constraint membership_person foreign key (person_id, person_kind) references app.person (id, kind),
  constraint membership_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint membership_team foreign key (area_id, team_id, agency_id) references app.team (area_id, id, agency_id),
  constraint membership_service foreign key (area_id, service_key) references app.service (area_id, key),
  constraint membership_ends_after_it_starts check (until_at is null or until_at >= from_at),
  constraint membership_kind_fits_role check (
    case when role in ('coordinator', 'operational-manager', 'service-manager', 'mentor-coordinator', 'family-network-coordinator', 'relief-worker', 'volunteer-mentor')
      then person_kind = 'trusted-relationships'
    when role in ('case-holder', 'team-manager', 'agency-manager', 'duty', 'partner-professional')
      then person_kind = 'professional'
    else true end)
);
create unique index membership_once on app.membership (person_id, role, area_id, coalesce(agency_id, area_id), coalesce(team_id, area_id), coalesce(service_key, '')) where until_at is null;
create index membership_person_index on app.membership (person_id, person_kind);
create index membership_area_index on app.membership (area_id, role);
create index membership_agency_index on app.membership (area_id, agency_id);
create index membership_team_index on app.membership (area_id, team_id, agency_id);
create index membership_service_index on app.membership (area_id, service_key);
create index membership_role_index on app.membership (role);
create index membership_made_by_index on app.membership (made_by);
select app.guard('app.membership');
comment on table app.membership is 'S0. Person, role, area, agency, team, service, from and to: what someone may do where a relation exists.';
comment on column app.membership.id is 'S0. Identity.';
comment on column app.membership.person_id is 'S0. Account.';
comment on column app.membership.person_kind is 'S0. Kind of the account, tied to it so that a Trusted Relationships worker cannot hold a statutory role (R142).';
comment on column app.membership.role is 'S0. Role.';
comment on column app.membership.area_id is 'S0. Area.';
comment on column app.membership.agency_id is 'S0. Agency, where the role belongs to one.';
comment on column app.membership.team_id is 'S0. Team, where the role belongs to one.';
comment on column app.membership.service_key is 'S0. Service, for its managers and workers.';
comment on column app.membership.from_at is 'S0. From.';
comment on column app.membership.until_at is 'S0. Until; empty while it runs.';
comment on column app.membership.made_by is 'S0. Administrator who made it.';

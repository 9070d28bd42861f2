-- The roles of a cluster. Run by a superuser, as often as one likes: by `npm start` on the embedded server at every
-- start, by hand on any other server before its first migration. Passwords are set apart from it (docs/runbook.md).
--
--   tr_owner  owns the database and all in it, and cannot log in
--   app       the web server
--   worker    the jobs
--   reports   figures for those who may see no record
--
-- The three own nothing, cannot pass by row security, and belong to nobody who can.

-- Two starts at once would otherwise trip over each other's catalogue rows.
select pg_advisory_xact_lock(hashtext('trusted-relationships/bootstrap'));

do $$
declare
  role_name text;
begin
  foreach role_name in array array['tr_owner', 'app', 'worker', 'reports'] loop
    if not exists (select from pg_roles where rolname = role_name) then
      execute format('create role %I', role_name);
    end if;
  end loop;
end
$$;

alter role tr_owner nologin nosuperuser nobypassrls noinherit nocreaterole nocreatedb noreplication;
alter role app login nosuperuser nobypassrls noinherit nocreaterole nocreatedb noreplication;
alter role worker login nosuperuser nobypassrls noinherit nocreaterole nocreatedb noreplication;
alter role reports login nosuperuser nobypassrls noinherit nocreaterole nocreatedb noreplication;

-- Members of nothing, whatever somebody granted meanwhile.
do $$
declare
  membership record;
begin
  for membership in
    select granted.rolname as granted, member.rolname as member
      from pg_auth_members
      join pg_roles granted on granted.oid = pg_auth_members.roleid
      join pg_roles member on member.oid = pg_auth_members.member
     where member.rolname in ('tr_owner', 'app', 'worker', 'reports')
  loop
    execute format('revoke %I from %I cascade', membership.granted, membership.member);
  end loop;
end
$$;

-- A page is an answer within seconds or not at all; a job may take a minute.
alter role app set statement_timeout = '15s';
alter role app set lock_timeout = '5s';
alter role app set idle_in_transaction_session_timeout = '30s';
alter role worker set statement_timeout = '60s';
alter role worker set lock_timeout = '10s';
alter role worker set idle_in_transaction_session_timeout = '60s';
alter role reports set statement_timeout = '60s';
alter role reports set lock_timeout = '5s';
alter role reports set idle_in_transaction_session_timeout = '60s';

-- Pages ask small questions through long policies: the planner thinks them dear, and compiling them or starting helpers
-- for them costs more than answering them.
alter role app set jit = off;
alter role app set max_parallel_workers_per_gather = 0;
alter role worker set jit = off;

-- Nobody has any business in the databases that come with a cluster.
revoke all on database postgres, template1 from public;

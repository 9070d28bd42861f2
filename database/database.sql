-- Who may do what in one database before any table exists. Run by a superuser inside that database, which belongs to
-- tr_owner, after bootstrap.sql; harmless to repeat. Grants on a database are not copied with its template.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to app, worker, reports', current_database());
end
$$;

-- Nobody but the owner makes anything here, and nothing of ours lives in "public".
revoke all on schema public from public;
revoke all on schema public from app, worker, reports;

-- PostgreSQL holds that comparing text, days and numbers tells nothing ("leakproof"), and so compares before it asks a
-- policy; its counters and "explain (analyze)" then say how often, and what stands out of sight could be guessed letter by
-- letter. Here only "is it the same id, the same yes or no" comes before a policy: every key and policy needs it, and an id
-- cannot be guessed.
do $$
declare
  compares regprocedure;
begin
  for compares in
    select oid::regprocedure from pg_proc
     where proleakproof and oid <> all (array['uuid_eq(uuid,uuid)', 'booleq(boolean,boolean)']::regprocedure[])
  loop
    execute format('alter function %s not leakproof', compares);
  end loop;
end
$$;

-- Nor does anybody but a superuser read what the server counts, or put anything where no policy is (large objects).
do $$
declare
  shut regprocedure;
begin
  for shut in
    select oid::regprocedure from pg_proc
     where pronamespace = 'pg_catalog'::regnamespace and has_function_privilege('app', oid, 'execute')
       and (starts_with(proname, 'pg_stat_get_') or starts_with(proname, 'lo_') or proname in ('loread', 'lowrite', 'be_lo_unlink'))
  loop
    execute format('revoke execute on function %s from public', shut);
  end loop;
end
$$;

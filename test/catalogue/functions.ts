import type { CatalogueCheck } from './check.ts'

export const functionChecks: readonly CatalogueCheck[] = [
  {
    says: 'a function with its owner’s rights looks for names only where we put them, and in no temporary table',
    sql: `select format('%s has no fixed search path', p.oid::regprocedure) as fault from pg_proc p join pg_namespace n on n.oid = p.pronamespace
           where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
             and not coalesce(p.proconfig && array['search_path=pg_catalog', 'search_path=pg_catalog, app', 'search_path=pg_catalog, app, pg_temp'], false)`,
    planted: [
      {
        what: 'one without a search path',
        sql: 'alter function app.person_id() reset search_path',
        fault: 'app.person_id() has no fixed search path',
      },
      {
        what: 'one that looks in a schema of others first',
        sql: 'alter function app.person_id() set search_path = public, pg_catalog, app',
        fault: 'app.person_id() has no fixed search path',
      },
    ],
  },
  {
    says: 'who asks is looked up once a query, not once a row',
    sql: `select format('%s asks who asks for each row', p.oid::regprocedure) as fault from pg_proc p
           where p.pronamespace = 'app'::regnamespace and p.prosrc ~ 'person_id (=|<>) app\\.person_id\\(\\)'`,
    planted: [
      {
        what: 'one that asks bare',
        sql: `create function app.planted() returns bigint language sql as $$ select count(*) from app.membership m where m.person_id = app.person_id() $$`,
        fault: 'app.planted() asks who asks for each row',
      },
    ],
  },
  {
    says: 'no function is for everybody: each is granted by name, to logins alone',
    sql: `select format('%s may be called by %s', p.oid::regprocedure, case a.grantee when 0 then 'everybody' else pg_get_userbyid(a.grantee) end) as fault
            from pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
           where p.pronamespace = 'app'::regnamespace and a.grantee <> p.proowner
             and (a.grantee = 0 or pg_get_userbyid(a.grantee) not in ('app', 'worker', 'reports'))`,
    planted: [
      {
        what: 'one that was granted to everybody',
        sql: 'grant execute on function app.sign_in_proof(text) to public',
        fault: 'app.sign_in_proof(text) may be called by everybody',
      },
      {
        what: 'a new one that the owner makes where the default was forgotten',
        sql: `set local role tr_owner; alter default privileges grant execute on functions to public;
              create function app.planted() returns int language sql as $$ select 1 $$; reset role`,
        fault: 'app.planted() may be called by everybody',
      },
    ],
  },
  {
    says: 'what proves a sign-in and what the sealer does is for no login but the one that needs it',
    sql: `select format('%s may call %s', role, f) as fault
            from (values ('app.sign_in_proof(text)', '{}'::text[]), ('app.guard(regclass)', '{}'), ('app.acts_of(uuid)', '{}'), ('app.seal_audit()', '{worker}')) fixed (f, allowed),
                 unnest(array['app', 'worker', 'reports']) role
           where role <> all (allowed) and has_function_privilege(role, f, 'EXECUTE')`,
    planted: [
      {
        what: 'a web server that could prove any sign-in to itself',
        sql: 'grant execute on function app.sign_in_proof(text) to app',
        fault: 'app may call app.sign_in_proof(text)',
      },
      {
        what: 'a web server that could seal',
        sql: 'grant execute on function app.seal_audit() to app',
        fault: 'app may call app.seal_audit()',
      },
    ],
  },
]

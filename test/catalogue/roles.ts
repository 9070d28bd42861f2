import type { CatalogueCheck } from './check.ts'

/** The logins of the running programs, and what each must have a limit of (database/bootstrap.sql). */
const limits = `(values ('app'), ('worker'), ('reports')) role (name),
  (values ('statement_timeout'), ('lock_timeout'), ('idle_in_transaction_session_timeout')) setting (name)`

export const roleChecks: readonly CatalogueCheck[] = [
  {
    says: 'no login waits or works for ever: each gives up a statement, a lock and an idle transaction within a minute',
    sql: `select format('%s has no limit to its %s', role.name, setting.name) as fault from ${limits}
           where not exists (select from pg_roles r, unnest(r.rolconfig) said where r.rolname = role.name
             and case when said like setting.name || '=%' then split_part(said, '=', 2)::interval end between '1 second' and '60 seconds')`,
    planted: [
      {
        what: 'one that waits for ever for an answer',
        sql: 'alter role app reset statement_timeout',
        fault: 'app has no limit to its statement_timeout',
      },
      {
        what: 'one whose limit was taken away',
        sql: `alter role worker set lock_timeout = '0s'`,
        fault: 'worker has no limit to its lock_timeout',
      },
      {
        what: 'one that may sit in a transaction for an hour',
        sql: `alter role reports set idle_in_transaction_session_timeout = '1h'`,
        fault: 'reports has no limit to its idle_in_transaction_session_timeout',
      },
    ],
  },
  {
    says: 'nothing but "the same id" and "the same yes or no" is compared before a policy is asked (database/database.sql)',
    sql: `select format('%s comes before a policy', p.oid::regprocedure) as fault from pg_proc p
           where p.proleakproof and p.oid <> all (array['uuid_eq(uuid,uuid)', 'booleq(boolean,boolean)']::regprocedure[])`,
    planted: [
      {
        what: 'a text',
        sql: 'alter function pg_catalog.texteq(text, text) leakproof',
        fault: 'texteq(text,text) comes before a policy',
      },
      {
        what: 'one of our own',
        sql: 'alter function app.today() leakproof',
        fault: 'app.today() comes before a policy',
      },
    ],
  },
  {
    says: 'no login reads what the server counts, or has large objects, which no policy guards',
    sql: `select format('%s may call %s', role, p.oid::regprocedure) as fault from pg_proc p, unnest(array['app', 'worker', 'reports']) role
           where p.proname ~ '^(pg_stat_get_|lo_|loread|lowrite)' and p.pronamespace = 'pg_catalog'::regnamespace and has_function_privilege(role, p.oid, 'execute')`,
    planted: [
      {
        what: 'one that says how many rows were read',
        sql: 'grant execute on function pg_catalog.pg_stat_get_xact_tuples_returned(oid) to reports',
        fault: 'reports may call pg_stat_get_xact_tuples_returned(oid)',
      },
    ],
  },
]

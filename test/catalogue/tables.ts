import { type CatalogueCheck, logins } from './check.ts'

/**
 * Tables in which nothing is ever changed or taken out, by grant, beside those whose comment says "Append-only": what a
 * comment promises is held.
 */
export const appendOnly: readonly string[] = [
  'audit_event',
  'audit_seal',
  'screening',
  'person_who_poses_risk',
  'copy_for_record',
  'paper',
  'contribution',
  'forum_outcome',
  'option_considered',
  'different_view',
]

/**
 * Tables that no login reads or writes itself, beside those whose comment says "Only functions": secrets, the log, and
 * what tells who exists.
 */
export const functionsOnly: readonly string[] = [
  'audit_event',
  'audit_seal',
  'identity',
  'invitation',
  'mailing',
  'session',
  'sign_in',
  'system',
  'young_person_name',
]

/** The tables in the list `$1`, and those whose comment says the words. */
const listedOr = (words: string) => `(
  select unnest($1::text[]) union
  select relname from pg_class c where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and obj_description(c.oid, 'pg_class') ~* '${words}') listed (name)`

export const tableChecks: readonly CatalogueCheck[] = [
  {
    says: 'every table has row level security, enabled and forced',
    sql: `select relname || ' has row level security ' || case when not relrowsecurity then 'not enabled' else 'not forced' end as fault
            from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
    planted: [
      {
        what: 'a new table without it',
        sql: 'create table app.planted (id uuid)',
        fault: 'planted has row level security not enabled',
      },
      {
        what: 'a partition that is left open beside its parent',
        sql: `create table app.planted (id uuid) partition by list (id); select app.guard('app.planted');
              create table app.planted_part partition of app.planted default`,
        fault: 'planted_part has row level security not enabled',
      },
      {
        what: 'one that is not forced',
        sql: 'alter table app.wall no force row level security',
        fault: 'wall has row level security not forced',
      },
    ],
  },
  {
    says: 'every table has a policy for its owner, who is bound by row security too',
    sql: `select c.relname || ' has no policy for its owner' as fault from pg_class c
           where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not exists (
             select from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname and p.roles = '{tr_owner}'
                and p.cmd = 'ALL' and p.permissive = 'PERMISSIVE' and p.qual = 'true' and p.with_check = 'true')`,
    planted: [
      {
        what: 'a table without one',
        sql: 'drop policy owner_everything on app.wall',
        fault: 'wall has no policy for its owner',
      },
    ],
  },
  {
    says: 'everything belongs to the owner who cannot log in, and lives in the schema app',
    sql: `select format('%s belongs to %s', c.oid::regclass, pg_get_userbyid(c.relowner)) as fault from pg_class c
           where c.relnamespace = 'app'::regnamespace and pg_get_userbyid(c.relowner) <> 'tr_owner'
          union all
          select format('%s belongs to %s', p.oid::regprocedure, pg_get_userbyid(p.proowner)) from pg_proc p
           where p.pronamespace = 'app'::regnamespace and pg_get_userbyid(p.proowner) <> 'tr_owner'
          union all
          select format('the schema %s belongs to %s', nspname, pg_get_userbyid(nspowner)) from pg_namespace
           where nspname in ('app', 'migrations') and pg_get_userbyid(nspowner) <> 'tr_owner'
          union all
          select format('%I.%I does not live in the schema app', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname not in ('app', 'migrations', 'graphile_worker', 'information_schema') and n.nspname not like 'pg\\_%'`,
    planted: [
      {
        what: 'a table of somebody else',
        sql: 'create table app.planted ()',
        fault: 'app.planted belongs to postgres',
      },
      {
        what: 'a function of somebody else',
        sql: 'create function app.planted() returns int language sql as $$ select 1 $$',
        fault: 'app.planted() belongs to postgres',
      },
      {
        what: 'a schema of somebody else',
        sql: 'alter schema migrations owner to postgres',
        fault: 'the schema migrations belongs to postgres',
      },
      {
        what: 'a table in another schema',
        sql: 'create table public.planted ()',
        fault: 'public.planted does not live in the schema app',
      },
    ],
  },
  {
    says: 'whose record an id is, is known of every table about a young person: its migration calls app.know_records()',
    sql: `select c.relname || ' is not known to app.children_of_record' as fault from pg_class c
           where c.relnamespace = 'app'::regnamespace and c.relkind = 'r' and c.relname not in ('task', 'notification', 'audit_event')
             and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'young_person_id' and not a.attisdropped)
             and exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary and (
               select array_agg(k.attname::text order by k.attnum) from pg_attribute k where k.attrelid = c.oid and k.attnum = any (i.indkey)) = '{area_id,id}')
             and not exists (select from pg_proc p where p.oid = 'app.children_of_record'::regproc and p.prosrc like '% from app.' || c.relname || ' where %')`,
    planted: [
      {
        what: 'a new table that nobody told it of',
        sql: 'create table app.planted (area_id uuid, id uuid, young_person_id uuid, primary key (area_id, id))',
        fault: 'planted is not known to app.children_of_record',
      },
    ],
  },
  {
    says: 'every table and column says what it is, with its class, and no column is more sensitive than its table',
    sql: `with described as (
            select c.relname as name, null as column_name, obj_description(c.oid, 'pg_class') as says, null as table_says
              from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
            union all
            select c.relname, a.attname, col_description(c.oid, a.attnum), obj_description(c.oid, 'pg_class')
              from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
             where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p'))
          select concat_ws('.', name, column_name) || ' has no comment that begins with a class, S0. to S5.' as fault
            from described where says is null or says !~ '^S[0-5]\\. \\S'
          union all
          select format('%s.%s is %s in a table of class %s', name, column_name, left(says, 2), left(table_says, 2))
            from described where left(says, 2) > left(table_says, 2)`,
    planted: [
      {
        what: 'a table without a comment',
        sql: 'create table app.planted ()',
        fault: 'planted has no comment that begins with a class',
      },
      {
        what: 'a new column without a class',
        sql: `alter table app.team add column planted text; comment on column app.team.planted is 'Just words.'`,
        fault: 'team.planted has no comment that begins with a class',
      },
      {
        what: 'a column that its table’s policies would open too far',
        sql: `alter table app.team add column planted text; comment on column app.team.planted is 'S5. Who is feared.'`,
        fault: 'team.planted is S5 in a table of class S0',
      },
    ],
  },
  {
    says: 'no column has an enum type: they have no index under policies, and no value can be taken away',
    sql: `select format('%s is an enum', t.oid::regtype) as fault from pg_type t join pg_namespace n on n.oid = t.typnamespace
           where t.typtype = 'e' and n.nspname in ('app', 'public')`,
    planted: [
      {
        what: 'an enum',
        sql: `create type app.planted as enum ('yes', 'no')`,
        fault: 'app.planted is an enum',
      },
    ],
  },
  {
    says: 'a view is looked through with the rights of whoever looks, or nobody may look',
    sql: `select c.relname || ' is granted, and looks with the rights of its owner' as fault from pg_class c
           where c.relnamespace = 'app'::regnamespace and c.relkind in ('v', 'm')
             and not (c.relkind = 'v' and coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false))
             and (exists (select from aclexplode(c.relacl) a where a.grantee <> c.relowner)
               or exists (select from pg_attribute t, aclexplode(t.attacl) a where t.attrelid = c.oid and a.grantee <> c.relowner))`,
    planted: [
      {
        what: 'a view over the owner’s rights that the app may read',
        sql: 'grant select on app.relation to app',
        fault: 'relation is granted',
      },
      {
        what: 'one of which it may read a column',
        sql: 'grant select (person_id) on app.relation to reports',
        fault: 'relation is granted',
      },
      {
        what: 'a materialised view that is granted',
        sql: 'create materialized view app.planted as select id from app.young_person; grant select on app.planted to reports',
        fault: 'planted is granted',
      },
    ],
  },
  {
    says: 'what is append-only cannot be changed or taken out by any login',
    sql: `select format('%s may %s %s', role, lower(act), name) as fault
            from ${listedOr('append-only')}, unnest(array['app', 'worker', 'reports']) role, unnest(array['UPDATE', 'DELETE', 'TRUNCATE']) act
           where has_table_privilege(role, 'app.' || name, act)
              or (act = 'UPDATE' and has_any_column_privilege(role, 'app.' || name, act))`,
    values: [appendOnly],
    planted: [
      {
        what: 'a right to take audit events out',
        sql: 'grant delete on app.audit_event to worker',
        fault: 'worker may delete audit_event',
      },
      {
        what: 'a right to change one column of a seal',
        sql: 'grant update (hash) on app.audit_seal to app',
        fault: 'app may update audit_seal',
      },
      {
        what: 'a table whose comment promises more than its grants',
        sql: `comment on table app.draft is 'S4. Append-only, they say.'`,
        fault: 'app may delete draft',
      },
      {
        what: 'one that everybody has',
        sql: 'grant update on app.audit_event to public',
        fault: 'reports may update audit_event',
      },
    ],
  },
  {
    says: 'secrets, the log and what tells who exists are reached through functions alone',
    sql: `select format('%s may %s %s', role, lower(act), name) as fault
            from ${listedOr('only functions')}, unnest(array['app', 'worker', 'reports']) role, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE']) act
           where has_table_privilege(role, 'app.' || name, act) or (act <> 'DELETE' and has_any_column_privilege(role, 'app.' || name, act))`,
    values: [functionsOnly],
    planted: [
      {
        what: 'a right to read the sign-in key',
        sql: 'grant select (sign_in_key) on app.system to app',
        fault: 'app may select system',
      },
      {
        what: 'a right to write events without the function',
        sql: 'grant insert on app.audit_event to app',
        fault: 'app may insert audit_event',
      },
      {
        what: 'a table whose comment promises more than its grants',
        sql: `comment on table app.draft is 'S4. Only functions read it, they say.'`,
        fault: 'app may select draft',
      },
    ],
  },
  {
    says: 'no login may empty, refer to or hang triggers on a table, or make anything',
    sql: `select format('%s may %s %s', ${grantee('a')}, lower(a.privilege_type), c.oid::regclass) as fault
            from pg_class c, aclexplode(c.relacl) a
           where c.relnamespace in (select oid from pg_namespace where nspname in ('app', 'migrations', 'graphile_worker'))
             and a.grantee <> c.relowner and a.privilege_type not in ('SELECT', 'INSERT', 'UPDATE', 'DELETE', 'USAGE')
          union all
          select format('%s may refer to %s.%s', ${grantee('a')}, t.attrelid::regclass, t.attname) from pg_attribute t, aclexplode(t.attacl) a
           where a.privilege_type = 'REFERENCES' and t.attrelid in (select oid from pg_class where relnamespace = 'app'::regnamespace)
          union all
          select format('%s may create in the schema %s', role, nspname) from pg_namespace, unnest(array['public', 'app', 'worker', 'reports']) role
           where nspname not like 'pg\\_%' and has_schema_privilege(role, oid, 'CREATE')
          union all
          select format('%s may %s the database', role, act) from unnest(array['public', 'app', 'worker', 'reports']) role, unnest(array['CREATE', 'TEMPORARY']) act
           where has_database_privilege(role, current_database(), act)
          union all
          select format('%s may hand on %s', ${grantee('a')}, c.oid::regclass) from pg_class c, aclexplode(c.relacl) a
           where c.relnamespace = 'app'::regnamespace and a.is_grantable and a.grantee <> c.relowner`,
    planted: [
      {
        what: 'a right to truncate',
        sql: 'grant truncate on app.task to app',
        fault: 'app may truncate app.task',
      },
      {
        what: 'a right to refer, which tells what exists',
        sql: 'grant references on app.young_person to worker',
        fault: 'worker may references app.young_person',
      },
      {
        what: 'a right to refer to one column',
        sql: 'grant references (id) on app.young_person to worker',
        fault: 'worker may refer to app.young_person.id',
      },
      {
        what: 'a right to hang triggers',
        sql: 'grant trigger on app.young_person to app',
        fault: 'app may trigger app.young_person',
      },
      {
        what: 'temporary tables',
        sql: `do $$ begin execute format('grant temporary on database %I to app', current_database()); end $$`,
        fault: 'app may TEMPORARY the database',
      },
      {
        what: 'a schema in which things can be made',
        sql: 'grant create on schema public to public',
        fault: 'public may create in the schema public',
      },
      {
        what: 'a right that can be handed on',
        sql: 'grant select on app.task to app with grant option',
        fault: 'app may hand on app.task',
      },
    ],
  },
  {
    says: 'the logins own nothing, belong to nobody and cannot pass by row security; the owner cannot log in',
    sql: `select rolname || ' has powers beyond its grants' as fault from pg_roles
           where rolname in ${logins} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
          union all
          select 'tr_owner can log in or has powers beyond its own tables' from pg_roles
           where rolname = 'tr_owner' and (rolcanlogin or rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
          union all
          select format('%s is a member of %s', pg_get_userbyid(member), pg_get_userbyid(roleid)) from pg_auth_members
           where pg_get_userbyid(member) in ('app', 'worker', 'reports', 'tr_owner')
          union all
          select distinct rolname || ' owns something' from pg_shdepend join pg_roles on pg_roles.oid = refobjid
           where refclassid = 'pg_authid'::regclass and deptype = 'o' and rolname in ${logins}`,
    planted: [
      { what: 'a login that passes by', sql: 'alter role app bypassrls', fault: 'app has powers beyond its grants' },
      {
        what: 'a login that may become the owner',
        sql: 'grant tr_owner to reports',
        fault: 'reports is a member of tr_owner',
      },
      { what: 'an owner who can log in', sql: 'alter role tr_owner login', fault: 'tr_owner can log in' },
      {
        what: 'a login that owns a table',
        sql: 'alter table app.wall owner to worker',
        fault: 'worker owns something',
      },
    ],
  },
]

function grantee(acl: string): string {
  return `case ${acl}.grantee when 0 then 'public' else pg_get_userbyid(${acl}.grantee) end`
}

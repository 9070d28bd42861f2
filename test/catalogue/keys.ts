import type { CatalogueCheck } from './check.ts'

/** Tables that belong to no area, or to a person rather than an area, and why. */
export const global: Readonly<Record<string, string>> = {
  system: 'the one row that says what this database is',
  area: 'the areas themselves',
  person: 'people work across areas',
  identity: 'how a person signs in',
  invitation: 'how a person comes in',
  passkey: 'how a person signs in with a telephone',
  membership: 'part of a person’s account: what they are, in which area',
  session: 'a person’s device',
  sign_in: 'a sign-in under way, of nobody yet',
  role: 'what the program knows of roles',
  role_may: 'what the program knows of roles',
  relation_kind: 'what the program knows of relations',
  relation_may: 'what the program knows of relations',
  task_settled_by: 'what the program knows of tasks',
  audit_event: 'one log; some events are about no area',
  audit_seal: 'the chain over that log',
  budget: 'what the program allows anybody in a day',
  draft: 'what a person was typing, perhaps before there is an area',
  sent_form: 'a person’s posted forms',
  notification: 'what a person was told',
  mailing: 'an e-mail to a person',
}

/** Keys of tables of an area that do not begin with it, and why. */
export const exceptions: Readonly<Record<string, string>> = {
  young_person_id_is_unique:
    'sessions and walls name a young person without an area; ids are made by us, so nothing can be probed',
  young_person_reference_is_unique: 'read out on the telephone, across areas; only a function makes one',
  worker_id_is_unique:
    'policies find what is about a worker by the worker alone; ids are made by us, so nothing can be probed',
  wall_once: 'walls are found by the person, in every area at once',
}

/** Unique indexes and constraints, and foreign keys: name, table, columns in order, what they refer to. */
const keys = `
  select i.relname as key, c.relname as table_name, null as target, null::name[] as target_columns, array(
      select a.attname from unnest(x.indkey::int[]) with ordinality k(attnum, place) left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
       where k.place <= x.indnkeyatts order by k.place) as columns
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
   where x.indisunique and c.relnamespace = 'app'::regnamespace
  union all
  select f.conname, c.relname, t.relname,
      array(select a.attname from unnest(f.confkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum order by k.place),
      array(select a.attname from unnest(f.conkey) with ordinality k(attnum, place) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum order by k.place)
    from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
   where f.contype = 'f' and f.connamespace = 'app'::regnamespace`

export const keyChecks: readonly CatalogueCheck[] = [
  {
    says: 'the area leads every key of the tables that belong to one',
    sql: `with keys as (${keys}), of_area as (
            select c.relname from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1))
          select relname || ' belongs to an area and has no area_id' as fault from of_area
           where not exists (select from pg_attribute a where a.attrelid = ('app.' || quote_ident(relname))::regclass and a.attname = 'area_id' and a.attnotnull)
          union all
          select format('%s on %s does not begin with the area', key, table_name) from keys
           where target is null and table_name in (select relname from of_area) and columns[1] is distinct from 'area_id' and key <> all ($2)
          union all
          select format('%s from %s to %s does not lead with the area on both sides', key, table_name, target) from keys
           where target in (select relname from of_area) and (columns[1] not in ('area_id', 'other_area_id', 'worker_area_id') or target_columns[1] <> 'area_id')
          union all
          select format('%s is listed as global and does not exist', name) from unnest($1) name where to_regclass('app.' || quote_ident(name)) is null
          union all
          select format('%s is listed as an exception and does not exist', name) from unnest($2) name where name not in (select key from keys)`,
    values: [Object.keys(global), Object.keys(exceptions)],
    planted: [
      {
        what: 'a new table without an area',
        sql: 'create table app.planted (id uuid primary key)',
        fault: 'planted belongs to an area and has no area_id',
      },
      {
        what: 'a key that begins with something else',
        sql: 'alter table app.case_holding add constraint planted unique (id)',
        fault: 'planted on case_holding does not begin with the area',
      },
      {
        what: 'a unique index that does',
        sql: 'create unique index planted on app.team (lower(id::text))',
        fault: 'planted on team does not begin with the area',
      },
      {
        what: 'a reference by which one could learn what exists elsewhere',
        sql: 'alter table app.draft add constraint planted foreign key (young_person_id) references app.young_person (id)',
        fault: 'planted from draft to young_person does not lead with the area',
      },
      {
        what: 'a listed table that is gone',
        sql: 'drop table app.sent_form cascade',
        fault: 'sent_form is listed as global and does not exist',
      },
      {
        what: 'a listed exception that is gone',
        sql: 'drop index app.wall_once',
        fault: 'wall_once is listed as an exception and does not exist',
      },
    ],
  },
  {
    says: 'every constraint has a name that says what it is for, beginning with its table',
    sql: `select format('%s on %s has the name the server gave it', k.conname, c.relname) as fault from pg_constraint k join pg_class c on c.oid = k.conrelid
           where k.connamespace = 'app'::regnamespace and k.contype in ('c', 'u', 'f', 'x') and k.conname ~ '_(check|key|fkey|excl)[0-9]*$'
          union all
          select format('%s does not begin with its table, %s', k.conname, c.relname) from pg_constraint k join pg_class c on c.oid = k.conrelid
           where k.connamespace = 'app'::regnamespace and k.contype in ('c', 'u', 'f', 'x', 'p') and not starts_with(k.conname, c.relname || '_')`,
    planted: [
      ...[
        ['a check', "check (name <> '')", 'team_name_check'],
        ['a unique constraint', 'unique (area_id, name)', 'team_area_id_name_key'],
        ['a foreign key', 'foreign key (area_id) references app.area', 'team_area_id_fkey'],
      ].map(([what, constraint, name]) => ({
        what: `${what} without a name`,
        sql: `alter table app.team add ${constraint}`,
        fault: `${name} on team has the name the server gave it`,
      })),
      {
        what: 'a name that says nothing of the table',
        sql: `alter table app.team add constraint name_is_there check (name <> '')`,
        fault: 'name_is_there does not begin with its table, team',
      },
    ],
  },
  {
    says: 'every foreign key has an index that begins with its columns',
    sql: `select format('%s on %s has no index', f.conname, f.conrelid::regclass) as fault from pg_constraint f
           where f.contype = 'f' and f.connamespace = 'app'::regnamespace and not exists (
             select from pg_index x where x.indrelid = f.conrelid and x.indisvalid
                and (select array_agg(k order by k) from unnest((x.indkey::int2[])[0:cardinality(f.conkey) - 1]) k)
                  = (select array_agg(k order by k) from unnest(f.conkey) k)
                and (x.indpred is null or pg_get_expr(x.indpred, x.indrelid) in (
                  select format('(%I IS NOT NULL)', a.attname) from pg_attribute a where a.attrelid = f.conrelid and a.attnum = any (f.conkey))))`,
    planted: [
      {
        what: 'one without',
        sql: 'drop index app.wall_said_by_index',
        fault: 'wall_said_by on app.wall has no index',
      },
      {
        what: 'an index that leads with something else',
        sql: 'drop index app.wall_said_by_index; create index planted on app.wall (area_id, said_by)',
        fault: 'wall_said_by on app.wall has no index',
      },
      {
        what: 'an index over some of the rows only',
        sql: 'drop index app.wall_said_by_index; create index planted on app.wall (said_by) where until_at is null',
        fault: 'wall_said_by on app.wall has no index',
      },
    ],
  },
]

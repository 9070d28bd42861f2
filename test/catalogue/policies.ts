import type { CatalogueCheck } from './check.ts'

/** Tables about a child that have no wall of their own, and why. */
export const withoutWall: Readonly<Record<string, string>> = {
  wall: 'a person sees their own wall: that they are kept out, never what is behind it',
  draft: 'has another restrictive policy: it opens only while the young person does, walls included',
}

const literal = String.raw`(?:'(?:[^']|'')*'::[a-z ]+(?:\[\])?|true|false|\d+)`
const constant = String.raw`(?:${literal}|ARRAY\[${literal}(?:, ${literal})*\])`
/** A call with nothing but constants, answered once for each statement: `( SELECT app.f('…'::text) AS f)`. */
const onceForAll = String.raw`\( SELECT app\.\w+\((?:${constant}(?:, ${constant})*)?\) AS \w+\)`

/** Both expressions of every policy, a row each. */
const expressions = `
  select p.tablename, p.policyname, e.expression from pg_policies p, unnest(array[p.qual, p.with_check]) e (expression)
   where p.schemaname = 'app' and e.expression is not null`

export const policyChecks: readonly CatalogueCheck[] = [
  {
    says: 'a policy calls functions once for a statement, inside (select …), and never with a row',
    sql: `select distinct format('%s on %s calls a function for every row', policyname, tablename) as fault from (${expressions}) e
           where regexp_replace(expression, $1, '', 'g') ~ '\\mapp\\.\\w+\\('
          union all
          select format('%s on %s calls %s', p.polname, p.polrelid::regclass, d.refobjid::regprocedure) from pg_policy p
            join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
            join pg_proc f on f.oid = d.refobjid where f.pronamespace <> 'app'::regnamespace`,
    values: [onceForAll],
    planted: [
      {
        what: 'a function that is given the row',
        sql: `create function app.planted(one uuid) returns boolean language sql stable as $$ select one is not null $$;
              create policy planted on app.team to app using (app.planted(id))`,
        fault: 'planted on team calls a function for every row',
      },
      {
        what: 'one that hides in a select',
        sql: `create function app.planted(one uuid) returns boolean language sql stable as $$ select one is not null $$;
              create policy planted on app.team to app using ((select app.planted(id)))`,
        fault: 'planted on team calls a function for every row',
      },
      {
        what: 'the row among constants',
        sql: `create function app.planted(these uuid[]) returns boolean language sql stable as $$ select these is not null $$;
              create policy planted on app.team to app using ((select app.planted(array[id])))`,
        fault: 'planted on team calls a function for every row',
      },
      {
        what: 'a call without a select around it',
        sql: 'create policy planted on app.team to app using (area_id = any (app.my_member_areas()))',
        fault: 'planted on team calls a function for every row',
      },
      {
        what: 'one in what may be written',
        sql: 'create policy planted on app.team for insert to app with check (area_id = any (app.my_member_areas()))',
        fault: 'planted on team calls a function for every row',
      },
      {
        what: 'a function that is not ours to guard',
        sql: `create function public.planted() returns boolean language sql stable as $$ select true $$;
              create policy planted on app.team to app using ((select public.planted()))`,
        fault: 'planted on app.team calls planted()',
      },
    ],
  },
  {
    says: 'whatever is about a child is behind the walls, by a policy that nothing can OR open',
    sql: `with about as (
            select c.oid, c.relname, case c.relname when 'young_person' then 'id' else 'young_person_id' end as child from pg_class c
             where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1)
               and (c.relname = 'young_person' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'young_person_id' and not a.attisdropped))
               and exists (select from pg_policies p where p.schemaname = 'app' and p.tablename = c.relname and p.permissive = 'PERMISSIVE' and p.roles && '{app,public}'))
          select relname || ' is not behind the walls' as fault from about
           where not exists (
             select from pg_policies p where p.schemaname = 'app' and p.tablename = relname and p.policyname = 'walled'
                and p.permissive = 'RESTRICTIVE' and p.cmd = 'ALL' and p.roles = '{app}' and p.with_check is null
                and p.qual in (format('(%s <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[]))', child),
                               format('((%1$s IS NULL) OR (%1$s <> ALL (( SELECT app.my_walls() AS my_walls)::uuid[])))', child)))
          union all
          select name || ' is listed as having no wall and has no policy for the app' from unnest($1) name
           where not exists (select from pg_policies p where p.schemaname = 'app' and p.tablename = name and p.roles && '{app}')`,
    values: [Object.keys(withoutWall)],
    planted: [
      {
        what: 'a new table about a child without the wall',
        sql: `create table app.planted (area_id uuid, young_person_id uuid); select app.guard('app.planted');
              create policy read on app.planted for select to app using (true)`,
        fault: 'planted is not behind the walls',
      },
      {
        what: 'a wall that is permissive',
        sql: `drop policy walled on app.case_holding;
              create policy walled on app.case_holding to app using (young_person_id <> all ((select app.my_walls())::uuid[]))`,
        fault: 'case_holding is not behind the walls',
      },
      {
        what: 'a wall that binds only reading',
        sql: `drop policy walled on app.young_person;
              create policy walled on app.young_person as restrictive for select to app using (id <> all ((select app.my_walls())::uuid[]))`,
        fault: 'young_person is not behind the walls',
      },
      {
        what: 'a wall with a way round it',
        sql: `drop policy walled on app.young_person_detail;
              create policy walled on app.young_person_detail as restrictive to app
                using (young_person_id <> all ((select app.my_walls())::uuid[]) or postcode is null)`,
        fault: 'young_person_detail is not behind the walls',
      },
    ],
  },
  {
    says: 'a policy names its roles, and opens all rows only of what is S0',
    sql: `select format('%s on %s is for everybody', policyname, tablename) as fault from pg_policies where schemaname = 'app' and roles && '{public}'
          union all
          select format('%s on %s opens every row', policyname, tablename) from pg_policies
           where schemaname = 'app' and permissive = 'PERMISSIVE' and roles <> '{tr_owner}' and 'true' in (qual, with_check)
             and obj_description(to_regclass('app.' || quote_ident(tablename)), 'pg_class') not like 'S0.%'`,
    planted: [
      {
        what: 'a policy for everybody',
        sql: 'create policy planted on app.team using (false)',
        fault: 'planted on team is for everybody',
      },
      {
        what: 'a policy that opens every child',
        sql: 'create policy planted on app.young_person for select to reports using (true)',
        fault: 'planted on young_person opens every row',
      },
    ],
  },
]

-- Who asks is the same for the whole query. Written bare into a condition, it is looked up for every row that the planner
-- reads without an index (270,000 times for 3,000 pages of the demonstration): as a query of its own it is looked up once.
do $$
declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'app'::regnamespace and p.prosrc ~ 'person_id (=|<>) app\.person_id\(\)' loop
    execute regexp_replace(pg_get_functiondef(f), '(person_id (?:=|<>)) app\.person_id\(\)', '\1 (select app.person_id())', 'g');
  end loop;
end $$;

create or replace function app.my_walls() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select app.walls_of(me.id) || app.kept_from(me.id) || app.not_on_this_screen() from (select app.person_id() as id offset 0) me
$$;

-- All words at once first: the server keeps 32 patterns read, and a list of words has more.
create or replace function app.not_neutral_as_read(words text[], names text[], says text) returns text
  language sql immutable set search_path = pg_catalog as $$
  with each as (select w, '(^|[^[:alnum:]_])' || regexp_replace(rtrim(w, '*'), '([^[:alnum:][:space:]])', '\\\1', 'g') || case when w like '%*' then '' else '($|[^[:alnum:]_])' end as pattern
    from unnest(words) w)
  select found from (
    select e.w as found, 1 as turn from each e
      where case when says ~* (select string_agg(all_of.pattern, '|') from each all_of) then says ~* e.pattern end
    union all select n, 2 from unnest(names) n where says ~ ('(^|[^[:alnum:]_])' || regexp_replace(n, '([^[:alnum:][:space:]])', '\\\1', 'g') || '($|[^[:alnum:]_])')
    union all select substring(says from '(?i)\m[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\M'), 3) all_of_them
  where found is not null order by turn, found limit 1
$$;

-- Where nothing is said, nothing is wrong with it, and no list is gone through.
create or replace function app.not_neutral(words text[], names text[], says text) returns text
  language sql immutable security definer set search_path = pg_catalog, app as $$
  select case when says <> '' then
    app.not_neutral_as_read(array(select app.as_read(w) from unnest(words) w), array(select app.as_read(n) from unnest(names) n), app.as_read(says)) end
$$;

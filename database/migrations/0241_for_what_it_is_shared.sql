-- A sharing record names its purpose (R147): whoever may know something reads for what, where they read that they may.

create or replace function pg_temp.swap(f regprocedure, was text, becomes text) returns void language plpgsql as $$
begin
  if position(was in pg_get_functiondef(f)) = 0 then raise exception '% does not say: %', f, was; end if;
  execute replace(pg_get_functiondef(f), was, becomes);
end $$;

select pg_temp.swap('app.sharing_strip(uuid)', 'false as law, c.until_on from', 'false as law, c.until_on, c.purposes from');
select pg_temp.swap('app.sharing_strip(uuid)', 'true, l.review_on from', 'true, l.review_on, array[l.purpose] from');
select pg_temp.swap('app.sharing_strip(uuid)', $q$'until', g.until_on)$q$, $q$'until', g.until_on, 'purposes', g.purposes)$q$);
select pg_temp.swap('app.sharing_strip(uuid)', 'min(s.until_on) as until_on from shown s group by', 'min(s.until_on) as until_on,
          array(select distinct p from shown x, unnest(x.purposes) p where x.agency_id = s.agency_id and x.law = s.law order by p) as purposes from shown s group by');

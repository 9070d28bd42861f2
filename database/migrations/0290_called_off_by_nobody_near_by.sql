-- A meeting that was called off near by named who had written the cause down in the other area, and of a wall whoever is related to
-- somebody: that is read by whom it is about alone. In another area it names whoever planned it.
do $$ declare f text := pg_get_functiondef('app.keep_apart_calls_off()'::regprocedure); r record;
begin
  for r in select * from (values
      ($q$says ->> 'said_by', says$q$, 'says'),
      ('called_off_by = by_ from app.match m', 'called_off_by = coalesce(case when x.area_id = new.area_id then by_ end, x.agreed_by) from app.match m')) v (was, becomes) loop
    if position(r.was in f) = 0 then raise exception 'keep_apart_calls_off says it otherwise'; end if;
    f := replace(f, r.was, r.becomes);
  end loop;
  execute f;
end $$;

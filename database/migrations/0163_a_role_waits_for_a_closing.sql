-- A role that is given at the moment in which a school is closed waits until that is done, and then sees that it is: it read
-- that the school was open, and stood there afterwards where nobody sees it.
do $$ declare f text := pg_get_functiondef('app.membership_in_use()'::regprocedure);
begin
  if position(E'begin\n' in f) = 0 then raise exception 'app.membership_in_use says it otherwise'; end if;
  execute replace(f, E'begin\n', E'begin\n  perform from app.agency a where a.area_id = new.area_id and a.id = new.agency_id for key share;\n');
end $$;

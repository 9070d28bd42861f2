-- What somebody goes by is not on a telephone where it is a name of the street (0165): neither beside their surname, on tap.
do $$ declare f text := pg_get_functiondef('app.open_meeting(uuid)'::regprocedure); was text := 'coalesce(y.known_as, y.given_names)';
begin
  if position(was in f) = 0 then raise exception 'app.open_meeting says it otherwise'; end if;
  execute replace(f, was, '(select m.goes_by from app.my_matches() m where m.id = p.match_id)');
end $$;

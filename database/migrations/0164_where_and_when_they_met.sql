-- What was is not called off afterwards: that the two met stands, and that somebody owes a word of it.
do $$ declare f text := pg_get_functiondef('app.call_off_meeting(uuid)'::regprocedure); was text := 'p.called_off_at is null and m.area_id';
begin
  if position(was in f) = 0 then raise exception 'app.call_off_meeting says it otherwise'; end if;
  execute replace(f, was, 'p.called_off_at is null and p.ends_at > now() and m.area_id');
end $$;

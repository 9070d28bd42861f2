-- "Gym, Hull Road" and "gym Hull Road" are one place: of where somebody is, letters and digits count, and nothing else.
create function app.same_place(one text, other text) returns boolean
  language sql immutable set search_path = pg_catalog as $$
  select regexp_replace(lower(normalize(one, nfkc)), '[^[:alnum:]]+', '', 'g') = regexp_replace(lower(normalize(other, nfkc)), '[^[:alnum:]]+', '', 'g')
$$;
revoke all on function app.same_place(text, text) from public;
do $$ declare f text := pg_get_functiondef('app.kept_apart_at(uuid, uuid, uuid, timestamptz, timestamptz, text)'::regprocedure); was text := 'lower(btrim(p.venue)) = lower(btrim($6))';
begin
  if position(was in f) = 0 then raise exception 'app.kept_apart_at says it otherwise'; end if;
  execute replace(f, was, 'app.same_place(p.venue, $6)');
end $$;

-- What was is not called off afterwards: that the two met stands, and that somebody owes a word of it.
do $$ declare f text := pg_get_functiondef('app.call_off_meeting(uuid)'::regprocedure); was text := 'p.called_off_at is null and m.area_id';
begin
  if position(was in f) = 0 then raise exception 'app.call_off_meeting says it otherwise'; end if;
  execute replace(f, was, 'p.called_off_at is null and p.ends_at > now() and m.area_id');
end $$;

-- That a strand or the time with Trusted Relationships does not end for want of an answer before enough was tried hangs on why it
-- ends (0242). Where nobody said that, a statement ended either with any words. Whoever ends one says why. What the database ends
-- by a rule of its own is not asked. Stop web first: the version before cannot say it, and would end neither.
create function app.strand_says_why_it_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.against('strand_allocation_says_why_it_ended', 'say why it ended');
  return null;
end $$;
revoke all on function app.strand_says_why_it_ended() from public;
create trigger says_why_it_ended after update of until_at on app.strand_allocation for each row
  when (old.until_at is null and new.until_at is not null and new.ended_kind is null and current_user = 'app'::name) execute function app.strand_says_why_it_ended();

drop function app.end_episode(uuid, integer, date, text);
do $$ declare f text := pg_get_functiondef('app.end_episode(uuid, integer, date, text, text)'::regprocedure); was constant text := 'if last_day < e.started_on then';
begin
  if position(was in f) = 0 then raise exception 'end_episode says it otherwise'; end if;
  execute replace(f, was, 'if kind is null then perform app.against(''episode_says_why_it_ended'', ''say why it ended''); end if;
  ' || was);
end $$;

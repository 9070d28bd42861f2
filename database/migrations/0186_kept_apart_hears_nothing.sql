-- Whoever must be kept apart from a young person cannot open their record, whatever else they do (0142): so they are told nothing
-- of them and given nothing of theirs, as whoever is behind a wall. Somebody who manages a service and meets young people in it
-- was chosen to have what another worker typed, where nobody could read it then, and was named on a telephone as who to ring.

create function app.closed_to(person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$ select app.walls_of($1) || app.kept_from($1) $$;
revoke all on function app.closed_to(uuid) from public;

-- Not where a wall is one of several reasons that are said (app.hard_reasons, app.pairs_of_service), or is what just happened
-- (app.release_cases_of, app.wall_leaves_nobody_alone).
do $$ declare f regprocedure;
begin
  for f in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'app'::regnamespace
      and p.proname = any ('{actions_climb,answer_plan,can_hold_case_of,desks_for_closed_service,governance_of,is_soon_due,match_made,my_ringing,news_outside_walls,outside_walls,pass_on_drafts_of,who_can_see}') loop
    if position('app.walls_of(' in pg_get_functiondef(f)) = 0 then raise exception '% says it otherwise', f; end if;
    execute replace(pg_get_functiondef(f), 'app.walls_of(', 'app.closed_to(');
  end loop;
end $$;

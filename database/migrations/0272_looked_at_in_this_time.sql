-- R143: that the manager and the case-holder agreed years ago to stop trying ends nothing for whoever came back: what they looked at
-- together counts in the time with Trusted Relationships in which they did, as what was tried does.
do $$ declare
  f text := pg_get_functiondef('app.effort(uuid, uuid, uuid)'::regprocedure);
  was constant text := 'and ($3 is null or r.match_id = $3)';
begin
  if position(was in f) = 0 then raise exception 'effort says it otherwise'; end if;
  execute replace(f, was, $q$and case when $3 is null then r.held_on >= (select max(e.started_on) from app.episode e where e.area_id = $1 and e.young_person_id = $2 and e.ended_on is null)
        else r.match_id = $3 end$q$);
end $$;

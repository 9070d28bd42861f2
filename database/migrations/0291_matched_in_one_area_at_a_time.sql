-- A match asks what is known of the same young person in a partner area (0221), and waited for nobody who was writing it down there
-- at that moment: neither saw the other, and they met somebody from whom they must be kept apart until the next hour. Their records
-- there are held as the one here is; whoever writes something about one of them holds it.
do $$ declare
  f text := pg_get_functiondef('app.match_refused(uuid, uuid, uuid)'::regprocedure);
  was constant text := 'where y.area_id = area and y.id = s.young_person_id for update;';
begin
  if position(was in f) = 0 then raise exception 'match_refused says it otherwise'; end if;
  execute replace(f, was, 'where y.id = s.young_person_id or y.id = any (app.same_child_in_partner_areas(s.young_person_id)) order by y.id for update;');
end $$;

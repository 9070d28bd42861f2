-- Somebody who must be kept apart in words, or poses a risk, in the partner area's record of the same young person (0221) is not the
-- adult they know here either. Whoever names them reads what they read before: that it cannot be, and nothing of where it is written.
do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.known_as_unsafe(uuid, uuid, text)'::regprocedure, 'with named as', 'with them as materialized (select app.records_near_by(array[$2]) as ids, a.id || a.partners as areas from app.area a where a.id = $1),
    named as'),
      ('app.known_as_unsafe(uuid, uuid, text)'::regprocedure, 'from app.keep_apart k where k.area_id = $1 and k.young_person_id = any (app.records_of($2))', 'from them t join app.keep_apart k on k.area_id = any (t.areas) and k.young_person_id = any (t.ids)'),
      ('app.known_as_unsafe(uuid, uuid, text)'::regprocedure, 'from app.person_who_poses_risk r where r.area_id = $1 and r.young_person_id = any (app.records_of($2))', 'from them t join app.person_who_poses_risk r on r.area_id = any (t.areas) and r.young_person_id = any (t.ids)'),
      ('app.stops_known_adults()'::regprocedure, 'x.area_id = new.area_id and x.young_person_id = any (app.records_of(of))', 'x.area_id = any (app.partner_group(new.area_id)) and x.young_person_id = any (app.records_near_by(array[of]))')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

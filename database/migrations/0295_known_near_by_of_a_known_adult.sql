-- The adult whom a young person knows already is their trusted adult too (R31), and who must be kept away from them was asked of the
-- record here alone: in the partner area the same young person may be kept apart from this uncle, or an assessment name him as a
-- person who poses a risk. As of a match (0221) it closes and stops here as well, and says no more than whom to ask.

create or replace function app.known_as_unsafe(area uuid, young_person uuid, name text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  with named as (select distinct w from regexp_split_to_table(lower($3), '[^[:alnum:]]+') w where w <> ''),
    them as materialized (select app.records_near_by(array[$2]) as ids, a.id || a.partners as areas from app.area a where a.id = $1),
    said as (select k.other_words as words from them t join app.keep_apart k on k.area_id = any (t.areas) and k.young_person_id = any (t.ids) and k.closed_at is null and k.moved_at is null and k.other_words is not null
      union all select r.description from them t join app.person_who_poses_risk r on r.area_id = any (t.areas) and r.young_person_id = any (t.ids) and r.moved_at is null)
  select exists (select 1 from said s where (select count(*) from named n where n.w = any (regexp_split_to_array(lower(s.words), '[^[:alnum:]]+')))
    >= (select least(2, greatest(1, count(*))) from named))
$$;

do $$ declare f text; r record;
begin
  for r in select * from (values
      -- A yes is of each area.
      ('app.stops_known_adults()'::regprocedure, 'where x.area_id = new.area_id and x.young_person_id = any (app.records_of(of)) and x.counts
      and (app.known_as_unsafe(x.area_id, x.young_person_id, x.name) or not',
        'where x.area_id = any (app.partner_group(new.area_id)) and x.young_person_id = any (app.records_near_by(array[of])) and x.counts
      and (app.known_as_unsafe(x.area_id, x.young_person_id, x.name) or x.area_id = new.area_id and not'),
      -- What is being written down there at that moment is waited for.
      ('app.known_adult_changes()', 'where y.area_id = new.area_id and y.id = any (app.records_of(new.young_person_id)) order by y.id for update;',
        'where y.id = any (app.records_near_by(array[new.young_person_id])) order by y.id for update;'),
      ('app.ask_about_known_adult(app.known_adult, text, date)', 'app.person_id()', 'app.me_in($1.area_id)')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(r.of);
    if position(r.was in f) = 0 then raise exception '% says it otherwise', r.of; end if;
    execute replace(f, r.was, r.becomes);
  end loop;
end $$;

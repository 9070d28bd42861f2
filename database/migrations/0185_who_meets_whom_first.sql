-- Who meets whom is asked one after the other (0162), and first: merging two records, and moving a keep-apart that was written
-- down for the wrong child, held the records and waited for whoever was writing a keep-apart or a wall, who waited for the
-- records. And a merge did not see what was being planned at that moment with somebody from whom the other record keeps them.

do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.merge_young_people(uuid, uuid, text)'::regprocedure,
        'perform 1 from app.young_person y where y.id in (young_person, other) order by y.id for update;',
        E'perform app.one_asks_who_meets_whom(y.area_id) from app.young_person y where y.id = young_person;\n  perform 1 from app.young_person y where y.id in (young_person, other) order by y.id for update;'),
      ('app.move_consented(uuid, text, uuid, uuid, text)'::regprocedure,
        'perform 1 from app.young_person y where y.id in (young_person, right_one) order by y.id for update;',
        E'if kind = ''keep apart'' then perform app.one_asks_who_meets_whom(area); end if;\n  perform 1 from app.young_person y where y.id in (young_person, right_one) order by y.id for update;')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

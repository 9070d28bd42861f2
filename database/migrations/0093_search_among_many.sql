-- Searching before recording among a million took 0.7 s: everybody who sounds like any of the words was gathered first, and
-- common names have tens of thousands. Now the two names are looked for in indexes that answer by themselves.
drop index app.young_person_name_sounds, app.young_person_name_sounds_too, app.young_person_name_words;
create index young_person_name_sounds on app.young_person_name (area_id, sounds, part, young_person_id);
create index young_person_name_sounds_too on app.young_person_name (area_id, sounds_too, part, young_person_id) where sounds_too is not null;
create index young_person_name_words on app.young_person_name (area_id, word text_pattern_ops, young_person_id) include (part);

create or replace function app.search_young_people(area uuid, given_names text, surname text, known_as text, born_on date, postcode text, words jsonb)
  returns jsonb language plpgsql security definer set search_path = pg_catalog, app set enable_seqscan = off as $$
declare
  me uuid := app.person_id(); search uuid; over boolean; areas uuid[]; days date[]; born date := born_on; home text := postcode;
  given_words text[]; given_sounds text[]; family_words text[]; family_sounds text[]; all_words text[]; all_sounds text[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to search here' using errcode = 'insufficient_privilege'; end if;
  perform pg_advisory_xact_lock(hashtext('search ' || me));
  select count(*) >= (select per_day from app.budget where key = 'search before recording') into over from app.young_person_search s
    where s.person_id = me and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London' and not s.stopped;
  insert into app.young_person_search (area_id, person_id, given_names, surname, known_as, born_on, postcode, words, stopped)
    values (area, me, given_names, surname, known_as, born, home, words, over) returning id into search;
  if over then
    insert into app.notification (person_id, area_id, kind, path, urgency)
      select distinct manager, area, 'searches used up', '/', 'today' from app.membership m, unnest(app.managers_of(m.area_id, m.team_id)) manager
      where m.person_id = me and m.area_id = area and m.team_id is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and manager <> me;
    return jsonb_build_object('id', search, 'stopped', true);
  end if;
  select array_agg(w.word) filter (where w.part <> 'surname'), array_agg(w.word) filter (where w.part = 'surname'),
      array_agg(w.word), (select array_agg(s) from jsonb_to_recordset($7) as x (sounds text, too text, part text), unnest(array[x.sounds, x.too]) s where s is not null and x.part <> 'surname'),
      (select array_agg(s) from jsonb_to_recordset($7) as x (sounds text, too text, part text), unnest(array[x.sounds, x.too]) s where s is not null and x.part = 'surname')
    into given_words, family_words, all_words, given_sounds, family_sounds from jsonb_to_recordset($7) as w (part text, word text);
  given_words := coalesce(given_words, '{}'); family_words := coalesce(family_words, '{}'); given_sounds := coalesce(given_sounds, '{}');
  family_sounds := coalesce(family_sounds, '{}'); all_words := coalesce(all_words, '{}'); all_sounds := given_sounds || family_sounds;
  -- 03/04 typed for 04/03: the other day, where there is one.
  days := array[born] || case when extract(day from born) <= 12 then make_date(extract(year from born)::int, extract(day from born)::int, extract(month from born)::int) end;
  select array[area] || a.partners into areas from app.area a where a.id = area;

  insert into app.search_match (area_id, search_id, found_id, found_area_id, alike, score)
  -- How a word sounds follows from the word, so whoever has a word of these sounds like it: both names alike are found in two
  -- lists of the indexes, and only who is in both is looked at.
  with candidate as (
    ((select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds = any (family_sounds) and n.part = 'surname'
      union all select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds_too = any (family_sounds) and n.part = 'surname')
      intersect
      (select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds = any (given_sounds) and n.part = any ('{given,known as}')
      union all select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.sounds_too = any (given_sounds) and n.part = any ('{given,known as}')))
    union
    (select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.word = any (given_words) and n.part = 'surname'
      intersect select n.area_id, n.young_person_id from app.young_person_name n where n.area_id = any (areas) and n.word = any (family_words) and n.part = any ('{given,known as}'))
    union select y.area_id, y.id from app.young_person y where y.area_id = any (areas) and y.born_on = any (days)
    union select d.area_id, d.young_person_id from app.young_person_detail d where d.area_id = any (areas) and d.postcode = home),
  hit as materialized (
    select c.area_id, c.young_person_id,
      bool_or(n.part = 'surname' and n.word = any (family_words)) as family, bool_or(n.part = 'surname' and (n.sounds = any (family_sounds) or n.sounds_too = any (family_sounds))) as family_sound,
      bool_or(n.part = 'given' and n.word = any (given_words)) as given, bool_or(n.part <> 'surname' and (n.sounds = any (given_sounds) or n.sounds_too = any (given_sounds))) as given_sound,
      bool_or(n.part = 'known as' and n.word = any (given_words)) as by_known_as,
      bool_or(n.part = 'surname' and n.word = any (given_words)) and bool_or(n.part <> 'surname' and n.word = any (family_words)) as turned
    from candidate c left join app.young_person_name n on n.area_id = c.area_id and n.young_person_id = c.young_person_id
    group by c.area_id, c.young_person_id),
  judged as (
    select h.area_id as in_area, y.id as who, array_remove(array[
        case when h.family then 'surname' when h.family_sound then 'surname sounds alike' end,
        case when h.given then 'given name' when h.by_known_as then 'name they go by' when h.given_sound then 'given name sounds alike' end,
        case when h.turned then 'names the other way round' end,
        case when y.born_on = born then 'date of birth' when y.born_on = any (days) then 'day and month of birth swapped' end,
        case when d.postcode = home then 'postcode' end], null) as alike,
      case when h.family then 3 when h.family_sound then 2 else 0 end + case when h.given or h.by_known_as then 2 when h.given_sound then 1 else 0 end
        + case when h.turned then 5 else 0 end + case when y.born_on = born then 4 when y.born_on = any (days) then 3 when y.born_on is null or born is null then 2 else 0 end
        + case when d.postcode = home then 2 else 0 end as score
    from hit h join app.young_person y on y.area_id = h.area_id and y.id = h.young_person_id
      left join app.young_person_detail d on d.area_id = h.area_id and d.young_person_id = h.young_person_id)
  -- 5: the same names; sounding alike where a date of birth is unknown; a date of birth and one name; a birthday and a postcode.
  select area, search, j.who, j.in_area, j.alike, j.score from judged j where j.score >= 5 and (cardinality(j.alike) >= 2 or 'names the other way round' = any (j.alike)) order by j.score desc, j.who limit 20;
  return jsonb_build_object('id', search, 'stopped', false);
end $$;

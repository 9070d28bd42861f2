-- Comparing text, days and numbers no longer comes before a policy (database/database.sql), and the planner no longer uses
-- its figures of such columns where one stands, the owner's own "everything" included. A range with one end it then takes
-- for a third of the table, one with two ends for half a percent: these say both ends, and mean the same.
create or replace view app.discussion_open_to_agency as
  select i.area_id, i.agency_id, d.young_person_id, d.id as discussion_id
    from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
   where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until is null
     and d.members_at_latest > now() and d.members_at_latest <= 'infinity'
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id
    from app.discussion d
    join app.discussion_agency i on i.area_id = d.area_id and i.discussion_id = d.id and i.uninvited_at is null
   where d.papers_frozen_at is not null and d.taken_off_at is null and d.members_until > now() and d.members_until <= 'infinity'
  union all
  select i.area_id, i.agency_id, d.young_person_id, d.id
    from app.forum_action a
    join app.discussion_agency i on i.area_id = a.area_id and i.discussion_id = a.discussion_id and i.agency_id = a.agency_id
     and i.uninvited_at is null
    join app.discussion d on d.area_id = a.area_id and d.id = a.discussion_id and d.papers_frozen_at is not null and d.taken_off_at is null
   where a.done_at is null;

create or replace function app.people_at(desk text) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare kind text := split_part(desk, ':', 1); at uuid := split_part(desk, ':', 2); sit uuid[];
begin
  if kind = 'person' then
    select array_agg(p.id) into sit from app.person p where p.id = at and p.closed_at is null;
  elsif kind = 'team' then
    select array_agg(distinct p.id) into sit from app.area a join app.membership m on m.area_id = a.id and m.team_id = at
      and m.role in ('case-holder', 'team-manager') and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now())
      join app.person p on p.id = m.person_id and p.closed_at is null;
  elsif kind = 'service' then
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.service_key = split_part(desk, ':', 3) and m.role in ('operational-manager', 'service-manager')
        and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now());
  else
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.role = split_part(desk, ':', 3)
        and m.from_at between '-infinity' and now() and (m.until_at is null or m.until_at > now());
  end if;
  return coalesce(sit, '{}');
end $$;

create or replace function app.search_young_people(area uuid, given_names text, surname text, known_as text, born_on date, postcode text, words jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, app set enable_seqscan = off as $$
declare
  me uuid := app.person_id(); search uuid; over boolean; told uuid[]; areas uuid[]; days date[]; born date := born_on; home text := postcode;
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
    -- Once a day in an area; governance where no manager of the team or agency is there to be told.
    if not exists (select from app.young_person_search s where s.person_id = me and s.area_id = area and s.stopped and s.id <> search
        and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London') then
      select array_agg(distinct manager) into told from app.membership m, unnest(app.managers_of(m.area_id, m.team_id)) manager
        where m.person_id = me and m.area_id = area and m.team_id is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and manager <> me;
      insert into app.notification (person_id, area_id, kind, path, urgency)
        select who, area, 'searches used up', '/', 'today'
          from unnest(coalesce(told, app.people_at('role:' || area || ':information-governance'))) who where who <> me;
    end if;
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
  -- Each candidate is looked up by their id, however many the planner, who may not know the names, takes them for.
  judged as (
    select h.area_id as in_area, y.id as who, array_remove(array[
        case when h.family then 'surname' when h.family_sound then 'surname sounds alike' end,
        case when h.given then 'given name' when h.by_known_as then 'name they go by' when h.given_sound then 'given name sounds alike' end,
        case when h.turned then 'names the other way round' end,
        case when y.born_on = born then 'date of birth' when y.born_on = any (days) then 'day and month of birth swapped' end,
        case when y.postcode = home then 'postcode' end], null) as alike,
      case when h.family then 3 when h.family_sound then 2 else 0 end + case when h.given or h.by_known_as then 2 when h.given_sound then 1 else 0 end
        + case when h.turned then 5 else 0 end + case when y.born_on = born then 4 when y.born_on = any (days) then 3 when y.born_on is null or born is null then 2 else 0 end
        + case when y.postcode = home then 2 else 0 end as score
    from candidate c
      cross join lateral (select c.area_id,
          bool_or(n.part = 'surname' and n.word = any (family_words)) as family, bool_or(n.part = 'surname' and (n.sounds = any (family_sounds) or n.sounds_too = any (family_sounds))) as family_sound,
          bool_or(n.part = 'given' and n.word = any (given_words)) as given, bool_or(n.part <> 'surname' and (n.sounds = any (given_sounds) or n.sounds_too = any (given_sounds))) as given_sound,
          bool_or(n.part = 'known as' and n.word = any (given_words)) as by_known_as,
          bool_or(n.part = 'surname' and n.word = any (given_words)) and bool_or(n.part <> 'surname' and n.word = any (family_words)) as turned
        from app.young_person_name n where n.area_id = c.area_id and n.young_person_id = c.young_person_id) h
      cross join lateral (select x.id, x.born_on, d.postcode from app.young_person x
          left join app.young_person_detail d on d.area_id = x.area_id and d.young_person_id = x.id
        where x.area_id = c.area_id and x.id = c.young_person_id offset 0) y)
  -- 5: the same names; sounding alike where a date of birth is unknown; a date of birth and one name; a birthday and a postcode.
  select area, search, j.who, j.in_area, j.alike, j.score from judged j where j.score >= 5 and (cardinality(j.alike) >= 2 or 'names the other way round' = any (j.alike)) order by j.score desc, j.who limit 20;
  return jsonb_build_object('id', search, 'stopped', false);
end $$;

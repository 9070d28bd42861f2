-- A screen that stays open for a meeting is in a room with others: who else waits for the forum is not for them to read.
-- People who run the forum see its whole list by their role; on such a screen they see of it whom the meeting is about.
alter policy linked_or_listed on app.young_person using (
  area_id = any ((select app.my_areas_to('list young people'))::uuid[])
  or (opened_to_panel_at is not null and area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
  or (sent_to_forum_at is not null and area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[])
    and ((select app.people_at_my_meeting()) is null or id = any ((select app.people_at_my_meeting())::uuid[])))
  or id = any ((select app.my_young_people('read S1'))::uuid[]));

create or replace function app.visible_young_people(wanted uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id(); meeting uuid[] := app.people_at_my_meeting();
begin
  return (select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
    where y.id = any (wanted) and y.id <> all ((select app.walls_of(me))::uuid[]) and (
      y.area_id = any ((select app.my_areas_to('list young people'))::uuid[])
      or (y.opened_to_panel_at is not null and y.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
      or (y.sent_to_forum_at is not null and y.area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[])
        and (meeting is null or y.id = any (meeting)))
      or ((meeting is null or y.id = any (meeting)) and y.id = any (array(select r.young_person_id from app.relations_of(me, wanted) r join app.relation_may m on m.because = r.because and m.act = 'read S1')))));
end $$;

create or replace function app.waiting_for_forum(area uuid, one uuid, most integer, beyond integer) returns table(young_person_id uuid, since timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, min(w.since) from (
    select y.id, y.sent_to_forum_at as since from app.young_person y
      where y.area_id = area and y.sent_to_forum_at is not null and (y.forum_decided_at is null or y.forum_decided_at < y.sent_to_forum_at)
    union all
    select t.young_person_id, t.asked_at from app.task t
      where t.area_id = area and t.kind = 'put on the agenda' and t.settled_at is null
    union all
    select d.young_person_id, d.waiting_since from app.discussion d
      where d.area_id = area and d.outcome_at is null and d.taken_off_at is null) w
  join app.young_person y on y.area_id = area and y.id = w.id and y.merged_into is null and y.status <> 'died' and y.sent_to_forum_at is not null
  where area = any (app.my_areas_to('list young people sent to the forum')) and w.id <> all (app.my_walls())
    and ((select app.people_at_my_meeting()) is null or w.id = any ((select app.people_at_my_meeting())::uuid[])) and (one is null or w.id = one)
  group by w.id order by 2, 1 limit least(most, 200) offset beyond
$$;

create or replace function app.find_young_people(area uuid, starts text[], after_word text, after_id uuid, most integer) returns table(id uuid, word text)
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_custom_plan as $$
declare
  longest text; others text[]; mine uuid[]; walls uuid[] := app.my_walls();
  everybody boolean := area = any (app.my_areas_to('list young people'));
  panel boolean := area = any (app.my_areas_to('list nominated young people'));
  forum boolean := area = any (app.my_areas_to('list young people sent to the forum')) and app.people_at_my_meeting() is null;
begin
  if app.person_id() is null then return; end if;
  select s into longest from unnest(starts) s order by length(s) desc, s limit 1;
  if longest is null or longest = '' then return; end if;
  select coalesce(array_agg(s), '{}') into others from unnest(starts) s where s <> longest;
  if everybody or panel or forum then
    return query
      select n.young_person_id, n.word from app.young_person_name n join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id
      where n.area_id = area and n.word ~>=~ (case when after_word ~>~ longest then after_word else longest end) and n.word ~<~ (longest || chr(1114109))
        and (after_word is null or n.word ~>~ after_word or (n.word = after_word and n.young_person_id > after_id))
        and y.merged_into is null and y.id <> all (walls)
        and (everybody or (panel and y.opened_to_panel_at is not null) or (forum and y.sent_to_forum_at is not null))
        and not exists (select 1 from unnest(others) o where not exists (
          select 1 from app.young_person_name x where x.area_id = n.area_id and x.young_person_id = n.young_person_id and starts_with(x.word, o)))
      -- In the order of the index: it stops after a page, however many names begin so.
      order by n.word using ~<~, n.young_person_id limit least(most, 100);
    return;
  end if;
  mine := app.my_young_people('read S1');
  return query
    select n.young_person_id, min(n.word) from unnest(mine) m (mine_id) join app.young_person_name n on n.area_id = area and n.young_person_id = m.mine_id
      join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id
    where starts_with(n.word, longest) and (n.word, n.young_person_id) > (coalesce(after_word, ''), coalesce(after_id, '00000000-0000-0000-0000-000000000000'))
      and y.merged_into is null
      and not exists (select 1 from unnest(others) o where not exists (
        select 1 from app.young_person_name x where x.area_id = n.area_id and x.young_person_id = n.young_person_id and starts_with(x.word, o)))
    group by n.word, n.young_person_id order by n.word, n.young_person_id limit least(most, 100);
end $$;

create or replace function app.siblings_sent_to_forum(area uuid, these uuid[]) returns table(one uuid, other uuid)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct l.young_person_id, l.other_id from app.young_person_link l
    join app.young_person a on a.area_id = l.area_id and a.id = l.young_person_id and a.sent_to_forum_at is not null
    join app.young_person b on b.area_id = l.area_id and b.id = l.other_id and b.sent_to_forum_at is not null
  where l.area_id = $1 and l.young_person_id = any ($2) and l.other_id = any ($2) and l.kind = 'sibling' and l.ended_at is null and l.moved_at is null
    and $1 = any (app.my_areas_to('list young people sent to the forum')) and a.id <> all (app.my_walls()) and b.id <> all (app.my_walls())
    and ((select app.people_at_my_meeting()) is null or array[a.id, b.id] <@ (select app.people_at_my_meeting()))
$$;

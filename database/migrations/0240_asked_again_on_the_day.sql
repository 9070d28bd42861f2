-- A day on which somebody is to be asked again is one on which whoever holds the case is asked to: also after a no, or where it
-- was not safe. A yes is asked for before it runs out, to taking part as to sharing, so that it does not end by itself.

create or replace function pg_temp.swap(f regprocedure, was text, becomes text) returns void language plpgsql as $$
begin
  if position(was in pg_get_functiondef(f)) = 0 then raise exception '% does not say: %', f, was; end if;
  execute replace(pg_get_functiondef(f), was, becomes);
end $$;

-- From what day on somebody is asked again: two weeks before a yes ends, or on the very day that was said.
create function app.asked_again_from(answer text, until_on date) returns date
  language sql immutable set search_path = pg_catalog as $$ select case when answer = 'yes' then until_on - 14 else until_on end $$;
revoke all on function app.asked_again_from(text, date) from public;

-- What each young person answered last to a question; records that were merged count as the one that goes on.
create function app.newest_own_answers(asks text) returns table (area_id uuid, young_person_id uuid, answer text, until_on date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct on (c.area_id, coalesce(r.merged_into, r.id)) c.area_id, coalesce(r.merged_into, r.id), c.answer, c.until_on
    from app.consent c join app.young_person r on r.area_id = c.area_id and r.id = c.young_person_id
    where c.question = $1 and c.moved_at is null and c.individual_id is null
    order by c.area_id, coalesce(r.merged_into, r.id), c.asked_on desc, c.recorded_at desc, c.id desc
$$;
revoke all on function app.newest_own_answers(text) from public;

-- Each hour; nobody is asked twice.
create or replace function app.looked_at_again() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about taking part', n.young_person_id, app.holder_of(n.area_id, n.young_person_id),
          app.path_in(n.area_id, '/young-people/' || n.young_person_id || '/consent'), greatest(n.until_on, app.today())
        from app.newest_own_answers('taking part') n
          join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        where app.asked_again_from(n.answer, n.until_on) <= app.today() and app.holder_of(n.area_id, n.young_person_id) is not null
          and exists (select 1 from app.strand_allocation s where s.area_id = n.area_id and s.young_person_id = any (app.records_of(n.young_person_id)) and s.until_at is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;

create or replace function app.sharing_looked_at_again() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about sharing', n.young_person_id, app.holder_of(n.area_id, n.young_person_id), app.sharing_path(n.area_id, n.young_person_id),
          greatest(coalesce(n.until_on, app.today()), app.today())
        from app.newest_own_answers('sharing') n join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        -- Also where it rests on somebody else's yes that runs out, or they turn 18 and it was not theirs alone.
        where (app.asked_again_from(n.answer, n.until_on) <= app.today() or n.answer = 'yes'
            and (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() - 1) d) and not (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() + 14) d))
          and app.holder_of(n.area_id, n.young_person_id) is not null
          and exists (select 1 from app.episode e where e.area_id = n.area_id and e.young_person_id = n.young_person_id and e.ended_on is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;

-- The strip on every page says that day too.
select pg_temp.swap('app.sharing_strip(uuid)', '(select min(s.until_on) from shown s', $q$(select min(s.until_on) from shown s
        union all select case when n.answer <> 'yes' and n.until_on >= app.today() then n.until_on end from (select c.answer, c.until_on from app.consent c where everybody and c.area_id = area
          and c.young_person_id = any (app.records_of($1)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null order by c.asked_on desc, c.recorded_at desc, c.id desc limit 1) n$q$);

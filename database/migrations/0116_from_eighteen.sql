-- From 18 only they decide, and a yes that somebody else had to agree with is asked for again; so is a parent's that has run
-- out. Whatever is settled or counted goes by all records of a young person. The words of wishes keep their history.

-- Changes what a function says in one place; a place that is not there any more is an error.
create function pg_temp.swap(f regprocedure, was text, becomes text) returns void language plpgsql as $$
begin
  if position(was in pg_get_functiondef(f)) = 0 then raise exception '% does not say: %', f, was; end if;
  execute replace(pg_get_functiondef(f), was, becomes);
end $$;

-- An answer settles what was asked of any record of this young person, and tells whoever holds the one that goes on.
select pg_temp.swap('app.consent_answers()', $q$where t.area_id = new.area_id and t.young_person_id = new.young_person_id and t.kind = 'ask about taking part' and t.settled_at is null;
  end if;$q$, $q$where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask about taking part' and t.settled_at is null;
  else
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'ask a parent again' and t.record_id = new.individual_id and t.settled_at is null;
  end if;$q$);
select pg_temp.swap('app.consent_answers()', 'where h.area_id = new.area_id and h.young_person_id = new.young_person_id and h.until_at is null;',
  'where h.area_id = new.area_id and h.young_person_id = any (app.records_of(new.young_person_id)) and h.until_at is null
      order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id) desc limit 1;');
select pg_temp.swap('app.consent_answers()', 'where s.area_id = new.area_id and s.young_person_id = new.young_person_id and s.until_at is null',
  'where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)) and s.until_at is null');
select pg_temp.swap('app.strand_asks_for_consent()', $q$c.young_person_id = new.young_person_id and c.question = 'taking part'$q$, $q$c.young_person_id = any (app.records_of(new.young_person_id)) and c.question = 'taking part'$q$);
select pg_temp.swap('app.looked_at_again()', $q$select distinct on (c.area_id, c.young_person_id) c.area_id, c.young_person_id, c.until_on, c.answer from app.consent c
      where c.question = 'taking part' and c.individual_id is null order by c.area_id, c.young_person_id, c.asked_on desc$q$,
  $q$select distinct on (c.area_id, coalesce(r.merged_into, r.id)) c.area_id, coalesce(r.merged_into, r.id) as young_person_id, c.until_on, c.answer from app.consent c
        join app.young_person r on r.area_id = c.area_id and r.id = c.young_person_id
      where c.question = 'taking part' and c.individual_id is null order by c.area_id, coalesce(r.merged_into, r.id), c.asked_on desc$q$);
select pg_temp.swap('app.looked_at_again()', 's.young_person_id = n.young_person_id and s.until_at is null', 's.young_person_id = any (app.records_of(n.young_person_id)) and s.until_at is null');
select pg_temp.swap('app.tasks_follow_the_case()', $q$'look at a keep-apart again'$q$, $q$'look at a keep-apart again', 'ask a parent again'$q$);

-- Once they take part, whoever's yes it rests on, no parent is asked again.
select pg_temp.swap('app.consent_answers()', '  if was and not is_now and holder is not null then', $q$  if is_now then
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask a parent again' and t.settled_at is null;
  end if;
  if was and not is_now and holder is not null then$q$);

-- Whoever holds the case is asked to ask the young person again, four weeks before they turn 18, where their yes will not be
-- theirs alone by then; and a parent, a carer or a council again, where theirs has run out and is what the yes rests on.
-- Runs each hour; nobody is asked twice, nor again by the hour where an answer came since.
create function app.asked_as_they_grow_up() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with growing as (select y.area_id, y.id, app.records_of(y.id) as records, b.on_day + (app.age_on(y.born_on, b.on_day) < 18)::integer as birthday
      from app.young_person y, lateral (select (y.born_on + interval '18 years')::date as on_day) b
      where y.merged_into is null and y.status <> 'died' and b.on_day between app.today() - 366 and app.today() + 28),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select g.area_id, g.id, 'ask about taking part', g.id, coalesce('person:' || h.person_id, 'team:' || h.team_id), '/' || a.key || '/young-people/' || g.id || '/consent',
          greatest(g.birthday, app.today())
        from growing g join app.area a on a.id = g.area_id join app.case_holding h on h.area_id = g.area_id and h.young_person_id = g.id and h.until_at is null
          cross join lateral app.consent_decided(g.area_id, g.id, 'taking part', greatest(g.birthday, app.today())) d
        where d.because = 'they were not asked since they turned 18'
          and exists (select 1 from app.strand_allocation s where s.area_id = g.area_id and s.young_person_id = any (g.records) and s.until_at is null)
          and (g.birthday <= app.today() or not exists (select 1 from app.consent c where c.area_id = g.area_id and c.young_person_id = any (g.records)
            and c.question = 'taking part' and c.individual_id is null and c.asked_on >= g.birthday - 28))
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1),
    newest as (select distinct on (c.area_id, c.individual_id) c.area_id, c.individual_id, c.young_person_id as stands_in, coalesce(y.merged_into, y.id) as young_person_id, c.answer, c.until_on
      from app.consent c join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
        join app.young_person y on y.area_id = c.area_id and y.id = c.young_person_id and y.status <> 'died'
      where c.question = 'taking part' order by c.area_id, c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc),
    parents as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask a parent again', n.individual_id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
          '/' || a.key || '/young-people/' || n.young_person_id || case when n.stands_in = n.young_person_id then '/consent/individuals/' || n.individual_id || '/taking-part' else '/consent' end, app.today()
        from newest n join app.area a on a.id = n.area_id join app.case_holding h on h.area_id = n.area_id and h.young_person_id = n.young_person_id and h.until_at is null
          cross join lateral app.consent_decided(n.area_id, n.young_person_id, 'taking part', app.today()) d
        where n.until_on < app.today() and n.answer in ('yes', 'not approached') and d.because = 'nobody with parental responsibility has said yes'
          and exists (select 1 from app.strand_allocation s where s.area_id = n.area_id and s.young_person_id = any (app.records_of(n.young_person_id)) and s.until_at is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select ((select count(*) from asked) + (select count(*) from parents))::integer
$$;
revoke all on function app.asked_as_they_grow_up() from public;
grant execute on function app.asked_as_they_grow_up() to worker;

create trigger keeps_history after insert or update on app.wishes for each row execute function app.keeps_history(
  'asked', '3', 'asked what they wish', 'not_asked_reason', '3', 'why they were not asked', 'words', '3', 'what they wish', 'gender', '3', 'whom they would rather meet',
  'languages', '3', 'languages they want to talk in', 'interests', '3', 'what they like', 'available', '3', 'when they can meet', 'places', '3', 'where they can meet');

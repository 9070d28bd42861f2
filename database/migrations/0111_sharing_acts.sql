-- What follows from an answer to sharing, from sharing without consent, and from either running out.

-- ------------------------------------------------------------------------------------------------------------------
-- An answer notes what it ended, so that whoever it closed a record to is told when; and whoever holds the case is asked the
-- same day what must still be shared, with whom and why, and whether somebody could be pressing them.

create function app.consent_ends() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.ends := case when new.question = 'sharing' then array(select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id))) else '{}' end;
  return new;
end $$;
revoke all on function app.consent_ends() from public;
create trigger consent_ends before insert on app.consent for each row execute function app.consent_ends();

create function app.holder_of(area uuid, young_person uuid) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) from app.case_holding h where h.area_id = $1 and h.young_person_id = $2 and h.until_at is null
$$;
revoke all on function app.holder_of(uuid, uuid) from public;

create function app.sharing_path(area uuid, young_person uuid) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select '/' || a.key || '/young-people/' || $2 || '/consent/sharing' from app.area a where a.id = $1
$$;
revoke all on function app.sharing_path(uuid, uuid) from public;

-- What was shared before and is no more, by whatever it came: whoever holds the case is asked the same day.
create function app.sharing_lapsed(area uuid, young_person uuid, was text[]) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare holder text := app.holder_of(area, young_person);
begin
  if holder is null or not exists (select unnest(was) except select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = area and s.young_person_id = any (app.records_of(sharing_lapsed.young_person))) then return; end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (area, young_person, 'sharing was taken back', young_person, holder, app.sharing_path(area, young_person), app.today(), app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  perform app.tell_all(area, young_person, 'sharing taken back', array[holder], app.sharing_path(area, young_person));
end $$;
revoke all on function app.sharing_lapsed(uuid, uuid, text[]) from public;

-- Whose yes counts turns on who has parental responsibility: where that ends, so does what rested on it.
create function app.responsibility_changes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare child uuid := (to_jsonb(new)->>case tg_table_name when 'young_person' then 'id' else 'young_person_id' end)::uuid; holder text := app.holder_of(new.area_id, child);
begin
  if tg_when = 'BEFORE' then
    perform set_config('app.shared_before', array(select s.agency_id || ':' || s.category from app.shared_by_consent s
        where s.area_id = new.area_id and s.young_person_id = any (app.records_of(child)))::text, true),
      set_config('app.took_part_before', (select d.yes from app.consent_decided(new.area_id, child, 'taking part', app.today()) d)::text, true);
    return new;
  end if;
  perform app.sharing_lapsed(new.area_id, child, current_setting('app.shared_before')::text[]);
  if current_setting('app.took_part_before')::boolean and holder is not null and not (select d.yes from app.consent_decided(new.area_id, child, 'taking part', app.today()) d) then
    perform app.ask_of(new.area_id, child, 'a yes was taken back', child, array[holder], app.today(), app.path_in(new.area_id, '/young-people/' || child || '/consent'));
  end if;
  return null;
end $$;
revoke all on function app.responsibility_changes() from public;
create trigger responsibility_before before update of responsibility on app.relevant_individual for each row when (old.responsibility <> new.responsibility) execute function app.responsibility_changes();
create trigger responsibility_after after update of responsibility on app.relevant_individual for each row when (old.responsibility <> new.responsibility) execute function app.responsibility_changes();
-- And on how old they are: a day of birth that is put right.
create trigger age_before before update of born_on on app.young_person for each row when (old.born_on is distinct from new.born_on) execute function app.responsibility_changes();
create trigger age_after after update of born_on on app.young_person for each row when (old.born_on is distinct from new.born_on) execute function app.responsibility_changes();

create function app.sharing_answers() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare ended text[]; holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if new.question <> 'sharing' then return null; end if;
  ended := array(select e from unnest(new.ends) e except select s.agency_id || ':' || s.category from app.shared_by_consent s
    where s.area_id = new.area_id and s.young_person_id = any (app.records_of(new.young_person_id)));
  if ended <> new.ends then update app.consent c set ends = ended where c.area_id = new.area_id and c.id = new.id; end if;
  if new.individual_id is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.young_person_id = any (app.records_of(new.young_person_id)) and t.kind = 'ask about sharing' and t.settled_at is null;
  end if;
  if ended <> '{}' and holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'sharing was taken back', new.young_person_id, holder, app.sharing_path(new.area_id, new.young_person_id), app.today(), app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
    insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
      select who, new.area_id, new.young_person_id, 'sharing taken back', app.sharing_path(new.area_id, new.young_person_id), 'today'
        from unnest(app.people_at(holder)) who where who is distinct from app.person_id();
  end if;
  return null;
end $$;
revoke all on function app.sharing_answers() from public;
create trigger sharing_answers after insert on app.consent for each row execute function app.sharing_answers();

insert into app.task_settled_by (kind, act) values ('sharing was taken back', 'ask for consent');

-- ------------------------------------------------------------------------------------------------------------------
-- Sharing without consent is looked at again by whoever holds the case; what has ended stays so.

create function app.lawful_share_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if tg_op = 'UPDATE' and old.ended_at is not null then
    raise exception 'what has ended stays so' using errcode = 'check_violation', constraint = 'lawful_share_ended_stays'; end if;
  if new.decided_on > app.today() then
    raise exception 'decided on a day that was' using errcode = 'check_violation', constraint = 'lawful_share_on_a_day_that_was'; end if;
  if new.ended_at is null and new.review_on not between app.today() + 1 and app.today() + 366 then
    raise exception 'looked at again within a year' using errcode = 'check_violation', constraint = 'lawful_share_within_a_year'; end if;
  if not exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.kind <> 'trusted-relationships') then
    raise exception 'shared with another agency' using errcode = 'check_violation', constraint = 'lawful_share_with_another'; end if;
  if tg_op = 'INSERT' and exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'with which one?' using errcode = 'check_violation', constraint = 'lawful_share_with_one'; end if;
  if new.ended_at is not null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'look at a lawful share again' and t.record_id = new.id and t.settled_at is null;
  elsif tg_op = 'UPDATE' then
    update app.task t set due_on = new.review_on where t.area_id = new.area_id and t.kind = 'look at a lawful share again' and t.record_id = new.id and t.settled_at is null;
  elsif holder is not null then
    insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
      values (new.area_id, new.young_person_id, 'look at a lawful share again', new.id, holder, app.sharing_path(new.area_id, new.young_person_id), new.review_on, app.person_id());
  end if;
  return null;
end $$;
revoke all on function app.lawful_share_holds() from public;
create trigger lawful_share_holds after insert or update on app.lawful_share for each row execute function app.lawful_share_holds();

-- The moment is the database's, whoever says another.
create function app.lawful_share_now() returns trigger language plpgsql set search_path = pg_catalog, app as $$
begin
  new.reviewed_at := clock_timestamp();
  if new.ended_at is not null and old.ended_at is null then new.ended_at := new.reviewed_at; end if;
  return new;
end $$;
create trigger lawful_share_now before update on app.lawful_share for each row execute function app.lawful_share_now();

-- ------------------------------------------------------------------------------------------------------------------
-- R150: asked at the start, by the same clock as taking part; and again before an answer runs out.

create function app.strand_asks_about_sharing() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare found_on date; holder text := app.holder_of(new.area_id, new.young_person_id);
begin
  if holder is null or exists (select 1 from app.consent c join app.episode e on e.area_id = new.area_id and e.id = new.episode_id
      where c.area_id = new.area_id and c.young_person_id = any (app.records_of(new.young_person_id)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null
        and c.asked_on >= e.started_on and (c.until_on is null or c.until_on >= app.today())) then return null; end if;
  select (o.recorded_at at time zone 'Europe/London')::date into found_on from app.nomination n
    join app.forum_outcome o on o.area_id = n.area_id and o.id = n.forum_outcome_id where n.area_id = new.area_id and n.id = new.nomination_id;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (new.area_id, new.young_person_id, 'ask about sharing', new.young_person_id, holder, app.sharing_path(new.area_id, new.young_person_id),
      greatest(app.end_of(new.area_id, 'consent', coalesce(found_on, app.today())), app.today()), new.decided_by)
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return null;
end $$;
revoke all on function app.strand_asks_about_sharing() from public;
create trigger strand_asks_about_sharing after insert on app.strand_allocation for each row execute function app.strand_asks_about_sharing();

-- Two weeks before it runs out, or is to be looked at again. Runs each hour; nobody is asked twice.
create function app.sharing_looked_at_again() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with newest as (select distinct on (c.area_id, coalesce(r.merged_into, r.id)) c.area_id, coalesce(r.merged_into, r.id) as young_person_id, c.until_on, c.answer from app.consent c
        join app.young_person r on r.area_id = c.area_id and r.id = c.young_person_id
      where c.question = 'sharing' and c.moved_at is null and c.individual_id is null order by c.area_id, coalesce(r.merged_into, r.id), c.asked_on desc, c.recorded_at desc, c.id desc),
    asked as (insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on)
      select n.area_id, n.young_person_id, 'ask about sharing', n.young_person_id, app.holder_of(n.area_id, n.young_person_id), app.sharing_path(n.area_id, n.young_person_id),
          greatest(coalesce(n.until_on, app.today()), app.today())
        from newest n join app.young_person y on y.area_id = n.area_id and y.id = n.young_person_id and y.status <> 'died' and y.merged_into is null
        -- Also where it rests on somebody else's yes that runs out, or they turn 18 and it was not theirs alone.
        where (n.until_on < app.today() + 14 and n.answer in ('yes', 'not approached') or n.answer = 'yes'
            and (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() - 1) d) and not (select d.yes from app.consent_decided(n.area_id, n.young_person_id, 'sharing', app.today() + 14) d))
          and app.holder_of(n.area_id, n.young_person_id) is not null
          and exists (select 1 from app.episode e where e.area_id = n.area_id and e.young_person_id = n.young_person_id and e.ended_on is null)
        on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing returning 1)
  select count(*)::integer from asked
$$;
revoke all on function app.sharing_looked_at_again() from public;
grant execute on function app.sharing_looked_at_again() to worker;

-- What is asked of a case-holder goes with the case.
do $$ begin
  execute replace(pg_get_functiondef('app.tasks_follow_the_case()'::regprocedure), $q$'ask about taking part'$q$,
    $q$'ask about taking part', 'ask about sharing', 'sharing was taken back', 'look at a lawful share again'$q$);
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- When something was closed to the agencies of somebody: they are told the last of these, where they could open it before.

create function app.sharing_ended(person uuid, young_person uuid) returns table (at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as (select distinct m.area_id, m.agency_id from app.membership m where m.person_id = $1 and m.role = 'partner-professional')
  select c.recorded_at from app.consent c join mine on mine.area_id = c.area_id
    where c.young_person_id = any (app.records_of($2)) and c.question = 'sharing' and exists (select 1 from unnest(c.ends) e where split_part(e, ':', 1) = mine.agency_id::text)
  union all
  select (c.until_on + 1)::timestamp at time zone 'Europe/London' from app.consent c
    join app.consent_share s on s.area_id = c.area_id and s.consent_id = c.id join mine on mine.area_id = s.area_id and mine.agency_id = s.agency_id
    where c.young_person_id = any (app.records_of($2)) and c.question = 'sharing' and c.until_on is not null
  union all
  select c.moved_at from app.consent c join app.consent_share s on s.area_id = c.area_id and s.consent_id = c.id join mine on mine.area_id = s.area_id and mine.agency_id = s.agency_id
    where c.young_person_id = any (app.records_of($2)) and c.moved_at is not null
  union all
  select l.ended_at from app.lawful_share l join mine on mine.area_id = l.area_id and mine.agency_id = l.agency_id
    where l.young_person_id = any (app.records_of($2)) and l.ended_at is not null
$$;
revoke all on function app.sharing_ended(uuid, uuid) from public;
do $$ begin
  execute replace(pg_get_functiondef('app.closed_to_me(uuid)'::regprocedure), 'where m.person_id = me.id) c', 'where m.person_id = me.id
      union all select e.at from app.sharing_ended(me.id, $1) e) c');
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- What is shared without consent, for information governance: by reference, and no name.

insert into app.role_may (role, act) values ('information-governance', 'read sharing records');
create function app.sharing_records(area uuid, before uuid, most integer) returns table (id uuid, young_person_id uuid, reference text, agency text, categories text[],
    items text, basis text, purpose text, necessity text, told text, told_reason text, decided_by text, decided_on date, review_on date, recorded_at timestamptz, recorded_by text,
    reviewed_reason text, ended_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select l.id, y.id, y.reference, a.name, l.categories, l.items, l.basis, l.purpose, l.necessity, l.told, l.told_reason, l.decided_by, l.decided_on, l.review_on, l.recorded_at, p.name,
      l.reviewed_reason, l.ended_at
    from app.lawful_share l join app.young_person y on y.area_id = l.area_id and y.id = l.young_person_id
      join app.agency a on a.area_id = l.area_id and a.id = l.agency_id join app.person p on p.id = l.recorded_by
  where l.area_id = $1 and $1 = any (app.my_areas_to('read sharing records')) and l.young_person_id <> all (app.my_walls())
    and (before is null or (l.recorded_at, l.id) < (select b.recorded_at, b.id from app.lawful_share b where b.area_id = $1 and b.id = before))
  order by l.recorded_at desc, l.id desc limit least(most, 100)
$$;
revoke all on function app.sharing_records(uuid, uuid, integer) from public;
grant execute on function app.sharing_records(uuid, uuid, integer) to app;
do $$ begin
  execute replace(pg_get_functiondef('app.named_to_me(uuid[])'::regprocedure), $q$    union select x.young_person_id, 'match'$q$,
    $q$    union select l.young_person_id, 'sharing record' from app.lawful_share l
      where l.young_person_id = any (wanted) and l.area_id = any (app.my_areas_to('read sharing records'))
    union select x.young_person_id, 'match'$q$);
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- The strip on every page of a young person: what may be shared with whom today, what not, and when somebody looks again. A
-- partner professional sees what is shared with their own agency, and nothing of others.

insert into app.relation_may (because, act) select b, 'read what may be shared' from unnest('{case-holder,deputy,team manager,duty,duty where they live,forum chair,forum co-ordinator,coordinator,panel member,operational manager,service manager,family network coordinator,mentor co-ordinator,emergency access}'::text[]) b;

create function app.sharing_strip(young_person uuid) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare area uuid; everybody boolean := $1 = any (app.my_young_people('read what may be shared')); mine uuid[]; task uuid[]; named uuid[];
begin
  if not everybody and not $1 = any (app.my_young_people('read what is shared')) then return null; end if;
  select y.area_id into area from app.young_person y where y.id = $1;
  task := app.on_public_task(area, $1);
  named := app.agencies_named(area, $1);
  if not everybody then
    mine := array(select m.agency_id from app.membership m where m.person_id = app.person_id() and m.area_id = area and m.role = 'partner-professional'
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()));
  end if;
  return (with shares as (
      select c.agency_id, c.category, false as law, c.until_on from app.shared_by_consent c where c.area_id = area and c.young_person_id = $1
      union all select l.agency_id, l.category, true, l.review_on from app.shared_lawfully l where l.area_id = area and l.young_person_id = $1),
    shown as (select s.* from shares s where everybody or s.agency_id = any (mine))
    select jsonb_build_object('everybody', everybody,
      'shared', coalesce((select jsonb_agg(jsonb_build_object('agency', a.name, 'categories', g.categories, 'law', g.law, 'until', g.until_on) order by a.name, g.law)
        from (select s.agency_id, s.law, array_agg(distinct s.category order by s.category) as categories, min(s.until_on) as until_on from shown s group by s.agency_id, s.law) g
          join app.agency a on a.area_id = area and a.id = g.agency_id), '[]'),
      -- One of many is said by its name; where none was named, all of them are.
      'not', case when everybody then coalesce((select jsonb_agg(a.name order by a.name) from app.agency a where a.area_id = area and a.in_use and a.kind <> 'trusted-relationships'
        and a.id <> all (task) and not exists (select 1 from shares s where s.agency_id = a.id)
        and case when a.one_of_id is not null then a.id = any (named) else not exists (select 1 from app.agency o where o.area_id = area and o.one_of_id = a.id and o.id = any (named)) end), '[]') else '[]' end,
      'task', case when everybody then coalesce((select jsonb_agg(a.name order by a.name) from app.agency a where a.area_id = area and a.in_use and a.id = any (task) and (a.one_of_id is null or a.id = any (named))), '[]') else '[]' end,
      'asked', exists (select 1 from app.consent c where c.area_id = area and c.young_person_id = any (app.records_of($1)) and c.question = 'sharing' and c.moved_at is null and c.individual_id is null),
      'next', (select min(d) from (select min(s.until_on) from shown s
        union all select min(t.due_on) from app.task t where everybody and t.area_id = area and t.young_person_id = $1 and t.settled_at is null
          and t.kind in ('ask about sharing', 'sharing was taken back', 'look at a lawful share again')) n (d))));
end $$;
revoke all on function app.sharing_strip(uuid) from public;
grant execute on function app.sharing_strip(uuid) to app;

-- With whom the young person is asked to share, and who is told anyway: of many, those that were named.
create function app.agencies_to_share_with(young_person uuid) returns table (id uuid, key text, name text, on_public_task boolean, stands_for_many boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select a.id, a.key, a.name, a.id = any (t.agencies), a.stands_for_many from app.young_person y cross join lateral (select app.on_public_task(y.area_id, y.id) as agencies, app.agencies_named(y.area_id, y.id) as named) t
      join app.agency a on a.area_id = y.area_id and a.in_use and a.kind <> 'trusted-relationships'
        and case when a.one_of_id is not null then a.id = any (t.named) else not a.stands_for_many or a.id = any (t.agencies) end
    where y.id = $1 and $1 = any (app.my_young_people('read what may be shared')) order by a.name
$$;
revoke all on function app.agencies_to_share_with(uuid) from public;
grant execute on function app.agencies_to_share_with(uuid) to app;

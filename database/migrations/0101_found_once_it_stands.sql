-- Stop web first: the version before this asks for a search and its answer in one, and would be told that nobody is alike.
-- A search, and a request for emergency access, was counted and told in the same transaction that found somebody: taken
-- back, it had still answered (its plan shows what it found). Both find nothing now before they stand.
alter table app.young_person_search add column matched_at timestamptz;
comment on column app.young_person_search.matched_at is 'S1. When it was looked for who is like them, after the search itself stood; empty where it was not yet.';

create or replace function app.search_young_people(area uuid, given_names text, surname text, known_as text, born_on date, postcode text, words jsonb) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); search uuid; over boolean; told uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to search here' using errcode = 'insufficient_privilege'; end if;
  -- One that began before the others were made would not count them.
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'searches are counted as they are' using errcode = 'insufficient_privilege'; end if;
  perform pg_advisory_xact_lock(hashtext('search ' || me));
  select count(*) >= (select per_day from app.budget where key = 'search before recording') into over from app.young_person_search s
    where s.person_id = me and s.at >= (now() at time zone 'Europe/London')::date::timestamp at time zone 'Europe/London' and not s.stopped;
  insert into app.young_person_search (area_id, person_id, given_names, surname, known_as, born_on, postcode, words, stopped)
    values (area, me, $2, $3, $4, $5, $6, $7, over) returning id into search;
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
  end if;
  return jsonb_build_object('id', search, 'stopped', over);
end $$;

-- Who is like them, of a search of one's own from today or yesterday. Nothing of a search that can still be taken back:
-- `at` is when its transaction began, and whoever sees it from another one sees what stands.
create function app.match_search(area uuid, search uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app set enable_seqscan = off as $$
declare
  s app.young_person_search; areas uuid[]; days date[];
  given_words text[]; given_sounds text[]; family_words text[]; family_sounds text[];
begin
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = app.person_id()
    and x.area_id = any (app.my_areas_to('record a young person')) and not x.stopped and x.matched_at is null
    and x.at < now() and x.at > now() - interval '24 hours' for update;
  if not found then return; end if;
  update app.young_person_search x set matched_at = now() where x.area_id = area and x.id = search;
  select array_agg(w.word) filter (where w.part <> 'surname'), array_agg(w.word) filter (where w.part = 'surname')
    into given_words, family_words from jsonb_to_recordset(s.words) as w (part text, word text);
  select array_agg(sound) filter (where w.part <> 'surname'), array_agg(sound) filter (where w.part = 'surname')
    into given_sounds, family_sounds
    from jsonb_to_recordset(s.words) as w (sounds text, too text, part text), unnest(array[w.sounds, w.too]) sound where sound is not null;
  given_words := coalesce(given_words, '{}'); family_words := coalesce(family_words, '{}');
  given_sounds := coalesce(given_sounds, '{}'); family_sounds := coalesce(family_sounds, '{}');
  -- 03/04 typed for 04/03: the other day, where there is one.
  days := array[s.born_on] || case when extract(day from s.born_on) <= 12 then make_date(extract(year from s.born_on)::int, extract(day from s.born_on)::int, extract(month from s.born_on)::int) end;
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
    union select d.area_id, d.young_person_id from app.young_person_detail d where d.area_id = any (areas) and d.postcode = s.postcode),
  -- Each candidate is looked up by their id, however many the planner, who may not know the names, takes them for.
  judged as (
    select h.area_id as in_area, y.id as who, array_remove(array[
        case when h.family then 'surname' when h.family_sound then 'surname sounds alike' end,
        case when h.given then 'given name' when h.by_known_as then 'name they go by' when h.given_sound then 'given name sounds alike' end,
        case when h.turned then 'names the other way round' end,
        case when y.born_on = s.born_on then 'date of birth' when y.born_on = any (days) then 'day and month of birth swapped' end,
        case when y.postcode = s.postcode then 'postcode' end], null) as alike,
      case when h.family then 3 when h.family_sound then 2 else 0 end + case when h.given or h.by_known_as then 2 when h.given_sound then 1 else 0 end
        + case when h.turned then 5 else 0 end + case when y.born_on = s.born_on then 4 when y.born_on = any (days) then 3 when y.born_on is null or s.born_on is null then 2 else 0 end
        + case when y.postcode = s.postcode then 2 else 0 end as score
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
  select s.area_id, s.id, j.who, j.in_area, j.alike, j.score from judged j where j.score >= 5 and (cardinality(j.alike) >= 2 or 'names the other way round' = any (j.alike)) order by j.score desc, j.who limit 20;
end $$;
grant execute on function app.match_search(uuid, uuid) to app;

create or replace function app.record_young_person(area uuid, search uuid, reference_options text[], born date, estimated boolean, estimate_source text, agency uuid, team uuid, holder uuid, started date, told_by text, reason text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); s app.young_person_search; child uuid; chosen text; shown uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to record here' using errcode = 'insufficient_privilege'; end if;
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = me for update;
  if not found or s.used_at is not null or s.stopped or s.at < now() - interval '24 hours' or s.matched_at is null then return jsonb_build_object('why', 'search gone'); end if;
  select coalesce(array_agg(m.found_id), '{}') into shown from app.search_match m where m.area_id = area and m.search_id = search;
  if shown <> '{}' and reason is null then return jsonb_build_object('why', 'reason needed'); end if;
  if not exists (select 1 from app.agency a join app.team t on t.area_id = a.area_id and t.agency_id = a.id where a.area_id = area and a.id = agency and t.id = team and a.holds_cases)
     or (holder is not null and not app.can_hold(holder, area, team)) or (holder is not null and holder <> me and not app.i_manage(area, team)) then
    return jsonb_build_object('why', 'holder not possible'); end if;
  select o into chosen from unnest(reference_options) o where not exists (select 1 from app.young_person y where y.reference = o) limit 1;
  if chosen is null then raise exception 'no free reference among those offered'; end if;
  insert into app.young_person (area_id, reference, given_names, surname, known_as, born_on, born_on_estimated, born_on_source, created_by, recorded_under)
    values (area, chosen, s.given_names, s.surname, s.known_as, coalesce(born, s.born_on), estimated, case when estimated then estimate_source end, me,
      jsonb_strip_nulls(jsonb_build_object('search', search, 'shown', case when shown <> '{}' then to_jsonb(shown) end, 'reason', reason)))
    returning id into child;
  perform app.put_name_words(area, child, s.words);
  insert into app.young_person_detail (area_id, young_person_id, postcode, changed_by) values (area, child, s.postcode, me);
  insert into app.case_holding (area_id, young_person_id, person_id, person_kind, agency_id, team_id, made_by)
    values (area, child, holder, case when holder is not null then 'professional' end, agency, team, me);
  insert into app.episode (area_id, young_person_id, started_on, recorded_by, told_by) values (area, child, started, me, told_by);
  update app.young_person_search x set used_at = now(), young_person_id = child where x.area_id = area and x.id = search;
  -- A recorder who sees nothing of the child from here on asks the team this way.
  if holder is null then perform app.name_a_holder(area, child, agency, team, null); end if;
  return jsonb_build_object('id', child);
end $$;

-- What was found is shown once that stands too: somebody was looked for, and it is written down.
create or replace function app.search_results(search uuid)
  returns table (young_person_id uuid, area_id uuid, elsewhere boolean, agency text, team text, phone text, alike text[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  with found as (
    select m.found_id, m.found_area_id, m.area_id as own_area, m.alike, m.score from app.search_match m
      join app.young_person_search s on s.area_id = m.area_id and s.id = m.search_id and s.person_id = app.person_id() and s.matched_at < now() where m.search_id = search),
  seen as (select unnest(app.visible_young_people(array(select found_id from found))) as id)
  select f.found_id, f.found_area_id, f.found_area_id <> f.own_area, null::text, null::text, null::text, f.alike from (select * from found order by score desc, found_id) f join seen on seen.id = f.found_id
  union all
  select null, f.found_area_id, false, a.name, t.name, t.phone, f.alike from (select * from found order by score desc, found_id) f
    join app.case_holding h on h.area_id = f.found_area_id and h.young_person_id = f.found_id and h.until_at is null
    join app.agency a on a.area_id = h.area_id and a.id = h.agency_id join app.team t on t.area_id = h.area_id and t.id = h.team_id
    where f.found_area_id = f.own_area and f.found_id not in (select id from seen)
  union all
  select distinct null::uuid, f.found_area_id, true, null::text, null::text, null::text, '{}'::text[] from found f where f.found_area_id <> f.own_area and f.found_id not in (select id from seen)
$$;

-- Whom an emergency request is about is looked up once it stands. What was asked for is kept as a fingerprint until then,
-- so that one request is one guess, and no longer.
alter table app.emergency_access add column asked_for bytea, add column looked_up_at timestamptz;
comment on column app.emergency_access.asked_for is 'S4. Fingerprint of the name and date asked for; gone once it was looked up, or was left.';
comment on column app.emergency_access.looked_up_at is 'S4. When the record was looked for, after the request itself stood; from then on it opens. Empty where it was not.';
update app.emergency_access set looked_up_at = asked_at;
alter table app.emergency_access add constraint emergency_access_found_by_looking check (young_person_id is null or looked_up_at is not null);

create or replace view app.relation_emergency as
  select e.person_id, e.area_id, e.young_person_id, 'emergency access'::text as because from app.emergency_access e
   where e.young_person_id is not null and e.ended_at is null and e.until_at > now() and e.looked_up_at < now()
     and exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'ask for emergency access'
       where m.person_id = e.person_id and m.area_id = e.area_id and m.from_at <= now() and (m.until_at is null or m.until_at > now()));

create function app.asked_for_in_emergency(request uuid, names text[], born date) returns bytea
  language sql immutable set search_path = pg_catalog as $$
  select sha256(convert_to(jsonb_build_array(request, (select array_agg(distinct n order by n) from unnest(names) n), born)::text, 'UTF8'))
$$;

create or replace function app.ask_emergency_access(area uuid, names text[], born date, kind text, line text) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); request uuid := uuidv7();
begin
  if me is null or not area = any (app.my_areas_to('ask for emergency access')) or not app.proved_lately() then
    raise exception 'not for this person' using errcode = 'insufficient_privilege';
  end if;
  insert into app.emergency_access (area_id, id, person_id, kind, line, asked_for)
    values (area, request, me, ask_emergency_access.kind, ask_emergency_access.line, app.asked_for_in_emergency(request, names, born));
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, area, 'emergency access used', '/', 'today' from unnest(app.managers_above(area, me)) who;
  return request;
end $$;

-- Tells those of information governance whom nothing keeps from the child, and asks them to look at it tomorrow. Only
-- functions call it.
create function app.ask_for_review(area uuid, request uuid, asker uuid, child uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare reviewers uuid := app.governance_of(area, asker, child); desk text := 'role:' || reviewers || ':information-governance';
  path text := '/' || (select a.key from app.area a where a.id = reviewers) || '/governance/emergency-access';
begin
  update app.emergency_access e set reviewed_in = nullif(reviewers, area) where e.area_id = area and e.id = request;
  insert into app.notification (person_id, area_id, kind, path, urgency)
    select who, reviewers, 'emergency access used', path, 'today' from unnest(app.people_at(desk)) who where who <> asker;
  insert into app.task (area_id, kind, record_id, desk, path, due_on, asked_by)
    values (reviewers, 'review emergency access', request, desk, path, (now() at time zone 'Europe/London')::date + 1, asker);
end $$;

-- Looks up whom a request of one's own is about, once and at once, by the name and date it was made with. Nothing of a
-- request that can still be taken back: `asked_at` is when its transaction began.
create function app.look_up_in_emergency(area uuid, request uuid, names text[], born date) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); child uuid; held app.case_holding;
begin
  perform from app.emergency_access x where x.area_id = area and x.id = request and x.person_id = me
    and x.area_id = any (app.my_areas_to('ask for emergency access')) and x.asked_at < now() and x.asked_at > now() - interval '2 minutes'
    and x.ended_at is null and x.asked_for = app.asked_for_in_emergency(request, names, born) for update;
  if not found then raise exception 'not for this person' using errcode = 'insufficient_privilege'; end if;
  -- Every word must be in the name, a surname among them and another: nobody fishes with half a name. Two children alike:
  -- neither is opened.
  select case when count(*) = 1 then (array_agg(y.id))[1] end into child from app.young_person y
    where y.area_id = area and y.born_on = born and y.merged_into is null and cardinality(names) >= 2
      and names <@ (select array_agg(n.word) from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id)
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part = 'surname' and n.word = any (names))
      and exists (select 1 from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part <> 'surname' and n.word = any (names));
  update app.emergency_access x set young_person_id = child, looked_up_at = now(), asked_for = null where x.area_id = area and x.id = request;
  perform app.ask_for_review(area, request, me, child);
  select * into held from app.case_holding h where h.area_id = area and h.young_person_id = child and h.until_at is null;
  -- A trigger leaves out whom a wall keeps from the child.
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select distinct who, area, child, 'opened in an emergency', '/' || a.key || '/young-people/' || child, 'today'
    from app.area a, unnest(array_append(app.managers_of(area, held.team_id), held.person_id)) who
    where a.id = area and child is not null and who is not null and who <> me;
end $$;
grant execute on function app.look_up_in_emergency(uuid, uuid, text[], date) to app;

-- What was asked and never looked up is looked at all the same: something broke off, or somebody took the answer back.
create function app.emergencies_left() returns bigint
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare e app.emergency_access; left_over bigint := 0;
begin
  for e in select * from app.emergency_access x where x.asked_for is not null and x.asked_at < now() - interval '3 minutes' order by x.asked_at limit 100 for update skip locked loop
    update app.emergency_access x set asked_for = null where x.area_id = e.area_id and x.id = e.id;
    perform app.ask_for_review(e.area_id, e.id, e.person_id, null);
    left_over := left_over + 1;
  end loop;
  return left_over;
end $$;
grant execute on function app.emergencies_left() to worker;
create index emergency_access_left on app.emergency_access (asked_at) where asked_for is not null;

-- Nobody reviews what is being looked up: it may be about a child from whom they are kept away.
alter policy governance_reads on app.emergency_access using (coalesce(reviewed_in, area_id) = any ((select app.my_areas_to('review emergency access'))::uuid[])
  and person_id <> (select app.person_id()) and asked_for is null);
alter policy governance_reviews on app.emergency_access using (coalesce(reviewed_in, area_id) = any ((select app.my_areas_to('review emergency access'))::uuid[])
  and person_id <> (select app.person_id()) and reviewed_at is null and asked_for is null);

create or replace function app.renew_emergency_access(area uuid, request uuid) returns boolean
  language sql security definer set search_path = pg_catalog, app as $$
  with renewed as (update app.emergency_access set until_at = least(now() + interval '60 minutes', asked_at + interval '12 hours')
    where area_id = area and id = request and person_id = app.person_id() and looked_up_at is not null and ended_at is null and until_at > now() and app.proved_lately() returning 1)
  select exists (select 1 from renewed)
$$;

drop function app.my_emergency_access();
create function app.my_emergency_access() returns table (area_id uuid, id uuid, kind text, asked_at timestamptz, until_at timestamptz, looked_up boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select e.area_id, e.id, e.kind, e.asked_at, e.until_at, e.looked_up_at is not null from app.emergency_access e
  where e.person_id = app.person_id() and e.ended_at is null and e.until_at > now() order by e.asked_at desc limit 20
$$;
grant execute on function app.my_emergency_access() to app;

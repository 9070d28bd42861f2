-- What an attack by somebody with a session and the role of the web server found.

-- 1. A draft about somebody hidden was kept and one about nobody was not: that told which of them there is. Both are kept,
-- and neither is seen.
create or replace function app.keep_draft(token text, form text, subject text, instance uuid, young_person uuid, body jsonb) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  select s.person_id into who from app.session s join app.person p on p.id = s.person_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and p.closed_at is null
      and (s.ended_at is null or s.ended_because in ('replaced')) and s.expires_at > now() - interval '24 hours';
  if who is null then return false; end if;
  insert into app.draft as d (person_id, form, subject, instance, young_person_id, body)
    values (who, $2, $3, $4, $5, $6)
    on conflict on constraint draft_pkey do update set saved_at = now(), expires_at = now() + interval '30 days',
      body = case when d.body ? '_at' then jsonb_build_object('_at', d.body -> '_at') else '{}' end || excluded.body;
  return true;
end $$;

-- 2. When a meeting is over, whoever is at its screen proves who they are: it had become a session like any other.
create or replace function app.person_id() returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.person_id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and coalesce(s.meeting_until, s.last_seen_at + s.idle_for) > now()
$$;

create or replace function app.session_id() returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id from app.session s join app.person p on p.id = s.person_id
  where s.token_hash = app.token_hash() and s.ended_at is null and p.closed_at is null
    and s.expires_at > now() and coalesce(s.meeting_until, s.last_seen_at + s.idle_for) > now()
$$;

create or replace function app.enter(token text, focus uuid[]) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.session; p app.person;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  if coalesce(s.meeting_until, s.last_seen_at + s.idle_for) <= now() then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('id', p.id, 'name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'idleSeconds', extract(epoch from s.idle_for)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- 3. What opens more opens it from the next transaction on: taken back in the same one, it left no trace.
create or replace view app.relation_emergency as
  select e.person_id, e.area_id, e.young_person_id, 'emergency access'::text as because from app.emergency_access e
  where e.young_person_id is not null and e.ended_at is null and e.until_at > now() and e.asked_at < now() and exists (
    select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'ask for emergency access'
    where m.person_id = e.person_id and m.area_id = e.area_id and m.from_at <= now() and (m.until_at is null or m.until_at > now()));

create or replace function app.search_results(search uuid) returns TABLE(young_person_id uuid, area_id uuid, elsewhere boolean, agency text, team text, phone text, alike text[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  with found as (
    select m.found_id, m.found_area_id, m.area_id as own_area, m.alike, m.score from app.search_match m
      join app.young_person_search s on s.area_id = m.area_id and s.id = m.search_id and s.person_id = app.person_id() and s.at < now() where m.search_id = search),
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

create or replace function app.record_young_person(area uuid, search uuid, reference_options text[], born date, estimated boolean, estimate_source text, agency uuid, team uuid, holder uuid, started date, told_by text, reason text) returns jsonb
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); s app.young_person_search; child uuid; chosen text; shown uuid[];
begin
  if me is null or not (area = any (app.my_areas_to('record a young person'))) then
    raise exception 'not allowed to record here' using errcode = 'insufficient_privilege'; end if;
  select * into s from app.young_person_search x where x.area_id = area and x.id = search and x.person_id = me for update;
  if not found or s.used_at is not null or s.stopped or s.at < now() - interval '24 hours' or s.at >= now() then return jsonb_build_object('why', 'search gone'); end if;
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

-- And a moved entry opens to whoever said why, about that young person.
create or replace function app.moved_entry(area uuid, move uuid) returns TABLE(original jsonb, sealed boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.original, sha256(convert_to(s.original::text, 'UTF8')) = w.seal
  from app.wrong_child w join app.sealed_entry s on s.area_id = w.area_id and s.wrong_child_id = w.id
  where w.area_id = $1 and w.id = $2 and $1 = any (app.my_areas_to('read moved entries'))
    and w.young_person_id <> all (app.my_walls()) and w.right_young_person_id <> all (app.my_walls())
    and exists (select 1 from app.audit_event e where e.person_id = app.person_id() and e.at > now() - interval '60 minutes' and e.at < now()
      and e.record_id = w.id and e.young_person_id = w.young_person_id and e.act = 'sealed entry opened' and e.detail ? 'why')
$$;

-- 4. Nobody settles what others are asked: about nobody only the review of emergency access, by who reviews; a concern of
-- the night and who was told of a death by who may answer.
create or replace function app.settle(area uuid, young_person uuid, kind text, record uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be settled about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  if (young_person is null and not (kind = 'review emergency access' and record is not null and area = any (app.my_areas_to('review emergency access'))))
    or (kind = 'look at a concern' and not 'record what is known' = any (app.my_acts_on(young_person)))
    or (kind = 'tell of a death' and not 'tell of a death' = any (app.my_acts_on(young_person))) then
    raise exception 'others are asked' using errcode = 'insufficient_privilege'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is not distinct from young_person
      and (record is null or t.record_id = record);
end $$;

-- 5. Asking is about somebody, and about a record of theirs: by the id of another young person, or of a record of theirs,
-- it had reached what is asked about them.
create or replace function app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_column
begin
  if not app.may_ask_about(area, young_person) or app.desk_in($1, $5) is not true then
    raise exception 'nothing may be asked about what cannot be seen, nor of people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  if young_person is null or exists (select 1 from app.young_person y where y.id = record and y.id <> young_person)
    or (record is not null and (select owners <> '{}' and not owners && array[young_person] from app.children_of_record(array[area], record) owners)) then
    raise exception 'asked is about somebody, and about a record of theirs' using errcode = 'insufficient_privilege'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $$;

-- 6. Having acted is not having seen: an act alone had kept a record open to be written about for ever.
create or replace function app.acted(request uuid, act text, young_person uuid, record uuid, detail jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); area uuid; reasons text[] := '{}';
begin
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  if young_person is not null then
    -- Somebody seen now; or lately by this person, for the act that closed the record to them; or recorded by them; or
    -- named to them.
    select y.area_id into area from app.young_person y where y.id = acted.young_person and (y.created_by = me
      or array[y.id] <@ app.visible_young_people(array[y.id])
      or exists (select 1 from app.audit_event e where e.young_person_id = y.id and e.person_id = me and e.outcome = 'read' and e.at > now() - interval '1 day')
      or exists (select 1 from app.named_to_me(array[y.id])));
    if area is null then raise exception 'an act may name only what was seen' using errcode = 'insufficient_privilege'; end if;
    reasons := app.my_reasons(young_person);
    if reasons = '{}' then reasons := array(select distinct n.because from app.named_to_me(array[young_person]) n order by 1); end if;
  end if;
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds';
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
    values (request, me, app.session_id(), act, 'done', reasons, area, young_person, record, coalesce(detail, '{}'), app.my_roles_for(reasons));
end $$;

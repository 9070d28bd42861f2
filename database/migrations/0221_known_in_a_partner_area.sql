-- A young person who has a record in a partner area too (they moved, or go to school there) is the same young person: what was found
-- about them there, from whom they must be kept apart there and who knows them there closes a match here as well. Whoever matches
-- reads the class of the reason, and that the partner area's duty worker is to be asked: nothing of the other record.

-- The records in partner areas with their date of birth, a surname and a name they are called by: no match is stopped by less.
create function app.same_child_in_partner_areas(young_person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  -- Of a partner area of half a million two hundred were born on that day: each is looked up once, and what follows is asked of those found.
  with theirs as materialized (select a.partners, y.born_on,
        array(select n.word from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part = 'surname') as surnames,
        array(select n.word from app.young_person_name n where n.area_id = y.area_id and n.young_person_id = y.id and n.part <> 'surname') as names
      from unnest(app.records_of($1)) o (id) cross join lateral (select x.id, x.area_id, x.born_on from app.young_person x where x.id = o.id offset 0) y join app.area a on a.id = y.area_id),
    same as materialized (select p.id from theirs t join app.young_person p on p.area_id = any (t.partners) and p.born_on = t.born_on
      cross join lateral (select bool_or(m.part = 'surname' and m.word = any (t.surnames)) as surname, bool_or(m.part <> 'surname' and m.word = any (t.names)) as name
        from app.young_person_name m where m.area_id = p.area_id and m.young_person_id = p.id) called
      where called.surname and called.name)
  select coalesce(array_agg(distinct r.id), '{}') from same s cross join lateral unnest(app.records_of(s.id)) r (id)
$$;
revoke all on function app.same_child_in_partner_areas(uuid) from public;

-- Every record of these young people, here and in partner areas.
create function app.records_near_by(young_people uuid[]) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct r.id), '{}') from unnest($1) o (id) cross join lateral unnest(app.records_of(o.id) || app.same_child_in_partner_areas(o.id)) r (id)
$$;
revoke all on function app.records_near_by(uuid[]) from public;

-- What of a young person closes a service to them, and which people cannot be their adult there: what is asked once for everybody
-- who could be. Of the partner area alone it is 'elsewhere'.
create function app.safety_of(area uuid, young_person uuid, service text) returns table (closed text[], kept uuid[], past uuid[], near uuid[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  with them as materialized (select app.records_of($2) as ids, app.same_child_in_partner_areas($2) as near, a.id || a.partners as areas from app.area a where a.id = $1),
    found as (select bool_or(f.young_person_id = any (t.ids)) as here, count(*) > 0 as anywhere from them t join app.service v on v.area_id = $1 and v.key = $3
      join app.risk_fact f on f.area_id = any (t.areas) and f.young_person_id = any (t.ids || t.near) and f.kind = any (v.limbs)
        and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current'),
    apart as materialized (select kw.person_id, k.own_past from them t join app.keep_apart k on k.area_id = any (t.areas) and k.young_person_id = any (t.ids || t.near)
        and k.closed_at is null and k.moved_at is null join app.worker kw on kw.area_id = k.area_id and kw.id = k.worker_id)
  select case when f.here then '{limb}'::text[] when f.anywhere then '{elsewhere}' else '{}' end,
    array(select a.person_id from apart a where not a.own_past)
      -- What ended as unsafe is not tried again with the same person.
      || array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
        where m.area_id = any (t.areas) and m.young_person_id = any (t.ids || t.near) and m.ended_at is not null and m.end_reason = 'it is not safe'),
    array(select a.person_id from apart a where a.own_past), t.near
  from them t, found f
$$;
revoke all on function app.safety_of(uuid, uuid, text) from public;

-- As before, with what was asked once.
create function app.hard_reasons(area uuid, allocation uuid, worker uuid, closed text[], kept uuid[], past uuid[], near uuid[]) returns text[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.strand_allocation; w app.worker; v app.service; today date := app.today(); why text[] := closed; age integer;
begin
  select * into s from app.strand_allocation x where x.area_id = area and x.id = allocation;
  select * into w from app.worker x where x.area_id = area and x.id = worker;
  select * into v from app.service x where x.area_id = area and x.key = s.service_key;
  if w.person_id = any (kept) then why := why || 'keep apart'::text; end if;
  if w.person_id = any (past) then why := why || 'own past'::text; end if;
  if (s.young_person_id || near) && app.walls_of(w.person_id) then why := why || 'wall'::text; end if;
  if app.lacks(area, worker, 'must') then why := why || 'check'::text; end if;
  age := app.age_on(w.born_on, today);
  if age < v.worker_ages_from or age > v.worker_ages_to then why := why || 'age'::text; end if;
  if (select count(*) from app.match m where m.area_id = area and m.worker_id = worker and m.ended_at is null and m.strand_allocation_id <> allocation) >= w.young_people_at_most then why := why || 'capacity'::text; end if;
  if w.started_on > today or exists (select 1 from app.worker_leave l where l.area_id = area and l.worker_id = worker and l.taken_back_at is null and l.from_on <= today and (l.back_on is null or l.back_on > today))
    then why := why || 'away'::text; end if;
  return why;
end $$;
revoke all on function app.hard_reasons(uuid, uuid, uuid, text[], uuid[], uuid[], uuid[]) from public;
create or replace function app.hard_reasons(area uuid, allocation uuid, worker uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  -- Of a strand that is not there nobody is the adult.
  select coalesce((select app.hard_reasons($1, $2, $3, k.closed, k.kept, k.past, k.near)
    from app.strand_allocation s, app.safety_of(s.area_id, s.young_person_id, s.service_key) k where s.area_id = $1 and s.id = $2), '{limb}')
$$;

create or replace function app.candidates(area uuid, allocation uuid) returns table (worker_id uuid, name text, hard text[], soft text[], young_people bigint, known_before boolean, gender text, available text[], places text[],
    languages text[], interests text[], lived_experience text, young_people_at_most smallint)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with child as materialized (select s.area_id, s.service_key, app.records_of(s.young_person_id) as ids, k.*
    from app.strand_allocation s, app.safety_of(s.area_id, s.young_person_id, s.service_key) k
    where s.area_id = $1 and s.id = $2 and s.until_at is null and s.young_person_id = any (app.my_young_people('match a worker'))
      and s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')))
  select w.id, p.name, app.hard_reasons($1, $2, w.id, s.closed, s.kept, s.past, s.near), app.soft_reasons($1, $2, w.id),
    (select count(*) from app.match m where m.area_id = $1 and m.worker_id = w.id and m.ended_at is null),
    exists (select 1 from app.match m where m.area_id = $1 and m.worker_id in (select k.id from app.worker k where k.area_id = $1 and k.person_id = w.person_id) and m.young_person_id = any (s.ids) and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')),
    w.gender, w.available, w.places, w.languages, w.interests, w.lived_experience, w.young_people_at_most
  from child s join app.worker w on w.area_id = s.area_id and w.service_key = s.service_key and w.left_at is null and w.person_id <> (select app.person_id())
    join app.person p on p.id = w.person_id
  where exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work' where m.person_id = w.person_id and m.area_id = w.area_id
      and m.service_key = w.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now()))
  order by p.name, w.id limit 1000
$$;

create or replace function app.pairs_of_service(area uuid, service text) returns TABLE(allocation_id uuid, worker_id uuid, hard text[], soft text[], known_before boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with today as materialized (select app.today() as today),
    child as materialized (
      select r.allocation_id, r.young_person_id, k.closed, k.kept, k.past, k.near,
          array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
            where m.area_id = $1 and m.young_person_id = any (app.records_of(r.young_person_id)) and m.ended_at is not null and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')) as known,
          y.available, y.places, y.gender
        from app.waiting_for_adult($1, $2) r cross join lateral app.safety_of($1, r.young_person_id, $2) k
          left join lateral (select w.available, w.places, w.gender from app.wishes w where w.area_id = $1 and w.young_person_id = r.young_person_id limit 1) y on true),
    adult as materialized (
      select w.id, w.person_id, w.gender, w.available, w.places, app.walls_of(w.person_id) as walls,
          array_remove(array[case when app.lacks($1, w.id, 'must') then 'check' end,
            case when app.age_on(w.born_on, t.today) < v.worker_ages_from or app.age_on(w.born_on, t.today) > v.worker_ages_to then 'age' end,
            case when (select count(*) from app.match m where m.area_id = $1 and m.worker_id = w.id and m.ended_at is null) >= w.young_people_at_most then 'capacity' end,
            case when w.started_on > t.today or exists (select 1 from app.worker_leave l where l.area_id = $1 and l.worker_id = w.id and l.taken_back_at is null
              and l.from_on <= t.today and (l.back_on is null or l.back_on > t.today)) then 'away' end], null) as hard,
          array_remove(array[case when coalesce((select max(x.held_on) from app.supervision x where x.area_id = $1 and x.worker_id = w.id), w.started_on)
              + v.supervision_days < t.today then 'supervision' end,
            case when app.lacks($1, w.id, 'should') then 'training' end], null) as soft
        from today t, app.worker w join app.service v on v.area_id = w.area_id and v.key = w.service_key
        where w.area_id = $1 and w.service_key = $2 and w.left_at is null)
  select c.allocation_id, w.id,
      c.closed || array_remove(array[case when w.person_id = any (c.kept) then 'keep apart' end, case when w.person_id = any (c.past) then 'own past' end,
        case when (c.young_person_id || c.near) && w.walls then 'wall' end], null) || w.hard,
      w.soft || array_remove(array[case when c.available <> '{}' and not c.available && w.available then 'times' end,
        case when c.places <> '{}' and not c.places && w.places then 'places' end,
        case when c.gender in ('woman', 'man') and w.gender <> c.gender then 'wish' end], null),
      coalesce(w.person_id = any (c.known), false)
    from child c cross join adult w
$$;

-- A live match pauses for what was found there as for what was found here.
create or replace function app.live_reasons(area uuid, match uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array(select distinct case why when 'elsewhere' then 'limb' else why end from unnest(app.hard_reasons(m.area_id, m.strand_allocation_id, m.worker_id)) why where why not in ('age', 'capacity')
    union all select case when d.because in ('they said no', 'those with parental responsibility said no') then 'said no' else 'no yes' end
      from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d where not d.yes)
  from app.match m where m.area_id = $1 and m.id = $2
$$;

create function app.look_at_matches_of(young_people uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare each record;
begin
  for each in select m.area_id, array_agg(m.id) as matches from app.young_person y join app.match m on m.area_id = y.area_id and m.young_person_id = y.id where y.id = any ($1) and m.counts group by m.area_id order by m.area_id loop
    perform app.look_at_matches(each.area_id, each.matches);
  end loop;
end $$;
revoke all on function app.look_at_matches_of(uuid[]) from public;

create or replace function app.looks_at_their_matches() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.look_at_matches_of(app.records_near_by(array[case tg_table_name when 'young_person' then (to_jsonb(new)->>'id')::uuid else (to_jsonb(new)->>'young_person_id')::uuid end]));
  return null;
end $$;
create trigger then_looks_at_matches after insert on app.keep_apart for each row when (new.worker_id is not null and new.closed_at is null)
  execute function app.looks_at_their_matches();

-- And each hour, for whoever got a record in the other area since.
create or replace function app.matches_to_look_at() returns integer
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare each record; looked integer := 0;
begin
  for each in select m.area_id, array_agg(m.id order by m.id) as matches from app.match m
      where m.counts and (app.match_paused(m.area_id, m.id) or app.lacks(m.area_id, m.worker_id, 'must')
        or exists (select from app.worker_leave l where l.area_id = m.area_id and l.worker_id = m.worker_id and l.taken_back_at is null and l.from_on <= app.today() and (l.back_on is null or l.back_on > app.today()))
        or not (select d.yes from app.consent_decided(m.area_id, m.young_person_id, 'taking part', app.today()) d)
        or exists (select from app.risk_fact f join app.service v on v.area_id = m.area_id and v.key = m.service_key where f.area_id = m.area_id and f.young_person_id = m.young_person_id
          and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current' and f.kind = any (v.limbs))
        or app.same_child_in_partner_areas(m.young_person_id) <> '{}')
      group by m.area_id loop
    looked := looked + app.look_at_matches(each.area_id, each.matches);
  end loop;
  perform app.ask_about_match(p.area_id, p.match_id, app.today()) from app.match_pause p where p.over_at is null and p.look_again_on <= app.today()
    and not exists (select from app.task t where t.area_id = p.area_id and t.kind = 'decide about a match' and t.record_id = p.match_id and t.settled_at is null);
  return looked;
end $$;

-- For everybody of a service who waits for an adult: who could be matched with whom, all at once, so that a proposal can look at
-- them together. It is worked out when it is asked for and kept nowhere; what was proposed for a match that was made stays there.

-- Which open strands have somebody at the young person’s side now (R31).
create view app.allocation_with_adult as
  select m.area_id, m.strand_allocation_id, m.young_person_id, 'match'::text as how from app.match m where m.counts;
revoke all on app.allocation_with_adult from public;

alter table app.match add column proposed_id uuid, add constraint match_proposed foreign key (area_id, proposed_id) references app.worker (area_id, id);
comment on column app.match.proposed_id is 'S3. Whom the proposal for everybody who waits had for them, where it was made from one.';
create index match_proposed_index on app.match (area_id, proposed_id);
grant insert (proposed_id) on app.match to app;

-- Whom a proposal had is named with the others of a match.
do $$ begin
  execute replace(pg_get_functiondef('app.names_in_matches(uuid)'::regprocedure), 'm.first_id)', 'm.first_id, m.proposed_id)');
end $$;

-- Whoever waits in a service: an open strand without an adult, and with no match that is still open. Who they are, and whether
-- they are still there, is looked up for each who waits, and not for everybody.
create function app.waiting_for_adult(area uuid, service text) returns table (allocation_id uuid, young_person_id uuid, since_on date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.young_person_id, (s.from_at at time zone 'Europe/London')::date from app.strand_allocation s
    cross join lateral (select from app.young_person y where y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' and y.merged_into is null offset 0) y
  where s.area_id = area and s.service_key = service and s.until_at is null
    and not exists (select 1 from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
    and not exists (select 1 from app.allocation_with_adult x where x.area_id = s.area_id and x.strand_allocation_id = s.id)
$$;
revoke all on function app.waiting_for_adult(uuid, text) from public;

-- app.hard_reasons and app.soft_reasons for all of them at once, and whether two know each other from before: what is of the
-- young person or of the worker alone is asked once for each and not once for each two. A test compares them. What stands about each who waits is found by its index, however
-- many others are kept apart, matched or have wishes.
create function app.pairs_of_service(area uuid, service text) returns table (allocation_id uuid, worker_id uuid, hard text[], soft text[], known_before boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with today as materialized (select app.today() as today),
    record as materialized (select a.allocation_id, a.young_person_id, app.records_of(a.young_person_id) as ids from app.waiting_for_adult($1, $2) a),
    child as materialized (
      select r.allocation_id, r.young_person_id,
          array(select kw.person_id from app.keep_apart k join app.worker kw on kw.area_id = k.area_id and kw.id = k.worker_id
            where k.area_id = $1 and k.young_person_id = any (r.ids) and k.closed_at is null and k.moved_at is null and not k.own_past)
          || array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
            where m.area_id = $1 and m.young_person_id = any (r.ids) and m.ended_at is not null and m.end_reason = 'it is not safe') as kept,
          array(select kw.person_id from app.keep_apart k join app.worker kw on kw.area_id = k.area_id and kw.id = k.worker_id
            where k.area_id = $1 and k.young_person_id = any (r.ids) and k.closed_at is null and k.moved_at is null and k.own_past) as past,
          array(select mw.person_id from app.match m join app.worker mw on mw.area_id = m.area_id and mw.id = m.worker_id
            where m.area_id = $1 and m.young_person_id = any (r.ids) and m.ended_at is not null and m.end_reason in ('as planned', 'the worker leaves', 'the strand ended')) as known,
          y.available, y.places, y.gender,
          case when exists (select 1 from app.risk_fact f join app.service v on v.area_id = $1 and v.key = $2 and f.kind = any (v.limbs)
              where f.area_id = $1 and f.young_person_id = any (r.ids) and f.lifted_at is null and f.certainty = 'known' and f.timing = 'current')
            then '{limb}'::text[] else '{}' end as hard
        from record r left join lateral (select w.available, w.places, w.gender from app.wishes w where w.area_id = $1 and w.young_person_id = r.young_person_id limit 1) y on true),
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
      c.hard || array_remove(array[case when w.person_id = any (c.kept) then 'keep apart' end, case when w.person_id = any (c.past) then 'own past' end,
        case when c.young_person_id = any (w.walls) then 'wall' end], null) || w.hard,
      w.soft || array_remove(array[case when c.available <> '{}' and not c.available && w.available then 'times' end,
        case when c.places <> '{}' and not c.places && w.places then 'places' end,
        case when c.gender in ('woman', 'man') and w.gender <> c.gender then 'wish' end], null),
      coalesce(w.person_id = any (c.known), false)
    from child c cross join adult w
$$;
revoke all on function app.pairs_of_service(uuid, text) from public;

-- What a proposal is worked out from, for whoever matches for the service (R36, R39): its workers, and everybody who waits with
-- the workers they could have with nothing to accept. Of the others the class of what stands in the way is counted, and no more.
-- One statement, so that both lists are of one moment; "can" and "known" count the workers from nought.
create function app.proposal_for(area uuid, service text) returns table (workers jsonb, waiting jsonb)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with adult as materialized (
      select w.id, (row_number() over (order by w.id) - 1)::integer as at, p.name, w.gender, w.available, w.places, w.languages, w.interests, w.young_people_at_most,
          (select count(*) from app.match m where m.area_id = w.area_id and m.worker_id = w.id and m.ended_at is null) as young_people
        from app.worker w join app.person p on p.id = w.person_id
        where w.area_id = $1 and w.service_key = $2 and w.left_at is null and w.person_id <> app.person_id() and $1 || ':' || $2 = any (app.my_services_to('manage workers'))
          and exists (select 1 from app.membership m join app.role_may r on r.role = m.role and r.act = 'see own work' where m.person_id = w.person_id and m.area_id = w.area_id
            and m.service_key = w.service_key and m.from_at <= now() and (m.until_at is null or m.until_at > now()))),
    child as materialized (
      select a.* from app.waiting_for_adult($1, $2) a
        where $1 || ':' || $2 = any (app.my_services_to('manage workers')) and a.young_person_id = any ((select app.my_young_people('match a worker'))::uuid[])),
    pair as materialized (
      select p.allocation_id, w.at, p.hard, p.soft, p.known_before from app.pairs_of_service($1, $2) p join adult w on w.id = p.worker_id
        where p.allocation_id in (select c.allocation_id from child c)),
    can as (
      select p.allocation_id, jsonb_agg(p.at order by p.at) filter (where p.hard = '{}' and p.soft = '{}') as can,
          jsonb_agg(p.at order by p.at) filter (where p.known_before) as known, count(*) filter (where p.hard = '{}' and p.soft <> '{}') as with_a_risk
        from pair p group by p.allocation_id),
    cannot as (
      select n.allocation_id, jsonb_object_agg(n.why, n.count) as cannot
        from (select p.allocation_id, why, count(*) as count from pair p, unnest(p.hard) why group by p.allocation_id, why) n group by n.allocation_id)
  select coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name, 'gender', w.gender, 'available', w.available, 'places', w.places,
      'languages', w.languages, 'interests', w.interests, 'youngPeople', w.young_people, 'youngPeopleAtMost', w.young_people_at_most) order by w.at) from adult w), '[]'),
    coalesce((select jsonb_agg(jsonb_build_object('allocation', c.allocation_id, 'youngPerson', c.young_person_id, 'name', coalesce(y.known_as, y.given_names) || ' ' || y.surname,
        'since', c.since_on, 'days', app.today() - c.since_on, 'takesPart', d.yes, 'can', coalesce(n.can, '[]'), 'known', coalesce(n.known, '[]'),
        'withARisk', coalesce(n.with_a_risk, 0), 'cannot', coalesce(x.cannot, '{}'),
        'wishes', (select jsonb_build_object('gender', i.gender, 'available', i.available, 'places', i.places, 'languages', i.languages, 'interests', i.interests)
          from app.wishes i where i.area_id = $1 and i.young_person_id = c.young_person_id)) order by c.since_on, c.allocation_id)
      from child c cross join lateral (select n.known_as, n.given_names, n.surname from app.young_person n where n.area_id = $1 and n.id = c.young_person_id offset 0) y
        cross join lateral app.consent_decided($1, c.young_person_id, 'taking part', app.today()) d
        left join can n on n.allocation_id = c.allocation_id left join cannot x on x.allocation_id = c.allocation_id), '[]')
$$;
revoke all on function app.proposal_for(uuid, text) from public;
grant execute on function app.proposal_for(uuid, text) to app;

select app.know_records();

-- Among a million young people, 20,000 of them shared with a partner, everybody who is asked for without a focus waited seven
-- seconds: what is shared was worked out for all agencies before anybody looked whose it is. Nothing opens to anybody by this
-- that was closed, and the other way round.

-- Looked for from a membership or from a young person on: nothing in between gathers everybody. The records of a young person
-- who goes on, without a call for each: app.records_of says the same.
create or replace view app.shared_by_consent as
  select y.area_id, y.id as young_person_id, p.agency_id, p.category, own.until_on, own.purposes
  from app.consent_share p
    join app.consent own on own.area_id = p.area_id and own.id = p.consent_id and own.young_person_id = p.young_person_id and own.question = 'sharing'
      and own.moved_at is null and own.individual_id is null and own.answer = 'yes' and (own.until_on is null or own.until_on >= app.today())
    join app.young_person o on o.area_id = own.area_id and o.id = own.young_person_id
    join app.young_person y on y.area_id = o.area_id and y.id = coalesce(o.merged_into, o.id) and y.merged_into is null
      and p.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    cross join lateral (
      select coalesce(bool_or(n.answer = 'yes' and n.named), false) as says_yes, coalesce(bool_or(n.answer in ('no', 'withdrawn') or (n.answer = 'yes' and not n.named)), false) as says_no
      from (select distinct on (c.individual_id) c.answer, c.until_on,
          exists (select 1 from app.consent_share s where s.area_id = c.area_id and s.consent_id = c.id and s.agency_id = p.agency_id and s.category = p.category) as named
        from app.consent c
          join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
        where c.moved_at is null and c.area_id = y.area_id and c.question = 'sharing'
          and c.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
        order by c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc) n
      where n.until_on is null or n.until_on >= app.today() or n.answer in ('no', 'withdrawn')) others
    cross join lateral app.decides(case when y.born_on is not null then app.age_on(y.born_on, app.today()) end, case when y.born_on is not null then app.age_on(y.born_on, own.asked_on) end, own.answer, own.competence, others.says_yes, others.says_no) d
  where d.yes and y.status <> 'died' and not exists (select 1 from app.consent n where n.area_id = y.area_id and n.question = 'sharing' and n.moved_at is null and n.individual_id is null
    and n.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    and (n.asked_on, n.recorded_at, n.id) > (own.asked_on, own.recorded_at, own.id));

create or replace view app.shared_lawfully as
  select y.area_id, y.id as young_person_id, l.agency_id, l.categories[k.nr] as category, l.id, l.review_on, l.purpose from app.lawful_share l
    join app.young_person o on o.area_id = l.area_id and o.id = l.young_person_id
    join app.young_person y on y.area_id = o.area_id and y.id = coalesce(o.merged_into, o.id) and y.merged_into is null
      and l.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    cross join lateral generate_subscripts(l.categories, 1) k (nr)
  where l.ended_at is null and y.status <> 'died';

-- The same young person several times, once for each thing that is shared: whoever asks counts them once.
create or replace view app.relation_shared as
  select m.person_id, m.area_id, n.young_person_id, b.what || 'shared with their agency' as because from app.membership m
    join app.shared_by_consent n on n.area_id = m.area_id and n.agency_id = m.agency_id
    cross join lateral (values (''), (case when n.category in ('contact', 'assessment') then n.category || ' ' end)) b (what)
    where m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and b.what is not null
  union all
  select m.person_id, m.area_id, n.young_person_id, b.what || 'shared with their agency' as because from app.membership m
    join app.shared_lawfully n on n.area_id = m.area_id and n.agency_id = m.agency_id
    cross join lateral (values (''), (case when n.category in ('contact', 'assessment') then n.category || ' ' end)) b (what)
    where m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and b.what is not null;
drop view app.shared_now;

-- A match that goes on after its strand ended: found from the matches of the service that are open, as all strands that ever
-- ended grow with the years. Looked at one by one (offset 0), or they would be gathered first for whoever asks.
create or replace view app.relation_strand as
  select m.person_id, s.area_id, s.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end as because
  from app.strand_allocation s
    join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
  where s.until_at is null and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  union all
  select m.person_id, x.area_id, x.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end
  from app.membership m
    join app.match x on x.area_id = m.area_id and x.service_key = m.service_key and x.ended_at is null
    cross join lateral (select s.strand from app.strand_allocation s where s.area_id = x.area_id and s.id = x.strand_allocation_id and s.until_at is not null offset 0) s
  where m.role in ('operational-manager', 'service-manager') and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
    and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- Those shared with the asker's agency, the newest first: whoever was ever named to it stands in order, and what opens is asked
-- of as many as a page needs, by the very rule, one focus at a time. Whom they see no more is no place to go on from.
create function app.shared_with_me(area uuid, before uuid, most integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); was text := coalesce(current_setting('app.focus', true), ''); narrow uuid[] := app.focus(); named uuid[]; batch uuid[]; mine uuid[]; found uuid[] := '{}';
begin
  if before is not null and before <> all (app.visible_young_people(array[before])) then return found; end if;
  named := array(
    with agency as (select m.agency_id from app.membership m where m.person_id = me and m.area_id = $1 and m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now())),
      record as materialized (select y.id, y.merged_into, y.created_at from app.young_person y where y.area_id = $1 and y.id in (
        select p.young_person_id from agency g join app.consent_share p on p.area_id = $1 and p.agency_id = g.agency_id
        union select l.young_person_id from agency g join app.lawful_share l on l.area_id = $1 and l.agency_id = g.agency_id and l.ended_at is null)),
      goes_on as (select r.id, r.created_at from record r where r.merged_into is null
        union select y.id, y.created_at from record r join app.young_person y on y.area_id = $1 and y.id = r.merged_into)
    select g.id from goes_on g where (narrow is null or g.id = any (narrow))
        and (before is null or (g.created_at, g.id) < (select y.created_at, y.id from app.young_person y where y.area_id = $1 and y.id = before))
      order by g.created_at desc, g.id desc);
  for at in 1 .. cardinality(named) by 2 * most loop
    exit when cardinality(found) >= most;
    batch := named[at : at + 2 * most - 1];
    perform set_config('app.focus', batch::text, true);
    mine := app.my_young_people('read what is shared');
    found := found || array(select x.id from unnest(batch) with ordinality x (id, nr) where x.id = any (mine) order by x.nr);
  end loop;
  perform set_config('app.focus', was, true);
  return found[:most];
end $$;
revoke all on function app.shared_with_me(uuid, uuid, integer) from public;
grant execute on function app.shared_with_me(uuid, uuid, integer) to app;

-- Who they are, and whether they are still there, is looked up for each who waits, and not for everybody.
create or replace function app.waiting_for_adult(area uuid, service text) returns table (allocation_id uuid, young_person_id uuid, since_on date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.young_person_id, (s.from_at at time zone 'Europe/London')::date from app.strand_allocation s
    cross join lateral (select from app.young_person y where y.area_id = s.area_id and y.id = s.young_person_id and y.status <> 'died' and y.merged_into is null offset 0) y
  where s.area_id = area and s.service_key = service and s.until_at is null
    and not exists (select 1 from app.match m where m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null)
    and not exists (select 1 from app.allocation_with_adult x where x.area_id = s.area_id and x.strand_allocation_id = s.id)
$$;
do $$ declare says text := pg_get_functiondef('app.proposal_for(uuid,text)'::regprocedure); was constant text := 'from child c join app.young_person y on y.area_id = $1 and y.id = c.young_person_id'; begin
  if position(was in says) = 0 then raise exception 'app.proposal_for() says it otherwise'; end if;
  execute replace(says, was, 'from child c cross join lateral (select n.known_as, n.given_names, n.surname from app.young_person n where n.area_id = $1 and n.id = c.young_person_id offset 0) y');
end $$;

-- For each who waits what stands about them, by its index: a hundred who wait read no table from end to end, however many others
-- are kept apart, matched or have wishes. app.hard_reasons looks there, too.
create or replace function app.pairs_of_service(area uuid, service text) returns table (allocation_id uuid, worker_id uuid, hard text[], soft text[], known_before boolean)
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

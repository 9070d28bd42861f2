-- A match stands until its goodbye is written down, also where the adult has left. Nothing is planned in it meanwhile, by hand
-- or in a group: nobody would come. Whoever waits is not said to wait for an approval that was given long ago.

-- As in 0126.
create or replace function app.planned_meeting_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.match;
begin
  select x.* into m from app.match x where x.area_id = new.area_id and x.id = new.match_id for share;
  if not m.counts or m.worker_left then raise exception 'nothing is planned in a match that does not count' using errcode = 'check_violation', constraint = 'planned_meeting_while_it_counts'; end if;
  if exists (select 1 from app.closed_service c where c.area_id = new.area_id and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null) then
    raise exception 'no new meetings until it is decided' using errcode = 'check_violation', constraint = 'planned_meeting_once_it_is_decided'; end if;
  if (new.starts_at at time zone 'Europe/London')::date < coalesce(m.introduced_on, m.planned_on) then
    raise exception 'they are introduced first' using errcode = 'check_violation', constraint = 'planned_meeting_after_the_introduction'; end if;
  if new.starts_at < now() - interval '15 minutes' or new.starts_at > now() + interval '1 year' then
    raise exception 'planned for a time to come' using errcode = 'check_violation', constraint = 'planned_meeting_ahead'; end if;
  return null;
end $$;

-- As in 0140.
create or replace function app.who_waits(area uuid, after uuid, most integer) returns table (strand_id uuid, young_person_id uuid, name text, reference text, service_key text, from_at timestamptz,
    stage text, keeps_in_touch text, how_often text, checked_on date, found_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select s.id, s.young_person_id, coalesce(y.known_as, y.given_names) || ' ' || y.surname, y.reference, s.service_key, s.from_at,
      case when m.stopped_at is not null then 'stopped' when m.worker_left then 'left' when m.id is not null then 'to approve'
        when (select d.yes from app.consent_decided(s.area_id, s.young_person_id, 'taking part', app.today()) d) then 'to match' else 'to ask' end,
      c.keeps_in_touch, c.how_often, c.checked_on, (app.latest_outcome(s.area_id, s.young_person_id)).recorded_at
    from app.strand_allocation s join app.young_person y on y.area_id = s.area_id and y.id = s.young_person_id
      left join app.match m on m.area_id = s.area_id and m.strand_allocation_id = s.id and m.ended_at is null and m.handing_over_at is null
      left join lateral (select x.* from app.waiting_check x where x.area_id = s.area_id and x.strand_allocation_id = s.id order by x.recorded_at desc, x.id desc limit 1) c on true
    where s.area_id = $1 and s.until_at is null and y.status <> 'died' and y.merged_into is null and s.young_person_id <> all (app.my_walls())
      and not exists (select from app.allocation_with_adult a where a.area_id = s.area_id and a.strand_allocation_id = s.id)
      and $1 = any (app.my_areas_to('see who waits')) and (s.area_id || ':' || s.service_key = any (app.my_services_to('manage workers')) or $1 = any (app.my_areas_to('list nominated young people')))
      and ($2 is null or (s.from_at, s.id) > (select l.from_at, l.id from app.strand_allocation l where l.area_id = $1 and l.id = $2))
    order by s.from_at, s.id limit least($3, 100)
$$;

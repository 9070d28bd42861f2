-- A match stands until its goodbye is written down, also where the adult has left. Nothing is planned in it meanwhile, by hand
-- or in a group: nobody would come.

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

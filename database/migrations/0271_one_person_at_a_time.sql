-- Somebody who works for two services, or in both areas, is one person: they are not planned with two young people at one time either.
-- Who plans for the same person in another area waits for them, as those of one area do.
create or replace function app.with_another_then(area uuid, match uuid, from_at timestamptz, until_at timestamptz, group_activity uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  perform app.one_asks_who_meets_whom(area);
  select w.person_id into who from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id where m.area_id = $1 and m.id = $2;
  perform pg_advisory_xact_lock(hashtextextended('whom do they meet ' || who, 0));
  return exists (select from app.worker w join app.match o on o.area_id = w.area_id and o.worker_id = w.id and o.id <> $2 and o.counts
    join app.planned_meeting p on p.area_id = o.area_id and p.match_id = o.id
    where w.person_id = who and p.called_off_at is null and p.starts_at < until_at and p.ends_at > from_at
      and (group_activity is null or p.group_id is distinct from group_activity));
end $$;

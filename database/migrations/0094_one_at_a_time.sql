-- The panel puts a strand into an episode while its case-holder ends that episode: whoever comes second sees what the
-- first did. As everywhere else the young person's row is locked first.
create or replace function app.episode_for_strand(area uuid, young_person uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare open_one uuid;
begin
  if young_person <> all (app.my_young_people('decide a nomination')) then raise exception 'only the panel opens an episode' using errcode = 'insufficient_privilege'; end if;
  perform 1 from app.young_person y where y.area_id = area and y.id = young_person for update;
  select e.id into open_one from app.episode e where e.area_id = area and e.young_person_id = young_person and e.ended_on is null;
  if found then return open_one; end if;
  insert into app.episode as e (area_id, young_person_id, started_on, recorded_by)
    values (area, young_person, (now() at time zone 'Europe/London')::date, app.person_id()) returning e.id into open_one;
  return open_one;
end $$;

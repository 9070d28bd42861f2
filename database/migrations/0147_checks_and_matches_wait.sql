-- A check that is taken back while somebody is matched: the one waits for the other, so that a match is never made past the
-- hard rule (R38), and a match that stands pauses in the statement that takes the check back.
create function app.requirement_met_waits() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform 1 from app.worker w where w.area_id = new.area_id and w.id = new.worker_id for no key update;
  return new;
end $$;
revoke all on function app.requirement_met_waits() from public;
create trigger a_waits before update on app.requirement_met for each row execute function app.requirement_met_waits();

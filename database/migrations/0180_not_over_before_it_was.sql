-- A match that ends before they met ends on a day on which it was there: not before the day on which it was made. Of those who
-- met, the day they met says so (0106, 0108). What stands already is left as it is, also when records are merged.
create function app.match_ends_once_made() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.ended_on < (new.made_at at time zone 'Europe/London')::date then
    perform app.against('match_ended_after_it_was_made', 'it was not there yet'); end if;
  return new;
end $$;
revoke all on function app.match_ends_once_made() from public;
create trigger match_ends_once_made before update of ended_on on app.match for each row
  when (new.ended_on is distinct from old.ended_on and new.introduced_on is null) execute function app.match_ends_once_made();

-- What an outcome says happened: nobody records it before the day of its discussion, and no nomination is built on it.
create function app.forum_outcome_on_its_day() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.person_id() is not null and exists (
    select 1 from app.discussion d where d.area_id = new.area_id and d.id = new.discussion_id and d.held_on > app.today()) then
    perform app.against('forum_outcome_on_its_day', 'the day of the discussion has not come yet'); end if;
  return new;
end $$;
create trigger forum_outcome_on_its_day before insert on app.forum_outcome for each row execute function app.forum_outcome_on_its_day();

-- "A match has … history": a plan that is changed and days that are put right leave what stood there before, as everything else of
-- a record does (ADR 11). It is read with the class of the match, and by those who read its strand alone (R36, R39).

create function app.match_keeps_history() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id();
begin
  if me is null then return null; end if;
  insert into app.record_change (area_id, young_person_id, class, field, was, became, changed_by, entry_id)
    select new.area_id, new.young_person_id, 3, c.field, c.was, c.became, me, new.id from (values
        ('when their adult starts', old.planned_on::text, new.planned_on::text),
        ('who introduces their adult', old.introduced_by, new.introduced_by),
        ('how they are introduced', old.introduction_how, new.introduction_how),
        ('day they were introduced', old.introduced_on::text, new.introduced_on::text),
        ('day they first met on their own', old.started_on::text, new.started_on::text)) c (field, was, became)
      where c.was is not null and c.was is distinct from c.became;
  return null;
end $$;
revoke all on function app.match_keeps_history() from public;
create trigger keeps_history after update of planned_on, introduced_by, introduction_how, introduced_on, started_on on app.match
  for each row execute function app.match_keeps_history();

-- The policies of the match say who reads it: what is not found there is not theirs to read here.
create policy of_their_strand on app.record_change as restrictive for select to app
  using (field <> all ('{when their adult starts,who introduces their adult,how they are introduced,day they were introduced,day they first met on their own}'::text[])
    or exists (select from app.match m where m.area_id = record_change.area_id and m.id = record_change.entry_id));

-- Whoever sees a young person can ask others something about them; by SQL it could be anything, on a day no page can write,
-- and stay for ever. Asked is one of what the program asks, within ten years, and done in that area; news from a page is about
-- a young person (what is told of accounts, the database tells itself).
create or replace function app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
#variable_conflict use_column
begin
  if not app.may_ask_about(area, young_person) or app.desk_in($1, $5) is not true then
    raise exception 'nothing may be asked about what cannot be seen, nor of people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  if young_person is null or exists (select 1 from app.young_person y where y.id = record and y.id <> young_person)
    or (record is not null and (select owners <> '{}' and not owners && array[young_person] from app.children_of_record(array[area], record) owners)) then
    raise exception 'asked is about somebody, and about a record of theirs' using errcode = 'insufficient_privilege'; end if;
  if kind <> all ('{accept a hand over,answer a question,complete a nomination,complete an assessment,confirm minutes,consider a nomination,contribute to a discussion,do an action,find somebody for an action,look at a concern,match a worker,put on the agenda,review an assessment,tell of a death}'::text[])
    or due_on not between app.today() - 3660 and app.today() + 3660 then
    raise exception 'what is asked is one of what there is, on a day that somebody lives to see' using errcode = 'check_violation'; end if;
  if $7 not like '/' || (select a.key from app.area a where a.id = $1) || '/%' then
    raise exception 'what is asked is done in the area it is about' using errcode = 'check_violation'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $$;

create or replace function app.tell(area uuid, young_person uuid, kind text, desk text, urgency text, path text) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_ask_about(area, young_person) or app.desk_in(area, desk) is not true then
    raise exception 'nothing may be told about what cannot be seen, nor to people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  if young_person is null then raise exception 'news from a page is about somebody' using errcode = 'insufficient_privilege'; end if;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select p, $1, $2, $3, $6, $5 from unnest(app.people_at($4)) p where p <> app.person_id();
end $$;

-- An answer that stood against the wrong young person moves as it was asked: nobody is asked again why it was not whoever makes the
-- introduction for the other, or an answer that is somebody else's stays where it does not belong.
-- And the plan of the panel is of the time with Trusted Relationships in which it was made: whoever comes back years later is not
-- held to who introduced them then. A name is compared word by word: "Sam" is not "Samantha", and "Anna  Smith (school)" is Anna Smith.

create or replace function app.who_asks_first(area uuid, young_person uuid, asks text, but uuid default null) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  with began as (select max(e.started_on) as on_day from app.episode e where e.area_id = $1 and e.young_person_id = any (app.records_of($2)))
  select d.introducer_name from began, app.nomination_decision d
    where d.area_id = $1 and d.young_person_id = any (app.records_of($2)) and d.kind = 'accepted' and d.decided_on >= began.on_day and not exists (select 1 from app.consent c
      where c.area_id = $1 and c.young_person_id = any (app.records_of($2)) and c.question = $3 and c.individual_id is null and c.moved_at is null and c.answer <> 'not approached' and c.id is distinct from $4
        and c.asked_on >= began.on_day)
    order by d.decided_at desc limit 1
$$;

create or replace function app.introducer_asks_first() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare first text;
begin
  if exists (select from app.wrong_child w where w.area_id = new.area_id and w.kind = 'answer about consent' and w.moved_to_id = new.id) then return null; end if;
  first := app.who_asks_first(new.area_id, new.young_person_id, new.question, new.id);
  if first is not null and not starts_with(btrim(regexp_replace(lower(new.asked_by), '[^[:alnum:]]+', ' ', 'g')) || ' ', btrim(regexp_replace(lower(first), '[^[:alnum:]]+', ' ', 'g')) || ' ') then
    perform app.against('consent_introducer_asks_first', 'whoever makes the introduction asks first'); end if;
  return null;
end $$;

-- R144, R149: whoever makes the introduction asks first. Where the first answer of a young person in a time with Trusted
-- Relationships was asked for by somebody else than the panel planned, it says why. The plan is of the time in which it was made:
-- whoever comes back years later is not held to who introduced them then. A name is compared word by word: "Sam" is not
-- "Samantha", and "Anna  Smith (school)" is Anna Smith. And an answer that stood against the wrong young person moves as it was asked.

alter table app.consent add column other_asker_reason text,
  add constraint consent_other_asker_reason_length check (length(other_asker_reason) between 1 and 2000);
comment on column app.consent.other_asker_reason is 'S3. Why somebody else asked first than the introducer.';
grant insert (other_asker_reason) on app.consent to app;

-- Who asks a young person a question first, by the panel’s newest acceptance; nobody in particular once they have answered in
-- this time with Trusted Relationships, by another answer than the one that is left out.
create function app.who_asks_first(area uuid, young_person uuid, asks text, but uuid default null) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  with began as (select max(e.started_on) as on_day from app.episode e where e.area_id = $1 and e.young_person_id = any (app.records_of($2)))
  select d.introducer_name from began, app.nomination_decision d
    where d.area_id = $1 and d.young_person_id = any (app.records_of($2)) and d.kind = 'accepted' and d.decided_on >= began.on_day and not exists (select 1 from app.consent c
      where c.area_id = $1 and c.young_person_id = any (app.records_of($2)) and c.question = $3 and c.individual_id is null and c.moved_at is null and c.answer <> 'not approached' and c.id is distinct from $4
        and c.asked_on >= began.on_day)
    order by d.decided_at desc limit 1
$$;
revoke all on function app.who_asks_first(uuid, uuid, text, uuid) from public;

-- The same for whoever asks.
create function app.asks_first(young_person uuid, asks text) returns text
  language sql stable security definer set search_path = pg_catalog, app as $$
  select app.who_asks_first(y.area_id, y.id, $2) from app.young_person y where y.id = $1 and $1 = any (app.my_young_people('ask for consent'))
$$;
revoke all on function app.asks_first(uuid, text) from public;
grant execute on function app.asks_first(uuid, text) to app;

-- After the policies, so that nobody learns by a refusal what they may not read.
create function app.introducer_asks_first() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare first text;
begin
  if exists (select from app.wrong_child w where w.area_id = new.area_id and w.kind = 'answer about consent' and w.moved_to_id = new.id) then return null; end if;
  first := app.who_asks_first(new.area_id, new.young_person_id, new.question, new.id);
  if first is not null and not starts_with(btrim(regexp_replace(lower(new.asked_by), '[^[:alnum:]]+', ' ', 'g')) || ' ', btrim(regexp_replace(lower(first), '[^[:alnum:]]+', ' ', 'g')) || ' ') then
    perform app.against('consent_introducer_asks_first', 'whoever makes the introduction asks first'); end if;
  return null;
end $$;
revoke all on function app.introducer_asks_first() from public;
create trigger introducer_asks_first after insert on app.consent for each row
  when (new.individual_id is null and new.answer in ('yes', 'no') and new.other_asker_reason is null) execute function app.introducer_asks_first();

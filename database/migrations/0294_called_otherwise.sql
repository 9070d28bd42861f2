-- By a day of birth, a surname and a name a young person is the same one in a partner area (0221). Where a name was put right, what is
-- known there was asked of their match within the hour, and where the day of birth was put right with it, with the names of before.
-- And the words of a name were whatever was sent: without them, or with those of another child, a statement could take away what
-- closes a match, or ask about anybody, and nothing was kept of it.

-- The program takes accents and apostrophes from a name and parts it into words. What is left of plain letters and figures is in the
-- name; of other scripts it alone can tell.
create function app.words_of_their_name(young_person uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  with name as (select n.part, lower(regexp_replace(normalize(regexp_replace(translate(n.says, 'łøđŁØĐ', 'lodlod'), '[ßẞ]', 'ss', 'g'), nfd), '[^A-Za-z0-9]+', '', 'g')) as plain
      from app.young_person y cross join lateral (values ('given', y.given_names), ('surname', y.surname), ('known as', coalesce(y.known_as, ''))) n (part, says) where y.id = $1)
  select not exists (select from name n where n.plain <> '' and not exists (select from app.young_person_name w where w.young_person_id = $1 and w.part = n.part))
    and not exists (select from app.young_person_name w where w.young_person_id = $1 and w.word ~ '^[a-z0-9]+$'
      and not exists (select from name n where n.part = w.part and position(w.word in n.plain) > 0))
$$;
revoke all on function app.words_of_their_name(uuid) from public;

create or replace function app.put_name_words(area uuid, young_person uuid, words jsonb) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  insert into app.young_person_name (area_id, young_person_id, part, word, sounds, sounds_too)
    select distinct on (w.part, w.word) $1, $2, w.part, w.word, w.sounds, w.too from jsonb_to_recordset($3) as w (part text, word text, sounds text, too text)
    on conflict do nothing;
  if not app.words_of_their_name($2) then perform app.against('young_person_name_is_theirs', 'the words of their name'); end if;
end $$;

do $$ declare f text := pg_get_functiondef('app.set_name_words(uuid, jsonb)'::regprocedure); r record;
begin
  for r in select * from (values
      ('declare area uuid;', 'declare area uuid; before uuid[] := app.same_child_in_partner_areas(young_person);'),
      ('perform app.put_name_words(area, young_person, words);', 'perform app.put_name_words(area, young_person, words);
  perform app.look_at_matches_of(app.records_near_by(array[young_person]) || before);')) v (was, becomes) loop
    if position(r.was in f) = 0 then raise exception 'set_name_words says it otherwise'; end if;
    f := replace(f, r.was, r.becomes);
  end loop;
  execute f;
end $$;

-- Whoever asks a family chooses a school by its name: no two look the same. A name has nothing in it that cannot be seen or that
-- turns it round, is one line, and takes no letters of another alphabet for those they look like.
do $$ declare f text := pg_get_functiondef('app.add_one_of_many(uuid, uuid, text)'::regprocedure); was text := 'if whole.id is null then return false; end if;';
begin
  if position(was in f) = 0 or position('lower($3)' in f) = 0 then raise exception 'app.add_one_of_many says it otherwise'; end if;
  f := replace(f, was, was || $q$
  if length($3) not between 1 and 100 or $3 ~ '[\u0001-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0]'
    or $3 ~ '[A-Za-z]' and $3 ~ '[\u0370-\u058f\u13a0-\u13ff\u1c80-\u1dbf\u2c80-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\uab30-\uabbf\uff00-\uffef]' then
    perform app.against('one_of_many_is_plain', 'a name that is not what it looks like'); end if;$q$);
  execute replace(f, 'lower($3)', 'lower(normalize($3, nfkc))');
end $$;

-- What must not stand on a telephone is found however it is typed: a curly apostrophe, a long dash, a space that does not break or
-- two of them, a sign that cannot be seen. The same as asRead in src/features/matching/brief/neutral.ts.
create function app.as_read(says text) returns text
  language sql immutable set search_path = pg_catalog as $$
  select regexp_replace(regexp_replace(regexp_replace(regexp_replace(normalize(says, nfkc),
      '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]', '', 'g'),
    '[\u0060\u00b4\u02b9\u02bc\u2018-\u201b\u2032]', '''', 'g'),
    '[\u2010-\u2015\u2212]', '-', 'g'),
    '[\u0009\u000b-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')
$$;
revoke all on function app.as_read(text) from public;
grant execute on function app.as_read(text) to app;
alter function app.not_neutral(text[], text[], text) rename to not_neutral_as_read;
revoke all on function app.not_neutral_as_read(text[], text[], text) from public, app;
create function app.not_neutral(words text[], names text[], says text) returns text
  language sql immutable security definer set search_path = pg_catalog, app as $$
  select app.not_neutral_as_read(array(select app.as_read(w) from unnest(words) w), array(select app.as_read(n) from unnest(names) n), app.as_read(says))
$$;
revoke all on function app.not_neutral(text[], text[], text) from public;
grant execute on function app.not_neutral(text[], text[], text) to app;

-- And what somebody goes by may be all of their name, or say what they are called on the street: then the telephone has their given name.
do $$ declare f text := pg_get_functiondef('app.my_matches()'::regprocedure); was text := 'coalesce(y.known_as, y.given_names), n.safe_when';
  first text := $q$(select case when app.not_neutral(k.words, k.names, coalesce(d.safe_when, '')) is null$q$;
begin
  if position(was in f) = 0 or position(first in f) = 0 then raise exception 'app.my_matches says it otherwise'; end if;
  f := replace(f, was, 'coalesce(n.known_as, y.given_names), n.safe_when');
  execute replace(f, first, $q$(select case when app.not_neutral(k.words, k.names, coalesce(y.known_as, '')) is null then y.known_as end as known_as,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_when, '')) is null$q$);
end $$;

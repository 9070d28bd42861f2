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

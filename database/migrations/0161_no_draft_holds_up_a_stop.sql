-- What a draft is called, in which tab it was typed and how long it is says whoever saves it. On its way to the manager (ADR 23)
-- two of one tab came to be one row, and one at its very limit came to be above it, however well it was packed: the statement was
-- turned down, and with it the stop of the match, the young person's no or the end of a role. Now each is a draft of its own
-- there, measured as it is and not as it is packed.

delete from app.draft d where jsonb_typeof(d.body) <> 'object';
alter table app.draft add constraint draft_body_is_fields check (jsonb_typeof(body) = 'object');

do $$ declare f text := pg_get_functiondef('app.pass_on_drafts_of(uuid, uuid[])'::regprocedure);
begin
  if position('pg_column_size(d.body) < 3000000' in f) = 0 or position('young_person_id = it.young_person_id, body' in f) = 0 then
    raise exception 'app.pass_on_drafts_of says it otherwise'; end if;
  f := replace(f, 'pg_column_size(d.body) < 3000000', $q$pg_column_size(d.body || jsonb_build_object('triedBy', it.name)) < 3000000$q$);
  execute replace(f, 'young_person_id = it.young_person_id, body', 'instance = uuidv7(), young_person_id = it.young_person_id, body');
end $$;

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

-- And it goes to somebody who can open it: a manager whom nothing leads to the young person any more, as the strand has ended,
-- had words that nobody could read. Then whoever holds the case has them.
do $$ declare
  f text := pg_get_functiondef('app.pass_on_drafts_of(uuid, uuid[])'::regprocedure);
  was text := 'm.young_person_id <> all (app.walls_of(who)) order by who = m.made_by desc, who limit 1) as manager';
begin
  if position(was in f) = 0 or position('(select who from' in f) = 0 then raise exception 'app.pass_on_drafts_of says it otherwise'; end if;
  f := replace(f, '(select who from', 'coalesce((select who from');
  execute replace(f, was, $q$m.young_person_id <> all (app.walls_of(who))
            and exists (select from app.relations_of(who, array[m.young_person_id]) r join app.relation_may x on x.because = r.because and x.act = 'write what was tried')
            order by who = m.made_by desc, who limit 1),
          (select h.person_id from app.case_holding h where h.area_id = m.area_id and h.young_person_id = m.young_person_id and h.until_at is null
            and m.young_person_id <> all (app.walls_of(h.person_id)))) as manager$q$);
end $$;

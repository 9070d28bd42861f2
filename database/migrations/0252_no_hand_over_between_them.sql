-- Whoever hands a young person over and whoever takes over meet, and speak about them. Between two workers who must have no
-- contact at all that cannot be: the one is no adult for a young person whom the other still has.

-- Of which class the reason is; to one of the two who manages the other, what it says of a worker's own past: whom to ask, and nothing else. Not of who is there already: of a hand-over that began before anybody knew, people decide.
create function app.no_hand_over(area uuid, allocation uuid, worker uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct case when k.own_past or w.person_id = (select app.person_id()) then 'own past' else 'hand-over' end), '{}') from app.match m
    join app.worker w on w.area_id = $1 and w.id = m.worker_id join app.workers_apart_from($1, $3) k on k.person_id = w.person_id and k.how_far = 'no contact at all'
  where m.area_id = $1 and m.strand_allocation_id = $2 and m.ended_at is null
    and not exists (select from app.match mine where mine.area_id = $1 and mine.strand_allocation_id = $2 and mine.worker_id = $3 and mine.counts)
$$;
revoke all on function app.no_hand_over(uuid, uuid, uuid) from public;

do $$ declare f text := pg_get_functiondef('app.hard_reasons(uuid, uuid, uuid, text[], uuid[], uuid[], uuid[])'::regprocedure); r record;
begin
  for r in select * from (values
      ('age integer;', 'age integer; between_them text[] := app.no_hand_over(area, allocation, worker);'),
      ('if app.lacks(area, worker, ''must'')', 'why := why || array(select b from unnest(between_them) b where b <> all (why));
  if app.lacks(area, worker, ''must'')')) v (was, becomes) loop
    if position(r.was in f) = 0 then raise exception 'hard_reasons says it otherwise'; end if;
    f := replace(f, r.was, r.becomes);
  end loop;
  execute f;
end $$;

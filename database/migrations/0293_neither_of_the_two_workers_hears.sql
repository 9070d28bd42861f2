-- Neither of two workers who must be kept apart is to hear of it (0250). Who came to manage the service after its managers were asked
-- to look at it again read there of which worker; and who manages a service and has a young person in it read of the other, among
-- those who could take over, that the two must be kept apart.

create function app.worker_aparts_of_me() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(k.id), '{}') from app.worker w join app.worker_apart k on (k.area_id, k.worker_id) = (w.area_id, w.id) or (k.other_area_id, k.other_worker_id) = (w.area_id, w.id)
    where w.person_id = (select app.person_id())
$$;
revoke all on function app.worker_aparts_of_me() from public;
grant execute on function app.worker_aparts_of_me() to app;
create policy not_the_two on app.task as restrictive for select to app
  using (kind <> 'look at a keep-apart again' or record_id is null or record_id <> all ((select app.worker_aparts_of_me())::uuid[]));

-- To them it says what it says of a worker's own past: whom to ask, and nothing else.
do $$ declare f text := pg_get_functiondef('app.no_hand_over(uuid, uuid, uuid)'::regprocedure); was constant text := 'case when k.own_past then';
begin
  if position(was in f) = 0 then raise exception 'no_hand_over says it otherwise'; end if;
  execute replace(f, was, 'case when k.own_past or w.person_id = (select app.person_id()) then');
end $$;

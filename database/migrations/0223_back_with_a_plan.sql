-- "Back on the forum's agenda within the area's days, with an interim plan": of somebody who has a strand already, too. Nobody was asked
-- what keeps them safe until the forum looks again; and that it is asked to stood in the page's act alone.
alter table app.closed_service add column interim_plan text;
alter table app.closed_service add constraint closed_service_interim_plan_length check (length(interim_plan) between 1 and 10000) not valid;
alter table app.closed_service add constraint closed_service_plan_until_the_forum check (interim_plan is null or decided_as = 'back to the forum') not valid;
alter table app.closed_service validate constraint closed_service_interim_plan_length;
alter table app.closed_service validate constraint closed_service_plan_until_the_forum;
comment on column app.closed_service.interim_plan is 'S4. What keeps them safe until the forum looks again.';
grant update (interim_plan) on app.closed_service to app;

create or replace function app.closed_service_decided() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if tg_when = 'BEFORE' then
    -- What was decided before this was asked for stays as it is.
    if new.decided_as = 'back to the forum' and new.interim_plan is null then
      perform app.against('closed_service_back_with_a_plan', 'a plan until the forum looks again'); end if;
    new.decided_at := now();
    return new;
  end if;
  perform app.settle_all(new.area_id, '{"decide about a closed service"}', array[new.id]);
  perform app.tell_all(new.area_id, new.young_person_id, 'closed service decided',
    app.desks_for_closed_service(new.area_id, new.young_person_id, new.strand_allocation_id) || ('role:' || new.area_id || ':coordinator'),
    app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/closed-services/' || new.id));
  if new.decided_as = 'back to the forum' then
    perform app.ask_of(new.area_id, new.young_person_id, 'put on the agenda', new.id, array['role:' || new.area_id || ':forum-coordinator'],
      coalesce(app.end_of(new.area_id, 'backOnAgenda', app.today()), app.today()), app.path_in(new.area_id, '/young-people/' || new.young_person_id || '/discussions/new'));
  end if;
  return null;
end $$;

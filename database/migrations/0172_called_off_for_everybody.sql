-- A group activity is called off for everybody: also for somebody whom whoever calls it off may not open any more. Nobody
-- stands alone where the others do not come. Of whoever manages the service, in the transaction in which they called off what
-- they see of it. It is written down of each: it changed their record.
create function app.call_off_rest_of_group(request uuid, area uuid, activity uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare p record;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = app.person_id()
      where x.area_id = $2 and x.group_id = $3 and x.called_off_at is null and x.ends_at > now()
        and exists (select from app.planned_meeting mine join app.match m on m.area_id = mine.area_id and m.id = mine.match_id
          where mine.area_id = $2 and mine.group_id = $3 and mine.called_off_at = now() and mine.called_off_by = (select app.person_id())
            and m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[]))
      returning x.area_id, x.id, x.match_id, x.young_person_id loop
    insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail, roles)
      values ($1, app.person_id(), app.session_id(), 'meeting called off', 'done', '{}', p.area_id, p.young_person_id, p.id, '{}', app.my_roles_for('{}'));
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
end $$;
revoke all on function app.call_off_rest_of_group(uuid, uuid, uuid) from public;
grant execute on function app.call_off_rest_of_group(uuid, uuid, uuid) to app;

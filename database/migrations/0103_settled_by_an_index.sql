-- "Is not distinct from" goes through no index: among a million young people every act read all that is asked, from end to end.
create or replace function app.settle(area uuid, young_person uuid, kind text, record uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare acts text[] := case when young_person is null then '{}' else app.my_acts_on(young_person) end;
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be settled about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  if not (case
      when young_person is null then kind = 'review emergency access' and record is not null and area = any (app.my_areas_to('review emergency access'))
      -- Each agency is asked for itself.
      when kind = 'contribute to a discussion' and not 'run the forum' = any (acts) then exists (
        select 1 from app.discussion_agency i join app.membership m on m.area_id = i.area_id and m.agency_id = i.agency_id and m.role = 'forum-member'
          and m.person_id = app.person_id() and m.from_at <= now() and (m.until_at is null or m.until_at > now())
        where i.area_id = area and i.young_person_id = settle.young_person and i.id = record)
      else exists (select 1 from app.task_settled_by s where s.kind = settle.kind and s.act = any (acts)) end) then
    raise exception 'others are asked' using errcode = 'insufficient_privilege'; end if;
  if young_person is null then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is null and t.record_id = record;
  else
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id = settle.young_person and (record is null or t.record_id = record);
  end if;
end $$;

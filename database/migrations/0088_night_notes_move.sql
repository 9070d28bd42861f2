-- A night note about the wrong young person moves like every other entry: hidden where it stood, sealed as it was, and
-- written anew where it belongs (access.md, "Wrong child").
alter table app.night_note add column moved_at timestamptz;
comment on column app.night_note.moved_at is 'S4. When it turned out to be about somebody else.';
comment on table app.night_note is 'S4. What the duty team writes down for the morning: a note, or a concern that the case-holder is asked to look at. Append-only: a wrong one is moved by a function.';
drop policy read_s4_or_duty on app.night_note;
create policy read_s4_or_duty on app.night_note for select to app using (moved_at is null and (
  young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or young_person_id = any ((select app.my_young_people('write a night note'))::uuid[])));

alter table app.wrong_child drop constraint wrong_child_kind;
alter table app.wrong_child add constraint wrong_child_kind
  check (kind in ('exploitation concern', 'trusted adult', 'link', 'status', 'risk assessment', 'screening', 'night note'));

create or replace function app.entry_as_it_was(area uuid, kind text, entry uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare it jsonb; stays constant jsonb := '{"moved_at": null}';
begin
  case kind
    when 'exploitation concern' then select to_jsonb(e) || stays into it from app.exploitation_concern e where e.area_id = area and e.id = entry;
    when 'trusted adult' then select to_jsonb(e) || stays into it from app.trusted_adult e where e.area_id = area and e.id = entry;
    when 'link' then select to_jsonb(e) || stays into it from app.young_person_link e where e.area_id = area and e.id = entry;
    when 'status' then select to_jsonb(e) || stays into it from app.young_person_status e where e.area_id = area and e.id = entry;
    when 'screening' then select to_jsonb(e) || stays into it from app.screening e where e.area_id = area and e.id = entry;
    when 'night note' then select to_jsonb(e) || stays into it from app.night_note e where e.area_id = area and e.id = entry;
    when 'risk assessment' then
      select to_jsonb(e) || stays || jsonb_build_object(
        'sections', (select jsonb_agg(to_jsonb(s) order by s.section_key) from app.assessment_section s where s.area_id = area and s.assessment_id = entry),
        'people', (select jsonb_agg(to_jsonb(p) || stays order by p.id) from app.person_who_poses_risk p where p.area_id = area and p.assessment_id = entry))
        into it from app.assessment e where e.area_id = area and e.id = entry;
  end case;
  return it;
end $$;

-- Answers as app.move_entry does; due_on: the day by which a concern is looked at. Whoever holds the case of the right young person is told, and asked about a concern as they
-- would have been; where it stood a concern asks nobody any more, unless another stands there.
create function app.move_night_note(young_person uuid, entry uuid, right_one uuid, reason text, due_on date) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare area uuid; was jsonb; copy uuid := uuidv7(); whose text; there text := app.path_in((select y.area_id from app.young_person y where y.id = right_one), '/young-people/' || right_one || '/night-notes');
begin
  if not ('move an entry' = any (app.my_acts_on(young_person))) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not ('record what is known' = any (app.my_acts_on(right_one)))
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  select to_jsonb(e) into was from app.night_note e where e.area_id = area and e.id = entry and e.young_person_id = move_night_note.young_person and e.moved_at is null for update;
  if was is null then return 'gone'; end if;
  update app.night_note e set moved_at = now() where e.area_id = area and e.id = entry;
  insert into app.night_note select (jsonb_populate_record(null::app.night_note, was || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, 'night note', entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), (was->>'written_at')::timestamptz, app.person_id());
  if not exists (select 1 from app.night_note n where n.area_id = area and n.young_person_id = move_night_note.young_person and n.kind = 'concern' and n.moved_at is null) then
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = area and t.young_person_id = move_night_note.young_person and t.kind = 'look at a concern' and t.settled_at is null;
  end if;
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) into whose from app.case_holding h where h.area_id = area and h.young_person_id = right_one and h.until_at is null;
  if whose is null then return 'done'; end if;
  perform app.tell_all(area, right_one, 'night note written', array[whose], there);
  if was->>'kind' = 'concern' then
    insert into app.task (area_id, young_person_id, kind, desk, path, due_on, asked_by)
      values (area, right_one, 'look at a concern', whose, there, due_on, app.person_id())
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  end if;
  return 'done';
end $$;
grant execute on function app.move_night_note(uuid, uuid, uuid, text, date) to app;

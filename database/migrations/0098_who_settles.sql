-- What is asked of others is settled by whoever may do it, not by everybody who sees the young person it is about.
create table app.task_settled_by (
  kind text not null,
  act text not null,
  constraint task_settled_by_pkey primary key (kind, act)
);
comment on table app.task_settled_by is 'S0. Which acts upon a young person settle which task about them, in the same transaction.';
comment on column app.task_settled_by.kind is 'S0. What is asked.';
comment on column app.task_settled_by.act is 'S0. What whoever settles it may do to this young person.';
select app.guard('app.task_settled_by');
insert into app.task_settled_by (kind, act) values
  ('accept a hand over', 'accept a hand-over'), ('accept a hand over', 'hand over'), ('accept a hand over', 'name a case-holder'),
  ('name a case holder', 'accept a hand-over'), ('name a case holder', 'name a case-holder'),
  ('complete an assessment', 'assess'), ('complete an assessment', 'screen'), ('complete an assessment', 'move an entry'),
  ('review an assessment', 'assess'), ('review an assessment', 'screen'), ('review an assessment', 'move an entry'),
  ('put on the agenda', 'run the forum'), ('contribute to a discussion', 'contribute to a discussion'), ('confirm minutes', 'chair the forum'),
  ('complete a nomination', 'nominate'), ('complete a nomination', 'record an outcome'),
  ('consider a nomination', 'consider a nomination'), ('consider a nomination', 'nominate'),
  ('answer a question', 'consider a nomination'), ('answer a question', 'nominate'),
  ('match a worker', 'decide a nomination'), ('look at a concern', 'record what is known'), ('tell of a death', 'tell of a death');

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
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is not distinct from settle.young_person
      and (record is null or t.record_id = record);
end $$;

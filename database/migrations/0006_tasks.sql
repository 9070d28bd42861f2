-- What is asked of whom, by when; and what somebody is told. Both are rows made in the transaction of the act.
-- A desk is where a task lies: a person's, a team's, or a role's in an area. Whoever sits there sees it.

create table app.task (
  area_id uuid not null constraint task_area references app.area,
  id uuid not null default uuidv7(),
  young_person_id uuid,
  kind text not null constraint task_kind_is_a_word check (kind ~ '^[a-z][a-z ]{2,60}$'),
  record_id uuid,
  desk text not null constraint task_desk check (desk ~ '^(person|team):[0-9a-f-]{36}$' or desk ~ '^role:[0-9a-f-]{36}:[a-z-]+$'),
  path text not null constraint task_path_is_our_own check (path ~ '^/[a-z0-9/-]*(\?[a-z0-9=&-]*)?$'),
  due_on date,
  asked_at timestamptz not null default now(),
  asked_by uuid constraint task_asked_by references app.person,
  settled_at timestamptz,
  settled_by uuid constraint task_settled_by references app.person,
  primary key (area_id, id),
  constraint task_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id)
);
create unique index task_open_once on app.task (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null;
create index task_desk_due on app.task (desk, due_on, id) where settled_at is null;
create index task_record on app.task (record_id) where settled_at is null;
create index task_young_person_index on app.task (area_id, young_person_id);
create index task_asked_by_index on app.task (asked_by);
create index task_settled_by_index on app.task (settled_by);
select app.guard('app.task');
comment on table app.task is 'S1. Something asked of somebody, with its date. Made by acts and clocks, settled by the act that answers it.';
comment on column app.task.area_id is 'S1. Area.';
comment on column app.task.id is 'S1. Identity.';
comment on column app.task.young_person_id is 'S1. About whom, if anybody.';
comment on column app.task.kind is 'S1. What is asked; the words stand in features/tasks.';
comment on column app.task.record_id is 'S1. About which record.';
comment on column app.task.desk is 'S1. Where it lies: person:…, team:… or role:area:….';
comment on column app.task.path is 'S1. Where it is done.';
comment on column app.task.due_on is 'S1. By when.';
comment on column app.task.asked_at is 'S1. Since when.';
comment on column app.task.asked_by is 'S1. Whose act asked for it.';
comment on column app.task.settled_at is 'S1. When it was answered.';
comment on column app.task.settled_by is 'S1. By whom.';

create table app.notification (
  id uuid primary key default uuidv7(),
  person_id uuid not null constraint notification_person references app.person,
  area_id uuid constraint notification_area references app.area,
  young_person_id uuid,
  kind text not null constraint notification_kind_is_a_word check (kind ~ '^[a-z][a-z ]{2,60}$'),
  path text not null constraint notification_path_is_our_own check (path ~ '^/[a-z0-9/-]*(\?[a-z0-9=&-]*)?$'),
  urgency text not null constraint notification_urgency check (urgency in ('today', 'digest')),
  told_at timestamptz not null default now(),
  read_at timestamptz,
  mailed_at timestamptz
);
-- Nobody is told, nor asked by an e-mail to sign in, about a child from whom a wall keeps them.
create function app.news_outside_walls() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.young_person_id = any (app.walls_of(new.person_id)) then return null; end if;
  return new;
end $$;
create trigger notification_outside_walls before insert on app.notification for each row when (new.young_person_id is not null)
  execute function app.news_outside_walls();
create index notification_person_index on app.notification (person_id, told_at desc);
create index notification_unmailed on app.notification (urgency, told_at) where mailed_at is null;
create index notification_area_index on app.notification (area_id, young_person_id);
select app.guard('app.notification');
comment on table app.notification is 'S1. What somebody was told, on their list; the e-mail beside it says only to sign in.';
comment on column app.notification.id is 'S1. Identity.';
comment on column app.notification.person_id is 'S1. Who was told.';
comment on column app.notification.area_id is 'S1. Area.';
comment on column app.notification.young_person_id is 'S1. About whom; the name is looked up under the reader''s own rights.';
comment on column app.notification.kind is 'S1. What; the words stand in features/tasks.';
comment on column app.notification.path is 'S1. Where to look.';
comment on column app.notification.urgency is 'S1. today: an e-mail now. digest: with the next digest.';
comment on column app.notification.told_at is 'S1. When.';
comment on column app.notification.read_at is 'S1. When it was read.';
comment on column app.notification.mailed_at is 'S1. When the e-mail was handed over.';

-- The desks somebody sits at now.
create function app.desks_of(person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct d), '{}') from (
    select 'person:' || person as d where person is not null
    union all select 'team:' || m.team_id from app.membership m where m.person_id = person and m.team_id is not null
      and m.role in ('case-holder', 'team-manager') and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    union all select 'role:' || m.area_id || ':' || m.role from app.membership m where m.person_id = person
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())) desks
$$;

-- The desks the person who asks sits at.
create function app.my_desks() returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select app.desks_of(app.person_id())
$$;

-- The desks of those in the teams the person who asks manages.
create function app.desks_i_manage() returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct 'person:' || m.person_id), '{}') from app.membership mine
    join app.membership m on m.area_id = mine.area_id and m.team_id = mine.team_id and m.role = 'case-holder' and m.person_id <> mine.person_id
      and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  where mine.person_id = app.person_id() and mine.role = 'team-manager' and mine.from_at <= now() and (mine.until_at is null or mine.until_at > now())
$$;

-- The people who sit at a desk now. By kind of desk, so that nobody looks through everybody.
create function app.people_at(desk text) returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare kind text := split_part(desk, ':', 1); at uuid := split_part(desk, ':', 2); sit uuid[];
begin
  if kind = 'person' then
    select array_agg(p.id) into sit from app.person p where p.id = at and p.closed_at is null;
  elsif kind = 'team' then
    select array_agg(distinct p.id) into sit from app.area a join app.membership m on m.area_id = a.id and m.team_id = at and m.role in ('case-holder', 'team-manager')
      and m.from_at <= now() and (m.until_at is null or m.until_at > now()) join app.person p on p.id = m.person_id and p.closed_at is null;
  else
    select array_agg(distinct p.id) into sit from app.membership m join app.person p on p.id = m.person_id and p.closed_at is null
      where m.area_id = at and m.role = split_part(desk, ':', 3) and m.from_at <= now() and (m.until_at is null or m.until_at > now());
  end if;
  return coalesce(sit, '{}');
end $$;

-- Whether the person who asks may make work about this child: they see them. Without a child: any member of the area.
create function app.may_ask_about(area uuid, young_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select case when young_person is null then area = any (app.my_member_areas())
    else exists (select 1 from app.young_person y where y.area_id = area and y.id = young_person)
      and (array[young_person] <@ app.visible_young_people(array[young_person]) or array[young_person] <@ app.my_young_people('read S1')) end
$$;

-- Asks once: the same open task is only given the earlier date.
create function app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
#variable_conflict use_column
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be asked about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $$;

-- Answers every open task of this kind about this record (or, without one, this child).
create function app.settle(area uuid, young_person uuid, kind text, record uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be settled about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.kind = settle.kind and t.settled_at is null and t.young_person_id is not distinct from young_person
      and (record is null or t.record_id = record);
end $$;

-- Tells everybody at a desk, once for each act; never the one who did it, and nobody whom a wall keeps from the child.
-- What is urgent also asks for an e-mail, by a trigger (0050), in the same transaction.
create function app.tell(area uuid, young_person uuid, kind text, desk text, urgency text, path text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_ask_about(area, young_person) then raise exception 'nothing may be told about what cannot be seen' using errcode = 'insufficient_privilege'; end if;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select p, $1, $2, $3, $6, $5 from unnest(app.people_at($4)) p where p <> app.person_id();
end $$;

create policy at_my_desk on app.task for select to app using (desk = any ((select app.my_desks())::text[]));
-- A team's manager sees what is asked of the people in it about the young people of the team, and nothing else of theirs.
create policy of_my_team on app.task for select to app using (desk = any ((select app.desks_i_manage())::text[])
  and young_person_id = any ((select app.my_young_people('read S1'))::uuid[]));
grant select on app.task to app;
create policy walled on app.task as restrictive to app using (young_person_id is null or young_person_id <> all ((select app.my_walls())::uuid[]));
create policy own_news on app.notification for select to app using (person_id = (select app.person_id()));
create policy mark_own_news on app.notification for update to app using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
create policy walled on app.notification as restrictive to app using (young_person_id is null or young_person_id <> all ((select app.my_walls())::uuid[]));
grant select, update (read_at) on app.notification to app;
grant execute on function app.my_desks(), app.desks_i_manage(), app.may_ask_about(uuid, uuid), app.ask(uuid, uuid, text, uuid, text, date, text), app.settle(uuid, uuid, text, uuid),
  app.tell(uuid, uuid, text, text, text, text) to app;

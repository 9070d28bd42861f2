-- Tasks and news lead to pages of ours alone: a path of two slashes is the address of another host. And they lie on desks
-- of the area they are about: nobody lays something before people who have no part in it.
alter table app.task drop constraint task_path_is_our_own;
alter table app.task add constraint task_path_is_our_own check (path ~ '^/([a-z0-9-]+(/[a-z0-9-]+)*)?(\?[a-z0-9=&-]*)?$');
alter table app.notification drop constraint notification_path_is_our_own;
alter table app.notification add constraint notification_path_is_our_own check (path ~ '^/([a-z0-9-]+(/[a-z0-9-]+)*)?(\?[a-z0-9=&-]*)?$');

-- Whoever left an area may still be told how something of theirs ended.
create function app.desk_in(area uuid, desk text) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select case split_part(desk, ':', 1)
    when 'person' then exists (select 1 from app.membership m where m.area_id = area and m.person_id = split_part(desk, ':', 2)::uuid)
    when 'team' then exists (select 1 from app.team t where t.area_id = area and t.id = split_part(desk, ':', 2)::uuid)
    else split_part(desk, ':', 2) = area::text end
$$;

create or replace function app.ask(area uuid, young_person uuid, kind text, record uuid, desk text, due_on date, path text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
#variable_conflict use_column
begin
  if not app.may_ask_about(area, young_person) or app.desk_in($1, $5) is not true then
    raise exception 'nothing may be asked about what cannot be seen, nor of people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  insert into app.task as t (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values ($1, $2, $3, $4, $5, $7, $6, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
    do update set due_on = least(t.due_on, excluded.due_on), path = excluded.path;
end $$;

create or replace function app.tell(area uuid, young_person uuid, kind text, desk text, urgency text, path text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_ask_about(area, young_person) or app.desk_in(area, desk) is not true then
    raise exception 'nothing may be told about what cannot be seen, nor to people who have no part in it' using errcode = 'insufficient_privilege'; end if;
  insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency)
    select p, $1, $2, $3, $6, $5 from unnest(app.people_at($4)) p where p <> app.person_id();
end $$;

-- What is typed about nobody is not kept, and that looks like what is kept about somebody who cannot be seen: else the
-- one would tell of the other.
create or replace function app.keep_draft(token text, form text, subject text, instance uuid, young_person uuid, body jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  select s.person_id into who from app.session s join app.person p on p.id = s.person_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and p.closed_at is null
      and (s.ended_at is null or s.ended_because in ('replaced')) and s.expires_at > now() - interval '24 hours';
  if who is null then return false; end if;
  if young_person is not null and not exists (select 1 from app.young_person y where y.id = keep_draft.young_person) then return true; end if;
  insert into app.draft as d (person_id, form, subject, instance, young_person_id, body)
    values (who, $2, $3, $4, $5, $6)
    on conflict on constraint draft_pkey do update set saved_at = now(), expires_at = now() + interval '30 days',
      body = case when d.body ? '_at' then jsonb_build_object('_at', d.body -> '_at') else '{}' end || excluded.body;
  return true;
end $$;

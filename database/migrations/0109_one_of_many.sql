-- An agency such as "Schools and colleges" speaks for many at the forum. Nothing is shared with all of them: what is shared is
-- shared with one of them, by name (R147, R149). An area's administrators add those by name; who asks for consent adds the one
-- that knows a young person to what is asked about.

alter table app.agency add column stands_for_many boolean not null default false, add column one_of_id uuid,
  add constraint agency_one_of foreign key (area_id, one_of_id) references app.agency (area_id, id),
  add constraint agency_one_of_many check (one_of_id is null or not stands_for_many and not core and not holds_cases);
create index agency_one_of_index on app.agency (area_id, one_of_id);
comment on column app.agency.stands_for_many is 'S0. Whether it speaks for many, such as all schools: nothing is shared with it, only with one of them by name.';
comment on column app.agency.one_of_id is 'S0. Of one of many, such as one school: the agency that stands for all of them.';

-- With its one team, because an account is made in a team. One that was closed is opened again.
create function app.add_one_of_many(area uuid, many uuid, name text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare whole app.agency; made uuid;
begin
  if not app.may_manage(area) then return false; end if;
  select a.* into whole from app.agency a where a.area_id = $1 and a.id = $2 and a.stands_for_many and a.in_use;
  if whole.id is null then return false; end if;
  -- A key of the area's file has no full stop.
  insert into app.agency as a (area_id, key, name, kind, core, public_task, holds_cases, one_of_id)
    values ($1, whole.key || '.' || trim(both '-' from regexp_replace(lower($3), '[^[:alnum:]]+', '-', 'g')), $3, whole.kind, false, whole.public_task, false, whole.id)
    on conflict (area_id, key) do update set in_use = true, name = excluded.name where not a.in_use returning id into made;
  if made is null then raise exception 'this one is there already' using errcode = 'check_violation', constraint = 'one_of_many_is_there'; end if;
  update app.team t set in_use = true, name = $3 where t.area_id = $1 and t.agency_id = made;
  if not found then insert into app.team (area_id, agency_id, name) values ($1, made, $3); end if;
  return true;
end $$;
revoke all on function app.add_one_of_many(uuid, uuid, text) from public;
grant execute on function app.add_one_of_many(uuid, uuid, text) to app;

-- Not offered any more. Not while somebody has a role there: they would go on reading where nobody sees it.
create function app.close_one_of_many(area uuid, one uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.may_manage(area) then return false; end if;
  perform from app.agency a where a.area_id = $1 and a.id = $2 and a.one_of_id is not null and a.in_use for update;
  if not found then return false; end if;
  if exists (select from app.membership m where m.area_id = $1 and m.agency_id = $2 and (m.until_at is null or m.until_at > now())) then
    raise exception 'somebody has a role there' using errcode = 'check_violation', constraint = 'one_of_many_is_empty'; end if;
  update app.team t set in_use = false where t.area_id = $1 and t.agency_id = $2;
  update app.agency a set in_use = false where a.area_id = $1 and a.id = $2;
  return true;
end $$;
revoke all on function app.close_one_of_many(uuid, uuid) from public;
grant execute on function app.close_one_of_many(uuid, uuid) to app;

-- Somebody of another agency who opens what is shared with it belongs to one, not to many.
create function app.membership_of_one() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'of which one?' using errcode = 'check_violation', constraint = 'membership_of_one'; end if;
  return null;
end $$;
revoke all on function app.membership_of_one() from public;
create trigger membership_of_one after insert on app.membership for each row when (new.role = 'partner-professional') execute function app.membership_of_one();

create table app.named_agency (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  agency_id uuid not null,
  named_at timestamptz not null default now(),
  named_by uuid not null,
  constraint named_agency_pkey primary key (area_id, id),
  constraint named_agency_once unique (area_id, young_person_id, agency_id),
  constraint named_agency_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint named_agency_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint named_agency_named_by foreign key (named_by) references app.person (id)
);
create index named_agency_agency_index on app.named_agency (area_id, agency_id);
create index named_agency_named_by_index on app.named_agency (named_by);
select app.guard('app.named_agency');
comment on table app.named_agency is 'S3. One of many, such as a school, that can be asked about when a young person is asked about sharing. It opens nothing.';
comment on column app.named_agency.area_id is 'S3. Area.';
comment on column app.named_agency.id is 'S3. Identity.';
comment on column app.named_agency.young_person_id is 'S3. About whom it would be asked.';
comment on column app.named_agency.agency_id is 'S3. Which one.';
comment on column app.named_agency.named_at is 'S3. When it was added.';
comment on column app.named_agency.named_by is 'S3. By whom.';

create policy read_s3 on app.named_agency for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_adds on app.named_agency for insert to app
  with check (named_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.named_agency as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.named_agency to app;
grant insert (area_id, young_person_id, agency_id, named_by) on app.named_agency to app;

create function app.named_agency_is_one_of_many() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.one_of_id is not null and a.in_use) then
    raise exception 'not one of many, or closed' using errcode = 'check_violation', constraint = 'named_agency_is_one_of_many'; end if;
  return null;
end $$;
revoke all on function app.named_agency_is_one_of_many() from public;
create trigger named_agency_is_one_of_many after insert on app.named_agency for each row execute function app.named_agency_is_one_of_many();

-- Of a young person, on whichever of their records they were added.
create function app.agencies_named(area uuid, young_person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct n.agency_id), '{}') from app.named_agency n where n.area_id = $1 and n.young_person_id = any (app.records_of($2))
$$;
revoke all on function app.agencies_named(uuid, uuid) from public;

-- Those of whom one can be named: those that are not yet.
create function app.agencies_to_name(young_person uuid) returns table (id uuid, name text, many text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select a.id, a.name, m.name from app.young_person y join app.agency a on a.area_id = y.area_id and a.in_use and a.one_of_id is not null
      join app.agency m on m.area_id = a.area_id and m.id = a.one_of_id
      cross join lateral (select app.agencies_named(y.area_id, y.id) as agencies) named
    where y.id = $1 and $1 = any (app.my_young_people('ask for consent')) and a.id <> all (named.agencies) order by m.name, a.name
$$;
revoke all on function app.agencies_to_name(uuid) from public;
grant execute on function app.agencies_to_name(uuid) to app;

-- Where the area's file says of an agency that it speaks for many, nothing is shared with it already: the file is not taken.
create function app.stands_for_many() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.consent_share s where s.area_id = new.area_id and s.agency_id = new.id)
    or exists (select from app.lawful_share l where l.area_id = new.area_id and l.agency_id = new.id and l.ended_at is null)
    or exists (select from app.membership m where m.area_id = new.area_id and m.agency_id = new.id and m.role = 'partner-professional' and (m.until_at is null or m.until_at > now())) then
    raise exception 'something was shared with %, or somebody reads there: it cannot stand for many', new.key using errcode = 'check_violation', constraint = 'agency_stands_for_many'; end if;
  return null;
end $$;
revoke all on function app.stands_for_many() from public;
create trigger stands_for_many after update on app.agency for each row when (new.stands_for_many and not old.stands_for_many) execute function app.stands_for_many();

select app.know_records();

-- When the two meet next. A surname and a place stand on a telephone only on tap, for one young person at a time, and only
-- around a meeting that was agreed before (promises C): decided here, whatever a page asks.

create table app.planned_meeting (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  venue text not null,
  agreed_at timestamptz not null default now(),
  agreed_by uuid not null,
  called_off_at timestamptz,
  called_off_by uuid,
  group_id uuid,
  constraint planned_meeting_pkey primary key (area_id, id),
  constraint planned_meeting_of_match unique (area_id, id, match_id),
  constraint planned_meeting_match foreign key (area_id, match_id, young_person_id) references app.match (area_id, id, young_person_id),
  constraint planned_meeting_agreed_by foreign key (agreed_by) references app.person (id),
  constraint planned_meeting_called_off_by foreign key (called_off_by) references app.person (id),
  constraint planned_meeting_is_a_while check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours'),
  constraint planned_meeting_calling_off_is_whole check ((called_off_at is null) = (called_off_by is null)),
  constraint planned_meeting_venue_length check (length(venue) between 1 and 300)
);
create unique index planned_meeting_once on app.planned_meeting (area_id, match_id, starts_at) where called_off_at is null;
create index planned_meeting_match_index on app.planned_meeting (area_id, match_id, young_person_id);
create index planned_meeting_young_person_index on app.planned_meeting (area_id, young_person_id, starts_at desc);
create index planned_meeting_group_index on app.planned_meeting (area_id, group_id, starts_at desc) where group_id is not null;
create index planned_meeting_agreed_by_index on app.planned_meeting (agreed_by);
create index planned_meeting_called_off_by_index on app.planned_meeting (called_off_by);
select app.guard('app.planned_meeting');
comment on table app.planned_meeting is 'S3. When and where a young person and the adult at their side meet next. One that cannot be is called off.';
comment on column app.planned_meeting.area_id is 'S3. Area.';
comment on column app.planned_meeting.id is 'S3. Identity.';
comment on column app.planned_meeting.young_person_id is 'S3. Young person.';
comment on column app.planned_meeting.match_id is 'S3. Match.';
comment on column app.planned_meeting.starts_at is 'S3. From when.';
comment on column app.planned_meeting.ends_at is 'S3. Until when.';
comment on column app.planned_meeting.venue is 'S3. Where; on a telephone only around the meeting.';
comment on column app.planned_meeting.agreed_at is 'S3. When it was agreed.';
comment on column app.planned_meeting.agreed_by is 'S3. Who wrote it down: the worker, or whoever manages the service.';
comment on column app.planned_meeting.called_off_at is 'S3. When it was called off.';
comment on column app.planned_meeting.called_off_by is 'S3. By whom.';
comment on column app.planned_meeting.group_id is 'S3. Of a group activity (R69): the same for everybody who is there; empty where two meet.';

-- The matches that somebody’s telephone shows.
create function app.my_match_ids() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$ select coalesce(array_agg(m.id), '{}') from app.my_matches() m $$;
revoke all on function app.my_match_ids() from public;
grant execute on function app.my_match_ids() to app;

-- Who one is in a match of one’s own.
create function app.me_in_match(area uuid, match uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.worker_id from app.match m where m.area_id = $1 and m.id = $2 and m.id = any (app.my_match_ids()) and m.worker_id = any (app.me_as_worker())
$$;
revoke all on function app.me_in_match(uuid, uuid) from public;
grant execute on function app.me_in_match(uuid, uuid) to app;

create policy read_s3 on app.planned_meeting for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy manager_plans on app.planned_meeting for insert to app with check (agreed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('match a worker'))::uuid[])
  and exists (select 1 from app.match m where m.area_id = planned_meeting.area_id and m.id = planned_meeting.match_id and m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[])));
create policy worker_plans on app.planned_meeting for insert to app with check (agreed_by = (select app.person_id()) and match_id = any ((select app.my_match_ids())::uuid[]));
create policy walled on app.planned_meeting as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.planned_meeting to app;
grant insert (area_id, id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by, group_id) on app.planned_meeting to app;

-- Looked at after the policies: nothing is planned while the match opens nothing, before they are to be introduced, while it
-- is open whether the service can take this on safely, or for a time that has passed.
create function app.planned_meeting_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare m app.match;
begin
  select x.* into m from app.match x where x.area_id = new.area_id and x.id = new.match_id for share;
  if not m.counts then raise exception 'nothing is planned in a match that does not count' using errcode = 'check_violation', constraint = 'planned_meeting_while_it_counts'; end if;
  if exists (select 1 from app.closed_service c where c.area_id = new.area_id and c.strand_allocation_id = m.strand_allocation_id and c.decided_at is null and c.over_at is null) then
    raise exception 'no new meetings until it is decided' using errcode = 'check_violation', constraint = 'planned_meeting_once_it_is_decided'; end if;
  if (new.starts_at at time zone 'Europe/London')::date < coalesce(m.introduced_on, m.planned_on) then
    raise exception 'they are introduced first' using errcode = 'check_violation', constraint = 'planned_meeting_after_the_introduction'; end if;
  if new.starts_at < now() - interval '15 minutes' or new.starts_at > now() + interval '1 year' then
    raise exception 'planned for a time to come' using errcode = 'check_violation', constraint = 'planned_meeting_ahead'; end if;
  return null;
end $$;
revoke all on function app.planned_meeting_holds() from public;
create trigger planned_meeting_holds after insert on app.planned_meeting for each row execute function app.planned_meeting_holds();

-- When one meets whom: no place. `opens` says whether surname and place are there on tap now.
create function app.my_meetings() returns table (id uuid, match_id uuid, starts_at timestamptz, ends_at timestamptz, opens boolean, in_group boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select p.id, p.match_id, p.starts_at, p.ends_at, now() between p.starts_at - interval '2 hours' and p.ends_at + interval '1 hour'
      -- Not because somebody who holds the telephone writes down a meeting now: what a worker agrees themself opens if it was agreed before the time in which it opens.
      and (p.agreed_by <> app.person_id() or p.agreed_at <= p.starts_at - interval '2 hours'), p.group_id is not null
    from app.planned_meeting p where p.match_id = any (app.my_match_ids()) and p.called_off_at is null and p.ends_at > now() - interval '28 days'
    order by p.starts_at, p.id limit 200
$$;
revoke all on function app.my_meetings() from public;
grant execute on function app.my_meetings() to app;

-- Surname and place of one young person, from two hours before to one hour after; nothing at any other time.
create function app.open_meeting(meeting uuid) returns table (young_person_id uuid, match_id uuid, goes_by text, surname text, venue text, starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select p.young_person_id, p.match_id, coalesce(y.known_as, y.given_names), y.surname, p.venue, p.starts_at, p.ends_at
    from app.my_meetings() mine join app.planned_meeting p on p.id = mine.id join app.young_person y on y.area_id = p.area_id and y.id = p.young_person_id
    where mine.id = meeting and mine.opens
$$;
revoke all on function app.open_meeting(uuid) from public;
grant execute on function app.open_meeting(uuid) to app;

-- Called off by the worker whose meeting it is, or by whoever manages the service.
create function app.call_off_meeting(meeting uuid) returns uuid
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare whose uuid;
begin
  update app.planned_meeting p set called_off_at = now(), called_off_by = app.person_id()
    from app.match m where p.id = meeting and p.called_off_at is null and m.area_id = p.area_id and m.id = p.match_id and p.young_person_id <> all (app.my_walls())
      and (p.match_id = any (app.my_match_ids()) or (p.young_person_id = any (app.my_young_people('match a worker')) and m.area_id || ':' || m.service_key = any (app.my_services_to('manage workers'))))
    returning p.young_person_id into whose;
  return whose;
end $$;
revoke all on function app.call_off_meeting(uuid) from public;
grant execute on function app.call_off_meeting(uuid) to app;

select app.know_records();

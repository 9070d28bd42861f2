-- Stop web first: the version before this has no answer for what is planned on a telephone, which then waits.
-- That a place does not work then says where somebody is who must be kept apart: it was answered as often as asked, in a
-- transaction that was taken back. What is planned on a telephone is now asked first, and stands as asked; the answer comes
-- after (as in 0101), is written down either way, and after so many a day is always the same: ask your manager.

alter table app.planned_meeting add column agreed text not null default 'yes',
  add constraint planned_meeting_agreed check (agreed in ('yes', 'asked', 'no')),
  add constraint planned_meeting_asked_is_not_on check (agreed = 'yes' or called_off_at is not null);
comment on column app.planned_meeting.agreed is 'S3. yes; asked on a telephone and not answered yet; or no: whoever manages the service plans it. Only what is agreed was ever on.';
insert into app.budget (key, per_day, source) values
  ('meetings not planned on a telephone', 3, 'Design, promises C: budgets per person and day. A slip or two; not every hour of a day, one after the other.');

-- Of what whoever manages the service plans, at once.
drop trigger planned_meeting_kept_apart on app.planned_meeting;
create trigger planned_meeting_kept_apart after insert on app.planned_meeting for each row when (new.agreed = 'yes') execute function app.planned_meeting_kept_apart();

-- What a worker plans for a match of their own is asked. Before the policies: it looks at nothing but that.
create function app.planned_meeting_is_asked() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.person_id() is null or new.match_id <> all (app.my_match_ids()) then return new; end if;
  if exists (select from app.planned_meeting p where p.area_id = new.area_id and p.match_id = new.match_id and p.starts_at = new.starts_at and p.called_off_at is null) then
    perform app.against('planned_meeting_once', 'it is planned already'); end if;
  new.agreed := 'asked'; new.group_id := null; new.called_off_at := now(); new.called_off_by := app.person_id();
  return new;
end $$;
revoke all on function app.planned_meeting_is_asked() from public;
create trigger planned_meeting_is_asked before insert on app.planned_meeting for each row execute function app.planned_meeting_is_asked();

-- Answers what one asked on the telephone, once, and nothing that can still be taken back: whoever sees it from another
-- transaction sees what stands. What was asked and has no answer counts as one that was no, and gets
-- none later. Nothing where there is no such.
create function app.answer_plan(request uuid, meeting uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare
  p app.planned_meeting; service text; desks text[]; reasons text[]; before integer; told boolean;
  today timestamptz := app.today()::timestamp at time zone 'Europe/London';
begin
  if current_setting('transaction_isolation') <> 'read committed' then raise exception 'plans are counted as they are' using errcode = 'insufficient_privilege'; end if;
  select x.* into p from app.planned_meeting x where x.id = meeting and x.agreed = 'asked' and x.agreed_by = app.person_id() and x.agreed_at < now() and x.agreed_at > now() - interval '5 minutes'
    and x.match_id = any (app.my_match_ids()) for update;
  if not found then return null; end if;
  -- Whoever asks often at once has one answer after the other.
  perform pg_advisory_xact_lock(hashtext('planned meetings ' || p.agreed_by));
  select count(*), coalesce(bool_or(x.agreed = 'no'), false) into before, told from app.planned_meeting x
    where x.agreed_by = p.agreed_by and x.agreed <> 'yes' and x.agreed_at >= today and x.id <> p.id;
  if before < (select b.per_day from app.budget b where b.key = 'meetings not planned on a telephone') and not app.match_paused(p.area_id, p.match_id)
      and not app.kept_apart_there(p.area_id, p.young_person_id, p.starts_at, p.ends_at, p.venue) then
    -- Sent twice at once it is planned once.
    update app.planned_meeting x set agreed = 'yes', called_off_at = s.at, called_off_by = case when s.at is not null then x.called_off_by end
      from (select case when exists (select from app.planned_meeting o where o.area_id = p.area_id and o.match_id = p.match_id and o.starts_at = p.starts_at and o.called_off_at is null)
        then p.called_off_at end as at) s where x.area_id = p.area_id and x.id = p.id;
    perform app.acted(request, 'meeting planned', p.young_person_id, p.id, '{}');
    return true;
  end if;
  update app.planned_meeting x set agreed = 'no' where x.area_id = p.area_id and x.id = p.id;
  reasons := app.my_reasons(p.young_person_id);
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, roles)
    values (request, app.person_id(), app.session_id(), 'meeting not planned', 'not allowed', reasons, p.area_id, p.young_person_id, p.id, app.my_roles_for(reasons));
  -- Whoever manages the service, the first time in a day.
  if not told then
    select m.service_key into service from app.match m where m.area_id = p.area_id and m.id = p.match_id;
    select array_agg('person:' || who) into desks from unnest(app.people_at('service:' || p.area_id || ':' || service)) who where p.young_person_id <> all (app.walls_of(who));
    perform app.tell_all(p.area_id, p.young_person_id, 'meeting not planned', coalesce(desks, array['role:' || p.area_id || ':coordinator']),
      app.path_in(p.area_id, '/young-people/' || p.young_person_id || '/matches/' || p.match_id || '/meetings'));
  end if;
  return false;
end $$;
revoke all on function app.answer_plan(uuid, uuid) from public;
grant execute on function app.answer_plan(uuid, uuid) to app;

-- What one asked since yesterday and is still for the manager to plan: one a day and match, and no place.
create function app.my_asked_meetings() returns table (match_id uuid, starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select distinct on (p.match_id, (p.starts_at at time zone 'Europe/London')::date) p.match_id, p.starts_at, p.ends_at from app.planned_meeting p
    where p.match_id = any (app.my_match_ids()) and p.agreed_by = app.person_id() and p.agreed <> 'yes' and p.agreed_at > now() - interval '1 day' and p.starts_at > now()
      and not exists (select from app.planned_meeting o where o.area_id = p.area_id and o.match_id = p.match_id and o.called_off_at is null
        and (o.starts_at at time zone 'Europe/London')::date = (p.starts_at at time zone 'Europe/London')::date)
    order by p.match_id, (p.starts_at at time zone 'Europe/London')::date, p.agreed_at desc limit 20
$$;
revoke all on function app.my_asked_meetings() from public;
grant execute on function app.my_asked_meetings() to app;

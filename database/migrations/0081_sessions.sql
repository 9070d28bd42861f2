-- Typing keeps the screen open, a lock knows whose it is, a kept post goes back to its field; screenings in order, and
-- nobody added to a completed assessment.

-- Says how long the screen may stay untouched, so that the page can lock by itself, and whose a locked one is, so that
-- only their own words are kept for them.
create or replace function app.enter(token text, focus uuid[]) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare s app.session; p app.person;
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', coalesce(focus::text, ''), true);
  select * into s from app.session where token_hash = app.token_hash();
  if not found then return jsonb_build_object('state', 'none'); end if;
  select * into p from app.person where id = s.person_id;
  if s.ended_at is not null or p.closed_at is not null or s.expires_at <= now() then return jsonb_build_object('state', 'ended'); end if;
  if s.last_seen_at + s.idle_for <= now() and (s.meeting_until is null or s.meeting_until <= now()) then
    return jsonb_build_object('state', 'locked', 'person', jsonb_build_object('id', p.id, 'name', p.name)); end if;
  return jsonb_build_object('state', 'open', 'session', s.id, 'person', jsonb_build_object('id', p.id, 'name', p.name, 'title', p.title, 'kind', p.kind),
    'authenticatedAt', s.authenticated_at, 'meetingUntil', s.meeting_until, 'idleSeconds', extract(epoch from s.idle_for)::integer, 'now', now(),
    'acts', to_jsonb(app.acts_of(p.id)),
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- Somebody is typing: their screen is in use. Opens nothing that was locked.
create function app.typed() returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds'
$$;
grant execute on function app.typed() to app;

-- As before, and the field somebody was in (_at) stays where the post that is kept does not say it.
create or replace function app.keep_draft(token text, form text, subject text, instance uuid, young_person uuid, body jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  select s.person_id into who from app.session s join app.person p on p.id = s.person_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and p.closed_at is null
      and (s.ended_at is null or s.ended_because in ('replaced')) and s.expires_at > now() - interval '24 hours';
  if who is null then return false; end if;
  insert into app.draft as d (person_id, form, subject, instance, young_person_id, body)
    values (who, $2, $3, $4, (select id from app.young_person where id = $5), $6)
    on conflict on constraint draft_pkey do update set saved_at = now(), expires_at = now() + interval '30 days',
      body = case when d.body ? '_at' then jsonb_build_object('_at', d.body -> '_at') else '{}' end || excluded.body;
  return true;
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- Screening and assessment.

-- Nothing is decided before it arrives. What was recorded otherwise before this rule stays as it was recorded.
alter table app.screening add constraint screening_decided_after_it_was_received check (decided_on >= received_on) not valid;
do $$ begin
  if not exists (select from app.screening where decided_on < received_on) then
    alter table app.screening validate constraint screening_decided_after_it_was_received;
  end if;
end $$;

-- The decision that a completed assessment answers is written down when it is completed.
grant update (screening_id) on app.assessment to app;

-- Who poses a risk is proposed while the assessment is written: once somebody stands by it, nobody is added. Moving one to
-- the right young person copies it, with the owner's rights. Holds the assessment while it looks.
create function app.completed_people_stay() returns trigger language plpgsql security definer set search_path = pg_catalog, app as $$
declare a app.assessment;
begin
  select * into a from app.assessment x where x.area_id = new.area_id and x.id = new.assessment_id for share;
  if a.completed_at is not null or a.set_aside_at is not null or a.moved_at is not null then
    raise exception 'a completed assessment stays as it is' using errcode = 'check_violation', constraint = 'assessment_completed_stays';
  end if;
  return new;
end $$;
create trigger person_who_poses_risk_completed_stays before insert on app.person_who_poses_risk
  for each row when (current_user = 'app') execute function app.completed_people_stay();

-- The front door decided that no risk assessment is needed: nobody is asked for one any more, unless one is being written.
-- Whoever screens cannot see whether one is, so they learn nothing from this.
create function app.no_assessment_asked(area uuid, young_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not ('screen' = any (app.my_acts_on(young_person))) then raise exception 'not yours to screen' using errcode = 'insufficient_privilege'; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id()
    where t.area_id = area and t.young_person_id = no_assessment_asked.young_person and t.kind = 'complete an assessment' and t.settled_at is null
      and not exists (select 1 from app.assessment a where a.area_id = t.area_id and a.young_person_id = t.young_person_id
        and a.completed_at is null and a.set_aside_at is null and a.moved_at is null);
end $$;
grant execute on function app.no_assessment_asked(uuid, uuid) to app;

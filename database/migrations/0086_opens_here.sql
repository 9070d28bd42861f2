-- What a relation lets somebody do, said together with the relation itself, so that a route can ask for its own act on
-- this young person in the same question that says why they are seen (docs/access-matrix.md, promises A2). Before, some
-- pages asked only whether the young person was seen at all, and stayed empty.
drop function app.my_acts_on(uuid);
drop function app.why_i_can_see(uuid);

create function app.why_i_can_see(young_person uuid)
  returns table (because text, says text, until_at timestamptz, ends uuid, acts text[], listed boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with related as (
    select because from app.relation where person_id = app.person_id() and young_person_id = $1
    union select because from app.area_relation where person_id = app.person_id() and young_person_id = $1),
  -- Said only where no relation is, but also then it opens what the role of the list may do with whoever stands in it.
  listed as (select l.because from app.area_list l where l.person_id = app.person_id() and l.young_person_id = $1)
  select k.because, k.says, e.until_at, e.id,
    -- Of a record that was merged, or of somebody who died, only what puts it right stays.
    array(select m.act from app.relation_may m join app.young_person y on y.id = $1
      where m.because = k.because and (app.stays_open(m.act) or (y.status <> 'died' and y.merged_into is null))),
    exists (select 1 from listed)
  from (
    select because from related
    union select because from listed where not exists (select 1 from related)) r
  join app.relation_kind k using (because)
  left join lateral (select x.until_at, x.id from app.emergency_access x where x.person_id = app.person_id() and x.young_person_id = $1 and x.ended_at is null
    and x.until_at > now() order by x.until_at desc limit 1) e on k.because = 'emergency access'
  where $1 <> all (app.my_walls())
$$;
grant execute on function app.why_i_can_see(uuid) to app;

create function app.my_acts_on(young_person uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct act), '{}') from app.why_i_can_see($1) w, unnest(w.acts) act
$$;
grant execute on function app.my_acts_on(uuid) to app;

-- Each role with what it may do in its area, so that a route can ask for its act in the area of its address.
create or replace function app.enter(token text, focus uuid[]) returns jsonb
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
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
    'roles', (select coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'area', m.area_id, 'agency', m.agency_id, 'team', m.team_id, 'service', m.service_key,
      'acts', to_jsonb(array(select r.act from app.role_may r where r.role = m.role))) order by m.from_at), '[]')
      from app.membership m where m.person_id = p.id and m.from_at <= now() and (m.until_at is null or m.until_at > now())));
end $$;

-- What was decided at the front door is read by whoever reads assessments and by whoever screens, also of a record that
-- is locked: recording one is another act. The page asked for the latter, and closed its door on the links of the former.
insert into app.relation_may (because, act)
  select distinct because, 'read screenings' from app.relation_may where act in ('read S4', 'screen');

-- Where somebody lives is where they are found at night: the duty team there needs what the duty team of the responsible
-- area needs, and its notes.
insert into app.relation_may (because, act)
  values ('duty where they live', 'see what duty needs'), ('duty where they live', 'write a night note');

-- Which relations somebody has to these young people. Every page asks several times, and the two views look in a dozen
-- places, of which most people's roles lead to one or two: the others are not looked in at all (measured side by side: why
-- a record is seen 1.5 ms -> 0.4, what may be done with it 0.9 ms -> 0.2; for a case-holder 0.7 and 0.6).
create function app.relations_of(person uuid, young_people uuid[]) returns table (young_person_id uuid, because text)
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare roles text[] := array(select m.role from app.membership m where m.person_id = $1 and m.from_at <= now() and (m.until_at is null or m.until_at > now()));
begin
  if roles && '{case-holder,team-manager}' then
    return query select r.young_person_id, r.because from app.relation_case_holder r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_deputy r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_hand_over r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.relation_merged r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{forum-member}' then
    return query select r.young_person_id, r.because from app.relation_forum r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{operational-manager,service-manager}' then
    return query select r.young_person_id, r.because from app.relation_strand r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{duty}' then
    return query select r.young_person_id, r.because from app.area_relation_duty r where r.person_id = $1 and r.young_person_id = any ($2)
      union all select r.young_person_id, r.because from app.area_relation_living r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{agency-manager}' then
    return query select r.young_person_id, r.because from app.area_relation_agency r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{forum-chair,forum-coordinator}' then
    return query select r.young_person_id, r.because from app.area_relation_forum r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{coordinator,panel-member}' then
    return query select r.young_person_id, r.because from app.area_relation_panel r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  return query select r.young_person_id, r.because from app.relation_emergency r where r.person_id = $1 and r.young_person_id = any ($2);
end $$;

create or replace function app.my_young_people(wanted text) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id(); narrow uuid[] := app.focus(); mine uuid[]; walled uuid[];
begin
  if me is null then return '{}'; end if;
  if narrow is null then
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relation r
      where r.person_id = me and r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  else
    select coalesce(array_agg(distinct r.young_person_id), '{}') into mine from app.relations_of(me, narrow) r
      where r.because = any (array(select m.because from app.relation_may m where m.act = wanted));
  end if;
  if mine <> '{}' and not app.stays_open(wanted) then
    select coalesce(array_agg(y.id), '{}') into mine from app.young_person y where y.id = any (mine) and y.status <> 'died' and y.merged_into is null;
  end if;
  if mine = '{}' then return mine; end if;
  walled := app.walls_of(me);
  if walled = '{}' then return mine; end if;
  return coalesce((select array_agg(f) from unnest(mine) f where f <> all (walled)), '{}');
end $$;

create or replace function app.why_i_can_see(young_person uuid)
  returns table (because text, says text, until_at timestamptz, ends uuid, acts text[], listed boolean)
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_column
declare me uuid := app.person_id(); related text[]; lists text[];
begin
  if $1 = any (app.walls_of(me)) then return; end if;
  related := array(select distinct r.because from app.relations_of(me, array[$1]) r);
  -- Said only where no relation is, but also then it opens what the role of the list may do with whoever stands in it.
  lists := array(select l.because from app.area_list l where l.person_id = me and l.young_person_id = $1);
  return query select k.because, k.says, e.until_at, e.id,
      -- Of a record that was merged, or of somebody who died, only what puts it right stays.
      array(select m.act from app.relation_may m join app.young_person y on y.id = $1
        where m.because = k.because and (app.stays_open(m.act) or (y.status <> 'died' and y.merged_into is null))),
      lists <> '{}'
    from app.relation_kind k
    left join lateral (select x.until_at, x.id from app.emergency_access x where x.person_id = me and x.young_person_id = $1
      and x.ended_at is null and x.until_at > now() order by x.until_at desc limit 1) e on k.because = 'emergency access'
    where k.because = any (case when related = '{}' then lists else related end);
end $$;

create or replace function app.visible_young_people(wanted uuid[]) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid := app.person_id();
begin
  return (select coalesce(array_agg(distinct y.id), '{}') from app.young_person y
    where y.id = any (wanted) and y.id <> all ((select app.walls_of(me))::uuid[]) and (
      y.area_id = any ((select app.my_areas_to('list young people'))::uuid[])
      or (y.opened_to_panel_at is not null and y.area_id = any ((select app.my_areas_to('list nominated young people'))::uuid[]))
      or (y.sent_to_forum_at is not null and y.area_id = any ((select app.my_areas_to('list young people sent to the forum'))::uuid[]))
      or y.id = any (array(select r.young_person_id from app.relations_of(me, wanted) r join app.relation_may m on m.because = r.because and m.act = 'read S1'))));
end $$;

create or replace function app.viewed(token text, request uuid, act text, young_people uuid[], record uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid; sess uuid; visible uuid[]; named uuid[] := '{}'; mine text[]; owners uuid[];
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', '', true);
  me := app.person_id(); sess := app.session_id();
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  update app.session set last_seen_at = now() where id = sess and last_seen_at < now() - interval '5 seconds';
  if record is not null and record <> all (young_people) then
    owners := app.children_of_record(array(select a.id from app.area a), record);
    if owners <> '{}' and not owners && young_people then raise exception 'a view may name only a record of those who were seen' using errcode = 'insufficient_privilege'; end if;
  end if;
  select array_agg(distinct m.role order by m.role) into mine from app.membership m where m.person_id = me and m.from_at <= now() and (m.until_at is null or m.until_at > now());
  if young_people = '{}' then
    insert into app.audit_event (request, person_id, session_id, act, outcome, record_id, roles) values (request, me, sess, act, 'read', record, coalesce(mine, '{}'));
    return;
  end if;
  visible := app.visible_young_people(young_people);
  if not (young_people <@ visible) then
    named := array(select n.young_person_id from app.named_to_me(young_people) n);
    if not (young_people <@ (visible || named)) then raise exception 'a view may name only what was seen' using errcode = 'insufficient_privilege'; end if;
  end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, roles)
    select request, me, sess, act, 'read',
      coalesce(r.because, case when y.id = any (visible) then array(select distinct l.because from app.area_list l where l.person_id = me and l.young_person_id = y.id order by 1)
        else array(select distinct n.because from app.named_to_me(young_people) n where n.young_person_id = y.id order by 1) end),
      y.area_id, y.id, record, coalesce(r.roles, mine, '{}') from app.young_person y
    left join (select each.young_person_id, array_agg(distinct each.because order by each.because) as because,
        array_agg(distinct k.role order by k.role) filter (where k.role is not null) as roles
      from app.relations_of(me, young_people) each join app.relation_kind k using (because) group by each.young_person_id) r on r.young_person_id = y.id
    where y.id = any (young_people) order by y.id;
end $$;

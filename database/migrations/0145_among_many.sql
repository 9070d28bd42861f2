-- What takes as long as a service has years, or an agency young people, looked at from where it is short. Nothing opens to
-- anybody by this that was closed, and the other way round.

-- A match that goes on after its strand ended: found from the matches of the service that are open, as all strands that ever
-- ended grow with the years. Looked at one by one (offset 0), or they would be gathered first for whoever asks.
create or replace view app.relation_strand as
  select m.person_id, s.area_id, s.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end as because
  from app.strand_allocation s
    join app.membership m on m.area_id = s.area_id and m.service_key = s.service_key and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
  where s.until_at is null and m.from_at <= now() and (m.until_at is null or m.until_at > now())
  union all
  select m.person_id, x.area_id, x.young_person_id, case m.role when 'operational-manager' then 'operational manager' else 'service manager' end
  from app.membership m
    join app.match x on x.area_id = m.area_id and x.service_key = m.service_key and x.ended_at is null
    cross join lateral (select s.strand from app.strand_allocation s where s.area_id = x.area_id and s.id = x.strand_allocation_id and s.until_at is not null offset 0) s
  where m.role in ('operational-manager', 'service-manager') and m.role = case s.strand when 1 then 'operational-manager' else 'service-manager' end
    and m.from_at <= now() and (m.until_at is null or m.until_at > now());

-- Those shared with the asker's agency, the newest first: whoever was ever named to it stands in order, and what opens is asked
-- of as many as a page needs, by the very rule, one focus at a time. Whom they see no more is no place to go on from.
create function app.shared_with_me(area uuid, before uuid, most integer) returns uuid[]
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); was text := coalesce(current_setting('app.focus', true), ''); narrow uuid[] := app.focus(); named uuid[]; batch uuid[]; mine uuid[]; found uuid[] := '{}';
begin
  if before is not null and before <> all (app.visible_young_people(array[before])) then return found; end if;
  named := array(
    with agency as (select m.agency_id from app.membership m where m.person_id = me and m.area_id = $1 and m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now())),
      record as materialized (select y.id, y.merged_into, y.created_at from app.young_person y where y.area_id = $1 and y.id in (
        select p.young_person_id from agency g join app.consent_share p on p.area_id = $1 and p.agency_id = g.agency_id
        union select l.young_person_id from agency g join app.lawful_share l on l.area_id = $1 and l.agency_id = g.agency_id and l.ended_at is null)),
      goes_on as (select r.id, r.created_at from record r where r.merged_into is null
        union select y.id, y.created_at from record r join app.young_person y on y.area_id = $1 and y.id = r.merged_into)
    select g.id from goes_on g where (narrow is null or g.id = any (narrow))
        and (before is null or (g.created_at, g.id) < (select y.created_at, y.id from app.young_person y where y.area_id = $1 and y.id = before))
      order by g.created_at desc, g.id desc);
  for at in 1 .. cardinality(named) by 2 * most loop
    exit when cardinality(found) >= most;
    batch := named[at : at + 2 * most - 1];
    perform set_config('app.focus', batch::text, true);
    mine := app.my_young_people('read what is shared');
    found := found || array(select x.id from unnest(batch) with ordinality x (id, nr) where x.id = any (mine) order by x.nr);
  end loop;
  perform set_config('app.focus', was, true);
  return found[:most];
end $$;
revoke all on function app.shared_with_me(uuid, uuid, integer) from public;
grant execute on function app.shared_with_me(uuid, uuid, integer) to app;

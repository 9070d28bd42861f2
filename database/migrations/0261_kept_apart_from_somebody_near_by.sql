-- Two young people who must be kept apart may be of two areas that are partners. It stands in the area of whoever wrote it down. Near
-- by it is the class alone: that there is somebody, how far apart, and that the duty worker is to be asked. Why, what it rests on and
-- whom it is about is read, looked at again and ended by whoever has a relation to the young person it was written about.

alter table app.keep_apart add column other_area_id uuid;
comment on column app.keep_apart.other_area_id is 'S5. The area of the other young person: this one, or a partner. The database finds it.';

create function app.keep_apart_other_area() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.other_area_id := (select y.area_id from app.young_person y where y.id = new.other_id);
  if new.other_area_id <> new.area_id and not exists (select from app.area a where a.id = new.area_id and new.other_area_id = any (a.partners)) then
    perform app.against('keep_apart_of_partner_areas', 'not of a partner area'); end if;
  return new;
end $$;
revoke all on function app.keep_apart_other_area() from public;
create trigger keep_apart_other_area before insert on app.keep_apart for each row when (new.other_id is not null) execute function app.keep_apart_other_area();
update app.keep_apart set other_area_id = area_id where other_id is not null;

alter table app.keep_apart add constraint keep_apart_other_is_of_an_area check ((other_id is null) = (other_area_id is null)) not valid;
alter table app.keep_apart validate constraint keep_apart_other_is_of_an_area;
create index keep_apart_other_area_index on app.keep_apart (other_area_id, other_id);
alter table app.keep_apart drop constraint keep_apart_other_young_person;
alter table app.keep_apart add constraint keep_apart_other_young_person foreign key (other_area_id, other_id) references app.young_person (area_id, id) not valid;
alter table app.keep_apart validate constraint keep_apart_other_young_person;

alter policy read_s5 on app.keep_apart using (moved_at is null and (young_person_id = any ((select app.my_young_people('read S5'))::uuid[])
  or other_area_id = area_id and other_id = any ((select app.my_young_people('read S5'))::uuid[])));

-- A reference as it is typed, here and near by: of somebody who can be seen.
create function app.young_person_near_by_reference(area uuid, reference text) returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select y.id from app.young_person y join app.area a on a.id = $1 where y.area_id = any (a.id || a.partners) and y.reference = $2 and array[y.id] <@ app.visible_young_people(array[y.id])
$$;
revoke all on function app.young_person_near_by_reference(uuid, text) from public;
grant execute on function app.young_person_near_by_reference(uuid, text) to app;

drop function app.kept_apart(uuid);
create function app.kept_apart(young_person uuid) returns table(id uuid, other_id uuid, who text, role text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text, review_on date, recorded_by text, recorded_at timestamp with time zone, closed_at timestamp with time zone, closed_reason text, written_there boolean)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with mine as materialized (select app.records_of($1) as ids),
    one as (select k.*, case when k.young_person_id = any (mine.ids) then k.other_id else k.young_person_id end as them,
        k.young_person_id <> all (mine.ids) and k.other_area_id <> k.area_id as there
      from app.keep_apart k, mine where k.moved_at is null and (k.young_person_id = any (mine.ids) or k.other_id = any (mine.ids)) and 'read S5' = any (app.my_acts_on($1)) order by k.recorded_at desc, k.id desc limit 100),
    open as (select o.*, case when o.there then 'read S5' = any (app.my_acts_on(o.young_person_id)) else true end as whole from one o),
    seen as (select unnest(app.visible_young_people(array(select them from one where them is not null))) as id)
  select k.id, seen.id, coalesce(k.other_words, wp.name, y.reference, case when k.other_area_id <> k.area_id then 'A young person of a partner area' else 'Another young person' end),
      case when k.worker_id is not null then 'worker' when k.other_words is not null then coalesce(k.other_role, 'somebody else') else 'young person' end, k.how_far, k.own_past,
      case when k.whole then k.reason end, case when k.whole then k.evidence end, case when k.whole then k.confirmed_by end, case when k.whole then k.review_on end,
      case when k.whole then p.name end, case when k.whole then k.recorded_at end, k.closed_at, case when k.whole then k.closed_reason end, coalesce(k.there, false)
    from open k join app.person p on p.id = k.recorded_by left join app.worker w on w.id = k.worker_id left join app.person wp on wp.id = w.person_id
      left join seen on seen.id = k.them left join app.young_person y on y.id = seen.id
    where (k.them is null or k.them <> all (app.my_walls())) order by k.recorded_at desc, k.id desc
$$;
revoke all on function app.kept_apart(uuid) from public;
grant execute on function app.kept_apart(uuid) to app;

-- Looked at again and ended where it was written.
create or replace function app.keep_apart_to_decide(young_person uuid, keep_apart uuid) returns app.keep_apart
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare k app.keep_apart; records uuid[] := app.records_of(young_person); acts text[] := app.my_acts_on(young_person);
begin
  if not coalesce(array['keep apart', 'read S5'] <@ acts, false) then raise exception 'not yours to decide' using errcode = 'insufficient_privilege'; end if;
  select x.* into k from app.keep_apart x where x.id = keep_apart and x.closed_at is null and x.moved_at is null
    and (x.young_person_id = any (records) or x.other_area_id = x.area_id and x.other_id = any (records))
    and x.young_person_id <> all (app.my_walls()) and (x.other_id is null or x.other_id <> all (app.my_walls())) for update;
  return k;
end $$;

do $$ declare f text; g record;
begin
  for g in select * from (values
      -- What is read before they meet is written anew on both sides.
      ('app.known_since_the_brief()'::regprocedure, 'app.brief_out_of_date(new.area_id, (to_jsonb(new)->>''other_id'')::uuid)',
        'app.brief_out_of_date((to_jsonb(new)->>''other_area_id'')::uuid, (to_jsonb(new)->>''other_id'')::uuid)'),
      -- Who saw an entry: near by nobody did, by that record alone.
      ('app.readers_of_entry(app.wrong_child)'::regprocedure, 'k.id = (move).entry_id)', 'k.id = (move).entry_id and k.other_area_id = k.area_id)')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

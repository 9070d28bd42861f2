-- Two workers must have no contact at all, and one is handing a young person over to the other when somebody finds out: the one who
-- takes over plans nothing new until the goodbye with the adult before, and whoever decides about matches is asked. Nothing ends.

alter table app.match_pause drop constraint match_pause_why;
alter table app.match_pause add constraint match_pause_why check (why in ('limb', 'limb gone', 'check', 'away', 'wall', 'no yes', 'asked', 'hand-over')) not valid;
alter table app.match_pause validate constraint match_pause_why;

-- Whether whom this match takes over from is still there, and the two adults must have no contact.
create function app.handed_over_by_somebody_apart(area uuid, match uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.match m join app.match b on b.area_id = m.area_id and b.id = m.follows_id and b.ended_at is null
      join app.worker w on w.area_id = b.area_id and w.id = b.worker_id cross join lateral app.workers_apart_from(m.area_id, m.worker_id) k
    where m.area_id = $1 and m.id = $2 and k.person_id = w.person_id and k.how_far = 'no contact at all')
$$;
revoke all on function app.handed_over_by_somebody_apart(uuid, uuid) from public;

do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.live_reasons(uuid, uuid)'::regprocedure, 'where not d.yes)', 'where not d.yes
    union all select ''hand-over'' where app.handed_over_by_somebody_apart($1, $2))'),
      ('app.look_at_matches(uuid, uuid[])'::regprocedure, '''wall'', ''no yes'')', '''wall'', ''no yes'', ''hand-over'')')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

-- Whichever of the two takes over, in whichever area.
create function app.worker_apart_looks_at_hand_overs() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare each record;
begin
  for each in select m.area_id, array_agg(m.id order by m.id) as matches
      from app.worker one join app.worker w on w.area_id = any (app.partner_group(one.area_id)) and w.person_id = one.person_id join app.match m on m.area_id = w.area_id and m.worker_id = w.id
      where (one.area_id, one.id) in ((new.area_id, new.worker_id), (new.other_area_id, new.other_worker_id)) and m.counts and m.follows_id is not null
      group by m.area_id loop
    perform app.look_at_matches(each.area_id, each.matches);
  end loop;
  return null;
end $$;
revoke all on function app.worker_apart_looks_at_hand_overs() from public;
create trigger looks_at_hand_overs after insert or update of closed_at on app.worker_apart for each row when (new.other_worker_id is not null) execute function app.worker_apart_looks_at_hand_overs();

create function app.goodbye_lets_who_takes_over_go_on() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.look_at_matches(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.follows_id = new.id and m.counts and app.match_paused(m.area_id, m.id)));
  return null;
end $$;
revoke all on function app.goodbye_lets_who_takes_over_go_on() from public;
create trigger goodbye_lets_who_takes_over_go_on after update of ended_at, ended_by on app.match for each row when (old.ended_at is null and new.ended_at is not null) execute function app.goodbye_lets_who_takes_over_go_on();

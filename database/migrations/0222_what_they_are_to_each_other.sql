-- "Between any two people in the system (young people, workers, network members, people of concern): roles": who is named in words has
-- a role as well. What was written down before says none, and is read as somebody else.
alter table app.keep_apart add column other_role text;
alter table app.keep_apart add constraint keep_apart_other_role check (other_role in ('family or network', 'poses a risk', 'somebody else')) not valid;
alter table app.keep_apart add constraint keep_apart_role_of_words check (other_role is null or other_words is not null) not valid;
alter table app.keep_apart validate constraint keep_apart_other_role;
alter table app.keep_apart validate constraint keep_apart_role_of_words;
comment on column app.keep_apart.other_role is 'S5. What somebody who is named in words is to the young person.';
grant insert (other_role) on app.keep_apart to app;

drop function app.kept_apart(uuid);
create function app.kept_apart(young_person uuid) returns table(id uuid, other_id uuid, who text, role text, how_far text, own_past boolean, reason text, evidence text, confirmed_by text, review_on date, recorded_by text, recorded_at timestamp with time zone, closed_at timestamp with time zone, closed_reason text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with one as (select k.*, case when k.young_person_id = any (app.records_of($1)) then k.other_id else k.young_person_id end as them from app.keep_apart k
      where k.moved_at is null and (k.young_person_id = any (app.records_of($1)) or k.other_id = any (app.records_of($1))) and 'read S5' = any (app.my_acts_on($1)) order by k.recorded_at desc, k.id desc limit 100),
    seen as (select unnest(app.visible_young_people(array(select them from one where them is not null))) as id)
  select k.id, seen.id, coalesce(k.other_words, wp.name, y.reference, 'Another young person'),
      case when k.worker_id is not null then 'worker' when k.other_words is not null then coalesce(k.other_role, 'somebody else') else 'young person' end, k.how_far, k.own_past, k.reason, k.evidence, k.confirmed_by, k.review_on,
      p.name, k.recorded_at, k.closed_at, k.closed_reason
    from one k join app.person p on p.id = k.recorded_by left join app.worker w on w.id = k.worker_id left join app.person wp on wp.id = w.person_id
      left join seen on seen.id = k.them left join app.young_person y on y.id = seen.id
    where (k.them is null or k.them <> all (app.my_walls())) order by k.recorded_at desc, k.id desc
$$;
revoke all on function app.kept_apart(uuid) from public;
grant execute on function app.kept_apart(uuid) to app;

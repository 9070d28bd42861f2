-- R19, R38: what is due of a worker is asked of somebody, and does not only stand on a list for whoever looks at it. Supervision of
-- whoever the area names for it, and where nobody has that role now, of whoever manages the service; what runs out, of whoever
-- manages the service. What is no longer due is asked no longer: it was recorded, they are away or have left, or somebody else supervises.

create function app.due_of_workers(workers uuid[]) returns table (area_id uuid, worker_id uuid, kind text, desk text, rest text, due_on date)
  language sql stable security definer set search_path = pg_catalog, app as $$
  with them as (select w.area_id, w.id, w.person_id, w.service_key, w.started_on, s.supervised_by, s.supervision_days,
        'service:' || w.area_id || ':' || w.service_key as managers, '/workers/' || w.id as page, (a.configuration #>> '{workforce,runsOutSoonDays}')::integer as soon_days
      from app.worker w join app.service s on s.area_id = w.area_id and s.key = w.service_key and s.in_use join app.area a on a.id = w.area_id
      where w.id = any ($1) and w.left_at is null),
    supervisor as (select distinct t.id, m.person_id from them t join app.membership m on m.area_id = t.area_id and m.service_key = t.service_key and m.role = t.supervised_by
        and m.person_id <> t.person_id and m.from_at <= now() and (m.until_at is null or m.until_at > now())
      join app.person p on p.id = m.person_id and p.closed_at is null)
  select t.area_id, t.id, 'supervise a worker', coalesce('person:' || u.person_id, t.managers), t.page || case when u.id is null then '' else '/supervision/new' end, next.due_on
    from them t
      cross join lateral (select coalesce((select max(v.held_on) from app.supervision v where v.area_id = t.area_id and v.worker_id = t.id), t.started_on) + t.supervision_days as due_on) next
      left join supervisor u on u.id = t.id
    where next.due_on <= app.today() and not exists (select from app.worker_leave l where l.area_id = t.area_id and l.worker_id = t.id and l.taken_back_at is null
      and l.from_on <= app.today() and (l.back_on is null or l.back_on > app.today()))
  union all
  -- Of several the one that counts longest speaks, as on the list.
  select t.area_id, t.id, 'renew what runs out', t.managers, t.page, min(last.counts_until) from them t
      cross join lateral (select max(coalesce(m.expires_on, 'infinity')) as counts_until from app.requirement_met m
        join app.service_requirement r on r.area_id = m.area_id and r.service_key = m.service_key and r.key = m.requirement_key and r.in_use
        where m.area_id = t.area_id and m.worker_id = t.id and m.taken_back_at is null group by m.requirement_key) last
    where last.counts_until <= app.today() + t.soon_days group by t.area_id, t.id, t.managers, t.page
$$;
revoke all on function app.due_of_workers(uuid[]) from public;

-- Asks what is due of these workers, with its day, and settles what is not. Answers how much was asked anew.
create function app.ask_about_workers(workers uuid[]) returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  with due as materialized (select * from app.due_of_workers($1)),
    over as (update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.record_id = any ($1) and t.settled_at is null and t.kind in ('supervise a worker', 'renew what runs out')
        and not exists (select from due d where d.area_id = t.area_id and d.worker_id = t.record_id and d.kind = t.kind and d.desk = t.desk)),
    asked as (insert into app.task as t (area_id, kind, record_id, desk, path, due_on)
      select d.area_id, d.kind, d.worker_id, d.desk, app.path_in(d.area_id, d.rest), d.due_on from due d
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null
      do update set due_on = excluded.due_on where t.due_on <> excluded.due_on returning 1)
  select count(*)::integer from asked
$$;
revoke all on function app.ask_about_workers(uuid[]) from public;

-- A day brings it, or the area's file does. Runs each hour.
create function app.workers_due() returns integer
  language sql security definer set search_path = pg_catalog, app as $$
  select app.ask_about_workers(array(select w.id from app.worker w where w.left_at is null))
$$;
revoke all on function app.workers_due() from public;
grant execute on function app.workers_due() to worker;

-- And in the transaction in which it is recorded, taken back or called off, or they leave.
create function app.worker_due_again() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.ask_about_workers(array[(to_jsonb(new) ->> case tg_table_name when 'worker' then 'id' else 'worker_id' end)::uuid]);
  return null;
end $$;
revoke all on function app.worker_due_again() from public;
create trigger worker_due_again after insert on app.supervision for each row execute function app.worker_due_again();
create trigger worker_due_again after insert or update on app.requirement_met for each row execute function app.worker_due_again();
create trigger worker_due_again after insert or update on app.worker_leave for each row execute function app.worker_due_again();
create trigger worker_due_again after update of left_at on app.worker for each row when (old.left_at is null and new.left_at is not null) execute function app.worker_due_again();

select app.workers_due();

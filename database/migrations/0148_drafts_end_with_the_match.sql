-- What somebody typed for a match and did not send opens no longer than the design says (access.md): after an ordinary end it
-- is theirs, to be copied, until it expires; nothing at all on their telephone where the match was stopped, ended as it is not safe or as they
-- leave, or whoever typed it has left. It names no young person, so nothing closed it before.

-- The matches of which somebody keeps what they typed: their own, while they are there and nobody is behind a wall.
create function app.my_write_ups() returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(m.id::text), '{}') from app.match m
    where m.worker_id = any (app.me_as_worker()) and m.stopped_at is null and (m.end_reason is null or m.end_reason not in ('it is not safe', 'the worker leaves')) and m.young_person_id <> all (app.my_walls())
$$;
revoke all on function app.my_write_ups() from public;
grant execute on function app.my_write_ups() to app;

-- Also of what a page that is still open saves afterwards.
create policy of_a_match_of_mine on app.draft as restrictive for all to app using (
  subject !~ '^/[^/]*/my-people/' or substring(subject from '^/[^/]*/my-people/([0-9a-f-]{36})(?:/|$)') = any ((select app.my_write_ups())::text[]));

-- What a worker wrote down of a meeting for these matches and did not send goes, unsent, to whoever made the match, or to another
-- manager of the service: it may be what a child said, and nobody else has it (ADR 23). There it lies among what they have not
-- sent, on the form where they keep it or throw it away. Both are told. What else was typed on the telephone is thrown away.
create function app.pass_on_drafts_of(area uuid, matches uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it record;
begin
  for it in select m.id, m.area_id, m.young_person_id, w.person_id as worker, p.name, a.key,
        (select who from unnest(app.people_at('service:' || m.area_id || ':' || m.service_key)) who
          where who <> w.person_id and m.young_person_id <> all (app.walls_of(who)) order by who = m.made_by desc, who limit 1) as manager
      from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id join app.person p on p.id = w.person_id join app.area a on a.id = m.area_id
      where m.area_id = $1 and m.id = any ($2) and exists (select from app.draft d where d.person_id = w.person_id and d.subject like '/%/my-people/' || m.id || '/%')
  loop
    -- Where nobody manages the service now it stays, and opens to nobody (below), until it expires.
    continue when it.manager is null;
    update app.draft d set person_id = it.manager, form = 'what was tried', subject = '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new',
        young_person_id = it.young_person_id, body = d.body || jsonb_build_object('triedBy', it.name), expires_at = now() + interval '30 days'
      where d.person_id = it.worker and d.subject = '/' || it.key || '/my-people/' || it.id || '/tried' and d.expires_at > now();
    if found then
      insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency) values
        (it.manager, it.area_id, it.young_person_id, 'words passed on', '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new', 'today'),
        (it.worker, it.area_id, null, 'words with your manager', '/' || it.key || '/my-people', 'digest');
    end if;
    delete from app.draft d where d.person_id = it.worker and d.subject like '/%/my-people/' || it.id || '/%';
  end loop;
end $$;
revoke all on function app.pass_on_drafts_of(uuid, uuid[]) from public;

create function app.drafts_end_with_the_match() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.pass_on_drafts_of(new.area_id, array[new.id]);
  return null;
end $$;
revoke all on function app.drafts_end_with_the_match() from public;
create trigger drafts_end_with_the_match after update on app.match for each row
  when (old.stopped_at is null and new.stopped_at is not null or old.end_reason is null and new.end_reason in ('it is not safe', 'the worker leaves')) execute function app.drafts_end_with_the_match();

create function app.drafts_end_with_the_worker() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.pass_on_drafts_of(new.area_id, array(select m.id from app.match m where m.area_id = new.area_id and m.worker_id = new.id));
  return null;
end $$;
revoke all on function app.drafts_end_with_the_worker() from public;
create trigger drafts_end_with_the_worker after update of left_at on app.worker for each row
  when (old.left_at is null and new.left_at is not null) execute function app.drafts_end_with_the_worker();

-- What stands there already.
select app.pass_on_drafts_of(m.area_id, array_agg(m.id)) from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id
  where m.stopped_at is not null or m.end_reason in ('it is not safe', 'the worker leaves') or w.left_at is not null group by m.area_id;

-- One young person may have both strands at once. Whoever works with them through one service alone (its manager, its
-- co-ordinator, a Family Network Coordinator) reads whom that service matched them with, what stands before the meetings and
-- when they meet; of the other strand they read that it is there (R36, R39). Everybody else who reads S3 reads both.

insert into app.relation_may (because, act) select because, 'read every strand' from app.relation_may
  where act = 'read S3' and because not in ('operational manager', 'service manager', 'family network coordinator', 'mentor co-ordinator');

-- The services this person has a role in now. Not on a screen that stays open for a meeting.
create function app.my_services() returns text[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct m.area_id || ':' || m.service_key), '{}') from app.membership m
  where m.person_id = app.person_id() and m.service_key is not null and m.from_at <= now() and (m.until_at is null or m.until_at > now())
    and not exists (select 1 from app.session t where t.token_hash = app.token_hash() and t.meeting_until is not null)
$$;
revoke all on function app.my_services() from public;
grant execute on function app.my_services() to app;

create policy of_their_strand on app.match as restrictive for select to app using (
  young_person_id = any ((select app.my_young_people('read every strand'))::uuid[]) or area_id || ':' || service_key = any ((select app.my_services())::text[]));
do $$ declare t text; begin
  foreach t in array '{match_pause,brief,brief_read,planned_meeting}'::text[] loop
    execute format('create policy of_their_strand on app.%I as restrictive for select to app using (exists (select 1 from app.match m where m.area_id = %1$I.area_id and m.id = %1$I.match_id))', t);
  end loop;
end $$;

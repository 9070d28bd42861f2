-- R143: a strand, or the time with Trusted Relationships, ends because we did not reach a young person only where a match could:
-- once as much was tried, in as many ways, as the area asks for, and the manager and the case-holder have looked at it together.
-- Why one ends is chosen, so that this can be asked of it; the words beside it stay. What the database ends by a rule of
-- its own is not asked. Stop web first: the version before cannot say why, and would end neither.

alter table app.strand_allocation add column ended_kind text,
  add constraint strand_allocation_ended_kind check (ended_kind in ('another strand', 'as planned', 'the young person wished it', 'somebody else helps', 'they moved away', 'it is not safe', 'we did not reach them', 'something else')),
  add constraint strand_allocation_ended_kind_of_an_end check (ended_kind is null or until_at is not null);
alter table app.episode add column end_kind text,
  add constraint episode_end_kind check (end_kind in ('as planned', 'the young person wished it', 'somebody else helps', 'they moved away', 'it is not safe', 'we did not reach them', 'something else')),
  add constraint episode_end_kind_of_an_end check (end_kind is null or ended_on is not null);
comment on column app.strand_allocation.ended_kind is 'S3. Why, in a word; empty where it ended before this was asked.';
comment on column app.episode.end_kind is 'S2. Why it ended, in a word; empty where it ended before this was asked.';
grant update (ended_kind) on app.strand_allocation to app;

-- After the policies, so that nobody learns by a refusal what they may not read.
create function app.tried_before_a_strand_ends() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not app.tried_enough(new.area_id, new.young_person_id, null) then
    perform app.against('strand_allocation_tried_before_it_ends', 'what we tried is not enough, or two have not looked at it'); end if;
  return null;
end $$;
revoke all on function app.tried_before_a_strand_ends() from public;
create trigger tried_before_a_strand_ends after update of ended_kind on app.strand_allocation for each row
  when (new.ended_kind = 'we did not reach them' and old.ended_kind is distinct from new.ended_kind) execute function app.tried_before_a_strand_ends();

-- Where nobody says why, a statement could end one with any words.
create function app.strand_says_why_it_ended() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.against('strand_allocation_says_why_it_ended', 'say why it ended');
  return null;
end $$;
revoke all on function app.strand_says_why_it_ended() from public;
create trigger says_why_it_ended after update of until_at on app.strand_allocation for each row
  when (old.until_at is null and new.until_at is not null and new.ended_kind is null and current_user = 'app'::name) execute function app.strand_says_why_it_ended();

-- As it was, with why it ends: 'not enough' where it is because we did not reach them, and too little was tried.
do $$ declare says text := pg_get_functiondef('app.end_episode(uuid,integer,date,text)'::regprocedure); begin
  if position('last_day date, reason text)' in says) = 0 or position($q$then return 'under way'; end if;$q$ in says) = 0 or position('end_reason = reason,' in says) = 0 or position('if last_day < e.started_on then' in says) = 0 then
    raise exception 'app.end_episode() says it otherwise'; end if;
  says := replace(says, 'last_day date, reason text)', 'last_day date, reason text, kind text)');
  says := replace(says, $q$then return 'under way'; end if;$q$, $q$then return 'under way'; end if;
  if kind = 'we did not reach them' and not app.tried_enough(e.area_id, e.young_person_id, null) then return 'not enough'; end if;$q$);
  says := replace(says, 'if last_day < e.started_on then', $q$if kind is null then perform app.against('episode_says_why_it_ended', 'say why it ended'); end if;
  if last_day < e.started_on then$q$);
  execute replace(says, 'end_reason = reason,', 'end_reason = reason, end_kind = kind,');
end $$;
revoke all on function app.end_episode(uuid, integer, date, text, text) from public;
grant execute on function app.end_episode(uuid, integer, date, text, text) to app;
drop function app.end_episode(uuid, integer, date, text);

-- While a match pauses there are no new meetings, and what was agreed opens nothing. What the young person wants passed on
-- stands on the adult's telephone. And what is newly known asks for the brief to be looked at again.

create function app.planned_meeting_while_it_pauses() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.match_paused(new.area_id, new.match_id) then perform app.against('planned_meeting_once_it_is_decided', 'no new meetings until it is decided'); end if;
  return null;
end $$;
revoke all on function app.planned_meeting_while_it_pauses() from public;
create trigger planned_meeting_while_it_pauses after insert on app.planned_meeting for each row execute function app.planned_meeting_while_it_pauses();

-- Whether the worker of a match has read the newest of what stands before their meetings.
create function app.newest_brief_read(area uuid, match uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.match m join app.brief_read r on r.area_id = m.area_id and r.match_id = m.id and r.worker_id = m.worker_id
    where m.area_id = $1 and m.id = $2 and r.brief_id = (select b.id from app.brief b where b.area_id = m.area_id and b.match_id = m.id order by b.number desc limit 1))
$$;
revoke all on function app.newest_brief_read(uuid, uuid) from public;

do $$ declare says text := pg_get_functiondef('app.my_meetings()'::regprocedure); begin
  if position('now() between p.starts_at' in says) = 0 then raise exception 'app.my_meetings() says it otherwise'; end if;
  if position('p.agreed_at <= p.starts_at - interval ''2 hours''' in says) = 0 then raise exception 'app.my_meetings() says it otherwise'; end if;
  -- Nobody goes anywhere who has not read what they must know first. What a worker agrees themself opens once they have shown anew who they are: whoever took the telephone cannot.
  execute replace(replace(says, 'now() between p.starts_at', 'not app.match_paused(p.area_id, p.match_id) and app.newest_brief_read(p.area_id, p.match_id) and now() between p.starts_at'),
    'p.agreed_at <= p.starts_at - interval ''2 hours''', 'p.agreed_at < (select s.authenticated_at from app.session s where s.id = app.session_id())');
end $$;

-- As in 0106; with whether it pauses, and what the young person wants the adult to know. The number is not among it: it is
-- handed out on its own, where they may be rung now (0153).
drop function app.my_matches();
create function app.my_matches() returns table (area_id uuid, id uuid, young_person_id uuid, goes_by text, safe_when text, never_text boolean, safe_word text, safe_contact_note text, more_to_know boolean,
    planned_on date, introduced_by text, introduction_how text, introduced_on date, started_on date, paused boolean, passed_on text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.area_id, m.id, m.young_person_id, coalesce(y.known_as, y.given_names), n.safe_when, coalesce(d.never_text, true), n.safe_word, n.safe_contact_note,
      row(n.safe_when, n.safe_word, n.safe_contact_note) is distinct from row(d.safe_when, d.safe_word, d.safe_contact_note),
      m.planned_on, m.introduced_by, m.introduction_how, m.introduced_on, m.started_on, p.paused,
      (select b.passed_on from app.match b where b.area_id = m.area_id and b.strand_allocation_id = m.strand_allocation_id and b.id <> m.id and b.passed_on is not null
        and (b.id = m.follows_id or m.follows_id is null and b.ended_at < m.made_at) order by b.made_at desc, b.id desc limit 1)
    from app.match m join app.young_person y on y.area_id = m.area_id and y.id = m.young_person_id
      left join app.young_person_detail d on d.area_id = m.area_id and d.young_person_id = coalesce(y.merged_into, y.id)
      cross join lateral (select app.match_paused(m.area_id, m.id) as paused) p
      -- What a case-holder wrote for other readers does not stand on a telephone where it says too much: there it says to ask.
      cross join lateral (select case when app.not_neutral(k.words, k.names, coalesce(d.safe_when, '')) is null then d.safe_when end as safe_when,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_word, '')) is null then d.safe_word end as safe_word,
          case when app.not_neutral(k.words, k.names, coalesce(d.safe_contact_note, '')) is null then d.safe_contact_note end as safe_contact_note
        from app.kept_off_telephones(m.area_id, m.young_person_id) k) n
  where m.counts and m.worker_id = any (app.me_as_worker()) and m.young_person_id <> all (app.my_walls()) and y.status <> 'died'
  order by m.made_at, m.id limit 50
$$;
revoke all on function app.my_matches() from public;
grant execute on function app.my_matches() to app;

-- Both stand on a telephone.
create or replace function app.introduction_in_neutral_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare kept record;
begin
  select * into kept from app.kept_off_telephones(new.area_id, new.young_person_id);
  if app.not_neutral(kept.words, kept.names, new.introduced_by) is not null then perform app.against('match_introducer_in_neutral_words', 'a telephone would say too much'); end if;
  if app.not_neutral(kept.words, kept.names, new.introduction_how) is not null then perform app.against('match_introduction_in_neutral_words', 'a telephone would say too much'); end if;
  if app.not_neutral(kept.words, kept.names, coalesce(new.passed_on, '')) is not null then perform app.against('match_passed_on_in_neutral_words', 'a telephone would say too much'); end if;
  return null;
end $$;
create trigger still_in_neutral_words after update of introduction_how, introduced_by, passed_on on app.match for each row
  when (old.introduction_how <> new.introduction_how or old.introduced_by <> new.introduced_by or old.passed_on is distinct from new.passed_on) execute function app.introduction_in_neutral_words();

create function app.known_since_the_brief() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.brief_out_of_date(new.area_id, new.young_person_id);
  if tg_table_name = 'keep_apart' and (to_jsonb(new)->>'other_id') is not null then perform app.brief_out_of_date(new.area_id, (to_jsonb(new)->>'other_id')::uuid); end if;
  return null;
end $$;
revoke all on function app.known_since_the_brief() from public;
create trigger known_since_the_brief after insert on app.risk_fact for each row execute function app.known_since_the_brief();
create trigger known_since_the_brief after insert on app.keep_apart for each row when (new.closed_at is null) execute function app.known_since_the_brief();
create trigger known_since_the_brief after insert on app.person_who_poses_risk for each row execute function app.known_since_the_brief();
-- Where they live, and how they are reached safely.
create trigger known_since_the_brief after update on app.young_person_detail for each row when (old.* is distinct from new.*) execute function app.known_since_the_brief();

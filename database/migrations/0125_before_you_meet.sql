-- Before you meet: what the adult at a young person's side reads on their telephone before the first meeting, in words that
-- whoever takes the telephone may read (promises C). A brief is never overwritten: written again it is a row of its own, and
-- is read anew. Until the newest is read, nobody records a first meeting.

alter table app.match add constraint match_with_young_person unique (area_id, id, young_person_id);

create table app.brief (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid not null,
  number integer not null,
  where_to_meet text not null,
  not_alone_with text not null,
  what_if text not null,
  health text not null,
  emergency_contact text not null,
  why_again text,
  issued_at timestamptz not null default now(),
  issued_by uuid not null,
  constraint brief_pkey primary key (area_id, id),
  constraint brief_of_match unique (area_id, id, match_id, young_person_id),
  constraint brief_number_once unique (area_id, match_id, number),
  constraint brief_match foreign key (area_id, match_id, young_person_id) references app.match (area_id, id, young_person_id),
  constraint brief_issued_by foreign key (issued_by) references app.person (id),
  constraint brief_number_counts check (number >= 1),
  constraint brief_again_for_a_reason check ((number = 1) = (why_again is null)),
  constraint brief_where_to_meet_length check (length(where_to_meet) between 1 and 2000),
  constraint brief_not_alone_with_length check (length(not_alone_with) between 1 and 2000),
  constraint brief_what_if_length check (length(what_if) between 1 and 2000),
  constraint brief_health_length check (length(health) between 1 and 2000),
  constraint brief_emergency_contact_length check (length(emergency_contact) between 1 and 500),
  constraint brief_why_again_length check (length(why_again) between 1 and 2000)
);
create index brief_match_index on app.brief (area_id, match_id, young_person_id);
create index brief_issued_by_index on app.brief (issued_by);
select app.guard('app.brief');
comment on table app.brief is 'S3. What the adult at a young person’s side reads before they meet, in neutral words; each time it is written is a row. Append-only.';
comment on column app.brief.area_id is 'S3. Area.';
comment on column app.brief.id is 'S3. Identity.';
comment on column app.brief.young_person_id is 'S3. Young person.';
comment on column app.brief.match_id is 'S3. The match it is for.';
comment on column app.brief.number is 'S3. Counts how often it was written for this match; the highest holds.';
comment on column app.brief.where_to_meet is 'S3. Where it is good to meet, and where not; no address.';
comment on column app.brief.not_alone_with is 'S3. Who the young person should not be left alone with, in neutral words.';
comment on column app.brief.what_if is 'S3. What to do if something does not go to plan.';
comment on column app.brief.health is 'S3. What of their health the adult must know.';
comment on column app.brief.emergency_contact is 'S3. Whom to ring at once.';
comment on column app.brief.why_again is 'S3. Why it was written again, for professionals; the telephone does not show it.';
comment on column app.brief.issued_at is 'S3. When.';
comment on column app.brief.issued_by is 'S3. By whom.';

create table app.brief_read (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  match_id uuid not null,
  brief_id uuid not null,
  worker_id uuid not null,
  read_at timestamptz not null default now(),
  constraint brief_read_pkey primary key (area_id, id),
  constraint brief_read_once unique (area_id, brief_id, worker_id),
  constraint brief_read_brief foreign key (area_id, brief_id, match_id, young_person_id) references app.brief (area_id, id, match_id, young_person_id),
  constraint brief_read_worker foreign key (area_id, worker_id) references app.worker (area_id, id)
);
create index brief_read_brief_index on app.brief_read (area_id, brief_id, match_id, young_person_id);
create index brief_read_worker_index on app.brief_read (area_id, worker_id);
select app.guard('app.brief_read');
comment on table app.brief_read is 'S3. That a worker said they have read a brief and will keep to it. Append-only.';
comment on column app.brief_read.area_id is 'S3. Area.';
comment on column app.brief_read.id is 'S3. Identity.';
comment on column app.brief_read.young_person_id is 'S3. Young person.';
comment on column app.brief_read.match_id is 'S3. Match.';
comment on column app.brief_read.brief_id is 'S3. What they read.';
comment on column app.brief_read.worker_id is 'S3. Who.';
comment on column app.brief_read.read_at is 'S3. When.';

create policy read_s3 on app.brief for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy manager_issues on app.brief for insert to app with check (issued_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('match a worker'))::uuid[])
  and exists (select 1 from app.match m where m.area_id = brief.area_id and m.id = brief.match_id and m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[])));
create policy walled on app.brief as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.brief to app;
grant insert (area_id, id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, why_again, issued_by) on app.brief to app;

create policy read_s3 on app.brief_read for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy walled on app.brief_read as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.brief_read to app;

-- What says who a young person is and where they are found, in each of their records, with the act that opens it there.
create function app.names_of(area uuid, young_person uuid) returns table (record uuid, opened_by text, name text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select y.id, n.opened_by, trim(n.name) from app.young_person y left join app.young_person_detail d on d.area_id = y.area_id and d.young_person_id = y.id,
      lateral (values ('read S1', y.surname), ('read S2', d.school), ('read S2', split_part(d.address, ',', 1)), ('read S2', d.postcode)) n (opened_by, name)
    where y.area_id = $1 and y.id = any (app.records_of($2)) and length(trim(n.name)) > 1
$$;
revoke all on function app.names_of(uuid, uuid) from public;

-- What must not stand on a telephone: the words of the area’s file, of which one that ends in * begins others, and those names.
-- The latter as they are written, so that a surname is no everyday word.
create function app.kept_off_telephones(area uuid, young_person uuid) returns table (words text[], names text[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array(select jsonb_array_elements_text(a.configuration -> 'telephones' -> 'neverWords') from app.area a where a.id = $1),
    array(select distinct n.name from app.names_of($1, $2) n)
$$;
revoke all on function app.kept_off_telephones(uuid, uuid) from public;

-- The same for whoever writes such words, so that they are told which of them to change; nothing for anybody else. A name that
-- they may not read is not told: it is turned down as it is written, and by its kind alone.
create function app.not_for_a_telephone(young_person uuid) returns table (words text[], names text[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  select k.words, array(select distinct n.name from app.names_of(y.area_id, y.id) n where n.opened_by = any (app.my_acts_on(n.record)))
    from app.young_person y, app.kept_off_telephones(y.area_id, y.id) k where y.id = $1 and 'match a worker' = any (app.my_acts_on($1))
$$;
revoke all on function app.not_for_a_telephone(uuid) from public;
grant execute on function app.not_for_a_telephone(uuid) to app;

-- The first of them that stands in a text, or a postcode; null where there is none. The same rule as
-- src/features/matching/brief/neutral.ts, which a test compares with this one.
create function app.not_neutral(words text[], names text[], says text) returns text
  language sql immutable set search_path = pg_catalog as $$
  select found from (
    select w as found, 1 as turn from unnest(words) w where says ~* ('(^|[^[:alnum:]_])' || regexp_replace(rtrim(w, '*'), '([^[:alnum:][:space:]])', '\\\1', 'g') || case when w like '%*' then '' else '($|[^[:alnum:]_])' end)
    union all select n, 2 from unnest(names) n where says ~ ('(^|[^[:alnum:]_])' || regexp_replace(n, '([^[:alnum:][:space:]])', '\\\1', 'g') || '($|[^[:alnum:]_])')
    union all select substring(says from '(?i)\m[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}\M'), 3) all_of_them
  where found is not null order by turn, found limit 1
$$;
revoke all on function app.not_neutral(text[], text[], text) from public;
grant execute on function app.not_neutral(text[], text[], text) to app;

-- What is asked about the brief of a match, as it stands: of whoever manages the service while there is none, of the worker
-- while they have not read the newest, of nobody once the match opens nothing.
create function app.ask_about_brief(area uuid, match uuid) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it app.match; key text; worker uuid; newest uuid; at_desk text; asks text;
begin
  select m.* into it from app.match m where m.area_id = area and m.id = match;
  select a.key into key from app.area a where a.id = area;
  select w.person_id into worker from app.worker w where w.area_id = area and w.id = it.worker_id;
  select b.id into newest from app.brief b where b.area_id = area and b.match_id = match order by b.number desc limit 1;
  if not it.counts then asks := null;
  elsif newest is null then asks := 'write what to read first'; at_desk := 'service:' || area || ':' || it.service_key;
  elsif not exists (select 1 from app.brief_read r where r.area_id = area and r.brief_id = newest and r.worker_id = it.worker_id) then
    asks := 'read before you meet'; at_desk := 'person:' || worker; end if;
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.record_id = match and t.settled_at is null
    and t.kind in ('write what to read first', 'read before you meet') and (t.kind, t.desk) is distinct from (asks, at_desk);
  if asks is null then return; end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    values (area, it.young_person_id, asks, match, at_desk, '/' || key || case asks when 'read before you meet' then '/my-people/' || match || '/before-you-meet'
        else '/young-people/' || it.young_person_id || '/matches/' || match || '/before-you-meet/new' end,
      case when it.started_on is null then greatest(app.today(), it.planned_on) else app.today() end, app.person_id())
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
end $$;
revoke all on function app.ask_about_brief(uuid, uuid) from public;

create function app.match_asks_for_a_brief() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin perform app.ask_about_brief(new.area_id, new.id); return null; end $$;
revoke all on function app.match_asks_for_a_brief() from public;
create trigger match_asks_for_a_brief after insert on app.match for each row execute function app.match_asks_for_a_brief();
-- Once it is approved, and whenever it opens nothing any more, opens again, or passes to another worker.
create trigger match_asks_again_for_a_brief after update on app.match for each row when (old.counts is distinct from new.counts or old.worker_id <> new.worker_id)
  execute function app.match_asks_for_a_brief();

-- Where what is known has changed, whoever manages the service is asked to look at the brief again. For whoever learns of it:
-- a fact that was found, a circumstance that was changed.
create function app.brief_out_of_date(area uuid, young_person uuid) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select m.area_id, m.young_person_id, 'write what to read first', m.id, 'service:' || m.area_id || ':' || m.service_key,
      '/' || a.key || '/young-people/' || m.young_person_id || '/matches/' || m.id || '/before-you-meet/new', app.today(), app.person_id()
    from app.match m join app.area a on a.id = m.area_id where m.area_id = $1 and m.young_person_id = any (app.records_of($2)) and m.counts
    on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing
$$;
revoke all on function app.brief_out_of_date(uuid, uuid) from public;

-- Looked at after the policies. What is written is what a taken telephone shows, so a word that says what happened is turned
-- down, not only warned of: another word costs a minute, and nobody can take back what was read.
create function app.brief_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare kept record; found text;
begin
  if (select m.ended_at from app.match m where m.area_id = new.area_id and m.id = new.match_id for share) is not null then
    raise exception 'this match is over' using errcode = 'check_violation', constraint = 'brief_while_the_match_runs'; end if;
  if new.number <> 1 + (select count(*) from app.brief b where b.area_id = new.area_id and b.match_id = new.match_id and b.id <> new.id) then
    raise exception 'it was written again meanwhile' using errcode = 'check_violation', constraint = 'brief_follows_the_newest'; end if;
  select * into kept from app.kept_off_telephones(new.area_id, new.young_person_id);
  found := app.not_neutral(kept.words, kept.names, concat_ws(E'\n', new.where_to_meet, new.not_alone_with, new.what_if, new.health, new.emergency_contact));
  if found is not null then raise exception 'a telephone would say too much' using errcode = 'check_violation', constraint = 'brief_in_neutral_words'; end if;
  -- Also where it was asked to be looked at again.
  update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = new.area_id and t.kind = 'write what to read first' and t.record_id = new.match_id and t.settled_at is null;
  perform app.ask_about_brief(new.area_id, new.match_id);
  return null;
end $$;
revoke all on function app.brief_holds() from public;
create trigger brief_holds after insert on app.brief for each row execute function app.brief_holds();

create function app.brief_was_read() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
-- That it is to be written again stays asked: what was read is not that.
begin perform app.settle_all(new.area_id, '{"read before you meet"}', array[new.match_id]); return null; end $$;
revoke all on function app.brief_was_read() from public;
create trigger brief_was_read after insert on app.brief_read for each row execute function app.brief_was_read();

-- How they are introduced stands on the telephone as well.
create function app.introduction_in_neutral_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare kept record;
begin
  select * into kept from app.kept_off_telephones(new.area_id, new.young_person_id);
  if app.not_neutral(kept.words, kept.names, new.introduction_how) is not null then
    raise exception 'a telephone would say too much' using errcode = 'check_violation', constraint = 'match_introduction_in_neutral_words'; end if;
  return null;
end $$;
revoke all on function app.introduction_in_neutral_words() from public;
create trigger introduction_in_neutral_words after insert on app.match for each row execute function app.introduction_in_neutral_words();

-- Nobody meets a young person on their own before they have read the newest: not on a page, and not by any statement.
create function app.read_before_they_meet() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if not exists (select 1 from app.brief_read r where r.area_id = new.area_id and r.worker_id = new.worker_id
      and r.brief_id = (select b.id from app.brief b where b.area_id = new.area_id and b.match_id = new.id order by b.number desc limit 1)) then
    raise exception 'read before they meet' using errcode = 'check_violation', constraint = 'match_read_before_they_meet'; end if;
  return null;
end $$;
revoke all on function app.read_before_they_meet() from public;
create trigger read_before_they_meet after update of started_on on app.match for each row when (new.started_on is not null and old.started_on is null)
  execute function app.read_before_they_meet();

-- What a telephone shows of the newest brief of each of one’s own matches, and when one read it.
create function app.my_briefs() returns table (match_id uuid, id uuid, number integer, where_to_meet text, not_alone_with text, what_if text, health text, emergency_contact text, issued_at timestamptz, read_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.id, b.id, b.number, b.where_to_meet, b.not_alone_with, b.what_if, b.health, b.emergency_contact, b.issued_at,
      (select r.read_at from app.brief_read r where r.area_id = b.area_id and r.brief_id = b.id and r.worker_id = any (app.me_as_worker()))
    from app.my_matches() m
      join lateral (select x.* from app.brief x where x.area_id = m.area_id and x.match_id = m.id order by x.number desc limit 1) b on true
$$;
revoke all on function app.my_briefs() from public;
grant execute on function app.my_briefs() to app;

-- A worker says that they have read it. Where it was written again meanwhile they read that one first.
create function app.say_read(match uuid, brief uuid) returns text
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare b record; m app.match;
begin
  select x.* into b from app.my_briefs() x where x.match_id = match;
  if b.id is null then return 'gone'; end if;
  if b.id <> brief then return 'written again'; end if;
  select x.* into m from app.match x where x.id = match and x.worker_id = any (app.me_as_worker());
  insert into app.brief_read (area_id, young_person_id, match_id, brief_id, worker_id) values (m.area_id, m.young_person_id, m.id, b.id, m.worker_id)
    on conflict (area_id, brief_id, worker_id) do nothing;
  return 'done';
end $$;
revoke all on function app.say_read(uuid, uuid) from public;
grant execute on function app.say_read(uuid, uuid) to app;

-- Matches that are made already need one too.
do $$ declare m record; begin
  for m in select x.area_id, x.id from app.match x where x.counts loop perform app.ask_about_brief(m.area_id, m.id); end loop;
end $$;

select app.know_records();

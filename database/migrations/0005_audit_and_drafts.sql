-- Who looked and who did what; what somebody was typing; forms that were already sent.

create table app.audit_event (
  seq bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  request uuid,
  person_id uuid,
  session_id uuid,
  act text not null constraint audit_event_act_length check (length(act) between 1 and 100)
    constraint audit_event_act_is_one_line check (act !~ E'[\n\r]'),
  outcome text not null constraint audit_event_outcome check (outcome in ('read', 'done', 'not allowed')),
  because text[] not null default '{}',
  area_id uuid,
  young_person_id uuid,
  record_id uuid,
  detail jsonb not null default '{}'
);
create index audit_event_young_person on app.audit_event (young_person_id, seq desc) where young_person_id is not null;
create index audit_event_person on app.audit_event (person_id, seq desc);
select app.guard('app.audit_event');
comment on table app.audit_event is 'S4. Every read and every change: when, who, because of which relation, what, whose. Append-only; sealed in chained batches.';
comment on column app.audit_event.seq is 'S4. Order of writing.';
comment on column app.audit_event.xid is 'S4. Transaction, so that the sealer knows what can still arrive before it.';
comment on column app.audit_event.at is 'S4. When.';
comment on column app.audit_event.request is 'S4. Request.';
comment on column app.audit_event.person_id is 'S4. Who; worked out by the database from the token.';
comment on column app.audit_event.session_id is 'S4. On which device.';
comment on column app.audit_event.act is 'S4. What.';
comment on column app.audit_event.outcome is 'S4. read, done or not allowed.';
comment on column app.audit_event.because is 'S4. Relations that opened it.';
comment on column app.audit_event.area_id is 'S4. Area.';
comment on column app.audit_event.young_person_id is 'S4. Whose record.';
comment on column app.audit_event.record_id is 'S4. Which record.';
comment on column app.audit_event.detail is 'S4. From and to by field name, reasons; no free text of other records.';

create table app.audit_seal (
  number bigint primary key,
  sealed_at timestamptz not null default clock_timestamp(),
  up_to_xid xid8 not null,
  events bigint not null,
  hash bytea not null
);
select app.guard('app.audit_seal');
comment on table app.audit_seal is 'S0. The chain: each seal covers the events of its batch and the seal before it.';
comment on column app.audit_seal.number is 'S0. Place in the chain, from 1.';
comment on column app.audit_seal.sealed_at is 'S0. When.';
comment on column app.audit_seal.up_to_xid is 'S0. The batch holds every event of transactions before this one that no earlier seal holds.';
comment on column app.audit_seal.events is 'S0. How many events the batch holds.';
comment on column app.audit_seal.hash is 'S0. SHA-256 over the seal before and the events in the order (xid, seq).';

-- The relations by which the person who asks reaches this child.
create function app.my_reasons(young_person uuid) returns text[] language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(distinct because order by because), '{}') from app.why_i_can_see(young_person)
$$;

-- A page was about to be shown. Runs by itself, commits before the first byte goes out; if it fails, nothing is shown.
-- It names only children the token can see now, so a view can be neither forged nor left out. Each stands with the
-- relations that opened it; somebody who is only named on a role's list of the area (waiting for the forum) with that.
-- Planned once a connection: for one child it would be planned each time, which costs five times what it does.
create function app.viewed(token text, request uuid, act text, young_people uuid[], record uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app set plan_cache_mode = force_generic_plan as $$
declare me uuid; sess uuid; visible uuid[];
begin
  perform set_config('app.token', coalesce(token, ''), true), set_config('app.focus', '', true);
  me := app.person_id(); sess := app.session_id();
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  update app.session set last_seen_at = now() where id = sess and last_seen_at < now() - interval '5 seconds';
  if young_people = '{}' then
    insert into app.audit_event (request, person_id, session_id, act, outcome, record_id) values (request, me, sess, act, 'read', record);
    return;
  end if;
  visible := app.visible_young_people(young_people);
  if not (young_people <@ visible) then raise exception 'a view may name only what was seen' using errcode = 'insufficient_privilege'; end if;
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id)
    select request, me, sess, act, 'read', coalesce(r.because, array['list of the area']), y.area_id, y.id, record from app.young_person y
    left join (select young_person_id, array_agg(distinct because order by because) as because from (
        select young_person_id, because from app.relation where person_id = me and young_person_id = any (young_people)
        union all select young_person_id, because from app.area_relation where person_id = me and young_person_id = any (young_people)) each
      group by young_person_id) r on r.young_person_id = y.id
    where y.id = any (young_people) order by y.id;
end $$;

-- Something was done; stands in the transaction of the act.
create function app.acted(request uuid, act text, young_person uuid, record uuid, detail jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare me uuid := app.person_id(); area uuid;
begin
  if me is null then raise exception 'nobody is signed in' using errcode = 'insufficient_privilege'; end if;
  if young_person is not null then
    -- Somebody seen now; or lately by this person, for the act that closed the record to them; or recorded by them.
    select y.area_id into area from app.young_person y where y.id = acted.young_person and (y.created_by = me
      or array[y.id] <@ app.visible_young_people(array[y.id])
      or exists (select 1 from app.audit_event e where e.young_person_id = y.id and e.person_id = me and e.at > now() - interval '1 day'));
    if area is null then raise exception 'an act may name only what was seen' using errcode = 'insufficient_privilege'; end if;
  end if;
  update app.session set last_seen_at = now() where id = app.session_id() and last_seen_at < now() - interval '5 seconds';
  insert into app.audit_event (request, person_id, session_id, act, outcome, because, area_id, young_person_id, record_id, detail)
    values (request, me, app.session_id(), act, 'done', case when young_person is null then '{}' else app.my_reasons(young_person) end, area, young_person, record, coalesce(detail, '{}'));
end $$;

-- Somebody asked for what they may not do. Names no child: whether there is one is not for them to learn.
create function app.not_allowed(token text, request uuid, act text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform set_config('app.token', coalesce(token, ''), true);
  insert into app.audit_event (request, person_id, session_id, act, outcome) values (request, app.person_id(), app.session_id(), act, 'not allowed');
end $$;

-- Who has looked at this child, newest first, for whoever may ask.
create function app.who_has_looked(young_person uuid, before_seq bigint, most integer)
returns table (seq bigint, at timestamptz, person_id uuid, name text, title text, act text, outcome text, because text[])
language sql stable security definer set search_path = pg_catalog, app as $$
  select e.seq, e.at, e.person_id, coalesce(p.name, ''), coalesce(p.title, ''), e.act, e.outcome, e.because from app.audit_event e left join app.person p on p.id = e.person_id
  where e.young_person_id = $1 and $1 = any (app.my_young_people('see who can see')) and (before_seq is null or e.seq < before_seq)
  order by e.seq desc limit least(most, 100)
$$;

-- Seals what can no longer be joined by an earlier transaction. Returns how many events were sealed.
create function app.seal_audit() returns bigint language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare last app.audit_seal; upto xid8; n bigint; h bytea;
begin
  perform pg_advisory_xact_lock(hashtext('app.seal_audit'));
  select * into last from app.audit_seal order by number desc limit 1;
  upto := pg_snapshot_xmin(pg_current_snapshot());
  select count(*), sha256(coalesce(last.hash, ''::bytea) || coalesce(string_agg(sha256(convert_to(app.audit_line(e), 'UTF8')), ''::bytea order by e.xid, e.seq), ''::bytea))
    into n, h from app.audit_event e where e.xid < upto and (last.up_to_xid is null or e.xid >= last.up_to_xid);
  if n = 0 then return 0; end if;
  insert into app.audit_seal (number, up_to_xid, events, hash) values (coalesce(last.number, 0) + 1, upto, n, h);
  return n;
end $$;

-- One event as text, the same in every language that verifies (scripts/audit-verify.ts): fields joined by line feeds,
-- times in microseconds since 1970, jsonb as PostgreSQL prints it, absent values empty.
create function app.audit_line(e app.audit_event) returns text language sql stable set search_path = pg_catalog as $$
  select concat_ws(E'\n', e.seq::text, e.xid::text, (extract(epoch from e.at) * 1000000)::bigint::text, coalesce(e.request::text, ''), coalesce(e.person_id::text, ''),
    coalesce(e.session_id::text, ''), e.act, e.outcome, array_to_string(e.because, ','), coalesce(e.area_id::text, ''), coalesce(e.young_person_id::text, ''),
    coalesce(e.record_id::text, ''), e.detail::text)
$$;

grant execute on function app.my_reasons(uuid), app.viewed(text, uuid, text, uuid[], uuid), app.acted(uuid, text, uuid, uuid, jsonb),
  app.not_allowed(text, uuid, text), app.who_has_looked(uuid, bigint, integer) to app;
grant execute on function app.seal_audit(), app.audit_line(app.audit_event) to worker;

-- ------------------------------------------------------------------------------------------------------------------
-- What somebody was typing. Kept while they type, kept when a session times out under a post; never executed by itself.

create table app.draft (
  person_id uuid not null constraint draft_person references app.person,
  form text not null constraint draft_form_length check (length(form) between 1 and 100),
  subject text not null constraint draft_subject_length check (length(subject) between 1 and 300),
  instance uuid not null,
  young_person_id uuid,
  body jsonb not null constraint draft_body_size check (pg_column_size(body) < 4000000),
  saved_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days',
  primary key (person_id, form, subject, instance)
);
create index draft_expires on app.draft (expires_at);
select app.guard('app.draft');
create policy own_drafts on app.draft for all to app using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
grant select, insert, update, delete on app.draft to app;
comment on table app.draft is 'S4. What somebody was typing, theirs alone, until they send it or thirty days pass. Several are listed, never merged.';
comment on column app.draft.person_id is 'S4. Who was typing.';
comment on column app.draft.form is 'S4. Which form.';
comment on column app.draft.subject is 'S4. The path of the page.';
comment on column app.draft.instance is 'S4. Which tab: two tabs never bleed into each other.';
comment on column app.draft.young_person_id is 'S4. About whom, so that a lost relation closes the draft too.';
comment on column app.draft.body is 'S4. Field names and what was typed.';
comment on column app.draft.saved_at is 'S4. When.';
comment on column app.draft.expires_at is 'S4. Until when it is kept.';
-- A draft about a child opens only while the child does: what was typed is kept for when they are let back in.
create policy about_a_child_i_can_see on app.draft as restrictive to app
  using (young_person_id is null or exists (select 1 from app.young_person y where y.id = draft.young_person_id));

-- A post arrived under a locked or timed-out session: kept for that person, shown after they sign in again.
create function app.keep_draft(token text, form text, subject text, instance uuid, young_person uuid, body jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare who uuid;
begin
  select s.person_id into who from app.session s join app.person p on p.id = s.person_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and p.closed_at is null
      and (s.ended_at is null or s.ended_because in ('replaced')) and s.expires_at > now() - interval '24 hours';
  if who is null then return false; end if;
  insert into app.draft as d (person_id, form, subject, instance, young_person_id, body)
    values (who, $2, $3, $4, (select id from app.young_person where id = $5), $6)
    on conflict on constraint draft_pkey do update set body = excluded.body, saved_at = now(), expires_at = now() + interval '30 days';
  return true;
end $$;
grant execute on function app.keep_draft(text, text, text, uuid, uuid, jsonb) to app;

create table app.sent_form (
  token uuid primary key,
  person_id uuid not null constraint sent_form_person references app.person,
  location text not null default '',
  at timestamptz not null default now()
);
create index sent_form_at on app.sent_form (at);
create index sent_form_person_index on app.sent_form (person_id);
select app.guard('app.sent_form');
create policy own_forms on app.sent_form for all to app using (person_id = (select app.person_id())) with check (person_id = (select app.person_id()));
grant select, insert, update on app.sent_form to app;
comment on table app.sent_form is 'S0. Form tokens already used, in the transaction of the act: a double post is one act.';
comment on column app.sent_form.token is 'S0. Token in the form.';
comment on column app.sent_form.person_id is 'S0. Who sent it.';
comment on column app.sent_form.location is 'S0. Where the first one led.';
comment on column app.sent_form.at is 'S0. When.';

-- What is done without anybody asking: e-mails that say only to sign in, and clocks. The queue itself is the schema
-- graphile_worker, made as tr_owner by src/db/migrate-jobs.ts. The role worker reads no table of ours: it may call the
-- functions at the end of this file and nothing else. A payload holds ids, never a name.

-- One e-mail. Which news it stands for is settled before it is sent, so that trying again after a crash is the same
-- message with the same Message-ID; once its hand-over is recorded nothing sends it again.
create table app.mailing (
  id uuid primary key default uuidv7(),
  person_id uuid not null constraint mailing_person references app.person,
  kind text not null constraint mailing_kind check (kind in ('today', 'digest')),
  for_on date not null default (now() at time zone 'Europe/London')::date,
  made_at timestamptz not null default now(),
  handed_over_at timestamptz
);
create unique index mailing_one_at_a_time on app.mailing (person_id, kind) where handed_over_at is null;
create unique index mailing_one_digest_a_day on app.mailing (person_id, for_on) where kind = 'digest';
create index mailing_person_index on app.mailing (person_id);
select app.guard('app.mailing');
comment on table app.mailing is 'S0. An e-mail to somebody: when, and which of the two kinds. It has no other content.';
comment on column app.mailing.id is 'S0. Identity; the Message-ID is made of it.';
comment on column app.mailing.person_id is 'S0. To whom.';
comment on column app.mailing.kind is 'S0. today: please sign in today. digest: when you next sign in.';
comment on column app.mailing.for_on is 'S0. Day in London; one digest a day.';
comment on column app.mailing.made_at is 'S0. When it was settled what it stands for; the date in the message.';
comment on column app.mailing.handed_over_at is 'S0. When the mail server took it.';

alter table app.notification add column mailing_id uuid constraint notification_mailing references app.mailing;
create index notification_mailing_index on app.notification (mailing_id);
comment on column app.notification.mailing_id is 'S1. The e-mail that stands for it.';

-- A restored copy must not write to people. The first worker that ever wants to send marks the database with where it
-- is: cluster, timeline (a restore to a point in time begins a new one), database, and the address it is reached at. A copy carries the mark of
-- the place it was copied from, and stays silent until somebody who may become the owner says
-- `select app.mail_from_here_on()` (docs/runbook.md).
alter table app.system add column mails_from text;
comment on column app.system.mails_from is 'S0. Where this database was when it first sent e-mail; elsewhere it sends none.';

create function app.place(origin text) returns text language sql volatile set search_path = pg_catalog as $$
  select concat_ws('/', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select oid from pg_database where datname = current_database()), origin)
$$;

create function app.mails_from_here(origin text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  update app.system set mails_from = app.place(origin) where mails_from is null;
  return (select mails_from = app.place(origin) from app.system);
end $$;

create function app.mail_from_here_on() returns void language sql volatile set search_path = pg_catalog, app as $$
  update app.system set mails_from = null
$$;

-- Asks for an e-mail in the transaction of whoever tells. Asking again before it was sent is asking once.
create function app.ask_for_mail(person uuid, kind text) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  select graphile_worker.add_job('mail', json_build_object('person', person, 'kind', kind), job_key => 'mail:' || kind || ':' || person)
$$;

-- Whoever is told something urgent is written to, whichever function told them.
create function app.urgent_news() returns trigger language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  perform app.ask_for_mail(new.person_id, 'today');
  return null;
end $$;
create trigger notification_urgent after insert on app.notification for each row when (new.urgency = 'today') execute function app.urgent_news();

-- Who can be written to.
create function app.can_be_mailed(person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.person p where p.id = person and p.closed_at is null and p.work_email <> '')
$$;

-- What is soon due at somebody's desks: today and the two days after it, and each Monday what is late.
create function app.is_soon_due(person uuid, today date) returns boolean language sql stable security definer set search_path = pg_catalog, app as $$
  select exists (select from app.task t where t.settled_at is null and t.desk = any (app.desks_of(person))
    and t.due_on <= today + 2 and (t.due_on >= today or extract(isodow from today) = 1)
    and (t.young_person_id is null or t.young_person_id <> all ((select app.walls_of(person))::uuid[])))
$$;

-- Settles what the next e-mail of this kind to this person stands for; null where there is nothing to say. One that was
-- begun and not handed over comes first, as it was.
create function app.mail_begins(person uuid, kind text) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare begun uuid; today date := (now() at time zone 'Europe/London')::date; news uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended('app.mail_begins/' || person, 0));
  select m.id into begun from app.mailing m where m.person_id = person and m.kind = mail_begins.kind and m.handed_over_at is null;
  if found then return begun; end if;
  if not app.can_be_mailed(person) then return null; end if;
  -- What was read in the meantime needs no e-mail.
  select coalesce(array_agg(n.id), '{}') into news from app.notification n
    where n.person_id = person and n.urgency = mail_begins.kind and n.mailing_id is null and n.mailed_at is null and n.read_at is null;
  if kind = 'digest' then
    if exists (select from app.mailing m where m.person_id = person and m.kind = 'digest' and m.for_on = today) then return null; end if;
    if news = '{}' and not app.is_soon_due(person, today) then return null; end if;
  elsif news = '{}' then return null;
  end if;
  insert into app.mailing (person_id, kind) values (person, mail_begins.kind) returning id into begun;
  update app.notification set mailing_id = begun where id = any (news);
  return begun;
end $$;

-- The address for an e-mail that nobody has handed over yet. Keeps others from sending it until this transaction ends.
create function app.mail_to(mail uuid) returns table (address text, kind text, made_at timestamptz)
language sql volatile security definer set search_path = pg_catalog, app as $$
  select p.work_email, m.kind, m.made_at from app.mailing m join app.person p on p.id = m.person_id
  where m.id = mail and m.handed_over_at is null and app.can_be_mailed(p.id) for update of m
$$;

-- The mail server has it.
create function app.mail_handed_over(mail uuid) returns void language sql volatile security definer set search_path = pg_catalog, app as $$
  update app.mailing set handed_over_at = clock_timestamp() where id = mail and handed_over_at is null;
  update app.notification set mailed_at = clock_timestamp() where mailing_id = mail and mailed_at is null
$$;

-- ------------------------------------------------------------------------------------------------------------------
-- Clocks. Nobody asks for these: each is a function of the system, with that function's rights and no others. All of
-- them may run twice.

-- At seven in London: everybody with news that can wait, or something soon due. Asked in UTC, twice a day, because the
-- clock of the queue knows no summer time. Returns how many e-mails were asked for.
create function app.digests_due(at timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare today date := (now() at time zone 'Europe/London')::date; asked integer;
begin
  if extract(hour from at at time zone 'Europe/London') <> 7 then return 0; end if;
  perform app.ask_for_mail(p.id, 'digest') from app.person p where app.can_be_mailed(p.id)
    and not exists (select from app.mailing m where m.person_id = p.id and m.kind = 'digest' and m.for_on = today)
    and (exists (select from app.notification n where n.person_id = p.id and n.urgency = 'digest' and n.mailing_id is null and n.mailed_at is null and n.read_at is null)
      or app.is_soon_due(p.id, today));
  get diagnostics asked = row_count;
  return asked;
end $$;

-- What a worker that was killed left lying: an e-mail begun and not handed over, urgent news that none stands for. Asks
-- again where no live job has it. A job of ours lasts seconds; one held for two minutes has lost its worker.
create function app.mail_left_over() returns integer language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare asked integer;
begin
  perform app.ask_for_mail(w.person_id, w.kind) from (
      select m.person_id, m.kind from app.mailing m where m.handed_over_at is null and m.made_at < now() - interval '1 minute'
      union
      select n.person_id, 'today' from app.notification n
        where n.urgency = 'today' and n.mailed_at is null and n.mailing_id is null and n.read_at is null and n.told_at < now() - interval '1 minute') w
    where app.can_be_mailed(w.person_id) and not exists (select from graphile_worker._private_jobs j
      where j.key = 'mail:' || w.kind || ':' || w.person_id and j.attempts <= j.max_attempts
        and case when j.locked_at is null then j.attempts < j.max_attempts else j.locked_at > now() - interval '2 minutes' end);
  get diagnostics asked = row_count;
  return asked;
end $$;

-- What has had its time: drafts after thirty days, posted forms after thirty, sign-ins nobody finished, jobs that failed
-- for good a fortnight ago. Returns how many rows went.
create function app.clear_away() returns bigint language sql volatile security definer set search_path = pg_catalog, app as $$
  with drafts as (delete from app.draft where expires_at < now() returning 1),
    forms as (delete from app.sent_form where at < now() - interval '30 days' returning 1),
    sign_ins as (delete from app.sign_in where started_at < now() - interval '15 minutes' returning 1),
    jobs as (delete from graphile_worker._private_jobs
      where attempts >= max_attempts and locked_at is null and updated_at < now() - interval '14 days' returning 1)
  select (select count(*) from drafts) + (select count(*) from forms) + (select count(*) from sign_ins) + (select count(*) from jobs)
$$;

grant execute on function app.mails_from_here(text), app.mail_begins(uuid, text), app.mail_to(uuid), app.mail_handed_over(uuid),
  app.digests_due(timestamptz), app.mail_left_over(), app.clear_away() to worker;

-- Read by generate.ts, which makes the temporary tables given, family, section, spot and asked before it. Every step is one
-- message to the server. Numbers come from hashes of a counter, so the same counter gives the same young person.

-- Step: functions
create function pg_temp.part(i bigint, salt bigint) returns double precision language sql immutable as $$
  select (hashint8extended(i, salt) & 1048575)::double precision / 1048576
$$;
-- A version 7 id for a moment. Counters up to 2^32: the server's hash of a larger one is of 32 bits, and two would meet.
create function pg_temp.uid(at timestamptz, i bigint, salt bigint) returns uuid language sql immutable as $$
  select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(hashint8extended(i, salt) & 4095), 3, '0')
    || '8' || lpad(to_hex(hashint8extended(i, salt + 1) & 4095), 3, '0') || lpad(to_hex(hashint8extended(i, salt + 2) & 281474976710655), 12, '0'))::uuid
$$;

-- Step: teams and professionals
-- Of each forum a meeting for every 20 young people it discusses.
alter table asked add column sittings bigint;
update asked set sittings = greatest(10, n / 200);
create temporary table place as
  select row_number() over (order by a.key) - 1 as nr, a.id as area_id, a.key from area a where a.key in ('north-yorkshire', 'york');
create temporary table home_agency as
  select area_id, id, row_number() over (partition by area_id order by key) - 1 as nr, count(*) over (partition by area_id) as many from agency where holds_cases;
-- Teams: one for 300 young people in each area, six for each at the least.
create temporary table teams as
  select p.area_id, t as nr, pg_temp.uid(now() - interval '6 years', p.nr * 1000000 + t, 100) as id, h.id as agency_id
  from place p, asked, generate_series(0, greatest(6, n / 600) - 1) t join lateral (select 1) x on true
    join home_agency h on h.nr = t % 7 where h.area_id = p.area_id;
insert into team (area_id, id, agency_id, name) select area_id, id, agency_id, 'Team ' || nr from teams;
create temporary table holders as
  select t.area_id, t.id as team_id, t.agency_id, h, pg_temp.uid(now() - interval '6 years', p.nr * 1000000000 + t.nr * 100 + h, 110) as id,
    row_number() over (partition by t.area_id order by t.nr, h) - 1 as nr
  from teams t join place p on p.area_id = t.area_id, generate_series(1, 12) h;
insert into person (id, name, title, kind) select id, 'Case-holder ' || nr, 'Social worker', 'professional' from holders;
insert into membership (person_id, person_kind, role, area_id, agency_id, team_id, from_at)
  select id, 'professional', 'case-holder', area_id, agency_id, team_id, now() - interval '6 years' from holders;
create temporary table others as
  select role, kind, p.area_id, pg_temp.uid(now() - interval '6 years', p.nr * 100000 + o * 1000 + k, 120) as id, k
  from (values (1, 'duty', 'professional', 10), (2, 'coordinator', 'trusted-relationships', 3), (3, 'panel-member', 'professional', 4),
    (4, 'forum-chair', 'professional', 1), (5, 'forum-coordinator', 'professional', 2)) r (o, role, kind, many), place p, generate_series(1, many) k;
insert into person (id, name, title, kind) select id, role || ' ' || k, role, kind from others;
insert into membership (person_id, person_kind, role, area_id, from_at) select id, kind, role, area_id, now() - interval '6 years' from others;
-- Whoever signs in: the counter stands for their subject.
insert into identity (issuer, subject, person_id)
  select 'https://bench.invalid', 'holder ' || area_id || ' ' || nr, id from holders union all select 'https://bench.invalid', role || ' ' || area_id || ' ' || k, id from others;

alter table place add column holders bigint;
update place p set holders = (select count(*) from holders h where h.area_id = p.area_id);
analyze place; analyze holders; analyze others; analyze given; analyze family;

-- Step: who they are
create temporary table child as
  with one as (
    select i, p.nr as place, p.area_id, p.holders, x.at from asked, generate_series(1, n) i
      cross join lateral (select now() - interval '5 years' * (1 - i::double precision / (n + 1)) as at) x
      join place p on p.nr = case when pg_temp.part(i, 2) < 0.6 then 0 else 1 end),
    -- Beside those whom the forum discusses anyway: who waits for an adult in strand 1 of York, 500 among however many.
    waiting as (select o.i from one o join place p on p.nr = o.place and p.key = 'york'
      where o.i % 5 = 1 and o.at < now() - interval '60 days' order by pg_temp.part(o.i, 22), o.i limit 500)
  select o.i, o.area_id, o.at, pg_temp.uid(o.at, o.i, 1) as id, h.id as holder, h.agency_id, h.team_id, g.name as given, g.word as given_word, g.sounds as given_sounds, g.too as given_too,
    f.name as surname, f.word as surname_word, f.sounds as surname_sounds, f.too as surname_too, pg_temp.part(o.i, 7) < 0.15 as goes_by,
    w.i is not null as waits, o.i % 5 = 0 or w.i is not null as discussed, (o.i % 5 = 0 and pg_temp.part(o.i, 20) < 0.6) or w.i is not null as both_yes
  from one o left join waiting w on w.i = o.i
    join given g on g.nr = floor(600 * pg_temp.part(o.i, 3) ^ 1.7)::bigint
    join family f on f.nr = floor(3600 * pg_temp.part(o.i, 4) ^ 1.7)::bigint
    join holders h on h.area_id = o.area_id and h.nr = (hashint8extended(o.i, 5) & 1073741823) % o.holders;
create unique index on child (i);
analyze child;

-- Step: forum and panel, by dates
create temporary table heard as
  select c.i, c.area_id, c.id as child, c.holder, c.agency_id, c.at as recorded, c.both_yes, c.waits, x.held, pg_temp.uid(x.held, c.i, 30) as discussion, pg_temp.uid(x.held, c.i, 33) as outcome,
    x.luck, row_number() over (order by c.both_yes and not c.waits desc, c.i desc) as newest, count(*) filter (where c.both_yes and not c.waits) over () as nominations,
    floor(sittings * (1 - extract(epoch from now() - x.held)::double precision / 157788000))::bigint as sitting
  -- Whoever waits was heard in the last 200 days, and accepted to strand 1.
  from child c cross join lateral (select
      case when c.waits then greatest(c.at + interval '30 days', now() - interval '10 days' - interval '190 days' * pg_temp.part(c.i, 23)) else least(c.at + interval '30 days', now() - interval '10 days') end as held,
      case when c.waits then 0.16 + 0.39 * pg_temp.part(c.i, 21) else pg_temp.part(c.i, 21) end as luck) x, asked where c.discussed;
create temporary table put_forward as
  select h.*, least(h.held + interval '4 days', now() - interval '6 days') as sent, pg_temp.uid(h.held + interval '1 day', h.i, 36) as nomination,
    case when not h.waits and newest <= least(a.drafts, nominations / 2) then 'draft'
      when luck < 0.04 then 'submitted' when luck < 0.06 then 'waiting' when luck < 0.16 then 'withdrawn'
      when luck < 0.86 then 'accepted' when luck < 0.96 then 'not accepted' else 'back to the forum' end as stands,
    case when luck < 0.55 then 1 else 2 end as strand
  from heard h, asked a where h.both_yes;
analyze heard; analyze put_forward;

-- Step: young people
insert into young_person (area_id, id, reference, given_names, surname, known_as, born_on, sex, ethnicity, language, created_at, created_by, status, opened_to_panel_at, sent_to_forum_at, forum_decided_at)
  select c.area_id, c.id, 'BN-' || lpad(c.i::text, 8, '0'), c.given, c.surname, case when c.goes_by then left(c.given, 3) end,
    -- Whoever is to be nominated is under 18 today; the others are as old as they are.
    (now() - interval '11 years' - interval '6 years' * pg_temp.part(c.i, 8) - case when p.stands = 'draft' or p.waits then interval '0' else (now() - c.at) * 0.5 end)::date,
    (array['1', '2', 'not known'])[1 + floor(3 * pg_temp.part(c.i, 9))::int], 'not asked', 'eng', c.at, c.holder,
    case when pg_temp.part(c.i, 10) < 0.01 then 'missing now' else 'none' end,
    case when p.stands not in ('draft', 'withdrawn') then p.sent end, case when c.discussed then p2.held - interval '7 days' end, p2.held
  from child c left join put_forward p on p.i = c.i left join heard p2 on p2.i = c.i;

-- Step: names
insert into young_person_name (area_id, young_person_id, part, word, sounds, sounds_too)
  select area_id, id, 'given', given_word, given_sounds, given_too from child
  union all select area_id, id, 'surname', surname_word, surname_sounds, surname_too from child
  union all select area_id, id, 'known as', left(given_word, 3), upper(left(given_word, 2)), null from child where goes_by;

-- Step: circumstances
insert into young_person_detail (area_id, young_person_id, living_area, address, postcode, living_with, school, case_status, phone, safe_ringing, safe_times, safe_when, changed_at, changed_by)
  select area_id, id, 'Nowhere', 1 + floor(200 * pg_temp.part(i, 11)) || ' Pretend Street', 'ZZ99' || floor(10 * pg_temp.part(i, 12)) || chr(65 + (i % 20)::int) || chr(65 + (i / 20 % 20)::int),
    'Mum and a brother', 'Pretend High School', 'child-in-need', '07700 900100',
    case when i % 5 = 0 then 'not asked' else 'at these times' end, case when i % 5 = 0 then '{}'::text[] else '{mon-evening,wed-evening,sat-morning}' end, 'Not when Dad is home', at, holder from child;

-- Step: who holds the case, episodes
insert into case_holding (area_id, id, young_person_id, person_id, person_kind, agency_id, team_id, from_at, made_by)
  select area_id, pg_temp.uid(at, i, 40), id, holder, 'professional', agency_id, team_id, at, holder from child;
insert into episode (area_id, id, young_person_id, started_on, recorded_at, recorded_by, told_by)
  select area_id, pg_temp.uid(at, i, 43), id, at::date, at, holder, 'School' from child;

-- Step: what is known around them
insert into exploitation_concern (area_id, id, young_person_id, kind, since_on, note, recorded_at, recorded_by)
  select area_id, pg_temp.uid(at, i, 46), id, 'county-lines', at::date, 'Seen with people a good deal older.', at, holder from child where i % 3 = 0;
insert into trusted_adult (area_id, id, young_person_id, circle, answer, asked_on, recorded_at, recorded_by)
  select area_id, pg_temp.uid(at, i * 4 + nr, 49), id, circle, 'not asked', at::date, at, holder from child, unnest(array['family', 'community', 'professional']) with ordinality c (circle, nr) where i % 7 = 0;

-- Step: assessments
create temporary table assessed as
  select c.*, pg_temp.uid(c.at + interval '1 hour', c.i, 52) as assessment from child c where c.i % 200 = 0 or (c.discussed and c.i % 50 = 0)
    -- A nomination is sent only after an assessment (R130).
    or exists (select from put_forward p where p.i = c.i and p.stands = 'draft');
insert into assessment (area_id, id, young_person_id, form_key, form_version, form_hash, started_at, started_by, level, level_reason, suggested, completed_at, completed_by)
  select area_id, assessment, id, form_key, form_version, form_hash, at + interval '1 hour', holder, 'moderate', 'Several signs point the same way.',
    '{"level": "moderate", "steps": []}', at + interval '1 day', holder from assessed, asked;
insert into assessment_section (area_id, assessment_id, section_key, young_person_id, answers, saved_at, saved_by)
  select area_id, assessment, key, id, answers, at + interval '2 hours', holder from assessed, section;

-- Step: discussions and outcomes
create temporary table sitting as
  select p.area_id, m, p.nr, pg_temp.uid(now() - interval '5 years' * (1 - m::double precision / many), p.nr * 10000000 + m, 60) as id,
    (now() - interval '5 years' * (1 - m::double precision / many))::date as held_on
  from place p, (select sittings as many from asked) x, generate_series(0, many) m;
insert into meeting (area_id, id, held_on, made_at, made_by)
  select s.area_id, s.id, s.held_on, s.held_on::timestamptz - interval '30 days', o.id from sitting s join others o on o.area_id = s.area_id and o.role = 'forum-coordinator' and o.k = 1;
analyze sitting;
insert into discussion (area_id, id, young_person_id, kind, meeting_id, held_on, waiting_since, listed_at, listed_by, papers_frozen_at, outcome_at, members_until, version)
  select h.area_id, h.discussion, h.child, 'scheduled', s.id, h.held::date, h.held - interval '7 days', h.held - interval '5 days', o.id, h.held - interval '1 day', h.held, h.held + interval '28 days', 3
  from heard h join others o on o.area_id = h.area_id and o.role = 'forum-coordinator' and o.k = 1
    join sitting s on s.area_id = h.area_id and s.m = h.sitting;
insert into discussion_agency (area_id, id, discussion_id, young_person_id, agency_id, invited_at, invited_by, attendance, attendance_at)
  select h.area_id, pg_temp.uid(h.held, ('x' || substr(md5(h.discussion::text || g.id), 1, 16))::bit(64)::bigint, 63), h.discussion, h.child, g.id, h.held - interval '5 days', o.id, 'there', h.held
  from heard h join agency g on g.area_id = h.area_id and g.core join others o on o.area_id = h.area_id and o.role = 'forum-coordinator' and o.k = 1;
insert into forum_outcome (area_id, id, young_person_id, discussion_id, finding, finding_reason, suitable, would_benefit, answers_reason, recorded_at, recorded_by)
  select h.area_id, h.outcome, h.child, h.discussion, case when h.luck < 0.6 then 'at risk of' else 'subject to' end, 'Several agencies say the same.', true, h.both_yes,
    case when not h.both_yes then 'They have somebody they trust already.' end, h.held, o.id
  from heard h join others o on o.area_id = h.area_id and o.role = 'forum-chair';

-- Step: nominations
insert into nomination (area_id, id, young_person_id, forum_outcome_id, started_at, started_by, submitted_at, submitted_by, finding, young_person_asked, family_asked,
    question_since, withdrawn_at, withdrawn_by, withdrawn_reason, told, decided_at, decided_as, version)
  select area_id, nomination, child, outcome, held + interval '1 day', holder, case when stands <> 'draft' then sent end, case when stands <> 'draft' then holder end,
    case when stands <> 'draft' then case when luck < 0.6 then 'at risk of' else 'subject to' end end, true, false,
    case when stands = 'waiting' then sent + interval '1 day' end, case when stands = 'withdrawn' then sent + interval '2 days' end, case when stands = 'withdrawn' then holder end,
    case when stands = 'withdrawn' then 'They moved.' end, case when stands = 'withdrawn' then 'yes' end,
    case when stands in ('accepted', 'not accepted', 'back to the forum') then sent + interval '5 days' end,
    case when stands in ('accepted', 'not accepted', 'back to the forum') then stands end, case when stands = 'draft' then 1 else 3 end
  from put_forward;
insert into nomination_answer (area_id, id, nomination_id, young_person_id, question, version, says, given_at, given_by)
  select area_id, pg_temp.uid(held + interval '1 day', i * 16 + nr, 66), nomination, child, question, 1, says, held + interval '1 day', holder
  from put_forward, unnest(
    array['young-person-asked', 'young-person-words', 'family-asked', 'family-not-asked', 'introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by', 'hope-relationships', 'could-fail'],
    array['yes', '“Alright then.”', 'no', 'They ask us not to, for now.', 'Somebody Example', 'Social care', 'A walk, then chips.', (current_date + 60)::text, 'One adult who stays.', 'A change of worker.'])
    with ordinality a (question, says, nr) where stands = 'draft' or i % 25 = 0;

-- Step: decisions and strands
insert into nomination_decision (area_id, id, nomination_id, young_person_id, submitted_by, kind, reason, instead, interim_plan, back_by,
    introducer_name, introducer_agency, introduction_how, introduction_by, decided_on, decided_at, decided_by)
  select p.area_id, pg_temp.uid(p.sent, p.i, 70), p.nomination, p.child, p.holder, p.stands, 'What everybody hoped for.', case when p.stands = 'not accepted' then 'A youth worker carries on.' end,
    case when p.stands = 'back to the forum' then 'A call each day.' end, case when p.stands = 'back to the forum' then (p.sent + interval '19 days')::date end,
    case when p.stands = 'accepted' then 'Somebody Example' end, case when p.stands = 'accepted' then 'Social care' end, case when p.stands = 'accepted' then 'A walk.' end,
    case when p.stands = 'accepted' then (p.sent + interval '26 days')::date end, (p.sent + interval '5 days')::date, p.sent + interval '5 days', o.id
  from put_forward p join others o on o.area_id = p.area_id and o.role = 'coordinator' and o.k = 1 where p.stands in ('accepted', 'not accepted', 'back to the forum');
insert into strand_allocation (area_id, id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, from_at, reason, decided_by, until_at, ended_by, ended_reason)
  select p.area_id, pg_temp.uid(p.sent, p.i, 73), p.child, pg_temp.uid(p.recorded, p.i, 43), p.nomination, p.holder, p.strand, s.key, p.sent + interval '5 days', 'One adult who stays.', o.id,
    -- Support lasts about a year.
    case when p.sent < now() - interval '370 days' then p.sent + interval '365 days' end, case when p.sent < now() - interval '370 days' then o.id end, case when p.sent < now() - interval '370 days' then 'A planned goodbye.' end
  from put_forward p join others o on o.area_id = p.area_id and o.role = 'coordinator' and o.k = 1 join service s on s.area_id = p.area_id and s.strand = p.strand where p.stands = 'accepted';

-- Step: workers and who manages them
-- Of each service five who match for it, two who supervise where that is somebody else, and 200 workers.
create temporary table staff as
  select row_number() over () as n, s.area_id, s.key as service_key, s.strand, r.o, r.role, k as nr, pg_temp.uid(now() - interval '6 years', (p.nr * 10 + s.strand) * 100000 + r.o * 1000 + k, 130) as id
  from place p join service s on s.area_id = p.area_id and s.in_use
    cross join lateral (select case s.strand when 1 then 'operational-manager' else 'service-manager' end as matches) m
    cross join lateral (values (1, m.matches, 5), (2, nullif(s.supervised_by, m.matches), 2), (3, case s.worker_kind when 'rp-relief-worker' then 'relief-worker' else s.worker_kind end, 200)) r (o, role, many)
    cross join generate_series(1, r.many) k where r.role is not null;
insert into person (id, name, title, kind) select id, role || ' ' || nr, role, 'trusted-relationships' from staff;
insert into membership (person_id, person_kind, role, area_id, service_key, from_at) select id, 'trusted-relationships', role, area_id, service_key, now() - interval '6 years' from staff;
insert into identity (issuer, subject, person_id) select 'https://bench.invalid', area_id || ' ' || service_key || ' ' || role || ' ' || nr, id from staff;
create temporary table slot as
  select row_number() over () - 1 as nr, d || '-' || p as key from unnest('{mon,tue,wed,thu,fri,sat,sun}'::text[]) d, unnest('{early,morning,afternoon,evening}'::text[]) p;
-- What somebody, a worker or a young person, can and likes: nine times of the week, two places, two things.
create temporary table offer as
  select p.area_id, x as nr, array(select s.key from slot s where (s.nr * 7 + x * 13) % 28 < 9 order by s.nr) as available, '{eng}'::text[] as languages,
    array(select s.key from spot s where s.area = p.key and s.nr in (x % s.many, (x + 1 + x / s.many % (s.many - 1)) % s.many) order by s.nr) as places,
    array['football', (array['boxing', 'music', 'gaming', 'art'])[1 + x % 4]] as interests from place p, generate_series(0, 199) x;
-- Every strand that was allocated, counted in its service: those who have somebody now, those who had, those who wait.
create temporary table allotted as
  select p.i, p.area_id, p.child, p.holder, p.waits, s.id, s.service_key, s.from_at, s.until_at, row_number() over (partition by s.area_id, s.service_key, p.waits, s.until_at is null order by p.i) as nr
  from put_forward p join strand_allocation s on s.area_id = p.area_id and s.id = pg_temp.uid(p.sent, p.i, 73) where p.stands = 'accepted';
analyze staff; analyze allotted;
insert into worker (area_id, id, person_id, service_key, born_on, started_on, confirmed_by, confirmed_on, safeguarding_lead, emergency_contact, gender, languages, interests, young_people_at_most, available, places, added_at, added_by)
  select w.area_id, pg_temp.uid(now() - interval '6 years', w.n, 133), w.id, w.service_key, (now() - interval '20 years' - interval '3 years' * pg_temp.part(w.n, 136))::date, (now() - interval '2 years')::date,
    'Somebody of the council', (now() - interval '2 years')::date, 'Their lead, 01632 960 001', 'Their aunt, 01632 960 002', case when w.nr % 2 = 0 then 'woman' else 'man' end, f.languages, f.interests,
    -- Two places beside whom they have now; a third for each other one.
    least(40, 2 + w.nr % 2 + (select count(*) from allotted a where a.area_id = w.area_id and a.service_key = w.service_key and not a.waits and a.until_at is null and a.nr % 200 = w.nr % 200)), f.available, f.places, now() - interval '2 years', m.id
  from staff w join staff m on m.area_id = w.area_id and m.service_key = w.service_key and m.o = 1 and m.nr = 1 join offer f on f.area_id = w.area_id and f.nr = w.nr % 200 where w.o = 3;
alter table staff add column worker uuid;
update staff s set worker = w.id from worker w where w.person_id = s.id;
insert into requirement_met (area_id, id, worker_id, service_key, requirement_key, done_on, expires_on, seen, recorded_by)
  select w.area_id, pg_temp.uid(now() - interval '2 years', w.n * 100 + row_number() over (partition by w.id order by r.key), 169), w.worker, w.service_key, r.key, (now() - interval '1 year')::date, case when r.renew_months is not null then (now() + interval '1 year')::date end, 'The certificate', m.id
  from staff w join staff m on m.area_id = w.area_id and m.service_key = w.service_key and m.o = 1 and m.nr = 1 join service_requirement r on r.area_id = w.area_id and r.service_key = w.service_key and r.in_use
  -- One in twenty lacks what must be there.
  where w.o = 3 and not (w.nr % 20 = 0 and r.key = 'safeguarding');
insert into supervision (area_id, id, worker_id, held_on, held_by, how)
  select w.area_id, pg_temp.uid(now() - interval '1 month', w.n, 139), w.worker, current_date - case when w.nr % 10 = 5 then 100 else 5 end, m.id, 'in person'
  from staff w join service s on s.area_id = w.area_id and s.key = w.service_key join staff m on m.area_id = w.area_id and m.service_key = w.service_key and m.role = s.supervised_by and m.nr = 1 where w.o = 3;

-- Step: who takes part, and what they wish
insert into consent (area_id, id, young_person_id, question, answer, asked_on, asked_by, explained, how, limits_told, understood, competence, competence_reason, recorded_at, recorded_by)
  select area_id, pg_temp.uid(from_at, i, 142), child, 'taking part', case when waits and nr % 20 = 0 then 'no' else 'yes' end, from_at::date, 'Somebody Example', 'All of it', '{in person}', true, 'All of it', 'understands', 'Said it back', from_at, holder from allotted;
insert into wishes (area_id, id, young_person_id, asked, asked_on, gender, available, places, languages, interests, words, changed_at, changed_by)
  select a.area_id, pg_temp.uid(a.from_at, a.i, 145), a.child, 'asked', a.from_at::date, case when a.nr % 5 = 0 then 'woman' when a.nr % 10 = 1 then 'man' else 'no matter' end, f.available, f.places, f.languages, f.interests, 'Somebody who turns up.', a.from_at, a.holder
  from allotted a join offer f on f.area_id = a.area_id and f.nr = a.nr * 7 % 200 where a.until_at is null;

-- Step: matches
-- Everybody but who waits has an adult, or had one until their support ended; one in ten of those who wait had one who left, or was not safe.
insert into match (area_id, id, young_person_id, strand_allocation_id, service_key, worker_id, reason, planned_on, introduced_by, introduction_how, introduced_on, started_on, made_at, made_by, ended_on, ended_at, ended_by, end_reason, goodbye)
  select a.area_id, pg_temp.uid(a.from_at, a.i, 148), a.child, a.id, a.service_key, w.worker, 'They both laugh.', a.from_at::date, 'Somebody Example', 'A walk.', a.from_at::date, a.from_at::date, a.from_at, m.id,
    x.ended::date, x.ended, case when x.ended is not null then m.id end, case when x.ended is null then null when a.nr % 50 = 0 then 'it is not safe' when a.waits then 'the worker leaves' else 'as planned' end, case when x.ended is not null then 'Chips, and a card.' end
  from allotted a join staff w on w.area_id = a.area_id and w.service_key = a.service_key and w.o = 3 and w.nr = 1 + (a.nr + 199) % 200
    join staff m on m.area_id = a.area_id and m.service_key = a.service_key and m.o = 1 and m.nr = 1
    cross join lateral (select case when a.waits then least(now(), a.from_at + interval '1 day') else a.until_at end as ended) x where not a.waits or a.nr % 10 = 0;
insert into keep_apart (area_id, id, young_person_id, worker_id, worker_area_id, other_words, how_far, reason, evidence, review_on, recorded_at, recorded_by)
  select c.area_id, pg_temp.uid(c.at, c.i, 151), c.id, w.worker, w.area_id, case when w.worker is null then 'Somebody at the old school' end, 'no contact at all', 'They fought.', 'Two people saw it.', current_date + 60, c.at, c.holder
  from child c left join allotted a on a.i = c.i and a.waits and a.nr % 25 = 3 left join staff w on w.area_id = a.area_id and w.service_key = a.service_key and w.o = 3 and w.nr = 1 + a.nr % 200
  where a.i is not null or c.i % 20 = 7;

-- Step: what is shared with a partner
create temporary table partner as
  select g.area_id, g.id as agency_id, t.id as team_id, k as nr, pg_temp.uid(now() - interval '6 years', p.nr * 1000 + k, 154) as id
  from place p join agency g on g.area_id = p.area_id and g.key = 'voluntary-sector' cross join lateral (select id from team t where t.area_id = g.area_id and t.agency_id = g.id order by t.id limit 1) t, generate_series(1, 10) k;
insert into person (id, name, title, kind) select id, 'Partner ' || nr, 'Youth worker', 'professional' from partner;
insert into membership (person_id, person_kind, role, area_id, agency_id, team_id, from_at) select id, 'professional', 'partner-professional', area_id, agency_id, team_id, now() - interval '6 years' from partner;
insert into identity (issuer, subject, person_id) select 'https://bench.invalid', 'partner ' || area_id || ' ' || nr, id from partner;
-- One in 50 of all; for a third of them a parent answers too, and one in 20 took it back since.
create temporary table sharing as
  select c.*, p.agency_id as partner, greatest(c.at, least(c.at + interval '20 days', now() - interval '1 hour')) as said, c.i % 150 = 0 as by_parent, pg_temp.uid(c.at, c.i, 157) as parent
  from child c join partner p on p.area_id = c.area_id and p.nr = 1 where c.i % 50 = 0;
insert into relevant_individual (area_id, id, young_person_id, kind, name, relation, responsibility, recorded_at, recorded_by)
  select area_id, parent, id, 'parent or carer', 'A parent of ' || given, 'Mum', 'yes', at, holder from sharing where by_parent;
insert into consent (area_id, id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, how, limits_told, understood, competence, competence_reason, purposes, recorded_at, recorded_by)
  select s.area_id, pg_temp.uid(s.said, s.i * 4 + x.n, 160), s.id, x.whose, 'sharing', x.answer, x.at::date, 'Somebody Example', 'All of it', '{in person}', true, 'All of it', x.competence, case when x.competence <> 'not judged' then 'Said it back, or not' end,
    case when x.answer = 'yes' then '{early help,safeguarding}'::text[] else '{}' end, x.at, s.holder
  from sharing s cross join lateral (values (0, null::uuid, 'yes', s.said, case when s.by_parent then 'does not understand' else 'understands' end), (1, s.parent, 'yes', s.said, 'not judged'),
      (2, null, 'withdrawn', least(s.said + interval '30 days', now()), 'not judged')) x (n, whose, answer, at, competence)
    where x.n = 0 or (x.n = 1 and s.by_parent) or (x.n = 2 and s.i % 1000 = 0);
-- To the partner everything there is to show, to others who do not hold the case what most agree to.
insert into consent_share (area_id, id, consent_id, young_person_id, agency_id, category)
  select s.area_id, pg_temp.uid(s.said, s.i * 64 + x.n * 32 + k.nr * 4 + g.nr, 163), pg_temp.uid(s.said, s.i * 4 + x.n, 160), s.id, a.id, k.key
  from sharing s cross join generate_series(0, 1) x (n) cross join unnest('{voluntary-sector,schools,early-help}'::text[]) with ordinality g (key, nr)
    join agency a on a.area_id = s.area_id and a.key = g.key and a.id <> s.agency_id cross join unnest('{identity,contact,assessment}'::text[]) with ordinality k (key, nr)
  where (x.n = 0 or s.by_parent) and (g.nr = 1 or k.nr <= 2);
insert into lawful_share (area_id, id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, decided_by, decided_on, review_on, recorded_at, recorded_by)
  select c.area_id, pg_temp.uid(c.at, c.i, 166), c.id, p.agency_id, '{identity,contact}', 'Where they are', 'vital interests', 'safeguarding', 'Nobody else is there', 'told', 'Somebody Example, manager', c.at::date, current_date + 60, c.at, c.holder
  from child c join partner p on p.area_id = c.area_id and p.nr = 1 where c.i % 2000 = 25;

-- Step: tasks and audit
insert into task (area_id, id, young_person_id, kind, record_id, desk, path, due_on, asked_at)
  select p.area_id, pg_temp.uid(p.held, p.i, 80), p.child, case when stands = 'draft' then 'complete a nomination' else 'consider a nomination' end, case when stands <> 'draft' then p.nomination end,
    case when stands = 'draft' then 'person:' || p.holder else 'role:' || p.area_id || ':coordinator' end, '/', (p.sent + interval '14 days')::date, p.held
  from put_forward p where stands in ('draft', 'submitted');
insert into task (area_id, id, young_person_id, kind, record_id, desk, path, asked_at)
  select a.area_id, pg_temp.uid(a.from_at, a.i, 83), a.child, 'match a worker', a.id, 'service:' || a.area_id || ':' || a.service_key, '/' || p.key || '/young-people/' || a.child || '/strands/' || a.id || '/candidates', a.from_at
  from allotted a join place p on p.area_id = a.area_id where a.waits;
insert into audit_event (at, person_id, act, outcome, because, area_id, young_person_id)
  select at, holder, 'young person viewed', 'read', '{case-holder}', area_id, id from child;

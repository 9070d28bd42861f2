-- Information sharing that somebody agreed to (R146 to R153): asked apart from taking part, of each apart, and it opens what
-- it names to whom it names, from that second, until it is narrowed, taken back or has run out.

-- ------------------------------------------------------------------------------------------------------------------
-- Who decides, once, for every question: the same rule as src/features/consent/who-decides.ts (ADR 17). `says_yes` and
-- `says_no` are of those with parental responsibility; `own` is null where nothing of the young person's own holds, and
-- `age_then` is how old they were when they gave it. What was about somebody else, and moved there, counts nowhere.

alter table app.consent add column moved_at timestamptz;
comment on column app.consent.moved_at is 'S3. When it turned out to be about another young person; hidden since.';

create function app.decides(age integer, age_then integer, own text, competence text, says_yes boolean, says_no boolean) returns table (yes boolean, because text, differs boolean)
  language plpgsql immutable set search_path = pg_catalog as $$
begin
  differs := false; yes := false;
  if own is null then because := 'they were not asked';
  elsif own = 'not approached' then because := 'it is not safe to ask them';
  elsif own <> 'yes' then because := 'they said no'; differs := says_yes;
  elsif age >= 18 then
    -- A yes that was not theirs alone when they gave it is not one of a grown-up.
    if age_then >= 18 or competence = 'understands' or (age_then >= 16 and competence <> 'does not understand') then yes := true; because := 'they said yes';
    else because := 'they were not asked since they turned 18'; end if;
  elsif competence = 'understands' or (age >= 16 and competence <> 'does not understand') then yes := true; because := 'they said yes'; differs := says_no;
  elsif competence = 'not judged' then because := 'nobody judged whether they understand';
  elsif says_yes and says_no then because := 'those with parental responsibility differ'; differs := true;
  elsif says_no then because := 'those with parental responsibility said no';
  elsif says_yes then yes := true; because := 'somebody with parental responsibility said yes';
  else because := 'nobody with parental responsibility has said yes';
  end if;
  return next;
end $$;
revoke all on function app.decides(integer, integer, text, text, boolean, boolean) from public;

create or replace function app.consent_decided(area uuid, young_person uuid, asks text, on_day date, but uuid default null) returns table (yes boolean, because text, differs boolean)
  language plpgsql stable security definer set search_path = pg_catalog, app as $$
declare own record; age integer; born date; says_yes boolean; says_no boolean; records uuid[] := app.records_of(young_person);
begin
  select y.born_on, case when y.born_on is not null then app.age_on(y.born_on, on_day) end into born, age from app.young_person y where y.area_id = area and y.id = young_person;
  select n.* into own from (select c.answer, c.competence, c.until_on, c.asked_on from app.consent c
      where c.moved_at is null and c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.individual_id is null and c.id is distinct from but
      order by c.asked_on desc, c.recorded_at desc, c.id desc limit 1) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  select coalesce(bool_or(n.answer = 'yes'), false), coalesce(bool_or(n.answer in ('no', 'withdrawn')), false) into says_yes, says_no from (
    select distinct on (c.individual_id) c.answer, c.until_on from app.consent c
      join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
      where c.moved_at is null and c.area_id = area and c.young_person_id = any (records) and c.question = asks and c.id is distinct from but
      order by c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc) n
    where n.until_on is null or n.until_on >= on_day or n.answer in ('no', 'withdrawn');
  return query select d.yes, d.because, d.differs from app.decides(age, case when born is not null then app.age_on(born, own.asked_on) end, own.answer, own.competence, says_yes, says_no) d;
end $$;

-- ------------------------------------------------------------------------------------------------------------------
-- What a yes to sharing names: agencies, and what of the record; the answer says for what (R147).

alter table app.consent add column purposes text[] not null default '{}', add column ends text[] not null default '{}',
  add constraint consent_of_young_person unique (area_id, id, young_person_id),
  add constraint consent_purposes check (purposes <@ '{early help,safeguarding,public protection}' and (question = 'sharing' or purposes = '{}')),
  add constraint consent_sharing_has_a_purpose check (question <> 'sharing' or answer <> 'yes' or purposes <> '{}');
comment on column app.consent.purposes is 'S3. Of a yes to sharing: for what (R147).';
comment on column app.consent.ends is 'S3. What this answer ended, as agency and category: when it was closed to whom.';
grant insert (purposes) on app.consent to app;

create table app.consent_share (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  consent_id uuid not null,
  young_person_id uuid not null,
  agency_id uuid not null,
  category text not null,
  constraint consent_share_pkey primary key (area_id, id),
  constraint consent_share_once unique (area_id, consent_id, agency_id, category),
  constraint consent_share_consent foreign key (area_id, consent_id, young_person_id) references app.consent (area_id, id, young_person_id) deferrable initially deferred,
  constraint consent_share_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint consent_share_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint consent_share_category check (category in ('identity', 'contact', 'assessment', 'plan', 'notes', 'measures'))
);
create index consent_share_agency_index on app.consent_share (area_id, agency_id, young_person_id);
create index consent_share_young_person_index on app.consent_share (area_id, young_person_id);
create index consent_share_consent_index on app.consent_share (area_id, consent_id, young_person_id);
select app.guard('app.consent_share');
comment on table app.consent_share is 'S3. What an answer to sharing says yes to: an agency, and one kind of thing it may know. Written with the answer, never after it.';
comment on column app.consent_share.area_id is 'S3. Area.';
comment on column app.consent_share.id is 'S3. Identity.';
comment on column app.consent_share.consent_id is 'S3. The answer.';
comment on column app.consent_share.young_person_id is 'S3. About whom.';
comment on column app.consent_share.agency_id is 'S3. Who may know it.';
comment on column app.consent_share.category is 'S3. identity (S1) goes with all the others; contact (S2); assessment (S4); plan, notes and measures (S3) wait for what there will be to show.';

create policy read_s3 on app.consent_share for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_records on app.consent_share for insert to app with check (young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.consent_share as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.consent_share to app;
grant insert (area_id, id, consent_id, young_person_id, agency_id, category) on app.consent_share to app;

-- Whom nobody is asked about: they know by a public task, whatever is answered (R153). The agency of the case-holder, and one
-- that owes an action to keep the young person safe, too.
create function app.on_public_task(area uuid, young_person uuid) returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(a.id), '{}') from app.agency a where a.area_id = $1 and (a.public_task
    or exists (select 1 from app.case_holding h where h.area_id = a.area_id and h.young_person_id = $2 and h.until_at is null and h.agency_id = a.id)
    or exists (select 1 from app.forum_action f where f.area_id = a.area_id and f.young_person_id = any (app.records_of($2)) and f.agency_id = a.id and f.done_at is null))
$$;
revoke all on function app.on_public_task(uuid, uuid) from public;

-- After the policies, so that nobody learns by a refusal what they may not read.
create function app.consent_share_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  -- One at a time with whoever writes the answer itself: nothing is added to it meanwhile.
  perform pg_advisory_xact_lock(hashtextextended(new.consent_id::text, 0));
  if exists (select 1 from app.consent c where c.area_id = new.area_id and c.id = new.consent_id) then
    raise exception 'an answer is never widened afterwards' using errcode = 'check_violation', constraint = 'consent_share_with_the_answer'; end if;
  if new.agency_id = any (app.on_public_task(new.area_id, new.young_person_id)) then
    raise exception 'they know by a public task, and nobody is asked about it' using errcode = 'check_violation', constraint = 'consent_share_is_optional'; end if;
  if exists (select 1 from app.agency a where a.area_id = new.area_id and a.id = new.agency_id and a.stands_for_many) then
    raise exception 'with which one?' using errcode = 'check_violation', constraint = 'consent_share_with_one'; end if;
  return null;
end $$;
revoke all on function app.consent_share_holds() from public;
create trigger consent_share_holds after insert on app.consent_share for each row execute function app.consent_share_holds();

-- An answer that names somebody is a yes to sharing: looked at once the answer is there.
create function app.consent_names() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform pg_advisory_xact_lock(hashtextextended(new.id::text, 0));
  if (new.question <> 'sharing' or new.answer <> 'yes') and exists (select 1 from app.consent_share s where s.area_id = new.area_id and s.consent_id = new.id) then
    raise exception 'only a yes to sharing names whom' using errcode = 'check_violation', constraint = 'consent_share_of_a_yes'; end if;
  return null;
end $$;
revoke all on function app.consent_names() from public;
create trigger consent_names after insert on app.consent for each row execute function app.consent_names();

-- ------------------------------------------------------------------------------------------------------------------
-- What is shared now because of consent. Looked up by the agency, and by the young person: the two conditions on the record
-- say the same, each for one way. Whoever said yes and did not name a pair said no to it.

-- Looked for from a membership or from a young person on: nothing in between gathers everybody. The records of a young person
-- who goes on, without a call for each: app.records_of says the same.
create view app.shared_by_consent as
  select y.area_id, y.id as young_person_id, p.agency_id, p.category, own.until_on, own.purposes
  from app.consent_share p
    join app.consent own on own.area_id = p.area_id and own.id = p.consent_id and own.young_person_id = p.young_person_id and own.question = 'sharing'
      and own.moved_at is null and own.individual_id is null and own.answer = 'yes' and (own.until_on is null or own.until_on >= app.today())
    join app.young_person o on o.area_id = own.area_id and o.id = own.young_person_id
    join app.young_person y on y.area_id = o.area_id and y.id = coalesce(o.merged_into, o.id) and y.merged_into is null
      and p.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    cross join lateral (
      select coalesce(bool_or(n.answer = 'yes' and n.named), false) as says_yes, coalesce(bool_or(n.answer in ('no', 'withdrawn') or (n.answer = 'yes' and not n.named)), false) as says_no
      from (select distinct on (c.individual_id) c.answer, c.until_on,
          exists (select 1 from app.consent_share s where s.area_id = c.area_id and s.consent_id = c.id and s.agency_id = p.agency_id and s.category = p.category) as named
        from app.consent c
          join app.relevant_individual i on i.area_id = c.area_id and i.id = c.individual_id and i.kind in ('parent or carer', 'council') and i.responsibility = 'yes'
        where c.moved_at is null and c.area_id = y.area_id and c.question = 'sharing'
          and c.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
        order by c.individual_id, c.asked_on desc, c.recorded_at desc, c.id desc) n
      where n.until_on is null or n.until_on >= app.today() or n.answer in ('no', 'withdrawn')) others
    cross join lateral app.decides(case when y.born_on is not null then app.age_on(y.born_on, app.today()) end, case when y.born_on is not null then app.age_on(y.born_on, own.asked_on) end, own.answer, own.competence, others.says_yes, others.says_no) d
  where d.yes and y.status <> 'died' and not exists (select 1 from app.consent n where n.area_id = y.area_id and n.question = 'sharing' and n.moved_at is null and n.individual_id is null
    and n.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    and (n.asked_on, n.recorded_at, n.id) > (own.asked_on, own.recorded_at, own.id));
revoke all on app.shared_by_consent from public;

-- ------------------------------------------------------------------------------------------------------------------
-- Sharing without consent: a named person decided it, by a basis in law, for a purpose, of what and with whom (R147, R153).
-- It opens the same, shows as what it is, and is looked at again.

create table app.lawful_share (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  agency_id uuid not null,
  categories text[] not null,
  items text not null,
  basis text not null,
  purpose text not null,
  necessity text not null,
  told text not null,
  told_reason text,
  decided_by text not null,
  decided_on date not null,
  review_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  reviewed_reason text,
  ended_at timestamptz,
  version integer not null default 1,
  constraint lawful_share_pkey primary key (area_id, id),
  constraint lawful_share_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint lawful_share_agency foreign key (area_id, agency_id) references app.agency (area_id, id),
  constraint lawful_share_recorded_by foreign key (recorded_by) references app.person (id),
  constraint lawful_share_reviewed_by foreign key (reviewed_by) references app.person (id),
  constraint lawful_share_categories check (categories <> '{}' and categories <@ '{identity,contact,assessment,plan,notes,measures}'),
  constraint lawful_share_basis check (basis in ('public task', 'legal obligation', 'vital interests', 'legitimate interests')),
  constraint lawful_share_purpose check (purpose in ('early help', 'safeguarding', 'public protection')),
  constraint lawful_share_told check (told in ('told', 'not safe', 'not practicable')),
  constraint lawful_share_told_or_why check ((told = 'told') = (told_reason is null)),
  constraint lawful_share_review_follows check (review_on > decided_on),
  constraint lawful_share_review_is_whole check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (reviewed_reason is null) and (ended_at is null or reviewed_at is not null)),
  constraint lawful_share_items_length check (length(items) between 1 and 10000),
  constraint lawful_share_necessity_length check (length(necessity) between 1 and 10000),
  constraint lawful_share_told_reason_length check (length(told_reason) between 1 and 10000),
  constraint lawful_share_decided_by_length check (length(decided_by) between 1 and 200),
  constraint lawful_share_reviewed_reason_length check (length(reviewed_reason) between 1 and 10000)
);
create index lawful_share_agency_index on app.lawful_share (area_id, agency_id, young_person_id);
create index lawful_share_young_person_index on app.lawful_share (area_id, young_person_id);
create index lawful_share_recorded_by_index on app.lawful_share (recorded_by);
create index lawful_share_reviewed_by_index on app.lawful_share (reviewed_by);
create index lawful_share_newest on app.lawful_share (area_id, recorded_at desc, id desc);
select app.guard('app.lawful_share');
comment on table app.lawful_share is 'S3. Something shared with one agency without consent: by what law, for what, why it had to be, who decided (R147, R153). Opens what it names until it is ended.';
comment on column app.lawful_share.area_id is 'S3. Area.';
comment on column app.lawful_share.id is 'S3. Identity.';
comment on column app.lawful_share.young_person_id is 'S3. About whom.';
comment on column app.lawful_share.agency_id is 'S3. Who may know it.';
comment on column app.lawful_share.categories is 'S3. Which kinds of thing, as in consent_share.';
comment on column app.lawful_share.items is 'S3. What exactly, and no more than that.';
comment on column app.lawful_share.basis is 'S3. Lawful basis.';
comment on column app.lawful_share.purpose is 'S3. For what (R147).';
comment on column app.lawful_share.necessity is 'S3. Why it is needed, and why no less would do.';
comment on column app.lawful_share.told is 'S3. Whether those whom it is about were told: told, not safe, not practicable.';
comment on column app.lawful_share.told_reason is 'S3. Why they were not told.';
comment on column app.lawful_share.decided_by is 'S3. Who decided, with their job.';
comment on column app.lawful_share.decided_on is 'S3. On what day.';
comment on column app.lawful_share.review_on is 'S3. When somebody looks at it again.';
comment on column app.lawful_share.recorded_at is 'S3. When it was recorded: from then on it opens.';
comment on column app.lawful_share.recorded_by is 'S3. By whom.';
comment on column app.lawful_share.reviewed_at is 'S3. When somebody looked at it last.';
comment on column app.lawful_share.reviewed_by is 'S3. Who.';
comment on column app.lawful_share.reviewed_reason is 'S3. Why it goes on, or ended.';
comment on column app.lawful_share.ended_at is 'S3. When it ended.';
comment on column app.lawful_share.version is 'S3. Counts changes.';

insert into app.relation_may (because, act) select b, 'share without consent' from unnest('{case-holder,deputy,team manager}'::text[]) b;
create policy read_s3 on app.lawful_share for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_shares_records on app.lawful_share for insert to app
  with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('share without consent'))::uuid[]));
create policy who_shares_reviews on app.lawful_share for update to app
  using (young_person_id = any ((select app.my_young_people('share without consent'))::uuid[]))
  with check (reviewed_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('share without consent'))::uuid[]));
create policy walled on app.lawful_share as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.lawful_share to app;
grant insert (area_id, id, young_person_id, agency_id, categories, items, basis, purpose, necessity, told, told_reason, decided_by, decided_on, review_on, recorded_by) on app.lawful_share to app;
grant update (review_on, reviewed_at, reviewed_by, reviewed_reason, ended_at, version) on app.lawful_share to app;

create view app.shared_lawfully as
  select y.area_id, y.id as young_person_id, l.agency_id, l.categories[k.nr] as category, l.id, l.review_on, l.purpose from app.lawful_share l
    join app.young_person o on o.area_id = l.area_id and o.id = l.young_person_id
    join app.young_person y on y.area_id = o.area_id and y.id = coalesce(o.merged_into, o.id) and y.merged_into is null
      and l.young_person_id = any (array(select y.id union all select r.id from app.young_person r where r.area_id = y.area_id and r.merged_into = y.id))
    cross join lateral generate_subscripts(l.categories, 1) k (nr)
  where l.ended_at is null and y.status <> 'died';
revoke all on app.shared_lawfully from public;

-- ------------------------------------------------------------------------------------------------------------------
-- A partner professional: consent or a lawful sharing record names their agency, now. Each kind of thing is a relation of its
-- own, so that nothing opens beside what was shared; who it is about goes with all of them.

insert into app.relation_kind (because, role, says) values
  ('shared with their agency', 'partner-professional', 'Something about this young person is shared with your agency.'),
  ('contact shared with their agency', 'partner-professional', 'How to reach this young person is shared with your agency.'),
  ('assessment shared with their agency', 'partner-professional', 'This young person’s risk assessment is shared with your agency.');
insert into app.relation_may (because, act) values
  ('shared with their agency', 'read S1'), ('shared with their agency', 'read what is shared'),
  ('contact shared with their agency', 'read shared contact'), ('assessment shared with their agency', 'read shared assessment');

-- The same young person several times, once for each thing that is shared: whoever asks counts them once.
create view app.relation_shared as
  select m.person_id, m.area_id, n.young_person_id, b.what || 'shared with their agency' as because from app.membership m
    join app.shared_by_consent n on n.area_id = m.area_id and n.agency_id = m.agency_id
    cross join lateral (values (''), (case when n.category in ('contact', 'assessment') then n.category || ' ' end)) b (what)
    where m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and b.what is not null
  union all
  select m.person_id, m.area_id, n.young_person_id, b.what || 'shared with their agency' as because from app.membership m
    join app.shared_lawfully n on n.area_id = m.area_id and n.agency_id = m.agency_id
    cross join lateral (values (''), (case when n.category in ('contact', 'assessment') then n.category || ' ' end)) b (what)
    where m.role = 'partner-professional' and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and b.what is not null;
revoke all on app.relation_shared from public;

do $$ begin
  execute format('create or replace view app.relation as %s union all select * from app.relation_shared', rtrim(pg_get_viewdef('app.relation'::regclass), E' ;\n'));
  execute replace(pg_get_functiondef('app.relations_of(uuid,uuid[])'::regprocedure), $q$  if roles && '{duty}' then$q$,
    $q$  if roles && '{partner-professional}' then
    return query select r.young_person_id, r.because from app.relation_shared r where r.person_id = $1 and r.young_person_id = any ($2);
  end if;
  if roles && '{duty}' then$q$);
end $$;

create policy shared on app.young_person_detail for select to app using (young_person_id = any ((select app.my_young_people('read shared contact'))::uuid[]));
create policy shared on app.assessment for select to app
  using (moved_at is null and completed_at is not null and set_aside_at is null and young_person_id = any ((select app.my_young_people('read shared assessment'))::uuid[]));

-- How worried somebody is and why: not what was answered to get there (0020), which is for those who read S4 or write it.
alter policy with_the_assessment on app.assessment_section using (
  exists (select 1 from app.assessment a where a.area_id = assessment_section.area_id and a.id = assessment_section.assessment_id)
  and (young_person_id = any ((select app.my_young_people('read S4'))::uuid[]) or young_person_id = any ((select app.my_young_people('assess'))::uuid[]))
  and (section_key <> 'people' or young_person_id = any ((select app.my_young_people('read S5'))::uuid[])));

select app.know_records();

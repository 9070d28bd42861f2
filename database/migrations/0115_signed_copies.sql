-- The council's own consent form, as it was signed (R152): a file beside the answer it belongs to. It stands in the database
-- (docs/adr/0020), under the same rule as the answer.

create table app.consent_copy (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  consent_id uuid not null,
  form_reference text not null,
  form_version text not null,
  file_type text not null,
  bytes bytea not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by uuid not null,
  set_aside_at timestamptz,
  set_aside_by uuid,
  set_aside_reason text,
  constraint consent_copy_pkey primary key (area_id, id),
  constraint consent_copy_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint consent_copy_consent foreign key (area_id, consent_id, young_person_id) references app.consent (area_id, id, young_person_id),
  constraint consent_copy_recorded_by foreign key (recorded_by) references app.person (id),
  constraint consent_copy_set_aside_by foreign key (set_aside_by) references app.person (id),
  constraint consent_copy_form_reference_length check (length(form_reference) between 1 and 200),
  constraint consent_copy_form_version_length check (length(form_version) between 1 and 100),
  constraint consent_copy_size check (octet_length(bytes) <= 10485760),
  -- By how it begins, as src/platform/file-type.ts: what is kept is what it is sent out as, whoever put it here.
  constraint consent_copy_is_what_it_says check (case file_type
    when 'application/pdf' then substring(bytes from 1 for 5) = '\x255044462d'
    when 'image/jpeg' then substring(bytes from 1 for 3) = '\xffd8ff'
    when 'image/png' then substring(bytes from 1 for 8) = '\x89504e470d0a1a0a'
    else false end),
  constraint consent_copy_set_aside_is_whole check ((set_aside_at is null) = (set_aside_by is null) and (set_aside_at is null) = (set_aside_reason is null)),
  constraint consent_copy_set_aside_reason_length check (length(set_aside_reason) between 1 and 4000)
);
-- What is in a PDF or a picture is compressed already.
alter table app.consent_copy alter column bytes set storage external;
create index consent_copy_consent_index on app.consent_copy (area_id, consent_id, young_person_id);
create index consent_copy_young_person_index on app.consent_copy (area_id, young_person_id);
create index consent_copy_recorded_by_index on app.consent_copy (recorded_by);
create index consent_copy_set_aside_by_index on app.consent_copy (set_aside_by);
select app.guard('app.consent_copy');
comment on table app.consent_copy is 'S3. A signed copy of the council’s own consent form (R152), as a file. Append-only; one that does not belong here is set aside and hidden.';
comment on column app.consent_copy.area_id is 'S3. Area.';
comment on column app.consent_copy.id is 'S3. Identity.';
comment on column app.consent_copy.young_person_id is 'S3. About whom.';
comment on column app.consent_copy.consent_id is 'S3. The answer it belongs to.';
comment on column app.consent_copy.form_reference is 'S3. The council’s own consent form.';
comment on column app.consent_copy.form_version is 'S3. Its version.';
comment on column app.consent_copy.file_type is 'S3. What the file is, by what is in it: PDF, JPEG or PNG.';
comment on column app.consent_copy.bytes is 'S3. The file, byte for byte as it was sent.';
comment on column app.consent_copy.recorded_at is 'S3. When it was added.';
comment on column app.consent_copy.recorded_by is 'S3. By whom.';
comment on column app.consent_copy.set_aside_at is 'S3. When it turned out not to belong here; hidden since.';
comment on column app.consent_copy.set_aside_by is 'S3. Who said so.';
comment on column app.consent_copy.set_aside_reason is 'S3. Why.';

create policy read_s3 on app.consent_copy for select to app using (set_aside_at is null and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_adds on app.consent_copy for insert to app with check (recorded_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.consent_copy as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.consent_copy to app;
grant insert (area_id, id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_by) on app.consent_copy to app;

-- So many pages no form has. Whoever adds one waits for whoever adds another to the same answer.
create function app.consent_copy_holds() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform 1 from app.consent c where c.area_id = new.area_id and c.id = new.consent_id for no key update;
  if (select count(*) from app.consent_copy c where c.area_id = new.area_id and c.consent_id = new.consent_id and c.set_aside_at is null) > 20 then
    raise exception 'no form has so many pages' using errcode = 'check_violation', constraint = 'consent_copy_at_most'; end if;
  return null;
end $$;
revoke all on function app.consent_copy_holds() from public;
create trigger consent_copy_holds after insert on app.consent_copy for each row execute function app.consent_copy_holds();

-- A copy that does not belong here is hidden, and stays as it was. Answers whether there was one.
create function app.set_aside_copy(young_person uuid, copy uuid, reason text) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
begin
  if not coalesce('ask for consent' = any (app.my_acts_on(young_person)), false) then raise exception 'not yours to set aside' using errcode = 'insufficient_privilege'; end if;
  update app.consent_copy c set set_aside_at = now(), set_aside_by = app.person_id(), set_aside_reason = reason
    where c.id = copy and c.young_person_id = set_aside_copy.young_person and c.set_aside_at is null;
  return found;
end $$;
revoke all on function app.set_aside_copy(uuid, uuid, text) from public;
grant execute on function app.set_aside_copy(uuid, uuid, text) to app;

select app.know_records();

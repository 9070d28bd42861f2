-- Somebody who is asked wants it in another language or format (R161): written down, and asked of whoever holds the case, who
-- arranges it.

create table app.format_request (
  area_id uuid not null,
  id uuid not null default uuidv7(),
  young_person_id uuid not null,
  individual_id uuid,
  wanted text not null,
  says text,
  asked_at timestamptz not null default now(),
  asked_by uuid not null,
  arranged_at timestamptz,
  arranged_by uuid,
  arranged_says text,
  constraint format_request_pkey primary key (area_id, id),
  constraint format_request_young_person foreign key (area_id, young_person_id) references app.young_person (area_id, id),
  constraint format_request_individual foreign key (area_id, individual_id, young_person_id) references app.relevant_individual (area_id, id, young_person_id),
  constraint format_request_asked_by foreign key (asked_by) references app.person (id),
  constraint format_request_arranged_by foreign key (arranged_by) references app.person (id),
  constraint format_request_wanted check (wanted in ('another language', 'an interpreter', 'sign language', 'easy read', 'large print', 'braille', 'to listen to', 'another way')),
  constraint format_request_says_which check (says is not null or wanted not in ('another language', 'an interpreter', 'another way')),
  constraint format_request_arranged_is_whole check ((arranged_at is null) = (arranged_by is null) and (arranged_at is null) = (arranged_says is null)),
  constraint format_request_says_length check (length(says) between 1 and 1000),
  constraint format_request_arranged_says_length check (length(arranged_says) between 1 and 4000)
);
create index format_request_young_person_index on app.format_request (area_id, young_person_id, asked_at desc);
create index format_request_individual_index on app.format_request (area_id, individual_id, young_person_id);
create index format_request_asked_by_index on app.format_request (asked_by);
create index format_request_arranged_by_index on app.format_request (arranged_by);
select app.guard('app.format_request');
comment on table app.format_request is 'S3. Somebody who is asked wants it in another language or format (R161), and how it was arranged.';
comment on column app.format_request.area_id is 'S3. Area.';
comment on column app.format_request.id is 'S3. Identity.';
comment on column app.format_request.young_person_id is 'S3. About whom they are asked.';
comment on column app.format_request.individual_id is 'S3. Who wants it; empty for the young person.';
comment on column app.format_request.wanted is 'S3. Language or format.';
comment on column app.format_request.says is 'S3. Which one, and what helps.';
comment on column app.format_request.asked_at is 'S3. When it was written down.';
comment on column app.format_request.asked_by is 'S3. By whom.';
comment on column app.format_request.arranged_at is 'S3. When it was arranged.';
comment on column app.format_request.arranged_by is 'S3. By whom.';
comment on column app.format_request.arranged_says is 'S3. How.';

create policy read_s3 on app.format_request for select to app using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
create policy who_asks_adds on app.format_request for insert to app with check (asked_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy who_asks_arranges on app.format_request for update to app
  using (arranged_at is null and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]))
  with check (arranged_by = (select app.person_id()) and young_person_id = any ((select app.my_young_people('ask for consent'))::uuid[]));
create policy walled on app.format_request as restrictive for all to app using (young_person_id <> all ((select app.my_walls())::uuid[]));
grant select on app.format_request to app;
grant insert (area_id, id, young_person_id, individual_id, wanted, says, asked_by) on app.format_request to app;
grant update (arranged_by, arranged_says) on app.format_request to app;

-- Asked of whoever holds the record that goes on; done when somebody says how it was arranged.
create function app.format_is_asked_for() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if tg_op = 'UPDATE' then
    new.arranged_at := now();
    update app.task t set settled_at = now(), settled_by = app.person_id()
      where t.area_id = new.area_id and t.kind = 'arrange another format' and t.record_id = new.id and t.settled_at is null;
    return new;
  end if;
  insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
    select h.area_id, h.young_person_id, 'arrange another format', new.id, coalesce('person:' || h.person_id, 'team:' || h.team_id),
        '/' || a.key || '/young-people/' || new.young_person_id || '/consent/formats/' || new.id, app.end_of(new.area_id, 'consent', app.today()), app.person_id()
      from app.case_holding h join app.area a on a.id = h.area_id
      where h.area_id = new.area_id and h.young_person_id = any (app.records_of(new.young_person_id)) and h.until_at is null
      order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.area_id = new.area_id and y.id = new.young_person_id) desc limit 1
      on conflict (area_id, kind, desk, coalesce(record_id, young_person_id, area_id)) where settled_at is null do nothing;
  return null;
end $$;
revoke all on function app.format_is_asked_for() from public;
create trigger format_is_asked_for after insert on app.format_request for each row execute function app.format_is_asked_for();
create trigger format_is_arranged before update on app.format_request for each row when (old.arranged_by is null and new.arranged_by is not null) execute function app.format_is_asked_for();

do $$ declare f constant regprocedure := 'app.tasks_follow_the_case()'; was constant text := $q$'look at a keep-apart again'$q$;
begin
  if position(was in pg_get_functiondef(f)) = 0 then raise exception '% does not say: %', f, was; end if;
  execute replace(pg_get_functiondef(f), was, was || $q$, 'arrange another format'$q$);
end $$;

select app.know_records();

-- What was answered, wished or kept apart, recorded against the wrong young person, moves as every other entry does: hidden
-- where it stood, sealed as it was, written anew where it belongs; and both are decided on again in the same transaction.

create or replace function pg_temp.swap(f regprocedure, was text, becomes text) returns void language plpgsql as $$
begin
  if position(was in pg_get_functiondef(f)) = 0 then raise exception '% does not say: %', f, was; end if;
  execute replace(pg_get_functiondef(f), was, becomes);
end $$;

alter table app.consent_copy add column moved_at timestamptz;
alter table app.relevant_individual add column moved_at timestamptz;
alter table app.keep_apart add column moved_at timestamptz;
alter table app.wishes add column id uuid not null default uuidv7(), add constraint wishes_id unique (area_id, id);
comment on column app.consent_copy.moved_at is 'S3. When its answer turned out to be about another young person; hidden since.';
comment on column app.relevant_individual.moved_at is 'S2. When it turned out to be about another young person; hidden since.';
comment on column app.keep_apart.moved_at is 'S5. When it turned out to be about another young person; hidden since.';
comment on column app.wishes.id is 'S3. Names it where it is moved. A moved row goes: its words are sealed.';
alter policy read_s3 on app.consent using (moved_at is null and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
alter policy read_s3 on app.consent_share using (young_person_id = any ((select app.my_young_people('read S3'))::uuid[]) and exists (select from app.consent c where c.area_id = consent_share.area_id and c.id = consent_share.consent_id));
alter policy read_s3 on app.consent_copy using (set_aside_at is null and moved_at is null and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
alter policy read_s3 on app.relevant_individual using (moved_at is null and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]));
alter policy read_s5 on app.keep_apart using (moved_at is null and (young_person_id = any ((select app.my_young_people('read S5'))::uuid[]) or other_id = any ((select app.my_young_people('read S5'))::uuid[])));

-- What was moved away counts nowhere.
select pg_temp.swap('app.consent_holds()', $q$c.answer = 'yes' and c.id <> new.id$q$, $q$c.answer = 'yes' and c.id <> new.id and c.moved_at is null$q$);
select pg_temp.swap('app.strand_asks_for_consent()', $q$c.question = 'taking part' and c.individual_id is null$q$, $q$c.question = 'taking part' and c.moved_at is null and c.individual_id is null$q$);
select pg_temp.swap('app.looked_at_again()', $q$c.question = 'taking part' and c.individual_id is null$q$, $q$c.question = 'taking part' and c.moved_at is null and c.individual_id is null$q$);
select pg_temp.swap('app.asked_as_they_grow_up()', $q$c.question = 'taking part'$q$, $q$c.question = 'taking part' and c.moved_at is null$q$);
select pg_temp.swap('app.kept_apart(uuid)', 'where (k.young_person_id', 'where k.moved_at is null and (k.young_person_id');
select pg_temp.swap('app.keep_aparts_due()', 'where k.closed_at is null', 'where k.closed_at is null and k.moved_at is null');
select pg_temp.swap('app.keep_apart_to_decide(uuid,uuid)', 'x.closed_at is null', 'x.closed_at is null and x.moved_at is null');
select pg_temp.swap('app.hard_reasons(uuid,uuid,uuid)', 'where k.young_person_id = any (records) and k.closed_at is null', 'where k.young_person_id = any (records) and k.closed_at is null and k.moved_at is null');
-- What moves brings what was asked for, to whoever holds the case of the right young person.
create trigger format_moves after update of young_person_id on app.format_request for each row when (old.young_person_id <> new.young_person_id and new.arranged_at is null) execute function app.format_is_asked_for();

-- Nothing is written beside what was moved away meanwhile, and an end that moves with its keep-apart stops nothing anew.
create function app.not_beside_what_moved() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if new.moved_at is null and (tg_table_name = 'consent_copy' and not exists (select from app.consent c where c.area_id = new.area_id and c.id = (to_jsonb(new)->>'consent_id')::uuid and c.moved_at is null for no key update)
    or tg_table_name = 'consent' and exists (select from app.relevant_individual i where i.area_id = new.area_id and i.id = (to_jsonb(new)->>'individual_id')::uuid and i.moved_at is not null)) then
    raise exception 'it was moved' using errcode = 'insufficient_privilege'; end if;
  return null;
end $$;
revoke all on function app.not_beside_what_moved() from public;
create trigger not_beside_what_moved after insert on app.consent_copy for each row execute function app.not_beside_what_moved();
create trigger not_beside_what_moved after insert on app.consent for each row when (new.individual_id is not null) execute function app.not_beside_what_moved();
drop trigger stops_matches on app.keep_apart;
create trigger stops_matches after insert on app.keep_apart for each row when (new.worker_id is not null and new.closed_at is null) execute function app.stops_matches();
drop trigger keep_apart_closes on app.keep_apart;
create trigger keep_apart_closes before update on app.keep_apart for each row when (old.closed_by is null and new.closed_by is not null) execute function app.keep_apart_closes();
create trigger stops_matches_where_moved after update of moved_at on app.consent for each row
  when (old.moved_at is null and new.moved_at is not null and new.question = 'taking part') execute function app.stops_matches();

alter table app.wrong_child drop constraint wrong_child_kind;
alter table app.wrong_child add constraint wrong_child_kind check (kind in ('exploitation concern', 'trusted adult', 'link', 'status', 'risk assessment', 'screening', 'night note',
  'answer about consent', 'relevant individual', 'wishes', 'keep apart'));

-- An answer with the fingerprints of its signed copies. No login may call it.
create function app.answer_as_it_was(c app.consent) returns jsonb language sql stable security definer set search_path = pg_catalog, app as $$
  select to_jsonb(c) || '{"moved_at": null}' || jsonb_build_object('shares', (select jsonb_agg(to_jsonb(s) order by s.id) from app.consent_share s where s.area_id = c.area_id and s.consent_id = c.id)) || jsonb_build_object('signed_copies', (select jsonb_agg(jsonb_build_object('id', k.id, 'form', k.form_reference, 'version', k.form_version,
    'sha256', encode(sha256(k.bytes), 'hex')) order by k.id) from app.consent_copy k where k.area_id = c.area_id and k.consent_id = c.id))
$$;
revoke all on function app.answer_as_it_was(app.consent) from public;
select pg_temp.swap('app.entry_as_it_was(uuid,text,uuid)', $q$when 'night note' then$q$, $q$when 'answer about consent' then select app.answer_as_it_was(e) into it from app.consent e where e.area_id = area and e.id = entry;
    when 'relevant individual' then
      select to_jsonb(e) || stays || jsonb_build_object('answers', (select jsonb_agg(app.answer_as_it_was(c) order by c.id) from app.consent c where c.area_id = area and c.individual_id = entry),
        'formats', (select jsonb_agg(to_jsonb(f) order by f.id) from app.format_request f where f.area_id = area and f.individual_id = entry))
        into it from app.relevant_individual e where e.area_id = area and e.id = entry;
    when 'wishes' then select to_jsonb(e) into it from app.wishes e where e.area_id = area and e.id = entry;
    when 'keep apart' then
      select to_jsonb(e) || stays || jsonb_build_object('looks', (select jsonb_agg(to_jsonb(l) order by l.id) from app.keep_apart_look l where l.area_id = area and l.keep_apart_id = entry))
        into it from app.keep_apart e where e.area_id = area and e.id = entry;
    when 'night note' then$q$);
-- A keep-apart stood on both records.
select pg_temp.swap('app.readers_of_entry(app.wrong_child)', 'and l.id = (move).entry_id)',
  'and l.id = (move).entry_id union select k.other_id from app.keep_apart k where k.area_id = (move).area_id and k.id = (move).entry_id)');

-- Writes an answer with its signed copies anew for another young person and hides it where it stood. No login may call it.
create function app.move_answer(c app.consent, becomes uuid, right_one uuid, individual uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare was text[] := array(select s.agency_id || ':' || s.category from app.shared_by_consent s where s.area_id = c.area_id and s.young_person_id = any (app.records_of(c.young_person_id)));
begin
  update app.consent x set moved_at = now() where x.area_id = c.area_id and x.id = c.id;
  -- Whom it named goes with it, but for those who know by a public task there.
  insert into app.consent_share (area_id, consent_id, young_person_id, agency_id, category)
    select s.area_id, becomes, right_one, s.agency_id, s.category from app.consent_share s
      where s.area_id = c.area_id and s.consent_id = c.id and s.agency_id <> all (app.on_public_task(c.area_id, right_one));
  insert into app.consent select (jsonb_populate_record(null::app.consent, to_jsonb(c) || jsonb_build_object('id', becomes, 'young_person_id', right_one, 'individual_id', individual))).*;
  insert into app.consent_copy (area_id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_at, recorded_by)
    select k.area_id, right_one, becomes, k.form_reference, k.form_version, k.file_type, k.bytes, k.recorded_at, k.recorded_by from app.consent_copy k
      where k.area_id = c.area_id and k.consent_id = c.id and k.set_aside_at is null;
  update app.consent_copy k set moved_at = now() where k.area_id = c.area_id and k.consent_id = c.id;
  if c.question = 'sharing' then perform app.sharing_lapsed(c.area_id, c.young_person_id, was); end if;
end $$;
revoke all on function app.move_answer(app.consent, uuid, uuid, uuid) from public;

-- Answers as app.move_entry does. Of somebody beside the young person, all that they answered goes with them; of one answer
-- of theirs, who they are stands on both records, as a mother of two does. Taking back what was never a yes there is refused.
create function app.move_consented(young_person uuid, kind text, entry uuid, right_one uuid, reason text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, app as $$
declare area uuid; was jsonb; copy uuid := uuidv7(); c app.consent; i app.relevant_individual; w app.wishes; k app.keep_apart; there uuid; recorded timestamptz;
  was_yes boolean; is_now record; holder text; at_path text; today date := app.today();
begin
  if not coalesce('move an entry' = any (app.my_acts_on(young_person)), false) then raise exception 'not yours to move' using errcode = 'insufficient_privilege'; end if;
  select y.area_id into area from app.young_person y where y.id = young_person;
  if young_person = right_one or not coalesce('record what is known' = any (app.my_acts_on(right_one)), false)
    or not exists (select 1 from app.young_person y where y.id = right_one and y.area_id = area) then return 'not both yours'; end if;
  -- Both are decided on again: locked in the order in which merging locks them.
  perform 1 from app.young_person y where y.id in (young_person, right_one) order by y.id for update;
  case kind
    when 'answer about consent' then
      select x.* into c from app.consent x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null for update;
      recorded := c.recorded_at;
    when 'relevant individual' then
      select x.* into i from app.relevant_individual x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null for update;
      recorded := i.recorded_at;
    when 'wishes' then
      select x.* into w from app.wishes x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person for update;
      recorded := coalesce((select min(h.changed_at) from app.record_change h where h.area_id = area and h.young_person_id = move_consented.young_person and h.field = 'asked what they wish'
        and h.moved_at is null), w.changed_at);
      if exists (select 1 from app.wishes x where x.area_id = area and x.young_person_id = right_one) then return 'stands there already'; end if;
    when 'keep apart' then
      if not coalesce('read S5' = any (app.my_acts_on(young_person)), false) then return 'gone'; end if;
      select x.* into k from app.keep_apart x where x.area_id = area and x.id = entry and x.young_person_id = move_consented.young_person and x.moved_at is null
        and (x.other_id is null or x.other_id <> all (app.my_walls())) for update;
      recorded := k.recorded_at;
      if k.other_id = right_one then return 'stands there already'; end if;
    else return 'gone';
  end case;
  if recorded is null then return 'gone'; end if;
  was := app.entry_as_it_was(area, kind, entry);
  insert into app.wrong_child (area_id, young_person_id, right_young_person_id, kind, entry_id, moved_to_id, reason, seal, recorded_at, moved_by)
    values (area, young_person, right_one, kind, entry, copy, reason, sha256(convert_to(was::text, 'UTF8')), recorded, app.person_id());
  select d.yes into was_yes from app.consent_decided(area, young_person, 'taking part', today) d;

  if kind = 'answer about consent' then
    if c.individual_id is not null then
      select x.* into i from app.relevant_individual x where x.area_id = area and x.id = c.individual_id;
      select x.id into there from app.relevant_individual x where x.area_id = area and x.young_person_id = right_one and x.kind = i.kind and x.name = i.name and x.moved_at is null
        order by x.recorded_at limit 1;
      if there is null then
        there := uuidv7();
        insert into app.relevant_individual select (jsonb_populate_record(null::app.relevant_individual, to_jsonb(i) || jsonb_build_object('id', there, 'young_person_id', right_one,
          -- That they have it for this child nobody has said.
          'responsibility', case when i.kind = 'parent or carer' then 'not known' else i.responsibility end))).*;
      end if;
    end if;
    perform app.move_answer(c, copy, right_one, there);
  elsif kind = 'relevant individual' then
    update app.relevant_individual x set moved_at = now() where x.area_id = area and x.id = entry;
    insert into app.relevant_individual select (jsonb_populate_record(null::app.relevant_individual, to_jsonb(i) || jsonb_build_object('id', copy, 'young_person_id', right_one))).*;
    for c in select x.* from app.consent x where x.area_id = area and x.individual_id = entry and x.moved_at is null order by x.asked_on, x.recorded_at, x.id for update loop
      perform app.move_answer(c, uuidv7(), right_one, copy);
    end loop;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.settled_at is null and (t.kind = 'ask a parent again' and t.record_id = entry
      or t.kind = 'arrange another format' and t.record_id in (select f.id from app.format_request f where f.area_id = area and f.individual_id = entry));
    update app.format_request f set young_person_id = right_one, individual_id = copy where f.area_id = area and f.individual_id = entry;
  elsif kind = 'wishes' then
    update app.record_change h set moved_at = now() where h.area_id = area and h.young_person_id = move_consented.young_person and h.moved_at is null
      and h.field in ('asked what they wish', 'why they were not asked', 'what they wish', 'whom they would rather meet', 'languages they want to talk in', 'what they like', 'when they can meet', 'where they can meet');
    delete from app.wishes x where x.area_id = area and x.id = entry;
    insert into app.wishes select (jsonb_populate_record(null::app.wishes, to_jsonb(w) || jsonb_build_object('id', copy, 'young_person_id', right_one, 'version', 1))).*;
  else
    update app.keep_apart x set moved_at = now() where x.area_id = area and x.id = entry;
    insert into app.keep_apart select (jsonb_populate_record(null::app.keep_apart, to_jsonb(k) || jsonb_build_object('id', copy, 'young_person_id', right_one,
      'review_on', greatest(k.review_on, today + 1)))).*;
    update app.keep_apart_look l set keep_apart_id = copy where l.area_id = area and l.keep_apart_id = entry;
    update app.task t set settled_at = now(), settled_by = app.person_id() where t.area_id = area and t.kind = 'look at a keep-apart again' and t.record_id = entry and t.settled_at is null;
  end if;

  -- Where it stood: as after an answer (app.consent_answers). Where it stands now its own triggers have spoken.
  select d.yes, d.because into is_now from app.consent_decided(area, young_person, 'taking part', today) d;
  select coalesce('person:' || h.person_id, 'team:' || h.team_id) into holder from app.case_holding h
    where h.area_id = area and h.young_person_id = any (app.records_of(young_person)) and h.until_at is null
    order by h.young_person_id = (select coalesce(y.merged_into, y.id) from app.young_person y where y.id = move_consented.young_person) desc limit 1;
  if holder is not null then
    at_path := app.path_in(area, '/young-people/' || young_person || '/consent');
    if was_yes and not is_now.yes then
      insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by) values (area, young_person, 'a yes was taken back', young_person, holder, at_path, today, app.person_id())
        on conflict do nothing;
      perform app.tell_all(area, young_person, 'takes part no more', array[holder], at_path);
    end if;
    if kind = 'answer about consent' and c.question = 'taking part' and is_now.because = 'they were not asked'
      and exists (select 1 from app.strand_allocation s where s.area_id = area and s.young_person_id = any (app.records_of(young_person)) and s.until_at is null) then
      insert into app.task (area_id, young_person_id, kind, record_id, desk, path, due_on, asked_by)
        values (area, young_person, 'ask about taking part', young_person, holder, at_path, app.end_of(area, 'consent', today), app.person_id())
        on conflict do nothing;
    end if;
  end if;
  return 'done';
end $$;
revoke all on function app.move_consented(uuid, text, uuid, uuid, text) from public;
grant execute on function app.move_consented(uuid, text, uuid, uuid, text) to app;

select app.know_records();

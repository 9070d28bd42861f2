-- Who must be kept apart from somebody is not where they are, also as the adult of another young person: in a group activity,
-- or by chance in the same place. And of a plan and a keep-apart that are written at the same moment, the second sees the first.

-- "Gym, Hull Road" and "gym Hull Road" are one place: of where somebody is, letters and digits count, and nothing else.
create function app.same_place(one text, other text) returns boolean
  language sql immutable set search_path = pg_catalog as $$
  select regexp_replace(lower(normalize(one, nfkc)), '[^[:alnum:]]+', '', 'g') = regexp_replace(lower(normalize(other, nfkc)), '[^[:alnum:]]+', '', 'g')
$$;
revoke all on function app.same_place(text, text) from public;

-- The meetings in this place at about this time to which somebody comes who must be kept apart from this young person, or from
-- whom the adult at their side must be. Looked for from those few, and not from the place.
create function app.kept_apart_at(area uuid, young_person uuid, worker uuid, from_at timestamptz, until_at timestamptz, place text) returns boolean
  language sql stable security definer set search_path = pg_catalog, app as $$
  with here as (select app.records_of($2) as records),
    apart as (select k.* from app.keep_apart k, here where k.area_id = $1 and k.closed_at is null and k.moved_at is null and k.how_far <> 'not matched'
      and (k.young_person_id = any (here.records) or k.other_id = any (here.records))),
    young_people as (
      select unnest(app.records_of(case when k.young_person_id = any (here.records) then k.other_id else k.young_person_id end)) as id from apart k, here where k.other_id is not null
      union select unnest(app.walls_of(w.person_id) || app.kept_from(w.person_id)) from app.worker w where w.area_id = $1 and w.id = $3),
    adults as (
      select w.person_id as id from apart k join app.worker w on w.area_id = k.area_id and w.id = k.worker_id
      union select l.person_id from app.wall l, here where l.area_id = $1 and l.young_person_id = any (here.records) and l.until_at is null),
    meetings as (
      select p.* from young_people y join app.planned_meeting p on p.area_id = $1 and p.young_person_id = y.id
      union all
      select p.* from adults a join app.worker w on w.area_id = $1 and w.person_id = a.id join app.match m on m.area_id = $1 and m.worker_id = w.id
        join app.planned_meeting p on p.area_id = $1 and p.match_id = m.id)
  select exists (select from meetings p where p.called_off_at is null
    and p.starts_at < $5 + interval '1 hour' and p.ends_at > $4 - interval '1 hour' and app.same_place(p.venue, $6))
$$;
revoke all on function app.kept_apart_at(uuid, uuid, uuid, timestamptz, timestamptz, text) from public;

-- Both at the same moment: the second waits for the first, before it holds anything that the first could wait for.
create function app.one_asks_who_meets_whom(area uuid) returns void
  language sql security definer set search_path = pg_catalog, app as $$
  select pg_advisory_xact_lock(hashtextextended('who meets whom in ' || $1, 0))
$$;
revoke all on function app.one_asks_who_meets_whom(uuid) from public;

create function app.who_meets_whom() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.one_asks_who_meets_whom(new.area_id);
  return new;
end $$;
revoke all on function app.who_meets_whom() from public;
create trigger who_meets_whom before insert on app.planned_meeting for each row execute function app.who_meets_whom();
create trigger who_meets_whom before insert on app.keep_apart for each row execute function app.who_meets_whom();
create trigger who_meets_whom before insert on app.wall for each row execute function app.who_meets_whom();

drop function app.kept_apart_there(uuid, uuid, timestamptz, timestamptz, text);
create function app.kept_apart_there(area uuid, match uuid, from_at timestamptz, until_at timestamptz, place text) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  perform app.one_asks_who_meets_whom(area);
  return (select app.kept_apart_at(m.area_id, m.young_person_id, m.worker_id, from_at, until_at, place) from app.match m where m.area_id = $1 and m.id = $2);
end $$;
revoke all on function app.kept_apart_there(uuid, uuid, timestamptz, timestamptz, text) from public;
do $$ declare f regprocedure; row_ text;
begin
  foreach f in array '{app.planned_meeting_kept_apart(),"app.answer_plan(uuid, uuid)"}'::regprocedure[] loop
    row_ := case f when 'app.planned_meeting_kept_apart()'::regprocedure then 'new' else 'p' end;
    if position('kept_apart_there(' || row_ || '.area_id, ' || row_ || '.young_person_id,' in pg_get_functiondef(f)) = 0 then raise exception '% says it otherwise', f; end if;
    execute replace(pg_get_functiondef(f), row_ || '.area_id, ' || row_ || '.young_person_id, ' || row_ || '.starts_at', row_ || '.area_id, ' || row_ || '.match_id, ' || row_ || '.starts_at');
  end loop;
end $$;

-- What was planned before anybody knew: the meeting of the one whose record says so is called off, and both sides are told.
create or replace function app.keep_apart_calls_off() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare p record; says jsonb := to_jsonb(new);
  by_ uuid := coalesce(says ->> 'said_by', says ->> 'recorded_by', says ->> 'merged_by')::uuid;
begin
  for p in update app.planned_meeting x set called_off_at = now(), called_off_by = by_ from app.match m
      where x.area_id = new.area_id and x.young_person_id = any (app.records_of(new.young_person_id)) and x.called_off_at is null and x.ends_at > now()
        and m.area_id = x.area_id and m.id = x.match_id and app.kept_apart_at(x.area_id, x.young_person_id, m.worker_id, x.starts_at, x.ends_at, x.venue)
      returning x.area_id, x.match_id loop
    perform app.tell_of_match(p.area_id, p.match_id, 'meeting called off');
  end loop;
  return null;
end $$;
drop trigger keep_apart_calls_off on app.keep_apart;
create trigger keep_apart_calls_off after insert on app.keep_apart for each row
  when (new.other_words is null and new.closed_at is null and new.how_far <> 'not matched') execute function app.keep_apart_calls_off();
create trigger keep_apart_calls_off after insert on app.wall for each row when (new.until_at is null) execute function app.keep_apart_calls_off();
-- And of a record that is merged into one that has meetings: what keeps two people apart holds for every record of theirs. At the
-- end of the transaction: the merge is written before the record says into which it goes.
create constraint trigger keep_apart_calls_off after insert on app.young_person_merge deferrable initially deferred
  for each row execute function app.keep_apart_calls_off();

-- What stands there already.
with together as (update app.planned_meeting x set called_off_at = now(), called_off_by = x.agreed_by from app.match m
    where x.called_off_at is null and x.ends_at > now() and m.area_id = x.area_id and m.id = x.match_id
      and app.kept_apart_at(x.area_id, x.young_person_id, m.worker_id, x.starts_at, x.ends_at, x.venue) returning x.area_id, x.match_id)
  select app.tell_of_match(t.area_id, t.match_id, 'meeting called off') from together t;

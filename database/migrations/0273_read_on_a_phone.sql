-- A worker who signs in with a passkey reads their supervisions on a phone that somebody may take (promises C): what is written there
-- says no word of risk, and not who or where any young person is whom they met. A worry belongs in the young person's record.
-- What was said in a supervision before it had to be neutral, or before its worker met a young person of that name, stands on a phone
-- that somebody may take (promises C): there it says to ask, as of everything that others wrote. So whoever writes is told of the
-- words and of the names that they may read; of a young person whom they may not, a wall's above all, a refusal tells them nothing.

create function app.kept_off_the_phone_of(area uuid, worker uuid) returns table (words text[], record uuid, opened_by text, name text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select array(select jsonb_array_elements_text(a.configuration -> 'telephones' -> 'neverWords')), n.record, n.opened_by, n.name
    from app.worker w join app.area a on a.id = w.area_id
      left join lateral (select x.* from app.match m, app.names_of(m.area_id, m.young_person_id) x where m.area_id = w.area_id and m.worker_id = w.id) n on true
    where w.area_id = $1 and w.id = $2 and app.way_in(w.person_id) is distinct from 'work account'
$$;
revoke all on function app.kept_off_the_phone_of(uuid, uuid) from public;

-- For whoever supervises them: nothing where they read it at a desk.
create function app.not_for_a_supervision(area uuid, worker uuid) returns table (words text[], names text[])
  language sql stable security definer set search_path = pg_catalog, app as $$
  select k.words, coalesce(array_agg(distinct k.name) filter (where k.opened_by = any (app.my_acts_on(k.record)) and k.record <> all (app.my_walls())), '{}')
    from app.kept_off_the_phone_of($1, $2) k where $2 = any (app.my_workers('supervise workers')) group by k.words
$$;
revoke all on function app.not_for_a_supervision(uuid, uuid) from public;
grant execute on function app.not_for_a_supervision(uuid, uuid) to app;

create function app.supervision_note_in_neutral_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if exists (select from app.not_for_a_supervision(new.area_id, new.worker_id) k where app.not_neutral(k.words, k.names, concat_ws(E'\n', new.support, new.says, new.agreed)) is not null) then
    perform app.against('supervision_note_in_neutral_words', 'a telephone would say too much'); end if;
  return null;
end $$;
revoke all on function app.supervision_note_in_neutral_words() from public;
create trigger supervision_note_in_neutral_words after insert on app.supervision_note for each row execute function app.supervision_note_in_neutral_words();

-- Of the supervisions of the asker's own, those that say nothing there which a phone must not.
create function app.my_neutral_supervisions() returns uuid[]
  language sql stable security definer set search_path = pg_catalog, app as $$
  select coalesce(array_agg(n.id), '{}') from unnest(app.me_as_worker()) me (id) join app.worker w on w.id = me.id
      cross join lateral (select max(k.words) as words, coalesce(array_agg(distinct k.name) filter (where k.name is not null), '{}') as names from app.kept_off_the_phone_of(w.area_id, w.id) k) kept
      join app.supervision_note n on n.area_id = w.area_id and n.worker_id = w.id
    where kept.words is null or app.not_neutral(kept.words, kept.names, concat_ws(E'\n', n.support, n.says, n.agreed)) is null
$$;
revoke all on function app.my_neutral_supervisions() from public;
grant execute on function app.my_neutral_supervisions() to app;

alter policy worker_and_supervisor on app.supervision_note using ((worker_id = any ((select app.me_as_worker())::uuid[]) and id = any ((select app.my_neutral_supervisions())::uuid[]))
  or (held_by = (select app.person_id()) and worker_id = any ((select app.my_workers('supervise workers'))::uuid[])));

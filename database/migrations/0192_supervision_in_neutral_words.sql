-- A worker who signs in with a passkey reads their supervisions on a phone that somebody may take (promises C): what is written
-- there says no word of risk, and not who or where any young person is whom they met. A worry belongs in the young person's record.
create function app.supervision_note_in_neutral_words() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  if app.way_in((select w.person_id from app.worker w where w.area_id = new.area_id and w.id = new.worker_id)) is distinct from 'work account'
    and app.not_neutral(array(select jsonb_array_elements_text(a.configuration -> 'telephones' -> 'neverWords') from app.area a where a.id = new.area_id),
      array(select distinct n.name from app.match m, app.names_of(m.area_id, m.young_person_id) n where m.area_id = new.area_id and m.worker_id = new.worker_id),
      concat_ws(E'\n', new.support, new.says, new.agreed)) is not null then
    perform app.against('supervision_note_in_neutral_words', 'a telephone would say too much'); end if;
  return null;
end $$;
revoke all on function app.supervision_note_in_neutral_words() from public;
create trigger supervision_note_in_neutral_words after insert on app.supervision_note for each row execute function app.supervision_note_in_neutral_words();

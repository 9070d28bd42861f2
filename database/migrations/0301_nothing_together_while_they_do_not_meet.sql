-- While a match pauses the two do not meet: nothing is begun to fill in together either.

create or replace function app.begin_together(match uuid) returns boolean
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.session s set together_match_id = m.id, together_young_person_id = m.young_person_id, together_until = least(now() + interval '1 hour', s.expires_at), last_seen_at = now()
    from app.my_matches() m where m.id = match and not app.match_paused(m.area_id, m.id)
      and s.id = app.session_id() and s.together_until is null and s.meeting_until is null and app.way_in(s.person_id) = 'passkey';
  return found;
end $$;

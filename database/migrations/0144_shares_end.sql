-- What is shared without consent is ended by somebody, and somebody can: a record under which something is still shared waits
-- with being merged into another, where its page would be gone; and of somebody who has died nothing is shared any more, nor
-- asked about.

do $$ declare says text := pg_get_functiondef('app.merge_young_people(uuid,uuid,text)'::regprocedure); was constant text := 'if app.under_way(a.area_id, a.id) or '; begin
  if position(was in says) = 0 then raise exception 'app.merge_young_people() says it otherwise'; end if;
  execute replace(says, was, was || 'exists (select 1 from app.lawful_share l where l.area_id = a.area_id and l.young_person_id = a.id and l.ended_at is null) or ');
end $$;

create function app.death_ends_sharing() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  update app.lawful_share l set ended_at = now(), reviewed_at = now(), reviewed_by = app.person_id(), reviewed_reason = 'They died.', version = l.version + 1
    where l.area_id = new.area_id and l.young_person_id = any (app.records_of(new.id)) and l.ended_at is null and app.person_id() is not null;
  return null;
end $$;
revoke all on function app.death_ends_sharing() from public;
create trigger death_ends_sharing after update of status on app.young_person for each row when (new.status = 'died' and old.status <> 'died') execute function app.death_ends_sharing();

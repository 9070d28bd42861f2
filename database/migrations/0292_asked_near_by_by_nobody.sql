-- What is written down in one area asks something in its partner: to say goodbye, to decide about a match, to write anew what is read
-- before they meet (0221, 0261). The task there said who had written it down here, to whoever sits at that desk: a name, and with it
-- an agency, where only the class of the reason comes back. Whoever acts is named in an area in which they have a role.
create function app.me_in(area uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, app as $$
  select m.person_id from app.membership m where m.person_id = (select app.person_id()) and m.area_id = $1 limit 1
$$;
revoke all on function app.me_in(uuid) from public;

do $$ declare f text; g regprocedure;
begin
  foreach g in array '{"app.ask_of(uuid, uuid, text, uuid, text[], date, text)","app.ask_for_goodbyes(uuid, uuid[])","app.brief_out_of_date(uuid, uuid)","app.settle_all(uuid, text[], uuid[])"}'::regprocedure[] loop
    f := pg_get_functiondef(g);
    if position('app.person_id()' in f) = 0 then raise exception '% says it otherwise', g; end if;
    execute replace(f, 'app.person_id()', 'app.me_in($1)');
  end loop;
end $$;

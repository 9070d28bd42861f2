-- Whoever was worried about a young person at night is told whether anybody has looked at it. Tasks are read by those who
-- are asked, so duty could not tell; and the page of the notes asked the same question of the table.
create function app.concern_looked_at(young_person uuid) returns table (looked_at timestamptz, name text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select t.settled_at, p.name from app.task t left join app.person p on p.id = t.settled_by
  where t.young_person_id = $1 and t.kind = 'look at a concern' and app.my_acts_on($1) && array['write a night note', 'read S4']
  order by t.settled_at desc nulls first limit 1
$$;
comment on function app.concern_looked_at(uuid) is 'Whether somebody looked at the newest concern of the night: a row without a moment while nobody has, no row where nobody was asked.';
revoke execute on function app.concern_looked_at(uuid) from public;
grant execute on function app.concern_looked_at(uuid) to app;

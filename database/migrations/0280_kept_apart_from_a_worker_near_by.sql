-- A young person here and a mentor of the partner area may have to be kept apart, as two workers may (0250). It stands in the area of
-- whoever wrote it down, as of two young people (0261).

alter table app.keep_apart add column worker_area_id uuid;
comment on column app.keep_apart.worker_area_id is 'S5. The area of the worker: this one, or a partner. The database finds it.';
create function app.keep_apart_worker_area() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
begin
  new.worker_area_id := app.area_of_named_worker(new.area_id, new.worker_id);
  return new;
end $$;
revoke all on function app.keep_apart_worker_area() from public;
create trigger keep_apart_worker_area before insert on app.keep_apart for each row when (new.worker_id is not null) execute function app.keep_apart_worker_area();
update app.keep_apart set worker_area_id = area_id where worker_id is not null;
alter table app.keep_apart add constraint keep_apart_worker_is_of_an_area check ((worker_id is null) = (worker_area_id is null)) not valid;
alter table app.keep_apart validate constraint keep_apart_worker_is_of_an_area;
create index keep_apart_worker_area_index on app.keep_apart (worker_area_id, worker_id);
drop index app.keep_apart_worker_index;
alter table app.keep_apart drop constraint keep_apart_worker;
alter table app.keep_apart add constraint keep_apart_worker foreign key (worker_area_id, worker_id) references app.worker (area_id, id) not valid;
alter table app.keep_apart validate constraint keep_apart_worker;

-- Whom a form offers: by name and by what they work for, of a partner area with its name.
drop function app.worker_names(uuid);
create function app.worker_names(area uuid) returns table (id uuid, name text, works_for text)
  language sql stable security definer set search_path = pg_catalog, app as $$
  select w.id, p.name, s.name || case when w.area_id = $1 then '' else ', ' || b.name end
  from app.area a join app.area b on b.id = any (a.id || a.partners) and b.id = any (app.my_areas_to('name workers'))
    join app.worker w on w.area_id = b.id and w.left_at is null join app.service s on s.area_id = w.area_id and s.key = w.service_key join app.person p on p.id = w.person_id
  where a.id = $1 and a.id = any (app.my_areas_to('name workers'))
  order by b.id <> a.id, p.name, w.id limit 2000
$$;
revoke all on function app.worker_names(uuid) from public;
grant execute on function app.worker_names(uuid) to app;

-- Everything that asked for the worker in the area of the record asks for them where they work.
do $$ declare f text; g record;
begin
  for g in select * from (values
      ('app.kept_from(uuid)'::regprocedure, 'k.area_id = w.area_id and k.worker_id = w.id', 'k.worker_area_id = w.area_id and k.worker_id = w.id'),
      ('app.kept_apart_at(uuid, uuid, uuid, timestamptz, timestamptz, text)'::regprocedure, 'w.area_id = k.area_id and w.id = k.worker_id', 'w.area_id = k.worker_area_id and w.id = k.worker_id'),
      ('app.safety_of(uuid, uuid, text)'::regprocedure, 'kw.area_id = k.area_id and kw.id = k.worker_id', 'kw.area_id = k.worker_area_id and kw.id = k.worker_id'),
      ('app.stops_matches()'::regprocedure, 'join app.worker k on k.area_id = w.area_id and k.person_id = w.person_id', 'join app.worker k on k.person_id = w.person_id')) v (of, was, becomes)
  loop
    f := pg_get_functiondef(g.of);
    if position(g.was in f) = 0 then raise exception '% says it otherwise', g.of; end if;
    execute replace(f, g.was, g.becomes);
  end loop;
end $$;

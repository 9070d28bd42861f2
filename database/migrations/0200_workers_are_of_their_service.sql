-- R17, R18, R20: what somebody is and whom they work for belong together. What a worker reads goes by their role, and whether they
-- are old enough and confirmed by their service; with a role of another service somebody matched as a relief worker read the whole
-- record of their young people, as a Family Network Coordinator does.
create function app.membership_is_of_its_service() returns trigger
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare kind text := (select s.worker_kind from app.service s where s.area_id = new.area_id and s.key = new.service_key);
begin
  if kind is not null and new.role <> kind and not (new.role = 'relief-worker' and kind = 'rp-relief-worker')
    and exists (select from app.role_may r where r.role = new.role and r.act = 'see own work') then
    raise exception 'this service has other workers' using errcode = 'check_violation', constraint = 'membership_is_of_its_service'; end if;
  return null;
end $$;
revoke all on function app.membership_is_of_its_service() from public;
create trigger membership_is_of_its_service after insert on app.membership for each row when (new.service_key is not null) execute function app.membership_is_of_its_service();

-- What a draft is called, in which tab it was typed and how long it is says whoever saves it. On its way to the manager (ADR 23)
-- two of one tab came to be one row, and one at its very limit came to be above it, however well it was packed: the statement was
-- turned down, and with it the stop of the match, the young person's no or the end of a role. Now each is a draft of its own
-- there, measured as it is and not as it is packed.

delete from app.draft d where jsonb_typeof(d.body) <> 'object';
alter table app.draft add constraint draft_body_is_fields check (jsonb_typeof(body) = 'object');

-- And it goes to somebody who can open it: a manager whom nothing leads to the young person any more, as the strand has ended,
-- had words that nobody could read. Then whoever holds the case has them. Otherwise as in 0148, but that what is longer than any
-- form takes is thrown away.
create or replace function app.pass_on_drafts_of(area uuid, matches uuid[]) returns void
  language plpgsql security definer set search_path = pg_catalog, app as $$
declare it record;
begin
  for it in select m.id, m.area_id, m.young_person_id, w.person_id as worker, p.name, a.key,
        coalesce((select who from unnest(app.people_at('service:' || m.area_id || ':' || m.service_key)) who
          where who <> w.person_id and m.young_person_id <> all (app.walls_of(who))
            and exists (select from app.relations_of(who, array[m.young_person_id]) r join app.relation_may x on x.because = r.because and x.act = 'write what was tried')
            order by who = m.made_by desc, who limit 1),
          (select h.person_id from app.case_holding h where h.area_id = m.area_id and h.young_person_id = m.young_person_id and h.until_at is null
            and m.young_person_id <> all (app.walls_of(h.person_id)))) as manager
      from app.match m join app.worker w on w.area_id = m.area_id and w.id = m.worker_id join app.person p on p.id = w.person_id join app.area a on a.id = m.area_id
      where m.area_id = $1 and m.id = any ($2) and exists (select from app.draft d where d.person_id = w.person_id and d.subject like '/%/my-people/' || m.id || '/%')
  loop
    -- Where nobody manages the service now it stays, and opens to nobody (below), until it expires.
    continue when it.manager is null;
    update app.draft d set person_id = it.manager, form = 'what was tried', subject = '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new',
        instance = uuidv7(), young_person_id = it.young_person_id, body = d.body || jsonb_build_object('triedBy', it.name), expires_at = now() + interval '30 days'
      where d.person_id = it.worker and d.subject = '/' || it.key || '/my-people/' || it.id || '/tried' and d.expires_at > now() and pg_column_size(d.body || jsonb_build_object('triedBy', it.name)) < 3000000;
    if found then
      insert into app.notification (person_id, area_id, young_person_id, kind, path, urgency) values
        (it.manager, it.area_id, it.young_person_id, 'words passed on', '/' || it.key || '/young-people/' || it.young_person_id || '/what-we-tried/new', 'today'),
        (it.worker, it.area_id, null, 'words with your manager', '/' || it.key || '/my-people', 'digest');
    end if;
    delete from app.draft d where d.person_id = it.worker and d.subject like '/%/my-people/' || it.id || '/%';
  end loop;
end $$;

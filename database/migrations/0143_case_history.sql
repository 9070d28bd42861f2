-- A partner to whom something is shared reads who it is about and who holds the case now. Who held it before, why it was handed
-- over, what was called otherwise once and which records were one and the same is the case's own history (R150): it opens with
-- an act of its own, which every other relation that reads S1 has.

insert into app.relation_may (because, act)
  select because, 'read the case history' from app.relation_may where act = 'read S1' and because <> 'shared with their agency';

alter policy read_s1 on app.case_holding using (
  exists (select 1 from app.young_person y where y.area_id = case_holding.area_id and y.id = case_holding.young_person_id)
  and (until_at is null or young_person_id = any ((select app.my_young_people('read the case history'))::uuid[])));
alter policy read_s1 on app.hand_over using (young_person_id = any ((select app.my_young_people('read the case history'))::uuid[]));
alter policy read_s1 on app.young_person_merge using (
  young_person_id = any ((select app.my_young_people('read the case history'))::uuid[]) or into_id = any ((select app.my_young_people('read the case history'))::uuid[]));
alter policy read_its_class on app.record_change using (moved_at is null and (
  (class = 1 and young_person_id = any ((select app.my_young_people('read the case history'))::uuid[]))
  or (class = 2 and young_person_id = any ((select app.my_young_people('read S2'))::uuid[]))
  or (class = 3 and young_person_id = any ((select app.my_young_people('read S3'))::uuid[]))
  or (class = 4 and young_person_id = any ((select app.my_young_people('read S4'))::uuid[]))
  or (class = 5 and young_person_id = any ((select app.my_young_people('read S5'))::uuid[]))));

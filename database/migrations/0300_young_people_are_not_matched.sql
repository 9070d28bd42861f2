-- "Not matched with each other" is said of a worker or of an adult in words. Nobody matches two young people: of them it kept
-- nobody apart, and read as though it did. What was said so before stays as it was said, and can be ended.
create policy young_people_are_not_matched on app.keep_apart as restrictive for insert to app
  with check (how_far <> 'not matched' or other_id is null);
comment on column app.keep_apart.how_far is 'S5. How far apart; two young people are never only “not matched”.';

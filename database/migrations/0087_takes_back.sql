-- A screening that ends without a risk assessment takes back an earlier decision only where whoever records it says so:
-- the same young person can reach the front door with another worry while the first assessment is still wanted (R30, R130).
alter table app.screening add column takes_back boolean not null default false
  constraint screening_takes_back_without_assessment check (not takes_back or outcome = 'no-assessment');
comment on column app.screening.takes_back is 'S4. Whether the risk assessment that an earlier decision asked for is not wanted any more.';
-- Until now each of these did.
update app.screening set takes_back = true where outcome = 'no-assessment';
grant insert (takes_back) on app.screening to app;

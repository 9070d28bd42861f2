-- "Between any two people in the system (young people, workers, network members, people of concern): roles": who is named in words has
-- a role as well. What was written down before says none, and is read as somebody else.
alter table app.keep_apart add column other_role text;
alter table app.keep_apart add constraint keep_apart_other_role check (other_role in ('family or network', 'poses a risk', 'somebody else')) not valid;
alter table app.keep_apart add constraint keep_apart_role_of_words check (other_role is null or other_words is not null) not valid;
alter table app.keep_apart validate constraint keep_apart_other_role;
alter table app.keep_apart validate constraint keep_apart_role_of_words;
comment on column app.keep_apart.other_role is 'S5. What somebody who is named in words is to the young person.';
grant insert (other_role) on app.keep_apart to app;

-- A parent’s yes on which taking part rests is asked for before it ends, as the young person’s own; and a day to ask a parent
-- again after a no, or where it was not safe, is that day.

do $$ declare says text := pg_get_functiondef('app.asked_as_they_grow_up()'::regprocedure);
  when_due constant text := $q$where n.until_on < app.today() and n.answer in ('yes', 'not approached') and d.because = 'nobody with parental responsibility has said yes'$q$;
  rests_on constant text := $q$'taking part', app.today()) d
        where n.until_on$q$;
  due constant text := $q$n.young_person_id || case when n.stands_in = n.young_person_id then '/consent/individuals/' || n.individual_id || '/taking-part' else '/consent' end, app.today()$q$;
begin
  if position(when_due in says) = 0 or position(rests_on in says) = 0 or position(due in says) = 0 then raise exception 'app.asked_as_they_grow_up() says it otherwise'; end if;
  says := replace(says, due, replace(due, ', app.today()', ', greatest(n.until_on, app.today())'));
  -- What is so on the day after it ended; of any other answer, what is so today.
  says := replace(says, rests_on, replace(rests_on, 'app.today()) d', $q$case when n.answer = 'yes' then greatest(n.until_on + 1, app.today()) else app.today() end) d$q$));
  execute replace(says, when_due, $q$where app.asked_again_from(n.answer, n.until_on) <= app.today()
          and d.because in ('nobody with parental responsibility has said yes', 'those with parental responsibility said no', 'those with parental responsibility differ')$q$);
end $$;

import { randomUUID } from 'node:crypto'
import { audit } from '../../../db/audit.ts'
import { done } from '../../../platform/outcome.ts'
import { type Day, dayOf, daysBetween, endOf } from '../../../platform/working-days.ts'
import { afterOf, pageSize } from '../../../web/paging.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { areas, rulesOf, serviceName } from '../../areas/index.ts'
import { aboutThem } from '../../people/index.ts'
import { myServices } from '../queries.ts'
import { urls } from '../urls.ts'
import { waitingCheckForm } from './waiting.form.ts'
import { WaitingCheckPage, WaitingPage } from './waiting.page.tsx'
import { nobodyAtTheirSide, strandWaiting, waitingChecks, waitingCounts, whoWaits } from './waiting.queries.ts'

/** They are looked at each week from then on, also where somebody looked while they waited once before. */
const laterOf = (one: Day | null, other: Day): Day => (one !== null && one > other ? one : other)

/** Accepted, and nobody at their side yet (R31): who, for how long, who keeps in touch, and when somebody last looked. */
export const waitingRoutes: readonly Route[] = [
  ...show(urls.waiting, {
    may: 'see who waits',
    audit: 'who waits viewed',
    shows: async ({ tx, area, query, now, who }) => {
      const rules = rulesOf(area)
      const after = afterOf(query)
      const [rows, counts, nobody, mine] = await Promise.all([
        whoWaits(tx, area.id, after, pageSize + 1),
        waitingCounts(tx, area.id),
        nobodyAtTheirSide(tx, area.id),
        myServices(tx, area.id),
      ])
      // Nobody is counted of a service that is not theirs: a nought there would say that nobody waits.
      const everywhere = who.acts.has('list nominated young people')
      const holidays = areas().bankHolidays
      return {
        areaKey: area.key,
        mayMatch: who.acts.has('match a worker'),
        today: dayOf(now),
        after,
        more: rows.length > pageSize,
        services: rules.services
          .filter(({ key }) => everywhere || mine.includes(key))
          .map(({ key, name }) => ({ key, name })),
        counts,
        nobody,
        waiting: rows.slice(0, pageSize).map(one => ({
          ...one,
          serviceName: serviceName(rules, one.serviceKey),
          days: daysBetween(dayOf(one.since), dayOf(now)),
          checkBy: endOf(laterOf(one.checkedOn, dayOf(one.since)), rules.clocks.waitingCheck, holidays),
          freshUntil: one.foundAt && endOf(dayOf(one.foundAt), rules.clocks.freshFinding, holidays),
        })),
      }
    },
    about: view => view.waiting.map(one => one.youngPerson),
    page: WaitingPage,
  }),

  ...ask(urls.waitingCheck, {
    may: 'check on who waits',
    audit: { read: 'who waits viewed', done: 'who waits checked' },
    draft: 'how they are',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, strand, checks] = await Promise.all([
        aboutThem(asked),
        strandWaiting(tx, area.id, key.youngPerson, key.strand),
        waitingChecks(tx, area.id, key.youngPerson, key.strand),
      ])
      return about && strand
        ? { ...about, strandId: strand.id, serviceName: serviceName(rulesOf(area), strand.serviceKey), checks }
        : null
    },
    form: waitingCheckForm,
    start: ({ checks: [newest] }) =>
      newest ? { keepsInTouch: newest.keepsInTouch, howOften: newest.howOften, told: newest.told } : {},
    about: view => [view.youngPerson.id],
    record: view => view.strandId,
    page: (view, filled) => WaitingCheckPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const id = randomUUID()
      await tx
        .insertInto('waiting_check')
        .values({
          area_id: area.id,
          id,
          young_person_id: key.youngPerson,
          strand_allocation_id: key.strand,
          checked_by: tx.who.person.id,
          keeps_in_touch: value.keepsInTouch,
          how_often: value.howOften,
          told: value.told,
          how_they_are: value.howTheyAre,
        })
        .execute()
      await audit(tx, 'who waits checked', { youngPerson: key.youngPerson, record: id })
      return done()
    },
    next: ({ key }) => urls.waitingCheck(key),
    refusals: { 'somebody is there': 'Somebody is at their side now: they do not wait any more.' },
    constraints: { waiting_check_of_who_waits: 'somebody is there' },
  }),
]

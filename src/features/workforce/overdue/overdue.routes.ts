import { ask, type Route, show } from '../../../web/route.ts'
import { rulesOf, serviceName } from '../../areas/index.ts'
import { seeToVisit } from '../commands.ts'
import { type Overdue, overdueVisits } from '../queries.ts'
import { urls } from '../urls.ts'
import { seeToVisitForm } from './overdue.form.ts'
import { OverduePage, SeeToVisitPage } from './overdue.page.tsx'

const may = 'see who is overdue'

const withService = (area: { id: string; key: string; name: string }, visit: Overdue) => ({
  ...visit,
  serviceName: serviceName(rulesOf(area), visit.serviceKey),
})

export const overdueRoutes: readonly Route[] = [
  ...show(urls.overdue, {
    may,
    audit: 'overdue visits viewed',
    shows: async ({ tx, area, now, acts }) => ({
      areaKey: area.key,
      now,
      manages: acts.has('manage workers'),
      visits: (await overdueVisits(tx, area.id)).map(visit => withService(area, visit)),
    }),
    about: () => [],
    page: OverduePage,
  }),
  ...ask(urls.seeToVisit, {
    may,
    audit: { read: 'overdue visits viewed', done: 'overdue visit seen to' },
    draft: 'an overdue visit',
    form: seeToVisitForm,
    shows: async ({ tx, area, key, now }) => {
      const visit = (await overdueVisits(tx, area.id)).find(one => one.id === key.visit)
      return visit ? { areaKey: area.key, now, visit: withService(area, visit) } : null
    },
    about: () => [],
    record: view => view.visit.id,
    page: (view, filled) => SeeToVisitPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      seeToVisit(tx, area.id, key.visit, { safe: value.safe === 'yes', note: value.note }),
    next: ({ key }) => urls.overdue({ area: key.area }),
    refusals: {},
  }),
]

import { ask, type Route } from '../../web/route.ts'
import { closedServiceForm } from './after/after.form.ts'
import { ClosedServicePage } from './closed-service/closed-service.page.tsx'
import { decidableClosed } from './closed-service.ts'
import { decideClosed } from './commands/closed-service.ts'
import { aboutChild } from './discussion.routes.ts'
import { closedServicesOf } from './fact-queries.ts'
import { urls } from './urls.ts'

/** A service that cannot take a young person on safely any more: what the manager and the case-holder decide. */
export const closedRoutes: readonly Route[] = [
  ...ask(urls.closedService, {
    may: 'decide about a closed service',
    audit: { read: 'closed service viewed', done: 'closed service decided' },
    draft: 'closed service',
    shows: async ({ tx, area, key, now }) => {
      const [about, all] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        closedServicesOf(tx, area.id, key.youngPerson),
      ])
      const closed = all.find(one => one.id === key.closed)
      return about && closed ? { about, closed, open: decidableClosed(closed).ok } : null
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.closed.id,
    form: closedServiceForm,
    page: ClosedServicePage,
    act: ({ tx, area, key, value }) =>
      decideClosed(tx, { areaId: area.id, youngPerson: key.youngPerson, closed: key.closed }, value),
    next: ({ key }) => urls.closedService(key),
    refusals: {
      'already decided': 'Somebody has written down the decision already.',
      'nothing to decide': 'There is nothing to decide any more.',
    },
  }),
]

import { dayOf } from '../../../platform/working-days.ts'
import { type Route, show } from '../../../web/route.ts'
import { caseHolders } from '../queries.ts'
import { urls } from '../urls.ts'
import { YoungPersonPage } from './young-person.page.tsx'
import { circumstances, linkedTo, whatIsKnown, wholeIdentity } from './young-person-queries.ts'

export const youngPersonRoutes: readonly Route[] = [
  ...show(urls.youngPerson, {
    may: 'read S1',
    audit: 'young person viewed',
    shows: async ({ tx, area, key, acts, now }) => {
      const [youngPerson, holdings, s2, known, linked] = await Promise.all([
        wholeIdentity(tx, area.id, key.youngPerson),
        caseHolders(tx, area.id, key.youngPerson, 10),
        circumstances(tx, area.id, key.youngPerson),
        whatIsKnown(tx, area.id, key.youngPerson),
        linkedTo(tx, key.youngPerson),
      ])
      return (
        youngPerson && {
          areaKey: area.key,
          today: dayOf(now),
          youngPerson: { ...youngPerson, acts },
          holdings,
          circumstances: s2,
          known,
          linked,
        }
      )
    },
    about: view => [
      view.youngPerson.id,
      ...view.linked.map(one => one.otherId),
      ...view.youngPerson.mergedFrom.map(one => one.id),
    ],
    page: YoungPersonPage,
  }),
]

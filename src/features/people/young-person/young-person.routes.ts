import { dayOf } from '../../../platform/working-days.ts'
import { type Route, show } from '../../../web/route.ts'
import { caseHolder, youngPersonHeader } from '../queries.ts'
import { urls } from '../urls.ts'
import { YoungPersonPage } from './young-person.page.tsx'

export const youngPersonRoutes: readonly Route[] = [
  ...show(urls.youngPerson, {
    may: 'read S1',
    audit: 'young person viewed',
    shows: async ({ tx, area, key, now }) => {
      const [youngPerson, holder] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        caseHolder(tx, area.id, key.youngPerson),
      ])
      return youngPerson ? { areaKey: area.key, today: dayOf(now), youngPerson, holder } : null
    },
    about: view => [view.youngPerson.id],
    page: YoungPersonPage,
  }),
]

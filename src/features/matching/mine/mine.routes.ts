import { type Route, show } from '../../../web/route.ts'
import { myYoungPeople } from '../queries.ts'
import { urls } from '../urls.ts'
import { MyYoungPeoplePage } from './mine.page.tsx'

export const mineRoutes: readonly Route[] = [
  ...show(urls.mine, {
    may: 'see own work',
    audit: 'own young people viewed',
    shows: async ({ tx, area }) => ({ youngPeople: await myYoungPeople(tx, area.id) }),
    about: view => view.youngPeople.map(one => one.youngPersonId),
    page: MyYoungPeoplePage,
  }),
]

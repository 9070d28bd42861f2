import { dayOf } from '../../platform/working-days.ts'
import type { Feature } from '../../web/feature.ts'
import { show } from '../../web/route.ts'
import { ListPage } from './list/list.page.tsx'
import { caseHolder, newestYoungPeople, youngPersonHeader } from './queries.ts'
import { urls } from './urls.ts'
import { YoungPersonPage } from './young-person/young-person.page.tsx'

const pageSize = 25

export const people: Feature = {
  name: 'people',
  routes: [
    ...show(urls.list, {
      may: 'read S1',
      audit: 'young people listed',
      shows: async ({ tx, area, query, now }) => {
        const found = await newestYoungPeople(tx, area.id, query.after, pageSize + 1)
        return {
          areaKey: area.key,
          areaName: area.name,
          today: dayOf(now),
          youngPeople: found.slice(0, pageSize),
          more: found.length > pageSize,
        }
      },
      about: view => view.youngPeople.map(y => y.id),
      page: ListPage,
    }),
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
  ],
}

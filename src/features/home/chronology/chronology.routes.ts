import { dayOf } from '../../../platform/working-days.ts'
import { pageOf } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { urls } from '../urls.ts'
import { ChronologyPage, type ChronologyView } from './chronology.page.tsx'
import { chronology } from './chronology.queries.ts'
import { isKind } from './chronology.ts'

/** As much as a few sheets of paper hold; more has a second page. */
const most = 100

export const chronologyRoutes: readonly Route[] = show(urls.chronology, {
  may: 'read the case history',
  audit: 'chronology viewed',
  shows: async ({ tx, area, key, query, acts, now }): Promise<ChronologyView | null> => {
    const page = pageOf(query)
    const kind = isKind(query.kind) ? query.kind : undefined
    const oldestFirst = query.order === 'oldest'
    const [youngPerson, entries] = await Promise.all([
      youngPersonHeader(tx, area.id, key.youngPerson),
      chronology(tx, area.id, key.youngPerson, { kind, oldestFirst, most: most + 1, beyond: (page - 1) * most }),
    ])
    if (!youngPerson) return null
    return {
      areaKey: area.key,
      today: dayOf(now),
      youngPerson,
      acts,
      kind,
      oldestFirst,
      page,
      more: entries.length > most,
      entries: entries.slice(0, most),
    }
  },
  about: view => [view.youngPerson.id],
  page: ChronologyPage,
})

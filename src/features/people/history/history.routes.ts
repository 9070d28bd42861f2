import type { ReadTx } from '../../../db/scope.ts'
import { idOf } from '../../../platform/id.ts'
import { pageSize } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { urls } from '../urls.ts'
import { HistoryPage } from './history.page.tsx'

/** Newest first; each change only for those who may read the field it is of. Ids are in the order of time. */
function changesOf(tx: ReadTx, areaId: string, id: string, before: string | undefined) {
  let query = tx
    .selectFrom('record_change as c')
    .innerJoin('person as p', 'p.id', 'c.changed_by')
    .select(['c.id', 'c.field', 'c.was', 'c.became', 'c.why', 'c.changed_at as at', 'p.name as by'])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', id)
  if (before) query = query.where('c.id', '<', before)
  return query
    .orderBy('c.id', 'desc')
    .limit(pageSize + 1)
    .execute()
}

export const historyRoutes: readonly Route[] = [
  ...show(urls.history, {
    may: 'read S2',
    audit: 'history viewed',
    shows: async asked => {
      const { tx, area, key, query } = asked
      const before = idOf(query.before)
      const [about, changes] = await Promise.all([aboutThem(asked), changesOf(tx, area.id, key.youngPerson, before)])
      return about && { ...about, changes: changes.slice(0, pageSize), more: changes.length > pageSize }
    },
    about: view => [view.youngPerson.id],
    page: HistoryPage,
  }),
]

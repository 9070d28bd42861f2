import { dayOf } from '../../../platform/working-days.ts'
import { type Route, show } from '../../../web/route.ts'
import { newestYoungPeople, youngPeopleByName } from '../queries.ts'
import { urls } from '../urls.ts'
import { ListPage } from './list.page.tsx'

const pageSize = 25
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const listRoutes: readonly Route[] = [
  ...show(urls.list, {
    may: 'read S1',
    audit: 'young people listed',
    shows: async ({ tx, area, query, now, who }) => {
      const name = (query.name ?? '').trim().slice(0, 200)
      const after = query.after && uuid.test(query.after) ? query.after : undefined
      const common = {
        areaKey: area.key,
        areaName: area.name,
        today: dayOf(now),
        name,
        mayRecord: who.acts.has('record a young person'),
      }
      if (name) {
        const from = after && query.word ? { id: after, word: query.word } : undefined
        const { youngPeople, next } = await youngPeopleByName(tx, area.id, name, from, pageSize)
        return { ...common, youngPeople, next, more: false }
      }
      const found = await newestYoungPeople(tx, area.id, after, pageSize + 1)
      return { ...common, youngPeople: found.slice(0, pageSize), more: found.length > pageSize, next: undefined }
    },
    about: view => view.youngPeople.map(y => y.id),
    page: ListPage,
  }),
]

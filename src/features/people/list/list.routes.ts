import type { ReadTx, Who } from '../../../db/scope.ts'
import { idOf } from '../../../platform/id.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { pageSize } from '../../../web/paging.ts'
import { type AreaRef, look, type Route, show } from '../../../web/route.ts'
import { newestYoungPeople, youngPeopleByName } from '../queries.ts'
import { urls } from '../urls.ts'
import { nameForm } from './list.form.ts'
import { ListPage, type ListView } from './list.page.tsx'

const common = (area: AreaRef, now: Date, who: Who) => ({
  areaKey: area.key,
  areaName: area.name,
  today: dayOf(now),
  mayRecord: who.acts.has('record a young person'),
})

async function newest(tx: ReadTx, area: AreaRef, now: Date, after: string | undefined): Promise<ListView> {
  const found = await newestYoungPeople(tx, area.id, after, pageSize + 1)
  const youngPeople = found.slice(0, pageSize)
  return { ...common(area, now, tx.who), name: '', youngPeople, more: found.length > pageSize, next: undefined }
}

export const listRoutes: readonly Route[] = [
  ...show(urls.list, {
    may: 'read S1',
    audit: 'young people listed',
    shows: ({ tx, area, query, now }) => newest(tx, area, now, idOf(query.after)),
    about: view => view.youngPeople.map(y => y.id),
    page: view => ListPage({ ...view, filled: nameForm.fill() }),
  }),
  ...look(urls.byName, {
    may: 'read S1',
    audit: 'young people listed',
    form: nameForm,
    shows: async ({ tx, area, now, value }) => {
      const { name, after, word } = value ?? {}
      if (!name) return newest(tx, area, now, undefined)
      const id = idOf(after)
      const from = id && word ? { id, word } : undefined
      return {
        ...common(area, now, tx.who),
        name,
        ...(await youngPeopleByName(tx, area.id, name, from, pageSize)),
        more: false,
      }
    },
    about: view => view.youngPeople.map(y => y.id),
    page: (view, filled) => ListPage({ ...view, filled }),
    back: key => urls.list(key),
  }),
]

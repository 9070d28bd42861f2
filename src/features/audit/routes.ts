import { addDays, dayOf } from '../../platform/working-days.ts'
import type { Feature } from '../../web/feature.ts'
import type { Entered } from '../../web/form.ts'
import { show } from '../../web/route.ts'
import { urls as access } from '../access/index.ts'
import { OverviewPage } from './overview/overview.page.tsx'
import { auditedEvents, peopleOfArea } from './queries.ts'
import { searchForm } from './search/search.form.ts'
import { SearchPage, type SearchView } from './search/search.page.tsx'
import { urls } from './urls.ts'

const pageSize = 25

/** How many days a search without any looks back. */
const usual = 7

export const audit: Feature = {
  name: 'audit',
  areaLinks: [
    { text: 'Information governance', to: area => access.governance({ area }), roles: ['information-governance'] },
  ],
  routes: [
    ...show(access.governance, {
      may: 'read the audit',
      audit: 'information governance viewed',
      shows: async ({ area }) => ({ areaKey: area.key, areaName: area.name }),
      about: () => [],
      page: OverviewPage,
    }),
    ...show(urls.search, {
      may: 'read the audit',
      audit: 'audit viewed',
      shows: async ({ tx, area, query, now }): Promise<SearchView> => {
        const form = searchForm(await peopleOfArea(tx, area.id))
        const today = dayOf(now)
        const asked = 'from-day' in query ? query : inQuery(form.typed({ from: addDays(today, -usual), to: today }))
        const parsed = form.parse(asked)
        const before = /^\d{1,18}$/.test(query.before ?? '') ? query.before : undefined
        const common = { areaKey: area.key, areaName: area.name }
        if (!parsed.ok) {
          const filled = form.fill(parsed.entered, parsed.errors)
          return { ...common, filled, events: undefined, query: {}, more: false, person: undefined }
        }
        const { person, from, to } = parsed.value
        const found = await auditedEvents(tx, area.id, { person, from, to, before }, pageSize + 1)
        return {
          ...common,
          filled: form.fill(parsed.entered),
          events: found.slice(0, pageSize),
          query: inQuery(parsed.entered),
          more: found.length > pageSize,
          person,
        }
      },
      // Ids of young people, nothing of what their records say: nobody's record was opened.
      about: () => [],
      record: view => view.person,
      page: SearchPage,
    }),
  ],
}

/** What was typed, by the names that the fields have on the page. */
function inQuery(entered: Entered): Record<string, string> {
  const named = Object.entries(entered).flatMap(([name, value]): (readonly [string, string])[] =>
    typeof value === 'string'
      ? [[name, value]]
      : Object.entries(value).map(([part, text]) => [`${name}-${part}`, String(text)]),
  )
  return Object.fromEntries(named)
}

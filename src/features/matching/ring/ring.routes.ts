import { type Route, show } from '../../../web/route.ts'
import { ofMine } from '../of-match.routes.ts'
import { urls } from '../urls.ts'
import { RingPage } from './ring.page.tsx'
import { numberToRing } from './ring.queries.ts'

/** Each press is asked anew, and written down: what a telephone showed ten minutes ago may not hold any more. */
export const ringRoutes: readonly Route[] = [
  ...show(urls.ring, {
    may: 'see own work',
    audit: 'number asked for',
    shows: async asked => {
      const found = await ofMine(asked)
      return found && { ...found, number: await numberToRing(asked.tx, found.one.id) }
    },
    about: view => [view.one.youngPersonId],
    record: view => view.one.id,
    page: RingPage,
  }),
]

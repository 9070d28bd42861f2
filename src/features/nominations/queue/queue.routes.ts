import { type Route, show } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { urls } from '../urls.ts'
import { QueuePage } from './queue.page.tsx'
import { filterFrom } from './queue.ts'
import { counts, queued } from './queue-queries.ts'

const pageSize = 25

export const queueRoutes: readonly Route[] = [
  ...show(urls.queue, {
    may: 'list nominated young people',
    audit: 'nominations listed',
    shows: async ({ tx, area, query, who, now }) => {
      // A member of another area's panel has the act, not the area: for them there is no such queue.
      if (!who.roles.some(r => r.area === area.id && (r.role === 'coordinator' || r.role === 'panel-member')))
        return null
      const { services } = rulesOf(area)
      const filter = filterFrom(
        query,
        services.map(s => s.key),
      )
      const [found, counted] = await Promise.all([queued(tx, area.id, filter, pageSize + 1), counts(tx, area.id)])
      return {
        areaKey: area.key,
        areaName: area.name,
        now,
        filter,
        queued: found.slice(0, pageSize),
        more: found.length > pageSize,
        counts: counted,
        services: services.map(({ key, name, strand }) => ({ key, name, strand })),
      }
    },
    about: view => view.queued.map(one => one.youngPerson),
    page: QueuePage,
  }),
]

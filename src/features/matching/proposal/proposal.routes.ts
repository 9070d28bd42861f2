import { dayOf } from '../../../platform/working-days.ts'
import { pageOf, pageSize } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { myServices, whoWaits } from '../queries.ts'
import { urls } from '../urls.ts'
import { ProposalPage, type ProposalView } from './proposal.page.tsx'
import { changesIn } from './proposal.ts'
import { propose } from './propose.ts'

export const proposalRoutes: readonly Route[] = [
  ...show(urls.proposal, {
    may: 'match a worker',
    audit: 'proposal viewed',
    shows: async ({ tx, area, query, now }): Promise<ProposalView | null> => {
      const rules = rulesOf(area)
      const mine = await myServices(tx, area.id)
      const services = rules.services.filter(one => mine.includes(one.key))
      const service = services.find(one => one.key === query.service) ?? services[0]
      if (!service) return null
      return {
        areaKey: area.key,
        today: dayOf(now),
        services: services.map(({ key, name }) => ({ key, name })),
        service: { key: service.key, name: service.name },
        world: await whoWaits(tx, area.id, service.key),
        changes: changesIn(query),
        weights: rules.matching.weights,
        pointsPerDay: rules.matching.waiting.pointsPerDay,
        show: query.show === 'without' ? 'without' : 'proposed',
        page: pageOf(query),
        pageSize,
        proposed: undefined,
      }
    },
    // Everybody who waits was looked at to work it out, on whichever page of it they stand.
    about: view => view.world.waiting.map(one => one.youngPerson),
    works: async view => ({ ...view, proposed: await propose(view) }),
    page: ProposalPage,
  }),
]

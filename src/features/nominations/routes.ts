import type { Feature } from '../../web/feature.ts'
import { considerRoutes } from './consider/consider.routes.ts'
import { nominateRoutes } from './nominate/nominate.routes.ts'
import { queueRoutes } from './queue/queue.routes.ts'
import { strandRoutes } from './strands/strands.routes.ts'
import { urls } from './urls.ts'

export const nominations: Feature = {
  name: 'nominations',
  routes: [...queueRoutes, ...nominateRoutes, ...considerRoutes, ...strandRoutes],
  areaLinks: [{ text: 'Nominations', to: area => urls.queue({ area }), roles: ['coordinator', 'panel-member'] }],
  youngPersonLinks: [
    { text: 'Nominations', to: (area, youngPerson) => urls.ofYoungPerson({ area, youngPerson }), may: 'read S4' },
  ],
}

import type { Feature } from '../../web/feature.ts'
import { listRoutes } from './list/list.routes.ts'
import { mineRoutes } from './mine/mine.routes.ts'
import { overdueRoutes } from './overdue/overdue.routes.ts'
import { urls } from './urls.ts'
import { recordRoutes } from './worker/records.routes.ts'
import { workerRoutes } from './worker/worker.routes.ts'

export const workforce: Feature = {
  name: 'workforce',
  routes: [...listRoutes, ...workerRoutes, ...recordRoutes, ...overdueRoutes, ...mineRoutes],
  areaLinks: [
    {
      text: 'Workers',
      to: area => urls.workers({ area }),
      roles: ['operational-manager', 'service-manager', 'mentor-coordinator'],
    },
    {
      text: 'My times and training',
      to: area => urls.myWork({ area }),
      roles: ['relief-worker', 'volunteer-mentor', 'family-network-coordinator'],
    },
  ],
}

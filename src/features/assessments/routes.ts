import type { Feature } from '../../web/feature.ts'
import { changesRoutes } from './changes/changes.routes.ts'
import { completeRoutes } from './complete/complete.routes.ts'
import { listRoutes } from './list/list.routes.ts'
import { overviewRoutes } from './overview/overview.routes.ts'
import { recordCopyRoutes } from './record-copy/record-copy.routes.ts'
import { screeningRoutes } from './screening/screening.routes.ts'
import { sectionRoutes } from './section/section.routes.ts'
import { urls } from './urls.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'

export const assessments: Feature = {
  name: 'assessments',
  routes: [
    ...screeningRoutes,
    ...listRoutes,
    ...overviewRoutes,
    ...sectionRoutes,
    ...completeRoutes,
    ...changesRoutes,
    ...recordCopyRoutes,
    ...wrongChildRoutes,
  ],
  youngPersonLinks: [
    { text: 'Screening', to: (area, youngPerson) => urls.screenings({ area, youngPerson }), may: 'read screenings' },
    { text: 'Risk assessments', to: (area, youngPerson) => urls.assessments({ area, youngPerson }), may: 'read S4' },
  ],
}

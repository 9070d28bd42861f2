import type { Feature } from '../../web/feature.ts'
import { urls as matching } from '../matching/index.ts'
import { reviewRoutes } from './review/review.routes.ts'
import { tipsRoutes } from './tips/tips.routes.ts'
import { triedRoutes } from './tried/tried.routes.ts'
import { urls } from './urls.ts'

export const engagement: Feature = {
  name: 'engagement',
  routes: [...triedRoutes, ...reviewRoutes, ...tipsRoutes],
  together: [matching.tried.pattern],
  areaLinks: [{ text: 'Top tips', to: area => urls.tips({ area }), roles: ['coordinator', 'area-administrator'] }],
  youngPersonLinks: [
    { text: 'What we tried', to: (area, youngPerson) => urls.tried({ area, youngPerson }), may: 'read S3' },
  ],
}

import type { Feature } from '../../web/feature.ts'
import { candidatesRoutes } from './candidates/candidates.routes.ts'
import { keepApartRoutes } from './keep-apart/keep-apart.routes.ts'
import { matchRoutes } from './match/match.routes.ts'
import { mineRoutes } from './mine/mine.routes.ts'
import { urls } from './urls.ts'
import { wishesRoutes } from './wishes/wishes.routes.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'

export const matching: Feature = {
  name: 'matching',
  routes: [
    ...wishesRoutes,
    ...keepApartRoutes,
    ...candidatesRoutes,
    ...matchRoutes,
    ...mineRoutes,
    ...wrongChildRoutes,
  ],
  areaLinks: [
    {
      text: 'My people',
      to: area => urls.mine({ area }),
      roles: ['relief-worker', 'volunteer-mentor', 'family-network-coordinator'],
    },
    {
      text: 'Matches to approve',
      to: area => urls.toApprove({ area }),
      roles: ['operational-manager', 'service-manager', 'coordinator'],
    },
  ],
  youngPersonLinks: [
    { text: 'What they wish for', to: (area, youngPerson) => urls.wishes({ area, youngPerson }), may: 'record wishes' },
    { text: 'The adult at their side', to: (area, youngPerson) => urls.matches({ area, youngPerson }), may: 'read S3' },
    {
      text: 'Who must be kept apart',
      to: (area, youngPerson) => urls.keepApart({ area, youngPerson }),
      may: 'keep apart',
    },
  ],
}

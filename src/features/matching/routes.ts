import type { Feature } from '../../web/feature.ts'
import { approveRoutes } from './approve/approve.routes.ts'
import { briefRoutes } from './brief/brief.routes.ts'
import { candidatesRoutes } from './candidates/candidates.routes.ts'
import { groupRoutes } from './group/group.routes.ts'
import { keepApartRoutes } from './keep-apart/keep-apart.routes.ts'
import { workerApartRoutes } from './keep-apart/worker-apart.routes.ts'
import { knownAdultRoutes } from './known-adult/known-adult.routes.ts'
import { matchRoutes } from './match/match.routes.ts'
import { meetingRoutes } from './meeting/meeting.routes.ts'
import { mineRoutes } from './mine/mine.routes.ts'
import { pauseRoutes } from './pause/pause.routes.ts'
import { proposalRoutes } from './proposal/proposal.routes.ts'
import { ringRoutes } from './ring/ring.routes.ts'
import { urls } from './urls.ts'
import { waitingRoutes } from './waiting/waiting.routes.ts'
import { wishesRoutes } from './wishes/wishes.routes.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'

export const matching: Feature = {
  name: 'matching',
  routes: [
    ...wishesRoutes,
    ...keepApartRoutes,
    ...workerApartRoutes,
    ...candidatesRoutes,
    ...matchRoutes,
    ...pauseRoutes,
    ...approveRoutes,
    ...waitingRoutes,
    ...proposalRoutes,
    ...knownAdultRoutes,
    ...briefRoutes,
    ...meetingRoutes,
    ...groupRoutes,
    ...mineRoutes,
    ...ringRoutes,
    ...wrongChildRoutes,
  ],
  // What the young person may see: not what the adult read about them.
  together: [urls.mine.pattern],
  areaLinks: [
    {
      text: 'My people',
      to: area => urls.mine({ area }),
      roles: ['relief-worker', 'volunteer-mentor', 'family-network-coordinator'],
    },
    {
      text: 'Waiting for an adult',
      to: area => urls.waiting({ area }),
      roles: ['operational-manager', 'service-manager', 'coordinator'],
    },
    {
      text: 'Suggested matches',
      to: area => urls.proposal({ area }),
      roles: ['operational-manager', 'service-manager'],
    },
    {
      text: 'Group activities',
      to: area => urls.groups({ area }),
      roles: ['operational-manager', 'service-manager'],
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
      text: 'An adult they know already',
      to: (area, youngPerson) => urls.knownAdults({ area, youngPerson }),
      may: 'read S3',
    },
    {
      text: 'Who must be kept apart',
      to: (area, youngPerson) => urls.keepApart({ area, youngPerson }),
      may: 'keep apart',
    },
  ],
}

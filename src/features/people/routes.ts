import type { Feature } from '../../web/feature.ts'
import { agencyCasesRoutes } from './agency-cases/agency-cases.routes.ts'
import { caseHolderRoutes } from './case-holder/case-holder.routes.ts'
import { circumstancesRoutes } from './circumstances/circumstances.routes.ts'
import { deputyRoutes } from './deputy/deputy.routes.ts'
import { episodeRoutes } from './episodes/episode.routes.ts'
import { exploitationRoutes } from './exploitation/exploitation.routes.ts'
import { findRoutes } from './find/find.routes.ts'
import { historyRoutes } from './history/history.routes.ts'
import { identityRoutes } from './identity/identity.routes.ts'
import { linkedRoutes } from './linked/linked.routes.ts'
import { listRoutes } from './list/list.routes.ts'
import { mergeRoutes } from './merge/merge.routes.ts'
import { statusRoutes } from './status/status.routes.ts'
import { trustedAdultsRoutes } from './trusted-adults/trusted-adults.routes.ts'
import { urls } from './urls.ts'
import { whoRoutes } from './who/who.routes.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'
import { youngPersonRoutes } from './young-person/young-person.routes.ts'

export const people: Feature = {
  name: 'people',
  areaLinks: [
    {
      text: 'Young people',
      to: area => urls.list({ area }),
      roles: [
        'case-holder',
        'team-manager',
        'duty',
        'forum-member',
        'forum-chair',
        'forum-coordinator',
        'coordinator',
        'panel-member',
        'operational-manager',
        'service-manager',
        'mentor-coordinator',
        'family-network-coordinator',
      ],
    },
    { text: 'Cases of my agency', to: area => urls.agencyCases({ area }), roles: ['agency-manager'] },
    { text: 'Who stands in', to: area => urls.deputy({ area }), roles: ['case-holder', 'team-manager'] },
  ],
  youngPersonLinks: [
    { text: 'Record', to: (area, youngPerson) => urls.youngPerson({ area, youngPerson }), may: 'read S1' },
  ],
  routes: [
    ...listRoutes,
    ...findRoutes,
    ...youngPersonRoutes,
    ...identityRoutes,
    ...circumstancesRoutes,
    ...exploitationRoutes,
    ...trustedAdultsRoutes,
    ...statusRoutes,
    ...linkedRoutes,
    ...caseHolderRoutes,
    ...episodeRoutes,
    ...historyRoutes,
    ...whoRoutes,
    ...mergeRoutes,
    ...wrongChildRoutes,
    ...deputyRoutes,
    ...agencyCasesRoutes,
  ],
}

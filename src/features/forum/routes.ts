import type { Feature } from '../../web/feature.ts'
import { closedRoutes } from './closed.routes.ts'
import { discussionRoutes } from './discussion.routes.ts'
import { meetingRoutes } from './meeting.routes.ts'
import { outcomeRoutes } from './outcome.routes.ts'
import { saidRoutes } from './said.routes.ts'
import { urls } from './urls.ts'

export const forum: Feature = {
  name: 'forum',
  // Meeting mode is for the agenda and its items.
  inMeetings: true,
  routes: [...meetingRoutes, ...discussionRoutes, ...outcomeRoutes, ...saidRoutes, ...closedRoutes],
  areaLinks: [
    {
      text: 'Forum',
      to: area => urls.forum({ area }),
      roles: ['forum-chair', 'forum-coordinator', 'forum-member'],
    },
  ],
  youngPersonLinks: [
    { text: 'Discussions', to: (area, youngPerson) => urls.discussions({ area, youngPerson }), may: 'read S4' },
  ],
}

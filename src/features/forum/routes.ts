import type { Feature } from '../../web/feature.ts'
import { closedRoutes } from './closed.routes.ts'
import { discussionRoutes } from './discussion.routes.ts'
import { meetingRoutes } from './meeting.routes.ts'
import { outcomeRoutes } from './outcome.routes.ts'
import { saidRoutes } from './said.routes.ts'
import { urls } from './urls.ts'

const routes = [...meetingRoutes, ...discussionRoutes, ...outcomeRoutes, ...saidRoutes, ...closedRoutes]

// What brings other young people onto the screen asks who is there.
const notInMeetings: readonly string[] = [urls.newMeeting, urls.editMeeting, urls.agenda, urls.newDiscussion].map(
  ({ pattern }) => pattern,
)

export const forum: Feature = {
  name: 'forum',
  // Meeting mode is for the agenda and its items.
  inMeetings: routes.map(({ pattern }) => pattern).filter(pattern => !notInMeetings.includes(pattern)),
  routes,
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

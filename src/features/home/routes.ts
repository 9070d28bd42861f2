import type { Feature } from '../../web/feature.ts'
import { chronologyRoutes } from './chronology/chronology.routes.ts'
import { homeRoutes } from './home/home.routes.ts'
import { newsRoutes } from './news/news.routes.ts'
import { openPages } from './open/open.routes.ts'
import { tasksRoutes } from './tasks/tasks.routes.ts'
import { urls } from './urls.ts'

export const home: Feature = {
  name: 'home',
  routes: [...homeRoutes, ...tasksRoutes, ...newsRoutes, ...chronologyRoutes],
  open: openPages,
  youngPersonLinks: [
    {
      text: 'Chronology',
      to: (area, youngPerson) => urls.chronology({ area, youngPerson }),
      may: 'read the case history',
    },
  ],
}

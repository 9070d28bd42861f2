import type { Feature } from '../../web/feature.ts'
import { homeRoutes } from './home/home.routes.ts'
import { newsRoutes } from './news/news.routes.ts'
import { tasksRoutes } from './tasks/tasks.routes.ts'

export const home: Feature = {
  name: 'home',
  routes: [...homeRoutes, ...tasksRoutes, ...newsRoutes],
}

import type { Feature } from '../../web/feature.ts'
import { findRoutes } from './find/find.routes.ts'
import { listRoutes } from './list/list.routes.ts'
import { youngPersonRoutes } from './young-person/young-person.routes.ts'

export const people: Feature = {
  name: 'people',
  routes: [...listRoutes, ...findRoutes, ...youngPersonRoutes],
}

import type { Feature } from '../../web/feature.ts'
import { path } from '../../web/path.ts'
import { show } from '../../web/route.ts'
import { HomePage } from './home/home.page.tsx'

export const home: Feature = {
  name: 'home',
  routes: [
    ...show(path('/'), {
      may: 'signed in',
      audit: 'home viewed',
      shows: async ({ who, now }) => ({ name: who.person.name, now }),
      about: () => [],
      page: HomePage,
    }),
  ],
}

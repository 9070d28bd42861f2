import { dayOf } from '../../../platform/working-days.ts'
import { ask, type Route } from '../../../web/route.ts'
import { urls } from '../urls.ts'
import { wholeIdentity } from '../young-person/young-person-queries.ts'
import { changeIdentity } from './identity.commands.ts'
import { identityForm, identityTyped } from './identity.form.ts'
import { IdentityPage } from './identity.page.tsx'

export const identityRoutes: readonly Route[] = [
  ...ask(urls.identity, {
    may: 'change identity',
    audit: { read: 'identity opened to change', done: 'identity changed' },
    shows: async ({ tx, area, key, now }) => {
      const youngPerson = await wholeIdentity(tx, area.id, key.youngPerson)
      return youngPerson && { areaKey: area.key, today: dayOf(now), youngPerson }
    },
    about: view => [view.youngPerson.id],
    form: identityForm,
    start: view => identityTyped(identityForm(view), view.youngPerson),
    version: view => view.youngPerson.version,
    draft: 'identity',
    page: (view, filled) => IdentityPage({ view, filled }),
    act: ({ tx, area, key, version, value }) =>
      changeIdentity(tx, { areaId: area.id, youngPerson: key.youngPerson }, version, value),
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
]

import type { ReadTx } from '../../../db/scope.ts'
import { byDay, timesOf } from '../../../platform/week.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Asked, ask, type Route } from '../../../web/route.ts'
import { youngPersonHeader } from '../queries.ts'
import { urls } from '../urls.ts'
import { circumstances } from '../young-person/young-person-queries.ts'
import { changeCircumstances, changeSafeContact } from './circumstances.commands.ts'
import { circumstancesForm, circumstancesTyped, safeContactForm } from './circumstances.form.ts'
import { CircumstancesPage, SafeContactPage } from './circumstances.page.tsx'

const may = 'change circumstances'

async function shows({ tx, area, key, now }: Asked<'/:area/:youngPerson', ReadTx>) {
  const [youngPerson, detail] = await Promise.all([
    youngPersonHeader(tx, area.id, key.youngPerson),
    circumstances(tx, area.id, key.youngPerson),
  ])
  return youngPerson && detail ? { areaKey: area.key, today: dayOf(now), youngPerson, circumstances: detail } : null
}

export const circumstancesRoutes: readonly Route[] = [
  ...ask(urls.circumstances, {
    may,
    audit: { read: 'circumstances opened to change', done: 'circumstances changed' },
    shows: asked => shows(asked),
    about: view => [view.youngPerson.id],
    form: circumstancesForm,
    start: view => circumstancesTyped(circumstancesForm(view), view.circumstances),
    version: view => view.circumstances.version,
    draft: 'circumstances',
    page: (view, filled) => CircumstancesPage({ view, filled }),
    act: ({ tx, area, key, version, value }) =>
      changeCircumstances(tx, { areaId: area.id, youngPerson: key.youngPerson }, version, value),
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
  ...ask(urls.safeContact, {
    may,
    audit: { read: 'safe contact opened to change', done: 'safe contact changed' },
    shows: asked => shows(asked),
    about: view => [view.youngPerson.id],
    form: safeContactForm,
    start: ({ circumstances: d }) =>
      safeContactForm.typed({ ...d, ...byDay(d.safeTimes), neverText: d.neverText ? 'never' : 'fine' }),
    version: view => view.circumstances.version,
    draft: 'safe contact',
    page: (view, filled) => SafeContactPage({ view, filled }),
    act: ({ tx, area, key, version, value }) =>
      changeSafeContact(tx, { areaId: area.id, youngPerson: key.youngPerson }, version, {
        ...value,
        safeTimes: timesOf(value),
      }),
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
]

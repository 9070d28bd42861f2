import type { ReadTx } from '../../../db/scope.ts'
import { type Asked, ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { closeKeepApart, keepApart, keepApartConstraints, lookAtKeepApart } from '../commands.ts'
import { keepApartLooks, keepApartsRecorded, keptApart, workerNames } from '../queries.ts'
import { urls } from '../urls.ts'
import { closeKeepApartForm, keepApartForm, lookAtKeepApartForm } from './keep-apart.form.ts'
import { CloseKeepApartPage, KeepApartPage, LookAtKeepApartPage } from './keep-apart.page.tsx'
import { asSaid, notClosed, notLookedAt, tooEarly } from './keep-apart.said.routes.ts'

/**
 * One that goes on, whichever record and side of this area it stands on; null where there is none to be decided on. A look at it names no
 * record: it may stand on one that was merged, which is not what was shown. What was done names it.
 */
async function openOne(asked: Asked<'/:area/:youngPerson/:keepApart', ReadTx>) {
  const [about, all] = await Promise.all([aboutThem(asked), keptApart(asked.tx, asked.key.youngPerson)])
  const one = all.find(k => k.id === asked.key.keepApart && k.closedAt === null && !k.writtenThere)
  return about && one ? { ...about, one } : null
}

export const keepApartRoutes: readonly Route[] = [
  ...ask(urls.keepApart, {
    may: 'keep apart',
    audit: { read: 'keep-aparts viewed', done: 'kept apart' },
    draft: 'keep apart',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, all, looks, recorded, workers] = await Promise.all([
        aboutThem(asked),
        keptApart(tx, key.youngPerson),
        keepApartLooks(tx, key.youngPerson),
        keepApartsRecorded(tx, area.id, key.youngPerson),
        workerNames(tx, area.id),
      ])
      return (
        about && {
          ...about,
          all,
          looks,
          movable: asked.acts.has('move an entry') ? recorded : [],
          workers,
        }
      )
    },
    form: view => keepApartForm(view.workers),
    start: () => ({ ownPast: 'no' }),
    about: view => [view.youngPerson.id, ...view.all.map(one => one.otherId)],
    page: (view, filled) => KeepApartPage({ view, filled }),
    act: ({ tx, area, key, value }) => keepApart(tx, { areaId: area.id, youngPerson: key.youngPerson }, asSaid(value)),
    next: ({ key }) => urls.keepApart(key),
    refusals: {
      'no such record': { field: 'reference', text: 'There is no record with this reference that you can open' },
      'the same': { field: 'reference', text: 'This is the same young person' },
      ...tooEarly,
    },
    constraints: keepApartConstraints,
  }),

  ...ask(urls.lookAtKeepApart, {
    may: 'keep apart',
    audit: { read: 'keep-aparts viewed', done: 'keep-apart looked at again' },
    shows: asked => openOne(asked),
    form: view => lookAtKeepApartForm(view.one.ownPast),
    about: view => [view.youngPerson.id, view.one.otherId],
    page: (view, filled) => LookAtKeepApartPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      lookAtKeepApart(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.keepApart, value),
    next: ({ key }) => urls.keepApart({ area: key.area, youngPerson: key.youngPerson }),
    refusals: notLookedAt,
  }),

  ...ask(urls.closeKeepApart, {
    may: 'keep apart',
    audit: { read: 'keep-aparts viewed', done: 'no longer kept apart' },
    shows: asked => openOne(asked),
    form: view => closeKeepApartForm(view.one.ownPast),
    about: view => [view.youngPerson.id, view.one.otherId],
    page: (view, filled) => CloseKeepApartPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      closeKeepApart(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.keepApart, value.reason),
    next: ({ key }) => urls.keepApart({ area: key.area, youngPerson: key.youngPerson }),
    refusals: notClosed,
  }),
]

import type { ReadTx } from '../../../db/scope.ts'
import { type Asked, ask, type Route } from '../../../web/route.ts'
import { workerToManage } from '../../workforce/index.ts'
import { urls } from '../urls.ts'
import { closeKeepApartForm, lookAtKeepApartForm, workerApartForm } from './keep-apart.form.ts'
import { asSaid, notClosed, notLookedAt, tooEarly } from './keep-apart.said.routes.ts'
import {
  closeWorkerApart,
  keepWorkerApart,
  lookAtWorkerApart,
  workerApartConstraints,
} from './worker-apart.commands.ts'
import { CloseWorkerApartPage, LookAtWorkerApartPage, WorkerApartPage } from './worker-apart.page.tsx'
import { workerApartLooks, workerAparts, workersToKeepApart } from './worker-apart.queries.ts'

const may = 'manage workers'

/** One that goes on, whichever side it was written on; null where there is none to be decided on. */
async function openOne({ tx, area, key }: Asked<'/:area/:worker/:apart', ReadTx>) {
  const [worker, all] = await Promise.all([workerToManage(tx, area.id, key.worker), workerAparts(tx, key.worker)])
  const one = all.find(k => k.id === key.apart && k.closedAt === null && !k.writtenThere)
  return worker && one ? { areaKey: area.key, worker, one } : null
}

/** Of a worker who left as well: they may come back, and whoever is kept apart from them is still there. */
export const workerApartRoutes: readonly Route[] = [
  ...ask(urls.workerApart, {
    may,
    audit: { read: 'keep-aparts viewed', done: 'worker kept apart' },
    draft: 'keep a worker apart',
    shows: async ({ tx, area, key }) => {
      const [worker, all, looks, workers] = await Promise.all([
        workerToManage(tx, area.id, key.worker),
        workerAparts(tx, key.worker),
        workerApartLooks(tx, key.worker),
        workersToKeepApart(tx, key.worker),
      ])
      return worker && { areaKey: area.key, worker, all, looks, workers }
    },
    form: view => workerApartForm(view.workers),
    start: () => ({ ownPast: 'no' }),
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => WorkerApartPage({ view, filled }),
    act: ({ tx, area, key, value }) => keepWorkerApart(tx, area.id, key.worker, asSaid(value)),
    next: ({ key }) => urls.workerApart(key),
    refusals: { ...tooEarly, 'the same person': { field: 'worker', text: 'This is the same person' } },
    constraints: workerApartConstraints,
  }),

  ...ask(urls.lookAtWorkerApart, {
    may,
    audit: { read: 'keep-aparts viewed', done: 'worker keep-apart looked at again' },
    shows: asked => openOne(asked),
    form: view => lookAtKeepApartForm(view.one.ownPast),
    about: () => [],
    record: view => view.one.id,
    page: (view, filled) => LookAtWorkerApartPage({ view, filled }),
    act: ({ tx, key, value }) => lookAtWorkerApart(tx, key.worker, key.apart, value),
    next: ({ key }) => urls.workerApart({ area: key.area, worker: key.worker }),
    refusals: notLookedAt,
  }),

  ...ask(urls.closeWorkerApart, {
    may,
    audit: { read: 'keep-aparts viewed', done: 'worker no longer kept apart' },
    shows: asked => openOne(asked),
    form: view => closeKeepApartForm(view.one.ownPast),
    about: () => [],
    record: view => view.one.id,
    page: (view, filled) => CloseWorkerApartPage({ view, filled }),
    act: ({ tx, key, value }) => closeWorkerApart(tx, key.worker, key.apart, value.reason),
    next: ({ key }) => urls.workerApart({ area: key.area, worker: key.worker }),
    refusals: notClosed,
  }),
]

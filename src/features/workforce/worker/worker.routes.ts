import { byDay, timesOf } from '../../../platform/week.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { mayInviteInPerson } from '../../access/index.ts'
import { codeLists, codeName, rulesOf } from '../../areas/index.ts'
import { changeWorker, setAvailability, workerConstraints } from '../commands.ts'
import { whereTheyStand } from '../list/list.ts'
import { may, notAWorker, ofWorker, toWorker } from '../of-worker.routes.ts'
import { leavesOf, requirementsRecorded, supervisionsOf, workerToManage } from '../queries.ts'
import { urls } from '../urls.ts'
import { AvailabilityPage, ChangeWorkerPage } from './forms.page.tsx'
import { atMost, availabilityForm, changeForm } from './worker.form.ts'
import { WorkerPage } from './worker.page.tsx'

export const workerRoutes: readonly Route[] = [
  ...show(urls.worker, {
    may,
    audit: 'worker viewed',
    shows: async ({ tx, area, key, now }) => {
      const rules = rulesOf(area)
      const [worker, recorded, supervisions, leaves] = await Promise.all([
        workerToManage(tx, area.id, key.worker),
        requirementsRecorded(tx, area.id, key.worker),
        supervisionsOf(tx, area.id, key.worker),
        leavesOf(tx, area.id, key.worker),
      ])
      if (!worker) return null
      const byPasskey = await mayInviteInPerson(tx, area.id, worker.personId)
      const service = rules.services.find(s => s.key === worker.serviceKey)
      return {
        areaKey: area.key,
        today: dayOf(now),
        worker,
        service: service && { name: service.name, supervision: service.worker.supervision.words },
        stands: whereTheyStand(rules, worker, dayOf(now)),
        recorded,
        supervisions,
        leaves,
        placeNames: Object.fromEntries(rules.places.map(place => [place.key, place.name])),
        languageNames: worker.languages.map(code => codeName(codeLists(), 'language', code)),
        interestNames: worker.interests.map(code => codeName(codeLists(), 'interest', code)),
        requirementNames: Object.fromEntries(service?.worker.requirements.map(one => [one.key, one.name]) ?? []),
        maySupervise: worker.supervised,
        byPasskey,
      }
    },
    about: () => [],
    record: view => view.worker.id,
    page: WorkerPage,
  }),

  ...ask(urls.change, {
    may,
    audit: { read: 'worker viewed', done: 'worker changed' },
    draft: 'change a worker',
    shows: async asked => {
      const of = await ofWorker(asked)
      return of && { ...of, services: rulesOf(asked.area).services.filter(s => s.key === of.worker.serviceKey) }
    },
    form: view => changeForm(view.today, view.services),
    start: view =>
      changeForm(view.today, view.services).typed({
        ...view.worker,
        youngPeopleAtMost: String(view.worker.youngPeopleAtMost),
      }),
    version: view => view.worker.version,
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => ChangeWorkerPage({ view, filled }),
    act: async ({ tx, area, key, value, version }) => {
      const of = await workerToManage(tx, area.id, key.worker)
      const youngPeopleAtMost = atMost(value.youngPeopleAtMost, rulesOf(area), of?.serviceKey, of?.youngPeopleAtMost)
      return changeWorker(tx, area.id, key.worker, version, { ...value, youngPeopleAtMost })
    },
    next: toWorker,
    refusals: notAWorker,
    constraints: workerConstraints,
  }),

  ...ask(urls.availability, {
    may,
    audit: { read: 'worker viewed', done: 'worker availability changed' },
    draft: 'availability of a worker',
    shows: async asked => {
      const of = await ofWorker(asked)
      return of && { ...of, rules: rulesOf(asked.area) }
    },
    form: view => availabilityForm(view.rules),
    start: view => availabilityForm(view.rules).typed({ ...byDay(view.worker.available), places: view.worker.places }),
    version: view => view.worker.version,
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => AvailabilityPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      setAvailability(tx, area.id, key.worker, version, { available: timesOf(value), places: value.places }),
    next: toWorker,
    refusals: {},
  }),
]

import { dayOf } from '../../../platform/working-days.ts'
import { pageOf, pageSize } from '../../../web/paging.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { rulesOf, serviceName } from '../../areas/index.ts'
import { addWorker, workerConstraints } from '../commands.ts'
import { may, notAWorker } from '../of-worker.routes.ts'
import { overdueVisits, withoutAWorker, workersOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { AddWorkerPage } from '../worker/forms.page.tsx'
import { addForm, atMost } from '../worker/worker.form.ts'
import { WorkersPage } from './list.page.tsx'
import { belongs, callsOf, type Shows, showOf, shows, whereTheyStand } from './list.ts'

export const listRoutes: readonly Route[] = [
  ...show(urls.workers, {
    may,
    audit: 'workers listed',
    shows: async ({ tx, area, query, now }) => {
      const rules = rulesOf(area)
      const [all, waiting, overdue] = await Promise.all([
        workersOf(tx, area.id),
        withoutAWorker(tx, area.id),
        overdueVisits(tx, area.id),
      ])
      const standing = all.map(one => ({ ...one, stands: whereTheyStand(rules, one, dayOf(now)) }))
      const chosen = showOf(query.show)
      const shown = standing.filter(one => belongs(chosen, one.stands))
      const pages = Math.max(1, Math.ceil(shown.length / pageSize))
      const page = Math.min(pageOf(query), pages)
      return {
        areaKey: area.key,
        show: chosen,
        calls: callsOf(rules),
        counts: Object.fromEntries(
          Object.keys(shows).map(one => [one, standing.filter(w => belongs(one as Shows, w.stands)).length]),
        ) as Record<Shows, number>,
        page,
        pages,
        workers: shown
          .slice((page - 1) * pageSize, page * pageSize)
          .map(({ id, name, serviceKey, youngPeople, youngPeopleAtMost, stands }) => ({
            id,
            name,
            youngPeople: `${youngPeople} of ${youngPeopleAtMost}`,
            serviceName: serviceName(rules, serviceKey),
            stands,
          })),
        overdue: overdue.length,
        canAdd: waiting.length,
      }
    },
    about: () => [],
    page: WorkersPage,
  }),

  ...ask(urls.addWorker, {
    may,
    audit: { read: 'adding a worker viewed', done: 'worker added' },
    draft: 'add a worker',
    shows: async ({ tx, area, now }) => {
      const services = rulesOf(area).services
      const people = await withoutAWorker(tx, area.id)
      return {
        areaKey: area.key,
        today: dayOf(now),
        services: services.filter(one => people.some(p => p.serviceKey === one.key)),
        nobody: people.length === 0,
        people: people.map(p => ({
          ...p,
          service: services.find(s => s.key === p.serviceKey)?.name ?? p.serviceKey,
        })),
      }
    },
    form: view => addForm(view.today, view.people, view.services),
    about: () => [],
    page: (view, filled) => AddWorkerPage({ view, filled }),
    act: ({ tx, area, value }) => {
      const [serviceKey = '', personId = ''] = value.who.split('.')
      return addWorker(
        tx,
        area.id,
        { personId, serviceKey },
        { ...value, youngPeopleAtMost: atMost(value.youngPeopleAtMost, rulesOf(area), serviceKey) },
      )
    },
    next: ({ key, value }) => urls.worker({ area: key.area, worker: value }),
    refusals: notAWorker,
    constraints: workerConstraints,
  }),
]

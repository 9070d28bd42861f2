import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { namesThem } from '../../people/index.ts'
import {
  callOffLeave,
  endSessions,
  recordRequirement,
  recordSupervision,
  requirementConstraints,
  sayAway,
  supervisionConstraints,
  takeBackRequirement,
  workerLeaves,
} from '../commands.ts'
import { may, ofWorker, toWorker } from '../of-worker.routes.ts'
import { keptOffTheirPhone, requirementsRecorded, supervisionsOf, workerToManage } from '../queries.ts'
import { urls } from '../urls.ts'
import {
  AwayPage,
  LeavesPage,
  RequirementPage,
  SupervisePage,
  SupervisionNotePage,
  TakeBackPage,
} from './forms.page.tsx'
import { awayForm, leavesForm, requirementForm, supervisionForm, takeBackForm } from './worker.form.ts'

const dayThatWas = 'Give a day that has been, since they began'

export const recordRoutes: readonly Route[] = [
  ...ask(urls.recordRequirement, {
    may,
    audit: { read: 'worker viewed', done: 'requirement recorded' },
    draft: 'a requirement met',
    shows: async asked => {
      const of = await ofWorker(asked)
      const service = rulesOf(asked.area).services.find(s => s.key === of?.worker.serviceKey)
      return of && service ? { ...of, service } : null
    },
    form: view => requirementForm(view.today, view.service),
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => RequirementPage({ view, filled }),
    act: ({ tx, area, key, value }) => recordRequirement(tx, area.id, key.worker, value),
    next: toWorker,
    refusals: {
      'not asked for': { field: 'requirement', text: 'Their service does not ask for this any more' },
      'not a day that was': { field: 'doneOn', text: dayThatWas },
      'has left': 'They have left.',
    },
    constraints: requirementConstraints,
  }),

  ...ask(urls.takeBackRequirement, {
    may,
    audit: { read: 'worker viewed', done: 'requirement taken back' },
    form: takeBackForm,
    shows: async asked => {
      const [of, all] = await Promise.all([
        ofWorker(asked),
        requirementsRecorded(asked.tx, asked.area.id, asked.key.worker),
      ])
      const recorded = all.find(one => one.id === asked.key.met && one.takenBackAt === null)
      if (!of || !recorded) return null
      const service = rulesOf(asked.area).services.find(s => s.key === of.worker.serviceKey)
      const name = service?.worker.requirements.find(one => one.key === recorded.requirementKey)?.name
      return { ...of, recorded, name: name ?? recorded.requirementKey }
    },
    about: () => [],
    record: view => view.recorded.id,
    page: (view, filled) => TakeBackPage({ view, filled }),
    act: ({ tx, area, key, value }) => takeBackRequirement(tx, area.id, key.met, value.reason),
    next: ({ key }) => urls.worker({ area: key.area, worker: key.worker }),
    refusals: {},
  }),

  ...ask(urls.supervise, {
    may: 'supervise workers',
    audit: { read: 'worker viewed', done: 'supervision recorded' },
    draft: 'a supervision',
    shows: async asked => {
      const of = await ofWorker(asked)
      if (!of?.worker.supervised) return null
      return { ...of, kept: await keptOffTheirPhone(asked.tx, asked.area.id, of.worker.id) }
    },
    form: view => supervisionForm(view.today, view.kept),
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => SupervisePage({ view, filled }),
    act: ({ tx, area, key, value }) => recordSupervision(tx, area.id, key.worker, value),
    next: toWorker,
    refusals: {
      'not a day that was': { field: 'heldOn', text: dayThatWas },
      'has left': 'They have left.',
      'tells too much': `${namesThem}.`,
    },
    constraints: supervisionConstraints,
  }),

  ...show(urls.supervisionNote, {
    may: 'supervise workers',
    audit: 'supervision note viewed',
    shows: async ({ tx, area, key, now }) => {
      const [worker, all] = await Promise.all([
        workerToManage(tx, area.id, key.worker),
        supervisionsOf(tx, area.id, key.worker),
      ])
      const supervision = all.find(one => one.id === key.supervision && one.says !== null)
      return worker && supervision ? { areaKey: area.key, today: dayOf(now), worker, supervision } : null
    },
    about: () => [],
    record: view => view.supervision.id,
    page: SupervisionNotePage,
  }),

  ...ask(urls.away, {
    may,
    audit: { read: 'worker viewed', done: 'leave recorded' },
    form: awayForm,
    shows: ofWorker,
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => AwayPage({ view, filled }),
    act: ({ tx, area, key, value }) => sayAway(tx, area.id, key.worker, value),
    next: toWorker,
    refusals: {},
  }),
  ...press(urls.callOff, {
    may,
    audit: 'leave called off',
    form: form({}),
    act: ({ tx, area, key }) => callOffLeave(tx, area.id, key.worker, key.leave),
    next: ({ key }) => urls.worker({ area: key.area, worker: key.worker }),
    back: key => urls.worker({ area: key.area, worker: key.worker }),
    refusals: {},
  }),
  ...press(urls.endSessions, {
    may,
    audit: 'sessions of a worker ended',
    form: form({}),
    act: ({ tx, area, key }) => endSessions(tx, area.id, key.worker),
    next: toWorker,
    back: key => urls.worker(key),
    refusals: {},
  }),
  ...ask(urls.leaves, {
    may,
    audit: { read: 'worker viewed', done: 'worker left' },
    form: leavesForm,
    shows: ofWorker,
    about: () => [],
    record: view => view.worker.id,
    page: (view, filled) => LeavesPage({ view, filled }),
    act: ({ tx, area, key, value }) => workerLeaves(tx, area.id, key.worker, value.why),
    next: toWorker,
    refusals: { 'has left already': 'They have left already.' },
  }),
]

import type { ReadTx } from '../../../db/scope.ts'
import { notFound } from '../../../platform/outcome.ts'
import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { dayInBoxes } from '../fields.form.ts'
import { urls } from '../urls.ts'
import { changeStatus, toldOfDeath, unlockRecord } from './status.commands.ts'
import { statusForm, toldForm, unlockForm } from './status.form.ts'
import { StatusPage, ToldPage, UnlockPage } from './status.page.tsx'

/** How it was before, newest first. */
const earlier = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('young_person_status as s')
    .innerJoin('person as p', 'p.id', 's.recorded_by')
    .select(['s.status', 's.since_on as sinceOn', 's.recorded_at as recordedAt', 's.note', 'p.name as by'])
    .where('s.area_id', '=', areaId)
    .where('s.young_person_id', '=', id)
    .orderBy('s.recorded_at', 'desc')
    .limit(25)
    .execute()

/** Who was told of the death so far, oldest first. */
const toldBefore = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('record_change as c')
    .innerJoin('person as p', 'p.id', 'c.changed_by')
    .select(['c.id', 'c.became as says', 'c.changed_at as at', 'p.name as by'])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', id)
    .where('c.field', '=', 'who was told of the death')
    .orderBy('c.id')
    .limit(25)
    .execute()

export const statusRoutes: readonly Route[] = [
  ...ask(urls.status, {
    may: 'change status',
    audit: { read: 'status opened to change', done: 'status changed' },
    shows: async asked => {
      const [about, before] = await Promise.all([
        aboutThem(asked),
        earlier(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      return about && { ...about, earlier: before }
    },
    about: view => [view.youngPerson.id],
    form: view => statusForm(view.today),
    start: view => ({ status: view.youngPerson.status, sinceOn: dayInBoxes(view.today) }),
    version: view => view.youngPerson.version,
    page: (view, filled) => StatusPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, version, value } = asked
      const about = await aboutThem(asked)
      if (!about) return notFound()
      const of = { areaId: area.id, area, youngPerson: key.youngPerson }
      return changeStatus(tx, of, version, { ...value, from: about.youngPerson.status })
    },
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
  ...ask(urls.tellOfDeath, {
    may: 'tell of a death',
    audit: { read: 'telling of a death opened', done: 'death told of' },
    shows: async asked => {
      const [about, before] = await Promise.all([
        aboutThem(asked),
        toldBefore(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      return about?.youngPerson.status === 'died' ? { ...about, before } : null
    },
    about: view => [view.youngPerson.id],
    form: toldForm,
    draft: 'who was told of a death',
    page: (view, filled) => ToldPage({ view, filled }),
    act: ({ tx, area, key, value }) => toldOfDeath(tx, { areaId: area.id, youngPerson: key.youngPerson }, value.note),
    next: ({ key }) => urls.tellOfDeath(key),
    refusals: {},
  }),
  ...ask(urls.unlock, {
    may: 'unlock a record',
    audit: { read: 'unlocking opened', done: 'record unlocked' },
    shows: async asked => {
      const about = await aboutThem(asked)
      return about?.youngPerson.status === 'died' ? about : null
    },
    about: view => [view.youngPerson.id],
    form: unlockForm,
    page: (view, filled) => UnlockPage({ view, filled }),
    act: ({ tx, area, key, value }) => unlockRecord(tx, { areaId: area.id, youngPerson: key.youngPerson }, value.note),
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
]

import type { ReadTx } from '../../../db/scope.ts'
import { ask, type Route } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { urls } from '../urls.ts'
import { trustedAdultsOf } from '../young-person/young-person-queries.ts'
import { recordTrustedAdults } from './trusted-adults.commands.ts'
import { trustedAdultsForm, trustedAdultsTyped } from './trusted-adults.form.ts'
import { TrustedAdultsPage } from './trusted-adults.page.tsx'

const may = 'record what is known'

/** Every answer, newest first. */
const allAnswers = (tx: ReadTx, areaId: string, id: string) =>
  tx
    .selectFrom('trusted_adult')
    .select(['id', 'circle', 'answer', 'asked_on as askedOn'])
    .where('area_id', '=', areaId)
    .where('young_person_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('circle')
    .limit(60)
    .execute()

export const trustedAdultsRoutes: readonly Route[] = [
  ...ask(urls.trustedAdults, {
    may,
    audit: { read: 'trusted adults viewed', done: 'trusted adults recorded' },
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, newest, earlier] = await Promise.all([
        aboutThem(asked),
        trustedAdultsOf(tx, area.id, key.youngPerson).execute(),
        allAnswers(tx, area.id, key.youngPerson),
      ])
      return (
        about && {
          ...about,
          newest: newest.map(one => ({ ...one, recordedAt: one.recordedAt.toISOString() })),
          earlier,
        }
      )
    },
    about: view => [view.youngPerson.id],
    form: view => trustedAdultsForm(view.today, view.newest),
    start: view => trustedAdultsTyped(trustedAdultsForm(view.today, view.newest), view.newest, view.today),
    draft: 'trusted adults',
    page: (view, filled) => TrustedAdultsPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordTrustedAdults(tx, { areaId: area.id, youngPerson: key.youngPerson }, value),
    next: ({ key }) => urls.youngPerson(key),
    refusals: {},
  }),
]

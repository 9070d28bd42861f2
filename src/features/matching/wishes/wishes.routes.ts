import { byDay, timesOf } from '../../../platform/week.ts'
import { ask, type Route } from '../../../web/route.ts'
import { codeLists, codesOfNames, namesOfCodes, rulesOf } from '../../areas/index.ts'
import { aboutThem, codeChoices } from '../../people/index.ts'
import { recordWishes } from '../commands.ts'
import { type WishesRow, wishesOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { wishesForm } from './wishes.form.ts'
import { WishesPage } from './wishes.page.tsx'

/** What can be liked today, and what was written down before. */
const interestsOf = (view: { readonly today: string; readonly wishes: WishesRow | null }) =>
  codeChoices('interest', view.today, view.wishes?.interests)

export const wishesRoutes: readonly Route[] = [
  ...ask(urls.wishes, {
    may: 'record wishes',
    audit: { read: 'wishes viewed', done: 'wishes recorded' },
    draft: 'wishes',
    shows: async asked => {
      const [about, wishes] = await Promise.all([
        aboutThem(asked),
        wishesOf(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      return (
        about && {
          ...about,
          wishes,
          rules: rulesOf(asked.area),
          version: wishes?.version ?? 0,
          mayMove: asked.acts.has('move an entry'),
        }
      )
    },
    form: view => wishesForm(view.rules, view.today, interestsOf(view)),
    start: view => {
      const form = wishesForm(view.rules, view.today, interestsOf(view))
      return view.wishes
        ? form.typed({
            ...view.wishes,
            ...byDay(view.wishes.available),
            languages: namesOfCodes(codeLists(), 'language', view.wishes.languages),
          })
        : form.typed({})
    },
    version: view => view.version,
    about: view => [view.youngPerson.id],
    page: (view, filled) => WishesPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      recordWishes(tx, { areaId: area.id, youngPerson: key.youngPerson }, version, {
        ...value,
        available: timesOf(value),
        languages: codesOfNames(codeLists(), 'language', value.languages ?? ''),
      }),
    next: ({ key }) => urls.wishes(key),
    refusals: {},
  }),
]

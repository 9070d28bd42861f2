import { ask, type Route } from '../../../web/route.ts'
import { codeLists, codeOptions, codesOfNames, namesOfCodes, rulesOf } from '../../areas/index.ts'
import { aboutThem } from '../../people/index.ts'
import { byDay, timesOf } from '../../workforce/index.ts'
import { recordWishes } from '../commands.ts'
import { wishesOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { wishesForm } from './wishes.form.ts'
import { WishesPage } from './wishes.page.tsx'

const offered = (today: string) => ({
  interests: Object.fromEntries(codeOptions(codeLists(), 'interest', today).map(({ code, name }) => [code, name])),
})

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
      return about && { ...about, wishes, rules: rulesOf(asked.area), version: wishes?.version ?? 0 }
    },
    form: view => wishesForm(view.rules, view.today, offered(view.today)),
    start: view => {
      const form = wishesForm(view.rules, view.today, offered(view.today))
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

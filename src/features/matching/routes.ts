import type { Feature } from '../../web/feature.ts'
import { ask, type Route, show } from '../../web/route.ts'
import { codeLists, codeOptions, codesOfNames, namesOfCodes, rulesOf } from '../areas/index.ts'
import { takingPartNow } from '../consent/index.ts'
import { aboutThem } from '../people/index.ts'
import { byDay, timesOf } from '../workforce/index.ts'
import { CandidatesPage } from './candidates/candidates.page.tsx'
import { closeKeepApart, keepApart, keepApartConstraints, recordWishes } from './commands.ts'
import { fitOf, softOf, type Wishes } from './fit.ts'
import { closeKeepApartForm, keepApartForm } from './keep-apart/keep-apart.form.ts'
import { CloseKeepApartPage, KeepApartPage } from './keep-apart/keep-apart.page.tsx'
import { candidatesFor, keptApart, openStrand, type WishesRow, wishesOf, workerNames } from './queries.ts'
import { urls } from './urls.ts'
import { wishesForm } from './wishes/wishes.form.ts'
import { WishesPage } from './wishes/wishes.page.tsx'

const offered = (today: string) => ({
  interests: Object.fromEntries(codeOptions(codeLists(), 'interest', today).map(({ code, name }) => [code, name])),
})

/** What is wished, or known: nothing where nobody wrote it down. */
const wishesOrNone = (row: WishesRow | null): Wishes =>
  row ?? { gender: 'not asked', available: [], places: [], languages: [], interests: [] }

const routes: readonly Route[] = [
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

  ...ask(urls.keepApart, {
    may: 'keep apart',
    audit: { read: 'keep-aparts viewed', done: 'kept apart' },
    draft: 'keep apart',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, all, workers] = await Promise.all([
        aboutThem(asked),
        keptApart(tx, area.id, key.youngPerson),
        workerNames(tx, area.id),
      ])
      const services = rulesOf(area).services
      return (
        about && {
          ...about,
          all,
          workers: workers.map(one => ({
            ...one,
            service: services.find(s => s.key === one.serviceKey)?.name ?? one.serviceKey,
          })),
        }
      )
    },
    form: view => keepApartForm(view.workers),
    start: () => ({ ownPast: 'no' }),
    about: view => [view.youngPerson.id, ...view.all.map(one => one.otherId)],
    page: (view, filled) => KeepApartPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      keepApart(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson },
        { ...value, ownPast: value.ownPast === 'yes', worker: value.worker || undefined },
      ),
    next: ({ key }) => urls.keepApart(key),
    refusals: {
      'no such record': { field: 'reference', text: 'There is no record with this reference that you can open' },
      'the same': { field: 'reference', text: 'This is the same young person' },
      'looked at again too early': { field: 'reviewOn', text: 'Give a day that is still to come' },
    },
    constraints: keepApartConstraints,
  }),

  ...ask(urls.closeKeepApart, {
    may: 'keep apart',
    audit: { read: 'keep-aparts viewed', done: 'no longer kept apart' },
    form: closeKeepApartForm,
    shows: async asked => {
      const [about, all] = await Promise.all([
        aboutThem(asked),
        keptApart(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const one = all.find(k => k.id === asked.key.keepApart && k.closedAt === null)
      return about && one ? { ...about, one } : null
    },
    about: view => [view.youngPerson.id, view.one.otherId],
    record: view => view.one.id,
    page: (view, filled) => CloseKeepApartPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      closeKeepApart(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.keepApart, value.reason),
    next: ({ key }) => urls.keepApart({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {},
  }),

  ...show(urls.candidates, {
    may: 'match a worker',
    audit: 'candidates viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, strand, wishes, taking, rows] = await Promise.all([
        aboutThem(asked),
        openStrand(tx, area.id, key.youngPerson, key.strand),
        wishesOf(tx, area.id, key.youngPerson),
        takingPartNow(tx, key.youngPerson),
        candidatesFor(tx, area.id, key.strand),
      ])
      if (!about || !strand) return null
      const rules = rulesOf(area)
      const { weights } = rules.matching
      const wished = wishesOrNone(wishes)
      return {
        ...about,
        serviceName: rules.services.find(s => s.key === strand.serviceKey)?.name ?? strand.serviceKey,
        takesPart: taking?.yes === true,
        wishes: wishes && { asked: wishes.asked === 'asked', words: wishes.words },
        most: Object.values(weights).reduce((sum, one) => sum + one, 0),
        candidates: rows.map(row => {
          const offer = { ...row, knownBefore: false, youngPeople: 0 }
          return {
            workerId: row.workerId,
            name: row.name,
            livedExperience: row.livedExperience,
            hard: row.hard,
            soft: [
              ...(row.supervisionLate ? (['supervision'] as const) : []),
              ...(row.trainingMissing ? (['training'] as const) : []),
              ...softOf(wished, offer),
            ],
            contributions: fitOf(wished, offer, weights),
          }
        }),
      }
    },
    about: view => [view.youngPerson.id],
    page: CandidatesPage,
  }),
]

export const matching: Feature = {
  name: 'matching',
  routes,
  youngPersonLinks: [
    { text: 'What they wish for', to: (area, youngPerson) => urls.wishes({ area, youngPerson }), may: 'record wishes' },
    {
      text: 'Who must be kept apart',
      to: (area, youngPerson) => urls.keepApart({ area, youngPerson }),
      may: 'keep apart',
    },
  ],
}

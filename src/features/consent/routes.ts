import type { Feature } from '../../web/feature.ts'
import { form } from '../../web/form.ts'
import { ask, press, type Route, show } from '../../web/route.ts'
import { aboutThem } from '../people/index.ts'
import { askIndividualForm, askYoungPersonForm } from './ask/ask.form.ts'
import { AskIndividualPage, AskYoungPersonPage } from './ask/ask.page.tsx'
import { addIndividual, changeIndividual, consentConstraints, recordAnswer, settleWhatFollows } from './commands.ts'
import { formatRoutes } from './formats/formats.routes.ts'
import { addIndividualForm, changeIndividualForm } from './individual/individual.form.ts'
import { AddIndividualPage, ChangeIndividualPage } from './individual/individual.page.tsx'
import { ConsentPage } from './overview/overview.page.tsx'
import { paperRoutes } from './paper/paper.routes.ts'
import { answersAboutTakingPart, aroundTheAnswers, individualsOf, takingPartNow } from './queries.ts'
import { signedCopies } from './signed-copy/signed-copy.queries.ts'
import { signedCopyRoutes } from './signed-copy/signed-copy.routes.ts'
import { urls } from './urls.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'

const may = 'ask for consent'

/** What follows from a yes that ended is decided: nobody is asked about it any more. */
const followed = 'what follows was decided'

const refusals = {
  'a day that was': { field: 'askedOn', text: 'Give a day that is today or in the past' },
  'nothing to take back': { field: 'answer', text: 'They have not said yes before: record a no' },
  'until before it was asked': { field: 'until', text: 'Give a day after they were asked' },
} as const

const overview = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.consent({ area: key.area, youngPerson: key.youngPerson })

const routes: readonly Route[] = [
  ...show(urls.consent, {
    may: 'read S3',
    audit: 'consent viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, individuals, answers, now, copies, waits] = await Promise.all([
        aboutThem(asked),
        individualsOf(tx, area.id, key.youngPerson),
        answersAboutTakingPart(tx, area.id, key.youngPerson),
        takingPartNow(tx, key.youngPerson),
        signedCopies(tx, area.id, key.youngPerson),
        aroundTheAnswers(tx, area.id, key.youngPerson),
      ])
      if (!about || !now) return null
      return {
        ...about,
        individuals,
        answers,
        decided: now,
        copies,
        ...waits,
        mayAsk: acts.has(may),
        mayMove: acts.has('move an entry'),
      }
    },
    about: view => [view.youngPerson.id],
    page: ConsentPage,
  }),

  ...ask(urls.addIndividual, {
    may,
    audit: { read: 'consent viewed', done: 'individual added' },
    form: addIndividualForm,
    shows: asked => aboutThem(asked),
    about: view => [view.youngPerson.id],
    page: (view, filled) => AddIndividualPage({ view, filled }),
    act: ({ tx, area, key, value }) => addIndividual(tx, { areaId: area.id, youngPerson: key.youngPerson }, value),
    next: overview,
    refusals: {},
  }),

  ...ask(urls.changeIndividual, {
    may,
    audit: { read: 'consent viewed', done: 'individual changed' },
    draft: 'change who is asked',
    shows: async asked => {
      const [about, all] = await Promise.all([
        aboutThem(asked),
        individualsOf(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const individual = all.find(one => one.id === asked.key.individual)
      return about && individual ? { ...about, individual } : null
    },
    form: view => changeIndividualForm(view.individual.kind),
    start: view => changeIndividualForm(view.individual.kind).typed(view.individual),
    version: view => view.individual.version,
    about: view => [view.youngPerson.id],
    record: view => view.individual.id,
    page: (view, filled) => ChangeIndividualPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      changeIndividual(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.individual, version, value),
    next: overview,
    refusals: {
      'answered under this name': {
        field: 'name',
        text: 'They have answered under this name. If it was somebody else, add them on their own',
      },
    },
    constraints: { relevant_individual_name_stays: 'answered under this name' },
  }),

  ...ask(urls.askYoungPerson, {
    may,
    audit: { read: 'consent viewed', done: 'consent recorded' },
    draft: 'taking part',
    shows: async asked => {
      const [about, { introducer }] = await Promise.all([
        aboutThem(asked),
        aroundTheAnswers(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      return about && { ...about, introducer }
    },
    form: view => askYoungPersonForm(view.today),
    start: view => askYoungPersonForm(view.today).typed({ askedBy: view.introducer, askedOn: view.today }),
    about: view => [view.youngPerson.id],
    page: (view, filled) => AskYoungPersonPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, undefined, {
        ...value,
        limitsTold: value.limitsTold === 'yes',
        competence: value.competence ?? 'not judged',
      }),
    next: overview,
    refusals,
    constraints: consentConstraints,
  }),

  ...ask(urls.askIndividual, {
    may,
    audit: { read: 'consent viewed', done: 'consent recorded' },
    draft: 'taking part, of somebody else',
    shows: async asked => {
      const [about, all, { introducer }] = await Promise.all([
        aboutThem(asked),
        individualsOf(asked.tx, asked.area.id, asked.key.youngPerson),
        aroundTheAnswers(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const individual = all.find(one => one.id === asked.key.individual)
      return about && individual ? { ...about, individual, introducer } : null
    },
    form: view => askIndividualForm(view.today),
    start: view => askIndividualForm(view.today).typed({ askedBy: view.introducer, askedOn: view.today }),
    about: view => [view.youngPerson.id],
    record: view => view.individual.id,
    page: (view, filled) => AskIndividualPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.individual, {
        ...value,
        limitsTold: false,
        competence: 'not judged',
        competenceReason: undefined,
      }),
    next: overview,
    refusals,
    constraints: consentConstraints,
  }),

  ...press(urls.decided, {
    may,
    audit: followed,
    form: form({}),
    act: ({ tx, area, key }) => settleWhatFollows(tx, { areaId: area.id, youngPerson: key.youngPerson }),
    next: overview,
    back: key => urls.consent({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {},
  }),

  ...signedCopyRoutes,
  ...paperRoutes,
  ...formatRoutes,
  ...wrongChildRoutes,
]

export const consent: Feature = {
  name: 'consent',
  routes,
  youngPersonLinks: [
    { text: 'Taking part', to: (area, youngPerson) => urls.consent({ area, youngPerson }), may: 'read S3' },
  ],
}

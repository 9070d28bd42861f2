import type { Feature } from '../../web/feature.ts'
import { form } from '../../web/form.ts'
import { ask, press, type Route, show } from '../../web/route.ts'
import { aboutThem } from '../people/index.ts'
import { askIndividualForm, askYoungPersonForm } from './ask/ask.form.ts'
import { AskIndividualPage, AskYoungPersonPage } from './ask/ask.page.tsx'
import { byLawRoutes } from './by-law/by-law.routes.ts'
import { addIndividual, changeIndividual, consentConstraints, recordAnswer, settleWhatFollows } from './commands.ts'
import { formatRoutes } from './formats/formats.routes.ts'
import { addIndividualForm, changeIndividualForm } from './individual/individual.form.ts'
import { AddIndividualPage, ChangeIndividualPage } from './individual/individual.page.tsx'
import { ConsentPage } from './overview/overview.page.tsx'
import { paperRoutes } from './paper/paper.routes.ts'
import { partnerRoutes } from './partner/partner.routes.ts'
import { answersTo, aroundTheQuestion, asksFirst, individualsOf, takingPartNow } from './queries.ts'
import { refusals } from './refusals.ts'
import { sharingRoutes } from './sharing/sharing.routes.ts'
import { signedCopyRoutes } from './signed-copy/signed-copy.routes.ts'
import { urls } from './urls.ts'
import { wrongChildRoutes } from './wrong-child/wrong-child.routes.ts'

const may = 'ask for consent'
const takenBack = 'a yes was taken back'

/** What follows from a yes that ended is decided: nobody is asked about it any more. */
const followed = 'what follows was decided'

const overview = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.consent({ area: key.area, youngPerson: key.youngPerson })

const routes: readonly Route[] = [
  ...show(urls.consent, {
    may: 'read S3',
    audit: 'consent viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, individuals, answers, now, around] = await Promise.all([
        aboutThem(asked),
        individualsOf(tx, area.id, key.youngPerson),
        answersTo(tx, 'taking part', area.id, key.youngPerson),
        takingPartNow(tx, key.youngPerson),
        aroundTheQuestion(tx, area.id, key.youngPerson, takenBack),
      ])
      if (!about || !now) return null
      return {
        ...about,
        individuals,
        answers,
        decided: now,
        ...around,
        mayAsk: acts.has(may),
        mayMove: acts.has('move an entry'),
      }
    },
    about: view => [view.youngPerson.id, ...(view.alsoOn ? [view.alsoOn] : [])],
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
      const [about, around, first] = await Promise.all([
        aboutThem(asked),
        aroundTheQuestion(asked.tx, asked.area.id, asked.key.youngPerson, takenBack),
        asksFirst(asked.tx, asked.key.youngPerson, 'taking part'),
      ])
      return about && { ...about, introducer: around.introducer, first }
    },
    form: view => askYoungPersonForm(view.today, view.first),
    start: view => askYoungPersonForm(view.today, view.first).typed({ askedBy: view.introducer, askedOn: view.today }),
    about: view => [view.youngPerson.id],
    page: (view, filled) => AskYoungPersonPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, 'taking part', undefined, {
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
      const [about, all, around] = await Promise.all([
        aboutThem(asked),
        individualsOf(asked.tx, asked.area.id, asked.key.youngPerson),
        aroundTheQuestion(asked.tx, asked.area.id, asked.key.youngPerson, takenBack),
      ])
      const individual = all.find(one => one.id === asked.key.individual)
      return about && individual ? { ...about, individual, introducer: around.introducer } : null
    },
    form: view => askIndividualForm(view.today),
    start: view => askIndividualForm(view.today).typed({ askedBy: view.introducer, askedOn: view.today }),
    about: view => [view.youngPerson.id],
    record: view => view.individual.id,
    page: (view, filled) => AskIndividualPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, 'taking part', key.individual, {
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
    act: ({ tx, area, key }) => settleWhatFollows(tx, { areaId: area.id, youngPerson: key.youngPerson }, takenBack),
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
  routes: [...routes, ...sharingRoutes, ...byLawRoutes, ...partnerRoutes],
  areaLinks: [{ text: 'Shared with us', to: area => urls.sharedWithUs({ area }), roles: ['partner-professional'] }],
  youngPersonLinks: [
    { text: 'Taking part', to: (area, youngPerson) => urls.consent({ area, youngPerson }), may: 'read S3' },
    { text: 'Sharing', to: (area, youngPerson) => urls.sharing({ area, youngPerson }), may: 'read S3' },
    {
      text: 'What is shared with you',
      to: (area, youngPerson) => urls.shared({ area, youngPerson }),
      may: 'read what is shared',
    },
  ],
}

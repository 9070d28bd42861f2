import type { ReadTx } from '../../../db/scope.ts'
import { type Day, dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { type Asked, ask, press, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { consentConstraints, nameAgency, recordAnswer, settleWhatFollows } from '../commands.ts'
import { newestOfEach } from '../consent.ts'
import { answersTo, aroundTheQuestion, asksFirst, individualsOf } from '../queries.ts'
import { refusals } from '../refusals.ts'
import { urls } from '../urls.ts'
import { ShareIndividualPage, ShareYoungPersonPage } from './answer.page.tsx'
import { NameAgencyPage } from './name.page.tsx'
import { nameAgencyForm, shareIndividualForm, sharesOf, shareYoungPersonForm, typedShares } from './sharing.form.ts'
import { SharingPage } from './sharing.page.tsx'
import { agenciesToName, agenciesToShareWith, lawfulShares, sharedNow } from './sharing.queries.ts'

const may = 'ask for consent'
const takenBack = 'sharing was taken back'

const overview = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.sharing({ area: key.area, youngPerson: key.youngPerson })

/** What the page of an answer shows: what this one said before, so that less or more is a matter of a tick. */
async function toAnswer(asked: Asked<'/:area/:youngPerson', ReadTx>, individual: string | null) {
  const { tx, area, key } = asked
  const [about, agencies, answers, around, first] = await Promise.all([
    aboutThem(asked),
    agenciesToShareWith(tx, key.youngPerson),
    answersTo(tx, 'sharing', area.id, key.youngPerson),
    aroundTheQuestion(tx, area.id, key.youngPerson, takenBack),
    individual === null ? asksFirst(tx, key.youngPerson, 'sharing') : null,
  ])
  const before = newestOfEach(answers).get(individual)
  return about && { ...about, agencies, before, introducer: around.introducer, first }
}

type ToAnswer = NonNullable<Awaited<ReturnType<typeof toAnswer>>>

/** The form as they answered before: a yes that was to end on a day still does, unless they say otherwise. */
const asBefore = (view: ToAnswer) => ({
  askedBy: view.introducer,
  askedOn: view.today,
  until: lasts(view.before, view.today),
  purposes: view.before?.purposes ?? [],
  ...typedShares(view.agencies, view.before?.shares ?? []),
})

const lasts = (before: ToAnswer['before'], today: Day) =>
  before?.answer === 'yes' && before.until !== null && before.until >= today ? before.until : undefined

/** The day until which a yes was to last is none on which a no is asked again, where it was left as it stood there. */
async function untilWhen(
  { tx, area, key, now }: Asked<'/:area/:youngPerson', ReadTx>,
  individual: string | null,
  value: { readonly answer: string | undefined; readonly until: Day | undefined },
) {
  if (value.until === undefined || (value.answer !== 'no' && value.answer !== 'withdrawn')) return value.until
  const before = newestOfEach(await answersTo(tx, 'sharing', area.id, key.youngPerson)).get(individual)
  return value.until === lasts(before, dayOf(now)) ? undefined : value.until
}

export const sharingRoutes: readonly Route[] = [
  ...show(urls.sharing, {
    may: 'read S3',
    audit: 'sharing viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, individuals, answers, shared, lawful, rest] = await Promise.all([
        aboutThem(asked),
        individualsOf(tx, area.id, key.youngPerson),
        answersTo(tx, 'sharing', area.id, key.youngPerson),
        sharedNow(tx, key.youngPerson),
        lawfulShares(tx, area.id, key.youngPerson),
        aroundTheQuestion(tx, area.id, key.youngPerson, takenBack),
      ])
      const { now, decided, agencies } = shared
      if (!about || !now || !decided) return null
      const mayShare = acts.has('share without consent')
      return {
        ...about,
        ...rest,
        individuals,
        answers,
        agencies,
        now,
        lawful,
        decided,
        mayAsk: acts.has(may),
        mayMove: acts.has('move an entry'),
        mayShare,
      }
    },
    about: view => [view.youngPerson.id, ...(view.alsoOn ? [view.alsoOn] : [])],
    page: SharingPage,
  }),

  ...ask(urls.shareYoungPerson, {
    may,
    audit: { read: 'sharing viewed', done: 'consent recorded' },
    draft: 'sharing',
    shows: asked => toAnswer(asked, null),
    form: view => shareYoungPersonForm(view.today, view.agencies, view.first),
    start: view => shareYoungPersonForm(view.today, view.agencies, view.first).typed(asBefore(view)),
    about: view => [view.youngPerson.id],
    page: (view, filled) => ShareYoungPersonPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value } = asked
      return recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, 'sharing', undefined, {
        ...value,
        until: await untilWhen(asked, null, value),
        limitsTold: value.limitsTold === 'yes',
        competence: value.competence ?? 'not judged',
        purposes: value.answer === 'yes' ? value.purposes : [],
        shares: sharesOf(await agenciesToShareWith(tx, key.youngPerson), value),
      })
    },
    next: overview,
    refusals,
    constraints: consentConstraints,
  }),

  ...ask(urls.shareIndividual, {
    may,
    audit: { read: 'sharing viewed', done: 'consent recorded' },
    draft: 'sharing, of somebody else',
    shows: async asked => {
      const [view, all] = await Promise.all([
        toAnswer(asked, asked.key.individual),
        individualsOf(asked.tx, asked.area.id, asked.key.youngPerson),
      ])
      const individual = all.find(one => one.id === asked.key.individual)
      return view && individual ? { ...view, individual } : null
    },
    form: view => shareIndividualForm(view.today, view.agencies),
    start: view => shareIndividualForm(view.today, view.agencies).typed(asBefore(view)),
    about: view => [view.youngPerson.id],
    record: view => view.individual.id,
    page: (view, filled) => ShareIndividualPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value } = asked
      return recordAnswer(tx, { areaId: area.id, youngPerson: key.youngPerson }, 'sharing', key.individual, {
        ...value,
        until: await untilWhen(asked, key.individual, value),
        limitsTold: false,
        competence: 'not judged',
        competenceReason: undefined,
        purposes: value.answer === 'yes' ? value.purposes : [],
        shares: sharesOf(await agenciesToShareWith(tx, key.youngPerson), value),
      })
    },
    next: overview,
    refusals,
    constraints: consentConstraints,
  }),

  ...ask(urls.nameAgency, {
    may,
    audit: { read: 'sharing viewed', done: 'agency named' },
    shows: async asked => {
      const [about, toName] = await Promise.all([aboutThem(asked), agenciesToName(asked.tx, asked.key.youngPerson)])
      return about && { ...about, toName }
    },
    form: view => nameAgencyForm(view.toName),
    about: view => [view.youngPerson.id],
    page: (view, filled) => NameAgencyPage({ view, filled }),
    act: ({ tx, area, key, value }) => nameAgency(tx, { areaId: area.id, youngPerson: key.youngPerson }, value.agency),
    next: overview,
    refusals: { closed: { field: 'agency', text: 'This one was closed. Choose another' } },
    constraints: { named_agency_is_one_of_many: 'closed' },
  }),

  ...press(urls.sharingDecided, {
    may,
    audit: 'what follows was decided',
    form: form({}),
    act: ({ tx, area, key }) =>
      settleWhatFollows(tx, { areaId: area.id, youngPerson: key.youngPerson }, 'sharing was taken back'),
    next: overview,
    back: key => urls.sharing({ area: key.area, youngPerson: key.youngPerson }),
    refusals: {},
  }),
]

import type { ReadTx } from '../../../db/scope.ts'
import { type Asked, ask, type Route, show } from '../../../web/route.ts'
import { rulesOf, serviceName } from '../../areas/index.ts'
import { aboutThem } from '../../people/index.ts'
import { urls } from '../urls.ts'
import {
  approveKnownAdult,
  endKnownAdult,
  knownAdultConstraints,
  type NotThem,
  nameKnownAdult,
  recordStep,
} from './known-adult.commands.ts'
import { approveForm, endForm, nameForm, stepForm } from './known-adult.form.ts'
import {
  ApproveKnownAdultPage,
  EndKnownAdultPage,
  KnownAdultsPage,
  NameKnownAdultPage,
  StepPage,
} from './known-adult.page.tsx'
import { knownAdultsOf, openStrands, peopleOfService } from './known-adult-queries.ts'

const mayName = 'name a known adult'
const mayMatch = 'match a worker'

const overview = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.knownAdults({ area: key.area, youngPerson: key.youngPerson })

const refusals: Readonly<Record<NotThem, string>> = {
  'no open strand': 'This strand is not open any more.',
  'a day that was': 'Give a day that has been.',
  'a day to come': 'Give days that are still to come.',
  'no yes': 'There is no yes to taking part.',
  'checked first': 'Write down a check first. Nobody is approved with a check that is not in order.',
  'kept apart':
    'They must be kept apart. Speak with whoever holds the case. If the record here does not say why, ask the duty worker of the partner area.',
  'not of the service': 'Whoever you chose is not in this service any more.',
  'you named them': 'You named them, so somebody else approves them.',
  'has one': 'There is somebody they knew already at their side in this strand.',
  'approved first': 'Somebody approves them first: until then write down checks.',
  ended: 'This has ended, or was stopped.',
}

type OfOne = Pick<Asked<'/:area/:youngPerson', ReadTx>, 'tx' | 'area' | 'acts' | 'now' | 'who' | 'query'> & {
  key: { area: string; youngPerson: string; knownAdult: string }
}
async function ofOne(asked: OfOne) {
  const [about, all] = await Promise.all([
    aboutThem(asked),
    knownAdultsOf(asked.tx, asked.area.id, asked.key.youngPerson),
  ])
  const one = all.find(k => k.id === asked.key.knownAdult && k.endedOn === null)
  return about && one ? { ...about, one } : null
}
const toChange = async (asked: OfOne) => {
  const found = await ofOne(asked)
  return found?.one.mayChange ? found : null
}

export const knownAdultRoutes: readonly Route[] = [
  ...show(urls.knownAdults, {
    may: 'read S3',
    audit: 'known adults viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, all, strands] = await Promise.all([
        aboutThem(asked),
        knownAdultsOf(tx, area.id, key.youngPerson),
        openStrands(tx, area.id, key.youngPerson),
      ])
      const { services } = rulesOf(area)
      return (
        about && {
          ...about,
          all,
          strands: strands.map(one => ({
            id: one.id,
            serviceName: serviceName({ services }, one.serviceKey),
          })),
          mayName: acts.has(mayName),
          mayMatch: acts.has(mayMatch),
        }
      )
    },
    about: view => [view.youngPerson.id],
    page: KnownAdultsPage,
  }),

  ...ask(urls.nameKnownAdult, {
    may: mayName,
    audit: { read: 'naming a known adult viewed', done: 'known adult named' },
    draft: 'a known adult',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, strands] = await Promise.all([aboutThem(asked), openStrands(tx, area.id, key.youngPerson)])
      const strand = strands.find(one => one.id === key.strand)
      return about && strand ? { ...about, strandId: strand.id, serviceKey: strand.serviceKey } : null
    },
    form: view => nameForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.strandId,
    page: (view, filled) => NameKnownAdultPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const strand = (await openStrands(tx, area.id, key.youngPerson)).find(one => one.id === key.strand)
      return strand
        ? nameKnownAdult(tx, { areaId: area.id, youngPerson: key.youngPerson }, strand, value)
        : { is: 'not found' }
    },
    next: overview,
    refusals,
    constraints: knownAdultConstraints,
  }),

  ...ask(urls.knownAdultStep, {
    may: mayName,
    audit: { read: 'known adults viewed', done: 'known adult step recorded' },
    draft: 'a step about a known adult',
    shows: ofOne,
    form: view => stepForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.one.id,
    page: (view, filled) => StepPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      recordStep(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.knownAdult, {
        ...value,
        outcome: value.outcome || undefined,
      }),
    next: overview,
    refusals,
    constraints: knownAdultConstraints,
  }),

  ...ask(urls.approveKnownAdult, {
    may: mayMatch,
    audit: { read: 'known adults viewed', done: 'known adult approved' },
    draft: 'approving a known adult',
    shows: async asked => {
      const found = await toChange(asked)
      if (!found || found.one.approvedAt !== null) return null
      const people = await peopleOfService(asked.tx, asked.area.id, found.one.serviceKey)
      return { ...found, people: people.map(one => ({ id: one.id, label: `${one.name}, ${one.title}` })) }
    },
    form: view => approveForm(view.today, view.people),
    version: view => view.one.version,
    about: view => [view.youngPerson.id],
    record: view => view.one.id,
    page: (view, filled) => ApproveKnownAdultPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      approveKnownAdult(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.knownAdult, version, {
        ...value,
        everyDays: Number(value.everyDays),
      }),
    next: overview,
    refusals,
    constraints: knownAdultConstraints,
  }),

  ...ask(urls.endKnownAdult, {
    may: mayMatch,
    audit: { read: 'known adults viewed', done: 'known adult ended' },
    draft: 'ending with a known adult',
    shows: toChange,
    form: view => endForm(view.today),
    version: view => view.one.version,
    about: view => [view.youngPerson.id],
    record: view => view.one.id,
    page: (view, filled) => EndKnownAdultPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      endKnownAdult(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.knownAdult, version, value),
    next: overview,
    refusals,
    constraints: knownAdultConstraints,
  }),
]

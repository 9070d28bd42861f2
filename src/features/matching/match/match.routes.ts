import type { ReadTx } from '../../../db/scope.ts'
import { notFound, refused } from '../../../platform/outcome.ts'
import { type Asked, ask, type Route, show } from '../../../web/route.ts'
import { rulesOf, serviceName } from '../../areas/index.ts'
import { takingPartNow } from '../../consent/index.ts'
import { aboutThem, namesThem } from '../../people/index.ts'
import { keptOffTelephones } from '../brief/brief.queries.ts'
import { candidatesOf } from '../candidates/candidates.routes.ts'
import { type Candidate, ranked } from '../fit.ts'
import { pausesOf } from '../pause/pause.queries.ts'
import { introductionPlanned, matchesOf, stepsOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { strandsThatWait } from '../waiting/waiting.queries.ts'
import { beginMatch, endMatch, makeMatch, matchConstraints, matchDays, planMatch } from './match.commands.ts'
import { beginForm, endForm, makeForm, planForm } from './match.form.ts'
import { BeginPage, EndPage, MakeMatchPage, PlanPage, seenOf } from './match.page.tsx'
import { MatchesPage } from './matches.page.tsx'

const may = 'match a worker'

const overview = ({ key }: { key: { area: string; youngPerson: string } }) =>
  urls.matches({ area: key.area, youngPerson: key.youngPerson })

const triedTooLittle =
  'Not enough was tried yet, or you and the case-holder have not looked at it together: see “What we tried”'
const daysRefused = {
  'a day that was': 'Give days that have been.',
  'ended before it began': 'Give a last day that is not before they met.',
  'ended before it was made': 'Give a last day that is not before the day on which they were matched.',
  'approved first': 'This match was stopped, or a second person has not approved it yet.',
  'days stay': 'A day that was written down can be put right, not taken away.',
  'not before the match': 'Give days on which this match was there, and approved.',
  'no meetings now': 'They do not meet for now. Give days before the pause, or decide about it first.',
  'not what happened': 'Choose why it ends as it was: that somebody died stands in their record first.',
  'with yourself': 'Somebody else decides about your own match.',
  'passes on too much': `What is passed on stands on a telephone. ${namesThem}.`,
  'not read': 'The adult has not yet read the newest of what stands under “What they read before they meet”.',
  'not tried enough': triedTooLittle,
} as const

async function ofMatch(
  asked: Pick<Asked<'/:area/:youngPerson', ReadTx>, 'tx' | 'area' | 'acts' | 'now' | 'who' | 'query'> & {
    key: { area: string; youngPerson: string; match: string }
  },
) {
  const { tx, area, key } = asked
  const [about, all, kept] = await Promise.all([
    aboutThem(asked),
    matchesOf(tx, area.id, key.youngPerson),
    keptOffTelephones(tx, key.youngPerson),
  ])
  const match = all.find(one => one.id === key.match && one.endedOn === null && one.mayChange)
  return about && match ? { ...about, match, kept } : null
}

/** Whom a proposal had, where it can have had them: it proposes nobody with whom something must be accepted. */
const proposedAmong = (candidates: readonly Candidate[], proposed: string | undefined): string | undefined =>
  ranked(candidates, 'can').find(one => one.workerId === proposed)?.workerId

export const matchRoutes: readonly Route[] = [
  ...ask(urls.make, {
    may,
    audit: { read: 'candidates viewed', done: 'match made' },
    draft: 'a match',
    shows: async asked => {
      const { tx, area, key } = asked
      const [found, before] = await Promise.all([
        candidatesOf(asked),
        introductionPlanned(tx, area.id, key.youngPerson),
      ])
      const candidate = found?.candidates.find(one => one.workerId === key.candidate)
      const proposed = found && proposedAmong(found.candidates, asked.query.proposed)
      return found && candidate?.hard.length === 0 ? { ...found, ...before, candidate, proposed } : null
    },
    form: view =>
      makeForm({
        soft: view.candidate.soft.length > 0,
        another: view.first !== undefined && view.first.workerId !== view.candidate.workerId,
        follows: view.follows !== null,
        kept: view.kept,
      }),
    start: view => ({
      introducedBy: view.introduction?.name ?? '',
      passedOn: view.passedOn ?? '',
      proposed: view.proposed ?? '',
      ...(view.proposed === view.candidate.workerId && view.first?.workerId !== view.proposed
        ? { otherReason: 'Among everybody who waits, the one who fits best here is proposed for somebody else.' }
        : {}),
    }),
    about: view => [view.youngPerson.id],
    record: view => view.strandId,
    page: (view, filled) => MakeMatchPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value } = asked
      const found = await candidatesOf(asked)
      const candidate = found?.candidates.find(one => one.workerId === key.candidate)
      if (!found || !candidate) return notFound()
      // What was accepted, and against whom, is what stood on the page and no more.
      if (value.seen !== seenOf({ ...found, candidate })) return refused('something changed')
      return makeMatch(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson, strand: key.strand, serviceKey: found.serviceKey },
        {
          ...value,
          worker: key.candidate,
          accepts: candidate.soft,
          first: found.first?.workerId,
          follows: found.follows,
          proposed: proposedAmong(found.candidates, value.proposed),
        },
      )
    },
    next: overview,
    refusals: {
      'not safe': 'This match cannot be: look again at who can.',
      'no yes': 'There is no yes to taking part.',
      'something changed': 'What is in order with this adult has changed: look again before you match them.',
      'has one': 'They are matched in this strand already.',
      'takes over already': 'Somebody takes over already: end the first match before the next one is made.',
      'not of the service': 'This adult or this strand is not there any more.',
      'with yourself': 'Somebody else matches you.',
      'say why': { field: 'otherReason', text: 'Say why not the one who fits best' },
      'tells too much': { field: 'introductionHow', text: namesThem },
      'names too much': { field: 'introducedBy', text: namesThem },
      'passes on too much': { field: 'passedOn', text: namesThem },
    },
    constraints: matchConstraints,
  }),

  ...show(urls.matches, {
    may: 'read S3',
    audit: 'matches viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, matches, pauses, open, steps, taking] = await Promise.all([
        aboutThem(asked),
        matchesOf(tx, area.id, key.youngPerson),
        pausesOf(tx, area.id, key.youngPerson),
        strandsThatWait(tx, area.id, key.youngPerson),
        stepsOf(tx, area.id, key.youngPerson),
        takingPartNow(tx, key.youngPerson),
      ])
      const rules = rulesOf(area)
      const strands = open.map(one => ({
        id: one.id,
        serviceName: serviceName(rules, one.serviceKey),
        waits: one.waits,
        toMatch: one.mine && acts.has(may) && !matches.some(m => m.strandId === one.id && m.endedOn === null),
      }))
      return about && { ...about, matches, pauses, strands, steps, taking, acts }
    },
    about: view => [view.youngPerson.id],
    page: MatchesPage,
  }),

  ...ask(urls.begin, {
    may,
    audit: { read: 'matches viewed', done: 'match begun' },
    shows: ofMatch,
    form: view => beginForm(view.today),
    start: view => beginForm(view.today).typed(view.match),
    version: view => view.match.version,
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => BeginPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      beginMatch(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.match, version, value),
    next: overview,
    refusals: daysRefused,
    constraints: matchDays,
  }),

  ...ask(urls.plan, {
    may,
    audit: { read: 'matches viewed', done: 'match planned' },
    draft: 'a plan',
    shows: async asked => {
      const view = await ofMatch(asked)
      return view?.match.introducedOn === null ? view : null
    },
    form: view => planForm(view.kept),
    start: view => planForm(view.kept).typed(view.match),
    version: view => view.match.version,
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => PlanPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      planMatch(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.match, version, value),
    next: overview,
    refusals: {
      'they met already': 'They have met already.',
      'tells too much': { field: 'introductionHow', text: namesThem },
      'names too much': { field: 'introducedBy', text: namesThem },
      'with yourself': 'Somebody else decides about your own match.',
    },
    constraints: {
      match_plan_until_they_met: 'they met already',
      match_not_with_oneself: 'with yourself',
      match_introduction_in_neutral_words: 'tells too much',
      match_introducer_in_neutral_words: 'names too much',
    },
  }),

  ...ask(urls.end, {
    may,
    audit: { read: 'matches viewed', done: 'match ended' },
    draft: 'a goodbye',
    shows: ofMatch,
    form: view => endForm(view.today, view.kept),
    version: view => view.match.version,
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => EndPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      endMatch(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.match, version, value),
    next: overview,
    refusals: { ...daysRefused, 'not tried enough': { field: 'why', text: triedTooLittle } },
    constraints: matchDays,
  }),
]

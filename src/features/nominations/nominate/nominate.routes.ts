import { type Day, dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { type Area, areas, rulesOf } from '../../areas/index.ts'
import { closedServicesOf } from '../../forum/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { type NotNominatable, startNomination } from '../commands/start.ts'
import { submitNomination } from '../commands/submit.ts'
import { withdrawNomination } from '../commands/withdraw.ts'
import { ageAllows, nominatable, standing } from '../nomination.ts'
import { allocationsOf, decisionOn } from '../panel-queries.ts'
import {
  answersGiven,
  holderOf,
  latestOutcome,
  type Nomination,
  type NominationKey,
  nomination,
  nominationsOf,
} from '../queries.ts'
import {
  amendments,
  currentAnswers,
  type GivenAnswer,
  isComplete,
  type SectionKey,
  sectionKeys,
  sections,
  timesAnswered,
} from '../questions.ts'
import { urls } from '../urls.ts'
import { daysWaited, decideBy, pausesOf } from '../waiting.ts'
import { CheckPage } from './check.page.tsx'
import type { Known } from './from-the-record.tsx'
import { ListPage } from './list.page.tsx'
import { NewPage } from './new.page.tsx'
import { sectionRoutes } from './section.routes.ts'
import { StatusPage, type StatusView } from './status.page.tsx'
import { TaskListPage, type TaskListView } from './task-list.page.tsx'
import { withdrawForm } from './withdraw.form.ts'
import { WithdrawPage } from './withdraw.page.tsx'

type Key = { readonly youngPerson: string; readonly nomination: string }
export const keyIn = (areaId: string, key: Key): NominationKey => ({
  areaId,
  youngPerson: key.youngPerson,
  nomination: key.nomination,
})

const notNominatable: Record<NotNominatable, string> = {
  'not discussed':
    'The way to Trusted Relationships goes through a multi-agency discussion. Nobody has discussed them yet, so there is nothing to begin.',
  'not suitable': 'The newest discussion found that Trusted Relationships would not be suitable for them.',
  'would not benefit': 'The newest discussion found that they would not benefit from Trusted Relationships.',
  'already nominated': 'A nomination is under way already.',
  'already decided':
    'The panel has decided on the nomination that followed this discussion. The next one follows a new discussion.',
}

/** What every page about a nomination knows. */
const known = (
  area: Area,
  { outcome, holder }: Pick<Nomination, 'outcome' | 'holder'>,
): Pick<Known, 'outcome' | 'holder' | 'recommended' | 'forum'> => ({
  outcome,
  holder,
  ...optionsOf(area, outcome.recommended),
})
const optionsOf = (area: Area, keys: readonly string[]): Pick<Known, 'recommended' | 'forum'> => ({
  recommended: area.supportOptions.filter(o => keys.includes(o.key)).map(o => o.name),
  forum: area.forum.onScreen,
})

/** Where a nomination is, for its page: what is left to do while it is a draft, how it stands afterwards. */
type NominationView = ({ readonly is: 'draft' } & TaskListView) | ({ readonly is: 'sent' } & StatusView)

export const nominateRoutes: readonly Route[] = [
  ...show(urls.ofYoungPerson, {
    may: 'read S4',
    audit: 'nominations listed',
    shows: async ({ tx, area, key, acts, now, who }) => {
      const [youngPerson, nominations, allocations, closed] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nominationsOf(tx, area.id, key.youngPerson),
        allocationsOf(tx, area.id, key.youngPerson),
        closedServicesOf(tx, area.id, key.youngPerson),
      ])
      return (
        youngPerson && {
          areaKey: area.key,
          today: dayOf(now),
          youngPerson,
          nominations,
          allocations,
          closed,
          acts,
          manages: who.roles
            .filter(role => role.area === area.id && role.acts.includes('manage workers'))
            .map(role => role.service),
        }
      )
    },
    about: view => [view.youngPerson.id],
    page: ListPage,
  }),

  ...ask(urls.start, {
    may: 'nominate',
    audit: { read: 'nomination offered', done: 'nomination started' },
    form: form({}),
    shows: async ({ tx, area, key, now }) => {
      const [youngPerson, latest, holder] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        latestOutcome(tx, area.id, key.youngPerson),
        holderOf(tx, area.id, key.youngPerson),
      ])
      if (!youngPerson) return null
      const answer = nominatable(latest)
      return {
        areaKey: area.key,
        today: dayOf(now),
        youngPerson,
        holder,
        outcome: latest,
        ...optionsOf(rulesOf(area), latest?.recommended ?? []),
        notNow: answer.ok ? undefined : notNominatable[answer.why],
        existing: latest?.nomination ?? null,
      }
    },
    about: view => [view.youngPerson.id],
    page: NewPage,
    act: ({ tx, area, key }) => startNomination(tx, { areaId: area.id, youngPerson: key.youngPerson }),
    next: ({ key, value }) => urls.nomination({ ...key, nomination: value }),
    refusals: notNominatable,
    constraints: { nomination_one_open: 'already nominated', nomination_once_for_an_outcome: 'already decided' },
  }),

  ...show(urls.nomination, {
    may: 'read S4',
    audit: 'nomination viewed',
    shows: async ({ tx, area, key, acts, now }): Promise<NominationView | null> => {
      const at = keyIn(area.id, key)
      const [youngPerson, found, { given, before }, decision, allocations] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nomination(tx, at),
        answersGiven(tx, at),
        decisionOn(tx, at),
        allocationsOf(tx, area.id, key.youngPerson),
      ])
      if (!youngPerson || !found) return null
      const rules = rulesOf(area)
      const today = dayOf(now)
      const around = { areaKey: area.key, today, youngPerson, ...known(rules, found) }
      // A draft belongs to whoever writes it: nobody else reads half a nomination.
      if (standing(found) === 'draft')
        return acts.has('nominate')
          ? { is: 'draft', ...around, ...toDo(rules, found, given, before, youngPerson.bornOn, today) }
          : null
      return {
        is: 'sent',
        ...around,
        nomination: found,
        acts,
        standing: standing(found),
        daysWaited: found.submittedAt
          ? daysWaited({ ...found, submittedAt: found.submittedAt, endedAt: found.decidedAt ?? found.withdrawnAt }, now)
          : 0,
        decideBy: dueBy(rules, found),
        answers: currentAnswers(given),
        changes: amendments(given),
        decision,
        allocations,
      }
    },
    about: view => [view.youngPerson.id],
    record: view => (view.is === 'draft' ? view.nominationId : view.nomination.id),
    page: view => (view.is === 'draft' ? TaskListPage(view) : StatusPage(view)),
  }),

  ...sectionRoutes,

  ...ask(urls.check, {
    may: 'nominate',
    audit: { read: 'nomination checked', done: 'nomination submitted' },
    form: form({}),
    shows: async ({ tx, area, key, now }) => {
      const at = keyIn(area.id, key)
      const [youngPerson, found, { given }] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nomination(tx, at),
        answersGiven(tx, at),
      ])
      if (!youngPerson || !found) return null
      return {
        areaKey: area.key,
        today: dayOf(now),
        youngPerson,
        ...known(rulesOf(area), found),
        nominationId: found.id,
        version: found.version + timesAnswered(given),
        answers: currentAnswers(given),
      }
    },
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    version: view => view.version,
    page: CheckPage,
    act: ({ tx, area, key, version }) => submitNomination(tx, rulesOf(area), keyIn(area.id, key), version),
    next: ({ key }) => urls.nomination(key),
    refusals: {
      'already submitted': 'You have sent this nomination already.',
      closed: 'This nomination is closed.',
      died: 'The record says that the young person has died. Nothing was sent.',
      'no date of birth':
        'There is no date of birth. Add one to the record first; an estimate will do, with where it comes from.',
      'too old': 'A new nomination can only be sent for somebody under 18.',
      'age needs a reason': 'Say why you nominate them at this age: there is a question for it.',
      'not assessed': 'There is no completed risk assessment. Complete it first; then this can be sent.',
      'the introduction is in the past':
        'The day of the introduction has passed. Go to “Who makes the introduction” and give a new one.',
      'answers missing': 'Some parts are not complete yet. Go back to the nomination to see which.',
      'a later discussion answered otherwise': 'A later discussion answered differently, so it cannot be sent.',
    },
    constraints: {
      nomination_submitted_once: 'already submitted',
      nomination_is_closed: 'closed',
      nomination_of_somebody_alive: 'died',
      nomination_needs_a_date_of_birth: 'no date of birth',
      nomination_under_eighteen: 'too old',
      nomination_outside_ages_has_a_reason: 'age needs a reason',
      nomination_is_complete: 'answers missing',
      nomination_needs_an_assessment: 'not assessed',
      nomination_introduction_is_to_come: 'the introduction is in the past',
      nomination_follows_the_latest_outcome: 'a later discussion answered otherwise',
    },
  }),

  ...ask(urls.withdraw, {
    may: 'nominate',
    audit: { read: 'nomination viewed', done: 'nomination withdrawn' },
    form: withdrawForm,
    draft: 'withdraw a nomination',
    shows: async ({ tx, area, key, now }) => {
      const [youngPerson, found] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nomination(tx, keyIn(area.id, key)),
      ])
      if (!youngPerson || !found) return null
      return { areaKey: area.key, today: dayOf(now), youngPerson, nominationId: found.id, version: found.version }
    },
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    version: view => view.version,
    page: (view, filled) => WithdrawPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      withdrawNomination(tx, rulesOf(area), keyIn(area.id, key), { ...value, version }),
    next: ({ key }) => urls.nomination(key),
    refusals: {
      'already decided': 'The panel has decided already, so it cannot be withdrawn.',
      'already withdrawn': 'It was withdrawn already.',
    },
  }),
]

function dueBy(area: Area, found: Nomination): Day | undefined {
  if (!found.submittedAt || standing(found) !== 'submitted') return undefined
  return decideBy(found.submittedAt, area.clocks.consideration, pausesOf(found.questions), areas().bankHolidays)
}

function toDo(
  area: Area,
  found: Nomination,
  given: readonly GivenAnswer[],
  before: readonly GivenAnswer[],
  bornOn: Day | null,
  today: Day,
) {
  const answers = currentAnswers(given)
  const earlier = currentAnswers(before)
  const age = ageAllows(bornOn, today, area.ages, false)
  const state = (section: SectionKey) => {
    if (isComplete(section, answers)) return 'done' as const
    const untouched = timesAnswered(given, sections[section].questions) === 0
    return untouched && sections[section].questions.some(key => earlier[key])
      ? ('to check' as const)
      : ('to do' as const)
  }
  return {
    nominationId: found.id,
    asked: sectionKeys
      .filter(section => section !== 'age' || (!age.ok && age.why === 'age needs a reason'))
      .map(section => ({ section, state: state(section) })),
    age: age.ok ? ('fine' as const) : age.why,
    under: area.ages.under,
    latestBothYes: found.latestBothYes,
    assessed: found.assessed,
  }
}

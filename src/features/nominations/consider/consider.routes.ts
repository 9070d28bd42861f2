import type { ReadTx } from '../../../db/scope.ts'
import { type Day, dayOf, endOf } from '../../../platform/working-days.ts'
import { type AreaRef, ask, type Route, show } from '../../../web/route.ts'
import { type Area, areas, codeLists, codeName, riskKinds, rulesOf } from '../../areas/index.ts'
import { latestCompletedAssessment } from '../../assessments/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { accept, decline, type NotAcceptable, type NotDecidable, sendBack } from '../commands/decide.ts'
import { declarePanel } from '../commands/declare.ts'
import { askMore } from '../commands/question.ts'
import { besideNeed } from '../needs.ts'
import { isOpen, standing } from '../nomination.ts'
import { choosable, mayDecide, shownOnly, waysForward } from '../panel.ts'
import { type BeforePanel, beforePanel } from '../panel-queries.ts'
import { answersGiven, type Nomination, type NominationKey, nomination } from '../queries.ts'
import { amendments, currentAnswers, timesAnswered } from '../questions.ts'
import { urls } from '../urls.ts'
import { daysWaited, decideBy, pausesOf } from '../waiting.ts'
import { ConsiderationPage } from './consideration.page.tsx'
import { acceptForm, askMoreForm, declineForm, panelForm, panelStart, sendBackForm } from './decide.form.ts'
import { AcceptPage, AskMorePage, DeclinePage, PanelPage, SendBackPage } from './decide.page.tsx'
import { ownActionsIn } from './own-actions.tsx'
import { answerOf, noteOf, personOf } from './panel-fields.ts'

type Key = { readonly youngPerson: string; readonly nomination: string }
const keyIn = (areaId: string, key: Key): NominationKey => ({
  areaId,
  youngPerson: key.youngPerson,
  nomination: key.nomination,
})

interface At {
  readonly tx: ReadTx
  readonly area: AreaRef
  readonly key: Key
  readonly acts: ReadonlySet<string>
  readonly now: Date
}

/** What every page of the panel starts from; null where the asker is not on the panel, or there is nothing before it. */
async function collect({ tx, area, key, acts, now }: At) {
  const at = keyIn(area.id, key)
  const [youngPerson, found, { given }, panel] = await Promise.all([
    youngPersonHeader(tx, area.id, key.youngPerson),
    nomination(tx, at),
    answersGiven(tx, at),
    beforePanel(tx, at),
  ])
  if (!youngPerson || !found || !acts.has('consider a nomination') || standing(found) === 'draft') return null
  const rules = rulesOf(area)
  return {
    areaKey: area.key,
    today: dayOf(now),
    youngPerson,
    nominationId: found.id,
    version: found.version + timesAnswered(given),
    forum: rules.forum.onScreen,
    found,
    given,
    panel,
    rules,
  }
}

const declaredBy = (panel: BeforePanel, person: string) => {
  const member = panel.members.find(m => m.person === person)
  return member ? { here: member.here === true, conflict: member.conflict === true } : undefined
}

/** The services of the area with what is known, and what to do where one is closed. */
function safely(rules: Area, found: Nomination, panel: BeforePanel) {
  const choices = choosable(rules.services, panel.facts)
  return {
    choices,
    otherFacts: shownOnly(choices, panel.facts),
    kinds: kinds(),
    ways: waysForward(found.outcome.finding, choices),
    backWithin: inWords(rules.clocks.backOnAgenda),
  }
}
const inWords = ({ length, unit }: Area['clocks']['backOnAgenda']): string =>
  `${length} ${unit === 'working-days' ? 'working days' : unit}`

const kinds = (): Record<string, string> =>
  Object.fromEntries(riskKinds.map(kind => [kind, codeName(codeLists(), 'risk-kind', kind)]))

const backBy = (rules: Area, today: Day): Day => endOf(today, rules.clocks.backOnAgenda, areas().bankHolidays)

const notDecidable: Record<NotDecidable, string | { field: 'decidedOn'; text: string }> = {
  'you submitted it': 'You sent this nomination, so somebody else on the panel decides about it.',
  'you hold the case': 'You hold this case, so somebody else on the panel decides about it.',
  'you wrote part of it': 'You wrote part of this nomination, so somebody else on the panel decides about it.',
  'you have a conflict of interest': 'You declared a conflict of interest, so somebody else on the panel decides.',
  'say first that you take part': 'Say first who takes part and whether anybody has a conflict of interest.',
  'already decided': 'The panel has decided about this nomination already.',
  'not before the panel': 'This nomination is not before the panel.',
  'not a day it could be decided': {
    field: 'decidedOn',
    text: 'Give a day between the day the nomination was sent and today',
  },
}
const notAcceptable: Record<NotAcceptable, string | { field: 'introducer'; text: string }> = {
  'a later discussion answered otherwise':
    'A later discussion answered differently: both answers are not yes any more. Send it back, or do not accept it.',
  'the introduction is in the past': {
    field: 'introducer',
    text: 'The day that was nominated for the introduction has passed. Choose “No” and give a new day',
  },
}
const decisionConstraints = {
  nomination_decision_once: 'already decided',
  nomination_decision_on_what_was_submitted: 'not before the panel',
  nomination_decision_not_by_who_submitted: 'you submitted it',
  nomination_decision_not_by_who_holds_the_case: 'you hold the case',
  nomination_decision_not_by_who_wrote_it: 'you wrote part of it',
  nomination_decision_without_conflict: 'you have a conflict of interest',
  nomination_decision_by_who_takes_part: 'say first that you take part',
  nomination_decision_after_submission: 'not a day it could be decided',
} as const

export const considerRoutes: readonly Route[] = [
  ...show(urls.consideration, {
    may: 'consider a nomination',
    audit: 'nomination considered',
    shows: async asked => {
      const { tx, area, key, who, now } = asked
      const [base, whole] = await Promise.all([collect(asked), latestCompletedAssessment(tx, area.id, key.youngPerson)])
      if (!base) return null
      const { found, given, panel, rules } = base
      const may = mayDecide(who.person.id, found, declaredBy(panel, who.person.id))
      return {
        areaKey: base.areaKey,
        today: base.today,
        youngPerson: base.youngPerson,
        forum: base.forum,
        outcome: found.outcome,
        holder: found.holder,
        recommended: rules.supportOptions.filter(o => found.outcome.recommended.includes(o.key)).map(o => o.name),
        nomination: found,
        standing: standing(found),
        daysWaited: found.submittedAt
          ? daysWaited({ ...found, submittedAt: found.submittedAt, endedAt: found.decidedAt ?? found.withdrawnAt }, now)
          : 0,
        decideBy:
          found.submittedAt && standing(found) === 'submitted'
            ? decideBy(found.submittedAt, rules.clocks.consideration, pausesOf(found.questions), areas().bankHolidays)
            : undefined,
        answers: currentAnswers(given),
        changes: amendments(given),
        members: panel.members,
        ...safely(rules, found, panel),
        needs: rules.services.map(({ key: service, name, needs }) => ({
          key: service,
          name,
          needs: needs.map(need => ({ need, beside: whole && besideNeed(need, whole) })),
        })),
        ownActions: ownActionsIn(whole),
        notYou: may.ok ? undefined : may.why,
        isOpen: isOpen(found),
      }
    },
    about: view => [view.youngPerson.id],
    record: view => view.nomination.id,
    page: ConsiderationPage,
  }),

  ...ask(urls.declare, {
    may: 'consider a nomination',
    audit: { read: 'panel shown', done: 'panel declared' },
    shows: async asked => {
      const base = await collect(asked)
      return base && { ...base, members: base.panel.members }
    },
    form: view => panelForm(view.members),
    start: view => panelStart(view.members),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    page: (view, filled) => PanelPage({ view, filled }),
    act: ({ tx, area, key, value }) => {
      const given = value as Readonly<Record<string, unknown>>
      const people = Object.keys(given).map(personOf).filter(Boolean)
      return declarePanel(
        tx,
        area,
        keyIn(area.id, key),
        people.flatMap(person => {
          const answer = given[answerOf(person)]
          const note = given[noteOf(person)]
          if (typeof answer !== 'string') return []
          const conflict = answer === 'conflict'
          return [
            {
              person,
              here: answer !== 'away',
              conflict,
              note: conflict && typeof note === 'string' ? note : undefined,
            },
          ]
        }),
      )
    },
    next: ({ key }) => urls.consideration(key),
    refusals: {
      'already decided': 'The panel has decided about this nomination already.',
      'not before the panel': 'This nomination is not before the panel.',
      'only they can take it back': 'Somebody declared a conflict of interest: only they can take that back.',
    },
    constraints: {
      panel_declaration_while_considered: 'not before the panel',
      panel_declaration_taken_back_by_its_owner: 'only they can take it back',
    },
  }),

  ...ask(urls.accept, {
    may: 'decide a nomination',
    audit: { read: 'nomination considered', done: 'nomination accepted' },
    draft: 'accept a nomination',
    shows: async asked => {
      const { tx, area, key } = asked
      const [base, whole] = await Promise.all([collect(asked), latestCompletedAssessment(tx, area.id, key.youngPerson)])
      return (
        base && {
          ...base,
          nomination: base.found,
          finding: base.found.outcome.finding,
          ...safely(base.rules, base.found, base.panel),
          answers: currentAnswers(base.given),
          ownActions: ownActionsIn(whole),
        }
      )
    },
    form: view => acceptForm(view.choices),
    start: view =>
      acceptForm(view.choices).typed({
        decidedOn: view.today,
        name: view.answers['introducer-name'] ?? '',
        agency: view.answers['introducer-agency'] ?? '',
        how: view.answers['introduction-how'] ?? '',
      }),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    version: view => view.version,
    page: (view, filled) => AcceptPage({ view, filled }),
    act: async ({ tx, area, key, value, version }) => {
      const { given } = await answersGiven(tx, keyIn(area.id, key))
      const nominated = currentAnswers(given)
      const same = value.introducer === 'same'
      return accept(tx, rulesOf(area), keyIn(area.id, key), {
        serviceKey: value.service,
        reason: value.reason,
        differentReason: value.differentReason,
        introduction: {
          name: (same ? nominated['introducer-name'] : value.name) ?? '',
          agency: (same ? nominated['introducer-agency'] : value.agency) ?? '',
          how: (same ? nominated['introduction-how'] : value.how) ?? '',
          by: (same ? nominated['introduction-by'] : value.by) ?? '',
        },
        decidedOn: value.decidedOn,
        version,
      })
    },
    next: ({ key }) => urls.nomination(key),
    refusals: {
      ...notDecidable,
      'no such service': { field: 'service', text: 'Choose a service of this area' },
      'cannot take this on safely': { field: 'service', text: 'This service can’t take this on safely' },
      'say why another strand': {
        field: 'differentReason',
        text: 'Say why you choose another strand than the discussion found',
      },
      'already in this strand': { field: 'service', text: 'They are in this strand already' },
      ...notAcceptable,
    },
    constraints: {
      ...decisionConstraints,
      strand_allocation_is_safe: 'cannot take this on safely',
      strand_allocation_differs_with_a_reason: 'say why another strand',
      strand_allocation_once: 'already in this strand',
      strand_allocation_not_by_who_submitted: 'you submitted it',
      strand_allocation_not_by_who_holds_the_case: 'you hold the case',
      strand_allocation_not_by_who_wrote_it: 'you wrote part of it',
      nomination_decision_follows_the_latest_outcome: 'a later discussion answered otherwise',
      nomination_decision_introduces_afterwards: 'the introduction is in the past',
      strand_allocation_without_conflict: 'you have a conflict of interest',
    },
  }),

  ...ask(urls.decline, {
    may: 'decide a nomination',
    audit: { read: 'nomination considered', done: 'nomination not accepted' },
    draft: 'do not accept a nomination',
    shows: collect,
    form: declineForm,
    start: view => declineForm.typed({ decidedOn: view.today }),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    version: view => view.version,
    page: (view, filled) => DeclinePage({ view, filled }),
    act: ({ tx, area, key, value, version }) => decline(tx, rulesOf(area), keyIn(area.id, key), { ...value, version }),
    next: ({ key }) => urls.nomination(key),
    refusals: notDecidable,
    constraints: decisionConstraints,
  }),

  ...ask(urls.backToForum, {
    may: 'decide a nomination',
    audit: { read: 'nomination considered', done: 'nomination sent back to the forum' },
    draft: 'send a nomination back',
    shows: async asked => {
      const base = await collect(asked)
      return base && { ...base, backBy: backBy(base.rules, base.today) }
    },
    form: sendBackForm,
    start: view => sendBackForm.typed({ decidedOn: view.today }),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    version: view => view.version,
    page: (view, filled) => SendBackPage({ view, filled }),
    act: ({ tx, area, key, value, version }) => sendBack(tx, rulesOf(area), keyIn(area.id, key), { ...value, version }),
    next: ({ key }) => urls.nomination(key),
    refusals: notDecidable,
    constraints: decisionConstraints,
  }),

  ...ask(urls.askMore, {
    may: 'consider a nomination',
    audit: { read: 'nomination considered', done: 'information asked' },
    draft: 'ask the case-holder',
    shows: collect,
    form: view => askMoreForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    page: (view, filled) => AskMorePage({ view, filled }),
    act: ({ tx, area, key, value }) => askMore(tx, rulesOf(area), keyIn(area.id, key), value),
    next: ({ key }) => urls.consideration(key),
    refusals: {
      'already asked': 'A question is open already. Wait for its answer, or decide.',
      'already decided': 'The panel has decided about this nomination already.',
      'not before the panel': 'This nomination is not before the panel.',
    },
    constraints: { panel_question_one_open: 'already asked', panel_question_while_considered: 'not before the panel' },
  }),
]

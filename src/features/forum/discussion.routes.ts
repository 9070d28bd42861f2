import type { ReadTx } from '../../db/scope.ts'
import type { Membership } from '../../db/who.ts'
import { weekdayInWords } from '../../design/formats.ts'
import { dayOf } from '../../platform/working-days.ts'
import { type AreaRef, ask, press, type Route, show } from '../../web/route.ts'
import { type Area, codeLists, codeName, riskKinds, rulesOf } from '../areas/index.ts'
import { youngPersonHeader } from '../people/index.ts'
import { actionForm, agenciesForm, newDiscussionForm, optionForm, takeOffForm } from './after/after.form.ts'
import { ActionPage, AgenciesPage, NewDiscussionPage, OptionsPage, TakeOffPage } from './after/after.page.tsx'
import { agenciesOf, discussionsOf, meetings } from './agenda-queries.ts'
import { doAction } from './commands/after.ts'
import { list, setInvited, takeOff, usuallyInvited } from './commands/agenda.ts'
import { contribute } from './commands/contribute.ts'
import { freezePapers } from './commands/freeze.ts'
import { considerOption } from './commands/options.ts'
import { DiscussionPage, DiscussionsPage } from './discussion/discussion.page.tsx'
import {
  contributions,
  type DiscussionKey,
  decided,
  discussion,
  type Invited,
  type OptionRow,
  papers,
} from './discussion-queries.ts'
import { factsOf } from './fact-queries.ts'
import { nothing } from './meeting/meeting.form.ts'
import { MinutesPage } from './minutes/minutes.page.tsx'
import { contributionForm } from './papers/papers.form.ts'
import { PapersPage } from './papers/papers.page.tsx'
import { editions } from './papers.ts'
import { urls } from './urls.ts'
import { askedUrgently, sentAndWaiting, waitingSince } from './waiting-queries.ts'

export const keyOf = (
  area: AreaRef,
  key: { readonly youngPerson: string; readonly discussion: string },
): DiscussionKey => ({ areaId: area.id, youngPerson: key.youngPerson, discussion: key.discussion })

/** Chairs or prepares the forum of this area. What they may do with this child the database says again. */
export const runsForum = (roles: readonly Membership[], area: AreaRef): boolean =>
  roles.some(r => r.area === area.id && (r.role === 'forum-chair' || r.role === 'forum-coordinator'))

export const kindNames = (): Readonly<Record<string, string>> =>
  Object.fromEntries(riskKinds.map(kind => [kind, codeName(codeLists(), 'risk-kind', kind)]))

const discussionNames = ({ forum: { discussions: d } }: Area) => ({
  scheduled: d.scheduled.name,
  urgent: d.urgent.name,
  strategy: d.strategy.name,
})

export const named = (area: Area, rows: readonly OptionRow[]) =>
  rows.map(row => ({ ...row, name: area.supportOptions.find(o => o.key === row.optionKey)?.name ?? row.optionKey }))

/** The child of a page, or nothing; with what every page about them shows. */
export async function aboutChild(tx: ReadTx, area: AreaRef, youngPerson: string, now: Date) {
  const found = await youngPersonHeader(tx, area.id, youngPerson)
  return found && { areaKey: area.key, today: dayOf(now), youngPerson: found }
}

const chairsForum = (roles: readonly Membership[], area: AreaRef): boolean =>
  roles.some(r => r.area === area.id && r.role === 'forum-chair')

/** The agencies somebody can speak for at a discussion: their own, or any that is invited where they run the forum. */
export const speaksFor = (roles: readonly Membership[], area: AreaRef, invited: readonly Invited[]) => {
  const own = roles.filter(r => r.area === area.id && r.role === 'forum-member').map(r => r.agency)
  const mine = runsForum(roles, area) ? invited : invited.filter(i => own.includes(i.agencyId))
  return Object.fromEntries(mine.map(i => [i.agencyId, i.name]))
}

/** One child's discussion: the page for whoever reads the record, the papers for members, the minutes. */
export const discussionRoutes: readonly Route[] = [
  ...show(urls.discussions, {
    may: 'read S4',
    audit: 'discussions viewed',
    shows: async ({ tx, area, key, who, now }) => {
      const [about, items, sentAt] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussionsOf(tx, area.id, key.youngPerson),
        sentAndWaiting(tx, area.id, key.youngPerson),
      ])
      const { forum } = rulesOf(area)
      return (
        about && {
          about,
          items,
          sentAt,
          forum: forum.name,
          kindNames: discussionNames(rulesOf(area)),
          runs: runsForum(who.roles, area),
        }
      )
    },
    about: view => [view.about.youngPerson.id],
    page: DiscussionsPage,
  }),
  ...show(urls.discussion, {
    may: 'read S4',
    audit: 'discussion viewed',
    shows: async ({ tx, area, key, who, acts, now }) => {
      const at = keyOf(area, key)
      const [about, found, frozen, said, outcome, facts] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        papers(tx, at),
        contributions(tx, at),
        decided(tx, at),
        factsOf(tx, area.id, key.youngPerson),
      ])
      // Members read the papers; this page is for whoever reads the assessment.
      if (!about || !found?.readsAssessment) return null
      const rules = rulesOf(area)
      return {
        about,
        discussion: found,
        kindName: discussionNames(rules)[found.kind],
        editions: editions(frozen),
        contributions: said,
        decided: outcome,
        options: named(rules, outcome.options),
        facts,
        services: rules.services,
        kinds: kindNames(),
        runs: runsForum(who.roles, area),
        chairs: chairsForum(who.roles, area),
        mayAct: acts.has('read the minutes'),
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    page: DiscussionPage,
  }),
  ...ask(urls.papers, {
    may: 'contribute to a discussion',
    audit: { read: 'papers viewed', done: 'contribution given' },
    draft: 'contribution',
    shows: async ({ tx, area, key, who, now }) => {
      const at = keyOf(area, key)
      const [about, found, frozen, said, outcome] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        papers(tx, at),
        contributions(tx, at),
        decided(tx, at),
      ])
      if (!about || !found) return null
      return {
        about,
        discussion: found,
        kindName: discussionNames(rulesOf(area))[found.kind],
        editions: editions(frozen),
        contributions: said,
        decided: outcome,
        kinds: kindNames(),
        speaksFor: speaksFor(who.roles, area, found.invited),
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    form: view => contributionForm(view.speaksFor),
    start: view => {
      const agencies = Object.keys(view.speaksFor)
      return agencies.length === 1 ? { agency: agencies[0] ?? '' } : {}
    },
    page: PapersPage,
    act: ({ tx, area, key, value }) => contribute(tx, keyOf(area, key), value),
    next: ({ key }) => urls.papers(key),
    refusals: {
      'minutes confirmed': 'The chair has confirmed the minutes, so nothing more can be added to this discussion.',
      'taken off': 'This discussion was taken off the agenda.',
      'not invited': { field: 'agency', text: 'This agency is not invited any more' },
    },
  }),
  ...show(urls.minutes, {
    may: 'read the minutes',
    audit: 'minutes viewed',
    shows: async ({ tx, area, key, who, acts, now }) => {
      const at = keyOf(area, key)
      const [about, found, said, outcome, facts] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        contributions(tx, at),
        decided(tx, at),
        factsOf(tx, area.id, key.youngPerson),
      ])
      if (!about || !found) return null
      const rules = rulesOf(area)
      return {
        about,
        discussion: found,
        kindName: discussionNames(rules)[found.kind],
        contributions: said,
        decided: outcome,
        options: named(rules, outcome.options),
        facts: facts.filter(f => f.discussionId === found.id),
        services: rules.services,
        kinds: kindNames(),
        confirmedBy: found.confirmedBy,
        mayConfirm: chairsForum(who.roles, area),
        back: acts.has('read S4') ? urls.discussion(key) : urls.papers(key),
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    page: MinutesPage,
  }),
  ...ask(urls.agencies, {
    may: 'run the forum',
    audit: { read: 'invitations viewed', done: 'agencies invited' },
    shows: async ({ tx, area, key, now }) => {
      const [about, found, agencies] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
        agenciesOf(tx, area.id),
      ])
      if (!about || !found) return null
      const offered = found.outcomeAt ? agencies.filter(a => found.invited.some(i => i.agencyId === a.id)) : agencies
      return { about, discussion: found, agencies: Object.fromEntries(offered.map(a => [a.id, a.name])) }
    },
    about: view => [view.about.youngPerson.id],
    form: view => agenciesForm(view.agencies),
    start: view => ({ invited: view.discussion.invited.map(i => i.agencyId) }),
    page: AgenciesPage,
    act: ({ tx, area, key, value }) => setInvited(tx, area, keyOf(area, key), value.invited),
    next: ({ key }) => urls.discussion(key),
    refusals: {
      'already decided': {
        field: 'invited',
        text: 'The outcome is recorded: an agency can still be taken out, and nobody new comes in',
      },
      'taken off': 'This discussion was taken off the agenda.',
    },
  }),
  ...press(urls.freeze, {
    may: 'run the forum',
    audit: 'papers frozen',
    form: nothing,
    back: key => urls.discussion(key),
    act: ({ tx, area, key }) => freezePapers(tx, area, keyOf(area, key)),
    next: ({ key }) => urls.discussion(key),
    refusals: {
      'already decided': 'The outcome is recorded already. What was frozen stays as it was.',
      'taken off': 'This discussion was taken off the agenda.',
      'nothing new': 'Nothing has changed since the papers were frozen.',
    },
  }),
  ...ask(urls.takeOff, {
    may: 'run the forum',
    audit: { read: 'agenda viewed', done: 'taken off an agenda' },
    shows: async ({ tx, area, key, now }) => {
      const [about, found] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
      ])
      return about && found && { about, discussion: found }
    },
    about: view => [view.about.youngPerson.id],
    form: takeOffForm,
    page: TakeOffPage,
    act: ({ tx, area, key, value }) => takeOff(tx, area, keyOf(area, key), value.reason),
    next: ({ key }) => urls.forum({ area: key.area }),
    refusals: {
      'already decided': 'The outcome is recorded already.',
      'taken off': 'It is off the agenda already.',
    },
  }),
  ...ask(urls.newDiscussion, {
    may: 'run the forum',
    audit: { read: 'discussion prepared', done: 'put on an agenda' },
    shows: async ({ tx, area, key, now }) => {
      const [about, agencies, usual, planned, urgent] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        agenciesOf(tx, area.id),
        usuallyInvited(tx, area, key.youngPerson),
        meetings(tx, area.id),
        askedUrgently(tx, area.id, [key.youngPerson]),
      ])
      if (!about) return null
      const names = discussionNames(rulesOf(area))
      return {
        about,
        kinds: {
          urgent: names.urgent,
          strategy: names.strategy,
          ...Object.fromEntries(
            planned
              .filter(m => !m.closedAt && !urgent)
              // One that has taken place still takes whoever was discussed without standing on its agenda.
              .map(m => [
                m.id,
                `${names.scheduled}, ${weekdayInWords(m.heldOn)}${m.heldOn < about.today ? ' (it has taken place)' : ''}`,
              ]),
          ),
        },
        everyDays: rulesOf(area).forum.howOften.everyDays,
        agencies: Object.fromEntries(agencies.map(a => [a.id, a.name])),
        usual,
      }
    },
    about: view => [view.about.youngPerson.id],
    form: view => newDiscussionForm(view.kinds, view.agencies, { today: view.about.today, everyDays: view.everyDays }),
    start: view => ({ invited: view.usual }),
    page: NewDiscussionPage,
    act: async ({ tx, area, key, value, now }) => {
      const outside = value.where === 'urgent' || value.where === 'strategy'
      const [since, planned] = await Promise.all([
        waitingSince(tx, area.id, key.youngPerson),
        outside ? [] : meetings(tx, area.id),
      ])
      return list(tx, area, {
        youngPeople: [{ id: key.youngPerson, since: since ?? now }],
        kind: value.where === 'urgent' || value.where === 'strategy' ? value.where : 'scheduled',
        meeting: outside ? undefined : value.where,
        heldOn: outside
          ? (value.heldOn ?? dayOf(now))
          : (planned.find(m => m.id === value.where)?.heldOn ?? dayOf(now)),
        together: false,
        agencies: value.invited,
      })
    },
    constraints: { discussion_one_waiting: 'listed already', discussion_once_a_meeting: 'listed already' },
    next: ({ key, value }) => urls.discussion({ ...key, discussion: value[0] ?? '' }),
    refusals: {
      'listed already': { field: 'where', text: 'This young person is listed for that already' },
      'needs an assessment': {
        field: 'where',
        text: 'There is no assessment yet: choose an urgent discussion or a strategy meeting',
      },
    },
  }),
  ...ask(urls.options, {
    may: 'record an outcome',
    audit: { read: 'options viewed', done: 'option considered' },
    draft: 'option',
    shows: async ({ tx, area, key, now }) => {
      const at = keyOf(area, key)
      const [about, found, outcome] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        decided(tx, at),
      ])
      const rules = rulesOf(area)
      return (
        about &&
        found && {
          about,
          discussion: found,
          options: named(rules, outcome.options),
          offered: Object.fromEntries(rules.supportOptions.map(o => [o.key, o.name])),
        }
      )
    },
    about: view => [view.about.youngPerson.id],
    form: view => optionForm(view.offered),
    page: OptionsPage,
    act: ({ tx, area, key, value }) => considerOption(tx, keyOf(area, key), value),
    next: ({ key }) => urls.options(key),
    refusals: {
      'minutes confirmed': 'The chair has confirmed the minutes.',
      'taken off': 'This discussion was taken off the agenda.',
    },
  }),
  ...ask(urls.action, {
    may: 'read the minutes',
    audit: { read: 'action viewed', done: 'action done' },
    shows: async ({ tx, area, key, acts, now }) => {
      const at = keyOf(area, key)
      const [about, found, outcome] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        decided(tx, at),
      ])
      const action = outcome.actions.find(a => a.id === key.action)
      if (!about || !found || !action) return null
      const back = acts.has('read S4') ? urls.discussion(key) : urls.papers(key)
      return { about, discussion: found, action, back }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.action.id,
    form: actionForm,
    page: ActionPage,
    act: ({ tx, area, key, value }) => doAction(tx, keyOf(area, key), key.action, value.note),
    next: ({ key }) => urls.action(key),
    refusals: {
      'done already': 'Somebody has marked this as done already.',
      'not yours': 'Another agency took this on. Only they can say that it is done.',
    },
  }),
]

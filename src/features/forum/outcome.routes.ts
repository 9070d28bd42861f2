import { ask, press, type Route } from '../../web/route.ts'
import { riskKinds, rulesOf } from '../areas/index.ts'
import { factForm } from './after/after.form.ts'
import { FactPage } from './after/after.page.tsx'
import { confirmMinutes, correctOutcome, lookAtFact } from './commands/after.ts'
import { recordOutcome } from './commands/record-outcome.ts'
import { aboutChild, keyOf, kindNames } from './discussion.routes.ts'
import { decided, discussion, holderOf } from './discussion-queries.ts'
import { factsOf, type ProposedPerson, proposedFacts } from './fact-queries.ts'
import { nothing } from './meeting/meeting.form.ts'
import { correctForm, decisionOf, type Findable, outcomeForm, outcomeOf, tooFew } from './outcome/outcome.form.ts'
import { CorrectPage, OutcomePage } from './outcome/outcome.page.tsx'
import { quorum as enough } from './quorum.ts'
import { factAnswer, factAnswers, holds, type ReviewAfter } from './risk-fact.ts'
import { urls } from './urls.ts'

/** What decides, and what is done with it afterwards. */
export const outcomeRoutes: readonly Route[] = [
  ...ask(urls.outcome, {
    may: 'record an outcome',
    audit: { read: 'outcome form viewed', done: 'outcome recorded' },
    draft: 'outcome',
    shows: async ({ tx, area, key, now }) => {
      const [about, found, facts, holder, proposed, options] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
        factsOf(tx, area.id, key.youngPerson),
        holderOf(tx, area.id, key.youngPerson),
        proposedFacts(tx, area.id, key.youngPerson),
        decided(tx, keyOf(area, key)),
      ])
      if (!about || !found || found.takenOffAt) return null
      const rules = rulesOf(area)
      const agencies = Object.fromEntries(found.invited.map(i => [i.agencyId, i.name]))
      const { quorum, name } = rules.forum.discussions[found.kind]
      const must = quorum.mustInclude.map(k => rules.agencies.find(a => a.key === k)?.name ?? k)
      return {
        about,
        discussion: found,
        kindName: name,
        kinds: kindNames(),
        offered: {
          findable: findable(proposed),
          options: Object.fromEntries(
            rules.supportOptions.filter(o => !o.trustedRelationships).map(o => [o.key, o.name]),
          ),
          owners: {
            ...(holder ? { holder: `Case-holder: ${holder.name ?? holder.teamName}` } : {}),
            ...agencies,
          },
          agencies,
          enough: (there: readonly string[]) =>
            enough(
              quorum,
              found.invited.filter(i => there.includes(i.agencyId)).map(i => i.key),
            ).reached,
        },
        holding: facts.filter(holds),
        quorumWords: `At least ${quorum.agencies}, with ${must.join(', ')}.`,
        start: startOf(proposed, found.invited, options.options),
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    form: view => outcomeForm(view.offered),
    start: view => view.start,
    page: OutcomePage,
    act: async ({ tx, area, key, value }) => {
      const { view, ...input } = outcomeOf(value, findable(await proposedFacts(tx, area.id, key.youngPerson)))
      return recordOutcome(tx, rulesOf(area), keyOf(area, key), { ...input, differentView: view })
    },
    constraints: {
      forum_outcome_first_once: 'already decided',
      forum_outcome_on_the_agenda: 'taken off',
      forum_outcome_on_its_day: 'not held yet',
      forum_outcome_with_a_quorum: 'no quorum',
    },
    next: ({ key }) => urls.discussion(key),
    refusals: {
      'already decided': 'Somebody has recorded the outcome of this discussion already.',
      'taken off': 'This discussion was taken off the agenda.',
      'not held yet': 'The day of this discussion has not come yet.',
      'no quorum': {
        field: 'noQuorumReason',
        text: tooFew,
      },
    },
  }),
  ...ask(urls.correct, {
    may: 'record an outcome',
    audit: { read: 'outcome form viewed', done: 'outcome corrected' },
    draft: 'outcome corrected',
    shows: async ({ tx, area, key, now }) => {
      const at = keyOf(area, key)
      const [about, found, outcome] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, at),
        decided(tx, at),
      ])
      const current = outcome.outcomes[0]
      if (!about || !found || !current) return null
      return {
        about,
        discussion: found,
        outcomeId: current.id,
        start: {
          finding: current.finding,
          findingReason: current.findingReason,
          suitable: current.suitable ? 'yes' : 'no',
          wouldBenefit: current.wouldBenefit ? 'yes' : 'no',
          answersReason: current.answersReason ?? '',
        },
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.outcomeId,
    form: correctForm,
    start: view => view.start,
    page: CorrectPage,
    act: async ({ tx, area, key, value }) => {
      const at = keyOf(area, key)
      const current = (await decided(tx, at)).outcomes[0]
      return correctOutcome(tx, rulesOf(area), at, {
        ...decisionOf(value),
        corrects: current?.id ?? '',
        reason: value.reason,
      })
    },
    constraints: { forum_outcome_corrected_once: 'corrected already' },
    next: ({ key }) => urls.discussion(key),
    refusals: { 'corrected already': 'Somebody else has just put this outcome right. Read what it says now.' },
  }),
  ...press(urls.confirm, {
    may: 'chair the forum',
    audit: 'minutes confirmed',
    form: nothing,
    back: key => urls.minutes(key),
    act: ({ tx, area, key }) => confirmMinutes(tx, keyOf(area, key)),
    next: ({ key }) => urls.minutes(key),
    refusals: {
      'nothing to confirm':
        'There is nothing to confirm: the minutes are confirmed already, or there is no outcome yet.',
    },
  }),
  ...ask(urls.fact, {
    may: 'record an outcome',
    audit: { read: 'fact viewed', done: 'fact looked at' },
    shows: async ({ tx, area, key, now }) => {
      const [about, facts] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        factsOf(tx, area.id, key.youngPerson),
      ])
      const fact = facts.find(f => f.id === key.fact)
      return about && fact ? { about, fact, kinds: kindNames() } : null
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.fact.id,
    form: factForm,
    start: view => ({ answer: factAnswer(view.fact), evidence: view.fact.evidence, review: '3' }),
    page: FactPage,
    act: ({ tx, area, key, value }) =>
      lookAtFact(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson, fact: key.fact },
        value.is === 'holds'
          ? {
              is: 'holds',
              answer: value.answer ?? 'known-current',
              evidence: value.evidence ?? '',
              review: (value.review ?? '3') as ReviewAfter,
              reason: value.reason,
            }
          : { is: 'lifted', reason: value.reason },
      ),
    next: ({ key }) => urls.fact(key),
    refusals: { 'lifted already': 'Somebody has looked at this again already.' },
  }),
]

/**
 * About whom a fact can be found: every one whom the assessment proposes, gravest first, and somebody else of each kind.
 */
function findable(proposed: readonly ProposedPerson[]): readonly Findable[] {
  const names = kindNames()
  return [
    ...proposed.map(p => ({
      key: p.id,
      kind: p.kind,
      label: names[p.kind] ?? p.kind,
      hint: `The risk assessment says: ${factAnswers[factAnswer(p)].toLowerCase()}. ${p.says}`,
    })),
    ...riskKinds.map(kind => {
      const name = names[kind] ?? kind
      return { key: kind, kind, label: proposed.some(p => p.kind === kind) ? `${name}: somebody else` : name }
    }),
  ]
}

/**
 * What stands on the page at first. Nothing is ticked: what the assessment proposes is found by people, one by one. Of a
 * person proposed the evidence is carried over, never who it is (access: "Not who").
 */
function startOf(
  proposed: readonly ProposedPerson[],
  invited: readonly { readonly agencyId: string; readonly attendance: string | null }[],
  options: readonly { readonly optionKey: string; readonly recommended: boolean }[],
): Record<string, string | readonly string[]> {
  const start: Record<string, string | readonly string[]> = {
    there: invited.filter(i => i.attendance === 'there').map(i => i.agencyId),
    options: options.filter(o => o.recommended).map(o => o.optionKey),
  }
  for (const one of proposed) {
    start[`${one.id}-is`] = factAnswer(one)
    start[`${one.id}-evidence`] = one.evidence
  }
  for (const { key } of findable(proposed)) start[`${key}-review`] = '3'
  for (const row of [1, 2, 3, 4, 5, 6]) start[`action${row}-by`] = 'fortnight'
  return start
}

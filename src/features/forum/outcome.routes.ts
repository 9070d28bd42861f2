import { ask, press, type Route } from '../../web/route.ts'
import { rulesOf } from '../areas/index.ts'
import { factForm } from './after/after.form.ts'
import { FactPage } from './after/after.page.tsx'
import { confirmMinutes, correctOutcome, lookAtFact } from './commands/after.ts'
import { recordOutcome } from './commands/record-outcome.ts'
import { aboutChild, keyOf, kindNames } from './discussion.routes.ts'
import { decided, discussion, factsOf, holderOf, proposedFacts } from './discussion-queries.ts'
import { nothing } from './meeting/meeting.form.ts'
import { correctForm, decisionOf, outcomeForm, outcomeOf } from './outcome/outcome.form.ts'
import { CorrectPage, OutcomePage } from './outcome/outcome.page.tsx'
import { factAnswer, holds, type ReviewAfter } from './risk-fact.ts'
import { urls } from './urls.ts'

/** What decides, and what is done with it afterwards. */
export const outcomeRoutes: readonly Route[] = [
  ...ask(urls.outcome, {
    may: 'record an outcome',
    audit: { read: 'outcome form viewed', done: 'outcome recorded' },
    draft: 'outcome',
    shows: async ({ tx, area, key, now }) => {
      const [about, found, facts, holder, proposed] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
        factsOf(tx, area.id, key.youngPerson),
        holderOf(tx, area.id, key.youngPerson),
        proposedFacts(tx, area.id, key.youngPerson),
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
          kinds: kindNames(),
          options: Object.fromEntries(
            rules.supportOptions.filter(o => !o.trustedRelationships).map(o => [o.key, o.name]),
          ),
          owners: {
            ...(holder ? { holder: `Case-holder: ${holder.name ?? holder.teamName}` } : {}),
            ...agencies,
          },
          agencies,
        },
        holding: facts.filter(holds),
        quorumWords: `At least ${quorum.agencies}, with ${must.join(', ')}.`,
        start: startOf(proposed, found.invited),
      }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    form: view => outcomeForm(view.offered),
    start: view => view.start,
    page: OutcomePage,
    act: ({ tx, area, key, value }) => {
      const { view, ...input } = outcomeOf(value)
      return recordOutcome(tx, rulesOf(area), keyOf(area, key), { ...input, differentView: view })
    },
    constraints: { forum_outcome_first_once: 'already decided' },
    next: ({ key }) => urls.discussion(key),
    refusals: {
      'already decided': 'Somebody has recorded the outcome of this discussion already.',
      'taken off': 'This discussion was taken off the agenda.',
      'no quorum': {
        field: 'noQuorumReason',
        text: 'Too few agencies took part. Say who was there, or why it was decided all the same',
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

/** What stands on the page at first: what the assessment proposes, and who is noted as being there. */
function startOf(
  proposed: Awaited<ReturnType<typeof proposedFacts>>,
  invited: readonly { readonly agencyId: string; readonly attendance: string | null }[],
): Record<string, string | readonly string[]> {
  const start: Record<string, string | readonly string[]> = {
    there: invited.filter(i => i.attendance === 'there').map(i => i.agencyId),
    facts: [...new Set(proposed.map(p => p.kind))],
  }
  for (const one of proposed) {
    start[`${one.kind}-is`] ??= factAnswer(one)
    start[`${one.kind}-evidence`] ??= `${one.says}. ${one.evidence}`
  }
  for (const kind of Object.keys(kindNames())) start[`${kind}-review`] = '3'
  for (const row of [1, 2, 3, 4, 5, 6]) start[`action${row}-by`] = 'fortnight'
  return start
}

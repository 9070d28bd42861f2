import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { addMonths, dayOf, endOf } from '../../../platform/working-days.ts'
import { type Area, areas, type RiskKind } from '../../areas/index.ts'
import { ask, settle, tell } from '../../tasks/index.ts'
import { climbsOn, type DueChoice, dueOn } from '../action.ts'
import { decidable } from '../discussion.ts'
import { type DiscussionKey, decided, discussion, holderOf, membersOf, nominationAfter } from '../discussion-queries.ts'
import { type Finding, mayBeNominated } from '../outcome.ts'
import { quorum } from '../quorum.ts'
import { type FactAnswer, factOf, type ReviewAfter } from '../risk-fact.ts'
import { urls } from '../urls.ts'
import { freezeForOutcome } from './freeze.ts'
import { lockDiscussion } from './lock.ts'

export interface OutcomeInput {
  readonly finding: Finding
  readonly findingReason: string
  readonly suitable: boolean
  readonly wouldBenefit: boolean
  readonly answersReason?: string | undefined
  readonly facts: readonly {
    readonly kind: RiskKind
    readonly answer: FactAnswer
    readonly evidence: string
    readonly review: ReviewAfter
  }[]
  /** Keys of the area's support options that are recommended beside Trusted Relationships. */
  readonly recommended: readonly string[]
  /** `holder` for the case-holder, otherwise the id of an invited agency. */
  readonly actions: readonly { readonly owner: string; readonly says: string; readonly due: DueChoice }[]
  readonly differentView?:
    | { readonly by?: string | undefined; readonly agency?: string | undefined; readonly says: string }
    | undefined
  /** Ids of the agencies that took part. */
  readonly there: readonly string[]
  readonly noQuorumReason?: string | undefined
}

/**
 * Records what a discussion decided about one child, in one act: finding, both answers, facts found, options, actions, a
 * different view, who took part. The case-holder is told at once, and asked for a nomination where both answers are yes.
 */
export async function recordOutcome(
  tx: WriteTx,
  area: Area,
  key: DiscussionKey,
  input: OutcomeInput,
): Promise<Outcome<'already decided' | 'taken off' | 'not held yet' | 'no quorum', 'yes' | 'no'>> {
  const locked = await lockDiscussion(tx, key)
  const found = locked && (await discussion(tx, key))
  if (!found) return notFound()
  const there = found.invited.filter(i => input.there.includes(i.agencyId))
  const enough = quorum(
    area.forum.discussions[found.kind].quorum,
    there.map(i => i.key),
  )
  const today = dayOf(tx.now)
  const answer = decidable(found, today, enough, input.noQuorumReason)
  if (!answer.ok) return refused(answer.why)

  if (!found.papersFrozenAt) await freezeForOutcome(tx, area, key)
  await noteWhoTookPart(tx, key, input.there)
  const { id } = await tx
    .insertInto('forum_outcome')
    .values({
      ...placeOf(key),
      finding: input.finding,
      finding_reason: input.findingReason,
      suitable: input.suitable,
      would_benefit: input.wouldBenefit,
      answers_reason: input.answersReason ?? null,
      no_quorum_reason: enough.reached ? null : (input.noQuorumReason ?? null),
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await findFacts(tx, key, input.facts, today)
  await keepOptions(tx, area, key, input)
  await giveActions(tx, area, key, input.actions, today)
  if (input.differentView)
    await tx
      .insertInto('different_view')
      .values({
        ...placeOf(key),
        agency_id: input.differentView.agency ?? null,
        name: input.differentView.by ?? null,
        says: input.differentView.says,
        recorded_by: tx.who.person.id,
      })
      .execute()

  const heldOn = [found.heldOn, today].sort()[0] ?? today
  await audit(tx, 'outcome recorded', {
    youngPerson: key.youngPerson,
    record: id,
    detail: {
      finding: input.finding,
      suitable: input.suitable,
      wouldBenefit: input.wouldBenefit,
      quorum: enough.reached,
    },
  })
  await passOn(tx, area, key, input, today)
  await ask(tx, {
    area: key.areaId,
    youngPerson: key.youngPerson,
    kind: 'confirm minutes',
    record: key.discussion,
    of: { role: 'forum-chair', area: key.areaId },
    dueOn: endOf(heldOn, area.clocks.minutesConfirmed, areas().bankHolidays),
    path: urls.minutes({ area: area.key, youngPerson: key.youngPerson, discussion: key.discussion }),
  })
  return done<'yes' | 'no'>(input.suitable && input.wouldBenefit ? 'yes' : 'no')
}

export const placeOf = (key: DiscussionKey) => ({
  area_id: key.areaId,
  discussion_id: key.discussion,
  young_person_id: key.youngPerson,
})

/** Who is ticked was there, and nobody else; apologies that were noted stay apologies. */
async function noteWhoTookPart(tx: WriteTx, key: DiscussionKey, there: readonly string[]): Promise<void> {
  const at = () =>
    tx
      .updateTable('discussion_agency')
      .where('area_id', '=', key.areaId)
      .where('discussion_id', '=', key.discussion)
      .where('uninvited_at', 'is', null)
  const came = sql<boolean>`agency_id = any (${[...there]}::uuid[])`
  await at().set({ attendance: 'there', attendance_by: tx.who.person.id }).where(came, '=', true).execute()
  await at()
    .set({ attendance: 'not there', attendance_by: tx.who.person.id })
    .where(came, '=', false)
    .where(({ or, eb }) => or([eb('attendance', 'is', null), eb('attendance', '=', 'there')]))
    .execute()
}

/**
 * Finds facts, each beside those that hold already: another person of the same kind is another fact. One ends only where
 * somebody ends it, with a reason of their own. What a fact asks of people follows in the database, whoever finds it.
 */
async function findFacts(tx: WriteTx, key: DiscussionKey, facts: OutcomeInput['facts'], today: string): Promise<void> {
  for (const fact of facts)
    await tx
      .insertInto('risk_fact')
      .values({
        ...placeOf(key),
        kind: fact.kind,
        ...factOf(fact.answer),
        evidence: fact.evidence,
        review_on: addMonths(today, Number(fact.review)),
        found_by: tx.who.person.id,
      })
      .execute()
}

/**
 * R131, R139: every option looked at is kept with what was said for and against it, and Trusted Relationships stands among
 * them with its own answer. The newest row of an option counts, so it carries the reasons on.
 */
async function keepOptions(tx: WriteTx, area: Area, key: DiscussionKey, input: OutcomeInput): Promise<void> {
  const before = (await decided(tx, key)).options
  const ours = area.supportOptions.filter(o => o.trustedRelationships).map(o => o.key)
  for (const option of new Set([...ours, ...before.map(o => o.optionKey), ...input.recommended])) {
    const said = before.find(o => o.optionKey === option)
    await tx
      .insertInto('option_considered')
      .values({
        ...placeOf(key),
        option_key: option,
        reasons_for: said?.reasonsFor ?? null,
        reasons_against: said?.reasonsAgainst ?? null,
        recommended: ours.includes(option) ? mayBeNominated(input).ok : input.recommended.includes(option),
        recorded_by: tx.who.person.id,
      })
      .execute()
  }
}

/** R141: what an agency takes on lies at the desks of its members at once, with its date. */
async function giveActions(
  tx: WriteTx,
  area: Area,
  key: DiscussionKey,
  actions: OutcomeInput['actions'],
  today: string,
): Promise<void> {
  if (actions.length === 0) return
  const holder = await holderOf(tx, key.areaId, key.youngPerson)
  const members = await membersOf(
    tx,
    key.areaId,
    actions.map(a => a.owner).filter(owner => owner !== 'holder'),
  )
  for (const action of actions) {
    const byHolder = action.owner === 'holder'
    const agency = byHolder ? holder?.agencyId : action.owner
    if (!agency) throw new Error('an action for a case-holder nobody knows')
    const due = dueOn(action.due, today)
    const { id } = await tx
      .insertInto('forum_action')
      .values({
        ...placeOf(key),
        agency_id: agency,
        person_id: byHolder ? (holder?.person ?? null) : null,
        says: action.says,
        due_on: due,
        climbs_on: climbsOn(due, area.clocks.agencyAction, areas().bankHolidays),
        given_by: tx.who.person.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const desks = byHolder
      ? holder
        ? [holder.person ? { person: holder.person } : { team: holder.team }]
        : []
      : members.filter(m => m.agency === agency).map(m => ({ person: m.person }))
    const path = urls.action({ area: area.key, youngPerson: key.youngPerson, discussion: key.discussion, action: id })
    const task = { area: key.areaId, youngPerson: key.youngPerson, record: id, dueOn: due, path }
    // Nobody of the agency sits in the forum: somebody must still see to it.
    if (desks.length === 0)
      await ask(tx, {
        ...task,
        kind: 'find somebody for an action',
        of: { role: 'forum-coordinator', area: key.areaId },
      })
    for (const desk of desks) {
      await ask(tx, { ...task, kind: 'do an action', of: desk })
      await tell(tx, {
        area: key.areaId,
        youngPerson: key.youngPerson,
        kind: 'action given',
        to: desk,
        urgency: 'digest',
        path,
      })
    }
  }
}

/** R133: the case-holder is told at once, and asked for a nomination where both answers are yes. */
export async function passOn(
  tx: WriteTx,
  area: Pick<Area, 'key' | 'clocks'>,
  key: DiscussionKey,
  answers: Pick<OutcomeInput, 'finding' | 'suitable' | 'wouldBenefit'>,
  today: string,
): Promise<void> {
  const holder = await holderOf(tx, key.areaId, key.youngPerson)
  if (!holder) return
  const desk = holder.person ? { person: holder.person } : { team: holder.team }
  const about = { area: key.areaId, youngPerson: key.youngPerson }
  await tell(tx, {
    ...about,
    kind: 'discussion outcome',
    to: desk,
    urgency: 'today',
    path: urls.discussion({ area: area.key, youngPerson: key.youngPerson, discussion: key.discussion }),
  })
  if (mayBeNominated(answers).ok) {
    const nomination = await nominationAfter(tx, key)
    // One that is with the panel, or was decided on this discussion, is complete: nothing more is asked for.
    if (nomination && !nomination.isDraft) return
    await ask(tx, {
      ...about,
      kind: 'complete a nomination',
      of: desk,
      dueOn: endOf(today, area.clocks.nomination, areas().bankHolidays),
      path: `/${area.key}/young-people/${key.youngPerson}/nominations/${nomination?.id ?? 'new'}`,
    })
  } else await settle(tx, { ...about, kind: 'complete a nomination' })
}

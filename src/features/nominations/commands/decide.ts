import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { type Answer, done, no, notFound, type Outcome, refused, stale, yes } from '../../../platform/outcome.ts'
import { dayOf, endOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { urls as forum } from '../../forum/index.ts'
import { ask, tell } from '../../tasks/index.ts'
import { acceptable, decidable, introducible, type MayNotDecide, mayDecide, type NotAllocatable } from '../panel.ts'
import { beforePanel } from '../panel-queries.ts'
import { answersGiven, type Nomination, type NominationKey } from '../queries.ts'
import { timesAnswered } from '../questions.ts'
import { allocate } from './allocate.ts'
import { lockNomination } from './lock.ts'
import { about, settleAll, statusOf, tellCaseHolder } from './pass-on.ts'

export type NotDecidable = MayNotDecide | 'already decided' | 'not before the panel' | 'not a day it could be decided'

export type NotAcceptable = 'a later discussion answered otherwise' | 'the introduction is in the past'

/** Common to all decisions: who, when, about what stands. */
interface Decides {
  readonly reason: string
  /** The day the panel decided. */
  readonly decidedOn: string
  readonly version: number
}

/** The introduction as the panel confirmed it (R144). */
export interface Introduction {
  readonly name: string
  readonly agency: string
  readonly how: string
  readonly by: string
}

/** R136: accepted to a strand. Opens an episode where none is open, and tells whoever must know. */
export async function accept(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: Decides & {
    readonly serviceKey: string
    readonly differentReason: string | undefined
    readonly introduction: Introduction
  },
): Promise<Outcome<NotDecidable | NotAllocatable | NotAcceptable>> {
  const found = await toDecide(tx, key, input)
  if ('is' in found) return found
  const { introduction } = input
  const stands = acceptable(found.nomination.latestBothYes)
  if (!stands.ok) return refused(stands.why)
  const toCome = introducible(introduction.by, input.decidedOn)
  if (!toCome.ok) return refused(toCome.why)
  await tx
    .insertInto('nomination_decision')
    .values({
      ...row(tx, key, found.submittedBy, input),
      kind: 'accepted',
      introducer_name: introduction.name,
      introducer_agency: introduction.agency,
      introduction_how: introduction.how,
      introduction_by: introduction.by,
    })
    .execute()
  const allocated = await allocate(tx, area, key, found, input)
  if (allocated.is !== 'done') return allocated
  await audit(tx, 'nomination accepted', {
    youngPerson: key.youngPerson,
    record: key.nomination,
    detail: { service: input.serviceKey, finding: found.nomination.latestFinding },
  })
  await settleAll(tx, key)
  await tellCaseHolder(tx, area, key, 'nomination decided')
  return done()
}

/** R136: not accepted, with the reason and what happens instead. */
export async function decline(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: Decides & { readonly instead: string },
): Promise<Outcome<NotDecidable>> {
  const found = await toDecide(tx, key, input)
  if ('is' in found) return found
  await tx
    .insertInto('nomination_decision')
    .values({ ...row(tx, key, found.submittedBy, input), kind: 'not accepted', instead: input.instead })
    .execute()
  await audit(tx, 'nomination not accepted', { youngPerson: key.youngPerson, record: key.nomination })
  await settleAll(tx, key)
  await tellCaseHolder(tx, area, key, 'nomination decided')
  return done()
}

/** Back on the forum's agenda within the area's days, with a plan for the time until then. Nobody is silently dropped. */
export async function sendBack(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: Decides & { readonly interimPlan: string },
): Promise<Outcome<NotDecidable>> {
  const found = await toDecide(tx, key, input)
  if ('is' in found) return found
  const backBy = endOf(dayOf(tx.now), area.clocks.backOnAgenda, areas().bankHolidays)
  await tx
    .insertInto('nomination_decision')
    .values({
      ...row(tx, key, found.submittedBy, input),
      kind: 'back to the forum',
      interim_plan: input.interimPlan,
      back_by: backBy,
    })
    .execute()
  await audit(tx, 'nomination sent back to the forum', {
    youngPerson: key.youngPerson,
    record: key.nomination,
    detail: { backBy },
  })
  await settleAll(tx, key)
  const forumDesk = { role: 'forum-coordinator', area: key.areaId }
  await ask(tx, {
    ...about(key),
    kind: 'put on the agenda',
    of: forumDesk,
    dueOn: backBy,
    path: forum.newDiscussion({ area: area.key, youngPerson: key.youngPerson }),
  })
  for (const to of [forumDesk, { role: 'forum-chair', area: key.areaId }])
    await tell(tx, { ...about(key), kind: 'back to the forum', to, urgency: 'today', path: statusOf(area, key) })
  await tellCaseHolder(tx, area, key, 'back to the forum')
  return done()
}

/** A nomination that this person may decide now. */
export interface Decidable {
  readonly nomination: Nomination
  readonly submittedBy: string
}

async function toDecide(
  tx: WriteTx,
  key: NominationKey,
  input: Decides,
): Promise<Decidable | Outcome<NotDecidable, never>> {
  const nomination = await lockNomination(tx, key)
  if (!nomination) return notFound()
  const open = decidable(nomination)
  if (!open.ok) return refused(open.why)
  if (!nomination.submittedBy || !nomination.submittedAt) return refused('not before the panel')
  const me = tx.who.person.id
  const declared = (await beforePanel(tx, key)).members.find(member => member.person === me)
  const may = mayDecide(
    me,
    nomination,
    declared ? { here: declared.here === true, conflict: declared.conflict === true } : undefined,
  )
  if (!may.ok) return refused(may.why)
  const day = decidedBetween(input.decidedOn, dayOf(nomination.submittedAt), dayOf(tx.now))
  if (!day.ok) return refused(day.why)
  // What is decided is decided about what stands: an answer changed meanwhile is looked at first.
  const { given } = await answersGiven(tx, key)
  if (nomination.version + timesAnswered(given) !== input.version) return stale()
  return { nomination, submittedBy: nomination.submittedBy }
}

const decidedBetween = (on: string, first: string, last: string): Answer<'not a day it could be decided'> =>
  on >= first && on <= last ? yes : no('not a day it could be decided')

const row = (tx: WriteTx, key: NominationKey, submittedBy: string, input: Decides) => ({
  area_id: key.areaId,
  nomination_id: key.nomination,
  young_person_id: key.youngPerson,
  submitted_by: submittedBy,
  reason: input.reason,
  decided_on: input.decidedOn,
  decided_by: tx.who.person.id,
})

import { type Answer, no, yes } from '../../platform/outcome.ts'
import type { Day } from '../../platform/working-days.ts'
import type { Area } from '../areas/index.ts'
import { type Finding, mayBeNominated } from '../forum/index.ts'

/** What a panel can decide. */
export type DecisionKind = 'accepted' | 'not accepted' | 'back to the forum'

/** Whether the forum answers otherwise now than when the nomination was sent: another finding, or not two yeses (R132). */
export const answeredDifferently = (n: {
  readonly finding: Finding | null
  readonly outcome: { readonly finding: Finding; readonly suitable: boolean; readonly wouldBenefit: boolean }
}): boolean => n.finding !== null && (n.finding !== n.outcome.finding || !mayBeNominated(n.outcome).ok)

/** What happened to a nomination, and when. */
export interface Milestones {
  readonly submittedAt: Date | null
  readonly withdrawnAt: Date | null
  readonly decidedAs: DecisionKind | null
  /** Since when the panel waits for an answer. */
  readonly questionSince: Date | null
}

export const standings = {
  draft: 'Not sent yet',
  submitted: 'With the panel',
  'waiting for information': 'Waiting for an answer',
  accepted: 'Accepted',
  'not accepted': 'Not accepted',
  'back with the forum': 'Back with the forum',
  withdrawn: 'Withdrawn',
} as const
/** Where a nomination stands. Derived from what happened to it, never stored. */
export type Standing = keyof typeof standings

export function standing(n: Milestones): Standing {
  if (n.withdrawnAt) return 'withdrawn'
  if (n.decidedAs) return n.decidedAs === 'back to the forum' ? 'back with the forum' : n.decidedAs
  if (!n.submittedAt) return 'draft'
  return n.questionSince ? 'waiting for information' : 'submitted'
}

/** As much of the newest outcome of the forum as decides who can be nominated. */
export interface LatestOutcome {
  readonly finding: Finding
  readonly suitable: boolean
  readonly wouldBenefit: boolean
  /** How a nomination that followed it ended, if one did; a withdrawn one does not count. */
  readonly nominated: 'open' | DecisionKind | null
}

/** R128, R132: the way in is the forum, and both its answers are yes. One outcome carries one nomination. */
export function nominatable(
  latest: LatestOutcome | null,
): Answer<'not discussed' | 'not suitable' | 'would not benefit' | 'already nominated' | 'already decided'> {
  if (!latest) return no('not discussed')
  if (latest.nominated) return no(latest.nominated === 'open' ? 'already nominated' : 'already decided')
  const answers = mayBeNominated(latest)
  return answers.ok ? yes : no(answers.why === 'nobody discussed it' ? 'not discussed' : answers.why)
}

/** While it is a draft, answers are simply given. */
export const answerable = (n: Milestones): Answer<'already submitted' | 'closed'> =>
  standing(n) === 'draft' ? yes : n.submittedAt && isOpen(n) ? no('already submitted') : no('closed')

/** R134: after it was sent, an answer changes only with a reason, and both texts stay. */
export const amendable = (n: Milestones): Answer<'not submitted' | 'closed'> =>
  standing(n) === 'draft' ? no('not submitted') : isOpen(n) ? yes : no('closed')

/** Whether the panel still has it before it. */
export const isOpen = (n: Milestones): boolean => {
  const where = standing(n)
  return where === 'submitted' || where === 'waiting for information'
}

/** R134: the case-holder may take a nomination back until the panel has decided. */
export function withdrawable(n: Milestones): Answer<'already decided' | 'already withdrawn'> {
  switch (standing(n)) {
    case 'withdrawn':
      return no('already withdrawn')
    case 'accepted':
    case 'not accepted':
    case 'back with the forum':
      return no('already decided')
    default:
      return yes
  }
}

/** As much of a young person as decides whether a nomination can be sent. */
export interface Nominee {
  readonly bornOn: Day | null
  readonly status: string
}

/** Years of age on a day; somebody born on 29 February is a year older on 1 March. */
export function yearsOn(bornOn: Day, on: Day): number {
  const [born, now] = [bornOn, on].map(day => Number(day.replaceAll('-', ''))) as [number, number]
  return Math.floor((now - born) / 10_000)
}

/**
 * Whether the age of a young person lets them be nominated today. Under 18 is a hard limit (R1); 10 to 17 a soft one
 * (R3), which takes a reason. An estimated date of birth counts, none does not. The numbers are the area's.
 */
export function ageAllows(
  bornOn: Day | null,
  today: Day,
  ages: Pick<Area['ages'], 'under' | 'principallyFrom' | 'principallyTo'>,
  hasReason: boolean,
): Answer<'no date of birth' | 'too old' | 'age needs a reason'> {
  if (!bornOn) return no('no date of birth')
  const years = yearsOn(bornOn, today)
  if (years >= ages.under) return no('too old')
  const usual = years >= ages.principallyFrom && years <= ages.principallyTo
  return usual || hasReason ? yes : no('age needs a reason')
}

export type NotSubmittable =
  | 'already submitted'
  | 'closed'
  | 'died'
  | 'no date of birth'
  | 'too old'
  | 'age needs a reason'
  | 'not assessed'
  | 'answers missing'
  | 'the introduction is in the past'
  | 'a later discussion answered otherwise'

/** Everything that must be true at the moment of sending. */
export function submittable(of: {
  readonly nomination: Milestones
  readonly nominee: Nominee
  readonly today: Day
  readonly ages: Pick<Area['ages'], 'under' | 'principallyFrom' | 'principallyTo'>
  readonly hasAgeReason: boolean
  /** R130: whether a risk assessment is completed. */
  readonly assessed: boolean
  readonly complete: boolean
  /** The day by which the introduction is made, where it was said. */
  readonly introductionBy: Day | undefined
  readonly latestBothYes: boolean
}): Answer<NotSubmittable> {
  const open = answerable(of.nomination)
  if (!open.ok) return open
  if (of.nominee.status === 'died') return no('died')
  const age = ageAllows(of.nominee.bornOn, of.today, of.ages, of.hasAgeReason)
  if (!age.ok) return age
  if (!of.latestBothYes) return no('a later discussion answered otherwise')
  if (!of.assessed) return no('not assessed')
  if (!of.complete) return no('answers missing')
  return of.introductionBy && of.introductionBy < of.today ? no('the introduction is in the past') : yes
}

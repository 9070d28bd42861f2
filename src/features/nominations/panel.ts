import { type Answer, no, yes } from '../../platform/outcome.ts'
import { type Day, isDay } from '../../platform/working-days.ts'
import type { AreaService, Limb, RiskKind } from '../areas/index.ts'
import { closesService, type Finding } from '../forum/index.ts'
import { closings } from '../people/index.ts'
import type { Milestones } from './nomination.ts'
import { isOpen } from './nomination.ts'

export type Strand = 1 | 2

/** Why a strand ends (R143: where we did not reach somebody, only once enough was tried). */
export const strandEndings = { 'another strand': 'Another strand takes its place', ...closings } as const
export type StrandEnding = keyof typeof strandEndings

/** That somebody around the young person poses a risk, as the forum found it; what has ended is not among them. */
export interface Fact {
  readonly kind: RiskKind
  readonly certainty: 'known' | 'suspected'
  readonly timing: 'current' | 'past'
  readonly evidence: string
  readonly foundAt: Date
  readonly reviewOn: Day
  /** Always empty: a fact that was lifted does not come here. */
  readonly liftedAt: null
}

/** A service of the area, and why it cannot take this on safely, if it cannot. */
export interface Choosable {
  readonly service: AreaService
  /** Each kind that closes it, in the words of the area, with what shows it. Empty: it can be chosen. */
  readonly reasons: readonly { readonly limb: Limb; readonly facts: readonly Fact[] }[]
}

/** R60 (three kinds), R77 (two), R94 (none): the kinds are data of each service. */
export function choosable(services: readonly AreaService[], facts: readonly Fact[]): readonly Choosable[] {
  return services.map(service => ({
    service,
    reasons: service.cannotTakeOnSafely.limbs.flatMap(limb => {
      const met = facts.filter(fact => closesService(service, fact) && fact.kind === limb.key)
      return met.length > 0 ? [{ limb, facts: met }] : []
    }),
  }))
}

export const isClosed = (one: Choosable): boolean => one.reasons.length > 0

/** Facts that close nothing and still stand before the panel: suspected ones, past ones, kinds no service here names. */
export const shownOnly = (choices: readonly Choosable[], facts: readonly Fact[]): readonly Fact[] =>
  facts.filter(fact => !choices.some(c => c.reasons.some(r => r.facts.includes(fact))))

/** R33, R34: at risk of is Strand 1, subject to is Strand 2. Where the finding is neither, no strand follows from it. */
export const strandOf = (finding: Finding): Strand | null =>
  finding === 'at risk of' ? 1 : finding === 'subject to' ? 2 : null

/** Whether a strand is another than the finding points to: that takes a reason, and the chair is told. */
export const differs = (finding: Finding, strand: Strand): boolean => strandOf(finding) !== strand

export type WayForward = 'Strand 2' | 'back to the forum'

/**
 * What is offered where a service cannot take a young person on safely. Strand 2 where the finding is "subject to" and
 * one of its services is open; otherwise back to the forum with an interim plan. Nobody is silently dropped.
 */
export function waysForward(finding: Finding, choices: readonly Choosable[]): readonly WayForward[] {
  if (!choices.some(isClosed)) return []
  const strandTwo = choices.some(c => c.service.strand === 2 && !isClosed(c))
  return finding === 'subject to' && strandTwo ? ['Strand 2', 'back to the forum'] : ['back to the forum']
}

/** The newest thing a coordinator or panel member said about taking part. */
export interface Declaration {
  readonly here: boolean
  readonly conflict: boolean
}

/** Who has a part in a nomination: they do not decide about it, whoever pressed the button. */
export interface Involved {
  readonly submittedBy: string | null
  /** Who holds the case today, if somebody does by name. */
  readonly holder: { readonly person: string | null } | null
  /** Everybody who began it or answered a question of it. */
  readonly writers: readonly string[]
}

export type TooClose =
  | 'you submitted it'
  | 'you hold the case'
  | 'you wrote part of it'
  | 'you have a conflict of interest'
export type MayNotDecide = TooClose | 'say first that you take part'

function closeTo(person: string, of: Involved, conflict: boolean): TooClose | undefined {
  if (person === of.submittedBy) return 'you submitted it'
  if (person === of.holder?.person) return 'you hold the case'
  if (of.writers.includes(person)) return 'you wrote part of it'
  return conflict ? 'you have a conflict of interest' : undefined
}

/**
 * Separation of duties: nobody decides what they submitted, wrote, or hold the case of, nor with a conflict of interest,
 * nor from outside.
 */
export function mayDecide(person: string, of: Involved, declared: Declaration | undefined): Answer<MayNotDecide> {
  const close = closeTo(person, of, declared?.conflict === true)
  if (close) return no(close)
  return declared?.here ? yes : no('say first that you take part')
}

/** The panel decides once, also while it waits for an answer: one that never comes must not hold a young person up. */
export function decidable(n: Milestones): Answer<'already decided' | 'not before the panel'> {
  if (isOpen(n)) return yes
  return n.decidedAs ? no('already decided') : no('not before the panel')
}

/** Accepting stands on what the forum says now, not on what it said when the nomination was begun (R132). */
export const acceptable = (latestBothYes: boolean): Answer<'a later discussion answered otherwise'> =>
  latestBothYes ? yes : no('a later discussion answered otherwise')

/** An introduction is still to come on the day the panel decides. */
export const introducible = (by: Day, decidedOn: Day): Answer<'the introduction is in the past'> =>
  isDay(by) && by >= decidedOn ? yes : no('the introduction is in the past')

/** Who takes part is said of what the panel has before it, and of what it accepted: strands are chosen afterwards too. */
export function declarableNow(n: Milestones): Answer<'already decided' | 'not before the panel'> {
  return n.decidedAs === 'accepted' ? yes : decidable(n)
}

/** One question at a time, while the panel has the nomination. */
export function questionable(n: Milestones): Answer<'already asked' | 'already decided' | 'not before the panel'> {
  const open = decidable(n)
  if (!open.ok) return open
  return n.questionSince ? no('already asked') : yes
}

export type NotAllocatable =
  | 'no such service'
  | 'cannot take this on safely'
  | 'say why another strand'
  | 'already in this strand'

/** Whether this service can be chosen now, with what is known. */
export function allocatable(of: {
  readonly serviceKey: string
  readonly choices: readonly Choosable[]
  readonly finding: Finding
  readonly differentReason: string | undefined
  /** Strands the young person is in now. */
  readonly open: readonly Strand[]
}): Answer<NotAllocatable> {
  const chosen = of.choices.find(c => c.service.key === of.serviceKey)
  if (!chosen) return no('no such service')
  if (isClosed(chosen)) return no('cannot take this on safely')
  if (of.open.includes(chosen.service.strand)) return no('already in this strand')
  return differs(of.finding, chosen.service.strand) && !of.differentReason ? no('say why another strand') : yes
}

/** Adding, changing or ending a strand later is a panel act like the first, kept from the same people. */
export function mayChangeStrand(person: string, of: Involved, conflict: boolean): Answer<TooClose> {
  const close = closeTo(person, of, conflict)
  return close ? no(close) : yes
}

/** Anybody on the panel may write down who takes part; a conflict of interest is taken back only by whoever has it. */
export const declarable = (
  by: string,
  of: { readonly person: string; readonly conflict: boolean },
  hadConflict: boolean,
): Answer<'only they can take it back'> =>
  hadConflict && !of.conflict && by !== of.person ? no('only they can take it back') : yes

import type { Day } from '../../platform/working-days.ts'
import type { RiskKind } from '../areas/index.ts'

/** That somebody around the child poses a risk, as a discussion found it. Never what the child may have done. */
export interface RiskFact {
  readonly kind: RiskKind
  readonly certainty: 'known' | 'suspected'
  readonly timing: 'current' | 'past'
  readonly reviewOn: Day
  readonly liftedAt: Date | null
}

/** What can be said of a kind of risk on one line: the answers on screen, in the order people ask. */
export const factAnswers = {
  'known-current': 'Known, and now',
  'known-past': 'Known, in the past',
  'suspected-current': 'Suspected, and now',
  'suspected-past': 'Suspected, in the past',
} as const
export type FactAnswer = keyof typeof factAnswers

export const factAnswer = (fact: Pick<RiskFact, 'certainty' | 'timing'>): FactAnswer =>
  `${fact.certainty}-${fact.timing}`

export function factOf(answer: FactAnswer): Pick<RiskFact, 'certainty' | 'timing'> {
  const [certainty, timing] = answer.split('-') as [RiskFact['certainty'], RiskFact['timing']]
  return { certainty, timing }
}

/** A fact holds until somebody lifts it; a review date that has passed ends nothing by itself. */
export const holds = (fact: Pick<RiskFact, 'liftedAt'>): boolean => fact.liftedAt === null

/**
 * Only what is known and current, and still holds, closes a service, and only one that names its kind: R60 names three,
 * R77 two, R94 none.
 */
export const closesService = (
  service: { readonly cannotTakeOnSafely: { readonly limbs: readonly { readonly key: RiskKind }[] } },
  fact: Pick<RiskFact, 'kind' | 'certainty' | 'timing' | 'liftedAt'>,
): boolean =>
  holds(fact) &&
  fact.certainty === 'known' &&
  fact.timing === 'current' &&
  service.cannotTakeOnSafely.limbs.some(limb => limb.key === fact.kind)

/** Whether a fact that holds has to be looked at again. */
export const toLookAtAgain = (fact: Pick<RiskFact, 'reviewOn' | 'liftedAt'>, today: Day): boolean =>
  holds(fact) && fact.reviewOn <= today

/** When a fact found today is looked at again, to choose from; the middle one is offered first. */
export const reviewAfter = { '1': 'In 1 month', '3': 'In 3 months', '6': 'In 6 months' } as const
export type ReviewAfter = keyof typeof reviewAfter

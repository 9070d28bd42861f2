import { type Answer, no, yes } from '../../platform/outcome.ts'

/** What a discussion can find. People find it; nothing is counted (risk tools 3.1). */
export const findings = {
  'at risk of': 'At risk of exploitation',
  'subject to': 'Subject to exploitation now, or has been',
  neither: 'Neither',
} as const
export type Finding = keyof typeof findings

export interface Answers {
  readonly finding: Finding
  /** Trusted Relationships would be suitable. */
  readonly suitable: boolean
  /** The young person would benefit from it. */
  readonly wouldBenefit: boolean
}

/**
 * R128, R132: the way to a nomination is open where a discussion answered both questions with yes. The finding does not
 * open or close it: it is what the panel chooses a strand by.
 */
export function mayBeNominated(
  outcome: Answers | undefined,
): Answer<'nobody discussed it' | 'not suitable' | 'would not benefit'> {
  if (!outcome) return no('nobody discussed it')
  if (!outcome.suitable) return no('not suitable')
  return outcome.wouldBenefit ? yes : no('would not benefit')
}

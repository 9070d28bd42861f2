import { type Answer, no, yes } from '../../platform/outcome.ts'

/** What can be decided about a service that cannot take a young person on safely any more. Nothing of it happens by itself. */
export const closedServiceDecisions = {
  pause: 'No meetings for now',
  'strand 2': 'Another service: ask the panel for Strand 2',
  'back to the forum': 'Back to the forum',
  'planned goodbye': 'A planned goodbye',
} as const
export type ClosedServiceDecision = keyof typeof closedServiceDecisions

/** R60, R77: the manager and the case-holder decide once; where the fact or the strand ended there is nothing to decide. */
export function decidableClosed(closed: {
  readonly overAt: Date | null
  readonly decidedAt: Date | null
}): Answer<'already decided' | 'nothing to decide'> {
  if (closed.decidedAt) return no('already decided')
  return closed.overAt ? no('nothing to decide') : yes
}

import type { Day } from '../../platform/working-days.ts'
import type { SoftReason } from './fit.ts'

/** Why a match ends. Never by itself, and never without a goodbye, or the reason why there can be none. */
export const endings = {
  'as planned': 'As planned',
  'the young person wished it': 'The young person wished it',
  'the worker leaves': 'The adult leaves',
  'we did not reach them': 'We did not find a way to reach them',
  'it was not the right match': 'It was not the right match: we got it wrong',
  'it is not safe': 'It is not safe any more',
  'the strand ended': 'Their time in this strand ended',
} as const
export type Ending = keyof typeof endings

/** One worker at the side of one young person, from the match to the goodbye. */
export interface Match {
  readonly id: string
  readonly worker: string
  readonly reason: string
  /** Who stood first when it was made, where it was another. */
  readonly first: string | null
  readonly otherReason: string | null
  readonly accepts: readonly SoftReason[]
  readonly acceptsReason: string | null
  readonly approvedAt: Date | null
  readonly approvedBy: string | null
  readonly plannedOn: Day
  readonly introducedBy: string
  readonly introductionHow: string
  readonly introducedOn: Day | null
  readonly startedOn: Day | null
  readonly madeBy: string
  readonly madeAt: Date
  /** Since when nothing opens by it, as a yes was taken back or the two must be kept apart. */
  readonly stoppedAt: Date | null
  /** Whether the reader manages its service (R36, R39). */
  readonly mayChange: boolean
  readonly endedOn: Day | null
  readonly endReason: Ending | null
  readonly goodbye: string | null
  readonly passedOn: string | null
  readonly version: number
}

export type Stands = 'waits for approval' | 'to be introduced' | 'introduced' | 'meeting' | 'stopped' | 'ended'

/** Where a match stands, from what was recorded of it. */
export function stands(
  match: Pick<Match, 'stoppedAt' | 'accepts' | 'approvedAt' | 'introducedOn' | 'startedOn' | 'endedOn'>,
): Stands {
  if (match.endedOn !== null) return 'ended'
  if (match.stoppedAt !== null) return 'stopped'
  if (match.accepts.length > 0 && match.approvedAt === null) return 'waits for approval'
  if (match.startedOn !== null) return 'meeting'
  return match.introducedOn === null ? 'to be introduced' : 'introduced'
}

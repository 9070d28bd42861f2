import type { Day } from '../../platform/working-days.ts'
import type { SoftReason } from './fit.ts'

/** Why a match ends. Never by itself, and never without a goodbye, or the reason why there can be none. */
export const endings = {
  'as planned': 'As planned',
  'somebody else takes over': 'Somebody else takes over',
  'the young person wished it': 'The young person wished it',
  'the worker leaves': 'The adult leaves',
  'we did not reach them': 'We did not find a way to reach them',
  'it was not the right match': 'It was not the right match: we got it wrong',
  'it is not safe': 'It is not safe any more',
  'the strand ended': 'Their time in this strand ended',
  'the young person died': 'The young person died',
  'it was not approved': 'A second person did not approve it',
} as const
export type Ending = keyof typeof endings

/** One worker at the side of one young person, from the match to the goodbye. */
export interface Match {
  readonly id: string
  readonly strandId: string
  readonly worker: string
  readonly reason: string
  /** Who stood first when it was made, where it was another. */
  readonly first: string | null
  readonly otherReason: string | null
  /** Whom the proposal for everybody who waits had, where it was made from one. */
  readonly proposed: string | null
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
  /** Nobody approves what they made. */
  readonly madeByMe: boolean
  readonly madeAt: Date
  /** Since when nothing opens by it, as a yes was taken back or the two must be kept apart. */
  readonly stoppedAt: Date | null
  /** Whether the adult has left the service, and no goodbye was written down yet. */
  readonly workerLeft: boolean
  /** Whether it opens anything now: not over, not stopped, and approved where that is needed. */
  readonly counts: boolean
  /** Since when somebody else is to take over. */
  readonly handingOverAt: Date | null
  /** What the young person wanted the adult before this one to pass on. */
  readonly followsSays: string | null
  /** Whether the reader manages its service (R36, R39); nobody their own match. */
  readonly mayChange: boolean
  readonly endedOn: Day | null
  readonly endReason: Ending | null
  readonly goodbye: string | null
  readonly passedOn: string | null
  readonly version: number
}

/** How far a match is beside its own days: what the adult reads before they meet, and when they meet next. */
export interface Steps {
  readonly match: string
  readonly written: boolean
  readonly read: boolean
  readonly meetsAt: Date | null
}

export type Stands =
  | 'waits for approval'
  | 'to be introduced'
  | 'introduced'
  | 'meeting'
  | 'handing over'
  | 'no meetings for now'
  | 'stopped'
  | 'the adult left'
  | 'ended'

/**
 * Where a match stands, from what was recorded of it.
 * @param paused whether it has no new meetings for now, as far as the reader may know
 */
export function stands(
  match: Pick<
    Match,
    'stoppedAt' | 'workerLeft' | 'accepts' | 'approvedAt' | 'introducedOn' | 'startedOn' | 'endedOn' | 'handingOverAt'
  >,
  paused = false,
): Stands {
  if (match.endedOn !== null) return 'ended'
  if (match.stoppedAt !== null) return 'stopped'
  if (match.workerLeft) return 'the adult left'
  if (match.accepts.length > 0 && match.approvedAt === null) return 'waits for approval'
  if (paused) return 'no meetings for now'
  if (match.handingOverAt !== null) return 'handing over'
  if (match.startedOn !== null) return 'meeting'
  return match.introducedOn === null ? 'to be introduced' : 'introduced'
}

/** Whether somebody with these acts about a young person decides about this match: who matches, only for their own service. */
export const decidesAbout = (match: Pick<Match, 'mayChange'>, acts: ReadonlySet<string>): boolean =>
  acts.has('decide about a match') && (match.mayChange || !acts.has('match a worker'))

import type { Day } from '../../../platform/working-days.ts'

/** Why a trusted adult whom a young person knew already is so no more for the service. */
export const endings = {
  'as planned': 'As planned',
  'the young person wished it': 'The young person wished it',
  'the adult wished it': 'The adult wished it',
  'not approved': 'Not approved',
  'it is not safe': 'It is not safe',
} as const
export type Ending = keyof typeof endings

export const endingInWords = (reason: string): string =>
  reason === 'the strand ended' ? 'Their time in this strand ended' : (endings[reason as Ending] ?? reason)

export const kinds = { check: 'A check', contact: 'A talk with them', review: 'A review' } as const
export type StepKind = keyof typeof kinds

/** What was done about them, newest first. */
export interface Step {
  readonly id: string
  readonly kind: StepKind
  readonly doneOn: Day
  readonly doneBy: string
  readonly outcome: 'in order' | 'not in order' | null
  readonly says: string
  readonly nextOn: Day | null
}

/** A trusted adult whom a young person knew already (R31). */
export interface KnownAdult {
  readonly id: string
  readonly strandId: string
  readonly serviceKey: string
  /** Whether the reader manages its service (R36, R39). */
  readonly mayChange: boolean
  /** Whether the reader named them: somebody else approves. */
  readonly mine: boolean
  readonly name: string
  readonly phone: string | null
  readonly relation: string
  readonly knownSince: string
  readonly words: string
  readonly agreedOn: Day
  readonly knowledge: string
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly approvedBy: string | null
  readonly approvedAt: Date | null
  readonly approvalSays: string | null
  readonly supportedBy: string | null
  readonly everyDays: number | null
  readonly nextContactOn: Day | null
  readonly reviewOn: Day | null
  /** Since when the service stands behind them no longer: a yes was taken back, or somebody like them must be kept away. */
  readonly stoppedAt: Date | null
  readonly endedOn: Day | null
  readonly endReason: string | null
  readonly endSays: string | null
  readonly version: number
  readonly steps: readonly Step[]
}

export type Stands = 'waits for a check' | 'waits for approval' | 'at their side' | 'stopped' | 'ended'

/** Where it stands, from what was recorded. */
export function standsOf(one: Pick<KnownAdult, 'endedOn' | 'stoppedAt' | 'approvedAt' | 'steps'>): Stands {
  if (one.endedOn !== null) return 'ended'
  if (one.stoppedAt !== null) return 'stopped'
  if (one.approvedAt !== null) return 'at their side'
  return one.steps.some(step => step.kind === 'check') ? 'waits for approval' : 'waits for a check'
}

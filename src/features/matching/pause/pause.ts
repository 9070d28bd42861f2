import type { Day } from '../../../platform/working-days.ts'

/** Why a match has no new meetings: the class of the reason, and no more. */
export const pauseReasons = {
  limb: 'Something was found about safety that this service cannot take on',
  'limb gone': 'What was found about safety holds no more: nobody has decided yet whether they meet again',
  check: 'A check or a training of the adult has run out',
  away: 'The adult is away',
  wall: 'The adult and the young person know each other from elsewhere: ask the safeguarding lead',
  'no yes': 'There is no yes to taking part at the moment',
  'hand-over':
    'The adult before is still there, and the two adults must have no contact: say goodbye with one of them first',
  asked: 'Somebody paused it',
} as const
export type PauseReason = keyof typeof pauseReasons

export const decisions = {
  'go on': 'They meet again',
  wait: 'They wait',
  goodbye: 'They say goodbye',
} as const
export type Decision = keyof typeof decisions

/** A time without new meetings, with what was decided. Several may stand at once. */
export interface Pause {
  readonly id: string
  readonly match: string
  readonly why: PauseReason
  readonly fromAt: Date
  readonly says: string | null
  readonly decideBy: Day
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  readonly decidedAs: Exclude<Decision, 'go on'> | null
  readonly decidedSays: string | null
  readonly lookAgainOn: Day | null
  readonly overAt: Date | null
  readonly overSays: string | null
  /** The service of the match is or was closed to them, by what is known here. */
  readonly serviceClosed: boolean
}

/** Where no service is closed here for what was found, it was found near by: what it is, is asked there. */
export const whyPaused = (pause: Pick<Pause, 'why' | 'serviceClosed'>): string =>
  pause.why === 'limb' && !pause.serviceClosed
    ? `${pauseReasons.limb}. If their record here does not say what, ask the duty worker of the partner area`
    : pauseReasons[pause.why]

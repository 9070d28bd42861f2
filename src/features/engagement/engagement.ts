import type { Day } from '../../platform/working-days.ts'

// R143: whether a young person takes it up is ours to bring about. What is written down is what we did.

/** How somebody tried. */
export const ways = {
  met: 'We met, or said where we would be',
  rang: 'Rang',
  text: 'Sent a message',
  'letter or card': 'Wrote a letter or a card',
  'went by': 'Went by where they are',
  'through somebody they trust': 'Through somebody they trust',
  'something to do together': 'Offered something to do together',
} as const
export type Way = keyof typeof ways

/** What came of it, as nobody's fault. */
export const responses = {
  'we talked': 'We talked',
  'not today': 'Not today',
  'could not make it': 'They couldn’t make it',
  'no answer': 'No answer yet',
  'somebody else answered': 'Somebody else answered',
  'we got it wrong': 'We got it wrong',
} as const
export type Response = keyof typeof responses

/** What whoever manages the service and the case-holder decided together. */
export const decisions = {
  'try again': 'We go on trying',
  'try another way': 'We try another way, or somebody else tries',
  'stop trying': 'We stop trying for now',
} as const
export type Decision = keyof typeof decisions

/** One time that somebody tried to reach a young person. */
export interface Attempt {
  readonly id: string
  readonly by: string
  readonly onDay: Day
  /** HH:MM, where it is known. */
  readonly atTime: string | null
  readonly kind: Way
  readonly place: string | null
  readonly tried: string
  readonly response: Response
  readonly says: string | null
  readonly nextTry: string | null
  readonly nextOn: Day | null
  readonly writtenAt: Date
}

/** What the two of them found. */
export interface Review {
  readonly id: string
  readonly heldOn: Day
  readonly says: string
  readonly decided: Decision
  readonly recordedBy: string
  readonly recordedAt: Date
  readonly agreedAt: Date | null
  readonly agreedBy: string | null
}

/** How much was tried, beside what the area asks for before anything ends. */
export interface Effort {
  readonly attempts: number
  readonly kinds: number
  readonly enough: boolean
  readonly agreed: boolean
}

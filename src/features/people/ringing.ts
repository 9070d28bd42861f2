import { timesInWords } from '../../platform/week.ts'

// When a young person may be rung. The database holds it against the clock (app.may_ring); what nobody asked is no.

export const ringings = {
  'any time': 'Any time, day or night',
  'at these times': 'Only at some times',
  never: 'Never',
  'not asked': 'Nobody has asked them yet',
} as const

export interface SafeRinging {
  readonly ringing: keyof typeof ringings
  /** Day and part of day, such as `sat-evening`. */
  readonly times: readonly string[]
}

const otherwise = {
  'any time': 'Any time is all right, day or night',
  never: 'Never ring',
  'not asked': 'Nobody has asked yet when it is safe to ring',
} as const

/** When they may be rung, a line for each. */
export const whenToRing = ({ ringing, times }: SafeRinging): readonly string[] =>
  ringing === 'at these times' ? ['Only at these times:', ...timesInWords(times)] : [otherwise[ringing]]

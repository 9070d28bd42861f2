/** What somebody who is asked can want instead (R161). */
export const formatsWanted = {
  'another language': 'In another language',
  'an interpreter': 'With an interpreter',
  'sign language': 'In British Sign Language',
  'easy read': 'In easy read',
  'large print': 'In large print',
  braille: 'In Braille',
  'to listen to': 'To listen to',
  'another way': 'In another way',
} as const
export type FormatWanted = keyof typeof formatsWanted

/** A wish for another language or format, and what became of it. */
export interface FormatRequest {
  readonly id: string
  /** Null for the young person. */
  readonly who: string | null
  readonly wanted: FormatWanted
  readonly says: string | null
  readonly askedAt: Date
  readonly askedBy: string
  readonly arrangedAt: Date | null
  readonly arrangedBy: string | null
  readonly arrangedSays: string | null
}

/** What the duty team writes down: a note stands for the morning; a concern asks the case-holder to look. */
export const noteKinds = {
  note: 'A note of what happened',
  concern: 'A concern: the case-holder must look at this',
} as const
export type NoteKind = keyof typeof noteKinds

/** Who holds the case is told of both, and asked about a concern, the same day. */
export const asksTheCaseHolder = (kind: NoteKind): boolean => kind === 'concern'

export const levelWords: Readonly<Record<string, string>> = {
  none: 'No risk seen',
  emerging: 'Emerging risk',
  moderate: 'Moderate risk',
  significant: 'Significant risk',
}

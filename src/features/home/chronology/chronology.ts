/** The parts of a chronology that one can look at alone. */
export const kinds = {
  case: 'Who holds the case',
  life: 'What happened in their life',
  assessment: 'Screening and risk assessment',
  forum: 'Discussions and what was agreed',
  nomination: 'Nomination and support',
} as const
export type Kind = keyof typeof kinds

/** A row of what happened, as the database tells it. What `a`, `b` and `c` hold depends on `what`. */
export interface Happening {
  readonly what: string
  readonly a: string | null
  readonly b: string | null
  readonly c: string | null
}

export const isKind = (text: string | undefined): text is Kind => text !== undefined && Object.hasOwn(kinds, text)

/** The parts of a chronology that one can look at alone. */
export const kinds = {
  case: 'Who holds the case',
  life: 'What happened in their life',
  assessment: 'Screening and risk assessment',
  forum: 'Discussions and what was agreed',
  nomination: 'Nomination and support',
} as const
export type Kind = keyof typeof kinds

/** One of these acts about a young person must be somebody's for a part to hold anything for them; the policies decide what. */
const openedBy: Readonly<Record<Kind, readonly string[]>> = {
  case: ['read the case history'],
  life: ['read S2', 'read S4'],
  assessment: ['read S4', 'screen'],
  forum: ['read S4', 'contribute to a discussion'],
  nomination: ['read S2', 'read S3', 'read S4'],
}

/** The parts that can hold anything for somebody who may do these acts about the young person. */
export const kindsFor = (acts: ReadonlySet<string>): readonly Kind[] =>
  (Object.keys(kinds) as Kind[]).filter(kind => openedBy[kind].some(act => acts.has(act)))

/** A row of what happened, as the database tells it. What `a`, `b` and `c` hold depends on `what`. */
export interface Happening {
  readonly what: string
  readonly a: string | null
  readonly b: string | null
  readonly c: string | null
}

export const isKind = (text: string | undefined): text is Kind => text !== undefined && Object.hasOwn(kinds, text)

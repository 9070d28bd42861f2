import type { Day } from '../../platform/working-days.ts'

// What may be shared about a young person, with whom and for what (R146 to R153).

/** What an agency may know. Who they are goes with all the others; a plan, notes and measures wait for what there will be to show. */
export const categories = {
  identity: 'Who they are: name, age, background, what they need, and who holds their case',
  contact: 'How to reach them, and how things are: address, home, school, care, safe ways to get in touch',
  assessment: 'The risk assessment: how worried we are, and why',
  plan: 'Their support plan',
  notes: 'What was written down after meeting them',
  measures: 'How things change for them: what they scored',
} as const
export type Category = keyof typeof categories

/** The same in a word or two, for a line. */
export const categoryWords: Readonly<Record<Category, string>> = {
  identity: 'who they are',
  contact: 'how to reach them',
  assessment: 'the risk assessment',
  plan: 'the support plan',
  notes: 'notes of meetings',
  measures: 'measures',
}

/** For what something is shared (R147). */
export const purposes = {
  'early help': 'To help early, before things get worse',
  safeguarding: 'To keep them safe and well',
  'public protection': 'To keep other people safe',
} as const
export type Purpose = keyof typeof purposes

/** One agency may know one kind of thing. */
export interface Share {
  readonly agencyId: string
  readonly category: Category
}

/** Somebody with whom something can be shared. */
export interface AgencyToShareWith {
  readonly id: string
  readonly key: string
  readonly name: string
  /** They know what they need by a public task, whatever anybody answers: nobody is asked about it. */
  readonly onPublicTask: boolean
  /** It speaks for many, such as all schools: nothing is shared with it, only with one of them by name. */
  readonly standsForMany: boolean
}

/** What is shared now with one agency, by consent or without. */
export interface SharedNow {
  readonly agency: string
  readonly categories: readonly Category[]
  /** For what (R147). */
  readonly purposes: readonly Purpose[]
  /** Shared without consent, by a basis in law. */
  readonly law: boolean
  /** The last day of consent, or when somebody looks again; null where it holds until they say otherwise. */
  readonly until: Day | null
}

/** What every page about a young person says of sharing. */
export interface SharingStrip {
  /** False for a partner professional: they read of their own agency alone. */
  readonly everybody: boolean
  readonly shared: readonly SharedNow[]
  readonly not: readonly string[]
  readonly task: readonly string[]
  /** Whether the young person was asked at all. */
  readonly asked: boolean
  /** When somebody looks again. */
  readonly next: Day | null
}

/** Kinds of thing as a line, who they are first. */
export const listed = (some: readonly Category[]): string =>
  (Object.keys(categoryWords) as Category[])
    .filter(one => some.includes(one))
    .map(one => categoryWords[one])
    .join(', ')

/** For what, as sentences. */
export const forWhat = (some: readonly Purpose[]): string => some.map(one => `${purposes[one]}.`).join(' ')

/** By what law something is shared without consent. */
export const bases = {
  'public task': 'A public task: it is our job by law to keep children safe',
  'legal obligation': 'The law says we must',
  'vital interests': 'Somebody’s life is in danger',
  'legitimate interests': 'Keeping somebody at risk safe is a recognised legitimate interest',
} as const
export type Basis = keyof typeof bases

/** Whether those whom it is about were told. */
export const toldOrNot = {
  told: 'Yes',
  'not safe': 'No: it would not be safe',
  'not practicable': 'No: it could not be done in time',
} as const
export type Told = keyof typeof toldOrNot

/** Something shared with one agency without consent. */
export interface LawfulShare {
  readonly id: string
  readonly version: number
  readonly agency: string
  readonly categories: readonly Category[]
  readonly items: string
  readonly basis: Basis
  readonly purpose: Purpose
  readonly necessity: string
  readonly told: Told
  readonly toldReason: string | null
  readonly decidedBy: string
  readonly decidedOn: Day
  readonly reviewOn: Day
  readonly recordedAt: Date
  readonly recordedBy: string
  readonly reviewedReason: string | null
  readonly endedAt: Date | null
}

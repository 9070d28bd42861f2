import type { FileType } from '../../platform/file-type.ts'
import type { Day } from '../../platform/working-days.ts'
import type { Purpose, Share } from './sharing.ts'
import type { Competence, Given } from './who-decides.ts'

/** Who is asked beside the young person (R149). */
export const individualKinds = {
  'parent or carer': 'A parent or carer',
  council: 'A council that has parental responsibility',
  'network member': 'Somebody of their family or network',
} as const
export type IndividualKind = keyof typeof individualKinds

export const responsibilities = { yes: 'Yes', no: 'No', 'not known': 'Not known' } as const
export type Responsibility = keyof typeof responsibilities

export interface RelevantIndividual {
  readonly id: string
  readonly kind: IndividualKind
  readonly name: string
  readonly relation: string | null
  readonly responsibility: Responsibility
  readonly version: number
}

/** What somebody is asked, each apart from the other (R149). */
export type Question = 'taking part' | 'sharing'

/** How somebody was asked (R151, R161). */
export const waysOfAsking = {
  'in person': 'In person',
  'by telephone': 'By telephone',
  'by video': 'By video',
  'in writing': 'In writing',
  'easy read': 'In easy read',
  'with pictures': 'With pictures',
  'with an interpreter': 'With an interpreter',
  'in sign language': 'In sign language',
} as const
export type WayOfAsking = keyof typeof waysOfAsking

/** A signed copy of the council's own form, without what is in it. */
export interface SignedCopy {
  readonly id: string
  readonly formReference: string
  readonly formVersion: string
  readonly type: FileType
  readonly size: number
  readonly recordedAt: Date
  readonly recordedBy: string
}

/** One answer, as it was recorded. */
export interface Consent {
  readonly id: string
  /** Null for the young person. */
  readonly individualId: string | null
  readonly answer: Given
  readonly askedOn: Day
  readonly askedBy: string
  readonly explained: string | null
  readonly how: readonly WayOfAsking[]
  readonly language: string | null
  readonly limitsTold: boolean
  readonly understood: string | null
  readonly says: string | null
  readonly competence: Competence
  readonly competenceReason: string | null
  readonly formReference: string | null
  readonly formVersion: string | null
  readonly notApproachedReason: string | null
  readonly notApproachedBy: string | null
  /** Why somebody else asked first than the introducer. */
  readonly otherAskerReason: string | null
  readonly until: Day | null
  /** Of a yes to sharing: for what, and with whom. */
  readonly purposes: readonly Purpose[]
  readonly shares: readonly Share[]
  /** A yes by which something was shared no more. */
  readonly narrowed: boolean
  /** The council’s own form, signed: newest first. */
  readonly copies: readonly SignedCopy[]
  readonly recordedAt: Date
  readonly recordedBy: string
}

/**
 * The newest answer of each who was asked.
 * @param all newest first
 */
export function newestOfEach(all: readonly Consent[]): ReadonlyMap<string | null, Consent> {
  const newest = new Map<string | null, Consent>()
  for (const one of all) if (!newest.has(one.individualId)) newest.set(one.individualId, one)
  return newest
}

/** What the day is that an answer names: only a yes ends with it. */
export const untilInWords: Readonly<Record<Given, string>> = {
  yes: 'Holds until',
  no: 'Asked again on',
  withdrawn: 'Asked again on',
  'not approached': 'Next look on',
}

/** Whether an answer was a yes that has ended by itself: they are asked again. */
export const hasRunOut = ({ answer, until }: Pick<Consent, 'answer' | 'until'>, today: Day): boolean =>
  answer === 'yes' && until !== null && until < today

/** What an answer says, in words. */
export function answerInWords(
  { answer, until, narrowed = false }: Pick<Consent, 'answer' | 'until'> & Partial<Pick<Consent, 'narrowed'>>,
  today: Day,
): string {
  if (hasRunOut({ answer, until }, today)) return 'The answer has run out: ask again'
  if (narrowed) return 'Yes, to less than before'
  const words: Readonly<Record<Given, string>> = {
    yes: 'Yes',
    no: 'No',
    withdrawn: 'Said yes, and has taken it back',
    'not approached': 'Not asked: it would not be safe',
  }
  return words[answer]
}

import { idOf } from '../../../platform/id.ts'

/** The coordinator's queue: what can be filtered, and what a nomination can lack. */

export const shown = {
  open: 'Before the panel',
  submitted: 'With the panel',
  waiting: 'Waiting for an answer',
  accepted: 'Accepted',
  'not-accepted': 'Not accepted',
  back: 'Back with the forum',
} as const
export type ShownStanding = keyof typeof shown

export const missing = {
  'young-person': 'What the young person says',
  family: 'What the family says',
  'date-of-birth': 'A date of birth that is not an estimate',
  answer: 'The answer to a question',
  'case-holder': 'A case-holder by name',
} as const
export type MissingKey = keyof typeof missing

/** What is filtered by; everything from the address, nothing else accepted. */
export interface Filter {
  readonly standing: ShownStanding
  /** Key of a service of the area; only those accepted to it. */
  readonly service: string | undefined
  readonly missing: MissingKey | 'anything' | undefined
  /** Id of the last one on the page before. */
  readonly after: string | undefined
}

/** Reads the filters out of an address; whatever is no filter is left out. */
export function filterFrom(query: Readonly<Record<string, string>>, services: readonly string[]): Filter {
  const { standing = '', service = '', missing: lacks = '' } = query
  return {
    standing: Object.hasOwn(shown, standing) ? (standing as ShownStanding) : 'open',
    service: services.includes(service) ? service : undefined,
    missing: lacks === 'anything' || Object.hasOwn(missing, lacks) ? (lacks as MissingKey | 'anything') : undefined,
    after: idOf(query.after),
  }
}

/** The filters as an address carries them; a page further down is another matter. */
export const asQuery = ({ standing, service, missing: lacks }: Filter): Record<string, string | undefined> => ({
  standing: standing === 'open' ? undefined : standing,
  service,
  missing: lacks,
})

/** Whether it is about nominations before the panel: the longest waiting come first then. */
export const isOpenFilter = ({ standing }: Pick<Filter, 'standing'>): boolean =>
  standing === 'open' || standing === 'submitted' || standing === 'waiting'

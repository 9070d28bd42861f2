/** What a command can answer. Expected failures are values; `throw` is for bugs. */
export type Outcome<Why extends string = never, T = undefined> =
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'not found' }
  | { readonly is: 'stale' }
  | { readonly is: 'refused'; readonly why: Why }

export function done(): Outcome<never, undefined>
export function done<T>(value: T): Outcome<never, T>
export function done<T>(value?: T): Outcome<never, T | undefined> {
  return { is: 'done', value }
}

/** Invisible and absent are the same answer. */
export const notFound = (): Outcome<never, never> => ({ is: 'not found' })

/** Somebody changed it since the page was shown: both texts are put side by side, nothing is overwritten. */
export const stale = (): Outcome<never, never> => ({ is: 'stale' })

/** A rule of the domain says no; `why` is one of a closed list that the route puts into words. */
export const refused = <Why extends string>(why: Why): Outcome<Why, never> => ({ is: 'refused', why })

/** A rule's answer: yes, or no with its reason. */
export type Answer<Why extends string> = { readonly ok: true } | { readonly ok: false; readonly why: Why }
export const yes = { ok: true } as const
export const no = <Why extends string>(why: Why): Answer<Why> => ({ ok: false, why })

// What a row is, and what the rows of a young person hang on.

export type Cell = string | number | boolean | null | readonly string[] | { readonly [key: string]: unknown }
export interface Row {
  readonly [column: string]: Cell
}
export type Data = { readonly [table: string]: readonly Row[] }

/** What the rows of a young person hang on. */
export interface Context {
  readonly area: string
  readonly child: string
  /** Who did or wrote it. */
  readonly by: string
  /** Agency and team the row speaks of. */
  readonly agency: string
  readonly team: string
  readonly other?: string
  readonly search?: string
  readonly episode?: string
  readonly assessment?: string
  readonly meeting?: string
  readonly discussion?: string
  readonly outcome?: string
  readonly nomination?: string
  readonly service?: string
  readonly strand?: string
  readonly fact?: string
  readonly worker?: string
  readonly match?: string
  readonly knownAdult?: string
  readonly consent?: string
  readonly brief?: string
  /** An agency that is one of many. */
  readonly oneOfMany?: string
}

export const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString()
export const day = (count: number): string => hours(count * 24).slice(0, 10)
/** Today in England, yyyy-mm-dd. */
export const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/London' }).format(new Date())

export const about = (c: Context) => ({ area_id: c.area, young_person_id: c.child })

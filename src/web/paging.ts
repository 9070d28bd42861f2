import { idOf } from '../platform/id.ts'

/** Rows of a page of a list. */
export const pageSize = 25

/** The page of a query string, from 1; anything else is the first. At most the ten-thousandth. */
export function pageOf(query: Readonly<Record<string, string>>): number {
  return /^[1-9]\d{0,3}$/.test(query.page ?? '') ? Number(query.page) : 1
}

/** After which record the next page of a long list begins, of a query string; nothing where it is none. */
export const afterOf = (query: Readonly<Record<string, string>>): string | undefined => idOf(query.after)

/** How what an agency says may be passed on. The same words stand in the table, whose policy keeps to them. */
export const handlings = {
  'core agencies only': 'Core agencies only',
  'all at this item': 'All agencies at this item',
  'may go to the family': 'May also go to the young person and family',
} as const
export type Handling = keyof typeof handlings

/** How somebody stands to a discussion: by the record of the child, or as a member whose agency is invited. */
export interface Reader {
  /** The deepest class of the child's record they read by another relation, such as case-holder or chair. */
  readonly record: 'nothing' | 'S4' | 'S5'
  /** Their agency is invited to this item and the window is open. */
  readonly invited: boolean
  /** That agency is a core agency. */
  readonly core: boolean
  /** It is their own agency that says it. */
  readonly own: boolean
}

/**
 * Whether somebody may read what is marked so. The policies of `paper` and `contribution` say the same in SQL; the tests
 * hold both against each other.
 */
export function mayRead(handling: Handling, reader: Reader): boolean {
  if (reader.record === 'S5') return true
  if (reader.invited && (reader.core || reader.own)) return true
  return handling !== 'core agencies only' && (reader.record === 'S4' || reader.invited)
}

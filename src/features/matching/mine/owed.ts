/** Something an adult owes: what, and where it is done. */
export interface Owed {
  readonly says: string
  readonly href: string
}

/** What can be moved, by the word in its address. */
export const entryKinds = {
  concern: 'exploitation concern',
  adult: 'trusted adult',
  link: 'link',
  status: 'status',
} as const
export type EntryKind = keyof typeof entryKinds
export const isEntryKind = (word: string): word is EntryKind => Object.hasOwn(entryKinds, word)

/** An entry as it is named on the page. */
export interface Entry {
  readonly kind: EntryKind
  readonly id: string
  readonly says: string
  /** The day it speaks of, or was recorded on: tells one from another. */
  readonly on: string
}

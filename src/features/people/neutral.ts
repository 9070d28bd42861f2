/** What must not stand on a telephone that somebody may take: words of risk, and what says who and where a young person is. */
export interface Kept {
  /** From the area's file; one that ends in * begins others too. */
  readonly words: readonly string[]
  /** Surname, school, address, where the reader may read them: as they are written, so that a surname is no everyday word. */
  readonly names: readonly string[]
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const begins = '(?<![\\p{L}\\p{N}_])'
const ends = '(?![\\p{L}\\p{N}_])'
const postcode = /(?<![\p{L}\p{N}_])[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?![\p{L}\p{N}_])/iu

const unseen = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff]|[\ufe00-\ufe0f]/gu
const spaces = /[\t\v-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/gu

/** A text as it is read, however it was typed: apostrophes, dashes and spaces are one kind each. The same as `app.as_read`. */
const asRead = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(/[`\u00b4\u02b9\u02bc\u2018-\u201b\u2032]/gu, "'")
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(spaces, ' ')

/**
 * Everything that must not be said that stands in a text (promises C). The database turns the same down
 * (`app.not_neutral`).
 */
export function notNeutral({ words, names }: Kept, says: string): readonly string[] {
  const read = asRead(says)
  const found = [
    ...words
      .map(asRead)
      .map(one => new RegExp(`${begins}${escaped(one.replace(/\*$/, ''))}${one.endsWith('*') ? '' : ends}`, 'iu')),
    ...names.map(asRead).map(one => new RegExp(`${begins}${escaped(one)}${ends}`, 'u')),
    postcode,
  ].flatMap(one => one.exec(read)?.[0] ?? [])
  return [...new Set(found)]
}

/**
 * A field of what a telephone shows: what would tell too much is named, so that other words can be found.
 * @param instead where it can be said
 */
export const neutral =
  (kept: Kept, instead = 'What the adult must know beyond that, tell them yourself') =>
  (says: string): string | undefined => {
    const found = notNeutral(kept, says)
    return found.length === 0
      ? undefined
      : `Find other words for ${found.map(one => `“${one}”`).join(', ')}: whoever takes the telephone would read it. ${instead}`
  }

/** What the database found beyond that: a name that whoever writes may not read, so that its kind alone is said. */
export const namesThem =
  'Find other words: a name or a place from the record stands in it, and whoever takes the telephone would read it'

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

/**
 * Everything that must not be said that stands in a text (promises C). The database turns the same down
 * (`app.not_neutral`).
 */
export function notNeutral({ words, names }: Kept, says: string): readonly string[] {
  const found = [
    ...words.map(
      one => new RegExp(`${begins}${escaped(one.replace(/\*$/, ''))}${one.endsWith('*') ? '' : ends}`, 'iu'),
    ),
    ...names.map(one => new RegExp(`${begins}${escaped(one)}${ends}`, 'u')),
    postcode,
  ].flatMap(one => one.exec(says)?.[0] ?? [])
  return [...new Set(found)]
}

/** A field of what a telephone shows: what would tell too much is named, so that other words can be found. */
export const neutral =
  (kept: Kept) =>
  (says: string): string | undefined => {
    const found = notNeutral(kept, says)
    return found.length === 0
      ? undefined
      : `Find other words for ${found.map(one => `“${one}”`).join(', ')}: whoever takes the telephone would read it. What the adult must know beyond that, tell them yourself`
  }

/** What the database found beyond that: a name that whoever writes may not read, so that its kind alone is said. */
export const namesThem =
  'Find other words: a name or a place from the record stands in it, and whoever takes the telephone would read it'

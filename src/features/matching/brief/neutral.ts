/** What must not stand on a telephone that somebody may take: words of risk, and what says who and where a young person is. */
export interface Kept {
  /** From the area's file; one that ends in * begins others too. */
  readonly words: readonly string[]
  /** Surname, school, address: as they are written, so that a surname is no everyday word. */
  readonly names: readonly string[]
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
const begins = '(?<![\\p{L}\\p{N}_])'
const ends = '(?![\\p{L}\\p{N}_])'
const postcode = /(?<![\p{L}\p{N}_])[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}(?![\p{L}\p{N}_])/iu

/**
 * The first of what must not be said that stands in a text, or nothing (promises C). The database turns the same down
 * (`app.not_neutral`).
 */
export function notNeutral({ words, names }: Kept, says: string): string | undefined {
  const word = words.find(one =>
    new RegExp(`${begins}${escaped(one.replace(/\*$/, ''))}${one.endsWith('*') ? '' : ends}`, 'iu').test(says),
  )
  const name = names.find(one => new RegExp(`${begins}${escaped(one)}${ends}`, 'u').test(says))
  return word?.replace(/\*$/, '') ?? name ?? postcode.exec(says)?.[0]
}

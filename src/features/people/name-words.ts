import { doubleMetaphone } from 'double-metaphone'

/** One word of a name as it is searched for. */
export interface NameWord {
  /** Lower case, without accents. */
  readonly word: string
  /** How it sounds, by double metaphone's first code; the word itself where it has none (a name in another script). */
  readonly sounds: string
  /** The other way it may sound, where there is one. */
  readonly too: string | null
}

/** A word and which name it is of, as `young_person_name` holds it. */
export interface NamePart extends NameWord {
  readonly part: 'given' | 'surname' | 'known as'
}

/** The words of a name, each once: "O’Brien-Łukasz" is obrien and lukasz. The same for saving and for searching. */
export function nameWords(name: string): readonly NameWord[] {
  const plain = name
    .toLocaleLowerCase('en-GB')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('đ', 'd')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’`]/g, '')
  const words = new Set(plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean))
  return [...words].map(word => {
    const [first, second] = doubleMetaphone(word)
    return { word, sounds: first || word, too: second && second !== first ? second : null }
  })
}

/** Everything a young person is found by. */
export const nameParts = (names: {
  readonly givenNames: string
  readonly surname: string
  readonly knownAs?: string | null | undefined
}): readonly NamePart[] => [
  ...nameWords(names.givenNames).map(w => ({ ...w, part: 'given' as const })),
  ...nameWords(names.surname).map(w => ({ ...w, part: 'surname' as const })),
  ...nameWords(names.knownAs ?? '').map(w => ({ ...w, part: 'known as' as const })),
]

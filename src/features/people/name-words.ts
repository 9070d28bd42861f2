import { doubleMetaphone } from 'double-metaphone'

/** One word of a name as it is searched for. */
export interface NameWord {
  /** Lower case, without accents. */
  readonly word: string
  /** How it sounds, by double metaphone's first code; the word itself where it has none (a name in another script). */
  readonly sounds: string
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
  return [...words].map(word => ({ word, sounds: doubleMetaphone(word)[0] || word }))
}

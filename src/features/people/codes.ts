import { type CodeListKey, codeLists, codeName, codeOptions, type ThreeAnswer, threeAnswers } from '../areas/index.ts'

/** The key under which something not on an open list is written in. */
export const writtenIn = 'other-words'

/**
 * A code list as the options of a field: what can be chosen on a day, and what stands there already though it is no
 * longer offered, so that saving something else does not lose it.
 */
export function codeChoices(
  list: CodeListKey,
  today: string,
  standing: readonly (string | null)[] = [],
): Record<string, string> {
  const offered = codeOptions(codeLists(), list, today).map(({ code, name }) => [code, name] as const)
  const known = new Set(offered.map(([code]) => code))
  const kept = standing
    .filter((code): code is string => code !== null && !known.has(code) && isListed(list, code))
    .map(code => [code, codeName(codeLists(), list, code)] as const)
  return Object.fromEntries([...offered, ...kept])
}

const isListed = (list: CodeListKey, code: string): boolean => codeLists()[list].items.some(item => item.code === code)

/** An open list: its options and "something else", which opens a field to write it in. */
export const openChoices = (list: CodeListKey, today: string, standing: readonly (string | null)[] = []) => ({
  ...codeChoices(list, today, standing),
  [writtenIn]: 'Something else',
})

/** What stood in an open field, taken apart into option and words. */
export function splitOpen(list: CodeListKey, value: string | null): { chosen: string; words: string } {
  if (!value) return { chosen: '', words: '' }
  const coded = isListed(list, value) || threeAnswers.some(answer => answer.code === value)
  return coded ? { chosen: value, words: '' } : { chosen: writtenIn, words: value }
}

/** The same the other way: what to keep. */
export const joinOpen = (chosen: string | undefined, words: string | undefined): string | undefined =>
  chosen === writtenIn ? words : chosen

/** A stored code in words. */
export const named = (list: CodeListKey, code: string | null): string => (code ? codeName(codeLists(), list, code) : '')

/** The three honest answers: not known, not asked, prefers not to say. */
export const isThreeAnswer = (code: string): boolean => threeAnswers.some(answer => answer.code === code)

/** Yes, no and the three honest answers. */
export const yesNoOrNot = {
  yes: 'Yes',
  no: 'No',
  'not known': 'Not known',
  'not asked': 'Not asked yet',
  'prefers not to say': 'Prefers not to say',
} as const satisfies Record<ThreeAnswer | 'yes' | 'no', string>

/** One of them that came out of the database, in words. */
export const answerInWords = (answer: string): string =>
  Object.entries(yesNoOrNot).find(([key]) => key === answer)?.[1] ?? answer

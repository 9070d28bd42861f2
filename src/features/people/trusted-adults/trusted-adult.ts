import type { yesNoOrNot } from '../codes.ts'

/** R6: where a young person may have an adult they could tell a worry to. */
export const circles = [
  { key: 'family', name: 'In the family', ask: 'Is there an adult in the family they could tell a worry to?' },
  {
    key: 'community',
    name: 'Among people they know',
    ask: 'Is there an adult among the people they know, such as a neighbour or coach?',
  },
  { key: 'professional', name: 'A professional', ask: 'Is there a professional, such as a teacher or youth worker?' },
] as const
export type Circle = (typeof circles)[number]['key']

/** What they said about one of them. */
export type CircleAnswer = keyof typeof yesNoOrNot

/** R6: who it is stands with a yes alone; a no that names somebody says neither. What was said before stays with the earlier answer. */
export const wordsToKeep = (answer: CircleAnswer, words: string | undefined): string | null =>
  answer === 'yes' ? (words ?? null) : null

/**
 * Whether somebody typed who it is and then chose another answer: a slip, by which it would be lost.
 * @param before what stood there when the page was opened: that was not typed now, and is kept already
 */
export const wouldBeLost = (
  answer: CircleAnswer | undefined,
  words: string | undefined,
  before: string | null,
): boolean => answer !== undefined && answer !== 'yes' && !!words && plain(words) !== plain(before ?? '')

const plain = (words: string): string => words.replaceAll('\r\n', '\n').trim()

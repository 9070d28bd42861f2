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

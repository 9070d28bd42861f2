import { type Answer, no, yes } from '../../../platform/outcome.ts'

/** Why somebody is kept away from a record (access, "Walls"). Being their teacher, social worker or carer is none of these. */
export const wallKinds = {
  'keep apart': 'They must be kept apart',
  'poses a risk': 'They may pose a risk to the young person',
  household: 'They live in the same home',
  relative: 'They are related',
  friend: 'They are friends',
  neighbour: 'They are neighbours',
  'knows the family': 'They know the family in another way',
} as const
export type WallKind = keyof typeof wallKinds

export const wallWords = (kind: string): string => wallKinds[kind as WallKind] ?? kind

/** For themself somebody says "I know them": what others say of somebody is theirs to end too. */
export const mayKeepAway = (person: string, me: string): Answer<'yourself'> => (person === me ? no('yourself') : yes)

import { type Answer, no, yes } from '../../platform/outcome.ts'

/**
 * A risk assessment as it moves (R130): begun by the case-holder, completed by a person who states a level and a
 * reason, sent to the forum. Pure.
 */

/** What happened to an assessment, and when. Where it stands is worked out from these, never stored. */
export type Milestones = {
  readonly completedAt: Date | null
  readonly sentToForumAt: Date | null
  /** Given up. What is about another child is moved there instead. */
  readonly setAsideAt: Date | null
}

export type Standing = 'draft' | 'completed' | 'with the forum' | 'set aside'

export function standing(milestones: Milestones): Standing {
  if (milestones.setAsideAt) return 'set aside'
  if (milestones.sentToForumAt) return 'with the forum'
  return milestones.completedAt ? 'completed' : 'draft'
}

/** A completed assessment is what somebody stood by on that day. What is learned later goes into the next one. */
export function changeable(milestones: Milestones): Answer<'already completed' | 'set aside'> {
  switch (standing(milestones)) {
    case 'draft':
      return yes
    case 'set aside':
      return no('set aside')
    default:
      return no('already completed')
  }
}

/** @param missing how many answers `complete` still asks for. Not knowing is an answer; a level without a reason is not. */
export function completable(
  milestones: Milestones,
  missing: number,
): Answer<'already completed' | 'set aside' | 'answers missing'> {
  const open = changeable(milestones)
  if (!open.ok) return open
  return missing === 0 ? yes : no('answers missing')
}

/** R131: the forum discusses a completed assessment. */
export function sendable(milestones: Milestones): Answer<'not completed' | 'already sent' | 'set aside'> {
  switch (standing(milestones)) {
    case 'completed':
      return yes
    case 'draft':
      return no('not completed')
    case 'with the forum':
      return no('already sent')
    case 'set aside':
      return no('set aside')
  }
}

/** Given up. What the forum has is the forum's: it is told, and nothing disappears. */
export function settableAside(milestones: Milestones): Answer<'with the forum' | 'set aside'> {
  const now = standing(milestones)
  return now === 'with the forum' || now === 'set aside' ? no(now) : yes
}

/** One draft at a time for a child: two people would otherwise write past each other. */
export const startable = (others: readonly Milestones[]): Answer<'a draft exists'> =>
  others.some(other => standing(other) === 'draft') ? no('a draft exists') : yes

import type { Day } from '../../../platform/working-days.ts'

/** A time with Trusted Relationships, with its strands as far as the reader may see them. */
export interface Episode {
  readonly id: string
  readonly startedOn: Day
  /** config/code-lists referral-source. */
  readonly toldBy: string | null
  readonly endedOn: Day | null
  readonly endReason: string | null
  readonly endKind: Closing | null
  readonly endedBy: string | null
  readonly version: number
  readonly strands: readonly {
    readonly id: string
    readonly strand: number
    readonly service: string
    readonly from: string
    readonly until: string | null
  }[]
}

/** Why a time with Trusted Relationships ends, or a strand in it: beside it stands why in words. It says what we did. */
export const closings = {
  'as planned': 'As planned',
  'the young person wished it': 'The young person wished it',
  'somebody else helps': 'Somebody else helps them now',
  'they moved away': 'They moved away',
  'it is not safe': 'It is not safe any more',
  'we did not reach them': 'We did not find a way to reach them',
  'something else': 'Something else',
} as const
export type Closing = keyof typeof closings

/** What is said where too little was tried for that (R143). */
export const notEnoughTried =
  'Not enough was tried yet, or the manager and the case-holder have not looked at it together: see “What we tried”'

/** The one that is open. */
export const openEpisode = (episodes: readonly Episode[]): Episode | undefined =>
  episodes.find(episode => episode.endedOn === null)

/** Whoever reads support or assessment sees strands: to others an empty list would look like none. */
export const readsStrands = (acts: ReadonlySet<string>): boolean => acts.has('read S3') || acts.has('read S4')

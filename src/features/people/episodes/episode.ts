import type { Day } from '../../../platform/working-days.ts'

/** A time with Trusted Relationships, with its strands as far as the reader may see them. */
export interface Episode {
  readonly id: string
  readonly startedOn: Day
  /** config/code-lists referral-source. */
  readonly toldBy: string | null
  readonly endedOn: Day | null
  readonly endReason: string | null
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

/** The one that is open. */
export const openEpisode = (episodes: readonly Episode[]): Episode | undefined =>
  episodes.find(episode => episode.endedOn === null)

/** Whoever reads support or assessment sees strands: to others an empty list would look like none. */
export const readsStrands = (acts: ReadonlySet<string>): boolean => acts.has('read S3') || acts.has('read S4')

import type { Day } from '../../../platform/working-days.ts'
import type { Area } from '../../areas/index.ts'
import { hasWhatMustBe, isAway, type RequirementStanding, standings, supervisionDue } from '../worker.ts'

/** As much of a worker as says where they stand. */
export interface Stands {
  readonly serviceKey: string
  readonly startedOn: Day
  readonly lastSupervision: Day | null
  readonly met: Parameters<typeof standings>[1]
  readonly leaves: Parameters<typeof isAway>[0]
}

export interface WhereTheyStand {
  readonly requirements: readonly RequirementStanding[]
  /** Everything is there without which nobody is matched (R38). */
  readonly ready: boolean
  readonly supervisionDueOn: Day
  readonly supervisionLate: boolean
  readonly away: boolean
}

/** Where a worker stands today, by the rules of their service. @throws where the area's file does not name it any more */
export function whereTheyStand(area: Area, worker: Stands, today: Day): WhereTheyStand | undefined {
  const service = area.services.find(one => one.key === worker.serviceKey)
  if (!service) return undefined
  const requirements = standings(service.worker.requirements, worker.met, today, area.workforce.runsOutSoonDays)
  const supervisionDueOn = supervisionDue(
    service.worker.supervision.everyDays,
    worker.startedOn,
    worker.lastSupervision,
  )
  return {
    requirements,
    ready: hasWhatMustBe(requirements),
    supervisionDueOn,
    supervisionLate: supervisionDueOn < today,
    away: isAway(worker.leaves, today),
  }
}

/** What a list can be narrowed to; the word stands in the address. */
export const shows = {
  everybody: 'Everybody',
  'ran-out': 'Something has run out or is not there',
  'runs-out': 'Something runs out soon',
  supervision: 'Supervision is late',
  away: 'Away now',
} as const
export type Shows = keyof typeof shows

/** What each is called, with the days of the area. */
export const callsOf = ({ workforce }: Area): Readonly<Record<Shows, string>> => ({
  ...shows,
  'runs-out': `Something runs out within ${workforce.runsOutSoonDays} days`,
})

/** Whether somebody belongs on a narrowed list. */
export function belongs(show: Shows, of: WhereTheyStand | undefined): boolean {
  if (show === 'everybody') return true
  if (!of) return false
  if (show === 'ran-out') return !of.ready || of.requirements.some(one => one.standing === 'ran out')
  if (show === 'runs-out') return of.requirements.some(one => one.standing === 'runs out soon')
  return show === 'supervision' ? of.supervisionLate : of.away
}

export const showOf = (word: string | undefined): Shows =>
  word !== undefined && Object.hasOwn(shows, word) ? (word as Shows) : 'everybody'

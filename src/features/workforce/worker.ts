import { addDays, type Day, daysBetween } from '../../platform/working-days.ts'
import type { AreaService, Requirement } from '../areas/index.ts'

// A worker becomes the trusted adult: RP Relief Worker, Volunteer Mentor or Family Network Coordinator (R17, R18, R20).

export const genders = {
  woman: 'Woman',
  man: 'Man',
  another: 'In another way',
  'not said': 'Prefers not to say',
} as const
export type Gender = keyof typeof genders

/** Why a worker left. */
export const leavings = {
  'moved on': 'They moved on',
  'the service ended': 'The service or their role ended',
  'concern about conduct': 'A concern about their conduct',
  'another reason': 'Another reason',
} as const
export type Leaving = keyof typeof leavings

/** Something a worker did that their service asks for. */
export interface Met {
  readonly requirementKey: string
  readonly doneOn: Day
  /** Last day it counts; null where it is never done again. */
  readonly expiresOn: Day | null
}

export type Standing = 'holds' | 'runs out soon' | 'ran out' | 'missing'

export interface RequirementStanding {
  readonly requirement: Requirement
  readonly standing: Standing
  readonly met: Met | undefined
}

/**
 * How a worker stands with everything their service asks for (R38). Of several the one that counts longest speaks.
 * @param soonDays so many days before it runs out, it runs out soon
 */
export function standings(
  requirements: readonly Requirement[],
  met: readonly Met[],
  today: Day,
  soonDays: number,
): readonly RequirementStanding[] {
  return requirements.map(requirement => {
    const [best] = met.filter(one => one.requirementKey === requirement.key).sort(countsLonger)
    return { requirement, standing: best ? standingOf(best, today, soonDays) : 'missing', met: best }
  })
}

const never = '9999-12-31'
const countsLonger = (a: Met, b: Met): number => ((a.expiresOn ?? never) < (b.expiresOn ?? never) ? 1 : -1)

function standingOf({ expiresOn }: Met, today: Day, soonDays: number): Standing {
  if (expiresOn === null) return 'holds'
  if (expiresOn < today) return 'ran out'
  return daysBetween(today, expiresOn) <= soonDays ? 'runs out soon' : 'holds'
}

/** Whether everything is there without which nobody is matched (R38). */
export const hasWhatMustBe = (all: readonly RequirementStanding[]): boolean =>
  all.every(
    ({ requirement, standing }) =>
      requirement.beforeMatch === 'should' || standing === 'holds' || standing === 'runs out soon',
  )

/** When the next supervision is due (R19, R38): counted from the last one, or from the first day where there was none. */
export const supervisionDue = (everyDays: number, startedOn: Day, last: Day | null): Day =>
  addDays(last ?? startedOn, everyDays)

export interface Leave {
  readonly id: string
  readonly fromOn: Day
  /** First day back; null while it is not known. */
  readonly backOn: Day | null
}

/** Whether somebody is away on a day. */
export const isAway = (leaves: readonly Omit<Leave, 'id'>[], on: Day): boolean =>
  leaves.some(({ fromOn, backOn }) => fromOn <= on && (backOn === null || backOn > on))

/**
 * What is asked only of some: nobody holds more of anybody's past than their service needs (R17). What stands there already is
 * shown all the same: what a form does not show, saving it would lose.
 */
export const asksFor = (
  services: readonly AreaService[],
  known?: { readonly safeguardingLead: string | null; readonly confirmedBy: string | null },
) => ({
  lead: Boolean(known?.safeguardingLead) || services.some(one => one.worker.ages.from < 18),
  confirmed: Boolean(known?.confirmedBy) || services.some(one => one.worker.kind === 'rp-relief-worker'),
})

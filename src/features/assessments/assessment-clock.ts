import { type BankHolidays, type Day, dayOf } from '../../platform/working-days.ts'
import type { Area } from '../areas/index.ts'
import { type AssessmentClock, assessmentClock, workingDaysIn } from './clock.ts'

/** Which clock an assessment runs under, and what started it (R130). */

export interface ClockOf {
  readonly rules: Pick<Area, 'clocks'>
  readonly holidays: BankHolidays
  /** The screening decision that asked for it. */
  readonly screenedOn: Day | null
  /** When the one it looks at again was completed. */
  readonly lastCompletedOn: Day | null
  /** When it was begun, or today where it is not yet. */
  readonly startedOn: Day
  readonly completedOn?: Day | null
  readonly today: Day
}

/**
 * The clock of an assessment. A screening decision starts it; without one the last assessment does, which is to be looked
 * at again; without either, the day it was begun.
 */
export function clockOf(of: ClockOf): AssessmentClock {
  const { assessment, review } = of.rules.clocks
  const [startedOn, startedBy, period] = of.screenedOn
    ? [of.screenedOn, assessment.startsWith, assessment]
    : of.lastCompletedOn
      ? [of.lastCompletedOn, review.startsWith, review]
      : [of.startedOn, 'the day it is begun, as no screening decision asks for it', assessment]
  return assessmentClock({
    startedOn,
    startedBy,
    workingDays: workingDaysIn(startedOn, period, of.holidays),
    completedOn: of.completedOn ?? null,
    today: of.today,
    holidays: of.holidays,
  })
}

/**
 * The clock under which somebody is asked for an assessment now, whether it was begun or not: what the task says, the
 * page where it starts, the list and the screenings.
 */
export const clockNow = (
  standing: {
    readonly draft: { readonly startedAt: Date } | null
    readonly last: { readonly completedAt: Date } | null
    readonly screening: { readonly decidedOn: Day } | null
  },
  around: Pick<ClockOf, 'rules' | 'holidays' | 'today'>,
): AssessmentClock =>
  clockOf({
    ...around,
    screenedOn: standing.screening?.decidedOn ?? null,
    lastCompletedOn: standing.last ? dayOf(standing.last.completedAt) : null,
    startedOn: standing.draft ? dayOf(standing.draft.startedAt) : around.today,
  })

/** The clock of an assessment that was begun, of these milestones. */
export const clockOfAssessment = (
  of: { readonly screenedOn: Day | null; readonly startedAt: Date; readonly completedAt: Date | null },
  lastCompletedAt: Date | null,
  around: Pick<ClockOf, 'rules' | 'holidays' | 'today'>,
): AssessmentClock =>
  clockOf({
    ...around,
    screenedOn: of.screenedOn,
    lastCompletedOn: lastCompletedAt ? dayOf(lastCompletedAt) : null,
    startedOn: dayOf(of.startedAt),
    completedOn: of.completedAt ? dayOf(of.completedAt) : null,
  })

import {
  addWorkingDays,
  type BankHolidays,
  type Day,
  endOf,
  type Period,
  workingDaysBetween,
} from '../../platform/working-days.ts'

/** The clock of a risk assessment: working days from the event that starts it, pauses left out. Pure; days are of England. */

/** A time in which the clock stands still: `from` is the first day that does not count, `until` the first that does again. */
export type Pause = { readonly from: Day; readonly until: Day | null; readonly reason: string }

export type ClockStanding = 'running' | 'due today' | 'overdue' | 'paused' | 'done in time' | 'done late'

export type AssessmentClock = {
  readonly standing: ClockStanding
  readonly startedOn: Day
  /** The event that started it, in words that stand beside the date. */
  readonly startedBy: string
  /** The last day on which it is in time; null while a pause leaves it open. */
  readonly dueOn: Day | null
  /** Working days left, today not counted; 0 on the due day and after it. As at the completion once it is done. */
  readonly daysLeft: number
  /** Working days past the due day; 0 until then. */
  readonly daysOver: number
}

export type ClockInput = {
  readonly startedOn: Day
  readonly startedBy: string
  /** Such as the area's `clocks.assessment`: 10 working days (R130). */
  readonly workingDays: number
  readonly pauses?: readonly Pause[]
  readonly completedOn?: Day | null
  readonly today: Day
  readonly holidays: BankHolidays
}

/** Where the clock of an assessment stands. A pause after the due day changes nothing: it was late by then. */
export function assessmentClock(input: ClockInput): AssessmentClock {
  const { startedOn, startedBy, workingDays, pauses = [], completedOn = null, today, holidays } = input
  const paused = (day: Day): boolean =>
    pauses.some(pause => pause.from <= day && (pause.until === null || day < pause.until))
  const asOf = completedOn ?? today
  const dueOn = dueDay(startedOn, workingDays, holidays, paused, openSince(pauses))

  const used = asOf > startedOn ? workingDaysBetween(startedOn, asOf, holidays, paused) : 0
  const daysOver = dueOn !== null && asOf > dueOn ? workingDaysBetween(dueOn, asOf, holidays) : 0
  const late = dueOn !== null && asOf > dueOn
  const standing: ClockStanding = completedOn
    ? late
      ? 'done late'
      : 'done in time'
    : late
      ? 'overdue'
      : paused(today)
        ? 'paused'
        : today === dueOn
          ? 'due today'
          : 'running'
  return { standing, startedOn, startedBy, dueOn, daysLeft: Math.max(0, workingDays - used), daysOver }
}

/** The day the next assessment is due, from the day the last one was completed: a working day, as its clock counts. */
export const reassessmentDueOn = (completedOn: Day, review: Period, holidays: BankHolidays): Day =>
  addWorkingDays(completedOn, workingDaysIn(completedOn, review, holidays), holidays)

/** The first day of a pause that nobody has ended; null where there is none. */
const openSince = (pauses: readonly Pause[]): Day | null =>
  pauses.reduce<Day | null>(
    (first, pause) => (pause.until === null && (first === null || pause.from < first) ? pause.from : first),
    null,
  )

function dueDay(
  start: Day,
  workingDays: number,
  holidays: BankHolidays,
  paused: (day: Day) => boolean,
  open: Day | null,
): Day | null {
  // A pause without an end would be counted through for ever: look whether it was due before it began.
  if (open === null) return addWorkingDays(start, workingDays, holidays, paused)
  if (workingDaysBetween(start, open, holidays, paused) < workingDays) return null
  return addWorkingDays(start, workingDays, holidays, paused)
}

/** How many working days a period of any unit holds from this day: what `assessmentClock` counts. */
export const workingDaysIn = (startedOn: Day, period: Period, holidays: BankHolidays): number =>
  workingDaysBetween(startedOn, endOf(startedOn, period, holidays), holidays)

import {
  addDays,
  addWorkingDays,
  type BankHolidays,
  type Day,
  dayOf,
  daysBetween,
  endOf,
  type Period,
} from '../../platform/working-days.ts'

/** How long a nomination has waited, and by when it is to be decided. The clock stands still while the panel waits for an answer. */
export interface Waits {
  readonly submittedAt: Date
  /** When it was decided or withdrawn; empty while it waits. */
  readonly endedAt: Date | null
  /** Since when an answer is waited for. */
  readonly questionSince: Date | null
  /** How long earlier questions took. */
  readonly pausedSeconds: number
}

/** Days by the calendar until now (or until it ended), without those in which the panel waited for an answer. */
export function daysWaited(of: Waits, now: Date): number {
  const end = of.endedAt ?? of.questionSince ?? now
  return Math.max(0, daysBetween(dayOf(of.submittedAt), dayOf(end)) - Math.round(of.pausedSeconds / 86_400))
}

/** A time in which the clock stands still: `from` is the first day that does not count, `until` the first that does again. */
export interface Pause {
  readonly from: Day
  readonly until: Day
}

/**
 * By when the panel is to decide: the area's clock from the day of submission, days of waiting for an answer left out.
 * @param pauses only those that are over; while one runs there is no due day
 */
export function decideBy(submittedAt: Date, period: Period, pauses: readonly Pause[], holidays: BankHolidays): Day {
  const start = dayOf(submittedAt)
  if (period.unit === 'working-days')
    return addWorkingDays(start, period.length, holidays, day => pauses.some(p => p.from <= day && day < p.until))
  const stoodStill = pauses.reduce((days, p) => days + daysBetween(p.from, p.until), 0)
  return addDays(endOf(start, period, holidays), stoodStill)
}

/** The times in which an answer was waited for, of questions that were answered. */
export const pausesOf = (
  questions: readonly { readonly askedAt: Date; readonly answeredAt: Date | null }[],
): readonly Pause[] =>
  questions.flatMap(q => (q.answeredAt ? [{ from: dayOf(q.askedAt), until: dayOf(q.answeredAt) }] : []))

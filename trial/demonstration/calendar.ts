import { addDays, type BankHolidays, type Day, isWorkingDay } from '../../src/platform/working-days.ts'

/** Days and moments of the invented world, all counted from the day it is loaded. */
export interface Calendar {
  readonly today: Day
  readonly now: Date
  readonly holidays: BankHolidays
  /** The working day that is, or comes last before, the day this many days from today. */
  workday(days: number): Day
  /** The working day that is, or comes last before, the day this many days after another. */
  after(day: Day, days: number): Day
  /** A moment in office hours; never one that has not come yet. */
  at(day: Day, hour: number, minute?: number): Date
  /** The Wednesday of discussions, this many weeks from the last one before today; 1 is the next. */
  wednesday(weeks: number): Day
}

/** @param today the day in England; `now` is the moment, by the database's clock */
export function calendar(today: Day, now: Date, holidays: BankHolidays): Calendar {
  const workday = (day: Day): Day => (isWorkingDay(day, holidays) ? day : workday(addDays(day, -1)))
  const weekday = new Date(`${today}T12:00:00Z`).getUTCDay()
  // 3 is Wednesday: from 1 to 7 days ago.
  const last = addDays(today, -(((weekday + 3) % 7) + 1))
  return {
    today,
    now,
    holidays,
    workday: days => workday(addDays(today, days)),
    after: (day, days) => workday(addDays(day, days)),
    at: (day, hour, minute = 0) => {
      const two = (n: number) => String(n).padStart(2, '0')
      const moment = new Date(`${day}T${two(hour)}:${two(minute)}:00Z`)
      const latest = now.getTime() - 60_000
      return moment.getTime() > latest ? new Date(latest) : moment
    },
    wednesday: weeks => addDays(last, weeks * 7),
  }
}

/**
 * Calendar days and working days. Pure: today and the bank holidays are handed in, never looked up.
 * A day is the date on a calendar in England (Europe/London), never an instant.
 */

/** A calendar day in England, written YYYY-MM-DD. */
export type Day = string

/** The days on which nobody is expected to work besides Saturdays and Sundays, and how far the list reaches. */
export type BankHolidays = { readonly from: Day; readonly until: Day; readonly days: ReadonlySet<Day> }

/** A length of time as configuration writes it. */
export type Period = { readonly length: number; readonly unit: 'working-days' | 'days' | 'months' }

const MILLISECONDS_IN_A_DAY = 86_400_000
const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** Says whether a text is a day that exists: 2023-02-29 is not one. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text)
}

/** The day it is in England at an instant: half past eleven at night UTC in July is already the next day. */
export const dayOf = (instant: Date): Day => london.format(instant)

/** The day a number of days later (negative: earlier). @throws RangeError when `day` is not a day. */
export const addDays = (day: Day, count: number): Day => fromNumber(toNumber(day) + count)

/** The same date so many months later; the last day of the month where there is no such date (31 January → 28 February). */
export function addMonths(day: Day, count: number): Day {
  const start = new Date(toNumber(day) * MILLISECONDS_IN_A_DAY)
  const first = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1))
  const lastDate = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(start.getUTCDate(), lastDate))
  return first.toISOString().slice(0, 10)
}

/** How many days `until` is after `from`; negative when it is before. */
export const daysBetween = (from: Day, until: Day): number => toNumber(until) - toNumber(from)

/** Monday to Friday and no bank holiday. Days beyond the reach of the list count as ordinary weekdays. */
export function isWorkingDay(day: Day, holidays: BankHolidays): boolean {
  const weekday = new Date(toNumber(day) * MILLISECONDS_IN_A_DAY).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !holidays.days.has(day)
}

/**
 * The working day that is the `count`-th after `start`. The day it starts does not count; 0 gives `start` itself.
 * @param paused says of a day whether it does not count for another reason; it must let enough days count.
 * @throws RangeError when `count` is negative or not whole.
 */
export function addWorkingDays(
  start: Day,
  count: number,
  holidays: BankHolidays,
  paused: (day: Day) => boolean = () => false,
): Day {
  if (!Number.isInteger(count) || count < 0) throw new RangeError('Working days are counted forwards in whole days')
  let day = start
  for (let counted = 0; counted < count; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day, holidays) && !paused(day)) counted += 1
  }
  return day
}

/** Working days after `from` up to and including `until`; negative when `until` is before `from`. */
export function workingDaysBetween(
  from: Day,
  until: Day,
  holidays: BankHolidays,
  paused: (day: Day) => boolean = () => false,
): number {
  if (until < from) return -workingDaysBetween(until, from, holidays, paused)
  let counted = 0
  for (let day = addDays(from, 1); day <= until; day = addDays(day, 1)) {
    if (isWorkingDay(day, holidays) && !paused(day)) counted += 1
  }
  return counted
}

/** The last day of a period that starts on `start`: something due within 10 working days is due on that day. */
export function endOf(start: Day, period: Period, holidays: BankHolidays): Day {
  switch (period.unit) {
    case 'working-days':
      return addWorkingDays(start, period.length, holidays)
    case 'days':
      return addDays(start, period.length)
    case 'months':
      return addMonths(start, period.length)
  }
}

/** Days until the list of bank holidays ends. Under 0, clocks count bank holidays as working days: somebody must extend the list. */
export const bankHolidaysReach = (today: Day, holidays: BankHolidays): number => daysBetween(today, holidays.until)

function toNumber(day: Day): number {
  if (!isDay(day)) throw new RangeError(`"${day}" is not a day written YYYY-MM-DD`)
  return Date.parse(`${day}T00:00:00Z`) / MILLISECONDS_IN_A_DAY
}

const fromNumber = (number: number): Day => new Date(number * MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10)

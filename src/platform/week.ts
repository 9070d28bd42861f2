/** Days of the week and parts of a day, early, in the evening and at weekends too (R45); by the clock in England. */

export const weekdays = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
} as const
export type Weekday = keyof typeof weekdays

/** From when until when each part goes, in whole hours: app.time_of_week says the same. At night there is none. */
const parts = {
  early: { name: 'Early morning', from: 6, until: 9 },
  morning: { name: 'Morning', from: 9, until: 12 },
  afternoon: { name: 'Afternoon', from: 12, until: 17 },
  evening: { name: 'Evening', from: 17, until: 21 },
} as const
export type PartOfDay = keyof typeof parts

const keysOf = <K extends string>(of: Readonly<Record<K, unknown>>): readonly K[] => Object.keys(of) as K[]
const days = keysOf(weekdays)

/** "midday", "5pm". */
const hourInWords = (hour: number): string => (hour === 12 ? 'midday' : `${hour % 12}${hour < 12 ? 'am' : 'pm'}`)

/** "Evening (5pm to 9pm)". */
const partInWords = (part: PartOfDay): string =>
  `${parts[part].name} (${hourInWords(parts[part].from)} to ${hourInWords(parts[part].until)})`

export const partsOfDay: Readonly<Record<PartOfDay, string>> = {
  early: partInWords('early'),
  morning: partInWords('morning'),
  afternoon: partInWords('afternoon'),
  evening: partInWords('evening'),
}

/** What is chosen day by day, as times: `{ fri: ['evening'] }` is `['fri-evening']`. */
export const timesOf = (byDay: Readonly<Partial<Record<Weekday, readonly string[]>>>): readonly string[] =>
  days.flatMap(day => (byDay[day] ?? []).map(part => `${day}-${part}`))

/** The same the other way. */
export const byDay = (times: readonly string[]): Readonly<Record<Weekday, readonly PartOfDay[]>> => {
  const on = (day: Weekday) => keysOf(parts).filter(part => times.includes(`${day}-${part}`))
  return {
    mon: on('mon'),
    tue: on('tue'),
    wed: on('wed'),
    thu: on('thu'),
    fri: on('fri'),
    sat: on('sat'),
    sun: on('sun'),
  }
}

/** One time in words: "Friday evening" is `fri-evening`; what is none stays as it is. */
export const timeOfWeekInWords = (time: string): string => {
  const [day = '', part = ''] = time.split('-')
  const [on, at] = [weekdays[day as Weekday], parts[part as PartOfDay]]
  return on && at ? `${on} ${at.name.toLowerCase()}` : time
}

/**
 * Times in words, a line for days that have the same: "Monday to Friday: 5pm to 9pm". Parts that follow each other are one
 * stretch.
 */
export function timesInWords(times: readonly string[]): readonly string[] {
  const chosen = byDay(times)
  const lines: { first: Weekday; last: Weekday; at: string }[] = []
  for (const day of days) {
    const at = stretches(chosen[day])
    const before = lines.at(-1)
    if (before?.at === at) before.last = day
    else lines.push({ first: day, last: day, at })
  }
  return lines.filter(({ at }) => at !== '').map(({ first, last, at }) => `${daysInWords(first, last)}: ${at}`)
}

const daysInWords = (first: Weekday, last: Weekday): string =>
  first === last
    ? weekdays[first]
    : `${weekdays[first]} ${days.indexOf(last) - days.indexOf(first) === 1 ? 'and' : 'to'} ${weekdays[last]}`

function stretches(of: readonly PartOfDay[]): string {
  const whole: { from: number; until: number }[] = []
  for (const part of of) {
    const { from, until } = parts[part]
    const before = whole.at(-1)
    if (before?.until === from) before.until = until
    else whole.push({ from, until })
  }
  return whole.map(({ from, until }) => `${hourInWords(from)} to ${hourInWords(until)}`).join(' and ')
}

// How days, times, ages, names and numbers read. Pure: the clock and the database say what "now" is, never this file.
// A day is a string "2026-11-22"; a moment is a Date. Days are days in London, whatever the server thinks.

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** A day as yyyy-mm-dd, or a moment, of which the day in London counts. */
export type DayLike = string | Date

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
})
const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long' })

function inLondon(moment: Date): Record<'year' | 'month' | 'day' | 'hour' | 'minute', string> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of london.formatToParts(moment)) if (type in parts) Object.assign(parts, { [type]: value })
  return parts
}

/** The day in London of a moment, as yyyy-mm-dd. */
export function dayOf(when: DayLike): string {
  if (typeof when === 'string') return when.slice(0, 10)
  const { year, month, day } = inLondon(when)
  return `${year}-${month}-${day}`
}

function partsOf(when: DayLike): { year: number; month: number; day: number } {
  const [year = 0, month = 1, day = 1] = dayOf(when).split('-').map(Number)
  return { year, month, day }
}

const monthName = (month: number): string => MONTHS[month - 1] ?? ''

/** "22 November 2026". */
export function dayInWords(when: DayLike): string {
  const { year, month, day } = partsOf(when)
  return `${day} ${monthName(month)} ${year}`
}

/** "Sunday 22 November 2026", for a day somebody must turn up on. */
export const weekdayInWords = (when: DayLike): string =>
  `${weekday.format(new Date(`${dayOf(when)}T00:00:00Z`))} ${dayInWords(when)}`

/** "22 Nov 2026", for tables. */
export function shortDay(when: DayLike): string {
  const { year, month, day } = partsOf(when)
  return `${day} ${monthName(month).slice(0, 3)} ${year}`
}

/** "November 2026". */
export function monthInWords(when: DayLike): string {
  const { year, month } = partsOf(when)
  return `${monthName(month)} ${year}`
}

/** "2:05pm". */
export function timeInWords(moment: Date): string {
  const { hour, minute } = inLondon(moment)
  return clockInWords(`${hour}:${minute}`)
}

/** "Tuesday 1 December 2026, from 5pm", or "from midday". */
export const fromInWords = (moment: Date): string =>
  `${weekdayInWords(moment)}, from ${timeInWords(moment).replace(/^12pm$/, 'midday')}`

/** "2:05pm", of what a clock shows: "14:05". */
export function clockInWords(clock: string): string {
  const [hour = '', minute = '00'] = clock.split(':')
  const h = Number(hour)
  return `${h % 12 || 12}${minute === '00' ? '' : `:${minute}`}${h < 12 ? 'am' : 'pm'}`
}

/** "22 Nov 2026, 2:05pm". */
export const momentInWords = (moment: Date): string => `${shortDay(moment)}, ${timeInWords(moment)}`

/** Calendar days from one day to another in London; negative when the second is earlier. */
export const daysBetween = (from: DayLike, to: DayLike): number =>
  Math.round((Date.parse(`${dayOf(to)}T00:00:00Z`) - Date.parse(`${dayOf(from)}T00:00:00Z`)) / 86_400_000)

/** "today", "tomorrow", "yesterday", "in 3 days", "2 days ago": by the calendar, not by 24 hours. */
export function relativeDay(when: DayLike, now: DayLike): string {
  const days = daysBetween(now, when)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** "just now", "10 seconds ago", "5 minutes ago", "3 hours ago"; from a day on by the calendar. */
export function ago(moment: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - moment.getTime()) / 1000)
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${seconds} seconds ago`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${plural(minutes, 'minute')} ago`
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? `${plural(hours, 'hour')} ago` : relativeDay(moment, now)
}

/** How long somebody has been waiting: "since today", "1 day", "9 days", "5 weeks", "4 months". */
export function waiting(since: DayLike, now: DayLike): string {
  const days = daysBetween(since, now)
  if (days <= 0) return 'since today'
  if (days < 14) return plural(days, 'day')
  if (days < 91) return plural(Math.floor(days / 7), 'week')
  return plural(monthsBetween(since, now), 'month')
}

function monthsBetween(from: DayLike, to: DayLike): number {
  const a = partsOf(from)
  const b = partsOf(to)
  return (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day ? 1 : 0)
}

/** Whole years of age on a day. Somebody born on 29 February is a year older on 1 March. */
export const ageOn = (bornOn: DayLike, on: DayLike): number => Math.floor(monthsBetween(bornOn, on) / 12)

/** "1 child", "2 children", "0 plans"; numbers with commas. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`

/** "12,345". */
export const number = (value: number): string => value.toLocaleString('en-GB')

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[], and = 'and'): string {
  const last = words.at(-1) ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${and} ${last}`
}

export interface Named {
  readonly givenNames: string
  readonly surname?: string | null | undefined
  /** The name they go by. */
  readonly knownAs?: string | null | undefined
}

/** The name they go by: "Jay". */
export const knownAs = ({ knownAs: by, givenNames }: Named): string => by || givenNames

/** "Jay Okoro". */
export const fullName = (named: Named): string => [knownAs(named), named.surname].filter(Boolean).join(' ')

/** Capital first letter, for a line that starts with a format: "In 3 days". */
export const sentence = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** What the audit wrote down, as a line: "Night note written"; "Was not allowed: record merged". */
export const happened = ({ act, outcome }: { readonly act: string; readonly outcome: string }): string =>
  outcome === 'not allowed' ? `Was not allowed: ${act}` : sentence(act)

/** A reference as part of a file name on any system, in capitals: "NY/2026 0042" → "NY-2026-0042". */
export const fileSafe = (reference: string): string =>
  reference
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'RECORD'

/** A number of this country but none that costs (09), or one with the number of another country. */
const aNumber = /^(?:0[1-8]\d{8,9}|08001111|(?:00|\+)(?:44[1-8]\d{8,9}|(?!44)[1-9]\d{6,13}))$/

/**
 * The number in words such as "07700 900123 (their mum's)", as a telephone dials it; nothing where there is none, or a choice,
 * or where more than the number would be dialled: a wrong number is worse than one that has to be typed.
 */
export const dialled = (text: string): string | undefined => {
  const found =
    text
      // "+44 (0)1609": after the number of the country, the nought is not dialled.
      .replace(/(\+\d+ ?)\(0\)/g, '$1')
      // "01609 534 527 (8.30 to 5)": what is said about it is none of it.
      .replace(/\((?!\d{3,}\))[^)]*\)/g, ',')
      .match(/\+?\d[\d ()-]{5,}\d/g) ?? []
  const number = found.length === 1 ? found[0].replace(/[^\d+]/g, '') : ''
  return aNumber.test(number) ? number : undefined
}

import { daysBetween, plural, relativeDay, shortDay, weekdayInWords } from '../../design/formats.ts'
import type { Day } from '../../platform/working-days.ts'

/** How a date of something asked reads. Lateness is told in words; colour only repeats it. */
export interface Due {
  /** For a sentence: "by tomorrow, Tuesday 24 November 2026", "due Friday 20 November 2026". */
  readonly sentence: string
  /** For a table: "24 Nov 2026". */
  readonly day: string
  /** For a tag beside the day: "3 days late", "Today", "Tomorrow"; nothing where there is time. */
  readonly tag: string | undefined
  readonly late: boolean
}

/**
 * @param on the day it is asked for, or nothing where it has no clock
 * @param today the day it is in England
 * @param cannotWait it is asked now, whatever its day
 */
export function due(on: Day | null, today: Day, cannotWait = false): Due {
  if (cannotWait) return { sentence: 'before anything else', day: 'Now', tag: 'Now', late: true }
  if (on === null) return { sentence: 'when you can: it has no date', day: 'No date', tag: undefined, late: false }
  const left = daysBetween(today, on)
  const day = shortDay(on)
  if (left < 0) {
    const late = `${plural(-left, 'day')} late`
    return { sentence: `due ${weekdayInWords(on)}`, day, tag: late, late: true }
  }
  const when =
    left <= 1 ? `${relativeDay(on, today)}, ${weekdayInWords(on)}` : `${weekdayInWords(on)}, ${relativeDay(on, today)}`
  const tag = left === 0 ? 'Today' : left === 1 ? 'Tomorrow' : undefined
  return { sentence: `by ${when}`, day, tag, late: false }
}

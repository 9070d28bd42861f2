import type { Standing } from './assessment.ts'
import type { Direction } from './assessment-changes.ts'
import type { AssessmentClock } from './clock.ts'

/** What the states of this feature are called on screen. */

export const standingWords: Readonly<
  Record<Standing, { readonly text: string; readonly colour: 'blue' | 'green' | 'purple' | 'grey' }>
> = {
  draft: { text: 'Being written', colour: 'blue' },
  completed: { text: 'Complete', colour: 'green' },
  'with the forum': { text: 'With the forum', colour: 'purple' },
  'set aside': { text: 'Set aside', colour: 'grey' },
}

export const directionWords: Readonly<Record<Direction, string>> = {
  more: 'More than last time',
  less: 'Less than last time',
  'now known': 'Now known',
  'no longer known': 'No longer known',
  'new evidence': 'New evidence, same level',
  'newly asked': 'Newly asked',
  'no longer asked': 'No longer asked',
  changed: 'Changed',
}

/** How much time is left, in words: "6 working days left". */
export function clockWords({ standing, daysLeft, daysOver }: AssessmentClock): string {
  const days = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`
  switch (standing) {
    case 'running':
      return `${days(daysLeft)} left`
    case 'due today':
      return 'Due today'
    case 'overdue':
      return `${days(daysOver)} late`
    case 'paused':
      return 'The clock is paused'
    case 'done in time':
      return 'Completed in time'
    case 'done late':
      return `Completed ${days(daysOver)} late`
  }
}

import { addDays, addMonths, type BankHolidays, type Day, endOf, type Period } from '../../platform/working-days.ts'

/** What an agency took on. */
export interface ActionDates {
  readonly dueOn: Day
  readonly doneAt: Date | null
  /** Where it went when the agency did not act; nowhere yet. */
  readonly climbedTo: 'managers' | 'forum' | null
}

export type ActionStanding = 'done' | 'open' | 'late' | 'with the manager' | 'with the forum'

/**
 * R141: an action that is not done in time is late, and then goes to the managers of the agency; where it has none, back
 * to those who run the forum. Says where it is, not where it should be.
 */
export function actionStanding(action: ActionDates, today: Day): ActionStanding {
  if (action.doneAt) return 'done'
  if (action.climbedTo) return action.climbedTo === 'managers' ? 'with the manager' : 'with the forum'
  return today > action.dueOn ? 'late' : 'open'
}

/** The last day before a late action climbs, by the clock of the area. */
export const climbsOn = (dueOn: Day, clock: Period, holidays: BankHolidays): Day => endOf(dueOn, clock, holidays)

/** By when, in one choice: a date in three boxes takes longer than the sentence it belongs to. */
export const dueChoices = {
  tomorrow: 'By tomorrow',
  week: 'In 1 week',
  fortnight: 'In 2 weeks',
  month: 'In 4 weeks',
  quarter: 'In 3 months',
} as const
export type DueChoice = keyof typeof dueChoices

export function dueOn(choice: DueChoice, today: Day): Day {
  switch (choice) {
    case 'tomorrow':
      return addDays(today, 1)
    case 'week':
      return addDays(today, 7)
    case 'fortnight':
      return addDays(today, 14)
    case 'month':
      return addDays(today, 28)
    case 'quarter':
      return addMonths(today, 3)
  }
}

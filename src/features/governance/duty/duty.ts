import { addDays, type Day, dayOf } from '../../../platform/working-days.ts'

/** What the duty team writes down: a note stands for the morning; a concern asks the case-holder to look. */
export const noteKinds = {
  note: 'A note of what happened',
  concern: 'A concern: the case-holder must look at this',
} as const
export type NoteKind = keyof typeof noteKinds

/** Who holds the case is told of both at once, and asked about a concern. */
export const asksTheCaseHolder = (kind: NoteKind): boolean => kind === 'concern'

/**
 * The day by which a concern is looked at: the same one, or after noon the next, so that what is written at night is not
 * late before anybody is at work. A number of this project.
 */
export function concernDueOn(writtenAt: Date): Day {
  const hour = Number(
    writtenAt.toLocaleString('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: 'Europe/London' }),
  )
  return hour < 12 ? dayOf(writtenAt) : addDays(dayOf(writtenAt), 1)
}

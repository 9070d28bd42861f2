import { date, form, text } from '../../../web/form.ts'
import { timeOf } from './meeting.ts'

const isTime = (typed: string): string | undefined =>
  timeOf(typed) ? undefined : 'Write a time, such as 4:30pm or 16:30'

/** When and where. @param today day from which it can be planned */
export const meetingFields = (today: string) =>
  ({
    onDay: date({
      ask: 'On what day?',
      missing: 'Give the day',
      check: (day: string): string | undefined => (day < today ? 'give a day that is today or later' : undefined),
    }),
    from: text({ ask: 'From', hint: 'Such as 4:30pm.', missing: 'Write from when', max: 10, check: isTime }),
    to: text({ ask: 'Until', missing: 'Write until when', max: 10, check: isTime }),
    venue: text({
      ask: 'Where?',
      hint: 'Somewhere public. On the telephone it is shown only around the meeting.',
      missing: 'Say where',
      max: 300,
    }),
  }) as const

/** It ends after it begins. */
export const untilLater = ({ from, to }: { readonly from: string | undefined; readonly to: string | undefined }) => {
  const [begins, ends] = [from && timeOf(from), to && timeOf(to)]
  return begins && ends && ends <= begins ? { to: 'Give a time that is later' } : {}
}

/** The next meeting. @param today day from which it can be planned */
export const meetingForm = (today: string) => form(meetingFields(today), untilLater)

import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { timeOf } from '../../matching/index.ts'
import { responses, ways } from '../engagement.ts'

/** What was tried. @param of.places of the area, by key; @param of.others whether somebody else may have tried */
export const attemptForm = (of: {
  readonly today: string
  readonly places: Readonly<Record<string, string>>
  readonly others: boolean
}) =>
  form(
    {
      triedBy: text({
        ask: 'Who tried?',
        hint: 'Such as: their form tutor, who introduces us.',
        max: 200,
      }),
      onDay: date({ ask: 'On what day?', missing: 'Give the day', check: notAhead(of.today) }),
      atTime: text({
        ask: 'At what time?',
        hint: 'Such as 4:30pm. Leave it empty if you do not know.',
        max: 40,
        check: typed => (timeOf(typed) ? undefined : 'Write a time, such as 4:30pm or 16:30'),
      }),
      kind: choice({ ask: 'How?', missing: 'Say how', options: ways }),
      place: choice({ ask: 'Roughly where?', options: of.places }),
      tried: text({ ask: 'What did you try?', missing: 'Say what you tried', max: 4_000 }),
      response: choice({ ask: 'What came of it?', missing: 'Say what came of it', options: responses }),
      says: text({ ask: 'What did they say, in their words?', max: 4_000 }),
      nextTry: text({ ask: 'What will you try next?', max: 2_000 }),
      nextOn: date({ ask: 'When will you try next?' }),
    },
    value => ({
      ...(of.others && !value.triedBy ? { triedBy: 'Say who tried' } : {}),
      ...(value.nextOn && value.onDay && value.nextOn < value.onDay ? { nextOn: 'Give a day that comes after' } : {}),
    }),
  )

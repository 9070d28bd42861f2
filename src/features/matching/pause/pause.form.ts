import type { Day } from '../../../platform/working-days.ts'
import { choice, date, form, text } from '../../../web/form.ts'
import { decisions } from './pause.ts'

const lookAgain = (today: Day, missing?: string) =>
  date({
    ask: 'When do you look at it again?',
    ...(missing ? { missing } : { hint: 'Only if they wait.' }),
    check: day => (day > today ? undefined : 'give a day that is still to come'),
  })

export const pauseForm = (today: Day) =>
  form({
    says: text({
      ask: 'Why do they not meet for now, who keeps in touch, and what was the young person told?',
      missing: 'Write why, who keeps in touch and what they were told',
      max: 10_000,
    }),
    lookAgainOn: lookAgain(today, 'Give the day on which you look at it again') as ReturnType<typeof date> & {
      missing: string
    },
  })

export const decideForm = (today: Day) =>
  form(
    {
      decides: choice({ ask: 'What did you decide?', options: decisions, missing: 'Choose what you decided' }),
      says: text({
        ask: 'Why, who decided it with you, and what was the young person told?',
        missing: 'Write why, with whom, and what the young person was told',
        max: 10_000,
      }),
      lookAgainOn: lookAgain(today),
    },
    value => ({
      ...(value.decides === 'wait' && !value.lookAgainOn
        ? { lookAgainOn: 'Give the day on which you look at it again' }
        : {}),
      ...(value.decides && value.decides !== 'wait' && value.lookAgainOn
        ? { lookAgainOn: 'Leave it empty: they do not wait' }
        : {}),
    }),
  )

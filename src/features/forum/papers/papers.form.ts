import { choice, form, text } from '../../../web/form.ts'
import type { Handling } from '../handling.ts'

const marks: Readonly<Record<Handling, { label: string; hint: string }>> = {
  'core agencies only': {
    label: 'Core agencies only',
    hint: 'Other agencies and the family do not see it.',
  },
  'all at this item': { label: 'All agencies at this item', hint: 'Not the family.' },
  'may go to the family': { label: 'It may also go to the family', hint: 'Write it as you would say it to them.' },
}

/** What an agency knows; the agencies somebody can speak for are theirs, or all that are invited. */
export const contributionForm = (agencies: Readonly<Record<string, string>>) =>
  form({
    agency: choice({ ask: 'Which agency says this?', options: agencies, missing: 'Choose the agency' }),
    says: text({
      ask: 'What does your agency know that helps to decide?',
      hint: 'Say what you know and what you think, and keep them apart. The young person may read it one day.',
      missing: 'Write what your agency knows',
      max: 50_000,
    }),
    handling: choice({ ask: 'Who may read it?', options: marks, missing: 'Choose who may read it' }),
  })

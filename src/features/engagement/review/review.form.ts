import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { decisions } from '../engagement.ts'

/** What two people found together. */
export const reviewForm = (today: string) =>
  form({
    heldOn: date({ ask: 'When did you talk with the case-holder?', missing: 'Give the day', check: notAhead(today) }),
    says: text({
      ask: 'What could we have done better, and what do we know now?',
      hint: 'Write it as what we did. It is ours to reach them.',
      missing: 'Say what you found',
      max: 10_000,
    }),
    decided: choice({ ask: 'What did you decide?', missing: 'Say what you decided', options: decisions }),
  })

export const agreeForm = form({})

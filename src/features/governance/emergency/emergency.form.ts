import { choice, date, form, text } from '../../../web/form.ts'
import { emergencies } from './emergency.ts'

export const emergencyForm = form({
  name: text({
    ask: 'Full name of the young person',
    hint: 'First name and surname, as they are recorded',
    missing: 'Write the full name',
    max: 200,
    check: value => (value.trim().split(/\s+/).length < 2 ? 'Write first name and surname' : undefined),
  }),
  born: date({ ask: 'Date of birth', hint: 'For example, 27 3 2012', missing: 'Give the date of birth' }),
  kind: choice({ ask: 'What is going on?', options: emergencies, missing: 'Say what is going on' }),
  line: text({
    ask: 'Say it in a line',
    hint: 'Somebody else reads this tomorrow',
    missing: 'Write a line about what is going on',
    max: 2_000,
  }),
})

export const reviewForm = form({
  outcome: choice({
    ask: 'Was it right to use emergency access?',
    options: { right: 'Yes', 'not right': 'No' },
    missing: 'Say whether it was right',
  }),
  note: text({ ask: 'Why?', missing: 'Say why', max: 4_000 }),
})

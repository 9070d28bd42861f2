import { choice, form, text } from '../../../web/form.ts'

export const seeToVisitForm = form({
  note: text({
    ask: 'What did you find out?',
    hint: 'Such as: rang her at 21:40, no answer; trying her sister.',
    missing: 'Write what you found out',
    max: 2_000,
  }),
  safe: choice({
    ask: 'Are they safe?',
    hint: 'Only then nobody looks for them any more.',
    missing: 'Say whether they are safe',
    options: { yes: 'Yes, I know that they are', no: 'Not yet known' },
  }),
})

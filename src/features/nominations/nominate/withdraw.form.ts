import { choice, form, text } from '../../../web/form.ts'

export const withdrawForm = form({
  reason: text({
    ask: 'Why are you withdrawing this nomination?',
    missing: 'Say why you are withdrawing it',
    max: 4_000,
  }),
  told: choice({
    ask: 'Does the young person know?',
    options: { yes: 'Yes', 'not yet': 'Not yet', 'not safe': 'It is not safe to tell them' },
    missing: 'Say whether they know',
  }),
})

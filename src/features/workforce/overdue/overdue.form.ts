import { form, text } from '../../../web/form.ts'

export const seeToVisitForm = form({
  note: text({
    ask: 'What did you find out?',
    hint: 'Such as: rang her at 21:40, she is at home and well.',
    missing: 'Write what you found out',
    max: 2_000,
  }),
})

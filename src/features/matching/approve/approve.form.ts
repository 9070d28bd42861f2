import { form, text } from '../../../web/form.ts'

export const declineForm = form({
  why: text({
    ask: 'Why not?',
    hint: 'Whoever made the match reads this. Do not name the young person.',
    missing: 'Say why not',
    max: 4_000,
  }),
})

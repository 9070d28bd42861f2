import { form, text } from '../../../web/form.ts'

export const answerForm = form({
  answer: text({ ask: 'Your answer', missing: 'Write your answer', max: 20_000 }),
})

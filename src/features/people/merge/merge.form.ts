import { form, text } from '../../../web/form.ts'

export const mergeForm = (() => {
  const fields = {
    reference: text({
      ask: 'Reference of the record that goes on',
      hint: 'It stands at the top of their record.',
      missing: 'Give the reference',
      max: 20,
    }),
    reason: text({ ask: 'How do you know that they are one person?', missing: 'Say how you know', max: 4_000 }),
  }
  return form(fields)
})()

export const unmergeForm = (() => {
  const fields = {
    reason: text({ ask: 'How do you know that they are two people?', missing: 'Say how you know', max: 4_000 }),
  }
  return form(fields)
})()

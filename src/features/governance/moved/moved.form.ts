import { form, text } from '../../../web/form.ts'

export const openForm = (() => {
  const fields = {
    why: text({
      ask: 'Why do you need to see what it says?',
      hint: 'Such as the request it belongs to. It is written down on the record, and the entry is open to you for an hour.',
      missing: 'Say why you need to see it',
      max: 2_000,
    }),
  }
  return form(fields)
})()

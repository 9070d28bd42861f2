import { form, text } from '../../../web/form.ts'

export const moveForm = (() => {
  const fields = {
    reference: text({
      ask: 'Reference of the young person it is about',
      hint: 'Such as NY-7K3F-2M.',
      missing: 'Give the reference',
      max: 20,
    }),
    reason: text({ ask: 'How was it noticed?', missing: 'Say how it was noticed', max: 4_000 }),
  }
  return form(fields)
})()

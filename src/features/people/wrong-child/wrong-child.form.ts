import { form, text } from '../../../web/form.ts'

/** What to say where nothing moves, whatever it is. */
export const moveRefusals = {
  'no such record': { field: 'reference', text: 'There is no record with this reference that you can open' },
  'this one': { field: 'reference', text: 'This is the reference of this very record' },
  'not both yours': { field: 'reference', text: 'You cannot write on that record. Ask whoever holds that case' },
  gone: 'It was moved already.',
} as const

export const moveForm = (() => {
  const fields = {
    reference: text({
      ask: 'Reference of the young person it is about',
      hint: 'It stands at the top of their record.',
      missing: 'Give the reference',
      max: 20,
    }),
    reason: text({ ask: 'How was it noticed?', missing: 'Say how it was noticed', max: 4_000 }),
  }
  return form(fields)
})()

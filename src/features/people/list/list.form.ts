import { form, text } from '../../../web/form.ts'

/** Posted, never in an address: a name is personal. `after` and `word` stand where the page before ended. */
export const nameForm = form({
  name: text({ ask: 'Name', hint: 'The beginning is enough, of one name or of two.', max: 200 }),
  after: text({ ask: 'After', max: 36 }),
  word: text({ ask: 'Word', max: 200 }),
})

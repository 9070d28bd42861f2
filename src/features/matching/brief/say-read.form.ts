import { form, text } from '../../../web/form.ts'

/** Which version stood on the page. */
export const sayReadForm = form({ brief: text({ ask: 'What you read', max: 36 }) })

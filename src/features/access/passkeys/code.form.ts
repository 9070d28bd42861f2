import { form, text } from '../../../web/form.ts'
import { codeIn } from './code.ts'

/** Made with the page and shown on it, so that it stands in no address and is kept nowhere. */
export const codeForm = form({
  code: text({
    ask: 'Code',
    missing: 'Open the page again for a new code',
    max: 20,
    check: value => (codeIn(value) ? undefined : 'Open the page again for a new code'),
  }),
})

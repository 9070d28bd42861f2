// Starts what makes a page easier to use. Every page works without it.
import { initAll } from './govuk-frontend.js'
import { keep } from './keep.js'
import { lock } from './lock.js'
import { passkey } from './passkey.js'

initAll()

// After a time-out people come back to the field they were in.
const at = document.querySelector('form[data-at]')?.getAttribute('data-at')
if (at) document.getElementById(at)?.focus()

for (const form of document.querySelectorAll('form[data-passkey]')) if (form instanceof HTMLFormElement) passkey(form)

lock([...document.querySelectorAll('form[data-draft]')].map(keep))

// A browser that took the page out of its memory shows what was there before the screen locked: ask again.
addEventListener('pageshow', event => event.persisted && location.reload())

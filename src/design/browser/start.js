// Starts what makes a page easier to use. Every page works without it.
import { initAll } from './govuk-frontend.js'
import { keep } from './keep.js'
import { lock } from './lock.js'

initAll()

// After a time-out people come back to the field they were in.
const at = document.querySelector('form[data-at]')?.getAttribute('data-at')
if (at) document.getElementById(at)?.focus()

// Fetched only where somebody signs in with one: every other page is lighter without it.
const withPasskey = document.querySelectorAll('form[data-passkey]')
if (withPasskey.length > 0)
  import('./passkey.js').then(({ passkey }) => {
    for (const form of withPasskey) if (form instanceof HTMLFormElement) passkey(form)
  })

lock([...document.querySelectorAll('form[data-draft]')].map(keep))

// A browser that took the page out of its memory shows what was there before the screen locked: ask again.
addEventListener('pageshow', event => event.persisted && location.reload())

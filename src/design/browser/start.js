// Starts what makes a page easier to use. Every page works without it.
import { autosave } from './autosave.js'
import { initAll } from './govuk-frontend.js'

initAll()

// After a time-out people come back to the field they were in.
const at = document.querySelector('form[data-at]')?.getAttribute('data-at')
if (at) document.getElementById(at)?.focus()

for (const form of document.querySelectorAll('form[data-draft]')) autosave(form)

// Starts what makes a page easier to use. Every page works without it.
import { initAll } from './govuk-frontend.js'

initAll()

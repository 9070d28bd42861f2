// The official GOV.UK and MoJ templates, run as they are shipped (docs/adr/0002).
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import type { GovukComponents } from './govuk.generated.ts'
import type { MojComponents } from './moj.ts'
import { type Macro, takeShortcuts } from './nunjucks-shortcuts.ts'

const require = createRequire(import.meta.url)
const folders = [
  join(dirname(require.resolve('govuk-frontend/package.json')), 'dist'),
  dirname(require.resolve('@ministryofjustice/frontend/package.json')),
]

/** The options of every component by the name of its macro, as GOV.UK and MoJ document them. */
export interface Components extends GovukComponents, MojComponents {}

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
  autoescape: true,
  // As GOV.UK makes its own fixtures.
  trimBlocks: true,
  lstripBlocks: true,
})
// MoJ formats times with moment; ours come formatted, so the "format" is the text to show.
environment.addFilter('mojDate', (_timestamp: string, shown: string) => shown)
const macrosOf = takeShortcuts(environment)
const macros = new Map<string, Macro>()

/** Finds a macro; compiled at first use and kept. */
function macroNamed(name: string): Macro {
  const known = macros.get(name)
  if (known) return known
  const [, family, component] = /^(govuk|moj)(\w+)$/.exec(name) ?? []
  if (!family || !component) throw new Error(`No component is called ${name}`)
  const folder = component.replace(/\B[A-Z]/g, letter => `-${letter}`).toLowerCase()
  const macro = macrosOf(`${family}/components/${folder}/macro.njk`)[name]
  if (!macro) throw new Error(`No component is called ${name}`)
  macros.set(name, macro)
  return macro
}

/**
 * Draws one official component.
 * Everything in `options` is escaped by the templates, except what is given as `html` (or `…Html`): that is for
 * `official()` alone (official.ts).
 * @returns HTML, as upstream makes it
 */
export function renderComponent<Name extends keyof Components>(name: Name, options: Components[Name]): string {
  return macroNamed(name)(options).toString()
}

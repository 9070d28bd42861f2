// The official GOV.UK and MoJ templates, run as they are shipped (docs/adr/0002). The only importer of Nunjucks.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import nunjucks from 'nunjucks'
import type { GovukComponents } from './govuk.generated.ts'
import type { MojComponents } from './moj.ts'

const require = createRequire(import.meta.url)
const folders = [
  join(dirname(require.resolve('govuk-frontend/package.json')), 'dist'),
  dirname(require.resolve('@ministryofjustice/frontend/package.json')),
]

/** The options of every component by the name of its macro, as GOV.UK and MoJ document them. */
export interface Components extends GovukComponents, MojComponents {}

/** What a template offers to those that import it. */
type Exported = Readonly<Record<string, ((options: object) => { toString(): string }) | undefined>>
type Answer<T> = (error: Error | null, found: T | null) => void
/** The parts of a Nunjucks template and environment that its types leave out. */
interface Template {
  readonly path: string
  getExported(done: Answer<Exported>): void
  getExported(context: object, frame: object, done: Answer<Exported>): void
}
type GetTemplate = (name: string, eager?: boolean, parent?: string, ignoreMissing?: boolean) => Template

const { SafeString } = nunjucks.runtime
const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
  autoescape: true,
  // As GOV.UK builds its own fixtures.
  trimBlocks: true,
  lstripBlocks: true,
})

// Nunjucks trims with /^\s*|\s*$/g, which is quadratic in runs of white space, and the templates trim every part again
// at every level. String.trim takes away the same characters; what was markup must stay markup.
environment.addFilter('trim', (value: unknown) => {
  const trimmed = String(value).trim()
  return value instanceof SafeString ? new SafeString(trimmed) : trimmed
})
// MoJ formats times with moment; ours come formatted, so the "format" is the text to show.
environment.addFilter('mojDate', (_timestamp: string, shown: string) => shown)

// Every template imports its macros anew each time it is drawn: the path is resolved, the file found and its body run.
// None of that can change while the server runs, so it is done once. (A form of 84 radio groups: 14 ms → 8.5 ms of CPU.)
// The compiled templates always give a callback, and from disk it is called before the call returns.
// As Nunjucks' own types know only the two public parameters:
const find = environment.getTemplate.bind(environment) as unknown as GetTemplate
const found = new Map<string, Template>()
function template(name: string, parent: string): Template {
  const key = `${parent}\n${name}`
  const known = found.get(key)
  if (known) return known
  const fresh = find(name, true, parent)
  if (/\/macro\.njk$|\/macros\/[^/]+$/.test(fresh.path)) importOnce(fresh)
  found.set(key, fresh)
  return fresh
}
Object.assign(environment, {
  getTemplate(name: string, _eager: boolean, parent: string, _missing: boolean, done: Answer<Template>) {
    done(null, template(name, parent))
  },
})

/** Keeps what a file of macros exports. Macros get no context when imported, so it is the same for everybody. */
function importOnce(file: Template): void {
  if (Object.hasOwn(file, 'getExported')) return
  let kept: Exported | null = null
  file.getExported((error, names) => {
    if (error) throw error
    kept = names
  })
  file.getExported = ((...given: unknown[]) =>
    (given.at(-1) as Answer<Exported>)(null, kept)) as Template['getExported']
}

const macros = new Map<string, (options: object) => { toString(): string }>()

/** Finds a macro; compiled at first use and kept. */
function macroNamed(name: string) {
  const known = macros.get(name)
  if (known) return known
  const [, family, component] = /^(govuk|moj)(\w+)$/.exec(name) ?? []
  if (!family || !component) throw new Error(`No component is called ${name}`)
  const folder = component.replace(/\B[A-Z]/g, letter => `-${letter}`).toLowerCase()
  let macro: ((options: object) => { toString(): string }) | undefined
  template(`${family}/components/${folder}/macro.njk`, '').getExported((_, names) => {
    macro = names?.[name]
  })
  if (!macro) throw new Error(`No component is called ${name}`)
  macros.set(name, macro)
  return macro
}

/**
 * Draws one official component.
 * Everything in `options` is escaped by the templates, except what is given as `html` (or `…Html`): that is for
 * `component()` alone (official.tsx).
 * @returns HTML, as upstream makes it
 */
export function renderComponent<Name extends keyof Components>(name: Name, options: Components[Name]): string {
  return macroNamed(name)(options).toString()
}

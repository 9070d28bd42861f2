// Makes the argument types of the GOV.UK components from the `macro-options.json` that each component ships, so that a
// misspelt option is a compile error instead of a blank label. Part of `npm run generate`.
import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

interface Option {
  readonly name: string
  readonly type: 'string' | 'object' | 'array' | 'boolean' | 'integer' | 'nunjucks-block'
  readonly required: boolean
  readonly description: string
  readonly isComponent?: boolean
  readonly params?: readonly Option[]
}

const require = createRequire(import.meta.url)
const components = join(dirname(require.resolve('govuk-frontend/package.json')), 'dist/govuk/components')

/** What `macro-options.json` leaves open, from the templates themselves. */
const SPECIAL: Readonly<Record<string, string>> = {
  attributes: 'Attributes',
  wrapperAttributes: 'Attributes',
  values: 'readonly string[]',
  multipleFilesChosenText: 'PluralMessages',
  charactersUnderLimitText: 'PluralMessages',
  charactersOverLimitText: 'PluralMessages',
  wordsUnderLimitText: 'PluralMessages',
  wordsOverLimitText: 'PluralMessages',
  maxlength: 'number',
  maxwords: 'number',
  threshold: 'number',
}

/** Answers `src/design/govuk.generated.ts`: one interface for each component, and a map from component to interface. */
export async function govukTypes(): Promise<{ path: string; text: string }[]> {
  const names: string[] = []
  const interfaces: string[] = []
  for (const entry of (await readdir(components, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!entry.isDirectory()) continue
    const options: readonly Option[] = JSON.parse(
      await readFile(join(components, entry.name, 'macro-options.json'), 'utf8'),
    )
    names.push(entry.name)
    interfaces.push(`export interface ${pascal(entry.name)}Options ${members(options, '', entry.name)}\n`)
  }
  const { version } = require('govuk-frontend/package.json') as { version: string }
  const text = `// Generated from govuk-frontend ${version} by \`npm run generate\`: do not edit.

export type Attributes = Readonly<
  Record<string, string | number | boolean | undefined | { readonly value: unknown; readonly optional?: boolean }>
>

export interface PluralMessages {
  readonly zero?: string
  readonly one?: string
  readonly two?: string
  readonly few?: string
  readonly many?: string
  readonly other: string
}

${interfaces.join('\n')}
/** The options of each GOV.UK component by the name of its macro. */
export interface GovukComponents {
${names.map(name => `  readonly govuk${pascal(name)}: ${pascal(name)}Options`).join('\n')}
}
`
  return [{ path: 'src/design/govuk.generated.ts', text }]
}

function members(options: readonly Option[], indent: string, component: string): string {
  const inner = `${indent}  `
  const lines: string[] = []
  // A block belongs to `{% call %}`, which only another template can use.
  for (const [name, same] of Map.groupBy(
    options.filter(option => option.type !== 'nunjucks-block'),
    option => option.name,
  )) {
    // An option that is listed twice takes either type.
    const type = same.map(option => typeOf(option, inner, component)).join(' | ')
    const needed = same.every(option => option.required && !mayBeLeftOut(option, options))
    lines.push(`${inner}/** ${same.map(option => comment(option.description)).join(' Or: ')} */`)
    lines.push(`${inner}readonly ${key(name)}${needed ? `: ${type}` : `?: ${type} | undefined`}`)
  }
  return `{\n${lines.join('\n')}\n${indent}}`
}

function typeOf(option: Option, indent: string, component: string): string {
  const special = SPECIAL[option.name]
  if (special) return special
  if (option.isComponent && !option.params) return `${pascal(option.name)}Options`
  switch (option.type) {
    case 'string':
      return 'string'
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'object':
      if (option.params) return members(option.params, indent, component)
      // The three parts of a date input are described as "See items".
      return component === 'date-input' ? `NonNullable<DateInputOptions['items']>[number]` : 'Attributes'
    case 'array': {
      const item = members(option.params ?? [], indent, component)
      // The rows of a table are lists of cells; every list may hold gaps, which the templates skip.
      return component === 'table' && option.name === 'rows'
        ? `readonly (readonly ${item}[])[]`
        : `readonly (${item} | null | undefined | false)[]`
    }
    default:
      throw new Error(`${component}: no type for ${option.name} (${option.type})`)
  }
}

/** Options that are called required although another one may stand in their place. */
function mayBeLeftOut(option: Option, all: readonly Option[]): boolean {
  const has = (name: string) => all.some(o => o.name === name && name !== option.name)
  if (option.name === 'value') return has('divider')
  if (option.name === 'maxlength' || option.name === 'maxwords') return true
  if (/text$/i.test(option.name)) return has(option.name.replace(/text$/, 'html').replace(/Text$/, 'Html'))
  if (/html$/i.test(option.name)) return has(option.name.replace(/html$/, 'text').replace(/Html$/, 'Text'))
  return false
}

const pascal = (name: string): string => {
  const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  return camel.slice(0, 1).toUpperCase() + camel.slice(1)
}
const key = (name: string): string => (/^[a-zA-Z]\w*$/.test(name) ? name : `'${name}'`)
const comment = (text: string): string => text.replaceAll('*/', '* /').replace(/\s+/g, ' ').trim()

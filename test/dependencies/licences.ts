/** Licences under which we may use and hand on a package, by their SPDX names. */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  // Weak copyleft, by file: we change none of theirs.
  'MPL-2.0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
  'Zlib',
])

/** Packages that do not name their licence in package.json, by name and version, read in their LICENSE file. */
const read: Readonly<Record<string, string>> = {
  'png-js@2.0.0': 'MIT',
}

/** As much of an installed package's package.json as matters here. */
export interface Installed {
  readonly name: string
  readonly version: string
  readonly license?: unknown
  readonly licenses?: unknown
}

/** What is wrong with the licence of a package, or nothing. */
export function licenceFault({ name, version, license, licenses }: Installed): string | undefined {
  const named = expression(license) ?? expression(licenses) ?? read[`${name}@${version}`]
  if (named === undefined) return `${name}@${version} names no licence`
  return fits(named) ? undefined : `${name}@${version} has the licence ${named}`
}

function expression(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  // Before there were SPDX expressions: { type: 'MIT' }, or a list of them to choose from.
  if (Array.isArray(value)) {
    const choices = value.map(expression).filter(choice => choice !== undefined)
    return choices.length > 0 ? choices.join(' OR ') : undefined
  }
  if (typeof value === 'object' && value !== null && 'type' in value) return expression(value.type)
  return undefined
}

/** Of licences joined by OR one is enough, of those joined by AND each counts. One that mixes them is not understood. */
function fits(named: string): boolean {
  const bare = named.replace(/^\((.*)\)$/, '$1').trim()
  const one = (licence: string) => allowed.has(licence.trim())
  if (/[()]/.test(bare) || (bare.includes(' OR ') && bare.includes(' AND '))) return false
  if (bare.includes(' OR ')) return bare.split(' OR ').some(one)
  return bare.split(' AND ').every(one)
}

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { renderComponent } from './nunjucks.ts'

interface Fixtures {
  readonly component: string
  readonly fixtures: readonly { readonly name: string; readonly options: object; readonly html: string }[]
}

const root = dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json'))
const components = join(root, 'dist/govuk/components')
const all = readdirSync(components, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => JSON.parse(readFileSync(join(components, entry.name, 'fixtures.json'), 'utf8')) as Fixtures)

const macro = (component: string) => `govuk-${component}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
// A fixture is data of GOV.UK's, which the compiler cannot check against the options made from it.
const render = (component: string, options: object) =>
  renderComponent(macro(component) as 'govukButton', options).trim()

describe('GOV.UK components', () => {
  test('there are official fixtures to compare with', () => {
    expect(all.length).toBeGreaterThanOrEqual(39)
    expect(all.flatMap(({ fixtures }) => fixtures).length).toBeGreaterThanOrEqual(725)
  })

  test.each(all)(
    '$component is byte for byte what upstream renders, in every official fixture',
    ({ component, fixtures }) => {
      for (const { name, options, html } of fixtures) expect(render(component, options), name).toBe(html)
    },
  )

  test('the same options give the same markup however often, and whatever was rendered between', () => {
    const [first] = all.filter(({ component }) => component === 'radios')
    const fixture = first?.fixtures[0]
    for (const other of all
      .flatMap(({ component, fixtures }) => fixtures.map(f => ({ component, ...f })))
      .slice(0, 60)) {
      render(other.component, other.options)
      expect(render('radios', fixture?.options ?? {})).toBe(fixture?.html)
    }
  })

  test('a component that does not exist is an error, not a blank', () => {
    expect(() => renderComponent('govukNothing' as 'govukButton', {})).toThrow(/govukNothing|not found/)
  })

  test('long runs of white space cost no more than their length', () => {
    // Nunjucks' own trim is quadratic: this takes it several seconds.
    const text = `a${' '.repeat(100_000)}b`
    const before = process.cpuUsage()
    expect(renderComponent('govukNotificationBanner', { text })).toContain(text)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1_000)
  })
})

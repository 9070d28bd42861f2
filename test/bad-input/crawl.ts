import { features } from '../../src/features.ts'
import type { Client } from '../as.ts'
import { formsOf, linksOf, type PageForm } from './fields.ts'

/** A page that somebody can open. */
export interface Page {
  readonly pattern: string
  readonly path: string
  readonly who: number
}
/** A form that somebody can send. */
export interface Found {
  /** Of the route that it posts to. */
  readonly pattern: string
  /** Where it stands. */
  readonly page: string
  readonly form: PageForm
  readonly who: number
}

export interface Seen {
  readonly pages: readonly Page[]
  /** One form for each route, on the page of its own where it has one. */
  readonly forms: ReadonlyMap<string, Found>
  /** Every status that a page answered with other than 200, and where. */
  readonly odd: readonly string[]
}

const routes = features.flatMap(feature => feature.routes)
const matchers = [...new Set(routes.map(route => route.pattern))]
  // Words before parameters, as the router takes them.
  .sort((a, b) => (a.replaceAll(/:\w+/g, '~') < b.replaceAll(/:\w+/g, '~') ? -1 : 1))
  .map(pattern => ({ pattern, fits: new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`) }))

/** The route that an address belongs to. */
export const patternOf = (path: string): string | undefined =>
  matchers.find(({ fits }) => fits.test(path.split('?')[0] ?? ''))?.pattern

/** The routes that take a form, each once. */
export const posted = [...new Set(routes.filter(route => route.method === 'POST').map(route => route.pattern))]

/** How often each person looks at pages of one kind: different children are at different stages. */
const perPerson = 3
/** How often all of them together do. */
const together = 16

/** The parameters of an address, by name. */
function paramsOf(path: string): Record<string, string> {
  const names = (patternOf(path) ?? '').split('/')
  const values = (path.split('?')[0] ?? '').split('/')
  return Object.fromEntries(
    names.flatMap((name, at) => (name.startsWith(':') ? [[name.slice(1), values[at] ?? '']] : [])),
  )
}

/** Addresses of a pattern, out of the parameters of addresses that were seen. */
function addresses(pattern: string, linked: readonly string[]): string[] {
  const names = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return [
    ...new Set(
      linked.flatMap(path => {
        const params = paramsOf(path)
        return names.every(name => params[name])
          ? [pattern.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? '')]
          : []
      }),
    ),
  ]
}

/** How many addresses are tried for a form that no link led to. */
const tries = 25

/**
 * Forms that stand behind other forms, or on pages that were not looked at: asked for by address, as whoever has a
 * bookmark does. A button's form is taken to be empty, which is what they are.
 */
async function guess(
  clients: readonly Client[],
  linked: readonly string[][],
  forms: Map<string, Found>,
): Promise<void> {
  for (const pattern of posted.filter(one => !forms.has(one))) {
    const isPage = routes.some(route => route.method === 'GET' && route.pattern === pattern)
    let left = tries
    search: for (const [who, client] of clients.entries()) {
      for (const path of addresses(pattern, linked[who] ?? []).slice(0, 4)) {
        if (left-- === 0) break search
        const page = isPage ? path : '/your-sessions'
        const { status, text } = await client.get(page)
        if (status !== 200) continue
        for (const form of formsOf(text)) note(forms, { form: isPage ? form : { ...form, action: path }, page, who })
        if (forms.has(pattern)) break search
      }
    }
  }
}

/** Follows every link that each person finds, until all kinds of pages were seen a few times. */
export async function crawl(
  clients: readonly Client[],
  look: (path: string, html: string) => void = () => undefined,
): Promise<Seen> {
  const pages: Page[] = []
  const forms = new Map<string, Found>()
  const odd: string[] = []
  const everybody = new Map<string, number>()
  const linked: string[][] = []
  for (const [who, client] of clients.entries()) {
    const times = new Map<string, number>()
    const waiting = ['/', '/your-sessions']
    const known = new Set(waiting)
    linked.push(waiting)
    // Grows while it is walked.
    for (const path of waiting) {
      const pattern = patternOf(path)
      if (pattern === undefined) continue
      const time = times.get(pattern) ?? 0
      const all = everybody.get(pattern) ?? 0
      if (time >= perPerson || all >= together) continue
      everybody.set(pattern, all + 1)
      times.set(pattern, time + 1)
      const { status, text } = await client.get(path)
      look(path, text)
      if (status !== 200) {
        odd.push(`${status} ${pattern}`)
        continue
      }
      pages.push({ pattern, path, who })
      for (const form of formsOf(text)) note(forms, { form, page: path, who })
      for (const link of linksOf(text)) {
        if (known.has(link)) continue
        known.add(link)
        waiting.push(link)
      }
    }
  }
  await guess(clients, linked, forms)
  return { pages, forms, odd }
}

function note(forms: Map<string, Found>, found: Omit<Found, 'pattern'>): void {
  if (found.form.method !== 'post') return
  const pattern = patternOf(found.form.action)
  if (pattern === undefined) return
  const before = forms.get(pattern)
  const asks = (form: PageForm) => form.fields.filter(field => field.kind !== 'hidden').length
  if (!before || asks(found.form) > asks(before.form)) forms.set(pattern, { ...found, pattern })
}

import type { TestApp } from '../app.ts'
import { formsOf } from '../bad-input/fields.ts'
import { bodyFor, openAnswer, type Sent } from '../canaries/call.ts'

// Everything that can be reached with one live session: whoever took the telephone tries every route with every id that
// anything ever showed, follows every link, and sends every form.

/** Ids in the addresses that a page leads to; what its forms carry is made anew at each drawing. */
const places = /(?:href|action)="[^"]*"|<option value="[^"]*"/g
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
/** What would end the session that is asked with; sent in one of its own. */
const ends = /^\/(sign-out|lock|your-sessions|sign-in|locked|signed-out|invitation)|\/together$/

export interface Reached {
  readonly path: string
  readonly answer: Sent
}

/**
 * @param session a new session of the same telephone, as often as one is needed
 * @param ids what whoever holds it knows already
 * @param areas the areas there are
 */
export async function everythingReachable(
  the: TestApp,
  session: () => Promise<{ token: string; by: string }>,
  { ids: known, areas }: { readonly ids: readonly string[]; readonly areas: readonly string[] },
): Promise<readonly Reached[]> {
  const ids = new Set(known)
  const asked = new Set<string>()
  const sent = new Set<string>()
  const reached: Reached[] = []
  let own = await session()
  let left = 250

  const send = async (method: string, path: string, body?: string): Promise<Sent> => {
    if (left-- === 0) {
      own = await session()
      left = 250
    }
    const { token } = ends.test(path) ? await session() : own
    const answer = await openAnswer(the, { method, path, token, ...(body === undefined ? {} : { body }) })
    reached.push({ path: `${method} ${path}`, answer })
    const leads = [...(answer.text.match(places) ?? []), String(answer.headers.location ?? '')].join(' ')
    for (const id of leads.match(uuid) ?? []) ids.add(id)
    return answer
  }
  const look = async (path: string): Promise<number> => {
    if (asked.has(path)) return 0
    asked.add(path)
    const { status, text } = await send('GET', path)
    if (status !== 200) return status
    for (const form of formsOf(text)) {
      const to = form.action || path
      if (form.method !== 'post' || sent.has(to) || /\/close$/.test(to)) continue
      sent.add(to)
      await send('POST', to, bodyFor(form, the.csrfOf(own.token), own.by))
    }
    for (const [, href = ''] of text.matchAll(/<a\b[^>]*href="(\/[^"#]*)/g))
      if (!href.startsWith('/assets/')) await look(href.replaceAll('&amp;', '&'))
    return status
  }

  await look('/')
  const patterns = the.app.declaredRoutes.filter(({ method, url }) => method === 'GET' && !url.startsWith('/assets/'))
  // What is found on the way opens more, until nothing more is found.
  for (let before = -1; before !== ids.size; ) {
    before = ids.size
    for (const { url } of patterns) {
      // Whoever is turned away whatever they ask for is turned away before anything is looked up: two of each are enough.
      let turnedAway = 0
      for (const path of filled(url, [...ids], areas)) {
        if (turnedAway === 2) break
        if ((await look(path)) === 403) turnedAway += 1
      }
    }
  }
  return reached
}

/** What opened before, asked for once more, page by page: whether it shows more by now. */
export async function* askedAgain(
  the: TestApp,
  session: () => Promise<{ token: string }>,
  before: readonly Reached[],
): AsyncGenerator<Reached> {
  const { token } = await session()
  for (const { path, answer } of before) {
    const [method = '', address = ''] = path.split(' ', 2)
    if (method !== 'GET' || answer.status !== 200 || ends.test(address)) continue
    yield { path, answer: await openAnswer(the, { method, path: address, token }) }
  }
}

/** A pattern with every id in every place, each beside each other. */
function filled(pattern: string, ids: readonly string[], areas: readonly string[]): readonly string[] {
  const places = [...pattern.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  let paths: readonly string[] = [pattern]
  for (const place of places) {
    const values = place === 'area' ? areas : place.endsWith('Key') ? ['about', 'concern', 'trial'] : ids
    paths = paths.flatMap(path => values.map(value => path.replace(`:${place}`, value)))
  }
  return paths
}

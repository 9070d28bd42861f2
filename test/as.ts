import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { hash, newToken, signInProof } from '../src/web/session.ts'
import { origin, type TestApp } from './app.ts'
import type { MadePerson } from './world.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>
  readonly location: string
}

/** Somebody signed in, as their browser would be: a cookie, and forms filled in on the pages they came from. */
export interface Client {
  readonly token: string
  get(path: string): Promise<Answer>
  /** Opens the page, fills in its form and sends it to `action` (the page itself if not given). */
  send(path: string, fields: Fields, options?: { action?: string; button?: string }): Promise<Answer>
  /** A bare post with whatever is given, hidden fields included. */
  post(path: string, fields: Fields, headers?: Record<string, string>): Promise<Answer>
  /** A post of JSON, as our scripts make. */
  json(path: string, value: unknown): Promise<Answer>
  /** The hidden fields of the first form of a page. */
  hidden(path: string): Promise<Record<string, string>>
}
export type Fields = Readonly<Record<string, string | readonly string[]>>

/** Opens a session the way the server does after a checked sign-in: with the proof, through the same function. */
export async function signedIn(test: TestApp, person: MadePerson, options: SessionOptions = {}): Promise<Client> {
  return client(test, await openSession(test.database.pool, test.signInKey, person, options))
}

/**
 * Asks the database itself, as the program does for somebody who is signed in; nothing of it stays.
 * @returns the rows, or the constraint or code with which it was refused
 */
export async function statement(
  test: TestApp,
  by: MadePerson,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Readonly<Record<string, unknown>>[] | string> {
  const token = await openSession(test.database.pool, test.signInKey, by)
  const connection = await test.database.pool.connect()
  try {
    await connection.query('begin')
    await connection.query('select app.enter($1, null)', [token])
    return (await connection.query(text, [...values])).rows
  } catch (error) {
    const { constraint, code } = error as { constraint?: string; code?: string }
    if (!code) throw error
    return constraint ?? code
  } finally {
    await connection.query('rollback')
    connection.release()
  }
}

/** Sessions for whoever asks a lot: a new one before the limit of requests a minute is near. */
export function manySessions(test: TestApp): (person: MadePerson) => Promise<Client> {
  const open = new Map<string, { client: Client; left: number }>()
  // What somebody is asked to do may end sessions, their own too.
  const isOpen = async ({ token }: Client): Promise<boolean> => {
    const { rows } = await test.database.pool.query<{ state: string }>(
      `select app.enter($1, null) ->> 'state' as state`,
      [token],
    )
    return rows[0]?.state === 'open'
  }
  return async person => {
    const before = open.get(person.id)
    if (before && before.left-- > 0 && (await isOpen(before.client))) return before.client
    const made = { client: await signedIn(test, person), left: 250 }
    open.set(person.id, made)
    return made.client
  }
}

export interface SessionOptions {
  readonly idleSeconds?: number
  readonly authenticatedAt?: Date
}

/**
 * @param pool as the role `app`
 * @returns the session's token
 */
export async function openSession(
  pool: Pool,
  signInKey: string,
  person: MadePerson,
  options: SessionOptions = {},
): Promise<string> {
  const token = newToken()
  const idle = options.idleSeconds ?? 900
  const at = Math.floor((options.authenticatedAt ?? new Date()).getTime() / 1000)
  const issuer = 'https://issuer.test'
  const message = [issuer, person.subject, hash(token).toString('hex'), at, idle, 36_000, '', ''].join('\n')
  const { rows } = await pool.query<{ who: string | null }>(
    `select app.sign_in_ends($1, $2, $3, to_timestamp($4), 'Test', make_interval(secs => $5), interval '10 hours', null, null, $6) as who`,
    [issuer, person.subject, hash(token), at, idle, signInProof(signInKey, message)],
  )
  if (rows[0]?.who !== person.id) throw new Error('the person could not sign in')
  return token
}

export interface Request {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload?: string
}

/** A browser with this session token, or with none. */
export const client = (test: TestApp, token = ''): Client =>
  clientOver(async request => {
    const { statusCode, body, headers } = await test.app.inject(request)
    return { status: statusCode, text: body, headers, location: String(headers.location ?? '') }
  }, token)

/** A browser whose requests go wherever `ask` takes them. */
export function clientOver(ask: (request: Request) => Promise<Answer>, token = ''): Client {
  const cookie: Record<string, string> = token ? { cookie: `session=${token}` } : {}
  const get = (path: string) => ask({ method: 'GET', url: path, headers: cookie })
  const ours = { ...cookie, origin, 'sec-fetch-site': 'same-origin' }
  const post: Client['post'] = (path, fields, headers = {}) => {
    const body = new URLSearchParams()
    for (const [name, value] of Object.entries(fields))
      for (const v of Array.isArray(value) ? value : [value as string]) body.append(name, v)
    const type = 'application/x-www-form-urlencoded'
    return ask({
      method: 'POST',
      url: path,
      headers: { ...ours, 'content-type': type, ...headers },
      payload: body.toString(),
    })
  }
  const json: Client['json'] = (path, value) =>
    ask({
      method: 'POST',
      url: path,
      headers: { ...ours, 'content-type': 'application/json' },
      payload: JSON.stringify(value),
    })
  const hidden: Client['hidden'] = async path => {
    const page = await get(path)
    if (page.status !== 200) throw new Error(`${path} answered ${page.status}`)
    return hiddenFields(page.text)
  }
  return {
    token,
    get,
    post,
    json,
    hidden,
    send: async (path, fields, options = {}) => {
      const own = await hidden(path)
      return post(options.action ?? path, {
        ...own,
        _form: options.action ? randomUUID() : (own._form ?? ''),
        ...fields,
        ...(options.button ? { _button: options.button } : {}),
      })
    },
  }
}

/** Hidden fields of a page's own form (the one with `_instance`, or else the last, which is never the sign-out). */
export function hiddenFields(page: string): Record<string, string> {
  const forms = page.match(/<form[\s\S]*?<\/form>/g) ?? []
  const own = forms.find(f => f.includes('name="_instance"')) ?? forms.at(-1) ?? ''
  return Object.fromEntries(
    [...own.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(m => [
      m[1] ?? '',
      unescaped(m[2] ?? ''),
    ]),
  )
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

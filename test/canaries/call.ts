import { randomUUID } from 'node:crypto'
import { origin, type TestApp } from '../app.ts'
import { bodyOf, filledIn, type PageForm } from '../bad-input/fields.ts'

/** An answer as it came, whatever it was asked by. */
export interface Sent {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** One request with a session's cookie. */
export async function openAnswer(
  the: TestApp,
  { method, path, token, body }: { method: string; path: string; token: string; body?: string },
): Promise<Sent> {
  const {
    statusCode,
    headers,
    body: text,
  } = await the.app.inject({
    method: method as 'GET',
    url: path,
    headers: {
      cookie: `session=${token}`,
      origin,
      'sec-fetch-site': 'same-origin',
      ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body === undefined ? {} : { payload: body }),
  })
  return { status: statusCode, headers, text }
}

/** The form filled in as somebody would; where there is none to see, what every form carries. */
export function bodyFor(form: PageForm | undefined, csrf: string, by: string): string {
  const values = new Map(
    form
      ? filledIn(form, (_, at) => `Typed ${at} here`)
      : [
          ['name', ['a']],
          ['_version', ['1']],
        ],
  )
  values.set('_csrf', [csrf])
  values.set('_by', [by])
  values.set('_form', [randomUUID()])
  return bodyOf(values)
}

const id = /[0-9a-f]{8}-[0-9a-f-]{27}/g

/** The same address of nobody and nothing. */
export const toNobody = (path: string): string => path.replaceAll(id, () => randomUUID())

/** An answer without what differs between any two to the same request. */
export const plain = ({ status, headers, text }: Sent, path: string): string =>
  JSON.stringify([status, headers, text])
    .replaceAll(/nonce[-=]["'\\]*[\w+/=-]+/g, 'nonce')
    .replaceAll(/<input type=\\"hidden\\"[^>]*>/g, 'hidden')
    .replaceAll(/"content-length":"?\d+"?/g, 'length')
    .replaceAll(new RegExp(path.match(id)?.join('|') ?? path, 'g'), '…')
    .replaceAll(/draft(=|%3D)[0-9a-f-]{36}/g, 'draft')
    .replaceAll(/"x-ratelimit-(remaining|reset)":"?\d+"?/g, '$1')
    .replaceAll(/"date":"[^"]*"/g, 'date')

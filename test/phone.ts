import { expect } from 'vitest'
import { urls } from '../src/features/access/index.ts'
import { origin as ours, type TestApp } from './app.ts'
import { type Client, client, signedIn } from './as.ts'
import { anAuthenticator, type PasskeyLie } from './authenticator.ts'
import type { MadePerson } from './world.ts'

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
/** What a page asks a telephone to make a passkey of. */
export const optionsIn = (page: string) => JSON.parse(unescaped(/data-options="([^"]*)"/.exec(page)?.[1] ?? 'null'))

let phones = 0

/** A telephone with its browser: cookies, and a passkey. */
export function aPhone(the: TestApp, { origin = ours, key = anAuthenticator(origin) } = {}) {
  const cookies = new Map<string, string>()
  // Each somewhere else: how often is asked is counted by address.
  const number = ++phones
  const remoteAddress = `10.0.${number >> 8}.${number & 255}`
  const ask = async (method: 'GET' | 'POST', url: string, body?: Record<string, string> | object, json = false) => {
    const answer = await the.app.inject({
      method,
      url,
      remoteAddress,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/153',
        ...(method === 'POST'
          ? {
              origin,
              'sec-fetch-site': 'same-origin',
              'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
            }
          : {}),
      },
      ...(body
        ? { payload: json ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString() }
        : {}),
    })
    for (const { name, value } of answer.cookies) value === '' ? cookies.delete(name) : cookies.set(name, value)
    return answer
  }
  const session = (): string => [...cookies].find(([name]) => name.endsWith('session'))?.[1] ?? ''
  const question = async (why: 'sign in' | 'add another' = 'sign in', back = '/') =>
    (await ask('POST', urls.passkeyQuestion(), { why, back }, true)).json()
  return {
    cookies,
    key,
    session,
    question,
    get: (url: string) => ask('GET', url),
    post: (url: string, fields: Record<string, string> = {}) => ask('POST', url, fields),
    /** As somebody signed in on it. */
    client: (): Client => client(the, session()),
    types: (code: string) => ask('POST', urls.invitation(), { code }),
    /** Types the code and makes the passkey. */
    setUp: async (code: string, lie?: PasskeyLie) => {
      const page = await ask('POST', urls.invitation(), { code })
      return ask('POST', urls.setUp(), { answer: key.create(optionsIn(page.body), lie) })
    },
    signIn: async (lie?: PasskeyLie, why: 'sign in' | 'add another' = 'sign in') =>
      ask('POST', urls.passkey(), { answer: key.get(await question(why), lie) }),
  }
}
export type Phone = ReturnType<typeof aPhone>

/** Somebody who may give codes gives one, on the page. */
export async function codeFor(the: TestApp, by: MadePerson, person: MadePerson, area = 'york'): Promise<string> {
  const boss = await signedIn(the, by)
  const path = urls.codeInPerson({ area, person: person.id })
  const hidden = await boss.hidden(path)
  const answer = await boss.post(path, hidden)
  expect(answer.status).toBe(303)
  return hidden.code ?? ''
}

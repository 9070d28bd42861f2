import { connect } from 'node:net'
import type { InjectOptions } from 'fastify'
import { describe, expect, test } from 'vitest'
import { origin, testApp } from './app.ts'
import { signedIn } from './as.ts'
import { testDatabase } from './database.ts'
import { guarded, personal } from './headers.ts'
import { aWorld } from './world.ts'

// Requests that no page of ours makes: whatever comes, the answer is a page with all its guards, and the next request works.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder })
const me = await signedIn(the, holder)
await the.app.listen({ port: 0, host: '127.0.0.1' })
const { port } = the.app.server.address() as { port: number }
const record = `/york/young-people/${child.id}`
const formType = 'application/x-www-form-urlencoded'

const ask = (options: InjectOptions) => the.app.inject(options)
const asMe = (options: InjectOptions) =>
  ask({
    ...options,
    cookies: { session: me.token },
    headers: { origin, 'sec-fetch-site': 'same-origin', ...options.headers },
  })

describe('every answer carries its guards', () => {
  test.each([
    ['a page', { url: '/' }, 200],
    ['a record', { url: record }, 200],
    ['a page for anybody', { url: '/accessibility' }, 200],
    ['an address that does not exist', { url: '/no/such/page' }, 404],
    ['a child that does not exist', { url: '/york/young-people/00000000-0000-4000-8000-000000000000' }, 404],
    ['a page the role does not include', { url: '/york/accounts' }, 403],
    ['a button without its token', { url: '/lock', method: 'POST' }, 303],
    ['a post from elsewhere', { url: '/lock', method: 'POST', headers: { origin: 'https://evil.example' } }, 403],
    ['a bad percent sign in the address', { url: '/york/%zz' }, 404],
    ['half a character in the address', { url: '/york/%C3' }, 404],
    ['a parameter of 4,000 characters', { url: `/york/young-people/${'x'.repeat(4_000)}` }, 404],
    [
      'a body of a kind nobody sends',
      { url: '/lock', method: 'POST', headers: { 'content-type': 'application/xml' }, payload: '<a/>' },
      415,
    ],
    [
      'plain text sent to a form',
      { url: '/lock', method: 'POST', headers: { 'content-type': 'text/plain' }, payload: 'a=b' },
      415,
    ],
    [
      'JSON sent to a form',
      { url: '/lock', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{"a":1}' },
      415,
    ],
    [
      'JSON that is none',
      { url: '/drafts', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{"a":' },
      400,
    ],
    [
      'JSON that is none, sent to a form',
      { url: '/lock', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '{"a":' },
      415,
    ],
    [
      'a draft that is a number',
      { url: '/drafts', method: 'POST', headers: { 'content-type': 'application/json' }, payload: '5' },
      400,
    ],
    [
      'a body larger than any form',
      { url: '/lock', method: 'POST', headers: { 'content-type': formType }, payload: 'a'.repeat(9 * 1024 * 1024) },
      413,
    ],
    [
      'more answers than any form has',
      { url: '/lock', method: 'POST', headers: { 'content-type': formType }, payload: 'a=&'.repeat(200_000) },
      413,
    ],
  ] satisfies [string, InjectOptions, number][])('%s', async (_, options, status) => {
    const answer = await asMe(options)
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(status)
    guarded(answer, { page: !options.url.startsWith('/drafts') && status !== 303 })
    personal(answer)
    expect(answer.body).not.toMatch(/FST_|"statusCode"|\bat .+:\d+:\d+/)
  })

  test('an asset, which may be kept', async () => {
    const page = await ask({ url: '/accessibility' })
    const asset = /(?:href|src)="(\/assets\/[^"]+)"/.exec(page.body)?.[1] ?? ''
    const answer = await ask({ url: asset })
    expect(answer.statusCode).toBe(200)
    guarded(answer, { page: false })
  })

  test('over https also the promise to stay there', async () => {
    const secure = await testApp(database, { ORIGIN: 'https://tr.example.org' })
    for (const url of ['/accessibility', '/nowhere', '/york/%zz', '/health/live']) {
      const answer = await secure.app.inject({ url })
      expect(answer.headers['strict-transport-security'], url).toMatch(/max-age=\d{8}/)
    }
    const bare = await ask({ url: '/accessibility' })
    expect(bare.headers['strict-transport-security']).toBeUndefined()
  })

  test('what is not HTTP at all', async () => {
    for (const [raw, status] of [
      ['NONSENSE\r\n\r\n', 400],
      [`GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
      ['POST /lock HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
    ] as const) {
      const answer = await sendRaw(port, raw)
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
      expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff')
      expect(answer.toLowerCase()).toContain('content-security-policy: ')
      expect(answer.toLowerCase()).toContain('cache-control: no-store')
    }
  })
})

describe('methods', () => {
  test('HEAD answers as GET does, without a body', async () => {
    const answer = await asMe({ method: 'HEAD', url: record })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).toBe('')
    guarded(answer, { page: false })
    personal(answer)
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)('%s does nothing anywhere', async method => {
    for (const url of ['/', record, '/lock', '/drafts', `${record}/identity`]) {
      const answer = await asMe({ method, url })
      expect(answer.statusCode, url).toBe(404)
      guarded(answer, { page: true })
      personal(answer)
    }
    expect((await me.get('/')).status, 'the session is as it was').toBe(200)
  })

  test('a post to a page that only shows, and a look at a button, find nothing', async () => {
    expect(
      (await asMe({ method: 'POST', url: record, payload: '', headers: { 'content-type': formType } })).statusCode,
    ).toBe(404)
    expect((await asMe({ url: '/lock' })).statusCode).toBe(404)
  })
})

describe('cookies, addresses and bodies that nobody’s browser makes', () => {
  test.each([
    '%00',
    '%00'.repeat(50),
    '%ED%A0%80',
    '%zz',
    'x'.repeat(400),
    '"',
    ';;=;session',
    '%E2%80%AE',
    "'; drop table app.session; --",
  ])('a session cookie of %s is no session, ever so often', async value => {
    // More often than there are connections: none of them may stay broken.
    for (let time = 0; time < 8; time++) {
      const answer = await ask({ url: '/', headers: { cookie: `session=${value}` } })
      expect(answer.statusCode).toBe(303)
      expect(answer.headers.location).toBe('/sign-in?return=%2F')
    }
    const post = await ask({
      method: 'POST',
      url: '/lock',
      payload: '_csrf=x',
      headers: { cookie: `session=${value}`, 'content-type': formType, origin },
    })
    expect(post.statusCode).toBe(303)
    expect((await me.get('/')).status).toBe(200)
  })

  test('a sign-in cookie of nonsense is a sign-in that did not work', async () => {
    for (const value of ['%00', '%zz', 'x'.repeat(6_000)]) {
      const answer = await ask({ url: '/sign-in/callback?code=%00&state=%00', headers: { cookie: `sign-in=${value}` } })
      expect(answer.statusCode).toBe(400)
      guarded(answer, { page: true })
    }
  })

  test.each([
    'return=%2F%2Fevil.example',
    'return=https%3A%2F%2Fevil.example',
    'return=%2F%5Cevil.example',
    'return=/a&return=//evil.example',
    'return=%2F%0d%0aSet-Cookie:x',
    'return=%00',
    'return=%zz',
    '__proto__=x&constructor=y',
  ])('a lock page with %s leads nowhere else', async query => {
    const answer = await ask({ url: `/locked?${query}` })
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toMatch(/href="[^"]*(evil|Set-Cookie)/)
  })

  test('an address in absolute form leads to nobody else', async () => {
    for (const url of ['//evil.example/', '//evil.example/york/young-people', `http://evil.example${record}`]) {
      for (const head of [
        `GET ${url} HTTP/1.1\r\nHost: evil.example\r\n`,
        `POST ${url} HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nCookie: session=${me.token}\r\n`,
        `POST ${url}/identity HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\nCookie: session=${me.token}\r\n`,
      ]) {
        const answer = await sendRaw(port, `${head}Connection: close\r\n\r\n`)
        expect(answer).toMatch(/^HTTP\/1.1 [34]\d\d /)
        expect(answer).not.toMatch(/\r\nlocation: (https?:)?\/\//i)
      }
    }
  })

  test('a button on an address that cannot be, without a token and with one', async () => {
    for (const url of [
      '/york/young-people/nonsense/unlock',
      '/NOWHERE/young-people/nonsense/unlock',
      '/york/forum/meetings/x/close',
      '/york/accounts/x/close',
    ]) {
      const bare = await asMe({ method: 'POST', url, payload: '', headers: { 'content-type': formType } })
      expect([303, 403, 404], url).toContain(bare.statusCode)
      const own = await me.post(url, await me.hidden('/your-sessions'))
      expect([403, 404], url).toContain(own.status)
    }
  })

  test('names that mean something to the program mean nothing in a form', async () => {
    const hidden = await me.hidden('/your-sessions')
    const answer = await me.post('/york/young-people/find', {
      ...hidden,
      __proto__x: '1',
      constructor: '1',
      ['__proto__']: 'x',
      'prototype[a]': '1',
      hasOwnProperty: 'x',
      toString: 'x',
    })
    expect(answer.status).toBe(422)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('drafts', () => {
  const draft = (body: Record<string, unknown>, changed: Record<string, unknown> = {}) =>
    me.hidden('/your-sessions').then(({ _csrf }) =>
      asMe({
        method: 'POST',
        url: '/drafts',
        headers: { 'content-type': 'application/json' },
        payload: JSON.stringify({
          csrf: _csrf,
          form: 'find',
          subject: '/york/young-people/find',
          instance: '0190a000-0000-7000-8000-000000000001',
          body,
          ...changed,
        }),
      }),
    )

  test.each([
    ['the six characters \\u0000', { name: 'a \\u0000 b' }],
    ['NUL', { name: 'a \u0000 b' }],
    ['half a surrogate pair', { name: 'a \ud800 b' }],
    ['NUL in a name', { 'na\u0000me': 'x' }],
    ['half a surrogate pair in a name', { 'na\udfffme': 'x' }],
    ['a list with all of it', { name: ['\\u0000', '\u0000', '\ud83d', 'x\\'] }],
    ['a name that means something', JSON.parse('{"constructor":"x","toString":"y"}') as Record<string, unknown>],
  ])('with %s are kept', async (_, body) => {
    const answer = await draft(body)
    expect(answer.statusCode, answer.body).toBe(200)
    guarded(answer, { page: false })
    personal(answer)
  })

  test('what was typed is what comes back', async () => {
    const text = 'C:\\u0000\\temp \\\\ "quoted" 😀 \u202eturned'
    const instance = '0190a000-0000-7000-8000-000000000002'
    await draft({ name: text }, { instance })
    const { body } = await world.one<{ body: { name: string } }>('select body from draft where instance = $1', [
      instance,
    ])
    expect(body.name).toBe(text)
  })

  test('too large a one is told so, not lost in an error', async () => {
    const noise = () =>
      Array.from({ length: 50_000 }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join('')
    const answer = await draft(Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`field${i}`, noise()])))
    expect(answer.statusCode).toBe(413)
    expect(answer.json()).toEqual({ saved: false })
  })

  test('names, numbers and addresses that cannot be are refused', async () => {
    for (const changed of [
      { instance: 'x' },
      { subject: '//evil' },
      { subject: 'x'.repeat(400) },
      { form: '' },
      { youngPerson: "'" },
      { extra: 1 },
      { body: 5 },
      { body: { a: 5 } },
      { body: { a: { b: 'c' } } },
    ])
      expect((await draft({}, changed)).statusCode, JSON.stringify(changed)).toBe(400)
  })
})

test('nothing of all that failed on our side, or stands in the log', () => {
  const lines = the.logged.map(line => JSON.parse(line) as { level: number; msg: string })
  expect(lines.filter(line => line.level >= 50)).toEqual([])
  expect(the.logged.join('\n')).not.toMatch(/evil|drop table|xxxx/)
})

function sendRaw(port: number, raw: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(raw))
    socket.on('data', chunk => (answer += chunk))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { hostileIssuer } from '../../test/hostile-issuer.ts'
import { begin, issuerAt, ours, redirectUri } from '../../test/relying-party.ts'
import { now } from '../platform/clock.ts'
import { type IssuerConfig, issuerConfig } from '../platform/config.ts'
import { beginSignIn, finishSignIn, issuersFrom } from './oidc.ts'
import { failed, failureFrom, signInFailures } from './oidc-failure.ts'

// What hostile issuers do is in test/hostile-issuer.test.ts; here is what we ask for, and issuers that are not there.

const council: IssuerConfig = {
  key: 'council',
  name: 'The council',
  issuer: 'https://issuer.example',
  clientId: ours.id,
  clientSecret: ours.secret,
}

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()))
})

async function honest() {
  const issuer = await hostileIssuer([ours])
  stops.push(issuer.stop)
  return issuer
}

describe('the configured issuers', () => {
  test('keep their key and name, and nobody is asked before the first sign-in', async () => {
    const there = await honest()
    const issuers = issuersFrom([council, { ...council, key: 'nhs', name: 'NHS', issuer: there.issuer }], {
      allowHttp: true,
    })
    expect([...issuers.values()].map(i => [i.key, i.name])).toEqual([
      ['council', 'The council'],
      ['nhs', 'NHS'],
    ])
    expect(there.asked).toEqual([])
  })

  test('may not be on plain http outside the trial', () => {
    expect(() => issuersFrom([{ ...council, issuer: 'http://issuer.example' }])).toThrow('needs an https address')
  })

  test('may not share a key', () => {
    expect(() => issuersFrom([council, council])).toThrow('both called council')
  })

  test.each([
    ['a key with a blank', { key: 'the council' }],
    ['no name', { name: '' }],
    ['an address with a query', { issuer: 'https://issuer.example/?tenant=1' }],
    ['an address that is no web address', { issuer: 'ftp://issuer.example' }],
    ['no secret', { clientSecret: '' }],
  ])('may not have %s', (_, wrong) => {
    expect(issuerConfig.safeParse({ ...council, ...wrong }).success).toBe(false)
  })
})

describe('leaving for the issuer', () => {
  test('asks for a code with PKCE, state and nonce, and keeps the secrets of it at home', async () => {
    const there = await honest()
    const { url, pending } = await begin(issuerAt(there.issuer))
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toEqual({
      client_id: ours.id,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile',
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    })
    for (const secret of [pending.codeVerifier, ours.secret]) expect(url.href).not.toContain(encodeURIComponent(secret))
    expect(pending).toMatchObject({ issuerKey: 'council', startedAt: expect.any(Date) })
    expect(pending.maxAge).toBeUndefined()
  })

  test('never asks twice with the same state, nonce or verifier', async () => {
    const from = issuerAt((await honest()).issuer)
    const first = (await begin(from)).pending
    const again = (await begin(from)).pending
    for (const name of ['state', 'nonce', 'codeVerifier'] as const) {
      expect(first[name]).toMatch(/^[\w-]{43}$/)
      expect(again[name]).not.toBe(first[name])
    }
  })

  test('a step-up asks for a sign-in made now, and remembers that it did', async () => {
    const { url, pending } = await begin(issuerAt((await honest()).issuer), { maxAgeSeconds: 120 })
    expect(url.searchParams.get('prompt')).toBe('login')
    expect(url.searchParams.get('max_age')).toBe('120')
    expect(pending.maxAge).toBe(120)
  })

  test('a hint of who is expected is passed on', async () => {
    const from = issuerAt((await honest()).issuer)
    const begun = await beginSignIn(from, { redirectUri, now: now(), loginHint: 'asha' })
    expect(begun.ok && begun.url.searchParams.get('login_hint')).toBe('asha')
  })

  test('the issuer is asked for its description once, however many leave at the same time, and again after an hour', async () => {
    const there = await honest()
    const from = issuerAt(there.issuer)
    await Promise.all([begin(from), begin(from), begin(from)])
    expect(there.asked).toEqual(['/.well-known/openid-configuration'])
    await beginSignIn(from, { redirectUri, now: new Date(now().getTime() + 3_600_001) })
    expect(there.asked).toHaveLength(2)
  })

  test('an issuer that only takes the secret in the form gets it there', async () => {
    const there = await honest()
    const forms: string[] = []
    there.lies({
      discovery: d => ({ ...d, token_endpoint_auth_methods_supported: ['client_secret_post'] }),
      form: form => forms.push(form.get('client_secret') ?? ''),
    })
    const from = issuerAt(there.issuer)
    const { url, pending } = await begin(from)
    await finishSignIn(from, there.visit(url), pending, now())
    expect(forms).toEqual([ours.secret])
  })
})

describe('an issuer that is not there', () => {
  test('is a named reason, and works again as soon as it is back', async () => {
    const there = await honest()
    const from = issuerAt(there.issuer)
    there.lies({ discovery: () => ({ status: 503, body: '{}' }) })
    const down = await beginSignIn(from, { redirectUri, now: now() })
    expect(down).toEqual({ ok: false, why: 'issuer unavailable', detail: '503' })
    there.lies({})
    expect(await beginSignIn(from, { redirectUri, now: now() })).toMatchObject({ ok: true })
  })

  test('is told apart by the code of the connection', async () => {
    const gone = await hostileIssuer([ours])
    const from = issuerAt(gone.issuer)
    await gone.stop()
    const down = await beginSignIn(from, { redirectUri, now: now() })
    expect(down).toEqual({ ok: false, why: 'issuer unavailable', detail: 'ECONNREFUSED' })
  })

  test.each([
    ['never answers', false],
    ['begins to answer and never ends', true],
  ])('is given up after the time-out when it %s', async (_, begins) => {
    const silent = createServer((_request, response) => {
      if (begins) response.writeHead(200, { 'content-type': 'application/json' }).write('{')
    })
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve))
    stops.push(
      () =>
        new Promise(resolve => {
          silent.close(() => resolve())
          silent.closeAllConnections()
        }),
    )
    const { port } = silent.address() as AddressInfo // a TCP server's address is never a string
    const config = { ...council, issuer: `http://127.0.0.1:${port}` }
    const from = issuersFrom([config], { allowHttp: true, timeoutSeconds: 0.2 }).get('council')
    if (!from) throw new Error('no issuer')
    const started = performance.now()
    const down = await beginSignIn(from, { redirectUri, now: now() })
    expect(down).toEqual({ ok: false, why: 'issuer unavailable', detail: 'TimeoutError' })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  test('at the return is a named reason too', async () => {
    const there = await hostileIssuer([ours])
    const from = issuerAt(there.issuer)
    const { url, pending } = await begin(from)
    const back = there.visit(url)
    await there.stop()
    expect(await finishSignIn(from, back, pending, now())).toMatchObject({ ok: false, why: 'issuer unavailable' })
  })
})

describe('a failure', () => {
  test('that nobody foresaw signs nobody in', () => {
    expect(failureFrom(new Error('something new'))).toEqual({ ok: false, why: 'issuer answered unexpectedly' })
    expect(failureFrom(undefined)).toEqual({ ok: false, why: 'issuer answered unexpectedly' })
  })

  test('carries a short code or nothing', () => {
    expect(failed('issuer reported an error', 'invalid_scope').detail).toBe('invalid_scope')
    for (const long of ['Asha Example was here', 'x'.repeat(61), '', 7, undefined]) {
      expect(failed('issuer reported an error', long)).not.toHaveProperty('detail')
    }
  })

  test('has a name used once', () => {
    expect(new Set(signInFailures).size).toBe(signInFailures.length)
  })
})

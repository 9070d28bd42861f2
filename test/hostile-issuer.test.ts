import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { now } from '../src/platform/clock.ts'
import { beginSignIn, finishSignIn, PENDING_SECONDS, type SignInFailure } from '../src/web/oidc.ts'
import { type HostileIssuer, hostileIssuer, type Lie, saying, without } from './hostile-issuer.ts'
import { begin, issuerAt, ours, redirectUri, signInWith } from './relying-party.ts'

// Design D: every hostile answer ends as a named reason; nobody is signed in and nothing is thrown. Hostile identity tokens
// have a file of their own.

const theirs = { id: 'another-service', secret: 'another secret' }
const html = (status: number) => () => ({ status, type: 'text/html', body: '<h1>Sorry</h1>' })

let hostile: HostileIssuer
let second: HostileIssuer
beforeAll(async () => {
  hostile = await hostileIssuer([ours, theirs])
  second = await hostileIssuer([ours])
})
afterAll(async () => {
  await Promise.all([hostile.stop(), second.stop()])
})
beforeEach(() => {
  hostile.lies({})
  second.lies({})
  hostile.asked.length = 0
})

describe('a wrong answer through the browser is refused', () => {
  const answers: [string, SignInFailure, (answer: URLSearchParams) => void][] = [
    ['without state', 'state missing', a => a.delete('state')],
    ['with an empty state', 'state missing', a => a.set('state', '')],
    ['with another state', 'state wrong', a => a.set('state', 'x'.repeat(43))],
    ['with two states', 'answer malformed', a => a.append('state', a.get('state') ?? '')],
    ['with two codes', 'answer malformed', a => a.append('code', 'another')],
    ['naming another issuer', 'answer from another issuer', a => a.set('iss', 'https://issuer.example')],
    ['naming this issuer with a slash more', 'answer from another issuer', a => a.set('iss', `${a.get('iss')}/`)],
    ['naming no issuer, though it said it would', 'issuer not named', a => a.delete('iss')],
    ['naming an empty issuer, though it said it would', 'issuer not named', a => a.set('iss', '')],
    ['without a code', 'code missing', a => a.delete('code')],
    ['with an empty code', 'code missing', a => a.set('code', '')],
    ['with a token in the address', 'answer malformed', a => a.set('id_token', 'a.b.c')],
    ['that says the person declined', 'declined', a => a.set('error', 'access_denied')],
    ['that is an error', 'issuer reported an error', a => a.set('error', 'server_error')],
    ['with an invented code', 'code refused', a => a.set('code', 'invented')],
  ]
  test.each(answers)('%s', async (_, why, callback) => {
    expect(await signInWith(hostile, { callback })).toMatchObject({ ok: false, why })
  })

  test('an error keeps its code for the log, and nothing longer', async () => {
    expect(await signInWith(hostile, { callback: a => a.set('error', 'invalid_scope') })).toHaveProperty(
      'detail',
      'invalid_scope',
    )
    expect(await signInWith(hostile, { callback: a => a.set('error', '<b>Asha</b>') })).not.toHaveProperty('detail')
  })

  test('an answer with a wrong state never reaches the issuer', async () => {
    await signInWith(hostile, { callback: a => a.set('state', 'wrong') })
    expect(hostile.asked).not.toContain('/token')
  })
})

describe('an issuer that misbehaves signs nobody in', () => {
  const misdeeds: [string, SignInFailure, Lie][] = [
    ['answers 500', 'issuer unavailable', { token: html(500) }],
    ['asks us to try later', 'issuer unavailable', { token: html(429) }],
    [
      'answers 500 as JSON',
      'issuer unavailable',
      { token: () => ({ status: 500, body: '{"error":"invalid_grant"}' }) },
    ],
    ['answers with a web page', 'issuer answered unexpectedly', { token: html(200) }],
    ['answers with half of a JSON', 'issuer answered unexpectedly', { token: () => ({ body: '{"access_token":' }) }],
    ['answers with a list', 'issuer answered unexpectedly', { token: () => ({ body: '[]' }) }],
    ['answers with nothing', 'issuer answered unexpectedly', { token: () => ({ body: '' }) }],
    [
      'sends us elsewhere',
      'issuer answered unexpectedly',
      { token: () => ({ status: 302, body: '', headers: { location: 'http://127.0.0.1:9/' } }) },
    ],
    ['gives a token of another type', 'issuer answered unexpectedly', { token: saying({ token_type: 'mac' }) }],
    ['gives no access token', 'issuer answered unexpectedly', { token: without('access_token') }],
    ['never stops talking', 'issuer unavailable', { token: () => ({ body: ' '.repeat(400_000) }) }],
    ['refuses our secret', 'client refused', { token: () => ({ status: 401, body: '{"error":"invalid_client"}' }) }],
    [
      'refuses our secret with a challenge',
      'client refused',
      { token: () => ({ status: 401, body: '', headers: { 'www-authenticate': 'Basic realm="x"' } }) },
    ],
    [
      'reports another error',
      'issuer reported an error',
      { token: () => ({ status: 400, body: '{"error":"invalid_request"}' }) },
    ],
    ['publishes no keys', 'key unknown', { keys: () => [] }],
    ['publishes a broken key', 'key unusable', { keys: () => [{ kty: 'RSA', kid: 'RS256', n: '!', e: 'AQAB' }] }],
    ['cannot show its keys', 'issuer unavailable', { keys: html(503) }],
    ['shows a web page for keys', 'issuer answered unexpectedly', { keys: html(200) }],
  ]
  test.each(misdeeds)('when it %s', async (_, why, lie) => {
    expect(await signInWith(hostile, lie)).toMatchObject({ ok: false, why })
  })

  const descriptions: [string, SignInFailure, Lie['discovery']][] = [
    ['is of another issuer', 'issuer misconfigured', saying({ issuer: 'https://issuer.example' })],
    ['differs by a slash', 'issuer misconfigured', d => ({ ...d, issuer: `${d.issuer}/` })],
    ['has no keys', 'issuer misconfigured', without('jwks_uri')],
    ['has no place to sign in', 'issuer misconfigured', without('authorization_endpoint')],
    ['has no place for tokens', 'issuer misconfigured', saying({ token_endpoint: 'nowhere' })],
    [
      'offers only none and HS256',
      'issuer misconfigured',
      saying({ id_token_signing_alg_values_supported: ['none', 'HS256'] }),
    ],
    ['takes no secret', 'issuer misconfigured', saying({ token_endpoint_auth_methods_supported: ['private_key_jwt'] })],
    ['is a web page', 'issuer answered unexpectedly', html(200)],
    ['is missing', 'issuer answered unexpectedly', html(404)],
    ['is broken', 'issuer unavailable', html(500)],
  ]
  test.each(descriptions)('when its description %s', async (_, why, discovery) => {
    hostile.lies(discovery ? { discovery } : {})
    expect(await beginSignIn(issuerAt(hostile.issuer), { redirectUri, now: now() })).toMatchObject({ ok: false, why })
  })
})

describe('an answer belongs to one sign-in', () => {
  test('a code is good once', async () => {
    const from = issuerAt(hostile.issuer)
    const { url, pending } = await begin(from)
    const back = hostile.visit(url)
    expect(await finishSignIn(from, back, pending, now())).toMatchObject({ ok: true })
    expect(await finishSignIn(from, back, pending, now())).toMatchObject({ ok: false, why: 'code refused' })
  })

  test('a code given to another service is not ours', async () => {
    const from = issuerAt(hostile.issuer)
    const { pending } = await begin(from)
    const stolen = hostile.visit((await begin(issuerAt(hostile.issuer, theirs))).url)
    stolen.searchParams.set('state', pending.state)
    expect(await finishSignIn(from, stolen, pending, now())).toMatchObject({ ok: false, why: 'code refused' })
  })

  test('a code from somebody else’s sign-in fails on PKCE', async () => {
    const from = issuerAt(hostile.issuer)
    const mine = await begin(from)
    const planted = hostile.visit((await begin(from)).url)
    planted.searchParams.set('state', mine.pending.state)
    expect(await finishSignIn(from, planted, mine.pending, now())).toMatchObject({ ok: false, why: 'code refused' })
  })

  test('an answer begun with one issuer is not finished with another', async () => {
    const first = issuerAt(hostile.issuer, ours, 'first')
    const { url, pending } = await begin(first)
    const done = await finishSignIn(issuerAt(second.issuer, ours, 'second'), hostile.visit(url), pending, now())
    expect(done).toMatchObject({ ok: false, why: 'begun with another issuer' })
  })

  test('an answer of the second issuer, mixed up into a sign-in with the first, gives no code away', async () => {
    const first = issuerAt(hostile.issuer, ours, 'first')
    const { pending } = await begin(first)
    const mixed = second.visit((await begin(issuerAt(second.issuer, ours, 'second'))).url)
    mixed.searchParams.set('state', pending.state)
    const done = await finishSignIn(first, mixed, pending, now())
    expect(done).toMatchObject({ ok: false, why: 'answer from another issuer' })
    expect(hostile.asked).not.toContain('/token')
  })

  test('an answer on another callback address is refused by the issuer', async () => {
    const from = issuerAt(hostile.issuer)
    const { url, pending } = await begin(from)
    const elsewhere = new URL(`https://other.example/sign-in/callback${hostile.visit(url).search}`)
    expect(await finishSignIn(from, elsewhere, pending, now())).toMatchObject({ ok: false, why: 'code refused' })
  })

  test('an answer that took too long is refused', async () => {
    const from = issuerAt(hostile.issuer)
    const { url, pending } = await begin(from)
    const late = new Date(pending.startedAt.getTime() + PENDING_SECONDS * 1000 + 1)
    expect(await finishSignIn(from, hostile.visit(url), pending, late)).toMatchObject({
      ok: false,
      why: 'begun too long ago',
    })
  })

  test('a token is checked by our clock: ten minutes on, one of five minutes has expired', async () => {
    const from = issuerAt(hostile.issuer)
    const { url, pending } = await begin(from)
    const later = new Date(now().getTime() + 600_000)
    expect(await finishSignIn(from, hostile.visit(url), pending, later)).toMatchObject({
      ok: false,
      why: 'token expired',
    })
  })

  test('our wrong secret is named as such', async () => {
    const from = issuerAt(hostile.issuer, { id: ours.id, secret: 'an old one' })
    const { url, pending } = await begin(from)
    expect(await finishSignIn(from, hostile.visit(url), pending, now())).toMatchObject({
      ok: false,
      why: 'client refused',
    })
  })
})

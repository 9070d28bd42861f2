import { generateKeyPairSync } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now } from '../src/platform/clock.ts'
import type { SignInFailure } from '../src/web/oidc.ts'
import {
  type HostileIssuer,
  hmac,
  hostileIssuer,
  type Json,
  type Lie,
  publicKeyText,
  saying,
  signatureOf,
  without,
} from './hostile-issuer.ts'
import { ours, signInWith } from './relying-party.ts'

// Design D: identity tokens, honest and hostile. The issuer's other lies are in hostile-issuer.test.ts.

const theirs = { id: 'another-service' }
const strangersKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const weakKey = generateKeyPairSync('rsa', { modulusLength: 1024 })
const seconds = () => Math.floor(now().getTime() / 1000)

let hostile: HostileIssuer
beforeAll(async () => {
  hostile = await hostileIssuer([ours])
})
afterAll(() => hostile.stop())

describe('an honest answer signs in', () => {
  test.each(['RS256', 'PS256', 'ES256', 'EdDSA'] as const)('signed with %s', async signer => {
    const done = await signInWith(hostile, { signer })
    expect(done).toEqual({
      ok: true,
      identity: { issuer: hostile.issuer, subject: 'asha', authTime: expect.any(Date), name: 'Asha Example' },
    })
  })

  test.each<[string, Lie]>([
    ['whose audience is a list of us alone', { claims: saying({ aud: [ours.id] }) }],
    ['for us and somebody else, made out to us', { claims: saying({ aud: [ours.id, 'x'], azp: ours.id }) }],
    ['without a time of sign-in, when nobody asked for one', { claims: without('auth_time') }],
    ['from a clock ten seconds fast', { claims: c => ({ ...c, iat: Number(c.iat) + 10, nbf: Number(c.iat) + 10 }) }],
    ['that expired ten seconds ago', { claims: c => ({ ...c, exp: Number(c.iat) - 10 }) }],
    ['without a key id, when one key fits', { header: { kid: undefined } }],
    ['with a subject of 255 characters', { claims: saying({ sub: 'a'.repeat(255) }) }],
    [
      'that names itself in the answer without having said it would',
      { discovery: without('authorization_response_iss_parameter_supported') },
    ],
  ])('%s', async (_, lie) => {
    expect(await signInWith(hostile, lie)).toMatchObject({ ok: true })
  })

  test('after a step-up, with the time of sign-in', async () => {
    const done = await signInWith(hostile, {}, { maxAgeSeconds: 60 })
    expect(done.ok && done.identity.authTime?.getTime()).toBeGreaterThan(now().getTime() - 5_000)
  })

  test('with a name made safe to show', async () => {
    const done = await signInWith(hostile, {
      claims: saying({ name: `  Asha\u202e\r\n\u0000Example ${'x'.repeat(300)}` }),
    })
    expect(done.ok && done.identity.name).toMatch(/^Asha Example x+$/)
    expect(done.ok && done.identity.name?.length).toBe(200)
  })

  test('and its e-mail address identifies nobody', async () => {
    const done = await signInWith(hostile, { claims: saying({ email: 'asha@example.org', email_verified: true }) })
    expect(JSON.stringify(done)).not.toContain('@')
  })
})

describe('a wrong identity token is refused', () => {
  const tokens: [string, SignInFailure, Lie][] = [
    ['without nonce', 'nonce missing', { claims: without('nonce') }],
    ['with another nonce', 'nonce wrong', { claims: saying({ nonce: 'another' }) }],
    ['for somebody else', 'audience wrong', { claims: saying({ aud: theirs.id }) }],
    ['for a list of others', 'audience wrong', { claims: saying({ aud: [theirs.id] }) }],
    [
      'for us and somebody else, made out to nobody',
      'audience wrong',
      { claims: saying({ aud: [ours.id, theirs.id] }) },
    ],
    [
      'for us and somebody else, made out to them',
      'authorised party wrong',
      { claims: saying({ aud: [ours.id, theirs.id], azp: theirs.id }) },
    ],
    ['for us alone, made out to somebody else', 'authorised party wrong', { claims: saying({ azp: theirs.id }) }],
    ['without audience', 'claim missing', { claims: without('aud') }],
    ['of another issuer', 'token from another issuer', { claims: saying({ iss: 'https://issuer.example' }) }],
    ['without issuer', 'claim missing', { claims: without('iss') }],
    ['signed by a stranger', 'signature wrong', { signature: signed => signatureOf('RS256', signed, strangersKey) }],
    [
      'with a bit turned over',
      'signature wrong',
      { signature: (_, made) => Buffer.from(made.map((b, i) => (i === 9 ? b ^ 1 : b))) },
    ],
    ['with an empty signature', 'signature wrong', { signature: () => Buffer.alloc(0) }],
    ['with claims changed after signing', 'signature wrong', { jwt: jwt => changed(jwt, { sub: 'chair' }) }],
    ['signed with a key nobody knows', 'key unknown', { header: { kid: 'unknown' } }],
    ['signed with a key of another kind', 'key unknown', { header: { kid: 'ES256' } }],
    ['without key id where two keys fit', 'key unknown', { header: { kid: undefined }, keys: k => [...k, ...k] }],
    [
      'that brings its own key',
      'signature wrong',
      { header: { jwk: { kty: 'oct', k: 'eA' } }, signature: s => signatureOf('RS256', s, strangersKey) },
    ],
    [
      'with alg none and no signature',
      'algorithm not allowed',
      { header: { alg: 'none' }, signature: () => Buffer.alloc(0) },
    ],
    ['with alg None', 'algorithm not allowed', { header: { alg: 'None' } }],
    ['without alg', 'algorithm not allowed', { header: { alg: undefined } }],
    [
      'signed HS256 with our secret',
      'algorithm not allowed',
      { header: { alg: 'HS256', kid: undefined }, signature: s => hmac(ours.secret, s) },
    ],
    [
      'signed HS256 with the public key',
      'algorithm not allowed',
      { header: { alg: 'HS256' }, signature: s => hmac(publicKeyText(), s) },
    ],
    [
      'signed HS256 by an issuer that advertises it',
      'algorithm not allowed',
      {
        discovery: saying({ id_token_signing_alg_values_supported: ['none', 'HS256', 'RS256'] }),
        header: { alg: 'HS256', kid: undefined },
        signature: s => hmac(ours.secret, s),
      },
    ],
    [
      'with alg none by an issuer that advertises it',
      'algorithm not allowed',
      {
        discovery: saying({ id_token_signing_alg_values_supported: ['none', 'RS256'] }),
        header: { alg: 'none' },
        signature: () => Buffer.alloc(0),
      },
    ],
    [
      'signed RS512 by an issuer that advertises it: not on our list',
      'algorithm not allowed',
      { discovery: saying({ id_token_signing_alg_values_supported: ['RS256', 'RS512'] }), header: { alg: 'RS512' } },
    ],
    [
      'signed ES256 where only RS256 is advertised',
      'algorithm not allowed',
      { signer: 'ES256', discovery: without('id_token_signing_alg_values_supported') },
    ],
    [
      'signed with a key of 1024 bits',
      'key unusable',
      {
        keys: () => [{ ...weakKey.publicKey.export({ format: 'jwk' }), kid: 'RS256' }],
        signature: s => signatureOf('RS256', s, weakKey.privateKey),
      },
    ],
    ['with an extension we must understand', 'token malformed', { header: { crit: ['b64'], b64: false } }],
    ['that expired', 'token expired', { claims: c => ({ ...c, exp: seconds() - 120 }) }],
    [
      'made in the future',
      'token from the future',
      { claims: c => ({ ...c, iat: seconds() + 600, exp: seconds() + 900 }) },
    ],
    ['not valid yet', 'token from the future', { claims: c => ({ ...c, nbf: seconds() + 600 }) }],
    ['of a sign-in still to come', 'token from the future', { claims: c => ({ ...c, auth_time: seconds() + 600 }) }],
    ['without expiry', 'claim missing', { claims: without('exp') }],
    ['without a date', 'claim missing', { claims: without('iat') }],
    ['whose expiry is text', 'token malformed', { claims: saying({ exp: '2999-01-01' }) }],
    ['without subject', 'subject malformed', { claims: without('sub') }],
    ['with an empty subject', 'subject malformed', { claims: saying({ sub: '' }) }],
    ['whose subject is a blank', 'subject malformed', { claims: saying({ sub: ' ' }) }],
    ['whose subject is a number', 'subject malformed', { claims: saying({ sub: 7 }) }],
    ['with a huge subject', 'subject malformed', { claims: saying({ sub: 'a'.repeat(256) }) }],
    ['with a line end in the subject', 'subject malformed', { claims: saying({ sub: 'asha\n' }) }],
    ['with a null in the subject', 'subject malformed', { claims: saying({ sub: 'asha\u0000chair' }) }],
    ['with turned-round letters in the subject', 'subject malformed', { claims: saying({ sub: 'asha\u202e' }) }],
    ['cut short', 'token malformed', { jwt: jwt => jwt.slice(0, jwt.indexOf('.') + 20) }],
    ['of two parts', 'token malformed', { jwt: jwt => jwt.split('.').slice(0, 2).join('.') }],
    ['that is not a token', 'token malformed', { jwt: () => 'not.a.token' }],
    ['that is encrypted', 'token malformed', { jwt: () => 'a.b.c.d.e' }],
    [
      'whose claims are a list',
      'token malformed',
      { jwt: jwt => jwt.replace(/\..*\./, `.${Buffer.from('[1]').toString('base64url')}.`) },
    ],
    ['that is missing', 'token missing', { token: without('id_token') }],
    ['that is empty', 'token missing', { token: saying({ id_token: '' }) }],
  ]
  test.each(tokens)('%s', async (_, why, lie) => {
    expect(await signInWith(hostile, lie)).toMatchObject({ ok: false, why })
  })

  const stepUps: [string, SignInFailure, Lie][] = [
    ['from an hour ago', 'signed in too long ago', { claims: c => ({ ...c, auth_time: seconds() - 3_600 }) }],
    ['recent, but before we asked', 'signed in too long ago', { claims: c => ({ ...c, auth_time: seconds() - 100 }) }],
    ['not given', 'time of sign-in missing', { claims: without('auth_time') }],
    ['given as text', 'token malformed', { claims: saying({ auth_time: 'now' }) }],
  ]
  test.each(stepUps)('at a step-up, when the time of sign-in is %s', async (_, why, lie) => {
    expect(await signInWith(hostile, lie, { maxAgeSeconds: 300 })).toMatchObject({ ok: false, why })
  })
})

/** The token with other claims and the old signature. */
function changed(jwt: string, more: Json): string {
  const [header, payload = '', signature] = jwt.split('.')
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...more }
  return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.')
}

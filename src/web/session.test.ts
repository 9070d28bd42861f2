import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cookieName,
  cookieOptions,
  csrfToken,
  deviceName,
  fromOurselves,
  hash,
  newToken,
  sameToken,
  signInProof,
} from './session.ts'

const secret = 'ab'.repeat(32)
const ours = 'https://ours.example'

describe('tokens', () => {
  test('are 256 bits, never the same, and fit a cookie', () => {
    const some = Array.from({ length: 200 }, newToken)
    expect(new Set(some).size).toBe(200)
    for (const token of some) {
      expect(token).toMatch(/^[\w-]{43}$/)
      expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    }
  })

  test('are kept only as their hash', () => {
    expect(hash('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('the token of a form', () => {
  test('is of one session and one secret', () => {
    const mine = csrfToken(secret, 'session-1')
    expect(csrfToken(secret, 'session-1')).toBe(mine)
    expect(csrfToken(secret, 'session-2')).not.toBe(mine)
    expect(csrfToken('cd'.repeat(32), 'session-1')).not.toBe(mine)
    expect(mine).not.toContain('session-1')
  })

  test('is not the one of nobody', () => {
    expect(sameToken(csrfToken(secret, ''), csrfToken(secret, 'session-1'))).toBe(false)
  })

  test.each([undefined, null, '', 5, [], {}, 'x', 'é', '\u0000'])('%j is not it', given => {
    expect(sameToken(given, csrfToken(secret, 'session-1'))).toBe(false)
  })

  test('in a list is not it: a form says it once', () => {
    const token = csrfToken(secret, 'session-1')
    expect(sameToken([token], token)).toBe(false)
    expect(sameToken(token, token)).toBe(true)
  })

  test('with any character changed, added or taken away is not it', () => {
    const token = csrfToken(secret, 'session-1')
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('', 'A', 'B', '_', 'é', 'AA'), (at, put) => {
        const other = token.slice(0, at) + put + token.slice(at + 1)
        expect(sameToken(other, token)).toBe(other === token)
      }),
    )
  })
})

describe('where a post says it comes from', () => {
  test.each<[Record<string, string>, boolean]>([
    [{}, true],
    [{ origin: ours }, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ origin: ours, 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': '' }, false],
    [{ 'sec-fetch-site': 'SAME-ORIGIN' }, false],
    [{ origin: 'null' }, false],
    [{ origin: '' }, false],
    [{ origin: 'http://ours.example' }, false],
    [{ origin: 'https://ours.example:8443' }, false],
    [{ origin: 'https://ours.example.evil.example' }, false],
    [{ origin: 'https://evil-ours.example' }, false],
    [{ origin: 'https://ours.example/' }, false],
    [{ origin: ours, 'sec-fetch-site': 'cross-site' }, false],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
  ])('%j: %s', (headers, answer) => expect(fromOurselves(headers, ours)).toBe(answer))
})

describe('cookies', () => {
  test('belong to this host alone where it is reached by https, and no script reads them', () => {
    expect(cookieName('session', true)).toBe('__Host-session')
    expect(cookieOptions(true)).toEqual({ path: '/', httpOnly: true, sameSite: 'lax', secure: true })
    expect(cookieName('session', false)).toBe('session')
  })
})

test('the proof of a sign-in changes with the key and with every part of the message', () => {
  const proof = signInProof(secret, 'issuer\nsubject\n1').toString('hex')
  expect(proof).toMatch(/^[0-9a-f]{64}$/)
  expect(signInProof(secret, 'issuer\nsubject\n2').toString('hex')).not.toBe(proof)
  expect(signInProof('cd'.repeat(32), 'issuer\nsubject\n1').toString('hex')).not.toBe(proof)
})

describe('a device in plain words', () => {
  test.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36',
      'Chrome on Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605 Version/19.0 Mobile Safari/604.1',
      'Safari on iPhone or iPad',
    ],
    ['Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    ['', 'A browser'],
    [undefined, 'A browser'],
  ])('%s', (header, says) => expect(deviceName(header)).toBe(says))

  test('never repeats the header', () => {
    fc.assert(
      fc.property(fc.string(), header => {
        expect(deviceName(`<script>${header}`)).toMatch(/^(A browser|Edge|Firefox|Chrome|Safari)( on [\w ]+)?$/)
      }),
    )
  })
})

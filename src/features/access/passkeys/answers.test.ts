import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { anAuthenticator, type PasskeyLie } from '../../../../test/authenticator.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPhone, codeFor, type Phone } from '../../../../test/phone.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// What telephones answer, over HTTP: one that is honest unless it is told to lie (promises D).

const database = await testDatabase()
const world = await aWorld(database)
const the = await testApp(database)
const service = 'volunteer-mentor'
const manager = await world.person({ role: 'mentor-coordinator', area: 'york', service })
const aMentor = () => world.person({ role: 'volunteer-mentor', area: 'york', service })

/** A mentor whose telephone is set up. */
async function withPhone(): Promise<{ mentor: Awaited<ReturnType<typeof aMentor>>; phone: Phone }> {
  const mentor = await aMentor()
  const phone = aPhone(the)
  expect((await phone.setUp(await codeFor(the, manager, mentor))).statusCode).toBe(303)
  return { mentor, phone }
}
const isIn = async (phone: Phone) => (await phone.get('/')).statusCode === 200
const passkeysOf = async (person: { id: string }) =>
  (
    await world.db.query<{ ended_because: string | null }>(
      'select ended_because from passkey where person_id = $1 order by made_at',
      [person.id],
    )
  ).rows.map(row => row.ended_because)

describe('an answer', () => {
  const another = anAuthenticator('http://localhost')
  const lies: readonly (readonly [string, PasskeyLie])[] = [
    ['of another site', { client: honest => ({ ...honest, origin: 'http://localhost.evil.example' }) }],
    ['of the same host at another port', { client: honest => ({ ...honest, origin: 'http://localhost:81' }) }],
    ['of a page that holds ours in a frame', { client: honest => ({ ...honest, crossOrigin: true }) }],
    ['bound to another site', { rpId: 'evil.example' }],
    ['of the wrong kind', { client: honest => ({ ...honest, type: 'webauthn.create' }) }],
    ['of a telephone that did not ask who holds it', { without: 4 }],
    ['of a telephone that nobody touched', { without: 1 }],
    ['signed with another key', { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey }],
    [
      'whose signature was changed',
      { signature: made => Buffer.from(made.map((byte, n) => (n === made.length - 1 ? byte ^ 1 : byte))) },
    ],
    ['without a signature', { signature: () => Buffer.alloc(0) }],
    ['for another account', { userHandle: randomBytes(32) }],
    ['for no account', { userHandle: Buffer.alloc(0) }],
    [
      'of a passkey that nobody made here',
      {
        answer: honest => ({
          ...honest,
          id: another.id.toString('base64url'),
          rawId: another.id.toString('base64url'),
        }),
      },
    ],
    ['with two ids', { answer: honest => ({ ...honest, rawId: another.id.toString('base64url') }) }],
    ['of another type', { answer: honest => ({ ...honest, type: 'password' }) }],
    ['that is no object', { answer: () => 'an answer' }],
    ['without its parts', { answer: honest => ({ ...honest, response: {} }) }],
    ['with a list where a text belongs', { answer: honest => ({ ...honest, id: [honest.id] }) }],
    ['with a challenge that is none', { client: honest => ({ ...honest, challenge: ['a'] }) }],
    [
      'with a challenge of its own',
      { client: honest => ({ ...honest, challenge: randomBytes(32).toString('base64url') }) },
    ],
    [
      'that names the prototype',
      { answer: honest => JSON.parse(`{"__proto__":{"type":"public-key"},"id":${JSON.stringify(honest.id)}}`) },
    ],
  ]
  test.each(lies)('%s opens nothing', async (_, lie) => {
    const { mentor, phone } = await withPhone()
    await phone.client().send('/', {}, { action: urls.signOut() })
    const answer = await phone.signIn(lie)
    expect([400, 403, 422]).toContain(answer.statusCode)
    expect(answer.body).toContain('Sign-in did not work')
    expect(await isIn(phone)).toBe(false)
    // An honest one still does: nobody shuts a telephone out by lying in its name.
    expect((await phone.signIn()).statusCode).toBe(303)
    expect(await passkeysOf(mentor)).toEqual([null])
  })

  /** Where a passkey is made there is no signature, and its id and account are what is being made. */
  const ofShowing = new Set(['of a passkey that nobody made here', 'of the wrong kind'])
  const ofMaking: typeof lies = [
    ['of showing one', { client: honest => ({ ...honest, type: 'webauthn.get' }) }],
    ...lies.filter(([what, lie]) => !lie.key && !lie.signature && !lie.userHandle && !ofShowing.has(what)),
  ]
  test.each(ofMaking)('%s makes no passkey', async (_, lie) => {
    const mentor = await aMentor()
    const phone = aPhone(the)
    const answer = await phone.setUp(await codeFor(the, manager, mentor), lie)
    expect([400, 403, 422]).toContain(answer.statusCode)
    expect(await isIn(phone)).toBe(false)
    expect(await passkeysOf(mentor)).toEqual([])
  })

  test('is taken once: the same again opens nothing', async () => {
    const { phone } = await withPhone()
    const answer = phone.key.get(await phone.question())
    expect((await phone.post(urls.passkey(), { answer })).statusCode).toBe(303)
    await phone.client().send('/', {}, { action: urls.signOut() })
    expect((await phone.post(urls.passkey(), { answer })).statusCode).toBe(400)
    expect(await isIn(phone)).toBe(false)
  })

  test('is taken in the browser that was asked, and in no other', async () => {
    const { phone } = await withPhone()
    const answer = phone.key.get(await phone.question())
    const thief = aPhone(the)
    await thief.question()
    expect((await thief.post(urls.passkey(), { answer })).statusCode).toBe(400)
    expect(await isIn(thief)).toBe(false)
  })

  test('is taken for five minutes', async () => {
    const { phone } = await withPhone()
    const asked = await phone.question()
    await world.db.query(
      `update sign_in set pending = pending || jsonb_build_object('startedAt', to_char((now() - interval '6 minutes') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'))`,
    )
    expect((await phone.post(urls.passkey(), { answer: phone.key.get(asked) })).statusCode).toBe(400)
  })

  test('to one question answers no other: what was asked to sign in makes no passkey', async () => {
    const { phone } = await withPhone()
    const asked = await phone.question()
    const other = anAuthenticator('http://localhost')
    const answer = other.create({ ...asked, user: { id: 'AAAA' } })
    expect((await phone.post(urls.setUp(), { answer })).statusCode).toBe(400)
    const again = await phone.question()
    expect(
      (
        await phone.post(urls.addPasskey(), {
          answer: other.create({ ...again, user: { id: 'AAAA' } }),
          _csrf: the.csrfOf(phone.session()),
        })
      ).statusCode,
    ).toBe(400)
  })

  test('that is posted by another site is not read', async () => {
    const { phone } = await withPhone()
    const asked = await phone.question()
    const answer = await the.app.inject({
      method: 'POST',
      url: urls.passkey(),
      headers: {
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: [...phone.cookies].map(([n, v]) => `${n}=${v}`).join('; '),
      },
      payload: new URLSearchParams({ answer: phone.key.get(asked) }).toString(),
    })
    expect(answer.statusCode).toBe(403)
  })

  test('of a copy, which counts less than the one before, ends the passkey and tells whoever manages them', async () => {
    const { mentor, phone } = await withPhone()
    await phone.signIn({ counter: 40 })
    expect(await isIn(phone)).toBe(true)
    const copy = aPhone(the, { key: phone.key })
    expect((await copy.signIn({ counter: 40 })).statusCode).toBe(403)
    expect(await isIn(copy)).toBe(false)
    // Which of the two is theirs, nobody can tell: both are out.
    expect(await isIn(phone)).toBe(false)
    expect((await phone.signIn({ counter: 41 })).statusCode).toBe(403)
    expect(await passkeysOf(mentor)).toEqual(['it was copied'])
    const news = await world.one<{ kind: string; path: string }>(
      `select kind, path from notification where person_id = $1 and path like '%' || $2 || '%'`,
      [manager.id, mentor.id],
    )
    expect(news).toEqual({ kind: 'passkey stopped', path: urls.codeInPerson({ area: 'york', person: mentor.id }) })
    expect((await (await signedIn(the, manager)).get(news.path)).status).toBe(200)
  })

  test('of a passkey that never counts is taken each time', async () => {
    const mentor = await aMentor()
    const phone = aPhone(the)
    await phone.setUp(await codeFor(the, manager, mentor), { counter: 0 })
    expect((await phone.signIn({ counter: 0 })).statusCode).toBe(303)
    expect((await phone.signIn({ counter: 0 })).statusCode).toBe(303)
  })
})

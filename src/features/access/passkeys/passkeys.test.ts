import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { client, signedIn } from '../../../../test/as.ts'
import { anAuthenticator } from '../../../../test/authenticator.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aPhone, codeFor, optionsIn, type Phone } from '../../../../test/phone.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Signing in with a passkey, over HTTP, with a telephone that is honest unless it is told to lie (promises D).

const database = await testDatabase()
const world = await aWorld(database)
const the = await testApp(database)
const service = 'volunteer-mentor'
const manager = await world.person({ role: 'mentor-coordinator', area: 'york', service })
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
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

describe('a telephone', () => {
  test.each([
    ['whoever manages their service', manager],
    ['an administrator of the area', administrator],
  ])('is set up with a code from %s, and signs in from then on', async (_, by) => {
    const mentor = await aMentor()
    const phone = aPhone(the)
    const set = await phone.setUp(await codeFor(the, by, mentor))
    expect([set.statusCode, set.headers.location]).toEqual([303, '/'])
    expect(await isIn(phone)).toBe(true)
    await phone.client().send('/', {}, { action: urls.signOut() })
    expect(await isIn(phone)).toBe(false)
    expect((await phone.signIn()).statusCode).toBe(303)
    expect(await isIn(phone)).toBe(true)
    const { acts } = await world.one<{ acts: string[] }>(
      'select array_agg(act order by seq) as acts from audit_event where person_id = $1',
      [mentor.id],
    )
    expect(acts.filter(act => /signed|opened/.test(act))).toEqual([
      'account opened',
      'signed in',
      'signed out',
      'signed in',
    ])
  })

  test('stores and shows nothing about the programme or the person', async () => {
    const mentor = await aMentor()
    const page = await aPhone(the).types(await codeFor(the, manager, mentor))
    const { rp, user, authenticatorSelection, attestation } = optionsIn(page.body)
    expect(rp).toEqual({ id: 'localhost', name: 'My work' })
    expect([user.name, user.displayName]).toEqual(['My work', 'My work'])
    expect(authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' })
    expect(attestation).toBe('none')
    expect(Buffer.from(user.id, 'base64url')).toHaveLength(32)
    for (const word of [mentor.name, mentor.id, 'Trusted', 'mentor', 'exploit'])
      expect(page.body.toLowerCase()).not.toContain(word.toLowerCase())
  })

  test('goes back to where they were, to a page of ours alone', async () => {
    const { phone } = await withPhone()
    for (const [back, location] of [
      ['/york/my-people', '/york/my-people'],
      ['//evil.example', '/'],
    ] as const) {
      const answer = phone.key.get(await phone.question('sign in', back))
      expect((await phone.post(urls.passkey(), { answer })).headers.location).toBe(location)
    }
  })

  test('makes a new session each time, and the one before it in this browser opens nothing', async () => {
    const { phone } = await withPhone()
    const before = phone.session()
    await phone.signIn()
    expect(phone.session()).not.toBe(before)
    expect((await client(the, before).get('/')).status).toBe(303)
  })
})

describe('a code', () => {
  const start = /data-options/

  test('that is wrong opens nothing, and its own is dead after eight tries', async () => {
    const mentor = await aMentor()
    const code = await codeFor(the, manager, mentor)
    const phone = aPhone(the)
    const wrong = `${code.slice(0, 5)}ZZZZ-ZZZZ`
    for (let n = 0; n < 8; n++) {
      const answer = await phone.types(wrong)
      expect(answer.statusCode).toBe(422)
      expect(answer.body).toContain('This code does not work')
      expect(answer.body).toContain(`value="${wrong}"`)
    }
    expect((await phone.types(code)).statusCode).toBe(422)
  })

  test('is read as somebody types it on a small phone', async () => {
    const code = await codeFor(the, manager, await aMentor())
    const typed = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    expect((await aPhone(the).types(typed)).body).toMatch(start)
  })

  test('works once', async () => {
    const code = await codeFor(the, manager, await aMentor())
    const [first, second] = [aPhone(the), aPhone(the)]
    const begun = optionsIn((await second.types(code)).body)
    expect((await first.setUp(code)).statusCode).toBe(303)
    expect((await second.post(urls.setUp(), { answer: second.key.create(begun) })).statusCode).toBe(403)
    expect((await second.types(code)).statusCode).toBe(422)
    expect(await isIn(second)).toBe(false)
  })

  test('works for an hour', async () => {
    const mentor = await aMentor()
    const code = await codeFor(the, manager, mentor)
    const { minutes } = await world.one<{ minutes: number }>(
      'select round(extract(epoch from expires_at - now()) / 60)::int as minutes from invitation where person_id = $1',
      [mentor.id],
    )
    expect(minutes).toBe(60)
    const phone = aPhone(the)
    const begun = optionsIn((await phone.types(code)).body)
    await world.db.query('update invitation set expires_at = now() where person_id = $1', [mentor.id])
    expect((await phone.post(urls.setUp(), { answer: phone.key.create(begun) })).statusCode).toBe(403)
    expect((await phone.types(code)).statusCode).toBe(422)
  })

  test('opens nothing with a work account', async () => {
    const mentor = await aMentor()
    const code = (await codeFor(the, manager, mentor)).replaceAll('-', '')
    const { rows } = await the.database.pool
      .query(`select * from app.invitation where code_hash = sha256(convert_to('${code}', 'UTF8'))`)
      .catch(error => ({ rows: [error.code] }))
    expect(rows).toEqual(['42501'])
    // The long code of a work account is one of another shape, and neither is taken for the other.
    expect((await aPhone(the).types('a'.repeat(32))).statusCode).toBe(200)
    expect((await aPhone(the).types(code)).body).toMatch(start)
  })

  test('is kept as a hash alone', async () => {
    const mentor = await aMentor()
    const code = (await codeFor(the, manager, mentor)).replaceAll('-', '')
    const kept = await world.one<{ plain: boolean; locator: string; row: string }>(
      `select code_hash = sha256(convert_to($1, 'UTF8')) as plain, locator, i::text as row from invitation i where person_id = $2`,
      [code, mentor.id],
    )
    expect(kept).toMatchObject({ plain: true, locator: code.slice(0, 4) })
    expect(kept.row).not.toContain(code)
  })

  test('is for nobody to give but whoever manages every service they work for, or their administrator, and never for oneself', async () => {
    const mentor = await aMentor()
    const path = urls.codeInPerson({ area: 'york', person: mentor.id })
    const elsewhere = await world.person({
      role: 'operational-manager',
      area: 'north-yorkshire',
      service: 'rp-relief-worker',
    })
    const other = await world.person({ role: 'service-manager', area: 'york', service: 'family-network-coordinator' })
    for (const [by, status] of [
      [manager, 200],
      [administrator, 200],
      [elsewhere, 404],
      [other, 403],
      [mentor, 403],
      [await world.person({ role: 'case-holder', area: 'york' }), 403],
    ] as const)
      expect((await (await signedIn(the, by)).get(path)).status).toBe(status)
    const staff = await world.person({ role: 'coordinator', area: 'york' })
    const boss = await signedIn(the, administrator)
    expect((await boss.get(urls.codeInPerson({ area: 'york', person: staff.id }))).status).toBe(404)
    expect((await boss.get(urls.codeInPerson({ area: 'york', person: administrator.id }))).status).toBe(404)
  })

  test('asks whoever gives it to prove again who they are after five minutes', async () => {
    const mentor = await aMentor()
    const boss = await signedIn(the, manager, { authenticatedAt: new Date(Date.now() - 6 * 60_000) })
    const path = urls.codeInPerson({ area: 'york', person: mentor.id })
    expect((await boss.post(path, await boss.hidden(path))).location).toMatch(/^\/sign-in\/again/)
    const { rows } = await the.database.pool.query(
      `select app.enter('${boss.token}', null), app.invite_in_person(a.id, '${mentor.id}', 'ABCD', sha256('x')) as given from app.area a where a.key = 'york'`,
    )
    expect(rows[0].given).toBe(false)
  })
})

describe('a lost telephone', () => {
  test('signs in nowhere from the moment a new code is made, and the new one does', async () => {
    const { mentor, phone } = await withPhone()
    const code = await codeFor(the, manager, mentor)
    expect(await isIn(phone)).toBe(false)
    expect((await phone.signIn()).statusCode).toBe(403)
    const next = aPhone(the)
    expect((await next.setUp(code)).statusCode).toBe(303)
    expect(await isIn(next)).toBe(true)
    expect(await passkeysOf(mentor)).toEqual(['a new code was made', null])
  })

  test('is stopped by whoever manages them, without a new proof, and its code too', async () => {
    const { mentor, phone } = await withPhone()
    const boss = await signedIn(the, manager, { authenticatedAt: new Date(Date.now() - 10 * 60_000) })
    const at = { area: 'york', person: mentor.id }
    await boss.send(urls.codeInPerson(at), {}, { action: urls.stopPasskeys(at) })
    expect(await isIn(phone)).toBe(false)
    expect((await phone.signIn()).statusCode).toBe(403)
    const code = await codeFor(the, manager, mentor)
    await boss.send(urls.codeInPerson(at), {}, { action: urls.stopPasskeys(at) })
    expect((await aPhone(the).types(code)).statusCode).toBe(422)
  })

  test('is known to the telephone of the same person by the same handle: it takes the old place', async () => {
    const { mentor } = await withPhone()
    const handles = await Promise.all(
      [await codeFor(the, manager, mentor), await codeFor(the, manager, await aMentor())].map(
        async code => optionsIn((await aPhone(the).types(code)).body).user.id,
      ),
    )
    const { handle } = await world.one<{ handle: Buffer }>(
      'select user_handle as handle from passkey where person_id = $1',
      [mentor.id],
    )
    expect(handles[0]).toBe(handle.toString('base64url'))
    expect(handles[1]).not.toBe(handles[0])
  })

  test('of somebody who left, or whose account is closed, opens nothing', async () => {
    const left = await withPhone()
    await world.db.query('update membership set until_at = now() where person_id = $1', [left.mentor.id])
    const closed = await withPhone()
    await world.db.query('update person set closed_at = now() where id = $1', [closed.mentor.id])
    for (const { phone } of [left, closed]) {
      expect(await isIn(phone)).toBe(false)
      expect((await phone.signIn()).statusCode).toBe(403)
    }
    expect(await passkeysOf(left.mentor)).toEqual(['no role'])
  })
})

describe('another telephone or key', () => {
  /** Shows once more that it is them, and adds what the other one makes. */
  async function adds(phone: Phone, other = anAuthenticator('http://localhost')) {
    const page = await phone.signIn(undefined, 'add another')
    const csrf = /name="_csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? ''
    return {
      page,
      other,
      added: () => phone.post(urls.addPasskey(), { answer: other.create(optionsIn(page.body)), _csrf: csrf }),
    }
  }

  test('is added by whoever shows with the first that it is them, and signs in too', async () => {
    const { mentor, phone } = await withPhone()
    const { other, added } = await adds(phone)
    expect((await added()).headers.location).toBe(urls.sessions())
    const second = aPhone(the, { key: other })
    expect((await second.signIn()).statusCode).toBe(303)
    expect(await isIn(phone)).toBe(true)
    expect(await passkeysOf(mentor)).toEqual([null, null])
    expect((await phone.get(urls.sessions())).body).toContain('Set up with Chrome on Android')
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from notification where person_id = $1 and kind = 'passkey added for you'`,
      [mentor.id],
    )
    expect(n).toBe(1)
  })

  test('is not added by somebody who holds an open session alone', async () => {
    const { phone } = await withPhone()
    const other = anAuthenticator('http://localhost')
    // Nothing that a session can ask for makes the question; one from before, in another session, is not theirs.
    const { page } = await adds(phone)
    await phone.signIn()
    const answer = await phone.post(urls.addPasskey(), {
      answer: other.create(optionsIn(page.body)),
      _csrf: the.csrfOf(phone.session()),
    })
    expect(answer.statusCode).toBe(400)
  })

  test('is not added by SQL without the proof of the web server, nor minutes later', async () => {
    const { mentor, phone } = await withPhone()
    const said = async (call: string) => {
      const { rows } = await the.database.pool
        .query(`select app.enter('${phone.session()}', null), ${call} as said`)
        .catch(error => ({ rows: [{ said: error.code }] }))
      return rows[0]?.said
    }
    expect(
      await said(
        `app.passkey_added('\\x${'ab'.repeat(20)}', '\\x${'cd'.repeat(40)}', '\\x${'ef'.repeat(32)}', 0, 'x', sha256('x'))`,
      ),
    ).toBe('42501')
    expect(
      await said(
        `app.passkey_opens('\\x${phone.key.id.toString('hex')}', 9, sha256('t'), 'x', '5 minutes', '8 hours', null, sha256('x'))`,
      ),
    ).toBe('42501')
    expect(
      await said(
        `app.passkey_made(sha256('x'), '\\x${'ab'.repeat(20)}', '\\x${'cd'.repeat(40)}', '\\x${'ef'.repeat(32)}', 0, 'x', sha256('t'), '5 minutes', '8 hours', null, sha256('x'))`,
      ),
    ).toBe('42501')
    expect(await said('(select count(*)::int from app.passkey_to_add())')).toBe(1)
    await world.db.query(`update session set authenticated_at = now() - interval '3 minutes' where person_id = $1`, [
      mentor.id,
    ])
    expect(await said('(select count(*)::int from app.passkey_to_add())')).toBe(0)
  })

  test('is not one that is set up already, nor a sixth', async () => {
    const { mentor, phone } = await withPhone()
    expect((await (await adds(phone, phone.key)).added()).statusCode).toBe(403)
    for (let n = 0; n < 4; n++) expect((await (await adds(phone)).added()).statusCode).toBe(303)
    expect((await (await adds(phone)).added()).statusCode).toBe(403)
    expect(await passkeysOf(mentor)).toHaveLength(5)
  })
})

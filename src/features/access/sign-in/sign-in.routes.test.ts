import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { testDatabase } from '../../../../test/database.ts'
import { hostileIssuer, saying } from '../../../../test/hostile-issuer.ts'
import { ours } from '../../../../test/relying-party.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { hash } from '../../../web/session.ts'
import { urls } from '../urls.ts'

// Our side of a sign-in, over HTTP, with an issuer that is honest unless it is told to lie.

const database = await testDatabase()
const world = await aWorld(database)
const hostile = await hostileIssuer([ours])
afterAll(() => hostile.stop())
beforeEach(() => hostile.lies({}))
const issuers = JSON.stringify([
  { key: 'council', name: 'The council', issuer: hostile.issuer, clientId: ours.id, clientSecret: ours.secret },
])
const the = await testApp(database, { OIDC_ISSUERS: issuers })
const secure = await testApp(database, { OIDC_ISSUERS: issuers, ORIGIN: 'https://tr.example.org' })

type Headers = Readonly<Record<string, string>>

/** A browser: cookies, and forms from pages of ours. */
function aBrowser(at = the, origin = 'http://localhost') {
  const cookies = new Map<string, string>()
  const ask = async (method: 'GET' | 'POST', url: string, fields: Headers = {}, headers: Headers = {}) => {
    const answer = await at.app.inject({
      method,
      url,
      headers: {
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(method === 'POST'
          ? { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers }
          : {}),
      },
      ...(method === 'POST' ? { payload: new URLSearchParams(fields).toString() } : {}),
    })
    for (const { name, value } of answer.cookies) value === '' ? cookies.delete(name) : cookies.set(name, value)
    return answer
  }
  const get = (url: string) => ask('GET', url)
  /** Leaves for the issuer. */
  const leave = async (from: string = urls.begin({ issuerKey: 'council' })) =>
    new URL(String((await get(from)).headers.location))
  const comeBack = (authorisation: URL) => {
    const { pathname, search } = hostile.visit(authorisation)
    return get(pathname + search)
  }
  return {
    cookies,
    get,
    post: (url: string, fields?: Headers, headers?: Headers) => ask('POST', url, fields, headers),
    leave,
    comeBack,
    signIn: async (from?: string) => comeBack(await leave(from)),
  }
}

let count = 0
/** Somebody whom the issuer knows; from now on it is they who sign in. */
async function somebody(): Promise<MadePerson> {
  const person = await world.person({ role: 'case-holder', area: 'york' })
  const subject = `subject-${++count}`
  await world.db.query('insert into identity (issuer, subject, person_id) values ($1, $2, $3)', [
    hostile.issuer,
    subject,
    person.id,
  ])
  hostile.lies({ claims: saying({ sub: subject }) })
  return person
}
const home = { in: 200, out: 303 }
const move = (sql: string, person: MadePerson) =>
  world.db.query(`update session set ${sql} where person_id = $1 and ended_at is null`, [person.id])

describe('signing in', () => {
  test('opens a session and leads back to where they were', async () => {
    await somebody()
    const browser = aBrowser()
    const back = await browser.signIn('/sign-in/with/council?return=/york/young-people')
    expect(back.statusCode).toBe(303)
    expect(back.headers.location).toBe('/york/young-people')
    expect((await browser.get('/')).statusCode).toBe(home.in)
  })

  test('takes an answer once: the same again, even with a code that the issuer would take, opens nothing', async () => {
    const person = await somebody()
    const browser = aBrowser()
    const authorisation = await browser.leave()
    const state = browser.cookies.get('sign-in') ?? ''
    expect((await browser.comeBack(authorisation)).statusCode).toBe(303)
    browser.cookies.set('sign-in', state)
    expect((await browser.comeBack(authorisation)).statusCode).toBe(400)
    const { n } = await world.one<{ n: number }>('select count(*)::int as n from session where person_id = $1', [
      person.id,
    ])
    expect(n).toBe(1)
  })

  test('takes an answer in the browser that asked, and in no other', async () => {
    await somebody()
    const mine = aBrowser()
    const authorisation = await mine.leave()
    const bare = aBrowser()
    const theirs = aBrowser()
    await theirs.leave()
    for (const other of [bare, theirs]) {
      expect((await other.comeBack(authorisation)).statusCode).toBe(400)
      expect((await other.get('/')).statusCode).toBe(home.out)
    }
    expect((await mine.comeBack(authorisation)).statusCode).toBe(303)
  })

  test('again in the same browser makes a new token, and the old one opens nothing any more', async () => {
    await somebody()
    const browser = aBrowser()
    await browser.signIn()
    const before = browser.cookies.get('session') ?? ''
    await browser.signIn()
    const after = browser.cookies.get('session') ?? ''
    expect(after).not.toBe(before)
    browser.cookies.set('session', before)
    expect((await browser.get('/')).statusCode).toBe(home.out)
    browser.cookies.set('session', after)
    expect((await browser.get('/')).statusCode).toBe(home.in)
  })

  test('ends after ten hours, however busy somebody is', async () => {
    const person = await somebody()
    const browser = aBrowser()
    await browser.signIn()
    const { lasts } = await world.one<{ lasts: string }>(
      `select extract(hour from expires_at - started_at)::text as lasts from session where person_id = $1`,
      [person.id],
    )
    expect(lasts).toBe('10')
    await move(
      `started_at = started_at - interval '10 hours', expires_at = expires_at - interval '10 hours', last_seen_at = now()`,
      person,
    )
    expect((await browser.get('/')).statusCode).toBe(home.out)
  })

  test('over https gives cookies that no other host, path or plain connection can set or read', async () => {
    await somebody()
    const browser = aBrowser(secure, 'https://tr.example.org')
    const left = await browser.get(urls.begin({ issuerKey: 'council' }))
    expect(String(left.headers['set-cookie'])).toMatch(
      /^__Host-sign-in=[\w-]+; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    const back = await browser.comeBack(new URL(String(left.headers.location)))
    const [session] = [back.headers['set-cookie']].flat().filter(line => line?.includes('session'))
    expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    expect((await browser.get('/')).statusCode).toBe(home.in)
  })
})

describe('an invitation', () => {
  const invite = async (expires = '1 day') => {
    const person = await world.person({ role: 'case-holder', area: 'york' })
    const code = randomBytes(24).toString('base64url')
    await world.db.query(
      `insert into invitation (code_hash, person_id, expires_at) values ($1, $2, now() + $3::interval)`,
      [hash(code), person.id, expires],
    )
    return { person, code }
  }
  /** A stranger types a code, goes to the issuer and comes back. */
  const use = async (code: string) => {
    const browser = aBrowser()
    await browser.post(urls.invitation(), { code })
    const back = await browser.signIn(urls.begin({ issuerKey: 'council' }))
    return { status: back.statusCode, signedIn: (await browser.get('/')).statusCode === home.in }
  }
  const stranger = () => hostile.lies({ claims: saying({ sub: `stranger-${++count}` }) })

  test('opens its account to whoever signs in with it, and to them alone from then on', async () => {
    const { person, code } = await invite()
    stranger()
    expect(await use(code)).toEqual({ status: 303, signedIn: true })
    const again = aBrowser()
    await again.signIn()
    expect((await again.get('/')).statusCode).toBe(home.in)
    const { n } = await world.one<{ n: number }>('select count(*)::int as n from session where person_id = $1', [
      person.id,
    ])
    expect(n).toBe(2)
    stranger()
    expect(await use(code)).toEqual({ status: 403, signedIn: false })
  })

  test('that is too old opens nothing', async () => {
    const { code } = await invite('-1 second')
    stranger()
    expect(await use(code)).toEqual({ status: 403, signedIn: false })
  })

  test('that nobody made opens nothing', async () => {
    await invite()
    stranger()
    expect(await use('a'.repeat(32))).toEqual({ status: 403, signedIn: false })
  })

  test('is taken from a page of ours only: nobody puts theirs into another’s browser', async () => {
    const { code } = await invite()
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
      const browser = aBrowser()
      expect((await browser.post(urls.invitation(), { code }, headers)).statusCode).toBe(403)
      expect(browser.cookies.size).toBe(0)
    }
  })
})

describe('unlocking', () => {
  const asksAnew = (authorisation: URL) => authorisation.searchParams.get('prompt') === 'login'

  test('a first sign-in, and one on top of an open session, may use what the issuer remembers', async () => {
    await somebody()
    const browser = aBrowser()
    expect(asksAnew(await browser.leave())).toBe(false)
    await browser.signIn()
    expect(asksAnew(await browser.leave())).toBe(false)
  })

  test.each([
    ['a locked screen', `last_seen_at = now() - interval '16 minutes'`],
    ['a session that was ended from elsewhere', `ended_at = now(), ended_because = 'signed out everywhere'`],
    ['a meeting, which opens the agenda alone', `meeting_until = now() + interval '1 hour'`],
  ])('%s asks the issuer to ask again, whatever address they take', async (_, becomes) => {
    const person = await somebody()
    const browser = aBrowser()
    await browser.signIn()
    await move(becomes, person)
    for (const from of [urls.begin({ issuerKey: 'council' }), '/sign-in/with/council?return=/york/young-people']) {
      const authorisation = await browser.leave(from)
      expect(asksAnew(authorisation), from).toBe(true)
      expect(Number(authorisation.searchParams.get('max_age'))).toBeLessThanOrEqual(60)
    }
  })

  test('does not take a sign-in of before the lock, and takes one of now', async () => {
    const person = await somebody()
    const subject = `subject-${count}`
    const browser = aBrowser()
    await browser.signIn()
    await move(`last_seen_at = now() - interval '16 minutes'`, person)
    const authorisation = await browser.leave()
    // Whoever sits at the screen strips what asks for it, and the issuer answers from memory.
    hostile.lies({ claims: saying({ sub: subject, auth_time: Math.floor(Date.now() / 1000) - 1200 }) })
    expect((await browser.comeBack(authorisation)).statusCode).toBe(400)
    expect((await browser.get('/')).headers.location).toMatch(/^\/locked/)
    hostile.lies({ claims: saying({ sub: subject }) })
    expect((await browser.signIn()).statusCode).toBe(303)
    expect((await browser.get('/')).statusCode).toBe(home.in)
  })
})

describe('signing out', () => {
  const csrfIn = (page: string) => /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''

  test.each([
    ['here', urls.signOut()],
    ['everywhere', urls.signOutEverywhere()],
  ])('%s leaves nothing in the browser: no cookie, nothing kept', async (_, at) => {
    await somebody()
    for (const [app, origin] of [
      [the, 'http://localhost'],
      [secure, 'https://tr.example.org'],
    ] as const) {
      const browser = aBrowser(app, origin)
      await browser.signIn()
      const answer = await browser.post(at, { _csrf: csrfIn((await browser.get(urls.sessions())).body) })
      expect(answer.headers.location).toBe(urls.signedOut())
      expect(answer.headers['clear-site-data']).toBe('"cache", "storage"')
      expect([...browser.cookies.keys()]).toEqual([])
    }
  })

  test('that did not happen takes nothing away', async () => {
    await somebody()
    const browser = aBrowser()
    await browser.signIn()
    const answer = await browser.post(urls.signOut(), { _csrf: 'nonsense' })
    expect(answer.headers['clear-site-data']).toBeUndefined()
    expect((await browser.get('/')).statusCode).toBe(home.in)
  })

  test('everywhere is found from every page, and puts all of one’s browsers out at their next request', async () => {
    await somebody()
    const [desk, phone] = [aBrowser(), aBrowser()]
    await desk.signIn()
    await phone.signIn()
    for (const page of ['/', '/york/young-people', '/york/accounts', '/york/young-people/nobody'])
      expect((await desk.get(page)).body, page).toContain(`href="${urls.sessions()}"`)
    const sessions = (await desk.get(urls.sessions())).body
    expect(sessions.match(/<td class="govuk-table__cell"/g)).toHaveLength(2)
    await desk.post(urls.signOutEverywhere(), { _csrf: csrfIn(sessions) })
    for (const browser of [desk, phone]) expect((await browser.get('/')).statusCode).toBe(home.out)
  })
})

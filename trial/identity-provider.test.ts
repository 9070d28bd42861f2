import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { now } from '../src/platform/clock.ts'
import { beginSignIn, type FinishedSignIn, finishSignIn } from '../src/web/oidc.ts'
import { browserAt } from '../test/browser-by-fetch.ts'
import { freePort } from '../test/free-ports.ts'
import { issuerAt } from '../test/relying-party.ts'
import { settingsFrom } from './identity/settings.ts'

// The real program in its own process, the real client, and a browser made of fetch and a cookie jar.

const origin = 'http://localhost:8080'
const client = { id: 'trusted-relationships', secret: 'a secret: with + and /' }
const asha = { sub: 'asha', name: 'Asha Example', role: 'Case-holder', area: 'York', agency: 'City of York Council' }
const ben = {
  sub: 'ben',
  name: 'Ben O’Invented <b>',
  role: 'Chair',
  area: 'North Yorkshire',
  agency: 'North Yorkshire Council',
}
const cara = { sub: 'cara', name: 'Cara Madeup', role: 'Evaluator' }

const folder = mkdtempSync(join(tmpdir(), 'identity-'))
const peopleFile = join(folder, 'people.json')
const write = (people: unknown) =>
  writeFileSync(peopleFile, typeof people === 'string' ? people : JSON.stringify(people))

type Program = {
  readonly child: ChildProcess
  readonly out: Promise<string>
  readonly err: Promise<string>
  readonly ended: Promise<number | null>
}

function run(environment: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', './src/platform/jsx.js', 'trial/identity-provider.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { KIND: 'trial', ORIGIN: origin, PEOPLE_FILE: peopleFile, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return {
    child,
    out: text(child.stdout),
    err: text(child.stderr),
    ended: new Promise(resolve => child.once('close', resolve)),
  }
}

const settings = (port: number): Record<string, string> => ({
  IDENTITY_PORT: String(port),
  OIDC_ISSUERS: JSON.stringify([
    { key: 'other', name: 'Other', issuer: 'https://issuer.example', clientId: 'x', clientSecret: 'not this one' },
    {
      key: 'trial',
      name: 'Trial',
      issuer: `http://localhost:${port}`,
      clientId: client.id,
      clientSecret: client.secret,
    },
  ]),
})

async function ready(program: Program): Promise<void> {
  const line = new Promise<void>(resolve => program.child.stdout?.once('data', () => resolve()))
  await Promise.race([line, program.ended.then(async () => Promise.reject(new Error(await program.err)))])
}

let issuer = ''
let program: Program
let port = 0
beforeAll(async () => {
  write([asha, ben, cara])
  port = await freePort()
  issuer = `http://localhost:${port}`
  program = run(settings(port))
  await ready(program)
})
afterAll(async () => {
  program.child.kill('SIGTERM')
  await program.ended
  rmSync(folder, { recursive: true })
})

const redirectUri = `${origin}/sign-in/callback`
const service = () => issuerAt(issuer, client, 'trial')

async function leave(options: { stepUp?: { maxAgeSeconds: number }; loginHint?: string } = {}) {
  const begun = await beginSignIn(service(), { redirectUri, now: now(), ...options })
  if (!begun.ok) throw new Error(begun.why)
  return begun
}

/** A whole sign-in as this person, in this browser. */
async function signInAs(
  sub: string,
  browser = browserAt(issuer),
  stepUp?: { maxAgeSeconds: number },
): Promise<FinishedSignIn> {
  const { url, pending } = await leave(stepUp ? { stepUp } : {})
  const page = await browser.open(url)
  const back = await browser.post(page.url, { person: sub })
  return finishSignIn(service(), back.url, pending, now())
}

describe('choosing who to be', () => {
  test('signs that person in: issuer and subject, name and time', async () => {
    expect(await signInAs('asha')).toEqual({
      ok: true,
      identity: { issuer, subject: 'asha', name: 'Asha Example', authTime: expect.any(Date) },
    })
  })

  test('is asked again at every sign-in, so that the same browser can be somebody else next', async () => {
    const browser = browserAt(issuer)
    expect(await signInAs('asha', browser)).toMatchObject({ identity: { subject: 'asha' } })
    expect(await signInAs('ben', browser)).toMatchObject({ identity: { subject: 'ben' } })
    expect(await signInAs('asha', browser)).toMatchObject({ identity: { subject: 'asha' } })
  })

  test('works in two tabs at once', async () => {
    const browser = browserAt(issuer)
    const one = await leave()
    const two = await leave()
    const firstPage = await browser.open(one.url)
    const secondPage = await browser.open(two.url)
    const first = await browser.post(firstPage.url, { person: 'asha' })
    const second = await browser.post(secondPage.url, { person: 'ben' })
    expect(await finishSignIn(service(), first.url, one.pending, now())).toMatchObject({
      identity: { subject: 'asha' },
    })
    expect(await finishSignIn(service(), second.url, two.pending, now())).toMatchObject({
      identity: { subject: 'ben' },
    })
  })

  test('is a sign-in made now when a step-up asks for one', async () => {
    const browser = browserAt(issuer)
    await signInAs('asha', browser)
    const before = Math.floor(now().getTime() / 1000) * 1000
    const done = await signInAs('asha', browser, { maxAgeSeconds: 0 })
    expect(done.ok && done.identity.authTime?.getTime()).toBeGreaterThanOrEqual(before)
  })

  test('can be given up: the service hears "declined"', async () => {
    const { url, pending } = await leave()
    const browser = browserAt(issuer)
    const page = await browser.open(url)
    const back = await browser.post(page.url, { cancel: 'yes' })
    expect(await finishSignIn(service(), back.url, pending, now())).toMatchObject({ ok: false, why: 'declined' })
  })

  test('takes nobody who is not on the list, and says so', async () => {
    const browser = browserAt(issuer)
    const page = await browser.open((await leave()).url)
    for (const form of [{ person: 'nobody' }, { person: '' }, {}, { person: 'x'.repeat(5_000) }]) {
      const again = await browser.post(page.url, form)
      expect(again.status).toBe(422)
      expect(again.body).toContain('Choose a person from the list.')
      expect(again.body).toContain('<title>Error: Choose who to be</title>')
    }
  })

  test('happens only in the browser that began', async () => {
    const page = await browserAt(issuer).open((await leave()).url)
    const stranger = await browserAt(issuer).post(page.url, { person: 'asha' })
    expect(stranger.status).toBe(404)
    expect(stranger.body).toContain('Sorry, this sign-in did not work')
  })

  test('gives a code that is good once', async () => {
    const { url, pending } = await leave()
    const browser = browserAt(issuer)
    const back = await browser.post((await browser.open(url)).url, { person: 'asha' })
    expect(await finishSignIn(service(), back.url, pending, now())).toMatchObject({ ok: true })
    expect(await finishSignIn(service(), back.url, pending, now())).toMatchObject({ ok: false, why: 'code refused' })
  })

  test('is not reached without PKCE, or on the way to another address', async () => {
    const { url } = await leave()
    const plain = new URL(url)
    plain.searchParams.delete('code_challenge')
    plain.searchParams.delete('code_challenge_method')
    const refused = await browserAt(issuer).open(plain)
    expect(refused.url.searchParams.get('error')).toBe('invalid_request')
    const elsewhere = new URL(url)
    elsewhere.searchParams.set('redirect_uri', 'https://other.example/')
    const page = await browserAt(issuer).open(elsewhere)
    expect([page.url.origin, page.status]).toEqual([issuer, 400])
    expect(page.body).toContain(`href="${origin}"`)
  })
})

describe('the page', () => {
  const open = async (find?: string) => {
    const browser = browserAt(issuer)
    const page = await browser.open((await leave()).url)
    return find === undefined ? page : browser.open(new URL(`?find=${encodeURIComponent(find)}`, page.url))
  }

  test('lists everybody by area and job, people of no area last', async () => {
    const { body } = await open()
    const order = [
      '<h2>North Yorkshire</h2>',
      '<h3>Chair</h3>',
      'Ben O’Invented &lt;b',
      '<h2>York</h2>',
      '<h3>Case-holder</h3>',
      'Asha Example',
      '<h2>Every area</h2>',
      'Cara Madeup',
    ]
    const places = order.map(words => body.indexOf(words))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(places).not.toContain(-1)
    expect(body).toContain('3 people')
  })

  test.each([
    ['york', '2 of 3 people', ['Asha Example', 'Ben O’Invented'], ['Cara Madeup']],
    ['CASE york', '1 of 3 people', ['Asha Example'], ['Ben O’Invented', 'Cara Madeup']],
    ['nobody', 'Nobody matches', ['Show everybody'], ['Asha Example']],
    ['"><script>', 'Nobody matches', ['&lt;script'], ['<script']],
  ])('finds %s without JavaScript', async (find, count, there, away) => {
    const { body } = await open(find)
    expect(body).toContain(count)
    for (const words of there) expect(body).toContain(words)
    for (const words of away) expect(body).not.toContain(words)
  })

  test('puts the person the service expects first', async () => {
    const browser = browserAt(issuer)
    const { body } = await browser.open((await leave({ loginHint: 'asha' })).url)
    expect(body).toContain('Carry on as Asha Example')
    expect((await browser.open((await leave({ loginHint: 'nobody' })).url)).body).not.toContain('Carry on as')
  })

  test('shows people added to the file later, and keeps the last good list while it is being written', async () => {
    write([asha, ben, cara, { ...asha, sub: 'dev', name: 'Dev Notional' }])
    expect((await open()).body).toContain('Dev Notional')
    write('[{"sub": "half')
    expect((await open()).body).toContain('Dev Notional')
    write([asha, ben, cara])
    expect((await open()).body).not.toContain('Dev Notional')
  })

  test('is valid HTML in every state', async () => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
    const browser = browserAt(issuer)
    const { url } = await browser.open((await leave({ loginHint: 'asha' })).url)
    const wrong = await browser.post(url, {})
    const lost = await browserAt(issuer).open(url)
    const states = [await browser.open(url), await open('york'), await open('nobody'), wrong, lost]
    for (const { body } of states) {
      const report = await validator.validateString(body)
      expect(report.results.flatMap(r => r.messages.map(m => `${m.ruleId}: ${m.message}`))).toEqual([])
    }
  })

  test('runs no script, is kept nowhere and can only send people back to the service', async () => {
    const { headers } = await open()
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('content-security-policy')).toContain(`form-action 'self' ${origin}`)
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('answers by its own name only', async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/.well-known/openid-configuration`)
    expect(answer.status).toBe(421)
  })
})

describe('the program', () => {
  test('says one line when it is ready, ends within a second of SIGTERM with 0, and keeps its keys', async () => {
    const keys = readFileSync(join(folder, 'keys.json'), 'utf8')
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
    const another = await freePort()
    const again = run(settings(another))
    await ready(again)
    const held = await fetch(`http://localhost:${another}/jwks`, { headers: { connection: 'keep-alive' } })
    expect(keys).toContain(JSON.parse(await held.text()).keys[0].kid)
    const asked = performance.now()
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
    expect(performance.now() - asked).toBeLessThan(1_000)
    expect(await again.out).toBe(`Trial sign-in is ready at http://localhost:${another} (3 people to choose from)\n`)
    expect(await again.err).toBe('')
    expect(readFileSync(join(folder, 'keys.json'), 'utf8')).toBe(keys)
  })

  test('does not start in a live system, and says why in one sentence', async () => {
    const refused = run({ ...settings(await freePort()), KIND: 'live' })
    expect(await refused.ended).toBe(1)
    expect(await refused.err).toBe(
      'The trial’s sign-in only runs where KIND is trial: a live system uses its own issuer.\n',
    )
  })

  test.each([
    ['of no kind', { KIND: undefined }, 'only runs where KIND is trial'],
    ['without an origin', { ORIGIN: undefined }, 'ORIGIN missing or wrong'],
    ['at no port', { IDENTITY_PORT: 'http' }, 'IDENTITY_PORT missing or wrong'],
    ['without an issuer of its own', { OIDC_ISSUERS: '[]' }, 'names no issuer at port'],
    ['with issuers that are no list', { OIDC_ISSUERS: 'secret text' }, 'is not a list of issuers'],
  ])('does not start %s, and says why', (_, wrong, sentence) => {
    const right = { KIND: 'trial', ORIGIN: origin, ...settings(8081) }
    expect(settingsFrom(right).clientId).toBe(client.id)
    expect(() => settingsFrom({ ...right, ...wrong })).toThrow(sentence)
    expect(() => settingsFrom({ ...right, ...wrong })).not.toThrow('secret')
  })

  test('does not start on a port in use, and says which', async () => {
    const refused = run(settings(port))
    expect(await refused.ended).toBe(1)
    expect(await refused.err).toBe(
      `The trial’s sign-in cannot start: port ${port} is in use. Set IDENTITY_PORT to another one.\n`,
    )
  })
})

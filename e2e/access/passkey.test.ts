import type { CDPSession, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aHouse } from '../house.ts'
import { looksRight } from '../looks-right.ts'

// A relief worker's telephone in a real browser, with an authenticator of the browser's own (promises D).

const house = await aHouse()
const { world } = house
const service = 'rp-relief-worker'
const area = 'north-yorkshire'
const manager = await world.person({ role: 'operational-manager', area, service })
const aWorker = () => world.person({ role: 'relief-worker', area, service })
const soon = { timeout: 15_000 }
const titled = (page: Page, title: string) => expect.poll(() => page.title(), soon).toContain(title)

interface Telephone {
  readonly page: Page
  readonly devtools: CDPSession
  readonly authenticator: string
  leave(): Promise<void>
}

/** A small telephone with a lock of its own. */
async function aTelephone(): Promise<Telephone> {
  const page = await house.phone()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { page, devtools, authenticator: authenticatorId, leave: () => page.context().close() }
}

/** The manager gives a code, on their own screen. What the pages look like is looked at once for all. */
async function codeFor(worker: { id: string }, looked = false): Promise<string> {
  const desk = await house.as(manager, { looked })
  await desk.open(`/${area}/accounts/${worker.id}/code`)
  const code = (await desk.page.locator('.app-code').textContent()) ?? ''
  await desk.goesOn(desk.page.getByRole('button', { name: 'They have written it down' }))
  expect(await desk.page.getByRole('heading', { level: 1 }).textContent()).toBe('The code works now')
  await desk.leave()
  return code
}

async function setUp({ page }: Telephone, code: string, looked = false): Promise<void> {
  await page.goto('/invitation')
  if (looked) await looksRight(page)
  await page.getByLabel('The code you were given').fill(code)
  await page.getByRole('button', { name: 'Continue' }).click()
  await titled(page, 'Set up this phone')
  if (looked) await looksRight(page)
  await page.getByRole('button', { name: 'Set it up' }).click()
  await titled(page, 'Home')
}
const useMyPhone = (page: Page) => page.getByRole('button', { name: 'Use my phone' }).click()
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true }).click()

describe('a relief worker', () => {
  test('sets up their telephone with a code, signs out and in, and comes back to where they were after the lock', async () => {
    const worker = await aWorker()
    const telephone = await aTelephone()
    const { page, devtools, authenticator } = telephone
    await setUp(telephone, await codeFor(worker, true), true)
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId: authenticator })
    // What the telephone keeps, and shows to whoever looks through it.
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost', userName: 'My work' }])
    expect(JSON.stringify(credentials)).not.toContain(worker.name)
    await signOut(page)
    await titled(page, 'You are signed out')
    await page.goto(`/${area}/my-people`)
    await titled(page, 'Sign in')
    await looksRight(page)
    await useMyPhone(page)
    await titled(page, 'My people')
    await looksRight(page)
    await world.db.query(`update session set last_seen_at = now() - interval '6 minutes' where person_id = $1`, [
      worker.id,
    ])
    await page.reload()
    await titled(page, 'The screen is locked')
    await looksRight(page)
    await useMyPhone(page)
    await titled(page, 'My people')
    await telephone.leave()
  })

  test('whose telephone does not know whoever holds it stays outside', async () => {
    const telephone = await aTelephone()
    const { page, devtools, authenticator } = telephone
    await setUp(telephone, await codeFor(await aWorker()))
    await signOut(page)
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false })
    await page.goto('/')
    await useMyPhone(page)
    await expect.poll(() => page.locator('[data-says]').textContent(), soon).toContain('That did not work')
    await looksRight(page)
    expect(await page.title()).toContain('Sign in')
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: true })
    // GOV.UK's button lets a second press within one second pass unheard.
    await page.waitForTimeout(1_100)
    await useMyPhone(page)
    await titled(page, 'Home')
    await telephone.leave()
  })

  test('with a telephone that was never set up is told whom to ask', async () => {
    const telephone = await aTelephone()
    await telephone.page.goto('/')
    await useMyPhone(telephone.page)
    await expect.poll(() => telephone.page.locator('[data-says]').textContent(), soon).toContain('That did not work')
    await telephone.leave()
  })

  test('types a wrong code, and one that was used, and is told', async () => {
    const worker = await aWorker()
    const code = await codeFor(worker)
    const [first, second] = [await aTelephone(), await aTelephone()]
    await second.page.goto('/invitation')
    await second.page.getByLabel('The code you were given').fill(`${code.slice(0, 10)}ZZZZ`)
    await second.page.getByRole('button', { name: 'Continue' }).click()
    await titled(second.page, 'Error: ')
    await looksRight(second.page)
    await setUp(first, code)
    await second.page.getByLabel('The code you were given').fill(code)
    await second.page.getByRole('button', { name: 'Continue' }).click()
    await expect.poll(() => second.page.locator('.govuk-error-summary').textContent(), soon).toContain('does not work')
    await first.leave()
    await second.leave()
  })

  test('who lost a telephone gets a new code; the old one opens nothing from then on', async () => {
    const worker = await aWorker()
    const [lost, next] = [await aTelephone(), await aTelephone()]
    await setUp(lost, await codeFor(worker))
    const code = await codeFor(worker)
    await lost.page.reload()
    await expect.poll(() => lost.page.title(), soon).not.toContain('Home')
    await lost.page.goto('/')
    await useMyPhone(lost.page)
    await titled(lost.page, 'Sign-in did not work')
    await looksRight(lost.page)
    await setUp(next, code)
    await lost.leave()
    await next.leave()
  })

  test('whose passkey was copied is stopped: the copy counts less', async () => {
    const worker = await aWorker()
    const [telephone, thief] = [await aTelephone(), await aTelephone()]
    await setUp(telephone, await codeFor(worker))
    const { credentials } = await telephone.devtools.send('WebAuthn.getCredentials', {
      authenticatorId: telephone.authenticator,
    })
    const [copy] = credentials
    if (!copy) throw new Error('there is no passkey')
    await signOut(telephone.page)
    await telephone.page.goto('/')
    await useMyPhone(telephone.page)
    await titled(telephone.page, 'Home')
    await thief.devtools.send('WebAuthn.addCredential', {
      authenticatorId: thief.authenticator,
      credential: { ...copy, signCount: 0 },
    })
    await thief.page.goto('/')
    await useMyPhone(thief.page)
    await titled(thief.page, 'Sign-in did not work')
    await telephone.page.goto('/')
    await expect.poll(() => telephone.page.title(), soon).not.toContain('Home')
    await telephone.leave()
    await thief.leave()
  })

  test('adds another telephone or key after they showed once more that it is them', async () => {
    const worker = await aWorker()
    const telephone = await aTelephone()
    const { page, devtools } = telephone
    await setUp(telephone, await codeFor(worker))
    await page.getByRole('link', { name: 'Your devices' }).click()
    await titled(page, 'Where you are signed in')
    await looksRight(page)
    await page.getByRole('button', { name: 'Add another' }).click()
    await titled(page, 'Add another phone or key')
    await looksRight(page)
    // A key in the USB port takes the telephone's place.
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: telephone.authenticator })
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'usb',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.getByRole('button', { name: 'Set it up' }).click()
    await titled(page, 'Where you are signed in')
    expect(await page.getByRole('row', { name: /Set up with/ }).count()).toBe(2)
    await signOut(page)
    await page.goto('/')
    await useMyPhone(page)
    await titled(page, 'Home')
    await telephone.leave()
  })
})

test('without our script the button says what is missing', async () => {
  const page = await house.phone({ javaScript: false })
  await page.goto('/')
  await useMyPhone(page)
  await titled(page, 'Sign-in did not work')
  expect(await page.locator('main').textContent()).toContain('Try another browser, or switch scripts on')
  await page.context().close()
})

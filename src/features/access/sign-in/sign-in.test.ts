import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { client } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { urls } from '../urls.ts'

// Where people come from more than one place of work. What issuers answer is in test/hostile-issuer.test.ts.

const issuer = (key: string, name: string) => ({
  key,
  name,
  issuer: `http://localhost:1/${key}`,
  clientId: 'test',
  clientSecret: 'test-secret',
})
const the = await testApp(await testDatabase(), {
  OIDC_ISSUERS: JSON.stringify([issuer('council', 'The council'), issuer('health', 'The hospital')]),
})
const somebody = client(the)
const code = 'a'.repeat(32)

test.each([
  ['signing in', '/sign-in?return=/york/young-people', ''],
  ['proving again who they are', '/sign-in/again?return=/york/young-people', '&amp;again=yes'],
])('%s offers every place of work, and keeps where they were', async (_, path, again) => {
  const { status, text } = await somebody.get(path)
  expect(status).toBe(200)
  for (const key of ['council', 'health'])
    expect(text).toContain(`href="/sign-in/with/${key}?return=%2Fyork%2Fyoung-people${again}"`)
})

test('a code opens nothing by itself: it waits in the browser for the sign-in they choose', async () => {
  const { status, text, headers } = await somebody.post(urls.invitation(), { code })
  expect(status).toBe(200)
  expect(text).toContain('href="/sign-in/with/health?return=%2F"')
  expect(text).not.toContain(code)
  expect(String(headers['set-cookie'])).toMatch(
    new RegExp(`^invitation=${code}; Max-Age=900; Path=/; HttpOnly; SameSite=Lax$`),
  )
})

test('a code that cannot be one is kept in its field', async () => {
  const { status, text } = await somebody.post(urls.invitation(), { code: 'not "it"' })
  expect(status).toBe(422)
  expect(text).toContain('value="not &quot;it&quot;"')
})

test('no form leads to another site, whatever the issuers: browsers would stop it half-way', async () => {
  const { headers } = await somebody.get(urls.invitation())
  expect(headers['content-security-policy']).toContain("form-action 'self';")
  // Somebody whose session ended while a page of ours was open: their form leads to a page, at the last of our redirects.
  const sent = await somebody.post(urls.signOutEverywhere(), {})
  const back = await the.app.inject({ url: sent.location, headers: { 'sec-fetch-site': 'same-origin' } })
  expect(back.headers.location).toMatch(/^\/locked\?return=/)
  const typed = await the.app.inject({ url: sent.location, headers: { 'sec-fetch-site': 'none' } })
  expect(typed.headers.location).toMatch(/^\/sign-in\?return=/)
})

import { expect, test } from 'vitest'
import { urls as governance } from '../src/features/governance/index.ts'
import { urls as people } from '../src/features/people/index.ts'
import { testApp } from './app.ts'
import { client, signedIn } from './as.ts'
import { testDatabase } from './database.ts'
import { aWorld } from './world.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const holder = await world.person({ role: 'case-holder', area: 'york' })
const says = 'aria-label="success: Saved"'

/** What the browser keeps of an answer for its next question, beside the session. */
const kept = (headers: Readonly<Record<string, unknown>>): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map(each => String(each).split(';')[0])
    .join('; ')

test('the page after a post says once that it is saved, and no other page does', async () => {
  const child = await world.youngPerson('york', { heldBy: holder })
  const key = { area: 'york', youngPerson: child.id }
  const page = governance.duty(key)
  const { token, get, send } = await signedIn(the, await world.person({ role: 'duty', area: 'york' }))
  expect((await get(page)).text).not.toContain(says)
  const answer = await send(page, { kind: 'note', says: 'Came home at four.' })
  expect(answer.status).toBe(303)
  const next = await client(the, `${token}; ${kept(answer.headers)}`).get(answer.location)
  expect(next.text).toContain(says)
  expect(kept(next.headers)).toBe('saved=')
  expect((await get(answer.location)).text).not.toContain(says)
})

test('what is sent with a mistake, and a search, say nothing is saved', async () => {
  const { send } = await signedIn(the, holder)
  const wrong = await send(people.find({ area: 'york' }), { surname: '' })
  expect([wrong.status, kept(wrong.headers)]).toEqual([422, ''])
  const found = await send(people.find({ area: 'york' }), { givenNames: 'Nobody', surname: 'Atallhere' })
  expect([found.status, kept(found.headers)]).toEqual([303, ''])
})

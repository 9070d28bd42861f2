import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { urls as people } from '../src/features/people/index.ts'
import { testApp } from './app.ts'
import { signedIn } from './as.ts'
import { testDatabase } from './database.ts'
import { aWorld } from './world.ts'

// A form that comes back, with mistakes or with what somebody else changed meanwhile, shows all that its page shows. It is a
// look like any other (promises B: no row, no data). The kit writes it down for every form; two stand for all.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })

test.each([
  ['with mistakes', 422, {}],
  ['with what stands there now', 409, { safeRinging: 'never', neverText: 'never', _version: '0' }],
] as const)('a page that comes back %s is written down', async (_, status, typed) => {
  const child = await world.youngPerson('york', { heldBy: holder })
  await world.db.query(
    `insert into young_person_detail (area_id, young_person_id, safe_word, version, changed_by) values ($1, $2, 'Canaryword', 3, $3)
     on conflict (area_id, young_person_id) do update set safe_word = excluded.safe_word, version = 3`,
    [child.areaId, child.id, holder.id],
  )
  const { hidden, post } = await signedIn(the, holder)
  const { _csrf = '' } = await hidden(people.find({ area: 'york' }))
  const read = async () =>
    (
      await world.db.query(
        `select act from audit_event where young_person_id = $1 and person_id = $2 and outcome = 'read'`,
        [child.id, holder.id],
      )
    ).rows
  expect(await read()).toEqual([])
  const answer = await post(people.safeContact({ area: 'york', youngPerson: child.id }), { _csrf, ...typed })
  expect(answer.status).toBe(status)
  if (status === 409) expect(answer.text).toContain('Canaryword')
  expect(await read()).toHaveLength(1)
})

test.each([
  ['closed to them meanwhile', 410, 'This was closed to you'],
  ['of nobody', 404, 'Page not found'],
] as const)(
  'what was typed about somebody who was %s comes back to be copied, and nothing else',
  async (_, status, title) => {
    const [mine, colleague] = [
      await world.person({ role: 'case-holder', area: 'york' }),
      await world.person({ role: 'case-holder', area: 'york' }),
    ]
    const child = await world.youngPerson('york', { heldBy: mine, surname: 'Canaryname' })
    const { hidden, post } = await signedIn(the, mine)
    const path = people.safeContact({ area: 'york', youngPerson: child.id })
    const form = await hidden(path)
    await world.db.query('update case_holding set person_id = $2 where young_person_id = $1', [child.id, colleague.id])
    const answer = await post(status === 410 ? path : path.replace(child.id, randomUUID()), {
      ...form,
      safeNumber: '01904 555123',
      safeContactNote: 'Ring after <b>tea</b>,\nnever before.',
    })
    expect(answer.status).toBe(status)
    expect(answer.text).toContain(title)
    expect(answer.text).toMatch(/Ring after &lt;b\S*tea&lt;\/b\S*,\s+never before\./)
    expect(answer.text).not.toContain('Canaryname')
  },
)

/** Somebody with a form of theirs open, whose role ends meanwhile. */
async function roleEnded() {
  const who = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: who, surname: 'Canaryname' })
  const { hidden, post } = await signedIn(the, who)
  const path = people.safeContact({ area: 'york', youngPerson: child.id })
  const form = await hidden(path)
  await world.db.query('update membership set until_at = now() where person_id = $1', [who.id])
  return {
    send: (more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      post(path, { ...form, safeContactNote: 'Ring after tea,\nnever before.', ...more }, headers),
  }
}

test('what was typed by somebody whose role ended meanwhile comes back to be copied, and nothing else', async () => {
  const answer = await (await roleEnded()).send()
  expect(answer.status).toBe(403)
  expect(answer.text).toContain('You cannot do this')
  expect(answer.text).toMatch(/Ring after tea,\s+never before\./)
  expect(answer.text).not.toContain('Canaryname')
})

test.each([
  ['that a page elsewhere sent', {}, { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' }],
  ['that no page of this session sent', { _csrf: 'made up' }, {}],
] as const)('nothing comes back of words %s', async (_, more, headers) => {
  const answer = await (await roleEnded()).send(more, headers)
  expect([303, 403]).toContain(answer.status)
  expect(answer.text).not.toContain('after tea')
})

import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const coach = await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector' })
const officer = await world.person({ role: 'information-governance', area: 'york' })
const agency = await world.one<{ id: string }>(
  `select id from agency where area_id = $1 and key = 'voluntary-sector'`,
  [await world.areaId('york')],
)

const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})
const said = {
  agencies: [agency.id],
  categories: ['contact'],
  items: 'Canaryitems: where they sleep tonight',
  basis: 'vital interests',
  purpose: 'safeguarding',
  necessity: 'He waits outside',
  told: 'not safe',
  toldReason: 'He reads their telephone',
  decidedBy: 'Pat Example, team manager',
  ...on('decidedOn', yearsAgo(0)),
  ...on('reviewOn', yearsAgo(0, -20)),
}
const aChild = async () => {
  const child = await world.youngPerson('york', { heldBy: holder })
  const key = { area: 'york', youngPerson: child.id }
  return { child, key, theirs: urls.shared(key) }
}

test('shared without consent, it opens what it names, says so to all who look, and is asked about again (R147, R153)', async () => {
  const { child, key, theirs } = await aChild()
  const [app, partner] = [await signedIn(the, holder), await signedIn(the, coach)]
  expect((await partner.get(theirs)).status).toBe(404)
  expect((await app.send(urls.shareByLaw(key), said)).status).toBe(303)
  const page = await partner.get(theirs)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Without consent')
  expect(page.text).toContain('Before you ring or write')
  // Why is not for them.
  expect(page.text).not.toContain('Canaryitems')
  expect(page.text).not.toContain('He reads their telephone')
  // Everybody who works with them reads it in the strip of every page.
  expect((await app.get(`/york/young-people/${child.id}`)).text).toContain(
    'who they are, how to reach them, without consent',
  )
  const governance = await (await signedIn(the, officer)).get(urls.sharingRecords({ area: 'york' }))
  expect(governance.text).toContain('Canaryitems')
  expect(governance.text).toContain('Pat Example, team manager')
  expect(governance.text).not.toContain('Surname')
  expect(
    await world.one(
      `select desk, due_on::text as due from task where young_person_id = $1 and kind = 'look at a lawful share again'`,
      [child.id],
    ),
  ).toEqual({ desk: `person:${holder.id}`, due: yearsAgo(0, -20) })
})

test.each([
  ['without with whom', { agencies: [] }, 'Choose with whom it is shared'],
  ['without why they were not told', { toldReason: '' }, 'Say why they were not told'],
  ['without why less would not do', { necessity: '' }, 'why less would not do'],
  ['never looked at again', on('reviewOn', '2099-01-01'), 'within a year'],
  ['decided on a day to come', on('decidedOn', '2099-01-01'), 'today or in the past'],
])('%s it is sent back, with what was typed', async (_, but, text) => {
  const { child, key } = await aChild()
  const answer = await (await signedIn(the, holder)).send(urls.shareByLaw(key), { ...said, ...but })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain(text)
  expect(answer.text).toContain('Canaryitems')
  expect((await world.db.query('select from lawful_share where young_person_id = $1', [child.id])).rowCount).toBe(0)
})

test('looked at again it goes on, or ends at once and for good', async () => {
  const { child, key, theirs } = await aChild()
  const [app, partner] = [await signedIn(the, holder), await signedIn(the, coach)]
  await app.send(urls.shareByLaw(key), said)
  const { id: share } = await world.one<{ id: string }>('select id from lawful_share where young_person_id = $1', [
    child.id,
  ])
  const review = urls.reviewShare({ ...key, share })
  expect((await app.send(review, { decision: 'goes on', reason: 'Still there' })).text).toContain(
    'Give a day to look at it again',
  )
  const on30 = on('reviewOn', yearsAgo(0, -30))
  expect((await app.send(review, { decision: 'goes on', reason: 'Still there', ...on30 })).status).toBe(303)
  expect(
    await world.one(`select due_on::text as due from task where record_id = $1 and settled_at is null`, [share]),
  ).toEqual({ due: yearsAgo(0, -30) })
  expect((await partner.get(theirs)).status).toBe(200)
  expect((await app.send(review, { decision: 'ends', reason: 'He was arrested' })).status).toBe(303)
  const closed = await partner.get(theirs)
  expect(closed.status).toBe(410)
  expect(closed.text).toContain('It was closed to you on')
  expect((await app.get(review)).status).toBe(404)
  await expect(world.db.query('update lawful_share set ended_at = null where id = $1', [share])).rejects.toThrow(
    'what has ended stays so',
  )
})

test('is for whoever holds the case, by page and by statement, and for nobody else', async () => {
  const { key } = await aChild()
  const other = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
  expect((await other.get(urls.shareByLaw(key))).status).toBe(404)
  const partner = await signedIn(the, coach)
  expect((await partner.get(urls.shareByLaw(key))).status).toBe(403)
  expect((await partner.get(urls.sharingRecords({ area: 'york' }))).status).toBe(403)
})

test('a partner finds those shared with their agency in a list of their own, and nobody else', async () => {
  const [one, other] = [await aChild(), await aChild()]
  const app = await signedIn(the, holder)
  await app.send(urls.shareByLaw(one.key), said)
  const list = await (await signedIn(the, coach)).get(urls.sharedWithUs({ area: 'york' }))
  expect(list.text).toContain(one.child.id)
  expect(list.text).not.toContain(other.child.id)
})

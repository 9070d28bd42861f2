import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aCompletedAssessment } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { reading } from '../../../db/scope.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const coach = await world.person({ role: 'partner-professional', area: 'york', agency: 'voluntary-sector.example' })
const officer = await world.person({ role: 'information-governance', area: 'york' })
const agency = await world.one<{ id: string }>(
  `select id from agency where area_id = $1 and key = 'voluntary-sector.example'`,
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
  await world.named(child.id, holder, 'voluntary-sector.example')
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
  const sharing = (await app.get(urls.sharing(key))).text
  expect(sharing).toContain('Next look')
  expect(sharing).not.toContain('Looked at again')
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

test('ends with a death, and nobody is asked about it any more', async () => {
  const { child, key, theirs } = await aChild()
  const [app, partner] = [await signedIn(the, holder), await signedIn(the, coach)]
  await app.send(urls.shareByLaw(key), said)
  expect((await partner.get(theirs)).status).toBe(200)
  const died = { status: 'died', ...on('sinceOn', yearsAgo(0)), note: '', sure: 'sure' }
  expect((await app.send(`/york/young-people/${child.id}/status`, died)).status).toBe(303)
  expect((await partner.get(theirs)).status).toBe(410)
  expect(
    await world.one(
      `select l.ended_at is not null as ended, (select count(*)::int from task t where t.record_id = l.id and t.settled_at is null) as asked
        from lawful_share l where l.young_person_id = $1`,
      [child.id],
    ),
  ).toEqual({ ended: true, asked: 0 })
})

test('a partner reads who holds the case now, and nothing of its history', async () => {
  const { child, key, theirs } = await aChild()
  const app = await signedIn(the, holder)
  await app.send(urls.shareByLaw(key), said)
  await world.db.query(
    `with before as (insert into person (name, title, kind) values ('Canaryholder', 'Social worker', 'professional') returning id)
      insert into case_holding (area_id, young_person_id, agency_id, team_id, person_id, person_kind, from_at, until_at)
      select h.area_id, h.young_person_id, h.agency_id, h.team_id, before.id, 'professional', h.from_at - interval '90 days', h.from_at from case_holding h, before where h.young_person_id = $1`,
    [child.id],
  )
  await world.db.query(
    `insert into record_change (area_id, young_person_id, class, field, was, became, why, changed_by) select area_id, id, 1, 'surname', 'Canarywas', 'It', 'It', created_by from young_person where id = $1`,
    [child.id],
  )
  const partner = await signedIn(the, coach)
  for (const path of ['', '/case-holder', '/chronology', '/history'])
    expect((await partner.get(`/york/young-people/${child.id}${path}`)).text).not.toMatch(/Canary(holder|was)/)
  expect((await partner.get(`/york/young-people/${child.id}/case-holder`)).status).toBe(403)
  expect((await partner.get(`/york/young-people/${child.id}/chronology`)).status).toBe(403)
  expect((await partner.get(theirs)).text).toContain(holder.name)
  expect((await app.get(`/york/young-people/${child.id}/case-holder`)).text).toContain('Canaryholder')
  const seen = await asPartner(child.id)
  expect(seen).toMatchObject({ holdings: 1, changes: 0, handOvers: 0, merges: 0 })
})

test('a partner to whom how worried we are is shared reads none of the answers', async () => {
  const { child, key } = await aChild()
  await (await signedIn(the, holder)).send(urls.shareByLaw(key), { ...said, categories: ['identity', 'assessment'] })
  await aCompletedAssessment(world, child, holder)
  expect(await asPartner(child.id)).toMatchObject({ assessments: 1, sections: 0 })
})

/** What a statement of the partner's own would find. */
async function asPartner(child: string) {
  const { token } = await signedIn(the, coach)
  const found = await reading(
    the.database,
    { token, request: '019a0000-0000-7000-8000-000000000003', focus: [child] },
    async tx => {
      const { rows } =
        await sql`select (select count(*)::int from case_holding where young_person_id = ${child}) as holdings,
        (select count(*)::int from record_change where young_person_id = ${child}) as changes,
        (select count(*)::int from hand_over where young_person_id = ${child}) as "handOvers",
        (select count(*)::int from assessment where young_person_id = ${child}) as assessments,
        (select count(*)::int from assessment_section where young_person_id = ${child}) as sections,
        (select count(*)::int from young_person_merge where young_person_id = ${child}) as merges`.execute(tx)
      return rows[0]
    },
  )
  return found.state === 'open' ? found.value : found.state
}

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

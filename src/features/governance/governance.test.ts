import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { mayReview } from './emergency/emergency.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = { area: 'york' }

const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york', agency: 'police' })
const officer = await world.person({ role: 'information-governance', area: 'york' })
const child = await world.youngPerson('york', {
  heldBy: holder,
  given: 'Ola',
  surname: 'Canaryson',
  bornOn: '2011-02-03',
})
const record = `/york/young-people/${child.id}`
const born = { 'born-day': '3', 'born-month': '2', 'born-year': '2011' }
const asked = { name: 'Ola Canaryson', ...born, kind: 'missing now', line: 'Not home since last night' }

const told = async () =>
  (
    await world.one<{ n: number }>(
      `select count(*)::int as n from notification where person_id = $1 and kind = 'emergency access used'`,
      [officer.id],
    )
  ).n

describe('emergency access', () => {
  test('opens that one record, says so, and is told to governance', async () => {
    const client = await signedIn(the, colleague)
    expect((await client.get(record)).status).toBe(404)
    const before = await told()
    const answer = await client.send(urls.askEmergency(york), asked)
    expect(answer.status).toBe(303)
    expect(answer.location).toBe(urls.emergency(york))
    const page = await client.get(record)
    expect(page.status).toBe(200)
    expect(page.text).toContain('You are using emergency access.')
    expect(await told()).toBe(before + 1)
  })

  test('answers the same, and tells the same people, whether or not there is such a child', async () => {
    const other = await world.person({ role: 'duty', area: 'york', agency: 'police' })
    const client = await signedIn(the, other)
    const notices = async () =>
      (
        await world.one<{ n: number }>(
          `select count(*)::int as n from notification where kind = 'emergency access used'`,
        )
      ).n
    const start = await notices()
    const right = await client.send(urls.askEmergency(york), asked)
    const afterRight = await notices()
    const wrong = await client.send(urls.askEmergency(york), { ...asked, name: 'Nobody Ofthatname' })
    const afterWrong = await notices()
    expect([wrong.status, wrong.location, wrong.text]).toEqual([right.status, right.location, right.text])
    expect(afterWrong - afterRight).toBe(afterRight - start)
  })

  test('is not opened by half a name or another day of birth', async () => {
    const other = await world.person({ role: 'case-holder', area: 'york', agency: 'health' })
    const client = await signedIn(the, other)
    await client.send(urls.askEmergency(york), { ...asked, name: 'Canaryson Canaryson' })
    await client.send(urls.askEmergency(york), { ...asked, 'born-day': '4' })
    expect((await client.get(record)).status).toBe(404)
  })

  test('never opens a wall', async () => {
    const friend = await world.person({ role: 'case-holder', area: 'york', agency: 'health' })
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'friend', $3)`,
      [child.areaId, child.id, friend.id],
    )
    const client = await signedIn(the, friend)
    expect((await client.send(urls.askEmergency(york), asked)).status).toBe(303)
    expect((await client.get(record)).status).toBe(404)
  })

  test('needs somebody who proved a moment ago who they are; what they typed is kept', async () => {
    const stale = await world.person({ role: 'case-holder', area: 'york' })
    const client = await signedIn(the, stale, { authenticatedAt: new Date(Date.now() - 6 * 60_000) })
    const answer = await client.send(urls.askEmergency(york), asked)
    expect(answer.location).toMatch(/^\/sign-in\/again\?return=/)
    const { rows } = await world.db.query('select body from draft where person_id = $1', [stale.id])
    expect(rows[0]?.body).toMatchObject({ line: 'Not home since last night' })
  })

  test('is not for a role that is not statutory', async () => {
    const steering = await world.person({ role: 'steering-group', area: 'york' })
    expect((await (await signedIn(the, steering)).get(urls.askEmergency(york))).status).toBe(403)
  })

  test('closes by itself, and then says that it was closed', async () => {
    const another = await world.person({ role: 'case-holder', area: 'york', agency: 'police' })
    const client = await signedIn(the, another)
    await client.send(urls.askEmergency(york), asked)
    expect((await client.get(record)).status).toBe(200)
    await world.db.query(
      `update emergency_access set asked_at = now() - interval '2 hours', until_at = now() - interval '1 minute' where person_id = $1`,
      [another.id],
    )
    const answer = await client.get(record)
    expect(answer.status).toBe(410)
    expect(answer.text).toContain('This was closed to you')
    expect(answer.text).toContain('0300 131 2131')
    expect(answer.text).not.toContain('Canaryson')
  })

  test.each([
    ['own', { person: 'a', reviewedAt: null }, 'a', { ok: false, why: 'own' }],
    ['somebody else’s', { person: 'b', reviewedAt: null }, 'a', { ok: true }],
    ['already reviewed', { person: 'b', reviewedAt: new Date(0) }, 'a', { ok: false, why: 'already reviewed' }],
  ])('reviewing %s', (_, access, reviewer, answer) => expect(mayReview(access, reviewer)).toEqual(answer))

  test('is reviewed by information governance, once', async () => {
    const another = await world.person({ role: 'case-holder', area: 'york', agency: 'police' })
    await (await signedIn(the, another)).send(urls.askEmergency(york), asked)
    const client = await signedIn(the, officer)
    const { id } = await world.one<{ id: string }>('select id from emergency_access where person_id = $1', [another.id])
    const path = urls.review({ ...york, request: id })
    expect((await client.send(path, { outcome: 'right', note: '' })).status).toBe(422)
    expect((await client.send(path, { outcome: 'right', note: 'She was found an hour later.' })).status).toBe(303)
    const again = { outcome: 'not right', note: 'Again.', ...(await client.hidden(urls.reviews(york))) }
    expect((await client.post(path, again)).status).toBe(422)
  })
})

describe('“I know this child or family”', () => {
  test('closes the record for them at once; the team holds the case and is asked for a name', async () => {
    const knows = await world.person({ role: 'case-holder', area: 'york' })
    const known = await world.youngPerson('york', { heldBy: knows })
    const client = await signedIn(the, knows)
    const page = `/york/young-people/${known.id}`
    expect((await client.get(page)).status).toBe(200)
    expect((await client.send(urls.iKnowThem({ ...york, youngPerson: known.id }), { kind: 'neighbour' })).status).toBe(
      303,
    )
    expect((await client.get(page)).status).toBe(410)
    const holding = await world.one(
      'select person_id from case_holding where young_person_id = $1 and until_at is null',
      [known.id],
    )
    expect(holding).toEqual({ person_id: null })
    const task = await world.one<{ kind: string; desk: string }>(
      'select kind, desk from task where young_person_id = $1 and settled_at is null',
      [known.id],
    )
    expect(task.kind).toBe('name a case holder')
    expect(task.desk).toMatch(/^team:/)
  })
})

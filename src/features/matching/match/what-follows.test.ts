import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorker, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// What changes about a young person is looked at in the statement that changes it, wherever it was written down.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, make, matched } = await matching(the, world)
const today = yearsAgo(0)
const paused = async (match: string | undefined) =>
  (await world.db.query('select why from match_pause where match_id = $1 and over_at is null', [match])).rows.map(
    ({ why }) => why,
  )
const bornAgo = (child: string, years: number) =>
  world.db.query(
    `update young_person set born_on = current_date - make_interval(years => $2, days => 30) where id = $1`,
    [child, years],
  )

test('a day of birth that is put right ends a yes to taking part: the match pauses (R151)', async () => {
  const of = await ready()
  await bornAgo(of.child.id, 16)
  await world.db.query(
    `update consent set competence = 'not judged', competence_reason = null where young_person_id = $1`,
    [of.child.id],
  )
  await make(of)
  const match = await matched(of)
  expect(await paused(match)).toEqual([])
  await bornAgo(of.child.id, 15)
  expect(await paused(match)).toEqual(['no yes'])
})

test('and a yes to sharing: whoever holds the case is asked the same day', async () => {
  const of = await ready()
  await bornAgo(of.child.id, 16)
  // What it names comes first, in the same transaction.
  const id = randomUUID()
  await world.db.query('begin')
  await world.db.query(
    `insert into consent_share (area_id, consent_id, young_person_id, agency_id, category) select $1, $3, $2, id, 'identity' from agency where area_id = $1 and key = 'early-help'`,
    [of.areaId, of.child.id, id],
  )
  await world.db.query(
    `insert into consent (area_id, id, young_person_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, purposes, recorded_by)
       values ($1, $4, $2, 'sharing', 'yes', current_date, 'Somebody', 'It', 'It', '{in person}', true, '{safeguarding}', $3)`,
    [of.areaId, of.child.id, of.panel.holder.id, id],
  )
  await world.db.query('commit')
  const shared = async () =>
    (await world.db.query('select from shared_by_consent where young_person_id = $1', [of.child.id])).rowCount
  const asked = async () =>
    (
      await world.db.query(
        `select from task where kind = 'sharing was taken back' and young_person_id = $1 and settled_at is null`,
        [of.child.id],
      )
    ).rowCount
  expect([await shared(), await asked()]).toEqual([1, 0])
  await bornAgo(of.child.id, 15)
  expect([await shared(), await asked()]).toEqual([0, 1])
})

test.each([
  ['it was handed on', false],
  ['it was stopped first', true],
])('what somebody paused stays so for whoever comes next: %s', async (_, stops) => {
  const of = await ready()
  await make(of)
  const match = (await matched(of)) ?? ''
  const holder = await signedIn(the, of.panel.holder)
  const pause = { says: 'The police ask for no meetings', ...on('lookAgainOn', '2099-01-01') }
  expect((await holder.send(urls.pause({ ...of.key, match }), pause)).status).toBe(303)
  if (stops)
    await world.db.query(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 30, $4)`,
      [of.areaId, of.child.id, of.worker.id, of.panel.holder.id],
    )
  const ends = { ...on('endedOn', today), why: 'it was not the right match', goodbye: 'None' }
  expect((await (await signedIn(the, of.manager)).send(urls.end({ ...of.key, match }), ends)).status).toBe(303)
  const next = await aWorker(world, 'york', of.panel.services[0] as string)
  await make({ ...of, worker: next, make: urls.make({ ...of.key, strand: of.strand, candidate: next.id }) })
  const second = await matched(of)
  expect(second).not.toBe(match)
  expect(await paused(second)).toEqual(['asked'])
})

test('surname and place open to nobody who has not read what they must know first', async () => {
  const of = await ready()
  await make(of)
  const match = (await matched(of)) ?? ''
  await world.db.query(`update match set introduced_on = app.today() where id = $1`, [match])
  const { id } = await world.one<{ id: string }>(
    `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
       select area_id, young_person_id, id, now() + interval '1 hour', now() + interval '2 hours', 'Canaryvenue', $2 from match where id = $1 returning id`,
    [match, of.manager.id],
  )
  const phone = await signedIn(the, of.worker.person)
  const at = urls.openMeeting({ area: 'york', mine: match, agreed: id })
  expect((await phone.get(at)).status).toBe(200)
  await world.db.query(
    `insert into brief (area_id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, why_again, issued_by)
       select area_id, young_person_id, id, 2, 'The café', 'Nobody', 'Ring me', 'Nothing', 'Somebody', 'It', made_by from match where id = $1`,
    [match],
  )
  expect((await phone.get(at)).status).toBe(404)
  expect((await phone.get(urls.mine({ area: 'york' }))).text).toContain('Read what you need to know first')
})

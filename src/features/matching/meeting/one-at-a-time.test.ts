import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { aSession } from '../../../../test/access/session.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// An adult is with one young person at a time, or with several whom a manager put together (R69): nobody waits for somebody who
// is elsewhere.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)
const app = new pg.Client({ connectionString: database.appUrl })
await app.connect()
afterAll(() => app.end())

const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')
const at = (from: string, to: string, venue = 'The park') => ({ ...on('onDay', day), from, to, venue })

/** Two who have met the same adult. */
async function two() {
  const one = await ready()
  const first = { of: one, match: await introduced(one) }
  const second = await ready()
  const sharing = { ...second, worker: one.worker, make: second.make.replace(second.worker.id, one.worker.id) }
  return { first, other: { of: sharing, match: await introduced(sharing) } }
}
type Two = Awaited<ReturnType<typeof two>>
let first: Two['first']
let other: Two['other']
beforeEach(async () => {
  ;({ first, other } = await two())
  const manager = await signedIn(the, first.of.manager)
  expect((await manager.send(urls.planMeeting(key(first)), at('4pm', '5:30pm'))).status).toBe(303)
})
const key = ({ of, match }: Two['first']) => ({ ...of.key, match })
const coming = async ({ match }: Two['first']) =>
  (await world.db.query('select from planned_meeting where match_id = $1 and called_off_at is null', [match])).rowCount

const ways = {
  'whoever manages the service': {
    as: async () => signedIn(the, other.of.manager),
    to: () => urls.planMeeting(key(other)),
    says: 'The adult meets somebody else then',
  },
  'the adult on their telephone': {
    as: async () => signedIn(the, other.of.worker.person),
    to: () => urls.planMine({ area: 'york', mine: other.match }),
    says: 'You meet somebody else then',
  },
}
test.each(Object.entries(ways))('%s is told, and what was typed is kept', async (_, { as, to, says }) => {
  const who = await as()
  for (const typed of [at('3pm', '4:15pm'), at('5pm', '6pm', 'The café'), at('3pm', '7pm', 'Canaryplace')]) {
    const answer = await who.send(to(), typed)
    expect([answer.status, answer.text.includes(says)]).toEqual([422, true])
    expect(answer.text).toContain(`value="${typed.venue}"`)
  }
  expect(await coming(other)).toBe(0)
  for (const typed of [at('3pm', '4pm'), at('5:30pm', '6pm')]) expect((await who.send(to(), typed)).status).toBe(303)
  expect(await coming(other)).toBe(2)
})

test('what was called off, and what was of a match that was stopped, is no meeting', async () => {
  const manager = await signedIn(the, other.of.manager)
  const plan = async (from: string, to: string) =>
    (await manager.send(urls.planMeeting(key(other)), at(from, to))).status
  expect(await plan('4pm', '5pm')).toBe(422)
  await world.db.query('update match set stopped_at = now() where id = $1', [first.match])
  expect(await plan('4pm', '5pm')).toBe(303)
  await world.db.query(
    'update planned_meeting set called_off_at = now(), called_off_by = agreed_by where match_id = $1',
    [other.match],
  )
  await world.db.query('update match set stopped_at = null where id = $1', [first.match])
  expect(await plan('4pm', '5pm')).toBe(422)
  await world.db.query(
    'update planned_meeting set called_off_at = now(), called_off_by = agreed_by where match_id = $1',
    [first.match],
  )
  expect(await plan('4pm', '5pm')).toBe(303)
})

test('in a group activity an adult is with both; not besides another meeting', async () => {
  const manager = await signedIn(the, first.of.manager)
  const group = { who: [first.match, other.match] }
  const answer = await manager.send(urls.groups({ area: 'york' }), { ...at('6pm', '7pm'), ...group })
  expect(answer.status).toBe(303)
  expect([await coming(first), await coming(other)]).toEqual([2, 1])
  expect((await manager.send(urls.planMeeting(key(other)), at('6:30pm', '8pm'))).status).toBe(422)
  const again = await manager.send(urls.groups({ area: 'york' }), { ...at('5pm', '6pm'), ...group })
  expect([again.status, again.text.includes('meets somebody else then')]).toEqual([422, true])
  expect([await coming(first), await coming(other)]).toEqual([2, 1])
})

test('somebody who works in both areas is one person, and meets one young person at a time', async () => {
  const [of, there] = [await ready('york', 2), await ready('north-yorkshire', 2)]
  const service = 'family-network-coordinator'
  await world.belongs(of.worker.person, { role: service, area: 'north-yorkshire', service })
  await world.db.query('update worker set person_id = $2 where id = $1', [there.worker.id, of.worker.person.id])
  const meets = async (one: typeof of) => ({ of: one, match: await introduced(one) })
  const [here, far] = [await meets(of), await meets(there)]
  const plan = async (one: typeof here, from: string, to: string) =>
    (await signedIn(the, one.of.manager)).send(urls.planMeeting(key(one)), at(from, to))
  expect((await plan(here, '4pm', '5pm')).status).toBe(303)
  const refused = await plan(far, '4:30pm', '6pm')
  expect([refused.status, refused.text.includes('The adult meets somebody else then')]).toEqual([422, true])
  expect((await plan(far, '5pm', '6pm')).status).toBe(303)
})

test('of two who plan at one moment, one does', async () => {
  const [manager, phone] = [await signedIn(the, first.of.manager), await signedIn(the, first.of.worker.person)]
  const answers = await Promise.all([
    manager.send(urls.planMeeting(key(first)), at('8pm', '9pm')),
    manager.send(urls.planMeeting(key(other)), at('8pm', '9pm')),
    phone.send(urls.planMine({ area: 'york', mine: other.match }), at('8:30pm', '9:30pm')),
  ])
  expect(answers.map(({ status }) => status).sort()).toContain(422)
  expect((await coming(first)) === 2).toBe((await coming(other)) === 0)
})

test('what was planned between asking on a telephone and the answer counts', async () => {
  const me = await aSession(world.db, other.of.worker.person.id)
  const as = async <T>(act: () => Promise<T>) => {
    await app.query('begin')
    await app.query('select app.enter($1, null)', [me])
    return act().finally(() => app.query('commit'))
  }
  const id = randomUUID()
  await as(() =>
    app.query(
      `insert into app.planned_meeting (area_id, id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
         select $1, $2, $3, $4, s, s + interval '1 hour', 'The park', $5 from (select $6::date + time '10:00' as s) at`,
      [other.of.areaId, id, other.of.child.id, other.match, other.of.worker.person.id, day],
    ),
  )
  const manager = await signedIn(the, first.of.manager)
  expect((await manager.send(urls.planMeeting(key(first)), at('10:30am', '11am'))).status).toBe(303)
  const answer = await as(() => app.query('select app.answer_plan(gen_random_uuid(), $1) as planned', [id]))
  expect([answer.rows[0].planned, await coming(other)]).toEqual([false, 0])
})

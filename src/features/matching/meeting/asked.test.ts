import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { aSession } from '../../../../test/access/session.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Two who must be kept apart are not in one place at one time; and whoever asks, on a telephone, for one place at every hour
// learns little, is written down, and is met by somebody.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)
const app = new pg.Client({ connectionString: database.appUrl })
await app.connect()
afterAll(() => app.end())

const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')
const at = (from: string, to: string, venue = 'Canaryvenue, by the river') => ({ ...on('onDay', day), from, to, venue })
const askManager = 'to plan it:'

/** Somebody who meets at four, and whoever is matched with one who must be kept apart from them. */
async function keptApart() {
  const [one, other] = [await ready(), await ready()]
  const [theirs, mine] = [await introduced(one), await introduced(other)]
  await world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, 'not in the same place at the same time', 'Canaryreason', 'It', current_date + 30, $4)`,
    [one.areaId, one.child.id, other.child.id, one.panel.holder.id],
  )
  const first = await signedIn(the, one.worker.person)
  expect((await first.send(urls.planMine({ area: 'york', mine: theirs }), at('4pm', '5:30pm'))).status).toBe(303)
  const phone = await signedIn(the, other.worker.person)
  const path = urls.planMine({ area: 'york', mine })
  return {
    of: other,
    mine,
    phone,
    /** Plans on the telephone; what the page says that it leads to. */
    plan: async (...when: Parameters<typeof at>) => {
      const sent = await phone.send(path, at(...when))
      expect(sent.status).toBe(303)
      return { cookies: String(sent.headers['set-cookie'] ?? ''), text: (await phone.get(sent.location)).text }
    },
    stand: async () =>
      (await world.db.query('select agreed from planned_meeting where match_id = $1 order by id', [mine])).rows.map(
        row => row.agreed,
      ),
    coming: async () =>
      (
        await world.one<{ n: number }>(
          'select count(*)::int as n from planned_meeting where match_id = $1 and called_off_at is null',
          [mine],
        )
      ).n,
    told: async () =>
      (
        await world.one<{ n: number }>(
          `select count(*)::int as n from notification where kind = 'meeting not planned' and person_id = $1 and young_person_id = $2`,
          [other.manager.id, other.child.id],
        )
      ).n,
    writtenDown: async () =>
      (
        await world.db.query(
          `select from audit_event where act = 'meeting not planned' and outcome = 'not allowed' and person_id = $1 and young_person_id = $2`,
          [other.worker.person.id, other.child.id],
        )
      ).rowCount,
  }
}

describe('one place at one time', () => {
  test('is not planned for two who must be kept apart; nobody learns who it is, and it is the manager who plans', async () => {
    const { of, mine, plan, phone, coming, told, writtenDown } = await keptApart()
    const { text, cookies } = await plan('6pm', '7pm', ' canaryVENUE, by the river ')
    expect(text).toContain(`Ask ${of.manager.name} ${askManager}`)
    expect(text).not.toMatch(/Canary(reason|venue)|apart|does not work/)
    expect(cookies).not.toContain('saved')
    expect([await coming(), await writtenDown(), await told()]).toEqual([0, 1, 1])
    const manager = await signedIn(the, of.manager)
    const key = { ...of.key, match: mine }
    expect((await manager.get(urls.meetings(key))).text).toContain('Asked for, not planned')
    const answer = await manager.send(urls.planMeeting(key), at('6pm', '7pm'))
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('This place does not work at that time')
    expect((await manager.send(urls.planMeeting(key), at('6pm', '7pm', 'The park'))).status).toBe(303)
    // Once it is planned there is nothing more to ask.
    expect((await phone.get(urls.mine({ area: 'york' }))).text).not.toContain(askManager)
  })

  test('elsewhere, or at another time, it is planned', async () => {
    const { plan, coming, told } = await keptApart()
    const { text, cookies } = await plan('6pm', '7pm', 'The park')
    expect(text).not.toContain(askManager)
    expect(text).toContain('6pm to 7pm')
    expect(cookies).toContain('saved')
    expect([(await plan('8pm', '9pm')).text.includes(askManager), await coming(), await told()]).toEqual([false, 2, 0])
  })
})

describe('asked again and again', () => {
  test('after three in a day the answer is the same whatever is asked; each is written down, and the manager told once', async () => {
    const { mine, plan, coming, told, writtenDown, stand } = await keptApart()
    const said = async (...when: Parameters<typeof at>) =>
      /to plan it: [^<]*/.exec((await plan(...when)).text)?.[0]?.replace(/\d.*/, '')
    const first = await said('3pm', '4pm')
    expect(first).toContain(askManager)
    expect([await said('4pm', '5pm'), await said('5pm', '6pm')]).toEqual([first, first])
    // Free, and elsewhere.
    expect([await said('11am', '12pm'), await said('4pm', '5pm', 'The park')]).toEqual([first, first])
    expect(await stand()).toEqual(['no', 'no', 'no', 'no', 'no'])
    expect([await coming(), await writtenDown(), await told()]).toEqual([0, 5, 1])
    await world.db.query(`update planned_meeting set agreed_at = agreed_at - interval '1 day' where match_id = $1`, [
      mine,
    ])
    expect((await plan('4pm', '5pm', 'The park')).text).not.toContain(askManager)
    expect(await coming()).toBe(1)
  })

  test('all at once it is no more', async () => {
    const { plan, stand, told } = await keptApart()
    await Promise.all(['2pm', '3pm', '4pm', '5pm', '6pm'].map(from => plan(from, '6:30pm')))
    expect((await plan('4pm', '5pm', 'The park')).text).toContain(askManager)
    expect(await stand()).toEqual(Array(6).fill('no'))
    expect(await told()).toBe(1)
  })

  test('a time that cannot be is said as before, and counts for nothing', async () => {
    const { phone, mine, stand, plan } = await keptApart()
    const path = urls.planMine({ area: 'york', mine })
    for (const from of ['4pm', '5pm', '6pm', '7pm']) {
      const answer = await phone.send(path, { ...at(from, '8pm'), ...on('onDay', '2090-01-01') })
      expect(answer.text).toContain('Give a time to come, within a year')
    }
    expect((await plan('4pm', '5pm', 'The park')).text).not.toContain(askManager)
    expect((await phone.send(path, at('4pm', '5pm', 'The park'))).text).toContain('This is planned already')
    expect(await stand()).toEqual(['yes'])
  })
})

describe('in the database, with any SQL', () => {
  /** As somebody, in a transaction that `ends`. */
  async function as<T>(token: string, ends: 'commit' | 'rollback', act: () => Promise<T>, begin = 'begin'): Promise<T> {
    await app.query(begin)
    await app.query('select app.enter($1, null)', [token])
    return act().finally(() => app.query(ends))
  }
  const answer = async (id: string) =>
    (await app.query('select app.answer_plan(gen_random_uuid(), $1) as planned', [id])).rows[0].planned

  test('nothing is answered that can be taken back, and what is taken back counts', async () => {
    const { of, mine, stand } = await keptApart()
    const me = await aSession(world.db, of.worker.person.id)
    /** Asks for an hour that is free. */
    const ask = async (hour: number) => {
      const id = randomUUID()
      await app.query(
        `insert into app.planned_meeting (area_id, id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
           select $1, $2, $3, $4, s, s + interval '1 hour', 'The park', $5 from (select $6::date::timestamptz + make_interval(hours => $7) as s) at`,
        [of.areaId, id, of.child.id, mine, of.worker.person.id, day, hour],
      )
      return id
    }
    expect(await as(me, 'rollback', async () => answer(await ask(10)))).toBeNull()
    const ids: string[] = []
    for (const hour of [11, 12, 13, 14]) ids.push(await as(me, 'commit', () => ask(hour)))
    const [one = '', two = ''] = ids
    // Four are asked and none has an answer: that is more than a day has.
    expect(await as(me, 'rollback', () => answer(one))).toBe(false)
    expect(await as(me, 'commit', () => answer(two))).toBe(false)
    expect(await as(me, 'commit', () => answer(two))).toBeNull()
    expect((await stand()).sort()).toEqual(['asked', 'asked', 'asked', 'no'])
    // Nor later, when others may have planned, nor where a snapshot would not count.
    await expect(as(me, 'rollback', () => answer(one), 'begin isolation level repeatable read')).rejects.toMatchObject({
      code: '42501',
    })
    await world.db.query(
      `update planned_meeting set agreed_at = agreed_at - interval '6 minutes' where match_id = $1`,
      [mine],
    )
    expect(await as(me, 'rollback', () => answer(one))).toBeNull()
  })

  test('nobody answers what another asked', async () => {
    const { of, mine } = await keptApart()
    const stranger = await ready()
    await introduced(stranger)
    const { id } = await world.one<{ id: string }>(
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by, agreed, called_off_at, called_off_by)
         select area_id, young_person_id, id, now() + interval '72 hours', now() + interval '73 hours', 'There', $2, 'asked', now(), $2 from match where id = $1 returning id`,
      [mine, of.worker.person.id],
    )
    for (const [person, planned] of [
      [stranger.worker.person, null],
      [of.manager, null],
      [of.worker.person, true],
    ] as const)
      expect(await as(await aSession(world.db, person.id), 'rollback', () => answer(id))).toBe(planned)
  })
})

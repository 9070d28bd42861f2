import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWorker, type MadeWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../test/world.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const mentorService = { area: 'york', service: 'volunteer-mentor' }
const mentors = await world.person({ role: 'mentor-coordinator', ...mentorService })
const manager = await world.person({ role: 'operational-manager', ...mentorService })
const northern = await world.person({
  role: 'operational-manager',
  area: 'north-yorkshire',
  service: 'rp-relief-worker',
})

const day = (inDays: number): string => yearsAgo(0, -inDays)
const clock = () => world.db.query('select app.workers_due()')
/** What is asked about a worker now: of whom, and by when. */
const asked = async (worker: MadeWorker) =>
  (
    await world.db.query<{ kind: string; desk: string; due_on: string; path: string }>(
      'select kind, desk, due_on::text, path from task where record_id = $1 and settled_at is null order by kind, desk',
      [worker.id],
    )
  ).rows
const serviceDesk = async (area: string, service: string) => `service:${await world.areaId(area)}:${service}`

/** Somebody whose last supervision was so many days ago; the area asks for one every 28. */
async function supervised(daysAgo: number, area = 'york', service = 'volunteer-mentor') {
  const worker = await aWorker(world, area, service)
  await world.db.query('update supervision set held_on = current_date - $2::int where worker_id = $1', [
    worker.id,
    daysAgo,
  ])
  await clock()
  return worker
}

/** Records that a worker did something the service asks for. */
const did = (worker: MadeWorker, requirement: string, on: string) =>
  world.one<{ id: string }>(
    `insert into requirement_met (area_id, worker_id, requirement_key, done_on, seen, recorded_by)
       select area_id, id, $2, $3, 'Seen', $4 from worker where id = $1 returning id`,
    [worker.id, requirement, on, manager.id],
  )

/** Whether somebody is led there from what is asked of them. */
const isLedTo = async (of: MadePerson, path: string) =>
  (await (await signedIn(the, of)).get('/tasks')).text.includes(`href="${path}"`)

describe('a supervision that is due', () => {
  test('R19: is asked of the Mentor Co-ordinator and of nobody else, leads to where it is written down, and ends with it', async () => {
    const worker = await supervised(40)
    const form = urls.supervise({ area: 'york', worker: worker.id })
    expect(await asked(worker)).toEqual([
      { kind: 'supervise a worker', desk: `person:${mentors.id}`, due_on: day(-12), path: form },
    ])
    expect(await isLedTo(mentors, form)).toBe(true)
    expect(await isLedTo(manager, form)).toBe(false)
    const today = day(0)
    const app = await signedIn(the, mentors)
    const answer = await app.send(form, {
      'heldOn-day': today.slice(8),
      'heldOn-month': today.slice(5, 7),
      'heldOn-year': today.slice(0, 4),
      how: 'in person',
      wellbeing: 'well',
      says: 'A good week',
    })
    expect(answer.status).toBe(303)
    expect(await asked(worker)).toEqual([])
    expect(
      await world.one(
        `select settled_by from task where record_id = $1 and kind = 'supervise a worker' order by asked_at desc limit 1`,
        [worker.id],
      ),
    ).toEqual({ settled_by: mentors.id })
  })

  test('R38: in North Yorkshire is asked of the operational manager, whom its file names', async () => {
    const worker = await supervised(29, 'north-yorkshire', 'rp-relief-worker')
    expect((await asked(worker)).map(one => one.desk)).toEqual([`person:${northern.id}`])
  })

  test('is asked from its day on, once, and no longer of who supervises no more', async () => {
    const worker = await supervised(27)
    expect(await asked(worker)).toEqual([])
    await world.db.query('update supervision set held_on = current_date - 28 where worker_id = $1', [worker.id])
    await clock()
    await clock()
    expect((await asked(worker)).map(one => one.due_on)).toEqual([day(0)])
    const until = (at: string) =>
      world.db.query(`update membership set until_at = ${at} where person_id = $1`, [mentors.id])
    await until('now()')
    await clock()
    // Nobody is there to do it: whoever manages the service hears of it, on the worker's page.
    expect(await asked(worker)).toEqual([
      {
        kind: 'supervise a worker',
        desk: await serviceDesk('york', 'volunteer-mentor'),
        due_on: day(0),
        path: urls.worker({ area: 'york', worker: worker.id }),
      },
    ])
    await until('null')
    await clock()
    expect((await asked(worker)).map(one => one.desk)).toEqual([`person:${mentors.id}`])
  })

  test('is not asked about somebody who is away, until they are back, nor about somebody who left', async () => {
    const worker = await supervised(40)
    const away = await world.one<{ id: string }>(
      `insert into worker_leave (area_id, worker_id, from_on, back_on, recorded_by)
         select area_id, id, current_date, current_date + 20, $2 from worker where id = $1 returning id`,
      [worker.id, manager.id],
    )
    expect(await asked(worker)).toEqual([])
    await world.db.query('update worker_leave set taken_back_by = $2, taken_back_at = now() where id = $1', [
      away.id,
      manager.id,
    ])
    expect(await asked(worker)).toHaveLength(1)
    const app = await signedIn(the, mentors)
    expect((await app.send(urls.leaves({ area: 'york', worker: worker.id }), { why: 'moved on' })).status).toBe(303)
    expect(await asked(worker)).toEqual([])
  })
})

describe('a check or training that runs out', () => {
  // Of York's mentors a check counts for 36 months, and what runs out within 60 days is said.
  const monthsAgo = (months: number, days = 0): string => {
    const then = new Date()
    then.setUTCMonth(then.getUTCMonth() - months)
    then.setUTCDate(then.getUTCDate() - days)
    return then.toISOString().slice(0, 10)
  }

  test('R38: is asked of whoever manages the service by its day, until it was done again', async () => {
    const worker = await aWorker(world, 'york', 'volunteer-mentor', { without: ['dbs'] })
    expect(await asked(worker)).toEqual([])
    await did(worker, 'dbs', monthsAgo(35))
    const [task, ...more] = await asked(worker)
    expect(more).toEqual([])
    const { expires_on } = await world.one<{ expires_on: string }>(
      `select expires_on::text from requirement_met where worker_id = $1 and requirement_key = 'dbs'`,
      [worker.id],
    )
    expect(task).toEqual({
      kind: 'renew what runs out',
      desk: await serviceDesk('york', 'volunteer-mentor'),
      due_on: expires_on,
      path: urls.worker({ area: 'york', worker: worker.id }),
    })
    const page = urls.worker({ area: 'york', worker: worker.id })
    expect(await isLedTo(manager, page)).toBe(true)
    const again = await did(worker, 'dbs', day(-1))
    expect(await asked(worker)).toEqual([])
    expect(await isLedTo(manager, page)).toBe(false)
    await world.db.query(
      `update requirement_met set taken_back_by = $2, taken_back_reason = 'Of somebody else' where id = $1`,
      [again.id, manager.id],
    )
    expect((await asked(worker)).map(one => one.due_on)).toEqual([expires_on])
  })

  test('that ran out already is asked at once; one that holds longer than the area’s days is not', async () => {
    const worker = await aWorker(world, 'york', 'volunteer-mentor', { without: ['dbs'] })
    await did(worker, 'dbs', monthsAgo(33))
    expect(await asked(worker)).toEqual([])
    await world.db.query(
      `update requirement_met set expires_on = current_date - 3 where worker_id = $1 and requirement_key = 'dbs'`,
      [worker.id],
    )
    expect((await asked(worker)).map(one => one.due_on)).toEqual([day(-3)])
  })
})

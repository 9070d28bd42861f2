import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorker, type MadeWorker, worksAlso } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Two workers who must be kept apart are two people wherever they work: what is said of them in one service or area holds in every
// other, and tells nobody there why.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced, panels } = await matching(the, world)
const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')

type AreaKey = 'york' | 'north-yorkshire'
const areas = ['york', 'north-yorkshire'] as const
const partner = { york: 'north-yorkshire', 'north-yorkshire': 'york' } as const

const worksIn = (worker: MadeWorker, area: AreaKey) => worksAlso(world, worker, area)
const apart = (areaId: string, worker: string, other: string | null, by: string) =>
  world.one<{ id: string }>(
    `insert into worker_apart (area_id, worker_id, other_worker_id, other_words, other_role, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, case when $3::uuid is null then 'Canaryuncle' end, case when $3::uuid is null then 'poses a risk' end, 'no contact at all', 'Canaryreason', 'It', current_date + 30, $4) returning id`,
    [areaId, worker, other, by],
  )
/** Somebody of strand 2 who met their adult. */
async function met(area: AreaKey) {
  const of = await ready(area, 2)
  return { ...of, match: await introduced(of) }
}
type Met = Awaited<ReturnType<typeof met>>
const plan = async (of: Met, venue: string) =>
  (await signedIn(the, of.manager)).send(urls.planMeeting({ ...of.key, match: of.match }), {
    ...on('onDay', day),
    from: '4pm',
    to: '5:30pm',
    venue,
  })
const off = (of: Met) =>
  world.one<{ off: boolean; by: string }>(
    'select called_off_at is not null as off, called_off_by as by from planned_meeting where match_id = $1',
    [of.match],
  )

describe.each(areas)('two workers who are kept apart in the partner area of %s', area => {
  const there = partner[area]
  /** Both have young people here, and both work there, where somebody knows that they must be kept apart. */
  async function two() {
    const [one, other] = [await met(area), await met(area)]
    const [mine, theirs] = [await worksIn(one.worker, there), await worksIn(other.worker, there)]
    return {
      one,
      other,
      keep: async () => apart(await world.areaId(there), mine, theirs, panels[there].managers[1].id),
    }
  }

  test('are not planned in one place here', async () => {
    const { one, other, keep } = await two()
    await keep()
    const venue = `Place ${randomUUID()}`
    expect((await plan(one, venue)).status).toBe(303)
    const refused = await plan(other, venue)
    expect(refused.status).toBe(422)
    expect(refused.text).toContain(venue)
    expect(refused.text).not.toContain('Canary')
  })

  test('nor one here and the other there', async () => {
    const [one, other] = [await met(area), await met(there)]
    await apart(other.areaId, await worksIn(one.worker, there), other.worker.id, other.manager.id)
    const venue = `Place ${randomUUID()}`
    expect((await plan(other, venue)).status).toBe(303)
    expect((await plan(one, venue)).status).toBe(422)
  })

  test('meet in no place that was planned before, and nobody here reads who said so there', async () => {
    const { one, other, keep } = await two()
    const venue = `Place ${randomUUID()}`
    for (const of of [one, other]) expect((await plan(of, venue)).status).toBe(303)
    await keep()
    expect([(await off(one)).off, (await off(other)).off]).toEqual([true, false])
    expect((await off(one)).by).toBe(one.manager.id)
  })

  test('take over nobody from each other here, and the class of the reason is all that is read', async () => {
    const of: Ready = await ready(area, 2)
    await introduced(of)
    const other = await aWorker(world, area, of.panel.services[1])
    await apart(
      await world.areaId(there),
      await worksIn(of.worker, there),
      await worksIn(other, there),
      panels[there].managers[1].id,
    )
    const { hard } = await world.one<{ hard: string[] }>('select app.hard_reasons($1, $2, $3) as hard', [
      of.areaId,
      of.strand,
      other.id,
    ])
    expect(hard).toEqual(['hand-over'])
    expect((await (await signedIn(the, of.manager)).get(of.candidates)).text).not.toContain('Canary')
  })
})

test('whoever matches is sent to look first also where it was said of them as a worker before they came back', async () => {
  const of = await ready('york', 2)
  const before = await aWorker(world, 'york', of.panel.services[1])
  await world.db.query(
    `update worker set left_at = now() - interval '1 year', left_by = added_by, left_as = 'moved on' where id = $1`,
    [before.id],
  )
  const again = await worksIn(before, 'york')
  await world.db.query(
    `insert into requirement_met (area_id, worker_id, requirement_key, done_on, seen, recorded_by)
       select area_id, $2, requirement_key, done_on, seen, recorded_by from requirement_met where worker_id = $1`,
    [before.id, again],
  )
  await apart(of.areaId, before.id, null, of.manager.id)
  const app = await signedIn(the, of.manager)
  expect((await app.get(urls.workerApart({ area: 'york', worker: again }))).text).toContain('Canaryuncle')
  expect((await app.get(of.candidates)).text).toContain(urls.workerApart({ area: 'york', worker: again }))
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { thirdArea as area, configWithThirdArea, loadConfig } from '../../../test/a-third-area.ts'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { on } from '../../../test/matches.ts'
import { aPanel } from '../../../test/nominations.ts'
import { acceptedBy, aRecruit, aWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

// What a service asks of its workers is data of its area: another file, other rules, and not a line of the program (R17, R19, R38).

const configDir = configWithThirdArea()
const file = join(configDir, `areas/${area}.yaml`)
/** Of York's mentors, who come first in the file, each of these is another in the third area. */
const others: readonly (readonly [string, string])[] = [
  ['ages: { from: 18, to: null }', 'ages: { from: 21, to: 30 }'],
  ['{ most: 2,', '{ most: 1,'],
  ['by: mentor-coordinator\n        everyDays: 28', 'by: operational-manager\n        everyDays: 14'],
  ['kind: training\n          renewMonths: 36', 'kind: training\n          renewMonths: 12'],
  [
    '        - key: mentoring\n',
    '        - key: first-aid\n          name: First aid\n          kind: training\n          renewMonths: 24\n          beforeMatch: must\n          source: { from: "Here", sure: assumed }\n        - key: mentoring\n',
  ],
  ['runsOutSoonDays: 60', 'runsOutSoonDays: 30'],
]
writeFileSync(
  file,
  others.reduce(
    (text, [from, to]) => {
      if (!text.includes(from)) throw new Error(`the file does not say ${from}`)
      return text.replace(from, to)
    },
    readFileSync(file, 'utf8'),
  ),
)
const database = await testDatabase()
const world = await aWorld(database)
await loadConfig(world, configDir)
const the = await testApp(database, { CONFIG_DIR: configDir })
const service = 'volunteer-mentor'
const manager = await world.person({ role: 'operational-manager', area, service })
const mentors = await world.person({ role: 'mentor-coordinator', area, service })
const app = await signedIn(the, manager)

test('the age of its workers, when they are added and on the day of a match; how many young people are usual', async () => {
  const add = async (bornOn: string) => {
    const recruit = await aRecruit(world, area, service)
    const answer = await app.send(urls.addWorker({ area }), {
      who: `${service}.${recruit.id}`,
      ...on('bornOn', bornOn),
      ...on('startedOn', yearsAgo(0)),
      youngPeopleAtMost: '',
      gender: 'man',
    })
    return { answer, recruit }
  }
  expect((await add(yearsAgo(20))).answer.text).toContain('too young')
  const { answer, recruit } = await add(yearsAgo(21))
  expect(answer.status).toBe(303)
  expect(await world.one('select young_people_at_most as n from worker where person_id = $1', [recruit.id])).toEqual({
    n: 1,
  })
  const of = await acceptedBy(world, { [area]: await aPanel(world, area) })(area, 1)
  const hard = async (bornOn: string, without: readonly string[] = []) => {
    const worker = await aWorker(world, area, service, { bornOn, without })
    const { why } = await world.one<{ why: string[] }>('select app.hard_reasons($1, $2, $3) as why', [
      of.areaId,
      of.strand,
      worker.id,
    ])
    return why
  }
  expect(await hard(yearsAgo(31))).toEqual(['age'])
  expect(await hard(yearsAgo(30))).toEqual([])
  expect(await hard(yearsAgo(30), ['first-aid'])).toEqual(['check'])
})

test('what they must have, for how long it counts, and from when on it is said that it runs out', async () => {
  const worker = await aWorker(world, area, service, { without: ['mentoring', 'first-aid'] })
  const did = (requirement: string, day: string) =>
    app.send(urls.recordRequirement({ area, worker: worker.id }), { requirement, ...on('doneOn', day), seen: 'It' })
  expect((await did('first-aid', '2026-01-31')).status).toBe(303)
  expect((await did('mentoring', '2026-01-31')).status).toBe(303)
  const { rows } = await world.db.query(
    `select requirement_key as what, expires_on::text as until from requirement_met where worker_id = $1 and requirement_key in ('first-aid', 'mentoring') order by 1`,
    [worker.id],
  )
  expect(rows).toEqual([
    { what: 'first-aid', until: '2028-01-30' },
    { what: 'mentoring', until: '2027-01-30' },
  ])
  const runsOut = (days: number) =>
    world.db.query('update requirement_met set expires_on = current_date + $2::int where worker_id = $1', [
      worker.id,
      days,
    ])
  const listed = async () =>
    (await app.get(`${urls.workers({ area })}?show=runs-out`)).text.includes(`/workers/${worker.id}"`)
  await runsOut(31)
  expect(await listed()).toBe(false)
  await runsOut(30)
  expect(await listed()).toBe(true)
  expect((await app.get(urls.workers({ area }))).text).toContain('within 30 days')
})

test('who supervises them, and how often', async () => {
  const worker = await aWorker(world, area, service)
  const page = urls.supervise({ area, worker: worker.id })
  expect((await app.get(page)).status).toBe(200)
  expect((await (await signedIn(the, mentors)).get(page)).status).toBe(404)
  const late = async () => (await app.get(`${urls.workers({ area })}?show=supervision`)).text
  const held = (days: number) =>
    world.db.query('update supervision set held_on = current_date - $2::int where worker_id = $1', [worker.id, days])
  await held(14)
  expect(await late()).not.toContain(worker.person.name)
  await held(15)
  expect(await late()).toContain(worker.person.name)
})

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// What is asked of whoever manages workers.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await world.areaId('york')

const asked = (person: MadePerson, kind: string, days: number, record: string) =>
  world.db.query(
    `insert into task (area_id, kind, desk, path, due_on, record_id) values ($1, $2, $3, '/york/workers', app.today() + $4::int, $5)`,
    [york, kind, `person:${person.id}`, days, record],
  )
const told = (person: MadePerson) =>
  world.db.query(
    `insert into notification (person_id, area_id, kind, path, urgency) values ($1, $2, 'worker overdue', '/york/workers/overdue', 'today')`,
    [person.id, york],
  )
const home = async (person: MadePerson) => (await signedIn(the, person)).get(urls.home())
/** The text of a page as it is read: no markup, single spaces. */
const read = (page: string) =>
  (page.match(/<main[\s\S]*<\/main>/)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('what is asked next is somebody who went somewhere alone and has not checked in, before all that is late', async () => {
  const manager = await world.person({ role: 'operational-manager', area: 'york', service: 'volunteer-mentor' })
  for (const days of [-9, -8, -7, -6, -5, -4, -3, -2, -1])
    await asked(manager, 'supervise a worker', days, randomUUID())
  await asked(manager, 'ring a worker', 0, randomUUID())
  const { text } = await home(manager)
  expect(read(text)).toMatch(
    /What is asked of me next Now Ring a worker who went somewhere alone and has not checked in , before anything else\. Then Talk with/,
  )
  const all = read((await (await signedIn(the, manager)).get(urls.tasks())).text)
  expect(all).toMatch(/^ ?(Home )?What is asked of me Ring a worker .*? Now Talk with/)
})

test('what is asked names the worker it is about to whoever manages them, and to nobody else', async () => {
  const manager = await world.person({ role: 'operational-manager', area: 'york', service: 'volunteer-mentor' })
  const elsewhere = await world.person({
    role: 'operational-manager',
    area: 'north-yorkshire',
    service: 'rp-relief-worker',
  })
  const worker = await aWorker(world, 'york', 'volunteer-mentor')
  for (const person of [manager, elsewhere]) await asked(person, 'supervise a worker', 0, worker.id)
  expect(read((await home(manager)).text)).toContain(`their supervision is due (${worker.person.name}), by today`)
  expect(read((await home(elsewhere)).text)).not.toContain(worker.person.name)
})

test('what names nobody says of which area it is, to whoever has roles in several', async () => {
  const one = { role: 'operational-manager', area: 'york', service: 'volunteer-mentor' }
  const both = await world.person(one, { ...one, area: 'north-yorkshire', service: 'rp-relief-worker' })
  const here = await world.person(one)
  for (const person of [both, here]) {
    await asked(person, 'ring a worker', 0, randomUUID())
    await asked(person, 'ring a worker', 0, randomUUID())
    await told(person)
  }
  const text = read((await home(both)).text)
  expect(text).toContain('has not checked in (York), before anything else')
  expect(text).toMatch(/asked [^,]+, [^,]+, in York/)
  expect(text).toContain('ring them now (York)')
  expect(read((await home(here)).text)).not.toMatch(/\(York\)|in York/)
})

test('news of an area in which somebody has no role any more leads nowhere', async () => {
  const manager = await world.person({ role: 'operational-manager', area: 'york', service: 'volunteer-mentor' })
  await told(manager)
  expect((await home(manager)).text).toContain('href="/york/workers/overdue"')
  await world.db.query('update membership set until_at = now() where person_id = $1', [manager.id])
  await world.belongs(manager, { role: 'operational-manager', area: 'north-yorkshire', service: 'rp-relief-worker' })
  const { text } = await home(manager)
  expect(text).toContain('This is closed to you now')
  expect(text).not.toContain('href="/york/workers/overdue"')
})

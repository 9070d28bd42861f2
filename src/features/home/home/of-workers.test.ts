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

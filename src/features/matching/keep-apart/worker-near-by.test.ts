import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn, statement } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorker, type MadeWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// A worker of one area, and a young person or a worker of its partner, who must be kept apart: the worker is named by whoever may
// name workers there too. Where they meet is asked in across-areas.test.ts.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, introduced } = await matching(the, world)

type AreaKey = 'york' | 'north-yorkshire'
const areas = ['york', 'north-yorkshire'] as const
const partner = { york: 'north-yorkshire', 'north-yorkshire': 'york' } as const
const names = { york: 'York', 'north-yorkshire': 'North Yorkshire' } as const
const said = {
  howFar: 'no contact at all',
  ownPast: 'no',
  reason: 'Canaryreason',
  evidence: 'Canaryevidence',
  ...on('reviewOn', '2099-01-01'),
}
const serviceOf = (area: AreaKey) => panels[area].services[0] ?? ''
const workerOf = (area: AreaKey) => aWorker(world, area, serviceOf(area))
const managerOf = (area: AreaKey) => world.person({ role: 'operational-manager', area, service: serviceOf(area) })
const ask = (by: MadePerson, text: string, values: readonly unknown[] = []) => statement(the, by, text, values)

describe.each(areas)('a young person of %s', area => {
  const page = (child: { id: string }) => urls.keepApart({ area, youngPerson: child.id })
  const insert = `insert into app.keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
    values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 30, $4)`

  test('is kept apart from a worker of the partner area by whoever names workers there too; for anybody else there is none', async () => {
    const holder = await world.person({ role: 'case-holder', area })
    const child = await world.youngPerson(area, { heldBy: holder })
    const worker = await workerOf(partner[area])
    const app = await signedIn(the, holder)
    expect((await app.get(page(child))).text).not.toContain(worker.person.name)
    const refused = await app.send(page(child), { ...said, worker: worker.id })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('Canaryevidence')
    const values = [child.areaId, child.id, worker.id, holder.id]
    expect(await ask(holder, insert, values)).toBe('42501')
    // One who is nowhere is answered alike.
    expect(await ask(holder, insert, values.with(2, child.id))).toBe('42501')

    await world.belongs(holder, { role: 'case-holder', area: partner[area] })
    expect((await app.get(page(child))).text).toMatch(
      new RegExp(`${worker.person.name}, [^<]+, ${names[partner[area]]}<`),
    )
    expect((await app.send(page(child), { ...said, worker: worker.id })).status).toBe(303)
    expect((await app.get(page(child))).text).toContain(worker.person.name)
    expect(
      await world.one('select area_id as a, worker_area_id as b from keep_apart where worker_id = $1', [worker.id]),
    ).toEqual({ a: child.areaId, b: await world.areaId(partner[area]) })
  })

  test('who has a record there is not matched with them there, and meets them no more', async () => {
    const of = await ready(partner[area])
    const match = await introduced(of)
    const twin = await world.one<{ given: string; surname: string; bornOn: string }>(
      'select given_names as given, surname, born_on::text as "bornOn" from young_person where id = $1',
      [of.child.id],
    )
    const here = await world.youngPerson(area, { heldBy: panels[area].holder, ...twin })
    const reasons = async () =>
      (
        await world.one<{ hard: string[] }>('select app.hard_reasons($1, $2, $3) as hard', [
          of.areaId,
          of.strand,
          of.worker.id,
        ])
      ).hard
    expect(await reasons()).toEqual([])
    await world.db.query(insert, [here.areaId, here.id, of.worker.id, panels[area].holder.id])
    expect(await reasons()).toEqual(['keep apart'])
    const { stopped } = await world.one<{ stopped: boolean }>(
      'select stopped_at is not null as stopped from match where id = $1',
      [match],
    )
    expect(stopped).toBe(true)
  })
})

describe.each(areas)('a worker of %s', area => {
  const pageOf = (worker: MadeWorker) => urls.workerApart({ area, worker: worker.id })
  const pageThere = (worker: MadeWorker) => urls.workerApart({ area: partner[area], worker: worker.id })
  const insert = `insert into app.worker_apart (area_id, worker_id, other_worker_id, how_far, reason, evidence, review_on, recorded_by)
    values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`

  test('is kept apart from one of the partner area by whoever manages there too; near by it is read as that', async () => {
    const [one, other] = [await workerOf(area), await workerOf(partner[area])]
    const [here, there] = [await managerOf(area), await managerOf(partner[area])]
    const app = await signedIn(the, here)
    expect((await app.get(pageOf(one))).text).not.toContain(other.person.name)
    expect((await app.send(pageOf(one), { ...said, worker: other.id })).status).toBe(422)
    const values = [await world.areaId(area), one.id, other.id, here.id]
    expect(await ask(here, insert, values)).toBe('42501')
    expect(await ask(here, insert, values.with(2, here.id))).toBe('42501')

    await world.belongs(here, { role: 'operational-manager', area: partner[area], service: serviceOf(partner[area]) })
    expect((await app.send(pageOf(one), { ...said, worker: other.id })).status).toBe(303)
    expect((await app.get(pageOf(one))).text).toContain(other.person.name)
    const { id } = await world.one<{ id: string }>('select id from worker_apart where worker_id = $1', [one.id])

    // Whoever manages both reads all of it near by as well, and decides where it was written.
    const near = await app.get(pageThere(other))
    expect(near.text).toContain('Canaryreason')
    expect(near.text).not.toContain('It has ended')
    const theirs = await signedIn(the, there)
    const text = (await theirs.get(pageThere(other))).text
    for (const says of ['A worker of a partner area', 'no contact at all', 'Ask the duty worker'])
      expect(text).toContain(says)
    for (const hidden of ['Canaryreason', 'Canaryevidence', 'It has ended', one.person.name, here.name])
      expect(text).not.toContain(hidden)
    const key = { area: partner[area], worker: other.id, apart: id }
    for (const path of [urls.lookAtWorkerApart(key), urls.closeWorkerApart(key)])
      expect((await theirs.get(path)).status).toBe(404)
    expect(await ask(there, `select app.close_worker_apart($1, $2, 'Me') as is`, [other.id, id])).toEqual([
      { is: 'gone' },
    ])
    expect(await ask(there, 'select from app.worker_apart where id = $1', [id])).toEqual([])
    // Neither of the two reads it, on whichever side.
    for (const worker of [one, other])
      expect(await ask(worker.person, 'select from app.worker_apart where id = $1', [id])).toEqual([])
    const closed = await app.send(urls.closeWorkerApart({ area, worker: one.id, apart: id }), { reason: 'Canaryend' })
    expect(closed.status).toBe(303)
    const after = (await theirs.get(pageThere(other))).text
    expect(after).toContain('Ended')
    expect(after).not.toContain('Canaryend')
  })

  test('is not kept apart from themself, who works there too', async () => {
    const coordinators = 'family-network-coordinator'
    const one = await aWorker(world, area, coordinators)
    await world.belongs(one.person, { role: coordinators, area: partner[area], service: coordinators })
    const again = await world.one<{ id: string }>(
      `insert into worker (area_id, person_id, service_key, born_on, started_on, emergency_contact, young_people_at_most, added_by)
         select $2, person_id, service_key, born_on, started_on, emergency_contact, 1, added_by from worker where id = $1 returning id`,
      [one.id, await world.areaId(partner[area])],
    )
    const add = world.db.query(insert, [await world.areaId(area), one.id, again.id, (await managerOf(area)).id])
    await expect(add).rejects.toMatchObject({ constraint: 'worker_apart_of_two_people' })
  })
})

import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn, statement } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorker, type MadeWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls as workforce } from '../../workforce/index.ts'
import { urls } from '../urls.ts'

// Two people who must be kept apart, and neither is a young person.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced, panels } = await matching(the, world)
const areaId = await world.areaId('york')
const [first = '', second = ''] = panels.york.services
const [manager, otherManager] = panels.york.managers as unknown as readonly [MadePerson, MadePerson]
const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')
const page = (worker: MadeWorker) => urls.workerApart({ area: 'york', worker: worker.id })
const at = (worker: MadeWorker, apart: string) => ({ area: 'york', worker: worker.id, apart })
const because = {
  howFar: 'not in the same place at the same time',
  ownPast: 'no',
  reason: 'Canaryreason: they were married',
  evidence: 'Canaryevidence',
  ...on('reviewOn', '2099-01-01'),
}

/** Two workers are kept apart, by whoever manages the first. */
async function apart(one: MadeWorker, other: MadeWorker, but: Record<string, string> = {}, by = manager) {
  const sent = await (await signedIn(the, by)).send(page(one), { ...because, worker: other.id, ...but })
  expect(sent.status).toBe(303)
  return (
    await world.one<{ id: string }>('select max(id::text) as id from worker_apart where worker_id = $1', [one.id])
  ).id
}
const tasks = async (id: string) =>
  (
    await world.db.query<{ desk: string; path: string }>(
      `select desk, path from task where kind = 'look at a keep-apart again' and record_id = $1 and settled_at is null`,
      [id],
    )
  ).rows
/** The day to look at it again has come. */
async function due(id: string) {
  await world.db.query('update worker_apart set review_on = app.today() where id = $1', [id])
  await world.db.query('select app.keep_aparts_due()')
  return tasks(id)
}
const ask = (by: MadePerson, text: string, values: readonly unknown[] = []) => statement(the, by, text, values)

/** A worker comes to manage a service of the area. */
const manages = ({ person }: MadeWorker, service: string, role = 'operational-manager') =>
  world.db.query(
    `insert into membership (person_id, person_kind, role, area_id, service_key, from_at) select p.id, p.kind, $4, $2, $3, now() - interval '1 day' from person p where p.id = $1`,
    [person.id, areaId, service, role],
  )
const managesNoMore = ({ person }: MadeWorker) =>
  world.db.query(`update membership set until_at = now() where person_id = $1 and role like '%-manager'`, [person.id])

describe('two workers', () => {
  test('are kept apart on the page of one, and whoever manages either reads it, looks at it again and ends it', async () => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', second)]
    const mine = await signedIn(the, manager)
    const worker = workforce.worker({ area: 'york', worker: one.id })
    expect((await mine.get(worker)).text).toContain(page(one))
    const id = await apart(one, other)
    expect((await mine.get(page(one))).text).toContain(other.person.name)
    const theirs = await signedIn(the, otherManager)
    const read = (await theirs.get(page(other))).text
    for (const text of [one.person.name, 'Canaryreason', 'A worker']) expect(read).toContain(text)
    // The page is of a worker of theirs, and no other.
    expect((await theirs.get(page(one))).status).toBe(404)
    expect((await theirs.get(urls.closeWorkerApart(at(one, id)))).status).toBe(404)

    expect(await due(id)).toEqual([{ desk: `service:${areaId}:${first}`, path: page(one) }])
    const look = { says: 'Canarylook: still so', ...on('nextOn', '2099-01-01') }
    const early = await theirs.send(urls.lookAtWorkerApart(at(other, id)), { ...look, ...on('nextOn', '2020-01-01') })
    expect(early.status).toBe(422)
    expect(early.text).toContain('Canarylook')
    expect((await theirs.send(urls.lookAtWorkerApart(at(other, id)), look)).status).toBe(303)
    expect(await tasks(id)).toEqual([])
    expect((await mine.get(page(one))).text).toContain('Canarylook')
    expect((await mine.send(urls.closeWorkerApart(at(one, id)), { reason: 'She moved away' })).status).toBe(303)
    expect((await theirs.get(page(other))).text).toContain('She moved away')
    expect((await theirs.get(urls.closeWorkerApart(at(other, id)))).status).toBe(404)
    const { rows } = await world.db.query<{ act: string }>(
      `select distinct act from audit_event where record_id = any ($1) and act like '%apart%' order by act`,
      [[id, one.id]],
    )
    expect(rows.map(row => row.act)).toEqual([
      'keep-aparts viewed',
      'worker keep-apart looked at again',
      'worker kept apart',
      'worker no longer kept apart',
    ])
  })

  test.each<[string, Record<string, string> & { worker?: 'other' | 'themself' }, string]>([
    ['nobody', {}, 'one of the two ways'],
    ['two at once', { worker: 'other', words: 'Somebody', role: 'poses a risk' }, 'one of the two ways'],
    ['words without a role', { words: 'Somebody' }, 'Say what they are'],
    ['no reason', { worker: 'other', reason: '' }, 'Say why'],
    ['a day that was', { worker: 'other', ...on('reviewOn', '2020-01-01') }, 'still to come'],
    ['a past that is told', { worker: 'other', ownPast: 'yes', confirmedBy: 'The lead' }, 'nothing is written down'],
    ['another distance', { worker: 'other', howFar: 'not matched' }, 'Choose one of the answers'],
    ['themself', { worker: 'themself' }, 'Canaryevidence'],
  ])('with %s it is sent back, with what was typed', async (_, but, says) => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', first)]
    const { worker, ...more } = but
    const who = worker && { worker: worker === 'themself' ? one.id : other.id }
    const sent = await (await signedIn(the, manager)).send(page(one), { ...because, ...more, ...who })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(says)
    expect(sent.text).toContain('Canaryevidence')
  })

  test('of their own past say who confirmed it, and nothing else', async () => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', first)]
    const ownPast = { ownPast: 'yes', reason: '', evidence: '', confirmedBy: 'Pat Example, safeguarding lead' }
    const id = await apart(one, other, ownPast)
    const app = await signedIn(the, manager)
    const read = (await app.get(page(other))).text
    for (const says of ['Pat Example', 'from the past of one of them', 'Next look']) expect(read).toContain(says)
    expect(read).not.toContain('Looked at again')
    const long = 'Canarypast '.repeat(30)
    const look = urls.lookAtWorkerApart(at(one, id))
    expect((await app.send(look, { says: long, ...on('nextOn', '2099-01-01') })).status).toBe(422)
    expect((await app.send(urls.closeWorkerApart(at(one, id)), { reason: long })).status).toBe(422)
  })
})

describe('neither of the two', () => {
  test('reads it or hears of it, also where they manage the other', async () => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', second)]
    const id = await apart(one, other)
    // The other comes to manage the service of the first.
    await manages(other, first)
    const app = await signedIn(the, other.person)
    const list = await app.get(page(one))
    expect(list.status).toBe(200)
    expect(list.text).not.toContain('Canaryreason')
    expect((await app.get(urls.lookAtWorkerApart(at(one, id)))).status).toBe(404)
    expect(await ask(other.person, 'select from worker_apart where id = $1', [id])).toEqual([])
    expect(await ask(other.person, 'select from app.worker_aparts($1)', [one.id])).toEqual([])
    expect(await ask(other.person, `select app.close_worker_apart($1, $2, 'Me') as answer`, [one.id, id])).toEqual([
      { answer: 'gone' },
    ])
    const add = `insert into worker_apart (area_id, worker_id, other_worker_id, how_far, reason, evidence, review_on, recorded_by)
      values ($1, $2, $3, 'no contact at all', 'It', 'It', '2099-01-01', $4)`
    expect(await ask(other.person, add, [areaId, one.id, other.id, other.person.id])).toBe('42501')
    // What is asked about it is asked of the others at that desk, by name.
    const desks = (await due(id)).map(task => task.desk)
    expect(desks).toContain(`person:${manager.id}`)
    expect(desks).not.toContain(`person:${other.person.id}`)
    expect(desks).not.toContain(`service:${areaId}:${first}`)
    await managesNoMore(other)
  })

  test('reads that it is to be looked at again, where they come to the desk that was asked before', async () => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', second)]
    const id = await apart(one, other)
    expect(await due(id)).toEqual([{ desk: `service:${areaId}:${first}`, path: page(one) }])
    await manages(other, first)
    expect(await ask(manager, 'select id from app.task where record_id = $1', [id])).toHaveLength(1)
    expect(await ask(other.person, 'select from app.task where record_id = $1', [id])).toEqual([])
    expect((await (await signedIn(the, other.person)).get('/')).text).not.toContain(page(one))
    await managesNoMore(other)
  })

  test('reads of the one that they take over from nobody but that somebody is to be asked', async () => {
    const of = await ready('york', 2)
    await introduced(of)
    const other = await aWorker(world, 'york', second)
    await apart(other, of.worker, { howFar: 'no contact at all' }, otherManager)
    await manages(of.worker, second, 'service-manager')
    const reasons = async (by: MadePerson) =>
      (
        (await ask(by, 'select hard from app.candidates($1, $2) where worker_id = $3', [
          areaId,
          of.strand,
          other.id,
        ])) as readonly { hard: readonly string[] }[]
      ).map(row => row.hard)
    expect(await reasons(otherManager)).toEqual([['hand-over']])
    expect(await reasons(of.worker.person)).toEqual([['own past']])
    await managesNoMore(of.worker)
  })

  test('and nobody who manages neither: not a worker, not a case-holder, not by function', async () => {
    const [one, other] = [await aWorker(world, 'york', first), await aWorker(world, 'york', first)]
    const id = await apart(one, other)
    for (const by of [one.person, otherManager, panels.york.holder]) {
      expect([403, 404]).toContain((await (await signedIn(the, by)).get(page(one))).status)
      expect(await ask(by, 'select from worker_apart where id = $1', [id])).toEqual([])
      expect(await ask(by, `select app.close_worker_apart($1, $2, 'Me')`, [one.id, id])).toBe('42501')
    }
    expect(await ask(manager, 'select from worker_apart_look')).toBe('42501')
    expect(await ask(manager, `update worker_apart set closed_reason = 'Me' where id = $1`, [id])).toBe('42501')
  })

  test('is the same person, as a worker of another service', async () => {
    const one = await aWorker(world, 'york', first)
    const add = world.db.query(
      `with again as (insert into worker (area_id, person_id, service_key, born_on, started_on, safeguarding_lead, emergency_contact, young_people_at_most, left_at, left_by, left_as, added_by)
         select area_id, person_id, service_key, born_on, started_on, safeguarding_lead, emergency_contact, 1, now(), added_by, 'moved on', added_by from worker where id = $1 returning id)
       insert into worker_apart (area_id, worker_id, other_worker_id, how_far, reason, evidence, review_on, recorded_by)
         select $2, $1, id, 'no contact at all', 'It', 'It', '2099-01-01', $3 from again`,
      [one.id, areaId, manager.id],
    )
    await expect(add).rejects.toMatchObject({ constraint: 'worker_apart_of_two_people' })
  })
})

describe('in one place at one time', () => {
  const when = { ...on('onDay', day), from: '4pm', to: '5:30pm', venue: 'Canarygym' }
  const plan = async (of: Ready, match: string, but = {}) =>
    (await signedIn(the, of.manager)).send(urls.planMeeting({ ...of.key, match }), { ...when, ...but })
  const stand = async (match: string) =>
    (await world.db.query('select from planned_meeting where match_id = $1 and called_off_at is null', [match]))
      .rowCount

  test('they are not planned, not as adults of two and not in a group; on a telephone it is the manager who plans', async () => {
    const [one, other] = [await ready(), await ready('york', 2)]
    const [theirs, mine] = [await introduced(one), await introduced(other)]
    expect((await plan(one, theirs)).status).toBe(303)
    const id = await apart(one.worker, other.worker)
    const sent = await plan(other, mine, { from: '5pm', to: '6pm', venue: 'canary gym' })
    expect(sent.status).toBe(422)
    expect(sent.text).not.toContain(one.worker.person.name)

    const phone = await signedIn(the, other.worker.person)
    const asked = await phone.send(urls.planMine({ area: 'york', mine }), { ...when, from: '2pm', to: '3:30pm' })
    expect(asked.status).toBe(303)
    expect((await phone.get(asked.location)).text).toContain('to plan it:')
    expect(await stand(mine)).toBe(0)
    expect((await plan(other, mine, { venue: 'Elsewhere' })).status).toBe(303)

    // Once it has ended they may be where they like.
    await (await signedIn(the, manager)).send(urls.closeWorkerApart(at(one.worker, id)), { reason: 'It' })
    expect((await plan(other, mine, { from: '6pm', to: '7pm' })).status).toBe(303)
  })

  test('what was planned already is called off for the one whose page says so, in a group too', async () => {
    const [one, other] = [await ready(), await ready()]
    const [theirs, mine] = [await introduced(one), await introduced(other)]
    const sent = await (await signedIn(the, one.manager)).send(urls.groups({ area: 'york' }), {
      ...when,
      who: [theirs, mine],
    })
    expect(sent.status).toBe(303)
    await apart(one.worker, other.worker)
    expect([await stand(theirs), await stand(mine)]).toEqual([0, 1])
    const { n } = await world.one<{ n: number }>(
      `select count(*)::int as n from notification where kind = 'meeting called off' and young_person_id = $1`,
      [one.child.id],
    )
    expect(n).toBeGreaterThan(0)
    const again = await (await signedIn(the, one.manager)).send(urls.groups({ area: 'york' }), {
      ...when,
      from: '10am',
      to: '11am',
      who: [theirs, mine],
    })
    expect(again.status).toBe(422)
  })
})

describe('a young person is not handed over', () => {
  const reasons = async (of: Ready, worker: MadeWorker) =>
    (
      await world.one<{ hard: string[] }>('select app.hard_reasons($1, $2, $3) as hard', [
        of.areaId,
        of.strand,
        worker.id,
      ])
    ).hard

  test.each([
    ['no contact at all', {}, ['hand-over']],
    ['no contact at all', { ownPast: 'yes', reason: '', evidence: '', confirmedBy: 'The lead' }, ['own past']],
    ['not in the same place at the same time', {}, []],
  ])('to somebody who must have %s with whoever has them now (%o)', async (howFar, but, hard) => {
    const of = await ready()
    await introduced(of)
    const other = await aWorker(world, 'york', first)
    const id = await apart(other, of.worker, { howFar, ...but })
    expect(await reasons(of, other)).toEqual(hard)
    // Whoever has them goes on, and it is nothing to any other young person.
    expect(await reasons(of, of.worker)).toEqual([])
    expect(await reasons(await ready(), other)).toEqual([])
    await (await signedIn(the, manager)).send(urls.closeWorkerApart(at(other, id)), { reason: 'It' })
    expect(await reasons(of, other)).toEqual([])
  })
})

test('whoever matches a worker kept apart from somebody in words is sent to look first, until it has ended', async () => {
  const of = await ready()
  const app = await signedIn(the, of.manager)
  const pages = async () => [(await app.get(of.candidates)).text, (await app.get(of.make)).text]
  const look = `href="${page(of.worker)}"`
  for (const text of await pages()) expect(text).not.toContain(look)
  const words = { words: 'Canaryuncle with a van', role: 'poses a risk' }
  expect((await app.send(page(of.worker), { ...because, ...words })).status).toBe(303)
  expect((await pages())[0]).toContain('Kept apart from somebody: look first')
  for (const text of await pages()) {
    expect(text).toContain(look)
    expect(text).not.toMatch(/Canary(uncle|reason|evidence)/)
  }
  const { id } = await world.one<{ id: string }>('select id from worker_apart where worker_id = $1', [of.worker.id])
  await app.send(urls.closeWorkerApart(at(of.worker, id)), { reason: 'It' })
  for (const text of await pages()) expect(text).not.toContain(look)
})

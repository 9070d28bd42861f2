import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { type Client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorker, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make, insert } = await matching(the, world)
const today = yearsAgo(0)

const openOf = async (strand: string) =>
  (
    await world.db.query<{ id: string; worker_id: string; handing: boolean }>(
      'select id, worker_id, handing_over_at is not null as handing from match where strand_allocation_id = $1 and ended_at is null order by made_at',
      [strand],
    )
  ).rows
const told = async (kind: string, who: string) =>
  (await world.db.query('select from notification where kind = $1 and person_id = $2', [kind, who])).rowCount ?? 0

describe('another adult takes over', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'R144: with what the young person wants passed on, and both there until the goodbye, in %s',
    async area => {
      const of = await ready(area)
      await make(of)
      const first = (await matched(of)) ?? ''
      const next = await aWorker(world, area, of.panel.services[0] ?? '')
      const over = { ...of, make: urls.make({ ...of.key, strand: of.strand, candidate: next.id }) }
      const manager = await signedIn(the, of.manager)
      expect((await manager.get(of.candidates)).text).toContain('takes over from them')
      expect((await manager.get(urls.matches(of.key))).text).toContain('Somebody else takes over</a>')
      expect((await make(over)).text).toContain('Write what they want passed on')
      expect((await make(over, of.manager, { passedOn: 'Canarypassed: I like drawing' })).status).toBe(303)
      expect(await openOf(of.strand)).toMatchObject([
        { id: first, handing: true },
        { worker_id: next.id, handing: false },
      ])
      const page = (await manager.get(urls.matches(of.key))).text
      expect(page).toContain('Handing over')
      expect(page).not.toContain('Somebody else takes over</a>')
      expect(page).toContain('Canarypassed')
      for (const { person } of [of.worker, next])
        expect((await (await signedIn(the, person)).get(urls.mine({ area }))).text).not.toContain('Nobody yet')
      // A third waits until the first has said goodbye.
      const third = await aWorker(world, area, of.panel.services[0] ?? '')
      const another = { ...of, make: urls.make({ ...of.key, strand: of.strand, candidate: third.id }) }
      expect((await make(another, of.manager, { passedOn: 'Nothing' })).text).toContain('Somebody takes over already')
      const end = { ...on('endedOn', today), why: 'somebody else takes over', goodbye: 'Chips' }
      expect((await manager.send(urls.end({ ...of.key, match: first }), end)).status).toBe(303)
      expect(await openOf(of.strand)).toMatchObject([{ worker_id: next.id }])
      expect(
        (
          await world.db.query(
            `select from task where kind = 'match a worker' and record_id = $1 and settled_at is null`,
            [of.strand],
          )
        ).rowCount,
      ).toBe(0)
      expect(await told('match ended', of.panel.holder.id)).toBeGreaterThan(0)
      expect(await told('your people changed', of.worker.person.id)).toBeGreaterThan(1)
    },
  )

  test('comes to nothing where the one who was to take over does not', async () => {
    const of = await ready()
    await make(of)
    const next = await aWorker(world, 'york', of.panel.services[0] ?? '')
    await make({ ...of, make: urls.make({ ...of.key, strand: of.strand, candidate: next.id }) }, of.manager, {
      passedOn: 'Nothing',
    })
    const [, second] = await openOf(of.strand)
    const manager = await signedIn(the, of.manager)
    const end = { ...on('endedOn', today), why: 'it was not the right match', goodbye: 'They never met' }
    expect((await manager.send(urls.end({ ...of.key, match: second?.id ?? '' }), end)).status).toBe(303)
    expect(await openOf(of.strand)).toMatchObject([{ worker_id: of.worker.id, handing: false }])
  })

  test.each([
    [
      'says goodbye',
      async (manager: Client, end: string) =>
        manager.send(end, { ...on('endedOn', today), why: 'somebody else takes over', goodbye: 'Chips' }),
    ],
    [
      'need not be kept apart any more',
      async () =>
        world.db.query(`update worker_apart set closed_at = now(), closed_by = recorded_by, closed_reason = 'It'`),
    ],
  ] as const)(
    'waits where it is found that the two adults must have no contact, until the first %s',
    async (_, then) => {
      const of = await ready()
      await make(of)
      const first = (await matched(of)) ?? ''
      const next = await aWorker(world, 'york', of.panel.services[0] ?? '')
      await make({ ...of, make: urls.make({ ...of.key, strand: of.strand, candidate: next.id }) }, of.manager, {
        passedOn: 'Nothing',
      })
      const [, second] = await openOf(of.strand)
      const manager = await signedIn(the, of.manager)
      const kept = await manager.send(urls.workerApart({ area: 'york', worker: of.worker.id }), {
        worker: next.id,
        howFar: 'no contact at all',
        ownPast: 'no',
        reason: 'Canaryreason',
        evidence: 'Canaryevidence',
        ...on('reviewOn', '2099-01-01'),
      })
      expect(kept.status).toBe(303)
      const why = async (match = '') =>
        (await world.db.query('select why from match_pause where match_id = $1 and over_at is null', [match])).rows
      expect([await why(first), await why(second?.id)]).toEqual([[], [{ why: 'hand-over' }]])
      expect(await openOf(of.strand)).toHaveLength(2)
      // Whoever decides is asked, reads the class alone, and cannot let them meet while it holds.
      const decide = urls.decide({ ...of.key, paused: second?.id ?? '' })
      const holder = await signedIn(the, of.panel.holder)
      const page = (await holder.get(decide)).text
      expect(page).toContain('the two adults must have no contact')
      expect(page).not.toMatch(/Canaryreason|Canaryevidence/)
      expect((await holder.send(decide, { decides: 'go on', says: 'It' })).text).toContain('a reason still holds')
      await then(manager, urls.end({ ...of.key, match: first }))
      expect(await why(second?.id)).toEqual([])
    },
  )

  test('is no way past the rule of one: no statement puts somebody beside them, takes over from another strand, or from themself', async () => {
    const [of, other] = [await ready(), await ready()]
    await make(of)
    await make(other)
    const elsewhere = await matched(other)
    const next = await aWorker(world, 'york', of.panel.services[0] ?? '')
    await expect(insert(of, next)).rejects.toThrow('match_one_open')
    await world.db.query('update match set handing_over_at = now() where strand_allocation_id = $1', [of.strand])
    await expect(insert(of, next)).rejects.toThrow('they are matched already')
    const follow = (worker: string, follows: string | undefined) =>
      world.db.query(
        `insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, planned_on, introduced_by, introduction_how, made_by, follows_id)
           select area_id, young_person_id, id, service_key, $2, 'It', current_date, 'Somebody', 'How', $3, $4 from strand_allocation where id = $1`,
        [of.strand, worker, of.manager.id, follows],
      )
    await expect(follow(next.id, elsewhere)).rejects.toThrow('from the one who is there')
    await expect(follow(of.worker.id, await matched(of))).rejects.toThrow('somebody else takes over')
  })
})

describe('a match', () => {
  test('has a plan that is changed until they have met', async () => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    const manager = await signedIn(the, of.manager)
    const at = urls.plan({ ...of.key, match })
    expect((await manager.send(at, { ...on('plannedOn', '2099-02-01'), introducedBy: '' })).status).toBe(422)
    const plan = { ...on('plannedOn', '2099-02-01'), introducedBy: 'Another Example', introductionHow: 'In the park' }
    expect((await manager.send(at, plan)).status).toBe(303)
    expect((await manager.get(urls.matches(of.key))).text).toContain('Another Example')
    await manager.send(urls.begin({ ...of.key, match }), on('introducedOn', today))
    expect((await manager.get(at)).status).toBe(404)
    await expect(world.db.query(`update match set introduced_by = 'X' where id = $1`, [match])).rejects.toThrow(
      'they have met already',
    )
  })

  test('keeps the days on which they met, and has none before it was there', async () => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    const manager = await signedIn(the, of.manager)
    const begin = urls.begin({ ...of.key, match })
    expect((await manager.send(begin, on('introducedOn', yearsAgo(0, 3)))).text).toContain(
      'Give days on which this match was there',
    )
    await manager.send(begin, { ...on('introducedOn', today), ...on('startedOn', today) })
    expect((await manager.send(begin, on('introducedOn', today))).text).toContain('put right, not taken away')
  })

  test('is not ended by the adult who is in it, nor as a death that nobody recorded', async () => {
    const of = await ready('york', 2)
    await make(of)
    const match = (await matched(of)) ?? ''
    const manager = await signedIn(the, of.manager)
    const end = { ...on('endedOn', today), why: 'the young person died', goodbye: 'None' }
    expect((await manager.send(urls.end({ ...of.key, match }), end)).text).toContain('Choose why it ends as it was')
    await world.belongs(of.manager, {
      role: 'family-network-coordinator',
      area: 'york',
      service: of.panel.services[1] ?? '',
    })
    await world.db.query('update worker set person_id = $2 where id = $1', [of.worker.id, of.manager.id])
    expect((await manager.get(urls.end({ ...of.key, match }))).status).toBe(404)
    await world.db.query('update worker set person_id = $2 where id = $1', [of.worker.id, of.worker.person.id])
  })
})

test('a second person says no: nothing opens, whoever made it reads why, and the audit knows whose it was', async () => {
  const of = await ready()
  await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [of.worker.id])
  await world.db.query('update worker set started_on = current_date - 90 where id = $1', [of.worker.id])
  await make(of)
  const match = (await matched(of)) ?? ''
  const maker = await signedIn(the, of.manager)
  const at = urls.decline({ area: 'york', match })
  expect((await maker.get(at)).status).toBe(404)
  const second = await signedIn(the, of.panel.coordinator)
  expect((await second.send(at, { why: '' })).text).toContain('Say why not')
  expect((await second.send(at, { why: 'Canaryno: supervision first' })).status).toBe(303)
  expect((await second.get(at)).status).toBe(404)
  const page = (await maker.get(urls.matches(of.key))).text
  expect(page).toContain('A second person did not approve it')
  expect(page).toContain('Canaryno')
  expect(await told('match ended', of.manager.id)).toBeGreaterThan(0)
  expect(
    (
      await world.db.query(`select from task where kind = 'match a worker' and record_id = $1 and settled_at is null`, [
        of.strand,
      ])
    ).rowCount,
  ).toBe(1)
  expect(
    await world.one(
      `select young_person_id, because from audit_event where act = 'match declined' and record_id = $1 and outcome = 'done'`,
      [match],
    ),
  ).toEqual({ young_person_id: of.child.id, because: ['second person'] })
})

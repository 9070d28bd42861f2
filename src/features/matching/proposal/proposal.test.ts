import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, type Ready, said } from '../../../../test/matches.ts'
import { aWorker, type MadeWorker, saysYes } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'
import { changesIn, problemOf, type World, whyWithout } from './proposal.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { accepted } = await matching(the, world)

const at = (area: string, query: Record<string, string> = {}) => {
  const text = new URLSearchParams(query).toString()
  return `/${area}/proposal${text ? `?${text}` : ''}`
}

/** Nobody waits in a service any more, and nobody works for it. */
const empty = async (area: 'york' | 'north-yorkshire') => {
  const areaId = await world.areaId(area)
  await world.db.query(
    `update match set ended_on = current_date, ended_at = now(), ended_by = made_by, end_reason = 'as planned', goodbye = 'It' where area_id = $1 and ended_at is null`,
    [areaId],
  )
  await world.db.query(
    `update strand_allocation set until_at = now(), ended_reason = 'It', ended_by = decided_by where area_id = $1 and until_at is null`,
    [areaId],
  )
  await world.db.query(
    `update worker set left_at = now(), left_by = person_id, left_as = 'moved on' where area_id = $1 and left_at is null`,
    [areaId],
  )
}

/** Somebody of Strand 1 who said yes, without a worker of their own. */
const somebody = async (area: 'york' | 'north-yorkshire', days = 0) => {
  const of = await accepted(area, 1)
  await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
  await world.db.query(`update strand_allocation set from_at = now() - make_interval(days => $2) where id = $1`, [
    of.strand,
    days,
  ])
  return of
}

describe('everybody who waits', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'R36, R39: of a service is for whoever matches for it, in %s, and a read of each is written down',
    async area => {
      await empty(area)
      const [one, two] = [await somebody(area, 12), await somebody(area, 3)]
      const worker = await aWorker(world, area, one.panel.services[0])
      const other = await accepted(area, 2, { finding: 'subject to' })
      const manager = await signedIn(the, one.manager)
      const page = await manager.get(at(area))
      expect(page.status).toBe(200)
      expect(page.text).toContain(worker.person.name)
      for (const { child } of [one, two]) {
        expect(page.text).toContain(child.id)
        expect(
          await world.one(
            `select count(*)::int as n from audit_event where act = 'proposal viewed' and young_person_id = $1 and person_id = $2`,
            [child.id, one.manager.id],
          ),
        ).toEqual({ n: 1 })
      }
      expect(page.text).not.toContain(other.child.id)
      expect((await (await signedIn(the, other.manager)).get(at(area))).text).not.toContain(one.child.id)
      for (const who of [one.panel.holder, one.panel.coordinator, worker.person])
        expect((await (await signedIn(the, who)).get(at(area))).status).toBe(403)
    },
  )

  test('somebody behind a wall is not there, nor counted', async () => {
    await empty('york')
    const [one, hidden] = [await somebody('york'), await somebody('york')]
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [hidden.areaId, hidden.child.id, one.manager.id],
    )
    const page = (await (await signedIn(the, one.manager)).get(at('york'))).text
    expect(page).toContain('Nobody proposed (1)')
    expect(page).not.toContain(hidden.child.id)
  })

  test('fits together: the last place goes where it is needed, and each row says why', async () => {
    await empty('york')
    const [anna, ben] = [await somebody('york', 10), await somebody('york', 10)]
    const service = anna.panel.services[0]
    // Both fit with the first; only one of them fits with the second, and less well.
    const best = await aWorker(world, 'york', service, { available: ['fri-evening', 'sat-morning', 'sun-early'] })
    const also = await aWorker(world, 'york', service, { available: ['fri-evening'] })
    await world.db.query('update worker set young_people_at_most = 1 where id = any ($1)', [[best.id, also.id]])
    for (const [of, available] of [
      [anna, ['fri-evening', 'sat-morning', 'sun-early']],
      [ben, ['sat-morning', 'sun-early']],
    ] as const)
      await world.db.query(
        `insert into wishes (area_id, young_person_id, asked, asked_on, available, changed_by) values ($1, $2, 'asked', current_date, $3, $4)`,
        [of.areaId, of.child.id, available, of.panel.holder.id],
      )
    const app = await signedIn(the, anna.manager)
    const page = (await app.get(at('york'))).text
    expect(page).toContain('Proposed (2)')
    const make = (of: Ready['key'], strand: string, worker: MadeWorker) =>
      `${urls.make({ ...of, strand, candidate: worker.id })}?proposed=${worker.id}`
    expect(page).toContain(make(ben.key, ben.strand, best))
    expect(page).toContain(make(anna.key, anna.strand, also))
    expect(page).toContain(`${best.person.name} fits better by 20 points`)
    expect(page).toContain('Of those who can, nobody fits better')

    // Changed: everybody else is worked out around it.
    const changed = (await app.get(at('york', { [`with-${anna.strand}`]: best.id }))).text
    expect(changed).toContain('You chose them')
    expect(changed).toContain('Proposed (1)')
    const without = (await app.get(at('york', { [`with-${anna.strand}`]: best.id, show: 'without' }))).text
    expect(without).toContain(ben.child.id)
    expect(without).toContain('Everybody who can is proposed for somebody else')
    const waits = (await app.get(at('york', { [`with-${ben.strand}`]: 'nobody', show: 'without' }))).text
    expect(waits).toContain('You left them out for now')

    // Confirmed on the page every match is made on, and what was proposed is kept.
    const confirm = make(anna.key, anna.strand, also)
    expect((await app.get(confirm)).text).toContain('is proposed for somebody else')
    const sent = await app.send(confirm, { ...said, otherReason: 'Among everybody it fits best' })
    expect(sent.status).toBe(303)
    expect(
      await world.one('select worker_id, proposed_id, first_id from match where young_person_id = $1', [anna.child.id]),
    ).toEqual({ worker_id: also.id, proposed_id: also.id, first_id: best.id })
    expect((await app.get(urls.matches(anna.key))).text).toContain('Proposed among everybody who waited')
    expect((await app.get(at('york'))).text).toContain('Proposed (1)')
  })

  test('keeps what was proposed where another was chosen, and nobody who cannot have been proposed', async () => {
    await empty('york')
    const of = await somebody('york')
    const [one, two] = [
      await aWorker(world, 'york', of.panel.services[0]),
      await aWorker(world, 'york', of.panel.services[0], { without: ['dbs'] }),
    ]
    const three = await aWorker(world, 'york', of.panel.services[0])
    const app = await signedIn(the, of.manager)
    const candidates = (await app.get(`${of.candidates}?proposed=${one.id}`)).text
    expect(candidates).toContain(`${three.id}?proposed=${one.id}`)
    for (const [proposed, kept] of [
      [two.id, null],
      [one.id, one.id],
    ] as const) {
      const path = `${urls.make({ ...of.key, strand: of.strand, candidate: three.id })}?proposed=${proposed}`
      const another = (await app.get(path)).text.includes('fits best of those who can')
      const sent = await app.send(path, { ...said, ...(another ? { otherReason: 'They laugh' } : {}) })
      expect(sent.status).toBe(303)
      expect(
        await world.one('select proposed_id from match where young_person_id = $1 and ended_at is null', [of.child.id]),
      ).toEqual({ proposed_id: kept })
      await world.db.query(
        `update match set ended_on = current_date, ended_at = now(), ended_by = made_by, end_reason = 'as planned', goodbye = 'It' where young_person_id = $1 and ended_at is null`,
        [of.child.id],
      )
    }
  })

  test('nobody is proposed before a yes (R151), past a hard rule or with something to accept; each says why by class', async () => {
    await empty('york')
    const silent = await accepted('york', 1)
    const of = await somebody('york')
    const service = of.panel.services[0]
    const app = await signedIn(the, of.manager)
    const late = await aWorker(world, 'york', service)
    await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [late.id])
    await world.db.query('update worker set started_on = current_date - 90 where id = $1', [late.id])
    await aWorker(world, 'york', service, { without: ['dbs'] })
    const page = (await app.get(at('york', { show: 'without' }))).text
    expect(page).toContain('Proposed (0)')
    expect(page).toContain(silent.child.id)
    expect(page).toContain('There is no yes to taking part yet')
    expect(page).toContain('Somebody could, if you accept a risk')
    expect(page).toContain('A check or a training is not in date: 1 of 2')
  })

  test('nonsense in the address is passed over', async () => {
    await empty('york')
    const of = await somebody('york')
    await aWorker(world, 'york', of.panel.services[0])
    const app = await signedIn(the, of.manager)
    const page = await app.get(
      at('york', {
        'with-nobody': 'x',
        [`with-${of.strand}`]: of.child.id,
        page: '-3',
        show: 'x',
        service: "'; drop table",
      }),
    )
    expect(page.status).toBe(200)
    expect(page.text).toContain('Proposed (1)')
  })
})

describe('what is worked out', () => {
  const adult = (id: string, youngPeopleAtMost = 1) => ({
    id,
    name: id,
    gender: 'woman',
    available: [],
    places: [],
    languages: [],
    interests: [],
    youngPeople: 0,
    youngPeopleAtMost,
  })
  const child = (allocation: string, can: readonly number[], but: Partial<World['waiting'][number]> = {}) => ({
    allocation,
    youngPerson: allocation,
    name: allocation,
    since: '2026-01-01',
    days: 3,
    takesPart: true,
    can,
    known: [],
    withARisk: 0,
    cannot: {},
    wishes: null,
    ...but,
  })
  const weights = { availability: 30, travel: 20, language: 15, wishes: 15, interests: 10, continuity: 5, load: 5 }

  test('leaves out who has no yes and who is kept waiting, and sets what was chosen', () => {
    const all: World = {
      workers: [adult('a'), adult('b')],
      waiting: [child('x', [0, 1]), child('y', [0], { takesPart: false }), child('z', [1]), child('w', [0])],
    }
    const changes = new Map([
      ['x', 'a'],
      ['z', 'nobody'],
      ['y', 'a'],
    ])
    const problem = problemOf(all, changes, weights)
    expect(problem.given).toEqual(new Map([['x', 'a']]))
    expect(problem.places).toEqual([
      { worker: 'a', places: 0 },
      { worker: 'b', places: 1 },
    ])
    expect(problem.waiting.map(one => one.id)).toEqual(['w'])
  })

  test('sets nobody whom they cannot have, and no more than there are places', () => {
    const all: World = { workers: [adult('a'), adult('b')], waiting: [child('x', [0]), child('y', [0])] }
    const changes = new Map([
      ['x', 'a'],
      ['y', 'a'],
    ])
    expect(problemOf(all, changes, weights).given).toEqual(new Map([['x', 'a']]))
    expect(problemOf(all, new Map([['x', 'b']]), weights).given).toEqual(new Map())
  })

  test.each([
    [child('x', [], { takesPart: false }), 'no yes'],
    [child('x', [0]), 'all taken'],
    [child('x', [], { withARisk: 2 }), 'only with a risk'],
    [child('x', []), 'nobody can'],
    [child('kept', [0]), 'kept waiting'],
  ] as const)('says why: %#', (one, why) => {
    expect(whyWithout(one, new Map([['kept', 'nobody']]))).toBe(why)
  })

  test('reads changes from an address', () => {
    const id = '01890000-0000-7000-8000-000000000001'
    expect(changesIn({ [`with-${id}`]: id, [`with-${id}x`]: id, 'with-x': id, page: '2' })).toEqual(new Map([[id, id]]))
    expect(changesIn({ [`with-${id}`]: 'nobody' })).toEqual(new Map([[id, 'nobody']]))
    expect(changesIn({ [`with-${id}`]: 'somebody' })).toEqual(new Map())
  })
})

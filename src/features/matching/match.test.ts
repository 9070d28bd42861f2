import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { matching, on, type Ready, said } from '../../../test/matches.ts'
import { aWorker, yearsAgo } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { stands } from './match.ts'
import { urls } from './urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, ready, matched, make, insert } = await matching(the, world)
const today = yearsAgo(0)

test.each([
  [{ accepts: [] }, 'to be introduced'],
  [{ accepts: ['times'] }, 'waits for approval'],
  [{ accepts: ['times'], approvedAt: new Date() }, 'to be introduced'],
  [{ accepts: [], introducedOn: today }, 'introduced'],
  [{ accepts: [], introducedOn: today, stoppedAt: new Date() }, 'stopped'],
  [{ accepts: [], introducedOn: today, startedOn: today }, 'meeting'],
  [{ accepts: [], introducedOn: today, startedOn: today, workerLeft: true }, 'the adult left'],
  [{ accepts: [], introducedOn: today, startedOn: today, handingOverAt: new Date() }, 'handing over'],
  [{ accepts: [], introducedOn: today, startedOn: today, endedOn: today }, 'ended'],
] as const)('%j: %s', (of, expected) => {
  const nothing = {
    stoppedAt: null,
    workerLeft: false,
    handingOverAt: null,
    approvedAt: null,
    introducedOn: null,
    startedOn: null,
    endedOn: null,
  }
  expect(stands({ ...nothing, ...of })).toBe(expected)
})

test.each([
  [{ accepts: [] }, 'no meetings for now'],
  [{ accepts: ['times'] }, 'waits for approval'],
  [{ accepts: [], endedOn: today }, 'ended'],
] as const)('%j while it pauses: %s', (of, expected) => {
  const nothing = {
    stoppedAt: null,
    workerLeft: false,
    handingOverAt: null,
    approvedAt: null,
    introducedOn: null,
    startedOn: null,
    endedOn: null,
  }
  expect(stands({ ...nothing, ...of }, true)).toBe(expected)
})

describe('a match', () => {
  test.each(['york', 'north-yorkshire'] as const)(
    'R15, R39: of Strand 1 is the operational manager’s, in %s: introduced, met, ended with a goodbye',
    async area => {
      const of = await ready(area)
      expect((await make(of)).status).toBe(303)
      const match = (await matched(of)) ?? ''
      const happened = await (await signedIn(the, of.panel.holder)).get(
        `/${area}/young-people/${of.child.id}/chronology`,
      )
      for (const says of ['the young person said yes', 'Matched with an adult']) expect(happened.text).toContain(says)
      const app = await signedIn(the, of.manager)
      const key = { ...of.key, match }
      expect((await app.get(urls.matches(of.key))).text).toContain('To be introduced')
      expect(
        await world.one(
          `select count(*)::int as n from notification where kind = 'match made' and person_id = $1 and young_person_id = $2`,
          [of.panel.holder.id, of.child.id],
        ),
      ).toEqual({ n: 1 })
      expect(
        (await app.send(urls.begin(key), { ...on('introducedOn', today), ...on('startedOn', '2020-01-01') })).status,
      ).toBe(422)
      expect(
        (await app.send(urls.begin(key), { ...on('introducedOn', today), ...on('startedOn', today) })).status,
      ).toBe(303)
      expect((await app.get(urls.matches(of.key))).text).toContain('Meeting')
      expect((await app.send(urls.end(key), { ...on('endedOn', today), why: 'as planned' })).text).toContain(
        'Write how they say goodbye',
      )
      const end = { ...on('endedOn', today), why: 'as planned', goodbye: 'Canarygoodbye', passedOn: 'Canarypassed' }
      expect((await app.send(urls.end(key), end)).status).toBe(303)
      const page = (await app.get(urls.matches(of.key))).text
      expect(page).toContain('Canarygoodbye')
      expect(page).toContain('Canarypassed')
      expect((await app.get(urls.end(key))).status).toBe(404)
    },
  )

  test('R16, R36: of Strand 2 is the service manager’s; the Family Network Coordinator then reads the record, and no longer when it ends', async () => {
    const of = await ready('york', 2)
    const app = await signedIn(the, of.worker.person)
    const record = `/york/young-people/${of.child.id}`
    expect((await app.get(record)).status).toBe(404)
    expect((await (await signedIn(the, of.panel.managers[0])).get(of.make)).status).toBe(404)
    expect((await make(of)).status).toBe(303)
    const opened = await app.get(record)
    expect(opened.status).toBe(200)
    expect(opened.text).toContain('You are this young person’s Family Network Coordinator')
    expect((await app.get('/')).text).toContain('href="/york/young-people"')
    expect((await app.get('/york/young-people')).text).toContain(record)
    await world.db.query(
      `update match set ended_on = current_date, ended_at = now(), ended_by = made_by, end_reason = 'as planned', goodbye = 'It' where young_person_id = $1`,
      [of.child.id],
    )
    expect((await app.get(record)).status).not.toBe(200)
  })

  test('shows a mentor the name they go by and how to reach them safely, and no record (promises C)', async () => {
    const of = await ready()
    await world.db.query(
      `update young_person set known_as = 'Canarygoesby', surname = 'Canarysurname', given_names = 'Canarygiven' where id = $1`,
      [of.child.id],
    )
    await world.db.query(
      `insert into young_person_detail (area_id, young_person_id, address, postcode, school, safe_when, changed_by) values ($1, $2, 'Canaryaddress', 'YO11AA', 'Canaryschool', 'Canaryafterfour', $3)
         on conflict (area_id, young_person_id) do update set address = excluded.address, school = excluded.school, safe_when = excluded.safe_when`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    const phone = await signedIn(the, of.worker.person)
    expect((await phone.get(urls.mine({ area: 'york' }))).text).not.toContain('Canary')
    expect((await make(of)).status).toBe(303)
    const page = (await phone.get(urls.mine({ area: 'york' }))).text
    expect(page).toContain('Canarygoesby')
    expect(page).toContain('Canaryafterfour')
    expect(page).not.toMatch(/Canary(surname|given|address|school|why)/)
    expect(
      await world.one(
        `select because from audit_event where act = 'own young people viewed' and young_person_id = $1 and person_id = $2`,
        [of.child.id, of.worker.person.id],
      ),
    ).toEqual({ because: ['match'] })
    for (const path of ['', '/consent', '/matches', '/wishes', '/chronology', '/nominations'])
      expect((await phone.get(`/york/young-people/${of.child.id}${path}`)).status).toBeGreaterThanOrEqual(400)
    const mentors = await world.person({ role: 'mentor-coordinator', area: 'york', service: of.panel.services[0] })
    // The Mentor Co-ordinator gets to the record from any page.
    const coordinator = await signedIn(the, mentors)
    expect((await coordinator.get('/')).text).toContain('href="/york/young-people"')
    expect((await coordinator.get('/york/young-people')).text).toContain(`/young-people/${of.child.id}`)
    expect((await coordinator.get(`/york/young-people/${of.child.id}`)).status).toBe(200)
    expect((await phone.get('/')).text).not.toContain('/young-people')
  })

  test('R151: is none before a yes, by page and by statement; nor when the yes was taken back', async () => {
    const of = await ready()
    await world.db.query(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'taking part', 'withdrawn', current_date, 'Somebody', $3)`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    expect((await make(of)).text).toContain('There is no yes to taking part')
    await expect(insert(of, of.worker)).rejects.toThrow('they have not said yes')
  })

  test.each([
    [
      'a check that is not in date (R38)',
      (of: Ready) =>
        world.db.query(`update requirement_met set expires_on = current_date - 1 where worker_id = $1`, [of.worker.id]),
    ],
    [
      'a known risk that its service turns on (R77)',
      (of: Ready) => of.panel.discuss(of.child, { facts: [{ kind: 'serious-assault' }] }),
    ],
    [
      'somebody who must be kept apart',
      (of: Ready) =>
        world.db.query(
          `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by) values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 90, $4)`,
          [of.areaId, of.child.id, of.worker.id, of.panel.holder.id],
        ),
    ],
    [
      'a wall',
      (of: Ready) =>
        world.db.query(
          `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
          [of.areaId, of.child.id, of.worker.person.id],
        ),
    ],
    [
      'somebody who is away',
      (of: Ready) =>
        world.db.query(
          `insert into worker_leave (area_id, worker_id, from_on, recorded_by) select area_id, id, current_date, person_id from worker where id = $1`,
          [of.worker.id],
        ),
    ],
    [
      'somebody with no place left',
      (of: Ready) => world.db.query(`update worker set young_people_at_most = 0 where id = $1`, [of.worker.id]),
    ],
  ])('past a hard rule is none, whoever writes it: %s', async (_, happens) => {
    const of = await ready()
    await happens(of)
    await expect(insert(of, of.worker)).rejects.toThrow('this match cannot be')
    expect((await (await signedIn(the, of.manager)).get(of.make)).status).toBe(404)
  })

  test('with oneself is none, and one strand has one', async () => {
    const of = await ready('york', 2)
    await world.belongs(of.worker.person, { role: 'service-manager', area: 'york', service: of.panel.services[1] })
    await expect(
      world.db.query(
        `insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, planned_on, introduced_by, introduction_how, made_by)
           select area_id, young_person_id, id, service_key, $2, 'It', current_date, 'Somebody', 'How', $3 from strand_allocation where id = $1`,
        [of.strand, of.worker.id, of.worker.person.id],
      ),
    ).rejects.toThrow('nobody matches themself')
    expect((await make(of)).status).toBe(303)
    // Who is there does not take over from themself, and nobody else is there beside them without taking over.
    expect((await (await signedIn(the, of.manager)).get(of.make)).status).toBe(404)
    await expect(insert(of, await aWorker(world, 'york', of.panel.services[0] ?? ''))).rejects.toThrow('match_one_open')
  })

  test('the last place of a worker goes to one of two who are matched at the same moment', async () => {
    const [one, two] = [await ready(), await ready()]
    await world.db.query('update worker set young_people_at_most = 1 where id = $1', [one.worker.id])
    // Both pages are open before either is sent.
    const open = await Promise.all(
      [one, two].map(async of => {
        const at = urls.make({ ...of.key, strand: of.strand, candidate: one.worker.id })
        const app = await signedIn(the, of.manager)
        const another = (await app.get(at)).text.includes('fits best of those who can')
        const fields = {
          ...(await app.hidden(at)),
          ...said,
          ...(another ? { otherReason: 'They wish for each other' } : {}),
        }
        return () => app.post(at, fields)
      }),
    )
    const answers = await Promise.all(open.map(send => send()))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(
      (await world.db.query('select from match where worker_id = $1 and ended_at is null', [one.worker.id])).rowCount,
    ).toBe(1)
  })
})

test('R36, R39: of two strands at once each manager reads the match, the brief and the meetings of their own alone', async () => {
  const of = await ready('york')
  await make(of)
  const [one, two] = of.panel.managers
  await world.db.query(
    `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
       select area_id, young_person_id, episode_id, nomination_id, submitted_by, 2, $2, 'It fits', 'It fits', decided_by from strand_allocation where id = $1`,
    [of.strand, of.panel.services[1]],
  )
  const page = urls.matches(of.key)
  const reads = async (who: typeof one) => (await (await signedIn(the, who)).get(page)).text
  expect(await reads(one)).toContain(of.worker.person.name)
  expect(await reads(two)).not.toContain(of.worker.person.name)
  for (const both of [of.panel.holder, of.panel.coordinator]) expect(await reads(both)).toContain(of.worker.person.name)
  const match = (await matched(of)) ?? ''
  expect((await (await signedIn(the, two)).get(urls.briefs({ ...of.key, match }))).status).toBe(404)
  expect((await (await signedIn(the, one)).get(urls.briefs({ ...of.key, match }))).status).toBe(200)
})

describe('what is not in order', () => {
  const late = async () => {
    const of = await ready()
    await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [of.worker.id])
    await world.db.query('update worker set started_on = current_date - 90 where id = $1', [of.worker.id])
    return of
  }

  test('takes a reason and a second person, who reads no name; nothing opens before', async () => {
    const of = await late()
    expect((await make(of, of.manager, { acceptsReason: '' })).text).toContain('Say why you accept it')
    expect((await make(of)).status).toBe(303)
    const phone = await signedIn(the, of.worker.person)
    expect((await phone.get(urls.mine({ area: 'york' }))).text).toContain('Nobody yet')
    const maker = await signedIn(the, of.manager)
    expect((await maker.get(urls.toApprove({ area: 'york' }))).text).not.toContain('Canaryaccepts')
    const second = await signedIn(the, of.panel.coordinator)
    const list = (await second.get(urls.toApprove({ area: 'york' }))).text
    expect(list).toContain('Canaryaccepts')
    expect(list).not.toContain(of.child.id)
    const match = (await matched(of)) ?? ''
    const approve = urls.approve({ area: 'york', match })
    expect((await maker.post(approve, await maker.hidden(urls.matches(of.key)))).status).toBeGreaterThanOrEqual(400)
    expect((await second.send(urls.toApprove({ area: 'york' }), {}, { action: approve })).status).toBe(303)
    expect((await phone.get(urls.mine({ area: 'york' }))).text).not.toContain('Nobody yet')
    expect(
      (
        await world.db.query(
          `select from task where record_id = $1 and kind = 'approve a match' and settled_at is null`,
          [match],
        )
      ).rowCount,
    ).toBe(0)
  })

  test('can be approved from the partner area, where a service has two people in all', async () => {
    const of = await late()
    expect((await make(of)).status).toBe(303)
    const match = (await matched(of)) ?? ''
    const partner = await signedIn(the, panels['north-yorkshire'].managers[1])
    const list = urls.toApprove({ area: 'north-yorkshire' })
    expect((await partner.get(list)).text).toContain('Canaryaccepts')
    expect((await partner.send(list, {}, { action: urls.approve({ area: 'north-yorkshire', match }) })).status).toBe(
      303,
    )
    expect((await partner.get(`/york/young-people/${of.child.id}`)).status).toBe(404)
  })

  test('is asked once of somebody who could in both areas, and leads to where the match is', async () => {
    const both = await world.person(
      { role: 'coordinator', area: 'north-yorkshire' },
      { role: 'coordinator', area: 'york' },
    )
    const of = await late()
    expect((await make(of)).status).toBe(303)
    const { rows } = await world.db.query(
      `select path from task where record_id = $1 and kind = 'approve a match' and desk = 'person:' || $2`,
      [await matched(of), both.id],
    )
    expect(rows).toEqual([{ path: urls.toApprove({ area: 'york' }) }])
    expect((await (await signedIn(the, both)).get(urls.toApprove({ area: 'york' }))).text).toContain('Canaryaccepts')
  })

  test('is not approved where something hard came since', async () => {
    const of = await late()
    await make(of)
    const match = (await matched(of)) ?? ''
    await of.panel.discuss(of.child, { facts: [{ kind: 'serious-assault' }] })
    const second = await signedIn(the, of.panel.coordinator)
    const answer = await second.send(
      urls.toApprove({ area: 'york' }),
      {},
      { action: urls.approve({ area: 'york', match }) },
    )
    expect(answer.text).toContain('cannot be any more')
    expect(await world.one('select approved_at from match where id = $1', [match])).toEqual({ approved_at: null })
  })

  test('is what there is: a statement accepts neither more nor less', async () => {
    const of = await late()
    await expect(insert(of, of.worker)).rejects.toThrow('what is accepted is what there is')
    await expect(insert(of, of.worker, ['supervision', 'times'])).rejects.toThrow('what is accepted is what there is')
  })
})

test('R17: a relief worker who turns 25 in a match carries on; nobody else is matched to them', async () => {
  const [of, next] = [await ready('north-yorkshire'), await ready('north-yorkshire')]
  await make(of)
  await world.db.query('update worker set born_on = $2 where id = $1', [of.worker.id, yearsAgo(25)])
  await world.db.query('select app.matches_to_look_at()')
  const phone = await signedIn(the, of.worker.person)
  expect((await phone.get(urls.mine({ area: 'north-yorkshire' }))).text).toContain('You meet first on')
  const key = { ...of.key, match: (await matched(of)) ?? '' }
  const begin = { ...on('introducedOn', today), ...on('startedOn', today) }
  expect((await (await signedIn(the, of.manager)).send(urls.begin(key), begin)).status).toBe(303)
  await expect(insert(next, of.worker)).rejects.toThrow('this match cannot be')
})

test('when a worker leaves, nothing opens to them and a goodbye is asked for', async () => {
  const of = await ready()
  await make(of)
  const manager = await signedIn(the, of.manager)
  const leaves = `/york/workers/${of.worker.id}/leaves`
  expect((await manager.send(leaves, { why: 'moved on' })).status).toBe(303)
  expect(
    await world.one(
      `select desk from task where kind = 'plan a goodbye' and young_person_id = $1 and settled_at is null`,
      [of.child.id],
    ),
  ).toEqual({ desk: `service:${of.areaId}:${of.panel.services[0]}` })
  const match = (await matched(of)) ?? ''
  await manager.send(urls.end({ ...of.key, match }), {
    ...on('endedOn', today),
    why: 'the worker leaves',
    goodbye: 'A letter',
  })
  expect(
    (
      await world.db.query(
        `select from task where kind = 'plan a goodbye' and young_person_id = $1 and settled_at is null`,
        [of.child.id],
      )
    ).rowCount,
  ).toBe(0)
})

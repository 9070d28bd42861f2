import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready, said } from '../../../../test/matches.ts'
import { saysYes, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make, insert } = await matching(the, world)
const today = yearsAgo(0)

const openTasks = async (kind: string, record: string) =>
  (await world.db.query('select from task where kind = $1 and record_id = $2 and settled_at is null', [kind, record]))
    .rowCount

describe('what stops a match', () => {
  const goodbye = { ...on('endedOn', today), why: 'the young person wished it', goodbye: 'A walk' }

  test.each([
    [
      'R151: a yes that is taken back',
      (of: Ready) =>
        world.db.query(
          `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by)
             values ($1, $2, 'taking part', 'withdrawn', current_date, 'Somebody', $3)`,
          [of.areaId, of.child.id, of.panel.holder.id],
        ),
    ],
    [
      'somebody to be kept apart from now on',
      (of: Ready) =>
        world.db.query(
          `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
             values ($1, $2, $3, 'no contact at all', 'It', 'It', current_date + 30, $4)`,
          [of.areaId, of.child.id, of.worker.id, of.panel.holder.id],
        ),
    ],
  ] as const)('%s: nothing opens any more, and a goodbye is asked for', async (_, happens) => {
    const of = await ready('york', 2)
    const worker = await signedIn(the, of.worker.person)
    const record = `/york/young-people/${of.child.id}`
    await make(of)
    const match = (await matched(of)) ?? ''
    expect((await worker.get(record)).status).toBe(200)
    expect(await openTasks('plan a goodbye', match)).toBe(0)
    await happens(of)
    expect((await worker.get(record)).status).toBe(410)
    expect((await worker.get(urls.mine({ area: 'york' }))).text).toContain('Nobody yet')
    expect(await openTasks('plan a goodbye', match)).toBe(1)
    const manager = await signedIn(the, of.manager)
    expect((await manager.get(urls.matches(of.key))).text).toContain('Stopped')
    const begin = await manager.send(urls.begin({ ...of.key, match }), on('introducedOn', today))
    expect(begin.text).toContain('This match was stopped')
    expect((await manager.send(urls.end({ ...of.key, match }), goodbye)).status).toBe(303)
    expect(await openTasks('plan a goodbye', match)).toBe(0)
    // Their strand goes on: the next adult is asked for, where they take part.
    const takesPart = _.startsWith('R151') ? 0 : 1
    expect(await openTasks('match a worker', of.strand)).toBe(takesPart)
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    expect(await openTasks('match a worker', of.strand)).toBe(1)
  })

  test('whose yes counts turns on parental responsibility: where that ends, so does what opens', async () => {
    const of = await ready('york', 2)
    const { id: parent } = await world.one<{ id: string }>(
      `insert into relevant_individual (area_id, young_person_id, kind, name, relation, responsibility, recorded_by)
         values ($1, $2, 'parent or carer', 'Their mother, Invented', 'mother', 'yes', $3) returning id`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    const answers = (individual: string | null, competence: string) =>
      world.db.query(
        `insert into consent (area_id, young_person_id, individual_id, question, answer, asked_on, asked_by, explained, understood, how, limits_told, competence, competence_reason, recorded_by)
           values ($1, $2, $3, 'taking part', 'yes', current_date, 'Somebody', 'It', 'It', '{in person}', true, $4, $5, $6)`,
        [of.areaId, of.child.id, individual, competence, individual ? null : 'Did not follow', of.panel.holder.id],
      )
    await answers(parent, 'not judged')
    await answers(null, 'does not understand')
    await make(of)
    const match = (await matched(of)) ?? ''
    const worker = await signedIn(the, of.worker.person)
    expect((await worker.get(`/york/young-people/${of.child.id}`)).status).toBe(200)
    await world.db.query(`update relevant_individual set responsibility = 'no' where id = $1`, [parent])
    expect((await worker.get(`/york/young-people/${of.child.id}`)).status).toBe(410)
    expect(await openTasks('plan a goodbye', match)).toBe(1)
  })

  test('what is accepted is what stood on the page, and a last day is not before they met', async () => {
    const of = await ready()
    const manager = await signedIn(the, of.manager)
    const fields = await manager.hidden(of.make)
    // Somebody else then stands first.
    await ready()
    await world.db.query('update supervision set held_on = current_date - 60 where worker_id = $1', [of.worker.id])
    await world.db.query('update worker set started_on = current_date - 90 where id = $1', [of.worker.id])
    const typed = { ...fields, ...said, otherReason: 'It', acceptsReason: 'Canaryaccepts' }
    const answer = await manager.post(of.make, typed)
    expect(answer.text).toContain('has changed: look again')
    expect(answer.text).toContain('Canaryaccepts')
    expect(await matched(of)).toBeUndefined()
    await make(of, of.manager)
    const match = (await matched(of)) ?? ''
    await world.db.query('update match set approved_at = now(), approved_by = $2 where id = $1', [
      match,
      of.panel.coordinator.id,
    ])
    await manager.send(urls.begin({ ...of.key, match }), on('introducedOn', today))
    const ends = await manager.send(urls.end({ ...of.key, match }), { ...goodbye, ...on('endedOn', '2020-01-01') })
    expect(ends.text).toContain('Give a last day that is not before they met')
  })

  test('one that waits for approval can be approved no more', async () => {
    const of = await ready()
    await world.db.query('update worker set gender = $1 where id = $2', ['man', of.worker.id])
    await world.db.query(
      `insert into wishes (area_id, young_person_id, asked, asked_on, gender, changed_by) values ($1, $2, 'asked', current_date, 'woman', $3)`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    await make(of)
    const match = (await matched(of)) ?? ''
    expect(await openTasks('approve a match', match)).toBeGreaterThan(1)
    await world.db.query(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by)
         values ($1, $2, 'taking part', 'withdrawn', current_date, 'Somebody', $3)`,
      [of.areaId, of.child.id, of.panel.holder.id],
    )
    expect(await openTasks('approve a match', match)).toBe(0)
    const second = await signedIn(the, of.panel.coordinator)
    expect((await second.get(urls.toApprove({ area: 'york' }))).text).not.toContain(match)
  })

  test('once a strand has ended whoever matched still writes down the goodbye', async () => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    await world.db.query(
      `update strand_allocation set until_at = now(), ended_by = $2, ended_reason = 'It' where id = $1`,
      [of.strand, of.panel.coordinator.id],
    )
    expect(await openTasks('plan a goodbye', match)).toBe(1)
    const manager = await signedIn(the, of.manager)
    expect((await manager.send(urls.end({ ...of.key, match }), goodbye)).status).toBe(303)
    expect((await manager.get(urls.matches(of.key))).status).toBe(410)
    expect(await openTasks('match a worker', of.strand)).toBe(0)
  })

  test('R36, R39: whoever matches for another strand of theirs neither begins nor ends it', async () => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    await world.db.query(
      `insert into strand_allocation (area_id, young_person_id, episode_id, nomination_id, submitted_by, strand, service_key, reason, different_reason, decided_by)
         select area_id, young_person_id, episode_id, nomination_id, submitted_by, 2, $2, 'It fits', 'It fits', decided_by from strand_allocation where id = $1`,
      [of.strand, of.panel.services[1]],
    )
    const other = await signedIn(the, of.panel.managers[1] as MadePerson)
    const page = (await other.get(urls.matches(of.key))).text
    expect(page).not.toContain(of.worker.person.name)
    expect(page).not.toContain('End it')
    expect((await other.get(urls.end({ ...of.key, match }))).status).toBe(404)
  })

  test('what ended as unsafe is not tried again', async () => {
    const of = await ready()
    await make(of)
    const match = (await matched(of)) ?? ''
    const manager = await signedIn(the, of.manager)
    await manager.send(urls.end({ ...of.key, match }), { ...goodbye, why: 'it is not safe' })
    expect((await manager.get(of.make)).status).toBe(404)
    await expect(insert(of, of.worker)).rejects.toThrow('this match cannot be')
  })
})

test('a match does not end before the day on which it was made, met or not; the database holds it too', async () => {
  const of = await ready('york')
  await make(of)
  const match = (await matched(of)) ?? ''
  const manager = await signedIn(the, of.manager)
  const before = { ...on('endedOn', yearsAgo(1)), why: 'as planned', goodbye: 'Canarygoodbye' }
  const wrong = await manager.send(urls.end({ ...of.key, match }), before)
  expect(wrong.status).toBeGreaterThanOrEqual(400)
  expect(wrong.text).toContain('Give a last day that is not before the day on which they were matched')
  expect(wrong.text).toContain('Canarygoodbye')
  await expect(
    world.db.query(
      `update match set ended_on = app.today() - 1, ended_by = made_by, end_reason = 'as planned', goodbye = 'It' where id = $1`,
      [match],
    ),
  ).rejects.toThrow('it was not there yet')
})

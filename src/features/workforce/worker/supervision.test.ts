import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { aSession } from '../../../../test/access/session.ts'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { aWorker, yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)
const statements = new pg.Client({ connectionString: database.appUrl })
await statements.connect()
afterAll(() => statements.end())

const york = 'york'
const mentors = await world.person({ role: 'mentor-coordinator', area: york, service: 'volunteer-mentor' })
const yorkOperational = await world.person({ role: 'operational-manager', area: york, service: 'volunteer-mentor' })
const service = await world.person({ role: 'service-manager', area: york, service: 'family-network-coordinator' })

describe('supervision (R19, R38)', () => {
  const said = {
    ...on('heldOn', yearsAgo(0)),
    how: 'in person',
    wellbeing: 'some strain',
    says: 'Canarysaid: a hard week',
    agreed: 'Ring on Friday',
  }

  test('is recorded by whoever supervises; what was said is theirs and the worker’s alone', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const at = { area: york, worker: worker.id }
    const app = await signedIn(the, mentors)
    expect((await app.send(urls.supervise(at), said)).status).toBe(303)
    const { id } = await world.one<{ id: string }>(
      'select supervision_id as id from supervision_note where worker_id = $1',
      [worker.id],
    )
    const note = urls.supervisionNote({ ...at, supervision: id })
    expect((await app.get(note)).text).toContain('Canarysaid')
    expect((await (await signedIn(the, worker.person)).get(urls.myWork({ area: york }))).text).toContain('Canarysaid')
    // The operational manager of the same service reads that it took place, and not a word of it.
    const other = await signedIn(the, yorkOperational)
    const page = (await other.get(urls.worker(at))).text
    expect(page).toContain('Only they and their supervisor read it')
    expect(page).not.toContain('Canarysaid')
    expect((await other.get(note)).status).toBe(404)
  })

  test('R19: of a mentor is the Mentor Co-ordinator’s, not the operational manager’s, by page and by statement', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const before = await world.one('select count(*)::int as n from supervision where worker_id = $1', [worker.id])
    const app = await signedIn(the, yorkOperational)
    expect((await app.get(urls.supervise({ area: york, worker: worker.id }))).status).toBe(404)
    expect((await app.get(urls.worker({ area: york, worker: worker.id }))).text).not.toContain('Record a supervision')
    const forged = { ...(await app.hidden(urls.away({ area: york, worker: worker.id }))), ...said }
    expect((await app.post(urls.supervise({ area: york, worker: worker.id }), forged)).status).toBe(404)
    expect(await world.one('select count(*)::int as n from supervision where worker_id = $1', [worker.id])).toEqual(
      before,
    )
  })

  test('tells whoever writes it that a volunteer reads it on a phone, and of staff does not', async () => {
    const [mentor, staff] = [
      await aWorker(world, york, 'volunteer-mentor'),
      await aWorker(world, york, 'family-network-coordinator'),
    ]
    const form = async (by: typeof mentors, { id }: typeof mentor) =>
      (await (await signedIn(the, by)).get(urls.supervise({ area: york, worker: id }))).text
    expect(await form(mentors, mentor)).toContain(
      `${mentor.person.name} reads it on a phone that somebody may take: use neutral words`,
    )
    expect(await form(service, staff)).not.toContain('on a phone')
  })

  test('of somebody who needs support says what is done', async () => {
    const worker = await aWorker(world, york, 'volunteer-mentor')
    const answer = await (await signedIn(the, mentors)).send(urls.supervise({ area: york, worker: worker.id }), {
      ...said,
      wellbeing: 'needs support',
    })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Say what you do about it')
    expect(answer.text).toContain('Canarysaid: a hard week')
  })

  test.each([
    ['a word of risk', 'She is upset about the GANG at the station', 'Find other words for “GANG”'],
    ['who a young person is whom they met', 'She asked after Canaryfamily', 'Find other words for “Canaryfamily”'],
  ])('says on a phone not %s; what was typed is kept (promises C)', async (_, says, answers) => {
    const of = await ready('york', 1)
    await introduced(of)
    await world.db.query(`update young_person set surname = 'Canaryfamily' where id = $1`, [of.child.id])
    const at = { area: york, worker: of.worker.id }
    const app = await signedIn(the, mentors)
    for (const where of ['says', 'agreed', 'support']) {
      const answer = await app.send(urls.supervise(at), { ...said, [where]: says })
      expect([answer.status, answer.text.includes(answers), answer.text.includes(says)]).toEqual([422, true, true])
    }
    await statements.query('begin')
    await statements.query('select app.enter($1, null)', [await aSession(world.db, mentors.id)])
    await expect(
      statements.query(
        `with held as (insert into app.supervision (area_id, worker_id, held_on, held_by, how) values ($1, $2, current_date, $3, 'in person') returning area_id, id, worker_id, held_by)
           insert into app.supervision_note (area_id, supervision_id, worker_id, held_by, wellbeing, says) select area_id, id, worker_id, held_by, 'well', $4 from held`,
        [of.areaId, of.worker.id, mentors.id, says],
      ),
    ).rejects.toMatchObject({ constraint: 'supervision_note_in_neutral_words' })
    await statements.query('rollback')
  })

  test('what stood there before shows on no phone, and nobody learns by a refusal of whom a wall keeps them (promises C)', async () => {
    const of = await ready('york', 1)
    await introduced(of)
    await world.db.query(`update young_person set surname = 'Canarywalled' where id = $1`, [of.child.id])
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'relative', $3)`,
      [of.areaId, of.child.id, mentors.id],
    )
    const at = { area: york, worker: of.worker.id }
    const app = await signedIn(the, mentors)
    expect((await app.send(urls.supervise(at), { ...said, says: 'A good week' })).status).toBe(303)
    const says = 'Canaryphone: she asked after Canarywalled'
    expect((await app.send(urls.supervise(at), { ...said, says })).status).toBe(303)
    const mine = (await (await signedIn(the, of.worker.person)).get(urls.myWork({ area: york }))).text
    expect([mine.includes('A good week'), mine.includes(`Ask ${mentors.name}`)]).toEqual([true, true])
    expect(mine).not.toContain('Canaryphone')
    await statements.query('begin')
    await statements.query('select app.enter($1, null)', [await aSession(world.db, of.worker.person.id)])
    const { rows } = await statements.query('select says from app.supervision_note')
    await statements.query('rollback')
    expect(rows).toEqual([{ says: 'A good week' }])
  })

  test('of staff, who read it at a desk, may name a worry', async () => {
    const worker = await aWorker(world, york, 'family-network-coordinator')
    const answer = await (await signedIn(the, service)).send(urls.supervise({ area: york, worker: worker.id }), {
      ...said,
      says: 'She is upset about the gang at the station, YO1 7HH',
    })
    expect(answer.status).toBe(303)
  })
})

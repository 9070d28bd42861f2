import pg from 'pg'
import { describe, expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { signedIn } from '../../../test/as.ts'
import { testDatabase } from '../../../test/database.ts'
import { matching, type Ready } from '../../../test/matches.ts'
import { whenTestIsOver } from '../../../test/when-over.ts'
import { worksAlso } from '../../../test/workforce.ts'
import { aWorld } from '../../../test/world.ts'
import { urls } from './urls.ts'

// Two transactions at the same moment: what the one takes away, the other does not give.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { anAunt, panels, ready, make, matched, recordIn, insert } = await matching(the, world)

/** A transaction of its own that is not over yet. */
async function another() {
  const client = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app,pg_catalog' })
  await client.connect()
  whenTestIsOver(() => client.end())
  await client.query('begin')
  return client
}
/** Whether this statement waits until somebody else is done. */
const waits = async (work: Promise<unknown>): Promise<boolean> => {
  const late = Symbol('late')
  const first = await Promise.race([work, new Promise(done => setTimeout(() => done(late), 700))])
  return first === late
}
const aMeeting = (client: pg.Client, match: string, by: string) =>
  client
    .query(
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
         select area_id, young_person_id, id, now() + interval '3 hours', now() + interval '4 hours', 'The cafe', $2 from match where id = $1`,
      [match, by],
    )
    .then(
      () => 'planned',
      (error: { constraint?: string }) => error.constraint,
    )
const keptApart = (of: Ready, other: Ready) =>
  world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, 'no contact at all', 'Canaryreason', 'It', current_date + 30, $4)`,
    [of.areaId, of.child.id, other.child.id, of.panel.holder.id],
  )
/** Somebody who has met their adult. */
async function meeting(area: 'york' | 'north-yorkshire' = 'york') {
  const of = await ready(area)
  await make(of)
  const match = (await matched(of)) ?? ''
  await world.db.query(`update match set introduced_on = app.today() where id = $1`, [match])
  return { ...of, match }
}

test('a known adult is not approved while the yes is taken back', async () => {
  const of = await anAunt()
  const one = await another()
  await one.query(
    `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by) values ($1, $2, 'taking part', 'withdrawn', current_date, 'Somebody', $3)`,
    [of.areaId, of.child.id, of.panel.holder.id],
  )
  const approved = (await signedIn(the, of.manager)).send(urls.approveKnownAdult(of.at), of.approval)
  expect(await waits(approved)).toBe(true)
  await one.query('commit')
  expect((await approved).text).toContain('There is no yes to taking part')
})

test('a match is not made while a check that must be there is taken back', async () => {
  const of = await ready()
  const one = await another()
  await one.query(
    `update requirement_met r set taken_back_by = $2, taken_back_reason = 'forged' where worker_id = $1
       and requirement_key in (select key from service_requirement s where s.area_id = r.area_id and s.service_key = r.service_key and before_match = 'must')`,
    [of.worker.id, of.manager.id],
  )
  const made = insert(of, of.worker).then(
    () => 'made',
    (error: { constraint?: string }) => error.constraint,
  )
  expect(await waits(made)).toBe(true)
  await one.query('commit')
  expect(await made).toBe('match_is_safe')
})

describe('two who must be kept apart', () => {
  test('are not planned into one place by two people at the same moment', async () => {
    const [a, b] = [await meeting(), await meeting()]
    await keptApart(a, b)
    const [one, other] = [await another(), await another()]
    expect(await aMeeting(one, a.match, a.manager.id)).toBe('planned')
    const second = aMeeting(other, b.match, b.manager.id)
    expect(await waits(second)).toBe(true)
    await one.query('commit')
    expect(await second).toBe('planned_meeting_kept_apart')
  })

  test('nor in two areas, and neither of two who plan in both waits for the other for ever', async () => {
    const [a, b] = [await meeting(), await meeting('north-yorkshire')]
    await keptApart(a, b)
    const [here, there] = [await meeting(), await meeting('north-yorkshire')]
    const [one, other] = [await another(), await another()]
    expect(await aMeeting(one, a.match, a.manager.id)).toBe('planned')
    const second = aMeeting(other, b.match, b.manager.id)
    expect(await waits(second)).toBe(true)
    expect(await aMeeting(one, there.match, there.manager.id)).toBe('planned')
    await one.query('commit')
    expect(await second).toBe('planned_meeting_kept_apart')
    await other.query('rollback')
    expect(await aMeeting(other, here.match, here.manager.id)).toBe('planned')
  })

  test('do not meet where both were planned before anybody knew: one is called off, and both sides are told', async () => {
    const [a, b, c] = [await meeting(), await meeting(), await meeting()]
    for (const of of [a, b, c]) expect(await aMeeting(world.db, of.match, of.manager.id)).toBe('planned')
    await keptApart(a, b)
    const { rows } = await world.db.query<{ off: boolean }>(
      `select p.called_off_at is not null as off from unnest($1::uuid[]) with ordinality w (id, n) join planned_meeting p on p.match_id = w.id order by n`,
      [[a.match, b.match, c.match]],
    )
    expect(rows.map(({ off }) => off)).toEqual([true, false, false])
    const told = await world.db.query(
      `select kind, path from notification where person_id = $1 or young_person_id = $2`,
      [a.worker.person.id, a.child.id],
    )
    expect(told.rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['meeting called off', 'your people changed']),
    )
    expect(JSON.stringify(told.rows)).not.toContain('Canaryreason')
  })
})

describe('the same young person in the partner area', () => {
  const there = 'north-yorkshire'
  /** Their record there, and their adult as a worker there too. */
  async function also(of: Ready) {
    return { child: await recordIn(of, there), worker: await worksAlso(world, of.worker, there) }
  }
  const apart = ({ child, worker }: Awaited<ReturnType<typeof also>>) =>
    [
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
         values ($1, $2, $3, 'not matched', 'It', 'It', current_date + 30, $4)`,
      [child.areaId, child.id, worker, panels[there].holder.id],
    ] as const

  test('is not matched while it is written down there that they must be kept apart', async () => {
    const of = await ready('york', 2)
    const [text, values] = apart(await also(of))
    const one = await another()
    await one.query(text, [...values])
    const made = insert(of, of.worker).then(
      () => 'made',
      (error: { constraint?: string }) => error.constraint,
    )
    expect(await waits(made)).toBe(true)
    await one.query('commit')
    expect(await made).toBe('match_is_safe')
  })

  test('is parted where it is written down there while they are being matched', async () => {
    const of = await ready('york', 2)
    const [text, values] = apart(await also(of))
    const one = await another()
    await one.query(
      `insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, planned_on, introduced_by, introduction_how, made_by)
         select area_id, young_person_id, id, service_key, $2, 'It', current_date, 'Somebody', 'How', $3 from strand_allocation where id = $1`,
      [of.strand, of.worker.id, of.manager.id],
    )
    const written = world.db.query(text, [...values])
    expect(await waits(written)).toBe(true)
    await one.query('commit')
    await written
    expect(
      await world.one('select stopped_at is not null as stopped from match where young_person_id = $1', [of.child.id]),
    ).toEqual({ stopped: true })
  })
})

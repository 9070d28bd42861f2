import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on } from '../../../../test/matches.ts'
import { yearsAgo } from '../../../../test/workforce.ts'
import { aWorld } from '../../../../test/world.ts'
import { writing } from '../../../db/scope.ts'
import { urls } from '../urls.ts'

// The service stands behind an adult whom a young person knows already (R31) only while the yes stands (R151) and nobody like
// them must be kept away. Where that is over, it is over in the statement that says so.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { panels, anAunt, recordIn } = await matching(the, world)
const today = yearsAgo(0)

/** An aunt who was checked and approved. */
async function atTheirSide() {
  const of = await anAunt()
  const manager = await signedIn(the, of.manager)
  expect((await manager.send(urls.approveKnownAdult(of.at), of.approval)).status).toBe(303)
  return { ...of, manager: { ...manager, id: of.manager.id } }
}
type Of = Awaited<ReturnType<typeof atTheirSide>>
/** Written down in the partner area, of whom has a record there too. */
const near = (happens: (of: Of) => Promise<unknown>) => async (of: Of) => {
  const panel = panels['north-yorkshire']
  const child = await recordIn(of, 'north-yorkshire')
  await panel.discuss(child)
  await happens({ ...of, areaId: child.areaId, child, panel })
}

const takesBack = (of: Of) =>
  world.db.query(
    `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by)
      values ($1, $2, 'taking part', 'withdrawn', current_date, 'Somebody', $3)`,
    [of.areaId, of.child.id, of.panel.holder.id],
  )
const kept = (words: string) => (of: Of) =>
  world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_words, how_far, reason, evidence, review_on, recorded_by)
      values ($1, $2, $4, 'no contact at all', 'Canarysecret', 'It', current_date + 90, $3)`,
    [of.areaId, of.child.id, of.panel.holder.id, words],
  )
const poses = (words: string) => async (of: Of) => {
  const assessment = await world.one<{ id: string }>(
    'select id from assessment where young_person_id = $1 and completed_at is not null limit 1',
    [of.child.id],
  )
  await world.db.query(
    `insert into person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, proposed_by)
      values ($1, $2, $3, 'sexual-exploitation', 'suspected', 'current', $4, 'It', current_date, 'police', $5)`,
    [of.areaId, of.child.id, assessment.id, words, of.panel.holder.id],
  )
}
const stands = async (of: Of) => {
  const { n } = await world.one<{ n: number }>(
    `select count(*)::int as n from task where kind = 'look at a known adult again' and record_id = $1 and settled_at is null and due_on = app.today()`,
    [of.id],
  )
  const { rows } = await world.db.query('select from allocation_with_adult where strand_allocation_id = $1', [
    of.strand,
  ])
  return { asked: n === 1, counts: rows.length === 1 }
}

describe('the service stands behind an adult they know already no longer', () => {
  test.each([
    ['once the young person takes back their yes', takesBack],
    ['once somebody of their name must be kept away', kept('Greenhalgh, Maria: the mother’s sister')],
    ['once one of them is only half remembered', kept('A Maria from Leeds, perhaps Greenhalgh')],
    ['once an assessment names them as a person who poses a risk', poses('Maria G., called Greenhalgh by neighbours')],
    ['once somebody of their name must be kept away in the partner area', near(kept('Greenhalgh, Maria: an aunt'))],
  ])('%s', async (_, happens) => {
    const of = await atTheirSide()
    expect(await stands(of)).toEqual({ asked: false, counts: true })
    await happens(of)
    expect(await stands(of)).toEqual({ asked: true, counts: false })
    const page = await of.manager.get(urls.knownAdults(of.key))
    expect(page.text).toContain('Stopped since')
    expect(page.text).not.toContain('Canarysecret')

    // Nothing more is done with them but writing down how it ends; then somebody else is asked for.
    expect((await of.manager.get(urls.approveKnownAdult(of.at))).status).toBe(404)
    const ends = { ...on('endedOn', today), why: 'it is not safe', endSays: 'It' }
    expect((await of.manager.send(urls.endKnownAdult(of.at), ends)).status).toBe(303)
    expect((await of.manager.get(urls.knownAdults(of.key))).text).toContain('Ended')
  })

  test.each([
    ['somebody of the same first name', kept('Maria Brown, a neighbour')],
    ['somebody else’s risk', poses('Sam Greenhalgh')],
  ])('but goes on with %s', async (_, happens) => {
    const of = await atTheirSide()
    await happens(of)
    expect(await stands(of)).toEqual({ asked: false, counts: true })
  })
})

test('nor does it begin to where somebody of their name must be kept away in the partner area; whom to ask is all it says', async () => {
  const of = await anAunt()
  const manager = await signedIn(the, of.manager)
  await near(kept('Greenhalgh, Maria: an aunt'))({ ...of, manager: { ...manager, id: of.manager.id } })
  const refused = await manager.send(urls.approveKnownAdult(of.at), of.approval)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain('ask the duty worker of the partner area')
  expect(refused.text).not.toContain('Canarysecret')
})

test('when they are talked with next is moved by a talk that was had, not by a statement of its own', async () => {
  const of = await atTheirSide()
  const moved = writing(
    the.database,
    { token: of.manager.token, request: '019a0000-0000-7000-8000-000000000002', focus: [of.child.id] },
    tx => tx.updateTable('known_adult').set({ review_on: '2099-12-31' }).where('id', '=', of.id).execute(),
    () => true,
  )
  await expect(moved).rejects.toThrow('by a step')
})

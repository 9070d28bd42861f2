import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { openSession } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, type Ready } from '../../../../test/matches.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'

// Who meets whom, where two people write at the same moment: the second sees the first, and neither waits for the other for ever.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)

async function oneWhoMet() {
  const of = await ready()
  return { of, match: await introduced(of) }
}
type Introduced = Awaited<ReturnType<typeof oneWhoMet>>

const meeting = ({ of, match }: Introduced, venue: string) =>
  `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
     values ('${of.areaId}', '${of.child.id}', '${match}', now() + interval '3 days', now() + interval '3 days 1 hour', '${venue}', '${of.manager.id}')`
const apart = (of: Ready, one: string, other: string) =>
  `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
     values ('${of.areaId}', '${one}', '${other}', 'not in the same place at the same time', 'It', 'It', current_date + 30, '${of.panel.holder.id}')`
const aMoment = () => new Promise(resolve => setTimeout(resolve, 1000))

/** A connection of its own with a transaction begun, as the owner or as somebody signed in. */
async function begun(as?: MadePerson) {
  const client = new pg.Client({
    connectionString: as ? database.appUrl : database.superuserUrl,
    options: '-c search_path=app',
  })
  await client.connect()
  await client.query('begin')
  if (as)
    await client.query('select app.enter($1, null::uuid[])', [await openSession(the.database.pool, the.signInKey, as)])
  return client
}

let one: Introduced
let other: Introduced
beforeEach(async () => {
  one = await oneWhoMet()
  other = await oneWhoMet()
})

describe('who meets whom', () => {
  test('is looked at again by a merge that waits for what is being planned', async () => {
    const venue = `Merge ${one.match}`
    const twin = await world.youngPerson('york', { heldBy: one.of.panel.holder })
    await world.db.query(apart(one.of, twin.id, other.of.child.id))
    await world.db.query(meeting(one, venue))
    const plans = await begun()
    const merges = await begun(await world.person({ role: 'team-manager', area: 'york' }))
    try {
      await plans.query(meeting(other, venue))
      const merged = merges
        .query<{ answer: string }>('select app.merge_young_people($1, $2, $3) as answer', [
          twin.id,
          one.of.child.id,
          'It',
        ])
        .then(async ({ rows }) => {
          await merges.query('commit')
          return rows[0]?.answer
        })
      await aMoment()
      await plans.query('commit')
      expect(await merged).toBe('done')
    } finally {
      await Promise.all([plans.end(), merges.end()])
    }
    expect(
      await world.one('select called_off_at is null as on from planned_meeting where match_id = $1', [one.match]),
    ).toEqual({
      on: false,
    })
  })

  test('is no deadlock where a keep-apart was written down for the wrong child', async () => {
    const twin = await world.youngPerson('york', { heldBy: one.of.panel.holder })
    await world.db.query(apart(one.of, one.of.child.id, other.of.child.id))
    const { id } = await world.one<{ id: string }>('select id from keep_apart where young_person_id = $1', [
      one.of.child.id,
    ])
    const writes = await begun()
    const moves = await begun(one.of.panel.holder)
    try {
      await writes.query(meeting(other, `Move ${one.match}`))
      const moved = moves
        .query<{ answer: string }>('select app.move_consented($1, $2, $3, $4, $5) as answer', [
          one.of.child.id,
          'keep apart',
          id,
          twin.id,
          'It',
        ])
        .then(({ rows }) => rows[0]?.answer, String)
      await aMoment()
      await writes.query(apart(one.of, one.of.child.id, other.of.child.id))
      await writes.query('commit')
      expect(await moved).toBe('done')
    } finally {
      await Promise.all([writes.end(), moves.end()])
    }
  })
})

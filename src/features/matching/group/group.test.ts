import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { openSession, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// What several do together (R69): each with the adult at their side, and nobody with whom they must not be.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, introduced } = await matching(the, world)
const at = { area: 'york' }
const { day, later } = await world.one<{ day: string; later: string }>(
  'select (app.today() + 6)::text as day, (app.today() + 8)::text as later',
)
const when = { ...on('onDay', day), from: '4pm', to: '5:30pm', venue: 'Canarygym' }

async function oneWhoMet() {
  const of = await ready()
  return { of, match: await introduced(of) }
}
const keepApart = (one: Ready, other: Ready, howFar = 'not in the same place at the same time') =>
  world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, $4, 'Canaryreason', 'It', current_date + 30, $5)`,
    [one.areaId, one.child.id, other.child.id, howFar, one.panel.holder.id],
  )
/** How often it is written down that the manager was told of somebody who must be kept apart. */
const turnedDown = async (act: string, of: Ready) =>
  (
    await world.db.query('select from audit_event where act = $1 and person_id = $2 and young_person_id = $3', [
      act,
      of.manager.id,
      of.child.id,
    ])
  ).rowCount
const planned = async (match: string) =>
  (
    await world.db.query<{ on: boolean; group_id: string | null }>(
      'select called_off_at is null as on, group_id from planned_meeting where match_id = $1',
      [match],
    )
  ).rows

type Introduced = Awaited<ReturnType<typeof oneWhoMet>>
let one: Introduced
let other: Introduced
beforeEach(async () => {
  one = await oneWhoMet()
  other = await oneWhoMet()
})

describe('a group activity', () => {
  test('is a meeting of each with their adult; on the telephone it says so, and no place; called off for all at once', async () => {
    const manager = await signedIn(the, one.of.manager)
    const sent = await manager.send(urls.groups(at), { ...when, who: [one.match, other.match] })
    expect(sent.status).toBe(303)
    const [first] = await planned(one.match)
    expect(await planned(other.match)).toEqual([first])
    const page = await manager.get(sent.location)
    for (const text of ['Canarygym', one.of.worker.person.name, other.of.worker.person.name])
      expect(page.text).toContain(text)
    const phone = await signedIn(the, one.of.worker.person)
    const mine = (await phone.get(urls.mine(at))).text
    expect(mine).toContain('in a group')
    expect(mine).not.toContain('Canarygym')
    const group = { ...at, group: first?.group_id ?? '' }
    expect((await manager.get(urls.groups(at))).text).toContain('Canarygym')
    expect((await manager.send(sent.location, {}, { action: urls.callOffGroup(group) })).status).toBe(303)
    expect([...(await planned(one.match)), ...(await planned(other.match))].map(row => row.on)).toEqual([false, false])
    expect((await manager.get(urls.group(group))).text).toContain('Called off')
  })

  test('is not planned where two of them must be kept apart: nothing of it stands, and what was typed is kept', async () => {
    const third = await oneWhoMet()
    await keepApart(third.of, one.of)
    const manager = await signedIn(the, one.of.manager)
    const who = [one.match, other.match, third.match]
    const sent = await manager.send(urls.groups(at), { ...when, from: '11am', to: '12:30pm', who })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('They cannot all be there')
    expect(sent.text).toContain('value="Canarygym"')
    expect(sent.text).not.toContain('Canaryreason')
    expect(await planned(third.match)).toEqual([])
    expect(await turnedDown('group activity not planned', third.of)).toBe(1)
    expect((await planned(one.match)).filter(row => row.on)).toEqual([])
    // Without the two together it is.
    const without = await manager.send(urls.groups(at), { ...when, from: '11am', to: '12:30pm', who: who.slice(0, 2) })
    expect(without.status).toBe(303)
    // And nobody joins them there alone who must be kept apart from one of them, however the place is spelled.
    const places = [when.venue, 'CANARY gym.', 'Canary\u200bgym', '\uff23anarygym']
    for (const venue of places) {
      const alone = await manager.send(urls.planMeeting({ ...third.of.key, match: third.match }), {
        ...when,
        venue,
        from: '11:30am',
        to: '12:30pm',
      })
      expect(alone.status).toBe(422)
    }
    // Whoever tries place after place to find where somebody is can be seen to.
    expect(await turnedDown('meeting not planned', third.of)).toBe(places.length)
  })

  test.each<[string, (child: Introduced, adult: Introduced) => Promise<unknown>]>([
    [
      'must be kept apart from them',
      ({ of }, adult) =>
        world.db.query(
          `insert into keep_apart (area_id, young_person_id, worker_id, how_far, reason, evidence, review_on, recorded_by)
             values ($1, $2, $3, 'no contact at all', 'Canaryreason', 'It', current_date + 30, $4)`,
          [of.areaId, of.child.id, adult.of.worker.id, of.panel.holder.id],
        ),
    ],
    [
      'is behind a wall',
      ({ of }, adult) =>
        world.db.query(
          'insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, $4, $5)',
          [of.areaId, of.child.id, adult.of.worker.person.id, 'poses a risk', of.panel.holder.id],
        ),
    ],
  ])(
    'is not planned where the adult of another %s, whoever of the two is named first; planned before, it is called off',
    async (_, keeps) => {
      for (const [child, adult] of [
        [one, other],
        [other, one],
      ] as const) {
        const [a, b] = child === one ? [child, adult] : [await oneWhoMet(), await oneWhoMet()]
        const manager = await signedIn(the, a.of.manager)
        const plan = () => manager.send(urls.groups(at), { ...when, venue: `Gym ${a.match}`, who: [a.match, b.match] })
        expect((await plan()).status).toBe(303)
        await keeps(a, b)
        expect((await planned(a.match)).map(row => row.on)).toEqual([false])
        expect((await planned(b.match)).map(row => row.on)).toEqual([true])
        const again = await manager.send(urls.groups(at), {
          ...when,
          ...on('onDay', later),
          venue: 'Canarygym',
          who: [a.match, b.match],
        })
        expect(again.status).toBe(422)
        expect(again.text).toContain('They cannot all be there')
        expect(again.text).not.toContain('Canaryreason')
        // Nor does the adult come to that place alone with theirs, nor the young person to where that adult is.
        const alone = (of: Introduced) =>
          manager.send(urls.planMeeting({ ...of.of.key, match: of.match }), {
            ...when,
            ...on('onDay', later),
            venue: `Café ${a.match}`,
          })
        const order = child === one ? [a, b] : [b, a]
        expect((await alone(order[0] as Introduced)).status).toBe(303)
        expect((await alone(order[1] as Introduced)).status).toBe(422)
      }
    },
  )

  test('and a keep-apart that are written at the same moment see each other', async () => {
    const meeting = (of: Introduced) =>
      `insert into planned_meeting (area_id, young_person_id, match_id, starts_at, ends_at, venue, agreed_by)
         values ('${of.of.areaId}', '${of.of.child.id}', '${of.match}', now() + interval '3 days', now() + interval '3 days 1 hour', 'Race ${one.match}', '${of.of.manager.id}')`
    await world.db.query(meeting(one))
    const second = new pg.Client({ connectionString: database.superuserUrl, options: '-c search_path=app' })
    await second.connect()
    try {
      await second.query('begin')
      await second.query(meeting(other))
      const kept = keepApart(one.of, other.of)
      await new Promise(resolve => setTimeout(resolve, 100))
      await second.query('commit')
      await kept
      expect((await planned(one.match)).map(row => row.on)).toEqual([false])
    } finally {
      await second.end()
    }
  })

  test.each([
    ['of one', { who: 'one' }, 'Choose at least two'],
    ['of nobody', { who: 'nobody' }, 'Choose who is there'],
    ['that ends before it begins', { to: '3pm' }, 'Give a time that is later'],
    ['on a day that was', on('onDay', '2020-01-01'), 'today or later'],
  ])('%s is sent back, with what was typed', async (_, { who, ...but }: Record<string, string>, text) => {
    const manager = await signedIn(the, one.of.manager)
    const chosen = who === 'one' ? [one.match] : who === 'nobody' ? [] : [one.match, other.match]
    const sent = await manager.send(urls.groups(at), { ...when, who: chosen, ...but })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(text)
    expect(sent.text).toContain('value="Canarygym"')
  })

  test('counts nobody whose match was stopped or whose adult left since, and is not called off once it is over', async () => {
    const third = await oneWhoMet()
    const manager = await signedIn(the, one.of.manager)
    const venue = `Hall ${third.match}`
    const who = [one.match, other.match, third.match]
    const { location } = await manager.send(urls.groups(at), { ...when, venue, who })
    await world.db.query('update match set stopped_at = now() where id = $1', [third.match])
    const row = async () => (await manager.get(urls.groups(at))).text.split(venue)[1]?.match(/<td[^>]*>([^<]*)/)?.[1]
    expect(await row()).toBe('2')
    expect((await manager.get(location)).text.match(/Called off/g)).toHaveLength(1)
    // Nor whose adult has left: the match stands until its goodbye.
    await world.db.query(`update worker set left_at = now(), left_by = $2, left_as = 'moved on' where id = $1`, [
      other.of.worker.id,
      other.of.manager.id,
    ])
    expect(await row()).toBe('1')
    expect((await manager.get(location)).text.match(/Called off/g)).toHaveLength(2)
    const past = `update planned_meeting set starts_at = now() - interval '3 hours', ends_at = now() - interval '1 hour' where match_id = any ($1)`
    await world.db.query(past, [who])
    const group = { ...at, group: location.split('/').at(-1) ?? '' }
    expect((await manager.send(urls.groups(at), {}, { action: urls.callOffGroup(group) })).status).toBe(404)
    const [met] = await planned(one.match)
    expect(met?.on).toBe(true)
    const phone = await signedIn(the, one.of.worker.person)
    const { id } = await world.one<{ id: string }>('select id from planned_meeting where match_id = $1', [one.match])
    const off = urls.callOffMine({ ...at, mine: one.match, agreed: id })
    expect((await phone.send('/your-sessions', {}, { action: off })).status).toBe(404)
  })

  test('is called off for somebody too whom its manager may not open any more; not by a worker of it', async () => {
    const manager = await signedIn(the, one.of.manager)
    const { location } = await manager.send(urls.groups(at), { ...when, who: [one.match, other.match] })
    const group = { ...at, group: location.split('/').at(-1) ?? '' }
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'keep apart', $4)`,
      [other.of.areaId, other.of.child.id, one.of.manager.id, other.of.panel.holder.id],
    )
    const phone = await openSession(the.database.pool, the.signInKey, one.of.worker.person)
    const asWorker = new pg.Client({ connectionString: database.appUrl, options: '-c search_path=app' })
    await asWorker.connect()
    try {
      await asWorker.query('begin')
      await asWorker.query('select app.enter($1, null::uuid[])', [phone])
      const { rows } = await asWorker.query('select id from planned_meeting where match_id = $1', [one.match])
      await asWorker.query('select app.call_off_meeting($1)', [rows[0]?.id ?? randomUUID()])
      await asWorker.query('select app.call_off_rest_of_group($1, $2, $3)', [
        randomUUID(),
        other.of.areaId,
        group.group,
      ])
      await asWorker.query('commit')
    } finally {
      await asWorker.end()
    }
    expect((await planned(other.match)).map(row => row.on)).toEqual([true])
    await world.db.query('update planned_meeting set called_off_at = null, called_off_by = null where match_id = $1', [
      one.match,
    ])
    const sent = await manager.send(urls.groups(at), {}, { action: urls.callOffGroup(group) })
    expect(sent.status).toBe(303)
    for (const match of [one.match, other.match]) expect((await planned(match)).map(row => row.on)).toEqual([false])
    const written = await world.db.query(
      `select young_person_id from audit_event where act = 'meeting called off' and outcome = 'done' and person_id = $1 and young_person_id = any ($2) order by 1`,
      [one.of.manager.id, [one.of.child.id, other.of.child.id]],
    )
    expect(written.rows.map(row => row.young_person_id)).toEqual([one.of.child.id, other.of.child.id].sort())
  })

  test('meets nobody from whom a record keeps them that was merged into theirs afterwards', async () => {
    const manager = await signedIn(the, one.of.manager)
    expect((await manager.send(urls.groups(at), { ...when, who: [one.match, other.match] })).status).toBe(303)
    const twin = await world.youngPerson('york', { heldBy: one.of.panel.holder })
    await keepApart({ ...one.of, child: twin }, other.of)
    expect((await planned(one.match)).map(row => row.on)).toEqual([true])
    await world.db.query('begin')
    await world.db.query(
      `insert into young_person_merge (area_id, young_person_id, into_id, reason, merged_by) values ($1, $2, $3, 'The same', $4)`,
      [twin.areaId, twin.id, one.of.child.id, one.of.panel.holder.id],
    )
    await world.db.query('update young_person set merged_into = $2 where id = $1', [twin.id, one.of.child.id])
    await world.db.query('commit')
    expect((await planned(one.match)).map(row => row.on)).toEqual([false])
  })

  test('is for whoever manages the service: nobody of another one plans, reads or calls it off', async () => {
    const manager = await signedIn(the, one.of.manager)
    const sent = await manager.send(urls.groups(at), { ...when, from: '7pm', to: '8pm', who: [one.match, other.match] })
    expect(sent.status).toBe(303)
    const [{ group_id: group } = { group_id: '' }] = (await planned(one.match)).filter(row => row.on).slice(-1)
    const key = { ...at, group: group ?? '' }
    const elsewhere = await world.person({
      role: 'operational-manager',
      area: 'north-yorkshire',
      service: 'rp-relief-worker',
    })
    expect((await (await signedIn(the, elsewhere)).get(urls.groups(at))).status).toBe(404)
    for (const person of [one.of.panel.managers[1], one.of.panel.holder, one.of.worker.person, elsewhere]) {
      const app = await signedIn(the, person)
      expect([403, 404]).toContain((await app.get(urls.group(key))).status)
      const called = await app.send('/your-sessions', {}, { action: urls.callOffGroup(key) })
      expect([403, 404]).toContain(called.status)
    }
    expect((await planned(one.match)).filter(row => row.group_id === group).map(row => row.on)).toEqual([true])
  })
})

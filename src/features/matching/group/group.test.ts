import { beforeEach, describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { matching, on, type Ready } from '../../../../test/matches.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// What several do together (R69): each with the adult at their side, and nobody with whom they must not be.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const { ready, matched, make } = await matching(the, world)
const at = { area: 'york' }
const { day } = await world.one<{ day: string }>('select (app.today() + 6)::text as day')
const when = { ...on('onDay', day), from: '4pm', to: '5:30pm', venue: 'Canarygym' }

async function introduced() {
  const of = await ready()
  await make(of)
  const match = (await matched(of)) ?? ''
  await world.db.query(
    `update match set made_at = now() - interval '9 days', introduced_on = app.today() - 1 where id = $1`,
    [match],
  )
  return { of, match }
}
const keepApart = (one: Ready, other: Ready, howFar = 'not in the same place at the same time') =>
  world.db.query(
    `insert into keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, $4, 'Canaryreason', 'It', current_date + 30, $5)`,
    [one.areaId, one.child.id, other.child.id, howFar, one.panel.holder.id],
  )
const planned = async (match: string) =>
  (
    await world.db.query<{ on: boolean; group_id: string | null }>(
      'select called_off_at is null as on, group_id from planned_meeting where match_id = $1',
      [match],
    )
  ).rows

type Introduced = Awaited<ReturnType<typeof introduced>>
let one: Introduced
let other: Introduced
beforeEach(async () => {
  one = await introduced()
  other = await introduced()
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
    const third = await introduced()
    await keepApart(third.of, one.of)
    const manager = await signedIn(the, one.of.manager)
    const who = [one.match, other.match, third.match]
    const sent = await manager.send(urls.groups(at), { ...when, from: '11am', to: '12:30pm', who })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('They cannot all be there')
    expect(sent.text).toContain('value="Canarygym"')
    expect(sent.text).not.toContain('Canaryreason')
    expect(await planned(third.match)).toEqual([])
    expect((await planned(one.match)).filter(row => row.on)).toEqual([])
    // Without the two together it is.
    const without = await manager.send(urls.groups(at), { ...when, from: '11am', to: '12:30pm', who: who.slice(0, 2) })
    expect(without.status).toBe(303)
    // And nobody joins them there alone who must be kept apart from one of them.
    const alone = await manager.send(urls.planMeeting({ ...third.of.key, match: third.match }), {
      ...when,
      from: '11:30am',
      to: '12:30pm',
    })
    expect(alone.status).toBe(422)
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

  test('is for whoever manages the service: nobody of another one plans, reads or calls it off', async () => {
    const manager = await signedIn(the, one.of.manager)
    const sent = await manager.send(urls.groups(at), { ...when, from: '7pm', to: '8pm', who: [one.match, other.match] })
    expect(sent.status).toBe(303)
    const [{ group_id: group } = { group_id: '' }] = (await planned(one.match)).filter(row => row.on).slice(-1)
    const key = { ...at, group: group ?? '' }
    for (const person of [one.of.panel.managers[1], one.of.panel.holder, one.of.worker.person]) {
      const app = await signedIn(the, person)
      expect([403, 404]).toContain((await app.get(urls.group(key))).status)
      const called = await app.send('/your-sessions', {}, { action: urls.callOffGroup(key) })
      expect([403, 404]).toContain(called.status)
    }
    expect((await planned(one.match)).filter(row => row.group_id === group).map(row => row.on)).toEqual([true])
  })
})

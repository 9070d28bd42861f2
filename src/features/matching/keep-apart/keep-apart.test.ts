import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn, statement } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { on } from '../../../../test/matches.ts'
import { aWorker } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson, type MadeYoungPerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const areaId = await world.areaId('york')
const aChild = (by: MadePerson = holder) => world.youngPerson('york', { heldBy: by })

async function apart(child: MadeYoungPerson, other?: MadeYoungPerson): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `insert into keep_apart (area_id, young_person_id, other_id, other_words, how_far, reason, evidence, review_on, recorded_by)
       values ($1, $2, $3, $4, 'no contact at all', 'Canaryreason', 'Canaryevidence', app.today() + 1, $5) returning id`,
    [areaId, child.id, other?.id ?? null, other ? null : 'A man', holder.id],
  )
  // The day has come.
  await world.db.query('update keep_apart set review_on = app.today() where id = $1', [id])
  await world.db.query('select app.keep_aparts_due()')
  return id
}
const tasks = async (id: string) =>
  (
    await world.db.query(
      `select young_person_id as child, desk from task where kind = 'look at a keep-apart again' and record_id = $1 and settled_at is null`,
      [id],
    )
  ).rows
const state = (id: string) =>
  world.one<{ ended: boolean; ahead: number }>(
    `select closed_at is not null as ended, review_on - app.today() as ahead from keep_apart where id = $1`,
    [id],
  )
const merge = (child: MadeYoungPerson, into: MadeYoungPerson) =>
  world.db.query('update young_person set merged_into = $2 where id = $1', [child.id, into.id])
const at = (child: MadeYoungPerson, id: string) => ({ area: 'york', youngPerson: child.id, keepApart: id })
const goesOn = { says: 'Canarylook: seen together last week', ...on('nextOn', '2099-01-01') }

describe('a keep-apart is looked at again', () => {
  test('and goes on: why and until when is kept, and the task is done', async () => {
    const child = await aChild()
    const id = await apart(child)
    expect(await tasks(id)).toEqual([{ child: child.id, desk: `person:${holder.id}` }])
    const app = await signedIn(the, holder)
    const page = urls.lookAtKeepApart(at(child, id))
    expect((await app.get(page)).text).toContain('a day that passes ends nothing')
    expect((await app.send(page, goesOn)).status).toBe(303)
    expect(await state(id)).toMatchObject({ ended: false })
    expect(await tasks(id)).toEqual([])
    expect((await app.get(urls.keepApart(at(child, id)))).text).toContain('Canarylook')
    expect(
      await world.one(
        `select count(*)::int as n from audit_event where act = 'keep-apart looked at again' and record_id = $1`,
        [id],
      ),
    ).toEqual({ n: 1 })
  })

  test.each([
    ['without a reason', { says: '' }, 'Say why'],
    ['without a day', on('nextOn', '    -  -  '), 'Give a day to look at it again'],
    ['on a day that was', on('nextOn', '2020-01-01'), 'still to come'],
  ])('%s it is sent back, with what was typed', async (_, but, says) => {
    const child = await aChild()
    const id = await apart(child)
    const answer = await (await signedIn(the, holder)).send(urls.lookAtKeepApart(at(child, id)), { ...goesOn, ...but })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(says)
    expect(await tasks(id)).toHaveLength(1)
    expect(await state(id)).toEqual({ ended: false, ahead: 0 })
  })

  test('of a worker’s own past it says who confirmed it, and there is room for no more', async () => {
    const child = await aChild()
    const worker = await aWorker(world, 'york', 'family-network-coordinator')
    const { id } = await world.one<{ id: string }>(
      `insert into keep_apart (area_id, young_person_id, worker_id, how_far, own_past, confirmed_by, review_on, recorded_by)
        values ($1, $2, $3, 'not matched', true, 'The lead', app.today() + 1, $4) returning id`,
      [child.areaId, child.id, worker.id, holder.id],
    )
    const app = await signedIn(the, holder)
    const look = urls.lookAtKeepApart(at(child, id))
    expect((await app.get(look)).text).toContain('Who confirmed it?')
    const long = 'Canarypast '.repeat(30)
    expect((await app.send(look, { ...goesOn, says: long })).status).toBe(422)
    expect((await app.send(urls.closeKeepApart(at(child, id)), { reason: long })).status).toBe(422)
    expect((await app.send(look, { ...goesOn, says: 'Pat Example, safeguarding lead' })).status).toBe(303)
    expect(
      await world.one('select max(length(says)) as longest from keep_apart_look where keep_apart_id = $1', [id]),
    ).toEqual({ longest: 30 })
  })

  test('a day that passes ends nothing', async () => {
    const id = await apart(await aChild())
    await world.db.query('update keep_apart set review_on = app.today() - 400 where id = $1', [id])
    await world.db.query('select app.keep_aparts_due()')
    expect(await state(id)).toEqual({ ended: false, ahead: -400 })
  })
})

describe('of a record that was merged', () => {
  test.each(['young person', 'other'] as const)(
    'as the %s, it is asked of whoever holds the one that goes on, looked at and ended',
    async side => {
      const [old, goesOnAs, third] = [await aChild(), await aChild(), await aChild()]
      const id = side === 'young person' ? await apart(old, third) : await apart(third, old)
      await world.db.query('delete from task where record_id = $1', [id])
      await merge(old, goesOnAs)
      // Nobody holds the other's case: this side is asked.
      if (side === 'other')
        await world.db.query('update case_holding set until_at = now() where young_person_id = $1', [third.id])
      await world.db.query('select app.keep_aparts_due()')
      expect(await tasks(id)).toEqual([{ child: goesOnAs.id, desk: `person:${holder.id}` }])
      const app = await signedIn(the, holder)
      expect((await app.send(urls.lookAtKeepApart(at(goesOnAs, id)), goesOn)).status).toBe(303)
      expect(await tasks(id)).toEqual([])
      expect((await app.send(urls.closeKeepApart(at(goesOnAs, id)), { reason: 'He has moved away' })).status).toBe(303)
      expect(await state(id)).toMatchObject({ ended: true })
    },
  )
})

describe('whose it is', () => {
  test('nobody else decides, by page, by function or by statement', async () => {
    const child = await aChild()
    const id = await apart(child)
    const other = await world.person({ role: 'case-holder', area: 'york' })
    const app = await signedIn(the, other)
    for (const page of [urls.lookAtKeepApart(at(child, id)), urls.closeKeepApart(at(child, id))])
      expect((await app.get(page)).status).toBe(404)
    const ask = (by: MadePerson, text: string, values: readonly unknown[]) => statement(the, by, text, values)
    const close = `select app.close_keep_apart($1, $2, 'Me')`
    expect(await ask(other, close, [child.id, id])).toBe('42501')
    // Theirs is another record: there is none of this id on it.
    const mine = await aChild(other)
    expect(await ask(other, close, [mine.id, id])).toEqual([{ close_keep_apart: 'gone' }])
    expect(await ask(other, `select app.look_at_keep_apart($1, $2, 'Me', '2099-01-01')`, [mine.id, id])).toEqual([
      { look_at_keep_apart: 'gone' },
    ])
    expect(
      await ask(holder, `update app.keep_apart set closed_by = $1, closed_reason = 'Me' where id = $2`, [
        holder.id,
        id,
      ]),
    ).toBe('42501')
    expect(await ask(holder, 'select from app.keep_apart_look', [])).toBe('42501')
    // A wall towards the other closes it too.
    const walled = await aChild()
    const both = await apart(child, walled)
    await world.db.query(
      `insert into wall (area_id, young_person_id, person_id, kind, said_by) values ($1, $2, $3, 'neighbour', $3)`,
      [areaId, walled.id, holder.id],
    )
    expect(await ask(holder, close, [child.id, both])).toEqual([{ close_keep_apart: 'gone' }])
    expect(await state(id)).toMatchObject({ ended: false })
  })
})

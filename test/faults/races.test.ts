import { describe, expect, test, vi } from 'vitest'
import { urls } from '../../src/features/people/index.ts'
import { testApp } from '../app.ts'
import { signedIn } from '../as.ts'
import { testDatabase } from '../database.ts'
import { aPanel, written } from '../nominations.ts'
import { aWorld } from '../world.ts'

// Two people act on one child at the same moment, through their pages. (Two panel members who decide, two tabs that send
// a nomination and two who accept one case stand beside the pages; the locks beneath, in the database's own tests.)

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = await aPanel(world, 'york')
const taker = await world.person({ role: 'case-holder', area: 'york', agency: 'early-help' })
const { id: team } = await world.one<{ id: string }>(
  `select t.id from team t join agency a on a.area_id = t.area_id and a.id = t.agency_id join area on area.id = a.area_id
   where area.key = 'york' and a.key = 'early-help' order by t.name limit 1`,
)
const [asHolder, asTaker] = [await signedIn(the, york.holder), await signedIn(the, taker)]
const theTaker = `${team} ${taker.id}`

/** A nomination that could be sent, of a child whose case could be taken over. */
async function readyForBoth() {
  const child = await york.discussed()
  const key = { area: 'york', youngPerson: child.id }
  const path = await written(asHolder, child)
  expect((await asHolder.send(urls.handOver(key), { to: theTaker, reason: 'Moved' })).status).toBe(303)
  const [send, accept] = [await asHolder.hidden(`${path}/check`), await asTaker.hidden(urls.answer(key))]
  return {
    child,
    send: () => asHolder.post(`${path}/check`, send),
    accept: () => asTaker.post(urls.answer(key), { ...accept, answer: 'accepted', holder: theTaker, reason: '' }),
  }
}

const submitter = async (child: { id: string }) =>
  (
    await world.one<{ by: string | null }>('select submitted_by as by from nomination where young_person_id = $1', [
      child.id,
    ])
  ).by
const holders = async (child: { id: string }) =>
  (
    await world.db.query<{ id: string }>(
      'select person_id as id from case_holding where young_person_id = $1 and until_at is null',
      [child.id],
    )
  ).rows.map(row => row.id)
const gone = [404, 410, 422]

describe('the case is handed over while its holder sends the nomination', () => {
  test('both at once, in every order: it is sent whole or not at all, and the case is handed over', async () => {
    for (let round = 0; round < 6; round++) {
      const { child, send, accept } = await readyForBoth()
      const first = round % 2 === 0 ? send() : accept()
      for (let turn = 0; turn < round; turn++) await new Promise(setImmediate)
      const second = round % 2 === 0 ? accept() : send()
      const [sent, accepted] = await Promise.all(round % 2 === 0 ? [first, second] : [second, first])
      expect(accepted.status).toBe(303)
      expect(await holders(child)).toEqual([taker.id])
      if (sent.status === 303) expect(await submitter(child)).toBe(york.holder.id)
      else {
        expect(gone).toContain(sent.status)
        expect(await submitter(child)).toBeNull()
      }
    }
  })

  test('once it is handed over, what the old holder sends is not taken any more', async () => {
    const { child, send, accept } = await readyForBoth()
    expect((await accept()).status).toBe(303)
    expect(gone).toContain((await send()).status)
    expect(await submitter(child)).toBeNull()
  })
})

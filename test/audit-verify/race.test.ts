import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../scripts/audit/chain.ts'
import { openAudit } from '../../scripts/audit/read.ts'
import { testDatabase } from '../database.ts'
import { settled } from './settled.ts'

// Events are written by many at once and are chained by one who never waits for them (promises B): what commits late
// must be in a later seal, and nothing in none or in two.

const database = await testDatabase()
const db = new Client({ connectionString: database.superuserUrl })
beforeAll(() => db.connect())
afterAll(() => db.end())

const writes = 'insert into app.audit_event (act, outcome) values ($1, $2)'

async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

const seal = async (worker: Client): Promise<number> =>
  Number((await worker.query<{ n: string }>('select app.seal_audit()::text as n')).rows[0]?.n)

async function report() {
  const audit = await openAudit(database.superuserUrl)
  try {
    return await verify(audit.events(), audit.seals())
  } finally {
    await audit.close()
  }
}

test('what began early and commits late is sealed once, and holds back only what came after it', async () => {
  await settled(db)
  await connected(database.workerUrl, seal)
  const before = await report()
  await connected(database.superuserUrl, async early => {
    await early.query('begin')
    await early.query(writes, ['early', 'done'])
    await db.query(writes, ['late', 'done'])
    await connected(database.workerUrl, async worker => {
      expect(await seal(worker)).toBe(0)
      await early.query('commit')
      await settled(db)
      expect(await seal(worker)).toBe(2)
      expect(await seal(worker)).toBe(0)
    })
  })
  expect(await report()).toMatchObject({ events: before.events + 2, seals: before.seals + 1, unsealed: 0, faults: [] })
})

test('with eight who write, give up or dawdle, and two who seal, nothing is lost and nothing sealed twice', async () => {
  let written = 0
  let over = false
  const writer = (number: number) =>
    connected(database.superuserUrl, async client => {
      for (let n = 0; n < 60; n++) {
        await client.query('begin')
        const events = 1 + ((number + n) % 3)
        for (let one = 0; one < events; one++) await client.query(writes, [`writer ${number}`, 'read'])
        if ((number * 7 + n) % 11 === 0) await sleep(15)
        const keeps = (number + n) % 5 !== 0
        await client.query(keeps ? 'commit' : 'rollback')
        if (keeps) written += events
      }
    })
  const sealer = () =>
    connected(database.workerUrl, async worker => {
      let sealed = 0
      while (!over) sealed += await seal(worker)
      return sealed
    })
  await settled(db)
  await connected(database.workerUrl, seal)
  const before = await report()
  const sealers = [sealer(), sealer()]
  await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(writer))
  over = true
  await settled(db)
  const [first = 0, second = 0] = await Promise.all(sealers)
  const rest = await connected(database.workerUrl, seal)
  expect(first + second + rest).toBe(written)
  const after = await report()
  expect(after).toMatchObject({ events: before.events + written, unsealed: 0, faults: [] })
  // How many depends on what else the server does: one long transaction of another test holds every sealer back.
  expect(after.seals).toBeGreaterThan(before.seals)
}, 90_000)

test('more events than are fetched at once are verified, sealed in one', async () => {
  await settled(db)
  await connected(database.workerUrl, seal)
  const before = await report()
  await db.query(`insert into app.audit_event (act, outcome) select 'many', 'read' from generate_series(1, 12345)`)
  await settled(db)
  await connected(database.workerUrl, seal)
  expect(await report()).toMatchObject({
    events: before.events + 12_345,
    seals: before.seals + 1,
    unsealed: 0,
    faults: [],
  })
})

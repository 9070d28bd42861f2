import { expect, test, vi } from 'vitest'
import { testDatabase } from '../database.ts'
import { auditReport, sealUntil } from './sealed.ts'
import { startWeb } from './web-program.ts'
import {
  type Acknowledged,
  acknowledgements,
  count,
  missing,
  nothingYet,
  peopleWhoWrite,
  writeUntil,
} from './writes.ts'

// kill -9 of the web server in the middle of real writes by real sessions (promises E): what was acknowledged is in the
// database, nothing is there in part, and the audit is whole.

vi.setConfig({ testTimeout: 300_000 })

const database = await testDatabase()
const first = await startWeb(database)
const writers = await peopleWhoWrite(database, 8, first.browser)

/** Has them write and the audit be sealed, and kills the server when so many more were acknowledged. */
async function killAfter(web: typeof first, many: number, written: Acknowledged): Promise<void> {
  const stop = new AbortController()
  const writing = writeUntil(stop.signal, writers, web.browser, written)
  const sealing = sealUntil(stop.signal, database)
  await acknowledgements(written, many, [writing])
  await web.kill()
  stop.abort()
  await Promise.all([writing, sealing])
}

test('no acknowledged write is lost, none is there in part, and the audit is whole', async () => {
  const written = nothingYet()
  for (const many of [450, 350, 250]) {
    const web = await startWeb(database)
    await killAfter(web, many, written)
    const lost = await missing(database, written)
    expect(lost).toMatchObject({ drafts: [], acts: [] })
    const { acts, rows, events, forms } = lost.whole
    expect({ rows, events, forms }).toEqual({ rows: acts * 3, events: acts, forms: acts })
  }
  expect(count(written)).toBeGreaterThanOrEqual(1_050)
  expect(await auditReport(database)).toMatchObject({ faults: [], unsealed: 0 })
})

test('the same, where the server answers before it has committed, does lose some: the look above would see it', async () => {
  const written = nothingYet()
  const web = await startWeb(database, {}, ['./test/faults/answers-early.ts'])
  await killAfter(web, 100, written)
  const lost = await missing(database, written)
  expect(lost.acts.length + lost.drafts.length).toBeGreaterThan(0)
})

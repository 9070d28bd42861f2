import { expect, test, vi } from 'vitest'
import { until } from '../until.ts'
import { ownCluster } from './own-cluster.ts'
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

// kill -9 of the database in the middle of real writes by real sessions (promises E): what was acknowledged is there
// afterwards, the audit is whole, and the web server, which nobody starts again, goes on.

vi.setConfig({ testTimeout: 300_000 })

const cluster = await ownCluster()
const web = await startWeb(cluster.on)
const writers = await peopleWhoWrite(cluster.on, 8, web.browser)
const ready = async () => (await fetch(`${web.url}/health/ready`)).status

/** Has them write and the audit be sealed, and kills the database when so many more were acknowledged. */
async function killAfter(many: number, written: Acknowledged): Promise<void> {
  const stop = new AbortController()
  const working = [writeUntil(stop.signal, writers, web.browser, written), sealUntil(stop.signal, cluster.on)]
  await acknowledgements(written, many, working)
  await cluster.kill()
  stop.abort()
  await Promise.all(working)
}

async function startAgain(): Promise<void> {
  await cluster.start()
  await until(ready, status => status === 200)
}

test('no acknowledged write is lost, none is there in part, and the audit is whole', async () => {
  const written = nothingYet()
  for (const many of [450, 350, 250]) {
    await killAfter(many, written)
    expect(await ready()).toBe(503)
    await startAgain()
    const lost = await missing(cluster.on, written)
    expect(lost).toMatchObject({ drafts: [], acts: [] })
    const { acts, rows, events, forms } = lost.whole
    expect({ rows, events, forms }).toEqual({ rows: acts * 3, events: acts, forms: acts })
    const audit = await auditReport(cluster.on)
    expect(audit).toMatchObject({ faults: [], unsealed: 0 })
    expect(audit.seals).toBeGreaterThan(1)
    expect(audit.events).toBeGreaterThanOrEqual(acts)
  }
  expect(count(written)).toBeGreaterThanOrEqual(1_050)
  expect(web.process.exitCode).toBeNull()
})

test('the same, where the database answers before it has written, does lose some: the look above would see it', async () => {
  const written = nothingYet()
  await cluster.stop()
  await cluster.start({ synchronous_commit: 'off', wal_writer_delay: '10s', wal_writer_flush_after: '1GB' })
  await until(ready, status => status === 200)
  await killAfter(200, written)
  await startAgain()
  const lost = await missing(cluster.on, written)
  expect(lost.acts.length + lost.drafts.length).toBeGreaterThan(0)
})

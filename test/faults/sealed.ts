import pg from 'pg'
import { verify } from '../../scripts/audit/chain.ts'
import { openAudit } from '../../scripts/audit/read.ts'
import { settled } from '../audit-verify/settled.ts'
import type { TestDatabase } from '../database.ts'

/** Seals the audit again and again, as the worker does, until it is told to stop or the database goes away. */
export async function sealUntil(stop: AbortSignal, on: TestDatabase): Promise<void> {
  const worker = new pg.Client({ connectionString: on.workerUrl })
  // The database goes away in these tests.
  worker.on('error', () => undefined)
  await worker.connect()
  try {
    while (!stop.aborted) {
      await worker.query('select app.seal_audit()')
      await new Promise(resolve => setTimeout(resolve, 50))
    }
  } catch {
    return
  } finally {
    await worker.end().catch(() => undefined)
  }
}

/** Seals what is left and verifies all of it, as `npm run audit:verify` does. */
export async function auditReport(on: TestDatabase) {
  const db = new pg.Client({ connectionString: on.superuserUrl })
  await db.connect()
  await settled(db)
  await db.end()
  const worker = new pg.Client({ connectionString: on.workerUrl })
  await worker.connect()
  await worker.query('select app.seal_audit()')
  await worker.end()
  const audit = await openAudit(on.superuserUrl)
  try {
    return await verify(audit.events(), audit.seals())
  } finally {
    await audit.close()
  }
}

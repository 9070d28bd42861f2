import { setTimeout as sleep } from 'node:timers/promises'
import type { ClientBase } from 'pg'

/**
 * Waits until no transaction is under way that began before what was written last. Transaction numbers are the whole
 * server's, so one of another test's database would otherwise hold the sealer back.
 */
export async function settled(db: ClientBase): Promise<void> {
  for (const limit = AbortSignal.timeout(60_000); ; await sleep(10)) {
    limit.throwIfAborted()
    const { rows } = await db.query<{ over: boolean }>(
      'select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as over from app.audit_event',
    )
    if (rows[0]?.over) return
  }
}

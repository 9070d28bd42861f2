import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Asking, WriteTx } from './scope.ts'

/** Writes that a page was about to be shown, and to whom. Commits before the first byte; if it throws, nothing may be shown. */
export async function viewed(
  database: Database,
  asking: Asking,
  act: string,
  youngPeople: readonly string[],
  record: string | undefined,
): Promise<void> {
  await sql`select app.viewed(${asking.token}, ${asking.request}::uuid, ${act}, ${[...new Set(youngPeople)]}::uuid[], ${record ?? null}::uuid)`.execute(
    database.kysely,
  )
}

const written = new WeakMap<WriteTx, Set<string>>()

/** Whether this transaction wrote down this act: the kit lets no act be committed that did not. */
export const audited = (tx: WriteTx, act: string): boolean => written.get(tx)?.has(act) ?? false

/** Writes what was done, in the transaction of the act. `detail` holds field names, from and to, reasons; ids, never names. */
export async function audit(
  tx: WriteTx,
  act: string,
  of: {
    youngPerson?: string | undefined
    record?: string | undefined
    detail?: Readonly<Record<string, unknown>> | undefined
  },
): Promise<void> {
  await auditThrough(
    tx,
    act,
    sql`select app.acted(${tx.request}::uuid, ${act}, ${of.youngPerson ?? null}::uuid, ${of.record ?? null}::uuid, ${JSON.stringify(of.detail ?? {})}::jsonb)`,
  )
}

/** As `audit`, where a function of the database writes down what whoever acts may not know: whose record it was, say. */
export async function auditThrough(tx: WriteTx, act: string, write: RawBuilder<unknown>): Promise<void> {
  const acts = written.get(tx) ?? new Set()
  written.set(tx, acts.add(act))
  await write.execute(tx)
}

/** Writes that somebody asked for what they may not do. */
export async function notAllowed(database: Database, asking: Asking, act: string): Promise<void> {
  await sql`select app.not_allowed(${asking.token}, ${asking.request}::uuid, ${act})`.execute(database.kysely)
}

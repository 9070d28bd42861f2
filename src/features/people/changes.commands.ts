import { sql } from 'kysely'
import type { WriteTx } from '../../db/scope.ts'

/** Says why what this transaction changes next is changed: it stands in the history that the database writes. */
export async function sayWhy(tx: WriteTx, why: string | undefined): Promise<void> {
  await sql`select set_config('app.why', ${why ?? ''}, true)`.execute(tx)
}

import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'

/** Since when a child waits for the forum; nothing where they do not. */
export async function waitingSince(tx: ReadTx, areaId: string, youngPerson: string): Promise<Date | undefined> {
  const { rows } = await sql<{
    since: Date
  }>`select since from app.waiting_for_forum(${areaId}::uuid, ${youngPerson}::uuid, 1, 0)`.execute(tx)
  return rows[0]?.since
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

/** The number of one whom the asker is matched with, where they may be rung at this moment; null at any other. */
export async function numberToRing(tx: ReadTx, match: string): Promise<string | null> {
  const { rows } = await sql<{ number: string | null }>`select app.number_to_ring(${match}::uuid) as number`.execute(tx)
  return rows[0]?.number ?? null
}

import { sql } from 'kysely'
import type { WriteTx } from '../../../db/scope.ts'
import { type Nomination, type NominationKey, nomination } from '../queries.ts'

/**
 * Locks a nomination for whoever works on it and says where it stands, or null where there is none to be seen. A
 * function does it: those who may decide may not change the nomination itself.
 */
export async function lockNomination(tx: WriteTx, key: NominationKey): Promise<Nomination | null> {
  const { rows } = await sql<{
    locked: boolean
  }>`select app.lock_nomination(${key.areaId}::uuid, ${key.nomination}::uuid) as locked`.execute(tx)
  return rows[0]?.locked ? nomination(tx, key) : null
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { typedReference } from '../reference.ts'

/** The young person with this reference, if the asker can see them: one they cannot see is the same as none. */
export async function byReference(tx: ReadTx, areaId: string, reference: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string | null
  }>`select app.young_person_by_reference(${areaId}::uuid, ${typedReference(reference)}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

/** The same, or somebody of a partner area. */
export async function nearByReference(tx: ReadTx, areaId: string, reference: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string | null
  }>`select app.young_person_near_by_reference(${areaId}::uuid, ${typedReference(reference)}) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'

/** Adds one of many by name: from then on something can be shared with it, and accounts can be made there. */
export async function addOne(tx: WriteTx, areaId: string, said: { many: string; name: string }): Promise<Outcome> {
  const { rows } = await sql<{
    ok: boolean
  }>`select app.add_one_of_many(${areaId}::uuid, ${said.many}::uuid, ${said.name}) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'agency added', { record: said.many })
  return done()
}

/** It is not offered any more. */
export async function closeOne(tx: WriteTx, areaId: string, one: string): Promise<Outcome> {
  const { rows } = await sql<{
    ok: boolean
  }>`select app.close_one_of_many(${areaId}::uuid, ${one}::uuid) as ok`.execute(tx)
  if (!rows[0]?.ok) return notFound()
  await audit(tx, 'agency closed', { record: one })
  return done()
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

/** Whether somebody signs in with a phone, and whoever asks may give them a code for it. */
export async function mayInviteInPerson(tx: ReadTx, areaId: string, person: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select app.may_invite_in_person(${areaId}::uuid, ${person}::uuid) as may`.execute(tx)
  return rows[0]?.may === true
}

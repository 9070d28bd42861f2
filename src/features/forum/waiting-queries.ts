import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'

/** Whether the front door asked for a strategy discussion about one of these, and no assessment was sent yet. */
export async function askedUrgently(tx: ReadTx, areaId: string, youngPeople: readonly string[]): Promise<boolean> {
  const row = await tx
    .selectFrom('young_person')
    .select('id')
    .where('area_id', '=', areaId)
    .where(sql<boolean>`id = any (${[...youngPeople]}::uuid[])`)
    .where('forum_asked_urgently_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Since when a child waits for the forum; nothing where they do not. */
export async function waitingSince(tx: ReadTx, areaId: string, youngPerson: string): Promise<Date | undefined> {
  const { rows } = await sql<{
    since: Date
  }>`select since from app.waiting_for_forum(${areaId}::uuid, ${youngPerson}::uuid, 1, 0)`.execute(tx)
  return rows[0]?.since
}

/** When a child was sent to the forum and waits for it still, for whoever may read who they are; nothing where not. */
export async function sentAndWaiting(tx: ReadTx, areaId: string, youngPerson: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('young_person')
    .select('sent_to_forum_at as sentAt')
    .where('area_id', '=', areaId)
    .where('id', '=', youngPerson)
    .where('merged_into', 'is', null)
    .where('status', '<>', 'died')
    .where(({ eb, or, ref }) =>
      or([eb('forum_decided_at', 'is', null), eb('forum_decided_at', '<', ref('sent_to_forum_at'))]),
    )
    .executeTakeFirst()
  return row?.sentAt ?? null
}

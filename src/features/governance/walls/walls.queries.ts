import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

/** Somebody who is or was kept away from a record. */
export interface Wall {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly kind: string
  readonly reason: string | null
  readonly saidBy: string
  readonly fromAt: Date
  readonly untilAt: Date | null
  readonly endedBy: string | null
  readonly endedReason: string | null
}

/** Who is kept away now, then who was; nothing of walls before the asker, nor where they may not keep anybody away. */
export async function wallsBefore(tx: ReadTx, youngPerson: string): Promise<readonly Wall[]> {
  const { rows } = await sql<Wall>`select id, name, title, kind, reason, said_by as "saidBy", from_at as "fromAt",
    until_at as "untilAt", ended_by as "endedBy", ended_reason as "endedReason" from app.walls_before(${youngPerson}::uuid)`.execute(
    tx,
  )
  return rows
}

/** Everybody else who has a part in an area, by name. */
export const peopleToKeepAway = (
  tx: ReadTx,
  areaId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly title: string }[]> =>
  tx
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.title'])
    .where('p.closed_at', 'is', null)
    .where('p.id', '<>', tx.who.person.id as never)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('membership as m')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.area_id', '=', areaId as never)
          .where(({ eb, or }) => or([eb('m.until_at', 'is', null), eb('m.until_at', '>', tx.now)])),
      ),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(1_000)
    .execute()

import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'

/** Something that happened: ids and acts, never what a record says. */
export interface AuditedEvent {
  readonly seq: string
  readonly at: Date
  readonly name: string | null
  readonly title: string | null
  readonly act: string
  readonly outcome: string
  readonly because: readonly string[]
  readonly youngPersonId: string | null
  readonly recordId: string | null
}

/**
 * What happened in an area, newest first; nothing where the asker may not read its audit.
 * @param of.from first day, of.to last day, in London, yyyy-mm-dd
 * @param of.before the event last shown
 */
export async function auditedEvents(
  tx: ReadTx,
  areaId: string,
  of: { person: string | undefined; from: string; to: string; before: string | undefined },
  most: number,
): Promise<readonly AuditedEvent[]> {
  const { rows } = await sql<AuditedEvent>`
    select seq::text, at, name, title, act, outcome, because, young_person_id as "youngPersonId", record_id as "recordId"
    from app.audit_of_area(${areaId}::uuid, ${of.person ?? null}::uuid, ${of.from}::date, ${of.to}::date, ${of.before ?? null}::bigint, ${most})`.execute(
    tx,
  )
  return rows
}

/** Everybody who belongs or belonged to an area, by name. */
export const peopleOfArea = (
  tx: ReadTx,
  areaId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly title: string }[]> =>
  tx
    .selectFrom('person as p')
    .select(['p.id', 'p.name', 'p.title'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('membership as m')
          .whereRef('m.person_id', '=', 'p.id')
          .where('m.area_id', '=', areaId as never),
      ),
    )
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(1_000)
    .execute()

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

/** An entry that was recorded against the wrong young person: what became of it, never what it says. */
export interface MovedEntry {
  readonly id: string
  readonly youngPersonId: string
  readonly rightYoungPersonId: string
  readonly kind: string
  /** Of whom it never was. */
  readonly reference: string
  readonly rightReference: string
  readonly recordedAt: Date
  readonly movedAt: Date
  readonly byName: string
  readonly byTitle: string
  readonly reason: string
  /** Who opened the record while it stood there. */
  readonly seenBy: readonly { readonly name: string; readonly title: string }[]
}

/** What was moved in an area, newest first, after the one last shown, or one alone; nothing where the asker may not read it. */
export async function movedEntries(
  tx: ReadTx,
  areaId: string,
  { one, before, most }: { readonly one?: string; readonly before?: string | undefined; readonly most: number },
): Promise<readonly MovedEntry[]> {
  const { rows } =
    await sql<MovedEntry>`select id, young_person_id as "youngPersonId", right_young_person_id as "rightYoungPersonId", kind, reference, right_reference as "rightReference", recorded_at as "recordedAt",
    moved_at as "movedAt", by_name as "byName", by_title as "byTitle", reason, seen_by as "seenBy"
    from app.moved_entries(${areaId}::uuid, ${one ?? null}::uuid, ${before ?? null}::uuid, ${most})`.execute(tx)
  return rows
}

/** The sealed original, for whoever opened it within the hour; with whether its seal fits. */
export interface SealedEntry {
  readonly original: Readonly<Record<string, unknown>>
  readonly sealed: boolean
}

export async function sealedEntry(tx: ReadTx, areaId: string, move: string): Promise<SealedEntry | null> {
  const { rows } =
    await sql<SealedEntry>`select original, sealed from app.moved_entry(${areaId}::uuid, ${move}::uuid)`.execute(tx)
  return rows[0] ?? null
}

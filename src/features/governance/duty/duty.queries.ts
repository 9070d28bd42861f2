import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { NoteKind } from './duty.ts'

/** A line of what a night needs to know: the level of the newest assessment, or somebody who poses a risk, by kind. */
export interface DutyLine {
  readonly what: 'level' | 'proposed' | 'found'
  readonly kind: string
  readonly certainty: string | null
  readonly timing: string | null
  readonly saidOn: string
}

export async function dutySummary(tx: ReadTx, youngPerson: string): Promise<readonly DutyLine[]> {
  const { rows } = await sql<DutyLine>`select what, kind, certainty, timing, said_on as "saidOn"
    from app.duty_summary(${youngPerson}::uuid)`.execute(tx)
  return rows
}

export interface NightNote {
  readonly id: string
  readonly kind: NoteKind
  readonly says: string
  readonly writtenAt: Date
  readonly by: string
}

/** What was written down at night about somebody, newest first. */
export const nightNotes = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly NightNote[]> =>
  tx
    .selectFrom('night_note as n')
    .innerJoin('person as p', 'p.id', 'n.written_by')
    .select(['n.id', sql<NoteKind>`n.kind`.as('kind'), 'n.says', 'n.written_at as writtenAt', 'p.name as by'])
    .where('n.area_id', '=', areaId as never)
    .where('n.young_person_id', '=', youngPerson as never)
    .orderBy('n.written_at', 'desc')
    .orderBy('n.id', 'desc')
    .limit(50)
    .execute()

/** Whether somebody looked at what worried the duty team last; nothing where nobody was asked to. */
export interface ConcernLook {
  readonly at: Date | null
  readonly by: string | null
}

export async function concernLook(tx: ReadTx, youngPerson: string): Promise<ConcernLook | undefined> {
  const { rows } =
    await sql<ConcernLook>`select looked_at as at, name as by from app.concern_looked_at(${youngPerson}::uuid)`.execute(
      tx,
    )
  return rows[0]
}

/** Something that duty opened and that was picked to be asked about. */
export interface DutyLook {
  readonly id: string
  readonly youngPersonId: string
  readonly reference: string
  readonly name: string
  readonly title: string
  readonly onDay: string
  readonly answeredAt: Date | null
  readonly opened: readonly { readonly at: string; readonly act: string }[]
}

/** What waits to be asked about in an area; or one of it, answered or not. */
export async function dutyLooks(tx: ReadTx, areaId: string, one: string | null): Promise<readonly DutyLook[]> {
  const { rows } = await sql<DutyLook>`select id, young_person_id as "youngPersonId", reference, name, title,
    on_day as "onDay", answered_at as "answeredAt", opened from app.duty_looks(${areaId}::uuid, ${one}::uuid)`.execute(
    tx,
  )
  return rows
}

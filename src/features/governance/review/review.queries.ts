import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import { mostOpened } from '../emergency/emergency.ts'

export interface EmergencyToReview {
  readonly id: string
  /** Where it was asked; the area that reviews it may be a partner. */
  readonly areaId: string
  readonly person: string
  readonly personName: string
  readonly personTitle: string
  readonly youngPersonId: string | null
  readonly kind: string
  readonly line: string
  readonly askedAt: Date
  /** Empty where something broke off before the record was looked for. */
  readonly lookedUpAt: Date | null
  readonly reviewedAt: Date | null
}

const base = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('emergency_access as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .select([
      'e.id',
      'e.area_id as areaId',
      'e.person_id as person',
      'p.name as personName',
      'p.title as personTitle',
      'e.young_person_id as youngPersonId',
      'e.kind',
      'e.line',
      'e.asked_at as askedAt',
      'e.looked_up_at as lookedUpAt',
      'e.reviewed_at as reviewedAt',
    ])
    .where(({ eb, fn }) => eb(fn.coalesce('e.reviewed_in', 'e.area_id'), '=', areaId as never))

/** Emergency access that information governance of an area reviews and nobody has looked at yet, oldest first. */
export const emergenciesToReview = (tx: ReadTx, areaId: string): Promise<readonly EmergencyToReview[]> =>
  base(tx, areaId).where('e.reviewed_at', 'is', null).orderBy('e.asked_at').limit(50).execute()

export async function emergencyToReview(tx: ReadTx, areaId: string, id: string): Promise<EmergencyToReview | null> {
  return (
    (await base(tx, areaId)
      .where('e.id', '=', id as never)
      .executeTakeFirst()) ?? null
  )
}

/** Whose record it was, by reference, and what was opened meanwhile; nothing where there was no record. */
export async function openedInEmergency(tx: ReadTx, id: string) {
  const { rows } = await sql<{
    youngPersonId: string
    reference: string
    seq: string | null
    at: Date
    act: string
    outcome: string
  }>`select young_person_id as "youngPersonId", reference, seq::text, at, act, outcome from app.opened_in_emergency(${id}::uuid)`.execute(
    tx,
  )
  const [first] = rows
  if (!first) return null
  const events = rows.filter(row => row.seq !== null)
  return {
    youngPersonId: first.youngPersonId,
    reference: first.reference,
    events: events.slice(0, mostOpened),
    more: events.length > mostOpened,
  }
}
export type Opened = NonNullable<Awaited<ReturnType<typeof openedInEmergency>>>

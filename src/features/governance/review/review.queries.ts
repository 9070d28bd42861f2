import type { ReadTx } from '../../../db/scope.ts'

export interface EmergencyToReview {
  readonly id: string
  readonly person: string
  readonly personName: string
  readonly personTitle: string
  readonly youngPersonId: string | null
  readonly kind: string
  readonly line: string
  readonly askedAt: Date
  readonly reviewedAt: Date | null
}

const base = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('emergency_access as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .select([
      'e.id',
      'e.person_id as person',
      'p.name as personName',
      'p.title as personTitle',
      'e.young_person_id as youngPersonId',
      'e.kind',
      'e.line',
      'e.asked_at as askedAt',
      'e.reviewed_at as reviewedAt',
    ])
    .where('e.area_id', '=', areaId as never)

/** Emergency access of an area that nobody has looked at yet, oldest first. */
export const emergenciesToReview = (tx: ReadTx, areaId: string): Promise<readonly EmergencyToReview[]> =>
  base(tx, areaId).where('e.reviewed_at', 'is', null).orderBy('e.asked_at').limit(50).execute()

export async function emergencyToReview(tx: ReadTx, areaId: string, id: string): Promise<EmergencyToReview | null> {
  return (
    (await base(tx, areaId)
      .where('e.id', '=', id as never)
      .executeTakeFirst()) ?? null
  )
}

import type { WriteTx } from '../../../db/scope.ts'
import type { Milestones } from '../assessment.ts'

/** Which assessment of which young person. */
export interface AssessmentKey {
  readonly areaId: string
  readonly youngPerson: string
  readonly id: string
}

export interface LockedAssessment extends Milestones {
  readonly version: number
}

/** Holds an assessment until the transaction ends; null where there is none that the asker may write. */
export async function lockAssessment(tx: WriteTx, at: AssessmentKey): Promise<LockedAssessment | null> {
  const row = await tx
    .selectFrom('assessment')
    .select(['completed_at', 'sent_to_forum_at', 'set_aside_at', 'version'])
    .where('area_id', '=', at.areaId as never)
    .where('young_person_id', '=', at.youngPerson as never)
    .where('id', '=', at.id as never)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return null
  return {
    completedAt: row.completed_at,
    sentToForumAt: row.sent_to_forum_at,
    setAsideAt: row.set_aside_at,
    version: row.version,
  }
}

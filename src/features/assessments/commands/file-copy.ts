import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'

/**
 * Writes down that a copy of a completed assessment stands in the main record of the agency.
 * @param reference what is printed on the copy
 */
export async function fileCopy(tx: WriteTx, at: AssessmentKey, reference: string): Promise<Outcome<'not completed'>> {
  const assessment = await lockAssessment(tx, at)
  if (!assessment) return notFound()
  if (!assessment.completedAt) return refused('not completed')
  await tx
    .insertInto('copy_for_record')
    .values({
      area_id: at.areaId as never,
      young_person_id: at.youngPerson as never,
      assessment_id: at.id as never,
      reference,
      filed_by: tx.who.person.id as never,
    })
    .execute()
  await audit(tx, 'copy filed in the main record', {
    youngPerson: at.youngPerson,
    record: at.id,
    detail: { reference },
  })
  return done()
}

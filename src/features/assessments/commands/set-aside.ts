import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { settableAside } from '../assessment.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'
import { askWhatStands } from './what-is-asked.ts'

/** Sets an assessment aside, with a reason. It stays to be read; nothing builds on it any more. */
export async function setAside(
  tx: WriteTx,
  area: Area,
  at: AssessmentKey,
  input: { readonly reason: string; readonly version: number },
): Promise<Outcome<'with the forum' | 'set aside'>> {
  const assessment = await lockAssessment(tx, at)
  if (!assessment) return notFound()
  const answer = settableAside(assessment)
  if (!answer.ok) return refused(answer.why)
  if (assessment.version !== input.version) return stale()
  await tx
    .updateTable('assessment')
    .set({
      set_aside_at: tx.now,
      set_aside_by: tx.who.person.id as never,
      set_aside_reason: input.reason,
      version: assessment.version + 1,
    })
    .where('area_id', '=', at.areaId as never)
    .where('id', '=', at.id as never)
    .execute()
  // What it answered is asked for again, by its clock; somebody who stood by it and gives it up is asked for a new one.
  await askWhatStands(tx, area, at.youngPerson, { anyway: assessment.completedAt !== null })
  await audit(tx, 'assessment set aside', { youngPerson: at.youngPerson, record: at.id })
  return done()
}

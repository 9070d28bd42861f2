import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { settableAside } from '../assessment.ts'
import { deskOfCase } from '../queries.ts'
import { urls } from '../urls.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'

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
  await whatIsStillAsked(tx, area, at, assessment)
  await audit(tx, 'assessment set aside', { youngPerson: at.youngPerson, record: at.id })
  return done()
}

/** A screening decision still asks for an assessment when the first draft was given up; otherwise nobody does. */
async function whatIsStillAsked(
  tx: WriteTx,
  area: Area,
  at: AssessmentKey,
  { completedAt, hasScreening }: { completedAt: Date | null; hasScreening: boolean },
): Promise<void> {
  const about = { area: at.areaId, youngPerson: at.youngPerson }
  const desk = await deskOfCase(tx, at.areaId, at.youngPerson)
  const path = urls.start({ area: area.key, youngPerson: at.youngPerson })
  if (completedAt || hasScreening) {
    // The same open task keeps its date and now leads to a new beginning.
    if (desk) await ask(tx, { ...about, kind: 'complete an assessment', of: desk, path })
  } else await settle(tx, { ...about, kind: 'complete an assessment' })
}

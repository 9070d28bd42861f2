import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import { changeable } from '../assessment.ts'
import type { SectionAnswers } from '../assessment-sections.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'

/**
 * Saves one section of a draft. Each section has a version of its own: two tabs on different sections never meet.
 * @param version of the section as it was shown; 0 where nobody had saved it
 * @returns `stale` where somebody saved this section meanwhile
 */
export async function saveSection(
  tx: WriteTx,
  at: AssessmentKey,
  section: { readonly key: string; readonly answers: SectionAnswers; readonly version: number },
): Promise<Outcome<'already completed' | 'set aside'>> {
  const assessment = await lockAssessment(tx, at)
  if (!assessment) return notFound()
  const answer = changeable(assessment)
  if (!answer.ok) return refused(answer.why)
  const saved = await tx
    .selectFrom('assessment_section')
    .select('version')
    .where('area_id', '=', at.areaId as never)
    .where('assessment_id', '=', at.id as never)
    .where('section_key', '=', section.key)
    .executeTakeFirst()
  if ((saved?.version ?? 0) !== section.version) return stale()

  const answers = JSON.stringify(section.answers)
  const by = tx.who.person.id as never
  await tx
    .insertInto('assessment_section')
    .values({
      area_id: at.areaId as never,
      assessment_id: at.id as never,
      young_person_id: at.youngPerson as never,
      section_key: section.key,
      answers,
      saved_by: by,
    })
    .onConflict(c =>
      c
        .columns(['area_id', 'assessment_id', 'section_key'])
        .doUpdateSet({ answers, saved_by: by, saved_at: tx.now, version: section.version + 1 }),
    )
    .execute()
  await tx
    .updateTable('assessment')
    .set({ version: assessment.version + 1 })
    .where('area_id', '=', at.areaId as never)
    .where('id', '=', at.id as never)
    .execute()
  await audit(tx, 'assessment section saved', {
    youngPerson: at.youngPerson,
    record: at.id,
    detail: { section: section.key, version: section.version + 1 },
  })
  return done()
}

import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { episodeToAssessIn } from '../../people/index.ts'
import { ask } from '../../tasks/index.ts'
import { clockNow } from '../assessment-clock.ts'
import { forms } from '../forms-in-force.ts'
import { deskOfCase, standingOf } from '../queries.ts'
import { urls } from '../urls.ts'

/**
 * Begins a risk assessment with the newest form, after the last one where there is one. The clock it runs under has begun
 * before it: with the screening decision, or with the completion of the last one.
 */
export async function startAssessment(
  tx: WriteTx,
  area: Area,
  youngPerson: string,
): Promise<Outcome<'a draft exists', { id: string }>> {
  const [standing, desk] = await Promise.all([
    standingOf(tx, area.id, youngPerson),
    deskOfCase(tx, area.id, youngPerson),
  ])
  if (standing.draft) return refused('a draft exists')
  const { form, hash } = forms().riskAssessment.current
  // Somebody who comes back begins a new time with Trusted Relationships.
  const episode = standing.episode ?? (await episodeToAssessIn(tx, youngPerson))
  // Two who begin at once meet at the index assessment_one_draft.
  const { id } = await tx
    .insertInto('assessment')
    .values({
      area_id: area.id as never,
      young_person_id: youngPerson as never,
      episode_id: episode as never,
      screening_id: (standing.screening?.id ?? null) as never,
      previous_id: (standing.last?.id ?? null) as never,
      form_key: form.key,
      form_version: form.version,
      form_hash: hash,
      started_by: tx.who.person.id as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const clock = clockNow(standing, { rules: area, holidays: areas().bankHolidays, today: dayOf(tx.now) })
  if (desk) {
    await ask(tx, {
      kind: 'complete an assessment',
      area: area.id,
      youngPerson,
      of: desk,
      dueOn: clock.dueOn ?? undefined,
      path: urls.assessment({ area: area.key, youngPerson, assessment: id }),
    })
  }
  await audit(tx, 'assessment begun', { youngPerson, record: id, detail: { form: form.key, version: form.version } })
  return done({ id })
}

import type { WriteTx } from '../../../db/scope.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask, settle } from '../../tasks/index.ts'
import { clockNow } from '../assessment-clock.ts'
import { reassessmentDueOn } from '../clock.ts'
import { deskOfCase, standingOf } from '../queries.ts'
import { urls } from '../urls.ts'

/**
 * Asks whoever holds the case for what stands now, after something that asked for an assessment came or went: the
 * assessment that a screening decided on or that is being written, by its clock; the next look at the last one. For
 * whoever sees the assessments of this young person.
 * @param anyway asks for an assessment though neither is there
 */
export async function askWhatStands(
  tx: WriteTx,
  area: Area,
  youngPerson: string,
  { anyway = false }: { anyway?: boolean } = {},
): Promise<void> {
  const about = { area: area.id, youngPerson }
  const [standing, desk] = await Promise.all([
    standingOf(tx, area.id, youngPerson),
    deskOfCase(tx, area.id, youngPerson),
  ])
  // Anew, since asking again would keep the earlier of two dates.
  await settle(tx, { ...about, kind: 'complete an assessment' })
  await settle(tx, { ...about, kind: 'review an assessment' })
  if (!desk) return
  const { draft, last, screening } = standing
  const at = { area: area.key, youngPerson }
  const holidays = areas().bankHolidays
  if (draft || screening || (anyway && !last))
    await ask(tx, {
      ...about,
      kind: 'complete an assessment',
      of: desk,
      dueOn: clockNow(standing, { rules: area, holidays, today: dayOf(tx.now) }).dueOn ?? undefined,
      path: draft ? urls.assessment({ ...at, assessment: draft.id }) : urls.start(at),
    })
  if (last)
    await ask(tx, {
      ...about,
      kind: 'review an assessment',
      of: desk,
      dueOn: reassessmentDueOn(dayOf(last.completedAt), area.clocks.review, holidays),
      path: urls.start(at),
    })
}

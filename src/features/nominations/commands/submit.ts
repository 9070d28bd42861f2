import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import type { Area } from '../../areas/index.ts'
import { youngPersonHeader } from '../../people/index.ts'
import { settle, tell } from '../../tasks/index.ts'
import { type NotSubmittable, submittable } from '../nomination.ts'
import { answersGiven, type NominationKey } from '../queries.ts'
import { currentAnswers, isComplete, missingSections, timesAnswered } from '../questions.ts'
import { lockNomination } from './lock.ts'
import { about, askToConsider, considerationOf, coordinator } from './pass-on.ts'

/**
 * Sends a nomination to the panel (R134), once. The database looks at the same rules again, with the case held still:
 * a hand-over under way is waited for.
 * @returns `stale` when an answer was changed since the page was shown
 */
export async function submitNomination(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  version: number,
): Promise<Outcome<NotSubmittable>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const [child, { given }] = await Promise.all([
    youngPersonHeader(tx, key.areaId, key.youngPerson),
    answersGiven(tx, key),
  ])
  if (!child) return notFound()
  const answers = currentAnswers(given)
  const answer = submittable({
    nomination: found,
    nominee: child,
    today: dayOf(tx.now),
    ages: area.ages,
    hasAgeReason: isComplete('age', answers),
    assessed: found.assessed,
    complete: missingSections(answers).length === 0,
    introductionBy: answers['introduction-by'],
    latestBothYes: found.latestBothYes,
  })
  if (!answer.ok) return refused(answer.why)
  if (found.version + timesAnswered(given) !== version) return stale()

  const sent = await tx
    .updateTable('nomination')
    .set({ submitted_at: tx.now, submitted_by: tx.who.person.id, version: found.version + 1 })
    .where('area_id', '=', key.areaId)
    .where('young_person_id', '=', key.youngPerson)
    .where('id', '=', key.nomination)
    .returning('id')
    .executeTakeFirst()
  if (!sent) return notFound()
  await audit(tx, 'nomination submitted', { youngPerson: key.youngPerson, record: key.nomination })
  await settle(tx, { area: key.areaId, youngPerson: key.youngPerson, kind: 'complete a nomination' })
  await askToConsider(tx, area, key, { submittedAt: tx.now, questions: [] })
  await tell(tx, {
    ...about(key),
    kind: 'nomination submitted',
    to: coordinator(key),
    urgency: 'today',
    path: considerationOf(area, key),
  })
  return done()
}

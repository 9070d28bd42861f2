import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { ask } from '../../tasks/index.ts'
import { sendable } from '../assessment.ts'
import { type AssessmentKey, lockAssessment } from './lock.ts'

/** Sends a completed assessment to the forum (R131): chair and co-ordinator see from now on that the young person waits. */
export async function sendToForum(
  tx: WriteTx,
  area: Area,
  at: AssessmentKey,
): Promise<Outcome<'not completed' | 'already sent' | 'set aside'>> {
  const assessment = await lockAssessment(tx, at)
  if (!assessment) return notFound()
  const answer = sendable(assessment)
  if (!answer.ok) return refused(answer.why)
  await tx
    .updateTable('assessment')
    .set({ sent_to_forum_at: tx.now, sent_to_forum_by: tx.who.person.id as never, version: assessment.version + 1 })
    .where('area_id', '=', at.areaId as never)
    .where('id', '=', at.id as never)
    .execute()
  await sql`select app.sent_to_forum(${at.areaId}::uuid, ${at.youngPerson}::uuid)`.execute(tx)
  await ask(tx, {
    kind: 'put on the agenda',
    area: at.areaId,
    youngPerson: at.youngPerson,
    record: at.id,
    of: { role: 'forum-coordinator', area: at.areaId },
    path: `/${area.key}/forum`,
  })
  await audit(tx, 'assessment sent to the forum', { youngPerson: at.youngPerson, record: at.id })
  return done()
}

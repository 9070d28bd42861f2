import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { ask, settle, tell } from '../../tasks/index.ts'
import { questionable } from '../panel.ts'
import type { NominationKey } from '../queries.ts'
import { urls } from '../urls.ts'
import { lockNomination } from './lock.ts'
import { about, askToConsider, caseHolderDesk, considerationOf, coordinator } from './pass-on.ts'

/** Asks the case-holder for more information; the clock stands still until the answer comes (R135). */
export async function askMore(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: { readonly asks: string; readonly wantedBy: string },
): Promise<Outcome<'already asked' | 'already decided' | 'not before the panel'>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const answer = questionable(found)
  if (!answer.ok) return refused(answer.why)
  const { id } = await tx
    .insertInto('panel_question')
    .values({
      area_id: key.areaId,
      nomination_id: key.nomination,
      young_person_id: key.youngPerson,
      asks: input.asks,
      wanted_by: input.wantedBy,
      asked_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'information asked', { youngPerson: key.youngPerson, record: id })
  // Nothing is asked of the panel while it waits; the task comes back with the answer.
  await settle(tx, { ...about(key), kind: 'consider a nomination' })
  const desk = await caseHolderDesk(tx, key)
  if (!desk) return done()
  const path = urls.question({
    area: area.key,
    youngPerson: key.youngPerson,
    nomination: key.nomination,
    question: id,
  })
  await ask(tx, { ...about(key), kind: 'answer a question', of: desk, dueOn: input.wantedBy, path })
  await tell(tx, { ...about(key), kind: 'information asked', to: desk, urgency: 'today', path })
  return done()
}

/** Answers what the panel asked; the clock runs again. */
export async function answerQuestion(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: { readonly question: string; readonly answer: string },
): Promise<Outcome<'already answered' | 'closed'>> {
  const found = await lockNomination(tx, key)
  if (!found?.submittedAt) return notFound()
  if (found.withdrawnAt || found.decidedAs) return refused('closed')
  const asked = found.questions.find(q => q.id === input.question)
  if (!asked) return notFound()
  if (asked.answeredAt) return refused('already answered')
  await tx
    .updateTable('panel_question')
    .set({ answer: input.answer, answered_at: tx.now, answered_by: tx.who.person.id })
    .where('area_id', '=', key.areaId)
    .where('nomination_id', '=', key.nomination)
    .where('id', '=', input.question)
    .execute()
  await audit(tx, 'information given', { youngPerson: key.youngPerson, record: input.question })
  await settle(tx, { ...about(key), kind: 'answer a question' })
  await askToConsider(tx, area, key, {
    submittedAt: found.submittedAt,
    questions: found.questions.map(q => (q.id === asked.id ? { ...q, answeredAt: tx.now } : q)),
  })
  await tell(tx, {
    ...about(key),
    kind: 'information given',
    to: coordinator(key),
    urgency: 'today',
    path: considerationOf(area, key),
  })
  return done()
}

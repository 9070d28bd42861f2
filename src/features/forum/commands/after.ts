import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { addMonths, dayOf } from '../../../platform/working-days.ts'
import type { Area } from '../../areas/index.ts'
import { settle } from '../../tasks/index.ts'
import { type DiscussionKey, decided } from '../discussion-queries.ts'
import { type FactAnswer, factOf, type ReviewAfter } from '../risk-fact.ts'
import { lockDiscussion } from './lock.ts'
import { type OutcomeInput, passOn, placeOf } from './record-outcome.ts'

/** The chair confirms the minutes: from then on nothing is added to this discussion. */
export async function confirmMinutes(tx: WriteTx, key: DiscussionKey): Promise<Outcome<'nothing to confirm'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const { rows } = await sql<{
    confirmed: boolean
  }>`select app.confirm_minutes(${key.areaId}::uuid, ${key.discussion}::uuid) as confirmed`.execute(tx)
  if (!rows[0]?.confirmed) return refused('nothing to confirm')
  await settle(tx, { area: key.areaId, youngPerson: key.youngPerson, kind: 'confirm minutes', record: key.discussion })
  await audit(tx, 'minutes confirmed', { youngPerson: key.youngPerson, record: key.discussion })
  return done()
}

/**
 * Puts an outcome right: a new row that names the old one and says what was wrong. The case-holder is told again. Where
 * the chair had confirmed the minutes, the database takes that back with it and asks the chair again.
 */
export async function correctOutcome(
  tx: WriteTx,
  area: Area,
  key: DiscussionKey,
  input: Pick<OutcomeInput, 'finding' | 'findingReason' | 'suitable' | 'wouldBenefit' | 'answersReason'> & {
    readonly corrects: string
    readonly reason: string
  },
): Promise<Outcome<'corrected already'>> {
  const found = await lockDiscussion(tx, key)
  if (!found?.outcomeAt) return notFound()
  const current = (await decided(tx, key)).outcomes[0]
  if (current?.id !== input.corrects) return refused('corrected already')
  const { id } = await tx
    .insertInto('forum_outcome')
    .values({
      ...placeOf(key),
      finding: input.finding,
      finding_reason: input.findingReason,
      suitable: input.suitable,
      would_benefit: input.wouldBenefit,
      answers_reason: input.answersReason ?? null,
      corrects: input.corrects,
      corrects_reason: input.reason,
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'outcome corrected', {
    youngPerson: key.youngPerson,
    record: id,
    detail: {
      from: { finding: current.finding, suitable: current.suitable, wouldBenefit: current.wouldBenefit },
      to: { finding: input.finding, suitable: input.suitable, wouldBenefit: input.wouldBenefit },
    },
  })
  await passOn(tx, area, key, input, dayOf(tx.now))
  return done()
}

/** Marks an action as done. */
export async function doAction(
  tx: WriteTx,
  key: DiscussionKey,
  action: string,
  note: string | undefined,
): Promise<Outcome<'done already' | 'not yours'>> {
  const found = await tx
    .selectFrom('forum_action')
    .select('done_at as doneAt')
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .where('young_person_id', '=', key.youngPerson)
    .where('id', '=', action)
    .executeTakeFirst()
  if (!found) return notFound()
  if (found.doneAt) return refused('done already')
  const changed = await tx
    .updateTable('forum_action')
    .set({ done_at: tx.now, done_by: tx.who.person.id, done_note: note ?? null })
    .where('area_id', '=', key.areaId)
    .where('id', '=', action)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!changed) return refused('not yours')
  await audit(tx, 'action done', { youngPerson: key.youngPerson, record: action })
  return done()
}

/** A fact looked at again: it ended, or it holds as said now until the next look. Nothing of it is overwritten. */
export async function lookAtFact(
  tx: WriteTx,
  at: { readonly areaId: string; readonly youngPerson: string; readonly fact: string },
  input:
    | { readonly is: 'lifted'; readonly reason: string }
    | {
        readonly is: 'holds'
        readonly answer: FactAnswer
        readonly evidence: string
        readonly review: ReviewAfter
        readonly reason: string
      },
): Promise<Outcome<'lifted already'>> {
  const fact = await tx
    .selectFrom('risk_fact')
    .select(['discussion_id as discussion', 'kind', 'lifted_at as liftedAt'])
    .where('area_id', '=', at.areaId)
    .where('young_person_id', '=', at.youngPerson)
    .where('id', '=', at.fact)
    .executeTakeFirst()
  if (!fact) return notFound()
  const lifted = await tx
    .updateTable('risk_fact')
    .set({ lifted_at: tx.now, lifted_by: tx.who.person.id, lifted_reason: input.reason })
    .where('area_id', '=', at.areaId)
    .where('id', '=', at.fact)
    .where('lifted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!lifted) return refused('lifted already')
  if (input.is === 'holds')
    await tx
      .insertInto('risk_fact')
      .values({
        area_id: at.areaId,
        young_person_id: at.youngPerson,
        discussion_id: fact.discussion,
        kind: fact.kind,
        ...factOf(input.answer),
        evidence: input.evidence,
        review_on: addMonths(dayOf(tx.now), Number(input.review)),
        replaces: at.fact,
        found_by: tx.who.person.id,
      })
      .execute()
  await audit(tx, 'fact looked at', {
    youngPerson: at.youngPerson,
    record: at.fact,
    detail: input.is === 'holds' ? { is: 'holds', as: input.answer } : { is: 'lifted' },
  })
  return done()
}

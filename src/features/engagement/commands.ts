import { randomUUID } from 'node:crypto'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, type Outcome, stale } from '../../platform/outcome.ts'
import type { Day } from '../../platform/working-days.ts'
import type { Decision, Response, Way } from './engagement.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export type NotWritten = 'a day that was' | 'next comes after' | 'not of this match'
export const attemptConstraints = {
  engagement_attempt_on_a_day_that_was: 'a day that was',
  engagement_attempt_next_comes_after: 'next comes after',
  engagement_attempt_meeting: 'not of this match',
} as const satisfies Record<string, NotWritten>

/** Writes down what was tried. By a worker in a match of theirs, or by a professional for whoever tried. */
export async function writeAttempt(
  tx: WriteTx,
  of: Of & { readonly match: string | null; readonly worker: string | null; readonly meeting?: string | undefined },
  said: {
    readonly triedBy?: string | undefined
    readonly onDay: Day
    readonly atTime: string | undefined
    readonly kind: Way
    readonly place: string | undefined
    readonly tried: string
    readonly response: Response
    readonly says: string | undefined
    readonly nextTry: string | undefined
    readonly nextOn: Day | undefined
  },
): Promise<Outcome<NotWritten>> {
  const id = randomUUID()
  await tx
    .insertInto('engagement_attempt')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      match_id: of.match,
      worker_id: of.worker,
      meeting_id: of.meeting ?? null,
      tried_by: of.worker === null ? (said.triedBy ?? null) : null,
      on_day: said.onDay,
      at_time: said.atTime ?? null,
      kind: said.kind,
      place: said.place ?? null,
      tried: said.tried,
      response: said.response,
      says: said.says ?? null,
      next_try: said.nextTry ?? null,
      next_on: said.nextOn ?? null,
      written_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'attempt written', { youngPerson: of.youngPerson, record: id, detail: { match: of.match } })
  return done()
}

export type NotReviewed = 'a day that was' | 'not enough'
export const reviewConstraints = {
  engagement_review_on_a_day_that_was: 'a day that was',
  engagement_review_after_enough_was_tried: 'not enough',
} as const satisfies Record<string, NotReviewed>

/** Writes down what was found with the case-holder, who is asked to agree. */
export async function reviewWhatWasTried(
  tx: WriteTx,
  of: Of & { readonly match: string | null },
  said: { readonly heldOn: Day; readonly says: string; readonly decided: Decision },
): Promise<Outcome<NotReviewed>> {
  const id = randomUUID()
  await tx
    .insertInto('engagement_review')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      match_id: of.match,
      held_on: said.heldOn,
      says: said.says,
      decided: said.decided,
      recorded_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'engagement reviewed', { youngPerson: of.youngPerson, record: id, detail: { decided: said.decided } })
  return done()
}

/** The second of the two agrees: the case-holder. */
export async function agreeToReview(tx: WriteTx, of: Of, review: string): Promise<Outcome<'written by you'>> {
  const { numUpdatedRows } = await tx
    .updateTable('engagement_review')
    .set({ agreed_by: tx.who.person.id })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', review)
    .where('agreed_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'engagement review agreed', { youngPerson: of.youngPerson, record: review })
  return done()
}

/** A new version of what the area tells whoever tries; the ones before are kept. @param version that stood on the page */
export async function writeTips(
  tx: WriteTx,
  areaId: string,
  version: number,
  says: string | undefined,
): Promise<Outcome<'written meanwhile'>> {
  await tx
    .insertInto('engagement_tips')
    .values({ area_id: areaId, version: version + 1, says: says ?? null, written_by: tx.who.person.id })
    .execute()
  await audit(tx, 'top tips written', { detail: { version: version + 1 } })
  return done()
}

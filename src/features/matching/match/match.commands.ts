import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, stale } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import type { SoftReason } from '../fit.ts'
import type { Ending } from '../match.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export type NotMatched =
  | 'not safe'
  | 'no yes'
  | 'something changed'
  | 'has one'
  | 'not of the service'
  | 'with yourself'
  | 'say why'
  | 'takes over already'
  | 'tells too much'
  | 'names too much'
  | 'passes on too much'
export const matchConstraints = {
  match_is_safe: 'not safe',
  match_after_consent: 'no yes',
  match_accepts_what_there_is: 'something changed',
  match_accepts_with_a_reason: 'something changed',
  match_one_open: 'has one',
  match_of_the_service: 'not of the service',
  match_not_with_oneself: 'with yourself',
  match_other_with_a_reason: 'say why',
  match_takes_over_from_the_one: 'takes over already',
  match_takes_over_by_another: 'has one',
  match_introduction_in_neutral_words: 'tells too much',
  match_introducer_in_neutral_words: 'names too much',
  match_passed_on_in_neutral_words: 'passes on too much',
} as const satisfies Record<string, NotMatched>

/**
 * Matches a young person with a worker. Every rule is asked again by the database, in the same transaction. Where somebody is
 * at their side already, the new one takes over: both are there until the first match is ended with its goodbye.
 */
export async function makeMatch(
  tx: WriteTx,
  of: Of & { readonly strand: string; readonly serviceKey: string },
  said: {
    readonly worker: string
    readonly first: string | undefined
    readonly proposed: string | undefined
    readonly reason: string
    readonly otherReason: string | undefined
    readonly accepts: readonly SoftReason[]
    readonly acceptsReason: string | undefined
    readonly plannedOn: Day
    readonly introducedBy: string
    readonly introductionHow: string
    readonly follows: string | null
    readonly passedOn: string | undefined
  },
): Promise<Outcome<NotMatched, string>> {
  const id = randomUUID()
  if (said.follows) {
    await tx
      .updateTable('match')
      .set({ handing_over_at: sql<Date>`now()`, passed_on: said.passedOn ?? null, version: sql<number>`version + 1` })
      .where('area_id', '=', of.areaId)
      .where('young_person_id', '=', of.youngPerson)
      .where('id', '=', said.follows)
      .where('ended_at', 'is', null)
      .execute()
  }
  await tx
    .insertInto('match')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      strand_allocation_id: of.strand,
      service_key: of.serviceKey,
      worker_id: said.worker,
      reason: said.reason,
      first_id: said.first ?? null,
      proposed_id: said.proposed ?? null,
      other_reason: said.otherReason ?? null,
      accepts: [...said.accepts],
      accepts_reason: said.acceptsReason ?? null,
      planned_on: said.plannedOn,
      introduced_by: said.introducedBy,
      introduction_how: said.introductionHow,
      follows_id: said.follows,
      made_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'match made', {
    youngPerson: of.youngPerson,
    record: id,
    detail: {
      worker: said.worker,
      first: said.first ?? null,
      proposed: said.proposed ?? null,
      accepts: said.accepts,
      follows: said.follows,
    },
  })
  return done(id)
}

export type NotThen =
  | 'a day that was'
  | 'approved first'
  | 'ended before it began'
  | 'ended before it was made'
  | 'days stay'
  | 'not before the match'
  | 'no meetings now'
  | 'not what happened'
  | 'with yourself'
  | 'not read'
  | 'passes on too much'
  | 'not tried enough'
export const matchDays = {
  match_on_days_that_were: 'a day that was',
  match_approved_before_they_meet: 'approved first',
  match_ended_after_it_began: 'ended before it began',
  match_ended_after_it_was_made: 'ended before it was made',
  match_days_stay: 'days stay',
  match_stands_before_they_meet: 'not before the match',
  match_not_while_it_pauses: 'no meetings now',
  match_ends_as_it_did: 'not what happened',
  match_not_with_oneself: 'with yourself',
  match_passed_on_in_neutral_words: 'passes on too much',
  match_read_before_they_meet: 'not read',
  match_tried_before_it_ends: 'not tried enough',
} as const satisfies Record<string, NotThen>

/** Records the introduction, and the first meeting on their own once there was one. */
export async function beginMatch(
  tx: WriteTx,
  of: Of,
  match: string,
  version: number,
  said: { readonly introducedOn: Day; readonly startedOn: Day | undefined },
): Promise<Outcome<NotThen>> {
  const { numUpdatedRows } = await tx
    .updateTable('match')
    .set({ introduced_on: said.introducedOn, started_on: said.startedOn ?? null, version: version + 1 })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', match)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'match begun', { youngPerson: of.youngPerson, record: match })
  return done()
}

/** Ends a match with its goodbye: nothing opens to the worker by it from the next statement on. */
export async function endMatch(
  tx: WriteTx,
  of: Of,
  match: string,
  version: number,
  said: {
    readonly endedOn: Day
    readonly why: Ending
    readonly goodbye: string
    readonly passedOn: string | undefined
  },
): Promise<Outcome<NotThen>> {
  const { numUpdatedRows } = await tx
    .updateTable('match')
    .set({
      ended_on: said.endedOn,
      ended_by: tx.who.person.id,
      end_reason: said.why,
      goodbye: said.goodbye,
      passed_on: said.passedOn ?? null,
      version: version + 1,
    })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', match)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'match ended', { youngPerson: of.youngPerson, record: match, detail: { why: said.why } })
  return done()
}

/** Changes how they are to meet, until they have. */
export async function planMatch(
  tx: WriteTx,
  of: Of,
  match: string,
  version: number,
  said: { readonly plannedOn: Day; readonly introducedBy: string; readonly introductionHow: string },
): Promise<Outcome<'they met already' | 'with yourself' | 'tells too much' | 'names too much'>> {
  const { numUpdatedRows } = await tx
    .updateTable('match')
    .set({
      planned_on: said.plannedOn,
      introduced_by: said.introducedBy,
      introduction_how: said.introductionHow,
      version: version + 1,
    })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', match)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'match planned', { youngPerson: of.youngPerson, record: match })
  return done()
}

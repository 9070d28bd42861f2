import { randomUUID } from 'node:crypto'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, stale } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import type { Ending, StepKind } from './known-adult.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export type NotThem =
  | 'no open strand'
  | 'a day that was'
  | 'a day to come'
  | 'no yes'
  | 'checked first'
  | 'kept apart'
  | 'not of the service'
  | 'you named them'
  | 'has one'
  | 'approved first'
  | 'ended'
export const knownAdultConstraints = {
  known_adult_of_an_open_strand: 'no open strand',
  known_adult_on_days_that_were: 'a day that was',
  known_adult_looked_at_ahead: 'a day to come',
  known_adult_after_consent: 'no yes',
  known_adult_checked_first: 'checked first',
  known_adult_is_safe: 'kept apart',
  known_adult_supported_by_the_service: 'not of the service',
  known_adult_approved_by_another: 'you named them',
  known_adult_one_that_counts: 'has one',
  known_adult_step_after_approval: 'approved first',
  known_adult_goes_on: 'ended',
} as const satisfies Record<string, NotThem>

/** Names an adult whom a young person knows already, for one of their strands; whoever matches for it is asked to look. */
export async function nameKnownAdult(
  tx: WriteTx,
  of: Of,
  strand: { readonly id: string; readonly serviceKey: string },
  said: {
    readonly name: string
    readonly phone: string | undefined
    readonly relation: string
    readonly knownSince: string
    readonly words: string
    readonly agreedOn: Day
    readonly knowledge: string
  },
): Promise<Outcome<NotThem>> {
  const id = randomUUID()
  await tx
    .insertInto('known_adult')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      strand_allocation_id: strand.id,
      service_key: strand.serviceKey,
      name: said.name,
      phone: said.phone ?? null,
      relation: said.relation,
      known_since: said.knownSince,
      words: said.words,
      agreed_on: said.agreedOn,
      knowledge: said.knowledge,
      proposed_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'known adult named', { youngPerson: of.youngPerson, record: id })
  return done()
}

/** Writes down a check, a talk with them, or a review. */
export async function recordStep(
  tx: WriteTx,
  of: Of,
  knownAdult: string,
  said: {
    readonly kind: StepKind
    readonly doneOn: Day
    readonly doneBy: string
    readonly outcome: 'in order' | 'not in order' | undefined
    readonly says: string
    readonly nextOn: Day | undefined
  },
): Promise<Outcome<NotThem>> {
  await tx
    .insertInto('known_adult_step')
    .values({
      area_id: of.areaId,
      id: randomUUID(),
      known_adult_id: knownAdult,
      young_person_id: of.youngPerson,
      kind: said.kind,
      done_on: said.doneOn,
      done_by: said.doneBy,
      outcome: said.outcome ?? null,
      says: said.says,
      next_on: said.nextOn ?? null,
      recorded_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'known adult step recorded', {
    youngPerson: of.youngPerson,
    record: knownAdult,
    detail: { kind: said.kind },
  })
  return done()
}

/** A second person approves them: from then on they are at the young person’s side, and the service supports them. */
export async function approveKnownAdult(
  tx: WriteTx,
  of: Of,
  knownAdult: string,
  version: number,
  said: {
    readonly approvalSays: string
    readonly supportedBy: string
    readonly everyDays: number
    readonly nextContactOn: Day
    readonly reviewOn: Day
  },
): Promise<Outcome<NotThem>> {
  return change(tx, of, knownAdult, version, 'known adult approved', {
    approved_by: tx.who.person.id,
    approval_says: said.approvalSays,
    supported_by: said.supportedBy,
    every_days: said.everyDays,
    next_contact_on: said.nextContactOn,
    review_on: said.reviewOn,
  })
}

/** Ends it with its reason; where the strand goes on with nobody, the next adult is asked for. */
export async function endKnownAdult(
  tx: WriteTx,
  of: Of,
  knownAdult: string,
  version: number,
  said: { readonly endedOn: Day; readonly why: Ending; readonly endSays: string },
): Promise<Outcome<NotThem>> {
  return change(tx, of, knownAdult, version, 'known adult ended', {
    ended_on: said.endedOn,
    ended_by: tx.who.person.id,
    end_reason: said.why,
    end_says: said.endSays,
  })
}

async function change(
  tx: WriteTx,
  of: Of,
  knownAdult: string,
  version: number,
  act: string,
  to: Readonly<Record<string, string | number>>,
): Promise<Outcome<NotThem>> {
  const { numUpdatedRows } = await tx
    .updateTable('known_adult')
    .set({ ...to, version: version + 1 })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', knownAdult)
    .where('version', '=', version)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, act, { youngPerson: of.youngPerson, record: knownAdult })
  return done()
}

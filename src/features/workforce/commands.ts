import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../platform/outcome.ts'
import type { Day } from '../../platform/working-days.ts'
import { workerToManage } from './queries.ts'
import type { Gender, Leaving } from './worker.ts'

/** What the database says of a worker that cannot be (R17): by the names of its constraints. */
export type NotAWorker = 'too young' | 'not confirmed' | 'nobody to turn to' | 'no role' | 'is one already'
export const workerConstraints = {
  worker_is_old_enough: 'too young',
  worker_is_confirmed: 'not confirmed',
  worker_under_18_has_a_lead: 'nobody to turn to',
  worker_has_a_role: 'no role',
  worker_once: 'is one already',
} as const satisfies Record<string, NotAWorker>

/** What whoever manages a worker says of them. */
export interface AboutAWorker {
  readonly bornOn: Day
  readonly startedOn: Day
  readonly confirmedBy: string | undefined
  readonly confirmedOn: Day | undefined
  readonly safeguardingLead: string | undefined
  readonly emergencyContact: string | undefined
  readonly gender: Gender
  readonly youngPeopleAtMost: number
}

const columns = (said: AboutAWorker) => ({
  born_on: said.bornOn,
  started_on: said.startedOn,
  confirmed_by: said.confirmedBy ?? null,
  confirmed_on: said.confirmedOn ?? null,
  safeguarding_lead: said.safeguardingLead ?? null,
  emergency_contact: said.emergencyContact ?? null,
  gender: said.gender,
  young_people_at_most: said.youngPeopleAtMost,
})

/** Makes somebody with a role in a service a worker of it. @returns the id of the worker */
export async function addWorker(
  tx: WriteTx,
  areaId: string,
  of: { readonly personId: string; readonly serviceKey: string },
  said: AboutAWorker,
): Promise<Outcome<NotAWorker, string>> {
  const id = randomUUID()
  await tx
    .insertInto('worker')
    .values({
      area_id: areaId,
      id,
      person_id: of.personId,
      service_key: of.serviceKey,
      added_by: tx.who.person.id,
      ...columns(said),
    })
    .execute()
  await audit(tx, 'worker added', { record: id, detail: { service: of.serviceKey } })
  return done(id)
}

/** Changes what is known of a worker. */
export async function changeWorker(
  tx: WriteTx,
  areaId: string,
  id: string,
  version: number,
  said: AboutAWorker,
): Promise<Outcome<NotAWorker>> {
  const { numUpdatedRows } = await tx
    .updateTable('worker')
    .set({ ...columns(said), version: version + 1 })
    .where('area_id', '=', areaId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'worker changed', { record: id, detail: { fields: Object.keys(said) } })
  return done()
}

/** When and where a worker can meet, said by whoever manages them. */
export async function setAvailability(
  tx: WriteTx,
  areaId: string,
  id: string,
  version: number,
  { available, places }: { readonly available: readonly string[]; readonly places: readonly string[] },
): Promise<Outcome> {
  const { numUpdatedRows } = await tx
    .updateTable('worker')
    .set({ available: [...available], places: [...places], version: version + 1 })
    .where('area_id', '=', areaId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return stale()
  await audit(tx, 'worker availability changed', { record: id })
  return done()
}

/** What a worker says of themself. */
export async function sayOfMyself(
  tx: WriteTx,
  areaId: string,
  id: string,
  version: number,
  said: {
    readonly available: readonly string[]
    readonly places: readonly string[]
    readonly languages: readonly string[]
    readonly interests: readonly string[]
    readonly pronouns: string | undefined
    readonly livedExperience: string | undefined
    readonly emergencyContact: string | undefined
  },
): Promise<Outcome<'nobody to turn to'>> {
  const { rows } = await sql<{
    done: boolean
  }>`select app.say_of_myself(${areaId}::uuid, ${id}::uuid, ${version}, ${said.available}::text[], ${said.places}::text[],
    ${said.languages}::text[], ${said.interests}::text[], ${said.pronouns ?? null}, ${said.livedExperience ?? null},
    ${said.emergencyContact ?? null}) as done`.execute(tx)
  if (!rows[0]?.done) return stale()
  await audit(tx, 'own availability changed', { record: id })
  return done()
}

export type NotMet = 'not asked for' | 'not a day that was' | 'has left'
export const requirementConstraints = {
  requirement_met_is_asked_for: 'not asked for',
  requirement_met_on_a_day_that_was: 'not a day that was',
  requirement_met_while_there: 'has left',
} as const satisfies Record<string, NotMet>

/** Records that a worker did a training, an induction or a check (R38); until when it counts is worked out by the database. */
export async function recordRequirement(
  tx: WriteTx,
  areaId: string,
  worker: string,
  said: { readonly requirement: string; readonly doneOn: Day; readonly seen: string },
): Promise<Outcome<NotMet>> {
  const { id } = await tx
    .insertInto('requirement_met')
    .values({
      area_id: areaId,
      worker_id: worker,
      requirement_key: said.requirement,
      done_on: said.doneOn,
      seen: said.seen,
      recorded_by: tx.who.person.id,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'requirement recorded', { record: id, detail: { requirement: said.requirement } })
  return done()
}

/** Takes back what was recorded by mistake; it stays to be read. */
export async function takeBackRequirement(tx: WriteTx, areaId: string, met: string, reason: string): Promise<Outcome> {
  const { numUpdatedRows } = await tx
    .updateTable('requirement_met')
    .set({ taken_back_at: tx.now, taken_back_by: tx.who.person.id, taken_back_reason: reason })
    .where('area_id', '=', areaId)
    .where('id', '=', met)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return notFound()
  await audit(tx, 'requirement taken back', { record: met })
  return done()
}

export type NotSupervised = 'not a day that was' | 'has left' | 'tells too much'
export const supervisionConstraints = {
  supervision_on_a_day_that_was: 'not a day that was',
  supervision_while_there: 'has left',
  supervision_note_in_neutral_words: 'tells too much',
} as const satisfies Record<string, NotSupervised>

/** Records a supervision (R19, R38). What was said is for the worker and whoever supervised. */
export async function recordSupervision(
  tx: WriteTx,
  areaId: string,
  worker: string,
  said: {
    readonly heldOn: Day
    readonly how: 'in person' | 'by video' | 'by telephone' | 'in a group'
    readonly wellbeing: 'well' | 'some strain' | 'needs support' | 'not asked'
    readonly support: string | undefined
    readonly says: string
    readonly agreed: string | undefined
  },
): Promise<Outcome<NotSupervised>> {
  const { id } = await tx
    .insertInto('supervision')
    .values({
      area_id: areaId,
      worker_id: worker,
      held_on: said.heldOn,
      held_by: tx.who.person.id,
      how: said.how,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('supervision_note')
    .values({
      area_id: areaId,
      supervision_id: id,
      worker_id: worker,
      held_by: tx.who.person.id,
      wellbeing: said.wellbeing,
      support: said.support ?? null,
      says: said.says,
      agreed: said.agreed ?? null,
    })
    .execute()
  await audit(tx, 'supervision recorded', { record: id })
  return done()
}

/** Records that a worker is away, and from when they are back. */
export async function sayAway(
  tx: WriteTx,
  areaId: string,
  worker: string,
  { fromOn, backOn }: { readonly fromOn: Day; readonly backOn: Day | undefined },
): Promise<Outcome> {
  const { id } = await tx
    .insertInto('worker_leave')
    .values({
      area_id: areaId,
      worker_id: worker,
      from_on: fromOn,
      back_on: backOn ?? null,
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'leave recorded', { record: id })
  return done()
}

export async function callOffLeave(tx: WriteTx, areaId: string, worker: string, leave: string): Promise<Outcome> {
  const { numUpdatedRows } = await tx
    .updateTable('worker_leave')
    .set({ taken_back_at: tx.now, taken_back_by: tx.who.person.id })
    .where('area_id', '=', areaId)
    .where('worker_id', '=', worker)
    .where('id', '=', leave)
    .where('taken_back_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return notFound()
  await audit(tx, 'leave called off', { record: leave })
  return done()
}

/** Ends every session of a worker at once: a lost telephone, or a worry. */
export async function endSessions(tx: WriteTx, areaId: string, worker: string): Promise<Outcome> {
  if (!(await workerToManage(tx, areaId, worker))) return notFound()
  await sql`select app.end_sessions_of_worker(${areaId}::uuid, ${worker}::uuid)`.execute(tx)
  await audit(tx, 'sessions of a worker ended', { record: worker })
  return done()
}

/** A worker leaves: their role in the service and all their sessions end in this transaction. */
export async function workerLeaves(
  tx: WriteTx,
  areaId: string,
  worker: string,
  why: Leaving,
): Promise<Outcome<'has left already'>> {
  if (!(await workerToManage(tx, areaId, worker))) return notFound()
  const { rows } = await sql<{
    done: boolean
  }>`select app.worker_leaves(${areaId}::uuid, ${worker}::uuid, ${why}) as done`.execute(tx)
  if (!rows[0]?.done) return refused('has left already')
  await audit(tx, 'worker left', { record: worker, detail: { why } })
  return done()
}

/** A worker goes somewhere alone, and says by when they check in. */
export async function goAlone(
  tx: WriteTx,
  areaId: string,
  worker: string,
  { backBy, going }: { readonly backBy: Date; readonly going: string | undefined },
): Promise<Outcome<'on one already'>> {
  const { id } = await tx
    .insertInto('lone_visit')
    .values({ area_id: areaId, worker_id: worker, back_by: backBy, going: going ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'lone visit begun', { record: id })
  return done()
}

export async function checkIn(tx: WriteTx, areaId: string, worker: string): Promise<Outcome> {
  const { rows } = await sql<{
    done: boolean
  }>`select app.check_in(${areaId}::uuid, ${worker}::uuid) as done`.execute(tx)
  if (!rows[0]?.done) return notFound()
  await audit(tx, 'checked in', { record: worker })
  return done()
}

/** Writes down what was found out about somebody who had not checked in. Until they are safe they stay on the list. */
export async function seeToVisit(
  tx: WriteTx,
  areaId: string,
  visit: string,
  { safe, note }: { readonly safe: boolean; readonly note: string },
): Promise<Outcome> {
  const { rows } = await sql<{
    done: boolean
  }>`select app.see_to_visit(${areaId}::uuid, ${visit}::uuid, ${safe}, ${note}) as done`.execute(tx)
  if (!rows[0]?.done) return notFound()
  await audit(tx, 'overdue visit seen to', { record: visit })
  return done()
}

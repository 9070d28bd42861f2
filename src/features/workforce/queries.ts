import { sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import { type Day, dayOf } from '../../platform/working-days.ts'
import type { Kept } from '../people/index.ts'
import type { Gender, Leave, Leaving, Met } from './worker.ts'

/** A worker with what a list says of them. */
export interface WorkerRow {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly serviceKey: string
  readonly bornOn: Day
  readonly startedOn: Day
  /** How many they have now, of those the asker may know of. */
  readonly youngPeople: number
  readonly youngPeopleAtMost: number
  readonly lastSupervision: Day | null
  readonly met: readonly Met[]
  readonly leaves: readonly Omit<Leave, 'id'>[]
}

/** More workers than an area has. A list that reaches this end says so. */
export const mostWorkers = 1_000

const met = sql<
  Met[]
>`(select coalesce(jsonb_agg(jsonb_build_object('requirementKey', r.requirement_key, 'doneOn', r.done_on, 'expiresOn', r.expires_on)), '[]')
  from requirement_met r where r.area_id = w.area_id and r.worker_id = w.id and r.taken_back_at is null)`
const leaves = sql<
  Omit<Leave, 'id'>[]
>`(select coalesce(jsonb_agg(jsonb_build_object('fromOn', l.from_on, 'backOn', l.back_on)), '[]')
  from worker_leave l where l.area_id = w.area_id and l.worker_id = w.id and l.taken_back_at is null)`
const lastSupervision = sql<Day | null>`(select max(s.held_on) from supervision s where s.area_id = w.area_id and s.worker_id = w.id)`

const youngPeople = sql<number>`(select count(*)::int from match m where m.area_id = w.area_id and m.worker_id = w.id and m.ended_at is null)`

/** Those who work for the services the asker manages, by name; who has left is left out. */
export const workersOf = (tx: ReadTx, areaId: string): Promise<readonly WorkerRow[]> =>
  tx
    .selectFrom('worker as w')
    .innerJoin('person as p', 'p.id', 'w.person_id')
    .select([
      'w.id',
      'w.person_id as personId',
      'p.name',
      'w.service_key as serviceKey',
      'w.born_on as bornOn',
      'w.started_on as startedOn',
      'w.young_people_at_most as youngPeopleAtMost',
      youngPeople.as('youngPeople'),
      lastSupervision.as('lastSupervision'),
      met.as('met'),
      leaves.as('leaves'),
    ])
    .where('w.area_id', '=', areaId)
    .where('w.left_at', 'is', null)
    .where('w.id', '=', sql<string>`any ((select app.my_workers('manage workers'))::uuid[])`)
    .orderBy('p.name')
    .orderBy('w.id')
    .limit(mostWorkers)
    .execute()

/** People with a role in a service the asker manages who are no worker there yet. */
export const withoutAWorker = async (
  tx: ReadTx,
  areaId: string,
): Promise<readonly { readonly id: string; readonly name: string; readonly serviceKey: string }[]> =>
  (
    await sql<{ id: string; name: string; serviceKey: string }>`
      select p.id, p.name, m.service_key as "serviceKey" from membership m join person p on p.id = m.person_id and p.closed_at is null
        join role_may r on r.role = m.role and r.act = 'see own work'
      where m.area_id = ${areaId} and m.from_at <= now() and (m.until_at is null or m.until_at > now()) and p.id <> ${tx.who.person.id}
        and m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[])
        and not exists (select from worker w where w.area_id = m.area_id and w.service_key = m.service_key and w.person_id = p.id and w.left_at is null)
      order by p.name, p.id limit 200`.execute(tx)
  ).rows

/** Everything about one worker that whoever manages them reads. */
export interface Worker extends WorkerRow {
  readonly phone: string | null
  readonly title: string
  readonly confirmedBy: string | null
  readonly confirmedOn: Day | null
  readonly safeguardingLead: string | null
  readonly emergencyContact: string | null
  readonly gender: Gender
  readonly pronouns: string | null
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly livedExperience: string | null
  readonly youngPeopleAtMost: number
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly leftAt: Date | null
  readonly leftAs: Leaving | null
  readonly version: number
  /** Whether the asker supervises them. */
  readonly supervised: boolean
}

const whole = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('worker as w')
    .innerJoin('person as p', 'p.id', 'w.person_id')
    .select([
      'w.id',
      'w.person_id as personId',
      'p.name',
      'p.title',
      'p.work_phone as phone',
      'w.service_key as serviceKey',
      'w.born_on as bornOn',
      'w.started_on as startedOn',
      'w.confirmed_by as confirmedBy',
      'w.confirmed_on as confirmedOn',
      'w.safeguarding_lead as safeguardingLead',
      'w.emergency_contact as emergencyContact',
      'w.gender',
      'w.pronouns',
      'w.languages',
      'w.interests',
      'w.lived_experience as livedExperience',
      'w.young_people_at_most as youngPeopleAtMost',
      youngPeople.as('youngPeople'),
      'w.available',
      'w.places',
      'w.left_at as leftAt',
      'w.left_as as leftAs',
      'w.version',
      sql<boolean>`w.id = any ((select app.my_workers('supervise workers'))::uuid[])`.as('supervised'),
      lastSupervision.as('lastSupervision'),
      met.as('met'),
      leaves.as('leaves'),
    ])
    .where('w.area_id', '=', areaId)

/** A worker whom the asker manages, or null. */
export async function workerToManage(tx: ReadTx, areaId: string, id: string): Promise<Worker | null> {
  const row = await whole(tx, areaId)
    .where('w.id', '=', id)
    .where('w.id', '=', sql<string>`any ((select app.my_workers('manage workers'))::uuid[])`)
    .executeTakeFirst()
  return row ?? null
}

/** The asker as a worker of this area: of each service they work for. */
export const meAsWorker = (tx: ReadTx, areaId: string): Promise<readonly Worker[]> =>
  whole(tx, areaId)
    .where('w.id', '=', sql<string>`any ((select app.me_as_worker())::uuid[])`)
    .orderBy('w.service_key')
    .execute()

/** What a worker was recorded to have done, newest first, also what was taken back. */
export const requirementsRecorded = (tx: ReadTx, areaId: string, worker: string) =>
  tx
    .selectFrom('requirement_met as r')
    .innerJoin('person as p', 'p.id', 'r.recorded_by')
    .select([
      'r.id',
      'r.requirement_key as requirementKey',
      'r.done_on as doneOn',
      'r.expires_on as expiresOn',
      'r.seen',
      'r.recorded_at as recordedAt',
      'p.name as recordedBy',
      'r.taken_back_at as takenBackAt',
      'r.taken_back_reason as takenBackReason',
    ])
    .where('r.area_id', '=', areaId)
    .where('r.worker_id', '=', worker)
    .orderBy('r.done_on', 'desc')
    .orderBy('r.id', 'desc')
    .limit(100)
    .execute()
export type RequirementRecorded = Awaited<ReturnType<typeof requirementsRecorded>>[number]

/** Supervisions of a worker, newest first; the words of those that the asker may read. */
export const supervisionsOf = (tx: ReadTx, areaId: string, worker: string) =>
  tx
    .selectFrom('supervision as s')
    .innerJoin('person as p', 'p.id', 's.held_by')
    .leftJoin('supervision_note as n', j =>
      j.onRef('n.area_id', '=', 's.area_id').onRef('n.supervision_id', '=', 's.id'),
    )
    .select([
      's.id',
      's.held_on as heldOn',
      's.how',
      'p.name as heldBy',
      'n.wellbeing',
      'n.support',
      'n.says',
      'n.agreed',
    ])
    .where('s.area_id', '=', areaId)
    .where('s.worker_id', '=', worker)
    .orderBy('s.held_on', 'desc')
    .orderBy('s.id', 'desc')
    .limit(50)
    .execute()
export type Supervision = Awaited<ReturnType<typeof supervisionsOf>>[number]

/** What must not stand in a supervision of somebody who reads it on a phone; nothing where they read it at a desk. */
export async function keptOffTheirPhone(tx: ReadTx, areaId: string, worker: string): Promise<Kept | null> {
  const { rows } =
    await sql<Kept>`select words, names from app.not_for_a_supervision(${areaId}::uuid, ${worker}::uuid)`.execute(tx)
  return rows[0] ?? null
}

/** When a worker is or will be away. */
export const leavesOf = (tx: ReadTx, areaId: string, worker: string): Promise<readonly Leave[]> =>
  tx
    .selectFrom('worker_leave as l')
    .select(['l.id', 'l.from_on as fromOn', 'l.back_on as backOn'])
    .where('l.area_id', '=', areaId)
    .where('l.worker_id', '=', worker)
    .where('l.taken_back_at', 'is', null)
    .where(({ eb, or }) => or([eb('l.back_on', 'is', null), eb('l.back_on', '>', dayOf(tx.now))]))
    .orderBy('l.from_on')
    .limit(50)
    .execute()

/** The visit a worker is on alone now, or null. */
export async function visitNow(tx: ReadTx, areaId: string, worker: string) {
  const row = await tx
    .selectFrom('lone_visit as v')
    .select(['v.id', 'v.started_at as startedAt', 'v.back_by as backBy', 'v.going'])
    .where('v.area_id', '=', areaId)
    .where('v.worker_id', '=', worker)
    .where('v.checked_in_at', 'is', null)
    .where('v.seen_to_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
export type VisitNow = NonNullable<Awaited<ReturnType<typeof visitNow>>>

/** Where the reader is out alone now, by area. */
export const myVisits = (tx: ReadTx): Promise<readonly { readonly areaId: string; readonly backBy: Date }[]> =>
  tx
    .selectFrom('lone_visit as v')
    .select(['v.area_id as areaId', 'v.back_by as backBy'])
    .where('v.worker_id', '=', sql<string>`any ((select app.me_as_worker())::uuid[])`)
    .where('v.checked_in_at', 'is', null)
    .where('v.seen_to_at', 'is', null)
    .orderBy('v.back_by')
    .execute()

/** Somebody who went somewhere alone and has not checked in. */
export interface Overdue {
  readonly id: string
  readonly workerId: string
  readonly name: string
  readonly serviceKey: string
  readonly phone: string | null
  readonly emergencyContact: string | null
  readonly safeguardingLead: string | null
  readonly going: string | null
  readonly startedAt: Date
  readonly backBy: Date
  /** What others found out so far, oldest first. */
  readonly notes: readonly { readonly says: string; readonly at: string; readonly by: string }[]
}

/** Who has not checked in, for whoever manages them and for duty; the longest overdue first. */
export async function overdueVisits(tx: ReadTx, areaId: string): Promise<readonly Overdue[]> {
  const { rows } = await sql<Overdue>`select id, worker_id as "workerId", name, service_key as "serviceKey", phone,
    emergency_contact as "emergencyContact", safeguarding_lead as "safeguardingLead", going, started_at as "startedAt", back_by as "backBy", notes
    from app.overdue_visits(${areaId}::uuid)`.execute(tx)
  return rows
}

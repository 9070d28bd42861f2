import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { KeptApart, Look } from '../queries.ts'
import type { NamedWorker } from './roles.ts'

/** As of a young person, and neither of the two is one. */
export type Apart = Omit<KeptApart, 'otherId'>

/** Everybody from whom a worker must be or had to be kept apart, newest first; nobody for whoever does not manage them. */
export async function workerAparts(tx: ReadTx, worker: string): Promise<readonly Apart[]> {
  const { rows } =
    await sql<Apart>`select id, who, role, how_far as "howFar", own_past as "ownPast", reason, evidence, confirmed_by as "confirmedBy",
    review_on as "reviewOn", recorded_by as "recordedBy", recorded_at as "recordedAt", closed_at as "closedAt", closed_reason as "closedReason",
    written_there as "writtenThere" from app.worker_aparts(${worker}::uuid)`.execute(tx)
  return rows
}

/** Every look at those who are kept apart from a worker, newest first. */
export async function workerApartLooks(tx: ReadTx, worker: string): Promise<readonly Look[]> {
  const { rows } =
    await sql<Look>`select keep_apart_id as "keepApartId", says, next_on as "nextOn", looked_at as "lookedAt", looked_by as "lookedBy"
    from app.worker_apart_looks(${worker}::uuid)`.execute(tx)
  return rows
}

/** Who could be kept apart from a worker, by name: neither themself nor whoever asks. */
export async function workersToKeepApart(tx: ReadTx, worker: string): Promise<readonly NamedWorker[]> {
  const { rows } =
    await sql<NamedWorker>`select id, name, works_for as "worksFor" from app.workers_to_keep_apart(${worker}::uuid)`.execute(
      tx,
    )
  return rows
}

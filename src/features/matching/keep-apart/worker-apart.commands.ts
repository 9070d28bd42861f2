import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import { answered } from '../answered.commands.ts'
import { apart, type KeepApart, keepApartConstraints, type NotLookedAt } from '../commands.ts'

export const workerApartConstraints = {
  ...keepApartConstraints,
  worker_apart_of_two_people: 'the same person',
} as const
type NotApart = (typeof workerApartConstraints)[keyof typeof workerApartConstraints]

/** Says that a worker and somebody else must be kept apart: what was planned in one place for two workers is called off. */
export async function keepWorkerApart(
  tx: WriteTx,
  areaId: string,
  worker: string,
  said: Omit<KeepApart, 'reference' | 'howFar'> & { readonly howFar: Exclude<KeepApart['howFar'], 'not matched'> },
): Promise<Outcome<NotApart>> {
  const id = randomUUID()
  await tx
    .insertInto('worker_apart')
    .values({
      area_id: areaId,
      id,
      worker_id: worker,
      other_worker_id: said.worker ?? null,
      ...apart(tx, said),
    })
    .execute()
  await audit(tx, 'worker kept apart', { record: id, detail: { howFar: said.howFar } })
  return done()
}

/** Ends one with a reason, from whichever side; it stays to be read. */
export async function closeWorkerApart(
  tx: WriteTx,
  worker: string,
  id: string,
  reason: string,
): Promise<Outcome<'only who confirmed it'>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | 'only who confirmed it' }>`select app.close_worker_apart(
    ${worker}::uuid, ${id}::uuid, ${reason}) as answer`.execute(tx)
  return answered(rows[0]?.answer ?? 'gone', () => audit(tx, 'worker no longer kept apart', { record: id }))
}

/** Somebody looked at it again and it goes on, until a day to look at it once more. */
export async function lookAtWorkerApart(
  tx: WriteTx,
  worker: string,
  id: string,
  said: { readonly says: string; readonly nextOn: Day },
): Promise<Outcome<NotLookedAt>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | NotLookedAt }>`select app.look_at_worker_apart(
    ${worker}::uuid, ${id}::uuid, ${said.says}, ${said.nextOn}::date) as answer`.execute(tx)
  return answered(rows[0]?.answer ?? 'gone', () =>
    audit(tx, 'worker keep-apart looked at again', { record: id, detail: { nextOn: said.nextOn } }),
  )
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../../platform/outcome.ts'
import type { Status } from '../status.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

/**
 * Missing now, custody, hospital, secure, died, or none of them: from this moment letters, surveys, birthday tasks, gap
 * alerts and texts stop. Death locks the record, so it is written down first.
 */
export async function changeStatus(
  tx: WriteTx,
  of: Of,
  version: number,
  input: {
    readonly status: Status
    readonly from: string
    readonly sinceOn: string
    readonly note?: string | undefined
  },
): Promise<Outcome> {
  await audit(tx, 'status changed', {
    youngPerson: of.youngPerson,
    detail: { changed: { status: { from: input.from, to: input.status } } },
  })
  const { rows } = await sql<{
    answer: 'done' | 'stale'
  }>`select app.set_status(${of.youngPerson}::uuid, ${version}::integer,
    ${input.status}, ${input.sinceOn}::date, ${input.note ?? null}) as answer`.execute(tx)
  return rows[0]?.answer === 'stale' ? stale() : done()
}

/** "They died" was a mistake: a manager opens the record again. */
export async function unlockRecord(tx: WriteTx, of: Of, note: string): Promise<Outcome> {
  const { rows } = await sql<{
    answer: string
  }>`select app.unlock_record(${of.youngPerson}::uuid, ${note}) as answer`.execute(tx)
  if (rows[0]?.answer !== 'done') return notFound()
  await audit(tx, 'record unlocked', {
    youngPerson: of.youngPerson,
    detail: { changed: { status: { from: 'died', to: 'none' } } },
  })
  return done()
}

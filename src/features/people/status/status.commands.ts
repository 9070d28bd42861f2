import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, stale } from '../../../platform/outcome.ts'
import { dayOf, endOf } from '../../../platform/working-days.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { ask, type Desk, settle, tell } from '../../tasks/index.ts'
import { caseHolder } from '../queries.ts'
import { locks, type Status } from '../status.ts'
import { urls } from '../urls.ts'

type AreaHere = Parameters<typeof rulesOf>[0]

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

/**
 * Missing now, custody, hospital, secure, died, or none of them: from this moment letters, surveys, birthday tasks, gap
 * alerts and texts stop. Whoever holds the case is told, and on death those before whom the young person stood. Death
 * locks the record and settles what was asked about it, so all of that is written down first.
 */
export async function changeStatus(
  tx: WriteTx,
  of: Of & { readonly area: AreaHere },
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
  await tellAbout(tx, of, input.status)
  const { rows } = await sql<{
    answer: 'done' | 'stale'
  }>`select app.set_status(${of.youngPerson}::uuid, ${version}::integer,
    ${input.status}, ${input.sinceOn}::date, ${input.note ?? null}) as answer`.execute(tx)
  return rows[0]?.answer === 'stale' ? stale() : done()
}

/** Never the one who changed it: `tell` leaves them out. */
async function tellAbout(tx: WriteTx, of: Of & { readonly area: AreaHere }, status: Status): Promise<void> {
  const [holder, stands] = await Promise.all([
    caseHolder(tx, of.areaId, of.youngPerson),
    tx
      .selectFrom('young_person')
      .select(['opened_to_panel_at as panel', 'sent_to_forum_at as forum'])
      .where('area_id', '=', of.areaId)
      .where('id', '=', of.youngPerson)
      .executeTakeFirst(),
  ])
  const died = locks(status)
  const desks: readonly (Desk | false | undefined | null)[] = [
    holder && (holder.personId ? { person: holder.personId } : { team: holder.teamId }),
    died && stands?.panel && { role: 'coordinator', area: of.areaId },
    died && stands?.forum && { role: 'forum-coordinator', area: of.areaId },
  ]
  const path = urls.youngPerson({ area: of.area.key, youngPerson: of.youngPerson })
  const about = { area: of.areaId, youngPerson: of.youngPerson }
  // The clock that starts with a death: somebody in the team tells those who must know.
  if (died && holder)
    await ask(tx, {
      ...about,
      kind: 'tell of a death',
      of: { team: holder.teamId },
      dueOn: endOf(dayOf(tx.now), rulesOf(of.area).clocks.death, areas().bankHolidays),
      path: urls.tellOfDeath({ area: of.area.key, youngPerson: of.youngPerson }),
    })
  for (const to of desks) if (to) await tell(tx, { ...about, kind: 'status changed', to, urgency: 'today', path })
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

/** Who was told of the death, and when. The task is settled; more may be added later. */
export async function toldOfDeath(tx: WriteTx, of: Of, note: string): Promise<Outcome> {
  const { rows } = await sql<{
    answer: string
  }>`select app.told_of_death(${of.youngPerson}::uuid, ${note}) as answer`.execute(tx)
  if (rows[0]?.answer !== 'done') return notFound()
  await settle(tx, { area: of.areaId, youngPerson: of.youngPerson, kind: 'tell of a death' })
  await audit(tx, 'death told of', { youngPerson: of.youngPerson })
  return done()
}

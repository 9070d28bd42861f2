import { type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import type { Attempt, Effort, Review } from './engagement.ts'

const attempts = (tx: ReadTx, areaId: string) =>
  tx
    .selectFrom('engagement_attempt as t')
    .innerJoin('person as p', 'p.id', 't.written_by')
    .select([
      't.id',
      sql<string>`coalesce(t.tried_by, p.name)`.as('by'),
      't.on_day as onDay',
      sql<string | null>`to_char(t.at_time, 'HH24:MI')`.as('atTime'),
      't.kind',
      't.place',
      't.tried',
      't.response',
      't.says',
      't.next_try as nextTry',
      't.next_on as nextOn',
      't.written_at as writtenAt',
    ])
    .where('t.area_id', '=', areaId)
    .orderBy('t.on_day', 'desc')
    .orderBy('t.written_at', 'desc')
    .limit(100)

/** What was tried to reach a young person, the newest first. */
export async function triedFor(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Attempt[]> {
  return (await attempts(tx, areaId).where('t.young_person_id', '=', youngPerson).execute()) as readonly Attempt[]
}

/** What the asker wrote themself in a match of theirs. */
export async function triedByMe(tx: ReadTx, areaId: string, match: string): Promise<readonly Attempt[]> {
  return (await attempts(tx, areaId)
    .where('t.match_id', '=', match)
    .where(sql<SqlBool>`t.worker_id = any ((select app.me_as_worker())::uuid[])`)
    .execute()) as readonly Attempt[]
}

/** What was looked at together, the newest first. */
export async function reviewsOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Review[]> {
  return (await tx
    .selectFrom('engagement_review as r')
    .innerJoin('person as p', 'p.id', 'r.recorded_by')
    .leftJoin('person as a', 'a.id', 'r.agreed_by')
    .select([
      'r.id',
      'r.held_on as heldOn',
      'r.says',
      'r.decided',
      'p.name as recordedBy',
      'r.recorded_at as recordedAt',
      'r.agreed_at as agreedAt',
      'a.name as agreedBy',
    ])
    .where('r.area_id', '=', areaId)
    .where('r.young_person_id', '=', youngPerson)
    .orderBy('r.recorded_at', 'desc')
    .limit(50)
    .execute()) as readonly Review[]
}

/** Matches of a young person that run, for whoever reads them; the newest first. */
export async function runningMatches(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<readonly { readonly id: string; readonly worker: string; readonly mine: boolean }[]> {
  const { rows } = await sql<{ id: string; worker: string; mine: boolean }>`
    select m.id, coalesce(w.name, 'Somebody') as worker, m.area_id || ':' || m.service_key = any ((select app.my_services_to('manage workers'))::text[]) as mine
      from match m left join app.names_in_matches(${youngPerson}::uuid) w on w.worker_id = m.worker_id
    where m.area_id = ${areaId} and m.young_person_id = ${youngPerson} and m.ended_at is null order by m.made_at desc limit 10`.execute(
    tx,
  )
  return rows
}

/** How much was tried in a match, or without one since this time with Trusted Relationships began. */
export async function effortOf(tx: ReadTx, youngPerson: string, match: string | null): Promise<Effort> {
  const { rows } = await sql<Effort>`select attempts::int, kinds::int, enough, agreed
    from app.effort_of(${youngPerson}::uuid, ${match}::uuid)`.execute(tx)
  return rows[0] ?? { attempts: 0, kinds: 0, enough: false, agreed: false }
}

/** What an area tells whoever tries, and every version before; the newest first. */
export interface Tips {
  readonly version: number
  readonly says: string | null
  readonly writtenAt: Date
  readonly writtenBy: string
}

export async function tipsOf(tx: ReadTx, areaId: string, most: number): Promise<readonly Tips[]> {
  return tx
    .selectFrom('engagement_tips as t')
    .innerJoin('person as p', 'p.id', 't.written_by')
    .select(['t.version', 't.says', 't.written_at as writtenAt', 'p.name as writtenBy'])
    .where('t.area_id', '=', areaId)
    .orderBy('t.version', 'desc')
    .limit(most)
    .execute()
}

/** Who introduces them (R144), as the panel planned it; null where nobody did. */
export async function introductionOf(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<{ readonly name: string | null; readonly how: string | null } | null> {
  const { rows } = await sql<{ name: string | null; how: string | null }>`
    select name, how from (
      select m.introduced_by as name, m.introduction_how as how, m.made_at as at from match m where m.area_id = ${areaId} and m.young_person_id = ${youngPerson}
      union all select s.introducer_name, s.introduction_how, '-infinity' from nomination_decision s
        where s.area_id = ${areaId} and s.young_person_id = ${youngPerson} and s.kind = 'accepted') i order by at desc limit 1`.execute(
    tx,
  )
  return rows[0] ?? null
}

/** The asker themself as the worker of a match of theirs; nothing where they are not. */
export async function myWorkerIn(tx: ReadTx, areaId: string, match: string): Promise<string | undefined> {
  const { rows } = await sql<{
    id: string | null
  }>`select app.me_in_match(${areaId}::uuid, ${match}::uuid) as id`.execute(tx)
  return rows[0]?.id ?? undefined
}

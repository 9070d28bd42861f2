import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import { type Desk, tell } from '../../tasks/index.ts'
import { urls } from '../urls.ts'
import type { Closing } from './episode.ts'

export type NotEnded = 'none open' | 'under way' | 'before it began' | 'not yet' | 'not enough'

/**
 * Ends the time with Trusted Relationships that is open; coming back is a new one. Those before whom the young person
 * stood are told: the forum where it was sent there, the coordinator where they were nominated.
 */
export async function endEpisode(
  tx: WriteTx,
  of: { readonly areaId: string; readonly areaKey: string; readonly youngPerson: string },
  input: {
    readonly episode: string
    readonly version: number
    readonly lastDay: string
    readonly kind: Closing
    readonly reason: string
  },
): Promise<Outcome<NotEnded>> {
  const { rows } = await sql<{ answer: 'done' | 'stale' | NotEnded }>`select app.end_episode(
    ${of.youngPerson}::uuid, ${input.version}::integer, ${input.lastDay}::date, ${input.reason}, ${input.kind}) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'none open'
  if (answer === 'stale') return stale()
  if (answer !== 'done') return refused(answer)
  await audit(tx, 'episode ended', { youngPerson: of.youngPerson, record: input.episode })
  const stands = await tx
    .selectFrom('young_person')
    .select(['opened_to_panel_at as panel', 'sent_to_forum_at as forum'])
    .where('area_id', '=', of.areaId)
    .where('id', '=', of.youngPerson)
    .executeTakeFirst()
  const desks: Desk[] = []
  if (stands?.forum) desks.push({ role: 'forum-coordinator', area: of.areaId })
  if (stands?.panel) desks.push({ role: 'coordinator', area: of.areaId })
  for (const to of desks)
    await tell(tx, {
      area: of.areaId,
      youngPerson: of.youngPerson,
      kind: 'episode ended',
      to,
      urgency: 'digest',
      path: urls.episodes({ area: of.areaKey, youngPerson: of.youngPerson }),
    })
  return done()
}

/** The episode that is open; where none is, the young person comes back and a new one begins today. @returns its id */
export async function episodeToAssessIn(tx: WriteTx, youngPerson: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select app.episode_to_assess_in(${youngPerson}::uuid) as id`.execute(tx)
  const id = rows[0]?.id
  if (!id) throw new Error('no episode, though the asker may assess')
  // Somebody else may have begun it since the caller looked: what this transaction made bears its own moment.
  const { begun } = await tx
    .selectFrom('episode')
    .select(sql<boolean>`recorded_at = now()`.as('begun'))
    .where('id', '=', id as never)
    .executeTakeFirstOrThrow()
  if (begun) await audit(tx, 'episode begun', { youngPerson, record: id })
  return id
}

import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { Kept } from '../../people/index.ts'

/** What an adult reads before they meet a young person. */
export interface BriefWords {
  readonly whereToMeet: string
  readonly notAloneWith: string
  readonly whatIf: string
  readonly health: string
  readonly emergencyContact: string
}

/** One version of it, as professionals read it. */
export interface Brief extends BriefWords {
  readonly id: string
  readonly number: number
  readonly whyAgain: string | null
  readonly issuedAt: Date
  readonly issuedBy: string
  /** When the adult of the match said that they had read it. */
  readonly readAt: Date | null
}

/** Every version for a match, newest first. */
export async function briefsOf(tx: ReadTx, areaId: string, match: string): Promise<readonly Brief[]> {
  return tx
    .selectFrom('brief as b')
    .innerJoin('person as p', 'p.id', 'b.issued_by')
    .innerJoin('match as m', join => join.onRef('m.area_id', '=', 'b.area_id').onRef('m.id', '=', 'b.match_id'))
    .leftJoin('brief_read as r', join =>
      join
        .onRef('r.area_id', '=', 'b.area_id')
        .onRef('r.brief_id', '=', 'b.id')
        .onRef('r.worker_id', '=', 'm.worker_id'),
    )
    .select([
      'b.id',
      'b.number',
      'b.where_to_meet as whereToMeet',
      'b.not_alone_with as notAloneWith',
      'b.what_if as whatIf',
      'b.health',
      'b.emergency_contact as emergencyContact',
      'b.why_again as whyAgain',
      'b.issued_at as issuedAt',
      'p.name as issuedBy',
      'r.read_at as readAt',
    ])
    .where('b.area_id', '=', areaId)
    .where('b.match_id', '=', match)
    .orderBy('b.number', 'desc')
    .limit(50)
    .execute()
}

/** What must not stand on a telephone about a young person; nothing at all for whoever does not match them. */
export async function keptOffTelephones(tx: ReadTx, youngPerson: string): Promise<Kept> {
  const { rows } = await sql<Kept>`select words, names from app.not_for_a_telephone(${youngPerson}::uuid)`.execute(tx)
  return rows[0] ?? { words: [], names: [] }
}

/** The newest as the adult's own telephone shows it. */
export interface MyBrief extends BriefWords {
  readonly id: string
  readonly matchId: string
  readonly issuedAt: Date
  readonly readAt: Date | null
}

/** The newest of each of the asker's own matches. */
export async function myBriefs(tx: ReadTx): Promise<readonly MyBrief[]> {
  const { rows } = await sql<MyBrief>`select id, match_id as "matchId", where_to_meet as "whereToMeet",
    not_alone_with as "notAloneWith", what_if as "whatIf", health, emergency_contact as "emergencyContact",
    issued_at as "issuedAt", read_at as "readAt" from app.my_briefs()`.execute(tx)
  return rows
}

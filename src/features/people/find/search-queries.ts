import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'

export interface Search {
  readonly id: string
  readonly at: Date
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly bornOn: string | null
  readonly postcode: string | null
  readonly stopped: boolean
  /** Empty where nobody was looked for: one too many, or something broke off in between. */
  readonly matchedAt: Date | null
  readonly usedAt: Date | null
  readonly youngPersonId: string | null
}

/** A search of one's own; nobody sees another's. */
export async function ownSearch(tx: ReadTx, areaId: string, id: string): Promise<Search | null> {
  const row = await tx
    .selectFrom('young_person_search')
    .select([
      'id',
      'at',
      'given_names as givenNames',
      'surname',
      'known_as as knownAs',
      'born_on as bornOn',
      'postcode',
      'stopped',
      'matched_at as matchedAt',
      'used_at as usedAt',
      'young_person_id as youngPersonId',
    ])
    .where('area_id', '=', areaId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** One that was found: a record to open; whom to contact; or only which other area to ask. */
export interface Found {
  readonly youngPersonId: string | null
  readonly areaId: string
  readonly elsewhere: boolean
  readonly agency: string | null
  readonly team: string | null
  readonly phone: string | null
  readonly alike: readonly string[]
}

export async function whatWasFound(tx: ReadTx, search: string): Promise<readonly Found[]> {
  const { rows } =
    await sql<Found>`select young_person_id as "youngPersonId", area_id as "areaId", elsewhere, agency, team, phone, alike
    from app.search_results(${search}::uuid)`.execute(tx)
  return rows
}

import type { ReadTx } from '../../db/scope.ts'

/** What stands at the top of every page about a young person. */
export interface YoungPersonHeader {
  readonly id: string
  readonly areaId: string
  readonly reference: string
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly bornOn: string | null
  readonly bornOnEstimated: boolean
  readonly pronouns: string | null
  readonly status: string
  readonly version: number
}

const header = [
  'id',
  'area_id as areaId',
  'reference',
  'given_names as givenNames',
  'surname',
  'known_as as knownAs',
  'born_on as bornOn',
  'born_on_estimated as bornOnEstimated',
  'pronouns',
  'status',
  'version',
] as const

/** The young person of a page, or null where there is none to be seen. */
export async function youngPersonHeader(tx: ReadTx, areaId: string, id: string): Promise<YoungPersonHeader | null> {
  const row = await tx
    .selectFrom('young_person')
    .select(header)
    .where('area_id', '=', areaId as never)
    .where('id', '=', id as never)
    .executeTakeFirst()
  return row ?? null
}

/** The newest of an area that the asker can see, a page at a time. `before` is the id of the last one shown. */
export async function newestYoungPeople(
  tx: ReadTx,
  areaId: string,
  before: string | undefined,
  most: number,
): Promise<readonly YoungPersonHeader[]> {
  let query = tx
    .selectFrom('young_person')
    .select(header)
    .where('area_id', '=', areaId as never)
    .where('merged_into', 'is', null)
  if (before) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('created_at', 'id'),
        '<',
        selectFrom('young_person as last')
          .select(['last.created_at', 'last.id'])
          .where('last.area_id', '=', areaId as never)
          .where('last.id', '=', before as never)
          .$asTuple('created_at', 'id'),
      ),
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute()
}

/** Who holds the case now. */
export async function caseHolder(tx: ReadTx, areaId: string, id: string) {
  const row = await tx
    .selectFrom('case_holding as h')
    .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'h.area_id').onRef('t.id', '=', 'h.team_id'))
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'h.area_id').onRef('a.id', '=', 'h.agency_id'))
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select([
      'p.name',
      'p.title',
      'p.work_phone as phone',
      't.name as team',
      't.phone as teamPhone',
      'a.name as agency',
      'h.from_at as from',
    ])
    .where('h.area_id', '=', areaId as never)
    .where('h.young_person_id', '=', id as never)
    .where('h.until_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

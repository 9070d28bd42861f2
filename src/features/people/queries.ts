import { type SqlBool, sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import { nameWords } from './name-words.ts'

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
  /** Where an estimate comes from. */
  readonly bornOnSource: string | null
  readonly pronouns: string | null
  readonly status: string
  readonly mergedInto: string | null
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
  'born_on_source as bornOnSource',
  'pronouns',
  'status',
  'merged_into as mergedInto',
  'version',
] as const

/** The young person of a page, or null where there is none to be seen. */
export async function youngPersonHeader(tx: ReadTx, areaId: string, id: string): Promise<YoungPersonHeader | null> {
  const row = await tx
    .selectFrom('young_person')
    .select(header)
    .where('area_id', '=', areaId)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}

/** Acts that list young people of an area without a relation to each. */
const areaLists = ['list young people', 'list nominated young people', 'list young people sent to the forum']

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
    .where('area_id', '=', areaId)
    .where('merged_into', 'is', null)
  // Where nothing opens a list of the area, those linked to the asker are found one by one: looking through the area for
  // them takes as long as the area is large.
  if (!areaLists.some(list => tx.who.acts.has(list)))
    query = query.where(sql<SqlBool>`id = any ((select app.my_young_people('read S1'))::uuid[])`)
  if (before) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('created_at', 'id'),
        '<',
        selectFrom('young_person as last')
          .select(['last.created_at', 'last.id'])
          .where('last.area_id', '=', areaId)
          .where('last.id', '=', before)
          .$asTuple('created_at', 'id'),
      ),
    )
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(most).execute()
}

/** Of these, those whom the asker can see; in no order. */
export async function youngPeopleByIds(
  tx: ReadTx,
  areaIds: readonly string[],
  ids: readonly string[],
): Promise<readonly YoungPersonHeader[]> {
  if (ids.length === 0) return []
  return tx
    .selectFrom('young_person')
    .select(header)
    .where('area_id', 'in', [...areaIds])
    .where('id', 'in', [...ids])
    .execute()
}

/** Where a search by name goes on: the word and the young person last shown. */
export interface NameCursor {
  readonly word: string
  readonly id: string
}

/**
 * Young people the asker can see of whose names some words begin so ("jay ok" finds Jay Okoro), a page at a time. The
 * database applies the rule inside one function, because a policy would lose the index (promises A6).
 */
export async function youngPeopleByName(
  tx: ReadTx,
  areaId: string,
  typed: string,
  after: NameCursor | undefined,
  most: number,
): Promise<{ readonly youngPeople: readonly YoungPersonHeader[]; readonly next: NameCursor | undefined }> {
  const starts = nameWords(typed).map(({ word }) => word)
  const { rows } = await sql<NameCursor>`select id, word from app.find_young_people(${areaId}::uuid, ${starts}::text[],
    ${after?.word ?? null}, ${after?.id ?? null}::uuid, ${most + 1})`.execute(tx)
  const shown = rows.slice(0, most)
  const people = await youngPeopleByIds(tx, [areaId], [...new Set(shown.map(row => row.id))])
  const inOrder = [...new Set(shown.map(row => row.id))].flatMap(id => people.find(y => y.id === id) ?? [])
  return { youngPeople: inOrder, next: rows.length > most ? shown.at(-1) : undefined }
}

/** Who holds the case now. */
export async function caseHolder(tx: ReadTx, areaId: string, id: string) {
  const [now] = await caseHolders(tx, areaId, id, 1)
  return now && now.until === null ? now : null
}

/** Who has held the case, newest first. */
export function caseHolders(tx: ReadTx, areaId: string, id: string, most: number) {
  return tx
    .selectFrom('case_holding as h')
    .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'h.area_id').onRef('t.id', '=', 'h.team_id'))
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'h.area_id').onRef('a.id', '=', 'h.agency_id'))
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select([
      'h.id',
      'h.person_id as personId',
      'p.name',
      'p.title',
      'p.work_phone as phone',
      'p.work_email as email',
      't.id as teamId',
      't.name as team',
      't.phone as teamPhone',
      'a.id as agencyId',
      'a.name as agency',
      'h.from_at as from',
      'h.until_at as until',
      'h.reason',
    ])
    .where('h.area_id', '=', areaId)
    .where('h.young_person_id', '=', id)
    .orderBy('h.from_at', 'desc')
    .orderBy('h.id', 'desc')
    .limit(most)
    .execute()
}
export type Holding = Awaited<ReturnType<typeof caseHolders>>[number]

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { nameParts, nameWords } from '../name-words.ts'
import { postcodeOf } from '../postcode.ts'

export interface SearchedFor {
  readonly givenNames: string
  readonly surname: string
  readonly knownAs?: string | undefined
  readonly bornOn?: string | undefined
  readonly postcode?: string | undefined
}

/**
 * A search of own and partner areas for somebody who may already have a record. Counted and written down, whatever it
 * will find (`matchSearch`). One too many in a day searches nothing; the person's managers are told.
 */
export async function searchBeforeRecording(
  tx: WriteTx,
  areaId: string,
  input: SearchedFor,
): Promise<Outcome<never, { search: string }>> {
  const { rows } = await sql<{ found: { id: string; stopped: boolean } }>`select app.search_young_people(
    ${areaId}::uuid, ${input.givenNames}, ${input.surname}, ${input.knownAs ?? null}, ${input.bornOn ?? null}::date,
    ${input.postcode ? (postcodeOf(input.postcode) ?? null) : null}, ${JSON.stringify(partsSearched(input))}::jsonb) as found`.execute(
    tx,
  )
  const found = rows[0]?.found
  if (!found) throw new Error('the search did not answer')
  // How much was known of them, never what: the search itself keeps that.
  const searchedWith = Object.entries(input).flatMap(([field, value]) => (value ? [field] : []))
  await audit(tx, 'searched before recording', { record: found.id, detail: { searchedWith, stopped: found.stopped } })
  return done({ search: found.id })
}

/** Looks who is like them; the database does so only for a search that stands, so that it cannot be taken back. */
export const matchSearch = (tx: WriteTx, areaId: string, search: string): Promise<unknown> =>
  sql`select app.match_search(${areaId}::uuid, ${search}::uuid)`.execute(tx)

/** The words of the names, and all words of a name as one: "O Brien" is OBrien, "Story-book" is Storybook. */
const partsSearched = (input: SearchedFor) => [
  ...nameParts(input),
  ...nameParts({ givenNames: asOne(input.givenNames), surname: asOne(input.surname) }),
]
const asOne = (name: string): string =>
  nameWords(name)
    .map(({ word }) => word)
    .join('')

export interface Recording {
  readonly search: string
  readonly references: readonly string[]
  readonly bornOn: string | undefined
  readonly estimated: boolean
  readonly estimateSource: string | undefined
  readonly holder: { readonly person: string | null; readonly team: string; readonly agency: string }
  readonly startedOn: string
  readonly toldBy: string
  readonly reason: string | undefined
}

const refusals = ['search gone', 'reason needed', 'holder not possible'] as const
export type NotRecorded = (typeof refusals)[number]

/** Makes the record out of a search: the young person, who holds their case, their first episode, in one act. */
export async function recordYoungPerson(
  tx: WriteTx,
  areaId: string,
  input: Recording,
): Promise<Outcome<NotRecorded, { youngPerson: string; open: boolean }>> {
  const { rows } = await sql<{ made: { id?: string; why?: NotRecorded } }>`select app.record_young_person(
    ${areaId}::uuid, ${input.search}::uuid, ${[...input.references]}::text[], ${input.bornOn ?? null}::date, ${input.estimated},
    ${input.estimateSource ?? null}, ${input.holder.agency}::uuid, ${input.holder.team}::uuid, ${input.holder.person}::uuid,
    ${input.startedOn}::date, ${input.toldBy}, ${input.reason ?? null}) as made`.execute(tx)
  const made = rows[0]?.made
  if (made?.why) return refused(made.why)
  if (!made?.id) return notFound()
  await audit(tx, 'young person recorded', {
    youngPerson: made.id,
    record: input.search,
    detail: { caseHolder: { from: null, to: input.holder.person }, team: { from: null, to: input.holder.team } },
  })
  // Whoever records for another team does not see the child from now on.
  const seen = await sql<{
    open: boolean
  }>`select ${made.id}::uuid = any (app.visible_young_people(array[${made.id}::uuid])) as open`.execute(tx)
  return done({ youngPerson: made.id, open: seen.rows[0]?.open === true })
}

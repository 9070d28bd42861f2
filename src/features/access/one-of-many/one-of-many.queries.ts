import type { ReadTx } from '../../../db/scope.ts'

/** An agency that speaks for many, such as all schools, and those of them that were added by name. */
export interface Many {
  readonly id: string
  readonly name: string
  readonly ones: readonly { readonly id: string; readonly name: string }[]
}

/** What of an area speaks for many, each with those in use. */
export async function manyOf(tx: ReadTx, areaId: string): Promise<readonly Many[]> {
  const rows = await tx
    .selectFrom('agency')
    .select(['id', 'name', 'one_of_id as of', 'stands_for_many as many'])
    .where('area_id', '=', areaId)
    .where('in_use', '=', true)
    .where(({ eb, or }) => or([eb('stands_for_many', '=', true), eb('one_of_id', 'is not', null)]))
    .orderBy('name')
    .execute()
  return rows
    .filter(row => row.many)
    .map(({ id, name }) => ({
      id,
      name,
      ones: rows.filter(row => row.of === id).map(one => ({ id: one.id, name: one.name })),
    }))
}

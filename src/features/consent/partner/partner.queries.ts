import { sql } from 'kysely'
import { narrowTo, type ReadTx } from '../../../db/scope.ts'
import { type YoungPersonHeader, youngPeopleByIds } from '../../people/index.ts'

/**
 * The newest of an area of whom something is shared with the asker's agency now, a page at a time. The database finds which,
 * as the rule is worked out for each of them: for thousands of whom a page shows a few it would take seconds.
 * @param before the id of the last one shown
 */
export async function newestSharedWithUs(
  tx: ReadTx,
  areaId: string,
  before: string | undefined,
  most: number,
): Promise<readonly YoungPersonHeader[]> {
  const { rows } = await sql<{
    ids: readonly string[]
  }>`select app.shared_with_me(${areaId}::uuid, ${before ?? null}::uuid, ${most}::integer) as ids`.execute(tx)
  const ids = rows[0]?.ids ?? []
  // Narrowed to them, or the policies would work out everybody to let these few through.
  await narrowTo(tx, ids)
  const found = new Map((await youngPeopleByIds(tx, [areaId], ids)).map(one => [one.id, one]))
  return ids.flatMap(id => found.get(id) ?? [])
}

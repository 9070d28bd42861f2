import { randomUUID } from 'node:crypto'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import type { FormatWanted } from './formats.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

/** Writes down that somebody wants it in another language or format (R161); whoever holds the case is asked to arrange it. */
export async function askForFormat(
  tx: WriteTx,
  of: Of,
  said: { readonly individual: string | undefined; readonly wanted: FormatWanted; readonly says: string | undefined },
): Promise<Outcome> {
  const id = randomUUID()
  await tx
    .insertInto('format_request')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      individual_id: said.individual ?? null,
      wanted: said.wanted,
      says: said.says ?? null,
      asked_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'format asked for', { youngPerson: of.youngPerson, record: id, detail: { wanted: said.wanted } })
  return done()
}

/** How it was arranged: nobody is asked any more. */
export async function arrangeFormat(tx: WriteTx, of: Of, request: string, says: string): Promise<Outcome> {
  const { numUpdatedRows } = await tx
    .updateTable('format_request')
    .set({ arranged_by: tx.who.person.id, arranged_says: says })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', request)
    .where('arranged_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return notFound()
  await audit(tx, 'format arranged', { youngPerson: of.youngPerson, record: request })
  return done()
}

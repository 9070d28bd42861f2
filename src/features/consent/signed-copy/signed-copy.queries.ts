import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { FileType } from '../../../platform/file-type.ts'

/** A signed copy of the council's own form, without what is in it. */
export interface SignedCopy {
  readonly id: string
  readonly consentId: string
  readonly formReference: string
  readonly formVersion: string
  readonly type: FileType
  readonly size: number
  readonly recordedAt: Date
  readonly recordedBy: string
}

/** The signed copies of a young person's answers, newest first. */
export const signedCopies = (tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly SignedCopy[]> =>
  tx
    .selectFrom('consent_copy as c')
    .innerJoin('person as p', 'p.id', 'c.recorded_by')
    .select([
      'c.id',
      'c.consent_id as consentId',
      'c.form_reference as formReference',
      'c.form_version as formVersion',
      sql<FileType>`c.file_type`.as('type'),
      sql<number>`octet_length(c.bytes)`.as('size'),
      'c.recorded_at as recordedAt',
      'p.name as recordedBy',
    ])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .orderBy('c.recorded_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(500)
    .execute()

/** What is in one; null where there is none that may be read. */
export async function signedCopyFile(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  copy: string,
): Promise<{ readonly type: FileType; readonly bytes: Buffer } | null> {
  const row = await tx
    .selectFrom('consent_copy as c')
    .select([sql<FileType>`c.file_type`.as('type'), 'c.bytes'])
    .where('c.area_id', '=', areaId)
    .where('c.young_person_id', '=', youngPerson)
    .where('c.id', '=', copy)
    .executeTakeFirst()
  return row ?? null
}

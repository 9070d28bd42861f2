import { sql } from 'kysely'
import type { ReadTx } from '../../../db/scope.ts'
import type { FileType } from '../../../platform/file-type.ts'
import type { SignedCopy } from '../consent.ts'

/** What a page says of one: never what is in it. */
export const aboutACopy = [
  'k.id',
  'k.form_reference as formReference',
  'k.form_version as formVersion',
  sql<FileType>`k.file_type`.as('type'),
  sql<number>`octet_length(k.bytes)`.as('size'),
] as const

/** One signed copy; null where there is none that may be read. */
export async function signedCopy(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  copy: string,
): Promise<SignedCopy | null> {
  const row = await tx
    .selectFrom('consent_copy as k')
    .innerJoin('person as p', 'p.id', 'k.recorded_by')
    .select([...aboutACopy, 'k.recorded_at as recordedAt', 'p.name as recordedBy'])
    .where('k.area_id', '=', areaId)
    .where('k.young_person_id', '=', youngPerson)
    .where('k.id', '=', copy)
    .executeTakeFirst()
  return row ?? null
}

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

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import type { TypedFile } from '../../../platform/file-type.ts'
import { done, notFound, type Outcome } from '../../../platform/outcome.ts'
import type { Question } from '../consent.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export type NotAdded = 'too many'
export const signedCopyConstraints = { consent_copy_at_most: 'too many' } as const satisfies Record<string, NotAdded>

/** What an answer is about; nothing where there is none to be read. */
async function questionOf(tx: ReadTx, of: Of, answer: string): Promise<Question | undefined> {
  const row = await tx
    .selectFrom('consent')
    .select(sql<Question>`question`.as('question'))
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', answer)
    .executeTakeFirst()
  return row?.question
}

/** Puts a signed copy of the council's own form beside an answer (R152), and says what that is about. */
export async function addSignedCopy(
  tx: WriteTx,
  of: Of,
  answer: string,
  said: { readonly formReference: string; readonly formVersion: string; readonly file: TypedFile },
): Promise<Outcome<NotAdded, Question>> {
  const question = await questionOf(tx, of, answer)
  if (!question) return notFound()
  const id = randomUUID()
  await tx
    .insertInto('consent_copy')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      consent_id: answer,
      form_reference: said.formReference,
      form_version: said.formVersion,
      file_type: said.file.type,
      bytes: said.file.bytes,
      recorded_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'signed copy added', {
    youngPerson: of.youngPerson,
    record: id,
    detail: { type: said.file.type, bytes: said.file.bytes.length },
  })
  return done(question)
}

/** Hides a copy that does not belong here; it stays in the database as it was. Says what its answer is about. */
export async function setAsideCopy(
  tx: WriteTx,
  of: Of,
  copy: string,
  reason: string,
): Promise<Outcome<never, Question>> {
  const beside = await tx
    .selectFrom('consent_copy')
    .select('consent_id as answer')
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('id', '=', copy)
    .executeTakeFirst()
  const question = beside && (await questionOf(tx, of, beside.answer))
  if (!question) return notFound()
  const { rows } = await sql<{
    found: boolean
  }>`select app.set_aside_copy(${of.youngPerson}::uuid, ${copy}::uuid, ${reason}) as found`.execute(tx)
  if (!rows[0]?.found) return notFound()
  await audit(tx, 'signed copy set aside', { youngPerson: of.youngPerson, record: copy, detail: { reason } })
  return done(question)
}

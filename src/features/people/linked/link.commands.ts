import { audit } from '../../../db/audit.ts'
import { narrowTo, type WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { byReference } from './link-queries.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

/** Links two young people, or one and somebody who has no record. One link speaks for both sides. */
export async function link(
  tx: WriteTx,
  of: Of,
  input: { reference?: string | undefined; words?: string | undefined; kind: string; note?: string | undefined },
): Promise<Outcome<'no such record' | 'the same' | 'linked already'>> {
  const other = input.reference ? await byReference(tx, of.areaId, input.reference) : undefined
  if (input.reference && !other) return refused('no such record')
  if (other === of.youngPerson) return refused('the same')
  // The page is about one young person, the link about two: the policy must be able to see both.
  if (other) await narrowTo(tx, [of.youngPerson, other])
  const made = await tx
    .insertInto('young_person_link')
    .values({
      area_id: of.areaId,
      young_person_id: of.youngPerson,
      other_id: other ?? null,
      other_words: other ? null : (input.words ?? null),
      kind: input.kind,
      note: input.note ?? null,
      recorded_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'young people linked', {
    youngPerson: of.youngPerson,
    record: made.id,
    detail: { other: other ?? null },
  })
  return done()
}

/** Takes a link off, on both sides. */
export async function endLink(tx: WriteTx, of: Of, id: string): Promise<Outcome> {
  const ended = await tx
    .updateTable('young_person_link')
    .set({ ended_at: tx.now, ended_by: tx.who.person.id })
    .where('area_id', '=', of.areaId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where(eb => eb.or([eb('young_person_id', '=', of.youngPerson), eb('other_id', '=', of.youngPerson)]))
    .returning('id')
    .executeTakeFirst()
  if (!ended) return notFound()
  await audit(tx, 'link ended', { youngPerson: of.youngPerson, record: id })
  return done()
}

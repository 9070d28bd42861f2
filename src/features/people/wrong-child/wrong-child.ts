import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import { done, type Outcome, refused } from '../../../platform/outcome.ts'
import { named } from '../codes.ts'
import { byReference } from '../linked/link.ts'
import { circles } from '../trusted-adults/trusted-adult.ts'
import { concernsOf, linkedTo, trustedAdultsOf } from '../young-person/young-person-queries.ts'

/** What can be moved, by the word in its address. */
export const entryKinds = { concern: 'exploitation concern', adult: 'trusted adult', link: 'link' } as const
export type EntryKind = keyof typeof entryKinds
export const isEntryKind = (word: string): word is EntryKind => Object.hasOwn(entryKinds, word)

/** An entry as it is named on the page. */
export interface Entry {
  readonly kind: EntryKind
  readonly id: string
  readonly says: string
}

/** Everything on a record that may turn out to be about somebody else. */
export async function entriesOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<readonly Entry[]> {
  const [concerns, adults, links] = await Promise.all([
    concernsOf(tx, areaId, youngPerson).execute(),
    trustedAdultsOf(tx, areaId, youngPerson).execute(),
    linkedTo(tx, youngPerson),
  ])
  return [
    ...concerns.map(one => ({
      kind: 'concern' as const,
      id: one.id as string,
      says: named('exploitation-type', one.kind),
    })),
    ...adults.map(one => ({
      kind: 'adult' as const,
      id: one.id as string,
      says: `An adult they trust: ${circles.find(circle => circle.key === one.circle)?.name.toLowerCase() ?? ''}`,
    })),
    ...links.map(one => ({
      kind: 'link' as const,
      id: one.linkId,
      says: `Linked: ${named('relationship-kind', one.kind)}`,
    })),
  ]
}

/** What was moved away from here, newest first, with who had seen it. */
export async function movedAway(tx: ReadTx, areaId: string, youngPerson: string) {
  const moves = await tx
    .selectFrom('wrong_child as w')
    .innerJoin('person as p', 'p.id', 'w.moved_by')
    .select(['w.id', 'w.kind', 'w.reason', 'w.moved_at as movedAt', 'p.name as by'])
    .where('w.area_id', '=', areaId)
    .where('w.young_person_id', '=', youngPerson)
    .orderBy('w.moved_at', 'desc')
    .limit(25)
    .execute()
  const { rows: seen } = await sql<{ move: string; name: string; title: string }>`
    select m.id as move, s.name, s.title from unnest(${moves.map(move => move.id)}::uuid[]) as m (id), app.who_saw_entry(${youngPerson}::uuid, m.id) s`.execute(
    tx,
  )
  return moves.map(move => ({ ...move, seenBy: seen.filter(one => one.move === move.id) }))
}
export type Moved = Awaited<ReturnType<typeof movedAway>>[number]

export type NotMoved = 'no such record' | 'gone' | 'not both yours' | 'stands there already'

/** Moves an entry to the young person it is about. Here it is hidden from then on, and sealed as it was. */
export async function moveEntry(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  entry: { readonly kind: EntryKind; readonly id: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMoved>> {
  const right = await byReference(tx, of.areaId, input.reference)
  if (!right) return refused('no such record')
  const { rows } = await sql<{ answer: 'done' | Exclude<NotMoved, 'no such record'> }>`select app.move_entry(
    ${of.youngPerson}::uuid, ${entryKinds[entry.kind]}, ${entry.id}::uuid, ${right}::uuid, ${input.reason}) as answer`.execute(
    tx,
  )
  const answer = rows[0]?.answer ?? 'gone'
  if (answer !== 'done') return refused(answer)
  await audit(tx, 'entry moved', {
    youngPerson: of.youngPerson,
    record: entry.id,
    detail: { kind: entryKinds[entry.kind], to: right },
  })
  await audit(tx, 'entry moved', {
    youngPerson: right,
    record: entry.id,
    detail: { kind: entryKinds[entry.kind], from: of.youngPerson },
  })
  return done()
}

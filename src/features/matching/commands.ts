import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { done, type Outcome, refused, stale } from '../../platform/outcome.ts'
import type { Day } from '../../platform/working-days.ts'
import { nearByReference } from '../people/index.ts'
import { answered } from './answered.commands.ts'
import type { NamedRole } from './keep-apart/roles.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
}

export interface Wished {
  readonly asked: 'asked' | 'not asked'
  readonly askedOn: Day | undefined
  readonly notAskedReason: string | undefined
  readonly gender: 'woman' | 'man' | 'no matter'
  readonly available: readonly string[]
  readonly places: readonly string[]
  readonly languages: readonly string[]
  readonly interests: readonly string[]
  readonly words: string | undefined
}

/** Writes down what a young person wishes, or why they were not asked. @param version 0 where nothing stood there */
export async function recordWishes(tx: WriteTx, of: Of, version: number, said: Wished): Promise<Outcome> {
  const asked = said.asked === 'asked'
  const row = {
    asked: said.asked,
    asked_on: asked ? (said.askedOn ?? null) : null,
    not_asked_reason: asked ? null : (said.notAskedReason ?? null),
    gender: said.gender,
    available: [...said.available],
    places: [...said.places],
    languages: [...said.languages],
    interests: [...said.interests],
    words: said.words ?? null,
    changed_by: tx.who.person.id,
  }
  const { numUpdatedRows } = await tx
    .updateTable('wishes')
    .set({ ...row, changed_at: tx.now, version: version + 1 })
    .where('area_id', '=', of.areaId)
    .where('young_person_id', '=', of.youngPerson)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('wishes')
      .values({ area_id: of.areaId, young_person_id: of.youngPerson, ...row })
      .onConflict(conflict => conflict.doNothing())
      .executeTakeFirst()
    if (!numInsertedOrUpdatedRows) return stale()
  }
  await audit(tx, 'wishes recorded', { youngPerson: of.youngPerson, detail: { asked: said.asked } })
  return done()
}

export type NotKeptApart = 'no such record' | 'the same' | 'looked at again too early'
export const keepApartConstraints = { keep_apart_review_ahead: 'looked at again too early' } as const satisfies Record<
  string,
  NotKeptApart
>

export interface KeepApart {
  readonly reference: string | undefined
  readonly worker: string | undefined
  readonly words: string | undefined
  readonly role: NamedRole | undefined
  readonly ownPast: boolean
  readonly howFar: 'no contact at all' | 'not in the same place at the same time' | 'not matched'
  readonly reason: string | undefined
  readonly evidence: string | undefined
  readonly confirmedBy: string | undefined
  readonly reviewOn: Day
}

/** What is said of every keep-apart, whoever the two are. */
export const apart = <T extends Omit<KeepApart, 'reference' | 'worker'>>(tx: WriteTx, said: T) => ({
  other_words: said.words ?? null,
  other_role: said.role ?? null,
  own_past: said.ownPast,
  how_far: said.howFar as T['howFar'],
  reason: said.reason ?? null,
  evidence: said.evidence ?? null,
  confirmed_by: said.confirmedBy ?? null,
  review_on: said.reviewOn,
  recorded_by: tx.who.person.id,
})

/** Says that a young person and somebody else, here or in a partner area, must be kept apart: from then on nobody matches them. */
export async function keepApart(tx: WriteTx, of: Of, said: KeepApart): Promise<Outcome<NotKeptApart>> {
  const other = said.reference ? await nearByReference(tx, of.areaId, said.reference) : undefined
  if (said.reference && !other) return refused('no such record')
  if (other === of.youngPerson) return refused('the same')
  const id = randomUUID()
  await tx
    .insertInto('keep_apart')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      other_id: other ?? null,
      worker_id: said.worker ?? null,
      ...apart(tx, said),
    })
    .execute()
  await audit(tx, 'kept apart', { youngPerson: of.youngPerson, record: id, detail: { howFar: said.howFar } })
  return done()
}

/** Ends a keep-apart with a reason, from whichever side and record; it stays to be read. */
export async function closeKeepApart(
  tx: WriteTx,
  of: Of,
  id: string,
  reason: string,
): Promise<Outcome<'only who confirmed it'>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | 'only who confirmed it' }>`select app.close_keep_apart(
    ${of.youngPerson}::uuid, ${id}::uuid, ${reason}) as answer`.execute(tx)
  return answered(rows[0]?.answer ?? 'gone', () =>
    audit(tx, 'no longer kept apart', { youngPerson: of.youngPerson, record: id }),
  )
}

export type NotLookedAt = 'looked at again too early' | 'only who confirmed it'

/** Somebody looked at it again and it goes on, until a day to look at it once more. */
export async function lookAtKeepApart(
  tx: WriteTx,
  of: Of,
  id: string,
  said: { readonly says: string; readonly nextOn: Day },
): Promise<Outcome<NotLookedAt>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | NotLookedAt }>`select app.look_at_keep_apart(
    ${of.youngPerson}::uuid, ${id}::uuid, ${said.says}, ${said.nextOn}::date) as answer`.execute(tx)
  return answered(rows[0]?.answer ?? 'gone', () =>
    audit(tx, 'keep-apart looked at again', {
      youngPerson: of.youngPerson,
      record: id,
      detail: { nextOn: said.nextOn },
    }),
  )
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { moveToWhomItIsAbout, type NotMovable } from '../../people/index.ts'
import { ask, tell } from '../../tasks/index.ts'
import { urls } from '../urls.ts'
import { dutyLooks } from './duty.queries.ts'
import { asksTheCaseHolder, concernDueOn, type NoteKind } from './duty.ts'

/** Writes down what happened at night, tells whoever holds the case, and asks them about a concern. */
export async function writeNightNote(
  tx: WriteTx,
  area: Pick<Area, 'id' | 'key'>,
  youngPerson: string,
  input: { readonly kind: NoteKind; readonly says: string },
): Promise<Outcome> {
  const { id } = await tx
    .insertInto('night_note')
    .values({
      area_id: area.id as never,
      young_person_id: youngPerson as never,
      kind: input.kind,
      says: input.says,
      written_by: tx.who.person.id as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'night note written', { youngPerson, record: id, detail: { kind: input.kind } })
  const held = await tx
    .selectFrom('case_holding')
    .select(['person_id as person', 'team_id as team'])
    .where('area_id', '=', area.id as never)
    .where('young_person_id', '=', youngPerson as never)
    .where('until_at', 'is', null)
    .executeTakeFirst()
  if (!held) return done()
  const desk = held.person ? { person: held.person } : { team: held.team }
  const about = { area: area.id, youngPerson, path: urls.nightNotes({ area: area.key, youngPerson }) }
  await tell(tx, { ...about, kind: 'night note written', to: desk, urgency: 'today' })
  if (asksTheCaseHolder(input.kind))
    await ask(tx, { ...about, kind: 'look at a concern', of: desk, dueOn: concernDueOn(tx.now) })
  return done()
}

/**
 * Moves a note that is about another young person: hidden and sealed here, written there, where whoever holds the case is
 * told and asked as if it had stood there at once (design: Wrong child).
 */
export const moveNightNote = (
  tx: WriteTx,
  area: Pick<Area, 'id'>,
  { youngPerson, note }: { readonly youngPerson: string; readonly note: string },
  input: { readonly reference: string; readonly reason: string },
): Promise<Outcome<NotMovable>> =>
  moveToWhomItIsAbout(
    tx,
    { areaId: area.id, youngPerson, kind: 'night note', id: note },
    input.reference,
    right =>
      sql`app.move_night_note(${youngPerson}::uuid, ${note}::uuid, ${right}::uuid, ${input.reason}, ${concernDueOn(tx.now)}::date)`,
  )

/** Whether there was a reason for what somebody of the duty team opened. */
export async function answerDutyLook(
  tx: WriteTx,
  area: Pick<Area, 'id' | 'key'>,
  look: string,
  input: { readonly answer: 'yes' | 'no'; readonly note: string },
): Promise<Outcome<'answered'>> {
  const [one] = await dutyLooks(tx, area.id, look)
  if (!one) return notFound()
  await audit(tx, 'duty look answered', {
    youngPerson: one.youngPersonId,
    record: look,
    detail: { answer: input.answer },
  })
  const { rows } = await sql<{
    answer: 'done' | 'gone' | 'answered'
  }>`select app.answer_duty_look(${area.id}::uuid, ${look}::uuid, ${input.answer}, ${input.note}) as answer`.execute(tx)
  const answer = rows[0]?.answer
  return answer === 'done' ? done() : answer === 'answered' ? refused('answered') : notFound()
}

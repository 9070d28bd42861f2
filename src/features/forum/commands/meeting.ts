import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import { type AreaAt, place } from './agenda.ts'

export interface MeetingInput {
  readonly heldOn: string
  readonly startsAt?: string | undefined
  readonly place?: string | undefined
  readonly chair?: string | undefined
  readonly coordinator?: string | undefined
}

const columns = (input: MeetingInput) => ({
  held_on: input.heldOn,
  starts_at: input.startsAt ? sql<never>`${input.startsAt}::time` : null,
  place: input.place ?? null,
  chair_id: input.chair ?? null,
  coordinator_id: input.coordinator ?? null,
})

/** Puts a meeting in. */
export async function makeMeeting(tx: WriteTx, area: AreaAt, input: MeetingInput): Promise<Outcome<never, string>> {
  const { id } = await tx
    .insertInto('meeting')
    .values({
      area_id: area.id,
      ...columns(input),
      made_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'meeting made', { record: id })
  return done<string>(id)
}

/** Closes a meeting: everything on it is decided or was taken off. */
export async function closeMeeting(tx: WriteTx, area: AreaAt, id: string): Promise<Outcome<'still open items'>> {
  const meeting = await tx
    .selectFrom('meeting')
    .select('closed_at as closedAt')
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!meeting || meeting.closedAt) return notFound()
  const open = await tx
    .selectFrom('discussion')
    .select('id')
    .where('area_id', '=', area.id)
    .where('meeting_id', '=', id)
    .where('taken_off_at', 'is', null)
    .where('outcome_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (open) return refused('still open items')
  await tx
    .updateTable('meeting')
    .set({ closed_at: tx.now, closed_by: tx.who.person.id, version: sql<number>`version + 1` })
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .execute()
  await audit(tx, 'meeting closed', { record: id })
  return done()
}

/**
 * Changes a meeting: its day, chair and place, and the order of its agenda. What is not decided yet moves with its day.
 * @param input.places the number somebody gave to each discussion; those with the same number keep their order
 */
export async function changeMeeting(
  tx: WriteTx,
  area: AreaAt,
  id: string,
  input: MeetingInput & { readonly places: Readonly<Record<string, number>>; readonly version: number },
): Promise<Outcome<'closed'>> {
  const meeting = await tx
    .selectFrom('meeting')
    .select(['closed_at as closedAt', 'held_on as heldOn', 'version'])
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!meeting) return notFound()
  if (meeting.closedAt) return refused('closed')
  if (meeting.version !== input.version) return stale()
  await tx
    .updateTable('meeting')
    .set({ ...columns(input), version: meeting.version + 1 })
    .where('area_id', '=', area.id)
    .where('id', '=', id)
    .execute()
  if (meeting.heldOn !== input.heldOn)
    await tx
      .updateTable('discussion')
      .set({ held_on: input.heldOn, version: sql<number>`version + 1` })
      .where('area_id', '=', area.id)
      .where('meeting_id', '=', id)
      .where('outcome_at', 'is', null)
      .where('taken_off_at', 'is', null)
      .execute()
  const agenda = await tx
    .selectFrom('discussion')
    .select(['id', 'young_person_id as youngPerson', 'sibling_group as group', 'place_on_agenda as place'])
    .where('area_id', '=', area.id)
    .where('meeting_id', '=', id)
    .where('taken_off_at', 'is', null)
    .orderBy('place_on_agenda')
    .orderBy('id')
    .execute()
  const given = (item: { readonly id: string; readonly place: number }) => input.places[item.id] ?? item.place
  await place(
    tx,
    area,
    agenda,
    agenda.toSorted((a, b) => given(a) - given(b)),
  )
  await audit(tx, 'meeting changed', { record: id })
  return done()
}

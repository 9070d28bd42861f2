import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { ReadTx, WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf, endOf } from '../../../platform/working-days.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { ask, type Desk, settle, tell } from '../../tasks/index.ts'
import { caseHolder } from '../queries.ts'
import { urls } from '../urls.ts'
import type { OpenHandOver } from './hand-over-queries.ts'
import type { HolderChoice } from './holder-choices.ts'
import { managedBy } from './managed-by.ts'

interface AreaHere {
  readonly id: string
  readonly key: string
  readonly name: string
}

interface Of {
  readonly area: AreaHere
  readonly youngPerson: string
}

/** The last day to answer: one working day, as the area's file says. */
const dueOn = (area: AreaHere, now: Date): string =>
  endOf(dayOf(now), rulesOf(area).clocks.caseHolderAcceptance, areas().bankHolidays)

const deskOf = (to: HolderChoice): Desk => (to.personId ? { person: to.personId } : { team: to.teamId })

/** Asks a team, or somebody in it, to take over. Until they accept, whoever holds the case holds it. */
export async function askHandOver(
  tx: WriteTx,
  of: Of,
  to: HolderChoice,
  reason: string,
): Promise<Outcome<'asked already' | 'holds it already' | 'holder not possible'>> {
  const now = await caseHolder(tx, of.area.id, of.youngPerson)
  if (!now) return notFound()
  if (now.teamId === to.teamId && now.personId === to.personId) return refused('holds it already')
  const due = dueOn(of.area, tx.now)
  const made = await tx
    .insertInto('hand_over')
    .values({
      area_id: of.area.id,
      young_person_id: of.youngPerson,
      to_agency_id: to.agencyId,
      to_team_id: to.teamId,
      to_person_id: to.personId,
      to_person_kind: to.personId ? 'professional' : null,
      reason,
      due_on: due,
      asked_by: tx.who.person.id,
      from_team_id: now.teamId,
      from_agency_id: now.agencyId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await askToAnswer(tx, of, to, due)
  await audit(tx, 'hand-over asked', {
    youngPerson: of.youngPerson,
    record: made.id,
    detail: { team: { from: now.teamId, to: to.teamId }, caseHolder: { from: now.personId, to: to.personId } },
  })
  return done()
}

async function askToAnswer(tx: WriteTx, of: Of, to: HolderChoice, due: string): Promise<void> {
  const about = { area: of.area.id, youngPerson: of.youngPerson }
  const path = urls.answer({ area: of.area.key, youngPerson: of.youngPerson })
  await ask(tx, { ...about, kind: 'accept a hand over', of: deskOf(to), dueOn: due, path })
  await tell(tx, { ...about, kind: 'hand over asked', to: deskOf(to), urgency: 'today', path })
}

/**
 * A manager names who holds the case. In a team of their own it holds at once. Elsewhere the other team holds the child
 * from now on, and is asked to accept within one working day. Whatever is written down comes first: afterwards the child
 * may be closed to the manager.
 */
export async function nameCaseHolder(
  tx: WriteTx,
  of: Of,
  to: HolderChoice,
  reason: string,
): Promise<Outcome<'holder not possible' | 'holds it already', { open: boolean }>> {
  const now = await caseHolder(tx, of.area.id, of.youngPerson)
  if (!now) return notFound()
  const due = dueOn(of.area, tx.now)
  const about = { area: of.area.id, youngPerson: of.youngPerson }
  const ours = managedBy(tx.who.roles, of.area.id, to)
  await settle(tx, { ...about, kind: 'name a case holder' })
  await settle(tx, { ...about, kind: 'accept a hand over' })
  if (!ours) await askToAnswer(tx, of, to, due)
  else if (to.personId)
    await tell(tx, {
      ...about,
      kind: 'case given',
      to: { person: to.personId },
      urgency: 'today',
      path: urls.youngPerson({ area: of.area.key, youngPerson: of.youngPerson }),
    })
  await audit(tx, 'case-holder named', {
    youngPerson: of.youngPerson,
    detail: { team: { from: now.teamId, to: to.teamId }, caseHolder: { from: now.personId, to: to.personId } },
  })
  const { rows } = await sql<{
    answer: { why?: 'holder not possible' | 'holds it already' }
  }>`select app.name_case_holder(
    ${of.youngPerson}::uuid, ${to.teamId}::uuid, ${to.personId}::uuid, ${reason}, ${due}::date) as answer`.execute(tx)
  const why = rows[0]?.answer.why
  return why ? refused(why) : done({ open: await isOpen(tx, of.youngPerson) })
}

export type NotAnswered = 'gone' | 'holder not possible' | 'not yours'

/** Accepts, declines or withdraws a hand-over; whoever asked is told. */
export async function answerHandOver(
  tx: WriteTx,
  of: Of,
  handOver: OpenHandOver,
  answer: 'accepted' | 'declined' | 'withdrawn',
  input: { readonly holder?: string | undefined; readonly reason?: string | undefined } = {},
): Promise<Outcome<NotAnswered, { open: boolean }>> {
  const about = { area: of.area.id, youngPerson: of.youngPerson }
  await settle(tx, { ...about, kind: 'accept a hand over' })
  if (answer === 'accepted') await settle(tx, { ...about, kind: 'name a case holder' })
  if (answer !== 'withdrawn')
    await tell(tx, {
      ...about,
      kind: answer === 'accepted' ? 'hand over accepted' : 'hand over declined',
      to: { person: handOver.askedBy },
      urgency: 'today',
      path: urls.caseHolder({ area: of.area.key, youngPerson: of.youngPerson }),
    })
  await audit(tx, answer === 'withdrawn' ? 'hand-over withdrawn' : 'hand-over answered', {
    youngPerson: of.youngPerson,
    record: handOver.id,
    detail: answer === 'accepted' ? { answer, caseHolder: { to: input.holder ?? null } } : { answer },
  })
  const { rows } = await sql<{
    answer: 'done' | NotAnswered
  }>`select app.answer_hand_over(${handOver.id}::uuid, ${answer},
    ${input.holder ?? null}::uuid, ${input.reason ?? null}) as answer`.execute(tx)
  const said = rows[0]?.answer ?? 'gone'
  return said === 'done' ? done({ open: await isOpen(tx, of.youngPerson) }) : refused(said)
}

/** Whether the asker can still see them, now that the case changed hands. */
async function isOpen(tx: ReadTx, id: string): Promise<boolean> {
  const { rows } = await sql<{
    open: boolean
  }>`select ${id}::uuid = any (app.visible_young_people(array[${id}::uuid])) as open`.execute(tx)
  return rows[0]?.open === true
}

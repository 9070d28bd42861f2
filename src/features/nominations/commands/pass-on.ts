import type { WriteTx } from '../../../db/scope.ts'
import { type Area, areas } from '../../areas/index.ts'
import { ask, type Desk, settle, tell } from '../../tasks/index.ts'
import { holderOf, type NominationKey, type PanelQuestion } from '../queries.ts'
import { urls } from '../urls.ts'
import { decideBy, pausesOf } from '../waiting.ts'

/** The desk of whoever holds the case: the person, or the team while nobody in it does. */
export async function caseHolderDesk(tx: WriteTx, key: NominationKey): Promise<Desk | null> {
  const holder = await holderOf(tx, key.areaId, key.youngPerson)
  if (!holder) return null
  return holder.person ? { person: holder.person } : { team: holder.team }
}

/** What tasks and news of a nomination are about. */
export const about = (key: NominationKey) => ({
  area: key.areaId,
  youngPerson: key.youngPerson,
  record: key.nomination,
})

const at = (area: Pick<Area, 'key'>, key: NominationKey) => ({
  area: area.key,
  youngPerson: key.youngPerson,
  nomination: key.nomination,
})

export const coordinator = (key: NominationKey): Desk => ({ role: 'coordinator', area: key.areaId })

/** Where the panel considers it. */
export const considerationOf = (area: Pick<Area, 'key'>, key: NominationKey): string =>
  urls.consideration(at(area, key))

/** Where everybody else sees how it stands. */
export const statusOf = (area: Pick<Area, 'key'>, key: NominationKey): string => urls.nomination(at(area, key))

/** Puts the nomination on the coordinator's desk, due by the area's clock without the days an answer was waited for. */
export async function askToConsider(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  of: { readonly submittedAt: Date; readonly questions: readonly Pick<PanelQuestion, 'askedAt' | 'answeredAt'>[] },
): Promise<void> {
  await ask(tx, {
    ...about(key),
    kind: 'consider a nomination',
    of: coordinator(key),
    dueOn: decideBy(of.submittedAt, area.clocks.consideration, pausesOf(of.questions), areas().bankHolidays),
    path: considerationOf(area, key),
  })
}

/** Tells whoever holds the case. */
export async function tellCaseHolder(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  kind: 'nomination decided' | 'information asked' | 'back to the forum',
): Promise<void> {
  const desk = await caseHolderDesk(tx, key)
  if (desk) await tell(tx, { ...about(key), kind, to: desk, urgency: 'today', path: statusOf(area, key) })
}

/** Nothing is asked of anybody about this nomination any more. */
export async function settleAll(tx: WriteTx, key: NominationKey): Promise<void> {
  await settle(tx, { ...about(key), kind: 'consider a nomination' })
  await settle(tx, { ...about(key), kind: 'answer a question' })
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { ask, settle, tell } from '../../tasks/index.ts'
import {
  acceptable,
  allocatable,
  choosable,
  differs,
  mayChangeStrand,
  type NotAllocatable,
  type StrandEnding,
  type TooClose,
} from '../panel.ts'
import { allocationsOf, beforePanel } from '../panel-queries.ts'
import type { Nomination, NominationKey } from '../queries.ts'
import { urls } from '../urls.ts'
import type { Decidable } from './decide.ts'
import { lockNomination } from './lock.ts'
import { about, statusOf, tellCaseHolder } from './pass-on.ts'

interface Chosen {
  readonly serviceKey: string
  readonly reason: string
  readonly differentReason: string | undefined
}

/**
 * Puts a young person into a strand through a service of the area (R33, R34, R136), if that service can take them on
 * safely (R60, R77). A strand other than the finding needs a reason and the chair is told.
 */
export async function allocate(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  of: Decidable,
  chosen: Chosen,
): Promise<Outcome<NotAllocatable, string>> {
  const { facts, open } = await beforePanel(tx, key)
  const finding = of.nomination.latestFinding
  const answer = allocatable({
    serviceKey: chosen.serviceKey,
    choices: choosable(area.services, facts),
    finding,
    differentReason: chosen.differentReason,
    open,
  })
  if (!answer.ok) return refused(answer.why)
  const service = area.services.find(s => s.key === chosen.serviceKey)
  if (!service) return refused('no such service')
  const episode = await sql<{
    id: string
  }>`select app.episode_for_strand(${key.areaId}::uuid, ${key.youngPerson}::uuid) as id`.execute(tx)
  const isDifferent = differs(finding, service.strand)
  const { id } = await tx
    .insertInto('strand_allocation')
    .values({
      area_id: key.areaId,
      young_person_id: key.youngPerson,
      episode_id: episode.rows[0]?.id ?? '',
      nomination_id: key.nomination,
      submitted_by: of.submittedBy,
      strand: service.strand,
      service_key: service.key,
      reason: chosen.reason,
      different_reason: isDifferent ? (chosen.differentReason ?? null) : null,
      decided_by: tx.who.person.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (isDifferent)
    await tell(tx, {
      ...about(key),
      kind: 'different strand',
      to: { role: 'forum-chair', area: key.areaId },
      urgency: 'today',
      path: statusOf(area, key),
    })
  await askToMatch(tx, area, key, service.key, id)
  return done(id)
}

/** R15, R16, R36, R39: whoever matches for this service is asked to, and told at once. The area gives it no clock. */
async function askToMatch(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  service: string,
  allocation: string,
): Promise<void> {
  const desk = { service, area: key.areaId }
  const path = urls.candidates({ area: area.key, youngPerson: key.youngPerson, strand: allocation })
  await ask(tx, { ...about(key), record: allocation, kind: 'match a worker', of: desk, path })
  await tell(tx, { ...about(key), kind: 'nomination decided', to: desk, urgency: 'today', path })
}

/** Adds a strand, or the other one after a change: a panel act like the first. */
export async function addStrand(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  chosen: Chosen,
): Promise<Outcome<NotAllocatable | TooClose | 'not accepted' | 'a later discussion answered otherwise'>> {
  const nomination = await lockNomination(tx, key)
  if (!nomination) return notFound()
  if (nomination.decidedAs !== 'accepted' || !nomination.submittedBy) return refused('not accepted')
  // R128, R132: like the first, another strand stands on two yeses.
  const stands = acceptable(nomination.latestBothYes)
  if (!stands.ok) return refused(stands.why)
  const may = await mayChange(tx, key, nomination)
  if (!may.ok) return refused(may.why)
  const allocated = await allocate(tx, area, key, { nomination, submittedBy: nomination.submittedBy }, chosen)
  if (allocated.is !== 'done') return allocated
  await audit(tx, 'strand added', {
    youngPerson: key.youngPerson,
    record: allocated.value,
    detail: { service: chosen.serviceKey },
  })
  await tellCaseHolder(tx, area, key, 'nomination decided')
  return done()
}

/** Ends a strand with a reason; the service's manager sees the young person no longer. */
export async function endStrand(
  tx: WriteTx,
  area: Area,
  at: { readonly areaId: string; readonly youngPerson: string; readonly strand: string },
  why: { readonly kind: StrandEnding; readonly reason: string },
): Promise<Outcome<TooClose | 'already ended' | 'not enough'>> {
  const found = (await allocationsOf(tx, at.areaId, at.youngPerson)).find(a => a.id === at.strand)
  if (!found) return notFound()
  const key = { areaId: at.areaId, youngPerson: at.youngPerson, nomination: found.nomination }
  const nomination = await lockNomination(tx, key)
  if (!nomination) return notFound()
  const may = await mayChange(tx, key, nomination)
  if (!may.ok) return refused(may.why)
  const ended = await tx
    .updateTable('strand_allocation')
    .set({ until_at: sql<Date>`now()`, ended_by: tx.who.person.id, ended_kind: why.kind, ended_reason: why.reason })
    .where('area_id', '=', at.areaId)
    .where('young_person_id', '=', at.youngPerson)
    .where('id', '=', at.strand)
    .where('until_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) return refused('already ended')
  await audit(tx, 'strand ended', { youngPerson: at.youngPerson, record: at.strand })
  await settle(tx, { ...about(key), record: at.strand, kind: 'match a worker' })
  await tellCaseHolder(tx, area, key, 'nomination decided')
  return done()
}

async function mayChange(tx: WriteTx, key: NominationKey, nomination: Nomination) {
  const me = tx.who.person.id
  const declared = (await beforePanel(tx, key)).members.find(member => member.person === me)
  return mayChangeStrand(me, nomination, declared?.conflict === true)
}

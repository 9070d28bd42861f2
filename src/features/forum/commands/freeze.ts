import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import { narrowTo, type WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { ask, tell } from '../../tasks/index.ts'
import { freezable } from '../discussion.ts'
import { type DiscussionKey, membersOf } from '../discussion-queries.ts'
import { recordNow } from '../paper-queries.ts'
import { urls } from '../urls.ts'
import type { AreaAt } from './agenda.ts'
import { lockDiscussion } from './lock.ts'

/**
 * Freezes the papers of a discussion: what members read is what is decided on. The first time opens the child to the
 * invited agencies and asks them for what they know; later it adds an edition, marked as later, where something changed.
 */
export async function freezePapers(
  tx: WriteTx,
  area: AreaAt,
  key: DiscussionKey,
): Promise<Outcome<'already decided' | 'taken off' | 'nothing new'>> {
  const found = await lockDiscussion(tx, key)
  if (!found) return notFound()
  const answer = freezable(found)
  if (!answer.ok) return refused(answer.why)
  const added = await addEdition(tx, key)
  if (added === 'nothing new') return refused('nothing new')
  if (!found.papersFrozenAt) {
    await tx
      .updateTable('discussion')
      .set({ papers_frozen_at: tx.now, papers_frozen_by: tx.who.person.id, version: sql<number>`version + 1` })
      .where('area_id', '=', key.areaId)
      .where('id', '=', key.discussion)
      .execute()
    await tellMembers(tx, area, key, { askBy: found.heldOn })
  }
  await audit(tx, 'papers frozen', { youngPerson: key.youngPerson, record: key.discussion, detail: { edition: added } })
  return done()
}

/** Writes the record as it is now as the next edition; nothing where it says the same as the last one. */
async function addEdition(tx: WriteTx, key: DiscussionKey): Promise<number | 'nothing new'> {
  const now = await recordNow(tx, key.areaId, key.youngPerson)
  if (!now) throw new Error('a child on an agenda whose record cannot be read')
  const parts = [
    { handling: 'all at this item' as const, body: JSON.stringify(now.open) },
    { handling: 'core agencies only' as const, body: JSON.stringify(now.core) },
  ]
  const { rows } = await sql<{ edition: number; same: boolean }>`
    select edition, bool_and(hash = case handling
        when 'all at this item' then sha256(convert_to(${parts[0]?.body}::jsonb::text, 'UTF8'))
        else sha256(convert_to(${parts[1]?.body}::jsonb::text, 'UTF8')) end) as same
      from paper where area_id = ${key.areaId}::uuid and discussion_id = ${key.discussion}::uuid
      group by edition order by edition desc limit 1`.execute(tx)
  const last = rows[0]
  if (last?.same) return 'nothing new'
  const edition = (last?.edition ?? 0) + 1
  for (const part of parts)
    await tx
      .insertInto('paper')
      .values({
        area_id: key.areaId,
        discussion_id: key.discussion,
        young_person_id: key.youngPerson,
        handling: part.handling,
        edition,
        body: sql`${part.body}::jsonb`,
        hash: sql<Buffer>`sha256(convert_to(${part.body}::jsonb::text, 'UTF8'))`,
        frozen_by: tx.who.person.id,
      })
      .execute()
  return edition
}

/**
 * Every member of an invited agency is told today, and asked for what the agency knows by the day of the discussion.
 * @param how.askBy that day; nothing is asked where it is decided already
 * @param how.only agencies, where others were told before
 */
export async function tellMembers(
  tx: WriteTx,
  area: AreaAt,
  key: DiscussionKey,
  how: { readonly askBy?: string; readonly only?: readonly string[] },
): Promise<void> {
  const invited = await tx
    .selectFrom('discussion_agency')
    .select(['id', 'agency_id as agency'])
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .where('uninvited_at', 'is', null)
    .execute()
  const members = await membersOf(
    tx,
    key.areaId,
    invited.map(i => i.agency).filter(agency => how.only?.includes(agency) ?? true),
  )
  const path = urls.papers({ area: area.key, youngPerson: key.youngPerson, discussion: key.discussion })
  for (const member of members) {
    const about = { area: key.areaId, youngPerson: key.youngPerson, path }
    const desk = { person: member.person }
    await tell(tx, { ...about, kind: 'invited to a discussion', to: desk, urgency: 'today' })
    if (!how.askBy) continue
    await ask(tx, {
      ...about,
      kind: 'contribute to a discussion',
      of: desk,
      record: invited.find(i => i.agency === member.agency)?.id,
      dueOn: how.askBy,
    })
  }
}

/** Freezes the papers of every item of a meeting that are not frozen yet. Answers how many. */
export async function freezeAll(
  tx: WriteTx,
  area: AreaAt,
  meetingId: string,
): Promise<Outcome<'nothing to freeze', number>> {
  const items = await tx
    .selectFrom('discussion')
    .select(['id', 'young_person_id as youngPerson'])
    .where('area_id', '=', area.id)
    .where('meeting_id', '=', meetingId)
    .where('taken_off_at', 'is', null)
    .where('outcome_at', 'is', null)
    .where('papers_frozen_at', 'is', null)
    .orderBy('place_on_agenda')
    .execute()
  if (items.length === 0) return refused('nothing to freeze')
  // The page is about a meeting; what follows is about these children, and needs their records.
  await narrowTo(
    tx,
    items.map(item => item.youngPerson),
  )
  for (const item of items) {
    const key = { areaId: area.id, youngPerson: item.youngPerson, discussion: item.id }
    const frozen = await freezePapers(tx, area, key)
    if (frozen.is !== 'done') throw new Error(`papers on an open agenda could not be frozen: ${frozen.is}`)
  }
  return done<number>(items.length)
}

/** The papers as they are now, where nobody froze them before the discussion decided: opened to the agencies by it. */
export async function freezeForOutcome(tx: WriteTx, area: AreaAt, key: DiscussionKey): Promise<void> {
  const edition = await addEdition(tx, key)
  await tx
    .updateTable('discussion')
    .set({ papers_frozen_at: tx.now, papers_frozen_by: tx.who.person.id })
    .where('area_id', '=', key.areaId)
    .where('id', '=', key.discussion)
    .execute()
  await tellMembers(tx, area, key, {})
  await audit(tx, 'papers frozen', { youngPerson: key.youngPerson, record: key.discussion, detail: { edition } })
}

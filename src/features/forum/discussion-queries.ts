import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../db/scope.ts'
import type { DiscussionKind } from '../areas/index.ts'
import type { Milestones } from './discussion.ts'
import type { Handling } from './handling.ts'
import type { Finding } from './outcome.ts'

/** Where a discussion is found: the area, the child and the discussion itself. */
export interface DiscussionKey {
  readonly areaId: string
  readonly youngPerson: string
  readonly discussion: string
}

export interface Invited {
  readonly id: string
  readonly agencyId: string
  readonly key: string
  readonly name: string
  readonly core: boolean
  readonly attendance: 'there' | 'apologies' | 'not there' | null
}

export interface Discussion extends Milestones {
  /** Whether the asker reads what is assessed of the young person, and not only the papers of this item. */
  readonly readsAssessment: boolean
  readonly id: string
  readonly kind: DiscussionKind
  readonly heldOn: string
  readonly meetingId: string | null
  readonly siblingGroup: string | null
  readonly membersUntil: Date | null
  /** The chair who confirmed the minutes. */
  readonly confirmedBy: string | null
  readonly version: number
  readonly invited: readonly Invited[]
}

const at = (tx: ReadTx, key: DiscussionKey) =>
  tx
    .selectFrom('discussion as d')
    .where('d.area_id', '=', key.areaId)
    .where('d.id', '=', key.discussion)
    .where('d.young_person_id', '=', key.youngPerson)

/** One child’s discussion with the agencies invited, or null where there is none to be seen. */
export async function discussion(tx: ReadTx, key: DiscussionKey): Promise<Discussion | null> {
  const row = await at(tx, key)
    .leftJoin('person as c', 'c.id', 'd.minutes_confirmed_by')
    .select([
      'd.id',
      'c.name as confirmedBy',
      'd.kind',
      'd.held_on as heldOn',
      'd.meeting_id as meetingId',
      'd.sibling_group as siblingGroup',
      'd.papers_frozen_at as papersFrozenAt',
      'd.outcome_at as outcomeAt',
      'd.members_until as membersUntil',
      'd.minutes_confirmed_at as minutesConfirmedAt',
      'd.taken_off_at as takenOffAt',
      'd.version',
      sql<boolean>`'read S4' = any (app.my_acts_on(d.young_person_id))`.as('readsAssessment'),
    ])
    .select(({ selectFrom }) =>
      jsonArrayFrom(
        selectFrom('discussion_agency as i')
          .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'i.area_id').onRef('a.id', '=', 'i.agency_id'))
          .select(['i.id', 'a.id as agencyId', 'a.key', 'a.name', 'a.core', 'i.attendance'])
          .whereRef('i.area_id', '=', 'd.area_id')
          .whereRef('i.discussion_id', '=', 'd.id')
          .where('i.uninvited_at', 'is', null)
          .orderBy('a.core', 'desc')
          .orderBy('a.name'),
      ).as('invited'),
    )
    .executeTakeFirst()
  return row ?? null
}

export interface Contribution {
  readonly id: string
  readonly agency: string
  readonly by: string
  readonly says: string
  readonly handling: Handling
  readonly givenAt: Date
}

/** What the agencies said, as far as the asker may read it: the policy keeps the handling marks. */
export const contributions = (tx: ReadTx, key: DiscussionKey): Promise<readonly Contribution[]> =>
  tx
    .selectFrom('contribution as c')
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'c.area_id').onRef('a.id', '=', 'c.agency_id'))
    .innerJoin('person as p', 'p.id', 'c.given_by')
    .select(['c.id', 'a.name as agency', 'p.name as by', 'c.says', 'c.handling', 'c.given_at as givenAt'])
    .where('c.area_id', '=', key.areaId)
    .where('c.discussion_id', '=', key.discussion)
    .orderBy('c.given_at')
    .orderBy('c.id')
    .limit(200)
    .execute()

export interface PaperRow {
  readonly handling: 'core agencies only' | 'all at this item'
  readonly edition: number
  readonly body: unknown
  readonly hash: string
  readonly frozenAt: Date
}

/** What was frozen, edition by edition, as far as the asker may read it. */
export const papers = (tx: ReadTx, key: DiscussionKey): Promise<readonly PaperRow[]> =>
  tx
    .selectFrom('paper')
    .select(['handling', 'edition', 'body', 'frozen_at as frozenAt'])
    .select(sql<string>`encode(hash, 'hex')`.as('hash'))
    .where('area_id', '=', key.areaId)
    .where('discussion_id', '=', key.discussion)
    .orderBy('edition')
    .orderBy('handling')
    .limit(40)
    .execute()

export interface OutcomeRow {
  readonly id: string
  readonly finding: Finding
  readonly findingReason: string
  readonly suitable: boolean
  readonly wouldBenefit: boolean
  readonly answersReason: string | null
  readonly noQuorumReason: string | null
  readonly corrects: string | null
  readonly correctsReason: string | null
  readonly recordedAt: Date
  readonly by: string
}
export interface OptionRow {
  readonly optionKey: string
  readonly reasonsFor: string | null
  readonly reasonsAgainst: string | null
  readonly recommended: boolean
}
export interface ViewRow {
  readonly id: string
  readonly agency: string | null
  readonly name: string | null
  readonly says: string
}
export interface ActionRow {
  readonly id: string
  readonly agency: string
  readonly agencyId: string
  readonly person: string | null
  readonly personId: string | null
  readonly says: string
  readonly dueOn: string
  readonly doneAt: Date | null
  readonly climbedTo: 'managers' | 'forum' | null
  readonly doneNote: string | null
}
export interface Decided {
  /** The outcome that counts now; those it put right stand after it. */
  readonly outcomes: readonly OutcomeRow[]
  readonly options: readonly OptionRow[]
  readonly views: readonly ViewRow[]
  readonly actions: readonly ActionRow[]
}

/** What was decided and agreed, in one query. */
export async function decided(tx: ReadTx, key: DiscussionKey): Promise<Decided> {
  const row = await at(tx, key)
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('forum_outcome as o')
          .innerJoin('person as p', 'p.id', 'o.recorded_by')
          .select([
            'o.id',
            'o.finding',
            'o.finding_reason as findingReason',
            'o.suitable',
            'o.would_benefit as wouldBenefit',
            'o.answers_reason as answersReason',
            'o.no_quorum_reason as noQuorumReason',
            'o.corrects',
            'o.corrects_reason as correctsReason',
            'o.recorded_at as recordedAt',
            'p.name as by',
          ])
          .whereRef('o.area_id', '=', 'd.area_id')
          .whereRef('o.discussion_id', '=', 'd.id')
          .orderBy('o.id', 'desc'),
      ).as('outcomes'),
      jsonArrayFrom(
        selectFrom('option_considered as c')
          .distinctOn('c.option_key')
          .select([
            'c.option_key as optionKey',
            'c.reasons_for as reasonsFor',
            'c.reasons_against as reasonsAgainst',
            'c.recommended',
          ])
          .whereRef('c.area_id', '=', 'd.area_id')
          .whereRef('c.discussion_id', '=', 'd.id')
          .orderBy('c.option_key')
          .orderBy('c.recorded_at', 'desc'),
      ).as('options'),
      jsonArrayFrom(
        selectFrom('different_view as v')
          .leftJoin('agency as a', j => j.onRef('a.area_id', '=', 'v.area_id').onRef('a.id', '=', 'v.agency_id'))
          .select(['v.id', 'a.name as agency', 'v.name', 'v.says'])
          .whereRef('v.area_id', '=', 'd.area_id')
          .whereRef('v.discussion_id', '=', 'd.id')
          .orderBy('v.id'),
      ).as('views'),
      jsonArrayFrom(
        selectFrom('forum_action as f')
          .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'f.area_id').onRef('a.id', '=', 'f.agency_id'))
          .leftJoin('person as p', 'p.id', 'f.person_id')
          .select([
            'f.id',
            'a.name as agency',
            'f.agency_id as agencyId',
            'p.name as person',
            'f.person_id as personId',
            'f.says',
            'f.due_on as dueOn',
            'f.done_at as doneAt',
            'f.climbed_to as climbedTo',
            'f.done_note as doneNote',
          ])
          .whereRef('f.area_id', '=', 'd.area_id')
          .whereRef('f.discussion_id', '=', 'd.id')
          .orderBy('f.due_on')
          .orderBy('f.id'),
      ).as('actions'),
    ])
    .executeTakeFirst()
  // Moments inside JSON arrive as text, whatever the types say.
  return {
    outcomes: (row?.outcomes ?? []).map(o => ({ ...o, recordedAt: new Date(o.recordedAt) })),
    options: row?.options ?? [],
    views: row?.views ?? [],
    actions: (row?.actions ?? []).map(a => ({ ...a, doneAt: a.doneAt ? new Date(a.doneAt) : null })),
  }
}

/** Who holds the case now: a person, or the team while nobody does; whom an outcome is told to. */
export async function holderOf(tx: ReadTx, areaId: string, youngPerson: string) {
  const row = await tx
    .selectFrom('case_holding as h')
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'h.area_id').onRef('a.id', '=', 'h.agency_id'))
    .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'h.area_id').onRef('t.id', '=', 'h.team_id'))
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select([
      'h.person_id as person',
      'p.name',
      'p.title',
      'h.team_id as team',
      't.name as teamName',
      'h.agency_id as agencyId',
      'a.name as agency',
    ])
    .where('h.area_id', '=', areaId)
    .where('h.young_person_id', '=', youngPerson)
    .where('h.until_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}
export type Holder = NonNullable<Awaited<ReturnType<typeof holderOf>>>

/** The members of these agencies in the forum of an area: at whose desks its tasks lie. */
export const membersOf = (tx: ReadTx, areaId: string, agencies: readonly string[]) =>
  agencies.length === 0
    ? Promise.resolve([])
    : tx
        .selectFrom('membership')
        .select(['person_id as person', 'agency_id as agency'])
        .distinct()
        .where('area_id', '=', areaId)
        .where('role', '=', 'forum-member')
        .where('agency_id', 'in', [...agencies])
        .where('from_at', '<=', tx.now)
        .where(({ or, eb }) => or([eb('until_at', 'is', null), eb('until_at', '>', tx.now)]))
        .execute()

/** Where the nomination stands that is under way, or that followed this discussion; nothing where there is none. */
export async function nominationAfter(
  tx: ReadTx,
  key: DiscussionKey,
): Promise<{ id: string; isDraft: boolean } | null> {
  const row = await tx
    .selectFrom('nomination as n')
    .innerJoin('forum_outcome as o', j =>
      j.onRef('o.area_id', '=', 'n.area_id').onRef('o.id', '=', 'n.forum_outcome_id'),
    )
    .select(['n.id', 'n.submitted_at as submittedAt'])
    .where('n.area_id', '=', key.areaId)
    .where('n.young_person_id', '=', key.youngPerson)
    .where('n.withdrawn_at', 'is', null)
    .where(({ or, eb }) => or([eb('n.decided_at', 'is', null), eb('o.discussion_id', '=', key.discussion)]))
    .orderBy('n.started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { id: row.id, isDraft: row.submittedAt === null } : null
}

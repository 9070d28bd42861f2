import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { ReadTx } from '../../db/scope.ts'
import type { DiscussionKind } from '../areas/index.ts'
import type { Finding } from '../forum/index.ts'
import type { LatestOutcome, Milestones } from './nomination.ts'
import type { GivenAnswer } from './questions.ts'

/** Where a nomination is found: the area, the young person and the nomination itself. */
export interface NominationKey {
  readonly areaId: string
  readonly youngPerson: string
  readonly nomination: string
}

/** What the discussion found and answered, as much of it as a nomination carries on. */
export interface ForumOutcome {
  /** Whether it puts an earlier outcome of the same discussion right. */
  readonly corrects: boolean
  readonly finding: Finding
  readonly findingReason: string
  readonly suitable: boolean
  readonly wouldBenefit: boolean
  readonly discussionId: string
  readonly discussionKind: DiscussionKind
  readonly discussedOn: string
  /** Keys of the support options it recommended (R131, R139). */
  readonly recommended: readonly string[]
  /** Agencies that took part: who works with the young person now. */
  readonly agencies: readonly string[]
}

export interface Nomination extends Milestones {
  readonly id: string
  readonly version: number
  readonly startedAt: Date
  readonly submittedBy: string | null
  readonly submittedByName: string | null
  readonly decidedAt: Date | null
  readonly pausedSeconds: number
  readonly withdrawnReason: string | null
  readonly told: 'yes' | 'not yet' | 'not safe' | null
  /** What the forum had found when it was sent; nothing before. */
  readonly finding: Finding | null
  /** What the forum says: its newest outcome, of a nomination that is over the newest before it was over. */
  readonly outcome: ForumOutcome
  /** Whether the newest outcome of the forum still has both yeses (R132). */
  readonly latestBothYes: boolean
  /** What the newest outcome found: also of a nomination that is over, as strands are chosen by it afterwards. */
  readonly latestFinding: Finding
  /** R130: whether a risk assessment is completed. */
  readonly assessed: boolean
  /** Everybody who began it or answered a question of it. */
  readonly writers: readonly string[]
  readonly holder: Holder | null
  /** What the panel asked, oldest first. */
  readonly questions: readonly PanelQuestion[]
}

/** Who holds the case now, and where to reach them. */
export interface Holder {
  readonly person: string | null
  readonly name: string | null
  readonly title: string | null
  readonly phone: string | null
  readonly team: string
  readonly teamName: string
  readonly agency: string
}

export interface PanelQuestion {
  readonly id: string
  readonly asks: string
  readonly wantedBy: string
  readonly askedAt: Date
  readonly askedBy: string
  readonly answer: string | null
  readonly answeredAt: Date | null
  readonly answeredBy: string | null
}

const holders = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('case_holding as h')
    .innerJoin('team as t', j => j.onRef('t.area_id', '=', 'h.area_id').onRef('t.id', '=', 'h.team_id'))
    .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'h.area_id').onRef('a.id', '=', 'h.agency_id'))
    .leftJoin('person as p', 'p.id', 'h.person_id')
    .select(['p.id as person', 'p.name', 'p.title', 't.id as team', 't.name as teamName', 'a.name as agency'])
    .select(({ fn }) => fn.coalesce('p.work_phone', 't.phone').as('phone'))
    .where('h.area_id', '=', areaId)
    .where('h.young_person_id', '=', youngPerson)
    .where('h.until_at', 'is', null)

const questionsOf = (tx: ReadTx, key: NominationKey) =>
  tx
    .selectFrom('panel_question as q')
    .innerJoin('person as p', 'p.id', 'q.asked_by')
    .leftJoin('person as r', 'r.id', 'q.answered_by')
    .select([
      'q.id',
      'q.asks',
      'q.wanted_by as wantedBy',
      'q.asked_at as askedAt',
      'p.name as askedBy',
      'q.answer',
      'q.answered_at as answeredAt',
      'r.name as answeredBy',
    ])
    .where('q.area_id', '=', key.areaId)
    .where('q.young_person_id', '=', key.youngPerson)
    .where('q.nomination_id', '=', key.nomination)
    .orderBy('q.asked_at')

/** Outcomes with the discussion around them. `o` is the outcome, `d` the discussion. */
const outcomes = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('forum_outcome as o')
    .innerJoin('discussion as d', j => j.onRef('d.area_id', '=', 'o.area_id').onRef('d.id', '=', 'o.discussion_id'))
    .where('o.area_id', '=', areaId)
    .where('o.young_person_id', '=', youngPerson)
    .select([
      'o.id as outcomeId',
      sql<boolean>`o.corrects is not null`.as('corrects'),
      'o.finding',
      'o.finding_reason as findingReason',
      'o.suitable',
      'o.would_benefit as wouldBenefit',
      'd.id as discussionId',
      'd.kind as discussionKind',
      'd.held_on as discussedOn',
    ])
    .select(({ selectFrom }) => [
      jsonArrayFrom(
        selectFrom('option_considered as c')
          .distinctOn('c.option_key')
          .select(['c.option_key as key', 'c.recommended'])
          .whereRef('c.area_id', '=', 'd.area_id')
          .whereRef('c.discussion_id', '=', 'd.id')
          .orderBy('c.option_key')
          .orderBy('c.recorded_at', 'desc'),
      ).as('options'),
      jsonArrayFrom(
        selectFrom('discussion_agency as i')
          .innerJoin('agency as a', j => j.onRef('a.area_id', '=', 'i.area_id').onRef('a.id', '=', 'i.agency_id'))
          .select('a.name')
          .whereRef('i.area_id', '=', 'd.area_id')
          .whereRef('i.discussion_id', '=', 'd.id')
          .where('i.attendance', '=', 'there')
          .orderBy('a.name'),
      ).as('agencies'),
    ])

type OutcomeRow = Omit<ForumOutcome, 'recommended' | 'agencies'> & {
  readonly options: readonly { key: string; recommended: boolean }[]
  readonly agencies: readonly { name: string }[]
}
const toOutcome = (row: OutcomeRow): ForumOutcome => ({
  corrects: row.corrects,
  finding: row.finding,
  findingReason: row.findingReason,
  suitable: row.suitable,
  wouldBenefit: row.wouldBenefit,
  discussionId: row.discussionId,
  discussionKind: row.discussionKind,
  discussedOn: row.discussedOn,
  recommended: row.options.filter(o => o.recommended).map(o => o.key),
  agencies: row.agencies.map(a => a.name),
})

/** The newest outcome of the forum about a young person, and whether a nomination followed that discussion. */
export async function latestOutcome(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<(ForumOutcome & LatestOutcome & { readonly id: string; readonly nomination: string | null }) | null> {
  const row = await outcomes(tx, areaId, youngPerson)
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('nomination as n')
          .innerJoin('forum_outcome as f', j =>
            j.onRef('f.area_id', '=', 'n.area_id').onRef('f.id', '=', 'n.forum_outcome_id'),
          )
          .select(['n.id as nomination', 'n.decided_as as decidedAs'])
          .whereRef('n.area_id', '=', 'o.area_id')
          .whereRef('n.young_person_id', '=', 'o.young_person_id')
          .where('n.withdrawn_at', 'is', null)
          // A nomination under way counts whatever it followed; one that is over, only where it followed this discussion.
          .where(({ or, eb, ref }) =>
            or([eb('n.decided_at', 'is', null), eb('f.discussion_id', '=', ref('o.discussion_id'))]),
          )
          .orderBy('n.started_at', 'desc')
          .limit(1)
          .as('after'),
      j => j.onTrue(),
    )
    .select(['after.nomination', 'after.decidedAs'])
    .orderBy('o.recorded_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? {
        ...toOutcome(row),
        id: row.outcomeId,
        nomination: row.nomination,
        nominated: row.nomination ? (row.decidedAs ?? 'open') : null,
      }
    : null
}

/** A nomination, or null where there is none to be seen. */
export async function nomination(tx: ReadTx, key: NominationKey): Promise<Nomination | null> {
  const row = await outcomes(tx, key.areaId, key.youngPerson)
    .innerJoin('nomination as n', j =>
      j.onRef('n.area_id', '=', 'o.area_id').onRef('n.young_person_id', '=', 'o.young_person_id'),
    )
    .leftJoin('person as s', 's.id', 'n.submitted_by')
    .select([
      'n.id',
      'n.version',
      'n.started_at as startedAt',
      'n.submitted_at as submittedAt',
      'n.submitted_by as submittedBy',
      's.name as submittedByName',
      'n.decided_at as decidedAt',
      'n.decided_as as decidedAs',
      'n.question_since as questionSince',
      'n.paused_seconds as pausedSeconds',
      'n.withdrawn_at as withdrawnAt',
      'n.withdrawn_reason as withdrawnReason',
      'n.told',
      'n.finding as sentAs',
    ])
    .select(({ selectFrom, exists }) => [
      jsonObjectFrom(
        selectFrom('forum_outcome as l')
          .select(['l.both_yes as bothYes', 'l.finding'])
          .whereRef('l.area_id', '=', 'o.area_id')
          .whereRef('l.young_person_id', '=', 'o.young_person_id')
          .orderBy('l.recorded_at', 'desc')
          .orderBy('l.id', 'desc')
          .limit(1),
      ).as('latest'),
      // As the database asks at submission: one made under a record that was merged into this one counts.
      exists(
        selectFrom('assessment as r')
          .innerJoin('young_person as y', j =>
            j.onRef('y.area_id', '=', 'r.area_id').onRef('y.id', '=', 'r.young_person_id'),
          )
          .select('r.id')
          .whereRef('r.area_id', '=', 'n.area_id')
          .where(({ or, eb, ref }) =>
            or([eb('y.id', '=', ref('n.young_person_id')), eb('y.merged_into', '=', ref('n.young_person_id'))]),
          )
          .where('r.completed_at', 'is not', null)
          .where('r.set_aside_at', 'is', null),
      ).as('assessed'),
      sql<string[]>`array(select n.started_by union select w.given_by from nomination_answer w
        where w.area_id = n.area_id and w.nomination_id = n.id and w.young_person_id = n.young_person_id)`.as(
        'writers',
      ),
    ])
    .select([
      jsonObjectFrom(holders(tx, key.areaId, key.youngPerson)).as('holder'),
      jsonArrayFrom(questionsOf(tx, key)).as('questions'),
    ])
    .where('n.id', '=', key.nomination)
    // What it followed says no more once something newer was said; what came after it was over is not about it.
    .where(
      'o.id',
      '=',
      sql<string>`coalesce((select w.id from forum_outcome w where w.area_id = n.area_id and w.young_person_id = n.young_person_id
        and w.recorded_at <= coalesce(n.decided_at, n.withdrawn_at, 'infinity') order by w.recorded_at desc, w.id desc limit 1), n.forum_outcome_id)`,
    )
    .executeTakeFirst()
  if (!row) return null
  return {
    ...row,
    finding: row.sentAs,
    outcome: toOutcome(row),
    latestBothYes: row.latest?.bothYes === true,
    latestFinding: row.latest?.finding ?? row.finding,
    assessed: row.assessed === true,
    // Moments come as text where they come as JSON.
    questions: row.questions.map(q => ({
      ...q,
      askedAt: new Date(q.askedAt),
      answeredAt: q.answeredAt ? new Date(q.answeredAt) : null,
    })),
  }
}

/**
 * Every answer ever given to a nomination, oldest first, and those of the nomination before it, to start from: nothing
 * is typed twice.
 */
export async function answersGiven(
  tx: ReadTx,
  key: NominationKey,
): Promise<{ readonly given: readonly GivenAnswer[]; readonly before: readonly GivenAnswer[] }> {
  const rows = await tx
    .selectFrom('nomination_answer as a')
    .innerJoin('person as p', 'p.id', 'a.given_by')
    .select([
      'a.nomination_id as nomination',
      'a.question',
      'a.version',
      'a.says',
      'a.given_at as givenAt',
      'p.name as by',
      'a.reason',
    ])
    .where('a.area_id', '=', key.areaId)
    .where('a.young_person_id', '=', key.youngPerson)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('a.nomination_id', '=', key.nomination),
        eb(
          'a.nomination_id',
          '=',
          selectFrom('nomination as n')
            .select('n.id')
            .where('n.area_id', '=', key.areaId)
            .where('n.young_person_id', '=', key.youngPerson)
            .where('n.id', '<', key.nomination)
            .orderBy('n.id', 'desc')
            .limit(1),
        ),
      ]),
    )
    .orderBy('a.given_at')
    .orderBy('a.version')
    .execute()
  return {
    given: rows.filter(row => row.nomination === key.nomination),
    before: rows.filter(row => row.nomination !== key.nomination),
  }
}

/** Who holds the case now: a person, or their team while nobody in it does. */
export async function holderOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<Holder | null> {
  return (await holders(tx, areaId, youngPerson).executeTakeFirst()) ?? null
}

export interface ListedNomination extends Milestones {
  readonly id: string
  readonly startedAt: Date
  readonly decidedAt: Date | null
}

/** The nominations of a young person, newest first. */
export async function nominationsOf(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<readonly ListedNomination[]> {
  return tx
    .selectFrom('nomination')
    .select([
      'id',
      'started_at as startedAt',
      'submitted_at as submittedAt',
      'withdrawn_at as withdrawnAt',
      'decided_at as decidedAt',
      'decided_as as decidedAs',
      'question_since as questionSince',
    ])
    .where('area_id', '=', areaId)
    .where('young_person_id', '=', youngPerson)
    .orderBy('started_at', 'desc')
    .limit(25)
    .execute()
}

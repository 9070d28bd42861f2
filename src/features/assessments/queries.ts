import type { ReadTx } from '../../db/scope.ts'
import type { Answers } from './assessment-answers.ts'
import { joined, peopleKey } from './assessment-sections.ts'
import type { Level, RiskAssessmentForm } from './form-definition.ts'
import { riskAssessmentForm } from './forms-in-force.ts'
import { decisionsThatAsk } from './screening-queries.ts'

/** An assessment without its answers. */
export interface AssessmentRecord {
  readonly id: string
  readonly form: RiskAssessmentForm
  readonly previousId: string | null
  /** The day of the screening decision that started its clock; of a draft, of the one that asks for it now. */
  readonly screenedOn: string | null
  readonly startedAt: Date
  readonly startedBy: string
  readonly level: Level | null
  readonly levelReason: string | null
  /** The arithmetic as it stood on completion, step by step. */
  readonly suggested: { readonly level: Level | null; readonly steps: readonly string[] } | null
  readonly completedAt: Date | null
  readonly completedBy: string | null
  readonly sentToForumAt: Date | null
  readonly setAsideAt: Date | null
  readonly setAsideReason: string | null
  readonly version: number
}

/** A section as it was last saved. */
export interface SavedSection {
  readonly key: string
  readonly version: number
  readonly savedAt: Date
  readonly savedBy: string
  readonly answers: unknown
}

/** An assessment with its answers. `peopleRestricted`: there is a section on people who pose a risk that the asker may not read. */
export interface WholeAssessment {
  readonly assessment: AssessmentRecord
  readonly sections: readonly SavedSection[]
  readonly answers: Answers
  readonly peopleRestricted: boolean
}

const records = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('assessment as a')
    .innerJoin('person as starter', 'starter.id', 'a.started_by')
    .leftJoin('person as completer', 'completer.id', 'a.completed_by')
    .leftJoin('screening as s', j => j.onRef('s.area_id', '=', 'a.area_id').onRef('s.id', '=', 'a.screening_id'))
    .select([
      'a.id',
      'a.form_version',
      'a.form_hash',
      'a.previous_id',
      's.decided_on',
      'a.started_at',
      'starter.name as started_by',
      'a.level',
      'a.level_reason',
      'a.suggested',
      'a.completed_at',
      'completer.name as completed_by',
      'a.sent_to_forum_at',
      'a.set_aside_at',
      'a.set_aside_reason',
      'a.version',
    ])
    .select(openDecision(tx, areaId, youngPerson).select('s.decided_on').as('asked_on'))
    .where('a.area_id', '=', areaId as never)
    .where('a.young_person_id', '=', youngPerson as never)

type Row = Awaited<ReturnType<ReturnType<typeof records>['execute']>>[number]

const recordOf = (row: Row): AssessmentRecord => ({
  id: row.id,
  form: riskAssessmentForm({ version: row.form_version, hash: row.form_hash }),
  previousId: row.previous_id,
  screenedOn: row.completed_at === null && row.set_aside_at === null ? row.asked_on : row.decided_on,
  startedAt: row.started_at,
  startedBy: row.started_by,
  level: row.level,
  levelReason: row.level_reason,
  // Written by `complete` alone, from suggestedLevel().
  suggested: row.suggested as AssessmentRecord['suggested'],
  completedAt: row.completed_at,
  completedBy: row.completed_by,
  sentToForumAt: row.sent_to_forum_at,
  setAsideAt: row.set_aside_at,
  setAsideReason: row.set_aside_reason,
  version: row.version,
})

/** The assessments of a young person that the asker may see, newest first. `before` is the id of the last one shown. */
export async function assessmentsOf(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  before: string | undefined,
  most: number,
): Promise<readonly AssessmentRecord[]> {
  let query = records(tx, areaId, youngPerson)
  if (before) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('a.started_at', 'a.id'),
        '<',
        selectFrom('assessment as last')
          .select(['last.started_at', 'last.id'])
          .where('last.area_id', '=', areaId as never)
          .where('last.id', '=', before as never)
          .$asTuple('started_at', 'id'),
      ),
    )
  }
  return (await query.orderBy('a.started_at', 'desc').orderBy('a.id', 'desc').limit(most).execute()).map(recordOf)
}

const sectionColumns = [
  'x.section_key as key',
  'x.version',
  'x.saved_at as savedAt',
  'p.name as savedBy',
  'x.answers',
] as const

/**
 * An assessment with its answers, and the one it looks at again; null where there is none to be seen.
 * @param section only this section's answers are read: the rest may be megabytes
 */
export async function assessmentWithPrevious(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  id: string,
  section?: string,
): Promise<(WholeAssessment & { readonly previous: WholeAssessment | null }) | null> {
  const earlier = tx
    .selectFrom('assessment as this')
    .select('this.previous_id')
    .where('this.area_id', '=', areaId as never)
    .where('this.id', '=', id as never)
  let sections = tx
    .selectFrom('assessment_section as x')
    .innerJoin('person as p', 'p.id', 'x.saved_by')
    .select([...sectionColumns, 'x.assessment_id as assessmentId'])
    .where('x.area_id', '=', areaId as never)
    .where('x.young_person_id', '=', youngPerson as never)
    .where(eb => eb.or([eb('x.assessment_id', '=', id as never), eb('x.assessment_id', '=', earlier as never)]))
  if (section) sections = sections.where('x.section_key', '=', section)
  const [rows, saved] = await Promise.all([
    records(tx, areaId, youngPerson)
      .where(eb => eb.or([eb('a.id', '=', id as never), eb('a.id', '=', earlier as never)]))
      .execute(),
    sections.execute(),
  ])
  const row = rows.find(each => each.id === id)
  if (!row) return null
  const before = rows.find(each => each.id === row.previous_id)
  const whole = (of: Row): WholeAssessment =>
    wholeOf(
      recordOf(of),
      saved.filter(each => each.assessmentId === of.id),
    )
  return { ...whole(row), previous: before ? whole(before) : null }
}

function wholeOf(assessment: AssessmentRecord, sections: readonly SavedSection[]): WholeAssessment {
  return {
    assessment,
    sections,
    answers: joined(sections.map(each => each.answers)),
    // Completing writes the section down for everybody who may read it: where it is missing, it is not for this reader.
    peopleRestricted: assessment.completedAt !== null && !sections.some(each => each.key === peopleKey),
  }
}

/**
 * What somebody last stood by about a young person: the newest completed assessment that was not set aside, as far as the
 * asker may read it. Null where there is none.
 */
export async function latestCompletedAssessment(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<WholeAssessment | null> {
  const latest = tx
    .selectFrom('assessment as latest')
    .select('latest.id')
    .where('latest.area_id', '=', areaId as never)
    .where('latest.young_person_id', '=', youngPerson as never)
    .where('latest.completed_at', 'is not', null)
    .where('latest.set_aside_at', 'is', null)
    .orderBy('latest.completed_at', 'desc')
    .limit(1)
  const [row, sections] = await Promise.all([
    records(tx, areaId, youngPerson).where('a.id', '=', latest).executeTakeFirst(),
    tx
      .selectFrom('assessment_section as x')
      .innerJoin('person as p', 'p.id', 'x.saved_by')
      .select(sectionColumns)
      .where('x.area_id', '=', areaId as never)
      .where('x.assessment_id', '=', latest)
      .execute(),
  ])
  return row ? wholeOf(recordOf(row), sections) : null
}

/** What holds a new assessment together: the draft there may be, the last completed one, and the decision that starts the clock. */
export interface Standing {
  readonly draft: { readonly id: string; readonly startedAt: Date } | null
  readonly last: { readonly id: string; readonly completedAt: Date } | null
  /** The decision that asks for an assessment now, whether one is being written or not. */
  readonly screening: { readonly id: string; readonly decidedOn: string } | null
  readonly episode: string | null
}

/**
 * The screening decision that asks for an assessment now, and starts its clock: the oldest since the last completed
 * assessment, which answered all before it, that no later screening took back.
 */
const openDecision = (tx: ReadTx, areaId: string, youngPerson: string) =>
  decisionsThatAsk(tx, areaId, youngPerson)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('assessment as a')
            .select('a.id')
            .whereRef('a.area_id', '=', 's.area_id')
            .whereRef('a.young_person_id', '=', 's.young_person_id')
            .whereRef('a.completed_at', '>=', 's.recorded_at')
            .where('a.set_aside_at', 'is', null),
        ),
      ),
    )
    .orderBy('s.recorded_at')
    .orderBy('s.id')
    .limit(1)

/** Where a young person stands with screening and assessment, as far as the asker sees assessments. */
export async function standingOf(tx: ReadTx, areaId: string, youngPerson: string): Promise<Standing> {
  const mine = { area: areaId as never, youngPerson: youngPerson as never }
  const [assessments, screening, episode] = await Promise.all([
    tx
      .selectFrom('assessment')
      .select(['id', 'started_at', 'completed_at'])
      .where('area_id', '=', mine.area)
      .where('young_person_id', '=', mine.youngPerson)
      .where('set_aside_at', 'is', null)
      .orderBy('started_at', 'desc')
      .limit(2)
      .execute(),
    openDecision(tx, areaId, youngPerson).select(['s.id', 's.decided_on as decidedOn']).executeTakeFirst(),
    tx
      .selectFrom('episode')
      .select('id')
      .where('area_id', '=', mine.area)
      .where('young_person_id', '=', mine.youngPerson)
      .where('ended_on', 'is', null)
      .executeTakeFirst(),
  ])
  const draft = assessments.find(each => each.completed_at === null)
  const last = assessments.find(each => each.completed_at !== null)
  return {
    draft: draft ? { id: draft.id, startedAt: draft.started_at } : null,
    last: last?.completed_at ? { id: last.id, completedAt: last.completed_at } : null,
    screening: screening ?? null,
    episode: episode?.id ?? null,
  }
}

/** Whose desk the case lies on: the case-holder's, or the team's where nobody holds it by name. Null where nobody does. */
export async function deskOfCase(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<{ person: string } | { team: string } | null> {
  const row = await tx
    .selectFrom('case_holding')
    .select(['person_id', 'team_id'])
    .where('area_id', '=', areaId as never)
    .where('young_person_id', '=', youngPerson as never)
    .where('until_at', 'is', null)
    .executeTakeFirst()
  if (!row) return null
  return row.person_id ? { person: row.person_id } : { team: row.team_id }
}

/** Copies of an assessment that were filed in the main record, newest first. */
export async function copiesFiled(tx: ReadTx, areaId: string, assessment: string) {
  return tx
    .selectFrom('copy_for_record as c')
    .innerJoin('person as p', 'p.id', 'c.filed_by')
    .select(['c.reference', 'c.filed_at as filedAt', 'p.name as filedBy'])
    .where('c.area_id', '=', areaId as never)
    .where('c.assessment_id', '=', assessment as never)
    .orderBy('c.id', 'desc')
    .limit(25)
    .execute()
}

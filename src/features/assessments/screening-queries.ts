import type { ReadTx } from '../../db/scope.ts'
import { type Answers, answersSchema } from './assessment-answers.ts'
import type { ScreeningForm } from './form-definition.ts'
import { screeningForm } from './forms-in-force.ts'

export type ScreeningOutcome = 'assess' | 'strategy-discussion' | 'no-assessment'

/** A screening of the front door (R30). */
export interface ScreeningRecord {
  readonly id: string
  readonly receivedOn: string
  readonly outcome: ScreeningOutcome
  readonly decidedOn: string
  /** Whether the assessment that an earlier one asked for is not wanted any more. */
  readonly takesBack: boolean
  readonly recordedAt: Date
  readonly recordedBy: string
  /** The form it was recorded with; what its outcomes are called. */
  readonly form: ScreeningForm
}

const screenings = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('screening as s')
    .innerJoin('person as p', 'p.id', 's.recorded_by')
    .select([
      's.id',
      's.received_on as receivedOn',
      's.outcome',
      's.decided_on as decidedOn',
      's.takes_back as takesBack',
      's.recorded_at as recordedAt',
      'p.name as recordedBy',
      's.form_version as version',
      's.form_hash as hash',
    ])
    .where('s.area_id', '=', areaId as never)
    .where('s.young_person_id', '=', youngPerson as never)

/** The screenings of a young person, newest first. `before` is the id of the last one shown. */
export async function screeningsOf(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  before: string | undefined,
  most: number,
): Promise<readonly ScreeningRecord[]> {
  let query = screenings(tx, areaId, youngPerson)
  if (before) {
    query = query.where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('s.recorded_at', 's.id'),
        '<',
        selectFrom('screening as last')
          .select(['last.recorded_at', 'last.id'])
          .where('last.area_id', '=', areaId as never)
          .where('last.id', '=', before as never)
          .$asTuple('recorded_at', 'id'),
      ),
    )
  }
  const rows = await query.orderBy('s.recorded_at', 'desc').orderBy('s.id', 'desc').limit(most).execute()
  return rows.map(({ version, hash, ...row }) => ({ ...row, form: screeningForm({ version, hash }) }))
}

/** Decisions that ask for an assessment and that no later screening took back. */
export const decisionsThatAsk = (tx: ReadTx, areaId: string, youngPerson: string) =>
  tx
    .selectFrom('screening as s')
    .where('s.area_id', '=', areaId as never)
    .where('s.young_person_id', '=', youngPerson as never)
    .where('s.outcome', 'in', ['assess', 'strategy-discussion'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('screening as later')
            .select('later.id')
            .whereRef('later.area_id', '=', 's.area_id')
            .whereRef('later.young_person_id', '=', 's.young_person_id')
            .whereRef('later.recorded_at', '>', 's.recorded_at')
            .where('later.takes_back', '=', true),
        ),
      ),
    )

/** The day of the last one of them, whether an assessment came of it or not: whoever only screens may not know. */
export async function lastAskedOn(tx: ReadTx, areaId: string, youngPerson: string): Promise<string | null> {
  const last = await decisionsThatAsk(tx, areaId, youngPerson)
    .select('s.decided_on as decidedOn')
    .orderBy('s.recorded_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.decidedOn ?? null
}

/** One screening with its answers; null where there is none to be seen. */
export async function screeningWithAnswers(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
  id: string,
): Promise<(ScreeningRecord & { readonly questions: Answers['questions'] }) | null> {
  const row = await screenings(tx, areaId, youngPerson)
    .select('s.answers')
    .where('s.id', '=', id as never)
    .executeTakeFirst()
  if (!row) return null
  const { version, hash, answers, ...record } = row
  return { ...record, form: screeningForm({ version, hash }), questions: answersSchema.parse(answers).questions }
}

import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import type { Outcome } from '../../../platform/outcome.ts'
import type { Day } from '../../../platform/working-days.ts'
import { answered } from '../answered.commands.ts'
import type { Decision } from './pause.ts'

interface Of {
  readonly areaId: string
  readonly youngPerson: string
  readonly match: string
}

export type NotPaused = 'paused already' | 'look again later'
export type NotDecided = 'still so' | 'the service first' | 'look again later'

/** Pauses a match: no new meetings until it is decided that they meet again. */
export async function pauseMatch(
  tx: WriteTx,
  of: Of,
  said: { readonly says: string; readonly lookAgainOn: Day },
): Promise<Outcome<NotPaused>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | NotPaused }>`
    select app.pause_match(${of.areaId}::uuid, ${of.match}::uuid, ${said.says}, ${said.lookAgainOn}::date) as answer`.execute(
    tx,
  )
  return answered(rows[0]?.answer ?? 'gone', () =>
    audit(tx, 'match paused', { youngPerson: of.youngPerson, record: of.match }),
  )
}

/** Writes down what the manager of the service and whoever holds the case decided. Nothing ends by it. */
export async function decideAboutMatch(
  tx: WriteTx,
  of: Of,
  said: { readonly decides: Decision; readonly says: string; readonly lookAgainOn: Day | undefined },
): Promise<Outcome<NotDecided>> {
  const { rows } = await sql<{ answer: 'done' | 'gone' | NotDecided }>`
    select app.decide_about_match(${of.areaId}::uuid, ${of.match}::uuid, ${said.decides}, ${said.says}, ${said.lookAgainOn ?? null}::date) as answer`.execute(
    tx,
  )
  return answered(rows[0]?.answer ?? 'gone', () =>
    audit(tx, 'match decided about', {
      youngPerson: of.youngPerson,
      record: of.match,
      detail: { decides: said.decides },
    }),
  )
}

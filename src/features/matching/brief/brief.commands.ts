import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { BriefWords } from './brief.queries.ts'

export type NotIssued = 'tells too much' | 'written meanwhile' | 'over'
export const briefConstraints = {
  brief_in_neutral_words: 'tells too much',
  brief_number_once: 'written meanwhile',
  brief_follows_the_newest: 'written meanwhile',
  brief_while_the_match_runs: 'over',
} as const satisfies Record<string, NotIssued>

/**
 * Writes what the adult reads before they meet: a row of its own each time. The database asks the adult to read it, and lets
 * nobody record a first meeting before they have.
 * @param after number of the version that stood on the page; 0 where there was none
 */
export async function issueBrief(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string; readonly match: string },
  after: number,
  said: BriefWords & { readonly whyAgain: string | undefined },
): Promise<Outcome<NotIssued>> {
  const id = randomUUID()
  await tx
    .insertInto('brief')
    .values({
      area_id: of.areaId,
      id,
      young_person_id: of.youngPerson,
      match_id: of.match,
      number: after + 1,
      where_to_meet: said.whereToMeet,
      not_alone_with: said.notAloneWith,
      what_if: said.whatIf,
      health: said.health,
      emergency_contact: said.emergencyContact,
      why_again: after === 0 ? null : (said.whyAgain ?? null),
      issued_by: tx.who.person.id,
    })
    .execute()
  await audit(tx, 'brief issued', { youngPerson: of.youngPerson, record: id, detail: { number: after + 1 } })
  return done()
}

/** An adult says that they have read the newest. @param of the match is one of the asker's own */
export async function sayRead(
  tx: WriteTx,
  of: { readonly youngPerson: string; readonly match: string; readonly brief: string },
): Promise<Outcome<'written again'>> {
  const { rows } = await sql<{
    answer: 'done' | 'gone' | 'written again'
  }>`select app.say_read(${of.match}::uuid, ${of.brief}::uuid) as answer`.execute(tx)
  const answer = rows[0]?.answer ?? 'gone'
  if (answer === 'gone') return notFound()
  if (answer === 'written again') return refused(answer)
  await audit(tx, 'brief read', { youngPerson: of.youngPerson, record: of.brief })
  return done()
}

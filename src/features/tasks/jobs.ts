import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../db/database.ts'
import type { Clock, Job } from '../../db/jobs.ts'
import type { Logger } from '../../platform/log.ts'
import type { LetterKind, Mailer } from '../../platform/mail.ts'

/** How often the audit is sealed, in milliseconds: at least every ten seconds (promises B). */
export const sealingPause = 10_000

/** Everything the worker does of its own accord. Each is one function of the database; the worker reads no table itself. */
export const clocks: readonly Clock[] = [
  // Seven in London is six or seven in UTC; the database decides which of the two it was.
  { job: 'digests', at: '0 6,7 * * *', madeUpFor: 12 * 60 },
  { job: 'mail left over', at: '* * * * *' },
  { job: 'emergencies left', at: '* * * * *' },
  { job: 'lone visits overdue', at: '* * * * *' },
  { job: 'clear away', at: '23 * * * *' },
  // Every hour, though both go by days: whatever the hour at which a day ends in London, nobody waits for the morning.
  { job: 'cases without a holder', at: '5 * * * *' },
  { job: 'actions climb', at: '10 * * * *' },
  { job: 'tasks of who left', at: '15 * * * *' },
  { job: 'workers without a role', at: '25 * * * *' },
  { job: 'workers due', at: '30 * * * *' },
  { job: 'consent looked at again', at: '30 * * * *' },
  { job: 'consent as they grow up', at: '50 * * * *' },
  { job: 'sharing looked at again', at: '40 * * * *' },
  { job: 'keep-aparts due', at: '35 * * * *' },
  { job: 'matches looked at', at: '40 * * * *' },
  { job: 'who waits looked at', at: '45 * * * *' },
  { job: 'known adults due', at: '40 * * * *' },
  // Picks once a day; asked every hour, so that a night in which nothing ran is made up for in the morning.
  { job: 'sample duty', at: '20 * * * *' },
]

export interface Means {
  readonly database: Database
  readonly mailer: Mailer
  /** Where people reach this system: part of what tells it from a restored copy. */
  readonly origin: string
  readonly log: Logger
}

/** The jobs by name. */
export const jobs = (means: Means): Readonly<Record<string, Job>> => ({
  mail: payload => mail(means, payload),
  digests: async payload => {
    const { ts } = clockPayload.parse(payload)._cron
    await sql`select app.digests_due(${ts}::timestamptz)`.execute(means.database.kysely)
  },
  'mail left over': once(means, sql`select app.mail_left_over()`),
  // Asked for and never looked up: information governance is asked to look at it all the same.
  'emergencies left': once(means, sql`select app.emergencies_left()`),
  // Somebody who went somewhere alone and has not checked in is rung within minutes.
  'lone visits overdue': once(means, sql`select app.lone_visits_overdue()`),
  'clear away': once(means, sql`select app.clear_away()`),
  // R142: somebody always holds the case; losing them raises a task the same day.
  'cases without a holder': once(means, sql`select app.release_lost_cases()`),
  // R141: what an agency has not done goes to its managers.
  'actions climb': once(means, sql`select app.actions_climb()`),
  // A role that ended by the clock leaves nothing lying on its desk.
  'workers without a role': once(means, sql`select app.workers_without_a_role()`),
  // R19, R38: whose supervision, check or training is due.
  'workers due': once(means, sql`select app.workers_due()`),
  // What was said runs out, or was to be looked at again: whoever holds the case is asked.
  'consent looked at again': once(means, sql`select app.looked_at_again()`),
  'sharing looked at again': once(means, sql`select app.sharing_looked_at_again()`),
  // From 18 only they decide; and a parent's yes runs out too.
  'consent as they grow up': once(means, sql`select app.asked_as_they_grow_up()`),
  'keep-aparts due': once(means, sql`select app.keep_aparts_due()`),
  // A check that ran out, leave that began: what a day brings to a live match.
  'matches looked at': once(means, sql`select app.matches_to_look_at()`),
  'who waits looked at': once(means, sql`select app.who_waits_is_looked_at()`),
  'known adults due': once(means, sql`select app.known_adults_due()`),
  'tasks of who left': once(means, sql`select app.tasks_of_who_left(null)`),
  // Duty reads any child of the area: some of what it opened is asked about the next day.
  'sample duty': once(means, sql`select app.sample_duty()`),
})

const once =
  ({ database }: Means, call: RawBuilder<unknown>): Job =>
  async () => {
    await call.execute(database.kysely)
  }

const clockPayload = z.object({ _cron: z.object({ ts: z.iso.datetime() }) })
const mailPayload = z.object({ person: z.uuid(), kind: z.enum(['today', 'digest']) })

/**
 * Sends somebody the e-mail that waits for them. What it stands for is settled and committed first; then the row is held
 * while the letter is handed over, and the hand-over is recorded in the same transaction. A crash between the mail
 * server's yes and our commit sends the same letter again under the same Message-ID; after the commit nothing does.
 */
async function mail({ database, mailer, origin, log }: Means, payload: unknown): Promise<void> {
  const { person, kind } = mailPayload.parse(payload)
  const here = await sql<{ here: boolean }>`select app.mails_from_here(${origin}) as here`.execute(database.kysely)
  if (!here.rows[0]?.here) {
    log.warn({ person }, 'this is a copy of another system: no e-mail was sent')
    return
  }
  // More news may have come while one letter was on its way; the next one stands for that.
  while (await sendNext({ database, mailer }, person, kind)) log.info({ person, kind }, 'an e-mail was handed over')
}

async function sendNext(
  { database, mailer }: Pick<Means, 'database' | 'mailer'>,
  person: string,
  kind: LetterKind,
): Promise<boolean> {
  const begun = await sql<{ id: string | null }>`select app.mail_begins(${person}::uuid, ${kind}) as id`.execute(
    database.kysely,
  )
  const id = begun.rows[0]?.id
  if (!id) return false
  return database.kysely.transaction().execute(async tx => {
    const { rows } = await sql<{
      address: string
      kind: LetterKind
      date: Date
    }>`select address, kind, made_at as date from app.mail_to(${id}::uuid)`.execute(tx)
    const letter = rows[0]
    if (!letter) return false
    await mailer.send({ id, kind: letter.kind, to: letter.address, date: letter.date })
    await sql`select app.mail_handed_over(${id}::uuid)`.execute(tx)
    return true
  })
}

/** Seals what was written to the audit since the last seal. @returns how many events */
export async function sealAudit(database: Database): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select app.seal_audit() as sealed`.execute(database.kysely)
  return rows[0]?.sealed ?? 0
}

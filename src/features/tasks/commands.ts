import { sql } from 'kysely'
import { audit } from '../../db/audit.ts'
import type { WriteTx } from '../../db/scope.ts'
import { uuid } from '../../platform/id.ts'
import { done, notFound, type Outcome } from '../../platform/outcome.ts'
import type { NewsKind, TaskKind } from './kinds.ts'

/** Where a task lies or news goes: a person's desk, a team's, a role's in an area, or that of whoever manages a service. */
export type Desk =
  | { readonly person: string }
  | { readonly team: string }
  | { readonly role: string; readonly area: string }
  | { readonly service: string; readonly area: string }

function deskKey(desk: Desk): string {
  if ('person' in desk) return `person:${desk.person}`
  if ('team' in desk) return `team:${desk.team}`
  return 'role' in desk ? `role:${desk.area}:${desk.role}` : `service:${desk.area}:${desk.service}`
}

interface Subject {
  readonly area: string
  readonly youngPerson?: string | undefined
  readonly record?: string | undefined
}

/** What is asked or told from a page is about a young person. */
interface About extends Subject {
  readonly youngPerson: string
}

/**
 * Asks something of whoever sits at a desk, in the transaction of the act that needs it. Asking twice is asking once.
 * @param task.dueOn a day in Europe/London, yyyy-mm-dd; without one it has no clock
 * @param task.path where it is done, a path of our own
 */
export async function ask(
  tx: WriteTx,
  task: About & { kind: TaskKind; of: Desk; dueOn?: string | undefined; path: string },
): Promise<void> {
  await sql`select app.ask(${task.area}::uuid, ${task.youngPerson}::uuid, ${task.kind}, ${task.record ?? null}::uuid, ${deskKey(task.of)},
    ${task.dueOn ?? null}::date, ${task.path})`.execute(tx)
}

/** Answers what was asked: every open task of this kind about this record, or about this young person where none is given. */
export async function settle(tx: WriteTx, task: Subject & { kind: TaskKind }): Promise<void> {
  await sql`select app.settle(${task.area}::uuid, ${task.youngPerson ?? null}::uuid, ${task.kind}, ${task.record ?? null}::uuid)`.execute(
    tx,
  )
}

/**
 * Tells whoever sits at a desk: a line on their list, and an e-mail that only says to sign in.
 * @param news.urgency `today` sends the e-mail now, `digest` with the next digest
 */
export async function tell(
  tx: WriteTx,
  news: About & { kind: NewsKind; to: Desk; urgency: 'today' | 'digest'; path: string },
): Promise<void> {
  await sql`select app.tell(${news.area}::uuid, ${news.youngPerson}::uuid, ${news.kind}, ${deskKey(news.to)}, ${news.urgency}, ${news.path})`.execute(
    tx,
  )
}

/**
 * Marks what the reader was told as read: this one and all before it.
 * @param newest id of the newest one they saw
 */
export async function readNews(tx: WriteTx, newest: string): Promise<Outcome> {
  if (!uuid.test(newest)) return notFound()
  const { numUpdatedRows } = await tx
    .updateTable('notification')
    .set({ read_at: tx.now })
    .where('person_id', '=', tx.who.person.id)
    .where('read_at', 'is', null)
    .where(({ eb, refTuple, selectFrom }) =>
      eb(
        refTuple('told_at', 'id'),
        '<=',
        selectFrom('notification as n')
          .select(['n.told_at', 'n.id'])
          .where('n.id', '=', newest)
          .where('n.person_id', '=', tx.who.person.id)
          .$asTuple('told_at', 'id'),
      ),
    )
    .executeTakeFirst()
  await audit(tx, 'news read', { detail: { count: Number(numUpdatedRows) } })
  return done()
}

import { randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import type { WriteTx } from '../../src/db/scope.ts'
import { entered } from '../../src/db/who.ts'
import type { Outcome } from '../../src/platform/outcome.ts'
import { hash, newToken } from '../../src/web/session.ts'

/**
 * Lets somebody do something through our own command, in a session of theirs and with their rights alone, in the transaction
 * in which the world is made.
 * @param about the young person whose page it is done on
 */
export async function acting<T>(
  connection: Kysely<Tables>,
  { id, about }: { readonly id: string; readonly about?: string | undefined },
  command: (tx: WriteTx) => Promise<Outcome<string, T>>,
): Promise<T> {
  const token = newToken()
  await sql`insert into app.session (token_hash, person_id, device, authenticated_at, idle_for, expires_at)
    values (${hash(token)}, ${id}, 'The invented world', now(), '15 minutes', now() + interval '1 hour')`.execute(
    connection,
  )
  const { rows } = await sql<{
    entered: unknown
  }>`select app.enter(${token}, ${about ? [about] : null}::uuid[]) as entered`.execute(connection)
  const entry = entered(rows[0]?.entered)
  if (entry.state !== 'open') throw new Error('somebody of the invented world cannot sign in')
  await sql`set local role app`.execute(connection)
  const tx = Object.assign(connection, { who: entry.who, now: entry.now, request: randomUUID() }) as unknown as WriteTx
  const outcome = await command(tx)
  await sql`reset role`.execute(connection)
  await sql`select set_config('app.token', '', true), set_config('app.focus', '', true)`.execute(connection)
  await sql`update app.session set ended_at = now(), ended_because = 'signed out' where token_hash = ${hash(token)} and ended_at is null`.execute(
    connection,
  )
  if (outcome.is !== 'done')
    throw new Error(`the invented world may not do that: ${outcome.is === 'refused' ? outcome.why : outcome.is}`)
  return outcome.value
}

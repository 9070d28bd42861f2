import type { Database } from './database.ts'

/** What a database is for: marked when it is made, never changed. */
export type Kind = 'trial' | 'live'

/** What a program that waits for its database does not wait for: it has answered, and is not ours to work in. */
const notOurs = (message: string): Error => Object.assign(new Error(message), { name: 'NotOurs' })

export const isNotOurs = (error: unknown): boolean => (error as Error).name === 'NotOurs'

export const wrongKind = (marked: Kind, wanted: Kind): Error =>
  notOurs(`This database is marked ${marked}; it cannot be used as ${wanted}.`)

/**
 * Makes sure that a program set up for a trial never works on a live database, where its http, its secrets and its
 * sign-in would open real records; and the other way round. And that the database was made safe (database/database.sql):
 * one that was copied, restored or upgraded compares before it asks a policy, until that is run in it again.
 * @throws one sentence
 */
export async function checkDatabase(database: Database, wanted: Kind): Promise<void> {
  const { rows } = await database.pool.query<{ kind: Kind; safe: boolean }>(
    `select app.system_kind() as kind, not has_function_privilege('pg_stat_get_xact_tuples_returned(oid)', 'execute')
       and not exists (select from pg_proc where oid = 'text_lt(text,text)'::regprocedure and proleakproof) as safe`,
  )
  const [marked] = rows
  if (marked?.kind && marked.kind !== wanted) throw wrongKind(marked.kind, wanted)
  if (!marked?.safe) throw notOurs('This database tells more than its policies allow: run database/database.sql in it.')
}

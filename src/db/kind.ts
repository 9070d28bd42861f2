import type { Database } from './database.ts'

/** What a database is for: marked when it is made, never changed. */
export type Kind = 'trial' | 'live'

export const wrongKind = (marked: Kind, wanted: Kind): Error =>
  Object.assign(new Error(`This database is marked ${marked}; it cannot be used as ${wanted}.`), { name: 'WrongKind' })

/**
 * Makes sure that a program set up for a trial never works on a live database, where its http, its secrets and its
 * sign-in would open real records; and the other way round.
 * @throws one sentence
 */
export async function checkKind(database: Database, wanted: Kind): Promise<void> {
  const { rows } = await database.pool.query<{ kind: Kind }>('select app.system_kind() as kind')
  const marked = rows[0]?.kind
  if (marked && marked !== wanted) throw wrongKind(marked, wanted)
}

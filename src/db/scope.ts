import { type Kysely, sql } from 'kysely'
import type { Database, Tables } from './database.ts'
import { type Entered, entered, type Who } from './who.ts'

export type { Who }

declare const read: unique symbol
declare const write: unique symbol

/** A transaction that knows who is asking. First parameter of every query: one without somebody asking does not compile. */
export type ReadTx = Pick<
  Kysely<Tables>,
  'selectFrom' | 'with' | 'withRecursive' | 'fn' | 'getExecutor' | 'dynamic' | 'selectNoFrom'
> & {
  readonly who: Who
  readonly now: Date
  readonly [read]: true
}

/** A transaction that may change things; first parameter of every command. */
export type WriteTx = Kysely<Tables> & {
  readonly who: Who
  readonly now: Date
  readonly request: string
  readonly [read]: true
  readonly [write]: true
}

/** What a request brings along: the session token, its own id, and the young people in focus (narrows, never widens). */
export interface Asking {
  readonly token: string
  readonly request: string
  readonly focus: readonly string[] | undefined
}

export type Entry<T> =
  | { readonly state: 'open'; readonly who: Who; readonly now: Date; readonly value: T }
  | Exclude<Entered, { state: 'open' }>

/** Thrown inside a transaction to undo it and still hand an answer back. */
class Undo {
  readonly entry: unknown
  constructor(entry: unknown) {
    this.entry = entry
  }
}

/** Narrows what a transaction sees to these young people, for a statement that is about others than the page. Never widens. */
export async function narrowTo(tx: ReadTx, youngPeople: readonly string[]): Promise<void> {
  await sql`select set_config('app.focus', ${`{${youngPeople.join()}}`}, true)`.execute(tx)
}

/** A read-only transaction, enforced by the server. Nothing in `work` can write, whatever it runs. */
export const reading = <T>(database: Database, asking: Asking, work: (tx: ReadTx) => Promise<T>): Promise<Entry<T>> =>
  twice(() => transaction(database, asking, 'begin read only', work as (tx: WriteTx) => Promise<T>, () => true))

/**
 * A transaction that may write.
 * @param keep whether to commit, given what `work` answered: a refusal leaves nothing behind
 */
export const writing = <T>(
  database: Database,
  asking: Asking,
  work: (tx: WriteTx) => Promise<T>,
  keep: (value: T) => boolean,
): Promise<Entry<T>> => twice(() => transaction(database, asking, 'begin', work, keep))

/** Once more, and only once, after a deadlock, a serialisation failure, or a plan that a migration made useless (0A000). */
async function twice<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const { code } = error as { code?: unknown }
    if (code !== '40001' && code !== '40P01' && code !== '0A000') throw error
    return run()
  }
}

async function transaction<T>(
  database: Database,
  asking: Asking,
  begin: string,
  work: (tx: WriteTx) => Promise<T>,
  keep: (value: T) => boolean,
): Promise<Entry<T>> {
  return database.kysely.connection().execute(async connection => {
    try {
      // Both go out at once; if `begin` failed, what `enter` sets would end with its own statement.
      const [, answer] = await Promise.all([
        sql.raw(begin).execute(connection),
        sql<{
          entered: unknown
        }>`select app.enter(${asking.token}, ${asking.focus ? [...asking.focus] : null}::uuid[]) as entered`.execute(
          connection,
        ),
      ])
      const who = entered(answer.rows[0]?.entered)
      if (who.state !== 'open') throw new Undo(who)
      const tx = Object.assign(connection, {
        who: who.who,
        now: who.now,
        request: asking.request,
      }) as unknown as WriteTx
      const value = await work(tx)
      const entry: Entry<T> = { state: 'open', who: who.who, now: who.now, value }
      if (!keep(value)) throw new Undo(entry)
      await commit(connection)
      return entry
    } catch (error) {
      // Whatever failed, entering too: a connection that goes back with a transaction open fails whoever gets it next.
      await sql`rollback`.execute(connection).catch(() => undefined)
      if (error instanceof Undo) return error.entry as Entry<T>
      throw error
    }
  })
}

/** The server answers a commit of a transaction in which a statement failed by rolling it back, and calls that no error. */
async function commit(connection: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ command?: string }>`commit`.execute(connection)
  if (rows[0]?.command !== 'COMMIT')
    throw new Error('an error of the database was passed over, so nothing was committed')
}

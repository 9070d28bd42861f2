import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { type Kind, wrongKind } from './kind.ts'
import { migrateJobs } from './migrate-jobs.ts'

/**
 * Whoever waits for a lock on a table keeps everybody behind them waiting, so a migration gives up after a second and has
 * changed nothing; and no statement of one may go on for long, because what it has locked stays locked until it all ends.
 */
const patience = `set lock_timeout = '1s'; set statement_timeout = '60s'`

const folder = fileURLToPath(new URL('../../database/migrations', import.meta.url))

/**
 * Brings a database to the newest schema, as its owner, and marks it trial or live when it is new.
 * @param url a role that may become tr_owner; never the running server's role
 * @param signInKey hex, at least 32 bytes: the secret the web server proves a checked sign-in with
 * @param load runs in the same session after the migrations, as tr_owner, such as loading the area files
 * @throws one sentence, having changed nothing, when the database is marked for the other kind, or is too busy to change
 */
export async function migrate(
  url: string,
  options: { kind: Kind; signInKey: string; say: (line: string) => void; load: (client: pg.Client) => Promise<void> },
): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role tr_owner')
    await client.query(patience)
    // Before anything is changed: somebody may have taken the wrong address.
    const marked = await markedAs(client)
    if (marked && marked !== options.kind) throw wrongKind(marked, options.kind)
    // First, because our own functions name its tables.
    await migrateJobs(url)
    const applied = await runner({
      dbClient: client,
      dir: folder,
      direction: 'up',
      migrationsSchema: 'migrations',
      createMigrationsSchema: true,
      migrationsTable: 'applied',
      checkOrder: true,
      log: () => {},
    })
    if (applied.length > 0)
      options.say(`Database: ${applied.length} ${applied.length === 1 ? 'change' : 'changes'} made`)
    await client.query(
      `insert into app.system (kind, sign_in_key) values ($1, decode($2, 'hex'))
       on conflict (only_row) do update set sign_in_key = excluded.sign_in_key`,
      [options.kind, options.signInKey],
    )
    await options.load(client)
  } catch (error) {
    if ((error as { code?: unknown }).code !== '55P03') throw error
    throw new Error('Somebody is working in a table that has to change: nothing was changed. Run it again.', {
      cause: error,
    })
  } finally {
    await client.end()
  }
}

/** What the database was marked as when it was made; nothing where it is new. */
async function markedAs(client: pg.Client): Promise<Kind | undefined> {
  const { rows } = await client.query<{ made: boolean }>(`select to_regclass('app.system') is not null as made`)
  if (!rows[0]?.made) return undefined
  const system = await client.query<{ kind: Kind }>('select kind from app.system')
  return system.rows[0]?.kind
}

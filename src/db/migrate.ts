import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'
import { migrateJobs } from './migrate-jobs.ts'

export type Kind = 'trial' | 'live'

const folder = fileURLToPath(new URL('../../database/migrations', import.meta.url))

/**
 * Brings a database to the newest schema, as its owner, and marks it trial or live when it is new.
 * @param url a role that may become tr_owner; never the running server's role
 * @param signInKey hex, at least 32 bytes: the secret the web server proves a checked sign-in with
 * @param load runs in the same session after the migrations, as tr_owner, such as loading the area files
 * @throws when the database is marked for the other kind
 */
export async function migrate(
  url: string,
  options: { kind: Kind; signInKey: string; say: (line: string) => void; load: (client: pg.Client) => Promise<void> },
): Promise<void> {
  // First, because our own functions name its tables.
  await migrateJobs(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('set role tr_owner')
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
    const { rows } = await client.query<{ kind: Kind }>('select kind from app.system')
    const marked = rows[0]?.kind
    if (marked && marked !== options.kind)
      throw new Error(`This database is marked ${marked}; it cannot be used as ${options.kind}.`)
    await client.query(
      `insert into app.system (kind, sign_in_key) values ($1, decode($2, 'hex'))
       on conflict (only_row) do update set sign_in_key = excluded.sign_in_key`,
      [options.kind, options.signInKey],
    )
    await options.load(client)
  } finally {
    await client.end()
  }
}

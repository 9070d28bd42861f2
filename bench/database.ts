import { createHash } from 'node:crypto'
import { chmod, glob, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type Embedded, startEmbedded } from '../src/db/embedded/embedded.ts'
import { asSuperuser, ensureDatabase } from '../src/db/embedded/roles.ts'
import { migrate } from '../src/db/migrate.ts'
import { loadAreasInto } from '../src/features/areas/index.ts'
import { generate } from './generate.ts'
import { signInKey } from './here.ts'

const project = join(import.meta.dirname, '..')
export const configDir = join(project, 'config')
export const benchDir = join(project, 'var', 'bench')

/** How many nominations are there to be sent: enough for a run of some seconds. */
export const drafts = 600

/** The bench's own server, set as `npm start` sets it; its data stay between runs. */
export async function startServer(say: (line: string) => void): Promise<Embedded> {
  if (await mkdir(benchDir, { recursive: true })) await chmod(benchDir, 0o755)
  return startEmbedded({
    dataDir: join(benchDir, 'data'),
    secretsDir: join(benchDir, 'secrets'),
    logFile: join(benchDir, 'postgres.log'),
    say,
  })
}

/** A database with so many young people; made, or made again where anything it is made from has changed. */
export async function databaseOf(server: Embedded, count: number, say: (line: string) => void): Promise<string> {
  const name = `bench_${count}`
  const wanted = await fingerprint()
  const made = await asSuperuser(server.access, 'postgres', async admin => {
    const { rows } = await admin.query<{ mark: string | null }>(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
      [name],
    )
    if (rows[0]?.mark === wanted) return true
    await admin.query(`drop database if exists ${name} with (force)`)
    return false
  })
  if (made) return name
  say(`Making ${count.toLocaleString('en-GB')} young people`)
  await ensureDatabase(server.access, name)
  const url = server.urlFor('postgres', name)
  await migrate(url, { kind: 'trial', signInKey, say: () => undefined, load: loadAreasInto(configDir) })
  await generate(url, { count, drafts, configDir }, say)
  await asSuperuser(server.access, 'postgres', admin => admin.query(`comment on database ${name} is '${wanted}'`))
  return name
}

/** Changes when anything does that the young people are made from; and with the month, because their dates are counted from the day. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(new Date().toISOString().slice(0, 7))
  const files: string[] = []
  const made = [
    'database/database.sql',
    'database/migrations/*',
    'config/**/*.yaml',
    'bench/generate.{ts,sql}',
    'bench/names.ts',
  ]
  for await (const file of glob(made, { cwd: project })) files.push(file)
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(project, file)))
  return hash.digest('hex').slice(0, 16)
}

/** A connection as the superuser, for arranging and looking. */
export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  // Or a server that stops because something went wrong would hide what.
  client.on('error', () => undefined)
  await client.connect()
  return client
}

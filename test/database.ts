import { createHash, randomBytes } from 'node:crypto'
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type Access, connectionUrl } from '../src/db/embedded/connection.ts'
import { asSuperuser, ensureDatabase, guardDatabase } from '../src/db/embedded/roles.ts'
import { migrate } from '../src/db/migrate.ts'
import { loadAreasInto } from '../src/features/areas/index.ts'
import { whenFileIsOver } from './when-over.ts'

/** A migrated database of one test file's own, with the area files loaded. */
export interface TestDatabase {
  readonly name: string
  readonly appUrl: string
  readonly workerUrl: string
  readonly reportsUrl: string
  /** May do everything: for arranging and for proving, never for the code under test. */
  readonly superuserUrl: string
  /** The secret the database was migrated with, 64 hexadecimal digits. */
  readonly signInKey: string
  /** Drops it at once. Without it, the database goes when the file is over. */
  drop(): Promise<void>
}

const project = join(import.meta.dirname, '..')

/** Not a secret: these databases live for seconds, behind a private socket. */
const signInKey = createHash('sha256').update('sign-in key of test databases').digest('hex')

/** Serialises the making of templates. Any number that nobody else uses will do. */
const templateLock = 7_405_311

/** What several test files begin with; put into a template of its own by the first of them, anew in each run. */
export interface Filling {
  readonly name: string
  readonly fill: (database: TestDatabase) => Promise<void>
}

/**
 * Clones a database for this test file from the migrated template, which is made again when a migration or an area
 * file has changed. Takes about 150 ms, so once for a file: `const database = await testDatabase()` at its top.
 */
export async function testDatabase(filling?: Filling): Promise<TestDatabase> {
  const access = inject('cluster')
  const migrated = await migratedTemplate(access)
  const template = filling ? await filledTemplate(access, migrated, filling) : migrated
  const name = `tr_test_${process.env.VITEST_POOL_ID ?? 0}_${randomBytes(4).toString('hex')}`
  await asSuperuser(access, 'postgres', client =>
    client.query(`create database ${name} owner tr_owner template ${template} strategy wal_log`),
  )
  await guardDatabase(access, name)
  let dropped: Promise<unknown> | undefined
  const drop = async () => {
    dropped ??= asSuperuser(access, 'postgres', client => client.query(`drop database ${name} with (force)`))
    await dropped
  }
  whenFileIsOver(drop)
  return theDatabase(access, name, drop)
}

const theDatabase = (access: Access, name: string, drop: () => Promise<void>): TestDatabase => ({
  name,
  appUrl: connectionUrl(access, 'app', name),
  workerUrl: connectionUrl(access, 'worker', name),
  reportsUrl: connectionUrl(access, 'reports', name),
  superuserUrl: connectionUrl(access, 'postgres', name),
  signInKey,
  drop,
})

/** The name of the template with a filling; made if need be. The set-up of a run takes away those of earlier ones. */
async function filledTemplate(access: Access, migrated: string, { name, fill }: Filling): Promise<string> {
  const template = `${migrated}_${name}`
  return asSuperuser(access, 'postgres', async client => {
    await client.query('select pg_advisory_lock($1)', [templateLock])
    if ((await client.query('select from pg_database where datname = $1', [template])).rowCount === 1) return template
    const half = `${template}_new`
    await client.query(`drop database if exists ${half} with (force)`)
    await client.query(`create database ${half} owner tr_owner template ${migrated} strategy wal_log`)
    await guardDatabase(access, half)
    await fill(theDatabase(access, half, async () => undefined))
    await client.query(`alter database ${half} rename to ${template}`)
    return template
  })
}

/** The name of the template for what the migrations and area files say now; made if need be, older ones dropped. */
async function migratedTemplate(access: Access): Promise<string> {
  const template = `tr_template_${await fingerprint()}`
  return asSuperuser(access, 'postgres', async client => {
    const exists = async () =>
      (await client.query('select from pg_database where datname = $1', [template])).rowCount === 1
    if (await exists()) return template
    await client.query('select pg_advisory_lock($1)', [templateLock])
    if (await exists()) return template

    const half = `${template}_new`
    await client.query(`drop database if exists ${half} with (force)`)
    await ensureDatabase(access, half)
    await migrate(connectionUrl(access, 'postgres', half), {
      kind: 'trial',
      signInKey,
      say: () => undefined,
      load: loadAreasInto(join(project, 'config')),
    })
    await client.query(`alter database ${half} rename to ${template}`)

    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname like 'tr\\_template\\_%' and datname <> $1`,
      [template],
    )
    // One that is being cloned this moment stays for next time.
    for (const { datname } of rows) await client.query(`drop database if exists ${datname}`).catch(() => undefined)
    return template
  })
}

/** Changes when anything does that a migrated database is made from. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256')
  const files: string[] = []
  const made = [
    'database/*.sql',
    'database/migrations/*',
    'config/**/*.yaml',
    'src/db/migrate.ts',
    'src/db/migrate-jobs.ts',
    'node_modules/graphile-worker/package.json',
    'src/features/areas/load-into-database.ts',
  ]
  for await (const file of glob(made, { cwd: project, exclude: ['database/schema.sql'] })) files.push(file)
  for (const file of files.sort()) hash.update(`${file}\0`).update(await readFile(join(project, file)))
  return hash.digest('hex').slice(0, 16)
}

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type Embedded, type EmbeddedOptions, startEmbedded } from './embedded.ts'
import { isServerOf, serverNote } from './leftover.ts'
import { ensureDatabase } from './roles.ts'

// Clusters are copied, servers started: seconds each, and more on a busy machine.
vi.setConfig({ testTimeout: 90_000 })

const run = promisify(execFile)
const root = process.getuid?.() === 0
const fast = { fsync: 'off' }

/** A folder with a cluster in it, made once; tests that change the cluster work on a copy. */
let base: string
/** A server on another folder, for tests that only look. */
let shared: Embedded
let sharedFolder: string
beforeAll(async () => {
  base = await temporaryFolder()
  sharedFolder = await temporaryFolder()
  const server = await start(base)
  await ensureDatabase(server.access, 'kept')
  await ask(server.urlFor('postgres', 'kept'), 'create table public.kept as select 42 as answer')
  await server.stop()
  await run('cp', ['-a', `${base}/.`, sharedFolder])
  shared = await start(sharedFolder)
})
afterAll(async () => {
  await shared.stop()
  await rm(base, { recursive: true })
  await rm(sharedFolder, { recursive: true })
})

test('a running server writes no statement, value or detail of an error to its log', async () => {
  const client = new Client({ connectionString: shared.urlFor('postgres', 'kept') })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('log_error_verbosity', 'log_min_error_statement', 'log_statement',
         'log_min_duration_statement', 'log_parameter_max_length', 'log_parameter_max_length_on_error')`,
    )
    expect(Object.fromEntries(rows.map(row => [row.name, row.setting]))).toEqual({
      log_error_verbosity: 'terse',
      log_min_error_statement: 'panic',
      log_statement: 'none',
      log_min_duration_statement: '-1',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
    })
  } finally {
    await client.end()
  }
})

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tr-embedded-'))
  await chmod(folder, 0o755)
  return folder
}

async function copyOfBase(): Promise<string> {
  const folder = await temporaryFolder()
  await run('cp', ['-a', `${base}/.`, folder])
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

const optionsFor = (folder: string): EmbeddedOptions => ({
  dataDir: join(folder, 'data'),
  secretsDir: join(folder, 'secrets'),
  settings: fast,
  say: () => undefined,
})

const start = (folder: string, more: Partial<EmbeddedOptions> = {}) => startEmbedded({ ...optionsFor(folder), ...more })

async function startForTest(folder: string, more: Partial<EmbeddedOptions> = {}): Promise<Embedded> {
  const server = await start(folder, more)
  onTestFinished(() => server.stop())
  return server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Another process that starts a server and then does `next`. Resolves when the server is up. */
async function starterProcess(folder: string, next = 'setInterval(() => undefined, 1000)') {
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const { pid } = await startEmbedded({ ...${JSON.stringify(optionsFor(folder))}, say: () => undefined })
    console.log(pid)
    ${next}`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', program], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(child.stdout, 'data')
  return { child, serverPid: Number(String(line).trim()) }
}

/** Everything in a folder with its size and time of change, to see that nothing was touched. */
async function snapshot(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return Promise.all(
    names.sort().map(async name => {
      const { size, mtimeMs, uid } = await stat(join(folder, name))
      return `${name} ${size} ${mtimeMs} ${uid}`
    }),
  )
}

test('what was written is there at the next start, on a socket and nowhere else', async () => {
  const url = shared.urlFor('postgres', 'kept')
  expect(await ask(url, 'table public.kept')).toEqual([{ answer: 42 }])
  expect(
    await ask(
      url,
      `select current_setting('listen_addresses') as tcp, inet_server_addr() as address,
      current_setting('synchronous_commit') as commit, current_setting('data_checksums') as checksums`,
    ),
  ).toEqual([{ tcp: '', address: null, commit: 'on', checksums: 'on' }])
})

test('only its owner can reach the socket, the secrets and the log', async () => {
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)
  expect(await mode(shared.access.socketFolder)).toBe('700')
  expect(await mode(join(sharedFolder, 'data'))).toBe('700')
  expect(await mode(join(sharedFolder, 'postgres.log'))).toBe('600')
  for (const name of await readdir(join(sharedFolder, 'secrets')))
    expect(await mode(join(sharedFolder, 'secrets', name))).toBe('600')
  expect(Object.values(shared.access.passwords).every(password => /^[0-9a-f]{64}$/.test(password))).toBe(true)
  expect(new Set(Object.values(shared.access.passwords)).size).toBe(4)
})

test('a wrong password does not get in, a right one does', async () => {
  const right = shared.urlFor('app', 'kept')
  const wrong = right.replace(shared.access.passwords.app, shared.access.passwords.worker)
  await expect(ask(wrong, 'select 1')).rejects.toMatchObject({ code: '28P01' })
  expect(await ask(right, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a changed secret of a role is taken over at the next start', async () => {
  const folder = await copyOfBase()
  await writeFile(join(folder, 'secrets/app-password'), 'ab'.repeat(32))
  const server = await startForTest(folder)
  expect(await ask(server.urlFor('app', 'kept'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('with the superuser’s secret of another installation it says so and stops again', async () => {
  const folder = await copyOfBase()
  await writeFile(join(folder, 'secrets/postgres-password'), 'ab'.repeat(32))
  await expect(start(folder)).rejects.toThrow(/does not know the secret/)
  expect(await serverNote(join(folder, 'data'))).toBeUndefined()
})

test('nothing that was typed reaches the log, not even from a statement that fails', async () => {
  const url = shared.urlFor('postgres', 'kept')
  await ask(url, 'create table public.named (name text constraint short check (length(name) < 3))')
  await expect(ask(url, `insert into public.named values ('canary-4711')`)).rejects.toMatchObject({ code: '23514' })
  await expect(ask(url, `select 'canary-4711'::text no such syntax`)).rejects.toMatchObject({ code: '42601' })
  const log = await readFile(join(sharedFolder, 'postgres.log'), 'utf8')
  expect(log).toContain('violates check constraint')
  expect(log).not.toContain('canary-4711')
})

test('a second start on the same data names the first and disturbs nothing', async () => {
  await expect(start(sharedFolder)).rejects.toThrow(
    `already running on ${join(sharedFolder, 'data')} as process ${process.pid}: stop that one first. Nothing was changed.`,
  )
  expect(await ask(shared.urlFor('app', 'kept'), 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of two starts at the same moment one wins and the other says who has it', async () => {
  const folder = await copyOfBase()
  const results = await Promise.allSettled([start(folder), start(folder)])
  const [won] = results.flatMap(result => (result.status === 'fulfilled' ? [result.value] : []))
  const lost = results.flatMap(result => (result.status === 'rejected' ? [String(result.reason)] : []))
  await won?.stop()
  expect(won).toBeDefined()
  expect(lost).toEqual([expect.stringContaining(`as process ${process.pid}`)])
})

test('data of another major version are left as they are', async () => {
  const folder = await copyOfBase()
  await writeFile(join(folder, 'data/PG_VERSION'), '17\n')
  const before = await snapshot(folder)
  await expect(start(folder)).rejects.toThrow(
    /made by PostgreSQL 17, and this program brings PostgreSQL 18.*Nothing was changed/,
  )
  expect(await snapshot(folder)).toEqual(before)
})

test('a folder with other things in it is left as it is', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'data'))
  await writeFile(join(folder, 'data/photo.jpg'), 'not a database')
  await expect(start(folder)).rejects.toThrow(/holds files that are not a PostgreSQL database. Nothing was changed/)
  expect(await readdir(join(folder, 'data'))).toEqual(['photo.jpg'])
  expect((await readdir(folder)).sort()).toEqual(['data'])
})

test('a cluster whose making was cut short is made anew', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await mkdir(join(folder, 'data.new/cluster'), { recursive: true })
  await writeFile(join(folder, 'data.new/cluster/PG_VERSION'), '18\n')
  const server = await startForTest(folder)
  expect(await ask(server.urlFor('postgres', 'postgres'), 'select 1 as one')).toEqual([{ one: 1 }])
  expect((await readdir(folder)).sort()).toEqual(['data', 'postgres.log', 'secrets'])
})

test('a server whose starter was killed is stopped and replaced, and nothing is lost', async () => {
  const folder = await copyOfBase()
  const { child, serverPid } = await starterProcess(folder)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await isServerOf(serverPid, join(folder, 'data'))).toBe(true)

  const said: string[] = []
  const server = await startForTest(folder, { say: line => said.push(line) })
  expect(said).toEqual([`Stopping the database an earlier run left behind (process ${serverPid})`])
  expect(server.pid).not.toBe(serverPid)
  expect(await isServerOf(serverPid, join(folder, 'data'))).toBe(false)
  expect(await ask(server.urlFor('postgres', 'kept'), 'table public.kept')).toEqual([{ answer: 42 }])
})

test('a starter that runs in another process is named, and its server lives on', async () => {
  const folder = await copyOfBase()
  const { child, serverPid } = await starterProcess(folder)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
    // Its server was left behind: starting and stopping clears it away.
    await (await start(folder)).stop()
  })
  await expect(start(folder)).rejects.toThrow(`as process ${child.pid}:`)
  expect(await isServerOf(serverPid, join(folder, 'data'))).toBe(true)
})

test('a server whose starter ends without stopping it is told to stop', async () => {
  const folder = await copyOfBase()
  const { child, serverPid } = await starterProcess(folder, `throw new Error('a bug')`)
  expect(await once(child, 'exit')).toEqual([1, null])
  await expect.poll(() => isServerOf(serverPid, join(folder, 'data')), { timeout: 10_000 }).toBe(false)
})

test('a server that was killed recovers what was committed', async () => {
  const folder = await copyOfBase()
  const first = await start(folder)
  await ask(first.urlFor('postgres', 'kept'), 'insert into public.kept values (43)')
  process.kill(first.pid, 'SIGKILL')
  await first.ended
  await first.stop()
  const second = await startForTest(folder)
  expect(await ask(second.urlFor('postgres', 'kept'), 'select max(answer) as answer from public.kept')).toEqual([
    { answer: 43 },
  ])
})

test('a killed server’s process id that belongs to a stranger now keeps nobody out', async () => {
  const folder = await copyOfBase()
  const { uid, gid } = await stat(join(folder, 'data'))
  const stranger = spawn('/bin/sleep', ['60'], { stdio: 'ignore', ...(root ? { uid, gid } : {}) })
  onTestFinished(() => void stranger.kill())
  const note = join(folder, 'data/postmaster.pid')
  await writeFile(
    note,
    `${stranger.pid}\n${join(folder, 'data')}\n1700000000\n5432\n/nowhere\n\n   1234567   999999\nready   \n`,
  )
  await chown(note, uid, gid)
  const server = await startForTest(folder)
  expect(await ask(server.urlFor('app', 'kept'), 'select 1 as one')).toEqual([{ one: 1 }])
  expect(stranger.exitCode).toBeNull()
})

test('the server and its processes are gone after stopping, and stopping twice is stopping', async () => {
  const folder = await copyOfBase()
  const server = await start(folder)
  await Promise.all([server.stop(), server.stop()])
  await server.stop()
  expect(await isServerOf(server.pid, join(folder, 'data'))).toBe(false)
  expect(await stat(server.access.socketFolder).catch(() => 'gone')).toBe('gone')
  // Free again at once.
  await (await start(folder)).stop()
})

test.runIf(root)('started by root it runs as nobody, who need not be able to enter the project', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tr-home-'))
  const elsewhere = await temporaryFolder()
  onTestFinished(async () => {
    await rm(home, { recursive: true })
    await rm(elsewhere, { recursive: true })
  })
  expect((await stat(home)).mode & 0o777).toBe(0o700)
  const said: string[] = []
  const server = await startForTest(join(home, 'var'), { elsewhere, say: line => said.push(line) })
  expect(server.dataDir.startsWith(elsewhere)).toBe(true)
  expect(said[0]).toContain(`its data are kept in ${server.dataDir}`)
  expect((await stat(server.dataDir)).uid).not.toBe(0)
  expect((await stat(`/proc/${server.pid}`)).uid).toBe((await stat(server.dataDir)).uid)
  await server.stop()
  // And finds them there again.
  const again = await startForTest(join(home, 'var'), { elsewhere })
  expect(again.dataDir).toBe(server.dataDir)
})

test.runIf(root)('an ordinary user’s server runs as that user', async () => {
  const folder = await temporaryFolder()
  onTestFinished(() => rm(folder, { recursive: true }))
  const { uid, gid } = await stat(join(base, 'data'))
  await chown(folder, uid, gid)
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    const server = await startEmbedded({ ...${JSON.stringify(optionsFor(folder))}, say: console.log })
    await server.stop()`
  const { stdout } = await run(process.execPath, ['--input-type=module-typescript', '--eval', program], { uid, gid })
  expect(stdout).toBe(`Making an empty database in ${folder}/data\n`)
  expect((await stat(join(folder, 'data'))).uid).toBe(uid)
})

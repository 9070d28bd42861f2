import { type ChildProcess, spawn } from 'node:child_process'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { bareEnvironment, spawnAs } from './account.ts'
import { CannotStart } from './cannot-start.ts'
import type { Place } from './place.ts'

/** Server settings by name (PostgreSQL's own names and units). */
export type Settings = Readonly<Record<string, string | number>>

/**
 * What every embedded server runs with. Given on the command line, so they hold whatever a file in the data folder
 * says. Nothing that was typed reaches the log: terse, no statements, no parameters (promises, G).
 */
const always: Settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_min_duration_statement: -1,
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_timezone: 'UTC',
  timezone: 'UTC',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
}

/** A log longer than this, in bytes, is put aside at the next start; the one before it goes. */
const longestLog = 10_000_000

/**
 * Starts the server process: in a session of its own, so that Ctrl-C in our terminal does not reach it and it stops
 * only when everybody who uses it has.
 */
export async function spawnServer(
  place: Place,
  sockets: string,
  logFile: string,
  settings: Settings,
): Promise<ChildProcess> {
  if (((await stat(logFile).catch(() => undefined))?.size ?? 0) > longestLog) await rename(logFile, `${logFile}.1`)
  const log = await open(logFile, 'a', 0o600)
  const all: Settings = { ...always, ...settings, unix_socket_directories: sockets }
  const child = spawn(
    join(place.binaries, 'postgres'),
    ['-D', place.dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    {
      cwd: '/',
      env: bareEnvironment,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      ...spawnAs(place.account),
    },
  )
  child.unref()
  await log.close()
  return child
}

/**
 * Waits until the server answers a query. Recovery after a crash may take long and is waited for.
 * @throws CannotStart with the server's own words when it ends instead.
 */
export async function untilReady(
  child: ChildProcess,
  url: string,
  logFile: string,
  say: (line: string) => void,
): Promise<void> {
  let ended: string | undefined
  child.once('error', error => (ended = error.message))
  child.once('exit', () => (ended ??= ''))
  for (let tries = 1; ; tries++) {
    if (ended !== undefined) throw new CannotStart(`PostgreSQL did not start: ${ended || (await lastWords(logFile))}`)
    const problem = await tryToConnect(url)
    if (problem === undefined) return
    if (problem.code === '28P01')
      throw new CannotStart(
        `The database does not know the secret in our secrets folder: the two belong to different installations. Put the right secrets back from a backup.`,
      )
    if (!stillStarting.has(problem.code ?? '')) throw problem
    if (tries % 500 === 0) say('The database is still recovering from its last crash')
    await sleep(20)
  }
}

/** No socket yet; a socket of a killed server; starting or recovering (cannot_connect_now). */
const stillStarting = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', '57P03'])

async function tryToConnect(url: string): Promise<(Error & { code?: string }) | undefined> {
  const client = new Client({ connectionString: url })
  try {
    await client.connect()
    await client.end()
    return undefined
  } catch (error) {
    await client.end().catch(() => undefined)
    return error as Error & { code?: string }
  }
}

async function lastWords(logFile: string): Promise<string> {
  const handle = await open(logFile)
  const { size } = await handle.stat()
  const { buffer, bytesRead } = await handle.read({ position: Math.max(0, size - 4_000), buffer: Buffer.alloc(4_000) })
  await handle.close()
  const line = buffer
    .toString('utf8', 0, bytesRead)
    .split('\n')
    .findLast(text => text.includes('FATAL') || text.includes('error'))
  return line?.replace(/^.*FATAL:\s*/, '') ?? `see ${logFile}`
}

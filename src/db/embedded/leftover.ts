import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart } from './cannot-start.ts'

/** What a running server writes about itself into `postmaster.pid` (PostgreSQL's miscadmin.h, LOCK_FILE_LINE_*). */
interface ServerNote {
  readonly pid: number
  readonly socketFolder: string
  /** The id of its shared memory segment; undefined before it has one. */
  readonly sharedMemory: number | undefined
}

/** Reads the note of the server that runs, or ran and was killed, on the data. */
export async function serverNote(dataDir: string): Promise<ServerNote | undefined> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const lines = text?.split('\n')
  const pid = Number(lines?.[0])
  if (!lines || !Number.isInteger(pid) || pid <= 0) return undefined
  const segment = lines[6]?.trim().split(/\s+/)[1]
  return { pid, socketFolder: lines[4] ?? '', sharedMemory: segment ? Number(segment) : undefined }
}

/** Is this process the server of this data folder? A process id may have been given to a stranger since. */
export async function isServerOf(pid: number, dataDir: string): Promise<boolean> {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  const [program, ...args] = command.split('\0')
  return program?.endsWith('/postgres') === true && args[args.indexOf('-D') + 1] === dataDir
}

/**
 * Clears away what a starter killed with -9 left: its server is stopped, so that the new one has our settings and our
 * parenthood. Called only under the data folder's lock, so the server belongs to nobody who lives.
 */
export async function stopLeftover(dataDir: string, say: (line: string) => void): Promise<void> {
  const note = await serverNote(dataDir)
  if (!note) return
  if (await isServerOf(note.pid, dataDir)) {
    say(`Stopping the database an earlier run left behind (process ${note.pid})`)
    await stopServer(note.pid, async () => !(await isServerOf(note.pid, dataDir)))
    return
  }
  await untilUnused(note.sharedMemory)
  // The server is dead. If its process id now belongs to somebody else under the same account, PostgreSQL would take
  // that one for a server and not start; so the dead server's note goes.
  await rm(join(dataDir, 'postmaster.pid'), { force: true })
}

/**
 * Stops a server: "fast" first (finishes nothing, loses nothing), "immediate" if that takes over 30 s. Never SIGKILL,
 * which would leave its children on the data.
 */
export async function stopServer(pid: number, gone: () => Promise<boolean>): Promise<void> {
  signal(pid, 'SIGINT')
  if (await within(30_000, gone)) return
  signal(pid, 'SIGQUIT')
  if (await within(15_000, gone)) return
  throw new CannotStart(`The database server, process ${pid}, does not stop: stop it by hand.`)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Children of a killed server notice within moments; until then they still hold its shared memory. */
async function untilUnused(segment: number | undefined): Promise<void> {
  if (segment === undefined) return
  const unused = async () => {
    const table = await readFile('/proc/sysvipc/shm', 'utf8').catch(() => '')
    const row = table.split('\n').find(line => Number(line.trim().split(/\s+/)[1]) === segment)
    return Number(row?.trim().split(/\s+/)[6] ?? 0) === 0
  }
  if (!(await within(15_000, unused)))
    throw new CannotStart(`Processes of an earlier database server still use its memory (segment ${segment}).`)
}

/** Asks until the answer is yes or the time, in milliseconds, is over. */
async function within(milliseconds: number, done: () => Promise<boolean>): Promise<boolean> {
  const limit = AbortSignal.timeout(milliseconds)
  while (!limit.aborted) {
    if (await done()) return true
    await sleep(20)
  }
  return done()
}

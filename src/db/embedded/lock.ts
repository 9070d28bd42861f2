import { stat } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { basename, dirname } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Held while a program of ours runs on a data folder. */
export interface Lock {
  release(): Promise<void>
}

/**
 * Takes the data folder for this process, or says who has it.
 *
 * The lock is a socket name in Linux's abstract namespace: two cannot hold it, and the kernel frees it when its holder
 * dies in any way, so no stale lock file can keep anybody out. It is made of the parent folder's inode, so the same
 * folder by another path is the same lock. Whoever connects is told the holder's process id.
 *
 * @throws CannotStart naming the process that holds it.
 */
export async function takeData(dataDir: string): Promise<Lock> {
  const name = await lockName(dataDir)
  const server = await listen(name)
  if (server) return { release: () => new Promise(resolve => server.close(() => resolve())) }
  throw alreadyRunning(dataDir, await holderOf(dataDir))
}

/**
 * Says early, before anything else is looked at, that another process runs on the data folder.
 * @throws CannotStart naming that process.
 */
export async function checkUnheld(dataDir: string): Promise<void> {
  const holder = await holderOf(dataDir)
  if (holder !== undefined) throw alreadyRunning(dataDir, holder)
}

function alreadyRunning(dataDir: string, holder: number | undefined): CannotStart {
  const process = holder === undefined ? '' : ` as process ${holder}`
  return new CannotStart(
    `This program is already running on ${dataDir}${process}: stop that one first. Nothing was changed.`,
  )
}

/** The process that runs on the data folder now. Undefined: none, or it does not answer within a second. */
export async function holderOf(dataDir: string): Promise<number | undefined> {
  const name = await lockName(dataDir).catch(() => undefined)
  // No folder around it yet: nobody can be running there.
  if (name === undefined) return undefined
  return new Promise(resolve => {
    let told = ''
    const socket = connect(name)
    socket.setTimeout(1_000, () => socket.destroy())
    socket.on('data', chunk => (told += chunk))
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(/^\d+$/.test(told) ? Number(told) : undefined))
  })
}

async function lockName(dataDir: string): Promise<string> {
  const parent = await stat(dirname(dataDir))
  return `\0trusted-relationships/${parent.dev}/${parent.ino}/${basename(dataDir)}`
}

function listen(name: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer(socket => {
      socket.on('error', () => socket.destroy())
      socket.end(String(process.pid))
    })
    server.unref()
    server.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(name, () => resolve(server))
  })
}

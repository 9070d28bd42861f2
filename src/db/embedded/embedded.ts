import type { ChildProcess } from 'node:child_process'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { makeCluster } from './cluster.ts'
import { type Access, connectionUrl, type LoginRole, loginRoles } from './connection.ts'
import { isServerOf, serverNote, stopLeftover, stopServer } from './leftover.ts'
import { takeData } from './lock.ts'
import { contents, settle } from './place.ts'
import { ensureRoles } from './roles.ts'
import { secret } from './secrets.ts'
import { type Settings, spawnServer, untilReady } from './server.ts'
import { removeSocketFolder, socketFolder } from './socket-folder.ts'

/** Where an embedded server keeps things, and how it is to run. */
export interface EmbeddedOptions {
  /** The data folder, absolute; made when absent. */
  readonly dataDir: string
  /** The folder of the roles' passwords, one file each. */
  readonly secretsDir: string
  /** The server's log; by default `postgres.log` beside the data folder. */
  readonly logFile?: string
  /** Where data and binaries go if the server's account cannot enter their folders; by default below /var/lib. */
  readonly elsewhere?: string
  /** Added to the fixed settings, and stronger than they. */
  readonly settings?: Settings
  /** Is told, a line each, what is being done. */
  readonly say: (line: string) => void
}

/** A running PostgreSQL of our own. */
export interface Embedded {
  readonly pid: number
  readonly dataDir: string
  /** What another process needs to connect. */
  readonly access: Access
  urlFor(role: LoginRole, database: string): string
  /** Resolves when the server process has ended, asked or not. */
  readonly ended: Promise<void>
  /** Stops it (clients are disconnected) and resolves when it is gone. May be called again. */
  stop(): Promise<void>
}

/**
 * Starts PostgreSQL on a data folder, making the cluster, its secrets and its roles where they are missing.
 * Unix socket only; as an unprivileged account when we are root.
 * @throws CannotStart, having changed nothing: data of another major version, of somebody else, in use, or not a
 * database; no binaries for this machine.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { say } = options
  const place = await settle(options.dataDir, say, options.elsewhere)
  const lock = await takeData(options.dataDir)
  try {
    const found = await contents(place)
    const passwords = await readPasswords(options.secretsDir)
    if (found === 'nothing') {
      say(`Making an empty database in ${place.dataDir}`)
      await makeCluster(place, passwords.postgres, options.settings?.fsync !== 'off')
    } else {
      await stopLeftover(place.dataDir, say)
    }
    const access: Access = { socketFolder: await socketFolder(place.dataDir, place.account), passwords }
    const logFile = options.logFile ?? join(dirname(options.dataDir), 'postgres.log')
    const child = await spawnServer(place, access.socketFolder, logFile, options.settings ?? {})
    const server = running(child, access, place.dataDir, lock.release)
    try {
      await untilReady(child, connectionUrl(access, 'postgres', 'postgres'), logFile, say)
      await ensureRoles(access)
    } catch (error) {
      await server.stop()
      throw error
    }
    return server
  } catch (error) {
    await lock.release()
    throw error
  }
}

function running(child: ChildProcess, access: Access, dataDir: string, release: () => Promise<void>): Embedded {
  const pid = child.pid
  let over = pid === undefined
  const ended = new Promise<void>(resolve => {
    const finished = () => {
      over = true
      process.off('exit', stopAnyway)
      resolve()
    }
    child.once('exit', finished)
    // The program could not even be started; untilReady says why.
    child.once('error', finished)
  })
  // Should this process end without stopping it first, a word to the server still gets out.
  const stopAnyway = () => void (pid !== undefined && process.kill(pid, 'SIGINT'))
  process.once('exit', stopAnyway)
  let stopping: Promise<void> | undefined
  const stop = async () => {
    if (!over && pid !== undefined) {
      child.ref()
      await stopServer(pid, async () => over)
    }
    await removeSocketFolder(access.socketFolder)
    await release()
  }
  return {
    pid: pid ?? -1,
    dataDir,
    access,
    urlFor: (role, database) => connectionUrl(access, role, database),
    ended,
    stop: () => (stopping ??= stop()),
  }
}

/** The passwords of all roles, made where they are missing. */
async function readPasswords(folder: string): Promise<Access['passwords']> {
  const values = await Promise.all(loginRoles.map(async role => [role, await secret(folder, `${role}-password`)]))
  // fromEntries forgets the keys' type; they are exactly loginRoles.
  return Object.fromEntries(values) as Access['passwords']
}

/**
 * How to reach the server that is running on a data folder, started by another process of ours.
 * @throws CannotStart when none is running.
 */
export async function runningServer(options: Pick<EmbeddedOptions, 'dataDir' | 'secretsDir'>): Promise<Access> {
  const place = await settle(options.dataDir, () => undefined)
  const note = await serverNote(place.dataDir)
  if (!note || !(await isServerOf(note.pid, place.dataDir)))
    throw new CannotStart(`No database is running on ${place.dataDir}: npm start starts it.`)
  return { socketFolder: note.socketFolder, passwords: await readPasswords(options.secretsDir) }
}

import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/db/embedded/embedded.ts'
import { ensureDatabase } from '../../src/db/embedded/roles.ts'
import type { Settings } from '../../src/db/embedded/server.ts'
import { migrate } from '../../src/db/migrate.ts'
import { loadAreasInto } from '../../src/features/areas/index.ts'
import type { TestDatabase } from '../database.ts'

/** A database server that a test may kill: on a data folder of its own, with the settings people run. */
export interface OwnCluster {
  readonly on: TestDatabase
  /** Starts it, with these settings beside the usual ones, under the address it always has. */
  start(settings?: Settings): Promise<void>
  /** As an operator would: everybody is disconnected, nothing is lost. */
  stop(): Promise<void>
  /** kill -9 of the postmaster. Resolves when it is gone. */
  kill(): Promise<void>
}

const name = 'faults'

/** Process ids of whatever a process started. */
async function processesOf(parent: number): Promise<readonly number[]> {
  const all = (await readdir('/proc')).filter(entry => /^\d+$/.test(entry))
  const stats = await Promise.all(all.map(pid => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  // The name of the program stands in brackets and may hold anything; its parent comes second after it.
  return all
    .filter((_, n) => stats[n]?.slice(stats[n].lastIndexOf(')') + 2).split(' ')[1] === String(parent))
    .map(Number)
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Makes one, migrated, with the area files loaded, and starts it; all of it goes when the file is over. */
export async function ownCluster(): Promise<OwnCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'tr-faults-'))
  await chmod(folder, 0o755)
  let running: Embedded | undefined
  const start = async (settings: Settings = {}) => {
    running = await startEmbedded({
      dataDir: join(folder, 'data'),
      secretsDir: join(folder, 'secrets'),
      settings,
      say: () => undefined,
    })
    return running
  }
  const stop = async () => {
    await running?.stop()
    running = undefined
  }
  afterAll(async () => {
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  // It may lose its power while it is made; from then on it may not.
  const { access, urlFor } = await start({ fsync: 'off' })
  await ensureDatabase(access, name)
  const signInKey = randomBytes(32).toString('hex')
  await migrate(urlFor('postgres', name), {
    kind: 'trial',
    signInKey,
    say: () => undefined,
    load: loadAreasInto(join(import.meta.dirname, '../../config')),
  })
  await stop()
  await start()
  return {
    on: {
      name,
      appUrl: urlFor('app', name),
      workerUrl: urlFor('worker', name),
      reportsUrl: urlFor('reports', name),
      superuserUrl: urlFor('postgres', name),
      signInKey,
      drop: async () => undefined,
    },
    start: async settings => void (await start(settings)),
    stop,
    kill: async () => {
      if (!running) throw new Error('it does not run')
      const whole = await processesOf(running.pid)
      process.kill(running.pid, 'SIGKILL')
      await running.ended
      // What it had started notices a moment later, and answers until then.
      while (whole.some(isThere)) await sleep(10)
      // Takes back the hold on the folder; there is nothing left to stop.
      await stop()
    },
  }
}

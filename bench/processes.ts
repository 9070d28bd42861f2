import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

// What processes used, as Linux counts it: the embedded database runs on nothing else.

interface Stat {
  readonly parent: number
  /** Processor time so far, in seconds. */
  readonly cpu: number
  /** The same of its children that have ended. */
  readonly ended: number
}

let ticks: number | undefined
async function ticksASecond(): Promise<number> {
  ticks ??= Number((await promisify(execFile)('getconf', ['CLK_TCK'])).stdout) || 100
  return ticks
}

async function statOf(pid: number | string): Promise<Stat | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  // The name in brackets may hold blanks.
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ')
  if (!fields) return undefined
  const tick = await ticksASecond()
  const seconds = (at: number) => (Number(fields[at]) + Number(fields[at + 1])) / tick
  return { parent: Number(fields[1]), cpu: seconds(11), ended: seconds(13) }
}

/** Processor seconds a process has used. */
export const cpuOf = async (pid: number): Promise<number> => (await statOf(pid))?.cpu ?? 0

/** Processor seconds a database server and all that belong to it have used, backends that have ended among them. */
export async function cpuOfFamily(pid: number): Promise<number> {
  const stats = await Promise.all((await readdir('/proc')).filter(name => /^\d+$/.test(name)).map(statOf))
  const server = await statOf(pid)
  return (
    (server?.cpu ?? 0) +
    (server?.ended ?? 0) +
    stats.reduce((sum, stat) => sum + (stat?.parent === pid ? stat.cpu : 0), 0)
  )
}

/** Memory a process holds now, in bytes. */
export async function memoryOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+) kB/.exec(text)?.[1] ?? 0) * 1024
}

import { type ChildProcess, spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './free-ports.ts'

/** `npm start` or `npm run dev` as somebody at a terminal would run it, on ports and a folder of its own. */
export interface Started {
  readonly port: number
  readonly npm: ChildProcess
  /** What was said so far, both outputs together. */
  said(): string
  /** Resolves when the text was said. Rejects when it all ends without. */
  until(text: string | RegExp): Promise<void>
  /** Everything that runs because of it, newest last, each with its command. */
  family(): Promise<Process[]>
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>
}

export interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/**
 * Starts it as the leader of a process group of its own, as a terminal does; a negative process id then signals all of
 * the group, as Ctrl-C does. Without prestart: the packages are there, or this test could not run.
 */
export async function npmStart(
  varDir: string,
  ports?: readonly [number, number],
  script: 'start' | 'dev' = 'start',
): Promise<Started> {
  const [port, identityPort] = ports ?? (await freePorts())
  const npm = spawn('npm', ['run', script, '--ignore-scripts'], {
    cwd: join(import.meta.dirname, '..'),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, VAR_DIR: varDir, PORT: String(port), IDENTITY_PORT: String(identityPort), NODE_ENV: '' },
  })
  let text = ''
  npm.stdout.on('data', chunk => (text += chunk))
  npm.stderr.on('data', chunk => (text += chunk))
  let over = false
  const ended = new Promise<number | null>(resolve => {
    npm.on('close', code => {
      over = true
      resolve(code)
    })
  })
  return {
    port,
    npm,
    said: () => text,
    ended,
    until: async wanted => {
      const found = () => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text))
      while (!found()) {
        if (over) throw new Error(`npm start ended before it said ${wanted}:\n${text}`)
        await sleep(20)
      }
    },
    family: () => familyOf(npm.pid ?? 0),
  }
}

/** A process and all its descendants, whatever session they are in. */
async function familyOf(pid: number): Promise<Process[]> {
  const all = await processes()
  const family = all.filter(one => one.pid === pid)
  // Grows while it is walked.
  for (const member of family) family.push(...all.filter(one => one.parent === member.pid))
  return family
}

/** Which of these still run. A process id that was given to somebody else since does not count. */
export async function stillRunning(family: readonly Process[]): Promise<Process[]> {
  const all = await processes()
  return family.filter(one => all.some(other => other.pid === one.pid && other.command === one.command))
}

async function processes(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const found = await Promise.all(
    pids.map(async pid => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      // After the command in brackets, which may hold anything: state, parent. Z is over and only waits to be counted.
      const [state, parent] = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? []
      return state === undefined || state === 'Z' ? [] : [{ pid: Number(pid), parent: Number(parent), command }]
    }),
  )
  return found.flat()
}

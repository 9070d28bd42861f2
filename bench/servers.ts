import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Order, Report } from './bare.ts'
import { configDir } from './database.ts'
import { origin, webEnvironment } from './here.ts'

const project = join(import.meta.dirname, '..')
const asNpmStartDoes = ['--import', './src/platform/jsx.js']

export interface Server {
  readonly pid: number
  /** Time from its start to its first answer, in milliseconds. */
  readonly startedIn: number
  stop(): Promise<void>
}

/** The real web server in a process of its own, as `npm start` runs it. */
export async function startWeb(appUrl: string): Promise<Server> {
  const ready = () =>
    fetch(`${origin}/health/ready`).then(
      response => response.ok,
      () => false,
    )
  // It would be measured in place of ours.
  if (await ready()) throw new Error(`a server that an earlier run left behind answers at ${origin}: stop it first`)
  const begun = performance.now()
  const child = spawn(process.execPath, [...asNpmStartDoes, 'src/web.ts'], {
    cwd: project,
    env: { PATH: process.env.PATH ?? '', ...webEnvironment(appUrl, configDir) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error('the web server did not start')
    await sleep(5)
  }
  return { pid: child.pid ?? -1, startedIn: performance.now() - begun, stop: () => ended(child) }
}

export interface Bare {
  readonly pid: number
  order(what: Order): Promise<Report>
  stop(): Promise<void>
}

/** The same SQL without the application, in a process of its own. */
export function startBare(): Bare {
  const child = fork(join(import.meta.dirname, 'bare.ts'), { cwd: project, execArgv: asNpmStartDoes })
  return {
    pid: child.pid ?? -1,
    order: async what => {
      child.send(what)
      const [report] = (await once(child, 'message')) as [Report]
      if ('error' in report) throw new Error(report.error)
      return report
    },
    stop: () => ended(child),
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}

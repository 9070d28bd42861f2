import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TestDatabase } from './database.ts'
import { whenTestIsOver } from './when-over.ts'

/** The worker as a program of its own, on a test database. */
export interface WorkerProgram {
  readonly process: ChildProcess
  /** What it wrote so far. */
  readonly said: () => string
  /** Resolves to its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** Starts src/worker.ts; killed when the test is over. */
export function startWorker(on: TestDatabase, environment: Record<string, string>): WorkerProgram {
  const child = spawn(process.execPath, ['src/worker.ts'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      PATH: process.env.PATH ?? '',
      KIND: 'trial',
      ORIGIN: 'http://localhost:8080',
      WORKER_DATABASE_URL: on.workerUrl,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk
    })
  const ended = new Promise<number | string>(resolve =>
    child.once('exit', (code, signal) => resolve(signal ?? code ?? -1)),
  )
  const made = { process: child, said: () => said, ended }
  whenTestIsOver(() => {
    child.kill('SIGKILL')
    return ended
  })
  return made
}

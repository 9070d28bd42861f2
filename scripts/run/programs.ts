import { spawn } from 'node:child_process'
import { open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** One of our programs. */
export interface Program {
  /** As in "The … ended unexpectedly". */
  readonly title: string
  /** Relative to the project. */
  readonly file: string
  /** All of its environment: it inherits nothing. */
  readonly environment: Readonly<Record<string, string>>
  /** Where its output goes; undefined: to our own. */
  readonly logFile: string | undefined
}

/** A program that was started. */
export interface Running {
  readonly program: Program
  /** Resolves, when it has ended, to how: "exit code 1", "SIGKILL". */
  readonly ended: Promise<string>
  /** Asks it to finish what it has begun and end. Resolves when it is gone. */
  stop(say: (line: string) => void): Promise<void>
}

/** Time to finish requests in flight, in milliseconds; the web server ends a request of its own accord after 30 s. */
const patience = 35_000

/** A log longer than this, in bytes, is put aside at the next start; the one before it goes. */
const longestLog = 10_000_000

/**
 * Starts a program in a session of its own: Ctrl-C in the terminal reaches only the starter, which asks each program
 * once. stop-with-parent.ts ends it should the starter die.
 */
export async function startProgram(project: string, program: Program): Promise<Running> {
  const log = program.logFile === undefined ? undefined : await openLog(program.logFile)
  const output = log?.fd ?? 'inherit'
  const child = spawn(
    process.execPath,
    ['--import', './src/platform/jsx.js', '--import', './scripts/run/stop-with-parent.ts', program.file],
    { cwd: project, env: program.environment, detached: true, stdio: ['ignore', output, output, 'ipc'] },
  )
  await log?.close()
  const ended = new Promise<string>(resolve => {
    child.once('error', error => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const stop = async (say: (line: string) => void) => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => {
      say(`The ${program.title} did not end within ${patience / 1000} seconds and is ended by force`)
      child.kill('SIGKILL')
    }, patience)
    await ended
    clearTimeout(timer)
  }
  return { program, ended, stop }
}

async function openLog(file: string) {
  if (((await stat(file).catch(() => undefined))?.size ?? 0) > longestLog) await rename(file, `${file}.1`)
  return open(file, 'a', 0o600)
}

/** The last lines a program wrote, indented. */
export async function lastWords(program: Program): Promise<string> {
  if (program.logFile === undefined) return ''
  const lines = (await readFile(program.logFile, 'utf8')).trimEnd().split('\n').slice(-12)
  return `\n  ${lines.join('\n  ')}\n  (from ${program.logFile})`
}

/** The parts of our own environment that programs may have too: where things are on this machine, and how strict we are. */
const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TZ',
  'LOG_LEVEL',
  'HOST',
  'DATABASE_POOL',
  'IDLE_MINUTES',
  'SESSION_HOURS',
  'MAIL_FROM',
]

/** What every program gets: our own environment's harmless part and what is added to it. */
export function environmentWith(added: Readonly<Record<string, string>>): Record<string, string> {
  const own = inherited.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  return { ...Object.fromEntries(own), ...added }
}

/** Where a program's log lies. */
export const logOf = (logDir: string, name: string): string => join(logDir, `${name}.log`)

// npm test: everything that must hold, and how much of it does. `npm test -- nominations` runs only the tests in files
// whose path contains the word.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { chromiumPath } from '../test/chromium.ts'
import { type Count, countsIn } from './run/vitest-report.ts'

const project = join(import.meta.dirname, '..')
const programs = join(project, 'node_modules/.bin')
const reports = join(project, 'var/test', `reports-${process.pid}`)
const filters = process.argv.slice(2)

let running: ChildProcess | undefined
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    interrupted = true
    // Vitest takes SIGINT as "stop what you started and end".
    running?.kill('SIGINT')
  })

process.exitCode = await main()

async function main(): Promise<number> {
  await mkdir(reports, { recursive: true })
  const counts: Count[] = []
  if (filters.length === 0) {
    counts.push(await check('Format and lint', 'biome', ['ci', '.']))
    counts.push(await check('Types', 'tsc', ['--project', '.']))
    counts.push(await check('Nothing unused', 'knip', []))
  }
  // Before any test process, so that no two unpack it at once.
  if (!interrupted) await chromiumPath()
  counts.push(await vitest('Rules, pages, database, access, and journeys in a browser'))

  await rm(reports, { recursive: true })

  const total = (of: keyof Count) => counts.reduce((sum, count) => sum + count[of], 0)
  if (interrupted) say('\nInterrupted: not everything ran.')
  if (total('skipped') > 0) say(`\n${total('skipped')} skipped`)
  if (total('passed') + total('failed') === 0) say('\nNo test ran.')
  say(`\n${total('passed')} passed, ${total('failed')} failed`)
  return interrupted || total('failed') > 0 || total('passed') === 0 ? 1 : 0
}

/** A check that holds or does not counts as one test. */
async function check(title: string, program: string, args: string[]): Promise<Count> {
  const code = await run(title, program, args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Runs all of vitest.config.ts in one go: no processor waits for the last file of one kind before the next begins. */
async function vitest(title: string): Promise<Count> {
  const file = join(reports, 'vitest.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const ran = run(title, 'vitest', ['run', '--passWithNoTests', ...reporters, ...filters])
  const watch = endsOnceItReported(file)
  const code = await ran
  clearInterval(watch)
  const count = countsIn(await readFile(file, 'utf8').catch(() => undefined))
  // Something outside any test went wrong, such as the set-up.
  return code !== 0 && count.failed === 0 && !interrupted ? { ...count, failed: 1 } : count
}

/**
 * What a test left running can hold Vitest's outputs open, and it waits for them without end. Two minutes after its report
 * it is ended, which counts as a failure.
 */
function endsOnceItReported(file: string): NodeJS.Timeout {
  return setInterval(async () => {
    const reported = await stat(file).catch(() => undefined)
    if (!reported || Date.now() - reported.mtimeMs < 120_000) return
    say('\nA test left something running, so that Vitest did not end.')
    running?.kill('SIGKILL')
  }, 10_000)
}

/** Runs a program of node_modules with its output on ours. Resolves to its exit code. */
function run(title: string, program: string, args: string[]): Promise<number> {
  if (interrupted) return Promise.resolve(1)
  say(`\n${title}`)
  return new Promise(resolve => {
    running = spawn(join(programs, program), args, {
      cwd: project,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: `${programs}:${process.env.PATH}` },
    })
    running.on('error', error => {
      say(error.message)
      resolve(1)
    })
    running.on('exit', code => resolve(code ?? 1))
  })
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WholeRead } from './plans.ts'
import type { Drawn } from './rendering.ts'

/** What a run came to; latencies in milliseconds, processor time in seconds for 1,000 requests. */
export interface Measured {
  readonly requests: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly cpuProgram: number
  readonly cpuDatabase: number
}

/** A case at a concurrency, four ways side by side. */
export interface Variant {
  readonly case: string
  readonly concurrency: number
  readonly page: Measured
  readonly straight: Measured
  readonly handler: Measured
  readonly unguarded: Measured
}

export interface Figures {
  readonly size: number
  /** Milliseconds until the web server answered. */
  readonly startedIn: number
  readonly drawn: readonly Drawn[]
  readonly wholes: readonly (WholeRead & { readonly page: string })[]
  readonly variants: readonly Variant[]
  /** Bytes the web server held: after all runs, then after each ten thousand records more. */
  readonly memory: readonly number[]
}

export interface Machine {
  readonly cores: number
  readonly memory: number
  readonly node: string
  readonly seconds: number
  readonly on: string
}

const whole = (n: number): string => Math.round(n).toLocaleString('en-GB')
const one = (n: number): string => n.toFixed(n < 10 ? 1 : 0)
const times = (n: number): string => `${n.toFixed(n < 10 ? 1 : 0)} ×`
const cpu = ({ cpuProgram, cpuDatabase }: Measured): number => cpuProgram + cpuDatabase

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n')

/** Everything measured, as Markdown. */
export function report(machine: Machine, figures: readonly Figures[]): string {
  return [
    `Measured on ${machine.on}: ${machine.cores} cores for server, database and client together, ${whole(machine.memory / 2 ** 30)} GB of memory, Node ${machine.node}, PostgreSQL 18 as \`npm start\` sets it, ${machine.seconds} seconds a run.`,
    ...figures.map(ofSize),
    growth(figures),
  ]
    .filter(Boolean)
    .join('\n\n')
}

function ofSize({ size, variants, drawn, startedIn, memory, wholes }: Figures): string {
  const main = table(
    [
      'Page',
      'At once',
      'Req/s',
      'p50 ms',
      'p95 ms',
      'p99 ms',
      'CPU s/1,000: program',
      'database',
      'CPU: times straight SQL',
      'times bare handler',
      'times unguarded handler',
    ],
    variants.map(v => [
      v.case,
      String(v.concurrency),
      whole(v.page.perSecond),
      one(v.page.p50),
      one(v.page.p95),
      one(v.page.p99),
      v.page.cpuProgram.toFixed(2),
      v.page.cpuDatabase.toFixed(2),
      times(cpu(v.page) / cpu(v.straight)),
      times(cpu(v.page) / cpu(v.handler)),
      times(cpu(v.page) / cpu(v.unguarded)),
    ]),
  )
  const beside = table(
    [
      'Beside it',
      'At once',
      'Straight: req/s',
      'p50',
      'p95',
      'CPU',
      'Bare handler: req/s',
      'p50',
      'p95',
      'CPU',
      'Unguarded: req/s',
      'p50',
      'p95',
      'CPU',
    ],
    variants.map(v => [
      v.case,
      String(v.concurrency),
      ...[v.straight, v.handler, v.unguarded].flatMap(m => [
        whole(m.perSecond),
        one(m.p50),
        one(m.p95),
        cpu(m).toFixed(2),
      ]),
    ]),
  )
  const drawing = table(
    ['Drawing', 'median ms', 'p95 ms', 'kB', 'statements in all'],
    drawn.map(d => [d.page, d.median.toFixed(2), d.p95.toFixed(2), one(d.kilobytes), String(d.queries)]),
  )
  return [
    `### ${whole(size)} young people`,
    main,
    beside,
    ...(drawn.length > 0 ? [drawing] : []),
    `The web server answered ${whole(startedIn)} ms after its start. ${memoryHeld(memory)}`,
    wholes.length === 0
      ? 'No page reads a table of 1,000 rows or more from end to end, nor does a function it calls.'
      : `**Read from end to end:**\n\n${wholes.map(read => `- ${read.table}, by “${read.page}”: \`${read.statement.replaceAll(/\s+/g, ' ').slice(0, 120)}\``).join('\n')}`,
  ].join('\n\n')
}

function memoryHeld([after = 0, ...more]: readonly number[]): string {
  const megabytes = (bytes: number) => whole(bytes / 2 ** 20)
  if (more.length === 0) return `It held ${megabytes(after)} MB after these runs.`
  return `It held ${megabytes(after)} MB after these runs, and after each 10,000 records more ${more.map(megabytes).join(', ')} MB.`
}

/** How p95 grows from the smallest size to the largest. */
function growth(figures: readonly Figures[]): string {
  const [small, large] = [figures[0], figures.at(-1)]
  if (!small || !large || small === large) return ''
  return `### Growth of p95 from ${whole(small.size)} to ${whole(large.size)}\n\n${table(
    ['Page', 'At once', 'p95 before', 'after', 'growth'],
    large.variants.map((v, at) => {
      const before = small.variants[at]?.page.p95 ?? Number.NaN
      return [v.case, String(v.concurrency), one(before), one(v.page.p95), times(v.page.p95 / before)]
    }),
  )}`
}

const markers = ['<!-- results: begin -->', '<!-- results: end -->'] as const

/** Puts the figures where bench/README.md has its markers. */
export async function writeReport(machine: Machine, figures: readonly Figures[]): Promise<void> {
  const file = join(import.meta.dirname, 'README.md')
  const text = await readFile(file, 'utf8')
  const [begin, end] = markers.map(marker => text.indexOf(marker))
  if (begin === undefined || end === undefined || begin < 0 || end < begin)
    throw new Error('bench/README.md has lost the markers of its results')
  await writeFile(
    file,
    `${text.slice(0, begin + markers[0].length)}\n\n${report(machine, figures)}\n\n${text.slice(end)}`,
  )
}

import { cpus, totalmem } from 'node:os'
import type pg from 'pg'
import type { Embedded } from '../src/db/embedded/embedded.ts'
import { type Case, formHeaders } from './asking.ts'
import type { Manner } from './bare.ts'
import { cases, oneRecord, resetSubmissions } from './cases.ts'
import { client } from './client.ts'
import { benchDir, configDir, connected, databaseOf, drafts, startServer } from './database.ts'
import { openHere, origin } from './here.ts'
import { percentile, type Run, run } from './measure.ts'
import { wholeReads } from './plans.ts'
import { cpuOf, cpuOfFamily, memoryOf } from './processes.ts'
import { drawings } from './rendering.ts'
import { type Figures, type Machine, type Measured, report, type Variant, writeReport } from './report.ts'
import { type Bare, type Server, startBare, startWeb } from './servers.ts'

// npm run bench [-- [--small] [--only <words>]]: how fast the real pages are beside the same SQL without them, with 10,000 and 1,000,000
// young people. Writes the table of bench/README.md, unless only some cases were asked for. Asserts nothing; says loudly
// where a plan reads everybody.

const say = (line: string) => void process.stdout.write(`${line}\n`)
const small = process.argv.includes('--small')
/** Words after --only, commas between them: of the cases, those with one of them in their name. */
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : undefined
const wanted = (name: string) =>
  only === undefined || only.split(',').some(words => name.toLowerCase().includes(words.trim().toLowerCase()))
const sizes = small ? [10_000] : [10_000, 1_000_000]
const largest = Math.max(...sizes)
const concurrencies = [1, 8, 32]
const seconds = Number(process.env.BENCH_SECONDS ?? 3)
const barePort = Number(new URL(origin).port) + 1

/** Everything that runs for one size. */
interface Bench {
  readonly size: number
  readonly server: Embedded
  readonly web: Server
  readonly bare: Bare
  readonly db: pg.Client
}

/** One run with what the servers used meanwhile. */
async function measured(bench: Bench, pid: number | undefined, work: () => Promise<Run>): Promise<Measured> {
  const before = { web: pid ? await cpuOf(pid) : 0, db: await cpuOfFamily(bench.server.pid) }
  const { seconds: took, latencies } = await work()
  const after = { web: pid ? await cpuOf(pid) : 0, db: await cpuOfFamily(bench.server.pid) }
  const thousands = latencies.length / 1000
  return {
    requests: latencies.length,
    perSecond: latencies.length / took,
    p50: percentile(latencies, 50),
    p95: percentile(latencies, 95),
    p99: percentile(latencies, 99),
    cpuProgram: (after.web - before.web) / thousands,
    cpuDatabase: (after.db - before.db) / thousands,
  }
}

/** The real page over HTTP. */
async function page(bench: Bench, of: Case, concurrency: number): Promise<Measured> {
  // Nobody's screen locks while others are being measured.
  await bench.db.query('update app.session set last_seen_at = now()')
  const browser = client(Number(new URL(origin).port), concurrency)
  let number = 0
  const next = () => {
    if (of.writes && number >= of.subjects.length) return undefined
    const subject = of.subjects[number % of.subjects.length]
    number += 1
    if (!subject) return undefined
    const { path, token, body } = subject
    const headers = body ? formHeaders(token) : { cookie: `session=${token}` }
    return () => browser.ask({ path, headers, ...(body ? { body } : {}) }, of.writes ? 303 : 200)
  }
  const made = await measured(bench, bench.web.pid, () => run(concurrency, seconds, next))
  browser.close()
  return made
}

/** The same SQL behind a handler that only answers JSON. */
async function handler(bench: Bench, at: number, of: Case, concurrency: number, manner: Manner): Promise<Measured> {
  const browser = client(barePort, concurrency)
  let number = 0
  const next = () => {
    if (of.writes && number >= of.subjects.length) return undefined
    const path = `/${at}/${manner === 'the same' ? 'same' : 'own'}/${number % of.subjects.length}`
    number += 1
    return () => browser.ask({ path, headers: {} }, 200)
  }
  const made = await measured(bench, bench.bare.pid, () => run(concurrency, seconds, next))
  browser.close()
  return made
}

/** The same SQL straight through the driver. */
const straight = (bench: Bench, at: number, of: Case, concurrency: number): Promise<Measured> =>
  measured(bench, bench.bare.pid, async () => {
    const answer = await bench.bare.order({
      do: 'run',
      case: at,
      manner: 'the same',
      concurrency,
      seconds,
      once: of.writes,
    })
    if (!('run' in answer)) throw new Error('a run without figures')
    return answer.run
  })

async function ofSize(server: Embedded, size: number): Promise<Figures> {
  const name = await databaseOf(server, size, say)
  const [appUrl, superuserUrl] = [server.urlFor('app', name), server.urlFor('postgres', name)]
  const db = await connected(superuserUrl)
  say(`${size.toLocaleString('en-GB')} young people: looking at what each page asks`)
  const here = await openHere(appUrl, configDir)
  const all = await cases(db, here, drafts, 1, wanted)
  if (all.length === 0) throw new Error(`no case has "${only}" in its name`)
  const record = all.find(one => one.name === oneRecord)?.subjects[0]
  const drawn = record ? await drawings(db, here, record) : []
  await here.close()
  const wholes = []
  for (const one of all)
    for (const read of await wholeReads(db, one.subjects[0]?.statements ?? [], 1_000))
      wholes.push({ page: one.name, ...read })
  const web = await startWeb(appUrl)
  const bare = startBare()
  await bare.order({
    do: 'set up',
    work: { appUrl, superuserUrl, port: barePort, cases: all.map(one => [...one.subjects]) },
  })
  const bench: Bench = { size, server, web, bare, db }
  const variants: Variant[] = []
  try {
    for (const [at, of] of all.entries()) variants.push(...(await ofCase(bench, at, of)))
    // What grows must end; followed to there once, at the larger size.
    const memory = await memoryAfter(bench, all, size < largest ? [10_000] : [10_000, 20_000, 30_000])
    return { size, startedIn: web.startedIn, drawn, wholes, variants, memory }
  } finally {
    await web.stop()
    await bare.stop()
    await db.end()
  }
}

async function ofCase(bench: Bench, at: number, of: Case): Promise<readonly Variant[]> {
  const found: Variant[] = []
  // The first seconds are for caches, compiled code and connections.
  const atOnce = of.atOnce ?? concurrencies
  const warm = Math.min(8, ...atOnce.slice(-1))
  await once(bench, of, () => page(bench, of, warm))
  await once(bench, of, () => handler(bench, at, of, warm, 'the same'))
  for (const concurrency of atOnce) {
    const made = {
      case: of.name,
      concurrency,
      page: await once(bench, of, () => page(bench, of, concurrency)),
      straight: await once(bench, of, () => straight(bench, at, of, concurrency)),
      handler: await once(bench, of, () => handler(bench, at, of, concurrency, 'the same')),
      unguarded: await once(bench, of, () => handler(bench, at, of, concurrency, 'unguarded')),
    }
    found.push(made)
    say(
      `  ${of.name}, ${concurrency} at once: ${made.page.perSecond.toFixed(0)} requests a second, p50 ${made.page.p50.toFixed(1)} ms, p95 ${made.page.p95.toFixed(1)} ms`,
    )
  }
  return found
}

/** A run; what it submitted is taken back. */
async function once(bench: Bench, of: Case, work: () => Promise<Measured>): Promise<Measured> {
  const made = await work()
  if (of.writes) await resetSubmissions(bench.db)
  return made
}

/** Memory of the web server after thousands of requests, and after each ten thousand records more: what grows must end. */
async function memoryAfter(bench: Bench, all: readonly Case[], steps: readonly number[]): Promise<Figures['memory']> {
  const held = [await memoryOf(bench.web.pid)]
  const records = all.find(one => one.name === oneRecord)?.subjects ?? []
  if (records.length === 0) return held
  const browser = client(Number(new URL(origin).port), 8)
  let number = 0
  for (const most of steps) {
    await bench.db.query('update app.session set last_seen_at = now()')
    await run(8, 600, () => {
      if (number >= most) return undefined
      const subject = records[number % records.length]
      number += 1
      return (
        subject && (() => browser.ask({ path: subject.path, headers: { cookie: `session=${subject.token}` } }, 200))
      )
    })
    held.push(await memoryOf(bench.web.pid))
  }
  browser.close()
  return held
}

const server = await startServer(say)
try {
  const machine: Machine = {
    cores: cpus().length,
    memory: totalmem(),
    node: process.versions.node,
    seconds,
    on: new Date().toISOString().slice(0, 10),
  }
  const figures: Figures[] = []
  for (const size of sizes) figures.push(await ofSize(server, size))
  say('')
  say(report(machine, figures))
  if (!small && only === undefined) await writeReport(machine, figures)
  const everybody = figures.flatMap(one =>
    one.wholes.filter(read => read.table === 'young_person').map(read => ({ size: one.size, ...read })),
  )
  for (const read of everybody)
    process.stderr.write(
      `\nA PLAN READS EVERY YOUNG PERSON: "${read.page}" with ${read.size.toLocaleString('en-GB')}:\n  ${read.statement}\n`,
    )
  if (everybody.length > 0) process.exitCode = 1
  say(`The data stay in ${benchDir} for the next run.`)
} finally {
  await server.stop()
}

import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { type Readable, readableTables } from './ask.ts'
import {
  compareAdditions,
  compareChanges,
  compareFunctions,
  compareReads,
  type Difference,
  pages,
  type Question,
  type Sweep,
} from './compare.ts'
import { functionProbes } from './function-probes.ts'
import { empty, load } from './load.ts'
import { tables as rules } from './reference-tables.ts'
import { additions, changes } from './reference-writes.ts'
import type { Row } from './rows.ts'
import { type Sketch, sketch } from './sketch.ts'
import { type World, worldOf } from './world-of.ts'
import { insertableTables, updates } from './write-probes.ts'

// What the policies of the database let somebody see, change and add is what a plain model of the design says, in worlds
// nobody thought of (promises A2). Many worlds lie in the database at once, so each question is also asked of all others.

const batch = 125
const batches = 8
const seed = 20_261_122

const database = await testDatabase()
const db = new Client({ connectionString: database.superuserUrl })
// Plans are kept: there are thousands of questions, and few of them are new.
const connections = [0, 1].map(
  () => new Client({ connectionString: database.appUrl, options: '-c plan_cache_mode=force_generic_plan' }),
)
let tables: readonly Readable[]
let insertable: ReadonlyMap<string, readonly string[]>

beforeAll(async () => {
  await Promise.all([db.connect(), ...connections.map(one => one.connect())])
  tables = await readableTables(db)
  insertable = await insertableTables(db)
})
afterAll(() => Promise.all([db.end(), ...connections.map(one => one.end())]))

/** The worlds of a seed; `fc.check` with the same seed and a path finds each of them again. */
function sketches(of: number): readonly Sketch[] {
  const drawn: Sketch[] = []
  fc.assert(
    fc.property(sketch, one => void drawn.push(one)),
    { seed: of, numRuns: batch },
  )
  return drawn
}

/** Puts worlds into an empty database. */
async function settle(worlds: readonly World[]): Promise<void> {
  const all: Record<string, Row[]> = {}
  for (const { data } of worlds)
    for (const [table, rows] of Object.entries(data)) all[table] = (all[table] ?? []).concat(rows)
  await empty(db)
  await load(db, all)
}

/** A quarter of a list, another one for each number. */
const quarter = <T>(list: readonly T[], number: number): readonly T[] => list.filter((_, n) => n % 4 === number % 4)

/**
 * Asks what somebody of a world can be asked. All of it; or thinly: on a page about nobody or on one about somebody, a
 * quarter of the tables, so that in eight turns everything was asked.
 */
async function ask(sweep: Sweep, world: number, asker: number, thinly: boolean): Promise<readonly Difference[]> {
  const found: Difference[] = []
  const here = sweep.worlds[world]
  if (!here) return []
  const all = pages(here)
  // Unlike for neighbours, so that no table falls always to the same people.
  const turn = ((world * 5 + asker) * 2_654_435_761) % 4_093
  for (const [n, focus] of all.entries()) {
    if (thinly && n !== (turn % 2) * (1 + ((turn >> 1) % (all.length - 1)))) continue
    const question: Question = { world, asker, focus }
    const of = <T>(list: readonly T[]): readonly T[] => (thinly ? quarter(list, turn >> 5) : list)
    found.push(...(await compareReads(sweep, question, of(tables))))
    if (!thinly || (turn >> 3) % 2 === 0) found.push(...(await compareFunctions(sweep, question, of(functionProbes))))
    // Trying to write costs as much as reading everything: every other person.
    if (thinly && (turn >> 4) % 2 !== 0) continue
    const written = <T>(list: readonly T[]): readonly T[] => (thinly ? quarter(list, turn >> 7) : list)
    found.push(...(await compareChanges(sweep, question, written(tables.filter(({ name }) => name in updates)))))
    const children = thinly ? here.children.slice(turn % 2, 1 + (turn % 2)) : here.children
    found.push(...(await compareAdditions(sweep, question, written([...insertable.keys()]), focus ?? children)))
  }
  return found
}

describe('what the model speaks of', () => {
  test('is every table of which the app may read some rows', () => {
    expect(tables.map(({ name }) => name)).toEqual(Object.keys(rules).sort())
  })

  test('is every table that the app may change or add to', async () => {
    const { rows } = await db.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and has_any_column_privilege('app', c.oid, 'UPDATE') order by 1`,
    )
    expect(rows.map(({ name }) => name).filter(name => name !== 'sent_form')).toEqual(Object.keys(changes).sort())
    expect(Object.keys(updates).sort()).toEqual(Object.keys(changes).sort())
    expect([...insertable.keys()].sort()).toEqual(Object.keys(additions).sort())
  })
})

test(`in ${batch * batches} worlds everybody sees, changes and adds what the model says, and nothing else`, async () => {
  const began = performance.now()
  let pairs = 0
  let questions = 0
  const met = new Set<string>()
  for (let round = 0; round < batches; round++) {
    const worlds = sketches(seed + round).map((one, n) => worldOf(one, n + 1))
    await settle(worlds)
    const rows = worlds.reduce((sum, { data }) => sum + Object.values(data).reduce((n, list) => n + list.length, 0), 0)
    // Two of each world, others in another one.
    const queue = worlds.flatMap(({ askers }, world) =>
      askers.flatMap((_, asker) => ((asker + world) % askers.length < 2 ? [[world, asker] as const] : [])),
    )
    const found: Difference[] = []
    await Promise.all(
      connections.map(async app => {
        for (let next = queue.pop(); next && found.length === 0; next = queue.pop()) {
          found.push(...(await ask({ app, worlds, tables, insertable, met }, ...next, true)))
          pairs += rows / 4
          questions += 1
        }
      }),
    )
    // What did not happen so far is asked of everybody here, before these worlds go.
    if (found.length === 0 && round >= batches / 2)
      found.push(...(await askWhatIsRare({ app: connections[0] as Client, worlds, tables, insertable, met })))
    if (found.length > 0) await explain(seed + round, found)
  }
  const seconds = (performance.now() - began) / 1_000
  process.stdout.write(
    `${questions} questions, ${Math.round(pairs)} pairs of person and row in ${seconds.toFixed(1)} s: ${Math.round(pairs / seconds)} a second\n`,
  )
  // Nothing was right only because it never happened.
  const happened = (verb: string) =>
    [...met]
      .filter(one => one.startsWith(verb))
      .map(one => one.slice(verb.length))
      .sort()
  expect(happened('seen ')).toEqual(
    Object.keys(rules)
      .sort()
      .filter(name => name !== 'sent_form'),
  )
  expect(happened('answered ')).toEqual(functionProbes.map(({ name }) => name).sort())
  expect(happened('changed ')).toEqual(Object.keys(changes).sort())
  expect(happened('added ')).toEqual(Object.keys(additions).sort())
}, 600_000)

/** What thin asking happened not to meet is asked of everybody in the last worlds, until it is met. */
async function askWhatIsRare(sweep: Sweep): Promise<readonly Difference[]> {
  const missing = (verb: string, name: string): boolean => !sweep.met?.has(`${verb} ${name}`)
  const found: Difference[] = []
  for (const [world, { askers, children }] of sweep.worlds.entries())
    for (const asker of askers.keys())
      for (const focus of pages(sweep.worlds[world] as World)) {
        const question: Question = { world, asker, focus }
        const reading = sweep.tables.filter(({ name }) => name !== 'sent_form' && missing('seen', name))
        const probes = functionProbes.filter(({ name }) => missing('answered', name))
        const changing = sweep.tables.filter(({ name }) => name in updates && missing('changed', name))
        const adding = [...sweep.insertable.keys()].filter(name => missing('added', name))
        if (reading.length > 0) found.push(...(await compareReads(sweep, question, reading)))
        if (probes.length > 0) found.push(...(await compareFunctions(sweep, question, probes)))
        if (changing.length > 0) found.push(...(await compareChanges(sweep, question, changing)))
        if (adding.length > 0) found.push(...(await compareAdditions(sweep, question, adding, focus ?? children)))
      }
  return found
}

/** Fails with the smallest world in which the difference is still there. */
async function explain(of: number, found: readonly Difference[]): Promise<never> {
  const app = connections[0] as Client
  const smallest = await fc.check(
    fc.asyncProperty(sketch, async one => {
      const worlds = [worldOf(one, 1)]
      await settle(worlds)
      for (const asker of worlds[0]?.askers.keys() ?? []) {
        const differences = await ask({ app, worlds, tables, insertable }, 0, asker, false)
        if (differences.length > 0) throw new Error(JSON.stringify(differences.slice(0, 5), null, 1))
      }
    }),
    { seed: of, path: String(found[0]?.world), numRuns: 1, interruptAfterTimeLimit: 60_000 },
  )
  throw new Error(
    `${JSON.stringify(found[0])}\n${fc.defaultReportMessage(smallest) ?? 'the world alone shows no difference'}`,
  )
}

import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { readableTables } from './ask.ts'
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
import { mutants } from './mutants.ts'
import type { Plant, Shows } from './plant.ts'
import type { Row } from './rows.ts'
import { type Sketch, sketch } from './sketch.ts'
import { worldOf } from './world-of.ts'
import { insertableTables, updates } from './write-probes.ts'

// The sweep's teeth (promises A2): worlds of the sweep's own kind, in which each fault that is planted here must make it
// find a difference. Every fault stands in a transaction of its own that is undone.

const worldsNeeded = 900
const database = await testDatabase()
// Plants as the superuser and asks as the role app, on one connection. Plans are kept, as in the sweep.
const db = new Client({ connectionString: database.superuserUrl, options: '-c plan_cache_mode=force_generic_plan' })
let sweep: Sweep
let questions: readonly Question[]

beforeAll(async () => {
  await db.connect()
  const drawn: Sketch[] = []
  fc.assert(
    fc.property(sketch, one => void drawn.push(one)),
    { seed: 8, numRuns: worldsNeeded },
  )
  const worlds = drawn.map((one, n) => worldOf(one, n + 1))
  const all: Record<string, Row[]> = {}
  for (const { data } of worlds)
    for (const [table, rows] of Object.entries(data)) all[table] = (all[table] ?? []).concat(rows)
  await empty(db)
  await load(db, all)
  sweep = { app: db, worlds, tables: await readableTables(db), insertable: await insertableTables(db), nested: true }
  const every = worlds.flatMap((world, n) =>
    world.askers.flatMap((_, asker) => pages(world).map(focus => ({ world: n, asker, focus }))),
  )
  // In an order in which neighbours have little in common, so that a fault is met early.
  questions = every
    .map((question, n) => [(n * 7_919) % every.length, question] as const)
    .sort(([a], [b]) => a - b)
    .map(([, question]) => question)
}, 120_000)
afterAll(() => db.end())

/** What of all this does not answer one question as the model says. */
async function asked(question: Question, { reads, changes, adds, functions }: Shows): Promise<readonly Difference[]> {
  const tables = (names: readonly string[]) => sweep.tables.filter(({ name }) => names.includes(name))
  const children = sweep.worlds[question.world]?.children ?? []
  return [
    ...(reads ? await compareReads(sweep, question, tables(reads)) : []),
    ...(changes ? await compareChanges(sweep, question, tables(changes)) : []),
    ...(adds ? await compareAdditions(sweep, question, adds, children) : []),
    ...(functions
      ? await compareFunctions(
          sweep,
          question,
          functionProbes.filter(({ name }) => functions.includes(name)),
        )
      : []),
  ]
}

/** The first differences that show; as the role app, inside the transaction in which the fault stands. */
async function firstFound(plant: Plant, of: readonly Question[], shows: Shows): Promise<readonly Difference[]> {
  await db.query('begin')
  try {
    await plant(db)
    await db.query('set local role app')
    for (const question of of) {
      const differences = await asked(question, shows)
      if (differences.length > 0) return differences
    }
    return []
  } finally {
    await db.query('rollback')
  }
}

const none: Plant = async () => undefined

test('without a fault nothing is found', async () => {
  const everything: Shows = {
    reads: sweep.tables.map(({ name }) => name),
    changes: Object.keys(updates),
    adds: [...sweep.insertable.keys()],
    functions: functionProbes.map(({ name }) => name),
  }
  expect(await firstFound(none, questions.slice(0, 20), everything)).toEqual([])
}, 300_000)

describe('a planted fault is found', () => {
  test.each(mutants)('$what', { timeout: 300_000 }, async ({ plant, ...shows }) => {
    const [difference] = await firstFound(plant, questions, shows)
    if (!difference) throw new Error('the sweep does not see this fault')
    // The fault it is that was found, and nothing that stood there before.
    expect(await firstFound(none, [difference], shows)).toEqual([])
  })
})

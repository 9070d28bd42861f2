import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../test/database.ts'
import { aWorld } from '../test/world.ts'
import { type Case, cases } from './cases.ts'
import { generate } from './generate.ts'
import { openHere } from './here.ts'
import { type WholeRead, wholeReads } from './plans.ts'

// What people do all day, with as many young people as decide a plan: nothing big may be read from end to end.

const database = await testDatabase()
const world = await aWorld(database)
let found: ReadonlyMap<string, readonly WholeRead[]>
let all: readonly Case[]

beforeAll(async () => {
  await generate(database.superuserUrl, { count: 50_000, drafts: 20, configDir: 'config' }, () => undefined)
  const here = await openHere(database.appUrl, 'config')
  all = await cases(world.db, here, 5, 0.05)
  await here.close()
  const reads = new Map<string, readonly WholeRead[]>()
  for (const { name, subjects } of all)
    reads.set(name, await wholeReads(world.db, subjects[7 % subjects.length]?.statements ?? [], 2_000))
  found = reads
}, 120_000)

describe('with 50,000 young people, under every policy', () => {
  test.each([
    'List of the 25 newest in own area',
    'Open one record',
    'Submit a nomination',
    'Search by name fragment',
    'Counts by status and service',
  ])('%s: no table of a size is read from end to end', name => {
    expect(found.get(name)).toEqual([])
  })
})

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { edges, featureRules } from './architecture/features.ts'
import { layerRules } from './architecture/layers.ts'
import { shapeRules } from './architecture/shape.ts'
import { imports, projectSources } from './architecture/source.ts'
import { ownedTables, writeRules } from './architecture/writes.ts'

// Who may import whom and who may write what (docs/architecture.md), in the sources as they stand. Beside each rule are
// small sources that it must find, or must let pass.

const root = join(import.meta.dirname, '..')
const sources = await projectSources(root)

const subjects = { layers: layerRules, features: featureRules, writes: writeRules, shape: shapeRules }

describe.each(Object.entries(subjects))('%s', (_, rules) => {
  for (const rule of rules) {
    test(rule.says, () => {
      expect(rule.faults(sources)).toEqual([])
    })

    for (const { what, sources: planted, fault } of rule.planted)
      test(`it ${fault === undefined ? 'lets pass' : 'finds'} ${what} (${rule.says})`, () => {
        expect(rule.faults(planted)).toEqual(fault === undefined ? [] : [expect.stringContaining(fault)])
      })
  }
})

test('every listed exception is still there', () => {
  expect(Object.keys(edges).filter(path => !sources.some(source => source.path === path))).toEqual([])
})

test('what a feature says it owns is a table', async () => {
  const schema = await readFile(join(root, 'database/schema.sql'), 'utf8')
  const tables = [...schema.matchAll(/^create table app\.(\w+) \($/gm)].map(([, name]) => name)
  expect(tables).toContain('young_person')
  expect(ownedTables(sources).filter(table => !tables.includes(table))).toEqual([])
})

test('imports are read whatever shape they have', () => {
  const text = `
import one from 'one'
import two, { type Three } from '@scope/two/deep'
import * as four from "./four.ts"
import {
  five,
  type Six,
} from '../five.ts'
import type { Seven } from './seven.ts'
import { type Eight, type Nine } from './eight.ts'
import './ten.ts'
export * from './eleven.ts'
export { twelve } from './twelve.ts'
const thirteen = await import('./thirteen.ts')
const fourteen = require.resolve('fourteen/package.json')
// import { no } from './comment.ts'
const words = "import { no } from './string.ts'"
`
  expect(
    imports({ path: 'src/web/kit.ts', text }).map(one => `${one.target}${one.typeOnly ? ' (types)' : ''}`),
  ).toEqual([
    'one',
    '@scope/two/deep',
    'src/web/four.ts',
    'src/five.ts',
    'src/web/seven.ts (types)',
    'src/web/eight.ts (types)',
    'src/web/eleven.ts',
    'src/web/twelve.ts',
    'src/web/ten.ts',
    'src/web/thirteen.ts',
    'fourteen/package.json',
  ])
})

test('the sources were found', () => {
  expect(sources.length).toBeGreaterThan(50)
  expect(sources.flatMap(imports).length).toBeGreaterThan(200)
})

import { Client } from 'pg'
import { expect, test } from 'vitest'
import { testDatabase } from '../../test/database.ts'
import { describeTable, table } from './sql-prompt.ts'

const database = await testDatabase()

test('rows come as a table, one line each whatever is in them', () => {
  const rows = [
    [1, 'short'],
    [22, 'two\nlines'],
    [null, 'x'.repeat(70)],
  ]
  expect(table(['n', 'text'], rows)).toBe(
    [
      'n  | text',
      `---+-${'-'.repeat(60)}`,
      '1  | short',
      '22 | two ↵ lines',
      `∅  | ${'x'.repeat(59)}…`,
      '(3 rows)',
    ].join('\n'),
  )
})

test('dates, bytes and lists are readable', () => {
  const row = [new Date('2026-11-22T10:00:00Z'), Buffer.from('ab'), ['a'], { b: 1 }, true]
  expect(table(['d', 'b', 'l', 'o', 't'], [row]).split('\n')[2]).toBe(
    '2026-11-22T10:00:00.000Z | \\x6162 | ["a"] | {"b":1} | true',
  )
})

test('\\d lists our tables, and \\d of one its columns, with or without its schema', async () => {
  const client = new Client({ connectionString: database.reportsUrl })
  await client.connect()
  const names = async (name?: string) =>
    (await client.query<{ name: string; column: string }>(describeTable(name))).rows
  expect((await names()).map(row => row.name)).toEqual(expect.arrayContaining(['area', 'young_person']))
  const columns = await names('area')
  expect(columns.map(row => row.column)).toEqual(expect.arrayContaining(['id', 'key', 'name']))
  expect(await names('app.area')).toEqual(columns)
  expect(await names('elsewhere.area')).toEqual([])
  await client.end()
})

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day, slug, words } from './config-fields.ts'
import { ConfigurationError, faultLine, loadYaml, parseYaml } from './yaml-config.ts'

const schema = z
  .strictObject({
    name: words,
    from: day,
    size: z.int().min(1).max(10),
    open: z.boolean(),
    kind: z.enum(['small', 'large']),
    services: z.array(z.strictObject({ key: slug, strand: z.int(), tags: z.array(words).optional() })).min(1),
  })
  .superRefine((value, context) => {
    if (value.size === 7) context.addIssue({ code: 'custom', path: ['size'], message: 'must not be 7', input: value })
  })

const good = `name: York
from: 2023-04-01
size: 3
open: true
kind: small
services:
  - key: volunteer-mentor
    strand: 1
`

/** The faults of a text as lines, the file name taken off. */
const faultsOf = (text: string): string[] => {
  const loaded = parseYaml('f.yaml', text, schema)
  return loaded.ok ? [] : loaded.faults.map(fault => faultLine(fault).replace(/^f\.yaml, /, ''))
}

describe('a configuration file', () => {
  test('that is right gives its value', () => {
    const loaded = parseYaml('f.yaml', good, schema)
    expect(loaded.ok && loaded.value).toMatchObject({ name: 'York', from: '2023-04-01', size: 3 })
  })

  test.each<[string, string, string, string]>([
    ['a missing field names the line of what is around it', 'size: 3\n', '', 'line 1, size: is missing'],
    ['a text where a number belongs', 'size: 3', 'size: three', 'line 3, size: must be a number'],
    ['a number out of range', 'size: 3', 'size: 30', 'line 3, size: must be at most 10'],
    ['a number too small', 'size: 3', 'size: 0', 'line 3, size: must be at least 1'],
    ['half a number', 'size: 3', 'size: 2.5', 'line 3, size: must be a whole number'],
    [
      'a number where text belongs',
      'name: York',
      'name: 12',
      'line 1, name: must be text; put quotation marks around it if it looks like a number',
    ],
    ['a yes-no field', 'open: true', 'open: maybe', 'line 4, open: must be true or false'],
    [
      'a word that is not offered',
      'kind: small',
      'kind: huge',
      'line 5, kind: must be one of small, large; it says "huge"',
    ],
    ['a missing choice', 'kind: small\n', '', 'line 1, kind: is missing'],
    [
      'a day that does not exist',
      'from: 2023-04-01',
      'from: 2023-02-29',
      'line 2, from: must be a date that exists, written year-month-day, such as 2023-04-01',
    ],
    ['an empty text', 'name: York', 'name: " "', 'line 1, name: must not be empty'],
    [
      'a misspelt field',
      'open: true',
      'opne: true',
      'line 1, open: is missing | line 4, opne: is not a field known here; check the spelling',
    ],
    [
      'a list that is empty',
      '\n  - key: volunteer-mentor\n    strand: 1',
      ' []',
      'line 6, services: must have at least 1 item',
    ],
    [
      'a field of an item goes by the key of the item',
      'strand: 1',
      'strand: one',
      'line 8, services › volunteer-mentor › strand: must be a number',
    ],
    [
      'an item without a key goes by its number',
      '  - key: volunteer-mentor\n',
      '  - tags: [a, ""]\n',
      'line 7, services › item 1 › key: is missing | line 7, services › item 1 › tags › item 2: must not be empty',
    ],
    ['a check of the file as a whole', 'size: 3', 'size: 7', 'line 3, size: must not be 7'],
  ])('%s', (_, from, to, expected) => {
    expect(good).toContain(from)
    expect(faultsOf(good.replace(from, to))).toEqual(expected.split(' | '))
  })

  // What else a reader makes of a broken line is the YAML library's affair.
  test.each<[string, string, string, string]>([
    ['a field written twice', 'open: true', 'open: true\nopen: false', 'line 5: this field is written twice'],
    ['a tab', '    strand: 1', '\tstrand: 1', 'line 8: this line starts with a tab; use spaces'],
    [
      'a second document',
      'kind: small',
      '---\nkind: small',
      'line 5: a second document starts here with "---"; a file holds one',
    ],
  ])('that is not YAML: %s', (_, from, to, expected) => {
    expect(good).toContain(from)
    expect(faultsOf(good.replace(from, to))).toContain(expected)
  })

  test('all faults are told at once, in the order of the lines', () => {
    const found = faultsOf(good.replace('York', '""').replace('size: 3', 'size: 99').replace('strand: 1', 'strand: x'))
    expect(found).toEqual([
      'line 1, name: must not be empty',
      'line 3, size: must be at most 10',
      'line 8, services › volunteer-mentor › strand: must be a number',
    ])
  })

  test('an empty file and a bomb of references are faults, not crashes', () => {
    expect(faultsOf('')).toEqual(['line 1: is empty'])
    expect(faultsOf('# only a comment\n')).toEqual(['line 1: is empty'])
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n`
    expect(faultsOf(bomb)).toEqual(['line 1: uses *references that cannot be followed'])
  })

  test('a file that is not there, and one that is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yaml-'))
    try {
      const path = join(folder, 'f.yaml')
      expect(loadYaml(path, schema)).toEqual({
        ok: false,
        faults: [{ file: path, line: 0, field: '', message: 'there is no such file' }],
      })
      expect(loadYaml(folder, schema)).toMatchObject({ ok: false, faults: [{ message: 'the file cannot be read' }] })
      writeFileSync(path, good)
      expect(loadYaml(path, schema)).toMatchObject({ ok: true })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('a check across files can point at a line of a file that was read', () => {
    const loaded = parseYaml('f.yaml', good, schema)
    expect(loaded.ok && faultLine(loaded.faultAt(['services', 0, 'key'], 'is used elsewhere'))).toBe(
      'f.yaml, line 7, services › volunteer-mentor › key: is used elsewhere',
    )
  })

  test('the error at start-up lists every fault', () => {
    const fault = { file: 'f.yaml', line: 2, field: 'a', message: 'is missing' }
    const error = new ConfigurationError([fault, { ...fault, line: 0, field: '' }])
    expect(error.message).toBe(
      'The configuration cannot be used yet:\n  f.yaml, line 2, a: is missing\n  f.yaml: is missing',
    )
  })
})

import { describe, expect, test } from 'vitest'
import { auditDetail, changesBetween, type FieldSaid } from './changes.ts'

const said = {
  surname: { says: 'surname', class: 1 },
  sex: { says: 'sex', class: 1, coded: true, words: code => ({ '1': 'Male', '2': 'Female' })[code] ?? code },
  disability: { says: 'disability', class: 1, coded: true, words: code => code.toLowerCase() },
  neverText: { says: 'never text', class: 2, coded: true },
} as const satisfies Record<string, FieldSaid>

describe('what changed in a record', () => {
  test('is only what says something else', () => {
    const before = { surname: 'Okoro', sex: '1', disability: ['AUT', 'LD'], neverText: true }
    expect(changesBetween(said, before, { ...before, disability: ['LD', 'AUT'] })).toEqual([])
    expect(changesBetween(said, before, { ...before, sex: '2' })).toEqual([
      { field: 'sex', class: 1, was: 'Male', became: 'Female', audited: { from: '1', to: '2' } },
    ])
  })

  test.each([
    [null, ''],
    [undefined, null],
    [[], null],
  ])('%j and %j are the same nothing', (was, became) => {
    expect(changesBetween(said, { disability: was }, { disability: became })).toEqual([])
  })

  test('goes to the audit by name, and with from and to only where it is a code', () => {
    const changes = changesBetween(
      said,
      { surname: 'Okoro', sex: '1', neverText: true },
      { surname: 'Obi', sex: '2', neverText: false },
    )
    expect(auditDetail(changes)).toEqual({
      changed: { surname: true, sex: { from: '1', to: '2' }, 'never text': { from: true, to: false } },
    })
    expect(JSON.stringify(auditDetail(changes))).not.toMatch(/Okoro|Obi/)
  })

  test('keeps every word for the history of the record', () => {
    expect(changesBetween(said, { surname: 'Okoro' }, { surname: null })).toMatchObject([
      { was: 'Okoro', became: null },
    ])
    expect(changesBetween(said, { neverText: true }, { neverText: false })).toMatchObject([
      { was: 'Yes', became: 'No' },
    ])
  })
})

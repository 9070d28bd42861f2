import { describe, expect, test } from 'vitest'
import { auditDetail, changesBetween, type FieldSaid } from './changes.ts'

const said = {
  surname: { says: 'surname' },
  sex: { says: 'sex', coded: true },
  disability: { says: 'disability', coded: true },
  neverText: { says: 'never text', coded: true },
} as const satisfies Record<string, FieldSaid>

describe('what changed in a record', () => {
  test('is only what says something else', () => {
    const before = { surname: 'Okoro', sex: '1', disability: ['AUT', 'LD'], neverText: true }
    expect(changesBetween(said, before, { ...before, disability: ['LD', 'AUT'] })).toEqual([])
    expect(changesBetween(said, before, { ...before, sex: '2' })).toEqual([
      { field: 'sex', audited: { from: '1', to: '2' } },
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
})

import { describe, expect, test } from 'vitest'
import type { Requirement } from '../areas/index.ts'
import { whereTheyStand } from './list/list.ts'
import { hasWhatMustBe, isAway, standings, supervisionDue } from './worker.ts'

const source = { from: 'a test', sure: 'assumed' } as const
const asks = (key: string, beforeMatch: 'must' | 'should' = 'must'): Requirement => ({
  key,
  name: key,
  kind: 'training',
  renewMonths: 36,
  beforeMatch,
  source,
})
const today = '2026-11-29'

describe('training and checks (R38)', () => {
  test.each([
    ['2027-01-29', 'holds'],
    ['2027-01-28', 'runs out soon'],
    ['2026-11-29', 'runs out soon'],
    ['2026-11-28', 'ran out'],
    [null, 'holds'],
  ])('one that counts until %s: %s', (expiresOn, standing) => {
    const [one] = standings([asks('a')], [{ requirementKey: 'a', doneOn: '2024-01-01', expiresOn }], today, 60)
    expect(one?.standing).toBe(standing)
  })

  test('of several the one that counts longest speaks, whatever was recorded last', () => {
    const met = [
      { requirementKey: 'a', doneOn: '2026-01-01', expiresOn: '2026-02-01' },
      { requirementKey: 'a', doneOn: '2025-01-01', expiresOn: '2028-01-01' },
    ]
    expect(standings([asks('a')], met, today, 60)[0]?.standing).toBe('holds')
    expect(standings([asks('a')], [...met].reverse(), today, 60)[0]?.standing).toBe('holds')
  })

  test('what should be there holds up no match, what must be there does', () => {
    const met = [{ requirementKey: 'a', doneOn: '2026-01-01', expiresOn: null }]
    expect(hasWhatMustBe(standings([asks('a'), asks('b', 'should')], met, today, 60))).toBe(true)
    expect(hasWhatMustBe(standings([asks('a'), asks('b')], met, today, 60))).toBe(false)
  })
})

test('supervision (R19, R38) is due from the last one, or from the first day', () => {
  expect(supervisionDue(28, '2026-11-01', '2026-11-20')).toBe('2026-12-18')
  expect(supervisionDue(28, '2026-11-01', null)).toBe('2026-11-29')
})

test.each([
  [{ fromOn: '2026-11-29', backOn: null }, true],
  [{ fromOn: '2026-11-20', backOn: '2026-11-29' }, false],
  [{ fromOn: '2026-11-20', backOn: '2026-11-30' }, true],
  [{ fromOn: '2026-11-30', backOn: '2026-12-30' }, false],
])('away %j today: %s', (leave, away) => expect(isAway([leave], today)).toBe(away))

test('of a service that the area’s file does not name any more nothing is said', () => {
  const area = { services: [], workforce: { runsOutSoonDays: 60, source } } as never
  const one = { serviceKey: 'gone', startedOn: today, lastSupervision: null, met: [], leaves: [] }
  expect(whereTheyStand(area, one, today)).toBeUndefined()
})

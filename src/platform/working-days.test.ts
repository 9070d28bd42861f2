import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  addWorkingDays,
  type BankHolidays,
  bankHolidaysReach,
  dayOf,
  daysBetween,
  endOf,
  isDay,
  isWorkingDay,
  workingDaysBetween,
} from './working-days.ts'

const christmas2026: BankHolidays = {
  from: '2026-01-01',
  until: '2026-12-31',
  days: new Set(['2026-12-25', '2026-12-28']),
}
const anyDay = fc.integer({ min: 0, max: 4000 }).map(offset => addDays('2020-01-01', offset))

describe('a day', () => {
  test.each([
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['2023-04-31', false],
    ['2023-4-1', false],
    ['', false],
    ['0000-00-00', false],
    ['2023-04-01T00:00', false],
  ])('%s is one: %s', (text, expected) => expect(isDay(text)).toBe(expected))

  test.each([
    ['2026-07-01T22:59:59Z', '2026-07-01'],
    ['2026-07-01T23:00:00Z', '2026-07-02'],
    ['2026-12-31T23:59:59Z', '2026-12-31'],
    ['2026-03-29T00:30:00Z', '2026-03-29'],
    ['2026-10-25T23:30:00Z', '2026-10-25'],
  ])('at %s it is %s in England', (instant, expected) => expect(dayOf(new Date(instant))).toBe(expected))

  test('something that is not a day is refused, not guessed', () => {
    expect(() => addDays('2023-02-30', 1)).toThrow(RangeError)
    expect(() => isWorkingDay('tomorrow', christmas2026)).toThrow(RangeError)
  })

  test('going there and back again ends on the same day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -999, max: 999 }), (day, count) => {
        expect(addDays(addDays(day, count), -count)).toBe(day)
        expect(daysBetween(day, addDays(day, count))).toBe(count)
      }),
    )
  })
})

describe('months', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-03-31', -1, '2026-02-28'],
  ])('%s and %i months is %s', (day, count, expected) => expect(addMonths(day, count)).toBe(expected))
})

describe('working days', () => {
  test.each([
    ['2026-12-24', true],
    ['2026-12-25', false],
    ['2026-12-26', false],
    ['2026-12-27', false],
    ['2026-12-28', false],
    ['2026-12-29', true],
  ])('%s is one: %s', (day, expected) => expect(isWorkingDay(day, christmas2026)).toBe(expected))

  test.each([
    ['2026-12-24', 0, '2026-12-24'],
    ['2026-12-24', 1, '2026-12-29'],
    ['2026-12-25', 1, '2026-12-29'],
    ['2026-12-14', 10, '2026-12-30'],
    ['2026-06-05', 1, '2026-06-08'],
  ])('from %s, number %i is %s', (start, count, expected) => {
    expect(addWorkingDays(start, count, christmas2026)).toBe(expected)
  })

  test('going backwards or by half days is refused', () => {
    expect(() => addWorkingDays('2026-12-14', -1, christmas2026)).toThrow(RangeError)
    expect(() => addWorkingDays('2026-12-14', 1.5, christmas2026)).toThrow(RangeError)
  })

  test('the day found is a working day, and counting to it gives the number back', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (start, count) => {
        const due = addWorkingDays(start, count, christmas2026)
        expect(isWorkingDay(due, christmas2026)).toBe(true)
        expect(workingDaysBetween(start, due, christmas2026)).toBe(count)
        expect(workingDaysBetween(due, start, christmas2026)).toBe(-count)
      }),
    )
  })

  test('a bank holiday never makes anything due earlier', () => {
    const none: BankHolidays = { ...christmas2026, days: new Set() }
    fc.assert(
      fc.property(anyDay, anyDay, fc.integer({ min: 0, max: 30 }), (start, holiday, count) => {
        const with1: BankHolidays = { ...none, days: new Set([holiday]) }
        expect(addWorkingDays(start, count, with1) >= addWorkingDays(start, count, none)).toBe(true)
      }),
    )
  })
})

describe('a period of the configuration', () => {
  test.each([
    [{ length: 10, unit: 'working-days' }, '2026-12-30'],
    [{ length: 28, unit: 'days' }, '2027-01-11'],
    [{ length: 3, unit: 'months' }, '2027-03-14'],
  ] as const)('%o from 14 December 2026 ends on %s', (period, expected) => {
    expect(endOf('2026-12-14', period, christmas2026)).toBe(expected)
  })

  test('says how many days the bank holidays still reach', () => {
    expect(bankHolidaysReach('2026-12-01', christmas2026)).toBe(30)
    expect(bankHolidaysReach('2027-01-02', christmas2026)).toBe(-2)
  })
})

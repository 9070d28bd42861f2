import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type BankHolidays, isWorkingDay } from '../../platform/working-days.ts'
import { loadAreas } from '../areas/index.ts'
import { assessmentClock, type ClockInput, type Pause, reassessmentDueOn } from './clock.ts'

const areas = loadAreas('config')
const holidays: BankHolidays = areas.bankHolidays
const clock = (input: Partial<ClockInput>) =>
  assessmentClock({
    startedOn: '2026-06-01',
    startedBy: 'the screening decision',
    workingDays: 10,
    today: '2026-06-01',
    holidays,
    ...input,
  })
const pause = (from: string, until: string | null): Pause => ({ from, until, reason: 'In hospital' })

describe('the ten working days of an assessment (R130)', () => {
  test.each([
    ['2026-06-01', 'running', 10, 0],
    ['2026-06-02', 'running', 9, 0],
    ['2026-06-06', 'running', 6, 0],
    ['2026-06-07', 'running', 6, 0],
    ['2026-06-12', 'running', 1, 0],
    ['2026-06-15', 'due today', 0, 0],
    ['2026-06-16', 'overdue', 0, 1],
    ['2026-06-22', 'overdue', 0, 5],
  ])('begun on Monday 1 June, on %s it is %s: %i left, %i over', (today, standing, daysLeft, daysOver) => {
    expect(clock({ today })).toMatchObject({ standing, dueOn: '2026-06-15', daysLeft, daysOver })
  })

  test.each([
    ['2026-12-21', '2027-01-07'],
    ['2026-03-27', '2026-04-14'],
    ['2022-05-30', '2022-06-15'],
    ['2022-09-09', '2022-09-26'],
    ['2026-06-06', '2026-06-19'],
  ])('begun on %s, with the bank holidays in between, it is due on %s', (startedOn, dueOn) => {
    expect(clock({ startedOn, today: startedOn }).dueOn).toBe(dueOn)
  })

  test.each([
    ['2026-06-01', 'done in time', 10, 0],
    ['2026-06-15', 'done in time', 0, 0],
    ['2026-06-16', 'done late', 0, 1],
  ])('completed on %s it is %s, whatever day it is now', (completedOn, standing, daysLeft, daysOver) => {
    expect(clock({ completedOn, today: '2026-12-01' })).toMatchObject({ standing, daysLeft, daysOver })
  })

  test('the event that starts it is shown with the day', () => {
    expect(clock({})).toMatchObject({ startedOn: '2026-06-01', startedBy: 'the screening decision' })
  })
})

describe('a pause', () => {
  test('moves the due day by its working days', () => {
    expect(clock({ pauses: [pause('2026-06-04', '2026-06-09')] }).dueOn).toBe('2026-06-18')
  })

  test('that is open leaves no due day, and the days left stand still', () => {
    const open = [pause('2026-06-04', null)]
    expect(clock({ pauses: open, today: '2026-06-03' })).toMatchObject({
      standing: 'running',
      dueOn: null,
      daysLeft: 8,
    })
    expect(clock({ pauses: open, today: '2026-06-04' })).toMatchObject({ standing: 'paused', dueOn: null, daysLeft: 8 })
    expect(clock({ pauses: open, today: '2026-11-04' })).toMatchObject({ standing: 'paused', dueOn: null, daysLeft: 8 })
  })

  test('that began after the due day does not make it less late', () => {
    const late = { pauses: [pause('2026-06-16', null)], today: '2026-06-17' }
    expect(clock(late)).toMatchObject({ standing: 'overdue', dueOn: '2026-06-15', daysOver: 2 })
  })

  test('that overlaps another counts once', () => {
    const twice = [pause('2026-06-04', '2026-06-09'), pause('2026-06-05', '2026-06-08')]
    expect(clock({ pauses: twice }).dueOn).toBe('2026-06-18')
  })

  test('completing it while it is paused is in time', () => {
    expect(clock({ pauses: [pause('2026-06-04', null)], completedOn: '2026-07-30' })).toMatchObject({
      standing: 'done in time',
      daysLeft: 8,
    })
  })
})

describe('whatever the days', () => {
  const someDay = fc.integer({ min: 0, max: 2500 }).map(offset => addDays('2022-01-01', offset))
  const somePauses = fc.array(
    fc.tuple(someDay, fc.integer({ min: 0, max: 40 })).map(([from, length]) => pause(from, addDays(from, length))),
    { maxLength: 3 },
  )
  test('the due day is a working day outside every pause, and a pause never makes it earlier', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 30 }), somePauses, (startedOn, workingDays, pauses) => {
        const { dueOn } = clock({ startedOn, today: startedOn, workingDays, pauses })
        const plain = clock({ startedOn, today: startedOn, workingDays })
        expect(dueOn).not.toBeNull()
        if (dueOn === null || plain.dueOn === null) return
        expect(isWorkingDay(dueOn, holidays)).toBe(true)
        expect(pauses.some(each => each.from <= dueOn && dueOn < (each.until ?? '9999'))).toBe(false)
        expect(dueOn >= plain.dueOn).toBe(true)
      }),
    )
  })

  test('days left go down by at most one from day to day and never below none', () => {
    fc.assert(
      fc.property(someDay, somePauses, fc.integer({ min: 0, max: 60 }), (startedOn, pauses, passed) => {
        const today = addDays(startedOn, passed)
        const now = clock({ startedOn, today, pauses })
        const next = clock({ startedOn, today: addDays(today, 1), pauses })
        expect([0, 1]).toContain(now.daysLeft - next.daysLeft)
        expect(now.daysLeft).toBeGreaterThanOrEqual(0)
        expect(now.standing === 'overdue').toBe(now.dueOn !== null && today > now.dueOn)
      }),
    )
  })
})

describe('the next assessment', () => {
  test('is due three months after the last one was completed, in both areas', () => {
    for (const area of areas.all) {
      expect(reassessmentDueOn('2026-11-30', area.clocks.review, areas.bankHolidays)).toBe('2027-02-26')
    }
  })
})

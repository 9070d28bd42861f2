import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { type PartOfDay, partsOfDay, timesOf, type Weekday, weekdays } from '../../platform/week.ts'
import { type SafeRinging, whenToRing } from './ringing.ts'

// Whether they may be rung at a moment is decided by the database; here it is worked out once more from what the words on
// screen say of each part of a day, with another clock: that of the browser's kind.

const world = await aWorld(await testDatabase())
const { one } = world
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
})
const hourOf = (words: string): number =>
  words === 'midday' ? 12 : Number.parseInt(words, 10) + (words.endsWith('pm') ? 12 : 0)
const hours = Object.entries(partsOfDay).map(([part, words]) => {
  const [, from = '', until = ''] = /\((.+) to (.+)\)/.exec(words) ?? []
  return { part: part as PartOfDay, from: hourOf(from), until: hourOf(until) }
})

function timeAt(moment: Date): string | undefined {
  const parts = new Map(clock.formatToParts(moment).map(({ type, value }) => [type, value]))
  const hour = Number(parts.get('hour'))
  const part = hours.find(({ from, until }) => from <= hour && hour < until)?.part
  return part && `${parts.get('weekday')?.toLowerCase()}-${part}`
}
const mayAt = ({ ringing, times }: SafeRinging, moment: Date): boolean =>
  ringing === 'any time' || (ringing === 'at these times' && times.includes(timeAt(moment) ?? 'at night'))

const inDatabase = ({ ringing, times }: SafeRinging, at: Date) =>
  one<{ may: boolean; next: Date | null }>(
    'select app.may_ring($1, $2, $3) as may, app.next_ringing($1, $2, $3) as next',
    [ringing, times, at],
  )

const every = timesOf(Object.fromEntries(Object.keys(weekdays).map(day => [day as Weekday, Object.keys(partsOfDay)])))
const said: fc.Arbitrary<SafeRinging> = fc.oneof(
  { weight: 6, arbitrary: fc.subarray([...every], { minLength: 1, maxLength: 3 }).map(at) },
  { weight: 2, arbitrary: fc.subarray([...every], { minLength: 1 }).map(at) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('any time' as const, 'never' as const, 'not asked' as const).map(ringing => ({
      ringing,
      times: [],
    })),
  },
)
function at(times: readonly string[]): SafeRinging {
  return { ringing: 'at these times', times }
}

const minute = 60_000
/** Around each full hour of two years, and of the nights in which the clocks change. */
const moment = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }),
      fc
        .constantFrom(Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2027, 2, 28), Date.UTC(2027, 9, 31))
        .chain(day => fc.integer({ min: day - 1_500 * minute, max: day + 2_900 * minute })),
    ),
    fc.constantFrom(-1, 0, 1, 1_800_000),
  )
  .map(([near, by]) => new Date(Math.floor(near / (60 * minute)) * 60 * minute + by))

describe('whether they may be rung', () => {
  test('is what a clock in England says, whenever it is and whenever the clocks change', async () => {
    await fc.assert(
      fc.asyncProperty(said, moment, async (rule, now) => {
        expect((await inDatabase(rule, now)).may).toBe(mayAt(rule, now))
      }),
      { numRuns: 1_500 },
    )
  })

  test('and the next safe time is the first moment that a quarter of an hour after quarter of an hour finds', async () => {
    await fc.assert(
      fc.asyncProperty(said, moment, async (rule, now) => {
        const { next } = await inDatabase(rule, now)
        if (rule.ringing !== 'at these times') {
          expect(next).toBeNull()
          return
        }
        const quarter = 15 * minute
        let time = Math.floor(now.getTime() / quarter) * quarter + quarter
        // One that begins: what is safe already goes on to the end of its part.
        const begins = (t: number) => mayAt(rule, new Date(t)) && timeAt(new Date(t - 1)) !== timeAt(new Date(t))
        while (!begins(time)) time += quarter
        expect(next).toEqual(new Date(time))
      }),
      { numRuns: 400 },
    )
  })

  test.each([
    ['the last millisecond of Sunday evening', '2026-11-29T20:59:59.999Z', 'sun-evening'],
    ['Sunday night', '2026-11-29T21:00:00Z', null],
    ['midnight to Monday', '2026-11-30T00:00:00Z', null],
    ['before six', '2026-11-30T05:59:59.999Z', null],
    ['early on Monday', '2026-11-30T06:00:00Z', 'mon-early'],
    ['midday', '2026-11-30T12:00:00Z', 'mon-afternoon'],
    ['early in summer, by the clock there', '2026-07-06T05:00:00Z', 'mon-early'],
    ['the Sunday on which summer begins', '2026-03-29T05:00:00Z', 'sun-early'],
    ['the Sunday on which it ends', '2026-10-25T05:30:00Z', null],
    ['the same an hour later', '2026-10-25T06:00:00Z', 'sun-early'],
  ])('%s', async (_, now, time) => {
    expect((await one('select app.time_of_week($1) as time', [now])).time).toBe(time)
    expect((await inDatabase(at(every), new Date(now))).may).toBe(time !== null)
  })

  test('is no where nothing is said', async () => {
    expect((await one('select app.may_ring(null, null, now()) as may')).may).toBe(false)
    expect((await one(`select app.may_ring('at these times', null, now()) as may`)).may).toBe(false)
  })
})

describe('the record', () => {
  test.each([
    [`safe_ringing = 'whenever'`, 'young_person_detail_safe_ringing'],
    [`safe_ringing = 'at these times'`, 'young_person_detail_safe_times_as_said'],
    [`safe_times = '{mon-early}'`, 'young_person_detail_safe_times_as_said'],
    [`safe_ringing = 'at these times', safe_times = '{mon-night}'`, 'young_person_detail_safe_times'],
    [`safe_ringing = 'at these times', safe_times = '{null}'`, 'young_person_detail_safe_times'],
  ])('holds no %s', async (set, constraint) => {
    const child = await world.youngPerson('york')
    await expect(
      world.db.query(`update young_person_detail set ${set} where young_person_id = $1`, [child.id]),
    ).rejects.toMatchObject({ constraint })
  })
})

test('reads as whoever rings says it', () => {
  expect(whenToRing({ ringing: 'never', times: [] })).toEqual(['Never ring'])
  expect(whenToRing({ ringing: 'at these times', times: ['sat-morning'] })).toEqual([
    'Only at these times:',
    'Saturday: 9am to midday',
  ])
})

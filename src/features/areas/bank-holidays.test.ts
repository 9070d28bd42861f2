import { describe, expect, test } from 'vitest'
import { addDays, type Day } from '../../platform/working-days.ts'
import { parseYaml } from '../../platform/yaml-config.ts'
import { bankHolidaysSchema } from './bank-holidays.ts'
import { loadAreas } from './index.ts'

const { bankHolidays } = loadAreas('config')
const ofYear = (year: number): Day[] => [...bankHolidays.days].filter(day => day.startsWith(`${year}-`)).sort()
const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()
const next = (day: Day, wanted: number, step = 1): Day =>
  weekday(day) === wanted ? day : next(addDays(day, step), wanted, step)

/** Easter Sunday, by the rule of Gauss: another way than the one the file was made with. */
function easter(year: number): Day {
  const [a, b, c] = [year % 19, year % 4, year % 7]
  const century = Math.floor(year / 100)
  const m = (15 - Math.floor((13 + 8 * century) / 25) + century - Math.floor(century / 4)) % 30
  const n = (4 + century - Math.floor(century / 4)) % 7
  const d = (19 * a + m) % 30
  const e = (2 * b + 4 * c + 6 * d + n) % 7
  const days = d === 29 && e === 6 ? 28 : d === 28 && e === 6 && a > 10 ? 27 : d + e
  return addDays(`${year}-03-22`, days)
}

/** Moved or added for one year, by proclamation. */
const moved: Record<Day, Day> = { '2020-05-04': '2020-05-08', '2022-05-30': '2022-06-02' }
const added: Record<number, Day[]> = { 2022: ['2022-06-03', '2022-09-19'], 2023: ['2023-05-08'] }

function byRule(year: number): Day[] {
  const days: Day[] = [addDays(easter(year), -2), addDays(easter(year), 1)]
  days.push(next(`${year}-05-01`, 1), next(`${year}-05-31`, 1, -1), next(`${year}-08-31`, 1, -1))
  const free = (day: Day): Day => (weekday(day) % 6 === 0 || days.includes(day) ? free(addDays(day, 1)) : day)
  for (const day of [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`]) days.push(free(day))
  return [...days.map(day => moved[day] ?? day), ...(added[year] ?? [])].sort()
}

describe('the bank holidays of England', () => {
  test.each([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030])(
    '%i follows the law and the proclamations',
    year => {
      expect(ofYear(year)).toEqual(byRule(year))
    },
  )

  test('cover 2018 to 2030 and nothing else', () => {
    expect([bankHolidays.from, bankHolidays.until]).toEqual(['2018-01-01', '2030-12-31'])
    expect(bankHolidays.days.size).toBe(13 * 8 + 3)
  })

  test.each([
    ['2026-12-28', 'Boxing Day on a Saturday moves to Monday'],
    ['2021-12-27', 'Christmas Day on a Saturday moves to Monday'],
    ['2021-12-28', 'Boxing Day on a Sunday moves to Tuesday'],
    ['2022-12-27', 'Christmas Day on a Sunday moves to Tuesday'],
    ['2022-12-26', 'and Boxing Day stays where it is'],
    ['2022-09-19', 'the state funeral'],
    ['2023-05-08', 'the coronation'],
    ['2022-06-03', 'the jubilee'],
  ])('%s is one: %s', day => expect(bankHolidays.days.has(day)).toBe(true))

  test.each(['2020-05-04', '2022-05-30', '2021-12-25', '2022-12-25'])('%s is not', day => {
    expect(bankHolidays.days.has(day)).toBe(false)
  })

  test.each([
    ['2026-12-26', /item 1 › on: 2026-12-26 is a Saturday or Sunday; give the substitute day/],
    ['2031-01-01', /item 1 › on: 2031-01-01 is outside the days this list covers/],
  ])('a list with %s is refused', (on, expected) => {
    const text = `source: { from: x, sure: assumed }\nfrom: 2026-01-01\nuntil: 2026-12-31\ndays:\n  - { on: ${on}, name: x }\n`
    const loaded = parseYaml('f.yaml', text, bankHolidaysSchema)
    expect(loaded.ok ? [] : loaded.faults.map(fault => `${fault.field}: ${fault.message}`)).toEqual([
      expect.stringMatching(expected),
    ])
  })
})

import { describe, expect, test } from 'vitest'
import * as formats from './formats.ts'

const at = (iso: string) => new Date(iso)

describe('days and times are those of London', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22T09:00:00Z', '2026-11-22'],
    [at('2026-07-01T22:59:59Z'), '2026-07-01'],
    // An hour before midnight in UTC it is tomorrow in a London summer.
    [at('2026-07-01T23:00:00Z'), '2026-07-02'],
    [at('2026-12-01T23:30:00Z'), '2026-12-01'],
    [at('2026-12-31T23:59:59Z'), '2026-12-31'],
  ])('%s falls on %s', (when, day) => expect(formats.dayOf(when)).toBe(day))

  test.each([
    ['2026-11-22', '22 November 2026', '22 Nov 2026', 'Sunday 22 November 2026'],
    ['2026-09-01', '1 September 2026', '1 Sep 2026', 'Tuesday 1 September 2026'],
    ['2028-02-29', '29 February 2028', '29 Feb 2028', 'Tuesday 29 February 2028'],
  ])('%s reads "%s", short "%s", with its weekday "%s"', (day, long, short, weekday) => {
    expect(formats.dayInWords(day)).toBe(long)
    expect(formats.shortDay(day)).toBe(short)
    expect(formats.weekdayInWords(day)).toBe(weekday)
  })

  test.each([
    ['2026-11-22T14:05:00Z', '22 Nov 2026, 2:05pm'],
    ['2026-11-22T00:00:00Z', '22 Nov 2026, 12am'],
    ['2026-11-22T12:00:00Z', '22 Nov 2026, 12pm'],
    ['2026-06-22T14:05:00Z', '22 Jun 2026, 3:05pm'],
    // The clocks go forward on 29 March 2026 at 1am: 00:59 is followed by 02:00.
    ['2026-03-29T00:59:00Z', '29 Mar 2026, 12:59am'],
    ['2026-03-29T01:00:00Z', '29 Mar 2026, 2am'],
    // And back on 25 October 2026: 1:30am comes twice.
    ['2026-10-25T00:30:00Z', '25 Oct 2026, 1:30am'],
    ['2026-10-25T01:30:00Z', '25 Oct 2026, 1:30am'],
  ])('%s reads "%s"', (iso, words) => expect(formats.momentInWords(at(iso))).toBe(words))

  test('a month reads without its day', () => expect(formats.monthInWords('2026-11-22')).toBe('November 2026'))
})

describe('how far away', () => {
  test.each([
    ['2026-11-22', '2026-11-22', 'today'],
    ['2026-11-23', '2026-11-22', 'tomorrow'],
    ['2026-11-21', '2026-11-22', 'yesterday'],
    ['2026-11-25', '2026-11-22', 'in 3 days'],
    ['2026-11-20', '2026-11-22', '2 days ago'],
    ['2027-01-01', '2026-12-31', 'tomorrow'],
    // The days the clocks change have 23 and 25 hours.
    ['2026-03-30', '2026-03-28', 'in 2 days'],
    ['2026-10-26', '2026-10-24', 'in 2 days'],
  ])('%s, seen from %s, is %s', (day, now, words) => expect(formats.relativeDay(day, now)).toBe(words))

  test('a moment late last night was yesterday, though it is not a day ago', () => {
    expect(formats.relativeDay(at('2026-11-21T23:50:00Z'), at('2026-11-22T00:10:00Z'))).toBe('yesterday')
  })

  test.each([
    [0, 'just now'],
    [-3, 'just now'],
    [4, 'just now'],
    [10, '10 seconds ago'],
    [60, '1 minute ago'],
    [300, '5 minutes ago'],
    [3_600, '1 hour ago'],
    [10_800, '3 hours ago'],
    [86_400, 'yesterday'],
    [3 * 86_400, '3 days ago'],
  ])('%i seconds ago reads "%s"', (seconds, words) => {
    const now = at('2026-11-22T15:00:00Z')
    expect(formats.ago(new Date(now.getTime() - seconds * 1000), now)).toBe(words)
  })

  test.each([
    ['2026-11-22', 'since today'],
    ['2026-11-21', '1 day'],
    ['2026-11-09', '13 days'],
    ['2026-11-08', '2 weeks'],
    ['2026-08-24', '12 weeks'],
    ['2026-08-22', '3 months'],
    ['2025-11-22', '12 months'],
  ])('somebody waiting since %s has waited %s', (since, words) =>
    expect(formats.waiting(since, '2026-11-22')).toBe(words),
  )
})

describe('ages', () => {
  test.each([
    ['2010-11-22', '2026-11-21', 15],
    ['2010-11-22', '2026-11-22', 16],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-11-22', '2026-11-22', 0],
    ['2010-12-31', '2026-01-01', 15],
  ])('born on %s, on %s: %i', (born, on, age) => expect(formats.ageOn(born, on)).toBe(age))

  test('a birthday begins at midnight in London, also in summer', () => {
    expect(formats.ageOn('2008-07-02', at('2026-07-01T22:59:00Z'))).toBe(17)
    expect(formats.ageOn('2008-07-02', at('2026-07-01T23:00:00Z'))).toBe(18)
  })
})

describe('words', () => {
  test.each([
    [1, 'child', 'children', '1 child'],
    [0, 'child', 'children', '0 children'],
    [12_345, 'child', 'children', '12,345 children'],
    [2, 'plan', undefined, '2 plans'],
  ])('%i of %s', (n, one, many, words) => expect(formats.plural(n, one, many)).toBe(words))

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
  ])('%j as a list', (words, said) => expect(formats.list(words)).toBe(said))

  test.each([
    [{ givenNames: 'Jayden Lee', surname: 'Okoro', knownAs: 'Jay' }, 'Jay', 'Jay Okoro'],
    [{ givenNames: 'Ana', surname: null, knownAs: null }, 'Ana', 'Ana'],
    [{ givenNames: 'Ana', surname: 'Li', knownAs: '' }, 'Ana', 'Ana Li'],
  ])('%j', (named, known, full) => {
    expect(formats.knownAs(named)).toBe(known)
    expect(formats.fullName(named)).toBe(full)
  })

  test('a sentence starts with a capital', () => expect(formats.sentence('in 3 days')).toBe('In 3 days'))

  test.each([
    ['NY/2026 0042', 'NY-2026-0042'],
    ['../../etc/passwd', 'ETC-PASSWD'],
    ['Zoë “N”:17\u0000', 'ZOE-N-17'],
    ['///', 'RECORD'],
  ])('%j as a file name is %s', (reference, safe) => expect(formats.fileSafe(reference)).toBe(safe))
})

test('when something begins, by the clock in London', () => {
  expect(formats.fromInWords(new Date('2026-07-06T11:00:00Z'))).toBe('Monday 6 July 2026, from midday')
  expect(formats.fromInWords(new Date('2026-12-01T17:00:00Z'))).toBe('Tuesday 1 December 2026, from 5pm')
})

test.each([
  ['07700 900 123', '07700900123'],
  ['+44 (0)7700 900123', '+447700900123'],
  ['07700 900123, their mum’s', '07700900123'],
  ['Mum 07700 900123, or Nan 07700 900124', undefined],
  ['(01609) 780780', '01609780780'],
  ['0800 1111', '08001111'],
  ['07700 900123 (9-5)', '07700900123'],
  ['01609 534 527 (8.30 to 5)', '01609534527'],
  ['07700 900123 9-5', undefined],
  ['Flat 12 07700 900123', undefined],
  ['01609 780780 07700 900123', undefined],
  ['7700 900123', undefined],
  ['0909 879 0000', undefined],
  ['*21*07700900123#', '07700900123'],
  ['*#06#', undefined],
  ['ask at reception', undefined],
  ['12', undefined],
])('%j is dialled as %s', (typed, number) => {
  expect(formats.dialled(typed)).toBe(number)
})

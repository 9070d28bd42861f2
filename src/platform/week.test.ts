import { expect, test } from 'vitest'
import { byDay, timeOfWeekInWords, timesInWords, timesOf } from './week.ts'

test('times of a week (R45) come back as they were chosen', () => {
  const times = ['mon-early', 'fri-evening', 'sun-morning']
  expect(timesOf(byDay(times))).toEqual(times)
  expect(byDay(times).tue).toEqual([])
})

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri']
test.each([
  [[], []],
  [['fri-evening'], ['Friday: 5pm to 9pm']],
  [workdays.map(day => `${day}-evening`), ['Monday to Friday: 5pm to 9pm']],
  [['sat-morning', 'sun-morning'], ['Saturday and Sunday: 9am to midday']],
  [['mon-early', 'mon-morning', 'mon-evening'], ['Monday: 6am to midday and 5pm to 9pm']],
  [
    ['wed-evening', 'mon-evening'],
    ['Monday: 5pm to 9pm', 'Wednesday: 5pm to 9pm'],
  ],
])('%j reads %j', (times, words) => expect(timesInWords(times)).toEqual(words))

test('one time reads as people say it', () => {
  expect(timeOfWeekInWords('sat-early')).toBe('Saturday early morning')
  expect(timeOfWeekInWords('whenever')).toBe('whenever')
})

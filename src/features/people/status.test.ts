import { describe, expect, test } from 'vitest'
import { locks, statuses, stopsWhatGoesOutByItself, whatStops } from './status.ts'

describe('missing now, custody, hospital, secure, died', () => {
  test.each(statuses.map(status => [status, status !== 'none'] as const))(
    '%s: nothing goes out: %s',
    (status, stopped) => {
      expect(stopsWhatGoesOutByItself(status)).toBe(stopped)
    },
  )

  test.each(statuses)('%s says what to keep in mind, or nothing', status => {
    expect(whatStops(status) === undefined).toBe(status === 'none')
  })

  test('only death locks the record', () => {
    expect(statuses.filter(locks)).toEqual(['died'])
  })
})

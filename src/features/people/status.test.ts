import { describe, expect, test } from 'vitest'
import { automatic, locks, statuses, stops, whatStops } from './status.ts'

describe('missing now, custody, hospital, secure, died', () => {
  test.each(statuses.flatMap(status => automatic.map(what => [status, what, status !== 'none'] as const)))(
    '%s: %s stop: %s',
    (status, what, stopped) => {
      expect(stops(status, what)).toBe(stopped)
    },
  )

  test.each(statuses)('%s says what stops, or nothing', status => {
    expect(whatStops(status) === undefined).toBe(status === 'none')
  })

  test('only death locks the record', () => {
    expect(statuses.filter(locks)).toEqual(['died'])
  })
})

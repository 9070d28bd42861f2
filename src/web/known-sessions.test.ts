import { expect, test } from 'vitest'
import { knownSessions } from './known-sessions.ts'

test('a session is known once it was found open, and a made-up one never', () => {
  const known = knownSessions()
  expect(known.has('a')).toBe(false)
  known.add('a')
  expect(known.has('a')).toBe(true)
  expect(known.has('b')).toBe(false)
})

test('ten thousand are remembered, and the longest unused is forgotten first', () => {
  const known = knownSessions()
  for (let n = 0; n < 10_000; n++) known.add(`session ${n}`)
  known.add('session 0')
  known.add('one more')
  expect(known.has('session 0')).toBe(true)
  expect(known.has('session 1')).toBe(false)
  expect(known.has('session 2')).toBe(true)
  expect(known.has('one more')).toBe(true)
})

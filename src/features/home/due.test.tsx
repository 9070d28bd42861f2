import { expect, test } from 'vitest'
import { due } from './due.tsx'

const today = '2026-11-23'

test.each([
  ['2026-11-20', 'due Friday 20 November 2026', '3 days late', true],
  ['2026-11-22', 'due Sunday 22 November 2026', '1 day late', true],
  ['2026-11-23', 'by today, Monday 23 November 2026', 'Today', false],
  ['2026-11-24', 'by tomorrow, Tuesday 24 November 2026', 'Tomorrow', false],
  ['2026-11-27', 'by Friday 27 November 2026, in 4 days', undefined, false],
  [null, 'when you can: it has no date', undefined, false],
])('what is asked for by %s reads "%s"', (on, sentence, tag, late) => {
  expect(due(on, today)).toMatchObject({ sentence, tag, late })
})

test('what cannot wait says so, whatever its day', () => {
  expect(due(today, today, true)).toEqual({ sentence: 'before anything else', day: 'Now', tag: 'Now', late: true })
})

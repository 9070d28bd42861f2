import { describe, expect, test } from 'vitest'
import { pdf, printable } from './pdf.ts'

describe('what a PDF can draw', () => {
  test.each([
    ['Zoë’s café – £5 “ok”', 'Zoë’s café – £5 “ok”', true],
    ['ok 😂', 'ok [U+1F602]', false],
    ['Łukasz', '[U+0141]ukasz', false],
    ['line\nline\tend', 'line\nline    end', true],
  ])('%s', (typed, text, whole) => {
    expect(printable(typed)).toEqual({ text, whole })
  })
})

test('a long document is numbered, and its tags follow its blocks', async () => {
  const blocks = [
    { is: 'heading', level: 1, text: 'A title' } as const,
    ...Array.from(
      { length: 200 },
      (_, i) => ({ is: 'paragraph', text: `Paragraph ${i} ${'words '.repeat(40)}` }) as const,
    ),
    { is: 'item', text: 'An item 😂' } as const,
  ]
  const bytes = await pdf({ title: 'A title', reference: 'REF-1', blocks })
  const text = bytes.toString('latin1')
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(10)
  expect(text.match(/\/S \/P\b/g)?.length).toBe(201)
  expect(text.match(/\/S \/LI\b/g)?.length).toBe(1)
  expect(text).toMatch(/\/Title \d+ 0 R/)
})

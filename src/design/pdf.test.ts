import { describe, expect, test } from 'vitest'
import { pdf, printable, type Run } from './pdf.ts'

describe('what a PDF can draw', () => {
  test.each<[string, string, readonly (readonly [Run['font'], string])[], boolean]>([
    [
      'letters of many languages',
      'Łukasz, Ștefan, Οδυσσέας, Дарья, नेहा',
      [['words', 'Łukasz, Ștefan, Οδυσσέας, Дарья, नेहा']],
      true,
    ],
    ['signs', 'Zoë’s café – £5 “ok” €', [['words', 'Zoë’s café – £5 “ok” €']], true],
    [
      'emoji',
      'ok 😂🔥 yes',
      [
        ['words', 'ok '],
        ['emoji', '😂🔥'],
        ['words', ' yes'],
      ],
      true,
    ],
    ['a picture made of several, as one', '👩‍👧❤️', [['emoji', '👩‍👧❤']], true],
    [
      'what no font of ours draws, by its number',
      'مرحبا',
      [['words', '[U+0645][U+0631][U+062D][U+0628][U+0627]']],
      false,
    ],
    ['lines and tabs', 'line\nline\tend', [['words', 'line\nline    end']], true],
    ['nothing', '', [], true],
  ])('%s', (_, typed, runs, whole) => {
    expect(printable(typed)).toEqual({ runs: runs.map(([font, text]) => ({ font, text })), whole })
  })

  test('is embedded in the file, and only where it is needed', async () => {
    const said = async (text: string) =>
      (await pdf({ title: 'A title', reference: 'REF-1', blocks: [{ is: 'paragraph', text }] })).toString('latin1')
    const fonts = (file: string) => [
      ...new Set([...file.matchAll(/\/BaseFont \/[A-Z]{6}\+(\w+)/g)].map(found => found[1])),
    ]
    expect(fonts(await said('I can’t say it 😂 Łukasz'))).toEqual(['NotoSans', 'NotoEmoji'])
    expect(fonts(await said('I can’t say it, Łukasz'))).toEqual(['NotoSans'])
  })
})

test('a long document is numbered, and its tags follow its blocks', async () => {
  const blocks = [
    { is: 'heading', level: 1, text: 'A title' } as const,
    ...Array.from(
      { length: 200 },
      (_, i) => ({ is: 'paragraph', text: `Paragraph ${i} ${'words '.repeat(40)}` }) as const,
    ),
    { is: 'item', text: 'An item 😂 مرحبا' } as const,
  ]
  const bytes = await pdf({ title: 'A title', reference: 'REF-1', blocks })
  const text = bytes.toString('latin1')
  expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(10)
  expect(text.match(/\/S \/P\b/g)?.length).toBe(201)
  expect(text.match(/\/S \/LI\b/g)?.length).toBe(1)
  expect(text).toMatch(/\/Title \d+ 0 R/)
})
